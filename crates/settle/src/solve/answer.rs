//! What [`crate::solve::solve`] answers, before it is put into words.

use detente_case::package::{Choice, IssueIndex, Package, PartyIndex};
use detente_space::acceptance::{Count, Tally};
use detente_space::points::PointNote;
use detente_space::worth::{Acceptance, Assessment};
use num_bigint::BigUint;

use crate::blockers::Blockers;
use crate::boxes::ConceptBounds;
use crate::concepts::{Concepts, Movement};
use crate::frontier::{Point, Status};
use crate::trades::Trades;

/// The packages on which a settlement could rest, or what stands in their way.
#[derive(Clone, Debug)]
pub struct Answer {
    /// Parties left out by request.
    pub without: Vec<PartyIndex>,
    /// Parties whose acceptance some package requires, in case order.
    pub asked: Vec<PartyIndex>,
    /// How many packages there are.
    pub counts: Counts,
    /// What each rule removes.
    pub rules: Vec<RuleEffect>,
    /// Draws behind sampled counts, with their seed.
    pub seed: u64,
    /// What each party accepts among the packages that the rules allow and that cross no red line, one entry for each of `asked`.
    pub parties: Vec<PartyTally>,
    /// What all who are asked accept together, without the package of no agreement.
    pub zone: Tally,
    /// Packages that nobody who is asked surely refuses, but whose acceptance is
    /// unknown to some party for want of any preference; part of the zone at most.
    pub unknown: Count,
    /// The packages that the rest of the answer is about.
    pub scope: Scope,
    /// Issues with one choice left in scope.
    pub settled: Vec<(IssueIndex, Choice)>,
    /// Choices that appear in no package in scope although the rules allow them.
    pub excluded: Vec<(IssueIndex, Vec<Choice>)>,
    /// Deliberately different packages in scope.
    pub proposals: Vec<Proposal>,
    /// The frontier of the point values, where asked for or where every number is stated.
    pub frontier: Option<FrontierAnswer>,
    /// Trades from the package of no agreement, where there is one and the
    /// preferences of two parties are given.
    pub trades: Option<Trades>,
    /// What blocks, where nothing is acceptable to all.
    pub blockers: Option<Blockers>,
    /// Why parts are missing or incomplete, in words for the reader.
    pub limits: Vec<String>,
    /// Whether the user or a limit stopped the work.
    pub stopped: bool,
}

/// How many packages there are at each step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counts {
    /// Combinations of choices before any rule.
    pub combinations: BigUint,
    /// Packages that the rules allow, the package of no agreement not counted.
    pub allowed: Count,
    /// Of these, packages that cross no red line of a party that is asked of them.
    pub open: Count,
}

/// What one rule removes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleEffect {
    /// Position in the case.
    pub rule: usize,
    /// Packages that this rule alone removes: all other rules allow them.
    pub alone: BigUint,
}

/// What one party accepts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartyTally {
    /// The party.
    pub party: PartyIndex,
    /// Packages that cross no red line of a party that is asked of them and that
    /// are worth at least no agreement to it, at least and at most.
    pub accepts: Tally,
    /// Allowed packages that cross one of its red lines, where it is asked.
    pub crossing: BigUint,
}

/// Which packages an answer is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scope {
    /// Those surely acceptable to all who are asked.
    Surely,
    /// None is surely acceptable: those that can be, depending on what is not known.
    Possibly,
    /// None can be acceptable: those that the rules allow and that cross no red line.
    Open,
    /// Not even those: all that the rules allow.
    Allowed,
}

/// A package to look at, with what each party makes of it.
#[derive(Clone, Debug)]
pub struct Proposal {
    /// The package.
    pub package: Package,
    /// One entry for each party of the case.
    pub parties: Vec<Option<Assessment>>,
    /// Whether all who are asked accept it.
    pub all: Acceptance,
}

/// The frontier of point values and the solution concepts on it.
#[derive(Clone, Debug)]
pub struct FrontierAnswer {
    /// Parties that are coordinates, in case order.
    pub parties: Vec<PartyIndex>,
    /// Whether every number behind it is stated.
    pub stated: bool,
    /// Whether it is over all allowed packages rather than the acceptable ones.
    pub all: bool,
    /// Units of each coordinate in one point.
    pub denominators: Vec<i64>,
    /// Whether each coordinate is an order without a scale.
    pub ordinal: Vec<bool>,
    /// Reservation value of each coordinate in its own units.
    pub reservations: Vec<i64>,
    /// Whether each is known; where not, the party's least value stands in.
    pub known: Vec<bool>,
    /// Remarks on how points were made.
    pub notes: Vec<PointNote>,
    /// Exact, a cover, or best found.
    pub status: Status,
    /// The points, in descending order of vector.
    pub points: Vec<Point>,
    /// The solution concepts on them.
    pub concepts: Concepts,
    /// What the concepts can still reach, where the search was stopped and that is known.
    pub bounds: Option<ConceptBounds>,
    /// Whether the packages behind each point are counted exactly; else there are at least so many.
    pub counted: bool,
    /// How the concepts move with each party's reservation value, by coordinate;
    /// empty for orders, and where that was not asked for or not computed.
    pub movements: Vec<Option<Movement<Point>>>,
}

impl Answer {
    /// Whether some package is surely acceptable to all who are asked.
    #[must_use]
    pub fn has_deal(&self) -> bool {
        *self.zone.at_least.low() > BigUint::ZERO
    }
}
