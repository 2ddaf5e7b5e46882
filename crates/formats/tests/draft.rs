//! What a draft writes, the case language reads, and as meant.

use detente_case::decimal::Decimal;
use detente_case::load::{MemoryFiles, load};
use detente_case::preference::{Form as Read, Levels as ReadLevels};
use detente_formats::draft::{
    Adjustment, Amount, Domain, Draft, Form, Issue, Levels, Named, Party, Preference, RedLine, Reservation,
    Rule,
};

fn number(text: &str) -> Decimal {
    text.parse().expect("a number")
}

fn exactly(text: &str) -> Amount {
    Amount::Exactly(number(text))
}

fn issue(id: &str, domain: Domain, no_deal: &str) -> Issue {
    Issue {
        id: id.to_owned(),
        title: format!("Title \"of\" \\ {id}\tand\u{7}more"),
        domain,
        no_deal: Some(no_deal.to_owned()),
        control: vec!["a".to_owned()],
        moves: None,
        comment: vec!["first line\nsecond".to_owned()],
        ..Issue::default()
    }
}

fn named(id: &str) -> Named {
    Named { id: id.to_owned(), title: format!("Option {id}"), because: Some("it is there".to_owned()) }
}

fn draft() -> Draft {
    let range = Domain::Range {
        from: number("0"),
        to: number("10"),
        step: number("2.5"),
        unit: Some("tonnes".to_owned()),
        none: Some("No ceiling".to_owned()),
        unknown: None,
    };
    let options = ["x", "1", "2-5"].map(named).to_vec();
    let preference = Preference {
        form: Form::Values {
            weights: vec![
                exactly("30"),
                Amount::Between(number("1"), Some(number("2")), number("3")),
                exactly("0.5"),
            ],
            levels: vec![
                Levels::Table(vec![
                    ("x".to_owned(), exactly("1")),
                    ("1".to_owned(), exactly("-0.25")),
                    ("2-5".to_owned(), exactly("3")),
                ]),
                Levels::Points(
                    vec![(number("0"), exactly("0")), (number("10"), exactly("1"))],
                    vec![("none".to_owned(), exactly("0"))],
                ),
                Levels::Table(vec![
                    ("none".to_owned(), exactly("0")),
                    ("p".to_owned(), exactly("1")),
                    ("q".to_owned(), exactly("1")),
                    ("p + q".to_owned(), exactly("2")),
                ]),
            ],
            scale: Some(number("100")),
            cap: Some(number("1")),
        },
        reservation: Reservation::Package(vec![
            ("first".to_owned(), "x".to_owned()),
            ("second".to_owned(), "2.5".to_owned()),
        ]),
        adjustments: vec![Adjustment {
            id: "box".to_owned(),
            when: "second >= 2.5 and second <= 5 and first in {x, 1}".to_owned(),
            by: exactly("0.125"),
            because: None,
        }],
        red_lines: vec![RedLine { id: "line".to_owned(), refuse: "third has p".to_owned(), because: None }],
        ..Preference::default()
    };
    Draft {
        title: "A draft".to_owned(),
        summary: Some("Two\nlines".to_owned()),
        leaves_out: vec!["time".to_owned()],
        stated: true,
        because: "the numbers are those of the file".to_owned(),
        as_of: None,
        head: vec!["From a file".to_owned()],
        parties: vec![
            Party { id: "a".to_owned(), name: "A".to_owned(), preference, ..Party::default() },
            Party {
                id: "b".to_owned(),
                name: "B".to_owned(),
                preference: Preference {
                    form: Form::Priorities(vec!["first = x if not second = none".to_owned()]),
                    reservation: Reservation::Nothing,
                    ..Preference::default()
                },
                ..Party::default()
            },
            Party {
                id: "c".to_owned(),
                name: "C".to_owned(),
                not_asked: Some("it is not at the table".to_owned()),
                preference: Preference {
                    form: Form::Ranking(vec![
                        vec!["first = x".to_owned(), "first = 1".to_owned()],
                        vec!["true".to_owned()],
                    ]),
                    ..Preference::default()
                },
                ..Party::default()
            },
        ],
        issues: vec![
            issue("first", Domain::Options(options), "x"),
            issue("second", range, "none"),
            issue("third", Domain::AnyOf(["p", "q"].map(named).to_vec()), "p + q"),
        ],
        rules: vec![Rule {
            id: "rule".to_owned(),
            require: "not (first = 1 and third has q)".to_owned(),
            because: "they exclude each other".to_owned(),
            ..Rule::default()
        }],
    }
}

#[test]
fn the_language_reads_what_a_draft_writes() {
    let text = draft().text();
    let loaded = load(&MemoryFiles::of("case.toml", text.clone()), "case.toml", &[]);
    assert_eq!(loaded.diagnostics, [], "{text}");
    let case = loaded.case.expect("a case");
    assert_eq!(case.title, "A draft");
    assert_eq!(case.issues[0].title, "Title \"of\" \\ first\tand more");
    assert_eq!(case.no_agreement(), Some(vec![0, 5, 3]));
    let Read::Values(values) = &case.preferences[0].form else { panic!("values") };
    assert_eq!((values.divisor, values.cap), (Some(number("100")), Some(number("1"))));
    let ReadLevels::Ranges(levels) = &values.issues[1] else { panic!("numbers") };
    let lows: Vec<_> = levels.iter().map(|level| level.low.to_string()).collect();
    assert_eq!(lows, ["0", "0.25", "0.5", "0.75", "1", "0"]);
}
