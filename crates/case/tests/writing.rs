//! Changes keep what the author wrote and mean what they say.

use std::fs;
use std::path::{Path, PathBuf};

use detente_case::load::{MemoryFiles, load};
use detente_case::model::Case;
use detente_case::write::{Content, EditError, Editor};

const TEXT: &str = "\
# The head.
detente = 1

[case]
title = \"T\"   # the title
as-of = 2020-01-01

[parties.north] # the north
name = \"North\"

[voices.ministry]
name = \"Ministry\"
speaks-for = \"north\"

[issues.term]
title = \"Term\"
options = { short = \"Short\", long = \"Long\" } # both

# The record.
[[statements]]
id = \"first\"
said = 2019-01-01     # a Tuesday
chain = \"ministry\"
about = \"north\"
stance = \"demands\"
terms = \"term = long\"
cite = \"place\"

[sources.paper]
title = \"Paper\"

[citations.place]
source = \"paper\"
says = \"it wants long\"
# The end.
";

fn editor() -> Editor {
    Editor::new(TEXT).expect("TOML")
}

fn case(editor: &Editor) -> Case {
    let loaded = load(&MemoryFiles::of("case.toml", editor.text()), "case.toml", &[]);
    loaded.case.unwrap_or_else(|| panic!("{}\n{:#?}", editor.text(), loaded.diagnostics))
}

fn number(text: &str) -> Content {
    Content::Number(text.parse().unwrap_or_else(|error| panic!("{error:?}")))
}

#[test]
fn a_key_is_set_beside_its_comment() {
    let mut editor = editor();
    editor.set(&["case", "title"], &"New".into()).expect("a table");
    editor
        .set(&["statements", "first", "said"], &Content::Day("2019-02-01".parse().expect("a day")))
        .expect("an id");
    let expected = TEXT
        .replace("\"T\"   # the title", "\"New\"   # the title")
        .replace("2019-01-01     # a Tuesday", "2019-02-01     # a Tuesday");
    assert_eq!(editor.text(), expected);
    assert_eq!(case(&editor).statements[0].said.to_string(), "2019-02-01");
}

/// Files come from machines whose lines end otherwise.
#[test]
fn lines_end_as_they_did() {
    let text = TEXT.replace('\n', "\r\n");
    let mut editor = Editor::new(&text).expect("TOML");
    assert_eq!(editor.text(), text);
    editor.add(&["sources", "letter"], &[("title", "A letter".into())]).expect("a table");
    let changed = editor.text();
    assert!(changed.contains("[sources.letter]\r\ntitle = \"A letter\"\r\n"), "{changed}");
    assert_eq!(changed.matches('\n').count(), changed.matches("\r\n").count());
    assert_eq!(case(&editor).sources.len(), 2);
}

#[test]
fn elements_are_added_at_the_end_of_their_kind() {
    let mut editor = editor();
    let statement = [
        ("id", "second".into()),
        ("said", "2019-03~".into()),
        ("chain", Content::List(vec!["ministry".into()])),
        ("about", "north".into()),
        ("stance", "offers".into()),
        ("terms", "term = short".into()),
        ("firm", Content::Boolean(true)),
        ("cite", Content::List(vec!["place".into(), "other-place".into()])),
    ];
    editor.append(&["statements"], &statement).expect("a list");
    editor
        .add(
            &["citations", "other-place"],
            &[("source", "paper".into()), ("says", "\"short\"\nwill do".into())],
        )
        .expect("a table");
    let read = case(&editor);
    assert_eq!(read.statements[1].id, "second");
    assert!(read.statements[1].firm);
    assert_eq!(read.citations[1].says, "\"short\"\nwill do");
    let text = editor.text();
    for line in TEXT.lines() {
        assert!(text.lines().any(|kept| kept == line), "{line}");
    }
    assert_eq!(editor.append(&["statements"], &statement), Err(EditError::Exists("second".to_owned())));
    assert_eq!(editor.add(&["citations", "place"], &[]), Err(EditError::Exists("place".to_owned())));
    assert_eq!(editor.text(), text);
}

#[test]
fn what_leads_to_a_key_is_made() {
    let mut editor = editor();
    let range = Content::Table(vec![("low".to_owned(), number("0.1")), ("high".to_owned(), number("20"))]);
    editor.set(&["preferences", "north", "values", "term", "short"], &range).expect("tables");
    editor.set(&["preferences", "north", "values", "term", "long"], &number("99.999999999")).expect("tables");
    editor.set(&["preferences", "north", "because"], &"-".into()).expect("tables");
    editor
        .append(
            &["preferences", "north", "red-lines"],
            &[("id", "line".into()), ("refuse", "term = short".into()), ("rests-on", "first".into())],
        )
        .expect("a list");
    assert!(editor.text().contains("short = { low = 0.1, high = 20 }"), "{}", editor.text());
    assert!(editor.text().contains("long = 99.999999999"));
    assert_eq!(case(&editor).preferences[0].red_lines[0].rests_on, [0]);
    assert_eq!(editor.remove(&["preferences", "north", "red-lines"]), Ok(true));
    assert_eq!(editor.remove(&["preferences", "north", "red-lines"]), Ok(false));
    assert!(case(&editor).preferences[0].red_lines.is_empty());
}

#[test]
fn paths_that_lead_nowhere_change_nothing() {
    let mut editor = editor();
    let set = |editor: &mut Editor, path: &[&str]| editor.set(path, &"x".into());
    assert_eq!(set(&mut editor, &["case", "title", "deeper"]), Err(EditError::NoTable("title".to_owned())));
    assert_eq!(
        set(&mut editor, &["statements", "third", "said"]),
        Err(EditError::NoSuchId("third".to_owned()))
    );
    assert_eq!(set(&mut editor, &["statements", "said"]), Err(EditError::NoTable("statements".to_owned())));
    assert!(matches!(Editor::new("= 1"), Err(EditError::Malformed(_))));
    assert_eq!(editor.text(), TEXT);
}

fn toml_files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok).map(|entry| entry.path());
    let all = entries.flat_map(|path| if path.is_dir() { toml_files(&path) } else { vec![path] });
    all.filter(|path| path.extension().is_some_and(|extension| extension == "toml")).collect()
}

#[test]
fn unchanged_files_come_back_as_they_were() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let files: Vec<_> =
        [here.join("tests/good"), here.join("../../cases")].iter().flat_map(|at| toml_files(at)).collect();
    assert!(files.len() > 3);
    for file in files {
        let text = fs::read_to_string(&file).expect("a file");
        let mut editor = Editor::new(&text).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        assert_eq!(editor.text(), text, "{}", file.display());
        // Read twice with a key added and removed again, still the same.
        editor.set(&["case", "marker"], &"x".into()).expect("a table");
        assert_eq!(editor.remove(&["case", "marker"]), Ok(true));
        if text.contains("[case]") {
            assert_eq!(editor.text(), text, "{}", file.display());
        }
    }
}
