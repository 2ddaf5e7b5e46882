//! The record: who says that who holds what, and when.

use detente_syntax::diagnostic::Diagnostic;
use detente_syntax::ids::is_id;
use detente_syntax::span::Span;
use detente_syntax::value::{Kind, Table, Value};

use super::fields::Fields;
use super::findings::Findings;
use super::scalar::{self, items};
use super::shared::{Reading, ground};
use crate::codes;
use crate::date::VagueDate;
use crate::model::{Degree, Stance, Statement, Until};

const DEGREES: [(&str, Degree); 3] =
    [("in-principle", Degree::InPrinciple), ("in-part", Degree::InPart), ("full", Degree::Full)];

/// The stance that a word stands for.
fn stance(findings: &Findings, value: &Value) -> Option<Stance> {
    scalar::one_of(findings, value, &Stance::ALL.map(|stance| (stance.word(), stance)))
}

pub(super) fn read(reading: Reading<'_>, root: &Table) -> Vec<Statement> {
    let statements = items(root, "statements").into_iter().enumerate();
    statements.map(|(at, (table, place))| statement(reading, at, table, place)).collect()
}

fn statement(reading: Reading<'_>, at: usize, table: &Table, place: Span) -> Statement {
    let Reading { findings, names, .. } = reading;
    let (id, span) = names.statements.at(at);
    let span = if id.is_empty() { place } else { span };
    let mut fields = Fields::new(findings, table, span, "a statement");
    fields.entry("id");
    let statement = Statement {
        id,
        span,
        said: fields
            .required("said", scalar::vague_date)
            .unwrap_or_else(|| VagueDate::day(crate::date::Date::MIN)),
        known: fields.optional("known", scalar::day),
        chain: fields
            .required("chain", |findings, value| {
                not_empty(findings, value, names.voices.many(findings, value)?)
            })
            .unwrap_or_default(),
        about: fields
            .required("about", |findings, value| {
                not_empty(findings, value, names.parties.many(findings, value)?)
            })
            .unwrap_or_default(),
        stance: fields.required("stance", stance).unwrap_or(Stance::Signals),
        that: fields.optional("that", stance),
        terms: fields.optional("terms", |_, value| reading.clause(value)),
        only_if: fields.optional("only-if", |_, value| reading.clause(value)),
        if_: fields.optional("if", |_, value| reading.clause(value)),
        if_said: fields.optional("if-said", scalar::string),
        first: fields.optional("first", |_, value| reading.clause(value)),
        occasion: fields.optional("occasion", scalar::string),
        answers: fields
            .optional("answers", |findings, value| names.statements.many(findings, value))
            .unwrap_or_default(),
        degree: fields.optional("degree", |findings, value| scalar::one_of(findings, value, &DEGREES)),
        firm: fields.optional("firm", scalar::boolean).unwrap_or(false),
        as_read: fields.optional("as-read", |_, value| reading.clauses(value)).unwrap_or_default(),
        until: fields.optional("until", |_, value| until(reading, value)),
        note: fields.optional("note", scalar::string),
        ground: ground(names, &mut fields),
    };
    fields.finish();
    if !table.contains_key("terms") && table.contains_key("stance") {
        check_missing_terms(findings, &statement);
    }
    statement
}

/// A date, or the id of an event.
fn until(reading: Reading<'_>, value: &Value) -> Option<Until> {
    let Reading { findings, names, .. } = reading;
    if let Kind::Text(text) = &value.kind
        && VagueDate::parse(text.as_str()).is_err()
        && is_id(text.as_str())
    {
        return names.events.one(findings, value).map(Until::Event);
    }
    scalar::vague_date(findings, value).map(Until::Date)
}

fn not_empty<T>(findings: &Findings, value: &Value, list: Vec<T>) -> Option<Vec<T>> {
    let written_empty = matches!(&value.kind, Kind::Array(values) if values.is_empty());
    if written_empty {
        findings
            .error(|| Diagnostic::error(codes::EMPTY_LIST, value.span, "this list must name at least one"));
    }
    Some(list)
}

/// What a statement means is its terms; only what decides nothing may put it in words instead.
fn check_missing_terms(findings: &Findings, statement: &Statement) {
    let in_words = statement.if_said.is_some() || statement.note.is_some();
    let excused = match statement.stance {
        Stance::Defers | Stance::Withdraws => true,
        Stance::Signals | Stance::Claims | Stance::Denies | Stance::Predicts => in_words,
        Stance::Demands | Stance::Proposes | Stance::Offers | Stance::Accepts | Stance::Rejects => false,
    };
    if !excused {
        findings.error(|| {
            let diagnostic =
                Diagnostic::error(codes::MISSING_TERMS, statement.span, "the statement has no terms")
                    .label("needs `terms`");
            match statement.stance {
                Stance::Signals | Stance::Claims | Stance::Denies | Stance::Predicts => diagnostic
                    .help("where no expression can say it, put it in words with `note` or `if-said`"),
                _ => diagnostic
                    .help("a statement that cannot be expressed may be recorded as `signals` with a `note`"),
            }
        });
    }
}
