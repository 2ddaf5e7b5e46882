//! Cases as GENIUS files, and back.

use detente_formats::export::{Exported, export};
use detente_formats::format::Format;
use detente_formats::import::{Imported, Input, Options, import};

use crate::support::{DOMAIN, case_of, packages, profile, read, text, worth};

fn back(exported: &Exported) -> Imported {
    let input = |file: &detente_formats::export::Output| Input {
        path: file.name.clone(),
        bytes: file.bytes.clone(),
        beside: false,
    };
    import(&exported.files.iter().map(input).collect::<Vec<_>>(), &Options::default())
}

fn written(text: &str) -> Exported {
    export(&case_of(text), Format::Genius).expect("a GENIUS form")
}

#[test]
fn import_export_import_is_the_same_text() {
    let long = profile(r#"evaluation="7""#, "0.26344086021505375", "0.7365591397849463");
    let short = profile(r#"evaluation="5""#, "0.6", "0.4");
    let short = short.replace("<reservation", "<discount_factor value=\"0.75\"/><reservation");
    let imported = read(&[("A domain.xml", DOMAIN), ("mine.xml", &long), ("yours.xml", &short)]);
    let first = text(&imported);
    let exported = written(&first);
    assert!(exported.left_out.is_empty(), "{:?}", exported.left_out);
    let names: Vec<_> = exported.files.iter().map(|file| file.name.as_str()).collect();
    assert_eq!(names, ["A domain.xml", "mine.xml", "yours.xml"]);
    assert_eq!(first, text(&back(&exported)));
}

#[test]
fn rectangles_come_back() {
    let issues = r#"<objective name="o"><issue index="1" name="A" type="integer" lowerbound="0" upperbound="9"/>
<issue index="2" name="B" type="integer" lowerbound="0" upperbound="9"/>"#;
    let domain = format!(
        "<negotiation_template><utility_space>{issues}</objective></utility_space></negotiation_template>"
    );
    let boxes = r#"<ufun aggregation="sum">
<hyperRectangle utility="3.5"><INCLUDES index="1" min="1" max="2"/><INCLUDES index="2" min="6" max="9"/></hyperRectangle>
<hyperRectangle utility="2"><EXCLUDES index="2" min="3" max="4"/></hyperRectangle>
<hyperRectangle utility="1"><EXCLUDES index="1" min="3" max="4"/><EXCLUDES index="2" min="0" max="4"/></hyperRectangle>
<hyperRectangle utility="5"/><hyperRectangle utility="6"><INCLUDES index="1" min="20" max="30"/></hyperRectangle></ufun>"#;
    let profile = format!(
        "<utility_space type=\"nonlinear\">{issues}<utility maxutility=\"8\">{boxes}</utility></objective><reservation value=\"0.5\"/></utility_space>"
    );
    let imported = read(&[("d.xml", &domain), ("p.xml", &profile)]);
    let first = text(&imported);
    let exported = written(&first);
    assert!(exported.left_out.is_empty(), "{:?}", exported.left_out);
    assert_eq!(first, text(&back(&exported)));
}

const CASE: &str = r#"detente = 1
[case]
title = "A / B: <the \"case\">"
because = "a test"
basis = "stated"
[parties.a]
name = "Party & friends"
[parties.b]
name = "b"
[parties.c]
name = "B"
[parties.d]
name = "D"
[issues.x]
title = "X"
options.p = "same"
options.q = "same"
no-deal = "p"
[issues.m]
title = "M"
any-of = true
options.k = "K"
options.l = "L"
[issues.n]
title = "N"
range = { from = 0, to = 4, step = 1 }
[[rules]]
id = "r"
kind = "logic"
require = "x = p or n >= 1"
because = "so"
[preferences.a]
no-deal = { package = { x = "q", m = [], n = 0 } }
[preferences.a.weights]
x = 1
m = 2
n = 3
[preferences.a.values]
x = { p = 0, q = 100 }
m = { none = 0, k = 20, l = 40, "k + l" = 100 }
n = { points = [[0, 0], [1, 80], [4, 100]] }
[preferences.b]
priorities = ["x = p"]
[preferences.c]
no-deal = { low = 10, high = 20 }
[preferences.c.weights]
x = 1
m = 2
n = { low = 3, high = 5 }
[preferences.c.values]
x = { p = 0, q = 100 }
m = { none = 0, k = 20, l = 40, "k + l" = 100 }
n = { points = [[0, 0], [4, 100]] }
[[preferences.c.red-lines]]
id = "line"
refuse = "x = q"
assumed = true
"#;

#[test]
fn what_genius_cannot_say_is_listed_and_the_rest_written() {
    let exported = written(CASE);
    let names: Vec<_> = exported.files.iter().map(|file| file.name.as_str()).collect();
    assert_eq!(names, ["A - B- -the -case.xml", "Party & friends.xml", "B.xml"]);
    assert_eq!(
        exported.left_out,
        [
            "1 rule: every package is possible in GENIUS",
            "1 no-deal choice of an issue: in GENIUS each party has its own",
            "1 red line: GENIUS has none",
            "1 reason given for the case",
            "The scale of Party & friends: values are divided by 100, for those of GENIUS end at 1.",
            "What no agreement is to Party & friends: its value 0.16666666666666666666 is written.",
            "What b prefers: an order of packages is no utility.",
            "What is not known exactly of B: the middle is written.",
            "The scale of B: values are divided by 100, for those of GENIUS end at 1.",
            "What D prefers: it is not known.",
            "`M` is written with every set of its options as a value.",
            "`N` is written as values, not as numbers.",
        ]
    );
    let imported = back(&exported);
    let again = case_of(&text(&imported));
    assert_eq!(again.title, "A / B: <the \"case\">");
    assert_eq!(again.parties[0].name, "Party & friends");
    let titles: Vec<_> =
        again.issues[0].domain.options().iter().map(|option| option.title.as_str()).collect();
    assert_eq!(titles, ["same", "same (q)"]);
    let case = case_of(CASE);
    for package in packages(&case) {
        // Values of the case: weights 1, 2 and 3 over 6.
        let x = [0.0, 100.0][usize::from(package[0])];
        let m = [0.0, 20.0, 40.0, 100.0][usize::from(package[1])];
        let n = [0.0, 80.0, 260.0 / 3.0, 280.0 / 3.0, 100.0][usize::from(package[2])];
        let value: f64 = (x + 2.0 * m + 3.0 * n) / 600.0;
        assert!((worth(&again, 0, &package) - value).abs() < 1e-9);
    }
}

#[test]
fn a_case_without_issues_has_no_form() {
    let case = case_of("detente = 1\n[case]\ntitle = \"T\"\nbecause = \"b\"\n[parties.a]\nname = \"A\"\n");
    assert!(export(&case, Format::Genius).is_err());
}

#[test]
fn white_space_of_a_name_belongs_to_it() {
    let spaced = |text: &str| text.replace("\"red\"", "\"red \"");
    let mine = spaced(&profile(r#"evaluation="5""#, "0.6", "0.4"));
    let case = case_of(&text(&read(&[("d.xml", &spaced(DOMAIN)), ("p.xml", &mine)])));
    let exported = export(&case, Format::Genius).expect("a GENIUS form");
    for file in &exported.files {
        let text = String::from_utf8_lossy(&file.bytes);
        assert!(text.contains("value=\"red \""), "{text}");
    }
}
