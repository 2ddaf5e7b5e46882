//! JSON and YAML as one tree in which everything knows where it stands.
//!
//! Readers of both notations look at a [`Node`]; numbers stay the text that
//! they were, so that 0.1 is a tenth. Depth, number of nodes and what aliases
//! multiply are bounded, so readers may recurse over a tree.

mod json;
mod write;
mod yaml;

use std::collections::HashMap;
use std::fmt::Write as _;

use detente_syntax::diagnostic::Diagnostic;
use detente_syntax::span::Span;

use crate::codes;

pub(crate) use json::read as read_json;
pub(crate) use write::Plain;
pub(crate) use yaml::read as read_yaml;

/// Most lists and maps in each other.
pub(crate) const MAX_DEPTH: usize = 100;

/// Most nodes of one file, with those that aliases repeat.
pub(crate) const MAX_NODES: usize = 2_000_000;

/// A value and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Node {
    /// Where it stands.
    pub(crate) span: Span,
    /// What it is.
    pub(crate) kind: Kind,
}

/// What a value is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// `null`, `~`, nothing.
    Null,
    /// True or false.
    Bool(bool),
    /// A finite number in decimal notation, perhaps with an exponent, as written.
    Number(String),
    /// Positive or negative infinity, or no number.
    NotFinite(NotFinite),
    /// Text.
    Text(String),
    /// A list.
    List(Vec<Node>),
    /// A map; every key once.
    Map(Vec<Entry>),
}

/// What a number can be that is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NotFinite {
    /// Above every number.
    Infinity,
    /// Below every number.
    NegativeInfinity,
    /// No number.
    Nan,
}

/// One entry of a map. The keys of JSON are texts; those of YAML may be anything.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    /// The key.
    pub(crate) key: Node,
    /// The value.
    pub(crate) value: Node,
}

impl Node {
    /// The value of a key that is a text; `None` where there is none or the node is no map.
    pub(crate) fn get(&self, key: &str) -> Option<&Node> {
        self.entries().iter().find(|entry| entry.key.text() == Some(key)).map(|entry| &entry.value)
    }

    /// The value of a key unless it is `null`.
    pub(crate) fn given(&self, key: &str) -> Option<&Node> {
        self.get(key).filter(|node| node.kind != Kind::Null)
    }

    /// The entries of a map; none of anything else.
    pub(crate) fn entries(&self) -> &[Entry] {
        match &self.kind {
            Kind::Map(entries) => entries,
            _ => &[],
        }
    }

    /// The items of a list.
    pub(crate) fn items(&self) -> Option<&[Node]> {
        match &self.kind {
            Kind::List(items) => Some(items),
            _ => None,
        }
    }

    /// A text.
    pub(crate) fn text(&self) -> Option<&str> {
        match &self.kind {
            Kind::Text(text) => Some(text),
            _ => None,
        }
    }

    /// A finite number as written.
    pub(crate) fn number(&self) -> Option<&str> {
        match &self.kind {
            Kind::Number(text) => Some(text),
            _ => None,
        }
    }

    /// A value that is no list and no map as text, as a reader would name it.
    pub(crate) fn scalar(&self) -> Option<String> {
        match &self.kind {
            Kind::Null => Some("null".to_owned()),
            Kind::Bool(value) => Some(value.to_string()),
            Kind::Number(text) | Kind::Text(text) => Some(text.clone()),
            Kind::NotFinite(NotFinite::Infinity) => Some("inf".to_owned()),
            Kind::NotFinite(NotFinite::NegativeInfinity) => Some("-inf".to_owned()),
            Kind::NotFinite(NotFinite::Nan) => Some("nan".to_owned()),
            Kind::List(_) | Kind::Map(_) => None,
        }
    }

    /// What it is, with its article.
    pub(crate) fn what(&self) -> &'static str {
        match self.kind {
            Kind::Null => "nothing",
            Kind::Bool(_) => "true or false",
            Kind::Number(_) => "a number",
            Kind::NotFinite(NotFinite::Nan) => "no number",
            Kind::NotFinite(_) => "an infinite number",
            Kind::Text(_) => "a text",
            Kind::List(_) => "a list",
            Kind::Map(_) => "a map",
        }
    }

    /// A text that only equal values have in common; spans do not count.
    fn identity(&self, out: &mut String) {
        match &self.kind {
            Kind::List(items) => {
                out.push('[');
                items.iter().for_each(|item| item.identity(out));
                out.push(']');
            }
            Kind::Map(entries) => {
                out.push('{');
                entries.iter().for_each(|Entry { key, value }| {
                    key.identity(out);
                    value.identity(out);
                });
                out.push('}');
            }
            Kind::Text(text) => {
                let _ = write!(out, "t{}:{text}", text.len());
            }
            _ => {
                let text = self.scalar().unwrap_or_default();
                let _ = write!(out, "s{}:{text}", text.len());
            }
        }
    }
}

/// A map that is being read. Of a key that stands twice the last value counts,
/// as it does for the tools that write such files.
#[derive(Debug, Default)]
struct MapBuilder {
    entries: Vec<Entry>,
    places: HashMap<String, usize>,
}

impl MapBuilder {
    fn insert(&mut self, key: Node, value: Node, repeats: &mut Repeats) {
        let mut identity = String::new();
        key.identity(&mut identity);
        match self.places.get(&identity).and_then(|&at| self.entries.get_mut(at)) {
            Some(entry) => {
                repeats.note(&key, entry.key.span);
                *entry = Entry { key, value };
            }
            None => {
                self.places.insert(identity, self.entries.len());
                self.entries.push(Entry { key, value });
            }
        }
    }
}

/// Keys that stand twice, told in one warning a file.
#[derive(Debug, Default)]
struct Repeats {
    count: usize,
    first: Option<(String, Span, Span)>,
}

impl Repeats {
    fn note(&mut self, key: &Node, before: Span) {
        self.count += 1;
        if self.first.is_none() {
            let name = key.scalar().unwrap_or_else(|| key.what().to_owned());
            self.first = Some((name, key.span, before));
        }
    }

    fn tell(self, diagnostics: &mut Vec<Diagnostic>) {
        let Some((name, span, before)) = self.first else { return };
        let mut warning = Diagnostic::warning(
            codes::REPEATED_KEY,
            span,
            format!("the key `{name}` stands twice in its map"),
        )
        .label("this one counts")
        .related(before, "this one does not");
        if self.count > 1 {
            warning = warning.note(format!("the file has {} such repetitions", self.count));
        }
        diagnostics.push(warning);
    }
}

fn too_many(span: Span) -> Diagnostic {
    Diagnostic::error(detente_case::codes::TOO_MANY, span, "the file holds more values than can be read")
        .note(format!("at most {MAX_NODES} are read, with those that aliases repeat"))
}

fn too_deep(span: Span) -> Diagnostic {
    Diagnostic::error(
        "nested-too-deeply",
        span,
        format!("lists and maps stand in each other more than {MAX_DEPTH} deep"),
    )
}
