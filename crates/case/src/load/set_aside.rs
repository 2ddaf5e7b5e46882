//! What scenarios set aside: found by id, recorded, removed.
//!
//! A red line that rests on statements alone falls with the last of them. What
//! else refers to a statement that was set aside simply no longer does.

use std::collections::{BTreeMap, BTreeSet};

use detente_syntax::diagnostic::Diagnostic;
use detente_syntax::span::Span;

use super::scenario::Overlay;
use crate::codes;
use crate::evidence::Basis;
use crate::model::{Case, SetAside};
use crate::package::{PartyIndex, StatementIndex};
use crate::read::findings::Findings;
use crate::read::scalar::{shown, suggest};

/// Something that can be set aside, by its positions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Element {
    Statement(StatementIndex),
    Rule(usize),
    RedLine(PartyIndex, usize),
    Adjustment(PartyIndex, usize),
}

/// An element and the position of the first scenario that sets it aside.
pub(super) type Removal = (Element, usize);

/// Finds what the scenarios name; reports what is unknown or ambiguous.
pub(super) fn find(findings: &Findings, case: &Case, scenarios: &[Overlay]) -> Vec<Removal> {
    let known = elements(case);
    let mut by_id: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, (_, id, _)) in known.iter().enumerate() {
        by_id.entry(id).or_default().push(at);
    }
    let mut removals = Vec::new();
    let mut removed = BTreeSet::new();
    for (scenario, overlay) in scenarios.iter().enumerate() {
        for (id, span) in &overlay.set_aside {
            match by_id.get(id.as_str()).map_or(&[][..], Vec::as_slice) {
                [] => findings.error(|| {
                    let message = format!("the case has nothing `{}` to set aside", shown(id));
                    let diagnostic = Diagnostic::error(codes::UNKNOWN_SET_ASIDE, *span, message)
                        .note("statements, rules, red lines and adjustments can be set aside");
                    suggest(diagnostic, id, *span, known.iter().map(|(_, id, _)| *id))
                }),
                &[at] => {
                    let (element, ..) = known[at];
                    if removed.insert(element) {
                        removals.push((element, scenario));
                    }
                }
                &[first, second, ..] => findings.error(|| {
                    let message = format!("`{}` names more than one element", shown(id));
                    Diagnostic::error(codes::AMBIGUOUS_SET_ASIDE, *span, message)
                        .related(known[first].2, "one of them")
                        .related(known[second].2, "another")
                        .help("give them different ids")
                }),
            }
        }
    }
    removals
}

fn elements(case: &Case) -> Vec<(Element, &str, Span)> {
    let statements = case.statements.iter().enumerate();
    let statements = statements.map(|(at, each)| (Element::Statement(at), each.id.as_str(), each.span));
    let rules = case.rules.iter().enumerate();
    let rules = rules.map(|(at, each)| (Element::Rule(at), each.id.as_str(), each.span));
    let mut all: Vec<_> = statements.chain(rules).collect();
    for (party, preference) in case.preferences.iter().enumerate() {
        let lines = preference.red_lines.iter().enumerate();
        all.extend(lines.map(|(at, each)| (Element::RedLine(party, at), each.id.as_str(), each.span)));
        let adjustments = preference.adjustments.iter().enumerate();
        all.extend(
            adjustments.map(|(at, each)| (Element::Adjustment(party, at), each.id.as_str(), each.span)),
        );
    }
    all
}

/// Records the removals, with those that follow from them, and carries them out.
pub(super) fn apply(case: &mut Case, removals: &[Removal]) {
    let mut removed: BTreeMap<Element, usize> = removals.iter().copied().collect();
    let mut all = removals.to_vec();
    for (party, preference) in case.preferences.iter().enumerate() {
        for (at, line) in preference.red_lines.iter().enumerate() {
            let by = |statement: &StatementIndex| removed.get(&Element::Statement(*statement)).copied();
            let scenarios: Option<Vec<_>> = line.rests_on.iter().map(by).collect();
            let last = scenarios.and_then(|scenarios| scenarios.into_iter().max());
            let element = Element::RedLine(party, at);
            if let Some(scenario) = last.filter(|_| !line.assumed && !removed.contains_key(&element)) {
                removed.insert(element, scenario);
                all.push((element, scenario));
            }
        }
    }
    case.set_aside = all.iter().map(|&(element, scenario)| record(case, scenario, element)).collect();
    let gone = |element: Element| removed.contains_key(&element);

    retain(&mut case.rules, |at| !gone(Element::Rule(at)));
    for (party, preference) in case.preferences.iter_mut().enumerate() {
        retain(&mut preference.red_lines, |at| !gone(Element::RedLine(party, at)));
        retain(&mut preference.adjustments, |at| !gone(Element::Adjustment(party, at)));
    }
    let kept: Vec<_> = (0..case.statements.len()).map(|at| !gone(Element::Statement(at))).collect();
    let mut next = 0..;
    let positions: Vec<_> = kept.iter().map(|kept| if *kept { next.next() } else { None }).collect();
    let renumber =
        |list: &mut Vec<StatementIndex>| *list = list.iter().filter_map(|&old| positions[old]).collect();
    case.statements.iter_mut().for_each(|statement| renumber(&mut statement.answers));
    for preference in &mut case.preferences {
        preference.red_lines.iter_mut().for_each(|line| renumber(&mut line.rests_on));
    }
    retain(&mut case.statements, |at| kept[at]);
}

fn retain<T>(list: &mut Vec<T>, keep: impl Fn(usize) -> bool) {
    let mut at = 0;
    list.retain(|_| {
        at += 1;
        keep(at - 1)
    });
}

fn record(case: &Case, scenario: usize, element: Element) -> SetAside {
    let party = |party: PartyIndex| vec![case.parties[party].name.clone()];
    // What nobody stated is never put into a party's mouth.
    let coder = |party: PartyIndex| vec![format!("the case's author, of {}", case.parties[party].name)];
    let (kind, id, on_the_word_of) = match element {
        Element::Statement(at) => {
            let statement = &case.statements[at];
            let voices = statement.chain.iter().map(|&voice| case.voices[voice].name.clone()).collect();
            ("statement", &statement.id, voices)
        }
        Element::Rule(at) => {
            let rule = &case.rules[at];
            ("rule", &rule.id, rule.according_to.iter().flat_map(|&at| party(at)).collect())
        }
        Element::RedLine(of, at) => {
            let line = &case.preferences[of].red_lines[at];
            ("red line", &line.id, if line.assumed { coder(of) } else { party(of) })
        }
        Element::Adjustment(of, at) => {
            let adjustment = &case.preferences[of].adjustments[at];
            let stated = adjustment.by.basis == Basis::Stated;
            ("adjustment", &adjustment.id, if stated { party(of) } else { coder(of) })
        }
    };
    SetAside { scenario, kind, id: id.clone(), on_the_word_of }
}
