//! Feasible states and their numbers.
//!
//! gmcr-py puts the options of the first decision maker first, then those of
//! the second and so on, reads a state as a binary number whose least digit is
//! the first option, and numbers the feasible states from 1 in that order.

use detente_syntax::diagnostic::Diagnostic;
use detente_syntax::span::Span;

use super::model::{Condition, Maker, Model};
use crate::codes;

/// Most options of a model whose states are numbered.
const MOST_OPTIONS: usize = 24;

/// Most feasible states that a ranking may list.
const MOST_STATES: usize = 10_000;

/// Most states that all rankings of a model may list together.
const MOST_RANKED: usize = 100_000;

/// Most comparisons of states with the parts of conditions.
const MOST_LOOKS: usize = 1_000_000_000;

/// The feasible states of a model.
#[derive(Clone, Debug)]
pub(super) struct States {
    /// As binary numbers, ascending.
    pub(super) feasible: Vec<u64>,
    /// The digit of each option of the file.
    digits: Vec<u32>,
}

/// The digit of each option when options are grouped by their owners.
pub(super) fn digits<'o>(options: usize, owned: impl Iterator<Item = &'o [usize]>) -> Vec<u32> {
    let mut digits = vec![u32::MAX; options];
    let mut next = 0;
    for &option in owned.flatten() {
        if let Some(digit) = digits.get_mut(option).filter(|digit| **digit == u32::MAX) {
            *digit = next;
            next += 1;
        }
    }
    digits
}

impl States {
    /// The states that no infeasible condition describes; `None` after having
    /// said that there are too many.
    pub(super) fn new(model: &Model, at: Span, diagnostics: &mut Vec<Diagnostic>) -> Option<Self> {
        let count = model.options.len();
        let digits = digits(count, model.makers.iter().map(|maker| maker.options.as_slice()));
        let mut states = Self { feasible: Vec::new(), digits };
        let mut tell = |message: String| {
            let note = "rankings give states by their numbers, for which the feasible states are counted";
            let mut diagnostic = Diagnostic::error(detente_case::codes::TOO_MANY, at, message).note(note);
            if !model.manual {
                // Nothing depends on them.
                return;
            }
            diagnostic = diagnostic.help("give preferences as statements");
            diagnostics.push(diagnostic);
        };
        if count > MOST_OPTIONS {
            tell(format!("the model ranks the states of {count} options; at most {MOST_OPTIONS} are read"));
            return None;
        }
        let parts: usize = model.infeasibles.iter().map(Condition::parts).sum();
        if (parts + 1).saturating_mul(1 << count) > MOST_LOOKS {
            tell(format!(
                "the model has {count} options and {parts} parts of infeasible conditions, too many to find its states"
            ));
            return None;
        }
        let stored = model.makers.iter().filter_map(|maker| maker.ranking.as_ref());
        let ranked: usize = stored.flat_map(|(groups, _)| groups).map(Vec::len).sum();
        if ranked > MOST_RANKED {
            tell(format!("the rankings list {ranked} states; at most {MOST_RANKED} are read"));
            return None;
        }
        for state in 0..1_u64 << count {
            let infeasible = model
                .infeasibles
                .iter()
                .any(|condition| condition.holds(|option| states.takes(state, option)));
            if !infeasible {
                states.feasible.push(state);
            }
            if states.feasible.len() > MOST_STATES {
                tell(format!("the model ranks more than {MOST_STATES} feasible states"));
                return None;
            }
        }
        Some(states)
    }

    /// Whether a state takes an option.
    pub(super) fn takes(&self, state: u64, option: usize) -> bool {
        self.digits.get(option).is_some_and(|digit| state >> digit & 1 == 1)
    }

