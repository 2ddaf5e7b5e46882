//! `no-deal` of a preference: what no agreement is worth to the party.

use detente_syntax::diagnostic::Diagnostic;
use detente_syntax::span::Span;
use detente_syntax::value::{Kind, Table, Value};

use super::fields::Fields;
use super::issues::choice;
use super::preferences::Assumptions;
use super::scalar;
use super::shared::{Marks, Reading, marks};
use super::vague::{self, Bounds};
use crate::codes;
use crate::formula::{ChoiceSet, Formula};
use crate::model::Clause;
use crate::package::{Choice, Package};
use crate::preference::Reservation;

/// The package of the issues' no-deal choices, or nothing known.
pub(super) fn without_agreement(reading: Reading<'_>, place: Span) -> Reservation {
    if !affordable(reading, place) {
        return Reservation::Unknown;
    }
    let package: Option<Package> = reading.scope.issues().iter().map(|issue| issue.no_deal).collect();
    package.map_or(Reservation::Unknown, |package| Reservation::Package { package, given: false })
}

/// Whether memory allows for another package.
fn affordable(reading: Reading<'_>, place: Span) -> bool {
    reading.findings.afford(1 + reading.scope.issues().len() / 16, place)
}

pub(super) fn read(
    reading: Reading<'_>,
    value: &Value,
    around: &Marks,
    assumptions: &Assumptions,
) -> Option<Reservation> {
    let findings = reading.findings;
    match &value.kind {
        Kind::Text(text) if text.as_str() == "none" => Some(Reservation::Nothing),
        Kind::Number(_) => {
            let range = vague::read(reading, value, around, Bounds::none("no agreement"))?;
            assumptions.note(range.basis, around.reasoned);
            Some(Reservation::Value(range))
        }
        Kind::Table(table) => of_table(reading, table, value.span, around, assumptions),
        _ => {
            scalar::wrong_type(
                findings,
                value,
                "a number, a range, two packages to compare with, or \"none\"",
            );
            None
        }
    }
}

fn of_table(
    reading: Reading<'_>,
    table: &Table,
    place: Span,
    around: &Marks,
    assumptions: &Assumptions,
) -> Option<Reservation> {
    let findings = reading.findings;
    let mut fields = Fields::new(findings, table, place, "the value of no agreement");
    if table.contains_key("package") {
        let package = fields.optional("package", |_, value| package_of(reading, value));
        marks(reading.names, &mut fields, around, false);
        fields.finish();
        return package.map(|package| Reservation::Package { package, given: true });
    }
    if table.contains_key("at-least") || table.contains_key("below") {
        let own = marks(reading.names, &mut fields, around, false);
        assumptions.note(own.basis, own.reasoned);
        let mut side = |key: &'static str| match fields.entry(key) {
            Some((_, value)) => {
                reading.clause(value).and_then(|clause| determined(reading, &clause)).map(Some)
            }
            None => Some(None),
        };
        let (at_least, below) = (side("at-least"), side("below"));
        fields.finish();
        return Some(Reservation::Between {
            at_least: at_least?,
            below: below?,
            basis: own.basis,
            ground: own.ground,
        });
    }
    let bounds = Bounds::none("no agreement");
    let range = vague::fields_of(reading, &mut fields, around, bounds, table);
    fields.finish();
    let range = range?;
    assumptions.note(range.basis, around.reasoned || table.contains_key("because"));
    Some(Reservation::Value(range))
}

/// `{ issue = option, ... }`; issues left open sit at their no-deal choice.
fn package_of(reading: Reading<'_>, value: &Value) -> Option<Package> {
    let Reading { findings, scope, .. } = reading;
    let table = scalar::table(findings, value)?;
    if !affordable(reading, value.span) {
        return None;
    }
    let mut chosen: Vec<Option<Choice>> = vec![None; scope.issues().len()];
    let mut fine = Some(());
    for (key, value) in table.iter() {
        let found = scope.issue(findings, &key.text, key.span);
        let found = found.and_then(|issue| Some((issue, choice(reading, issue, value)?)));
        match found {
            Some((issue, choice)) => chosen[issue] = Some(choice),
            None => fine = None,
        }
    }
    fine?;
    let package = completed(reading, value.span, chosen)?;
    let place = |id: &str| table.get_key_value(id).map_or(value.span, |(key, _)| key.span);
    arises_where_chosen(reading, &package, place)?;
    Some(package)
}

/// The one package that a conjunction of choices determines; issues left open
/// sit at their no-deal choice.
fn determined(reading: Reading<'_>, clause: &Clause) -> Option<Package> {
    let Reading { findings, scope, .. } = reading;
    if !affordable(reading, clause.span) {
        return None;
    }
    let mut sets: Vec<Option<ChoiceSet>> = vec![None; scope.issues().len()];
    let parts = match &clause.formula {
        Formula::And(parts) => parts.as_slice(),
        Formula::True => &[],
        single => std::slice::from_ref(single),
    };
    let mut one = true;
    for part in parts {
        match part {
            Formula::Is { issue, choices } => {
                let set = sets[*issue].get_or_insert_with(|| choices.clone());
                set.intersect_with(choices);
            }
            _ => one = false,
        }
    }
    let chosen: Vec<Option<Choice>> = sets
        .iter()
        .map(|set| {
            let set = set.as_ref()?;
            let mut choices = set.ones();
            let first = choices.next();
            one &= first.is_some() && choices.next().is_none();
            first.and_then(|choice| Choice::try_from(choice).ok())
        })
        .collect();
    if !one {
        findings.error(|| {
            Diagnostic::error(codes::NOT_ONE_PACKAGE, clause.span, "the expression does not determine one package")
                .note("it is compared with the value of a single package")
                .help("write choices joined by `and`, such as `extension = one-year and freeze = none`; issues left out sit at their no-deal option")
        });
        return None;
    }
    let package = completed(reading, clause.span, chosen)?;
    arises_where_chosen(reading, &package, |_| clause.span)?;
    Some(package)
}

/// Fills what is open with the issues' no-deal choices.
fn completed(reading: Reading<'_>, span: Span, chosen: Vec<Option<Choice>>) -> Option<Package> {
    let issues = reading.scope.issues();
    let filled: Vec<_> = chosen.iter().zip(issues).map(|(choice, issue)| choice.or(issue.no_deal)).collect();
    if let Some(open) = filled.iter().position(Option::is_none) {
        reading.findings.error(|| {
            let id = &issues[open].id;
            Diagnostic::error(codes::NOT_ONE_PACKAGE, span, format!("the package leaves `{id}` open"))
                .related(issues[open].span, "this issue has no `no-deal`")
                .help(format!("choose an option of `{id}`, or give the issue `no-deal`"))
        });
        return None;
    }
    filled.into_iter().collect()
}

/// Reports a choice on an issue that does not arise in the package.
fn arises_where_chosen(reading: Reading<'_>, package: &Package, place: impl Fn(&str) -> Span) -> Option<()> {
    let mut fine = Some(());
    for (at, issue) in reading.scope.issues().iter().enumerate() {
        let arises = issue.when.as_ref().is_none_or(|when| when.formula.holds(package));
        if arises || issue.no_deal == package.get(at).copied() {
            continue;
        }
        fine = None;
        reading.findings.error(|| {
            let diagnostic = Diagnostic::error(
                codes::DOES_NOT_ARISE,
                place(&issue.id),
                format!("`{}` does not arise in this package", issue.id),
            );
            match &issue.when {
                Some(when) => diagnostic.related(when.span, "it arises only here"),
                None => diagnostic,
            }
        });
    }
    fine
}
