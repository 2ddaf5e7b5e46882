//! What counts, and what is not known of it.

use detente_instrument::model::Instrument;
use detente_instrument::scope::Subject;
use detente_keep::audit::{Finding, audit};
use detente_keep::limits::{self, Standing};
use detente_keep::tally::{Counter, Tally, Why};

use crate::support::{acts, book, date, treaty_of_two};

/// Two parties and Vale, with readings held by both others, and what is given.
fn treaty(more: &str) -> Instrument {
    treaty_of_two(&format!(
        "[parties.vale]\nname = \"Vale\"\n\
         [readings.wide]\ntitle = \"Wide\"\nheld-by = [\"south\", \"vale\"]\nbasis = \"made-up\"\n\
         [readings.narrow]\ntitle = \"Narrow\"\nheld-by = [\"north\"]\nbasis = \"made-up\"\n{more}"
    ))
}

const TREE: &str = r#"
[things.vehicle]
title = "Vehicles"
[things.tank]
title = "Tanks"
of = "vehicle"
[things.gun]
title = "Guns"
of = "vehicle"
[things.wreck]
title = "Wrecks"
of = "vehicle"
[things.hull]
title = "Hulls"
[zones.plain]
title = "Plain"
divided = true
[zones.east]
title = "East"
within = "plain"
[zones.west]
title = "West"
within = "plain"
[statuses.transit]
title = "In transit"
[[counting]]
id = "wrecks"
thing = "wreck"
towards = "vehicle"
as = 0
basis = "made-up"
[[counting]]
id = "hulls"
thing = "hull"
towards = "vehicle"
as = 1
reading = "wide"
basis = "made-up"
[[counting]]
id = "week"
thing = "tank"
towards = "vehicle"
as = 0
status = "transit"
for-at-most = "P7D"
basis = "made-up"
[limits.vehicles]
title = "Vehicles"
counts = "vehicle"
at-most = 100
each = ["north"]
basis = "made-up"
"#;

/// What North has of the first thing of the tree on a day.
fn counted(table: &str, zone: Option<usize>, reading: Option<usize>, on: &str) -> Tally {
    let instrument = treaty(TREE);
    let acts = acts(&instrument, table);
    let book = book(&instrument, &acts);
    Counter::new(&book, 0, reading).count(0, zone, date(on))
}

/// The number, and why the rest of it is missing.
fn summary(tally: &Tally) -> (i64, Vec<(u32, Why)>) {
    (tally.number, tally.missing.iter().map(|missing| (missing.thing, missing.why)).collect())
}

#[test]
fn a_part_of_which_nothing_was_entered_is_missing_and_not_zero() {
    let on = "2020-06-01";
    let tanks = counted("on,by,thing,number\n2020-02-01,north,tank,50\n", None, None, on);
    // A wreck does not count, so that it is not missed.
    assert_eq!(summary(&tanks), (50, vec![(2, Why::NothingEntered)]));
    let both =
        counted("on,by,thing,number\n2020-02-01,north,tank,50\n2020-02-01,north,gun,0\n", None, None, on);
    assert_eq!(summary(&both), (50, vec![]));
    let east = "on,by,thing,zone,number\n2020-02-01,north,vehicle,east,40\n";
    assert_eq!(summary(&counted(east, Some(0), None, on)), (40, vec![(0, Why::NothingEntered)]));
    assert_eq!(summary(&counted(east, Some(1), None, on)), (40, vec![]));
    // What counts under one reading alone is missing under that one.
    let vehicles = "on,by,thing,number\n2020-02-01,north,vehicle,40\n";
    assert_eq!(summary(&counted(vehicles, None, Some(1), on)), (40, vec![]));
    assert_eq!(summary(&counted(vehicles, None, Some(0), on)), (40, vec![(4, Why::NothingEntered)]));
    // Zones add up to the whole where the kinds do not.
    let zones = "on,by,thing,zone,number\n2020-02-01,north,vehicle,east,40\n\
                 2020-02-01,north,vehicle,west,30\n2020-02-01,north,tank,plain,5\n";
    assert_eq!(summary(&counted(zones, Some(0), None, on)), (70, vec![]));
}

