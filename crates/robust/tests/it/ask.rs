//! What knowing more is worth, on a case where that can be computed by hand.

use detente_robust::answers::Request;
use detente_robust::ask::{Ask, Open, ask};
use detente_robust::model::Model;
use detente_robust::region::Unknown;
use detente_settle::budget::Budget;

use crate::support::{alone, case, field};

/// The first party takes the field shared where that is worth 50 to it, and the
/// second's field where that is; each is worth 0 to 100, uniformly and freely of
/// the other. Half of the draws accept either. Knowing one value, one takes that
/// package where it is accepted and the other one else: three quarters. Knowing
/// both is worth as much. The second party takes anything, so that nothing of it
/// is worth knowing.
fn asked(threads: usize) -> Ask {
    let first = "weights = { field = 100, fee = 0 }\n\
                 values.field = { first = 0, shared = { low = 0, high = 100 }, second = { low = 0, high = 100 } }\n\
                 values.fee = { none = 0, low = 0, high = 0 }\n\
                 no-deal = 50";
    let second = "weights = { field = 50, fee = 50 }\n\
                  values.field = { first = 0, shared = 50, second = { low = 60, high = 100 } }\n\
                  values.fee = { none = 0, low = 0, high = 0 }\n\
                  no-deal = \"none\"";
    let alternatives = alone(case(&field(first, second)));
    let budget = Budget::default();
    let model = Model::new(&alternatives, 1.0, &budget).expect("a model");
    let request = Request { draws: 16_384, threads, ..Request::default() };
    ask(&model, &request, &budget).expect("an answer")
}

#[test]
fn values_of_information_are_those_computed_by_hand() {
    let found = asked(1);
    assert!((found.best.1.value - 0.5).abs() <= found.best.1.error, "{:?}", found.best);
    let of = |open: Open| found.unknowns.iter().find(|worth| worth.open == open).expect("an unknown");
    for choice in [1, 2] {
        let worth = of(Open::Number(0, Unknown::Level(0, choice)));
        // The bins meet at the threshold but for the chance of the pilot draws.
        assert!((worth.accepted.value - 0.25).abs() < 0.02, "{worth:?}");
        assert!(worth.range.0 < 1.0 && worth.range.1 > 99.0);
    }
    let nothing = of(Open::Number(1, Unknown::Level(0, 2)));
    assert!(nothing.accepted.value <= nothing.accepted.error + 0.005, "{nothing:?}");
    let pair = found.pairs.iter().find(|pair| {
        pair.open == [1, 2].map(|choice| Open::Number(0, Unknown::Level(0, choice)))
            || pair.open == [2, 1].map(|choice| Open::Number(0, Unknown::Level(0, choice)))
    });
    let pair = pair.expect("a pair");
    assert!((pair.accepted.value - 0.25).abs() < 0.02, "{pair:?}");
}

#[test]
fn the_recommendation_flips_where_it_must() {
    let found = asked(1);
    let best = &found.packages[found.best.0];
    // The field of the best package, shared or the second's, is what decides.
    let worth = found
        .unknowns
        .iter()
        .find(|worth| worth.open == Open::Number(0, Unknown::Level(0, best[0])))
        .expect("an unknown");
    assert_eq!(worth.flips.len(), 1, "{worth:?}");
    let flip = worth.flips[0];
    assert!(flip.ends == (true, false) && (flip.to - 50.0).abs() < 4.0, "{flip:?}");
    assert_ne!(found.packages[flip.package][0], best[0]);
    assert!(worth.tornado.0 == 0.0 && worth.tornado.1 == 1.0);
}

#[test]
fn the_number_of_threads_changes_nothing() {
    assert_eq!(format!("{:?}", asked(1)), format!("{:?}", asked(2)));
}
