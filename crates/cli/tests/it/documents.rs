//! Documents of a case: added, cited, searched, compared; and what is no document.

use std::fs;
use std::io::{Cursor, Write};

use serde_json::{Value, json};

use crate::support::{OnDisk, Run, SMALL};

const LETTER: &str = "Terms for the bridge\n\nBy Ann Writer\n\nMay 3, 2020\n\nThe North would open the border on market days if \
the toll were halved, a senior official of the North said on Monday. The official added that the bridge could be built \
together within 18 months and that the cost of 40 million would be shared in equal parts.\n\nNothing was said about the \
ferry, about the customs house or about the two villages below the dam, whose people had written to both sides.\n";

/// A case with comments, and a folder `in` of documents beside it.
fn case_with(documents: &[(&str, &[u8])]) -> OnDisk {
    let case = OnDisk::of(format!("# Kept as written.\n{SMALL}\n# The end, too.\n"));
    fs::create_dir(case.folder.path().join("in")).expect("a folder");
    for (name, bytes) in documents {
        fs::write(case.folder.path().join("in").join(name), bytes).expect("a file");
    }
    case
}

fn text(case: &OnDisk) -> String {
    fs::read_to_string(case.folder.path().join("case/case.toml")).expect("the case")
}

fn json_of(case: &OnDisk, words: &[&str]) -> Value {
    let mut words = words.to_vec();
    words.extend(["--format", "json"]);
    case.run(&words).json()
}

fn is_done(run: &Run) {
    assert_eq!(run.code, 0, "{run:?}");
}

#[test]
fn documents_are_added_listed_shown_and_known_again() {
    let case = case_with(&[("Letter of May.txt", LETTER.as_bytes())]);
    let added = json_of(&case, &["record", "add", "case", "in", "--publisher", "The Paper"]);
    let source = &added["added"][0];
    assert_eq!(source["id"], "letter-of-may");
    assert_eq!(source["title"], "Terms for the bridge");
    assert_eq!(source["author"], json!(["Ann Writer"]));
    assert_eq!(source["date"], "2020-05-03");
    assert_eq!(source["text_sha256"], Value::Null, "UTF-8 text is its own text");
    let written = text(&case);
    assert!(written.starts_with("# Kept as written.") && written.contains("# The end, too."), "{written}");
    assert!(written.contains("[sources.letter-of-may]\ntitle = \"Terms for the bridge\""), "{written}");
    let kept =
        fs::read_to_string(case.folder.path().join("case/sources/letter-of-may.txt")).expect("the original");
    assert_eq!(kept, LETTER);
    for folder in ["sources", ".record"] {
        let ignored = fs::read_to_string(case.folder.path().join("case").join(folder).join(".gitignore"));
        assert!(ignored.expect("a file").contains('*'), "{folder} stays out of the repository");
    }
    let again = json_of(&case, &["record", "add", "case", "in"]);
    assert_eq!(again["added"], json!([]));
    assert_eq!(again["known"][0]["sources"], json!(["letter-of-may"]));
    assert_eq!(text(&case), written, "nothing is written twice");

    let listed = json_of(&case, &["record", "list", "case"]);
    assert_eq!(listed["sources"].as_array().map(Vec::len), Some(2));
    let shown = json_of(&case, &["record", "show", "case", "letter-of-may"]);
    assert_eq!(shown["text"], LETTER);
    assert_eq!(case.run(&["record", "show", "case", "leter-of-may"]).code, 2);
    is_done(&case.run(&["check", "case"]));
}

/// A shared case holds anchors and hashes and no document of others; whoever has it brings it back.
#[test]
fn a_document_that_is_missing_is_brought_back() {
    let page = format!("<html><head><title>Terms</title></head><body><p>{LETTER}</p></body></html>");
    let case = case_with(&[("letter.txt", LETTER.as_bytes()), ("page.html", page.as_bytes())]);
    is_done(&case.run(&["record", "add", "case", "in"]));
    let folder = case.folder.path().join("case");
    for gone in ["sources", ".record"] {
        fs::remove_dir_all(folder.join(gone)).expect("there");
    }
    let without: String =
        text(&case).lines().filter(|line| !line.starts_with("file ")).collect::<Vec<_>>().join("\n");
    fs::write(folder.join("case.toml"), without).expect("written");
    let searched = json_of(&case, &["record", "search", "case", "bridge"]);
    assert_eq!(
        (&searched["hits"], &searched["not_at_hand"]),
        (&json!([]), &json!(["paper", "letter", "page"])),
        "{searched:#}"
    );
    let again = json_of(&case, &["record", "add", "case", "in"]);
    assert_eq!(again["known"].as_array().map(Vec::len), Some(2), "{again:#}");
    let searched = json_of(&case, &["record", "search", "case", "bridge"]);
    assert_eq!(searched["not_at_hand"], json!(["paper"]));
    assert_eq!(searched["hits"].as_array().map(Vec::len), Some(2), "{searched:#}");
    let found = json_of(&case, &["record", "duplicates", "case"]);
    assert_eq!(found["not_at_hand"], json!(["paper"]));
}

