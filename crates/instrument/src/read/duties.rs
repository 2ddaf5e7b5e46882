//! Duties: who owes what to whom, when it arises and by when it is due.

use detente_syntax::diagnostic::Diagnostic;
use detente_syntax::tables::fields::Fields;
use detente_syntax::value::{Key, Kind, Table};

use super::scalar::{self, entries};
use super::shared::Reading;
use crate::codes;
use crate::model::{AsOf, Deadline, Duty, Trigger};
use crate::moment::Moment;
use crate::period::Period;
use crate::scope::ActKind;

/// As of which day a declaration meets a duty.
const AS_OF: [(&str, AsOf); 2] = [("occasion", AsOf::Occasion), ("any-day", AsOf::AnyDay)];

/// The word for a duty whose text gives no time.
const OPEN_ENDED: &str = "open-ended";

/// The longest deadline in business days.
const MAX_BUSINESS_DAYS: i64 = 10_000;

pub(super) fn duties(reading: Reading<'_>, root: &Table) -> Vec<Duty> {
    entries(root, "duties").into_iter().map(|(id, table)| duty(reading, id, table)).collect()
}

fn duty(reading: Reading<'_>, id: &Key, table: &Table) -> Duty {
    let names = reading.names;
    let mut fields = Fields::new(reading.findings, table, id.span, "a duty");
    let met_by =
        fields.optional("met-by", |findings, value| scalar::one_of(findings, value, &ActKind::WORDS));
    if met_by.is_some_and(|kind| kind != ActKind::Declaration) && fields.entry("as-of").is_some() {
        fields.conflict("met-by", "as-of", "only a declaration is as of a day");
    } else if met_by.is_none() && fields.entry("met-by").is_none() && fields.entry("as-of").is_some() {
        fields.required("met-by", scalar::string);
    }
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
        met_by,
        as_of: fields
            .optional("as-of", |findings, value| scalar::one_of(findings, value, &AS_OF))
            .unwrap_or_default(),
        consequence: fields.optional("consequence", scalar::string),
        ground: reading.clause_ground(&mut fields, "a duty"),
    };
    fields.finish();
    duty
}

/// `at`, `every` with `first`, or `on` with `of` and `from`.
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
    let from = fields.optional("from", |_, value| reading.moment(value));
    let place = fields.place();
    for (key, there) in [("first", given[1]), ("of", given[2]), ("from", given[2])] {
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
        (None, None, Some(kind)) => {
            let from = from.unwrap_or(Moment::AfterEntry(Period::days(0)));
            Trigger::On { kind, own: own.unwrap_or(true), from }
        }
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

/// `within = "P45D"`, `within = { business-days = 5 }`, or `within = "open-ended"`.
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
        Kind::Text(text) if text.as_str() == OPEN_ENDED => Some(Deadline::OpenEnded),
        _ => scalar::period(findings, value).map(Deadline::Calendar),
    })
}
