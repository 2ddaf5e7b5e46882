//! The expression language: what parses, what is said of what does not, and
//! that printing and parsing undo each other.

use std::fmt::Write as _;

use detente_syntax::ast::{Expression, ExpressionKind};
use detente_syntax::diagnostic::Diagnostic;
use detente_syntax::expression::{MAX_HEIGHT, Mode, parse};
use detente_syntax::render::{Style, human};
use detente_syntax::span::Sources;
use detente_syntax::value::Text;
use proptest::prelude::*;

use crate::strategy::{condition, file, priority, without_places, word_salad};

fn parsed(text: &str, mode: Mode) -> Result<Expression, Vec<Diagnostic>> {
    parse(&Text::verbatim(file(), 0, text), mode)
}

/// The examples of a file: lines that are neither empty nor comments.
fn examples(file: &str) -> impl Iterator<Item = (&str, Mode)> {
    file.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).map(|line| {
        match line.strip_prefix("priority: ") {
            Some(rest) => (rest, Mode::Priority),
            None => (line, Mode::Condition),
        }
    })
}

#[test]
fn good() {
    for (line, mode) in examples(include_str!("good.txt")) {
        let (written, printed) = line.split_once(" ===> ").unwrap_or((line, line));
        match parsed(written, mode) {
            Ok(expression) => assert_eq!(expression.to_string(), printed, "of {written}"),
            Err(diagnostics) => panic!("{written}: {diagnostics:#?}"),
        }
    }
}

#[test]
fn bad() {
    let mut out = String::new();
    for (line, mode) in examples(include_str!("bad.txt")) {
        let mut sources = Sources::new();
        let file = sources.add("bad", line);
        match parse(&Text::verbatim(file, 0, line), mode) {
            Ok(expression) => panic!("{line} parsed as {expression}"),
            Err(diagnostics) => {
                let style = Style { color: false, width: 100 };
                write!(out, "{}\n----\n", human(&diagnostics, &sources, style)).expect("strings take text");
            }
        }
    }
    insta::assert_snapshot!(out);
}

#[test]
fn conditions_group_as_the_grammar_says() {
    let groups = [
        ("a = a or b = b and c = c", "a = a or (b = b and c = c)"),
        ("a = a and b = b or c = c", "(a = a and b = b) or c = c"),
        ("not a = a and b = b", "(not a = a) and b = b"),
        ("a = a -> b = b -> c = c", "a = a -> (b = b -> c = c)"),
        ("a = a or b = b -> c = c", "(a = a or b = b) -> c = c"),
        ("a = a <-> b = b <-> c = c", "(a = a <-> b = b) <-> c = c"),
        ("a = a -> b = b <-> c = c -> d = d", "(a = a -> b = b) <-> (c = c -> d = d)"),
    ];
    for (plain, grouped) in groups {
        let tree = |text| without_places(&parsed(text, Mode::Condition).expect(text));
        assert_eq!(tree(plain), tree(grouped), "{plain}");
    }
}

#[test]
fn lists_in_parentheses_stay_lists_of_their_own() {
    let nested = parsed("(a = a and b = b) and c = c", Mode::Condition).expect("a condition");
    let flat = parsed("a = a and b = b and c = c", Mode::Condition).expect("a condition");
    assert!(matches!(&nested.kind, ExpressionKind::And(operands) if operands.len() == 2));
    assert!(matches!(&flat.kind, ExpressionKind::And(operands) if operands.len() == 3));
}

#[test]
fn spans_cover_what_was_written() {
    let text = "x=1 and  not (a in {b, cd})";
    let expression = parsed(text, Mode::Condition).expect("a condition");
    let shown = |span: detente_syntax::span::Span| &text[span.start as usize..span.end as usize];
    assert_eq!(shown(expression.span), text);
    let ExpressionKind::And(operands) = &expression.kind else { panic!("a list") };
    assert_eq!(shown(operands[0].span), "x=1");
    assert_eq!(shown(operands[1].span), "not (a in {b, cd})");
    let ExpressionKind::Not(inner) = &operands[1].kind else { panic!("a negation") };
    assert_eq!(shown(inner.span), "(a in {b, cd})");
    let ExpressionKind::In { options, .. } = &inner.kind else { panic!("options") };
    assert_eq!(shown(options[1].span), "cd");
}

#[test]
fn empty_texts_are_no_expressions() {
    for text in ["", " ", "\n\t"] {
        assert_eq!(parsed(text, Mode::Condition).expect_err("empty")[0].code, "expression");
    }
}

/// Runs on as small a stack as WebAssembly gives.
fn on_small_stack(run: impl FnOnce() + Send + 'static) {
    std::thread::Builder::new()
        .stack_size(1 << 19)
        .spawn(run)
        .expect("a thread")
        .join()
        .expect("no overflow");
}

