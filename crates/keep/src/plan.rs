//! How likely inspections are to find what should not be there.
//!
//! Of N places D hold something; n of them are inspected, chosen at random and
//! each looked at once, and an inspected place that holds something is found
//! out. The chance that at least one is found is 1 - C(N-D, n) / C(N, n), the
//! hypergeometric distribution; it is computed as a fraction of whole numbers
//! and rounded once, half up.

use std::collections::BTreeMap;

use detente_instrument::period::Date;
use num_bigint::BigUint;

use crate::act::Quantity;
use crate::book::{Book, narrow};
use crate::privacy::Eyes;

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
    if inspections > places - held {
        return Chance { numerator: BigUint::from(1_u32), denominator: BigUint::from(1_u32) };
    }
    // C(N-D, n) / C(N, n) is the product of (N-D-i) / (N-i) for i from 0 to n-1,
    // in which n and D may change places.
    let (few, many) = (held.min(inspections), held.max(inspections));
    let empty = places - many;
    let miss = product(empty - few + 1, few);
    let all = product(places - few + 1, few);
    Chance { numerator: &all - miss, denominator: all }
}

/// The product of so many whole numbers from one on, half by half.
fn product(from: u32, count: u32) -> BigUint {
    match count {
        0 => BigUint::from(1_u32),
        1 => BigUint::from(from),
        _ => product(from, count / 2) * product(from + count / 2, count - count / 2),
    }
}

/// Bounds of a chance to miss, each a whole number of 64 bits times a power of
/// two, so that most comparisons need no long numbers.
#[derive(Clone, Copy, Debug)]
struct Bounds {
    low: (u64, i64),
    high: (u64, i64),
}

impl Bounds {
    const CERTAIN: Self = Self { low: (1 << 63, -63), high: (1 << 63, -63) };

    /// Times a fraction of at most one, rounded away from the middle.
    fn times(self, numerator: u32, denominator: u32) -> Self {
        let scaled = |(mantissa, exponent): (u64, i64), up: bool| {
            // A shift by 31 leaves 95 bits, and a quotient of 63 bits at least.
            let whole = (u128::from(mantissa) * u128::from(numerator)) << 31;
            let quotient = whole / u128::from(denominator.max(1));
            let rest = whole % u128::from(denominator.max(1)) != 0;
            let shift = 64_u32.saturating_sub(quotient.leading_zeros());
            let kept = quotient >> shift;
            let lost = rest || (kept << shift) != quotient;
            let (kept, more) = match u64::try_from(kept + u128::from(up && lost)) {
                Ok(kept) => (kept, 0),
                Err(_) => (1 << 63, 1),
            };
            let left = kept.leading_zeros().min(63);
            (kept << left, exponent - 31 + i64::from(shift) + more - i64::from(left))
        };
        Self { low: scaled(self.low, false), high: scaled(self.high, true) }
    }

    /// Whether it is certainly less than another; zero is less than all.
    fn below(self, other: Self) -> bool {
        let rank = |(mantissa, exponent): (u64, i64)| (mantissa != 0, exponent, mantissa);
        rank(self.high) < rank(other.low)
    }
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

/// Where a party has something, and how much.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stock {
    /// Whose.
    pub party: u32,
    /// Where; everywhere, or nowhere that is named.
    pub zone: Option<u32>,
    /// How many there, zones within left out that are listed themselves.
    pub number: i64,
    /// Whether zones within are listed themselves, so that this is the rest.
    pub rest: bool,
}

