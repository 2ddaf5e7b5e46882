//! `range = { from, to, step, unit, none, unknown }`: the choices of a numeric issue.

use detente_syntax::diagnostic::Diagnostic;
use detente_syntax::span::Span;
use detente_syntax::value::Value;

use super::fields::Fields;
use super::findings::Findings;
use super::scalar;
use crate::codes;
use crate::decimal::Decimal;
use crate::model::Domain;
use crate::range::{self, MOST_CHOICES, RangeError};

pub(super) fn read(findings: &Findings, place: Span, value: &Value) -> Option<Domain> {
    let table = scalar::table(findings, value)?;
    let mut fields = Fields::new(findings, table, place, "a range");
    let from = fields.required("from", scalar::decimal);
    let to = fields.required("to", scalar::decimal);
    let step = fields.required("step", scalar::decimal);
    let unit = fields.optional("unit", scalar::string);
    let none = fields.optional("none", scalar::string);
    let unknown = fields.optional("unknown", scalar::string);
    fields.finish();
    let numbers = numbers(findings, place, from?, to?, step?)?;
    Some(Domain::Number { numbers, unit, none, unknown })
}

fn numbers(
    findings: &Findings,
    place: Span,
    from: Decimal,
    to: Decimal,
    step: Decimal,
) -> Option<Vec<Decimal>> {
    let count = match range::count(from, to, step) {
        Ok(count) => count,
        Err(error) => {
            findings.error(|| match error {
                RangeError::NoStep | RangeError::Falling => {
                    Diagnostic::error(codes::BAD_RANGE, place, error.to_string())
                }
                RangeError::Uneven(reached) => {
                    let message = format!("steps of {step} from {from} do not end at {to}");
                    Diagnostic::error(codes::BAD_RANGE, place, message)
                        .note(format!("the last number reached is {reached}"))
                }
                RangeError::TooMany(count) => {
                    let message = format!("the range has {count} numbers");
                    Diagnostic::error(codes::TOO_MANY_OPTIONS, place, message)
                        .note(format!("at most {MOST_CHOICES}"))
                        .help("use a coarser step")
                }
            });
            return None;
        }
    };
    if !findings.afford(count / 8 + 1, place) {
        return None;
    }
    let places = from.places().max(step.places());
    let (first, each) = (from.scaled(places), step.scaled(places));
    let numbers = (0..=i128::MAX).take(count);
    numbers.map(|at| Decimal::from_scaled(first + at * each, places)).collect()
}