#[test]
fn a_limit_is_not_kept_by_what_nobody_entered() {
    let instrument = treaty(TREE);
    let acts = acts(&instrument, "on,by,thing,number\n2020-02-01,north,tank,50\n");
    let book = book(&instrument, &acts);
    let state = limits::state(&book, 0, Subject::Party(0), Some(1), date("2020-06-01")).expect("a state");
    assert_eq!(state.standing, Standing::Open);
}

#[test]
fn what_counts_by_two_ways_counts_once() {
    let instrument = treaty(
        r#"
[things.total]
title = "Total"
[things.missile]
title = "Missiles"
[things.swift]
title = "Swift"
of = "missile"
[[counting]]
id = "swift"
thing = "swift"
towards = "total"
as = 1
basis = "made-up"
[[counting]]
id = "missile"
thing = "missile"
towards = "total"
as = 1
basis = "made-up"
[things.banned]
title = "Banned"
measured = { measure = "range", unit = "km", from = 500, to = 5500, values = [{ thing = "swift", from = 700, because = "x" }] }
[[counting]]
id = "banned"
thing = "missile"
towards = "banned"
as = 1
basis = "made-up"
"#,
    );
    let acts = acts(&instrument, "on,by,thing,number\n2020-02-01,north,swift,10\n2020-02-01,north,total,1\n");
    let book = book(&instrument, &acts);
    let number = |towards| Counter::new(&book, towards, None).count(0, None, date("2020-06-01")).number;
    assert_eq!((number(0), number(3)), (11, 10));
}

#[test]
fn what_the_owner_declared_goes_before_what_others_saw() {
    let table = "kind,on,by,of,thing,number\n\
         declaration,2020-02-01,north,,tank,90\ndeclaration,2020-02-01,north,,gun,60\n\
         observation,2020-02-01,south,north,vehicle,80\nobservation,2020-02-01,south,north,hull,0\n";
    let tally = counted(table, None, Some(0), "2020-06-01");
    assert_eq!(summary(&tally), (150, vec![]));
    // Where its own figures leave the number open, the word of another on the whole stands in.
    let table = "kind,on,by,of,thing,number\ndeclaration,2020-02-01,north,,tank,50\n\
         observation,2020-02-01,south,north,vehicle,80\nobservation,2020-02-01,south,north,hull,0\n";
    let tally = counted(table, None, Some(0), "2020-06-01");
    assert_eq!(summary(&tally), (80, vec![]));
    assert_eq!(tally.on_word_of.iter().filter(|word| word.thing == 0).count(), 1);
    // What it withheld is not filled in by others.
    let table = "kind,on,by,of,thing,number\ndeclaration,2020-02-01,north,,tank,50\n\
         declaration,2020-02-01,north,,gun,not provided\nobservation,2020-02-01,south,north,vehicle,80\n\
         observation,2020-02-01,south,north,hull,0\n";
    let tally = counted(table, None, Some(0), "2020-06-01");
    assert_eq!(summary(&tally), (50, vec![(2, Why::NotProvided)]));
}

#[test]
fn where_those_who_hold_a_reading_disagree_the_least_is_certain_and_the_rest_is_not() {
    for order in [["south", "vale"], ["vale", "south"]] {
        let [first, second] = order;
        let table = format!(
            "kind,on,by,of,thing,number\ndeclaration,2020-01-05,north,,vehicle,0\n\
             observation,2020-02-01,{first},north,hull,10\nobservation,2020-02-01,{second},north,hull,20\n"
        );
        let tally = counted(&table, None, Some(0), "2020-06-01");
        assert_eq!(summary(&tally), (10, vec![(4, Why::Disagreement)]));
        assert_eq!(tally.on_word_of.iter().map(|word| word.number).sum::<i64>(), 30);
    }
}

