//! What is found by listing every package of a case.

use std::collections::BTreeSet;

use detente_case::model::{Case, Consent};
use detente_case::package::{Choice, Package, PartyIndex};

use crate::certificate::Verdict;
use crate::demand::{Demands, Set};
use crate::meaning::{crossed, is_asked, is_no_agreement, objection};
use crate::points::Points;
use crate::region::verdict;

/// What listing found. Packages are those that the rules allow, without that
/// of no agreement.
#[derive(Debug, Default)]
pub(crate) struct Listing {
    pub(crate) allowed: u64,
    pub(crate) open: u64,
    pub(crate) surely: u64,
    pub(crate) possibly: u64,
    /// Packages of which some party's verdict could not be told.
    pub(crate) untold: u64,
    /// Every set of demands that some package breaks and no others; `None`
    /// where a package's could not be told.
    pub(crate) broken: Option<BTreeSet<Set>>,
    /// Undominated value vectors with the packages behind them; `None` where
    /// none were asked for or a value did not fit.
    pub(crate) frontier: Option<Vec<(Vec<i128>, u64)>>,
}

/// Who takes part and what is to be found.
#[derive(Debug)]
pub(crate) struct Plan<'a> {
    pub(crate) case: &'a Case,
    pub(crate) without: &'a [PartyIndex],
    pub(crate) demands: Option<&'a Demands<'a>>,
    pub(crate) frontier: Option<&'a Coordinates<'a>>,
}

/// The coordinates of a frontier.
#[derive(Debug)]
pub(crate) struct Coordinates<'a> {
    pub(crate) parties: Vec<PartyIndex>,
    pub(crate) points: Vec<Points<'a>>,
    pub(crate) all: bool,
}

/// Whether a party's acceptance is required of a package in this answer.
pub(crate) fn takes_part(case: &Case, without: &[PartyIndex], party: PartyIndex, package: &[Choice]) -> bool {
    !without.contains(&party) && is_asked(case, party, package)
}

/// The red line of a party asked that a package crosses.
pub(crate) fn crossed_of_asked(
    case: &Case,
    without: &[PartyIndex],
    package: &[Choice],
) -> Option<(PartyIndex, usize)> {
    (0..case.parties.len())
        .filter(|&party| takes_part(case, without, party, package))
        .find_map(|party| Some((party, crossed(case, party, package).next()?)))
}

/// The number of combinations of choices, where it is at most `limit`.
pub(crate) fn combinations(case: &Case, limit: u64) -> Option<u64> {
    case.issues.iter().try_fold(1_u64, |product, issue| {
        let product = product.checked_mul(u64::try_from(issue.choices()).ok()?)?;
        (product <= limit).then_some(product)
    })
}

/// Lists every combination of choices.
pub(crate) fn list(plan: &Plan<'_>) -> Listing {
    let mut listing = Listing {
        broken: plan.demands.map(|_| BTreeSet::new()),
        frontier: plan.frontier.map(|_| Vec::new()),
        ..Listing::default()
    };
    let case = plan.case;
    let mut next = first(case);
    while let Some(package) = next {
        if objection(case, &package).is_none() {
            plan.judge(&package, &mut listing);
        }
        next = after(case, package);
    }
    listing
}

/// The first combination of choices; `None` where an issue has no choice.
pub(crate) fn first(case: &Case) -> Option<Package> {
    let chosen = case.issues.iter().all(|issue| !issue.domain.is_empty());
    chosen.then(|| vec![0; case.issues.len()])
}

/// The next combination, as a counter whose last digit turns fastest.
pub(crate) fn after(case: &Case, mut package: Package) -> Option<Package> {
    let turns = |&at: &usize| usize::from(package[at]) + 1 < case.issues[at].choices();
    let at = (0..package.len()).rev().find(turns)?;
    package[at] += 1;
    package[at + 1..].fill(0);
    Some(package)
}