#[test]
fn links_are_not_followed_and_nothing_is_accepted_that_is_not_there() {
    let case = case_with(&[("letter.txt", LETTER.as_bytes())]);
    let elsewhere = case.folder.path().join("secret.txt");
    fs::write(&elsewhere, "Not for the case.").expect("a file");
    #[cfg(unix)]
    std::os::unix::fs::symlink(&elsewhere, case.folder.path().join("in/link.txt")).expect("a link");
    let added = json_of(&case, &["record", "add", "case", "in"]);
    assert_eq!(added["added"].as_array().map(Vec::len), Some(1), "{added:#}");
    for words in [
        &["--replaces", "letter", "--accept", "nothing"][..],
        &["--replaces", "letter", "--title", "Another"],
    ] {
        let run = case.run(&[&["record", "add", "case", "in/letter.txt"], words].concat());
        assert_eq!(run.code, 2, "{words:?} {run:?}");
    }
}

/// A pipe in a folder would be waited for without end.
#[cfg(unix)]
#[test]
fn pipes_in_a_folder_are_passed_over() {
    let case = case_with(&[("letter.txt", LETTER.as_bytes())]);
    let pipe = case.folder.path().join("in/pipe.txt");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status().expect("mkfifo");
    assert!(made.success());
    let added = json_of(&case, &["record", "add", "case", "in"]);
    assert_eq!((added["added"].as_array().map(Vec::len), &added["other_files"]), (Some(1), &json!(1)));
}

#[test]
fn two_at_once_lose_nothing_of_each_other() {
    let names: Vec<String> = (0..40).map(|number| format!("letter-{number}.txt")).collect();
    let letters: Vec<String> = names.iter().map(|name| format!("{LETTER}\n{name}\n")).collect();
    let documents: Vec<(&str, &[u8])> =
        names.iter().zip(&letters).map(|(name, letter)| (name.as_str(), letter.as_bytes())).collect();
    let case = case_with(&documents);
    let half = |from: usize| {
        let files = names.iter().skip(from).step_by(2).map(|name| format!("in/{name}"));
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_detente"));
        command.args(["record", "add", "case"]).args(files).current_dir(case.folder.path());
        command.stdout(std::process::Stdio::null()).spawn().expect("started")
    };
    for mut running in [half(0), half(1)] {
        assert!(running.wait().expect("ended").success());
    }
    let listed = json_of(&case, &["record", "list", "case"]);
    assert_eq!(listed["sources"].as_array().map(Vec::len), Some(41), "{listed:#}");
}

#[test]
fn a_quote_becomes_a_citation_that_check_verifies() {
    let page = format!(
        "<html><head><title>Terms</title></head><body><p>{}</p></body></html>",
        LETTER.replace("\n\n", "</p><p>")
    );
    let case = case_with(&[("letter.html", page.as_bytes())]);
    is_done(&case.run(&["record", "add", "case", "in/letter.html"]));
    let words = ["record", "cite", "case", "letter", "--quote", "bridge could  be built together"];
    let printed = json_of(&case, &words);
    assert_eq!(printed["citation"], Value::Null);
    assert_eq!(printed["exact"], "bridge could be built together");
    let says = ["--says", "The bridge could be built by both", "--id", "paper-2"];
    is_done(&case.run(&[&words[..], &says].concat()));
    assert!(text(&case).contains("[citations.paper-2]"), "{}", text(&case));
    // The text is found again from the page alone, in any folder.
    fs::remove_dir_all(case.folder.path().join("case/.record")).expect("derived");
    let check = case.run(&["check", "case", "--documents", "in"]);
    assert_eq!(check.code, 0, "{check:?}");
    assert!(
        check.out.contains("1 anchors compared") && !check.out.contains("anchor-mismatch"),
        "{}",
        check.out
    );
    assert!(!check.out.contains("`letter` is not at hand"), "{}", check.out);

    // The citation can be given another place.
    let moves = ["record", "cite", "case", "letter", "--quote", "ferry, about", "--moves"];
    is_done(&case.run(&[&moves[..], &["paper-2"]].concat()));
    assert_eq!(text(&case).matches("[citations.paper-2]").count(), 1);
    let exported = case.run(&["record", "cite", "case", "letter", "--export"]);
    assert!(exported.out.contains("\"exact\": \"ferry, about\""), "{}", exported.out);
    let wrong = case.run(&[&moves[..], &["paper-22"]].concat());
    assert!(wrong.code == 2 && wrong.err.contains("did you mean `paper-2`"), "{}", wrong.err);

    let twice = case.run(&["record", "cite", "case", "letter", "--quote", "about the"]);
    assert_eq!(twice.code, 2);
    assert!(twice.err.contains("3 places") && twice.err.contains("--at "), "{}", twice.err);
    assert_eq!(case.run(&["record", "cite", "case", "letter", "--quote", "not a word of it"]).code, 2);
}

