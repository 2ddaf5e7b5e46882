//! `record review` as a person at a terminal meets it: through a pseudo-terminal.

use std::path::Path;
use std::process::Command;

use detente_case::hash::sha256;
use rexpect::session::{PtySession, spawn_command};

use crate::support::OnDisk;

const TEXT: &str = "By Ann Cole, The Harbour Journal, 3/14/21\n\nNorth said on March 10 that it was prepared to build \
                    a low dam so long as ships pass freely. South rejected the offer.\n";

/// A case with one document, with comments that must survive.
fn case() -> OnDisk {
    let text = format!(
        r#"# The lake: a comment at the head.
detente = 1

[case]
title = "The lake" # beside the title

[parties.south]     # South first: the order is the author's
name = "South"

[parties.north]
name = "North"

[issues.dam]
title = "A dam on the river"
options.none = "No dam"
options.low = "A low dam"

# What was said.
[voices.chronicle]
name = "The Chronicle"

[sources.journal]
title = "Talks"
date = "2021-03-14"
file = "sources/journal.txt"
sha256 = "{}"

# The end.
"#,
        sha256(TEXT.as_bytes())
    );
    let case = OnDisk::of(text);
    let sources = case.folder.path().join("case/sources");
    std::fs::create_dir(&sources).expect("a folder");
    std::fs::write(sources.join("journal.txt"), TEXT).expect("a file");
    case
}

fn review(folder: &Path) -> PtySession {
    let mut command = Command::new(env!("CARGO_BIN_EXE_detente"));
    command.args(["record", "review", "case"]).current_dir(folder);
    spawn_command(command, Some(60_000)).expect("a terminal")
}

fn answer(session: &mut PtySession, question: &str, line: &str) {
    session.exp_string(question).unwrap_or_else(|error| panic!("{question}: {error}"));
    session.send_line(line).expect("sent");
}

/// Answers every question of an edit in order: as given where it begins so, else as
/// it stands in brackets.
fn answer_all(session: &mut PtySession, answers: &[(&str, &str)]) {
    const QUESTIONS: [&str; 14] = [
        "passage (from..to",
        "whose position",
        "whose words",
        "stance (",
        "that (for",
        "said (",
        "terms (",
        "only-if (",
        "if (a condition",
        "the condition in your own words",
        "what it answers (statements",
        "until (",
        "the passage in your own words",
        "note",
    ];
    for question in QUESTIONS {
        let given = answers.iter().find(|(begins, _)| question.starts_with(begins));
        // Not every stance answers something.
        if given.is_none() && question.starts_with("what it answers") {
            continue;
        }
        answer(session, question, given.map_or("", |(_, answer)| answer));
    }
}

#[test]
fn accepted_edited_and_rejected_drafts_and_a_review_that_goes_on() {
    let case = case();
    let mut session = review(case.folder.path());
    session.exp_string("2 drafts, 0 decided before, 2 to review.").expect("a beginning");
    answer(&mut session, "accept, edit, reject, skip, quit: ", "x");
    answer(&mut session, "accept, edit, reject, skip, quit: ", "a");
    // Terms that are none are told, and nothing is written.
    answer(&mut session, "terms", "dam = high");
    answer(&mut session, "only-if", "");
    answer(&mut session, "the condition in your own words", "free passage");
    answer(&mut session, "the passage in your own words", "North would build one");
    session.exp_string("not written").expect("a refusal");
    // What was typed is kept; everything is asked for, since something was wrong.
    answer(&mut session, "accept, edit, reject, skip, quit: ", "a");
    answer_all(&mut session, &[("terms", "dam = low")]);
    session.exp_string("written as `north-journal`").expect("written");
    answer(&mut session, "accept, edit, reject, skip, quit: ", "q");
    session.exp_string("1 accepted, 0 rejected, 1 left.").expect("an end");
    session.exp_eof().expect("the end");

    let mut session = review(case.folder.path());
    session.exp_string("2 drafts, 1 decided before, 1 to review.").expect("a beginning");
    answer(&mut session, "accept, edit, reject, skip, quit: ", "e");
    answer(&mut session, "passage (from..to", "nowhere");
    session.exp_string("no passage").expect("told");
    answer_all(
        &mut session,
        &[
            ("whose words", "chronicle > ? A minister > Ann Cole > Jon Berg for south"),
            ("said", "2021-03-11"),
            ("terms", "dam = low"),
            ("the condition", "if the fish can pass"),
            ("what it answers", "north-journal"),
            ("until", "2022-01-01"),
            ("note", "read of the offer just named"),
        ],
    );
    session.exp_string("1 accepted, 0 rejected, 0 left.").expect("an end");
    session.exp_eof().expect("the end");

    let written = std::fs::read_to_string(case.folder.path().join("case/case.toml")).expect("a case");
    for kept in [
        "# The lake: a comment at the head.",
        "# beside the title",
        "# South first",
        "# What was said.",
        "# The end.",
    ] {
        assert!(written.contains(kept), "{kept}: {written}");
    }
    assert!(written.find("[parties.south]") < written.find("[parties.north]"));
    let shown = case.run(&["show", "case", "--format", "json"]).json();
    let said: Vec<_> = shown["statements"]
        .as_array()
        .expect("statements")
        .iter()
        .map(|each| (each["said"].as_str().unwrap_or(""), each["says"].as_str().unwrap_or("")))
        .collect();
    assert_eq!(
        said,
        [
            ("2021-03-10", "offers dam = low, on a condition outside the package: free passage"),
            ("2021-03-11", "rejects dam = low, on a condition outside the package: if the fish can pass")
        ]
    );
    for (id, what) in [
        ("a-minister", "named = false"),
        ("ann-cole", "kind = \"author\""),
        ("jon-berg", "speaks-for = \"south\""),
    ] {
        let voice =
            written.split(&format!("[voices.{id}]")).nth(1).unwrap_or_else(|| panic!("{id}: {written}"));
        assert!(voice.split("\n[").next().is_some_and(|voice| voice.contains(what)), "{voice}");
    }
    assert!(
        written.contains("chain = [\"chronicle\", \"a-minister\", \"ann-cole\", \"jon-berg\"]"),
        "{written}"
    );
    for line in ["answers = [\"north-journal\"]", "until = 2022-01-01"] {
        assert!(written.contains(line), "{line}: {written}");
    }
    // The anchors hold in the document.
    let checked = case.run(&["check", "case", "--documents", "case"]);
    assert_eq!(checked.code, 0, "{}", checked.out);
    assert!(checked.out.contains("2 anchors compared"), "{}", checked.out);
}

