//! Files that are no certificate, and the command's exit codes.

use std::path::PathBuf;
use std::process::{Command, Output};

use detente_case::load::MemoryFiles;
use detente_verify::{LIMIT, Unusable, verify};
use serde_json::{Value, json};

use crate::{certificate, here};

/// Why a text is not read as a certificate.
#[track_caller]
fn refusal(text: &str) -> String {
    match verify(&MemoryFiles::default(), "case.toml", text, &[], LIMIT) {
        Err(Unusable::Certificate(why)) => why,
        other => panic!("{other:?}"),
    }
}

fn changed(pointer: &str, value: Value) -> String {
    let mut certificate = certificate("quarry");
    *certificate.pointer_mut(pointer).expect("the place is there") = value;
    refusal(&certificate.to_string())
}

#[test]
fn refusals_say_what_is_wrong() {
    assert!(refusal("").starts_with("not JSON"));
    assert!(refusal("{}").contains("no `format`"));
    assert!(refusal(&"[".repeat(100_000)).contains("recursion limit"));
    assert!(
        changed("/format", json!("detente/certificate/2"))
            .contains("this program reads \"detente/certificate/1\"")
    );
    assert!(changed("/counts/0/of", json!("most")).contains("unknown variant `most`"));
    assert_eq!(changed("/counts/0/count", json!("-1")), "\"-1\" is not a count");
    assert_eq!(
        changed("/counts/0/count", json!("9".repeat(1000))),
        format!("{:?} is not a count", "9".repeat(1000))
    );
    assert!(changed("/packages/0/accepts/hill", json!("perhaps")).contains("unknown variant `perhaps`"));
    let point = |value: &str| json!([{ "values": [value, "0/1"], "packages": "1", "options": {} }]);
    for value in ["1", "1/0", "1/-2", "0.5/1", "/", "1/2/3"] {
        assert!(
            changed("/frontier/points", point(value)).ends_with("is not a fraction such as \"4373/72\""),
            "{value}"
        );
    }
    let short = json!([{ "values": [], "packages": "1", "options": {} }]);
    assert_eq!(changed("/frontier/points", short), "point 1 of the frontier has 0 values for 2 parties");
}

#[test]
fn a_claim_that_is_not_known_is_not_passed_over() {
    let mut more = certificate("quarry");
    more["proof"] = json!(true);
    assert!(refusal(&more.to_string()).contains("unknown field `proof`"));
    let mut less = certificate("quarry");
    less.as_object_mut().expect("an object").remove("complete");
    assert!(refusal(&less.to_string()).contains("missing field `complete`"));
}

/// Runs the command on a small case.
fn run(case: &str, certificate: &str, more: &[&str]) -> Output {
    let tests = here().join("tests");
    Command::new(env!("CARGO_BIN_EXE_detente-verify"))
        .arg(tests.join("cases").join(case))
        .arg(tests.join("certificates").join(certificate))
        .args(more)
        .output()
        .expect("the command starts")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn exit_codes() {
    let verified = run("quarry.toml", "quarry.json", &[]);
    assert_eq!(verified.status.code(), Some(0));
    assert!(text(&verified.stdout).ends_with("\n23 verified, 0 wrong, 0 not checked\n"));

    let other_case = run("harbour.toml", "quarry.json", &[]);
    assert_eq!(other_case.status.code(), Some(1));
    assert!(text(&other_case.stdout).contains("WRONG        made from quarry.toml"));

    let unchecked = run("quarry.toml", "quarry.json", &["--limit", "17"]);
    assert_eq!(unchecked.status.code(), Some(3));

    let no_certificate = run("quarry.toml", "none.json", &[]);
    assert_eq!((no_certificate.status.code(), no_certificate.stdout.len()), (Some(2), 0));
    assert!(text(&no_certificate.stderr).contains("cannot be read"));

    let no_case = run("none.toml", "quarry.json", &[]);
    assert_eq!(no_case.status.code(), Some(2));
    assert!(text(&no_case.stderr).contains("there is no case here"));

    let no_scenario = run("quarry.toml", "quarry.json", &["--scenario", "none"]);
    assert_eq!(no_scenario.status.code(), Some(2));

    let tests = here().join("tests");
    let not_one: PathBuf = tests.join("cases/quarry.toml");
    let not_a_certificate = run("quarry.toml", &not_one.to_string_lossy(), &[]);
    assert_eq!(not_a_certificate.status.code(), Some(2));
    assert!(text(&not_a_certificate.stderr).contains("is not a certificate: not JSON"));
}

#[test]
fn json_says_the_same() {
    let output = run("quarry.toml", "quarry.json", &["--format", "json"]);
    let report: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!((&report["verified"], &report["wrong"]), (&json!(23), &json!(0)));
    assert_eq!(report["findings"].as_array().map(Vec::len), Some(23));
}
