//! How likely inspections are to find what should not be there.
//!
//! Of N places D hold something; n of them are inspected, chosen at random and
//! each looked at once, and an inspected place that holds something is found
//! out. The chance that at least one is found is 1 - C(N-D, n) / C(N, n), the
//! hypergeometric distribution; it is computed as a fraction of whole numbers
//! and rounded once, half up.

use num_bigint::BigUint;

/// Digits behind the point of a rounded chance.
pub const PLACES: u32 = 6;

/// A chance as an exact fraction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chance {
    numerator: BigUint,
    denominator: BigUint,
}

impl Chance {
    /// Millionths, rounded half up.
    #[must_use]
    pub fn millionths(&self) -> u32 {
        let million = BigUint::from(10_u32.pow(PLACES));
        let doubled = &self.numerator * million * 2_u32 + &self.denominator;
        let rounded = doubled / (&self.denominator * 2_u32);
        u32::try_from(rounded).unwrap_or(u32::MAX)
    }

    /// As a decimal with six places: `0.952113`.
    #[must_use]
    pub fn decimal(&self) -> String {
        let millionths = self.millionths();
        format!("{}.{:06}", millionths / 1_000_000, millionths % 1_000_000)
    }

    /// Whether it is greater than another.
    #[must_use]
    pub fn exceeds(&self, other: &Self) -> bool {
        &self.numerator * &other.denominator > &other.numerator * &self.denominator
    }

    /// The chance that it does not come true.
    fn miss(&self) -> (BigUint, BigUint) {
        (&self.denominator - &self.numerator, self.denominator.clone())
    }
}

/// The chance of finding at least one of `held` among `places` with
/// `inspections`. More inspections than places are as many as there are places;
/// more held than places likewise.
#[must_use]
pub fn detection(places: u32, held: u32, inspections: u32) -> Chance {
    let (held, inspections) = (held.min(places), inspections.min(places));
    // C(N-D, n) / C(N, n) is the product of (N-D-i) / (N-i) for i from 0 to n-1.
    let empty = places - held;
    let mut miss = BigUint::from(u32::from(inspections <= empty));
    let mut all = BigUint::from(1_u32);
    if inspections <= empty {
        for drawn in 0..inspections {
            miss *= empty - drawn;
            all *= places - drawn;
        }
    }
    Chance { numerator: &all - &miss, denominator: all }
}

/// The least number of inspections with a chance of at least `millionths`;
/// absent where nothing is held.
#[must_use]
pub fn needed(places: u32, held: u32, millionths: u32) -> Option<u32> {
    if held == 0 || places == 0 {
        return None;
    }
    let enough = |inspections: u32| {
        let chance = detection(places, held, inspections);
        chance.numerator * 1_000_000_u32 >= chance.denominator * millionths
    };
    let (mut low, mut high) = (0, places);
    while low < high {
        let middle = low + (high - low) / 2;
        if enough(middle) { high = middle } else { low = middle + 1 }
    }
    Some(low)
}

/// A kind of place among which inspections are shared out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Site {
    /// For readers.
    pub name: String,
    /// How many places there are.
    pub places: u32,
    /// How many of them are supposed to hold something.
    pub held: u32,
}

/// How inspections are shared out over sites.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// Inspections for each site, in order.
    pub inspections: Vec<u32>,
    /// The chance at each site, in order.
    pub chances: Vec<Chance>,
    /// The chance of finding something anywhere, if every site holds what it is
    /// supposed to hold.
    pub total: Chance,
}

impl Plan {
    fn of(sites: &[Site], inspections: Vec<u32>) -> Self {
        let chances: Vec<Chance> = sites
            .iter()
            .zip(&inspections)
            .map(|(site, inspections)| detection(site.places, site.held, *inspections))
            .collect();
        let mut miss = (BigUint::from(1_u32), BigUint::from(1_u32));
        for chance in &chances {
            let (numerator, denominator) = chance.miss();
            miss = (miss.0 * numerator, miss.1 * denominator);
        }
        let total = Chance { numerator: &miss.1 - &miss.0, denominator: miss.1 };
        Self { inspections, chances, total }
    }
}

/// The sharing out with the greatest chance of finding something anywhere, if
/// every site holds what it is supposed to hold: all inspections at one site.
///
/// At one site the (i+1)th inspection lowers the chance of a miss by the factor
/// 1 - D/(N-i), which only falls, so the logarithm of a miss is concave in the
/// number of inspections at each site, and the least sum of concave functions
/// over all ways to share out lies in a corner. The first among equals is taken.
#[must_use]
pub fn concentrated(sites: &[Site], inspections: u32) -> Plan {
    let mut best: Option<(usize, Chance)> = None;
    for (at, site) in sites.iter().enumerate() {
        let chance = detection(site.places, site.held, inspections);
        if best.as_ref().is_none_or(|(_, best)| chance.exceeds(best)) {
            best = Some((at, chance));
        }
    }
    let at = best.map(|(at, _)| at);
    let given = sites.iter().enumerate().map(
        |(each, site)| {
            if Some(each) == at { inspections.min(site.places) } else { 0 }
        },
    );
    Plan::of(sites, given.collect())
}

