//! From conditions to boxes: a formula as a sum of axis-aligned boxes.
//!
//! The truth of a condition is a polynomial in the truths of its parts: "not"
//! is `1 - f`, "and" is a product, "or" is `1 - (1 - f)(1 - g)`. The product of
//! two boxes is their intersection, so that what comes out is a sum of boxes with
//! whole factors. A conjunction of sets, which is what large nonlinear domains
//! are made of, is one box.
//!
//! The search needs factors above zero. A box that takes away is turned round:
//! `-[all in] = -1 + [first out] + [first in, second out] + ...`, boxes that
//! exclude each other.

use std::collections::BTreeMap;

use detente_case::formula::{ChoiceSet, Formula};
use detente_case::package::IssueIndex;
use detente_space::valuation::Valuation;

/// Boxes that one formula may come to.
const MOST_OF_ONE: usize = 64;
/// Boxes of all formulas together.
const MOST: usize = 20_000;

/// What every package of a box has: sets of choices, ascending by issue. No set
/// is empty and none is full.
pub(super) type Sets = BTreeMap<IssueIndex, ChoiceSet>;

/// A sum of boxes times whole numbers.
type Sum = BTreeMap<Sets, i64>;

/// Values as a constant and boxes, by coordinate.
#[derive(Debug)]
pub(super) struct Terms {
    /// What every package has.
    pub(super) base: Vec<i64>,
    /// What a package gains, by coordinate and never below 0, in each box that it is in.
    pub(super) boxes: BTreeMap<Sets, Vec<i64>>,
}

impl Terms {
    /// The bonuses of a valuation; `None` where they are no short sum of boxes
    /// or the numbers get too large. Boxes are turned round issue by issue in
    /// ascending order of `position`.
    pub(super) fn new(
        valuation: &Valuation,
        tracked: &[Formula],
        position: impl Fn(IssueIndex) -> usize,
    ) -> Option<Self> {
        let dimension = valuation.coordinates.len();
        let mut signed: BTreeMap<Sets, Vec<i64>> = BTreeMap::new();
        for (at, formula) in tracked.iter().enumerate() {
            let bonus = |p: usize| valuation.coordinates[p].bonus.get(at).copied().unwrap_or(0);
            for (sets, factor) in expand(formula)? {
                let gains = signed.entry(sets).or_insert_with(|| vec![0; dimension]);
                for (p, gain) in gains.iter_mut().enumerate() {
                    *gain = gain.checked_add(factor.checked_mul(bonus(p))?)?;
                }
            }
            if signed.len() > MOST {
                return None;
            }
        }
        let mut terms = Terms { base: vec![0; dimension], boxes: BTreeMap::new() };
        for (sets, gains) in signed {
            for (p, &gain) in gains.iter().enumerate() {
                if gain > 0 {
                    terms.add(sets.clone(), p, gain)?;
                } else if gain < 0 {
                    terms.turn(&sets, p, gain.checked_neg()?, &position)?;
                }
            }
            if terms.boxes.len() > MOST {
                return None;
            }
        }
        Some(terms)
    }

    fn add(&mut self, sets: Sets, coordinate: usize, gain: i64) -> Option<()> {
        let dimension = self.base.len();
        let own = if sets.is_empty() {
            &mut self.base[coordinate]
        } else {
            &mut self.boxes.entry(sets).or_insert_with(|| vec![0; dimension])[coordinate]
        };
        *own = own.checked_add(gain)?;
        Some(())
    }

    /// Takes `loss` away from the packages of a box.
    fn turn(
        &mut self,
        sets: &Sets,
        coordinate: usize,
        loss: i64,
        position: impl Fn(IssueIndex) -> usize,
    ) -> Option<()> {
        self.base[coordinate] = self.base[coordinate].checked_sub(loss)?;
        let mut before = Sets::new();
        let mut sides: Vec<_> = sets.iter().collect();
        sides.sort_by_key(|(issue, _)| position(**issue));
        for (&issue, set) in sides {
            let mut outside = set.clone();
            outside.toggle_range(..);
            let mut turned = before.clone();
            turned.insert(issue, outside);
            self.add(turned, coordinate, loss)?;
            before.insert(issue, set.clone());
        }
        Some(())
    }
}

/// The truth of a formula as a sum of boxes; `None` where there would be too many.
fn expand(formula: &Formula) -> Option<Sum> {
    let one = || Sum::from([(Sets::new(), 1)]);
    match formula {
        Formula::True => Some(one()),
        Formula::False => Some(Sum::new()),
        Formula::Is { issue, choices } => Some(Sum::from([(Sets::from([(*issue, choices.clone())]), 1)])),
        Formula::Not(inner) => opposite(expand(inner)?),
        Formula::And(parts) => parts.iter().try_fold(one(), |product, part| times(&product, &expand(part)?)),
        Formula::Or(parts) => {
            let missed = united(parts)
                .iter()
                .try_fold(one(), |product, part| times(&product, &opposite(expand(part)?)?));
            opposite(missed?)
        }
        Formula::AtLeast { count, of } => at_least(*count, of),
        // A sum of several numbers is no short sum of boxes.
        Formula::Linear(_) => None,
    }
}

