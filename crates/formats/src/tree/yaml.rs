//! YAML into a tree.
//!
//! Plain scalars mean what they mean to PyYAML, which reads and writes these
//! files: YAML 1.1, where `yes` is true and `1_000` a number. Tags never make
//! anything run: those of YAML itself decide what a scalar is, others are
//! passed over with a warning.

use std::collections::HashMap;

use detente_syntax::diagnostic::Diagnostic;
use detente_syntax::span::{FileId, Span};
use saphyr_parser::{Event, Marker, Parser, ScalarStyle, Span as Place, Tag};

use super::{Kind, MAX_DEPTH, MAX_NODES, MapBuilder, Node, NotFinite, Repeats, too_deep, too_many};
use crate::codes;

/// The tree of a YAML text; `None` after having said why there is none.
pub(crate) fn read(file: FileId, text: &str, diagnostics: &mut Vec<Diagnostic>) -> Option<Node> {
    let mut reading = Reading {
        places: Places::new(file, text),
        open: Vec::new(),
        root: None,
        anchored: HashMap::new(),
        nodes: 0,
        repeats: Repeats::default(),
        foreign: None,
    };
    let mut ended = Ok(());
    for event in Parser::new_from_str(text) {
        ended = match event {
            Ok((event, place)) => reading.event(event, place),
            Err(error) => Err(Box::new(Diagnostic::error(
                codes::YAML,
                reading.places.at(*error.marker()),
                error.info().to_owned(),
            ))),
        };
        if ended.is_err() {
            break;
        }
    }
    let Reading { root, repeats, foreign, places, .. } = reading;
    repeats.tell(diagnostics);
    if let Some((tag, span, count)) = foreign {
        diagnostics.push(
            Diagnostic::warning(codes::FOREIGN_TAG, span, format!("the tag `{tag}` was passed over")).note(
                match count {
                    1 => "it says more than YAML's own tags".to_owned(),
                    _ => format!("the file has {count} tags that say more than YAML's own"),
                },
            ),
        );
    }
    match ended {
        Err(diagnostic) => {
            diagnostics.push(*diagnostic);
            None
        }
        Ok(()) => {
            if root.is_none() {
                let span = Span::new(places.file, 0, 0);
                diagnostics.push(Diagnostic::error(codes::YAML, span, "the file is empty"));
            }
            root
        }
    }
}

/// A list or map that has begun.
struct Open {
    place: Span,
    anchor: usize,
    parts: Parts,
}

enum Parts {
    List(Vec<Node>),
    Map(MapBuilder, Option<Node>),
}

struct Reading<'a> {
    places: Places<'a>,
    open: Vec<Open>,
    root: Option<Node>,
    anchored: HashMap<usize, Node>,
    nodes: usize,
    repeats: Repeats,
    /// The first tag that was passed over, and how many were.
    foreign: Option<(String, Span, usize)>,
}

type Told = Result<(), Box<Diagnostic>>;

