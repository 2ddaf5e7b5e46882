//! Files, includes and scenarios.

use detente_case::load::{FileError, Files, Loaded, MemoryFiles, load};
use detente_case::model::{Case, Consent};
use detente_case::preference::{Form, Levels, Reservation, Weights};

const MAIN: &str = r#"
detente = 1
[case]
title = "T"
as-of = 2020-01-01
include = ["record.toml"]
[parties.north]
name = "North"
[parties.south]
name = "South"
consents = "term = long"
[issues.term]
title = "Term"
options = { short = "Short", long = "Long" }
no-deal = "short"
[[rules]]
id = "not-short"
kind = "logic"
require = "term = long"
[preferences.north]
because = "-"
values.term = { short = 10, long = 90 }
[[preferences.north.adjust]]
id = "bonus"
when = "term = long"
by = 5
[[preferences.north.red-lines]]
id = "on-words"
refuse = "term = short"
rests-on = ["demand"]
[[preferences.north.red-lines]]
id = "on-more-words"
refuse = "term = short"
rests-on = ["demand", "offer"]
[[preferences.north.red-lines]]
id = "on-assumption"
refuse = "term = short"
rests-on = ["demand"]
assumed = true
"#;

const RECORD: &str = r#"
[voices.paper]
name = "The Paper"
[voices.ministry]
name = "The Ministry"
speaks-for = "north"
[[statements]]
id = "demand"
said = 2019-01-01
chain = ["paper", "ministry"]
about = "north"
stance = "demands"
terms = "term = long"
[[statements]]
id = "offer"
said = 2019-02-01
chain = ["ministry"]
about = "north"
stance = "offers"
terms = "term = long"
[[statements]]
id = "withdrawal"
said = 2019-03-01
chain = ["ministry"]
about = "north"
stance = "withdraws"
answers = ["offer", "demand"]
"#;

const DOUBT: &str = r#"
[scenario]
title = "Doubt"
because = "The paper is doubted."
set-aside = ["demand", "not-short", "bonus"]
[case]
as-of = 2021-01-01
[[statements]]
id = "offer"
firm = true
[[statements]]
id = "new"
said = 2020-01-01
chain = ["ministry"]
about = "north"
stance = "offers"
terms = "term = short"
"#;

const PRICES: &str = r#"
[scenario]
title = "Prices"
[issues.price]
title = "Price"
range = { from = 0, to = 2, step = 1 }
no-deal = 0
[preferences.north]
weights = ["term", "price"]
no-deal = { at-least = "term = long" }
[preferences.north.values]
term = ["long", "short"]
price = { points = [[0, 100], [2, 0]] }
"#;

fn files() -> MemoryFiles {
    MemoryFiles::default()
        .with("case.toml", MAIN)
        .with("record.toml", RECORD)
        .with("scenarios/doubt.toml", DOUBT)
        .with("scenarios/prices.toml", PRICES)
}

fn case(scenarios: &[&str]) -> Case {
    let loaded = load(&files(), "case.toml", scenarios);
    loaded.case.unwrap_or_else(|| panic!("{:#?}", loaded.diagnostics))
}

fn codes(loaded: &Loaded) -> Vec<&'static str> {
    loaded.diagnostics.iter().map(|diagnostic| diagnostic.code).collect()
}

#[test]
fn includes_join_the_main_file() {
    let case = case(&[]);
    assert_eq!(case.statements.len(), 3);
    assert_eq!(case.statements[2].answers, [1, 0]);
    assert_eq!(case.voices[1].speaks_for, Some(0));
    assert!(matches!(case.parties[1].consents, Consent::When(_)));
    assert_eq!(case.no_agreement(), Some(vec![0]));
    assert_eq!(case.preferences[0].reservation, Reservation::Package { package: vec![0], given: false });
    assert_eq!(case.preferences[1].form, Form::Unknown);
}

#[test]
fn every_file_that_was_read_is_listed_with_its_hash() {
    let loaded = load(&files(), "case.toml", &["doubt"]);
    let inputs: Vec<_> =
        loaded.inputs.iter().map(|input| (input.path.as_str(), input.sha256.clone())).collect();
    let hash = |text: &str| detente_case::hash::sha256(text.as_bytes());
    assert_eq!(
        inputs,
        [("case.toml", hash(MAIN)), ("record.toml", hash(RECORD)), ("scenarios/doubt.toml", hash(DOUBT))]
    );
}

