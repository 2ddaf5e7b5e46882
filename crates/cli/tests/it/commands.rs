//! What each command does when all is well.

use std::fs;

use serde_json::json;

use crate::support::{OnDisk, SMALL, detente, worked};

#[test]
fn a_new_case_can_be_checked_and_solved() {
    let folder = tempfile::TempDir::new().expect("a folder");
    let run = |words: &[&str]| detente(folder.path(), words);
    assert_eq!(run(&["new", "fresh"]).code, 0);
    let check = run(&["check", "fresh"]);
    assert_eq!((check.code, check.out.as_str()), (0, "0 errors, 0 warnings\n"));
    for words in [
        &["solve", "fresh"][..],
        &["solve", "fresh", "--scenario", "dry-decade"],
        &["solve", "fresh/case.toml", "--on-record"],
        &["show", "fresh"],
        &["diff", "fresh", "--to", "dry-decade"],
    ] {
        let run = run(words);
        assert!(run.code <= 1 && run.err.is_empty(), "{words:?} {run:?}");
    }
    let again = run(&["new", "fresh"]);
    assert_eq!(again.code, 2);
    assert!(again.err.contains("not empty"), "{}", again.err);
}

#[test]
fn anchors_are_held_against_documents() {
    let document = "The North said: open at half the toll. The South did not answer.";
    let passage = "open at half the toll.";
    let [of_document, of_passage] =
        [document, passage].map(|text| detente_case::hash::sha256(text.as_bytes()));
    let anchored = |start: usize| {
        let source = format!("title = \"The Paper\"\nsha256 = \"{of_document}\"");
        let anchor = format!("start = {start}\nend = {}\nsha256 = \"{of_passage}\"\n", start + passage.len());
        SMALL.replace("title = \"The Paper\"", &source) + &anchor
    };
    for (start, code, told) in [(16, 0, "0 errors"), (17, 2, "error[anchor-mismatch]")] {
        let case = OnDisk::of(anchored(start));
        fs::create_dir_all(case.folder.path().join("documents/deep")).expect("a folder");
        fs::write(case.folder.path().join("documents/deep/any-name"), document).expect("a file");
        let run = case.run(&["check", "case", "--documents", "documents"]);
        assert_eq!(run.code, code, "{}", run.out);
        assert!(run.out.contains(told) && run.out.contains("1 anchors compared"), "{}", run.out);
        assert_eq!(case.run(&["check", "case"]).code, 0, "without documents nothing is compared");
    }
}

/// What was said on a day, and what was known.
#[test]
fn the_record_is_that_of_the_day() {
    let case = OnDisk::of(SMALL);
    for (days, stands) in [
        (&["--on", "2020-04-30"][..], false),
        (&["--on", "2020-05-15"], true),
        (&["--on", "2020-05-15", "--known-by", "2020-05-05"], false),
        (&[], false),
    ] {
        let answer = case.run(&[&["show", "case", "--format", "json"], days].concat()).json();
        let offer = answer["statements"].as_array().expect("statements").iter();
        let offer =
            offer.into_iter().find(|each| each["statement"] == json!("north-offer")).expect("the offer");
        assert_eq!(offer["stands"], json!(stands), "{days:?} {offer}");
    }
}

#[test]
fn explain_takes_a_package_or_the_terms_of_a_statement() {
    let case = OnDisk::of(SMALL);
    let run = case.run(&["explain", "case", "border=open", "toll=half", "--format", "json"]);
    let answer = run.json();
    assert_eq!(run.code, i32::from(answer["all"] != json!("surely")));
    assert_eq!(answer["package"]["options"], json!({ "border": "open", "toll": "half", "bridge": "none" }));
    let of_statement =
        case.run(&["explain", "case", "--statement", "north-offer", "--format", "json"]).json();
    assert_eq!(of_statement["package"], answer["package"]);
    assert_eq!(of_statement["record"], answer["record"]);
    let broken = case.run(&["explain", "case", "bridge=joint", "--format", "json"]);
    assert_eq!((broken.code, &broken.json()["breaks"]), (1, &json!(["bridge-needs-border"])));
}

