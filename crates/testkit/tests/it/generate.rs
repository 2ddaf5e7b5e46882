//! The generator makes what it promises.

use detente_testkit::draft::Draft;
use detente_testkit::generate::{Dice, Size, draft, drafts};
use detente_testkit::oracle::Oracle;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

use crate::support::cases;

#[test]
fn the_same_seed_gives_the_same_case() {
    for seed in 0..20 {
        assert_eq!(draft(seed, Size::EVERYTHING), draft(seed, Size::EVERYTHING));
    }
}

/// Whoever tests with random cases must know that the rare things occur.
#[test]
fn every_part_of_the_language_occurs() {
    let texts: Vec<_> = (0..400).map(|seed| draft(seed, Size::EVERYTHING).toml()).collect();
    for part in [
        "any-of = true",
        "when = ",
        "none = \"none\"",
        "unknown = \"unknown\"",
        "[[rules]]",
        "consents = false",
        "consents = \"",
        "concerns = ",
        " -> ",
        " <-> ",
        "not ",
        " and ",
        " or ",
        "at least ",
        "at most ",
        "exactly ",
        " has ",
        " is none",
        " in {",
        " + ",
        ">= ",
        "weights = [",
        "weights = {",
        "mode = ",
        "points = ",
        " ~ ",
        "scale = ",
        "cap = ",
        "no-deal = \"none\"",
        "at-least = ",
        "below = ",
        "package = ",
        "priorities = ",
        "ranking = ",
        " if ",
        " iff ",
        ".adjust]]",
        ".red-lines]]",
        "rests-on = ",
        "assumed = true",
        "\"demands\"",
        "\"proposes\"",
        "\"offers\"",
        "\"accepts\"",
        "\"rejects\"",
        "\"signals\"",
        "\"defers\"",
        "\"withdraws\"",
        "\"claims\"",
        "\"denies\"",
        "\"predicts\"",
        "only-if = ",
        "\nif = ",
        "first = ",
        "occasion = ",
        "answers = ",
        "firm = true",
        "as-read = ",
        "until = ",
        "known = ",
        "cite = ",
        "~\"",
        "/..",
        "../",
        "named = false",
        "mandate = false",
        "carrier = ",
        "[events.",
        "as-of = ",
    ] {
        assert!(texts.iter().any(|text| text.contains(part)), "`{part}` never occurs");
    }
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn sizes_are_kept_and_the_reader_accepts(draft in drafts(Size::EVERYTHING)) {
        let case = draft.case();
        let oracle = Oracle::new(&case);
        prop_assert!((1..=2000).contains(&oracle.packages().len()));
        prop_assert!((2..=4).contains(&case.parties.len()));
        prop_assert!((1..=6).contains(&case.issues.len()));
    }

    #[test]
    fn other_writings_are_read_too(draft in drafts(Size::EVERYTHING), seed in any::<u64>()) {
        let dice = &mut Dice::new(seed);
        let other = draft.reordered(dice).renamed(dice);
        prop_assert_eq!(other.case().issues.len(), draft.issues.len());
    }
}

/// Shrinking must get somewhere: a failure that needs little leaves little.
#[test]
fn failing_cases_shrink_to_what_they_need() {
    let mut runner = TestRunner::deterministic();
    let mut tree = drafts(Size::EVERYTHING).new_tree(&mut runner).expect("drafts are always made");
    let fails = |draft: &Draft| draft.issues.iter().any(|issue| issue.when.is_some());
    while !fails(&tree.current()) {
        tree = drafts(Size::EVERYTHING).new_tree(&mut runner).expect("drafts are always made");
    }
    let mut go_on = tree.simplify();
    while go_on {
        go_on = if fails(&tree.current()) { tree.simplify() } else { tree.complicate() };
    }
    let least = tree.current();
    assert!(
        fails(&least) && least.statements.is_empty() && least.rules.is_empty() && least.voices.is_empty()
    );
    assert!(least.parties.len() == 1 && least.parties[0].preference.is_none());
    assert!(least.issues.len() <= 3);
}