/// The sharing out with the greatest least chance: for the case that only one
/// site holds something and nobody knows which. Each inspection goes where the
/// chance is least, the first in order among equals; sites that hold nothing
/// get none.
#[must_use]
pub fn balanced(sites: &[Site], inspections: u32) -> Plan {
    let mut given = vec![0_u32; sites.len()];
    let mut chances: Vec<Chance> = sites.iter().map(|site| detection(site.places, site.held, 0)).collect();
    for _ in 0..inspections {
        let mut least: Option<usize> = None;
        for (at, (site, done)) in sites.iter().zip(&given).enumerate() {
            let open = *done < site.places && site.held > 0;
            let lower = |other: usize| match (chances.get(other), chances.get(at)) {
                (Some(other), Some(mine)) => other.exceeds(mine),
                _ => false,
            };
            if open && least.is_none_or(lower) {
                least = Some(at);
            }
        }
        let Some(at) = least else { break };
        if let (Some(done), Some(site), Some(chance)) =
            (given.get_mut(at), sites.get(at), chances.get_mut(at))
        {
            *done += 1;
            *chance = detection(site.places, site.held, *done);
        }
    }
    Plan::of(sites, given)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_chances() {
        assert_eq!(detection(100, 10, 25).decimal(), "0.952113");
        assert_eq!(detection(100, 5, 30).decimal(), "0.839243");
        assert_eq!(detection(400, 4, 10).decimal(), "0.096662");
        assert_eq!(detection(10, 0, 10).decimal(), "0.000000");
        assert_eq!(detection(10, 1, 10).decimal(), "1.000000");
        assert_eq!(detection(0, 0, 5).decimal(), "0.000000");
    }

    /// By the definition: of all choices of n places, those that hit.
    #[test]
    fn equals_counting_every_choice() {
        for places in 0..9_u32 {
            for held in 0..=places {
                for inspections in 0..=places {
                    let choices = (0..1_u32 << places).filter(|choice| choice.count_ones() == inspections);
                    let (mut all, mut hit) = (0_u32, 0_u32);
                    for choice in choices {
                        all += 1;
                        hit += u32::from(choice & ((1 << held) - 1) != 0);
                    }
                    let chance = detection(places, held, inspections);
                    assert_eq!(
                        chance.numerator * all,
                        chance.denominator * hit,
                        "{places} {held} {inspections}"
                    );
                }
            }
        }
    }

    #[test]
    fn the_least_number_that_is_enough() {
        let least = needed(100, 5, 900_000).expect("something is held");
        assert!(detection(100, 5, least).millionths() >= 900_000);
        assert!(detection(100, 5, least - 1).millionths() < 900_000);
        assert_eq!(needed(100, 0, 900_000), None);
    }

    fn every_sharing(inspections: u32) -> impl Iterator<Item = [u32; 3]> {
        (0..=inspections).flat_map(move |first| {
            (0..=inspections - first).map(move |second| [first, second, inspections - first - second])
        })
    }

    /// Against every way to share out.
    #[test]
    fn both_ways_to_share_out_are_the_best() {
        let site = |places, held| Site { name: String::new(), places, held };
        for sites in [
            [site(6, 1), site(4, 2), site(5, 1)],
            [site(3, 3), site(8, 1), site(2, 1)],
            [site(5, 2), site(5, 2), site(7, 3)],
            [site(9, 1), site(2, 1), site(9, 8)],
        ] {
            for inspections in 0..=10 {
                let everywhere = concentrated(&sites, inspections).total;
                let somewhere = balanced(&sites, inspections);
                let low = |plan: &Plan| {
                    plan.chances.iter().fold(None::<Chance>, |least, chance| match least {
                        Some(least) if !least.exceeds(chance) => Some(least),
                        _ => Some(chance.clone()),
                    })
                };
                for given in every_sharing(inspections) {
                    let plan = Plan::of(&sites, given.to_vec());
                    assert!(!plan.total.exceeds(&everywhere), "{given:?}");
                    let (theirs, ours) = (low(&plan).expect("sites"), low(&somewhere).expect("sites"));
                    assert!(!theirs.exceeds(&ours), "{given:?} {:?}", somewhere.inspections);
                }
            }
        }
    }
}
