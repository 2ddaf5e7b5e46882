//! From the text of an instrument to the instrument, or to everything that is
//! wrong with it.

use detente_syntax::diagnostic::Diagnostic;
use detente_syntax::reader;
use detente_syntax::span::{Sources, Span};
use detente_syntax::tables::findings::Findings;
use detente_syntax::value::{Kind, Table};

use crate::check;
use crate::codes;
use crate::model::Instrument;
use crate::read;

/// The version of the instrument language that this crate reads.
pub const LANGUAGE: &str = "1";

/// An instrument, if it could be read, and what is to be said of it.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// The instrument; `None` when there is any error.
    pub instrument: Option<Instrument>,
    /// Errors and warnings in order of place.
    pub diagnostics: Vec<Diagnostic>,
    /// The text that the diagnostics point into.
    pub sources: Sources,
}

/// Loads an instrument from the bytes of its file, which diagnostics call `name`.
#[must_use]
pub fn load(name: &str, bytes: Vec<u8>) -> Loaded {
    let findings = Findings::new();
    let mut sources = Sources::new();
    let instrument = read_bytes(&findings, &mut sources, name, bytes);
    let instrument = instrument.filter(|_| !findings.has_errors());
    Loaded { instrument, diagnostics: findings.finish(), sources }
}

/// What is said where there is no file `name`.
#[must_use]
pub fn missing(name: &str) -> Diagnostic {
    Diagnostic::error_anywhere(codes::NO_INSTRUMENT, format!("there is no instrument here: no file {name}"))
        .help("name an instrument file, or a folder that holds an `instrument.toml`")
}

fn read_bytes(findings: &Findings, sources: &mut Sources, name: &str, bytes: Vec<u8>) -> Option<Instrument> {
    if let Some(diagnostic) = reader::too_large(name, bytes.len() as u64) {
        findings.extend([diagnostic]);
        return None;
    }
    let text = match reader::decode(name, bytes) {
        Ok(text) => text,
        Err(diagnostic) => {
            findings.extend([*diagnostic]);
            return None;
        }
    };
    let file = sources.add(name, text);
    let (root, errors) = reader::read(file, sources.get(file).text());
    findings.extend(errors);
    if findings.has_errors() {
        return None;
    }
    language_version(findings, &root);
    let instrument = read::read(findings, &root);
    if !findings.has_errors() {
        check::check(findings, &instrument);
    }
    Some(instrument)
}

/// `detente = 1` must stand at the head.
fn language_version(findings: &Findings, root: &Table) {
    match root.get_key_value("detente") {
        None => findings.error(|| {
            let start = Span { end: root.span().start, ..root.span() };
            Diagnostic::error(
                codes::LANGUAGE_VERSION,
                start,
                "the file does not say which version of the language it is in",
            )
            .help(format!("begin it with `detente = {LANGUAGE}`"))
        }),
        Some((_, value)) => {
            let known =
                matches!(&value.kind, Kind::Number(number) if number.integer && number.text == LANGUAGE);
            if !known {
                findings.error(|| {
                    Diagnostic::error(
                        codes::LANGUAGE_VERSION,
                        value.span,
                        "this version of the language is not known",
                    )
                    .label(format!("this program reads version {LANGUAGE}"))
                });
            }
        }
    }
}
