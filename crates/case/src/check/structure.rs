//! Parties, rules, and how issues depend on each other.

use detente_syntax::diagnostic::Diagnostic;
use fixedbitset::FixedBitSet;

use crate::codes;
use crate::model::{Case, Consent, Issue, RuleKind};
use crate::package::IssueIndex;
use crate::read::findings::Findings;

pub(super) fn check(findings: &Findings, case: &Case) {
    consents(findings, case);
    disposals(findings, case);
    laws(findings, case);
    circles(findings, case);
}

/// Not to be asked is a judgement that needs a reason.
fn consents(findings: &Findings, case: &Case) {
    for party in &case.parties {
        if party.consents == Consent::Never && party.ground.because.is_none() {
            findings.error(|| {
                let message = format!("`{}` is not asked, and the case does not say why", party.id);
                Diagnostic::error(codes::CONSENT_WITHOUT_BECAUSE, party.span, message)
                    .help("add `because = \"...\"` beside `consents = false`")
            });
        }
    }
}

/// Nobody's land, people, forces or status is decided unasked without a word on it.
fn disposals(findings: &Findings, case: &Case) {
    for issue in case.issues.iter().filter(|issue| issue.ground.because.is_none()) {
        for &party in &issue.disposes_of {
            let party = &case.parties[party];
            if party.consents == Consent::Never {
                findings.error(|| {
                    let message = format!("`{}` disposes of `{}`, which is not asked", issue.id, party.id);
                    Diagnostic::error(codes::DISPOSES_WITHOUT_CONSENT, issue.span, message)
                        .related(party.span, "does not consent")
                        .help("let the party consent, or add `because = \"...\"` to the issue")
                });
            }
        }
    }
}

/// Law is always somebody's reading of it.
fn laws(findings: &Findings, case: &Case) {
    for rule in &case.rules {
        if rule.kind == RuleKind::Law && rule.according_to.is_empty() {
            findings.error(|| {
                let message = format!("the rule of law `{}` does not say whose reading it is", rule.id);
                Diagnostic::error(codes::LAW_WITHOUT_PARTY, rule.span, message)
                    .help("add `according-to = [...]`; law that a party contests is a red line of whoever invokes it")
            });
        }
    }
}

/// Whether an issue arises may depend on others, never on itself: depth-first
/// search without recursion, because chains may be as long as the case.
fn circles(findings: &Findings, case: &Case) {
    let count = case.issues.len();
    let mut done = FixedBitSet::with_capacity(count);
    let mut open = FixedBitSet::with_capacity(count);
    let mut marked = FixedBitSet::with_capacity(count);
    for start in 0..count {
        if done.contains(start) {
            continue;
        }
        let mut path: Vec<(IssueIndex, Vec<IssueIndex>)> = Vec::new();
        let mut next = Some(start);
        loop {
            if let Some(issue) = next.take() {
                open.insert(issue);
                path.push((issue, conditions_of(&case.issues[issue], &mut marked)));
            }
            let Some((issue, rest)) = path.last_mut() else { break };
            match rest.pop() {
                Some(on) if open.contains(on) => circle(findings, case, &path, on),
                Some(on) if done.contains(on) => {}
                Some(on) => next = Some(on),
                None => {
                    open.set(*issue, false);
                    done.insert(*issue);
                    path.pop();
                }
            }
        }
    }
}

/// The issues in an issue's condition, last first.
fn conditions_of(issue: &Issue, marked: &mut FixedBitSet) -> Vec<IssueIndex> {
    let Some(when) = &issue.when else { return Vec::new() };
    marked.clear();
    when.formula.mark_issues(marked);
    let mut issues: Vec<_> = marked.ones().collect();
    issues.reverse();
    issues
}

fn circle(findings: &Findings, case: &Case, path: &[(IssueIndex, Vec<IssueIndex>)], back_to: IssueIndex) {
    findings.error(|| {
        let from = path.iter().position(|(issue, _)| *issue == back_to).unwrap_or_default();
        let ids = path[from..].iter().map(|(issue, _)| case.issues[*issue].id.as_str());
        let ids: Vec<_> = ids.chain([case.issues[back_to].id.as_str()]).map(|id| format!("`{id}`")).collect();
        let when = |issue: &Issue| issue.when.as_ref().map_or(issue.span, |when| when.span);
        let message = format!("whether `{}` arises depends on itself", case.issues[back_to].id);
        let diagnostic = Diagnostic::error(codes::CIRCULAR_WHEN, when(&case.issues[back_to]), message)
            .label("this condition");
        let others = path[from..].iter().skip(1).take(8);
        let diagnostic = others.fold(diagnostic, |diagnostic, (issue, _)| {
            diagnostic.related(when(&case.issues[*issue]), "and this one")
        });
        const SHOWN: usize = 10;
        let circle = if ids.len() > SHOWN {
            format!("{} and so on, {} issues in all", ids[..SHOWN].join(" on "), ids.len() - 1)
        } else {
            ids.join(" on ")
        };
        diagnostic.note(circle)
    });
}
