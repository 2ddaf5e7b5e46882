//! Draws from the command line, and the sections on robustness in the READMEs of
//! the worked cases, which are generated here.
//!
//! `UPDATE_EXPECTED=1 cargo test -p detente-cli robust` writes them anew.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::support::{OnDisk, SMALL, detente, start, worked};

/// A case of [`SMALL`] with something to draw.
fn vague() -> String {
    SMALL
        .replace(
            "weights = { border = 30, toll = 50, bridge = 20 }",
            "weights = [\"toll\", \"border\", \"bridge\"]",
        )
        .replace("market-days = 100, open = 0", "market-days = { low = 20, high = 100 }, open = 0")
}

#[test]
fn the_same_seed_gives_the_same_bytes_at_any_number_of_threads() {
    let disk = OnDisk::of(vague());
    for words in [&["robust", "case", "--draws", "512"][..], &["ask", "case", "--draws", "512"]] {
        for format in ["json", "markdown"] {
            let run = |threads: &str| {
                let mut words = words.to_vec();
                words.extend(["--format", format, "--threads", threads]);
                let run = disk.run(&words);
                assert_eq!(run.err, "", "{words:?}");
                run.out.replace(&format!("--threads {threads}"), "").replace(&format!("\"{threads}\""), "")
            };
            assert_eq!(run("1"), run("2"), "{words:?}");
        }
    }
}

/// The rows themselves are compared where they are written.
#[test]
fn data_frames_get_the_same_bytes() {
    let disk = OnDisk::of(vague());
    let run = || {
        let words = ["robust", "case", "--draws", "512", "--format", "parquet"];
        let run =
            Command::new(env!("CARGO_BIN_EXE_detente")).args(words).current_dir(disk.folder.path()).output();
        run.expect("an end").stdout
    };
    let bytes = run();
    assert!(bytes.starts_with(b"PAR1") && bytes.ends_with(b"PAR1"), "{} bytes", bytes.len());
    assert_eq!(bytes, run());
}

#[test]
fn a_named_package_is_reported_on() {
    let disk = OnDisk::of(vague());
    let package = "border=open toll=full bridge=joint";
    let run = disk.run(&["robust", "case", "--package", package, "--draws", "512", "--format", "json"]);
    let packages = run.json()["packages"].as_array().expect("packages").clone();
    let named = |answer: &&Value| {
        answer["reasons"].as_array().is_some_and(|reasons| reasons.contains(&Value::from("named")))
    };
    let named: Vec<_> = packages.iter().filter(named).collect();
    assert_eq!(named.len(), 1);
    assert_eq!(named[0]["options"]["toll"], "full");
}

