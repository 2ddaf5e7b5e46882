//! Weights of issues: numbers, ranges, or an order.

use detente_syntax::diagnostic::Diagnostic;
use detente_syntax::span::Span;
use detente_syntax::value::{Kind, Value};

use super::fields::Fields;
use super::order;
use super::preferences::Assumptions;
use super::scalar;
use super::shared::{Marks, Reading, marks};
use super::vague::{self, Bounds};
use crate::codes;
use crate::decimal::Decimal;
use crate::package::IssueIndex;
use crate::preference::{Range, Weights};

pub(super) fn read(
    reading: Reading<'_>,
    place: Span,
    value: &Value,
    around: &Marks,
    assumptions: &Assumptions,
) -> Option<Weights> {
    let Reading { findings, scope, .. } = reading;
    let count = scope.issues().len();
    if !findings.afford(count, place) {
        return None;
    }
    match &value.kind {
        Kind::Array(values) => {
            let groups = order::groups(findings, values, |id, span| scope.issue(findings, id, span))?;
            let mut weighed = vec![false; count];
            groups.iter().flatten().for_each(|&issue| weighed[issue] = true);
            complete(reading, place, &weighed)?;
            assumptions.note(around.basis, around.reasoned);
            Some(Weights::Order { groups, basis: around.basis, ground: around.ground_at(findings, place) })
        }
        Kind::Table(table) => {
            let mut fields = Fields::new(findings, table, place, "a table of weights");
            let own = marks(reading.names, &mut fields, around, false);
            let mut ranges: Vec<Option<Range>> = vec![None; count];
            let mut weighed = vec![false; count];
            for (key, value) in fields.others() {
                let Some(issue) = scope.issue(findings, &key.text, key.span) else { continue };
                weighed[issue] = true;
                ranges[issue] = vague::read(reading, value, &own, Bounds::from_zero("a weight"));
                let reasoned = own.reasoned || has_because(value);
                ranges[issue].iter().for_each(|range| assumptions.note(range.basis, reasoned));
            }
            complete(reading, place, &weighed)?;
            let ranges = ranges.into_iter().collect::<Option<Vec<_>>>()?;
            if !ranges.is_empty() && ranges.iter().all(|range| range.high <= Decimal::ZERO) {
                findings.error(|| {
                    Diagnostic::error(codes::ZERO_WEIGHTS, place, "all weights are zero")
                        .help("give at least one issue a weight above zero")
                });
            }
            Some(Weights::Ranges(ranges))
        }
        _ => {
            scalar::wrong_type(
                findings,
                value,
                "a table of weights, or a list of issues in order of importance",
            );
            None
        }
    }
}

/// Whether a number gives a reason of its own.
pub(super) fn has_because(value: &Value) -> bool {
    matches!(&value.kind, Kind::Table(table) if table.contains_key("because"))
}

fn complete(reading: Reading<'_>, place: Span, weighed: &[bool]) -> Option<()> {
    let missing: Vec<IssueIndex> = (0..weighed.len()).filter(|&issue| !weighed[issue]).collect();
    if missing.is_empty() {
        return Some(());
    }
    reading.findings.error(|| {
        let ids = missing.iter().map(|&issue| reading.scope.issues()[issue].id.as_str());
        let message = format!("weights are missing for {}", listed(ids));
        Diagnostic::error(codes::INCOMPLETE_WEIGHTS, place, message)
            .note("weights are given for all issues or for none")
            .help("give a wide range such as `{ low = 0, high = 100 }` where a weight is not known")
    });
    None
}

/// A short list of ids for a message.
pub(super) fn listed<'a>(ids: impl Iterator<Item = &'a str>) -> String {
    const MOST: usize = 8;
    let ids: Vec<_> = ids.map(|id| format!("`{id}`")).collect();
    match ids.get(..MOST) {
        Some(first) if ids.len() > MOST => format!("{} and {} more", first.join(", "), ids.len() - MOST),
        _ => ids.join(", "),
    }
}