#[test]
fn a_week_in_transit_runs_from_the_day_on_which_each_came() {
    let number = |table: &str, on: &str| {
        let head = "kind,on,by,thing,status,number\ndeclaration,2020-01-01,north,gun,,0\n\
                    declaration,2020-01-01,north,tank,,90\n";
        summary(&counted(&format!("{head}{table}"), None, None, on))
    };
    let notified =
        "declaration,2020-01-01,north,tank,transit,0\nnotification,2020-03-01,north,tank,transit,20\n";
    assert_eq!(number(notified, "2020-03-08"), (90, vec![]));
    assert_eq!(number(notified, "2020-03-09"), (110, vec![]));
    let again = "declaration,2020-03-01,north,tank,transit,20\ndeclaration,2020-03-06,north,tank,transit,20\n\
                 declaration,2020-03-12,north,tank,transit,25\n";
    assert_eq!(number(again, "2020-03-08"), (90, vec![]));
    assert_eq!(number(again, "2020-03-13"), (110, vec![]));
    assert_eq!(number(again, "2020-03-20"), (115, vec![]));
    // Ten came, ten came later, and ten went: nobody said which.
    let went = "declaration,2020-03-01,north,tank,transit,10\nnotification,2020-03-05,north,tank,transit,10\n\
                notification,2020-03-06,north,tank,transit,-10\n";
    assert_eq!(number(went, "2020-03-08"), (90, vec![]));
    assert_eq!(number(went, "2020-03-09"), (90, vec![(1, Why::Undetermined)]));
    assert_eq!(number(went, "2020-03-13"), (100, vec![]));
    // A figure that is withheld again and again is missed from the eighth day on.
    let withheld = "declaration,2020-03-01,north,tank,transit,not provided\n\
                    declaration,2020-03-06,north,tank,transit,not provided\n";
    assert_eq!(number(withheld, "2020-03-08"), (90, vec![]));
    assert_eq!(number(withheld, "2020-03-09"), (90, vec![(1, Why::NotProvided)]));
}

#[test]
fn trees_that_cross_are_walked_once() {
    let mut text = String::new();
    let mut table = "on,by,thing,zone,number\n".to_owned();
    for level in 0..60 {
        text.push_str(&format!("[things.t{level}]\ntitle = \"T\"\n"));
        if level > 0 {
            text.push_str(&format!("of = \"t{}\"\n", level - 1));
        }
        text.push_str(&format!("[zones.z{level}]\ntitle = \"Z\"\n"));
        if level > 0 {
            text.push_str(&format!("within = \"z{}\"\n", level - 1));
        }
    }
    table.push_str("2020-02-01,north,t59,z59,7\n");
    let instrument = treaty(&text);
    let acts = acts(&instrument, &table);
    let book = book(&instrument, &acts);
    assert_eq!(Counter::new(&book, 0, None).count(0, None, date("2020-06-01")).number, 7);
}

/// What lies within is not all of it unless the instrument says so: it adds up to no whole,
/// and differs from one only by being more.
#[test]
fn zones_are_all_of_it_only_where_that_is_said() {
    let zones = |divided: &str| {
        treaty(&format!(
            "[things.v]\ntitle = \"V\"\n[zones.plain]\ntitle = \"Plain\"\n{divided}\
             [zones.bank]\ntitle = \"Bank\"\nwithin = \"plain\"\n"
        ))
    };
    let on = date("2020-06-01");
    for (divided, complete) in [("", false), ("divided = true\n", true)] {
        let instrument = zones(divided);
        let some = acts(&instrument, "on,by,thing,zone,number\n2020-02-01,north,v,bank,4\n");
        let on_bank = book(&instrument, &some);
        let tally = Counter::new(&on_bank, 0, None).count(0, Some(0), on);
        assert_eq!(tally.number, 4);
        assert_eq!(tally.is_complete(), complete, "{tally:?}");
        assert!(complete || summary(&tally).1 == [(0, Why::Elsewhere)], "{tally:?}");
        let breakdowns = |bank: u32| {
            let table = format!(
                "on,by,thing,zone,number\n2020-02-01,north,v,plain,60\n2020-02-01,north,v,bank,{bank}\n"
            );
            let acts = acts(&instrument, &table);
            let book = book(&instrument, &acts);
            let findings = audit(&book, Vec::new(), Vec::new(), on).findings;
            findings.iter().filter(|finding| matches!(finding, Finding::Breakdown { .. })).count()
        };
        assert_eq!((breakdowns(4), breakdowns(60), breakdowns(61)), (usize::from(complete), 0, 1));
    }
}

