//! Ends of what is open, and the highest end of a weighted sum over its weights.

/// One in the unit of all numbers, `10^-9`.
const ONE: i128 = 1_000_000_000;

/// One end of what is open, and whether it is reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct End {
    pub(crate) at: i128,
    pub(crate) reached: bool,
}

/// What a number may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Span {
    pub(crate) low: End,
    pub(crate) high: End,
}

/// Where the highest end of a quantity lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Highest {
    BelowZero,
    /// As near to zero as one likes, and never there.
    NearZero,
    Zero,
    AboveZero,
}

impl End {
    pub(crate) fn opposite(self) -> Self {
        Self { at: -self.at, ..self }
    }
}

impl Span {
    pub(crate) const ZERO: Self = Self::closed(0, 0);

    pub(crate) const fn closed(low: i128, high: i128) -> Self {
        Self { low: End { at: low, reached: true }, high: End { at: high, reached: true } }
    }

    pub(crate) const fn open(low: i128, high: i128) -> Self {
        Self { low: End { at: low, reached: false }, high: End { at: high, reached: false } }
    }

    pub(crate) fn opposite(self) -> Self {
        Self { low: self.high.opposite(), high: self.low.opposite() }
    }

    /// The difference of two numbers that vary freely of each other.
    pub(crate) fn minus(self, other: Self) -> Self {
        let add = |one: End, two: End| End { at: one.at + two.at, reached: one.reached && two.reached };
        Self { low: add(self.low, other.high.opposite()), high: add(self.high, other.low.opposite()) }
    }
}

pub(crate) fn shifted(ends: &[End], constant: i128) -> Vec<End> {
    ends.iter().map(|end| End { at: end.at + constant, ..*end }).collect()
}

pub(crate) fn sign(at: i128, reached: bool) -> Highest {
    match at.cmp(&0) {
        std::cmp::Ordering::Less => Highest::BelowZero,
        std::cmp::Ordering::Equal if reached => Highest::Zero,
        std::cmp::Ordering::Equal => Highest::NearZero,
        std::cmp::Ordering::Greater => Highest::AboveZero,
    }
}

/// The highest end of a weighted mean with each weight in its own range, not
/// all of them zero. Its sign is that of the weighted sum.
pub(crate) fn normalised(weights: &[(i128, i128)], ends: &[End]) -> Option<Highest> {
    let mut sum = 0_i128;
    let mut weighs = false;
    let mut reached = true;
    for ((low, high), end) in weights.iter().zip(ends) {
        let weight = if end.at > 0 { *high } else { *low };
        sum = sum.checked_add(weight.checked_mul(end.at)?)?;
        if weight > 0 {
            weighs = true;
            reached &= end.reached;
        }
    }
    if weighs {
        return Some(sign(sum, reached));
    }
    // Every weight may vanish, no part lies above zero: the best is all weight on the highest.
    let parts = weights.iter().zip(ends).filter(|((_, high), _)| *high > 0);
    parts.map(|(_, end)| sign(end.at, end.reached)).max()
}

