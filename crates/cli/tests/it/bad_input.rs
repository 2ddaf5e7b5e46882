//! Wrong input: told where and why, exit code 2, nothing written, no panic.

use std::fs;
use std::time::Duration;

use serde_json::json;

use crate::support::{OnDisk, Run, SMALL};

/// How long a refusal may take on a busy machine in a slow build.
const SECONDS: Duration = Duration::from_secs(5);

fn is_refusal(run: &Run, what: &str) {
    assert_eq!(run.code, 2, "{what}: {run:?}");
    assert_eq!(run.out, "", "{what}");
    assert!(run.took < SECONDS, "{what} took {:?}", run.took);
}

fn replaced(from: &str, to: &str) -> String {
    assert!(SMALL.contains(from), "{from}");
    SMALL.replacen(from, to, 1)
}

fn with_rule(require: &str) -> String {
    format!(
        "{SMALL}[[rules]]\nid = \"more\"\nkind = \"logic\"\nrequire = \"{require}\"\nbecause = \"Made up.\"\n"
    )
}

#[test]
fn wrong_cases_are_told_with_their_place() {
    let deep = 20_000;
    let cases = [
        ("unknown-party", replaced("[preferences.south]", "[preferences.suoth]")),
        ("unknown-issue", with_rule("boarder = open")),
        ("unknown-option", with_rule("border = ajar")),
        ("unknown-voice", replaced("chain = [\"north-office\"]", "chain = [\"nobody\"]")),
        ("unknown-citation", replaced("cite = \"paper-1\"", "cite = \"paper-2\"")),
        ("unknown-statement", replaced("answers = \"north-offer\"", "answers = \"north-ofer\"")),
        ("unknown-key", replaced("as-of =", "as-off =")),
        ("no-options", replaced("options = { none = \"None\", joint = \"Built together\" }", "")),
        (
            "cyclic-order",
            replaced(
                "toll = { none = 0, half = 60, full = 100 }",
                "toll = [\"full\", \"half\", \"none\", \"half\"]",
            ),
        ),
        ("zero-weights", replaced("border = 30, toll = 50, bridge = 20", "border = 0, toll = 0, bridge = 0")),
        ("bad-number", replaced("half = 60", "half = nan")),
        ("bad-number", replaced("half = 60", "half = inf")),
        ("bad-number", replaced("half = 60", "half = 1e300")),
        ("bad-number", replaced("half = 60", "half = 99999999999999999999999999")),
        ("bad-number", replaced("toll = 50", "toll = 99999999999999999999999999")),
        ("bad-date", replaced("said = 2020-05-01", "said = \"2020-02-30\"")),
        ("nested-too-deeply", with_rule(&format!("{}border = open{}", "(".repeat(deep), ")".repeat(deep)))),
        ("nested-too-deeply", with_rule(&format!("{}border = open", "not ".repeat(deep)))),
        ("nested-too-deeply", with_rule(&format!("{}border = open", "border = open -> ".repeat(deep)))),
        ("nested-too-deeply", format!("{SMALL}deep = {}{}\n", "[".repeat(deep), "]".repeat(deep))),
        ("expression", with_rule("border = open and")),
        ("toml", format!("{SMALL}[case]\ntitle = \"Twice\"\n")),
        ("language-version", replaced("detente = 1", "detente = 2")),
    ];
    for (code, text) in cases {
        let case = OnDisk::of(&text);
        for words in [
            &["solve", "case"][..],
            &["show", "case"],
            &["explain", "case", "toll=half"],
            &["solve", "case", "--on-record"],
        ] {
            let run = case.run(words);
            is_refusal(&run, code);
            assert!(run.err.contains(&format!("error[{code}]")), "{code}: {}", run.err);
            assert!(run.err.contains("--> case.toml:"), "{code}: {}", run.err);
            assert!(run.err.len() < 20_000, "{code} is told in {} bytes", run.err.len());
            let long_line = code == "nested-too-deeply";
            assert!(long_line || run.err.contains('^'), "{code}: {}", run.err);
        }
        let check = case.run(&["check", "case", "--format", "json"]);
        assert_eq!(check.code, 2, "{code}");
        let told = check.json();
        assert!(told.as_array().expect("a list").iter().any(|each| each["code"] == json!(code)), "{told:#}");
    }
}

#[test]
fn rules_that_contradict_each_other_are_told() {
    let check = OnDisk::of(with_rule("bridge = none and bridge = joint")).run(&["check", "case"]);
    assert_eq!(check.code, 2);
    assert!(check.out.contains("error[no-package]") && check.out.contains('^'), "{}", check.out);
}

