//! What a TOML text says, with the place of every key and value.
//!
//! The tree keeps what the case language needs and common TOML trees drop:
//! keys in order of writing, numbers as they were written (a decimal never
//! passes through binary floating point), and for every string the way back
//! from a byte of its decoded text to the byte of the file, so that an error
//! inside an expression points into the string that holds it.

mod text;

use std::collections::BTreeMap;

use crate::span::Span;

pub use text::Text;
pub(crate) use text::TextBuilder;

/// A key as the author wrote it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    /// The key without quotation marks.
    pub text: String,
    /// Where it stands, quotation marks included.
    pub span: Span,
}

/// A value with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Value {
    /// What it is.
    pub kind: Kind,
    /// Where it stands: the brackets of a header for a table under one, the
    /// key for a table that only dotted keys or deeper headers create.
    pub span: Span,
}

/// The kinds of value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `[header]`, `{ inline = 1 }` or `dotted.key`.
    Table(Table),
    /// `[1, 2]` or the tables of `[[header]]`.
    Array(Vec<Value>),
    /// A string.
    Text(Text),
    /// A number.
    Number(Number),
    /// `true` or `false`.
    Boolean(bool),
    /// A date, a time or both, as written; a date of the calendar.
    Date(String),
}

impl Kind {
    /// The kind with its article, for sentences such as "expected a string,
    /// found an array".
    #[must_use]
    pub fn description(&self) -> &'static str {
        match self {
            Self::Table(_) => "a table",
            Self::Array(_) => "an array",
            Self::Text(_) => "a string",
            Self::Number(_) => "a number",
            Self::Boolean(_) => "a boolean",
            Self::Date(_) => "a date",
        }
    }
}

/// A number as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number {
    /// The text without underscores: `1500`, `-0.5`, `1e6`, `0xff`, `nan`, `+inf`.
    pub text: String,
    /// Whether TOML calls it an integer.
    pub integer: bool,
}

/// Keys with their values, in order of writing; a key stands once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    entries: Vec<(Key, Value)>,
    /// Positions by key once there are many; ordered, so that no choice of
    /// keys makes it slow.
    #[expect(clippy::box_collection, reason = "most tables have none, and a list may hold millions")]
    index: Option<Box<BTreeMap<Box<str>, usize>>>,
    span: Span,
    pub(crate) origin: Origin,
}

/// How a table came to be, which decides what may still be added to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Origin {
    /// On the way to a deeper header.
    Implicit,
    /// By its own header, or the root.
    Header,
    /// By `[[header]]`.
    Item,
    /// By a dotted key.
    Dotted,
    /// `{ ... }`
    Inline,
}

/// Shorter tables are searched from the start.
const INDEXED_FROM: usize = 16;

impl Table {
    pub(crate) fn new(span: Span, origin: Origin) -> Self {
        Self { entries: Vec::new(), index: None, span, origin }
    }

    /// The value under a key.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Value> {
        self.get_key_value(key).map(|(_, value)| value)
    }

    /// A key as written and its value.
    #[must_use]
    pub fn get_key_value(&self, key: &str) -> Option<(&Key, &Value)> {
        self.entries.get(self.position(key)?).map(|(key, value)| (key, value))
    }

    /// Whether the key is there.
    #[must_use]
    pub fn contains_key(&self, key: &str) -> bool {
        self.position(key).is_some()
    }

    /// All entries in order of writing.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&Key, &Value)> + DoubleEndedIterator {
        self.entries.iter().map(|(key, value)| (key, value))
    }

    /// Where it stands; see [`Value::span`]. The root stands at the start of its file.
    #[must_use]
    pub fn span(&self) -> Span {
        self.span
    }

    /// The number of keys.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is no key.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// An empty table that stands at `span`, to be filled with [`set`](Self::set):
    /// for a reader that lays several texts over each other.
    #[must_use]
    pub fn empty(span: Span) -> Self {
        Self::new(span, Origin::Header)
    }

    /// Gives a key a value. A key that is there keeps its position and takes
    /// the place of the new one; its former value is returned.
    pub fn set(&mut self, key: Key, value: Value) -> Option<Value> {
        match self.position(&key.text).and_then(|position| self.entries.get_mut(position)) {
            Some(entry) => {
                entry.0 = key;
                Some(std::mem::replace(&mut entry.1, value))
            }
            None => {
                self.push(key, value);
                None
            }
        }
    }

    pub(crate) fn position(&self, key: &str) -> Option<usize> {
        match &self.index {
            Some(index) => index.get(key).copied(),
            None => self.entries.iter().position(|(known, _)| known.text == key),
        }
    }

    /// Adds an entry whose key is known to be absent and gives its position.
    pub(crate) fn push(&mut self, key: Key, value: Value) -> usize {
        debug_assert!(!self.contains_key(&key.text));
        let position = self.entries.len();
        if position == 0 {
            // Most tables of a list are small, and there may be millions.
            self.entries.reserve_exact(1);
        }
        if let Some(index) = &mut self.index {
            index.insert(key.text.as_str().into(), position);
        }
        self.entries.push((key, value));
        if self.entries.len() == INDEXED_FROM {
            let all = self.entries.iter().enumerate();
            self.index = Some(Box::new(all.map(|(at, (key, _))| (key.text.as_str().into(), at)).collect()));
        }
        position
    }

    pub(crate) fn entry_mut(&mut self, position: usize) -> Option<(&mut Key, &mut Value)> {
        self.entries.get_mut(position).map(|(key, value)| (key, value))
    }

    pub(crate) fn set_span(&mut self, span: Span) {
        self.span = span;
    }
}
