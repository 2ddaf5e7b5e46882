//! One clause of a draft: what an option says, and whom it binds.

use detente_case::model::{Case, Issue};
use detente_case::package::PartyIndex;
use detente_instrument::model::MAX_NUMBER;

use super::phrase::{self, Said};

/// Where a clause is from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Origin {
    /// The option, as the case names it.
    pub(super) option: String,
    /// What it says.
    pub(super) title: String,
    /// Positions of citations of the case.
    pub(super) cite: Vec<usize>,
    /// The reason that the case gives.
    pub(super) because: Option<String>,
    /// The number and its unit, where the issue is one of numbers.
    pub(super) number: Option<(String, String)>,
}

/// One clause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Clause {
    pub(super) id: String,
    /// Position-free copy of the issue's id and title, for readers.
    pub(super) issue: (String, String),
    pub(super) origin: Origin,
    /// Contested words of the case that stand in it.
    pub(super) words: Vec<usize>,
    pub(super) is: Is,
}

/// What became of an option.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Is {
    /// Figures that a clause can hold, and who is bound.
    Drafted { said: Said, bound: Vec<PartyIndex> },
    /// Nothing changes by it.
    AsBefore,
    /// A human has to write it.
    ByHand {
        /// Why.
        why: &'static str,
    },
}

/// The clause that an option becomes.
pub(super) fn of(case: &Case, issue: &Issue, id: String, origin: Origin, as_before: bool) -> Clause {
    let is = if as_before { Is::AsBefore } else { is(case, issue, &origin) };
    Clause { id, issue: (issue.id.clone(), issue.title.clone()), origin, words: issue.words.clone(), is }
}

fn is(case: &Case, issue: &Issue, origin: &Origin) -> Is {
    let said = match &origin.number {
        Some((number, unit)) => of_number(&issue.title, number, unit),
        None => phrase::said(&origin.title)
            .ok_or("it gives no figure that a limit, a quota or a duty could hold as it stands"),
    };
    let said = match said {
        Ok(said) => said,
        Err(why) => return Is::ByHand { why },
    };
    match bound(case, issue, &origin.title, matches!(said, Said::Bound { .. })) {
        Ok(bound) => Is::Drafted { said, bound },
        Err(why) => Is::ByHand { why },
    }
}

/// A number is a bound only where the title of its issue says so.
fn of_number(title: &str, number: &str, unit: &str) -> Result<Said, &'static str> {
    let whole = number.parse::<i64>().ok().filter(|number| (0..=MAX_NUMBER).contains(number));
    let number = whole.ok_or("it is no whole number")?;
    if phrase::is_time(unit) {
        return Err("it is a time, and the case does not say of what");
    }
    if let Some(rest) = phrase::yearly_unit(unit) {
        return Ok(Said::Yearly { number, what: rest });
    }
    let most =
        phrase::bound_in(title).ok_or("the case does not say whether the number is the most or the least")?;
    Ok(Said::Bound { most, number, what: unit.to_owned(), from: None })
}

/// Whom a clause binds: a limit those whose forces or territory the issue
/// decides on, anything else those that can move it; the one where the other is
/// not given. A party that the words name must be among them.
fn bound(case: &Case, issue: &Issue, text: &str, limit: bool) -> Result<Vec<PartyIndex>, &'static str> {
    let movers: Vec<PartyIndex> = issue.control.iter().chain(&issue.jointly).copied().collect();
    let (first, second) = if limit { (&issue.disposes_of, &movers) } else { (&movers, &issue.disposes_of) };
    let mut bound = if first.is_empty() { second.clone() } else { first.clone() };
    bound.sort_unstable();
    bound.dedup();
    if bound.is_empty() {
        return Err("the case does not say whom it binds");
    }
    let mut named = (0..case.parties.len()).filter(|party| {
        let party = &case.parties[*party];
        std::iter::once(&party.name).chain(&party.aliases).any(|name| holds_word(text, name))
    });
    match (named.next(), named.next()) {
        (None, _) => Ok(bound),
        (Some(one), None) if bound == [one] => Ok(bound),
        _ => Err("it names parties, and which of them it binds is for a reader"),
    }
}

/// Whether a name stands in a text as whole words.
fn holds_word(text: &str, name: &str) -> bool {
    let is_part = |sign: Option<char>| sign.is_some_and(char::is_alphanumeric);
    !name.is_empty()
        && text.match_indices(name).any(|(at, found)| {
            let (before, behind) = (text.get(..at), text.get(at + found.len()..));
            !is_part(before.and_then(|text| text.chars().next_back()))
                && !is_part(behind.and_then(|text| text.chars().next()))
        })
}
