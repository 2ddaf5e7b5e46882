//! Values of an issue's choices: a table of numbers and ranges, an order, or points.

use detente_syntax::diagnostic::Diagnostic;
use detente_syntax::value::{Key, Kind, Table, Value};

use super::fields::Fields;
use super::order;
use super::points;
use super::preferences::Assumptions;
use super::scalar;
use super::shared::{Marks, Reading, marks};
use super::vague::{self, Bounds};
use super::weights::{has_because, listed};
use crate::codes;
use crate::model::Domain;
use crate::package::{Choice, IssueIndex};
use crate::preference::{Levels, Range};

/// What the values of one preference have in common.
#[derive(Clone, Copy)]
pub(super) struct Scale<'a> {
    /// Marks of the preference.
    pub(super) around: &'a Marks,
    /// Where values may lie.
    pub(super) bounds: Bounds,
    /// What has been assumed so far.
    pub(super) assumptions: &'a Assumptions,
}

/// The values of one issue, as given under its key.
pub(super) fn read(
    reading: Reading<'_>,
    issue: IssueIndex,
    key: &Key,
    value: &Value,
    scale: Scale<'_>,
) -> Option<Levels> {
    let known = &reading.scope.issues()[issue];
    if known.domain.is_empty() || !reading.findings.afford(known.choices(), key.span) {
        return None;
    }
    match &value.kind {
        Kind::Array(values) => order_of(reading, issue, key, values, scale),
        Kind::Table(table) if table.contains_key("points") => points::read(reading, issue, key, table, scale),
        Kind::Table(table) => table_of(reading, issue, key, table, scale),
        _ => {
            let expected = "a table of values, or a list of options, best first";
            scalar::wrong_type(reading.findings, value, expected);
            None
        }
    }
}

fn order_of(
    reading: Reading<'_>,
    issue: IssueIndex,
    key: &Key,
    values: &[Value],
    scale: Scale<'_>,
) -> Option<Levels> {
    let Reading { findings, scope, .. } = reading;
    let groups = order::groups(findings, values, |text, span| scope.choice(findings, issue, text, span))?;
    let mut placed = vec![false; scope.issues()[issue].choices()];
    groups.iter().flatten().for_each(|&choice| placed[usize::from(choice)] = true);
    let unplaced = left_out(reading, issue, key, &placed, true)?;
    scale.assumptions.note(scale.around.basis, scale.around.reasoned);
    let basis = scale.around.basis;
    Some(Levels::Order { groups, unplaced, basis, ground: scale.around.ground_at(findings, key.span) })
}

fn table_of(
    reading: Reading<'_>,
    issue: IssueIndex,
    key: &Key,
    table: &Table,
    scale: Scale<'_>,
) -> Option<Levels> {
    let Reading { findings, names, scope } = reading;
    let mut fields = Fields::new(findings, table, key.span, "a table of values");
    let own = marks(names, &mut fields, scale.around, false);
    let mut ranges: Vec<Option<Range>> = vec![None; scope.issues()[issue].choices()];
    let mut placed = vec![false; ranges.len()];
    let mut fine = true;
    for (option, value) in fields.others() {
        let choice = scope.choice(findings, issue, &option.text, option.span).map(usize::from);
        let range = vague::read(reading, value, &own, scale.bounds);
        let (Some(choice), Some(range)) = (choice, range) else {
            fine = false;
            if let Some(choice) = choice {
                placed[choice] = true;
            }
            continue;
        };
        if placed[choice] {
            findings.error(|| {
                let message = format!("`{}` has a value already", scalar::shown(&option.text));
                Diagnostic::error(codes::CYCLIC_ORDER, option.span, message)
            });
        }
        scale.assumptions.note(range.basis, own.reasoned || has_because(value));
        placed[choice] = true;
        ranges[choice] = Some(range);
    }
    left_out(reading, issue, key, &placed, scale.bounds.most.is_some())?;
    fine.then(|| {
        Levels::Ranges(ranges.into_iter().map(|range| range.unwrap_or_else(vague::anything)).collect())
    })
}

/// The choices that are not placed: an error, except for sets of an any-of
/// issue, of which there are many, and for the choices beside numbers; these
/// then count as unknown. On a scale of another tool nothing may be left out.
pub(super) fn left_out(
    reading: Reading<'_>,
    issue: IssueIndex,
    key: &Key,
    placed: &[bool],
    may_miss: bool,
) -> Option<Vec<Choice>> {
    let known = &reading.scope.issues()[issue];
    let missing = (0..placed.len())
        .filter(|&choice| !placed[choice])
        .filter_map(|choice| Choice::try_from(choice).ok());
    let missing: Vec<Choice> = missing.collect();
    if missing.is_empty() {
        return Some(missing);
    }
    let unknown = may_miss
        && match &known.domain {
            Domain::OneOf(_) => false,
            Domain::AnyOf(_) => true,
            Domain::Number { numbers, .. } => {
                missing.iter().all(|&choice| usize::from(choice) >= numbers.len())
            }
        };
    let ids = || {
        let ids: Vec<_> = missing.iter().map(|&choice| known.choice_id(choice)).collect();
        listed(ids.iter().map(String::as_str))
    };
    if unknown {
        reading.findings.warning(|| {
            let (count, all) = (missing.len(), placed.len());
            let message = format!("`{}` gives no value to {count} of its {all} choices", known.id);
            let diagnostic = Diagnostic::warning(codes::UNLISTED_VALUES, key.span, message)
                .note(format!("unknown, from 0 to 100: {}", ids()));
            match known.domain {
                Domain::AnyOf(_) => {
                    diagnostic.help("list them, or say in `adjust` what single measures are worth")
                }
                _ => diagnostic.help("add `none = ...` or `unknown = ...`"),
            }
        });
        return Some(missing);
    }
    reading.findings.error(|| {
        let message = format!("`{}` leaves out {}", known.id, ids());
        Diagnostic::error(codes::INCOMPLETE_VALUES, key.span, message)
            .help("give a wide range such as `{ low = 0, high = 100 }` where a value is not known")
    });
    None
}
