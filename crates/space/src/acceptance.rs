//! How many packages each party accepts, and how many all who are asked accept,
//! at least and at most over what is not known.
//!
//! Up to a limit every package is judged. Beyond it, what one party accepts is
//! counted exactly or bounded by partial sums wherever its threshold is a sum
//! over issues; anything else, and what all accept together, is estimated from
//! packages drawn at random. An estimate also takes the place of bounds that are
//! far wider than it. Every count says which of these it is.

mod buckets;
mod draws;
mod profiles;
mod sums;
mod walk;

use detente_case::formula::Formula;
use detente_case::model::{Case, Consent};
use detente_case::package::PartyIndex;
use num_bigint::BigUint;

use crate::compile::Stopped;
use crate::control::Control;
use crate::diagram::{Arc, Diagram};
use crate::worth::{Acceptance, Criterion, Judge, Threshold};
pub use profiles::{Profile, Profiler, Profiles, profiles};
use sums::Sums;
pub use walk::each_package;

/// A number of packages, and how well it is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Count {
    /// Exactly so many.
    Exact(BigUint),
    /// Proved to lie between two numbers.
    Bounded {
        /// Least.
        low: BigUint,
        /// Greatest.
        high: BigUint,
    },
    /// Estimated from packages drawn uniformly with replacement: a 95 per cent
    /// interval (Wilson 1927), not a proof.
    Sampled {
        /// Lower end.
        low: BigUint,
        /// Upper end.
        high: BigUint,
        /// Packages drawn that count.
        hits: u32,
        /// Packages drawn.
        draws: u32,
    },
}

/// How many packages are accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally {
    /// Surely: whatever is true of what is not known.
    pub at_least: Count,
    /// Not never: sure, possible and unknown together.
    pub at_most: Count,
}

/// Counts over packages that the rules allow and that cross no red line of a
/// party that is asked of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tallies {
    /// How many packages there are, no agreement included.
    pub packages: BigUint,
    /// For each party how many of them are worth at least no agreement to it,
    /// asked or not, no agreement included. Where it is asked it accepts them: none
    /// of them then crosses a red line of its own.
    pub parties: Vec<Tally>,
    /// How many are accepted by all whose acceptance each requires; without no agreement.
    pub all: Tally,
    /// How many of `all.at_most` are unknown to some party that they require:
    /// nothing lets one tell whether it accepts.
    pub unknown_to_some: Count,
}

/// What those whose acceptance a package requires say of it together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Joint {
    /// All accept surely.
    pub surely: bool,
    /// None refuses whatever is true.
    pub possibly: bool,
    /// Of some nothing is known.
    pub unknown_to_some: bool,
}

/// How hard to count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Effort {
    /// Most packages to judge one by one.
    pub most_packages: u64,
    /// Most different partial sums to keep on one layer for an exact count.
    pub most_labels: usize,
    /// Buckets on the widest layer for a bounded count; each takes 16 bytes twice.
    pub cells: usize,
    /// Packages to draw for an estimate; fewer are drawn where there are thousands of issues.
    pub draws: u32,
    /// Seed of the draws.
    pub seed: u64,
}

impl Default for Effort {
    fn default() -> Self {
        Self { most_packages: 1_000_000, most_labels: 200_000, cells: 250_000, draws: 20_000, seed: 0 }
    }
}

impl Count {
    /// Least number that the count allows.
    #[must_use]
    pub fn low(&self) -> &BigUint {
        match self {
            Self::Exact(count) => count,
            Self::Bounded { low, .. } | Self::Sampled { low, .. } => low,
        }
    }

    /// Greatest number that the count allows.
    #[must_use]
    pub fn high(&self) -> &BigUint {
        match self {
            Self::Exact(count) => count,
            Self::Bounded { high, .. } | Self::Sampled { high, .. } => high,
        }
    }

    fn between((low, high): (BigUint, BigUint)) -> Self {
        if low == high { Self::Exact(low) } else { Self::Bounded { low, high } }
    }

    /// The count held within proved bounds.
    fn within(self, least: &BigUint, most: &BigUint) -> Self {
        let hold = |count: BigUint| count.clamp(least.clone(), most.clone());
        match self {
            _ if least == most => Self::Exact(most.clone()),
            Self::Sampled { low, high, hits, draws } => {
                Self::Sampled { low: hold(low), high: hold(high), hits, draws }
            }
            proved => proved,
        }
    }

