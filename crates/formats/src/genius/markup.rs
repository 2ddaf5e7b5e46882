//! XML as GENIUS files have it: elements and attributes with their places.
//!
//! Real files are not always well-formed, and GENIUS reads them all the same.
//! What can be read in one way only is read with a warning: an XML declaration
//! that is not at the start, a bare `&`, a reference to nothing,
//! attributes without a space between. Entities are never declared and never
//! expanded: a document type ends the reading at its place. Text between
//! elements means nothing in these files.

use std::borrow::Cow;

use detente_syntax::diagnostic::Diagnostic;
use detente_syntax::span::{FileId, Span};
use quick_xml::errors::{Error, IllFormedError};
use quick_xml::events::Event;
use quick_xml::reader::Reader;

use crate::codes;
use crate::notes::Notes;

/// Most elements in each other.
const DEEPEST: usize = 100;

/// Most attributes of an element.
const MOST_ATTRIBUTES: usize = 100;

/// Most elements of a file.
const MOST_ELEMENTS: usize = 2_000_000;

/// The elements of a file.
#[derive(Clone, Debug)]
pub(crate) struct Document<'a> {
    /// In order of their start tags; the first is the root.
    elements: Vec<Element<'a>>,
}

/// An element.
#[derive(Clone, Debug)]
pub(crate) struct Element<'a> {
    /// Name.
    pub(crate) name: &'a str,
    /// Its start tag.
    pub(crate) span: Span,
    attributes: Vec<Attribute<'a>>,
    children: Vec<usize>,
}

/// The value of an attribute.
#[derive(Clone, Debug)]
pub(crate) struct Attribute<'a> {
    name: &'a str,
    /// Its value, character references resolved.
    pub(crate) value: Cow<'a, str>,
    /// Where the value stands.
    pub(crate) span: Span,
}

impl<'a> Document<'a> {
    /// The outermost element.
    pub(crate) fn root(&self) -> Option<&Element<'a>> {
        self.elements.first()
    }

    /// Elements directly within another, in order.
    pub(crate) fn children<'d>(&'d self, of: &'d Element<'a>) -> impl Iterator<Item = &'d Element<'a>> {
        of.children.iter().filter_map(|&at| self.elements.get(at))
    }

    /// Elements of one name anywhere, in order.
    pub(crate) fn all<'d>(&'d self, name: &'d str) -> impl Iterator<Item = &'d Element<'a>> {
        self.elements.iter().filter(move |element| element.name == name)
    }

    /// Elements of one name directly within another, in order.
    pub(crate) fn named<'d>(
        &'d self,
        of: &'d Element<'a>,
        name: &'d str,
    ) -> impl Iterator<Item = &'d Element<'a>> {
        self.children(of).filter(move |child| child.name == name)
    }
}

impl<'a> Element<'a> {
    /// The attribute of a name; of several, the last.
    pub(crate) fn attribute(&self, name: &str) -> Option<&Attribute<'a>> {
        self.attributes.iter().rev().find(|attribute| attribute.name == name)
    }
}

/// The name of the outermost element, without reading further; `None` where
/// the text does not begin as XML does.
pub(crate) fn root_name(text: &str) -> Option<&str> {
    let mut rest = text;
    loop {
        rest =
            rest.trim_start_matches(|character: char| character.is_whitespace() || character == '\u{feff}');
        let after = rest.strip_prefix('<')?;
        let end = if after.starts_with("!--") {
            "-->"
        } else if after.starts_with('?') {
            "?>"
        } else if let Some(document_type) = after.strip_prefix("!DOCTYPE") {
            // What it declares is not looked at; it may name another root than the file has.
            let mut depth = 0_usize;
            let ends = |sign: char| {
                match sign {
                    '[' => depth += 1,
                    ']' => depth = depth.saturating_sub(1),
                    _ => {}
                }
                sign == '>' && depth == 0
            };
            match document_type.find(ends) {
                Some(end) => {
                    rest = &document_type[end + 1..];
                    continue;
                }
                None => return Some(name_at(document_type.trim_start())),
            }
        } else {
            return Some(name_at(after));
        };
        rest = &after[after.find(end)? + end.len()..];
    }
}

