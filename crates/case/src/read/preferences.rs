//! `[preferences.PARTY]`: values, priorities or a ranking; adjustments; red lines.

use std::cell::Cell;

use detente_syntax::diagnostic::Diagnostic;
use detente_syntax::expression::Mode;
use detente_syntax::span::Span;
use detente_syntax::value::{Key, Kind, Table, Value};

use super::fields::Fields;
use super::levels::{self, Scale};
use super::names::Ids;
use super::reservation;
use super::scalar::{self, entries};
use super::shared::{Marks, Reading, ground, marks, missing_clause};
use super::vague::{self, Bounds};
use super::weights::{self, has_because, listed};
use crate::codes;
use crate::decimal::Decimal;
use crate::evidence::Basis;
use crate::model::Clause;
use crate::preference::{
    Adjustment, Form, Levels, Preference, Priority, Range, RedLine, Reservation, Values, Weights,
};
use crate::resolve;

/// Whether a preference assumes anything without saying why.
#[derive(Default)]
pub(super) struct Assumptions {
    unreasoned: Cell<usize>,
}

impl Assumptions {
    /// Takes note of a number or an order.
    pub(super) fn note(&self, basis: Basis, reasoned: bool) {
        if basis == Basis::Assumed && !reasoned {
            self.unreasoned.set(self.unreasoned.get() + 1);
        }
    }
}

/// One preference a party, in party order.
pub(super) fn read(reading: Reading<'_>, root: &Table, around: &Marks) -> Vec<Preference> {
    let Reading { findings, names, .. } = reading;
    if let Some(value) = root.get("preferences")
        && let Some(table) = scalar::table(findings, value)
    {
        for (_, value) in table.iter() {
            scalar::table(findings, value);
        }
    }
    let parties = names.parties.iter().count();
    let mut preferences: Vec<_> = (0..parties).map(Preference::none).collect();
    for (key, table) in entries(root, "preferences") {
        let Some(party) = names.parties.find(findings, &key.text, key.span) else { continue };
        preferences[party] = preference(reading, party, key, table, around);
    }
    preferences
}

fn preference(reading: Reading<'_>, party: usize, key: &Key, table: &Table, around: &Marks) -> Preference {
    let Reading { findings, names, .. } = reading;
    let mut fields = Fields::new(findings, table, key.span, "a preference");
    let whole = marks(names, &mut fields, around, false);
    let own = whole.for_parts();
    let assumptions = Assumptions::default();
    let form = form(reading, &mut fields, table, &own, &assumptions);
    let known = !matches!(form, Some(Form::Unknown));
    if let Some(order) = ["priorities", "ranking"].into_iter().find(|key| table.contains_key(key)) {
        // An order has no scale on which a number could lie.
        if table.get("no-deal").is_some_and(is_value) {
            fields.conflict(
                order,
                "no-deal",
                "an order has no numbers: compare with packages, `at-least` and `below`",
            );
        }
    }
    let reservation = match fields.entry("no-deal") {
        Some((_, value)) => reservation::read(reading, value, &own, &assumptions),
        None if known => Some(reservation::without_agreement(reading, key.span)),
        None => Some(Reservation::Unknown),
    };
    let adjustments = adjustments(reading, &mut fields, &own, &assumptions);
    let red_lines = red_lines(reading, &mut fields);
    fields.finish();
    if assumptions.unreasoned.get() > 0 {
        findings.warning(|| {
            let count = assumptions.unreasoned.get();
            let what = if count == 1 {
                "a number or order".to_owned()
            } else {
                format!("{count} numbers and orders")
            };
            Diagnostic::warning(
                codes::ASSUMED_WITHOUT_BECAUSE,
                key.span,
                format!("the preference of `{}` assumes {what} without a reason", key.text),
            )
            .help("add `because = \"...\"` to the preference, or beside what is assumed")
        });
    }
    Preference {
        party,
        span: Some(key.span),
        basis: own.basis,
        ground: whole.ground,
        form: form.unwrap_or(Form::Unknown),
        reservation: reservation.unwrap_or(Reservation::Unknown),
        adjustments,
        red_lines,
    }
}

/// Whether `no-deal` is a number or a range.
fn is_value(value: &Value) -> bool {
    match &value.kind {
        Kind::Number(_) => true,
        Kind::Table(table) => ["low", "high", "value"].iter().any(|key| table.contains_key(key)),
        _ => false,
    }
}

