//! `detente keep` on the worked instruments.

use std::fs;
use std::path::{Path, PathBuf};

use crate::support::detente;

fn instruments() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../instruments")
}

/// A worked instrument in a folder of its own, without a ledger.
fn copy(name: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for file in ["instrument.toml", "acts.csv"] {
        if let Ok(bytes) = fs::read(instruments().join(name).join(file)) {
            fs::write(folder.path().join(file), bytes).expect("written");
        }
    }
    folder
}

#[test]
fn every_worked_instrument_is_without_a_finding_and_its_acts_can_be_entered() {
    let mut seen = 0;
    for entry in fs::read_dir(instruments()).expect("instruments").filter_map(Result::ok) {
        if !entry.path().is_dir() {
            continue;
        }
        seen += 1;
        let name = entry.file_name().to_string_lossy().into_owned();
        let folder = copy(&name);
        let check = detente(folder.path(), &["keep", "check", "."]);
        assert_eq!((check.code, check.out.as_str()), (0, "0 errors, 0 warnings\n"), "{name}");
        if folder.path().join("acts.csv").exists() {
            let declare = detente(folder.path(), &["keep", "declare", ".", "acts.csv"]);
            assert_eq!(declare.code, 0, "{name}: {declare:?}");
            assert!(folder.path().join("ledger.db").exists());
        }
        let status = detente(folder.path(), &["keep", "status", ".", "--on", "2021-06-30"]);
        assert_eq!((status.code, status.err.as_str()), (0, ""), "{name}");
    }
    assert_eq!(seen, 7);
}

#[test]
fn the_ledger_of_new_start_is_that_of_its_acts() {
    let folder = copy("new-start");
    detente(folder.path(), &["keep", "declare", ".", "acts.csv"]);
    let head = |place: &Path| {
        let run = detente(place, &["keep", "audit", ".", "--on", "2023-04-01", "--format", "json"]);
        assert_eq!(run.code, 1);
        let audit = run.json();
        assert_eq!(audit["findings"].as_array().map(Vec::len), Some(1));
        audit["head"].as_str().expect("a hash").to_owned()
    };
    assert_eq!(head(folder.path()), head(&instruments().join("new-start")));
    let words =
        ["keep", "status", ".", "--on", "2022-03-01", "--reading", "with-converted", "--format", "json"];
    let status = detente(folder.path(), &words).json();
    let launchers = status["limits"]
        .as_array()
        .expect("limits")
        .iter()
        .find(|limit| limit["limit"] == "launchers" && limit["subject"] == "us");
    let launchers = launchers.expect("the limit");
    assert_eq!((launchers["number"].as_i64(), launchers["margin"].as_i64()), (Some(901), Some(-101)));
}

#[test]
fn a_table_with_a_fault_is_told_with_its_place_and_writes_nothing() {
    let folder = copy("new-start");
    for (row, place) in [
        ("2023-09-01,us,warhead,-5,warheads", "2:23"),
        ("2023-09-01,us,warhead,5,tons", "2:25"),
        ("2023-09-01,uss,warhead,5,warheads", "2:12"),
    ] {
        fs::write(folder.path().join("bad.csv"), format!("on,by,thing,number,unit\n{row}\n"))
            .expect("written");
        let run = detente(folder.path(), &["keep", "declare", ".", "bad.csv"]);
        assert_eq!(run.code, 2);
        assert!(run.err.contains(&format!("bad.csv:{place}")), "{}", run.err);
    }
    let long = fs::File::create(folder.path().join("long.csv")).expect("a file");
    long.set_len(1 << 30).expect("a file of zeros, one line long");
    let run = detente(folder.path(), &["keep", "declare", ".", "long.csv"]);
    assert!(run.code == 2 && run.err.contains("are read at most"), "{}", run.err);
    assert!(!folder.path().join("ledger.db").exists());
}

#[test]
fn acts_of_a_party_with_a_key_are_signed_with_it() {
    let folder = copy("new-start");
    let key = detente(folder.path(), &["keep", "key", "secret.txt"]);
    let text = fs::read_to_string(folder.path().join("instrument.toml")).expect("a file");
    let text =
        text.replacen("name = \"United States\"\n", &format!("name = \"United States\"\n{}", key.out), 1);
    fs::write(folder.path().join("instrument.toml"), text).expect("written");
    let act = ["by=us", "on=2023-06-01", "thing=launcher", "number=-1"];
    let notify = |more: &[&str]| {
        let words: Vec<&str> =
            ["keep", "notify", "."].into_iter().chain(act).chain(more.iter().copied()).collect();
        detente(folder.path(), &words)
    };
    assert_eq!(notify(&[]).code, 2);
    assert_eq!(notify(&["--key", "secret.txt"]).code, 0);
    let audit = detente(folder.path(), &["keep", "audit", ".", "--on", "2011-01-01"]);
    assert_eq!(audit.code, 0, "{}", audit.out);
}

#[test]
fn what_a_party_may_not_see_is_withheld() {
    let folder = copy("warhead-freeze-2020");
    detente(folder.path(), &["keep", "declare", ".", "acts.csv"]);
    let status = |party: &str| {
        let words = ["keep", "status", ".", "--on", "2021-04-01", "--as", party, "--format", "json"];
        detente(folder.path(), &words).json()
    };
    let withheld = |status: serde_json::Value| {
        let limits = status["limits"].as_array().expect("limits").clone();
        limits.iter().filter(|limit| limit["withheld"] == true).count()
    };
    // Zones and notes of stores are confidential, numbers are not.
    assert_eq!((withheld(status("us")), withheld(status("russia"))), (0, 0));
}

#[test]
fn a_declaration_is_sealed_opened_and_verified() {
    let folder = tempfile::tempdir().expect("a folder");
    let declaration = r#"{ "instrument": "freeze", "declarant": "north", "version": 1, "text": "All",
        "shape": { "sites": 2, "items": 3 },
        "sites": [{ "text": "A store", "items": [{ "key": "w-1", "text": "assembled" }] }] }"#;
    fs::write(folder.path().join("d.json"), declaration).expect("written");
    let run = |words: &[&str]| detente(folder.path(), words);
    assert_eq!(run(&["keep", "seal", "d.json", "--commitment", "c.json", "--seed", "s.txt"]).code, 0);
    for (words, says) in [
        (&["keep", "open", "d.json", "--seed", "s.txt", "--site", "0"][..], "text: A store\n"),
        (&["keep", "open", "d.json", "--seed", "s.txt", "--sum"], "count: 1\n"),
        (&["keep", "challenge", "d.json", "--seed", "s.txt", "w-1"], "declared\n"),
        (&["keep", "challenge", "d.json", "--seed", "s.txt", "w-2"], "not declared\n"),
    ] {
        fs::write(folder.path().join("a.json"), run(words).out).expect("written");
        let verify = run(&["keep", "verify", "c.json", "a.json"]);
        assert_eq!((verify.code, verify.out.as_str()), (0, says));
    }
    let again = run(&["keep", "seal", "d.json", "--commitment", "other.json", "--seed", "t.txt"]);
    assert_eq!(again.code, 0);
    let forged = run(&["keep", "verify", "other.json", "a.json"]);
    assert_eq!((forged.code, forged.out.as_str()), (1, "invalid\n"));
}
