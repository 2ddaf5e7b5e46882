//! What a few ranked packages say of a party's weights and values.
//!
//! Somebody who cannot give numbers can often say which of some packages the
//! party would rather have. *Disaggregation* (UTA: Jacquet-Lagreze and Siskos
//! 1982) takes the weights and values under which the packages come out in
//! that order. There are many; as in robust ordinal regression (Greco, Mousseau
//! and Slowinski 2008) none of them is chosen, and the ends of each number over
//! all of them are reported.
//!
//! Weight times value is made linear by taking the product as the unknown. The
//! rows are homogeneous in a last unknown, the whole, so that the same rows serve
//! for shares of weight (the whole is 1) and for values on the scale of 0 to 100 (the
//! issue's weight is 1; Charnes and Cooper 1962). Every program is solved in whole
//! numbers: that a ranking fits, or does not, is exact.

mod region;

use detente_case::decimal::Decimal;
use detente_case::model::Case;
use detente_case::package::{Package, PartyIndex};
use detente_space::control::Control;
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Signed, Zero};

use crate::linear::{Answer, Row, Sign, maximise};
use crate::subsets::smallest;
pub use region::RegionError;
use region::{Region, Terms};

/// What is ranked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Example {
    /// A package.
    Package(Package),
    /// No agreement.
    NoAgreement,
}

/// Packages in the order in which a party is said to prefer them.
#[derive(Clone, Debug)]
pub struct Ranking {
    /// Groups of equally good ones, the best first.
    pub groups: Vec<Vec<Example>>,
    /// By how many points, at least, one group is worth more than the next; zero: by anything.
    pub gap: Decimal,
}

/// That one example is worth more than another, or as much.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Preferred {
    /// Position of the better example, counted through all groups.
    pub better: usize,
    /// Position of the worse one.
    pub worse: usize,
    /// Whether they are equally good.
    pub equal: bool,
}

/// The least and the greatest that a number can be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// Least, possibly only approached.
    pub least: BigRational,
    /// Greatest, possibly only approached.
    pub greatest: BigRational,
}

/// A number before and after the ranking is taken into account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Narrowed {
    /// What the case allows; `None` where the number has no meaning, such as values of an issue without weight.
    pub before: Option<Bounds>,
    /// What the case and the ranking allow together.
    pub after: Option<Bounds>,
}

impl Narrowed {
    /// Whether the ranking says anything of this number.
    #[must_use]
    pub fn changed(&self) -> bool {
        self.before != self.after
    }
}

/// What a ranking implies.
#[derive(Clone, Debug)]
pub struct Fit {
    /// The greatest number of points by which every strict comparison can hold at once;
    /// `None` where there is no strict comparison.
    pub apart: Option<BigRational>,
    /// Share of each issue in the sum of weights, from 0 to 1; with a `scale`
    /// of the case, the weight divided by it.
    pub weights: Vec<Narrowed>,
    /// Value of each choice of each issue, on the issue's 0 to 100.
    pub values: Vec<Vec<Narrowed>>,
    /// Worth of each example, in points.
    pub worth: Vec<Narrowed>,
}

/// Whether weights and values exist under which packages come out as ranked.
#[derive(Clone, Debug)]
pub enum Disaggregation {
    /// They do, and this is what they have in common.
    Fits(Box<Fit>),
    /// They do not.
    Collides {
        /// Smallest sets of comparisons that no weights and values meet together
        /// (positions in [`comparisons`]), fewest first; an empty set where the case's own
        /// numbers contradict each other.
        sets: Vec<Vec<usize>>,
        /// Whether these are all of them.
        complete: bool,
    },
}

/// The comparisons of neighbours that a ranking is made of.
#[must_use]
pub fn comparisons(ranking: &Ranking) -> Vec<Preferred> {
    let mut found = Vec::new();
    let mut at = 0_usize;
    for (number, group) in ranking.groups.iter().enumerate() {
        for within in 0..group.len() {
            if at > 0 {
                found.push(Preferred { better: at - 1, worse: at, equal: within > 0 });
            }
            debug_assert!(within > 0 || number == 0 || at > 0, "a group holds something");
            at += 1;
        }
    }
    found
}

/// What a ranking of packages says of one party's weights and values.
///
/// # Errors
///
/// [`RegionError`] where the party's preference is not a sum over issues.
pub fn disaggregate(
    case: &Case,
    party: PartyIndex,
    ranking: &Ranking,
    control: Control<'_>,
) -> Result<Disaggregation, RegionError> {
    let examples: Vec<&Example> = ranking.groups.iter().flatten().collect();
    let region = Region::new(case, party, &examples, ranking.gap)?;
    let search = Search {
        worth: examples.iter().map(|example| region.worth(case, example)).collect::<Result<_, _>>()?,
        comparisons: comparisons(ranking),
        gap: region.scaled(ranking.gap),
        region,
        control,
    };
    search.run(case)
}

struct Search<'a> {
    region: Region,
    worth: Vec<Terms>,
    comparisons: Vec<Preferred>,
    gap: BigInt,
    control: Control<'a>,
}

