//! Cases whose values hang on so many conditions that no diagram holds them.

use std::fmt::Write;

use detente_case::load::{MemoryFiles, load};
use detente_case::model::Case;
use detente_settle::budget::Budget;
use detente_settle::frontier::Status;
use detente_settle::solve::{Answer, FrontierAnswer, Request, solve};
use detente_space::acceptance::Count;
use detente_space::compile::Limits;
use detente_space::control::Control;
use num_bigint::BigUint;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// `adjustments` boxes a party over `issues` issues of ten numbers.
fn text(issues: usize, adjustments: usize, seed: u64) -> String {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let mut out =
        String::from("detente = 1\n[case]\ntitle = \"Drawn\"\nbasis = \"stated\"\nbecause = \"drawn\"\n");
    for party in ["p", "q"] {
        let _ = writeln!(out, "[parties.{party}]\nname = \"{party}\"");
    }
    for issue in 0..issues {
        let _ = writeln!(
            out,
            "[issues.i{issue}]\ntitle = \"I{issue}\"\nrange = {{ from = 0, to = 9, step = 1 }}"
        );
    }
    for party in ["p", "q"] {
        let _ =
            writeln!(out, "[preferences.{party}]\nno-deal = 20\nscale = 1\n[preferences.{party}.weights]");
        (0..issues).for_each(|issue| {
            let _ = writeln!(out, "i{issue} = 1");
        });
        let _ = writeln!(out, "[preferences.{party}.values]");
        (0..issues).for_each(|issue| {
            let _ = writeln!(out, "i{issue} = {{ points = [[0, 0], [9, 0]] }}");
        });
        for at in 0..adjustments {
            let mut parts = Vec::new();
            for _ in 0..rng.random_range(1..5) {
                let (issue, width) = (rng.random_range(0..issues), rng.random_range(1..9));
                let low = rng.random_range(1..11 - width);
                parts.push(format!("i{issue} >= {low} and i{issue} <= {}", (low + width - 1).min(8)));
            }
            let (when, by) = (parts.join(" and "), rng.random_range(1..101));
            let _ =
                writeln!(out, "[[preferences.{party}.adjust]]\nid = \"r{at}\"\nwhen = \"{when}\"\nby = {by}");
        }
    }
    out
}

fn case(text: String) -> Case {
    let loaded = load(&MemoryFiles::of("case.toml", text), "case.toml", &[]);
    loaded.case.unwrap_or_else(|| panic!("cannot be read: {:?}", loaded.diagnostics.first()))
}

fn answer(case: &Case, control: Control<'_>) -> Answer {
    let request = Request { trades: 0, ..Request::default() };
    solve(case, &request, &Budget { control, ..Budget::default() }).expect("the numbers fit")
}

#[test]
fn a_wide_case_gets_a_whole_answer() {
    for (issues, adjustments) in [(10, 60), (30, 60)] {
        let case = case(text(issues, adjustments, 7));
        let answer = answer(&case, Control::unlimited());
        assert!(!answer.stopped, "{:?}", answer.limits);
        assert_eq!(answer.counts.allowed, Count::Exact(BigUint::from(10_u8).pow(issues as u32)));
        let frontier = answer.frontier.as_ref().expect("every number is stated");
        assert_eq!(frontier.status, Status::Exact);
        assert!(frontier.stated && !frontier.counted && frontier.bounds.is_none());
        assert!(frontier.points.len() > 3);
        assert!(!frontier.concepts.nash.is_empty() && !frontier.concepts.kalai_smorodinsky.is_empty());
        assert!(frontier.movements.iter().all(Option::is_some));
        assert!(answer.has_deal());
        assert_eq!(answer.parties.len(), 2);
        assert!(!answer.proposals.is_empty());
    }
}

#[test]
fn few_packages_agree_with_the_diagram() {
    // Both ways on one case: with so many nodes allowed the diagram holds it.
    let case = case(text(4, 12, 3));
    let narrow = Limits { max_nodes: 40, max_arcs: 400 };
    let by_diagram = answer(&case, Control::unlimited()).frontier.expect("stated");
    let request = Request { trades: 0, ..Request::default() };
    let budget = Budget { limits: narrow, ..Budget::default() };
    let by_boxes = solve(&case, &request, &budget).expect("fits").frontier.expect("stated");
    assert!(by_diagram.counted && !by_boxes.counted);
    let vectors = |answer: &FrontierAnswer| -> Vec<Vec<i64>> {
        answer.points.iter().map(|point| point.vector.clone()).collect()
    };
    assert_eq!(vectors(&by_diagram), vectors(&by_boxes));
    assert_eq!(by_diagram.reservations, by_boxes.reservations);
    assert_eq!(by_diagram.movements.len(), by_boxes.movements.len());
    for (exact, least) in by_diagram.points.iter().zip(&by_boxes.points) {
        assert!(least.packages <= exact.packages);
    }
}

#[test]
fn movements_not_asked_for_change_nothing_else() {
    let case = case(text(4, 12, 3));
    let all = answer(&case, Control::unlimited()).frontier.expect("stated");
    assert!(all.movements.iter().all(Option::is_some));
    let request = Request { trades: 0, movements: false, ..Request::default() };
    let still = solve(&case, &request, &Budget::default()).expect("fits").frontier.expect("stated");
    assert_eq!(still.movements, vec![None; all.parties.len()]);
    assert_eq!((still.points, still.concepts, still.status), (all.points, all.concepts, all.status));
}