/// How packages compare; `None` after an error.
fn form(
    reading: Reading<'_>,
    fields: &mut Fields<'_, '_>,
    table: &Table,
    own: &Marks,
    assumptions: &Assumptions,
) -> Option<Form> {
    let forms: Vec<_> =
        ["values", "priorities", "ranking"].into_iter().filter(|key| table.contains_key(key)).collect();
    if let [first, second, ..] = forms.as_slice() {
        fields.conflict(first, second, "a preference has one form");
    }
    let parts = ["weights", "scale", "cap", "adjust"];
    let numbers = values(reading, fields, table, own, assumptions);
    let priorities = fields.optional("priorities", |findings, value| {
        let array = scalar::array(findings, value)?;
        let read: Vec<_> = array.iter().map(|value| priority(reading, value)).collect();
        assumptions.note(own.basis, own.reasoned);
        read.into_iter().collect::<Option<Vec<_>>>().map(Form::Priorities)
    });
    let ranking = fields.optional("ranking", |findings, value| {
        let array = scalar::array(findings, value)?;
        let read: Vec<_> = array.iter().map(|value| rank(reading, value)).collect();
        assumptions.note(own.basis, own.reasoned);
        read.into_iter().collect::<Option<Vec<_>>>().map(Form::Ranking)
    });
    match forms.first() {
        Some(&"values") => numbers.map(Form::Values),
        Some(&form) => {
            for part in parts.into_iter().filter(|part| table.contains_key(part)) {
                fields.conflict(form, part, "only values are weighed and scaled");
            }
            priorities.or(ranking)
        }
        None => {
            for part in parts {
                if let Some((key, _)) = table.get_key_value(part) {
                    reading.findings.error(|| {
                        Diagnostic::error(
                            codes::INCOMPLETE_VALUES,
                            key.span,
                            format!("`{part}` without `values`"),
                        )
                        .help("give the values of the options in `values.ISSUE`")
                    });
                }
            }
            Some(Form::Unknown)
        }
    }
}

fn values(
    reading: Reading<'_>,
    fields: &mut Fields<'_, '_>,
    table: &Table,
    own: &Marks,
    assumptions: &Assumptions,
) -> Option<Values> {
    let Reading { findings, scope, .. } = reading;
    let divisor = fields.optional("scale", |findings, value| {
        let number = scalar::decimal(findings, value)?;
        if number <= Decimal::ZERO {
            findings
                .error(|| Diagnostic::error(codes::OUT_OF_RANGE, value.span, "`scale` must be above zero"));
            return None;
        }
        Some(number)
    });
    let cap = fields.optional("cap", scalar::decimal);
    let weights =
        fields.entry("weights").map(|(key, value)| weights::read(reading, key.span, value, own, assumptions));
    let bounds =
        if table.contains_key("scale") { Bounds::none("a value") } else { Bounds::percent("a value") };
    let (values_key, value) = fields.entry("values")?;
    let given = scalar::table(findings, value)?;
    let mut inner = Fields::new(findings, given, values_key.span, "a table of values");
    let around = marks(reading.names, &mut inner, own, false);
    let scale = Scale { around: &around, bounds, assumptions };
    let count = scope.issues().len();
    if !findings.afford(count, values_key.span) {
        return None;
    }
    let mut issues: Vec<Option<Levels>> = vec![None; count];
    let mut present = vec![false; count];
    for (key, value) in inner.others() {
        let Some(issue) = scope.issue(findings, &key.text, key.span) else { continue };
        present[issue] = true;
        issues[issue] = levels::read(reading, issue, key, value, scale);
    }
    if present.contains(&false) {
        findings.error(|| {
            let missing = (0..count).filter(|&issue| !present[issue]);
            let ids = listed(missing.map(|issue| scope.issues()[issue].id.as_str()));
            Diagnostic::error(
                codes::INCOMPLETE_VALUES,
                values_key.span,
                format!("values are missing for {ids}"),
            )
            .note("a party that gives values gives them for every issue")
            .help("give wide ranges such as `{ low = 0, high = 100 }` where values are not known")
        });
        return None;
    }
    let issues = issues.into_iter().collect::<Option<Vec<_>>>()?;
    let weights = match weights {
        Some(weights) => weights?,
        None => Weights::Free,
    };
    if let Some((key, _)) = table.get_key_value("scale")
        && !matches!(weights, Weights::Ranges(_))
    {
        findings.error(|| {
            Diagnostic::error(codes::CONFLICTING_KEYS, key.span, "`scale` needs weights as numbers")
                .label("takes the place of the sum of the weights")
                .help("give a table of weights, or leave `scale` out")
        });
        return None;
    }
    Some(Values { weights, issues, divisor, cap })
}

