//! Random small cases that the reader accepts.
//!
//! [`draft`] makes one from a seed; [`drafts`] is a proptest strategy over
//! seeds whose failures shrink by leaving parts of the case out, so that what
//! is reported is a case that a person can read.

mod conditions;
mod dice;
mod issues;
mod preferences;
mod record;
mod strategy;

pub use dice::Dice;
pub use strategy::{Drafts, drafts};

use crate::draft::{Consents, Draft, Party};
use conditions::Scope;

/// What kinds of case are made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    /// Most parties, at least 2.
    pub parties: usize,
    /// Most issues, at least 2.
    pub issues: usize,
    /// Most combinations of choices, at least 4.
    pub packages: usize,
    /// Most statements.
    pub statements: usize,
    /// Whether parties have preferences.
    pub preferences: bool,
    /// Whether numbers may be ranges and orders, and weights absent.
    pub vague: bool,
}

impl Size {
    /// 2 to 4 parties, 2 to 6 issues, up to 2,000 packages, up to 8
    /// statements, preferences of every form.
    pub const EVERYTHING: Self =
        Self { parties: 4, issues: 6, packages: 2000, statements: 8, preferences: true, vague: true };
    /// Many statements on few packages and no preference.
    pub const RECORD: Self =
        Self { parties: 3, issues: 4, packages: 80, statements: 12, preferences: false, vague: false };
    /// Preferences of every form and no statement, on few packages.
    pub const PREFERENCES: Self =
        Self { parties: 4, issues: 5, packages: 200, statements: 0, preferences: true, vague: true };
}

/// The case of a seed; the same seed gives the same case.
#[must_use]
pub fn draft(seed: u64, size: Size) -> Draft {
    let dice = &mut Dice::new(seed);
    let mut draft = Draft { as_of: dice.chance(70).then(|| record::day(dice)), ..Draft::default() };
    draft.issues = issues::issues(dice, size);
    let parties = dice.between(2, size.parties);
    for key in 0..parties {
        let (consents, concerns) = (consents(dice, &draft), concerns(dice, &draft));
        draft.parties.push(Party { key, id: format!("p{key}"), consents, concerns, preference: None });
    }
    let rules = dice.weighted(&[30, 30, 25, 15]);
    for _ in 0..rules {
        draft.rules.push(conditions::rule(dice, Scope::all(&draft)));
    }
    record::fill(dice, &mut draft, size);
    if size.preferences {
        for at in 0..parties {
            draft.parties[at].preference = preferences::preference(dice, &draft, at, size);
        }
    }
    draft
}

fn consents(dice: &mut Dice, draft: &Draft) -> Consents {
    match dice.weighted(&[70, 8, 7, 15]) {
        0 => Consents::Unsaid,
        1 => Consents::Plain(true),
        2 => Consents::Plain(false),
        _ => Consents::When(conditions::shallow(dice, Scope::all(draft))),
    }
}

fn concerns(dice: &mut Dice, draft: &Draft) -> Option<Vec<usize>> {
    if dice.chance(50) {
        return None;
    }
    let mut keys: Vec<_> = draft.issues.iter().map(|issue| issue.key).collect();
    dice.shuffle(&mut keys);
    keys.truncate(dice.between(1, keys.len()));
    Some(keys)
}
