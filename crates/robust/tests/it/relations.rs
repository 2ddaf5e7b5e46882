//! Necessary and possible relations, and the statements behind them.

use detente_robust::draw::{Method, REPLICATES, Source};
use detente_robust::model::{Draw, Model};
use detente_robust::relations::{Piece, relations};
use detente_settle::budget::Budget;
use detente_space::worth::Extent;
use detente_testkit::generate::{Size, drafts};
use proptest::prelude::*;

use crate::support::{alone, case, field, worth};

const FIRST: &str = "weights = [\"field\", \"fee\"]\n\
                     values.field = { first = 100, shared = { low = 40, high = 60 }, second = 0 }\n\
                     values.fee = { none = 100, low = 50, high = 0 }";

/// The first field and a low fee are better than the second and a high one by
/// the values of both issues, whatever the weights are, and also by the values of
/// the field and the order of weights alone: what the fee is worth at worst does
/// not outweigh the field.
#[test]
fn reducts_are_all_the_smallest_sets() {
    let case = case(&field(FIRST, "priorities = [\"field = second\", \"fee = high\"]"));
    let found = relations(&case, &[0, 1], &[2, 2]).expect("relations");
    let because = found[0].because.as_ref().expect("a necessary relation");
    assert!(because.first && because.complete);
    assert_eq!(
        because.reducts,
        [vec![Piece::Weights, Piece::Values(0)], vec![Piece::Values(0), Piece::Values(1)]]
    );
    // The other party decides by its first priority, the other way.
    let because = found[1].because.as_ref().expect("an order of packages");
    assert!(!because.first);
    assert_eq!(because.reducts, [vec![Piece::Priority(0)]]);
}

#[test]
fn what_can_go_either_way_has_no_reduct() {
    let case = case(&field(FIRST, "priorities = [\"field = second\"]"));
    // The field shared without a fee against the first field with a low one.
    let found = relations(&case, &[1, 0], &[0, 1]).expect("relations");
    let comparison = found[0].comparison.expect("values");
    assert_eq!((comparison.better, comparison.at_least), (Extent::Sometimes, Extent::Sometimes));
    assert_eq!(found[0].because, None);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// What is necessary holds in every draw, and what is impossible in none.
    #[test]
    fn draws_agree_with_relations(
        draft in drafts(Size { packages: 40, ..Size::PREFERENCES }),
        one in any::<prop::sample::Index>(),
        other in any::<prop::sample::Index>(),
    ) {
        let alternatives = alone(draft.case());
        let case = &alternatives[0].case;
        let Ok(model) = Model::new(&alternatives, 1.0, &Budget::default()) else { return Ok(()) };
        let packages: Vec<_> = model.worlds[0].diagram.packages().collect();
        prop_assume!(!packages.is_empty());
        let (x, y) = (one.get(&packages), other.get(&packages));
        let found = relations(case, x, y).expect("relations");
        let source = Source::new(Method::Sobol, 1, model.dimensions(), REPLICATES);
        let (mut point, mut draw) = (Vec::new(), Draw::default());
        let world = &model.worlds[0];
        for replicate in 0..REPLICATES {
            let mut stream = source.stream(replicate, 0);
            for _ in 0..8 {
                stream.next_point(&mut point);
                model.draw(&point, &mut draw);
                for (at, region) in world.coordinates.iter().enumerate() {
                    let coordinate = &draw.valuation.coordinates[at];
                    let value = |package: &[u16]| {
                        let total = worth(world, coordinate, package);
                        draw.parties[at].cap.map_or(total, |cap| total.min(cap))
                    };
                    let comparison = found[region.party].comparison.expect("a preference");
                    let (x, y) = (value(x), value(y));
                    match comparison.at_least {
                        Extent::Always => prop_assert!(x >= y),
                        Extent::Never => prop_assert!(x < y),
                        Extent::Sometimes => {}
                    }
                    // Rounding to whole units may make equal what differs by less.
                    match comparison.better {
                        Extent::Always => prop_assert!(x >= y),
                        Extent::Never => prop_assert!(x <= y),
                        Extent::Sometimes => {}
                    }
                }
            }
        }
    }
}
