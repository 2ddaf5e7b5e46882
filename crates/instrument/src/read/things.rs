//! Things that are counted, and the rules of counting.

use detente_syntax::diagnostic::Diagnostic;
use detente_syntax::span::Span;
use detente_syntax::tables::fields::Fields;
use detente_syntax::value::{Key, Table, Value};

use super::scalar::{self, entries, items};
use super::shared::Reading;
use crate::codes;
use crate::model::{CountingRule, Measured, MeasuredValue, Thing};

pub(super) fn things(reading: Reading<'_>, root: &Table) -> Vec<Thing> {
    let read = |(id, table): (&Key, &Table)| {
        let mut fields = Fields::new(reading.findings, table, id.span, "a thing");
        let thing = Thing {
            id: id.text.clone(),
            span: id.span,
            title: fields.required("title", scalar::string).unwrap_or_default(),
            unit: fields.optional("unit", scalar::string),
            of: fields.optional("of", |findings, value| reading.names.things.one(findings, value)),
            means: fields.optional("means", |_, value| means(reading, value)).unwrap_or_default(),
            measured: fields.optional("measured", |_, value| measured(reading, value)),
            ground: reading.ground(&mut fields),
        };
        fields.finish();
        thing
    };
    entries(root, "things").into_iter().map(read).collect()
}

/// What each reading takes a contested thing to be.
fn means(reading: Reading<'_>, value: &Value) -> Option<Vec<(usize, String)>> {
    let findings = reading.findings;
    let of_one = |(key, text): (&Key, &Value)| {
        let which = reading.names.readings.find(findings, &key.text, key.span)?;
        Some((which, scalar::string(findings, text)?))
    };
    Some(scalar::table(findings, value)?.iter().filter_map(of_one).collect())
}

fn measured(reading: Reading<'_>, value: &Value) -> Option<Measured> {
    let table = scalar::table(reading.findings, value)?;
    let mut fields = Fields::new(reading.findings, table, value.span, "a measured membership");
    let measured = Measured {
        measure: fields.required("measure", scalar::string).unwrap_or_default(),
        unit: fields.required("unit", scalar::string).unwrap_or_default(),
        from: fields.required("from", scalar::number).unwrap_or_default(),
        to: fields.required("to", scalar::number).unwrap_or_default(),
        values: fields
            .optional("values", |findings, value| {
                let tables = scalar::tables(findings, value)?;
                Some(
                    tables
                        .into_iter()
                        .filter_map(|(table, place)| measured_value(reading, table, place))
                        .collect(),
                )
            })
            .unwrap_or_default(),
    };
    fields.finish();
    ordered(reading, measured.from, measured.to, value.span);
    Some(measured)
}

fn measured_value(reading: Reading<'_>, table: &Table, place: Span) -> Option<MeasuredValue> {
    let names = reading.names;
    let mut fields = Fields::new(reading.findings, table, place, "a measured value");
    let thing = fields.required("thing", |findings, value| names.things.one(findings, value));
    let from = fields.required("from", scalar::number).unwrap_or_default();
    let to = fields.optional("to", scalar::number).unwrap_or(from);
    let by = fields.optional("reading", |findings, value| names.readings.one(findings, value));
    let ground = reading.clause_ground(&mut fields, "a measured value");
    fields.finish();
    ordered(reading, from, to, place);
    Some(MeasuredValue { thing: thing?, from, to, reading: by, ground })
}

/// Reports a range that ends below its start.
pub(super) fn ordered(reading: Reading<'_>, from: i64, to: i64, place: Span) {
    if from > to {
        reading.findings.error(|| {
            Diagnostic::error(codes::LOW_ABOVE_HIGH, place, format!("{from} to {to} ends below its start"))
        });
    }
}

pub(super) fn counting(reading: Reading<'_>, root: &Table) -> Vec<CountingRule> {
    let names = reading.names;
    let read = |(position, (table, place)): (usize, (&Table, Span))| {
        let mut fields = Fields::new(reading.findings, table, place, "a counting rule");
        fields.entry("id");
        let (id, span) = names.counting.at(position);
        let rule = CountingRule {
            id,
            span,
            thing: fields
                .required("thing", |findings, value| names.things.one(findings, value))
                .unwrap_or_default(),
            towards: fields
                .required("towards", |findings, value| names.things.one(findings, value))
                .unwrap_or_default(),
            each: fields.required("as", scalar::count).unwrap_or_default(),
            status: fields.optional("status", |findings, value| names.statuses.one(findings, value)),
            at_most: fields.optional("for-at-most", scalar::period),
            reading: fields.optional("reading", |findings, value| names.readings.one(findings, value)),
            ground: reading.clause_ground(&mut fields, "a counting rule"),
        };
        fields.finish();
        rule
    };
    items(root, "counting").into_iter().enumerate().map(read).collect()
}
