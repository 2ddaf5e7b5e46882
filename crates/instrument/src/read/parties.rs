//! Parties, groups, zones, readings, statuses and events.

use detente_syntax::tables::fields::Fields;
use detente_syntax::value::{Key, Table};

use super::scalar::{self, entries};
use super::shared::Reading;
use crate::model::{CountingReading, Group, Named, Party, Zone};

pub(super) fn parties(reading: Reading<'_>, root: &Table) -> Vec<Party> {
    let read = |(id, table): (&Key, &Table)| {
        let mut fields = Fields::new(reading.findings, table, id.span, "a party");
        let party = Party {
            id: id.text.clone(),
            span: id.span,
            name: fields.required("name", scalar::string).unwrap_or_default(),
            key: fields.optional("key", scalar::key),
            ground: reading.ground(&mut fields),
        };
        fields.finish();
        party
    };
    entries(root, "parties").into_iter().map(read).collect()
}

pub(super) fn groups(reading: Reading<'_>, root: &Table) -> Vec<Group> {
    let read = |(id, table): (&Key, &Table)| {
        let mut fields = Fields::new(reading.findings, table, id.span, "a group");
        let group = Group {
            id: id.text.clone(),
            span: id.span,
            name: fields.required("name", scalar::string).unwrap_or_default(),
            members: fields.required("members", |_, value| reading.parties(value)).unwrap_or_default(),
            ground: reading.ground(&mut fields),
        };
        fields.finish();
        group
    };
    entries(root, "groups").into_iter().map(read).collect()
}

pub(super) fn zones(reading: Reading<'_>, root: &Table) -> Vec<Zone> {
    let read = |(id, table): (&Key, &Table)| {
        let mut fields = Fields::new(reading.findings, table, id.span, "a zone");
        let zone = Zone {
            id: id.text.clone(),
            span: id.span,
            title: fields.required("title", scalar::string).unwrap_or_default(),
            within: fields.optional("within", |findings, value| reading.names.zones.one(findings, value)),
            divided: fields.optional("divided", scalar::boolean).unwrap_or(false),
            ground: reading.ground(&mut fields),
        };
        fields.finish();
        zone
    };
    entries(root, "zones").into_iter().map(read).collect()
}

pub(super) fn readings(reading: Reading<'_>, root: &Table) -> Vec<CountingReading> {
    let read = |(id, table): (&Key, &Table)| {
        let mut fields = Fields::new(reading.findings, table, id.span, "a reading");
        let counting = CountingReading {
            id: id.text.clone(),
            span: id.span,
            title: fields.required("title", scalar::string).unwrap_or_default(),
            held_by: fields
                .optional("held-by", |findings, value| reading.names.parties.many(findings, value))
                .unwrap_or_default(),
            ground: reading.clause_ground(&mut fields, "a reading"),
        };
        fields.finish();
        counting
    };
    entries(root, "readings").into_iter().map(read).collect()
}

pub(super) fn named(reading: Reading<'_>, root: &Table, key: &str, what: &'static str) -> Vec<Named> {
    let read = |(id, table): (&Key, &Table)| {
        let mut fields = Fields::new(reading.findings, table, id.span, what);
        let named = Named {
            id: id.text.clone(),
            span: id.span,
            title: fields.required("title", scalar::string).unwrap_or_default(),
            ground: reading.ground(&mut fields),
        };
        fields.finish();
        named
    };
    entries(root, key).into_iter().map(read).collect()
}
