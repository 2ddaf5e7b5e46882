//! The oracle on small cases whose answers are plain: what checks others must
//! be checked by hand.

use std::collections::BTreeSet;

use detente_case::record::{Demands, Level, VerdictKind};
use detente_testkit::oracle::Acceptance::{Never, Possibly, Surely, Unknown};
use detente_testkit::oracle::{Demand, Oracle, State, View};

use crate::support::case;

const PARTIES: &str = "[parties.north]\nname = \"North\"\n[parties.south]\nname = \"South\"\n";
const SIZE: &str = "[issues.size]\ntitle = \"size\"\noptions = { small = \"s\", middle = \"m\", large = \"l\" }\nno-deal = \"small\"\n";
const FORM: &str =
    "[issues.form]\ntitle = \"form\"\noptions = { word = \"w\", paper = \"p\" }\nno-deal = \"word\"\n";

#[test]
fn conditions_read_as_the_language_says() {
    let text = "[issues.size]\ntitle = \"size\"\nrange = { from = 0, to = 2, step = 1, none = \"n\", unknown = \"u\" }\n\
                [issues.kit]\ntitle = \"kit\"\nany-of = true\noptions = { a = \"a\", b = \"b\" }\nno-deal = []\n";
    let meets = |condition: &str| {
        let case = case(&format!(
            "{PARTIES}{text}[[rules]]\nid = \"r\"\nkind = \"logic\"\nrequire = \"{condition}\"\n"
        ));
        Oracle::new(&case).allowed().count()
    };
    // Five sizes by four kits.
    assert_eq!(meets("true"), 20);
    assert_eq!(meets("size >= 1"), 8);
    assert_eq!(meets("not size >= 1"), 12);
    assert_eq!(meets("size < 0.5 or size is none"), 8);
    assert_eq!(meets("size + size <= 2"), 8);
    assert_eq!(meets("size = unknown"), 4);
    assert_eq!(meets("kit has a"), 10);
    assert_eq!(meets("kit = a"), 5);
    assert_eq!(meets("kit is none"), 5);
    assert_eq!(meets("kit in {a, none}"), 10);
    assert_eq!(meets("size = 0 -> kit has a -> kit has b"), 19);
    assert_eq!(meets("not kit has a and kit has b or size = 0"), 8);
    assert_eq!(meets("at least 2 of (kit has a, kit has b, size = 0)"), 7);
    assert_eq!(meets("exactly 0 of (kit has a, kit has b)"), 5);
    assert_eq!(meets("at most 1 of (kit has a, kit has b)"), 15);
}

#[test]
fn an_issue_that_does_not_arise_sits_at_its_no_deal_choice() {
    let conditional = FORM.replace("title", "when = \"size != small\"\ntitle");
    let case = case(&format!(
        "{PARTIES}{SIZE}{conditional}[[rules]]\nid = \"r\"\nkind = \"logic\"\nrequire = \"form = paper or size = small\"\n"
    ));
    let oracle = Oracle::new(&case);
    assert_eq!(oracle.settled().count(), 5);
    assert_eq!(oracle.allowed().count(), 3);
    assert_eq!(oracle.agreements().count(), 2);
    assert_eq!(oracle.removed_alone(0).count(), 2);
    assert_eq!(oracle.survivors(&oracle.agreements()), [BTreeSet::from([1, 2]), BTreeSet::from([1])]);
}

#[test]
fn open_ends_are_approached_and_not_reached() {
    let accepts = |no_deal: &str, order: &str| {
        let preference =
            format!("[preferences.north]\nno-deal = {no_deal}\n[preferences.north.values]\nsize = {order}\n");
        let case = case(&format!("{PARTIES}{SIZE}{preference}"));
        Oracle::new(&case).accepts(0)
    };
    let order = "[\"large\", \"middle\", \"small\"]";
    assert_eq!(accepts("0", order), [Surely, Surely, Surely]);
    assert_eq!(accepts("1", order), [Never, Possibly, Surely]);
    // Middle is worth less than 100, however little less.
    assert_eq!(accepts("100", order), [Never, Never, Surely]);
    assert_eq!(accepts("100", "[\"large ~ middle\", \"small\"]"), [Never, Surely, Surely]);
    assert_eq!(
        accepts("{ low = 10, high = 20 }", "{ small = 15, middle = 20, large = 10 }"),
        [Possibly, Surely, Possibly]
    );
    assert_eq!(accepts("{ package = { size = \"middle\" } }", order), [Never, Surely, Surely]);
    assert_eq!(
        accepts("{ at-least = \"size = small\", below = \"size = middle\" }", order),
        [Possibly, Surely, Surely]
    );
    assert_eq!(accepts("{ at-least = \"size = large\", below = \"size = middle\" }", order), [Unknown; 3]);
    assert_eq!(accepts("\"none\"", order), [Surely; 3]);
}

