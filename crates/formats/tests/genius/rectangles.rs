//! Hyper-rectangles, against a direct evaluation of what GENIUS adds up.

use crate::support::{case_of, packages, read, reservation, text, told, worth};

const ISSUES: &str = r#"<objective index="1" name="root">
<issue index="2" name="A" type="integer" lowerbound="0" upperbound="3"/>
<issue index="3" name="B" type="integer" lowerbound="-1" upperbound="2"/>
<issue index="4" name="C" type="integer" lowerbound="5" upperbound="7"/>
"#;

fn read_function(function: &str) -> (Vec<String>, detente_case::model::Case, String) {
    let domain = format!(
        "<negotiation_template><utility_space>{ISSUES}</objective></utility_space></negotiation_template>"
    );
    let profile = format!(
        "<utility_space type=\"nonlinear\">{ISSUES}<utility maxutility=\"20\">\n{function}\n</utility></objective>\
         <reservation value=\"0.25\"/></utility_space>"
    );
    let imported = read(&[("d.xml", &domain), ("p.xml", &profile)]);
    let text = text(&imported);
    (told(&imported), case_of(&text), text)
}

/// Compares every package with a function of the three numbers.
fn compare(function: &str, expected: impl Fn(i32, i32, i32) -> f64) {
    let (_, case, _) = read_function(function);
    for package in packages(&case) {
        let (a, b, c) = (i32::from(package[0]), i32::from(package[1]) - 1, i32::from(package[2]) + 5);
        let (found, expected) = (worth(&case, 0, &package), expected(a, b, c));
        assert!((found - expected).abs() < 1e-9, "{a} {b} {c}: {found} for {expected}");
    }
}

fn if_so(condition: bool, worth: f64) -> f64 {
    if condition { worth } else { 0.0 }
}

const SUM: &str = r#"<ufun type="PlainUfun" weight="2" aggregation="sum">
<hyperRectangle utility="3.5"><INCLUDES index="2" min="1" max="2"/><INCLUDES index="4" min="6" max="9"/></hyperRectangle>
<hyperRectangle utility="2" weight="0.5"><EXCLUDES index="2" min="0" max="1"/><EXCLUDES index="3" min="-5" max="0"/></hyperRectangle>
<hyperRectangle utility="1"></hyperRectangle>
<hyperRectangle utility="4"><INCLUDES index="3" min="2" max="2"/></hyperRectangle>
<ufun aggregation="sum" weight="3"><hyperRectangle utility="-1"><INCLUDES index="3" min="0" max="1"/></hyperRectangle></ufun>
</ufun>"#;

#[test]
fn sums_are_those_of_the_rectangles_that_hold() {
    compare(SUM, |a, b, c| {
        2.0 * (if_so((1..=2).contains(&a) && c >= 6, 3.5)
            + if_so(!(a <= 1 && b <= 0), 1.0)
            + 1.0
            + if_so(b == 2, 4.0)
            - 3.0 * if_so((0..=1).contains(&b), 1.0))
    });
    let (codes, case, text) = read_function(SUM);
    assert_eq!(codes, ["raw-sum p.xml:5:1"]);
    assert!(text.contains("when = \"a >= 1 and a <= 2 and c >= 6\""), "{text}");
    assert!(text.contains("when = \"not (a <= 1 and b <= 0)\""), "{text}");
    // A quarter of the twenty that GENIUS divides by.
    assert!((reservation(&case, 0) - 5.0).abs() < 1e-12);
}

#[test]
fn greatest_and_least_of_rectangles() {
    let of = |aggregation: &str| {
        format!(
            r#"<ufun aggregation="{aggregation}" weight="2">
<hyperRectangle utility="3"><INCLUDES index="2" min="1" max="3"/></hyperRectangle>
<hyperRectangle utility="7"><INCLUDES index="3" min="0" max="1"/></hyperRectangle>
<hyperRectangle utility="3"><EXCLUDES index="4" min="6" max="6"/></hyperRectangle></ufun>"#
        )
    };
    let parts =
        |a: i32, b: i32, c: i32| [if_so(a >= 1, 3.0), if_so((0..=1).contains(&b), 7.0), if_so(c != 6, 3.0)];
    compare(&of("max"), |a, b, c| 2.0 * parts(a, b, c).into_iter().fold(0.0, f64::max));
    compare(&of("MIN"), |a, b, c| 2.0 * parts(a, b, c).into_iter().fold(f64::MAX, f64::min));
}

#[test]
fn bounds_that_nothing_meets_and_rectangles_of_both_kinds() {
    let function = r#"<ufun aggregation="sum">
<hyperRectangle utility="1"><INCLUDES index="2" min="8" max="9"/></hyperRectangle>
<hyperRectangle utility="2"><EXCLUDES index="2" min="8" max="9"/></hyperRectangle>
<hyperRectangle utility="4"><INCLUDES index="2" min="0" max="0"/><EXCLUDES index="3" min="0" max="0"/></hyperRectangle>
</ufun>"#;
    // GENIUS looks at EXCLUDES alone where both stand.
    compare(function, |_, b, _| 2.0 + if_so(b != 0, 4.0));
    assert_eq!(read_function(function).0, ["ignored p.xml:7:29", "ignored p.xml:9:29", "raw-sum p.xml:5:1"]);
}

#[test]
fn what_cannot_be_said_or_is_wrong_is_refused() {
    let of = |function: &str| {
        let domain = format!(
            "<negotiation_template><utility_space>{ISSUES}<issue index=\"5\" name=\"D\"><item value=\"x\"/></issue></objective></utility_space></negotiation_template>"
        );
        let profile = format!(
            "<utility_space type=\"nonlinear\">{ISSUES}<utility maxutility=\"20\">\n{function}</utility></objective></utility_space>"
        );
        let imported = read(&[("d.xml", &domain), ("p.xml", &profile)]);
        assert!(imported.draft.is_none());
        told(&imported)
    };
    assert_eq!(of(r#"<ufun aggregation="max"><ufun/></ufun>"#), ["unsupported-profile p.xml:6:1"]);
    assert_eq!(of(r#"<ufun aggregation="mean"/>"#), ["unsupported-profile p.xml:6:1"]);
    let bound = |bound: &str| {
        of(&format!("<ufun>\n<hyperRectangle utility=\"1\"><INCLUDES {bound}/></hyperRectangle></ufun>"))
    };
    assert_eq!(bound(r#"index="1" min="0" max="1""#), ["issue-mismatch p.xml:7:29"]);
    assert_eq!(bound(r#"index="5" min="0" max="1""#), ["issue-mismatch p.xml:7:29"]);
    assert_eq!(bound(r#"index="2" min="0""#), ["bad-value p.xml:7:29"]);
    assert_eq!(bound(r#"index="2" min="0" max="few""#), ["bad-value p.xml:7:62"]);
    assert_eq!(of("<ufun><hyperRectangle/></ufun>"), ["bad-value p.xml:6:7"]);
    assert_eq!(of("<ufun><hyperRectangle utility=\"NaN\"/></ufun>"), ["bad-value p.xml:6:32"]);
}
