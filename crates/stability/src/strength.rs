//! Stability that rests on strong sanctions (strength of preference, Hamouda,
//! Kilgour and Hipel 2004).
//!
//! A state may be *strongly* worse than another. A stable state is *strongly*
//! stable for a party if every improvement can be deterred by something strongly
//! worse (and, for symmetric concepts, everything that the party could still
//! reach from there is strongly worse too); else it is weakly stable. Stability
//! as such, which the source calls general, is what it is without strength, and a
//! state without improvements is strongly stable.
//!
//! What is strongly worse is taken from priorities marked `strong` or from a gap
//! between values. With priorities, x is strongly better than y where the first
//! statement on which they differ is a strong one. The source asks that whoever
//! is preferred to x, or to whom y is preferred, stands in the same relation
//! (s > x, x strongly better than y, y > z: s is strongly better than z); the
//! relation is closed under that, so that what is strongly worse than a state
//! is everything up to some place in the party's order.

use detente_case::decimal::Decimal;
use detente_case::model::Case;
use detente_case::package::PartyIndex;
use detente_case::preference::Form;
use detente_space::control::Control;
use detente_space::points::point_valuation;

use crate::concepts::Concept;
use crate::concepts::single::Search;
use crate::model::{Limits, Model, ModelError, State};

/// Where strength comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Strength {
    /// Priorities marked `strong`.
    Priorities,
    /// Values that differ by at least so many points of the party's scale.
    Gap(Decimal),
}

/// How stable a state is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Degree {
    /// Not at all.
    Unstable,
    /// Stable, and some improvement is deterred by nothing strongly worse.
    Weakly,
    /// Every improvement is deterred by something strongly worse.
    Strongly,
}

/// For each place in a party's order how many of the lowest places are strongly
/// worse; `None` where the party's preference says nothing of strength: it has
/// no priorities of which one is strong (or, for a gap, no values).
#[must_use]
pub fn strongly_worse(case: &Case, model: &Model, party: PartyIndex, strength: Strength) -> Option<Vec<u32>> {
    let ranks = model.ranks(party)?;
    let points = point_valuation(case, &[party]).ok()?;
    let coordinate = points.valuation.coordinates.first()?;
    let mut example: Vec<Option<State>> = vec![None; ranks.levels];
    model.all().for_each(|state| {
        example[ranks.of[state as usize] as usize].get_or_insert(state);
    });
    let cap = points.caps.first().copied().flatten();
    let total = |state: State| {
        let package = model.package(state);
        let issues = (0..package.len()).filter(|&issue| case.arises(issue, &package));
        let sum: i64 = issues.map(|issue| coordinate.table[issue][usize::from(package[issue])]).sum();
        let met = points.tracked.iter().zip(&coordinate.bonus).filter(|(formula, _)| formula.holds(&package));
        let total = sum + met.map(|(_, bonus)| bonus).sum::<i64>();
        cap.map_or(total, |cap| total.min(cap))
    };
    let values: Vec<i64> = example.into_iter().flatten().map(total).collect();
    let below = |value: i64| values.partition_point(|other| *other < value);
    let direct = |value: i64| match (&case.preferences[party].form, strength) {
        (Form::Priorities(wants), Strength::Priorities) => {
            let strong = (0..wants.len()).filter(|&at| wants[wants.len() - 1 - at].strong);
            // The greatest word that differs first at a strong statement that `value` meets.
            let most = strong.filter(|bit| value >> bit & 1 == 1).map(|bit| {
                let (same, end) = (value >> (bit + 1) << (bit + 1), value >> bit << bit);
                let (first, last) = (below(same), below(end));
                if first < last { last } else { 0 }
            });
            most.max().or(Some(0))
        }
        (Form::Values(_), Strength::Gap(gap)) => {
            let one = i128::from(coordinate.denominator);
            let unit = 10_i128.pow(u32::from(gap.places()));
            // value - other >= gap, in whole numbers.
            let needed = gap.scaled(gap.places()).checked_mul(one)?;
            let far = |other: &i64| i128::from(value - other) * unit >= needed;
            Some(values.partition_point(far))
        }
        _ => None,
    };
    if let (Form::Priorities(wants), Strength::Priorities) = (&case.preferences[party].form, strength)
        && !wants.iter().any(|want| want.strong)
    {
        return None;
    }
    let mut most = 0;
    let mut all = Vec::with_capacity(ranks.levels);
    for &value in &values {
        most = most.max(u32::try_from(direct(value)?).ok()?);
        all.push(most);
    }
    Some(all)
}

/// How stable each state is for a decision maker of one party; `None` where it
/// has several, or its preference says nothing of strength.
///
/// # Errors
///
/// [`ModelError::TooMuchWork`] where its improvements may exceed [`Limits::steps`].
pub fn degrees(
    case: &Case,
    model: &Model,
    decision_maker: usize,
    concept: Concept,
    strength: Strength,
    limits: &Limits,
    control: &Control<'_>,
) -> Result<Option<Vec<Degree>>, ModelError> {
    let &[party] = model.decision_makers()[decision_maker].parties.as_slice() else { return Ok(None) };
    let Some(worse) = strongly_worse(case, model, party, strength) else { return Ok(None) };
    let Some(search) = Search::new(model, decision_maker, party) else { return Ok(None) };
    ModelError::if_stopped(control)?;
    let moves = model.moves_of(decision_maker);
    let rank = |state: State| search.rank(state);
    let least = (concept != Concept::Nash).then(|| search.least([concept]));
    let mut done = 0_u64;
    let mut degrees = Vec::with_capacity(model.states());
    for state in model.all() {
        let mut degree = Degree::Strongly;
        if search.best(state) > rank(state) {
            for to in moves.targets(state) {
                done += 1;
                if rank(to) > rank(state) {
                    let least = least.as_ref().map_or(0, |least| least.of(to)[0]);
                    let met = match concept {
                        Concept::Nash => Degree::Unstable,
                        _ if least > rank(state) => Degree::Unstable,
                        _ if least < worse[rank(state) as usize] => Degree::Strongly,
                        _ => Degree::Weakly,
                    };
                    degree = degree.min(met);
                }
            }
        }
        if done > limits.steps {
            let what = "looking through improvements for strong sanctions";
            return Err(ModelError::TooMuchWork { what, steps: done, limit: limits.steps });
        }
        degrees.push(degree);
    }
    Ok(Some(degrees))
}
