//! What ranked packages say of weights and values.

use detente_case::decimal::Decimal;
use detente_case::model::Case;
use detente_robust::disaggregation::{
    Bounds, Disaggregation, Example, Fit, Narrowed, Ranking, RegionError, disaggregate,
};
use detente_robust::draw::{Method, REPLICATES, Source};
use detente_robust::model::{Draw, Model};
use detente_robust::region::Unknown;
use detente_settle::budget::Budget;
use detente_space::control::Control;
use detente_testkit::generate::{Size, drafts};
use num_traits::ToPrimitive as _;
use proptest::prelude::*;

use crate::support::{alone, case, field, worth};

fn ranking(groups: &[&[[u16; 2]]]) -> Ranking {
    let group = |group: &&[[u16; 2]]| group.iter().map(|each| Example::Package(each.to_vec())).collect();
    Ranking { groups: groups.iter().map(group).collect(), gap: Decimal::ZERO }
}

fn fit(case: &Case, ranking: &Ranking) -> Fit {
    match disaggregate(case, 0, ranking, Control::unlimited()).expect("a sum over issues") {
        Disaggregation::Fits(fit) => *fit,
        Disaggregation::Collides { sets, .. } => panic!("collides: {sets:?}"),
    }
}

fn words(bounds: Option<&Bounds>) -> String {
    bounds.map_or_else(|| "none".to_owned(), |bounds| format!("{}..{}", bounds.least, bounds.greatest))
}

fn after(numbers: &[Narrowed]) -> Vec<String> {
    numbers.iter().map(|number| words(number.after.as_ref())).collect()
}

const FREE: &str = "values.field = { first = 100, shared = { low = 0, high = 100 }, second = 0 }\n\
                    values.fee = { none = 100, low = 50, high = 0 }";
const OTHER: &str = "priorities = [\"field = second\"]";

/// The field outweighs the fee: its weight is at least a half. Sharing it without a fee is
/// then worth no less than the first field with a high one, w v + (1 - w) 100 >= 100 w,
/// which leaves v free only where w is a half.
#[test]
fn two_issues_by_hand() {
    let case = case(&field(FREE, OTHER));
    let found = fit(&case, &ranking(&[&[[0, 2]], &[[2, 0]]]));
    assert_eq!(after(&found.weights), ["1/2..1", "0..1/2"]);
    assert_eq!(after(&found.values[0]), ["100..100", "0..100", "0..0"]);
    assert_eq!(after(&found.worth), ["50..100", "0..50"]);
    assert_eq!(found.apart.expect("a strict comparison").to_string(), "100");

    let found = fit(&case, &ranking(&[&[[1, 0]], &[[0, 2]], &[[2, 0]]]));
    assert_eq!(after(&found.weights), ["1/2..1", "0..1/2"]);
    assert_eq!(after(&found.values[0]), ["100..100", "0..100", "0..0"]);
    // Equally good: w = 1 - w.
    let found = fit(&case, &ranking(&[&[[1, 0]], &[[0, 2], [2, 0]]]));
    assert_eq!(after(&found.weights), ["1/2..1/2", "1/2..1/2"]);
    assert!(found.weights[0].changed());
    assert_eq!(words(found.weights[0].before.as_ref()), "0..1");
    let found = fit(&case, &ranking(&[&[[1, 0], [0, 1]]]));
    assert_eq!(found.apart, None);
}

/// A gap of twenty points: w - (1 - w) >= 1/5.
#[test]
fn a_gap_narrows_more() {
    let case = case(&field(FREE, OTHER));
    let mut ranking = ranking(&[&[[0, 2]], &[[2, 0]]]);
    ranking.gap = Decimal::integer(20);
    assert_eq!(after(&fit(&case, &ranking).weights), ["3/5..1", "0..2/5"]);
    ranking.gap = Decimal::integer(101);
    let found = disaggregate(&case, 0, &ranking, Control::unlimited()).expect("a sum");
    assert!(matches!(found, Disaggregation::Collides { ref sets, complete: true } if *sets == [vec![0]]));
}

/// Nothing is known of the party but the order: values that follow from it alone.
#[test]
fn an_unknown_party_begins_with_everything() {
    let text = field("red-lines = []", OTHER);
    let case = case(&text);
    let found = fit(&case, &ranking(&[&[[0, 0]], &[[1, 0]]]));
    assert_eq!(after(&found.weights), ["0..1", "0..1"]);
    assert!(found.values.iter().flatten().all(|value| words(value.before.as_ref()) == "0..100"));
}

/// Each of the first two holds alone, and with the others; together they do not.
#[test]
fn colliding_comparisons_are_named() {
    let case = case(&field(FREE, OTHER));
    let ranking = ranking(&[&[[0, 2]], &[[2, 0]], &[[0, 1]], &[[1, 2]]]);
    let Ok(Disaggregation::Collides { sets, complete }) =
        disaggregate(&case, 0, &ranking, Control::unlimited())
    else {
        panic!("collides")
    };
    // The first field with a low fee is better than with a high one, whatever the weights are.
    assert!(complete);
    assert_eq!(sets, [vec![0, 1]]);
}

