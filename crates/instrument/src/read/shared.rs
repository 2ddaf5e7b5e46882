//! What the readers of all tables share: grounds, subjects, moments.

use detente_syntax::diagnostic::Diagnostic;
use detente_syntax::span::Span;
use detente_syntax::tables::fields::Fields;
use detente_syntax::tables::findings::Findings;
use detente_syntax::value::{Kind, Table, Value};

use super::names::Names;
use super::scalar;
use crate::codes;
use crate::model::{Basis, Ground};
use crate::moment::{DutyState, Moment, Onset, Whose};
use crate::period::Period;
use crate::scope::Subject;

/// What the second pass knows.
#[derive(Clone, Copy)]
pub(crate) struct Reading<'a> {
    pub(crate) findings: &'a Findings,
    pub(crate) names: &'a Names,
}

const BASES: [(&str, Basis); 3] =
    [("stated", Basis::Stated), ("recalled", Basis::Recalled), ("made-up", Basis::MadeUp)];

const WHOSE: [(&str, Whose); 4] =
    [("all", Whose::All), ("any", Whose::Any), ("other", Whose::Other), ("same", Whose::Same)];

const DUTY_STATES: [(&str, DutyState); 3] =
    [("met", DutyState::Met), ("verified", DutyState::Verified), ("missed", DutyState::Missed)];

/// The names of states that a limit can be in.
const BREACHED: [(&str, ()); 1] = [("breached", ())];

/// What a moment can wait for.
const AWAITED: [&str; 4] = ["event", "duty", "limit", "from-signature"];

impl Reading<'_> {
    /// `cite`, `because` and `basis`.
    pub(crate) fn ground(self, fields: &mut Fields<'_, '_>) -> Ground {
        Ground {
            cite: fields
                .optional("cite", |findings, value| self.names.citations.many(findings, value))
                .unwrap_or_default(),
            because: fields.optional("because", scalar::string),
            basis: fields
                .optional("basis", |findings, value| scalar::one_of(findings, value, &BASES))
                .unwrap_or_default(),
        }
    }

    /// The ground of a clause, which must say where it is from.
    pub(crate) fn clause_ground(self, fields: &mut Fields<'_, '_>, what: &str) -> Ground {
        let cites = fields.entry("cite").is_some();
        let ground = self.ground(fields);
        let place = fields.place();
        if !cites && ground.because.is_none() && ground.basis == Basis::Stated {
            self.findings.warning(|| {
                Diagnostic::warning(codes::UNGROUNDED, place, format!("{what} does not say where it is from"))
                    .help("give `cite` or `because`, or mark it with `basis = \"recalled\"` or `\"made-up\"`")
            });
        }
        ground
    }

    /// A party or a group.
    pub(crate) fn subject(self, text: &str, span: Span) -> Option<Subject> {
        if let Some(group) = self.names.groups.iter().position(|id| id == text) {
            return Some(Subject::Group(group));
        }
        self.names.parties.find(self.findings, text, span).map(Subject::Party)
    }

    /// One party or group that a string names.
    pub(crate) fn one_subject(self, value: &Value) -> Option<Subject> {
        let text = scalar::text(self.findings, value)?;
        self.subject(text.as_str(), text.span())
    }

    /// Parties and groups that a string or a list of strings names.
    pub(crate) fn subjects(self, value: &Value) -> Option<Vec<Subject>> {
        let texts = scalar::texts(self.findings, value)?;
        let mut found = Vec::new();
        for text in texts {
            let subject = self.subject(text.as_str(), text.span());
            found.extend(subject.filter(|subject| !found.contains(subject)));
        }
        self.not_empty(value);
        Some(found)
    }

    /// Parties that a string or a list of strings names, at least one.
    pub(crate) fn parties(self, value: &Value) -> Option<Vec<usize>> {
        let parties = self.names.parties.many(self.findings, value);
        self.not_empty(value);
        parties
    }

    /// Reports a list that must name something.
    fn not_empty(self, value: &Value) {
        if matches!(&value.kind, Kind::Array(values) if values.is_empty()) {
            self.findings
                .error(|| Diagnostic::error(codes::EMPTY_LIST, value.span, "this list must name something"));
        }
    }

    /// Every party by itself.
    pub(crate) fn every_party(self) -> Vec<Subject> {
        (0..self.names.parties.iter().count()).map(Subject::Party).collect()
    }

    /// When something begins or ends.
    pub(crate) fn moment(self, value: &Value) -> Option<Moment> {
        match &value.kind {
            Kind::Text(text) if text.as_str().starts_with('P') => {
                scalar::period(self.findings, value).map(Moment::AfterEntry)
            }
            Kind::Text(_) | Kind::Date(_) => scalar::day(self.findings, value).map(Moment::Day),
            Kind::Table(table) => self.onset(table, value.span),
            _ => {
                scalar::wrong_type(
                    self.findings,
                    value,
                    "a day, a period since entry into force such as `P7Y`, or a table such as `{ event = \"...\" }`",
                );
                None
            }
        }
    }

    fn onset(self, table: &Table, span: Span) -> Option<Moment> {
        let names = self.names;
        let mut fields = Fields::new(self.findings, table, span, "a moment");
        let event = fields.optional("event", |findings, value| names.events.one(findings, value));
        let duty = fields.optional("duty", |findings, value| names.duties.one(findings, value));
        let limit = fields.optional("limit", |findings, value| names.limits.one(findings, value));
        let signature = fields.optional("from-signature", scalar::period);
        let is_duty = duty.is_some();
        let state = fields.entry("is").and_then(|(_, value)| {
            if is_duty {
                scalar::one_of(self.findings, value, &DUTY_STATES)
            } else {
                scalar::one_of(self.findings, value, &BREACHED).map(|()| DutyState::Missed)
            }
        });
        let by = fields.optional("by", |findings, value| scalar::one_of(findings, value, &WHOSE));
        let plus = fields.optional("plus", scalar::period).unwrap_or(Period::days(0));
        let named = AWAITED.map(|key| table.contains_key(key));
        let idle: &[&str] = match named {
            [true, ..] => &["is", "by"],
            [_, false, false, true] => &["is", "by", "plus"],
            _ => &[],
        };
        let awaited = named.iter().position(|named| *named).and_then(|at| AWAITED.get(at));
        for key in idle.iter().filter(|key| table.contains_key(key)) {
            fields.conflict(awaited.copied().unwrap_or_default(), key, "it would do nothing here");
        }
        fields.finish();
        if named.iter().filter(|named| **named).count() != 1 {
            self.findings.error(|| {
                Diagnostic::error(codes::BAD_MOMENT, span, "a moment waits for exactly one thing").help(
                    "give one of `event`, `duty`, `limit` and `from-signature`; `plus = \"P30D\"` adds time",
                )
            });
            return None;
        }
        let onset = match (event, duty, limit, signature) {
            (Some(event), ..) => Onset::Event { event },
            (_, Some(duty), ..) => {
                Onset::Duty { duty, is: state.unwrap_or(DutyState::Met), by: by.unwrap_or(Whose::All) }
            }
            (_, _, Some(limit), _) => Onset::Breach { limit, by: by.unwrap_or(Whose::Any) },
            (.., Some(period)) => return Some(Moment::AfterSignature(period)),
            _ => return None,
        };
        Some(Moment::After(onset, plus))
    }
}