impl Reading<'_> {
    fn event(&mut self, event: Event<'_>, place: Place) -> Told {
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                let span = self.places.span(place);
                let tag = tag.and_then(|tag| self.core(&tag, span));
                let node = Node { span, kind: scalar(&text, style, tag) };
                self.close(node, anchor)
            }
            Event::SequenceStart(anchor, tag) => {
                self.start(Parts::List(Vec::new()), anchor, tag.as_deref(), place)
            }
            Event::MappingStart(anchor, tag) => {
                self.start(Parts::Map(MapBuilder::default(), None), anchor, tag.as_deref(), place)
            }
            Event::SequenceEnd | Event::MappingEnd => {
                let end = self.places.span(place);
                let Some(Open { place, anchor, parts }) = self.open.pop() else { return Ok(()) };
                let kind = match parts {
                    Parts::List(items) => Kind::List(items),
                    Parts::Map(map, _) => Kind::Map(map.entries),
                };
                self.close(Node { span: place.to(end), kind }, anchor)
            }
            Event::Alias(anchor) => {
                let span = self.places.span(place);
                let Some(node) = self.anchored.get(&anchor) else {
                    // Within the very thing that the anchor names.
                    let message = "an alias stands for what it is part of";
                    return Err(Box::new(Diagnostic::error(codes::YAML, span, message)));
                };
                // What it stands for is counted before it is copied.
                self.nodes = self.nodes.saturating_add(weight(node));
                if self.nodes > MAX_NODES {
                    return Err(Box::new(too_many(span)));
                }
                let node = node.clone();
                if self.open.len() + depth(&node) > MAX_DEPTH {
                    return Err(Box::new(too_deep(span)));
                }
                self.close(node, 0)
            }
            Event::DocumentStart(_) if self.root.is_some() => {
                let span = self.places.span(place);
                let message = "a second document begins here, and one is expected";
                Err(Box::new(Diagnostic::error(codes::YAML, span, message)))
            }
            _ => Ok(()),
        }
    }

    fn start(&mut self, parts: Parts, anchor: usize, tag: Option<&Tag>, place: Place) -> Told {
        let place = self.places.span(place);
        if let Some(tag) = tag {
            self.core(tag, place);
        }
        if self.open.len() >= MAX_DEPTH {
            return Err(Box::new(too_deep(place)));
        }
        self.open.push(Open { place, anchor, parts });
        Ok(())
    }

    /// Puts a finished node where it belongs.
    fn close(&mut self, node: Node, anchor: usize) -> Told {
        self.nodes += 1;
        if anchor != 0 {
            self.nodes = self.nodes.saturating_add(weight(&node));
        }
        if self.nodes > MAX_NODES {
            return Err(Box::new(too_many(node.span)));
        }
        if anchor != 0 {
            self.anchored.insert(anchor, node.clone());
        }
        match self.open.last_mut() {
            None => self.root = Some(node),
            Some(Open { parts: Parts::List(items), .. }) => items.push(node),
            Some(Open { parts: Parts::Map(map, key), .. }) => match key.take() {
                None => *key = Some(node),
                Some(key) => map.insert(key, node, &mut self.repeats),
            },
        }
        Ok(())
    }

    /// The kind that a tag of YAML's own gives; others are noted.
    fn core(&mut self, tag: &Tag, span: Span) -> Option<Core> {
        let name = if tag.is_yaml_core_schema() { tag.suffix.as_str() } else { "" };
        match name {
            "str" => Some(Core::Text),
            "int" | "float" | "bool" | "null" => Some(Core::Plain),
            // A tuple of Python is a list.
            "map" | "seq" | "python/tuple" => None,
            "python/str" | "python/unicode" => Some(Core::Text),
            "python/int" | "python/float" | "python/bool" | "python/none" => Some(Core::Plain),
            _ if tag.handle.is_empty() && tag.suffix == "!" => Some(Core::Text),
            _ => {
                let first = self.foreign.get_or_insert_with(|| (tag.to_string(), span, 0));
                first.2 += 1;
                None
            }
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Core {
    Text,
    Plain,
}

/// Nodes and bytes of text in it, what copying it costs.
fn weight(node: &Node) -> usize {
    let inner = match &node.kind {
        Kind::List(items) => items.iter().map(weight).sum(),
        Kind::Map(entries) => entries.iter().map(|entry| weight(&entry.key) + weight(&entry.value)).sum(),
        Kind::Text(text) | Kind::Number(text) => text.len() / 32,
        _ => 0,
    };
    inner + 1
}

fn depth(node: &Node) -> usize {
    match &node.kind {
        Kind::List(items) => 1 + items.iter().map(depth).max().unwrap_or(0),
        Kind::Map(entries) => {
            1 + entries.iter().map(|entry| depth(&entry.key).max(depth(&entry.value))).max().unwrap_or(0)
        }
        _ => 0,
    }
}

fn scalar(text: &str, style: ScalarStyle, tag: Option<Core>) -> Kind {
    let plain = match tag {
        Some(tag) => tag == Core::Plain,
        None => style == ScalarStyle::Plain,
    };
    if !plain {
        return Kind::Text(text.to_owned());
    }
    match text {
        "" | "~" | "null" | "Null" | "NULL" => return Kind::Null,
        "true" | "True" | "TRUE" | "yes" | "Yes" | "YES" | "on" | "On" | "ON" => return Kind::Bool(true),
        "false" | "False" | "FALSE" | "no" | "No" | "NO" | "off" | "Off" | "OFF" => return Kind::Bool(false),
        ".nan" | ".NaN" | ".NAN" => return Kind::NotFinite(NotFinite::Nan),
        _ => {}
    }
    let (negative, magnitude) = match text.as_bytes().first() {
        Some(b'-') => (true, text.get(1..).unwrap_or_default()),
        Some(b'+') => (false, text.get(1..).unwrap_or_default()),
        _ => (false, text),
    };
    if matches!(magnitude, ".inf" | ".Inf" | ".INF") {
        return Kind::NotFinite(if negative { NotFinite::NegativeInfinity } else { NotFinite::Infinity });
    }
    match digits(magnitude) {
        Some(digits) if negative => Kind::Number(format!("-{digits}")),
        Some(digits) => Kind::Number(digits),
        None => Kind::Text(text.to_owned()),
    }
}

/// The decimal notation of a number without its sign.
fn digits(text: &str) -> Option<String> {
    let plain = text.replace('_', "");
    if !text.as_bytes().first().is_some_and(|byte| byte.is_ascii_digit() || *byte == b'.') {
        return None;
    }
    let based = |digits: &str, base| u128::from_str_radix(digits, base).ok().map(|number| number.to_string());
    if let Some(rest) = plain.strip_prefix("0x") {
        return based(rest, 16);
    }
    if let Some(rest) = plain.strip_prefix("0b") {
        return based(rest, 2);
    }
    if plain.len() > 1 && plain.starts_with('0') && plain.bytes().all(|byte| byte.is_ascii_digit()) {
        return based(plain.get(1..)?, 8);
    }
    let (mantissa, exponent) = match plain.find(['e', 'E']) {
        Some(at) => (plain.get(..at)?, plain.get(at + 1..)?),
        None => (plain.as_str(), "0"),
    };
    let all_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let power = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
    let well = !(whole.is_empty() && fraction.is_empty())
        && all_digits(whole)
        && all_digits(fraction)
        && !power.is_empty()
        && all_digits(power);
    well.then_some(plain)
}

/// From the characters that the parser counts to bytes.
struct Places<'a> {
    file: FileId,
    text: &'a str,
    /// The byte of every `STRIDE`th character; empty where all are one byte long.
    marks: Vec<u32>,
}

/// Characters between two marks.
const STRIDE: usize = 64;

impl<'a> Places<'a> {
    fn new(file: FileId, text: &'a str) -> Self {
        let marks = if text.is_ascii() {
            Vec::new()
        } else {
            text.char_indices().step_by(STRIDE).map(|(at, _)| u32::try_from(at).unwrap_or(u32::MAX)).collect()
        };
        Self { file, text, marks }
    }

    fn byte(&self, character: usize) -> usize {
        if self.marks.is_empty() {
            return character.min(self.text.len());
        }
        let Some(&mark) = self.marks.get(character / STRIDE) else { return self.text.len() };
        let rest = self.text.get(mark as usize..).unwrap_or_default();
        rest.char_indices().nth(character % STRIDE).map_or(self.text.len(), |(at, _)| mark as usize + at)
    }

    fn span(&self, place: Place) -> Span {
        Span::new(self.file, self.byte(place.start.index()), self.byte(place.end.index()))
    }

    fn at(&self, marker: Marker) -> Span {
        let start = self.byte(marker.index());
        Span::new(self.file, start, start)
    }
}

#[cfg(test)]
mod tests {
    use detente_syntax::span::Sources;

    use super::*;

    fn tree(text: &str) -> (Option<Node>, Vec<&'static str>) {
        let (mut sources, mut diagnostics) = (Sources::new(), Vec::new());
        let file = sources.add("f", text);
        let node = read(file, text, &mut diagnostics);
        (node, diagnostics.iter().map(|each| each.code).collect())
    }

    fn one(text: &str) -> Kind {
        let (node, told) = tree(text);
        assert_eq!(told, Vec::<&str>::new(), "{text}");
        node.expect("a tree").kind
    }

    #[test]
    fn plain_scalars_mean_what_they_mean_to_pyyaml() {
        for (text, number) in [
            ("1.0e-05", "1.0e-05"),
            ("-0.10", "-0.10"),
            ("1_000", "1000"),
            ("0x1F", "31"),
            ("010", "8"),
            ("+3", "3"),
        ] {
            assert_eq!(one(text), Kind::Number(number.to_owned()), "{text}");
        }
        assert_eq!(one("-.inf"), Kind::NotFinite(NotFinite::NegativeInfinity));
        assert_eq!(one(".nan"), Kind::NotFinite(NotFinite::Nan));
        assert_eq!((one("yes"), one("No"), one("~")), (Kind::Bool(true), Kind::Bool(false), Kind::Null));
        for text in ["'1'", "\"yes\"", "1.2.3", "e5", "1e", "2020-01-01", "y", "!!str 5", "_1"] {
            assert!(matches!(one(text), Kind::Text(_)), "{text}");
        }
    }

    #[test]
    fn everything_knows_its_place_also_behind_other_letters() {
        let text = "größe: [ä, 5]\nname: x\n";
        let (node, _) = tree(text);
        let node = node.expect("a tree");
        let five = &node.get("größe").and_then(Node::items).expect("a list")[1];
        assert_eq!(&text[five.span.start as usize..five.span.end as usize], "5");
        let name = node.get("name").expect("a name");
        assert_eq!(&text[name.span.start as usize..name.span.end as usize], "x");
    }

    #[test]
    fn keys_may_be_tuples_and_tags_never_run() {
        let (node, told) = tree("? !!python/tuple [a, 1]\n: 0.5\n? !!python/tuple [a, 2]\n: 1\n");
        assert_eq!((node.expect("a tree").entries().len(), told.len()), (2, 0));
        let (node, told) = tree("a: !!python/object/apply:os.system [ls]\n");
        assert_eq!(told, [codes::FOREIGN_TAG]);
        assert_eq!(node.and_then(|node| Some(node.get("a")?.items()?.len())), Some(1));
    }

    #[test]
    fn aliases_are_followed_and_cannot_multiply_without_end() {
        let (node, _) = tree("a: &x [1, 2]\nb: *x\n");
        let node = node.expect("a tree");
        assert_eq!(node.get("b").and_then(Node::items).map(<[Node]>::len), Some(2));
        let mut bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
        for level in 1..12 {
            let before = format!("*a{}", level - 1);
            bomb += &format!("a{level}: &a{level} [{}]\n", vec![before; 10].join(", "));
        }
        assert_eq!(tree(&bomb), (None, vec![detente_case::codes::TOO_MANY]));
        assert_eq!(tree("a: &x [*x]\n").1, [codes::YAML]);
    }

    #[test]
    fn depth_is_bounded_and_errors_are_told() {
        let deep = "[".repeat(150) + &"]".repeat(150);
        assert_eq!(tree(&deep), (None, vec!["nested-too-deeply"]));
        let long: String = (0..150).map(|level| format!("{}a:\n", " ".repeat(level))).collect();
        assert_eq!(tree(&long), (None, vec!["nested-too-deeply"]));
        for text in ["a: [1, 2", "a: b: c", "", "a: 1\n---\nb: 2\n", "\"a"] {
            assert_eq!(tree(text), (None, vec![codes::YAML]), "{text}");
        }
        assert_eq!(tree("a: 1\na: 2\n").1, [codes::REPEATED_KEY]);
    }
}
