//! Graph models: states, orders, what cannot be, and back again.

mod common;

use common::{codes, inputs, load_text, packages, read, read_case, texts};
use detente_case::model::Case;
use detente_case::package::Package;
use detente_case::preference::Form;
use detente_formats::export::export;
use detente_formats::format::Format;
use detente_formats::import::{Input, Options, import};
use proptest::prelude::*;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/gmcr/");

/// Allowed packages of a party in groups, best first.
fn groups(case: &Case, party: usize) -> Vec<Vec<Package>> {
    let rank = |package: &Package| match &case.preferences[party].form {
        Form::Priorities(priorities) => {
            priorities.iter().map(|of| usize::from(!of.clause.formula.holds(package))).collect()
        }
        Form::Ranking(ranks) => {
            vec![
                ranks
                    .iter()
                    .position(|rank| rank.iter().any(|entry| entry.formula.holds(package)))
                    .unwrap_or(ranks.len()),
            ]
        }
        other => panic!("{other:?}"),
    };
    let mut ranked: Vec<(Vec<usize>, Package)> = packages(case)
        .into_iter()
        .filter(|package| case.is_allowed(package))
        .map(|package| (rank(&package), package))
        .collect();
    ranked.sort();
    ranked
        .chunk_by(|left, right| left.0 == right.0)
        .map(|group| group.iter().map(|(_, package)| package.clone()).collect())
        .collect()
}

fn again(case: &Case, path: &str) -> String {
    let exported = export(case, Format::Gmcr).expect("a model");
    assert_eq!(exported.files.len(), 1);
    let bytes = exported.files.into_iter().next().map(|file| file.bytes).unwrap_or_default();
    let imported = import(&[Input { path: path.to_owned(), bytes, beside: false }], &Options::default());
    imported.draft.map(|draft| draft.text()).unwrap_or_else(|| panic!("{:?}", imported.diagnostics))
}

