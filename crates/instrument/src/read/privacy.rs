//! Who may see what, and for what purpose.

use detente_syntax::span::Span;
use detente_syntax::tables::fields::Fields;
use detente_syntax::value::{Kind, Table};

use super::scalar::{self, items};
use super::shared::Reading;
use crate::model::{Confidence, Field};

pub(super) fn confidentiality(reading: Reading<'_>, root: &Table) -> Vec<Confidence> {
    let names = reading.names;
    let read = |(position, (table, place)): (usize, (&Table, Span))| {
        let mut fields = Fields::new(reading.findings, table, place, "a confidentiality clause");
        fields.entry("id");
        let (id, span) = names.confidentiality.at(position);
        let clause = Confidence {
            id,
            span,
            things: fields
                .optional("things", |findings, value| names.things.many(findings, value))
                .unwrap_or_default(),
            fields: fields
                .optional("fields", |findings, value| {
                    let Kind::Array(values) = &value.kind else {
                        return scalar::one_of(findings, value, &Field::WORDS).map(|field| vec![field]);
                    };
                    let read = |value| scalar::one_of(findings, value, &Field::WORDS);
                    Some(values.iter().filter_map(read).collect())
                })
                .unwrap_or_else(|| Field::WORDS.map(|(_, field)| field).to_vec()),
            may_see: fields
                .required("may-see", |findings, value| match &value.kind {
                    Kind::Text(text) if text.as_str() == "public" => Some(None),
                    _ => names.parties.many(findings, value).map(Some),
                })
                .flatten(),
            purpose: fields.optional("purpose", scalar::string),
            ground: reading.clause_ground(&mut fields, "a confidentiality clause"),
        };
        fields.finish();
        clause
    };
    items(root, "confidentiality").into_iter().enumerate().map(read).collect()
}
