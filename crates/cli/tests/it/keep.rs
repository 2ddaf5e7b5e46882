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
fn ledgers_in_the_repository_are_those_of_their_acts() {
    for (name, code, findings) in [("new-start", 1, 2), ("open-skies", 1, 2)] {
        let folder = copy(name);
        detente(folder.path(), &["keep", "declare", ".", "acts.csv"]);
        let head = |place: &Path| {
            let run = detente(place, &["keep", "audit", ".", "--on", "2023-04-01", "--format", "json"]);
            assert_eq!(run.code, code, "{name}");
            let audit = run.json();
            assert_eq!(audit["findings"].as_array().map(Vec::len), Some(findings), "{name}");
            audit["head"].as_str().expect("a hash").to_owned()
        };
        assert_eq!(head(folder.path()), head(&instruments().join(name)));
    }
    let folder = copy("new-start");
    detente(folder.path(), &["keep", "declare", ".", "acts.csv"]);
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
        ("2023-09-31,us,warhead,5,warheads", "2:1"),
        ("2023-09-01,us,warhead,5,warheads\n2023-09-01,us,warhead,6,warheads", "3:1"),
        ("2023-09-01,us,warhead,5", "2:1"),
    ] {
        fs::write(folder.path().join("bad.csv"), format!("on,by,thing,number,unit\n{row}\n"))
            .expect("written");
        let run = detente(folder.path(), &["keep", "declare", ".", "bad.csv"]);
        assert_eq!(run.code, 2);
        assert!(run.err.contains(&format!("bad.csv:{place}")), "{}", run.err);
    }
    fs::write(folder.path().join("bad.csv"), "on,by,thing,amount\n2023-09-01,us,warhead,5\n")
        .expect("written");
    let run = detente(folder.path(), &["keep", "declare", ".", "bad.csv"]);
    assert!(run.code == 2 && run.err.contains("bad.csv:1:13"), "{}", run.err);
    let long = fs::File::create(folder.path().join("long.csv")).expect("a file");
    long.set_len(1 << 30).expect("a file of zeros, one line long");
    let run = detente(folder.path(), &["keep", "declare", ".", "long.csv"]);
    assert!(run.code == 2 && run.err.contains("are read at most, which end at 1:16777217"), "{}", run.err);
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
    let withheld = |status: &serde_json::Value| {
        let limits = status["limits"].as_array().expect("limits").clone();
        limits.iter().filter(|limit| limit["withheld"] == true).count()
    };
    // Zones and notes of stores are confidential, numbers are not.
    let (us, russia) = (status("us"), status("russia"));
    assert_eq!((withheld(&us), withheld(&russia)), (0, 0));
    let note = "made up: stored warheads were not declared";
    assert_eq!(us["disputes"][0]["note"], note);
    assert_eq!(russia["disputes"][0]["note"], serde_json::Value::Null);
    assert!(us.to_string().contains(note) && !russia.to_string().contains(note));
    // Where the clause hides numbers as well, every limit that they count towards is withheld.
    let text = fs::read_to_string(folder.path().join("instrument.toml")).expect("a file");
    let hidden = text.replacen(r#"fields  = ["zone", "note"]"#, r#"fields  = ["number"]"#, 1);
    assert_ne!(text, hidden);
    fs::write(folder.path().join("instrument.toml"), hidden).expect("written");
    assert_eq!((withheld(&status("us")), withheld(&status("russia"))), (2, 2));
}

/// Clauses hide every field of stored tanks from the south, and numbers and notes of everything.
const SECRETIVE: &str = include_str!("../../../keep/tests/it/secrets/instrument.toml");
const SECRETS: &str = include_str!("../../../keep/tests/it/secrets/acts.csv");

#[test]
fn what_is_hidden_from_a_party_stands_in_no_output() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("instrument.toml"), SECRETIVE).expect("written");
    fs::write(folder.path().join("acts.csv"), SECRETS).expect("written");
    let declare = detente(folder.path(), &["keep", "declare", ".", "acts.csv"]);
    assert_eq!(declare.code, 0, "{}", declare.err);
    let hidden = ["Hollowdale", "Mothballed", "Hush", "73", "-656", "serial", "2020-02-11"];
    let shown = |viewer: &str| {
        let mut all = String::new();
        for command in [
            &["status", ".", "--on", "2020-06-01"][..],
            &["status", ".", "--on", "2020-06-01", "--format", "json"],
            &["status", ".", "--on", "2020-06-01", "--format", "markdown"],
            &["status", ".", "--on", "2020-06-01", "--history"],
            &["audit", ".", "--on", "2020-06-01"],
            &["audit", ".", "--on", "2020-06-01", "--format", "json"],
            &["calendar", ".", "--from", "2020-02-04", "--to", "2020-12-01"],
            &["calendar", ".", "--from", "2020-02-04", "--to", "2020-12-01", "--format", "json"],
            &["calendar", ".", "--from", "2020-02-04", "--to", "2020-12-01", "--ics"],
            &["plan", ".", "--on", "2020-06-01", "--thing", "stored", "--inspections", "3"],
            &["plan", ".", "--on", "2020-02-01", "--thing", "tank", "--inspections", "3", "--format", "json"],
            &["plot", ".", "--on", "2020-06-01"],
            &["plot", ".", "--on", "2020-06-01", "--html"],
        ] {
            let words: Vec<&str> = ["keep"].iter().chain(command).copied().chain(["--as", viewer]).collect();
            let run = detente(folder.path(), &words);
            // Hashes may hold any digits.
            let lines = run.out.lines().filter(|line| !line.contains("head") && line.trim().len() != 64);
            let told: String = lines.chain(run.err.lines()).flat_map(|line| [line, "\n"]).collect();
            // Whatever the form, that something is left out is said.
            assert!(viewer == "north" || told.contains("withheld"), "{words:?}: {told}");
            all.push_str(&told);
        }
        all
    };
    let (north, south) = (shown("north"), shown("south"));
    for word in hidden {
        assert!(north.contains(word), "the owner sees {word}: {north}");
        assert!(!south.contains(word), "{word}: {south}");
    }
}

