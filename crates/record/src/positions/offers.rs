//! One party's offers and demands in order of time, issue by issue: which
//! choices each leaves open, and how that differs from the one before.

use std::collections::BTreeSet;

use detente_case::formula::Formula;
use detente_case::model::{Case, Stance};
use detente_case::package::{Choice, IssueIndex, PartyIndex, StatementIndex};
use detente_case::record::{Level, Readings, Standing, Status, content};

use super::{Packages, issues_as_coded};

/// Issues with more choices are not gone through choice by choice.
pub const MOST_CHOICES: usize = 512;

/// One offer, demand or refusal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// The statement.
    pub statement: StatementIndex,
    /// Whose word it is.
    pub level: Level,
    /// Whether it stands on the day looked at, and if not, why.
    pub status: Status,
    /// The issues that it names as coded, each with what it leaves open.
    pub clauses: Vec<OfferClause>,
    /// Whether the draft package is among those that it can be reconciled with;
    /// `None` without a draft package.
    pub meets: Option<bool>,
}

/// What an offer says of one issue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfferClause {
    /// The issue.
    pub issue: IssueIndex,
    /// Choices with which some allowed package is in accord with the statement;
    /// `None` where the issue has more than [`MOST_CHOICES`].
    pub choices: Option<Vec<Choice>>,
    /// Compared with the last statement before it that asks or offers something
    /// on the issue; `None` for a demand or a refusal that leaves all of it open,
    /// which is no movement, and where the choices are too many.
    pub change: Option<Movement>,
    /// Whether the draft package's choice is among them.
    pub meets: Option<bool>,
}

/// How what is left open differs from before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Movement {
    /// The issue was not named before.
    First,
    /// The same choices.
    Same,
    /// All of those before and more.
    Wider,
    /// Fewer, and none that was not there.
    Narrower,
    /// Some gone and some new.
    Moved,
}

/// The offers, proposals, acceptances, demands and refusals of a party in
/// order of date, then of writing, at a level or closer. `draft` is a package
/// to hold them against.
pub fn offers(
    case: &Case,
    party: PartyIndex,
    level: Level,
    standing: &Standing,
    draft: Option<&[Choice]>,
    packages: &mut Packages<'_>,
) -> Vec<Offer> {
    let readings = Readings::as_coded(case);
    let said = |status: &Status| !matches!(status, Status::NotYetSaid | Status::NotYetKnown);
    let mut entries: Vec<_> = standing
        .entries
        .iter()
        .filter(|entry| entry.party == party && entry.level <= level && said(&entry.status))
        .filter(|entry| puts_terms(case.statements[entry.statement].stance))
        .collect();
    entries.sort_by_key(|entry| {
        let date = &case.statements[entry.statement].said;
        (date.latest.is_none(), date.latest, date.earliest, entry.statement)
    });
    let mut before: Vec<Option<BTreeSet<Choice>>> = vec![None; case.issues.len()];
    let mut offers = Vec::new();
    for entry in entries {
        let statement = &case.statements[entry.statement];
        let Some(content) = content(case, entry.statement, &readings) else { continue };
        let mut clauses = Vec::new();
        for issue in issues_as_coded(statement) {
            let count = case.issues[issue].choices();
            if count > MOST_CHOICES {
                clauses.push(OfferClause { issue, choices: None, change: None, meets: None });
                continue;
            }
            let all = 0..count;
            let open: BTreeSet<Choice> = all
                .filter_map(|choice| Choice::try_from(choice).ok())
                .filter(|choice| {
                    let chosen = Formula::chooses(issue, *choice, count);
                    packages.some_meets(&Formula::and([content.clone(), chosen]))
                })
                .collect();
            // "If the dam is high, no tolls" names the dam and asks nothing of it.
            let asks = !matches!(statement.stance, Stance::Demands | Stance::Rejects)
                || (0..count).filter_map(|choice| Choice::try_from(choice).ok()).any(|choice| {
                    !open.contains(&choice) && packages.some_meets(&Formula::chooses(issue, choice, count))
                });
            let change = asks.then(|| movement(before.get(issue).and_then(Option::as_ref), &open));
            let meets = draft.and_then(|draft| draft.get(issue)).map(|choice| open.contains(choice));
            clauses.push(OfferClause { issue, choices: Some(open.iter().copied().collect()), change, meets });
            if let Some(slot) = before.get_mut(issue).filter(|_| asks) {
                *slot = Some(open);
            }
        }
        let meets = draft.map(|draft| packages.some_meets(&Formula::and([content, exactly(case, draft)])));
        offers.push(Offer {
            statement: entry.statement,
            level: entry.level,
            status: entry.status.clone(),
            clauses,
            meets,
        });
    }
    offers
}

fn puts_terms(stance: Stance) -> bool {
    matches!(stance, Stance::Offers | Stance::Proposes | Stance::Accepts | Stance::Demands | Stance::Rejects)
}

fn exactly(case: &Case, package: &[Choice]) -> Formula {
    let chosen =
        |(issue, choice): (usize, &Choice)| Formula::chooses(issue, *choice, case.issues[issue].choices());
    Formula::and(package.iter().enumerate().map(chosen))
}

fn movement(before: Option<&BTreeSet<Choice>>, now: &BTreeSet<Choice>) -> Movement {
    let Some(before) = before else { return Movement::First };
    match (before.is_subset(now), now.is_subset(before)) {
        (true, true) => Movement::Same,
        (true, false) => Movement::Wider,
        (false, true) => Movement::Narrower,
        (false, false) => Movement::Moved,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_open_widens_narrows_and_moves() {
        let set = |choices: &[Choice]| choices.iter().copied().collect::<BTreeSet<_>>();
        assert_eq!(movement(None, &set(&[1])), Movement::First);
        assert_eq!(movement(Some(&set(&[1])), &set(&[1])), Movement::Same);
        assert_eq!(movement(Some(&set(&[1])), &set(&[0, 1])), Movement::Wider);
        assert_eq!(movement(Some(&set(&[0, 1])), &set(&[0])), Movement::Narrower);
        assert_eq!(movement(Some(&set(&[0])), &set(&[1])), Movement::Moved);
    }
}