#[test]
fn what_is_no_sum_is_refused() {
    let capped = case(&field(&format!("cap = 90\n{FREE}"), OTHER));
    let found = disaggregate(&capped, 0, &ranking(&[&[[0, 0]], &[[2, 2]]]), Control::unlimited());
    assert!(matches!(found, Err(RegionError::Capped)));
    let anything = case(&field(&format!("no-deal = \"none\"\n{FREE}"), OTHER));
    let with_none = Ranking {
        groups: vec![vec![Example::Package(vec![0, 0])], vec![Example::NoAgreement]],
        gap: Decimal::ZERO,
    };
    let found = disaggregate(&anything, 0, &with_none, Control::unlimited());
    assert!(matches!(found, Err(RegionError::TakesAnything)));
    let stopped = || true;
    let found = disaggregate(&capped, 1, &with_none, Control::new(&stopped));
    assert!(matches!(found, Err(RegionError::Stopped)));
}

/// No agreement is worth at least the second field without a fee and no more than
/// the first: ranked above the shared field, it lifts its least.
#[test]
fn no_agreement_takes_its_place() {
    let case = case(&field(&format!("no-deal = {{ low = 20, high = 90 }}\n{FREE}"), OTHER));
    let with_none = Ranking {
        groups: vec![vec![Example::NoAgreement], vec![Example::Package(vec![0, 2])]],
        gap: Decimal::ZERO,
    };
    let found = fit(&case, &with_none);
    assert_eq!(after(&found.worth), ["20..90", "0..90"]);
    assert_eq!(after(&found.weights), ["0..9/10", "1/10..1"]);
}

/// Whether a drawn number, rounded to units, lies within exact ends.
fn within(bounds: &Bounds, drawn: f64, rounding: f64) -> bool {
    let [least, greatest] = [&bounds.least, &bounds.greatest].map(|end| end.to_f64().expect("small"));
    least - rounding <= drawn && drawn <= greatest + rounding
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Whatever is drawn from the region of a random case and ranks the packages as they are
    /// ranked lies within the ends; and a ranking that some draw gives fits.
    #[test]
    fn draws_that_rank_alike_lie_within_the_ends(
        draft in drafts(Size { packages: 40, ..Size::PREFERENCES }),
        one in any::<prop::sample::Index>(),
        other in any::<prop::sample::Index>(),
    ) {
        let alternatives = alone(draft.case());
        let case = &alternatives[0].case;
        let Ok(model) = Model::new(&alternatives, 1.0, &Budget::default()) else { return Ok(()) };
        let packages: Vec<_> = model.worlds[0].diagram.packages().collect();
        prop_assume!(packages.len() > 1);
        let (x, y) = (one.get(&packages), other.get(&packages));
        prop_assume!(x != y);
        let groups = vec![vec![Example::Package(x.clone())], vec![Example::Package(y.clone())]];
        let ranking = Ranking { groups, gap: Decimal::ZERO };
        let source = Source::new(Method::Sobol, 1, model.dimensions(), REPLICATES);
        let (mut point, mut draw) = (Vec::new(), Draw::default());
        let world = &model.worlds[0];
        for (at, region) in world.coordinates.iter().enumerate() {
            if !matches!(case.preferences[region.party].form, detente_case::preference::Form::Values(_)) {
                continue;
            }
            let found = match disaggregate(case, region.party, &ranking, Control::unlimited()) {
                Err(RegionError::Capped) => continue,
                found => found.expect("a sum"),
            };
            for replicate in 0..REPLICATES {
                let mut stream = source.stream(replicate, 0);
                for _ in 0..8 {
                    stream.next_point(&mut point);
                    model.draw(&point, &mut draw);
                    let coordinate = &draw.valuation.coordinates[at];
                    let values = [x, y].map(|package| worth(world, coordinate, package));
                    if values[0] <= values[1] {
                        continue;
                    }
                    let Disaggregation::Fits(fit) = &found else {
                        prop_assert!(false, "a draw ranks them so");
                        return Ok(());
                    };
                    for (worth, value) in fit.worth.iter().zip(values) {
                        let bounds = worth.after.as_ref().expect("bounds");
                        prop_assert!(within(bounds, value as f64 / coordinate.denominator as f64, 0.05));
                    }
                    for (issue, weight) in fit.weights.iter().enumerate() {
                        let bounds = weight.after.as_ref().expect("bounds");
                        let drawn = region.number(Unknown::Weight(issue), coordinate, &draw.parties[at]);
                        prop_assert!(within(bounds, drawn, 5e-4), "{bounds:?} {drawn}");
                    }
                }
            }
        }
    }
}
