//! Hyper-rectangles: which packages they hold for.
//!
//! A range gives some issues, by position, what they may be: one value, a list
//! of values or ranges of which one must do, or two numbers, between which the
//! value must lie, ends excluded.

use detente_syntax::diagnostic::Diagnostic;
use num_traits::ToPrimitive;

use super::space::{Choices, Space, SpaceIssue};
use crate::codes;
use crate::draft::{Domain, Issue};
use crate::rational::{self, Rational};
use crate::tree::{Kind, Node, NotFinite};

/// The choices of some issues that a range allows, in issue order.
pub(super) type Rectangle = Vec<(usize, Vec<bool>)>;

/// When a range holds: `Some` of the issues that matter, `None` for never.
/// `left` is how many values may still be looked at, over all ranges.
pub(super) fn read(
    node: &Node,
    space: &Space,
    left: &mut usize,
    diagnostics: &mut Vec<Diagnostic>,
) -> Result<Option<Rectangle>, ()> {
    let refused =
        |node: &Node, message: String| Diagnostic::error(codes::UTILITY_FUNCTION, node.span, message);
    match node.kind {
        Kind::Null => return Ok(Some(Vec::new())),
        Kind::Map(_) => {}
        _ => {
            diagnostics
                .push(refused(node, format!("a range is a map from issues to values, not {}", node.what())));
            return Err(());
        }
    }
    let mut rectangle: Rectangle = Vec::new();
    for entry in node.entries() {
        let text = entry.key.number().or_else(|| entry.key.text());
        let place = text.and_then(rational::parse).filter(Rational::is_integer);
        let place = place.and_then(|place| place.to_integer().to_usize());
        let Some((at, issue)) = place.and_then(|at| Some((at, space.issues.get(at)?))) else {
            diagnostics
                .push(refused(&entry.key, "a range names issues by their position, from 0".to_owned()));
            return Err(());
        };
        let conditions = entry.value.items().map_or(1, <[Node]>::len);
        let looks = issue.len().saturating_mul(conditions.max(1));
        let Some(fewer) = left.checked_sub(looks) else {
            let message = "the hyper-rectangles of this function bound too many values to be read";
            diagnostics.push(Diagnostic::error(detente_case::codes::TOO_MANY, node.span, message));
            return Err(());
        };
        *left = fewer;
        let Some(allowed) = allowed(&entry.value, issue) else {
            diagnostics.push(refused(
                &entry.value,
                format!("the values of `{}` are not numbers, so they lie in no interval", issue.name),
            ));
            return Err(());
        };
        if !allowed.contains(&true) {
            return Ok(None);
        }
        if allowed.contains(&false) {
            rectangle.push((at, allowed));
        }
    }
    rectangle.sort_by_key(|(issue, _)| *issue);
    Ok(Some(rectangle))
}

/// The choices that a condition on one issue allows; `None` where it compares
/// what cannot be compared.
fn allowed(node: &Node, issue: &SpaceIssue) -> Option<Vec<bool>> {
    let mut allowed = vec![false; issue.len()];
    match &node.kind {
        // NegMAS lets nothing through where it says that everything may pass.
        Kind::Null => {}
        Kind::List(items) => match interval(node) {
            Some((low, high)) => between(&low, &high, issue, &mut allowed)?,
            None => items.iter().try_for_each(|item| one_of(item, issue, &mut allowed))?,
        },
        _ => equal(node, issue, &mut allowed),
    }
    Some(allowed)
}

fn one_of(node: &Node, issue: &SpaceIssue, allowed: &mut [bool]) -> Option<()> {
    match (&node.kind, interval(node)) {
        (_, Some((low, high))) => between(&low, &high, issue, allowed)?,
        (Kind::List(items), None) => items.iter().for_each(|item| equal(item, issue, allowed)),
        _ => equal(node, issue, allowed),
    }
    Some(())
}

fn equal(node: &Node, issue: &SpaceIssue, allowed: &mut [bool]) {
    if let Some(slot) = issue.place(node).and_then(|at| allowed.get_mut(at)) {
        *slot = true;
    }
}

fn between(low: &Bound, high: &Bound, issue: &SpaceIssue, allowed: &mut [bool]) -> Option<()> {
    for (number, slot) in issue.numbers()?.iter().zip(allowed) {
        *slot |= low.is_below(number) && high.is_above(number);
    }
    Some(())
}

/// A number or infinity.
enum Bound {
    Number(Rational),
    Infinity(bool),
}

impl Bound {
    fn is_below(&self, number: &Rational) -> bool {
        match self {
            Self::Number(bound) => bound < number,
            Self::Infinity(positive) => !positive,
        }
    }

    fn is_above(&self, number: &Rational) -> bool {
        match self {
            Self::Number(bound) => bound > number,
            Self::Infinity(positive) => *positive,
        }
    }
}

/// Two numbers are an open interval; anything else is a list of values.
fn interval(node: &Node) -> Option<(Bound, Bound)> {
    let bound = |node: &Node| match &node.kind {
        Kind::Number(text) => rational::parse(text).map(Bound::Number),
        Kind::Bool(value) => Some(Bound::Number(rational::whole(i64::from(*value)))),
        Kind::NotFinite(NotFinite::Infinity) => Some(Bound::Infinity(true)),
        Kind::NotFinite(NotFinite::NegativeInfinity) => Some(Bound::Infinity(false)),
        _ => None,
    };
    match node.items() {
        Some([low, high]) => Some((bound(low)?, bound(high)?)),
        _ => None,
    }
}

/// A rectangle as an expression of the case.
pub(super) fn expression(rectangle: &Rectangle, space: &Space, issues: &[Issue]) -> String {
    let parts: Vec<_> = rectangle
        .iter()
        .filter_map(|(at, allowed)| Some(part(space.issues.get(*at)?, issues.get(*at)?, allowed)))
        .collect();
    if parts.is_empty() { "true".to_owned() } else { parts.join(" and ") }
}

fn part(space: &SpaceIssue, issue: &Issue, allowed: &[bool]) -> String {
    let id = &issue.id;
    let chosen: Vec<usize> = (0..allowed.len()).filter(|at| allowed.get(*at) == Some(&true)).collect();
    let (first, last) = (chosen.first().copied().unwrap_or(0), chosen.last().copied().unwrap_or(0));
    if let Choices::Numbers(grid) = &space.choices {
        let number = |at: usize| grid.numbers.get(at).map(ToString::to_string).unwrap_or_default();
        if last - first + 1 == chosen.len() && first != last {
            return match (first == 0, last + 1 == allowed.len()) {
                (true, _) => format!("{id} <= {}", number(last)),
                (false, true) => format!("{id} >= {}", number(first)),
                (false, false) => format!("{id} >= {} and {id} <= {}", number(first), number(last)),
            };
        }
        return listed(id, chosen.into_iter().map(number).collect());
    }
    let options: &[_] = match &issue.domain {
        Domain::Options(options) => options,
        _ => &[],
    };
    let option = |at: usize| options.get(at).map(|option| option.id.clone()).unwrap_or_default();
    listed(id, chosen.into_iter().map(option).collect())
}

fn listed(id: &str, choices: Vec<String>) -> String {
    match choices.as_slice() {
        [one] => format!("{id} = {one}"),
        several => format!("{id} in {{{}}}", several.join(", ")),
    }
}
