//! Settlement: counts, zone, frontier, concepts, blockers, and the record.

use std::collections::{BTreeMap, BTreeSet};

use detente_case::model::Case;
use detente_case::package::PartyIndex;
use detente_case::preference::{Form, Reservation};
use detente_case::record::{self, Demands, Level};
use detente_settle::blockers::{self, DiagramOracle};
use detente_settle::budget::Budget;
use detente_settle::demand::{Demand, asked_parties, demands};
use detente_settle::frontier::Status;
use detente_settle::on_record::{Decides, on_record};
use detente_settle::solve::{Answer, FrontierAnswer, Request, Scope, solve};
use detente_settle::ties;
use detente_space::acceptance::Count;
use detente_space::points::point_valuation;
use detente_testkit::generate::{Size, drafts};
use detente_testkit::oracle::{
    self, Acceptance, Measure, Number, Oracle, PartyPoints, Set, State, View, concepts, nondominated,
};
use num_bigint::{BigInt, BigUint};
use proptest::prelude::*;

use crate::record::day;
use crate::support::{case, cases};

fn solved(case: &Case, request: &Request) -> Answer {
    let answer = solve(case, request, &Budget::default()).expect("small numbers");
    assert!(!answer.stopped, "{:?}", answer.limits);
    answer
}

fn exactly(count: usize) -> Count {
    Count::Exact(BigUint::from(count))
}

/// The agreements that cross no red line of a party that is asked of them.
pub(crate) fn open(oracle: &Oracle<'_>) -> Set {
    let parties = 0..oracle.case().parties.len();
    parties.fold(oracle.agreements(), |open, party| {
        open.minus(&oracle.crossing(party).and(&oracle.asked(party)))
    })
}

/// The members of a set of which all who are asked say something.
fn all_say(oracle: &Oracle<'_>, set: &Set, says: impl Fn(Acceptance) -> bool) -> Set {
    (0..oracle.case().parties.len()).fold(set.clone(), |set, party| {
        let accepts = oracle.accepts(party);
        let says: Set = accepts.into_iter().map(&says).collect();
        set.and(&says.or(&oracle.asked(party).complement()))
    })
}

fn check_counts(case: &Case) -> Result<(), TestCaseError> {
    let oracle = Oracle::new(case);
    let answer = solved(case, &Request::default());
    let (agreements, open) = (oracle.agreements(), open(&oracle));
    prop_assert_eq!(&answer.counts.combinations, &BigUint::from(oracle.packages().len()));
    prop_assert_eq!(&answer.counts.allowed, &exactly(agreements.count()));
    prop_assert_eq!(&answer.counts.open, &exactly(open.count()));
    for rule in &answer.rules {
        let alone =
            oracle.removed_alone(rule.rule).minus(&oracle.no_agreement()).and(&oracle.somebody_asked());
        prop_assert_eq!(&rule.alone, &BigUint::from(alone.count()));
    }
    prop_assert_eq!(answer.rules.len(), case.rules.len());
    for tally in &answer.parties {
        let party = tally.party;
        let id = &case.parties[party].id;
        let crossing = oracle.crossing(party).and(&oracle.asked(party)).and(&agreements);
        prop_assert_eq!(&tally.crossing, &BigUint::from(crossing.count()), "{}", id);
        // Of the packages that rules and red lines leave: where the party is
        // asked none of them crosses its own, so worth alone decides.
        let accepts = oracle.threshold(party);
        let says = |says: &dyn Fn(Acceptance) -> bool| {
            exactly(open.members().into_iter().filter(|&at| says(accepts[at])).count())
        };
        prop_assert_eq!(&tally.accepts.at_least, &says(&|one| one == Acceptance::Surely), "{}", id);
        prop_assert_eq!(&tally.accepts.at_most, &says(&|one| one != Acceptance::Never), "{}", id);
    }
    let possibly = all_say(&oracle, &agreements, |one| one != Acceptance::Never);
    let surely = all_say(&oracle, &agreements, |one| one == Acceptance::Surely);
    prop_assert_eq!(&answer.zone.at_least, &exactly(surely.count()));
    prop_assert_eq!(&answer.zone.at_most, &exactly(possibly.count()));
    let told = all_say(&oracle, &agreements, |one| !matches!(one, Acceptance::Never | Acceptance::Unknown));
    prop_assert_eq!(&answer.unknown, &exactly(possibly.count() - told.count()));
    prop_assert_eq!(answer.has_deal(), !surely.is_empty());
    Ok(())
}

