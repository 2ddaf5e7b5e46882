//! The worked cases with each of their scenarios: no errors, an answer to
//! every question, the same answer twice, and never a word for no agreement.

use detente_case::model::Case;
use serde_json::{Value, json};

use crate::support::{Run, detente, load_worked, scenarios, worked};

/// Every object under a key `options`, wherever it stands.
fn packages<'a>(value: &'a Value, found: &mut Vec<&'a Value>) {
    match value {
        Value::Object(object) => {
            found.extend(object.get("options").filter(|options| options.is_object()));
            object.values().for_each(|inner| packages(inner, found));
        }
        Value::Array(values) => values.iter().for_each(|inner| packages(inner, found)),
        _ => {}
    }
}

/// The package of no agreement as JSON has it.
fn no_agreement(case: &Case) -> Value {
    let package = case.no_agreement().expect("every worked case says what holds without an agreement");
    let arising = (0..case.issues.len()).filter(|&issue| case.arises(issue, &package));
    let options = arising.map(|issue| {
        (case.issues[issue].id.clone(), Value::String(case.issues[issue].choice_id(package[issue])))
    });
    Value::Object(options.collect())
}

fn is_zero(count: &Value) -> bool {
    count["low"] == json!("0")
}

fn ends_with_provenance(answer: &Value, words: &[&str], scenario: Option<&str>) {
    let made = &answer["made_with"];
    assert_eq!(made["version"], json!(env!("CARGO_PKG_VERSION")));
    let command: Vec<_> = ["detente"].iter().chain(words).copied().collect();
    assert_eq!(made["command"], json!(command));
    let inputs = made["inputs"].as_array().expect("inputs");
    assert!(inputs.iter().any(|input| input["path"] == json!("case.toml")));
    assert!(inputs.iter().all(|input| input["sha256"].as_str().is_some_and(|hash| hash.len() == 64)));
    let applied =
        inputs.iter().any(|input| input["path"].as_str().is_some_and(|path| path.starts_with("scenarios/")));
    assert_eq!(applied, scenario.is_some());
}

fn hold(name: &str) {
    let mut runs = vec![None];
    let scenarios = scenarios(name);
    assert!(scenarios.len() >= 2, "{name} has at least two scenarios");
    runs.extend(scenarios.iter().map(String::as_str).map(Some));
    for scenario in runs {
        let overlays: Vec<_> = scenario.into_iter().collect();
        let case = load_worked(name, &overlays);
        let ask = |words: &[&'static str]| -> (Run, Vec<String>) {
            let mut all: Vec<String> = words.iter().map(ToString::to_string).collect();
            all.insert(1, name.to_owned());
            for overlay in &overlays {
                all.extend(["--scenario".to_owned(), (*overlay).to_owned()]);
            }
            let borrowed: Vec<_> = all.iter().map(String::as_str).collect();
            let run = detente(&worked(), &borrowed);
            assert_eq!(run.err, "", "{all:?}");
            (run, all)
        };
        let (check, _) = ask(&["check", "--format", "json"]);
        assert_eq!(check.code, 0, "{name} {scenario:?}: {}", check.out);

        for words in [&["show", "--format", "json"][..], &["solve", "--on-record", "--format", "json"]] {
            let (run, all) = ask(words);
            assert_eq!(run.code, i32::from(words[0] == "solve"), "words are no deal: {name} {scenario:?}");
            assert_eq!(run.out, ask(words).0.out, "{all:?}");
            let all: Vec<_> = all.iter().map(String::as_str).collect();
            ends_with_provenance(&run.json(), &all, scenario);
        }

        // The largest case is sampled here; how many packages are looked at is not what is tested.
        let solve = ["solve", "--points", "--limit", "2000", "--format", "json"];
        let (run, all) = ask(&solve);
        assert_eq!(run.out, ask(&solve).0.out, "{all:?}");
        let answer = run.json();
        let all: Vec<_> = all.iter().map(String::as_str).collect();
        ends_with_provenance(&answer, &all, scenario);
        assert_eq!(run.code, i32::from(is_zero(&answer["all"]["at_least"])), "{name} {scenario:?}");
        let nothing = no_agreement(&case);
        let mut shown = Vec::new();
        packages(&answer, &mut shown);
        assert!(!shown.is_empty(), "{name} {scenario:?} shows some package");
        assert!(!shown.contains(&&nothing), "{name} {scenario:?} shows no agreement as a package");
    }
}

#[test]
fn new_start() {
    hold("new-start-2020");
}

#[test]
fn ukraine() {
    hold("ukraine-settlement");
}

#[test]
fn european_security() {
    hold("european-security-2022");
}

/// Where the package of no agreement is all that the parties accept, there is no deal.
#[test]
fn every_case_and_scenario_is_without_errors() {
    for entry in std::fs::read_dir(worked()).expect("cases").filter_map(Result::ok) {
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = entry.path().to_string_lossy().into_owned();
        for scenario in scenarios(&name).iter().map(Some).chain([None]) {
            let mut words = vec!["check", path.as_str()];
            words.extend(scenario.iter().flat_map(|scenario| ["--scenario", scenario.as_str()]));
            let run = detente(&worked(), &words);
            assert!(run.code == 0 && run.out.contains("0 errors"), "{words:?} {run:?}");
        }
    }
}

#[test]
fn no_agreement_is_never_a_deal() {
    let case = crate::support::OnDisk::of(
        "detente = 1\n[case]\ntitle = \"Only no agreement\"\n[parties.a]\nname = \"A\"\n[parties.b]\nname = \"B\"\n\
         [issues.x]\ntitle = \"X\"\noptions = { p = \"P\", q = \"Q\" }\nno-deal = \"p\"\n\
         [preferences.a]\nbecause = \"Made up.\"\nweights = { x = 1 }\nvalues = { x = { p = 100, q = 0 } }\n\
         [preferences.b]\nbecause = \"Made up.\"\nweights = { x = 1 }\nvalues = { x = { p = 0, q = 100 } }\n",
    );
    for words in [&["solve", "case"][..], &["solve", "case", "--points"], &["explain", "case", "x=p"]] {
        assert_eq!(case.run(words).code, 1, "{words:?}");
    }
    let answer = case.run(&["solve", "case", "--points", "--format", "json"]).json();
    assert_eq!(answer["allowed"]["high"], json!("1"));
    assert!(is_zero(&answer["all"]["at_most"]), "{answer:#}");
}
