//! Rules and flags.

use detente_syntax::diagnostic::Diagnostic;
use detente_syntax::value::Table;

use super::fields::Fields;
use super::names::Ids;
use super::scalar::{self, items};
use super::shared::{Reading, ground, missing_clause};
use crate::codes;
use crate::model::{Flag, Rule, RuleKind};

pub(super) fn rules(reading: Reading<'_>, root: &Table) -> Vec<Rule> {
    let Reading { findings, names, .. } = reading;
    if let Some(value) = root.get("rules") {
        scalar::tables(findings, value);
    }
    let mut ids = Ids::local("rule");
    let kinds = [("logic", RuleKind::Logic), ("geography", RuleKind::Geography), ("law", RuleKind::Law)];
    let mut rules = Vec::new();
    for (table, place) in items(root, "rules") {
        let (id, span) = ids.claim(findings, table, place);
        let mut fields = Fields::new(findings, table, span, "a rule");
        fields.entry("id");
        rules.push(Rule {
            id,
            span,
            kind: fields
                .required("kind", |findings, value| scalar::one_of(findings, value, &kinds))
                .unwrap_or(RuleKind::Logic),
            according_to: fields
                .optional("according-to", |findings, value| names.parties.many(findings, value))
                .unwrap_or_default(),
            require: fields
                .required("require", |_, value| reading.clause(value))
                .unwrap_or_else(|| missing_clause(span)),
            ground: ground(names, &mut fields),
        });
        fields.finish();
    }
    rules
}

pub(super) fn flags(reading: Reading<'_>, root: &Table) -> Vec<Flag> {
    let Reading { findings, names, .. } = reading;
    if let Some(value) = root.get("flags") {
        scalar::tables(findings, value);
    }
    let mut ids = Ids::local("flag");
    let mut flags = Vec::new();
    for (table, place) in items(root, "flags") {
        let (id, span) = match table.get("id") {
            Some(_) => {
                let (id, span) = ids.claim(findings, table, place);
                (Some(id), span)
            }
            None => (None, place),
        };
        let mut fields = Fields::new(findings, table, span, "a flag");
        fields.entry("id");
        flags.push(Flag {
            id,
            when: fields
                .required("when", |_, value| reading.clause(value))
                .unwrap_or_else(|| missing_clause(span)),
            says: fields.required("says", scalar::string).unwrap_or_default(),
            ground: ground(names, &mut fields),
        });
        if flags.last().is_some_and(|flag| flag.ground.cite.is_empty() && flag.ground.because.is_none()) {
            findings.warning(|| {
                Diagnostic::warning(
                    codes::FLAG_WITHOUT_GROUND,
                    span,
                    "a flag tells the reader something without saying where it is from",
                )
                .help("add `cite` or `because`")
            });
        }
        fields.finish();
    }
    flags
}