#[test]
fn what_is_no_case_is_told() {
    let not_utf8 = [b"detente = 1\n[case]\ntitle = \"".as_slice(), &[0xFF], b"\"\n"].concat();
    let run = OnDisk::of(not_utf8).run(&["solve", "case"]);
    is_refusal(&run, "not UTF-8");
    assert!(run.err.contains("error[not-utf-8]") && run.err.contains("line 3"), "{}", run.err);

    let large = OnDisk::of("detente = 1\n");
    let file =
        fs::OpenOptions::new().write(true).open(large.folder.path().join("case/case.toml")).expect("a file");
    file.set_len(100_000_000).expect("a sparse file");
    let run = large.run(&["solve", "case"]);
    is_refusal(&run, "a large file");
    assert!(run.err.contains("error[too-large]") && run.err.contains("100000000 bytes"), "{}", run.err);
    assert!(run.took < Duration::from_secs(1), "refused before it is read: {:?}", run.took);

    let empty = OnDisk::of("");
    fs::remove_file(empty.folder.path().join("case/case.toml")).expect("removed");
    for words in
        [&["solve", "case"][..], &["solve", "nowhere"], &["solve", "case/nothing.toml"], &["show", "nowhere"]]
    {
        let run = empty.run(words);
        is_refusal(&run, "no case");
        assert!(run.err.contains("error[no-case]"), "{words:?}: {}", run.err);
    }
}

#[test]
fn wrong_arguments_are_told() {
    let case = OnDisk::of(SMALL);
    for (words, told) in [
        (&["solve", "case", "--scenario", "nope"][..], "there is no scenario `nope`"),
        (&["solve", "case", "--scenario", "../case"], "there is no scenario `../case`"),
        (&["solve", "case", "--without", "nobody-here"], "the case has no party `nobody-here`"),
        (&["solve", "case", "--on", "2020-13-01"], "expected a day"),
        (&["diff", "case", "--on", "2020-01-01"], "expected two days"),
        (&["solve", "case", "--time", "0"], "above zero"),
        (&["solve", "case", "--time", "NaN"], "above zero"),
        (&["solve", "case", "--limit", "many"], "--limit"),
        (&["solve"], "CASE"),
        (&["settle", "case"], "settle"),
    ] {
        let run = case.run(words);
        is_refusal(&run, &words.join(" "));
        assert!(run.err.contains(told), "{words:?}: {}", run.err);
    }
}

#[test]
fn nothing_is_written_where_it_cannot_be_whole() {
    let case = OnDisk::of(SMALL);
    let root = case.folder.path();
    fs::create_dir(root.join("taken")).expect("a folder");
    for target in ["taken", "no/such/folder.json"] {
        let run = case.run(&["solve", "case", "--certificate", target]);
        is_refusal(&run, target);
        assert!(run.err.contains(target), "{}", run.err);
    }
    let wrong = OnDisk::of(with_rule("boarder = open"));
    is_refusal(&wrong.run(&["solve", "case", "--certificate", "claims.json"]), "a wrong case");
    assert!(!wrong.folder.path().join("claims.json").exists());
    let names = |folder: &std::path::Path| {
        let mut names: Vec<_> = fs::read_dir(folder)
            .expect("a folder")
            .filter_map(Result::ok)
            .map(|entry| entry.file_name())
            .collect();
        names.sort();
        names
    };
    assert_eq!(names(root), ["case", "taken"]);
    assert_eq!(names(&root.join("taken")), [""; 0]);
    // A folder that holds something is never made into a case.
    is_refusal(&case.run(&["new", "case"]), "new");
    assert_eq!(names(&root.join("case")), ["case.toml"]);
}

/// Ten thousand issues are no error.
#[test]
fn many_issues_are_read() {
    let mut text =
        "detente = 1\n[case]\ntitle = \"Many\"\n[parties.a]\nname = \"A\"\n[parties.b]\nname = \"B\"\n"
            .to_owned();
    for issue in 0..10_000 {
        text.push_str(&format!(
            "[issues.i{issue}]\ntitle = \"I\"\noptions = {{ p = \"P\", q = \"Q\" }}\nno-deal = \"p\"\n"
        ));
    }
    let case = OnDisk::of(text);
    let check = case.run(&["check", "case"]);
    assert_eq!((check.code, check.out.as_str()), (0, "0 errors, 0 warnings\n"));
    let run = case.run(&["solve", "case", "--time", "1", "--format", "json"]);
    assert!([1, 3].contains(&run.code), "{}", run.err);
    let answer = run.json();
    // 2 to the power of 10,000 has 3,011 digits.
    assert_eq!(answer["combinations"].as_str().map(str::len), Some(3011));
}
