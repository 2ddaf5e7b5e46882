//! Duties: who owes what to whom, when it arises and by when it is due.

use detente_syntax::diagnostic::Diagnostic;
use detente_syntax::tables::fields::Fields;
use detente_syntax::value::{Key, Kind, Table};

use super::scalar::{self, entries};
use super::shared::Reading;
use crate::codes;
use crate::model::{Deadline, Duty, Trigger};
use crate::moment::Moment;
use crate::period::Period;
use crate::scope::ActKind;

/// The longest deadline in business days.
const MAX_BUSINESS_DAYS: i64 = 10_000;

pub(super) fn duties(reading: Reading<'_>, root: &Table) -> Vec<Duty> {
    entries(root, "duties").into_iter().map(|(id, table)| duty(reading, id, table)).collect()
}

fn duty(reading: Reading<'_>, id: &Key, table: &Table) -> Duty {
    let names = reading.names;
    let mut fields = Fields::new(reading.findings, table, id.span, "a duty");
    let duty = Duty {
        id: id.text.clone(),
        span: id.span,
        title: fields.required("title", scalar::string).unwrap_or_default(),
        clause: fields.optional("clause", scalar::string),
        by: fields
            .optional("by", |_, value| reading.parties(value))
            .unwrap_or_else(|| (0..names.parties.iter().count()).collect()),
        to: fields.optional("to", |_, value| reading.parties(value)).unwrap_or_default(),
        trigger: trigger(reading, &mut fields),
        within: deadline(reading, &mut fields),
        until: fields.optional("until", |_, value| reading.moment(value)),
        met_by: fields.optional("met-by", |findings, value| scalar::one_of(findings, value, &ActKind::WORDS)),
        consequence: fields.optional("consequence", scalar::string),
        ground: reading.clause_ground(&mut fields, "a duty"),
    };
    fields.finish();
    duty
}

/// `at`, `every` with `first`, or `on` with `of`.
fn trigger(reading: Reading<'_>, fields: &mut Fields<'_, '_>) -> Trigger {
    let given = ["at", "every", "on"].map(|key| fields.entry(key).is_some());
    let at = fields.optional("at", |_, value| reading.moment(value));
    let first = fields.optional("first", |_, value| reading.moment(value));
    let every = fields.optional("every", |findings, value| {
        let period = scalar::period(findings, value)?;
        if period.is_empty() {
            findings.error(|| {
                Diagnostic::error(codes::OUT_OF_RANGE, value.span, "what recurs needs some time between")
            });
            return None;
        }
        Some(period)
    });
    let on = fields.optional("on", |findings, value| scalar::one_of(findings, value, &ActKind::WORDS));
    let own = fields.optional("of", |findings, value| {
        scalar::one_of(findings, value, &[("same", true), ("other", false)])
    });
    let place = fields.place();
    for (key, there) in [("first", given[1]), ("of", given[2])] {
        if !there && fields.entry(key).is_some() {
            let other = ["at", "every", "on"].into_iter().zip(given).find(|(_, given)| *given);
            fields.conflict(other.map_or("at", |(other, _)| other), key, "it would do nothing here");
        }
    }
    match (at, every, on) {
        (Some(moment), None, None) => Trigger::Once(moment),
        (None, Some(period), None) => {
            let first = first.unwrap_or(Moment::AfterEntry(period));
            Trigger::Every { first, period }
        }
        (None, None, Some(kind)) => Trigger::On { kind, own: own.unwrap_or(true) },
        _ if given.iter().filter(|given| **given).count() == 1 => {
            // What is wrong with it has been said.
            Trigger::Once(Moment::AfterEntry(Period::days(0)))
        }
        _ => {
            reading.findings.error(|| {
                Diagnostic::error(codes::BAD_TRIGGER, place, "a duty arises in exactly one way").help(
                    "give `at` for once, `every` with `first` for again and again, or `on` for whenever an act is entered",
                )
            });
            Trigger::Once(Moment::AfterEntry(Period::days(0)))
        }
    }
}

/// `within = "P45D"`, or `within = { business-days = 5 }`.
fn deadline(reading: Reading<'_>, fields: &mut Fields<'_, '_>) -> Option<Deadline> {
    fields.optional("within", |findings, value| match &value.kind {
        Kind::Table(table) => {
            let mut fields = Fields::new(findings, table, value.span, "a deadline");
            let days = fields.required("business-days", scalar::count);
            fields.finish();
            if days.is_some_and(|days| days > MAX_BUSINESS_DAYS) {
                reading.findings.error(|| {
                    Diagnostic::error(
                        codes::OUT_OF_RANGE,
                        value.span,
                        "a deadline in business days is 10,000 at most",
                    )
                });
            }
            days.map(Deadline::Business)
        }
        _ => scalar::period(findings, value).map(Deadline::Calendar),
    })
}