#[test]
fn annotations_leave_and_come_back() {
    let case = case_with(&[("letter.txt", LETTER.as_bytes())]);
    is_done(&case.run(&["record", "add", "case", "in"]));
    let cite = [
        "record",
        "cite",
        "case",
        "letter",
        "--quote",
        "cost of 40 million",
        "--says",
        "The cost",
        "--id",
        "cost",
    ];
    is_done(&case.run(&cite));
    let exported = case.run(&["record", "cite", "case", "--export"]);
    let page = exported.json();
    assert_eq!(page["@context"], "http://www.w3.org/ns/anno.jsonld");
    assert_eq!(page["items"][0]["target"]["selector"][1]["exact"], "cost of 40 million");
    let other = case_with(&[("letter.txt", LETTER.as_bytes()), ("page.jsonld", exported.out.as_bytes())]);
    is_done(&other.run(&["record", "add", "case", "in/letter.txt"]));
    let imported = json_of(&other, &["record", "cite", "case", "--import", "in/page.jsonld"]);
    assert_eq!(imported["written"], json!(["cost"]), "{imported:#}");
    // Imported again, it is there already.
    let before = text(&other);
    let again = other.run(&["record", "cite", "case", "--import", "in/page.jsonld", "--format", "json"]);
    assert_eq!((again.code, again.json()["written"].clone()), (0, json!([])), "{again:?}");
    assert!(again.out.contains("already, as `cost`"), "{}", again.out);
    assert_eq!(text(&other), before);
    let bare = case.run(&["record", "cite", "case", "--export", "--without-quotes"]);
    assert!(!bare.out.contains("40 million"), "{}", bare.out);
}

#[test]
fn a_new_version_is_anchored_anew_and_never_silently() {
    let case = case_with(&[("letter.txt", LETTER.as_bytes())]);
    is_done(&case.run(&["record", "add", "case", "in"]));
    for (quote, id) in
        [("senior official of the North", "official"), ("built together within 18 months", "months")]
    {
        is_done(
            &case.run(&["record", "cite", "case", "letter", "--quote", quote, "--says", "x", "--id", id]),
        );
    }
    let new = format!("Corrected.\n\n{}", LETTER.replace("18 months", "28 months"));
    fs::write(case.folder.path().join("in/letter.txt"), &new).expect("a file");
    let words = ["record", "add", "case", "in/letter.txt", "--replaces", "letter"];
    let run = case.run(&[&words[..], &["--format", "json"]].concat());
    assert_eq!(run.code, 1, "something is left to decide: {run:?}");
    let told = run.json();
    let outcome =
        |at: usize| (told["citations"][at]["outcome"].clone(), told["citations"][at]["written"].clone());
    assert_eq!(outcome(0), (json!("moved"), json!(true)));
    assert_eq!(outcome(1), (json!("changed"), json!(false)));
    assert_eq!(
        told["citations"][1]["differences"][0],
        json!({ "kind": "figure", "first": "18", "second": "28" })
    );
    let check = case.run(&["check", "case", "--documents", "in"]);
    assert!(check.out.contains("anchor-mismatch") && check.out.contains("`months`"), "{}", check.out);
    let accepted = case.run(&[&words[..], &["--accept", "months"]].concat());
    assert_eq!(accepted.code, 0, "{accepted:?}");
    is_done(&case.run(&["check", "case", "--documents", "in"]));
}