#[test]
fn a_package_becomes_a_draft_that_is_read_and_never_written_over() {
    let folder = tempfile::tempdir().expect("a folder");
    let case = instruments().join("../cases/new-start-2020");
    let case = case.to_str().expect("a path");
    let words = ["keep", "draft", case, "extension=five-years", "freeze=one-year", "-o", "draft.toml"];
    let run = detente(folder.path(), &words);
    assert_eq!((run.code, run.out.as_str()), (0, ""), "{}", run.err);
    assert!(
        run.err.contains("0 clauses drafted, ") && run.err.contains("to be written by hand"),
        "{}",
        run.err
    );
    let check = detente(folder.path(), &["keep", "check", "draft.toml"]);
    assert_eq!((check.code, check.out.as_str()), (0, "0 errors, 0 warnings\n"));
    let printed = detente(folder.path(), &words[..5]);
    assert_eq!(printed.out, fs::read_to_string(folder.path().join("draft.toml")).expect("a draft"));
    let again = detente(folder.path(), &words);
    assert!(again.code == 2 && again.err.contains("it is there already"), "{}", again.err);
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
        (
            &["keep", "open", "d.json", "--seed", "s.txt", "--site", "0", "--item", "0", "--key"],
            "item: w-1\n",
        ),
        (&["keep", "challenge", "d.json", "--seed", "s.txt", "w-1"], "declared\n"),
        (&["keep", "challenge", "d.json", "--seed", "s.txt", "w-2"], "not declared\n"),
    ] {
        fs::write(folder.path().join("a.json"), run(words).out).expect("written");
        let verify = run(&["keep", "verify", "c.json", "a.json"]);
        assert_eq!((verify.code, verify.out.as_str()), (0, says));
    }
    fs::write(folder.path().join("large.json"), declaration.replace("\"sites\": 2", "\"sites\": 65535"))
        .expect("written");
    let large = run(&["keep", "seal", "large.json", "--commitment", "l.json", "--seed", "l.txt"]);
    assert!(large.code == 2 && large.err.contains("at most 32768 sites"), "{}", large.err);
    assert!(!folder.path().join("l.txt").exists());
    // What is there already stays as it is, and no seed is left behind that would block the next try.
    let before =
        ["d.json", "c.json", "s.txt"].map(|name| fs::read(folder.path().join(name)).expect("a file"));
    for (commitment, seed) in [
        ("d.json", "t.txt"),
        ("c.json", "t.txt"),
        ("no-such-folder/c.json", "t.txt"),
        ("t.txt", "t.txt"),
        ("other.json", "s.txt"),
    ] {
        let refused = run(&["keep", "seal", "d.json", "--commitment", commitment, "--seed", seed]);
        assert!(refused.code == 2 && refused.err.contains("cannot make"), "{commitment}: {}", refused.err);
        assert!(!folder.path().join("t.txt").exists() && !folder.path().join("other.json").exists());
    }
    let after = ["d.json", "c.json", "s.txt"].map(|name| fs::read(folder.path().join(name)).expect("a file"));
    assert_eq!(before, after);
    let again = run(&["keep", "seal", "d.json", "--commitment", "other.json", "--seed", "t.txt"]);
    assert_eq!(again.code, 0);
    let forged = run(&["keep", "verify", "other.json", "a.json"]);
    assert_eq!((forged.code, forged.out.as_str()), (1, "invalid\n"));
}

/// A ledger that was changed is told by whoever reads it, and nothing is put on top of it.
#[test]
fn a_changed_ledger_is_told_and_not_continued() {
    let folder = copy("new-start");
    let place = folder.path().join("ledger.txt");
    let text = fs::read_to_string(instruments().join("new-start/ledger.txt")).expect("a ledger");
    let changed = text.replacen("800", "801", 1);
    assert_ne!(text, changed, "a number to change");
    fs::write(&place, &changed).expect("written");
    let status = detente(folder.path(), &["keep", "status", ".", "--on", "2023-04-01"]);
    assert_eq!(status.code, 0);
    assert!(status.err.contains("has been changed at act"), "{}", status.err);
    let columns =
        ["keep", "notify", ".", "kind=declaration", "by=us", "on=2023-09-01", "thing=warhead", "number=5"];
    let notify = detente(folder.path(), &columns);
    assert_eq!(notify.code, 2, "{}{}", notify.out, notify.err);
    assert!(notify.err.contains("has been changed at act"), "{}", notify.err);
    assert_eq!(fs::read_to_string(&place).expect("a ledger"), changed, "nothing was written");
}

#[test]
fn a_ledger_that_is_named_and_not_there_is_an_error() {
    for words in [["status", "."].as_slice(), &["audit", "."], &["calendar", "."]] {
        let folder = copy("new-start");
        let run = detente(folder.path(), &[&["keep"], words, &["--ledger", "elsewhere.txt"]].concat());
        assert_eq!(run.code, 2, "{words:?}: {}", run.out);
        assert!(run.err.contains("there is no ledger elsewhere.txt"), "{words:?}: {}", run.err);
    }
}
