//! Parts that all GENIUS XML files have in common.
//!
//! Indices run from 1 without gaps and issues stand in the same order in the
//! domain and in every profile, so that all readers agree which is which.

use std::fmt::Write;

/// The head of a domain, up to its issues.
pub(crate) fn open_domain(out: &mut String, issues: usize) {
    writeln!(out, "<negotiation_template>\n<utility_space number_of_issues=\"{issues}\">")
        .expect("writing to memory");
    open_objective(out);
}

/// The end of a domain.
pub(crate) fn close_domain(out: &mut String) {
    out.push_str("</objective>\n</utility_space>\n</negotiation_template>\n");
}

/// The objective that all issues belong to.
pub(crate) fn open_objective(out: &mut String) {
    out.push_str(
        "<objective index=\"0\" etype=\"objective\" type=\"objective\" description=\"\" name=\"root\">\n",
    );
}

/// A number of millionths as a decimal, `0.250000`.
pub(crate) fn millionths(number: u32) -> String {
    format!("{}.{:06}", number / 1_000_000, number % 1_000_000)
}