#[test]
fn a_rejected_draft_is_not_shown_again_and_the_case_stays() {
    let case = case();
    let before = std::fs::read_to_string(case.folder.path().join("case/case.toml")).expect("a case");
    let mut session = review(case.folder.path());
    answer(&mut session, "accept, edit, reject, skip, quit: ", "r");
    answer(&mut session, "accept, edit, reject, skip, quit: ", "s");
    session.exp_string("0 accepted, 1 rejected, 1 left.").expect("an end");
    session.exp_eof().expect("the end");
    let mut session = review(case.folder.path());
    session.exp_string("2 drafts, 1 decided before, 1 to review.").expect("a beginning");
    // The end of the input is an end, not a decision.
    session.send_control('d').expect("sent");
    session.exp_string("0 accepted, 0 rejected, 1 left.").expect("an end");
    session.exp_eof().expect("the end");
    assert_eq!(std::fs::read_to_string(case.folder.path().join("case/case.toml")).expect("a case"), before);
}

/// Terms that come with the second try make it what was drafted.
#[test]
fn a_second_try_keeps_the_stance() {
    let case = case();
    let mut session = review(case.folder.path());
    answer(&mut session, "accept, edit, reject, skip, quit: ", "s");
    answer(&mut session, "accept, edit, reject, skip, quit: ", "a");
    answer(&mut session, "terms", "");
    answer(&mut session, "the passage in your own words", "South would not");
    session.exp_string("written as `south-journal`").expect("a signal");
    session.exp_eof().expect("the end");
    let written = std::fs::read_to_string(case.folder.path().join("case/case.toml")).expect("a case");
    assert!(
        written.contains("stance = \"signals\"") && written.contains("drafted as `rejects`"),
        "{written}"
    );

    let mut session = review(case.folder.path());
    answer(&mut session, "accept, edit, reject, skip, quit: ", "e");
    answer_all(&mut session, &[("stance", "ofers")]);
    session.exp_string("not written").expect("a refusal");
    answer(&mut session, "accept, edit, reject, skip, quit: ", "a");
    answer_all(&mut session, &[("stance", "offers"), ("terms", "dam = low")]);
    session.exp_string("written as `north-journal`").expect("an offer");
    session.exp_eof().expect("the end");
    let written = std::fs::read_to_string(case.folder.path().join("case/case.toml")).expect("a case");
    assert!(written.contains("stance = \"offers\"") && !written.contains("drafted as `offers`"), "{written}");
}

#[test]
fn drafts_are_printed_with_their_reasons_and_no_case_file_is_touched() {
    let case = case();
    let told = case.run(&["record", "draft", "case", "--format", "json"]).json();
    let drafts = told["drafts"].as_array().expect("drafts");
    assert_eq!(drafts.len(), 2);
    assert_eq!(drafts[0]["stance"], "offers");
    assert_eq!(drafts[0]["about"], serde_json::json!(["north"]));
    assert_eq!(drafts[0]["condition"]["as"], "only-if");
    assert_eq!(drafts[0]["issues"][0]["issue"], "dam");
    let words = case.run(&["record", "draft", "case", "--sure", "60"]);
    assert!(words.out.contains("because of ready: prepared to"), "{}", words.out);
    let unknown = case.run(&["record", "draft", "case", "jurnal"]);
    assert_eq!(unknown.code, 2);
    assert!(unknown.err.contains("did you mean `journal`?"), "{}", unknown.err);
}