#[test]
fn what_is_set_aside_is_gone_and_recorded() {
    let case = case(&["doubt"]);
    let ids: Vec<_> = case.statements.iter().map(|statement| statement.id.as_str()).collect();
    assert_eq!(ids, ["offer", "withdrawal", "new"]);
    assert!(case.statements[0].firm);
    assert_eq!(
        case.statements[1].answers,
        [0],
        "the reference to what was set aside is dropped, the other kept"
    );
    assert!(case.rules.is_empty() && case.preferences[0].adjustments.is_empty());
    let lines: Vec<_> =
        case.preferences[0].red_lines.iter().map(|line| (line.id.as_str(), line.rests_on.clone())).collect();
    assert_eq!(lines, [("on-more-words", vec![0]), ("on-assumption", vec![])]);
    let aside: Vec<_> = case
        .set_aside
        .iter()
        .map(|aside| (aside.scenario, aside.kind, aside.id.as_str(), aside.on_the_word_of.join(", ")))
        .collect();
    assert_eq!(
        aside,
        [
            (0, "statement", "demand", "The Paper, The Ministry".to_owned()),
            (0, "rule", "not-short", String::new()),
            (0, "adjustment", "bonus", "the case's author, of North".to_owned()),
            (0, "red line", "on-words", "North".to_owned()),
        ]
    );
    assert_eq!(case.scenarios[0].title, "Doubt");
    assert_eq!(case.as_of.map(|day| day.to_string()).as_deref(), Some("2021-01-01"));
}

#[test]
fn scenarios_stack_from_left_to_right() {
    let case = case(&["doubt", "prices"]);
    assert_eq!(
        case.scenarios.iter().map(|scenario| scenario.id.as_str()).collect::<Vec<_>>(),
        ["doubt", "prices"]
    );
    let Form::Values(values) = &case.preferences[0].form else { panic!("values") };
    assert!(matches!(&values.weights, Weights::Order { groups, .. } if *groups == [vec![0], vec![1]]));
    assert!(matches!(&values.issues[0], Levels::Order { groups, .. } if *groups == [vec![1], vec![0]]));
    let Levels::Ranges(prices) = &values.issues[1] else { panic!("ranges") };
    assert_eq!(prices.iter().map(|range| range.low.to_string()).collect::<Vec<_>>(), ["100", "50", "0"]);
    assert!(
        matches!(&case.preferences[0].reservation, Reservation::Between { at_least: Some(package), below: None, .. } if *package == [1, 0])
    );
}

#[test]
fn errors_in_a_scenario_point_into_its_file() {
    let files = files().with("scenarios/wrong.toml", "[scenario]\ntitle = \"W\"\n[case]\nas-of = \"soon\"\n");
    let loaded = load(&files, "case.toml", &["wrong"]);
    let error = loaded.diagnostics.iter().find(|diagnostic| diagnostic.is_error()).expect("an error");
    let place = error.primary.as_ref().expect("a place").span;
    assert_eq!(loaded.sources.get(place.file).name(), "scenarios/wrong.toml");
}

#[test]
fn an_unknown_scenario_is_an_error_with_a_suggestion() {
    for name in ["doubts", "../case", "Doubt", ""] {
        let loaded = load(&files(), "case.toml", &[name]);
        assert!(loaded.case.is_none());
        assert_eq!(codes(&loaded), ["unknown-scenario"], "{name}");
    }
    let loaded = load(&files(), "case.toml", &["doubts"]);
    assert_eq!(loaded.diagnostics[0].help, ["did you mean `doubt`?"]);
}

#[test]
fn what_cannot_be_opened_is_told() {
    struct Broken(FileError);
    impl Files for Broken {
        fn read(&self, _: &str) -> Result<Vec<u8>, FileError> {
            Err(self.0.clone())
        }
        fn list(&self, _: &str) -> Result<Vec<String>, FileError> {
            Err(self.0.clone())
        }
    }
    for (error, code) in [
        (FileError::NotFound, "no-case"),
        (FileError::TooLarge { bytes: 100 << 20 }, "too-large"),
        (FileError::Unreadable("permission denied".to_owned()), "unreadable-file"),
    ] {
        let loaded = load(&Broken(error), "case.toml", &[]);
        assert!(loaded.case.is_none());
        assert_eq!(codes(&loaded), [code]);
    }
    let loaded = load(&MemoryFiles::of("case.toml", vec![b' '; (16 << 20) + 1]), "case.toml", &[]);
    assert_eq!(codes(&loaded), ["too-large"]);
}
