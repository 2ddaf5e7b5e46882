//! XML as workbooks have it: names without prefixes, text with its references
//! resolved. Nothing but the five predefined entities is known, so nothing can
//! expand, and document types are refused.

use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};

use super::archive::Fault;

/// One step through a part.
#[derive(Debug)]
pub(crate) enum Step<'a> {
    Open(Element<'a>),
    /// The name without its prefix.
    Close(String),
    Text(String),
    End,
}

/// A start tag.
#[derive(Debug)]
pub(crate) struct Element<'a> {
    /// The name without its prefix.
    pub(crate) name: String,
    start: BytesStart<'a>,
}

impl Element<'_> {
    /// The attribute of a name without prefix.
    pub(crate) fn attribute(&self, name: &str) -> Option<String> {
        let found = self.start.attributes().flatten().find(|each| local(each.key.as_ref()) == name)?;
        found.normalized_value(XmlVersion::Implicit1_0).ok().map(|value| value.into_owned())
    }

    /// The attribute as a number.
    pub(crate) fn number(&self, name: &str) -> Option<u32> {
        self.attribute(name)?.trim().parse().ok()
    }
}

/// Reads one part.
pub(crate) struct Xml<'a> {
    reader: Reader<&'a [u8]>,
    part: &'a str,
    text: &'a str,
    /// The end of an element that was empty.
    pending: Option<String>,
}

impl<'a> Xml<'a> {
    pub(crate) fn new(part: &'a str, text: &'a str) -> Self {
        let mut reader = Reader::from_str(text);
        reader.config_mut().check_comments = false;
        Self { reader, part, text, pending: None }
    }

    pub(crate) fn step(&mut self) -> Result<Step<'a>, Fault> {
        if let Some(name) = self.pending.take() {
            return Ok(Step::Close(name));
        }
        loop {
            let event = self
                .reader
                .read_event()
                .map_err(|error| self.fault_at(self.reader.error_position(), &error.to_string()))?;
            return Ok(match event {
                Event::Start(start) => Step::Open(element(start)),
                Event::Empty(start) => {
                    let element = element(start);
                    self.pending = Some(element.name.clone());
                    Step::Open(element)
                }
                Event::End(end) => Step::Close(local(end.name().as_ref()).to_owned()),
                Event::Text(text) => Step::Text(text.xml10_content().into_owned()),
                Event::CData(text) => Step::Text(text.xml10_content().into_owned()),
                Event::GeneralRef(reference) => Step::Text(self.resolved(&reference)?),
                Event::DocType(_) => return Err(self.fault("it has a document type")),
                Event::Eof => Step::End,
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) => continue,
            });
        }
    }

    fn resolved(&self, reference: &quick_xml::events::BytesRef<'_>) -> Result<String, Fault> {
        match reference.resolve_char_ref() {
            Ok(Some(character)) => return Ok(character.to_string()),
            Err(error) => return Err(self.fault(&error.to_string())),
            Ok(None) => {}
        }
        let name = reference.xml10_content();
        let character = match name.as_ref() {
            "amp" => "&",
            "lt" => "<",
            "gt" => ">",
            "quot" => "\"",
            "apos" => "'",
            other => return Err(self.fault(&format!("it has the entity &{};", crate::table::shown(other)))),
        };
        Ok(character.to_owned())
    }

    pub(crate) fn fault(&self, why: &str) -> Fault {
        self.fault_at(self.reader.buffer_position(), why)
    }

    /// A fault at a position in bytes.
    fn fault_at(&self, position: u64, why: &str) -> Fault {
        let before = usize::try_from(position).ok().and_then(|end| self.text.get(..end)).unwrap_or(self.text);
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        Fault {
            note: Some(format!("in {}, line {line}, column {column}", self.part)),
            ..Fault::new(format!("the part {} is not well-formed: {why}", self.part))
        }
    }

    /// All text up to the end of the element that was just opened.
    pub(crate) fn text(&mut self, name: &str, skipped: &[&str]) -> Result<String, Fault> {
        let mut out = String::new();
        let mut depth = 1_usize;
        loop {
            match self.step()? {
                Step::Open(element) if skipped.contains(&element.name.as_str()) => {
                    self.skip(&element.name)?
                }
                Step::Open(element) => depth += usize::from(element.name == name),
                Step::Close(closed) => {
                    depth -= usize::from(closed == name);
                    if depth == 0 {
                        return Ok(out);
                    }
                }
                Step::Text(text) => out.push_str(&text),
                Step::End => return Err(self.fault("it ends too early")),
            }
        }
    }

    /// Passes over the element that was just opened.
    pub(crate) fn skip(&mut self, name: &str) -> Result<(), Fault> {
        let mut depth = 1_usize;
        while depth > 0 {
            match self.step()? {
                Step::Open(element) => depth += usize::from(element.name == name),
                Step::Close(closed) => depth -= usize::from(closed == name),
                Step::Text(_) => {}
                Step::End => return Err(self.fault("it ends too early")),
            }
        }
        Ok(())
    }
}

fn element(start: BytesStart<'_>) -> Element<'_> {
    Element { name: local(start.name().as_ref()).to_owned(), start }
}

/// A name without its prefix.
fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}
