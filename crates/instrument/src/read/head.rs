//! `[instrument]`, `[duration]`, sources and citations.

use detente_syntax::diagnostic::Diagnostic;
use detente_syntax::tables::fields::Fields;
use detente_syntax::value::{Key, Kind, Table, Value};

use super::scalar::{self, entries};
use super::shared::Reading;
use crate::codes;
use crate::model::{Citation, Instrument, Source, Suspension, Term};

pub(super) fn read(reading: Reading<'_>, root: &Table) -> Instrument {
    let findings = reading.findings;
    let mut instrument = Instrument::default();
    let mut top = Fields::new(findings, root, root.span(), "an instrument");
    if let Some((table, place)) = top.required("instrument", table) {
        let mut fields = Fields::new(findings, table, place, "`[instrument]`");
        instrument.title = fields.required("title", scalar::string).unwrap_or_default();
        instrument.summary = fields.optional("summary", scalar::string);
        instrument.signed = fields.optional("signed", scalar::day);
        instrument.in_force = fields.optional("in-force", scalar::day);
        if let (Some(signed), Some(in_force), Some(value)) =
            (instrument.signed, instrument.in_force, table.get("in-force"))
            && in_force < signed
        {
            findings.warning(|| {
                Diagnostic::warning(codes::EARLY_ENTRY, value.span, "it was in force before it was signed")
                    .note(format!("`signed` is {signed}"))
            });
        }
        instrument.leaves_out = fields.optional("leaves-out", scalar::strings).unwrap_or_default();
        instrument.holidays = fields.optional("holidays", scalar::days).unwrap_or_default();
        instrument.divided = fields.optional("divided", scalar::boolean).unwrap_or(false);
        instrument.ground = reading.ground(&mut fields);
        fields.finish();
    }
    if let Some(value) = root.get("instrument")
        && root
            .get("parties")
            .is_none_or(|parties| matches!(&parties.kind, Kind::Table(list) if list.is_empty()))
    {
        findings.warning(|| {
            Diagnostic::warning(codes::NO_PARTIES, value.span, "nobody is bound: there is no party")
                .help("name each in a table `[parties.ID]` with its `name`")
        });
    }
    if let Some((table, place)) = top.optional("duration", table) {
        let mut fields = Fields::new(findings, table, place, "`[duration]`");
        instrument.term = Term {
            lasts: fields.optional("lasts", scalar::period),
            extension: fields.optional("extension", scalar::period),
            withdrawal: fields.optional("withdrawal", scalar::period),
            suspension: fields.optional("suspension", scalar::boolean).map_or(
                Suspension::NotProvidedFor,
                |provided| {
                    if provided { Suspension::ProvidedFor } else { Suspension::NotProvidedFor }
                },
            ),
            ground: reading.clause_ground(&mut fields, "`[duration]`"),
        };
        fields.finish();
    }
    instrument
}

fn table<'t>(
    findings: &detente_syntax::tables::findings::Findings,
    value: &'t Value,
) -> Option<(&'t Table, detente_syntax::span::Span)> {
    Some((scalar::table(findings, value)?, value.span))
}

pub(super) fn sources(reading: Reading<'_>, root: &Table) -> Vec<Source> {
    let read = |(id, table): (&Key, &Table)| {
        let mut fields = Fields::new(reading.findings, table, id.span, "a source");
        let source = Source {
            id: id.text.clone(),
            span: id.span,
            title: fields.required("title", scalar::string).unwrap_or_default(),
            publisher: fields.optional("publisher", scalar::string),
            url: fields.optional("url", scalar::string),
            note: fields.optional("note", scalar::string),
        };
        fields.finish();
        source
    };
    entries(root, "sources").into_iter().map(read).collect()
}

pub(super) fn citations(reading: Reading<'_>, root: &Table) -> Vec<Citation> {
    let read = |(id, table): (&Key, &Table)| {
        let mut fields = Fields::new(reading.findings, table, id.span, "a citation");
        let citation = Citation {
            id: id.text.clone(),
            span: id.span,
            source: fields
                .required("source", |findings, value| reading.names.sources.one(findings, value))
                .unwrap_or_default(),
            says: fields.required("says", scalar::string).unwrap_or_default(),
        };
        fields.finish();
        citation
    };
    entries(root, "citations").into_iter().map(read).collect()
}
