//! States by their decimal numbers, as the literature writes them.
//!
//! A package is read as a number: an issue's choices count as digits from 0, in
//! the order of the case, the first issue the least significant. For options
//! that are taken or not this is the decimal notation of Fraser and Hipel (1984).
//! Every choice counts, made by an allowed package or not, so that the number of a
//! package is the same under every scenario that leaves the issues alone.

use detente_case::model::Case;
use detente_case::package::{Choice, Package};
use num_bigint::BigUint;
use num_traits::{ToPrimitive, Zero};

/// The number of a package.
#[must_use]
pub fn number_of(case: &Case, package: &[Choice]) -> BigUint {
    let digits = case.issues.iter().zip(package).rev();
    digits.fold(BigUint::zero(), |number, (issue, &choice)| number * issue.choices() + choice)
}

/// The package of a number; `None` where there is none so large. Whether the
/// rules allow it is another question.
#[must_use]
pub fn package_of(case: &Case, number: &BigUint) -> Option<Package> {
    let mut rest = number.clone();
    let mut package = Package::with_capacity(case.issues.len());
    for issue in &case.issues {
        let choices = issue.choices();
        if choices == 0 {
            return None;
        }
        package.push((&rest % choices).to_u64().and_then(|choice| Choice::try_from(choice).ok())?);
        rest /= choices;
    }
    rest.is_zero().then_some(package)
}
