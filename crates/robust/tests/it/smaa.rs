//! Rank acceptability and central weights, where integrals give them.

use detente_robust::answers::{Answers, Request};

use crate::support::{answered, case};

/// One party, two criteria under any weights, and three alternatives: 100 and 0,
/// 0 and 100, 60 and 60. With weight w on the first criterion the first comes
/// first where 100 w > 60, the second where 100 (1 - w) > 60, the third between:
/// for 40, 40 and 20 per cent of all w. Last is the first where w < 0.5, the second
/// else, so that the third is second for 80 per cent. Where the first comes first
/// w is 0.8 on average.
fn three() -> Answers {
    let text = r#"detente = 1
[case]
title = "Three alternatives"
[parties.only]
name = "Only"
[issues.one]
title = "First criterion"
options = { low = "Low", middle = "Middle", high = "High" }
no-deal = "low"
[issues.two]
title = "Second criterion"
options = { low = "Low", middle = "Middle", high = "High" }
no-deal = "low"
[[rules]]
id = "three-alternatives"
kind = "logic"
require = "one = low and two = low or one = high and two = low or one = low and two = high or one = middle and two = middle"
because = "These are all there are."
[preferences.only]
because = "Made up."
no-deal = "none"
values.one = { low = 0, middle = 60, high = 100 }
values.two = { low = 0, middle = 60, high = 100 }
"#;
    let request = Request {
        draws: 65_536,
        precision: 0.0,
        named: vec![vec![2, 0], vec![0, 2], vec![1, 1]],
        ..Request::default()
    };
    answered(case(text), &request)
}

#[test]
fn acceptabilities_and_central_weights_are_the_integrals() {
    let found = three();
    assert_eq!(found.packages.len(), 3);
    let expected: [(&[u16], [f64; 3], [f64; 2]); 3] = [
        (&[2, 0], [0.4, 0.1, 0.5], [0.8, 0.2]),
        (&[0, 2], [0.4, 0.1, 0.5], [0.2, 0.8]),
        (&[1, 1], [0.2, 0.8, 0.0], [0.5, 0.5]),
    ];
    for (package, ranks, weights) in expected {
        let answer = found.packages.iter().find(|answer| answer.package == package).expect("a package");
        let own = &answer.ranks[0];
        for (figure, expected) in own.acceptability.iter().zip(ranks) {
            assert!(
                (figure.value - expected).abs() <= figure.error + 1e-9,
                "{package:?} {figure:?} {expected}"
            );
            assert!(figure.error < 0.001, "{figure:?}");
        }
        let central = own.central_weights.as_ref().expect("it comes first somewhere");
        for (found, expected) in central.iter().zip(weights) {
            assert!((found - expected).abs() < 0.001, "{package:?} {central:?}");
        }
    }
}
