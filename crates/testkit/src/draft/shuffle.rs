//! Other writings of the same case: reordered and renamed.
//!
//! What such a change does to positions is a [`Moves`]; whatever an analysis
//! says must move with it and change in no other way.

use detente_case::package::{Choice, IssueIndex, Package, PartyIndex};

use super::{Domain, Draft};
use crate::generate::Dice;

/// Where the parties, issues and choices of one draft are in another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moves {
    /// New position of each party.
    pub parties: Vec<PartyIndex>,
    /// New position of each issue.
    pub issues: Vec<IssueIndex>,
    /// New position of each choice of each issue, issues in their old order.
    pub choices: Vec<Vec<Choice>>,
}

impl Draft {
    /// The same case with parties, issues and options in another order.
    ///
    /// Numbers keep theirs, and so do rules and statements.
    #[must_use]
    pub fn reordered(&self, dice: &mut Dice) -> Self {
        let mut draft = self.clone();
        dice.shuffle(&mut draft.parties);
        dice.shuffle(&mut draft.issues);
        for issue in &mut draft.issues {
            if let Domain::OneOf(options) | Domain::AnyOf(options) = &mut issue.domain {
                dice.shuffle(options);
            }
        }
        draft
    }

    /// The same case with other ids for parties, issues and options, chosen so
    /// that their alphabetical order changes too. `none` keeps its name, which
    /// has a meaning.
    #[must_use]
    pub fn renamed(&self, dice: &mut Dice) -> Self {
        let mut draft = self.clone();
        let mut fresh = names(dice);
        for party in &mut draft.parties {
            party.id = fresh();
        }
        for issue in &mut draft.issues {
            issue.id = fresh();
            if let Domain::OneOf(options) | Domain::AnyOf(options) = &mut issue.domain {
                for option in options.iter_mut().filter(|option| option.id != "none") {
                    option.id = fresh();
                }
            }
        }
        draft
    }
}

/// Names that nothing in a draft has, in no particular order.
fn names(dice: &mut Dice) -> impl FnMut() -> String {
    let mut numbers: Vec<usize> = (0..200).collect();
    dice.shuffle(&mut numbers);
    move || {
        let number = numbers.pop().unwrap_or_default();
        let letter = char::from(b'a' + u8::try_from(number % 26).unwrap_or_default());
        format!("{letter}{number}-new")
    }
}

impl Moves {
    /// From one draft to another writing of it.
    ///
    /// # Panics
    ///
    /// When they are not the same case.
    #[must_use]
    pub fn between(from: &Draft, to: &Draft) -> Self {
        let same = "both drafts have the same elements";
        let party = |key| to.parties.iter().position(|party| party.key == key).expect(same);
        let issue = |key| to.issues.iter().position(|issue| issue.key == key).expect(same);
        let choices = from.issues.iter().map(|old| {
            let new = to.issue(old.key).picks();
            let position = |pick| new.iter().position(|each| *each == pick).expect(same);
            old.picks()
                .into_iter()
                .map(|pick| Choice::try_from(position(pick)).expect("few choices"))
                .collect()
        });
        Self {
            parties: from.parties.iter().map(|each| party(each.key)).collect(),
            issues: from.issues.iter().map(|each| issue(each.key)).collect(),
            choices: choices.collect(),
        }
    }

    /// A package of the one as a package of the other.
    #[must_use]
    pub fn package(&self, package: &[Choice]) -> Package {
        let mut moved = vec![0; package.len()];
        for (issue, &choice) in package.iter().enumerate() {
            moved[self.issues[issue]] = self.choices[issue][usize::from(choice)];
        }
        moved
    }

    /// One entry a party, reordered.
    #[must_use]
    pub fn by_party<T: Clone>(&self, entries: &[T]) -> Vec<T> {
        (0..entries.len())
            .map(|new| {
                let old = self.parties.iter().position(|&moved| moved == new).expect("a permutation");
                entries[old].clone()
            })
            .collect()
    }
}