impl Plan<'_> {
    fn judge(&self, package: &[Choice], listing: &mut Listing) {
        let &Self { case, without, .. } = self;
        // No agreement is no deal, and where nobody is asked nobody agrees.
        let asked = |party: usize| !without.contains(&party) && is_asked(case, party, package);
        if is_no_agreement(case, package) || !(0..case.parties.len()).any(asked) {
            return;
        }
        if let Some(coordinates) = self.frontier {
            let vector = coordinates.admitted(case, without, package);
            listing.frontier = match (listing.frontier.take(), vector) {
                (Some(mut frontier), Some(vector)) => {
                    vector.into_iter().for_each(|vector| insert(&mut frontier, vector));
                    Some(frontier)
                }
                _ => None,
            };
        }
        listing.allowed += 1;
        if let (Some(demands), Some(broken)) = (self.demands, listing.broken.as_mut()) {
            match demands.broken(package) {
                Some(set) => _ = broken.insert(set),
                None => listing.broken = None,
            }
        }
        if crossed_of_asked(case, without, package).is_some() {
            return;
        }
        listing.open += 1;
        let asked = (0..case.parties.len()).filter(|&party| takes_part(case, without, party, package));
        let verdicts: Vec<_> = asked.map(|party| verdict(case, party, package)).collect();
        listing.untold += u64::from(verdicts.contains(&None));
        listing.surely += u64::from(verdicts.iter().all(|each| *each == Some(Verdict::Surely)));
        listing.possibly += u64::from(verdicts.iter().all(|each| *each != Some(Verdict::Never)));
    }
}

impl<'a> Coordinates<'a> {
    /// The parties that a frontier compares: those that may be asked and whose
    /// order of packages is known. `None` where some numbers are too large.
    pub(crate) fn of(case: &'a Case, without: &[PartyIndex], all: bool) -> Option<Self> {
        let parties = Self::parties(case, without);
        let points = parties.iter().map(|&party| Points::of(case, party)).collect::<Option<_>>()?;
        Some(Self { parties, points, all })
    }

    pub(crate) fn parties(case: &Case, without: &[PartyIndex]) -> Vec<PartyIndex> {
        use detente_case::preference::Form;
        let known = |party: &PartyIndex| {
            !without.contains(party)
                && case.parties[*party].consents != Consent::Never
                && !matches!(case.preferences[*party].form, Form::Unknown)
        };
        (0..case.parties.len()).filter(known).collect()
    }

    /// The values of a package.
    pub(crate) fn vector(&self, package: &[Choice]) -> Option<Vec<i128>> {
        self.points.iter().map(|points| points.value(package)).collect()
    }

    /// The values of a package if it belongs among those compared; outer
    /// `None` where a value does not fit.
    #[expect(clippy::option_option, reason = "not admitted and not computable are different answers")]
    fn admitted(&self, case: &Case, without: &[PartyIndex], package: &[Choice]) -> Option<Option<Vec<i128>>> {
        if !self.all && crossed_of_asked(case, without, package).is_some() {
            return Some(None);
        }
        let vector = self.vector(package)?;
        let reached = self.short_of(case, without, package, &vector).is_none();
        Some((self.all || reached).then_some(vector))
    }

    /// The first party asked whose reservation value a package does not reach.
    pub(crate) fn short_of(
        &self,
        case: &Case,
        without: &[PartyIndex],
        package: &[Choice],
        vector: &[i128],
    ) -> Option<usize> {
        (0..self.parties.len()).find(|&at| {
            takes_part(case, without, self.parties[at], package) && !self.points[at].suffices(vector[at])
        })
    }
}

/// Whether `one` is at least `two` everywhere.
pub(crate) fn covers(one: &[i128], two: &[i128]) -> bool {
    one.iter().zip(two).all(|(one, two)| one >= two)
}

/// Puts a vector among undominated ones, or drops it. Whatever dominates moves
/// to the front: it is likely to dominate the next one as well.
fn insert(frontier: &mut Vec<(Vec<i128>, u64)>, vector: Vec<i128>) {
    if let Some(at) = frontier.iter().position(|(other, _)| covers(other, &vector)) {
        frontier[at].1 += u64::from(frontier[at].0 == vector);
        frontier.swap(0, at);
        return;
    }
    frontier.retain(|(other, _)| !covers(&vector, other));
    frontier.push((vector, 1));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_undominated_vectors_stay_and_are_counted() {
        let mut frontier = Vec::new();
        for vector in [[1, 1], [3, 0], [1, 1], [2, 2], [0, 3], [2, 2], [1, 3], [0, 3]] {
            insert(&mut frontier, vector.to_vec());
        }
        frontier.sort();
        assert_eq!(frontier, [(vec![1, 3], 1), (vec![2, 2], 2), (vec![3, 0], 1)]);
    }
}
