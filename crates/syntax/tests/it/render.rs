//! Diagnostics as people and programs see them.

use detente_syntax::diagnostic::Diagnostic;
use detente_syntax::render::{Style, human, json};
use detente_syntax::span::{FileId, Sources, Span};
use insta::assert_snapshot;
use proptest::prelude::*;

const STYLE: Style = Style { color: false, width: 80 };

fn source(text: &str) -> (Sources, FileId) {
    let mut sources = Sources::new();
    let file = sources.add("case.toml", text);
    (sources, file)
}

/// The place of a part of a text.
fn place(file: FileId, text: &str, part: &str) -> Span {
    let start = text.find(part).expect(part);
    Span::new(file, start, start + part.len())
}

#[test]
fn everything_that_a_diagnostic_can_say() {
    let text =
        "[issues.freeze]\noptions.none = \"No freeze\"\n\n\n\n\n\n[[flags]]\nwhen = \"freze = none\"\n";
    let (sources, file) = source(text);
    let diagnostic =
        Diagnostic::error("unknown-issue", place(file, text, "freze"), "there is no issue `freze`")
            .label("named here")
            .related(place(file, text, "freeze"), "a similar name")
            .note("issues are the tables under `issues`")
            .help("did you mean `freeze`?")
            .fix(place(file, text, "freze"), "freeze");
    assert_snapshot!(human(std::slice::from_ref(&diagnostic), &sources, STYLE), @r#"
    error[unknown-issue]: there is no issue `freze`
     --> case.toml:9:9
      |
    1 | [issues.freeze]
      |         ------ a similar name
    ...
    9 | when = "freze = none"
      |         ^^^^^ named here
      |
      = note: issues are the tables under `issues`
      = help: did you mean `freeze`?
    "#);
    let data = serde_json::to_string_pretty(&json(&[diagnostic], &sources)).expect("data");
    assert_snapshot!(data, @r#"
    [
      {
        "code": "unknown-issue",
        "codeDescription": "docs/errors/unknown-issue.md",
        "file": "case.toml",
        "fix": {
          "file": "case.toml",
          "range": {
            "end": {
              "character": 13,
              "line": 8
            },
            "start": {
              "character": 8,
              "line": 8
            }
          },
          "replacement": "freeze"
        },
        "help": [
          "did you mean `freeze`?"
        ],
        "label": "named here",
        "message": "there is no issue `freze`",
        "notes": [
          "issues are the tables under `issues`"
        ],
        "range": {
          "end": {
            "character": 13,
            "line": 8
          },
          "start": {
            "character": 8,
            "line": 8
          }
        },
        "related": [
          {
            "file": "case.toml",
            "message": "a similar name",
            "range": {
              "end": {
                "character": 14,
                "line": 0
              },
              "start": {
                "character": 8,
                "line": 0
              }
            }
          }
        ],
        "severity": "error"
      }
    ]
    "#);
}

#[test]
fn order_is_by_file_place_and_severity() {
    let mut sources = Sources::new();
    let first = sources.add("a.toml", "x\ny\n");
    let second = sources.add("b.toml", "z\n");
    let all = [
        Diagnostic::error_anywhere("no-case", "nowhere"),
        Diagnostic::error("e", Span::new(second, 0, 1), "in b"),
        Diagnostic::warning("w", Span::new(first, 2, 3), "second line, warning"),
        Diagnostic::error("e", Span::new(first, 2, 3), "second line, error"),
        Diagnostic::warning("w", Span::new(first, 0, 1), "first line"),
    ];
    let data = json(&all, &sources);
    let messages: Vec<&str> =
        data.as_array().expect("an array").iter().filter_map(|one| one["message"].as_str()).collect();
    assert_eq!(messages, ["first line", "second line, error", "second line, warning", "in b", "nowhere"]);
}

#[test]
fn several_files() {
    let mut sources = Sources::new();
    let first = sources.add("case.toml", "[parties.a]\n");
    let second = sources.add("more.toml", "x = 1\n[parties.a]\n");
    let diagnostic = Diagnostic::error("duplicate-id", Span::new(second, 7, 16), "`a` is defined twice")
        .label("again here")
        .related(Span::new(first, 1, 10), "first here");
    assert_snapshot!(human(&[diagnostic], &sources, STYLE), @"
    error[duplicate-id]: `a` is defined twice
     --> more.toml:2:2
      |
    2 | [parties.a]
      |  ^^^^^^^^^ again here
      |
     ::: case.toml:1:2
      |
    1 | [parties.a]
      |  --------- first here
    ");
}

#[test]
fn wide_characters_tabs_and_crlf() {
    let text = "t = \"日本\"\r\nü\t= \"é😀\" # x\r\nz = 1";
    let (sources, file) = source(text);
    let all: Vec<Diagnostic> = ["日本", "é😀", "z", "\r\nü"]
        .iter()
        .map(|part| Diagnostic::warning("w", place(file, text, part), "here").label("this"))
        .collect();
    assert_snapshot!(human(&all, &sources, STYLE), @r#"
    warning[w]: here
     --> case.toml:1:6
      |
    1 | t = "日本"
      |      ^^^^ this

    warning[w]: here
     --> case.toml:1:9
      |
    1 |   t = "日本"
      |  ___________^
    2 | | ü    = "é😀" # x
      | |_^ this

    warning[w]: here
     --> case.toml:2:6
      |
    2 | ü    = "é😀" # x
      |         ^^^ this

    warning[w]: here
     --> case.toml:3:1
      |
    3 | z = 1
      | ^ this
    "#);
    let data = json(&all, &sources);
    let ranges: Vec<String> = data
        .as_array()
        .expect("an array")
        .iter()
        .map(|one| {
            let of = |end: &str, key: &str| one["range"][end][key].to_string();
            format!(
                "{}:{}-{}:{}",
                of("start", "line"),
                of("start", "character"),
                of("end", "line"),
                of("end", "character")
            )
        })
        .collect();
    assert_eq!(ranges, ["0:5-0:7", "0:8-1:1", "1:5-1:8", "2:0-2:1"]);
}

#[test]
fn spans_past_the_end_and_inside_characters_are_clipped() {
    let (sources, file) = source("é = 1\n");
    let all = [
        Diagnostic::error("e", Span::new(file, 1, 1), "inside a character"),
        Diagnostic::error("e", Span::new(file, 5, 900), "past the end")
            .related(Span::new(file, 800, 900), "there"),
        Diagnostic::error("e", Span::new(file, 7, 7), "at the end"),
    ];
    assert_snapshot!(human(&all, &sources, STYLE), @"
    error[e]: inside a character
     --> case.toml:1:1
      |
    1 | é = 1
      | ^

    error[e]: past the end
     --> case.toml:1:5
      |
    1 | é = 1
      |     ^- there

    error[e]: at the end
     --> case.toml:2:1
      |
    2 |
      | ^
    ");
    let (empty, file) = source("");
    assert_snapshot!(human(&[Diagnostic::error("e", Span::new(file, 0, 0), "empty")], &empty, STYLE), @"
    error[e]: empty
     --> case.toml:1:1
      |
    1 |
      | ^
    ");
}

#[test]
fn long_lines_are_cut_and_counted_right() {
    let text = format!("first = 1\na = \"{}ßHERE{}\"\n", "é".repeat(100), "x".repeat(100));
    let (sources, file) = source(&text);
    let diagnostic = Diagnostic::error("e", place(file, &text, "HERE"), "in a long line").label("this");
    assert_snapshot!(human(&[diagnostic], &sources, STYLE), @"
    error[e]: in a long line
     --> case.toml:2:107
      |
    2 | ...éééééééééééééééééééééééééééééßHERExxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx...
      |                                  ^^^^ this
    ");
    let text = format!("first = 1\na = \"{}ßHERE{}\"\n", "é".repeat(100_000), "x".repeat(100_000));
    let (sources, file) = source(&text);
    let diagnostic = Diagnostic::error("e", place(file, &text, "HERE"), "in a very long line").label("this");
    assert_snapshot!(human(&[diagnostic], &sources, STYLE), @"
    error[e]: in a very long line
    --> case.toml:2:100007
     = note: this, in a line too long to show
    ");
}

#[test]
fn places_far_apart_are_shown_apart() {
    let text = format!("a = 1\n{}a = 2\n", "# filler\n".repeat(10_000));
    let (sources, file) = source(&text);
    let again = text.rfind("a = 2").expect("the second");
    let diagnostic = Diagnostic::error("e", Span::new(file, again, again + 1), "twice")
        .label("again")
        .related(Span::new(file, 0, 1), "first");
    assert_snapshot!(human(&[diagnostic], &sources, STYLE), @"
    error[e]: twice
         --> case.toml:10002:1
          |
    10002 | a = 2
          | ^ again
          |
         ::: case.toml:1:1
          |
        1 | a = 1
          | - first
    ");
}

#[test]
fn control_characters_do_not_reach_the_terminal() {
    let (sources, file) = source("a = \"\u{1b}[31m\"\n");
    let diagnostic = Diagnostic::error("e", Span::new(file, 5, 6), "message \u{1b}[31m")
        .label("label \u{1b}[31m")
        .note("note \u{1b}[31m")
        .help("help \u{1b}[31m");
    let fix = Diagnostic::error("e", Span::new(file, 5, 6), "fix").fix(Span::new(file, 5, 6), "\u{1b}[31m");
    assert!(!human(&[diagnostic, fix], &sources, STYLE).contains('\u{1b}'));
}

#[test]
fn color_only_where_asked_for() {
    let (sources, file) = source("a\n");
    let all = [Diagnostic::error("e", Span::new(file, 0, 1), "message")];
    assert!(human(&all, &sources, Style { color: true, width: 80 }).contains("\u{1b}["));
    assert!(!human(&all, &sources, STYLE).contains('\u{1b}'));
    assert_eq!(human(&[], &sources, STYLE), "");
}

proptest! {
    #[test]
    fn any_spans_in_any_text_are_rendered(
        text in "[a-c é😀\t\r\n]{0,60}",
        spans in prop::collection::vec((0_usize..80, 0_usize..80), 1..4),
        width in 0_usize..200,
    ) {
        let (sources, file) = source(&text);
        let (first, others) = spans.split_first().expect("one at least");
        let mut diagnostic = Diagnostic::error("e", Span::new(file, first.0, first.1), "any").label("first");
        for (start, end) in others {
            diagnostic = diagnostic.related(Span::new(file, *start, *end), "other");
        }
        let rendered = human(std::slice::from_ref(&diagnostic), &sources, Style { color: false, width });
        prop_assert!(rendered.starts_with("error[e]: any\n"));
        prop_assert!(json(&[diagnostic], &sources)[0]["range"]["end"].is_object());
    }
}
