//! A utility function as the preference of a party.

use detente_case::decimal::Decimal;
use detente_syntax::diagnostic::Diagnostic;
use num_traits::{Signed, Zero};

use super::function::{MOST_LOOKS, Part, Reader, Sum};
use super::ranges;
use super::space::{Choices, Space};
use crate::additive::{self, Encoded, Summand};
use crate::codes;
use crate::draft::{Adjustment, Amount, Form, Issue, Levels, Preference, RedLine, Reservation};
use crate::grid::kinks;
use crate::notes::Notes;
use crate::rational::{self, Rational};
use crate::tree::{Kind, Node, NotFinite};
use crate::worth::digits;

/// A preference and what a reader of the case should know of it.
pub(super) struct Read {
    /// The preference.
    pub(super) preference: Preference,
    /// Lines of comment.
    pub(super) comment: Vec<String>,
    /// What the case leaves out.
    pub(super) leaves_out: Vec<String>,
}

/// Reads a utility function; `None` after an error.
pub(super) fn read(
    node: &Node,
    space: &Space,
    ids: &[String],
    issues: &[Issue],
    notes: &mut Notes,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Read> {
    let mut reader = Reader { space, notes, diagnostics, left: MOST_LOOKS };
    let sum = reader.function(node)?;
    let mut lost = Rational::zero();
    let reservation = reservation(node, &sum, space, ids, issues, &mut lost, &mut reader)?;
    let mut adjustments = Vec::new();
    let mut hold = |by: &Rational, id: String, when: String| {
        let (number, rounded) = rational::decimal(by)?;
        if rounded {
            lost += (by - rational::from_decimal(number)).abs();
        }
        adjustments.push(Adjustment { id, when, by: Amount::Exactly(number), because: None });
        Some(())
    };
    let mut fits = sum.bias.is_zero() || hold(&sum.bias, "bias".to_owned(), "true".to_owned()).is_some();
    for (at, (rectangle, by)) in sum.rectangles.iter().enumerate() {
        let when = ranges::expression(rectangle, space, issues);
        fits &= hold(by, format!("box-{}", at + 1), when).is_some();
    }
    let red_line = |(at, rectangle)| RedLine {
        id: format!("never-{}", at + 1),
        refuse: ranges::expression(rectangle, space, issues),
        because: Some("The mapping gives it minus infinity.".to_owned()),
    };
    let red_lines = sum.refused.iter().enumerate().map(red_line).collect();
    let others: Vec<Decimal> = adjustments
        .iter()
        .map(|adjustment| adjustment.by)
        .chain(match &reservation {
            Reservation::Value(amount) => Some(*amount),
            _ => None,
        })
        .filter_map(|amount| match amount {
            Amount::Exactly(number) => Some(number),
            Amount::Between(..) => None,
        })
        .collect();
    let Some(encoded) = encoded(&sum.parts, &others).filter(|_| fits) else {
        let message = "the numbers of this function are too large, or differ too much in size, for a case";
        reader.diagnostics.push(Diagnostic::error(codes::BAD_VALUE, node.span, message));
        return None;
    };
    lost += &encoded.lost;
    // Binary floating point leaves more open than that.
    if lost > rational::ten_to(-12) {
        reader.diagnostics.push(
            Diagnostic::warning(codes::ROUNDED, node.span, "numbers of this function were rounded")
                .note(format!("the value of a package is off by at most {}", rational::magnitude(&lost))),
        );
    }
    let comment = if encoded.scale == Decimal::integer(1)
        || sum.parts.iter().all(|part| part.values.iter().all(Zero::is_zero))
    {
        Vec::new()
    } else {
        vec![format!(
            "Values of packages are those of NegMAS; weights and values are scaled by {}.",
            encoded.scale
        )]
    };
    let levels = issues.iter().zip(&space.issues).zip(&encoded.levels);
    let levels = levels.map(|((issue, of), levels)| shown(issue, &of.choices, levels)).collect();
    let form = Form::Values {
        weights: encoded.weights.iter().map(|weight| Amount::Exactly(*weight)).collect(),
        levels,
        scale: Some(encoded.scale),
        cap: None,
    };
    let preference = Preference { form, reservation, adjustments, red_lines, ..Preference::default() };
    Some(Read { preference, comment, leaves_out: sum.leaves_out })
}

/// Weights and levels that come out the same when they are written and read again.
fn encoded(parts: &[Part], others: &[Decimal]) -> Option<Encoded> {
    if parts.iter().all(|part| part.values.iter().all(Zero::is_zero)) {
        // All value is in rectangles, or there is none.
        let nothing = |part: Part| Summand {
            weight: rational::whole(1),
            divisor: rational::whole(1),
            evaluations: part.values,
        };
        return additive::encode(&parts.iter().cloned().map(nothing).collect::<Vec<_>>(), others);
    }
    let hundred = rational::whole(100);
    // The divisor makes the encoder try values as in the file first.
    let summand = |part: Part| {
        let Part { weight, values } = part.upright();
        Summand { weight: weight * &hundred, divisor: hundred.clone(), evaluations: values }
    };
    let first = additive::encode(&parts.iter().cloned().map(summand).collect::<Vec<_>>(), others)?;
    let mut lost = first.lost.clone();
    let mut current = first;
    for _ in 0..ROUNDS {
        let scale = rational::from_decimal(current.scale);
        let written = |(weight, levels): (&Decimal, &Vec<Decimal>)| {
            let weight = digits(&(rational::from_decimal(*weight) / &scale));
            let values = levels.iter().map(|level| rational::from_decimal(*level)).collect();
            Some(summand(Part { weight: rational::parse(&weight)?, values }))
        };
        let again = current.weights.iter().zip(&current.levels).map(written).collect::<Option<Vec<_>>>()?;
        let next = additive::encode(&again, others)?;
        if (&next.weights, &next.levels, next.scale) == (&current.weights, &current.levels, current.scale) {
            break;
        }
        lost += &next.lost;
        current = next;
    }
    Some(Encoded { lost, ..current })
}

/// Rounds of writing and reading in which a form has to settle.
const ROUNDS: usize = 6;

fn shown(issue: &Issue, choices: &Choices, levels: &[Decimal]) -> Levels {
    match (choices, &issue.domain) {
        (Choices::Numbers(grid), _) => {
            let values: Vec<_> = levels.iter().map(|level| rational::from_decimal(*level)).collect();
            let point = |at: usize| Some((*grid.numbers.get(at)?, Amount::Exactly(*levels.get(at)?)));
            Levels::Points(kinks(&values).into_iter().filter_map(point).collect(), Vec::new())
        }
        (Choices::Values(_), crate::draft::Domain::Options(options)) => {
            let row = |(option, level): (&crate::draft::Named, &Decimal)| {
                (option.id.clone(), Amount::Exactly(*level))
            };
            Levels::Table(options.iter().zip(levels).map(row).collect())
        }
        (Choices::Values(_), _) => Levels::Table(Vec::new()),
    }
}

/// The reserved value or, where it says no more than the reserved outcome, that.
fn reservation(
    node: &Node,
    sum: &Sum,
    space: &Space,
    ids: &[String],
    issues: &[Issue],
    lost: &mut Rational,
    reader: &mut Reader<'_>,
) -> Option<Reservation> {
    let outcome = match node.given("reserved_outcome") {
        Some(outcome) => Some(package(outcome, space, reader)?),
        None => None,
    };
    let chosen = |places: &[usize]| {
        let choice = |((at, issue), id): ((&usize, &Issue), &String)| {
            let choice = match (&issue.domain, space.issues.get(ids.iter().position(|known| known == id)?)) {
                (crate::draft::Domain::Options(options), _) => options.get(*at)?.id.clone(),
                (_, Some(of)) => match &of.choices {
                    Choices::Numbers(grid) => grid.numbers.get(*at)?.to_string(),
                    Choices::Values(_) => return None,
                },
                _ => return None,
            };
            Some((id.clone(), choice))
        };
        Reservation::Package(places.iter().zip(issues).zip(ids).filter_map(choice).collect())
    };
    match node.given("reserved_value") {
        None => Some(outcome.map_or(Reservation::Nothing, |places| chosen(&places))),
        Some(Node { kind: Kind::NotFinite(NotFinite::NegativeInfinity), .. }) => {
            Some(outcome.map_or(Reservation::Nothing, |places| chosen(&places)))
        }
        Some(value) => {
            let number = reader.number(value, "`reserved_value`")?;
            if let Some(places) = outcome {
                let near = |worth: Rational| (worth - &number).abs() <= rational::ten_to(-9);
                if sum.package(&places).is_some_and(near) {
                    return Some(chosen(&places));
                }
                reader.notes.add(codes::IGNORED, "reserved", value.span, || {
                    "`reserved_value` counts, not the value of `reserved_outcome`, which differs".to_owned()
                });
            }
            let Some((decimal, rounded)) = rational::decimal(&number) else {
                let message = "the reserved value is too large for a case";
                reader.diagnostics.push(Diagnostic::error(codes::BAD_VALUE, value.span, message));
                return None;
            };
            if rounded {
                *lost += (number - rational::from_decimal(decimal)).abs();
            }
            Some(Reservation::Value(Amount::Exactly(decimal)))
        }
    }
}

/// The positions of the values of an outcome, a list or a map by name.
fn package(node: &Node, space: &Space, reader: &mut Reader<'_>) -> Option<Vec<usize>> {
    let values: Option<Vec<&Node>> = match &node.kind {
        Kind::List(items) if items.len() == space.issues.len() => Some(items.iter().collect()),
        Kind::Map(_) => space.issues.iter().map(|issue| node.get(&issue.name)).collect(),
        _ => None,
    };
    let places = values.and_then(|values| {
        space.issues.iter().zip(values).map(|(issue, value)| issue.place(value)).collect::<Option<Vec<_>>>()
    });
    if places.is_none() {
        let message = "the reserved outcome is no package of the outcome space";
        reader.diagnostics.push(Diagnostic::error(codes::VALUE_MISMATCH, node.span, message));
    }
    places
}
