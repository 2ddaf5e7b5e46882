//! The whole numbers that points are counted in, and their common divisors.
//!
//! All numbers of a party are divided by what divides all of them. Divisions
//! would be most of that work: whether a number divides another, and what the
//! quotient is where it does, a product tells as well (Granlund and Montgomery,
//! Division by invariant integers using multiplication, PLDI 1994).

use num_traits::PrimInt;

use crate::fraction::{greatest_common_divisor, greatest_common_divisor_of_words};

/// One word, which is quicker and mostly suffices, or two.
pub(super) trait Whole: PrimInt + 'static {
    /// A number, where it fits.
    fn of(number: i128) -> Option<Self>;

    /// The greatest number that divides all, at least 1. One that does not fit is as good as 1.
    fn common_divisor<'a>(first: Self, others: impl Iterator<Item = &'a Self>) -> Self;

    /// Division, of multiples alone, by a number above zero.
    fn divided_by(divisor: Self) -> impl Fn(Self) -> Self;
}

impl Whole for i64 {
    #[inline]
    fn of(number: i128) -> Option<Self> {
        Self::try_from(number).ok()
    }

    #[inline]
    fn common_divisor<'a>(first: Self, others: impl Iterator<Item = &'a Self>) -> Self {
        let mut common = first.unsigned_abs();
        let mut divisor = Divisor::new(common.max(1));
        for other in others {
            let other = other.unsigned_abs();
            if common == 0 || !divisor.divides(other) {
                common = greatest_common_divisor_of_words(common, other);
                divisor = Divisor::new(common.max(1));
            }
        }
        Self::try_from(common).unwrap_or(1).max(1)
    }

    #[inline]
    fn divided_by(divisor: Self) -> impl Fn(Self) -> Self {
        let divisor = Divisor::new(divisor.unsigned_abs().max(1));
        move |number| (number >> divisor.twos).wrapping_mul(divisor.inverse.cast_signed())
    }
}

impl Whole for i128 {
    fn of(number: i128) -> Option<Self> {
        Some(number)
    }

    fn common_divisor<'a>(first: Self, others: impl Iterator<Item = &'a Self>) -> Self {
        // Zero, which everything divides, says nothing, and two of them alone would say 1.
        let others = others.copied().filter(|&other| other != 0);
        greatest_common_divisor(others.fold(first, greatest_common_divisor), 0)
    }

    fn divided_by(divisor: Self) -> impl Fn(Self) -> Self {
        move |number| number / divisor
    }
}

/// An odd number times a power of two.
struct Divisor {
    twos: u32,
    /// What the odd number gives 1 with, modulo 2^64.
    inverse: u64,
    /// The largest quotient of any word by the odd number.
    most: u64,
}

impl Divisor {
    /// Of a number above zero.
    fn new(number: u64) -> Self {
        let twos = number.trailing_zeros();
        let odd = number >> twos;
        // An odd number is its own inverse in the last three bits; each step doubles their number.
        let step = |inverse: u64, _| inverse.wrapping_mul(2_u64.wrapping_sub(odd.wrapping_mul(inverse)));
        let inverse = (0..5).fold(odd, step);
        Self { twos, inverse, most: u64::MAX / odd }
    }

    /// Whether it divides a number: of all products with the inverse those of multiples are the least.
    fn divides(&self, number: u64) -> bool {
        let rest = number >> self.twos;
        rest << self.twos == number && rest.wrapping_mul(self.inverse) <= self.most
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn nothing_but_zeros_has_the_divisor_one() {
        assert_eq!(i64::common_divisor(0, [0, 0].iter()), 1);
        assert_eq!(i64::common_divisor(0, [0, -6, 4].iter()), 2);
        assert_eq!(i64::common_divisor(i64::MIN, [i64::MIN].iter()), 1);
        assert_eq!(i128::common_divisor(0, [0, 0].iter()), 1);
        assert_eq!(i128::common_divisor(0, [0, -6, 4].iter()), 2);
        assert_eq!(i128::common_divisor(-6, [0].iter()), 6);
    }

    proptest! {
        #[test]
        fn one_word_divides_as_two_do(
            factor in 1_i64..1 << 31,
            twos in 0_u32..20,
            numbers in proptest::collection::vec(prop_oneof![Just(0), -4_i64..4, -(1_i64 << 11)..1 << 11], 1..8),
        ) {
            let factor = factor << twos >> 12;
            let numbers: Vec<i64> = numbers.iter().map(|number| number * factor.max(1)).collect();
            let wide: Vec<i128> = numbers.iter().map(|&number| number.into()).collect();
            let common = i64::common_divisor(numbers[0], numbers[1..].iter());
            prop_assert_eq!(i128::from(common), i128::common_divisor(wide[0], wide[1..].iter()));
            let quotient = i64::divided_by(common);
            for number in numbers {
                prop_assert_eq!(quotient(number), number / common);
            }
        }

        #[test]
        fn divisors_are_those_that_leave_nothing(divisor in 1_u64..1 << 12, number: u64, times: u32) {
            let divides = |number: u64| Divisor::new(divisor).divides(number);
            prop_assert_eq!(divides(number), number % divisor == 0);
            prop_assert!(divides(divisor * u64::from(times)));
            prop_assert!(!Divisor::new(divisor + 1).divides(divisor));
        }
    }
}