#[test]
fn weights_are_tried_at_their_extreme_points() {
    let accepts = |weights: &str| {
        let preference = format!(
            "[preferences.north]\nno-deal = 50\n{weights}\n[preferences.north.values]\n\
             size = {{ small = 0, middle = 40, large = 100 }}\nform = {{ word = 0, paper = 100 }}\n"
        );
        let case = case(&format!("{PARTIES}{SIZE}{FORM}{preference}"));
        Oracle::new(&case).accepts(0)
    };
    // Small and word, small and paper, middle and word, middle and paper, and so on.
    assert_eq!(accepts("weights = { size = 1, form = 1 }"), [Never, Surely, Never, Surely, Surely, Surely]);
    assert_eq!(accepts(""), [Never, Possibly, Never, Possibly, Possibly, Surely]);
    assert_eq!(accepts("weights = [\"size\", \"form\"]"), [Never, Possibly, Never, Possibly, Surely, Surely]);
    assert_eq!(
        accepts("weights = { size = 2, form = { low = 0, high = 10 } }"),
        [Never, Possibly, Never, Possibly, Possibly, Surely]
    );
}

#[test]
fn two_red_lines_collide() {
    let lines = "[[preferences.north.red-lines]]\nid = \"a\"\nrefuse = \"size = small\"\nassumed = true\n\
                 [[preferences.south.red-lines]]\nid = \"b\"\nrefuse = \"size != small\"\nassumed = true\n";
    let case = case(&format!("{PARTIES}{SIZE}{FORM}{lines}"));
    let found = Oracle::new(&case).collisions();
    let (north, south) = (Demand::RedLine(0, 0), Demand::RedLine(1, 0));
    assert_eq!(found.conflicts, BTreeSet::from([BTreeSet::from([north, south])]));
    assert_eq!(found.corrections, BTreeSet::from([BTreeSet::from([north]), BTreeSet::from([south])]));
}

#[test]
fn statements_are_weighed_whole() {
    let record = "[voices.v]\nname = \"v\"\nspeaks-for = \"north\"\n\
        [[statements]]\nid = \"offer\"\nsaid = 2020-05-01\nchain = \"v\"\nabout = \"north\"\nstance = \"offers\"\n\
        terms = \"size = large\"\nonly-if = \"form = paper\"\n\
        [[statements]]\nid = \"demand\"\nsaid = 2020-05-01\nchain = \"v\"\nabout = \"north\"\nstance = \"demands\"\n\
        terms = \"size != middle\"\n\
        [[statements]]\nid = \"refusal\"\nsaid = 2020-05-01\nchain = \"v\"\nabout = \"north\"\nstance = \"rejects\"\n\
        terms = \"size = small and form = paper\"\n";
    let case = case(&format!("{PARTIES}{SIZE}{FORM}{record}"));
    let oracle = Oracle::new(&case);
    let record = oracle.record(View::default(), vec![0; 3]);
    use VerdictKind::{AgainstDemand, NotAddressed, Refused, WithinTerms};
    // The demand alone counts for nothing: no agreement meets it.
    let expected = [NotAddressed, Refused, AgainstDemand, AgainstDemand, AgainstDemand, WithinTerms];
    assert_eq!(record.verdicts(0, Level::Own, Demands::Openings), expected);
    let expected = [NotAddressed, Refused, Refused, Refused, AgainstDemand, WithinTerms];
    assert_eq!(record.verdicts(0, Level::Own, Demands::Final), expected);
    assert_eq!(record.tally(Level::Own, Demands::Openings).nobody_refuses, 4);
}

#[test]
fn a_withdrawal_of_a_withdrawal_that_is_withdrawn_takes_effect() {
    let statement = |id: &str, rest: &str| {
        format!(
            "[[statements]]\nid = \"{id}\"\nsaid = 2020-05-01\nchain = \"v\"\nabout = \"north\"\n{rest}\n"
        )
    };
    let back =
        |id: &str, answers: &str| statement(id, &format!("stance = \"withdraws\"\nanswers = \"{answers}\""));
    let first = statement("first", "stance = \"offers\"\nterms = \"size = large\"");
    let record = [first, back("second", "first"), back("third", "second"), back("fourth", "third")].concat();
    let case = case(&format!("{PARTIES}{SIZE}[voices.v]\nname = \"v\"\nspeaks-for = \"north\"\n{record}"));
    let oracle = Oracle::new(&case);
    let states: Vec<_> =
        oracle.record(View::default(), vec![0; 4]).entries.iter().map(|entry| entry.state).collect();
    assert_eq!(states, [State::Withdrawn, State::Stands, State::Withdrawn, State::Stands]);
}