/// The name at the start of a tag's inside.
fn name_at(tag: &str) -> &str {
    let end = tag.find(|character: char| character.is_whitespace() || "/>\"'=".contains(character));
    &tag[..end.unwrap_or(tag.len())]
}

/// The elements of a text; `None` after saying why there are none.
pub(crate) fn parse<'a>(
    file: FileId,
    text: &'a str,
    notes: &mut Notes,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Document<'a>> {
    let mut builder =
        Builder { file, text, notes, document: Document { elements: Vec::new() }, open: Vec::new() };
    match builder.read() {
        Ok(()) if builder.document.elements.is_empty() => {
            let end = Span::new(file, text.len(), text.len());
            diagnostics.push(Diagnostic::error(codes::XML_SYNTAX, end, "the file holds no element"));
            None
        }
        Ok(()) => Some(builder.document),
        Err(diagnostic) => {
            diagnostics.push(*diagnostic);
            None
        }
    }
}

struct Builder<'a, 'n> {
    file: FileId,
    text: &'a str,
    notes: &'n mut Notes,
    document: Document<'a>,
    /// Elements whose end has not come.
    open: Vec<usize>,
}

type Failure = Box<Diagnostic>;

impl<'a> Builder<'a, '_> {
    fn read(&mut self) -> Result<(), Failure> {
        let mut reader = Reader::from_str(self.text);
        reader.config_mut().allow_dangling_amp = true;
        loop {
            let start = position(reader.buffer_position());
            let event = reader.read_event();
            let end = position(reader.buffer_position());
            match event {
                Ok(Event::Start(_)) => self.element(start, end, false)?,
                Ok(Event::Empty(_)) => self.element(start, end, true)?,
                Ok(Event::End(_)) => {
                    self.open.pop();
                }
                Ok(Event::DocType(_)) => return Err(self.document_type(start, end)),
                Ok(Event::Decl(_)) => self.declaration(start, end),
                Ok(Event::Eof) => break,
                Ok(Event::GeneralRef(_)) => {
                    let name = self.text.get(start..end).unwrap_or_default();
                    let name = name.strip_prefix('&').unwrap_or(name);
                    if let Err(why) = referred(name.strip_suffix(';').unwrap_or(name)) {
                        self.no_reference(why, name, start);
                    }
                }
                Ok(Event::Text(_) | Event::CData(_) | Event::Comment(_) | Event::PI(_)) => {}
                Err(error) => return Err(self.syntax(&error, position(reader.error_position()))),
            }
        }
        match self.open.last().and_then(|&at| self.document.elements.get(at)) {
            None => Ok(()),
            Some(unclosed) => Err(self.unclosed(unclosed)),
        }
    }

    fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.file, start, end)
    }

    fn element(&mut self, start: usize, end: usize, empty: bool) -> Result<(), Failure> {
        let inside = self.text.get(start..end).unwrap_or_default();
        let inside = inside.strip_prefix('<').unwrap_or(inside);
        let inside = inside.strip_suffix('>').unwrap_or(inside);
        let inside = if empty { inside.strip_suffix('/').unwrap_or(inside) } else { inside };
        let span = self.span(start, end);
        let name = name_at(inside);
        let attributes = self.attributes(inside, name.len(), start + 1)?;
        let at = self.document.elements.len();
        let too_large =
            |message: String| Err(Box::new(Diagnostic::error(codes::XML_TOO_LARGE, span, message)));
        if at >= MOST_ELEMENTS {
            return too_large(format!("the file holds more than {MOST_ELEMENTS} elements"));
        }
        if self.open.len() >= DEEPEST {
            return too_large(format!("elements stand in each other more than {DEEPEST} deep"));
        }
        self.document.elements.push(Element { name, span, attributes, children: Vec::new() });
        if let Some(parent) = self.open.last().and_then(|&parent| self.document.elements.get_mut(parent)) {
            parent.children.push(at);
        }
        if !empty {
            self.open.push(at);
        }
        Ok(())
    }

    /// The attributes in the inside of a tag, after its name; `offset` is where
    /// the inside begins in the file.
    fn attributes(
        &mut self,
        inside: &'a str,
        after_name: usize,
        offset: usize,
    ) -> Result<Vec<Attribute<'a>>, Failure> {
        let mut attributes: Vec<Attribute<'a>> = Vec::new();
        let mut at = after_name;
        loop {
            let rest = inside.get(at..).unwrap_or_default();
            let trimmed = rest.trim_start();
            if trimmed.is_empty() {
                return Ok(attributes);
            }
            let begins = at + rest.len() - trimmed.len();
            if trimmed.len() == rest.len() && !attributes.is_empty() {
                let place = self.span(offset + begins, offset + begins);
                self.notes.add(codes::XML_LENIENT, "space", place, || {
                    "no space stands between two attributes".to_owned()
                });
            }
            if attributes.len() >= MOST_ATTRIBUTES {
                let place = self.span(offset + begins, offset + begins);
                let message = format!("a tag has more than {MOST_ATTRIBUTES} attributes");
                return Err(Box::new(Diagnostic::error(codes::XML_TOO_LARGE, place, message)));
            }
            let name = name_at(trimmed);
            let value = trimmed.get(name.len()..).unwrap_or_default().trim_start().strip_prefix('=');
            let quoted = value.map(str::trim_start);
            let quote =
                quoted.and_then(|text| text.chars().next()).filter(|first| matches!(first, '"' | '\''));
            let (Some(quoted), Some(quote), false) = (quoted, quote, name.is_empty()) else {
                let place = self.span(offset + begins, offset + begins + name.len().max(1));
                let message = "an attribute is a name, `=`, and a value in quotes";
                return Err(Box::new(Diagnostic::error(codes::XML_SYNTAX, place, message)));
            };
            let value_at = inside.len() - quoted.len() + 1;
            let length = quoted.get(1..).and_then(|text| text.find(quote)).unwrap_or(quoted.len() - 1);
            let raw = inside.get(value_at..value_at + length).unwrap_or_default();
            let span = self.span(offset + value_at, offset + value_at + length);
            let value = self.resolved(raw, offset + value_at);
            if attributes.iter().any(|attribute| attribute.name == name) {
                self.notes.add(codes::XML_LENIENT, "repeated", span, || {
                    format!("the attribute `{name}` stands twice in one tag; the last counts")
                });
            }
            attributes.push(Attribute { name, value, span });
            at = value_at + length + 1;
        }
    }

    /// A value with its character references resolved. What refers to nothing
    /// stays as it stands, with a warning.
    fn resolved(&mut self, raw: &'a str, offset: usize) -> Cow<'a, str> {
        if !raw.contains('&') {
            return Cow::Borrowed(raw);
        }
        let mut out = String::with_capacity(raw.len());
        let mut rest = raw;
        while let Some(at) = rest.find('&') {
            out.push_str(&rest[..at]);
            let after = &rest[at + 1..];
            let end = after.bytes().take(LONGEST_REFERENCE).position(|byte| byte == b';');
            let name = end.map_or("", |end| &after[..end]);
            match referred(name) {
                Ok(character) => {
                    out.push(character);
                    rest = &after[name.len() + 1..];
                }
                Err(why) => {
                    self.no_reference(why, name, offset + raw.len() - rest.len() + at);
                    out.push('&');
                    rest = after;
                }
            }
        }
        out.push_str(rest);
        Cow::Owned(out)
    }

    /// Says that the `&` at a place does not begin a reference to a character.
    fn no_reference(&mut self, why: NoReference, name: &str, at: usize) {
        let length = if why == NoReference::Bare { 1 } else { name.len() + 2 };
        let span = self.span(at, (at + length).min(self.text.len()));
        let kind = match why {
            NoReference::Bare => "ampersand",
            NoReference::Undefined => "entity",
            NoReference::NoCharacter => "character",
        };
        self.notes.add(codes::XML_LENIENT, kind, span, || match why {
            NoReference::Bare => "a bare `&` is read as itself".to_owned(),
            NoReference::Undefined => {
                format!("the entity `&{name};` is not defined; it is read as it stands")
            }
            NoReference::NoCharacter => {
                format!("`&{name};` is no character that XML allows; it is read as it stands")
            }
        });
    }

    fn declaration(&mut self, start: usize, end: usize) {
        // A byte-order mark is not in the text.
        if start > 0 {
            let span = self.span(start, end);
            self.notes.add(codes::XML_LENIENT, "declaration", span, || {
                "the XML declaration is not at the start of the file".to_owned()
            });
        }
    }

    fn document_type(&self, start: usize, end: usize) -> Failure {
        // Its start is enough: it may be the whole file.
        let line = self.text.get(start..end).and_then(|text| text.lines().next()).map_or(0, str::len);
        Box::new(
            Diagnostic::error(
                codes::XML_DOCTYPE,
                self.span(start, start + line),
                "document types and the entities that they declare are not read",
            )
            .note("files of GENIUS have none; entities can make a small file huge or name other files")
            .help("remove the declaration"),
        )
    }

    fn unclosed(&self, element: &Element<'_>) -> Failure {
        let end = self.span(self.text.len(), self.text.len());
        Box::new(
            Diagnostic::error(codes::XML_SYNTAX, end, format!("the file ends within `<{}>`", element.name))
                .label("the file ends here")
                .related(element.span, "this is not closed")
                .help("the file is cut off, or an end tag is missing"),
        )
    }

    fn syntax(&self, error: &Error, at: usize) -> Failure {
        let at = at.min(self.text.len());
        let open = self.open.last().and_then(|&open| self.document.elements.get(open));
        if let (Error::IllFormed(IllFormedError::MissingEndTag(_)), Some(open)) = (error, open) {
            return self.unclosed(open);
        }
        let message = match error {
            Error::Syntax(error) => error.to_string(),
            Error::IllFormed(error) => error.to_string(),
            other => other.to_string(),
        };
        // A place within a character is none.
        let start = (0..=at).rev().find(|&at| self.text.is_char_boundary(at)).unwrap_or(0);
        let mut diagnostic = Diagnostic::error(
            codes::XML_SYNTAX,
            self.span(start, start),
            format!("this is not well-formed XML: {message}"),
        );
        if let Some(open) = open {
            diagnostic = diagnostic.related(open.span, "this is open here");
        }
        Box::new(diagnostic)
    }
}