proptest! {
    #![proptest_config(cases(512))]

    #[test]
    fn packages_are_counted(draft in drafts(Size { statements: 3, packages: 400, ..Size::EVERYTHING })) {
        check_counts(&draft.case())?;
    }

    #[test]
    fn what_is_settled_and_excluded(draft in drafts(Size { statements: 0, ..Size::EVERYTHING })) {
        let case = draft.case();
        let oracle = Oracle::new(&case);
        let answer = solved(&case, &Request::default());
        let agreements = oracle.agreements();
        let surely = all_say(&oracle, &agreements, |one| one == Acceptance::Surely);
        let possibly = all_say(&oracle, &agreements, |one| one != Acceptance::Never);
        let open = open(&oracle);
        let (scope, set) = if !surely.is_empty() {
            (Scope::Surely, surely)
        } else if !possibly.is_empty() {
            (Scope::Possibly, possibly)
        } else if !open.is_empty() {
            (Scope::Open, open)
        } else {
            (Scope::Allowed, agreements.clone())
        };
        prop_assert_eq!(answer.scope, scope);
        let (mut settled, mut excluded) = (Vec::new(), Vec::new());
        for issue in 0..case.issues.len() {
            let arises = oracle.arises(issue);
            let left = oracle.survivors(&set.and(&arises))[issue].clone();
            let before = oracle.survivors(&agreements.and(&arises))[issue].clone();
            if let (1, true) = (left.len(), before.len() > 1) {
                settled.extend(left.into_iter().map(|choice| (issue, choice)));
            } else if left != before {
                excluded.push((issue, before.difference(&left).copied().collect::<Vec<_>>()));
            }
        }
        prop_assert_eq!(&answer.settled, &settled);
        prop_assert_eq!(&answer.excluded, &excluded);
        let shown: BTreeSet<_> = answer.proposals.iter().map(|each| oracle.position(&each.package)).collect();
        prop_assert_eq!(shown.len(), answer.proposals.len(), "proposals differ");
        prop_assert!(shown.iter().all(|&at| set.has(at)));
        prop_assert_eq!(shown.len(), set.count().min(5));
    }

    #[test]
    fn the_frontier_and_the_concepts(draft in drafts(Size { packages: 120, ..Size::PREFERENCES }), all in any::<bool>()) {
        check_frontier(&draft.case(), all)?;
    }

    #[test]
    fn the_frontier_of_plain_numbers(draft in drafts(Size { packages: 250, vague: false, ..Size::PREFERENCES })) {
        check_frontier(&draft.case(), false)?;
    }

    #[test]
    fn what_blocks(draft in drafts(Size { packages: 120, ..Size::PREFERENCES })) {
        let case = draft.case();
        let oracle = Oracle::new(&case);
        let answer = solved(&case, &Request::default());
        let possibly = all_say(&oracle, &oracle.agreements(), |one| one != Acceptance::Never);
        prop_assert_eq!(answer.blockers.is_none(), !possibly.is_empty());
        let Some(found) = &answer.blockers else { return Ok(()) };
        let expected = oracle.collisions();
        prop_assert!(found.complete);
        let conflicts: BTreeSet<_> = found.conflicts.iter().map(|set| named(set)).collect();
        prop_assert_eq!(conflicts.len(), found.conflicts.len());
        prop_assert_eq!(&conflicts, &expected.conflicts);
        let corrections: BTreeSet<_> = found.corrections.iter().map(|each| named(&each.demands)).collect();
        prop_assert_eq!(corrections.len(), found.corrections.len());
        prop_assert_eq!(&corrections, &expected.corrections);
        let demands = oracle.demands();
        for opening in &found.corrections {
            let at = oracle.position(&opening.package);
            prop_assert!(oracle.agreements().has(at));
            let given_up = named(&opening.demands);
            for (demand, broken) in &demands {
                prop_assert!(!broken.has(at) || given_up.contains(demand), "{:?} is broken", demand);
            }
        }
        let party_of = |demand: &oracle::Demand| match demand {
            oracle::Demand::RedLine(party, _) | oracle::Demand::Reservation(party) => *party,
        };
        let involved: BTreeSet<_> = expected.conflicts.iter().flatten().map(party_of).collect();
        prop_assert_eq!(found.movements.iter().map(|each| each.party).collect::<Vec<_>>(), involved.into_iter().collect::<Vec<_>>());
        for movement in &found.movements {
            let ways: BTreeSet<_> = movement.ways.iter().map(|each| named(&each.demands)).collect();
            let own = expected.corrections.iter().filter(|set| set.iter().all(|each| party_of(each) == movement.party));
            prop_assert_eq!(ways, own.cloned().collect::<BTreeSet<_>>());
        }
        // The largest groups that could agree without the others.
        let agree = |group: &BTreeSet<PartyIndex>| {
            let broken = demands.iter().filter(|(demand, _)| group.contains(&party_of(demand)));
            !broken.fold(oracle.agreements(), |open, (_, broken)| open.minus(broken)).is_empty()
        };
        let asked: Vec<_> = answer.asked.clone();
        let groups = (1..1_usize << asked.len())
            .map(|bits| asked.iter().enumerate().filter(|(at, _)| bits >> at & 1 == 1).map(|(_, party)| *party).collect::<BTreeSet<_>>());
        let agreeing: Vec<_> = groups.filter(agree).collect();
        let largest: BTreeSet<_> =
            agreeing.iter().filter(|group| !agreeing.iter().any(|other| *group != other && group.is_subset(other))).cloned().collect();
        let coalitions: BTreeSet<BTreeSet<_>> = found.coalitions.iter().map(|group| group.iter().copied().collect()).collect();
        prop_assert_eq!(coalitions, largest);
    }

    #[test]
    fn blockers_of_plain_numbers_without_looking_at_packages(
        draft in drafts(Size { packages: 60, vague: false, ..Size::PREFERENCES }),
    ) {
        let case = draft.case();
        let oracle = Oracle::new(&case);
        let between = |party: &PartyIndex| matches!(case.preferences[*party].reservation, Reservation::Between { .. });
        let asked = asked_parties(&case, &[]);
        let parties: Vec<_> =
            asked.iter().copied().filter(|&party| case.preferences[party].form != Form::Unknown).collect();
        let points = point_valuation(&case, &parties).expect("small numbers");
        prop_assume!(!parties.iter().any(between) && points.caps.iter().all(Option::is_none));
        let demands = demands(&case, &asked);
        let (tie_keys, budget) = (ties::keys(&case), Budget::default());
        let mut search = DiagramOracle {
            case: &case,
            demands: &demands,
            points: &points,
            parties: &parties,
            tie_keys: &tie_keys,
            budget: &budget,
        };
        let found = blockers::blockers(&case, &asked, &mut search, 100).expect("small enough").unwrap_or_default();
        let expected = oracle.collisions();
        prop_assert_eq!(found.conflicts.iter().map(|set| named(set)).collect::<BTreeSet<_>>(), expected.conflicts);
        let corrections = found.corrections.iter().map(|each| named(&each.demands));
        prop_assert_eq!(corrections.collect::<BTreeSet<_>>(), expected.corrections);
    }

    #[test]
    fn the_record_alone(draft in drafts(Size::RECORD), on in day(), known_by in day()) {
        let case = draft.case();
        let oracle = Oracle::new(&case);
        let found = on_record(&case, record::View { on, known_by }, &Budget::default()).expect("small enough");
        prop_assert_eq!(&found.packages, &BigUint::from(oracle.agreements().count()));
        if !found.all_readings {
            return Ok(());
        }
        let view = View { on, known_by };
        let readings = oracle.readings();
        // Other readings of what decides nothing are not tried: they change no count.
        prop_assert!(found.readings <= readings.len());
        let records: Vec<_> = readings.into_iter().map(|reading| oracle.record(view, reading)).collect();
        prop_assert_eq!(found.tallies.len(), 6);
        for tally in &found.tallies {
            let counts: Vec<_> = records.iter().map(|record| record.tally(tally.level, tally.demands)).collect();
            for (spread, of) in [
                (&tally.nobody_refuses, (|each| each.nobody_refuses) as fn(&oracle::Tally) -> usize),
                (&tally.against_no_demand, |each| each.against_no_demand),
                (&tally.within_all_terms, |each| each.within_all_terms),
            ] {
                let (least, most) = (counts.iter().map(of).min(), counts.iter().map(of).max());
                prop_assert_eq!(Some(spread.least.clone()), least.map(BigUint::from));
                prop_assert_eq!(Some(spread.most.clone()), most.map(BigUint::from));
            }
        }
        let coded = &records[0];
        for (party, balance) in found.balance.iter().enumerate() {
            for (level, count) in Level::ALL.into_iter().zip(balance) {
                let stands = |entry: &&oracle::Entry| entry.state == State::Stands && entry.party == party && entry.level == level;
                prop_assert_eq!(coded.entries.iter().filter(stands).count(), *count);
            }
        }
        let mut expected = BTreeMap::new();
        for party in 0..case.parties.len() {
            let asked = oracle.agreements().and(&oracle.asked(party));
            let mut add = |decides: u8, list: Vec<(usize, Set)>| {
                for (statement, packages) in list {
                    let strikes = BigUint::from(packages.and(&asked).count());
                    expected.insert((statement, party, decides), strikes);
                }
            };
            add(0, coded.refusals(party, Level::Attributed, Demands::Openings));
            add(1, coded.oppositions(party, Level::Attributed, Demands::Openings));
        }
        let deciding: BTreeMap<_, _> = found
            .deciding
            .iter()
            .map(|each| {
                let decides = u8::from(each.decides == Decides::Demands);
                ((each.statement, each.party, decides), each.strikes.clone())
            })
            .collect();
        prop_assert_eq!(deciding, expected);
    }
}

