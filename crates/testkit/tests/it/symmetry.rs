//! Another writing of the same case has the same answer: reordering and
//! renaming parties, issues and options moves vectors, counts and complete sets
//! of ties, and changes nothing else. Witnesses and proposals are examples and
//! may be others.

use std::collections::{BTreeMap, BTreeSet};

use detente_case::model::Case;
use detente_case::record::View;
use detente_settle::budget::Budget;
use detente_settle::demand::Demand;
use detente_settle::on_record::{Decides, OnRecord, on_record};
use detente_settle::solve::{Answer, Request, solve};
use detente_testkit::draft::Draft;
use detente_testkit::draft::shuffle::Moves;
use detente_testkit::generate::{Dice, Size, drafts};
use num_bigint::BigUint;
use proptest::prelude::*;

use crate::support::cases;

fn solved(case: &Case) -> Answer {
    let request = Request { points: true, ..Request::default() };
    solve(case, &request, &Budget::default()).expect("small numbers")
}

/// A value vector by party: value and units in one point.
type Vector = Vec<(usize, i64, i64)>;

/// Vectors by what they are the answer to.
type Sets<K> = BTreeMap<K, BTreeSet<Vector>>;

/// An answer without positions: parties and issues go by the position that they
/// have in the first writing.
#[derive(Debug, PartialEq)]
struct Plain {
    counts: String,
    rules: Vec<BigUint>,
    parties: BTreeMap<usize, String>,
    settled: BTreeSet<(usize, usize)>,
    excluded: BTreeSet<(usize, usize)>,
    frontier: BTreeMap<Vector, BigUint>,
    reservations: BTreeMap<usize, (i64, bool)>,
    concepts: Sets<&'static str>,
    nash: Sets<BTreeSet<usize>>,
    conflicts: BTreeSet<BTreeSet<Demand>>,
    corrections: BTreeSet<BTreeSet<Demand>>,
    coalitions: BTreeSet<BTreeSet<usize>>,
}

/// The way back from positions in one writing to those in the first.
struct Back {
    parties: Vec<usize>,
    issues: Vec<usize>,
    choices: Vec<Vec<usize>>,
}

impl Back {
    fn from(first: &Draft, other: &Draft) -> Self {
        let moves = Moves::between(other, first);
        let choices = moves.choices.iter().map(|each| each.iter().copied().map(usize::from).collect());
        Self { choices: choices.collect(), parties: moves.parties, issues: moves.issues }
    }

    fn demand(&self, demand: Demand) -> Demand {
        match demand {
            Demand::RedLine { party, line } => Demand::RedLine { party: self.parties[party], line },
            Demand::Reservation { party } => Demand::Reservation { party: self.parties[party] },
        }
    }

