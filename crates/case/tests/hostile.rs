//! Input that is meant to break the reader: it answers in bounded time and memory, without a panic.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use detente_case::load::{Loaded, MemoryFiles, load};
use proptest::prelude::*;

const HEAD: &str = "detente = 1\n[case]\ntitle = \"T\"\n[parties.north]\nname = \"North\"\n";

fn load_text(text: &str) -> Loaded {
    load(&MemoryFiles::of("case.toml", text), "case.toml", &[])
}

fn codes(loaded: &Loaded) -> Vec<&'static str> {
    let mut codes: Vec<_> =
        loaded.diagnostics.iter().filter(|each| each.is_error()).map(|diagnostic| diagnostic.code).collect();
    codes.dedup();
    codes
}

fn issues(count: usize, rest: impl Fn(usize) -> String) -> String {
    (0..count).fold(HEAD.to_owned(), |mut text, at| {
        let _ =
            write!(text, "[issues.i{at}]\ntitle = \"I\"\noptions = {{ a = \"A\", b = \"B\" }}\n{}", rest(at));
        text
    })
}

#[test]
fn ten_thousand_issues_are_no_error() {
    let mut text = issues(10_000, |at| {
        if at == 0 { String::new() } else { format!("no-deal = \"a\"\nwhen = \"i{} = a\"\n", at - 1) }
    });
    text.push_str("[preferences.north]\nbecause = \"-\"\n");
    (0..10_000).for_each(|at| {
        let _ = writeln!(text, "values.i{at} = {{ a = {}, b = 50 }}", at % 101);
    });
    let loaded = load_text(&text);
    assert_eq!(codes(&loaded), Vec::<&str>::new());
    assert_eq!(loaded.case.map(|case| case.issues.len()), Some(10_000));
}

#[test]
fn a_circle_of_ten_thousand_conditions_is_told_shortly() {
    let loaded =
        load_text(&issues(10_000, |at| format!("no-deal = \"a\"\nwhen = \"i{} = a\"\n", (at + 1) % 10_000)));
    assert_eq!(codes(&loaded), ["circular-when"]);
    assert!(loaded.diagnostics[0].notes[0].len() < 500);
}

#[test]
fn deep_and_long_expressions_are_refused_or_read() {
    let rule = |require: &str| {
        format!(
            "{}[[rules]]\nid = \"r\"\nkind = \"logic\"\nrequire = \"{require}\"\n",
            issues(1, |_| String::new())
        )
    };
    let nested = format!("{}i0 = a{}", "(".repeat(20_000), ")".repeat(20_000));
    assert_eq!(codes(&load_text(&rule(&nested))), ["nested-too-deeply"]);
    assert_eq!(codes(&load_text(&rule(&format!("{}i0 = a", "not ".repeat(20_000))))), ["nested-too-deeply"]);
    let long = vec!["i0 = a"; 100_000].join(" and ");
    assert!(load_text(&rule(&long)).case.is_some());
    let doubling = (0..60).fold("i0 = a".to_owned(), |inner, _| format!("(i0 = b <-> {inner})"));
    assert_eq!(codes(&load_text(&rule(&doubling))), ["too-many"]);
}

#[test]
fn short_texts_that_ask_for_much_memory_are_refused() {
    let many_numbers = (0..2_000).fold(HEAD.to_owned(), |mut text, at| {
        let _ = writeln!(text, "[issues.i{at}]\ntitle = \"I\"\nrange = {{ from = 1, to = 10000, step = 1 }}");
        text
    });
    let values = (0..2_000).fold(format!("{many_numbers}[preferences.north]\n"), |mut text, at| {
        let _ = writeln!(text, "values.i{at} = {{ points = [[0, 0]] }}");
        text
    });
    assert_eq!(codes(&load_text(&values)), ["too-many"]);
    let sum = vec!["i0 + i1 <= 5"; 50_000].join(" or ");
    let sums = format!("{many_numbers}[[rules]]\nid = \"r\"\nkind = \"logic\"\nrequire = \"{sum}\"\n");
    assert_eq!(codes(&load_text(&sums)), ["too-many"]);
    let crowd = (0..20_000).fold(issues(20_000, |_| String::new()), |mut text, at| {
        let _ = writeln!(text, "[parties.p{at}]\nname = \"P\"");
        text
    });
    assert_eq!(codes(&load_text(&crowd)), ["too-many"]);
}

#[test]
fn thousands_of_errors_are_told_in_part() {
    let unknown = (0..20_000).fold(issues(5_000, |_| String::new()), |mut text, at| {
        let _ = writeln!(text, "[[rules]]\nid = \"r{at}\"\nkind = \"logic\"\nrequire = \"unknown-{at} = a\"");
        text
    });
    let loaded = load_text(&unknown);
    assert!(loaded.case.is_none());
    assert_eq!(loaded.diagnostics.len(), 201);
}