fn named(demands: &[Demand]) -> BTreeSet<oracle::Demand> {
    let name = |demand: &Demand| match *demand {
        Demand::RedLine { party, line } => oracle::Demand::RedLine(party, line),
        Demand::Reservation { party } => oracle::Demand::Reservation(party),
    };
    demands.iter().map(name).collect()
}

/// Values in points, by vector how many packages have it.
type Vectors = BTreeMap<Vec<Number>, usize>;

/// The packages in question, by the points of the parties that have any.
fn acceptable(oracle: &Oracle<'_>, points: &[(PartyIndex, PartyPoints)], all: bool) -> Set {
    if all {
        return oracle.agreements();
    }
    points.iter().fold(open(oracle), |set, (party, points)| {
        let enough =
            |value: &Number| points.reservation.as_ref().is_none_or(|reservation| value >= reservation);
        let enough: Set = points.values.iter().map(enough).collect();
        set.and(&enough.or(&oracle.asked(*party).complement()))
    })
}

fn check_frontier(case: &Case, all: bool) -> Result<(), TestCaseError> {
    let oracle = Oracle::new(case);
    let answer = solved(case, &Request { points: true, all, ..Request::default() });
    let asked = answer.asked.iter().map(|&party| (party, oracle.points(party)));
    let points: Vec<_> = asked.filter(|(_, points)| points.measure != Measure::Nothing).collect();
    let Some(found) = &answer.frontier else {
        prop_assert!(points.is_empty(), "{:?}", answer.limits);
        return Ok(());
    };
    prop_assert_eq!(&found.parties, &points.iter().map(|(party, _)| *party).collect::<Vec<_>>());
    prop_assert_eq!(&found.status, &Status::Exact);
    let members = acceptable(&oracle, &points, all).members();
    let vector = |at: usize| points.iter().map(|(_, points)| points.values[at].clone()).collect::<Vec<_>>();
    let vectors: Vec<_> = members.iter().map(|&at| vector(at)).collect();
    let undominated = nondominated(&vectors);
    let mut expected = Vectors::new();
    for &at in &undominated {
        *expected.entry(vectors[at].clone()).or_default() += 1;
    }
    let shown: Vec<_> = found.points.iter().map(|point| in_points(found, &point.vector)).collect();
    let counted: Vectors = shown
        .iter()
        .cloned()
        .zip(found.points.iter().map(|point| usize::try_from(&point.packages).expect("few")))
        .collect();
    prop_assert_eq!(&counted, &expected);
    for (point, shown) in found.points.iter().zip(&shown) {
        prop_assert_eq!(&vector(oracle.position(&point.witness)), shown);
        prop_assert!(members.contains(&oracle.position(&point.witness)));
    }

    // Where a reservation value is not known the least value stands in.
    let stand_in = |points: &PartyPoints| {
        let scope = if all { oracle.agreements() } else { open(&oracle) };
        scope.members().into_iter().map(|at| points.uncapped[at].clone()).min()
    };
    let reservation: Vec<_> =
        points.iter().map(|(_, points)| points.reservation.clone().or_else(|| stand_in(points))).collect();
    let Some(reservation) = reservation.into_iter().collect::<Option<Vec<_>>>() else { return Ok(()) };
    prop_assert_eq!(&in_points(found, &found.reservations), &reservation);
    let cardinal: Vec<_> = (0..points.len()).filter(|&at| points[at].1.measure == Measure::Scale).collect();
    let on_scale = |vector: &Vec<Number>| cardinal.iter().map(|&at| vector[at].clone()).collect::<Vec<_>>();
    // Over all that the rules allow there are no concepts: they are about what is acceptable to all.
    if all {
        prop_assert!(found.concepts.nash.is_empty() && found.concepts.utilitarian.is_empty());
    }
    if all || cardinal.is_empty() || vectors.is_empty() {
        return Ok(());
    }
    let values: Vec<_> = vectors.iter().map(on_scale).collect();
    let expected = concepts(&values, &on_scale(&reservation));
    // Of the maximisers those that nothing dominates for all are shown.
    let among = |positions: &[usize]| -> BTreeSet<Vec<Number>> {
        positions.iter().filter(|at| undominated.contains(at)).map(|&at| vectors[at].clone()).collect()
    };
    let of = |positions: &[usize]| -> BTreeSet<Vec<Number>> {
        positions.iter().map(|&at| shown[at].clone()).collect()
    };
    let theirs = &found.concepts;
    prop_assert_eq!(of(&theirs.kalai_smorodinsky), among(&expected.kalai_smorodinsky), "Kalai-Smorodinsky");
    prop_assert_eq!(of(&theirs.egalitarian), among(&expected.egalitarian), "egalitarian");
    prop_assert_eq!(of(&theirs.utilitarian), among(&expected.utilitarian), "utilitarian");
    let nash: BTreeMap<BTreeSet<usize>, _> =
        theirs.nash.iter().map(|set| (set.gainers.iter().copied().collect(), of(&set.points))).collect();
    let by_coordinate =
        |gainers: &BTreeSet<usize>| gainers.iter().map(|&at| cardinal[at]).collect::<BTreeSet<_>>();
    let expected: BTreeMap<_, _> =
        expected.nash.iter().map(|(gainers, best)| (by_coordinate(gainers), among(best))).collect();
    prop_assert_eq!(nash, expected, "Nash");
    Ok(())
}