/// Sets on the same issue as one set.
fn united(parts: &[Formula]) -> Vec<Formula> {
    let mut sets = Sets::new();
    let mut others = Vec::new();
    for part in parts {
        match part {
            Formula::Is { issue, choices } => {
                sets.entry(*issue)
                    .or_insert_with(|| ChoiceSet::with_capacity(choices.len()))
                    .union_with(choices);
            }
            other => others.push(other.clone()),
        }
    }
    others.extend(sets.into_iter().map(|(issue, choices)| Formula::is(issue, choices)));
    others
}

/// `met[k]`: that just `k` of the parts so far are met, from `count` on together.
fn at_least(count: usize, of: &[Formula]) -> Option<Sum> {
    let mut met = vec![Sum::new(); count + 1];
    met[0].insert(Sets::new(), 1);
    for part in of {
        let yes = expand(part)?;
        let no = opposite(yes.clone())?;
        for k in (0..=count).rev() {
            let stays = if k == count { met[k].clone() } else { times(&met[k], &no)? };
            met[k] = match k.checked_sub(1) {
                Some(fewer) => plus(stays, times(&met[fewer], &yes)?, 1)?,
                None => stays,
            };
        }
    }
    met.pop()
}

fn opposite(sum: Sum) -> Option<Sum> {
    plus(Sum::from([(Sets::new(), 1)]), sum, -1)
}

fn plus(mut sum: Sum, other: Sum, factor: i64) -> Option<Sum> {
    for (sets, count) in other {
        let own = sum.entry(sets).or_insert(0);
        *own = own.checked_add(count.checked_mul(factor)?)?;
    }
    sum.retain(|_, count| *count != 0);
    (sum.len() <= MOST_OF_ONE).then_some(sum)
}

fn times(one: &Sum, other: &Sum) -> Option<Sum> {
    let mut product = Sum::new();
    for (own, factor) in one {
        for (others, count) in other {
            if let Some(sets) = meet(own, others) {
                let entry = product.entry(sets).or_insert(0_i64);
                *entry = entry.checked_add(factor.checked_mul(*count)?)?;
            }
        }
        if product.len() > MOST_OF_ONE {
            return None;
        }
    }
    product.retain(|_, count| *count != 0);
    Some(product)
}

/// The box that two boxes have in common.
fn meet(one: &Sets, other: &Sets) -> Option<Sets> {
    let mut sets = one.clone();
    for (issue, choices) in other {
        let own = sets.entry(*issue).or_insert_with(|| choices.clone());
        own.intersect_with(choices);
        if own.is_clear() {
            return None;
        }
    }
    Some(sets)
}

#[cfg(test)]
mod tests {
    use detente_space::valuation::Coordinate;
    use proptest::prelude::*;

    use super::*;

    const SIZES: [usize; 3] = [2, 3, 3];

    fn condition() -> impl Strategy<Value = Formula> {
        let leaf = (0..SIZES.len(), any::<u8>()).prop_map(|(issue, bits)| {
            let mut choices = ChoiceSet::with_capacity(SIZES[issue]);
            choices.extend((0..SIZES[issue]).filter(|choice| bits >> choice & 1 == 1));
            Formula::is(issue, choices)
        });
        leaf.prop_recursive(3, 12, 3, |inner| {
            let several = proptest::collection::vec(inner.clone(), 1..4);
            prop_oneof![
                inner.prop_map(Formula::not),
                several.clone().prop_map(Formula::and),
                several.clone().prop_map(Formula::or),
                (1..3_usize, several).prop_map(|(count, of)| Formula::at_least(count, of)),
            ]
        })
    }

    proptest! {
        #[test]
        fn boxes_add_up_to_the_bonuses(
            given in proptest::collection::vec((condition(), -9_i64..10, -9_i64..10), 1..4),
        ) {
            let bonus = |of: fn(&(Formula, i64, i64)) -> i64| given.iter().map(of).collect();
            let coordinate = |bonus| Coordinate { bonus, ..Coordinate::default() };
            let valuation = Valuation {
                coordinates: vec![coordinate(bonus(|each| each.1)), coordinate(bonus(|each| each.2))],
            };
            let tracked: Vec<_> = given.iter().map(|each| each.0.clone()).collect();
            let terms = Terms::new(&valuation, &tracked, |issue| issue).expect("small formulas fit");
            prop_assert!(terms.boxes.values().flatten().all(|&gain| gain >= 0));
            for number in 0..18_u16 {
                let package = [number % 2, number / 2 % 3, number / 6];
                for p in 0..2 {
                    let expected: i64 = tracked
                        .iter()
                        .zip(&valuation.coordinates[p].bonus)
                        .filter(|(formula, _)| formula.holds(&package))
                        .map(|(_, bonus)| bonus)
                        .sum();
                    let within = |sets: &Sets| {
                        sets.iter().all(|(&issue, set)| set.contains(usize::from(package[issue])))
                    };
                    let gained: i64 =
                        terms.boxes.iter().filter(|(sets, _)| within(sets)).map(|(_, gains)| gains[p]).sum();
                    prop_assert_eq!(terms.base[p] + gained, expected);
                }
            }
        }
    }
}