/// The highest end of a mean under weights that fall from group to group: its
/// corners weigh the first so many groups equally and the rest not at all.
pub(crate) fn ordered(
    groups: &[Vec<usize>],
    ends: &[End],
    constant: i128,
    divisor: Option<i128>,
) -> Option<Highest> {
    let mut best = Highest::BelowZero;
    let (mut sum, mut count, mut reached) = (0_i128, 0_i128, true);
    for group in groups {
        for &issue in group {
            sum = sum.checked_add(ends[issue].at)?;
            count += 1;
            reached &= ends[issue].reached;
        }
        let total = sum
            .checked_mul(ONE)?
            .checked_add(constant.checked_mul(count.checked_mul(divisor.unwrap_or(ONE))?)?)?;
        best = best.max(sign(total, reached));
    }
    Some(best)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn ends(parts: &[(i128, bool)]) -> Vec<End> {
        parts.iter().map(|&(at, reached)| End { at, reached }).collect()
    }

    #[test]
    fn an_end_that_is_not_reached_does_not_count_as_zero() {
        let parts = ends(&[(-5, true), (0, false)]);
        assert_eq!(normalised(&[(0, 1), (0, 1)], &parts), Some(Highest::NearZero));
        assert_eq!(normalised(&[(1, 1), (0, 1)], &parts), Some(Highest::BelowZero));
        assert_eq!(normalised(&[(0, 1), (0, 1)], &ends(&[(0, true), (0, false)])), Some(Highest::Zero));
        assert_eq!(normalised(&[(0, 1), (1, 1)], &ends(&[(0, true), (0, false)])), Some(Highest::NearZero));
    }

    #[test]
    fn weights_that_vanish_do_not_count() {
        let parts = ends(&[(-5, true), (3, false)]);
        assert_eq!(normalised(&[(0, 9), (0, 0)], &parts), Some(Highest::BelowZero));
        assert_eq!(normalised(&[(0, 9), (0, 1)], &parts), Some(Highest::AboveZero));
    }

    #[test]
    fn an_order_of_weights_is_highest_after_the_best_prefix() {
        let parts = ends(&[(-4, true), (4, true), (-9, true)]);
        let groups = [vec![0], vec![1], vec![2]];
        assert_eq!(ordered(&groups, &parts, 0, None), Some(Highest::Zero));
        assert_eq!(ordered(&[vec![0, 1, 2]], &parts, 3, None), Some(Highest::Zero));
        assert_eq!(ordered(&[vec![0, 1, 2]], &parts, 2, None), Some(Highest::BelowZero));
    }

    #[test]
    fn differences_turn_ends_around() {
        let open = Span::open(0, 7);
        assert_eq!(open.minus(Span::closed(1, 2)), Span::open(-2, 6));
        assert_eq!(open.opposite(), Span::open(-7, 0));
    }

    proptest! {
        /// Against every whole weight in the ranges, not all of them zero.
        #[test]
        fn a_normalised_mean_is_highest_at_a_corner(
            parts in prop::collection::vec((-6_i128..6, any::<bool>(), 0_i128..3, 0_i128..3), 1..5),
        ) {
            let weights: Vec<_> = parts.iter().map(|&(_, _, low, more)| (low, low + more)).collect();
            let ends: Vec<_> = parts.iter().map(|&(at, reached, ..)| End { at, reached }).collect();
            let mut best = None;
            let mut chosen: Vec<_> = weights.iter().map(|(low, _)| *low).collect();
            loop {
                if chosen.iter().any(|weight| *weight > 0) {
                    let sum = chosen.iter().zip(&ends).map(|(weight, end)| weight * end.at).sum();
                    let reached = chosen.iter().zip(&ends).all(|(weight, end)| *weight == 0 || end.reached);
                    best = best.max(Some(sign(sum, reached)));
                }
                let Some(at) = (0..chosen.len()).rev().find(|&at| chosen[at] < weights[at].1) else { break };
                chosen[at] += 1;
                for later in at + 1..chosen.len() {
                    chosen[later] = weights[later].0;
                }
            }
            prop_assert_eq!(normalised(&weights, &ends), best);
        }

        /// Against every whole falling sequence of weights.
        #[test]
        fn a_mean_under_an_order_is_highest_at_a_prefix(
            parts in prop::collection::vec((-6_i128..6, any::<bool>()), 3..=3),
            constant in -3_i128..3,
        ) {
            let ends: Vec<_> = parts.iter().map(|&(at, reached)| End { at, reached }).collect();
            let mut best = Highest::BelowZero;
            for weights in (0..216_i128).map(|code| [code / 36 % 6, code / 6 % 6, code % 6]) {
                if weights[0] > 0 && weights[0] >= weights[1] && weights[1] >= weights[2] {
                    let sum = weights.iter().zip(&ends).map(|(weight, end)| weight * (end.at + constant)).sum();
                    let reached = weights.iter().zip(&ends).all(|(weight, end)| *weight == 0 || end.reached);
                    best = best.max(sign(sum, reached));
                }
            }
            prop_assert_eq!(ordered(&[vec![0], vec![1], vec![2]], &ends, constant, None), Some(best));
        }
    }
}