/// Fewer than none is no number that could be added to another.
#[test]
fn fewer_than_none_takes_nothing_from_the_rest() {
    let table = "on,by,kind,thing,number\n2021-01-01,north,declaration,tank,10\n2021-01-01,north,declaration,gun,30\n\
                 2021-01-01,north,declaration,wreck,0\n2021-02-01,north,notification,tank,-50\n";
    let tally = counted(table, None, None, "2021-03-01");
    assert_eq!(summary(&tally), (30, vec![(1, Why::Impossible)]));
}

/// A figure in a status is one of a part, however many statuses there are.
#[test]
fn a_figure_in_a_status_is_no_whole() {
    let on = "2020-06-01";
    let kinds = "kind,on,by,of,thing,status,number\ndeclaration,2020-02-01,north,,tank,,100\n\
                 declaration,2020-02-01,north,,gun,,50\n";
    let alone = format!("{kinds}declaration,2020-02-03,north,,vehicle,transit,5\n");
    assert_eq!(summary(&counted(&alone, None, None, on)), (155, vec![]));
    let none = format!("{kinds}declaration,2020-02-03,north,,vehicle,transit,0\n");
    assert_eq!(summary(&counted(&none, None, None, on)), (150, vec![]));
    // Nothing was entered of what is in no status.
    let zero = "on,by,thing,status,number\n2020-02-03,north,vehicle,transit,0\n";
    assert_eq!(summary(&counted(zero, None, None, on)), (0, vec![(0, Why::NothingEntered)]));
    let seen = "kind,on,by,of,thing,status,number\nobservation,2020-02-03,south,north,vehicle,transit,0\n\
                declaration,2020-02-03,north,,hull,,0\n";
    assert_eq!(summary(&counted(seen, None, Some(0), on)), (0, vec![(0, Why::NothingEntered)]));
    // A kind of which some are in a status, and one of which nothing else is known.
    let tanks = "on,by,thing,status,number\n2020-02-03,north,tank,transit,7\n2020-02-03,north,gun,,4\n";
    assert_eq!(summary(&counted(tanks, None, None, on)), (11, vec![(1, Why::NothingEntered)]));
}

#[test]
fn what_others_saw_in_a_status_is_not_added_to_what_was_declared() {
    let on = "2020-06-01";
    let head = "kind,on,by,of,thing,status,number\ndeclaration,2020-02-01,north,,hull,,0\n";
    let seen = "observation,2020-02-03,south,north,vehicle,transit,20\n\
                observation,2020-02-03,south,north,tank,transit,20\n";
    for own in [
        "declaration,2020-02-01,north,,vehicle,,100\n",
        "declaration,2020-02-01,north,,tank,,60\ndeclaration,2020-02-01,north,,gun,,40\n",
    ] {
        let tally = counted(&format!("{head}{own}{seen}"), None, Some(0), on);
        assert_eq!(summary(&tally), (100, vec![]));
        assert_eq!(tally.on_word_of.len(), 0);
    }
    let withheld = "declaration,2020-02-01,north,,vehicle,,not provided\n";
    let tally = counted(&format!("{head}{withheld}{seen}"), None, Some(0), on);
    assert_eq!(summary(&tally), (0, vec![(0, Why::NotProvided)]));
    // Where the rest is the word of others too, it stands beside it.
    let rest = "observation,2020-02-03,south,north,vehicle,,70\n";
    let tally = counted(&format!("{head}{rest}{seen}"), None, Some(0), on);
    assert_eq!(summary(&tally), (90, vec![]));
}

