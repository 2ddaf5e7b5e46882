//! The generator makes what it promises.

use detente_testkit::generate::{Dice, Size, draft, drafts};
use detente_testkit::oracle::Oracle;
use proptest::prelude::*;

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
        "any-of = true", "when = ", "none = \"none\"", "unknown = \"unknown\"", "[[rules]]", "consents = false",
        "consents = \"", "concerns = ", " -> ", " <-> ", "not ", " and ", " or ", "at least ", "at most ",
        "exactly ", " has ", " is none", " in {", " + ", ">= ", "weights = [", "weights = {", "mode = ",
        "points = ", " ~ ", "scale = ", "cap = ", "no-deal = \"none\"", "at-least = ", "below = ", "package = ",
        "priorities = ", "ranking = ", " if ", " iff ", ".adjust]]", ".red-lines]]", "rests-on = ", "assumed = true",
        "\"demands\"", "\"proposes\"", "\"offers\"", "\"accepts\"", "\"rejects\"", "\"signals\"", "\"defers\"",
        "\"withdraws\"", "\"claims\"", "\"denies\"", "\"predicts\"", "only-if = ", "\nif = ", "first = ",
        "occasion = ", "answers = ", "firm = true", "as-read = ", "until = ", "known = ", "cite = ", "~\"", "/..",
        "../", "named = false", "mandate = false", "carrier = ", "[events.", "as-of = ",
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

proptest! {
    #![proptest_config(cases(16))]

    #[test]
    fn simpler_cases_are_valid_too(draft in drafts(Size::EVERYTHING)) {
        for simpler in draft.simpler() {
            let _ = simpler.case();
        }
    }
}