    /// The states of a decision maker's ranking, best first, ties together.
    /// States that it does not list come last, with a warning.
    pub(super) fn ranking(&self, maker: &Maker, diagnostics: &mut Vec<Diagnostic>) -> Option<Vec<Vec<u64>>> {
        let (stored, at) = maker.ranking.as_ref()?;
        let mut seen = vec![false; self.feasible.len()];
        let mut groups = Vec::new();
        for group in stored {
            let mut states = Vec::new();
            for &(number, span) in group {
                let index = usize::try_from(number).ok().and_then(|number| number.checked_sub(1));
                let place = index.and_then(|index| Some((self.feasible.get(index)?, seen.get_mut(index)?)));
                let Some((state, seen)) = place else {
                    let message =
                        format!("there is no state {number}; the model has {}", self.feasible.len());
                    diagnostics.push(Diagnostic::error(codes::UNKNOWN_STATE, span, message));
                    return None;
                };
                if std::mem::replace(seen, true) {
                    let message = format!("the state {number} is ranked twice");
                    diagnostics.push(Diagnostic::error(codes::UNKNOWN_STATE, span, message));
                    return None;
                }
                states.push(*state);
            }
            if !states.is_empty() {
                // Ties have no order of their own.
                states.sort_unstable();
                groups.push(states);
            }
        }
        let missing: Vec<_> =
            (1..).zip(&seen).filter(|(_, seen)| !**seen).map(|(number, _)| number).collect();
        if let Some(first) = missing.first() {
            let number: usize = *first;
            diagnostics.push(
                Diagnostic::warning(
                    codes::UNKNOWN_STATE,
                    *at,
                    format!(
                        "{} of {} states are not ranked, the first of them state {number}",
                        missing.len(),
                        seen.len()
                    ),
                )
                .note("gmcr-py refuses such a ranking; in the case they come last, as good as each other"),
            );
        }
        Some(groups)
    }

    /// The ranking that a decision maker's statements give.
    fn by_statements(&self, maker: &Maker) -> Vec<Vec<u64>> {
        let score = |state: u64| -> Vec<bool> {
            maker
                .statements
                .iter()
                .map(|statement| statement.holds(|option| self.takes(state, option)))
                .collect()
        };
        let mut scored: Vec<_> = self.feasible.iter().map(|state| (score(*state), *state)).collect();
        scored.sort_by(|left, right| right.0.cmp(&left.0).then(left.1.cmp(&right.1)));
        let groups = scored.chunk_by(|left, right| left.0 == right.0);
        groups.map(|group| group.iter().map(|(_, state)| *state).collect()).collect()
    }
}

/// Says of statements that stand beside rankings that they do not count, and
/// whether they say the same.
pub(super) fn unused_statements(model: &Model, states: &States, diagnostics: &mut Vec<Diagnostic>) {
    // What is wrong with a ranking was said when it was read.
    let stored = |maker: &Maker| states.ranking(maker, &mut Vec::new()).unwrap_or_default();
    let stating = || model.makers.iter().filter(|maker| !maker.statements.is_empty());
    let Some(first) = stating().next() else { return };
    let parts: usize = model.makers.iter().flat_map(|maker| &maker.statements).map(Condition::parts).sum();
    let message = "the statements of preference were left out, because rankings count";
    if parts.saturating_mul(states.feasible.len()) > MOST_LOOKS / 10 {
        diagnostics.push(Diagnostic::warning(codes::NOT_CARRIED, first.statements_at, message));
        return;
    }
    let named =
        |makers: Vec<&Maker>| makers.iter().map(|maker| maker.name.as_str()).collect::<Vec<_>>().join(", ");
    let other: Vec<_> =
        stating().filter(|maker| !refines(&states.by_statements(maker), &stored(maker))).collect();
    let finer: Vec<_> = stating().filter(|maker| states.by_statements(maker) != stored(maker)).collect();
    let (at, note) = if let Some(maker) = other.first() {
        (maker.statements_at, format!("they give another order than the ranking of {}", named(other)))
    } else if let Some(maker) = finer.first() {
        (
            maker.statements_at,
            format!(
                "they give the same order, but separate states that the ranking of {} ties",
                named(finer)
            ),
        )
    } else {
        (first.statements_at, "they give the same order as the rankings".to_owned())
    };
    diagnostics.push(Diagnostic::warning(codes::NOT_CARRIED, at, message).note(note));
}

/// Whether an order says the same as another, except that it may separate what
/// the other ties.
fn refines(fine: &[Vec<u64>], coarse: &[Vec<u64>]) -> bool {
    let mut fine = fine.iter();
    coarse.iter().all(|group| {
        let mut collected = Vec::new();
        while collected.len() < group.len() {
            let Some(part) = fine.next() else { return false };
            collected.extend_from_slice(part);
        }
        collected.sort_unstable();
        collected == *group
    })
}