#[test]
fn rankings_count_where_the_file_says_so() {
    let (case, text, told) = read_case(&inputs(FOLDER, &["manual.gmcr"]));
    // A repeated statement, a coalition, and statements that do not count.
    assert_eq!(told, ["repeated-statement", "not-carried", "not-carried"]);
    // Digits: Withdraw (South) 1, Talk 2, Blockade 4; six states: 0 1 2 3 4 5.
    // In the order of the issues: Blockade, Talk, Withdraw.
    let state = |number: u16| vec![number >> 2 & 1, number >> 1 & 1, number & 1];
    let expected = |orders: &[&[u16]]| {
        let sorted = |group: &&[u16]| {
            let mut states: Vec<_> = group.iter().map(|ordinal| state(ordinal - 1)).collect();
            states.sort();
            states
        };
        orders.iter().map(sorted).collect::<Vec<_>>()
    };
    assert_eq!(groups(&case, 0), expected(&[&[3], &[1, 2], &[4], &[5, 6]]));
    assert_eq!(groups(&case, 1), expected(&[&[6], &[5], &[4], &[3], &[2], &[1]]));
    assert_eq!(case.issues[0].moves, Some(vec![(0, 1)]));
    assert_eq!(case.issues[1].moves, Some(vec![(1, 0)]));
    assert_eq!(case.issues[2].moves, None);
    assert_eq!(case.issues.iter().map(|issue| issue.control.clone()).collect::<Vec<_>>(), [[1], [1], [0]]);
    assert_eq!(case.issues[1].title, "Talk \"openly\"");
    let strip = |text: &str| {
        text.lines().filter(|line| !line.starts_with("leaves-out")).map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(strip(&again(&case, "manual.gmcr")), strip(&text));
}

#[test]
fn statements_count_otherwise() {
    let (case, text, told) = read_case(&inputs(FOLDER, &["statements.gmcr"]));
    assert_eq!(told, ["not-carried"]);
    assert_eq!(packages(&case).iter().filter(|package| case.is_allowed(package)).count(), 5);
    let Form::Priorities(priorities) = &case.preferences[0].form else { panic!("statements") };
    let texts: Vec<_> = priorities.iter().map(|of| of.clause.text.as_str()).collect();
    assert_eq!(
        texts,
        [
            "withdraw = yes",
            "(strike = no and withdraw = yes) or blockade = yes",
            "strike = no and blockade = no"
        ]
    );
    // Nothing stated: all as good as each other.
    assert_eq!(groups(&case, 1).len(), 1);
    let strip = |text: &str| {
        text.lines().filter(|line| !line.starts_with("leaves-out")).map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(strip(&again(&case, "statements.gmcr")), strip(&text));
}

#[test]
fn other_issues_become_options_of_which_one_is_taken() {
    let case = load_text(
        r#"detente = 1
[case]
title = "Three"
because = "a test"
[parties.a]
name = "A"
[issues.x]
title = "X"
options.p = "P"
options.q = "Q"
options.r = "R"
control = "a"
[issues.y]
title = "Y"
any-of = true
options.s = "S"
options.t = "T"
control = "a"
[[rules]]
id = "no-p-with-s"
kind = "logic"
require = "x = p -> not y has s"
because = "a test"
[preferences.a]
weights = { x = 2, y = 1 }
values.x = { p = 0, q = 100, r = 50 }
values.y = { none = 0, s = 50, t = 20, "s + t" = 100 }
"#,
    );
    let other = load_text(&again(&case, "three.gmcr"));
    assert_eq!(other.issues.len(), 5);
    let states: Vec<_> = groups(&other, 0).concat();
    assert_eq!(states.len(), packages(&case).iter().filter(|package| case.is_allowed(package)).count());
    // Best: Q with both of the others.
    assert_eq!(groups(&other, 0)[0], [vec![0, 1, 0, 1, 1]]);
}

#[test]
fn what_is_no_graph_model_is_an_error_at_its_place() {
    let model = |options: &str, makers: &str, rest: &str| {
        format!(r#"{{"options": [{options}], "decisionMakers": [{makers}], "infeasibles": [], {rest}}}"#)
    };
    let flag = r#""useManualPreferenceRanking": false"#;
    let option = r#"{"name": "o", "permittedDirection": "both"}"#;
    let maker = |options: &str, preferences: &str| {
        format!(r#"{{"name": "m", "options": [{options}], "preferences": [{preferences}]}}"#)
    };
    let ranked = |ranking: &str| {
        format!(r#"{{"name": "m", "options": [0], "preferences": [], "preferenceRanking": {ranking}}}"#)
    };
    let manual = r#""useManualPreferenceRanking": true"#;
    for (text, expected) in [
        (model(option, &maker("", ""), flag), "option-owner"),
        (model(option, &[maker("0", ""), maker("0", "")].join(", "), flag), "option-owner"),
        (model(option, &maker("1", ""), flag), "graph-model"),
        (model(option, &maker("0", r#"[[0, "X"]]"#), flag), "graph-model"),
        (model(option, &maker("0", r#"[[3, "Y"]]"#), flag), "graph-model"),
        (model(option, &maker("0", r#"{"compound": true}"#), flag), "graph-model"),
        (model(option, &maker("0", ""), r#""program": "gmcr-py""#), "graph-model"),
        (model(option, &maker("0", ""), r#""useManualPreferenceRanking": 1"#), "graph-model"),
        (model(option, &maker("0", ""), manual), "graph-model"),
        (model(option, &ranked("[1, 3]"), manual), "unknown-state"),
        (model(option, &ranked("[1, [2, 1]]"), manual), "unknown-state"),
        (model(option, &ranked("[1, \"2\"]"), manual), "graph-model"),
        (model("{}", &maker("0", ""), flag), "graph-model"),
        ("{\"options\": [".to_owned(), "json"),
    ] {
        let imported = read(&texts(&[("m.gmcr", &text)]));
        assert_eq!(codes(&imported), [expected], "{text}");
        assert!(imported.diagnostics[0].primary.is_some(), "{text}");
    }
    // A state that no rank names is last, with a warning.
    let (case, _, told) = read_case(&texts(&[("m.gmcr", &model(option, &ranked("[2]"), manual))]));
    assert_eq!((told, groups(&case, 0)), (vec!["unknown-state"], vec![vec![vec![1]], vec![vec![0]]]));
    let many: Vec<_> = (0..25).map(|_| option).collect();
    let all: Vec<_> = (0..25).map(|at: u32| at.to_string()).collect();
    let maker = format!(
        r#"{{"name": "m", "options": [{}], "preferences": [], "preferenceRanking": []}}"#,
        all.join(", ")
    );
    assert_eq!(codes(&read(&texts(&[("m.gmcr", &model(&many.join(", "), &maker, manual))]))), ["too-many"]);
}

fn conjunction(options: usize) -> impl Strategy<Value = Vec<(usize, bool)>> {
    prop::collection::btree_map(0..options, any::<bool>(), 0..=options)
        .prop_map(|literals| literals.into_iter().collect())
}

fn json(conjunction: &[(usize, bool)]) -> String {
    let pair =
        |(option, taken): &(usize, bool)| format!("[{option}, \"{}\"]", if *taken { "Y" } else { "N" });
    format!("[{}]", conjunction.iter().map(pair).collect::<Vec<_>>().join(", "))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn models_come_back_as_they_were(
        owners in prop::collection::vec((0_usize..2, 0_usize..3), 1..5),
        statements in prop::collection::vec(prop::collection::vec(conjunction(5), 0..3), 0..4),
        infeasibles in prop::collection::vec(conjunction(5), 0..3),
    ) {
        let count = owners.len();
        let within = |conjunction: &Vec<(usize, bool)>| conjunction.iter().copied().filter(|(option, _)| *option < count).collect::<Vec<_>>();
        let statement = |members: &Vec<Vec<(usize, bool)>>| match members.as_slice() {
            [one] => json(&within(one)),
            several => format!("{{\"compound\": true, \"members\": [{}]}}", several.iter().map(|one| json(&within(one))).collect::<Vec<_>>().join(", ")),
        };
        let statements: Vec<_> = statements.iter().map(statement).collect();
        let infeasibles: Vec<_> = infeasibles.iter().map(within).filter(|one| one.len() > 1).collect();
        let direction = |at: usize| ["both", "fwd", "back"][at];
        let options: Vec<_> = owners.iter().enumerate().map(|(at, (_, way))| format!("{{\"name\": \"Option {at}\", \"permittedDirection\": \"{}\"}}", direction(*way))).collect();
        let makers: Vec<_> = (0..2).map(|maker| {
            let own: Vec<_> = owners.iter().enumerate().filter(|(_, (owner, _))| *owner == maker).map(|(at, _)| at.to_string()).collect();
            let preferences = if maker == 0 { statements.join(", ") } else { String::new() };
            format!("{{\"name\": \"Maker {maker}\", \"options\": [{}], \"preferences\": [{preferences}]}}", own.join(", "))
        }).collect();
        let text = format!(
            "{{\"options\": [{}], \"decisionMakers\": [{}], \"infeasibles\": [{}], \"useManualPreferenceRanking\": false}}",
            options.join(", "), makers.join(", "), infeasibles.iter().map(|one| json(one)).collect::<Vec<_>>().join(", "),
        );
        let (case, draft, _) = read_case(&texts(&[("m.gmcr", &text)]));
        let feasible = |state: &Package| !infeasibles.iter().any(|one| one.iter().all(|(option, taken)| (state[*option] == 1) == *taken));
        for package in packages(&case) {
            prop_assert_eq!(case.is_allowed(&package), feasible(&package), "{:?} {}", package, draft);
        }
        let back = again(&case, "m.gmcr");
        let other = load_text(&back);
        prop_assert_eq!(groups(&other, 0), groups(&case, 0), "{} {}", draft, back);
        prop_assert_eq!(again(&other, "m.gmcr"), back);
    }
}

/// Two options, of which one has a condition; red, law and texts that the format has no place for.
const RICH: &str = r#"detente = 1
[case]
title = "Rich"
summary = "A sentence."
because = "Made up."
[parties.a]
name = "A"
aliases = ["Alpha"]
[parties.b]
name = "B"
[issues.x]
title = "X"
options = { stay = "Stay", go = "Go" }
no-deal = "stay"
control = ["a"]
[issues.y]
title = "Y"
options = { no = "No", yes = "Yes" }
no-deal = "no"
when = "x = go"
control = ["b"]
[[rules]]
id = "r"
kind = "law"
according-to = ["a"]
require = "x = stay or y = yes or y = no"
because = "Made up."
[preferences.a]
priorities = [{ want = "y = yes", strong = true }]
because = "Made up too."
[preferences.b]
priorities = ["x = go"]
because = "Made up too."
"#;

/// An issue that does not arise stays at its no-deal option there too: the states are those of
/// the case, and what is lost is listed.
#[test]
fn conditions_are_written_and_what_is_lost_is_listed() {
    let case = load_text(RICH);
    let exported = export(&case, Format::Gmcr).expect("a model");
    for what in [
        "it no longer arises",
        "\"Stay\"",
        "whose the 1 rule are",
        "which priorities are strong",
        "1 party's aliases",
        "1 summary",
        "1 reason given for the case",
        "2 reasons given for preferences",
    ] {
        assert!(exported.left_out.iter().any(|each| each.contains(what)), "{what}: {:?}", exported.left_out);
    }
    let again = load_text(&again(&case, "rich.gmcr"));
    let states = |case: &Case| packages(case).into_iter().filter(|each| case.is_allowed(each)).count();
    assert_eq!((states(&case), states(&again)), (3, 3), "go and yes, go and no, stay and no");
}