/// Where a party has how many of a thing at the end of a day, as declared and
/// notified: the smallest zones with a number, and what is left in the zones
/// around them. Statuses are added up; kinds stand for a thing of which nothing
/// is said itself. What these eyes may not see is left out.
#[must_use]
pub fn stocks(book: &Book<'_>, eyes: Eyes<'_>, party: u32, thing: u32, on: Date) -> Vec<Stock> {
    let mut zones: BTreeMap<Option<u32>, i64> = BTreeMap::new();
    // Where nothing is said of a thing itself, its kinds are what there is of it.
    let mut asked = vec![thing];
    while let Some(thing) = asked.pop() {
        let mut said = false;
        for (account, series) in book.accounts(party, thing) {
            let Some(Quantity::Number(number)) = series.at(on).map(|level| level.quantity) else { continue };
            said = true;
            if eyes.see_place(account) {
                let sum = zones.entry(account.zone).or_default();
                *sum = sum.saturating_add(number);
            }
        }
        if !said {
            let kinds = book.instrument().things.iter().enumerate();
            let kinds = kinds.filter(|(_, kind)| kind.of == Some(thing as usize));
            asked.extend(kinds.filter_map(|(at, _)| narrow(Some(at))));
        }
    }
    let around = |zone: Option<u32>| {
        let zone = book.instrument().zones.get(zone? as usize)?;
        Some(narrow(zone.within))
    };
    // What is in a zone is in the next one around it that has a number.
    let mut inside: BTreeMap<Option<u32>, i64> = BTreeMap::new();
    for (zone, number) in &zones {
        let mut at = around(*zone);
        while let Some(outer) = at {
            if zones.contains_key(&outer) {
                let sum = inside.entry(outer).or_default();
                *sum = sum.saturating_add(*number);
                break;
            }
            at = around(outer);
        }
    }
    let stock = |(zone, number): (&Option<u32>, &i64)| {
        let listed = inside.get(zone);
        let number = number.saturating_sub(listed.copied().unwrap_or_default());
        (listed.is_none() || number > 0).then_some(Stock {
            party,
            zone: *zone,
            number,
            rest: listed.is_some(),
        })
    };
    zones.iter().filter_map(stock).collect()
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
    let mut misses = vec![Bounds::CERTAIN; sites.len()];
    // Whether the miss at one site is greater than at another.
    let worse = |site: usize, other: usize, given: &[u32], misses: &[Bounds]| {
        let (Some(mine), Some(theirs)) = (sites.get(site), sites.get(other)) else { return false };
        let (Some(done), Some(others)) = (given.get(site), given.get(other)) else { return false };
        let (Some(bounds), Some(against)) = (misses.get(site), misses.get(other)) else { return false };
        let same = (mine.places, mine.held, done) == (theirs.places, theirs.held, others);
        let nothing_yet = *done == 0 && *others == 0;
        if same || nothing_yet || bounds.below(*against) {
            return false;
        }
        against.below(*bounds)
            || detection(theirs.places, theirs.held, *others).exceeds(&detection(
                mine.places,
                mine.held,
                *done,
            ))
    };
    for _ in 0..inspections {
        let mut least: Option<usize> = None;
        for (at, (site, done)) in sites.iter().zip(&given).enumerate() {
            let open = *done < site.places && site.held > 0;
            if open && least.is_none_or(|least| worse(at, least, &given, &misses)) {
                least = Some(at);
            }
        }
        let Some(at) = least else { break };
        if let (Some(done), Some(site), Some(miss)) = (given.get_mut(at), sites.get(at), misses.get_mut(at)) {
            // One more: the chance of a miss falls by the factor (N-D-i)/(N-i).
            let left = site.places - *done;
            *miss = miss.times(left.saturating_sub(site.held), left);
            *done += 1;
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
    fn many_inspections_are_shared_out_like_few() {
        let site = |places, held| Site { name: String::new(), places, held };
        // Two of a kind and one whose miss is the same now and then.
        let sites = [site(400, 40), site(400, 40), site(4_000, 400), site(60_000, 1)];
        let plan = balanced(&sites, 30_000);
        assert_eq!(plan.inspections.iter().sum::<u32>(), 30_000);
        assert!(plan.inspections[0].abs_diff(plan.inspections[1]) <= 1);
        // Where there is no chance of a miss left, none is taken from the last.
        assert!(plan.inspections[3] > 28_000, "{:?}", plan.inspections);
        let equal = [site(4, 2), site(6, 3)];
        assert_eq!(balanced(&equal, 2).inspections, [1, 1]);
        assert_eq!(balanced(&equal, 3).inspections, [2, 1]);
    }

    #[test]
    fn bounds_hold_what_they_bound() {
        for (places, held) in [(1_000, 3), (997, 500), (4_000_000_000, 7), (90, 89)] {
            let mut bounds = Bounds::CERTAIN;
            for done in 0..80_u32 {
                let left = places - done;
                bounds = bounds.times(u32::saturating_sub(left, held), left);
                let chance = detection(places, held, done + 1);
                let miss = &chance.denominator - &chance.numerator;
                // mantissa * 2^exponent against miss / denominator, with whole numbers.
                let side = |(mantissa, exponent): (u64, i64)| {
                    let mantissa = BigUint::from(mantissa) * &chance.denominator;
                    let shift = u64::try_from(-exponent).expect("below one");
                    (mantissa, miss.clone() << shift)
                };
                let (low, exact) = side(bounds.low);
                assert!(low <= exact, "{places} {held} {done}");
                let (high, exact) = side(bounds.high);
                assert!(high >= exact, "{places} {held} {done}");
            }
        }
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
