//! Events of the TOML grammar into one tree.
//!
//! The engine pushes brackets, keys and scalars in order of writing. Open
//! brackets are frames on a stack, so nothing here recurses; a document's
//! tables are reached by their positions from the root, which never change.
//! After an error the engine repairs what it can; where its events still do
//! not fit, they are dropped.

use std::borrow::Cow;

use toml_parser::decoder::{Encoding, ScalarKind, StringBuilder};
use toml_parser::parser::EventReceiver;
use toml_parser::{ErrorSink, Raw};

use super::MAX_DEPTH;
use super::define::{insert, nested_too_deeply, open, table_at};
use super::errors::Findings;
use crate::diagnostic::Diagnostic;
use crate::span::{FileId, Span};
use crate::value::{Key, Kind, Number, Origin, Table, TextBuilder, Value};

/// Builds the tree from events.
pub(super) struct TreeBuilder<'t> {
    file: FileId,
    text: &'t str,
    root: Table,
    findings: Findings,
    /// Positions that lead from the root to the table under the last header;
    /// absent if that header was refused, so that its keys are dropped.
    current: Option<Vec<usize>>,
    /// Where the header that is being read opens.
    header: Option<Span>,
    /// What was read of the dotted key of a header or of an entry outside brackets.
    keys: Keys,
    frames: Vec<Frame>,
}

/// A dotted key as far as read.
#[derive(Default)]
struct Keys {
    path: Vec<Key>,
    /// Whether a dot came last.
    continues: bool,
}

impl Keys {
    fn push(&mut self, key: Key) {
        if !std::mem::take(&mut self.continues) {
            self.path.clear();
        }
        // One more than may be used is enough to be refused.
        if self.path.len() <= MAX_DEPTH {
            self.path.push(key);
        }
    }

    fn take(&mut self) -> Vec<Key> {
        self.continues = false;
        std::mem::take(&mut self.path)
    }
}

/// An open bracket; `depth` is that of the value itself.
enum Frame {
    Array {
        span: Span,
        depth: usize,
        values: Vec<Value>,
    },
    Inline {
        depth: usize,
        table: Table,
        keys: Keys,
    },
    /// What the engine skips until a bracket of this kind closes.
    Skipped(Bracket),
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Bracket {
    Square,
    Curly,
}

impl<'t> TreeBuilder<'t> {
    pub(super) fn new(file: FileId, text: &'t str) -> Self {
        Self {
            file,
            text,
            root: Table::new(Span::new(file, 0, 0), Origin::Header),
            findings: Findings::default(),
            current: Some(Vec::new()),
            header: None,
            keys: Keys::default(),
            frames: Vec::new(),
        }
    }

    pub(super) fn finish(self) -> (Table, Findings) {
        (self.root, self.findings)
    }

    fn span(&self, span: toml_parser::Span) -> Span {
        Span::new(self.file, span.start(), span.end())
    }

    fn raw(&self, span: toml_parser::Span, encoding: Option<Encoding>) -> Raw<'t> {
        let text = self.text.get(span.start()..span.end()).unwrap_or_default();
        Raw::new_unchecked(text, encoding, span)
    }

    /// How deep a value that begins now would stand.
    fn depth(&self) -> usize {
        match self.frames.last() {
            Some(Frame::Array { depth, .. }) => depth + 1,
            Some(Frame::Inline { depth, keys, .. }) => depth + keys.path.len(),
            Some(Frame::Skipped(_)) => MAX_DEPTH,
            None => self.current.as_ref().map_or(0, Vec::len) + self.keys.path.len(),
        }
    }

    fn skips(&self) -> bool {
        matches!(self.frames.last(), Some(Frame::Skipped(_)))
    }

    /// Opens a bracket if it may stand here; otherwise it is skipped.
    fn open(&mut self, bracket: Bracket, span: Span) -> bool {
        let depth = self.depth();
        if depth >= MAX_DEPTH {
            if !self.skips() {
                self.findings.push(|| nested_too_deeply(span));
                self.frames.push(Frame::Skipped(bracket));
            }
            return false;
        }
        self.frames.push(match bracket {
            Bracket::Square => Frame::Array { span, depth, values: Vec::new() },
            Bracket::Curly => {
                Frame::Inline { depth, table: Table::new(span, Origin::Inline), keys: Keys::default() }
            }
        });
        true
    }

    /// Closes the innermost bracket if it is of this kind.
    fn close(&mut self, bracket: Bracket, end: Span) {
        let value = match (self.frames.pop(), bracket) {
            (Some(Frame::Array { span, values, .. }), Bracket::Square) => {
                Value { kind: Kind::Array(values), span: span.to(end) }
            }
            (Some(Frame::Inline { mut table, .. }), Bracket::Curly) => {
                let span = table.span().to(end);
                table.set_span(span);
                Value { kind: Kind::Table(table), span }
            }
            (Some(Frame::Skipped(opened)), _) if opened == bracket => {
                self.keys().take();
                return;
            }
            (unfitting, _) => return self.frames.extend(unfitting),
        };
        self.take(value);
    }

    /// The dotted key that is being read.
    fn keys(&mut self) -> &mut Keys {
        match self.frames.last_mut() {
            Some(Frame::Inline { keys, .. }) => keys,
            _ => &mut self.keys,
        }
    }