impl Search<'_> {
    fn run(&self, case: &Case) -> Result<Disaggregation, RegionError> {
        let all: Vec<usize> = (0..self.comparisons.len()).collect();
        let (fits, apart) = self.fits(&all)?;
        if !fits {
            let stopped = std::cell::Cell::new(false);
            let (sets, complete) = smallest(all.len(), |set| match self.fits(set) {
                Ok((fits, _)) => !fits,
                Err(_) => {
                    stopped.set(true);
                    false
                }
            });
            return if stopped.get() {
                Err(RegionError::Stopped)
            } else {
                Ok(Disaggregation::Collides { sets, complete })
            };
        }
        let before = self.region.rows.clone();
        let after = self.rows(&all);
        let narrowed = |number: &Terms, whole: usize| -> Result<Narrowed, RegionError> {
            let after = self.bounds(&after, number, whole)?;
            let before = self.bounds(&before, number, whole)?;
            Ok(Narrowed { before, after })
        };
        let weights = (0..case.issues.len())
            .map(|issue| narrowed(&self.region.weight(issue), self.region.whole))
            .collect::<Result<_, _>>()?;
        let mut values = Vec::with_capacity(case.issues.len());
        for issue in 0..case.issues.len() {
            let of = |choice| narrowed(&self.region.value(issue, choice), self.region.weights[issue]);
            values.push((0..self.region.choices(issue)).map(of).collect::<Result<_, _>>()?);
        }
        let worth =
            self.worth.iter().map(|worth| narrowed(worth, self.region.whole)).collect::<Result<_, _>>()?;
        Ok(Disaggregation::Fits(Box::new(Fit { apart, weights, values, worth })))
    }

    /// Whether the comparisons in a set can hold together, and by how much at most.
    fn fits(&self, set: &[usize]) -> Result<(bool, Option<BigRational>), RegionError> {
        let mut rows = self.region.rows.clone();
        rows.push(equals_one(self.region.whole));
        let apart = self.region.variables;
        let mut strict = false;
        for &at in set {
            let mut row = self.row(at);
            if !self.comparisons[at].equal {
                strict = true;
                row.terms.push((apart, -self.region.unit()));
            }
            rows.push(row);
        }
        if strict {
            // Without end it could be only if nothing bound it; a hundred and more points are no gap.
            let aim = [(apart, BigInt::one())];
            match maximise(self.region.variables + 1, &rows, &aim, &|| self.control.is_stopped()) {
                Answer::Infeasible => Ok((false, None)),
                Answer::Stopped => Err(RegionError::Stopped),
                Answer::Unbounded => Ok((true, None)),
                Answer::Optimal { value, .. } => {
                    let gap = BigRational::new(self.gap.clone(), self.region.unit());
                    Ok((value.is_positive() && value >= gap, Some(value)))
                }
            }
        } else {
            match maximise(self.region.variables, &rows, &[], &|| self.control.is_stopped()) {
                Answer::Infeasible => Ok((false, None)),
                Answer::Stopped => Err(RegionError::Stopped),
                Answer::Unbounded | Answer::Optimal { .. } => Ok((true, None)),
            }
        }
    }

    /// The region with the comparisons of a set.
    fn rows(&self, set: &[usize]) -> Vec<Row> {
        let mut rows = self.region.rows.clone();
        for &at in set {
            let mut row = self.row(at);
            if !self.comparisons[at].equal {
                row.terms.push((self.region.whole, -self.gap.clone()));
            }
            rows.push(row);
        }
        rows
    }

    /// That the better example is worth at least the worse one, or as much.
    fn row(&self, at: usize) -> Row {
        let Preferred { better, worse, equal } = self.comparisons[at];
        let mut terms = self.worth[better].clone();
        terms.extend(self.worth[worse].iter().map(|(variable, factor)| (*variable, -factor)));
        Row { terms, sign: if equal { Sign::Equal } else { Sign::AtLeast }, bound: BigInt::zero() }
    }

    /// The ends of a number where `whole` is 1; `None` where that can never be.
    fn bounds(&self, rows: &[Row], number: &Terms, whole: usize) -> Result<Option<Bounds>, RegionError> {
        let mut rows = rows.to_vec();
        rows.push(equals_one(whole));
        let end = |sign: i32| {
            let aim: Vec<_> = number.iter().map(|(variable, factor)| (*variable, factor * sign)).collect();
            match maximise(self.region.variables, &rows, &aim, &|| self.control.is_stopped()) {
                Answer::Stopped => Err(RegionError::Stopped),
                Answer::Infeasible | Answer::Unbounded => Ok(None),
                Answer::Optimal { value, .. } => {
                    Ok(Some(value * BigInt::from(sign) / BigRational::from_integer(self.region.unit())))
                }
            }
        };
        let Some(greatest) = end(1)? else { return Ok(None) };
        Ok(end(-1)?.map(|least| Bounds { least, greatest }))
    }
}

fn equals_one(variable: usize) -> Row {
    Row { terms: vec![(variable, BigInt::one())], sign: Sign::Equal, bound: BigInt::one() }
}
