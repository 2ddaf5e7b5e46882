//! The errors beside the figures: on cases whose shares are known they cover as
//! often as they say.

use detente_robust::answers::{Figure, PackageAnswer, Request};
use detente_robust::draw::Method;

use crate::support::{answered, case, field};

/// How often the intervals of many seeds hold the true share.
fn coverage(text: &str, method: Method, truth: f64, of: impl Fn(&PackageAnswer) -> Figure) -> f64 {
    let (mut held, runs) = (0, 150);
    for seed in 0..runs {
        let request = Request { method, seed, draws: 1024, precision: 0.0, ..Request::default() };
        let found = answered(case(text), &request);
        // The field shared, a low fee.
        let answer = found.packages.iter().find(|answer| answer.package == [1, 1]).expect("a package");
        let figure = of(answer);
        held += usize::from((figure.value - truth).abs() <= figure.error);
    }
    held as f64 / runs as f64
}

/// Half the weight on an issue on which the package has 60, weights free, no
/// agreement worth 0 to 100: accepted where 60 w + 20 (1 - w) >= d, half of all
/// d on average: the mean of 20 + 40 w over w is 40.
#[test]
fn intervals_hold_what_is_true() {
    let first = "values.field = { first = 100, shared = 60, second = 0 }\n\
                 values.fee = { none = 0, low = 20, high = 100 }\n\
                 no-deal = { low = 0, high = 100 }";
    let second = "values.field = { first = 0, shared = 90, second = 100 }\n\
                  values.fee = { none = 100, low = 90, high = 0 }\n\
                  no-deal = 10";
    let text = field(first, second);
    for method in [Method::Sobol, Method::ChaCha] {
        let share = coverage(&text, method, 0.4, |answer| answer.all);
        assert!(share >= 0.9, "{method:?}: {share}");
    }
    // Independent draws leave the spread that the t distribution expects: they
    // must not cover everything either, or the intervals would be too wide.
    let share = coverage(&text, Method::ChaCha, 0.4, |answer| answer.all);
    assert!(share <= 0.995, "{share}");
}

/// Evenly spread draws err less than independent ones.
#[test]
fn sobol_draws_err_less() {
    let first = "values.field = { first = 100, shared = 60, second = 0 }\n\
                 values.fee = { none = 0, low = 20, high = 100 }\n\
                 no-deal = { low = 0, high = 100 }";
    let second = "values.field = { first = 0, shared = { low = 20, mode = 80, high = 100 }, second = 100 }\n\
                  values.fee = { none = 100, low = 50, high = 0 }\n\
                  no-deal = 60";
    let error = |method| {
        let request = Request { method, draws: 16_384, precision: 0.0, ..Request::default() };
        answered(case(&field(first, second)), &request).packages[0].all.error
    };
    let (sobol, chacha) = (error(Method::Sobol), error(Method::ChaCha));
    assert!(sobol * 2.0 < chacha, "{sobol} {chacha}");
}
