//! `report`: one page, and what is not on it.

use std::fs;

use crate::support::OnDisk;

const CASE: &str = r#"detente = 1
[case]
title = "The <lake>"
as-of = 2021-04-01
include = ["private/numbers.toml"]
[parties.north]
name = "North"
[parties.south]
name = "South"
[issues.dam]
title = "A dam on the river"
options.none = { title = "No dam", because = "as it is" }
options.low = { title = "A low dam", because = "made up" }
no-deal = "none"
[voices.whisper]
name = "an aide with a red beard"
named = false
[voices.envoy]
name = "The Envoy"
speaks-for = "south"
[preferences.south]
no-deal = { low = 10, high = 60 }
because = "made up"
[preferences.south.weights]
dam = 1
[preferences.south.values.dam]
none = 0
low = { low = 20, high = 80 }
[[statements]]
id = "offer"
said = 2021-03-10
chain = "whisper"
about = "north"
stance = "offers"
terms = "dam = low"
because = "made up"
[[statements]]
id = "own"
said = 2021-03-11
chain = "envoy"
about = "south"
stance = "demands"
terms = "dam = low"
because = "made up"
"#;

/// What North alone knows of itself.
const PRIVATE: &str = r#"[preferences.north]
no-deal = 41
because = "North told the mediator alone"
[preferences.north.weights]
dam = 1
[preferences.north.values.dam]
none = 0
low = 43.217
"#;

fn case() -> OnDisk {
    let case = OnDisk::of(CASE);
    fs::create_dir(case.folder.path().join("case/private")).expect("a folder");
    fs::write(case.folder.path().join("case/private/numbers.toml"), PRIVATE).expect("a file");
    case
}

fn page(case: &OnDisk, words: &[&str]) -> String {
    let run =
        case.run(&[&["report", "case", "--draws", "64", "-o", "report.html", "--force"], words].concat());
    assert_eq!(run.code, 0, "{}", run.err);
    fs::read_to_string(case.folder.path().join("report.html")).expect("a page")
}

#[test]
fn a_page_has_every_part_and_loads_nothing() {
    let case = case();
    let page = page(&case, &[]);
    for part in [
        "The case",
        "Positions over time",
        "What the record alone allows",
        "What all could accept, and what blocks it",
        "How sure that is",
        "Made with",
    ] {
        assert!(page.contains(&format!(">{part}</h2>")), "{part}: {page}");
    }
    assert!(page.contains("The &lt;lake&gt;") && !page.contains("<lake>"), "{page}");
    assert_eq!(page.matches("<svg ").count(), 2, "{page}");
    for loads in ["<script", "<link", "src=", "@import", "url("] {
        assert!(!page.contains(loads), "{loads}: {page}");
    }
}

/// What is left out is not computed with: with other private numbers, and other
/// words for the unnamed, every byte is the same.
#[test]
fn nothing_private_shows_in_any_byte() {
    let case = case();
    let first = page(&case, &[]);
    for hidden in ["43.217", "North told the mediator", "red beard"] {
        assert!(!first.contains(hidden), "{hidden}: {first}");
    }
    assert!(first.contains("private/numbers.toml") && first.contains("somebody unnamed"), "{first}");
    assert!(first.contains("who 1 voice without a name"), "{first}");
    let numbers = case.folder.path().join("case/private/numbers.toml");
    fs::write(&numbers, PRIVATE.replace("43.217", "7.217")).expect("a file");
    assert_eq!(page(&case, &[]), first);

    let full = page(&case, &["--full"]);
    assert!(full.contains("red beard") && full.contains("Nothing was left out"), "{full}");
    fs::remove_file(&numbers).expect("removed");
    let without = page(&case, &[]);
    assert!(without.contains("The case includes no private file"), "{without}");
}

/// A case is handed on without its private folder: it can be read, and that is told.
#[test]
fn a_case_without_its_private_files_can_be_used() {
    let case = case();
    fs::remove_dir_all(case.folder.path().join("case/private")).expect("removed");
    let checked = case.run(&["check", "case"]);
    assert_eq!(checked.code, 0, "{}", checked.out);
    assert!(
        checked.out.contains("warning[private-file]: the private file private/numbers.toml"),
        "{}",
        checked.out
    );
    assert!(checked.out.contains("case.toml:5:13"), "{}", checked.out);
    assert_ne!(case.run(&["solve", "case"]).code, 2);
}

#[test]
fn a_page_that_is_there_is_kept() {
    let case = case();
    let path = case.folder.path().join("report.html");
    fs::write(&path, "mine").expect("a file");
    let run = case.run(&["report", "case", "-o", "report.html"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("--force"), "{}", run.err);
    assert_eq!(fs::read_to_string(&path).expect("a file"), "mine");
}