/// For the North 30 of 100 for the border and 60% of 50 for the toll, for the South 70% of 60 for the toll.
#[test]
fn explain_gives_exact_values() {
    let case = OnDisk::of(SMALL);
    let answer = case.run(&["explain", "case", "border=open", "toll=half", "--format", "json"]).json();
    let shown = serde_json::to_string(&answer).expect("JSON");
    for value in ["\"least\":\"60\"", "\"greatest\":\"60\"", "\"least\":\"42\"", "\"greatest\":\"42\""] {
        assert!(shown.contains(value), "{value} in {shown}");
    }
}

#[test]
fn explain_answers_slips_with_what_was_meant() {
    let case = OnDisk::of(SMALL);
    for (words, told) in [
        (&["explain", "case", "boarder=open"][..], "did you mean `border`?"),
        (&["explain", "case", "border=opne"], "did you mean `open`?"),
        (&["explain", "case", "border=open", "border=closed"], "given twice"),
        (&["explain", "case", "border"], "expected issue=option"),
        (&["explain", "case", "--statement", "north-ofer"], "did you mean `north-offer`?"),
        (&["explain", "case", "--statement", "north-offer-again"], "no terms"),
        (&["solve", "case", "--without", "nroth"], "did you mean `north`?"),
    ] {
        let run = case.run(words);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{words:?}");
        assert!(run.err.contains(told), "{words:?}: {}", run.err);
    }
}

#[test]
fn diff_compares_scenarios_days_and_versions() {
    let json = |words: &[&str]| {
        let run = detente(&worked(), words);
        assert!(run.code <= 1, "{words:?}: {}", run.err);
        run.json()
    };
    let of_scenarios = json(&["diff", "new-start-2020", "--to", "new-administration", "--format", "json"]);
    assert_eq!(of_scenarios["from"]["solve"]["scenarios"], json!([]));
    assert_eq!(of_scenarios["to"]["solve"]["scenarios"][0]["id"], json!("new-administration"));
    let of_days = json(&["diff", "new-start-2020", "--on", "2020-10-01..2020-12-31", "--format", "json"]);
    assert_eq!(of_days["from"]["record"]["as_of"], json!("2020-10-01"));
    let changed = of_days["statements"].as_array().expect("changes");
    let ryabkov =
        changed.iter().find(|change| change["statement"] == json!("ryabkov-offer")).expect("said between");
    assert_eq!([&ryabkov["stands_before"], &ryabkov["stands_after"]], [&json!(false), &json!(true)]);

    let case = OnDisk::of(SMALL);
    fs::create_dir(case.folder.path().join("later")).expect("a folder");
    let later = SMALL
        .replace("toll = { none = 100, half = 70, full = 0 }", "toll = { none = 100, half = 10, full = 0 }");
    fs::write(case.folder.path().join("later/case.toml"), later).expect("a file");
    let of_versions = case.run(&["diff", "case", "later", "--format", "json"]).json();
    let changes = of_versions["packages"].as_array().expect("the same packages");
    assert!(!changes.is_empty());
    assert_ne!(
        of_versions["from"]["solve"]["made_with"]["inputs"][0]["sha256"],
        of_versions["to"]["solve"]["made_with"]["inputs"][0]["sha256"]
    );
    let same = case.run(&["diff", "case"]);
    assert_eq!(same.code, 2);
    assert!(same.err.contains("nothing to compare"), "{}", same.err);
}

#[test]
fn a_party_can_be_left_out() {
    let case = OnDisk::of(SMALL);
    let both = case.run(&["solve", "case", "--format", "json"]).json();
    let run = case.run(&["solve", "case", "--without", "south", "--format", "json"]);
    let alone = run.json();
    assert_eq!((run.code, &alone["without"]), (0, &json!(["south"])));
    let count = |answer: &serde_json::Value| -> u64 {
        answer["all"]["at_least"]["low"].as_str().and_then(|digits| digits.parse().ok()).expect("a count")
    };
    assert!(count(&alone) > count(&both), "{alone:#}");
}