    /// Proved bounds, unless an estimate is less than half as wide and agrees
    /// with them somewhere.
    fn narrower(self, estimate: Self) -> Self {
        let width = |count: &Self| count.high() - count.low();
        let agrees = estimate.low() <= self.high() && self.low() <= estimate.high();
        if agrees && width(&estimate) * 2_u8 < width(&self) {
            estimate.within(self.low(), self.high())
        } else {
            self
        }
    }
}

impl Joint {
    /// From what each party says and who is asked.
    fn of(accepts: &[Acceptance], is_asked: impl Fn(PartyIndex) -> bool) -> Self {
        let mut joint = Self { surely: true, possibly: true, unknown_to_some: false };
        for accepts in
            accepts.iter().enumerate().filter(|(party, _)| is_asked(*party)).map(|(_, accepts)| accepts)
        {
            joint.surely &= *accepts == Acceptance::Surely;
            joint.possibly &= *accepts != Acceptance::Never;
            joint.unknown_to_some |= *accepts == Acceptance::Unknown;
        }
        joint
    }
}

/// Counts what the parties accept of the packages of `diagram`: those that the
/// rules allow and that cross no red line of any party.
///
/// `judges` has one entry a party, in party order; `tracked` are the formulas
/// that the diagram was compiled to track, which let thresholds with
/// adjustments be counted by partial sums.
///
/// # Errors
///
/// [`Stopped::Cancelled`] where the control says so.
pub fn tally(
    case: &Case,
    judges: &[Judge<'_>],
    diagram: &Diagram,
    tracked: &[Formula],
    effort: &Effort,
    control: &Control<'_>,
) -> Result<Tallies, Stopped> {
    if diagram.count() <= BigUint::from(effort.most_packages) {
        let no_tie: Vec<_> = case.issues.iter().map(|issue| vec![0; issue.choices()]).collect();
        return Ok(profiles(case, judges, diagram, &no_tie, control)?.tallies());
    }
    Counter { case, judges, diagram, tracked, effort, control }.tallies()
}

/// Counts packages that are too many to be judged one by one.
struct Counter<'a> {
    case: &'a Case,
    judges: &'a [Judge<'a>],
    diagram: &'a Diagram,
    tracked: &'a [Formula],
    effort: &'a Effort,
    control: &'a Control<'a>,
}

/// How many packages are drawn between two looks at the control.
const PATIENCE: u32 = 256;

/// Most steps of all draws together, each one choice: of ten thousand issues,
/// some thousand packages are drawn.
const MOST_STEPS: u32 = 20_000_000;

/// Packages drawn that were accepted: surely, and not never.
type Hits = [u32; 2];

