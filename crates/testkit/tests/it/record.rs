//! The record: levels, standing, verdicts.

use detente_case::date::Date;
use detente_case::formula::Formula;
use detente_case::record::{self, Demands, Level, Positions, Readings, Status, standing};
use detente_testkit::generate::{Size, drafts};
use detente_testkit::oracle::{Oracle, Reading, State, View};
use proptest::prelude::*;

use crate::support::cases;

/// Days around those that drafts use.
pub(crate) fn day() -> impl Strategy<Value = Option<Date>> {
    let day = (2019_i16..=2022, prop::sample::select(vec![1_i8, 2, 6, 12]), prop::sample::select(vec![1_i8, 2, 15, 28]))
        .prop_map(|(year, month, day)| Date::new(year, month, day).expect("such a day"));
    prop::option::weighted(0.7, day)
}

fn state(status: &Status) -> State {
    match status {
        Status::Stands => State::Stands,
        Status::NotYetSaid => State::NotYetSaid,
        Status::NotYetKnown => State::NotYetKnown,
        Status::Withdrawn { .. } => State::Withdrawn,
        Status::Expired => State::Expired,
        Status::Superseded { .. } => State::Superseded,
    }
}

/// The first few readings, as coded first.
fn both_readings(oracle: &Oracle<'_>) -> Vec<(Reading, Readings)> {
    let theirs = Readings::all(oracle.case(), 64).unwrap_or_else(|| vec![Readings::as_coded(oracle.case())]);
    let of = |readings: &Readings| (0..oracle.case().statements.len()).map(|at| readings.of(at)).collect::<Reading>();
    theirs.into_iter().take(4).map(|readings| (of(&readings), readings)).collect()
}

proptest! {
    #![proptest_config(cases(768))]

    #[test]
    fn statements_stand_alike(draft in drafts(Size::RECORD), on in day(), known_by in day()) {
        let case = draft.case();
        let oracle = Oracle::new(&case);
        let allowed = oracle.allowed().members();
        let mut some_package_meets =
            |formula: &Formula| allowed.iter().any(|&at| formula.holds(&oracle.packages()[at]));
        let (ours, theirs) = (View { on, known_by }, record::View { on, known_by });
        for (reading, readings) in both_readings(&oracle) {
            let record = oracle.record(ours, reading);
            let standing = standing(&case, theirs, &readings, &mut some_package_meets);
            prop_assert_eq!(record.entries.len(), standing.entries.len());
            for (ours, theirs) in record.entries.iter().zip(&standing.entries) {
                let id = &case.statements[ours.statement].id;
                prop_assert_eq!((ours.statement, ours.party), (theirs.statement, theirs.party));
                prop_assert_eq!(ours.level, theirs.level, "the level of {}", id);
                prop_assert_eq!(ours.state, state(&theirs.status), "whether {} stands: {:?}", id, theirs.status);
            }
            let contested =
                standing.contested.iter().map(|each| (each.party, each.closer, each.farther)).collect();
            prop_assert_eq!(record.contested(), contested);
        }
    }

    #[test]
    fn verdicts_are_alike(draft in drafts(Size::RECORD), on in day()) {
        let case = draft.case();
        let oracle = Oracle::new(&case);
        let allowed = oracle.allowed().members();
        let mut some_package_meets =
            |formula: &Formula| allowed.iter().any(|&at| formula.holds(&oracle.packages()[at]));
        for (reading, readings) in both_readings(&oracle) {
            let view = record::View { on, known_by: None };
            let record = oracle.record(View { on, known_by: None }, reading);
            let standing = standing(&case, view, &readings, &mut some_package_meets);
            for party in 0..case.parties.len() {
                for (level, demands) in cells() {
                    let positions = Positions::new(&case, &standing, &readings, party, level, demands);
                    let verdicts = record.verdicts(party, level, demands);
                    for (at, verdict) in verdicts.iter().enumerate().filter(|(at, _)| oracle.settled().has(*at)) {
                        let package = &oracle.packages()[at];
                        let theirs = positions.verdict(&case, package);
                        prop_assert_eq!(
                            verdict, &theirs.kind,
                            "{} at {} of {:?}: {:?}", &case.parties[party].id, level.word(), package, theirs.because
                        );
                        let within = positions.within_terms(&case).holds(package);
                        prop_assert_eq!(within, *verdict == record::VerdictKind::WithinTerms);
                    }
                }
            }
        }
    }
}

fn cells() -> impl Iterator<Item = (Level, Demands)> {
    Level::ALL.into_iter().flat_map(|level| [Demands::Openings, Demands::Final].map(|demands| (level, demands)))
}