#[test]
fn what_cannot_be_drawn_is_said() {
    let disk = OnDisk::of(SMALL.split("[preferences.north]").next().expect("a head"));
    let run = disk.run(&["robust", "case"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("nothing to draw from"), "{run:?}");
    let disk = OnDisk::of(vague());
    for (words, says) in [
        (&["robust", "case", "--across", "none=much"][..], "a weight"),
        (&["robust", "case", "--across", "storm"], "storm"),
        (&["robust", "case", "--precision", "2"], "share from 0 to 1"),
        (&["robust", "case", "--package", "border=ajar"], "ajar"),
        (&["compare", "case", "border=open"], "2 values"),
        (&["elicit", "case", "--for", "nrth", "border=open", "no-deal"], "did you mean `north`"),
        (&["elicit", "case", "--for", "north", "border=open"], "two packages or more"),
        (&["elicit", "case", "--for", "north", "border=open", "~"], "a package is missing"),
        (&["elicit", "case", "--for", "north", "border=open", "no-deal", "border=open"], "ranked twice"),
        (&["elicit", "case", "--for", "north", "border=open", "no-deal", "--gap=-1"], "not negative"),
    ] {
        let run = disk.run(words);
        assert_eq!(run.code, 2, "{words:?} {run:?}");
        assert!(run.err.contains(says), "{words:?} {run:?}");
    }
}

/// With a limit on time what was drawn so far is reported, with its errors.
#[test]
fn a_deadline_ends_with_the_draws_made() {
    let words =
        ["robust", "case", "--draws", "10000000", "--precision", "0", "--time", "2", "--format", "json"];
    let disk = OnDisk::of(vague());
    let run = disk.run(&words);
    assert_eq!(run.code, 3, "{run:?}");
    let answer = run.json();
    assert_eq!(answer["stopped"], true);
    assert!(answer["draws"].as_u64().is_some_and(|draws| draws > 0), "{}", answer["draws"]);
    assert!(answer["any_deal"]["error"].as_f64().is_some_and(|error| error > 0.0));
}

#[cfg(unix)]
#[test]
fn an_interrupt_ends_with_the_draws_made() {
    let disk = OnDisk::of(vague());
    let words = ["robust", "case", "--draws", "10000000", "--precision", "0", "--format", "json"];
    let running = start(disk.folder.path(), &words);
    std::thread::sleep(std::time::Duration::from_secs(2));
    let id = running.child.id().to_string();
    std::process::Command::new("kill").args(["-INT", &id]).status().expect("kill");
    let run = running.finish();
    assert_eq!(run.code, 3, "{run:?}");
    assert_eq!(run.json()["stopped"], true);
}

const BEGIN: &str = "<!-- generated by crates/cli/tests/it/robust.rs: begin -->";
const END: &str = "<!-- generated: end -->";

/// What is drawn for the README of each worked case.
const DRAWN: [(&str, &[&str]); 3] = [
    ("new-start-2020", &["--across", "none", "--across", "new-administration"]),
    ("ukraine-settlement", &["--scenario", "assumed-values"]),
    ("european-security-2022", &["--scenario", "assumed-values"]),
];

#[test]
fn the_sections_in_the_worked_cases_are_of_today() {
    let update = std::env::var_os("UPDATE_EXPECTED").is_some();
    for (case, extra) in DRAWN {
        let folder = worked().join(case);
        let mut words = vec!["robust", case];
        words.extend(extra);
        words.extend(["--draws", "2048", "--precision", "0"]);
        let command = words.join(" ").replace(case, &format!("cases/{case}"));
        let of = |format: &str| {
            let mut words = words.clone();
            words.extend(["--format", format]);
            detente(&worked(), &words)
        };
        let section = section(&command, &of("json").json());
        let figure = of("svg").out;
        let readme = folder.join("README.md");
        let text = fs::read_to_string(&readme).expect("a README");
        let (head, rest) = text.split_once(BEGIN).unwrap_or_else(|| panic!("{case}: no {BEGIN}"));
        let (own, tail) = rest.split_once(END).unwrap_or_else(|| panic!("{case}: no {END}"));
        if update {
            fs::write(&readme, format!("{head}{BEGIN}\n{section}{END}{tail}")).expect("written");
            fs::write(folder.join("robust.svg"), &figure).expect("written");
            continue;
        }
        assert_eq!(own.trim(), section.trim(), "{case}: run with UPDATE_EXPECTED=1");
        let kept = fs::read_to_string(Path::new(&folder).join("robust.svg")).unwrap_or_default();
        assert_eq!(kept, figure, "{case}: run with UPDATE_EXPECTED=1");
    }
}

/// The section for a README: the packages that do best, and what the figures are.
fn section(command: &str, answer: &Value) -> String {
    let percent = |figure: &Value| {
        let part = |key: &str| figure[key].as_f64().unwrap_or(0.0) * 100.0;
        format!("{:.1} ±{:.1}", part("value"), part("error"))
    };
    let names = |party: &str| -> String {
        let parties = answer["parties"].as_array().expect("parties");
        let found = parties.iter().find(|each| each["id"] == party).expect("a party");
        found["name"].as_str().expect("a name").to_owned()
    };
    let packages = answer["packages"].as_array().expect("packages");
    let leads: Vec<&Value> = packages
        .iter()
        .enumerate()
        .filter(|(at, each)| each["group"] == *at)
        .map(|(_, each)| each)
        .take(5)
        .collect();
    let mut text = format!(
        "**Over all that is not known** (`detente {command}`): {} draws of {} open numbers. Figures are per cent of the \
         draws, that is of what is assumed here, and no probabilities; after ± the error of drawing alone. In {} some \
         package is acceptable to all who are asked",
        answer["draws"],
        answer["unknowns"],
        percent(&answer["any_deal"])
    );
    let silent: Vec<String> = answer["silent"]
        .as_array()
        .expect("silent")
        .iter()
        .map(|party| names(party.as_str().expect("an id")))
        .collect();
    if !silent.is_empty() {
        text.push_str(&format!(" and of whom that can be told; not of {}", silent.join(", ")));
    }
    text.push_str(".\n\n");
    let Some(first) = leads.first() else { return text };
    let parties: Vec<&String> = first["accepts"].as_object().expect("parties").keys().collect();
    text.push_str("| package | all |");
    parties.iter().for_each(|party| text.push_str(&format!(" {} |", names(party))));
    text.push_str(" on the frontier | mean least share of gain |\n| --- | --- |");
    parties.iter().for_each(|_| text.push_str(" --- |"));
    text.push_str(" --- | --- |\n");
    for (at, answer) in leads.iter().enumerate() {
        let options = answer["options"].as_object().expect("options");
        let options: Vec<_> = options
            .iter()
            .map(|(issue, choice)| format!("{issue}: {}", choice.as_str().unwrap_or_default()))
            .collect();
        text.push_str(&format!("| {}. {} | {} |", at + 1, options.join(", "), percent(&answer["all"])));
        for party in &parties {
            text.push_str(&format!(" {} |", percent(&answer["accepts"][party.as_str()])));
        }
        text.push_str(&format!(" {} | {} |\n", percent(&answer["frontier"]), percent(&answer["gain"])));
    }
    let mut decided: Vec<&str> = leads
        .iter()
        .flat_map(|answer| answer["decides_without_asking"].as_array().expect("a list"))
        .filter_map(Value::as_str)
        .collect();
    decided.sort_unstable();
    decided.dedup();
    text.push_str(
        "\nThese follow from the assumptions of the case; that a package stands here does not say that it should be \
         agreed.",
    );
    if !decided.is_empty() {
        text.push_str(&format!(" Some or all of them: {}", decided.join(" ")));
    }
    text.push_str("\n\n![Shares of draws in which all who are asked accept](robust.svg)\n");
    text
}
