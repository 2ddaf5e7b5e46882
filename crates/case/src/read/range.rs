//! `range = { from, to, step, unit, none, unknown }`: the choices of a numeric issue.

use detente_syntax::diagnostic::Diagnostic;
use detente_syntax::span::Span;
use detente_syntax::value::Value;

use super::fields::Fields;
use super::findings::Findings;
use super::issues::MAX_OPTIONS;
use super::scalar;
use crate::codes;
use crate::decimal::Decimal;
use crate::model::Domain;

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
    let places = from.places().max(to.places()).max(step.places());
    let (first, last, each) = (from.scaled(places), to.scaled(places), step.scaled(places));
    let wrong = |message: &str| {
        findings.error(|| Diagnostic::error(codes::BAD_RANGE, place, message));
        None
    };
    if each <= 0 {
        return wrong("the step of a range must be above zero");
    }
    if first > last {
        return wrong("the range ends below its start");
    }
    if (last - first) % each != 0 {
        findings.error(|| {
            let reached = last - (last - first) % each;
            let reached = Decimal::from_scaled(reached, places).map(|number| number.to_string());
            Diagnostic::error(
                codes::BAD_RANGE,
                place,
                format!("steps of {step} from {from} do not end at {to}"),
            )
            .note(format!("the last number reached is {}", reached.unwrap_or_default()))
        });
        return None;
    }
    let steps = (last - first) / each + 1;
    if steps > MAX_OPTIONS as i128 {
        findings.error(|| {
            Diagnostic::error(codes::TOO_MANY_OPTIONS, place, format!("the range has {steps} numbers"))
                .note(format!("at most {MAX_OPTIONS}"))
                .help("use a coarser step")
        });
        return None;
    }
    let units = usize::try_from(steps / 8 + 1).unwrap_or(usize::MAX);
    if !findings.afford(units, place) {
        return None;
    }
    (0..steps).map(|at| Decimal::from_scaled(first + at * each, places)).collect()
}
