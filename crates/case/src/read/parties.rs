//! Parties, voices, events and words.

use detente_syntax::value::{Key, Kind, Table};

use super::fields::Fields;
use super::scalar::{self, entries};
use super::shared::{Reading, ground};
use crate::model::{Consent, Event, Party, Voice, Word};

pub(super) fn parties(reading: Reading<'_>, root: &Table) -> Vec<Party> {
    let Reading { findings, names, scope } = reading;
    let read = |(id, table): (&Key, &Table)| {
        let mut fields = Fields::new(findings, table, id.span, "a party");
        let all_issues = || {
            let count = scope.issues().len();
            if findings.afford(count / 16, id.span) { (0..count).collect() } else { Vec::new() }
        };
        let party = Party {
            id: id.text.clone(),
            span: id.span,
            name: fields.required("name", scalar::string).unwrap_or_default(),
            aliases: fields.optional("aliases", scalar::strings).unwrap_or_default(),
            consents: fields
                .optional("consents", |findings, value| match &value.kind {
                    Kind::Boolean(true) => Some(Consent::Always),
                    Kind::Boolean(false) => Some(Consent::Never),
                    Kind::Text(_) => reading.clause(value).map(Consent::When),
                    _ => {
                        scalar::wrong_type(
                            findings,
                            value,
                            "`true`, `false` or an expression in quotation marks",
                        );
                        None
                    }
                })
                .unwrap_or(Consent::Always),
            concerns: fields
                .optional("concerns", |findings, value| names.issues.many(findings, value))
                .unwrap_or_else(all_issues),
            ground: ground(names, &mut fields),
        };
        fields.finish();
        party
    };
    entries(root, "parties").into_iter().map(read).collect()
}

pub(super) fn voices(reading: Reading<'_>, root: &Table) -> Vec<Voice> {
    let Reading { findings, names, .. } = reading;
    let read = |(id, table): (&Key, &Table)| {
        let mut fields = Fields::new(findings, table, id.span, "a voice");
        let voice = Voice {
            id: id.text.clone(),
            span: id.span,
            name: fields.required("name", scalar::string).unwrap_or_default(),
            kind: fields.optional("kind", scalar::string),
            office: fields.optional("office", scalar::string),
            speaks_for: fields.optional("speaks-for", |findings, value| names.parties.one(findings, value)),
            from: fields.optional("from", scalar::day),
            until: fields.optional("until", scalar::day),
            named: fields.optional("named", scalar::boolean).unwrap_or(true),
            mandate: fields.optional("mandate", scalar::boolean).unwrap_or(true),
            carrier: fields.optional("carrier", scalar::string),
            ground: ground(names, &mut fields),
        };
        fields.finish();
        voice
    };
    entries(root, "voices").into_iter().map(read).collect()
}

pub(super) fn events(reading: Reading<'_>, root: &Table) -> Vec<Event> {
    let Reading { findings, names, .. } = reading;
    let read = |(id, table): (&Key, &Table)| {
        let mut fields = Fields::new(findings, table, id.span, "an event");
        let event = Event {
            id: id.text.clone(),
            span: id.span,
            title: fields.required("title", scalar::string).unwrap_or_default(),
            date: fields.optional("date", scalar::vague_date),
            ground: ground(names, &mut fields),
        };
        fields.finish();
        event
    };
    entries(root, "events").into_iter().map(read).collect()
}

pub(super) fn words(reading: Reading<'_>, root: &Table) -> Vec<Word> {
    let Reading { findings, names, .. } = reading;
    let read = |(id, table): (&Key, &Table)| {
        let mut fields = Fields::new(findings, table, id.span, "a word");
        let word = Word {
            id: id.text.clone(),
            span: id.span,
            contested: fields.optional("contested", scalar::boolean).unwrap_or(false),
            matters_when: fields.optional("matters-when", |_, value| reading.clause(value)),
            used_by: fields
                .optional("used-by", |findings, value| names.parties.many(findings, value))
                .unwrap_or_default(),
            readings: fields
                .optional("readings", |findings, value| {
                    let readings = scalar::table(findings, value)?.iter().filter_map(|(party, text)| {
                        let party = names.parties.find(findings, &party.text, party.span)?;
                        Some((party, scalar::string(findings, text)?))
                    });
                    Some(readings.collect())
                })
                .unwrap_or_default(),
            ground: ground(names, &mut fields),
        };
        fields.finish();
        word
    };
    entries(root, "words").into_iter().map(read).collect()
}
