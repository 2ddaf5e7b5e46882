//! `[case]`: title, as-of date, what is left out.

use detente_syntax::diagnostic::Diagnostic;
use detente_syntax::value::Table;

use super::fields::Fields;
use super::findings::Findings;
use super::names::Names;
use super::scalar;
use super::shared::{Marks, marks};
use crate::codes;
use crate::date::Date;

/// What `[case]` says.
#[derive(Default)]
pub(super) struct Head {
    pub(super) title: String,
    pub(super) as_of: Option<Date>,
    pub(super) summary: Option<String>,
    pub(super) leaves_out: Vec<String>,
    pub(super) marks: Marks,
}

pub(super) fn read(findings: &Findings, names: &Names, root: &Table) -> Head {
    let Some((key, value)) = root.get_key_value("case") else {
        findings.error(|| {
            Diagnostic::error(codes::MISSING_KEY, root.span(), "a case needs a table `[case]`")
                .help("begin with\n\ndetente = 1\n\n[case]\ntitle = \"...\"")
        });
        return Head::default();
    };
    let Some(table) = scalar::table(findings, value) else { return Head::default() };
    let mut fields = Fields::new(findings, table, key.span, "`[case]`");
    let head = Head {
        title: fields.required("title", scalar::string).unwrap_or_default(),
        as_of: fields.optional("as-of", scalar::day),
        summary: fields.optional("summary", scalar::string),
        leaves_out: fields.optional("leaves-out", scalar::strings).unwrap_or_default(),
        marks: marks(names, &mut fields, &Marks::default(), true),
    };
    fields.entry("include");
    fields.finish();
    head
}
