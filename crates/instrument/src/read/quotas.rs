//! Quotas: numbers by subject and by pair, years, shares, bounds on single uses.

use detente_syntax::diagnostic::Diagnostic;
use detente_syntax::span::Span;
use detente_syntax::tables::fields::Fields;
use detente_syntax::tables::findings::Findings;
use detente_syntax::value::{Key, Table, Value};

use super::scalar::{self, entries};
use super::shared::Reading;
use crate::codes;
use crate::model::{PerUse, Quota, QuotaYear, Role, Share};
use crate::moment::Moment;
use crate::period::Period;
use crate::scope::Subject;

const ROLES: [(&str, Role); 2] = [("active", Role::Active), ("passive", Role::Passive)];

pub(super) fn quotas(reading: Reading<'_>, root: &Table) -> Vec<Quota> {
    entries(root, "quotas").into_iter().map(|(id, table)| quota(reading, id, table)).collect()
}

fn quota(reading: Reading<'_>, id: &Key, table: &Table) -> Quota {
    let names = reading.names;
    let mut fields = Fields::new(reading.findings, table, id.span, "a quota");
    let quota = Quota {
        id: id.text.clone(),
        span: id.span,
        title: fields.required("title", scalar::string).unwrap_or_default(),
        clause: fields.optional("clause", scalar::string),
        within: fields.optional("within", |findings, value| names.quotas.one(findings, value)),
        role: fields
            .optional("role", |findings, value| scalar::one_of(findings, value, &ROLES))
            .unwrap_or(Role::Active),
        numbers: numbers(reading, &mut fields),
        pairs: fields.optional("pairs", |_, value| pairs(reading, value)).unwrap_or_default(),
        year: fields.optional("year", year).unwrap_or(QuotaYear::Anniversary),
        from: fields
            .optional("from", |_, value| reading.moment(value))
            .unwrap_or(Moment::AfterEntry(Period::days(0))),
        until: fields.optional("until", |_, value| reading.moment(value)),
        shares: fields.optional("shares", |_, value| shares(reading, value)).unwrap_or_default(),
        carry_over: fields.optional("carry-over", scalar::count).unwrap_or_default(),
        transfers: fields.optional("transfers", scalar::boolean).unwrap_or(false),
        per_use: fields.optional("per-use", |_, value| per_use(reading, value)).unwrap_or_default(),
        ground: reading.clause_ground(&mut fields, "a quota"),
    };
    fields.finish();
    quota
}

/// `number` with `each`, or `numbers.SUBJECT`.
fn numbers(reading: Reading<'_>, fields: &mut Fields<'_, '_>) -> Vec<(Subject, i64)> {
    let each = fields.optional("each", |_, value| reading.subjects(value));
    let number = fields.optional("number", scalar::count);
    let table = fields.optional("numbers", scalar::table);
    match (number, table) {
        (Some(_), Some(_)) => {
            fields.conflict("number", "numbers", "one number for each, or one by one");
            Vec::new()
        }
        (Some(number), None) => {
            let each = each.unwrap_or_else(|| reading.every_party());
            each.into_iter().map(|subject| (subject, number)).collect()
        }
        (None, Some(table)) => {
            if each.is_some() {
                fields.conflict("numbers", "each", "the numbers say whose they are");
            }
            let of_one = |(key, value): (&Key, &Value)| {
                let subject = reading.subject(&key.text, key.span)?;
                Some((subject, scalar::count(reading.findings, value)?))
            };
            table.iter().filter_map(of_one).collect()
        }
        (None, None) => {
            let place = fields.place();
            reading.findings.error(|| {
                Diagnostic::error("missing-key", place, "a quota needs `number` or `numbers`")
                    .label("how often is missing")
            });
            Vec::new()
        }
    }
}

/// `"anniversary"`, or a month and a day such as `"01-01"`.
fn year(findings: &Findings, value: &Value) -> Option<QuotaYear> {
    let text = scalar::text(findings, value)?.as_str();
    if text == "anniversary" {
        return Some(QuotaYear::Anniversary);
    }
    let read = || {
        let (month, day) = text.split_once('-').filter(|_| text.len() == 5)?;
        let month = month.parse().ok().filter(|month| (1..=12).contains(month))?;
        let day = day.parse().ok().filter(|day| (1..=28).contains(day))?;
        Some(QuotaYear::On { month, day })
    };
    let year = read();
    if year.is_none() {
        findings.error(|| {
            Diagnostic::error(codes::BAD_DATE, value.span, "this is no beginning of a year").help(
                "write `anniversary`, or month and day such as `01-01`; the day is 28 at most, so that every year has it",
            )
        });
    }
    year
}

fn pairs(reading: Reading<'_>, value: &Value) -> Option<Vec<(Subject, Subject, i64)>> {
    let read = |(table, place): (&Table, Span)| {
        let mut fields = Fields::new(reading.findings, table, place, "a pair");
        let by = fields.required("by", |_, value| reading.one_subject(value));
        let over = fields.required("over", |_, value| reading.one_subject(value));
        let number = fields.required("number", scalar::count);
        fields.finish();
        Some((by?, over?, number?))
    };
    Some(scalar::tables(reading.findings, value)?.into_iter().filter_map(read).collect())
}

fn shares(reading: Reading<'_>, value: &Value) -> Option<Vec<Share>> {
    let read = |(table, place): (&Table, Span)| {
        let mut fields = Fields::new(reading.findings, table, place, "a share");
        let until = fields.required("until", |_, value| reading.moment(value));
        let numerator = fields.required("numerator", scalar::count);
        let denominator = fields.required("denominator", scalar::count);
        fields.finish();
        let (numerator, denominator) = (numerator?, denominator?);
        if denominator == 0 || numerator > denominator {
            reading.findings.error(|| {
                Diagnostic::error(codes::OUT_OF_RANGE, place, "a share lies between 0 and 1")
                    .label(format!("{numerator} of {denominator}"))
            });
        }
        Some(Share { until: until?, numerator, denominator })
    };
    Some(scalar::tables(reading.findings, value)?.into_iter().filter_map(read).collect())
}

fn per_use(reading: Reading<'_>, value: &Value) -> Option<Vec<PerUse>> {
    let names = reading.names;
    let read = |(table, place): (&Table, Span)| {
        let mut fields = Fields::new(reading.findings, table, place, "a bound on one use");
        let bound = PerUse {
            measure: fields.required("measure", scalar::string).unwrap_or_default(),
            unit: fields.required("unit", scalar::string).unwrap_or_default(),
            at_most: fields.required("at-most", scalar::count).unwrap_or_default(),
            over: fields.optional("over", |findings, value| names.parties.one(findings, value)),
            zone: fields.optional("zone", |findings, value| names.zones.one(findings, value)),
            reading: fields.optional("reading", |findings, value| names.readings.one(findings, value)),
            ground: reading.clause_ground(&mut fields, "a bound on one use"),
        };
        fields.finish();
        bound
    };
    Some(scalar::tables(reading.findings, value)?.into_iter().map(read).collect())
}