#[test]
fn copies_are_found_with_the_figures_that_changed() {
    let garbled = LETTER.replace("40 million", "400 million").replace("customs", "custorns");
    let case = case_with(&[("a.txt", LETTER.as_bytes()), ("b.txt", garbled.as_bytes())]);
    is_done(&case.run(&["record", "add", "case", "in"]));
    for (source, id) in [("a", "of-a"), ("b", "of-b")] {
        let quote = "bridge could be built together";
        is_done(&case.run(&["record", "cite", "case", source, "--quote", quote, "--says", "x", "--id", id]));
    }
    let found = json_of(&case, &["record", "duplicates", "case"]);
    assert_eq!(found["copies"].as_array().map(Vec::len), Some(1), "{found:#}");
    assert_eq!(found["copies"][0]["kind"], "garbled");
    let differences = &found["copies"][0]["differences"];
    assert_eq!(differences[0], json!({ "kind": "figure", "first": "40", "second": "400" }));
    assert_eq!(differences[1], json!({ "kind": "spelling", "first": "customs", "second": "custorns" }));
    assert_eq!(found["once"][0]["citations"], json!(["of-a", "of-b"]));
}

#[test]
fn search_finds_passages_and_follows_changes_of_the_case() {
    let other = "The ferry runs twice a day.\n\nNobody spoke of the customs house.\n";
    let case = case_with(&[("a.txt", LETTER.as_bytes()), ("b.txt", other.as_bytes())]);
    is_done(&case.run(&["record", "add", "case", "in"]));
    let found = json_of(&case, &["record", "search", "case", "market toll"]);
    assert_eq!(found["hits"][0]["source"], "a");
    assert!(
        found["hits"][0]["passage"].as_str().is_some_and(|passage| passage.contains("market days")),
        "{found:#}"
    );
    let phrase = json_of(&case, &["record", "search", "case", "\"the customs house\""]);
    assert_eq!(phrase["hits"].as_array().map(Vec::len), Some(2), "{phrase:#}");
    assert_eq!(case.run(&["record", "search", "case", "unheard"]).code, 1);
    assert_eq!(case.run(&["record", "search", "case", "..."]).code, 2);
    // Derived: deleted, it is built anew; a source that is gone is no longer found.
    fs::remove_dir_all(case.folder.path().join("case/.record")).expect("derived");
    assert_eq!(
        json_of(&case, &["record", "search", "case", "ferry"])["hits"].as_array().map(Vec::len),
        Some(2)
    );
    let without = text(&case).replace("[sources.b]", "[sources.c]");
    fs::write(case.folder.path().join("case/case.toml"), without).expect("a file");
    let hits = json_of(&case, &["record", "search", "case", "twice"]);
    assert_eq!(
        (hits["hits"][0]["source"].as_str(), hits["hits"].as_array().map(Vec::len)),
        (Some("c"), Some(1))
    );
}

#[test]
fn agreements_are_listed_by_the_topics_of_an_issue() {
    let table = include_bytes!("../../../record/tests/agreements.csv");
    let case = case_with(&[("table.csv", table)]);
    let found = json_of(&case, &["record", "agreements", "case", "in/table.csv", "--topic", "cea"]);
    assert_eq!(found["agreements"][0]["id"], "9001");
    assert_eq!(case.run(&["record", "agreements", "case", "in/table.csv", "--issue", "toll"]).code, 2);
    let with = text(&case).replace("[issues.toll]\n", "[issues.toll]\ntopics = [\"SsrGua\"]\n");
    fs::write(case.folder.path().join("case/case.toml"), with).expect("a file");
    let found = json_of(&case, &["record", "agreements", "case", "in/table.csv", "--issue", "toll"]);
    assert_eq!(found["agreements"].as_array().map(Vec::len), Some(1), "{found:#}");
    let wrong = case.run(&["record", "agreements", "case", "in/table.csv", "--topic", "Ceo"]);
    assert!(wrong.code == 2 && wrong.err.contains("did you mean"), "{wrong:?}");
}

/// A Word document with one part.
fn docx(xml: &[u8]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    archive.start_file("word/document.xml", zip::write::SimpleFileOptions::default()).expect("a part");
    archive.write_all(xml).expect("written");
    archive.finish().expect("an archive").into_inner()
}

