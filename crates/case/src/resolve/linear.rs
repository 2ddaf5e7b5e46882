//! Comparisons of sums as integer inequalities.

use std::collections::BTreeMap;

use detente_syntax::ast::{Order, Sum};
use detente_syntax::diagnostic::Diagnostic;
use detente_syntax::span::Span;

use super::Scope;
use crate::codes;
use crate::decimal::Decimal;
use crate::formula::{ChoiceSet, Formula, Linear, LinearTerm};
use crate::model::Domain;
use crate::package::IssueIndex;
use crate::read::findings::Findings;
use crate::read::scalar::bad_number;

/// The sums of both sides on one: `sum of coefficient * issue + constant`.
struct Balance {
    coefficients: BTreeMap<IssueIndex, i128>,
    constants: Vec<(i128, Decimal)>,
    places: u8,
}

/// `left order right` as a formula; one issue gives a set of its choices.
pub(super) fn resolve(
    findings: &Findings,
    scope: &Scope<'_>,
    span: Span,
    left: &Sum,
    order: Order,
    right: &Sum,
) -> Option<Formula> {
    // Everything is brought to the form `sum <= bound`, so that the sides swap for `>` and `>=`.
    let sign = if matches!(order, Order::Less | Order::AtMost) { 1 } else { -1 };
    let mut balance = Balance { coefficients: BTreeMap::new(), constants: Vec::new(), places: 0 };
    let read_left = balance.add(findings, scope, left, sign);
    let read_right = balance.add(findings, scope, right, -sign);
    read_left.and(read_right)?;

    let strict = i128::from(matches!(order, Order::Less | Order::Greater));
    let places = balance.places;
    let constant: i128 = balance.constants.iter().map(|(sign, number)| sign * number.scaled(places)).sum();
    let bound = -constant - strict;
    if balance.coefficients.is_empty() {
        return Some(if bound >= 0 { Formula::True } else { Formula::False });
    }

    let mut reach = bound.abs();
    let mut terms = Vec::new();
    for (&issue, &coefficient) in &balance.coefficients {
        let known = &scope.issues()[issue];
        let Domain::Number { numbers, .. } = &known.domain else { return None };
        if !findings.afford(1 + known.choices() / 8, span) {
            return None;
        }
        let scaled: Option<Vec<i128>> =
            numbers.iter().map(|number| number.scaled(places).checked_mul(coefficient)).collect();
        let scaled = scaled.or_else(|| too_large(findings, span))?;
        reach = reach.saturating_add(scaled.iter().map(|number| number.abs()).max().unwrap_or(0));
        let mut column: Vec<_> = scaled.into_iter().map(|number| i64::try_from(number).ok()).collect();
        column.resize(known.choices(), None);
        terms.push(LinearTerm { issue, numbers: column });
    }
    if reach >= 1 << 62 {
        return too_large(findings, span);
    }
    let bound = i64::try_from(bound).ok()?;
    if let [term] = terms.as_slice() {
        let mut choices = ChoiceSet::with_capacity(term.numbers.len());
        let meets = |number: &Option<i64>| number.is_some_and(|number| number <= bound);
        let met = term.numbers.iter().enumerate().filter(|(_, number)| meets(number));
        met.for_each(|(choice, _)| choices.insert(choice));
        return Some(Formula::is(term.issue, choices));
    }
    Some(Formula::Linear(Linear { terms, bound }))
}

impl Balance {
    fn add(&mut self, findings: &Findings, scope: &Scope<'_>, sum: &Sum, sign: i128) -> Option<()> {
        let mut fine = Some(());
        for term in &sum.terms {
            if let Ok(number) = term.text.parse::<Decimal>() {
                self.places = self.places.max(number.places());
                self.constants.push((sign, number));
                continue;
            }
            let looks_like_number =
                term.text.starts_with(|first: char| first.is_ascii_digit() || first == '-');
            if looks_like_number
                && let Err(error) = term.text.parse::<Decimal>()
                && !scope.knows(&term.text)
            {
                findings.error(|| bad_number(term.span, error));
                fine = None;
                continue;
            }
            let Some(issue) = scope.issue(findings, &term.text, term.span) else {
                fine = None;
                continue;
            };
            let known = &scope.issues()[issue];
            let Domain::Number { .. } = &known.domain else {
                fine = None;
                if !known.domain.is_empty() {
                    findings.error(|| {
                        let message =
                            format!("`{}` has options, not numbers, and cannot be compared", known.id);
                        Diagnostic::error(codes::NOT_NUMERIC, term.span, message)
                            .related(known.span, "the issue")
                            .help(format!("write `{} = OPTION` or `{} in {{A, B}}`", known.id, known.id))
                    });
                }
                continue;
            };
            self.places = self.places.max(scope.places(issue));
            *self.coefficients.entry(issue).or_insert(0) += sign;
        }
        fine
    }
}

fn too_large<T>(findings: &Findings, span: Span) -> Option<T> {
    findings.error(|| {
        Diagnostic::error(codes::OVERFLOW, span, "the sum can become too large for exact arithmetic")
            .help("use a larger unit, such as thousands or millions, or fewer places after the point")
    });
    None
}