impl Counter<'_> {
    fn tallies(&self) -> Result<Tallies, Stopped> {
        let completions = self.diagram.completions();
        let packages = completions.first().and_then(|root| root.first()).cloned().unwrap_or_default();
        let issues = u32::try_from(self.case.issues.len()).unwrap_or(u32::MAX).max(1);
        let draws = self.effort.draws.min(MOST_STEPS / issues);
        let (hits, all, unknown) = self.draw(draws)?;
        let estimate = |hits: u32| draws::estimate(hits, draws, &packages);
        let mut parties = Vec::with_capacity(self.judges.len());
        for (judge, hits) in self.judges.iter().zip(&hits) {
            let [surely, possibly] = judge.criteria();
            let at_least = self.count(surely, &completions, &packages)?;
            let at_most = if surely == possibly {
                at_least.clone()
            } else {
                self.count(possibly, &completions, &packages)?
            };
            parties.push(Tally {
                at_least: at_least.narrower(estimate(hits[0])),
                at_most: at_most.narrower(estimate(hits[1])),
            });
        }
        let (least, surely) =
            self.of_all(&parties, &packages, |tally| &tally.at_least, |one| one == Acceptance::Surely);
        let at_least = estimate(all[0]).within(&least, &surely);
        let (least, possibly) =
            self.of_all(&parties, &packages, |tally| &tally.at_most, |one| one != Acceptance::Never);
        let all = Tally { at_least, at_most: estimate(all[1]).within(&least, &possibly) };
        let unknown_to_some = estimate(unknown).within(&BigUint::ZERO, &possibly);
        Ok(Tallies { packages, parties, all, unknown_to_some })
    }

    /// What is proved of the deals that all accept, from what `of` each party's
    /// tally proves of its own: no more than any party that is always asked, and
    /// no fewer than are left when what each party refuses is taken away. No
    /// agreement is no deal; `takes` says whether a party that says so of it has
    /// counted it among what it accepts.
    fn of_all(
        &self,
        parties: &[Tally],
        packages: &BigUint,
        of: fn(&Tally) -> &Count,
        takes: fn(Acceptance) -> bool,
    ) -> (BigUint, BigUint) {
        let one = |is_one: bool| BigUint::from(u8::from(is_one));
        let apart = self.case.no_agreement().filter(|package| self.diagram.contains(package));
        let deals = packages - one(apart.is_some());
        let (mut refused, mut most) = (BigUint::ZERO, deals.clone());
        for (party, (tally, judge)) in parties.iter().zip(self.judges).enumerate() {
            let count = of(tally);
            if matches!(count, Count::Sampled { .. }) {
                refused += &deals;
                continue;
            }
            let taken = one(apart.as_ref().is_some_and(|package| takes(judge.threshold(package))));
            refused += &deals - (count.low().max(&taken) - &taken);
            if self.case.parties[party].consents == Consent::Always {
                most = most.min(count.high() - &taken);
            }
        }
        let least = &deals - refused.min(deals.clone());
        (least.min(most.clone()), most)
    }

    /// Counts or bounds what meets a criterion; where it must be asked package
    /// by package, all that is proved is that there are no more than there are.
    fn count(
        &self,
        criterion: Criterion<'_>,
        completions: &[Vec<BigUint>],
        packages: &BigUint,
    ) -> Result<Count, Stopped> {
        let unbounded = || Count::between((BigUint::ZERO, packages.clone()));
        let threshold = match criterion {
            Criterion::Every => return Ok(Count::Exact(packages.clone())),
            Criterion::None => return Ok(Count::Exact(BigUint::ZERO)),
            Criterion::Each => return Ok(unbounded()),
            Criterion::Sum(threshold) => threshold,
        };
        if let Some(met) = self.always(threshold) {
            return Ok(Count::Exact(if met { packages.clone() } else { BigUint::ZERO }));
        }
        let Some(sums) = Sums::new(self.diagram, completions, self.tracked, threshold) else {
            return Ok(unbounded());
        };
        match sums.count(self.effort.most_labels, self.control)? {
            Some(count) => Ok(Count::Exact(count)),
            None => Ok(Count::between(sums.bounds(self.effort.cells, self.control)?)),
        }
    }

    /// Whether a threshold is met, or missed, whatever is chosen and whatever
    /// formulas hold; `None` where that is not plain from its parts.
    fn always(&self, threshold: &Threshold<'_>) -> Option<bool> {
        let (mut least, mut most) = (threshold.start, threshold.start);
        for layer in &self.diagram.layers {
            let part = |arc: &Arc| {
                let arises = self.diagram.effects[arc.effect as usize].arises;
                threshold.part(layer.issue, arises.then_some(arc.choice))
            };
            least = least.saturating_add(layer.arcs.iter().map(part).min()?);
            most = most.saturating_add(layer.arcs.iter().map(part).max()?);
        }
        for &(_, bonus) in &threshold.bonuses {
            least = least.saturating_add(bonus.min(0));
            most = most.saturating_add(bonus.max(0));
        }
        match (least >= 0, most < 0) {
            (true, _) => Some(true),
            (_, true) => Some(false),
            _ => None,
        }
    }

    /// Hits of each party, of all together, and those of all that are unknown to some.
    fn draw(&self, draws: u32) -> Result<(Vec<Hits>, Hits, u32), Stopped> {
        let no_agreement = self.case.no_agreement();
        let mut parties = vec![[0; 2]; self.judges.len()];
        let (mut all, mut unknown) = ([0; 2], 0);
        for (drawn, package) in (0..draws).zip(self.diagram.sampler(self.effort.seed)) {
            if drawn % PATIENCE == 0 && self.control.is_stopped() {
                return Err(Stopped::Cancelled);
            }
            let accepts: Vec<_> = self.judges.iter().map(|judge| judge.threshold(&package)).collect();
            for (hits, accepts) in parties.iter_mut().zip(&accepts) {
                hits[0] += u32::from(*accepts == Acceptance::Surely);
                hits[1] += u32::from(*accepts != Acceptance::Never);
            }
            if no_agreement.as_ref() != Some(&package) {
                let joint = Joint::of(&accepts, |party| self.case.is_asked(party, &package));
                all[0] += u32::from(joint.surely);
                all[1] += u32::from(joint.possibly);
                unknown += u32::from(joint.possibly && joint.unknown_to_some);
            }
        }
        Ok((parties, all, unknown))
    }
}