/// An expression, or `{ want = "...", strong = true }`.
fn priority(reading: Reading<'_>, value: &Value) -> Option<Priority> {
    let clause = |value: &Value| {
        let text = scalar::text(reading.findings, value)?;
        resolve::clause(reading.findings, reading.scope, text, Mode::Priority)
    };
    match &value.kind {
        Kind::Table(table) => {
            let mut fields = Fields::new(reading.findings, table, value.span, "a priority");
            let want = fields.required("want", |_, value| clause(value));
            let strong = fields.optional("strong", scalar::boolean).unwrap_or(false);
            fields.finish();
            Some(Priority { clause: want?, strong })
        }
        Kind::Text(_) => Some(Priority { clause: clause(value)?, strong: false }),
        _ => {
            scalar::wrong_type(
                reading.findings,
                value,
                "an expression, or `{ want = \"...\", strong = true }`",
            );
            None
        }
    }
}

/// Conditions on packages of one rank, `~` between them.
fn rank(reading: Reading<'_>, value: &Value) -> Option<Vec<Clause>> {
    let text = scalar::text(reading.findings, value)?;
    let mut offset = 0;
    let mut clauses = Vec::new();
    for part in text.as_str().split('~') {
        let here = text.part(offset..offset + part.len());
        offset += part.len() + 1;
        clauses.push(
            here.and_then(|here| resolve::clause(reading.findings, reading.scope, &here, Mode::Condition)),
        );
    }
    clauses.into_iter().collect()
}

fn adjustments(
    reading: Reading<'_>,
    fields: &mut Fields<'_, '_>,
    own: &Marks,
    assumptions: &Assumptions,
) -> Vec<Adjustment> {
    let Reading { findings, .. } = reading;
    let mut ids = Ids::local("adjustment");
    let read = |(table, place): (&Table, Span)| {
        let (id, span) = ids.claim(findings, table, place);
        let mut fields = Fields::new(findings, table, span, "an adjustment");
        fields.entry("id");
        let when = fields.required("when", |_, value| reading.clause(value));
        let around = marks(reading.names, &mut fields, own, false);
        let by = fields.required("by", |_, value| {
            let range = vague::read(reading, value, &around, Bounds::none("an adjustment"))?;
            assumptions.note(range.basis, around.reasoned || has_because(value));
            Some(range)
        });
        fields.finish();
        Adjustment {
            id,
            span,
            when: when.unwrap_or_else(|| missing_clause(span)),
            by: by.unwrap_or_else(|| Range::exactly(Decimal::ZERO, Basis::Assumed)),
        }
    };
    let tables = fields.optional("adjust", scalar::tables);
    tables.unwrap_or_default().into_iter().map(read).collect()
}

fn red_lines(reading: Reading<'_>, fields: &mut Fields<'_, '_>) -> Vec<RedLine> {
    let Reading { findings, names, .. } = reading;
    let mut ids = Ids::local("red line");
    let read = |(table, place): (&Table, Span)| {
        let (id, span) = ids.claim(findings, table, place);
        let mut fields = Fields::new(findings, table, span, "a red line");
        fields.entry("id");
        let line = RedLine {
            id,
            span,
            refuse: fields
                .required("refuse", |_, value| reading.clause(value))
                .unwrap_or_else(|| missing_clause(span)),
            rests_on: fields
                .optional("rests-on", |findings, value| names.statements.many(findings, value))
                .unwrap_or_default(),
            assumed: fields.optional("assumed", scalar::boolean).unwrap_or(false),
            ground: ground(names, &mut fields),
        };
        fields.finish();
        line
    };
    let tables = fields.optional("red-lines", scalar::tables);
    tables.unwrap_or_default().into_iter().map(read).collect()
}
