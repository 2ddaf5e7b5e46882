//! JSON into a tree.

use detente_syntax::diagnostic::Diagnostic;
use detente_syntax::span::{FileId, Span};
use jsonc_parser::ast::{ObjectPropName, Value};
use jsonc_parser::common::{Range, Ranged};
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};

use super::{Kind, MAX_DEPTH, MAX_NODES, MapBuilder, Node, NotFinite, Repeats, too_deep, too_many};
use crate::codes;

/// JSON as the standard has it, with the `NaN` and `Infinity` that Python writes.
const OPTIONS: ParseOptions = ParseOptions {
    allow_comments: false,
    allow_loose_object_property_names: false,
    allow_trailing_commas: false,
    allow_missing_commas: false,
    allow_single_quoted_strings: false,
    allow_hexadecimal_numbers: false,
    allow_unary_plus_numbers: false,
    allow_bare_decimal_point_numbers: false,
    allow_non_finite_numbers: true,
    allow_extended_string_escapes: false,
};

/// The tree of a JSON text; `None` after having said why there is none.
pub(crate) fn read(file: FileId, text: &str, diagnostics: &mut Vec<Diagnostic>) -> Option<Node> {
    // Every value but the first follows one of these. Those within strings
    // count as well: this is a bound on memory, not a count.
    let values = text.bytes().filter(|byte| matches!(byte, b',' | b':' | b'[' | b'{')).count();
    if values > MAX_NODES {
        diagnostics.push(too_many(Span::new(file, 0, 1)));
        return None;
    }
    let value = match parse_to_ast(text, &CollectOptions::default(), &OPTIONS) {
        Ok(parsed) => parsed.value,
        Err(error) => {
            let Range { start, end } = error.range();
            let span = Span::new(file, start.min(text.len()), end.clamp(start, text.len().max(start)));
            diagnostics.push(Diagnostic::error(codes::JSON, span, lower(&error.kind().to_string())));
            return None;
        }
    };
    let Some(value) = value else {
        diagnostics.push(Diagnostic::error(codes::JSON, Span::new(file, 0, 0), "the file is empty"));
        return None;
    };
    let mut repeats = Repeats::default();
    let read = node(file, value, 0, &mut repeats);
    repeats.tell(diagnostics);
    read.map_err(|diagnostic| diagnostics.push(*diagnostic)).ok()
}

fn node(
    file: FileId,
    value: Value<'_>,
    depth: usize,
    repeats: &mut Repeats,
) -> Result<Node, Box<Diagnostic>> {
    let span = span(file, value.range());
    if depth > MAX_DEPTH {
        return Err(Box::new(too_deep(span)));
    }
    let kind = match value {
        Value::NullKeyword(_) => Kind::Null,
        Value::BooleanLit(value) => Kind::Bool(value.value),
        Value::StringLit(value) => Kind::Text(value.value.into_owned()),
        Value::NumberLit(value) => match value.value {
            "Infinity" => Kind::NotFinite(NotFinite::Infinity),
            "-Infinity" => Kind::NotFinite(NotFinite::NegativeInfinity),
            "NaN" | "-NaN" => Kind::NotFinite(NotFinite::Nan),
            digits => Kind::Number(digits.to_owned()),
        },
        Value::Array(array) => {
            let items = array.elements.into_iter().map(|item| node(file, item, depth + 1, repeats));
            Kind::List(items.collect::<Result<_, _>>()?)
        }
        Value::Object(object) => {
            let mut map = MapBuilder::default();
            for entry in object.properties {
                let (at, name) = match entry.name {
                    ObjectPropName::String(name) => (name.range, name.value.into_owned()),
                    ObjectPropName::Word(name) => (name.range, name.value.to_owned()),
                };
                let key = Node { span: self::span(file, at), kind: Kind::Text(name) };
                let value = node(file, entry.value, depth + 1, repeats)?;
                map.insert(key, value, repeats);
            }
            Kind::Map(map.entries)
        }
    };
    Ok(Node { span, kind })
}

fn span(file: FileId, range: Range) -> Span {
    Span::new(file, range.start, range.end)
}

/// With a small first letter, as diagnostics begin.
fn lower(message: &str) -> String {
    let mut letters = message.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use detente_syntax::span::Sources;

    use super::*;

    fn tree(text: &str) -> (Option<Node>, Vec<(&'static str, u32)>) {
        let (mut sources, mut diagnostics) = (Sources::new(), Vec::new());
        let file = sources.add("f", text);
        let node = read(file, text, &mut diagnostics);
        let told = diagnostics
            .iter()
            .map(|each| (each.code, each.primary.as_ref().map_or(0, |label| label.span.start)))
            .collect();
        (node, told)
    }

    #[test]
    fn values_keep_their_digits_and_places() {
        let (node, told) = tree(r#"{"a": [0.10, -1e-3, NaN, -Infinity, null, true, "\ud83d\ude00\n"]}"#);
        assert_eq!(told, []);
        let node = node.expect("a tree");
        let items = node.get("a").and_then(Node::items).expect("a list");
        assert_eq!(items[0].number(), Some("0.10"));
        assert_eq!(items[1].number(), Some("-1e-3"));
        assert_eq!(items[2].kind, Kind::NotFinite(NotFinite::Nan));
        assert_eq!(items[3].kind, Kind::NotFinite(NotFinite::NegativeInfinity));
        assert_eq!((&items[4].kind, &items[5].kind), (&Kind::Null, &Kind::Bool(true)));
        assert_eq!(items[6].text(), Some("\u{1f600}\n"));
        assert_eq!((items[1].span.start, items[1].span.end), (13, 18));
    }

    #[test]
    fn of_a_repeated_key_the_last_value_counts() {
        let (node, told) = tree(r#"{"a": 1, "b": 2, "a": 3}"#);
        assert_eq!(told, [(codes::REPEATED_KEY, 17)]);
        let node = node.expect("a tree");
        assert_eq!(node.entries().len(), 2);
        assert_eq!(node.get("a").and_then(Node::number), Some("3"));
    }

    #[test]
    fn what_is_no_json_is_an_error_at_its_place() {
        for (text, at) in [
            ("{\"a\": 1,}", 7),
            ("[1 2]", 3),
            ("{'a': 1}", 1),
            ("[1, 2", 0),
            ("", 0),
            ("// x\n1", 0),
            ("{\"a\": .5}", 6),
        ] {
            let (node, told) = tree(text);
            assert_eq!(node, None, "{text}");
            assert_eq!(told.iter().map(|each| each.0).collect::<Vec<_>>(), [codes::JSON], "{text}");
            assert!(told[0].1.abs_diff(at) <= 1, "{text}: {told:?}");
        }
    }

    #[test]
    fn depth_and_size_are_bounded() {
        for depth in [MAX_DEPTH + 2, 400, 100_000] {
            let (node, told) = tree(&("[".repeat(depth) + &"]".repeat(depth)));
            assert_eq!((node, told.len()), (None, 1));
        }
        let (node, _) = tree(&("[".repeat(MAX_DEPTH) + &"]".repeat(MAX_DEPTH)));
        assert!(node.is_some());
        let (node, told) = tree(&format!("[{}1]", "1,".repeat(MAX_NODES)));
        assert_eq!((node, told), (None, vec![(detente_case::codes::TOO_MANY, 0)]));
    }
}
