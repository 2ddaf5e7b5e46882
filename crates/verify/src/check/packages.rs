//! Packages named, and what each party makes of them.

use detente_case::package::Choice;

use crate::certificate::{PackageClaim, Verdict};
use crate::check::{Context, words};
use crate::finding::{Outcome, Report};
use crate::meaning::{named, named_and_allowed};
use crate::region::verdict;

pub(super) fn check(context: &Context<'_>, report: &mut Report) {
    for (at, claim) in context.certificate.packages.iter().enumerate() {
        let number = at + 1;
        let allowed = named_and_allowed(context.case, &claim.options).map(|_| ());
        report.add_result(format!("package {number} is allowed: {}", words(&claim.options)), allowed);
        let title = format!("what parties make of package {number}: {}", verdicts(claim));
        let outcome = match named(context.case, &claim.options) {
            Ok(package) => accepted(context, claim, &package),
            Err(_) => Outcome::NotChecked("it is not a package of this case".to_owned()),
        };
        report.add(title, outcome);
    }
}

fn accepted(context: &Context<'_>, claim: &PackageClaim, package: &[Choice]) -> Outcome {
    let case = context.case;
    let (mut wrong, mut untold) = (Vec::new(), Vec::new());
    for (id, claimed) in &claim.accepts {
        let Some(party) = case.parties.iter().position(|party| party.id == *id) else {
            wrong.push(format!("the case has no party {id:?}"));
            continue;
        };
        match verdict(case, party, package) {
            Some(found) if found == *claimed => {}
            Some(found) => wrong.push(format!("{id} {}", word(found))),
            None => untold.push(id.as_str()),
        }
    }
    if !wrong.is_empty() {
        Outcome::Wrong(wrong.join(", "))
    } else if untold.is_empty() {
        Outcome::Verified
    } else {
        Outcome::NotChecked(format!("this program cannot tell what {} would make of it", untold.join(", ")))
    }
}

fn verdicts(claim: &PackageClaim) -> String {
    let each: Vec<_> =
        claim.accepts.iter().map(|(party, verdict)| format!("{party} {}", word(*verdict))).collect();
    each.join(", ")
}

fn word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Surely => "surely",
        Verdict::Possibly => "possibly",
        Verdict::Never => "never",
        Verdict::Unknown => "unknown",
    }
}
