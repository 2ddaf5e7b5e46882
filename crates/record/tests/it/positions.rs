//! Positions over time on small cases, packages by brute force.

use detente_case::date::Date;
use detente_case::load::{MemoryFiles, load};
use detente_case::model::Case;
use detente_case::record::{Level, Status, View};
use detente_record::positions::Packages;
use detente_record::positions::conflicts::{ByReading, conflicts, groups};
use detente_record::positions::offers::{Movement, offers};
use detente_record::positions::scenarios::scenarios;
use detente_record::positions::timeline::{Difference, Filter, changes, timeline};

use crate::support::{lake, some_meets, statement};

fn ask<T>(case: &Case, work: impl FnOnce(&mut Packages<'_>) -> T) -> T {
    let mut meets = |formula: &detente_case::formula::Formula| some_meets(case, formula);
    work(&mut Packages::new(&mut meets))
}

fn day(text: &str) -> Date {
    text.parse().expect("a day")
}

const ANNA: &str = "\"journal\", \"anna\"";

#[test]
fn a_timeline_says_from_when_to_when_and_what_ended_it() {
    let case = lake(
        &[
            statement("first", "2020-01-10", ANNA, "demands", "dam = none", ""),
            statement("second", "2020-03-05", ANNA, "offers", "dam = low", "known = 2020-06-01"),
            statement("other", "2020-02-01", ANNA, "rejects", "tolls = full", "until = \"2020-02-20\""),
        ]
        .concat(),
    );
    let rows = ask(&case, |packages| timeline(&case, Filter { party: Some(0), issue: None }, None, packages));
    assert_eq!(rows.iter().map(|row| row.issue).collect::<Vec<_>>(), [Some(0), Some(1)]);
    assert_eq!(rows[0].turns[0].ended, Some((day("2020-03-05"), Status::Superseded { by: 1 })));
    assert_eq!(rows[0].turns[1].known_later, Some(day("2020-06-01")));
    assert_eq!(rows[0].turns[1].ended, None);
    assert_eq!(rows[1].turns[0].ended, Some((day("2020-02-21"), Status::Expired)));
    // As known in April nobody knew of the offer, and the demand still stood.
    let then = ask(&case, |packages| {
        timeline(&case, Filter { party: Some(0), issue: Some(0) }, Some(day("2020-04-01")), packages)
    });
    assert_eq!(then[0].turns.iter().map(|turn| turn.statement).collect::<Vec<_>>(), [0]);
    assert_eq!(then[0].turns[0].ended, None);
}

#[test]
fn a_withdrawal_that_was_taken_back_ends_nothing() {
    let withdraws = |id: &str, said: &str, answers: &str| {
        format!(
            "[[statements]]\nid = \"{id}\"\nsaid = \"{said}\"\nchain = [{ANNA}]\nabout = \"north\"\nstance = \"withdraws\"\nanswers = [\"{answers}\"]\n"
        )
    };
    let parts = [
        statement("first", "2020-01-10", ANNA, "demands", "dam = none", ""),
        withdraws("back", "2020-02-10", "first"),
        withdraws("again", "2020-03-10", "back"),
    ];
    let ended = |parts: &[String]| {
        let case = lake(&parts.concat());
        let filter = Filter { party: Some(0), issue: Some(0) };
        ask(&case, |packages| timeline(&case, filter, None, packages))[0].turns[0].ended.clone()
    };
    assert_eq!(ended(&parts[..2]), Some((day("2020-02-10"), Status::Withdrawn { by: 1 })));
    assert_eq!(ended(&parts), None);
}

#[test]
fn a_withdrawal_without_a_first_day_counts_from_its_last() {
    let withdraws = |said: &str| {
        let first = statement("first", "2020-01-10", ANNA, "demands", "dam = none", "");
        let back = format!(
            "[[statements]]\nid = \"back\"\nsaid = \"{said}\"\nchain = [{ANNA}]\nabout = \"north\"\nstance = \"withdraws\"\nanswers = [\"first\"]\n"
        );
        let case = lake(&[first, back].concat());
        let filter = Filter { party: Some(0), issue: Some(0) };
        ask(&case, |packages| timeline(&case, filter, None, packages))[0].turns[0].ended.clone()
    };
    let withdrawn = |on: &str| Some((day(on), Status::Withdrawn { by: 1 }));
    assert_eq!(withdraws("../2020-11"), withdrawn("2020-11-30"));
    // A period that has a first day counts from it.
    assert_eq!(withdraws("2020-11"), withdrawn("2020-11-01"));
    assert_eq!(withdraws("2020-11/.."), withdrawn("2020-11-01"));
}

#[test]
fn what_only_another_reading_names_is_no_row_and_no_movement() {
    let case = lake(
        &[
            statement("first", "2020-01", ANNA, "demands", "dam = none", ""),
            statement("second", "2020-02", ANNA, "demands", "tolls = none", "as-read = [\"dam = low\"]"),
            statement("third", "2020-03", ANNA, "demands", "tolls = half", "if = \"dam = high\""),
            statement("fourth", "2020-04", ANNA, "demands", "dam in {none, low}", ""),
        ]
        .concat(),
    );
    let rows = ask(&case, |packages| timeline(&case, Filter { party: Some(0), issue: None }, None, packages));
    let told: Vec<_> = rows
        .iter()
        .map(|row| (row.issue, row.turns.iter().map(|turn| turn.statement).collect::<Vec<_>>()))
        .collect();
    assert_eq!(told, [(Some(0), vec![0, 2, 3]), (Some(1), vec![1, 2])]);
    let standing = ask(&case, |packages| packages.standing(&case, View::default()));
    let all = ask(&case, |packages| offers(&case, 0, Level::Attributed, &standing, None, packages));
    let changes: Vec<Vec<_>> = all
        .iter()
        .map(|offer| offer.clauses.iter().map(|clause| (clause.issue, clause.change)).collect())
        .collect();
    assert_eq!(
        changes,
        [
            vec![(0, Some(Movement::First))],
            vec![(1, Some(Movement::First))],
            vec![(0, None), (1, None)],
            vec![(0, Some(Movement::Wider))],
        ]
    );
}

#[test]
fn changes_between_two_days_and_between_then_and_now() {
    let case = lake(
        &[
            statement("first", "2020-01-10", ANNA, "demands", "dam = none", ""),
            statement("second", "2020-03-05", ANNA, "offers", "dam = low", "known = 2020-06-01"),
        ]
        .concat(),
    );
    let view = |on: &str, known: Option<&str>| View { on: Some(day(on)), known_by: known.map(day) };
    let found =
        ask(&case, |packages| changes(&case, view("2020-02-01", None), view("2020-04-01", None), packages));
    let told: Vec<_> = found.iter().map(|change| (change.statement, change.difference.clone())).collect();
    assert_eq!(told, [(0, Difference::Ended(Status::Superseded { by: 1 })), (1, Difference::Began)]);
    let learned = ask(&case, |packages| {
        changes(&case, view("2020-04-01", Some("2020-04-01")), view("2020-04-01", None), packages)
    });
    assert_eq!(learned.len(), 2);
}

#[test]
fn conflicts_by_chain_level_and_reading_become_scenarios() {
    let case = lake(
        &[
            statement("own", "2020-05", ANNA, "rejects", "dam != none", ""),
            statement("told", "2020-05", "\"journal\", \"rumour\"", "demands", "dam = high", ""),
            statement("vague", "2020-05", ANNA, "demands", "tolls = none", "as-read = [\"tolls != none\"]"),
            statement("tolls", "2020-05", ANNA, "offers", "tolls = none", ""),
        ]
        .concat(),
    );
    let standing = ask(&case, |packages| packages.standing(&case, View::default()));
    let found = ask(&case, |packages| conflicts(&case, &standing, packages));
    assert_eq!(found.len(), 2);
    assert_eq!((found[0].one, found[0].other, found[0].by_reading), (0, 1, ByReading::Always));
    assert_eq!(found[0].by_level, Some((Level::Own, Level::Attributed)));
    assert!(found[0].by_chain && !found[0].by_date);
    assert_eq!((found[1].one, found[1].other, found[1].by_reading), (2, 3, ByReading::OtherReading));
    let groups = groups(&found);
    assert_eq!(groups.len(), 1);
    assert_eq!(groups[0].sides, [vec![0], vec![1]]);
    let files = scenarios(&case, &groups);
    assert_eq!(
        files.iter().map(|file| file.id.as_str()).collect::<Vec<_>>(),
        ["conflict-north-1-1", "conflict-north-1-2"]
    );
    // Each is a scenario that the case takes, and ends the contradiction.
    for (file, gone) in files.iter().zip(["told", "own"]) {
        let text = "detente = 1\n[case]\ntitle = \"x\"\n[parties.north]\nname = \"N\"\n[voices.a]\nname = \"A\"\n[issues.dam]\ntitle = \"D\"\noptions.none = \"a\"\noptions.high = \"b\"\n[[statements]]\nid = \"own\"\nsaid = \"2020\"\nchain = \"a\"\nabout = \"north\"\nstance = \"rejects\"\nterms = \"dam = high\"\n[[statements]]\nid = \"told\"\nsaid = \"2020\"\nchain = \"a\"\nabout = \"north\"\nstance = \"demands\"\nterms = \"dam = high\"\n";
        let files = MemoryFiles::of("case.toml", text)
            .with(&format!("scenarios/{}.toml", file.id), file.text.clone());
        let loaded = load(&files, "case.toml", &[&file.id]);
        let case = loaded.case.expect("a case");
        assert_eq!(case.set_aside.iter().map(|each| each.id.as_str()).collect::<Vec<_>>(), [gone]);
    }
}

#[test]
fn offers_are_compared_clause_by_clause_and_with_a_package() {
    let case = lake(
        &[
            statement("a", "2020-01", ANNA, "demands", "dam = none", ""),
            statement("b", "2020-02", ANNA, "offers", "dam in {none, low} and tolls = half", ""),
            statement("c", "2020-03", ANNA, "demands", "dam in {low, high}", ""),
        ]
        .concat(),
    );
    let standing = ask(&case, |packages| packages.standing(&case, View::default()));
    let all = ask(&case, |packages| offers(&case, 0, Level::Attributed, &standing, Some(&[1, 2]), packages));
    let dam: Vec<_> =
        all.iter().map(|offer| (offer.clauses[0].choices.clone(), offer.clauses[0].change)).collect();
    assert_eq!(
        dam,
        [
            (Some(vec![0]), Some(Movement::First)),
            (Some(vec![0, 1]), Some(Movement::Wider)),
            (Some(vec![1, 2]), Some(Movement::Moved)),
        ]
    );
    assert_eq!(
        all.iter().map(|offer| offer.meets).collect::<Vec<_>>(),
        [Some(false), Some(false), Some(true)]
    );
    assert_eq!(
        all[1].clauses.iter().map(|clause| clause.meets).collect::<Vec<_>>(),
        [Some(true), Some(false)]
    );
}