    /// Puts a complete value where it belongs.
    fn take(&mut self, value: Value) {
        match self.frames.last_mut() {
            Some(Frame::Array { values, .. }) => values.push(value),
            Some(Frame::Inline { table, keys, depth, .. }) => {
                insert(table, keys.take(), value, *depth, &mut self.findings);
            }
            Some(Frame::Skipped(_)) => {}
            None => {
                let keys = self.keys.take();
                let Some(current) = &self.current else { return };
                if let Some(table) = table_at(&mut self.root, current) {
                    insert(table, keys, value, current.len(), &mut self.findings);
                }
            }
        }
    }

    fn open_header(&mut self, span: toml_parser::Span) {
        // A bracket that is still open was reported as such.
        self.frames.clear();
        self.keys.take();
        self.current = None;
        self.header = Some(self.span(span));
    }

    fn close_header(&mut self, end: toml_parser::Span, array: bool) {
        let Some(start) = self.header.take() else { return };
        let span = start.to(self.span(end));
        self.current = open(&mut self.root, self.keys.take(), span, array, &mut self.findings);
    }

    fn date(&mut self, text: &str, span: Span) -> Kind {
        if text.parse::<toml_datetime::Datetime>().is_err() {
            self.findings.push(|| {
                Diagnostic::error("toml", span, "this is no date of the calendar")
                    .label("expected a date such as `2020-11-25`")
            });
        }
        Kind::Date(text.to_owned())
    }
}

impl EventReceiver for TreeBuilder<'_> {
    fn std_table_open(&mut self, span: toml_parser::Span, _: &mut dyn ErrorSink) {
        self.open_header(span);
    }

    fn std_table_close(&mut self, span: toml_parser::Span, _: &mut dyn ErrorSink) {
        self.close_header(span, false);
    }

    fn array_table_open(&mut self, span: toml_parser::Span, _: &mut dyn ErrorSink) {
        self.open_header(span);
    }

    fn array_table_close(&mut self, span: toml_parser::Span, _: &mut dyn ErrorSink) {
        self.close_header(span, true);
    }

    fn inline_table_open(&mut self, span: toml_parser::Span, _: &mut dyn ErrorSink) -> bool {
        self.open(Bracket::Curly, self.span(span))
    }

    fn inline_table_close(&mut self, span: toml_parser::Span, _: &mut dyn ErrorSink) {
        self.close(Bracket::Curly, self.span(span));
    }

    fn array_open(&mut self, span: toml_parser::Span, _: &mut dyn ErrorSink) -> bool {
        self.open(Bracket::Square, self.span(span))
    }

    fn array_close(&mut self, span: toml_parser::Span, _: &mut dyn ErrorSink) {
        self.close(Bracket::Square, self.span(span));
    }

    fn simple_key(&mut self, span: toml_parser::Span, encoding: Option<Encoding>, error: &mut dyn ErrorSink) {
        let mut text = Cow::Borrowed("");
        self.raw(span, encoding).decode_key(&mut text, error);
        let key = Key { text: text.into_owned(), span: self.span(span) };
        self.keys().push(key);
    }

    fn key_sep(&mut self, _: toml_parser::Span, _: &mut dyn ErrorSink) {
        self.keys().continues = true;
    }

    fn scalar(&mut self, span: toml_parser::Span, encoding: Option<Encoding>, error: &mut dyn ErrorSink) {
        if self.skips() {
            return;
        }
        let raw = self.raw(span, encoding);
        let mut pieces = Pieces::new(self.file, self.text);
        let place = self.span(span);
        let kind = match raw.decode_scalar(&mut pieces, error) {
            ScalarKind::String => Kind::Text(pieces.text.finish()),
            ScalarKind::Boolean(value) => Kind::Boolean(value),
            ScalarKind::DateTime => self.date(raw.as_str(), place),
            ScalarKind::Float => Kind::Number(number(raw.as_str(), false)),
            ScalarKind::Integer(_) => Kind::Number(number(raw.as_str(), true)),
        };
        self.take(Value { kind, span: place });
    }

    /// Inside an inline table the engine skips a bracket without a key.
    fn error(&mut self, span: toml_parser::Span, _: &mut dyn ErrorSink) {
        if let Some(Frame::Inline { .. }) = self.frames.last() {
            match self.raw(span, None).as_str() {
                "[" => self.frames.push(Frame::Skipped(Bracket::Square)),
                "{" => self.frames.push(Frame::Skipped(Bracket::Curly)),
                _ => {}
            }
        }
    }
}

fn number(raw: &str, integer: bool) -> Number {
    Number { text: raw.chars().filter(|character| *character != '_').collect(), integer }
}

/// Receives decoded pieces and finds the place of those that are parts of the source.
struct Pieces<'t> {
    source: &'t str,
    text: TextBuilder,
}

impl<'t> Pieces<'t> {
    fn new(file: FileId, source: &'t str) -> Self {
        Self { source, text: TextBuilder::new(file) }
    }
}

impl<'t> StringBuilder<'t> for Pieces<'t> {
    fn clear(&mut self) {
        self.text.clear();
    }

    fn push_str(&mut self, piece: &'t str) -> bool {
        let place = piece.as_ptr().addr().checked_sub(self.source.as_ptr().addr());
        match place.filter(|place| place + piece.len() <= self.source.len()) {
            Some(place) => self.text.copied(place, piece),
            // Not a part of the source, such as the `true` put for a misspelt one.
            None => piece.chars().for_each(|character| self.text.escaped(character)),
        }
        true
    }

    fn push_char(&mut self, character: char) -> bool {
        self.text.escaped(character);
        true
    }
}
