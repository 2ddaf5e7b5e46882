//! The record: levels, standing, verdicts.

use detente_case::date::Date;
use detente_case::formula::Formula;
use detente_case::model::Case;
use detente_case::record::{self, Demands, Level, Positions, Readings, Status, VerdictKind, standing};
use detente_testkit::generate::{Size, drafts};
use detente_testkit::oracle::{Oracle, Reading, State, View};
use proptest::prelude::*;

use crate::support::{case, cases};

/// Days around those that drafts use.
pub(crate) fn day() -> impl Strategy<Value = Option<Date>> {
    let day = (
        2019_i16..=2022,
        prop::sample::select(vec![1_i8, 2, 6, 12]),
        prop::sample::select(vec![1_i8, 2, 15, 28]),
    )
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
    let of = |readings: &Readings| {
        (0..oracle.case().statements.len()).map(|at| readings.of(at)).collect::<Reading>()
    };
    theirs.into_iter().take(4).map(|readings| (of(&readings), readings)).collect()
}

/// Levels, what stands and what is contested.
fn check_standing(case: &Case, on: Option<Date>, known_by: Option<Date>) -> Result<(), TestCaseError> {
    let oracle = Oracle::new(case);
    let allowed = oracle.allowed().members();
    let mut some_package_meets =
        |formula: &Formula| allowed.iter().any(|&at| formula.holds(&oracle.packages()[at]));
    let (ours, theirs) = (View { on, known_by }, record::View { on, known_by });
    for (reading, readings) in both_readings(&oracle) {
        let record = oracle.record(ours, reading);
        let standing = standing(case, theirs, &readings, &mut some_package_meets);
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
    Ok(())
}

/// What the record says of every package in which what does not arise is settled.
fn check_verdicts(case: &Case, on: Option<Date>) -> Result<(), TestCaseError> {
    let oracle = Oracle::new(case);
    let (allowed, settled) = (oracle.allowed().members(), oracle.settled().members());
    let mut some_package_meets =
        |formula: &Formula| allowed.iter().any(|&at| formula.holds(&oracle.packages()[at]));
    for (reading, readings) in both_readings(&oracle) {
        let view = record::View { on, known_by: None };
        let standing = standing(case, view, &readings, &mut some_package_meets);
        // Whether the same statements stand is asked elsewhere.
        let mut record = oracle.record(View { on, known_by: None }, reading);
        record
            .entries
            .iter_mut()
            .zip(&standing.entries)
            .for_each(|(ours, theirs)| ours.state = state(&theirs.status));
        for party in 0..case.parties.len() {
            for (level, demands) in cells() {
                let positions = Positions::new(case, &standing, &readings, party, level, demands);
                let verdicts = record.verdicts(party, level, demands);
                for &at in &settled {
                    let (package, ours) = (&oracle.packages()[at], &verdicts[at]);
                    let theirs = positions.verdict(case, package);
                    let (id, level) = (&case.parties[party].id, level.word());
                    prop_assert_eq!(
                        ours,
                        &theirs.kind,
                        "{} at {} of {:?}: {:?}",
                        id,
                        level,
                        package,
                        theirs.because
                    );
                    prop_assert_eq!(
                        positions.within_terms(case).holds(package),
                        *ours == VerdictKind::WithinTerms
                    );
                }
            }
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(cases(768))]

    #[test]
    fn statements_stand_alike(draft in drafts(Size::RECORD), on in day(), known_by in day()) {
        check_standing(&draft.case(), on, known_by)?;
    }

    #[test]
    fn verdicts_are_alike(draft in drafts(Size::RECORD), on in day()) {
        check_verdicts(&draft.case(), on)?;
    }
}

/// North's words on two issues, by one voice on one day.
fn said(statements: &[&str]) -> Case {
    let mut text = "[parties.north]\nname = \"North\"\n[voices.v]\nname = \"v\"\nspeaks-for = \"north\"\n\
        [issues.size]\ntitle = \"size\"\nrange = { from = 0, to = 2, step = 1 }\nno-deal = 0\n\
        [issues.form]\ntitle = \"form\"\noptions = { word = \"w\", paper = \"p\" }\nno-deal = \"word\"\n"
        .to_owned();
    for (at, statement) in statements.iter().enumerate() {
        let head =
            format!("[[statements]]\nid = \"s{at}\"\nsaid = 2020-05-01\nchain = \"v\"\nabout = \"north\"\n");
        text.extend([&head, *statement, "\n"]);
    }
    case(&text)
}

#[test]
fn what_takes_back_a_withdrawal_may_be_taken_back() {
    let offer = "stance = \"offers\"\nterms = \"form = paper\"";
    let back = ["s0", "s1", "s2"].map(|id| format!("stance = \"withdraws\"\nanswers = \"{id}\""));
    let case = said(&[offer, &back[0], &back[1], &back[2]]);
    check_standing(&case, None, None).expect("alike");
}

#[test]
fn a_withdrawal_that_was_taken_back_and_has_ended_has_no_effect() {
    let offer = "stance = \"offers\"\nterms = \"form = paper\"";
    let back = "stance = \"withdraws\"\nanswers = \"s0\"\nuntil = 2020-06-01";
    let case = said(&[offer, back, "stance = \"withdraws\"\nanswers = \"s1\""]);
    check_standing(&case, Some(Date::constant(2021, 1, 1)), None).expect("alike");
}

#[test]
fn an_offer_in_return_is_silent_on_the_other_case() {
    let offer =
        "stance = \"offers\"\nterms = \"size = 2\"\nonly-if = \"form = paper\"\nif = \"form != word\"";
    check_verdicts(&said(&[offer]), None).expect("alike");
}

#[test]
fn terms_speak_of_every_issue_that_they_name() {
    let offer = "stance = \"offers\"\nterms = \"form = paper and size >= 0\"";
    check_verdicts(&said(&[offer]), None).expect("alike");
}

fn cells() -> impl Iterator<Item = (Level, Demands)> {
    Level::ALL
        .into_iter()
        .flat_map(|level| [Demands::Openings, Demands::Final].map(|demands| (level, demands)))
}