#[test]
fn points_and_certificates_come_when_asked_for() {
    let case = OnDisk::of(SMALL);
    assert_eq!(case.run(&["solve", "case", "--format", "json"]).json()["frontier"], json!(null));
    let run = case.run(&["solve", "case", "--points", "--certificate", "claims.json", "--format", "json"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let answer = run.json();
    assert_eq!(
        [&answer["frontier"]["status"], &answer["frontier"]["stated"]],
        [&json!("exact"), &json!(false)]
    );
    let text = fs::read_to_string(case.folder.path().join("claims.json")).expect("a certificate");
    let claims: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(claims["format"], json!("detente/certificate/1"));
    assert_eq!(
        claims["frontier"]["points"].as_array().map(Vec::len),
        answer["frontier"]["points"].as_array().map(Vec::len)
    );
    let allowed =
        claims["counts"].as_array().expect("counts").iter().find(|count| count["of"] == json!("allowed"));
    assert_eq!(allowed.expect("a claim")["count"], answer["allowed"]["low"]);
    let others: Vec<_> = fs::read_dir(case.folder.path()).expect("a folder").filter_map(Result::ok).collect();
    assert_eq!(others.len(), 2, "the case and the certificate, no temporary file");
}

#[test]
fn packages_come_as_rows() {
    let case = OnDisk::of(SMALL);
    let run = case.run(&["solve", "case", "--points", "--format", "csv"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let rows: Vec<Vec<&str>> = run.out.lines().map(|line| line.split(',').collect()).collect();
    assert_eq!(rows[0][..4], ["kind", "border", "toll", "bridge"]);
    assert!(rows.iter().all(|row| row.len() == rows[0].len()), "{}", run.out);
    assert!(
        rows.iter().any(|row| row[0] == "package") && rows.iter().any(|row| row[0].starts_with("frontier"))
    );
    let record = case.run(&["solve", "case", "--on-record", "--format", "csv"]);
    assert!(record.out.starts_with("statement,said,party,level,decides,packages\n"), "{}", record.out);
    for words in [&["show", "case"][..], &["explain", "case", "toll=half"], &["diff", "case", "case"]] {
        let run = case.run(&[words, &["--format", "csv"]].concat());
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{words:?}");
    }
}

#[test]
fn reports_come_as_markdown_and_end_with_what_they_were_made_from() {
    let case = OnDisk::of(SMALL);
    let bytes = fs::read(case.folder.path().join("case/case.toml")).expect("a file");
    let hash = detente_case::hash::sha256(&bytes);
    for words in [
        &["solve", "case"][..],
        &["solve", "case", "--on-record"],
        &["show", "case"],
        &["explain", "case", "toll=half"],
        &["diff", "case", "case"],
    ] {
        for format in ["human", "markdown"] {
            let run = case.run(&[words, &["--format", format]].concat());
            assert!(run.code <= 1, "{words:?} {}", run.err);
            let (_, end) = run.out.rsplit_once("Made with").expect("an end");
            for part in [
                &format!("detente {}", env!("CARGO_PKG_VERSION")),
                &format!("command: detente {}", words.join(" ")),
                &"case.toml".to_owned(),
                &hash,
            ] {
                assert!(end.contains(part.as_str()), "{part} in {end}");
            }
            assert_eq!(run.out.starts_with("# "), format == "markdown", "{}", run.out);
        }
    }
}

#[test]
fn completions_and_a_manual_are_printed() {
    let case = OnDisk::of("");
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let run = case.run(&["completions", shell]);
        assert_eq!(run.code, 0);
        assert!(run.out.contains("detente") && run.out.contains("on-record"), "{shell}");
    }
    let manual = case.run(&["man"]);
    assert_eq!(manual.code, 0);
    for part in [".TH detente", "solve", "explain", "certificate"] {
        assert!(manual.out.contains(part), "{part}");
    }
    let help = case.run(&["--help"]);
    assert!(help.out.contains("Exit codes: 0"), "{}", help.out);
}