#[test]
fn thousands_of_warnings_make_no_error() {
    let record = (0..1_000).fold(
        issues(1, |_| String::new()) + "[voices.v]\nname = \"V\"\n",
        |mut text, at| {
            let _ = writeln!(text, "[[statements]]\nid = \"s{at}\"\nsaid = 2020-01-01\nchain = \"v\"\nabout = \"north\"\nstance = \"demands\"\nterms = \"i0 = a\"");
            text
        },
    );
    let loaded = load_text(&record);
    assert_eq!(loaded.case.map(|case| case.statements.len()), Some(1_000));
    assert_eq!(loaded.diagnostics.len(), 201);
}

fn complete() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/good/complete.toml");
    fs::read_to_string(path).expect("the complete example")
}

/// One way to damage a text.
#[derive(Clone, Debug)]
enum Damage {
    RemoveLine(prop::sample::Index),
    RepeatLine(prop::sample::Index),
    SwapLines(prop::sample::Index, prop::sample::Index),
    ReplaceWord(prop::sample::Index, prop::sample::Index),
    Insert(prop::sample::Index, char),
    Remove(prop::sample::Index),
}

fn damages() -> impl Strategy<Value = Damage> {
    use prop::sample::Index;
    let signs = prop::sample::select("\"'[]{}=.,-~+\n#\\ 0nul\u{301}é".chars().collect::<Vec<_>>());
    prop_oneof![
        any::<Index>().prop_map(Damage::RemoveLine),
        any::<Index>().prop_map(Damage::RepeatLine),
        any::<(Index, Index)>().prop_map(|(first, second)| Damage::SwapLines(first, second)),
        any::<(Index, Index)>().prop_map(|(word, by)| Damage::ReplaceWord(word, by)),
        (any::<Index>(), signs).prop_map(|(at, sign)| Damage::Insert(at, sign)),
        any::<Index>().prop_map(Damage::Remove),
    ]
}

fn damage(text: &str, damage: &Damage) -> String {
    let mut lines: Vec<&str> = text.lines().collect();
    let mut characters: Vec<char> = text.chars().collect();
    if lines.is_empty() || characters.is_empty() {
        return text.to_owned();
    }
    match damage {
        Damage::RemoveLine(at) => drop(lines.remove(at.index(lines.len()))),
        Damage::RepeatLine(at) => {
            let at = at.index(lines.len());
            lines.insert(at, lines[at]);
        }
        Damage::SwapLines(first, second) => {
            let count = lines.len();
            lines.swap(first.index(count), second.index(count));
        }
        Damage::ReplaceWord(word, by) => {
            let words: Vec<&str> = text
                .split(|sign: char| !sign.is_alphanumeric() && sign != '-')
                .filter(|word| !word.is_empty())
                .collect();
            let (word, by) = (words[word.index(words.len())], words[by.index(words.len())]);
            return text.replacen(word, by, 3);
        }
        Damage::Insert(at, sign) => {
            characters.insert(at.index(characters.len()), *sign);
            return characters.into_iter().collect();
        }
        Damage::Remove(at) => {
            characters.remove(at.index(characters.len()));
            return characters.into_iter().collect();
        }
    }
    lines.join("\n")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_500))]

    #[test]
    fn a_damaged_case_is_read_or_refused(damages in prop::collection::vec(damages(), 1..6)) {
        let text = damages.iter().fold(complete(), |text, each| damage(&text, each));
        let loaded = load_text(&text);
        let wrong = loaded.diagnostics.iter().any(|diagnostic| diagnostic.is_error());
        prop_assert_eq!(loaded.case.is_none(), wrong);
        let style = detente_syntax::render::Style { color: false, width: 100 };
        let told = detente_syntax::render::human(&loaded.diagnostics, &loaded.sources, style);
        prop_assert_eq!(told.is_empty(), loaded.diagnostics.is_empty());
    }

    #[test]
    fn a_damaged_scenario_is_laid_over_or_refused(damages in prop::collection::vec(damages(), 0..6)) {
        let text = complete();
        let part = text.split_once("[[flags]]").map_or("", |(_, part)| part);
        let overlay = format!("[scenario]\ntitle = \"S\"\nset-aside = [\"south-oct-2020\"]\n[[flags]]{part}");
        let overlay = damages.iter().fold(overlay, |text, each| damage(&text, each));
        let files = MemoryFiles::of("case.toml", text).with("scenarios/s.toml", overlay);
        let loaded = load(&files, "case.toml", &["s"]);
        let wrong = loaded.diagnostics.iter().any(|diagnostic| diagnostic.is_error());
        prop_assert_eq!(loaded.case.is_none(), wrong);
        prop_assert!(!damages.is_empty() || !wrong);
    }
}
