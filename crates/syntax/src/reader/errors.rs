//! The engine's errors in our words.

use toml_parser::{ErrorSink, Expected, ParseError};

use crate::diagnostic::Diagnostic;
use crate::span::{FileId, Span};

/// So many errors are told; a file with more is not a file of this language.
const MAX_ERRORS: usize = 100;

/// How far behind a word without quotation marks its string is looked for.
const MAX_UNQUOTED: usize = 400;

/// What the engine says of a word where a value should stand.
const UNQUOTED: &str = "string values must be quoted";

/// What it says of a backslash without an escape sequence.
const ESCAPE: &str = "missing escaped value";

/// The first diagnostics and the number of the others.
#[derive(Default)]
pub(super) struct Findings {
    found: Vec<Diagnostic>,
    left_out: usize,
}

impl Findings {
    /// Adds one; it is not even worded once there are enough.
    pub(super) fn push(&mut self, diagnostic: impl FnOnce() -> Diagnostic) {
        if self.found.len() < MAX_ERRORS {
            self.found.push(diagnostic());
        } else {
            self.left_out += 1;
        }
    }

    /// Counts one that is not even worded, if there are enough already.
    fn counts_only(&mut self) -> bool {
        let full = self.found.len() >= MAX_ERRORS;
        self.left_out += usize::from(full);
        full
    }

    /// Drops what is placed behind `start` and gives the first of its places.
    fn drop_from(&mut self, start: Span) -> Option<Span> {
        let place = |diagnostic: &Diagnostic| diagnostic.primary.as_ref().map(|label| label.span);
        let first = self.found.iter().filter_map(place).filter(|place| *place > start).min();
        self.found.retain(|diagnostic| place(diagnostic).is_some_and(|place| place <= start));
        self.left_out = 0;
        first
    }

    /// Both collections in order of place, and a word on what is left out.
    pub(super) fn merge(mut self, other: Self) -> Vec<Diagnostic> {
        self.found.extend(other.found);
        self.found.sort_by_key(|diagnostic| diagnostic.primary.as_ref().map(|label| label.span));
        let left_out = self.left_out + other.left_out + self.found.len().saturating_sub(MAX_ERRORS);
        self.found.truncate(MAX_ERRORS);
        if left_out > 0 {
            let more = if left_out == 1 { "error is" } else { "errors are" };
            self.found.push(Diagnostic::error_anywhere("toml", format!("{left_out} more {more} not shown")));
        }
        self.found
    }
}

/// Turns errors into diagnostics as they are reported.
pub(super) struct Errors<'t> {
    file: FileId,
    text: &'t str,
    findings: Findings,
    /// Where the last string without quotation marks ended: what follows on
    /// its line is part of it to its author, and no error of its own.
    unquoted_to: Option<usize>,
    /// The first bracket that is open at the end of the text.
    unclosed: Option<toml_parser::Span>,
}

impl<'t> Errors<'t> {
    pub(super) fn new(file: FileId, text: &'t str) -> Self {
        Self { file, text, findings: Findings::default(), unquoted_to: None, unclosed: None }
    }

    /// What was found. A bracket that is never closed takes in the rest of the
    /// text; what was found there follows from it and is left out.
    pub(super) fn finish(mut self) -> Findings {
        let Some(bracket) = self.unclosed else { return self.findings };
        let (kind, closing) = if self.slice(bracket) == "[" { ("array", "]") } else { ("inline table", "}") };
        let opening = self.span(bracket);
        let mut diagnostic = Diagnostic::error("toml", opening, format!("this {kind} is never closed"))
            .label("opened here")
            .help(format!("close it with `{closing}`"));
        let follows = self.findings.drop_from(opening);
        if let Some(place) = follows.filter(|place| (place.end as usize) < self.text.trim_end().len()) {
            diagnostic = diagnostic.related(place, "what stands here does not fit into it");
        }
        self.findings.push(|| diagnostic);
        self.findings
    }