#[test]
fn deep_texts_are_refused_on_a_small_stack() {
    on_small_stack(|| {
        let n = 20_000;
        let texts = [
            "(".repeat(n),
            format!("{}a = b{}", "(".repeat(n), ")".repeat(n)),
            format!("{}a = b", "not ".repeat(n)),
            format!("a = b{}", " -> a = b".repeat(n)),
            format!("a = b{}", " <-> a = b".repeat(n)),
            "at least 1 of (".repeat(n),
            "a = b and (c = d or (".repeat(n),
            "a = b <-> c = d -> e = f or g = h and not (".repeat(n),
        ];
        for text in texts {
            let errors = parsed(&text, Mode::Priority).expect_err("too deep");
            assert!(errors.iter().any(|error| error.code == "nested-too-deeply"), "{errors:#?}");
            assert!(errors.len() <= 20);
        }
    });
}

#[test]
fn trees_are_no_higher_than_allowed_and_print_back_on_a_small_stack() {
    on_small_stack(|| {
        let leaf = "a = b";
        let shapes: [&dyn Fn(String) -> String; 6] = [
            &|inner| format!("not ({inner})"),
            &|inner| format!("({inner}) -> a = b"),
            &|inner| format!("a = b -> {inner}"),
            &|inner| format!("(a = b <-> {inner}) and c = d"),
            &|inner| format!("not (a = b -> {inner})"),
            &|inner| format!("at most 1 of (a = b and ({inner} or c = d))"),
        ];
        for shape in shapes {
            let mut text = leaf.to_owned();
            let mut allowed = 0;
            for _ in 0..MAX_HEIGHT {
                match parsed(&text, Mode::Condition) {
                    Ok(tree) => {
                        allowed += 1;
                        let printed = tree.to_string();
                        let again = parsed(&printed, Mode::Condition).expect("what was printed parses");
                        assert_eq!(without_places(&again), without_places(&tree));
                    }
                    Err(errors) => assert_eq!(errors[0].code, "nested-too-deeply", "{errors:#?}"),
                }
                text = shape(text);
            }
            assert!(allowed >= MAX_HEIGHT / 4);
        }
    });
}

#[test]
fn flat_lists_may_be_as_long_as_they_like() {
    let text = vec!["a = b"; 100_000].join(" and ");
    let tree = parsed(&text, Mode::Condition).expect("a long list");
    assert!(matches!(&tree.kind, ExpressionKind::And(operands) if operands.len() == 100_000));
}

proptest! {
    #[test]
    fn printing_and_parsing_undo_each_other(expression in priority()) {
        let printed = expression.to_string();
        let again = parsed(&printed, Mode::Priority);
        prop_assert_eq!(again.as_ref().map(without_places), Ok(expression), "{}", printed);
    }

    #[test]
    fn parentheses_are_no_more_than_needed(expression in condition()) {
        let printed = expression.to_string();
        let tree = without_places(&expression);
        for (at, _) in printed.match_indices('(') {
            if printed[..at].ends_with("of ") {
                continue;
            }
            let closing = at + matching(&printed[at..]);
            let mut fewer = printed.clone();
            fewer.replace_range(closing..=closing, " ");
            fewer.replace_range(at..=at, " ");
            if let Ok(other) = parsed(&fewer, Mode::Condition) {
                prop_assert_ne!(without_places(&other), tree.clone(), "{} as {}", printed, fewer);
            }
        }
    }

    #[test]
    fn any_text_is_parsed_or_refused(text in any::<String>()) {
        check(&text)?;
    }

    #[test]
    fn any_salad_of_words_is_parsed_or_refused(text in word_salad()) {
        check(&text)?;
    }
}

/// The index of the parenthesis that closes the first.
fn matching(text: &str) -> usize {
    let mut open = 0;
    for (at, character) in text.char_indices() {
        match character {
            '(' => open += 1,
            ')' => open -= 1,
            _ => {}
        }
        if open == 0 {
            return at;
        }
    }
    panic!("unbalanced: {text}")
}

/// No panic; errors are placed inside the text and can be rendered; what
/// parses prints and parses again.
fn check(text: &str) -> Result<(), TestCaseError> {
    for mode in [Mode::Condition, Mode::Priority] {
        let mut sources = Sources::new();
        let file = sources.add("text", text);
        match parse(&Text::verbatim(file, 0, text), mode) {
            Ok(tree) => {
                let again = parsed(&tree.to_string(), mode);
                prop_assert_eq!(again.as_ref().map(without_places), Ok(without_places(&tree)));
            }
            Err(diagnostics) => {
                prop_assert!(!diagnostics.is_empty());
                for diagnostic in &diagnostics {
                    let span = diagnostic.primary.as_ref().expect("a place").span;
                    prop_assert!(text.get(span.start as usize..span.end as usize).is_some());
                }
                let _ = human(&diagnostics, &sources, Style { color: true, width: 80 });
            }
        }
    }
    Ok(())
}