/// A vector in units of its coordinates as a vector in points.
fn in_points(found: &FrontierAnswer, units: &[i64]) -> Vec<Number> {
    let scaled = units.iter().zip(&found.denominators);
    scaled.map(|(&units, &denominator)| Number::new(BigInt::from(units), BigInt::from(denominator))).collect()
}

/// One issue, and what North makes of it.
fn north(preference: &str) -> Case {
    case(&format!(
        "[parties.north]\nname = \"North\"\n[parties.south]\nname = \"South\"\nconsents = \"size = 2\"\n\
         [issues.size]\ntitle = \"size\"\nrange = {{ from = 0, to = 3, step = 1 }}\nno-deal = 0\n{preference}"
    ))
}

#[test]
fn a_red_line_of_whoever_is_not_asked_closes_nothing() {
    let line = |party: &str| {
        format!("[[preferences.{party}.red-lines]]\nid = \"l\"\nrefuse = \"size >= 2\"\nassumed = true\n")
    };
    let values =
        "[preferences.north]\nno-deal = 0\n[preferences.north.values]\nsize = [\"3\", \"2\", \"1\", \"0\"]\n";
    check_counts(&north(&(values.to_owned() + &line("south")))).expect("alike");
}

#[test]
fn packages_that_a_cap_makes_equal_are_counted_together() {
    let values = "[preferences.north]\nno-deal = 0\ncap = 50\n[preferences.north.values]\n\
                  size = { \"0\" = 0, \"1\" = 40, \"2\" = 60, \"3\" = 80 }\n";
    check_frontier(&north(values), false).expect("alike");
}

#[test]
fn a_cap_below_the_reservation_value_leaves_nothing_acceptable() {
    let values = "[preferences.north]\nno-deal = 60\ncap = 50\n[preferences.north.values]\n\
                  size = { \"0\" = 0, \"1\" = 40, \"2\" = 60, \"3\" = 80 }\n";
    check_frontier(&north(values), false).expect("alike");
}
