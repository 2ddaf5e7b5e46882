//! Random scenarios: every package is worth what GENIUS computes for it.

use std::fmt::Write as _;

use detente_formats::export::export;
use detente_formats::format::Format;
use detente_formats::import::{Input, Options, import};
use proptest::prelude::*;

use crate::support::{case_of, packages, read, reservation, text, worth};

/// A number of as many digits as real files have.
fn digits() -> impl Strategy<Value = String> {
    prop_oneof![
        (0_u32..=20).prop_map(|number| number.to_string()),
        (0_u32..=1000).prop_map(|number| format!("{}", f64::from(number) / 1000.0)),
        (0.0..1.0).prop_map(|number: f64| number.to_string()),
        (0.0..1.0).prop_map(|number: f64| format!("{number:e}")),
    ]
}

#[derive(Clone, Debug)]
enum Issue {
    /// One evaluation a value.
    Values(Vec<String>),
    /// Lower bound, how many more numbers, slope, offset.
    Whole(i64, i64, String, String),
}

fn issue() -> impl Strategy<Value = Issue> {
    let offset = prop_oneof![digits(), digits().prop_map(|number| format!("-{number}"))];
    let slope = prop_oneof![
        Just("0".to_owned()),
        (1_u32..12).prop_map(|parts| (1.0 / f64::from(parts)).to_string()),
        (-1.0..1.0).prop_map(|number: f64| number.to_string()),
    ];
    prop_oneof![
        prop::collection::vec(digits(), 1..5).prop_map(Issue::Values),
        (-5_i64..5, 0_i64..7, slope, offset)
            .prop_map(|(from, more, slope, offset)| Issue::Whole(from, more, slope, offset)),
    ]
}

type Party = (Vec<String>, String);

fn scenario() -> impl Strategy<Value = (Vec<Issue>, Vec<String>, String)> {
    prop::collection::vec(issue(), 1..5).prop_flat_map(|issues| {
        let count = issues.len();
        (Just(issues), prop::collection::vec(digits(), count), digits())
    })
}

fn files(issues: &[Issue], (weights, reservation): &Party) -> (String, String) {
    let mut domain = String::from("<negotiation_template><utility_space><objective name=\"o\">\n");
    let mut profile = String::from("<utility_space><objective name=\"o\">\n");
    for (at, (issue, weight)) in issues.iter().zip(weights).enumerate() {
        let _ = writeln!(profile, "<weight index=\"{at}\" value=\"{weight}\"/>");
        match issue {
            Issue::Values(evaluations) => {
                let head = format!("<issue index=\"{at}\" name=\"i{at}\">");
                domain += &head;
                profile += &head;
                for (value, evaluation) in evaluations.iter().enumerate() {
                    let _ = write!(domain, "<item value=\"v{value}\"/>");
                    let _ = write!(profile, "<item value=\"v{value}\" evaluation=\"{evaluation}\"/>");
                }
            }
            Issue::Whole(from, more, slope, offset) => {
                let head = format!(
                    "<issue index=\"{at}\" name=\"i{at}\" type=\"integer\" lowerbound=\"{from}\" upperbound=\"{}\">",
                    from + more
                );
                domain += &head;
                profile += &head;
                let _ = write!(profile, "<evaluator slope=\"{slope}\" offset=\"{offset}\"/>");
            }
        }
        domain += "</issue>\n";
        profile += "</issue>\n";
    }
    domain += "</objective></utility_space></negotiation_template>";
    let _ = write!(profile, "</objective><reservation value=\"{reservation}\"/></utility_space>");
    (domain, profile)
}

fn float(text: &str) -> f64 {
    text.parse().expect("a number")
}

/// GENIUS, in its own arithmetic.
fn genius(issues: &[Issue], weights: &[String], package: &[u16]) -> f64 {
    let evaluation = |issue: &Issue, choice: u16| match issue {
        Issue::Values(evaluations) => {
            let most = evaluations.iter().map(|text| float(text)).fold(0.0, f64::max);
            if most < 0.00001 { 0.0 } else { float(&evaluations[usize::from(choice)]) / most }
        }
        Issue::Whole(_, _, slope, offset) => {
            (float(slope) * f64::from(choice) + float(offset)).clamp(0.0, 1.0)
        }
    };
    let parts = issues.iter().zip(weights).zip(package);
    parts.map(|((issue, weight), choice)| float(weight) * evaluation(issue, *choice)).sum::<f64>().min(1.0)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn packages_are_worth_what_genius_says((issues, weights, at_least) in scenario()) {
        let (domain, profile) = files(&issues, &(weights.clone(), at_least.clone()));
        let imported = read(&[("d.xml", &domain), ("p.xml", &profile)]);
        let first = text(&imported);
        let case = case_of(&first);
        prop_assert!((reservation(&case, 0) - float(&at_least)).abs() < 1e-9);
        for package in packages(&case) {
            let (found, expected) = (worth(&case, 0, &package), genius(&issues, &weights, &package));
            // Weights up to 20 lose in proportion.
            prop_assert!((found - expected).abs() < 1e-9, "{package:?}: {found} for {expected}\n{first}");
        }

        // Written and read back, it is worth the same.
        let exported = export(&case, Format::Genius).expect("a GENIUS form");
        prop_assert!(exported.left_out.iter().all(|what| what.contains("is written as values")), "{:?}", exported.left_out);
        let inputs: Vec<_> = exported
            .files
            .into_iter()
            .map(|file| Input { path: file.name, bytes: file.bytes, beside: false })
            .collect();
        let again = import(&inputs, &Options::default());
        let second = text(&again);
        let again = case_of(&second);
        prop_assert!((reservation(&again, 0) - reservation(&case, 0)).abs() < 1e-12);
        for package in packages(&case) {
            prop_assert!((worth(&case, 0, &package) - worth(&again, 0, &package)).abs() < 1e-9);
        }
        let plain = issues.iter().all(|issue| matches!(issue, Issue::Values(_)));
        // Folded values of an issue without weight are zeros, of which nobody can tell that they were folded.
        let lost = first.contains("product of weight") && weights.iter().any(|weight| float(weight) < 1e-9);
        if plain && !lost {
            prop_assert_eq!(first, second);
        }
    }
}