    fn plain(&self, answer: &Answer) -> Plain {
        let choice =
            |issue: usize, choice: u16| (self.issues[issue], self.choices[issue][usize::from(choice)]);
        let demands =
            |list: &[Demand]| list.iter().map(|&demand| self.demand(demand)).collect::<BTreeSet<_>>();
        let mut plain = Plain {
            counts: format!("{:?} {:?} {:?} {:?}", answer.counts, answer.zone, answer.unknown, answer.scope),
            rules: answer.rules.iter().map(|rule| rule.alone.clone()).collect(),
            parties: answer
                .parties
                .iter()
                .map(|tally| (self.parties[tally.party], format!("{:?} {:?}", tally.accepts, tally.crossing)))
                .collect(),
            settled: answer.settled.iter().map(|&(issue, one)| choice(issue, one)).collect(),
            excluded: answer
                .excluded
                .iter()
                .flat_map(|(issue, gone)| gone.iter().map(|&one| choice(*issue, one)))
                .collect(),
            frontier: BTreeMap::new(),
            reservations: BTreeMap::new(),
            concepts: BTreeMap::new(),
            nash: BTreeMap::new(),
            conflicts: BTreeSet::new(),
            corrections: BTreeSet::new(),
            coalitions: BTreeSet::new(),
        };
        if let Some(blockers) = &answer.blockers {
            plain.conflicts = blockers.conflicts.iter().map(|set| demands(set)).collect();
            plain.corrections = blockers.corrections.iter().map(|each| demands(&each.demands)).collect();
            let group = |group: &Vec<usize>| group.iter().map(|&party| self.parties[party]).collect();
            plain.coalitions = blockers.coalitions.iter().map(group).collect();
        }
        if let Some(found) = &answer.frontier {
            let vector = |at: usize| {
                let units = found.points[at].vector.iter().zip(&found.denominators).zip(&found.parties);
                let mut vector: Vec<_> =
                    units.map(|((&value, &unit), &party)| (self.parties[party], value, unit)).collect();
                vector.sort_unstable();
                vector
            };
            plain.frontier =
                (0..found.points.len()).map(|at| (vector(at), found.points[at].packages.clone())).collect();
            let reservations = found.parties.iter().zip(&found.reservations).zip(&found.known);
            plain.reservations = reservations
                .map(|((&party, &value), &known)| (self.parties[party], (value, known)))
                .collect();
            let set = |positions: &[usize]| positions.iter().map(|&at| vector(at)).collect::<BTreeSet<_>>();
            let concepts = &found.concepts;
            plain.concepts = BTreeMap::from([
                ("Kalai-Smorodinsky", set(&concepts.kalai_smorodinsky)),
                ("egalitarian", set(&concepts.egalitarian)),
                ("utilitarian", set(&concepts.utilitarian)),
                ("raw sum", set(&concepts.raw_sum)),
            ]);
            let gainers =
                |gainers: &[usize]| gainers.iter().map(|&at| self.parties[found.parties[at]]).collect();
            plain.nash =
                concepts.nash.iter().map(|each| (gainers(&each.gainers), set(&each.points))).collect();
        }
        plain
    }

    fn record(&self, found: &OnRecord) -> String {
        let mut deciding: Vec<_> = found
            .deciding
            .iter()
            .map(|each| {
                let refuses = each.decides == Decides::Refuses;
                (each.statement, self.parties[each.party], each.level.word(), refuses, each.strikes.clone())
            })
            .collect();
        deciding.sort();
        let balance: BTreeMap<_, _> =
            found.balance.iter().enumerate().map(|(party, balance)| (self.parties[party], balance)).collect();
        format!("{} {:?} {deciding:?} {balance:?} {}", found.packages, found.tallies, found.readings)
    }
}

fn check(first: &Draft, other: &Draft) -> Result<(), TestCaseError> {
    let (one, two) = (first.case(), other.case());
    let (here, there) = (Back::from(first, first), Back::from(first, other));
    prop_assert_eq!(here.plain(&solved(&one)), there.plain(&solved(&two)), "{:?}", other);
    let view = View { on: one.as_of, known_by: None };
    let record = |case: &Case| on_record(case, view, &Budget::default()).expect("small enough");
    prop_assert_eq!(here.record(&record(&one)), there.record(&record(&two)), "{:?}", other);
    Ok(())
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn reordered(draft in drafts(Size { packages: 400, ..Size::EVERYTHING }), seed in any::<u64>()) {
        check(&draft, &draft.reordered(&mut Dice::new(seed)))?;
    }

    #[test]
    fn renamed(draft in drafts(Size { packages: 400, ..Size::EVERYTHING }), seed in any::<u64>()) {
        check(&draft, &draft.renamed(&mut Dice::new(seed)))?;
    }

    #[test]
    fn reordered_and_renamed(draft in drafts(Size { packages: 60, ..Size::EVERYTHING }), seed in any::<u64>()) {
        let dice = &mut Dice::new(seed);
        check(&draft, &draft.reordered(dice).renamed(dice))?;
    }
}