#[test]
fn parts_told_later_count_where_they_make_more_than_the_whole() {
    let first = "on,by,thing,zone,number\n2020-02-01,north,vehicle,,90\n2020-02-01,north,tank,,60\n\
                 2020-02-01,north,gun,,30\n2020-02-01,north,wreck,,0\n";
    let at = |more: &str, on: &str| summary(&counted(&format!("{first}{more}"), None, None, on));
    let grown = "2020-08-01,north,tank,,80\n2020-08-01,north,gun,,70\n";
    assert_eq!(at(grown, "2020-07-31"), (90, vec![]));
    assert_eq!(at(grown, "2020-08-02"), (150, vec![]));
    // Of a kind that is not known since there may be more.
    let some = "2020-01-01,north,gun,,5\n2020-08-01,north,tank,,95\n";
    let without = "on,by,thing,zone,number\n2020-02-01,north,vehicle,,90\n";
    let tally = counted(&format!("{without}{some}"), None, None, "2020-08-02");
    assert_eq!(summary(&tally), (95, vec![(0, Why::Outgrown)]));
    // Fewer, or told before, or on the day of the whole, say nothing against it.
    assert_eq!(at("2020-08-01,north,tank,,40\n", "2020-08-02"), (90, vec![]));
    let former = "2020-01-01,north,tank,,95\n";
    assert_eq!(summary(&counted(&format!("{without}{former}"), None, None, "2020-08-02")), (90, vec![]));
    // Zones do the same, whether or not they are all that there is.
    let plain = "2020-08-01,north,vehicle,plain,170\n";
    assert_eq!(at(plain, "2020-08-02"), (170, vec![(0, Why::Outgrown)]));
    // A whole that is withheld is at least what is told of its parts.
    let withheld = "2020-08-01,north,vehicle,,not provided\n2020-09-01,north,tank,,50\n";
    assert_eq!(at(withheld, "2020-08-02"), (0, vec![(0, Why::NotProvided)]));
    assert_eq!(at(withheld, "2020-09-02"), (50, vec![(0, Why::NotProvided)]));
}

#[test]
fn a_whole_that_its_parts_outgrew_is_told_once() {
    let instrument = treaty(TREE);
    let table = "kind,on,by,thing,zone,number\ndeclaration,2020-02-01,north,vehicle,,90\n\
         declaration,2020-02-01,north,tank,,60\ndeclaration,2020-02-01,north,gun,,30\n\
         declaration,2020-08-01,north,tank,,80\ndeclaration,2020-08-03,north,gun,,70\n\
         declaration,2020-09-01,north,vehicle,plain,99\n";
    let outgrown = |table: &str, on: &str| {
        let acts = acts(&instrument, table);
        let found = audit(&book(&instrument, &acts), Vec::new(), Vec::new(), date(on)).findings;
        let of = |finding: Finding| match finding {
            Finding::Outgrown { on, whole, sum, acts, .. } => Some((on.to_string(), whole, sum, acts)),
            _ => None,
        };
        found.into_iter().filter_map(of).collect::<Vec<_>>()
    };
    assert_eq!(outgrown(table, "2020-07-31"), []);
    let kinds = ("2020-08-01".to_owned(), 90, 110, vec![0, 2, 3]);
    assert_eq!(outgrown(table, "2020-08-31"), std::slice::from_ref(&kinds));
    let zones = ("2020-09-01".to_owned(), 90, 99, vec![0, 5]);
    assert_eq!(outgrown(table, "2020-10-01"), [kinds, zones]);
    let anew = format!("{table}declaration,2020-08-02,north,vehicle,,150\n");
    assert_eq!(outgrown(&anew, "2020-08-31").len(), 1, "a new figure of the whole ends it");
}