/// Most bytes after `&`, with the `;`.
const LONGEST_REFERENCE: usize = 40;

/// Why what follows `&` refers to no character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum NoReference {
    /// It is no reference at all.
    Bare,
    /// An entity that XML does not define.
    Undefined,
    /// A number that is no character, or one that XML does not allow.
    NoCharacter,
}

/// The character that the text between `&` and `;` names; only those that XML
/// itself defines.
fn referred(name: &str) -> Result<char, NoReference> {
    let numbered = |number: Option<u32>| {
        number
            .and_then(char::from_u32)
            .filter(|character| is_allowed(*character))
            .ok_or(NoReference::NoCharacter)
    };
    match name {
        "amp" => Ok('&'),
        "lt" => Ok('<'),
        "gt" => Ok('>'),
        "quot" => Ok('"'),
        "apos" => Ok('\''),
        _ => match name.strip_prefix('#') {
            Some(code) => numbered(match code.strip_prefix('x') {
                Some(digits) => u32::from_str_radix(digits, 16).ok(),
                None => code.parse().ok(),
            }),
            None if name.starts_with(|first: char| first.is_alphabetic() || first == '_')
                && name.chars().all(|each| each.is_alphanumeric() || "_-.:".contains(each)) =>
            {
                Err(NoReference::Undefined)
            }
            None => Err(NoReference::Bare),
        },
    }
}

/// Whether XML 1.0 lets a character stand in a text.
fn is_allowed(character: char) -> bool {
    matches!(character, '\t' | '\n' | '\r' | ' '..) && !matches!(character, '\u{FFFE}' | '\u{FFFF}')
}

fn position(at: u64) -> usize {
    usize::try_from(at).unwrap_or(usize::MAX)
}