    fn slice(&self, span: toml_parser::Span) -> &'t str {
        self.text.get(span.start()..span.end()).unwrap_or_default()
    }

    fn span(&self, span: toml_parser::Span) -> Span {
        Span::new(self.file, span.start(), span.end())
    }

    fn translated(
        &self,
        error: &ParseError,
        place: toml_parser::Span,
        context: toml_parser::Span,
    ) -> Diagnostic {
        let mut diagnostic = Diagnostic::error("toml", self.span(place), error.description());
        if let Some(expected) = error.expected().filter(|expected| !expected.is_empty()) {
            diagnostic = diagnostic.label(format!("expected {}", alternatives(expected)));
        }
        if is_bracket(self.slice(context)) && context != place {
            diagnostic = diagnostic.related(self.span(context), "opened here");
        }
        diagnostic
    }

    /// A string without quotation marks: as far as its author meant it, up to
    /// what closes the value, a comment or the end of the line.
    fn unquoted(&mut self, word: toml_parser::Span) -> Diagnostic {
        let limit = self.text.floor_char_boundary(word.end() + MAX_UNQUOTED);
        let rest = self.text.get(word.end()..limit).unwrap_or_default();
        let rest = rest.lines().next().unwrap_or_default();
        let more = rest.split(" #").next().unwrap_or_default();
        let more = if more.trim_start().starts_with([',', ']', '}', '#']) { "" } else { more.trim_end() };
        let span = toml_parser::Span::new_unchecked(word.start(), word.end() + more.len());
        self.unquoted_to = (!more.is_empty()).then_some(span.end());
        let written = self.slice(span);
        let diagnostic = Diagnostic::error("toml", self.span(span), "a string needs quotation marks")
            .label("no number, date, boolean, array or table");
        if written.contains(['"', '\\', '\'']) || written.chars().any(char::is_control) {
            diagnostic.help("write it between quotation marks: `\"...\"`")
        } else {
            diagnostic.fix(self.span(span), format!("\"{written}\""))
        }
    }

    /// Whether an error says that a word is none of TOML's, where a value should stand.
    fn is_unquoted(&self, error: &ParseError, place: toml_parser::Span) -> bool {
        match error.expected() {
            _ if error.description() == UNQUOTED => true,
            // Words that begin like `true`, `false`, `inf` or `nan` are told to be those.
            Some([Expected::Literal(symbol)]) if symbol.bytes().all(|byte| byte.is_ascii_lowercase()) => {
                !self.slice(place).eq_ignore_ascii_case(symbol)
            }
            _ => false,
        }
    }
}

impl ErrorSink for Errors<'_> {
    fn report_error(&mut self, error: ParseError) {
        let context = error.context().unwrap_or_default();
        let place = error.unexpected().unwrap_or(context);
        if error.description().starts_with("unclosed") && is_bracket(self.slice(context)) {
            let first = self.unclosed.is_none_or(|known| context.start() < known.start());
            self.unclosed = if first { Some(context) } else { self.unclosed };
            return;
        }
        if self.unquoted_to.is_some_and(|end| place.start() <= end) || self.findings.counts_only() {
            return;
        }
        let diagnostic = if error.description() == ESCAPE {
            Diagnostic::error("toml", self.span(place), "there is no such escape sequence")
                .label("expected one of TOML's escapes behind `\\`")
                .help("write `\\\\` for `\\` itself, or a string in single quotation marks, which has no escapes")
        } else if !self.is_unquoted(&error, place) {
            self.translated(&error, place, context)
        } else if place.is_empty() {
            Diagnostic::error("toml", self.span(place), "a value is missing").label("expected a value")
        } else {
            self.unquoted(place)
        };
        self.findings.push(|| diagnostic);
    }
}

fn is_bracket(text: &str) -> bool {
    text == "[" || text == "{"
}

/// `a`, `b` or `c`.
fn alternatives(expected: &[Expected]) -> String {
    let words: Vec<String> = expected.iter().map(word).collect();
    match words.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} or {last}", rest.join(", ")),
        None => String::new(),
    }
}

fn word(expected: &Expected) -> String {
    match expected {
        Expected::Literal("\n") => "a new line".to_owned(),
        Expected::Literal("#") => "a comment".to_owned(),
        Expected::Literal(literal) => format!("`{literal}`"),
        Expected::Description(plural) if plural.ends_with('s') => (*plural).to_owned(),
        Expected::Description(one) => format!("a {one}"),
        _ => "something else".to_owned(),
    }
}