#[test]
fn what_is_no_document_is_skipped_and_listed_and_the_rest_is_done() {
    let bomb = docx(&vec![b' '; 80 << 20]);
    let external = docx(
        b"<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><w:document><w:t>&e;</w:t></w:document>",
    );
    let files: [(&str, &[u8]); 9] = [
        ("bomb.docx", &bomb),
        ("external.docx", &external),
        ("broken.pdf", b"%PDF-1.7 and nothing more"),
        ("empty.html", b"<html><body> </body></html>"),
        ("good.txt", LETTER.as_bytes()),
        ("noise.txt", b"\x00\x01\x02\xff\xfe\x00"),
        (
            "odd.html",
            b"<title>T</title><meta name=date content='2021-02-30'><p>Z\xfcrich and words enough to read</p>",
        ),
        ("photo.png", b"\x89PNG"),
        ("..txt", b"two dots"),
    ];
    let case = case_with(&files);
    let large = fs::File::create(case.folder.path().join("in/large.html")).expect("a file");
    large.set_len(200 << 20).expect("a sparse file");
    let run =
        case.run(&["record", "add", "case", "in", "in/missing.txt", "in/photo.png", "--format", "json"]);
    assert_eq!(run.code, 0, "{run:?}");
    let told = run.json();
    let skipped: Vec<_> =
        told["skipped"].as_array().expect("a list").iter().map(|each| each["code"].as_str()).collect();
    let expected = [
        "document-too-large",
        "damaged-document",
        "no-text",
        "external-entity",
        "document-too-large",
        "damaged-document",
        "unreadable-file",
        "unknown-document",
    ];
    assert_eq!(skipped, expected.map(Some), "{told:#}");
    assert_eq!(
        (told["added"].as_array().map(Vec::len), &told["other_files"]),
        (Some(2), &json!(1)),
        "{told:#}"
    );
    assert!(
        run.err.contains("warning[no-such-date]") && run.err.contains("warning[unsure-encoding]"),
        "{}",
        run.err
    );
    assert!(run.err.contains("error[external-entity]"), "{}", run.err);
    is_done(&case.run(&["check", "case"]));
    let nothing = case.run(&["record", "add", "case", "in/bomb.docx"]);
    assert_eq!(nothing.code, 2, "{nothing:?}");
}

#[test]
fn nothing_is_read_or_written_outside_the_case() {
    let case = case_with(&[("letter.txt", LETTER.as_bytes())]);
    fs::write(case.folder.path().join("secret.txt"), "secret words").expect("a file");
    let with = format!("{}\n[sources.outside]\ntitle = \"Outside\"\nfile = \"../secret.txt\"\n", text(&case));
    fs::write(case.folder.path().join("case/case.toml"), with).expect("a file");
    let shown = json_of(&case, &["record", "show", "case", "outside"]);
    assert_eq!(shown["text"], Value::Null);
    #[cfg(unix)]
    {
        fs::create_dir(case.folder.path().join("elsewhere")).expect("a folder");
        std::os::unix::fs::symlink("../elsewhere", case.folder.path().join("case/sources")).expect("a link");
        let run = case.run(&["record", "add", "case", "in"]);
        assert_eq!(run.code, 2, "{run:?}");
        let entries = fs::read_dir(case.folder.path().join("elsewhere")).expect("a folder").count();
        assert_eq!(entries, 0);
    }
}

/// What people read, word for word.
#[test]
fn the_wording_is_that_of_the_snapshot() {
    let garbled = LETTER.replace("40 million", "400 million").replace("Ann Writer", "B. Other");
    let mail = "From: Ann Writer <ann@example.org>\r\nSubject: A note\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n\
--b\r\n\r\nThe ferry stops in June.\r\n--b\r\nContent-Type: application/pdf; name=terms.pdf\r\n\
Content-Disposition: attachment; filename=terms.pdf\r\n\r\n%PDF\r\n--b--\r\n";
    let case = case_with(&[
        ("a.txt", LETTER.as_bytes()),
        ("b.txt", garbled.as_bytes()),
        ("c.eml", mail.as_bytes()),
        ("d.pdf", b"no pdf"),
    ]);
    let commands: [&[&str]; 7] = [
        &["record", "add", "case", "in"],
        &["record", "list", "case"],
        &[
            "record",
            "cite",
            "case",
            "a",
            "--quote",
            "shared in equal parts",
            "--says",
            "Both pay half",
            "--id",
            "half",
        ],
        &["record", "show", "case", "a"],
        &["record", "duplicates", "case"],
        &["record", "search", "case", "market toll"],
        &["record", "agreements", "case", "in/table.csv", "--topic", "Cea"],
    ];
    let table = include_bytes!("../../../record/tests/agreements.csv");
    fs::write(case.folder.path().join("in/table.csv"), table).expect("a file");
    let is_hash = |word: &str| word.trim_matches('"').len() == 64 && !word.contains('-');
    let mut told = String::new();
    for words in commands {
        let run = case.run(words);
        told.push_str(&format!("$ detente {}\n", words.join(" ")));
        for line in run.out.lines().chain(run.err.lines()) {
            let words: Vec<_> =
                line.split(' ').map(|word| if is_hash(word) { "HASH" } else { word }).collect();
            told.push_str(words.join(" ").trim_end());
            told.push('\n');
        }
        told.push_str(&format!("exit code {}\n\n", run.code));
    }
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!("documents", told));
}
