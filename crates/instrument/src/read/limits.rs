//! Limits with their phases.

use detente_syntax::diagnostic::Diagnostic;
use detente_syntax::span::Span;
use detente_syntax::tables::fields::Fields;
use detente_syntax::value::{Key, Table};

use super::scalar::{self, entries};
use super::shared::Reading;
use super::things::ordered;
use crate::codes;
use crate::model::{Limit, Phase};
use crate::moment::Moment;
use crate::period::Period;

pub(super) fn limits(reading: Reading<'_>, root: &Table) -> Vec<Limit> {
    entries(root, "limits").into_iter().map(|(id, table)| limit(reading, id, table)).collect()
}

fn limit(reading: Reading<'_>, id: &Key, table: &Table) -> Limit {
    let names = reading.names;
    let mut fields = Fields::new(reading.findings, table, id.span, "a limit");
    let mut phases = Vec::new();
    if table.contains_key("phases") {
        for key in ["at-most", "at-least", "from"] {
            if table.contains_key(key) {
                fields.conflict("phases", key, "every phase has its own");
            }
            fields.entry(key);
        }
        let tables = fields.optional("phases", scalar::tables).unwrap_or_default();
        for (table, place) in tables {
            let mut fields = Fields::new(reading.findings, table, place, "a phase");
            phases.push(phase(reading, &mut fields, place));
            fields.finish();
        }
    } else {
        fields.entry("phases");
        phases.push(phase(reading, &mut fields, id.span));
    }
    let limit = Limit {
        id: id.text.clone(),
        span: id.span,
        title: fields.required("title", scalar::string).unwrap_or_default(),
        clause: fields.optional("clause", scalar::string),
        each: fields
            .optional("each", |_, value| reading.subjects(value))
            .unwrap_or_else(|| reading.every_party()),
        counts: fields
            .required("counts", |findings, value| names.things.one(findings, value))
            .unwrap_or_default(),
        zone: fields.optional("zone", |findings, value| names.zones.one(findings, value)),
        phases,
        until: fields.optional("until", |_, value| reading.moment(value)),
        ground: reading.clause_ground(&mut fields, "a limit"),
    };
    fields.finish();
    limit
}

fn phase(reading: Reading<'_>, fields: &mut Fields<'_, '_>, place: Span) -> Phase {
    let phase = Phase {
        from: fields
            .optional("from", |_, value| reading.moment(value))
            .unwrap_or(Moment::AfterEntry(Period::days(0))),
        at_least: fields.optional("at-least", scalar::count),
        at_most: fields.optional("at-most", scalar::count),
    };
    let given = ["at-least", "at-most"].map(|key| fields.entry(key).is_some());
    match (phase.at_least, phase.at_most) {
        (None, None) if given == [false, false] => reading.findings.error(|| {
            Diagnostic::error(codes::NO_BOUND, place, "a limit needs a bound")
                .help("give `at-most`, `at-least` or both")
        }),
        (Some(least), Some(most)) => ordered(reading, least, most, place),
        _ => {}
    }
    phase
}
