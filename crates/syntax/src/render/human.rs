//! Diagnostics in the look of rustc.
//!
//! The renderer underneath measures every character of the text that it is
//! given and expects spans between characters of that text. So it is given no
//! more than the lines that a diagnostic points at, with all spans clipped to
//! them: a finding in a huge file costs what one in a small file costs.

use std::ops::Range;

use annotate_snippets::renderer::Renderer;
use annotate_snippets::{
    Annotation, AnnotationKind, Element, Group, Level, Origin, Snippet, normalize_untrusted_str,
};

use super::in_order;
use crate::diagnostic::{Diagnostic, Label, Severity};
use crate::span::{FileId, SourceFile, Sources};

/// How diagnostics are set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// Whether with ANSI colours.
    pub color: bool,
    /// The width of the terminal in columns; longer lines of source are cut.
    pub width: usize,
}

/// All diagnostics by file, place and severity, with an empty line between them.
///
/// # Panics
///
/// If a span names a file that is not in `sources`.
#[must_use]
pub fn human(diagnostics: &[Diagnostic], sources: &Sources, style: Style) -> String {
    let renderer = if style.color { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.term_width(style.width);
    let mut out = String::new();
    for diagnostic in in_order(diagnostics) {
        if !out.is_empty() {
            out.push('\n');
        }
        out.push_str(&renderer.render(&[report(diagnostic, sources)]));
        out.push('\n');
    }
    out
}

fn report<'a>(diagnostic: &'a Diagnostic, sources: &'a Sources) -> Group<'a> {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let mut group = Group::with_title(level.primary_title(plain(&diagnostic.message)).id(diagnostic.code));
    for (file, marks) in by_file(diagnostic) {
        group = group.elements(excerpts(sources.get(file), &marks));
    }
    for note in &diagnostic.notes {
        group = group.element(Level::NOTE.message(plain(note)));
    }
    for help in &diagnostic.help {
        group = group.element(Level::HELP.message(plain(help)));
    }
    match &diagnostic.fix {
        Some(fix) if diagnostic.help.is_empty() => {
            let text = match fix.replacement.as_str() {
                "" => "remove it".to_owned(),
                replacement => format!("write `{}`", plain(replacement)),
            };
            group.element(Level::HELP.message(text))
        }
        _ => group,
    }
}

/// A label and its role.
type Mark<'a> = (AnnotationKind, &'a Label);

/// The labels by file, that of the primary label first.
fn by_file(diagnostic: &Diagnostic) -> Vec<(FileId, Vec<Mark<'_>>)> {
    let primary = diagnostic.primary.iter().map(|label| (AnnotationKind::Primary, label));
    let related = diagnostic.related.iter().map(|label| (AnnotationKind::Context, label));
    let mut files: Vec<(FileId, Vec<Mark<'_>>)> = Vec::new();
    for mark in primary.chain(related) {
        let file = mark.1.span.file;
        match files.iter_mut().find(|(known, _)| *known == file) {
            Some((_, marks)) => marks.push(mark),
            None => files.push((file, vec![mark])),
        }
    }
    files
}

/// Lines up to this many bytes together are shown; the renderer walks over all
/// of them.
const MAX_EXCERPT: usize = 1 << 16;

/// One excerpt for all marks of a file, or one for each if they are far apart.
fn excerpts<'a>(source: &'a SourceFile, marks: &[Mark<'a>]) -> Vec<Element<'a>> {
    let places: Vec<Range<usize>> = marks.iter().map(|(_, label)| clipped(source, label)).collect();
    let start = places.iter().map(|place| place.start).min().unwrap_or_default();
    let end = places.iter().map(|place| place.end).max().unwrap_or_default();
    let lines = source.whole_lines(start..end);
    if lines.len() <= MAX_EXCERPT {
        let annotations = marks.iter().zip(places).map(|(mark, place)| annotation(*mark, place, lines.start));
        return vec![excerpt(source, lines.clone()).annotations(annotations).into()];
    }
    marks.iter().zip(places).flat_map(|(mark, place)| alone(source, *mark, place)).collect()
}

/// The excerpt for one mark, or no more than its place if the lines are too long.
fn alone<'a>(source: &'a SourceFile, mark: Mark<'a>, place: Range<usize>) -> Vec<Element<'a>> {
    let first = source.whole_lines(place.start..place.start);
    let lines = source.whole_lines(place.clone());
    let lines = if lines.len() <= MAX_EXCERPT { lines } else { first.clone() };
    if lines.len() <= MAX_EXCERPT {
        let shown = place.start..place.end.min(lines.end);
        return vec![excerpt(source, lines.clone()).annotation(annotation(mark, shown, lines.start)).into()];
    }
    let before = source.text().get(first.start..place.start).unwrap_or_default();
    let origin = Origin::path(plain(source.name()))
        .line(line(source, place.start))
        .char_column(before.chars().count() + 1);
    let label = if mark.1.text.is_empty() { "here" } else { &mark.1.text };
    let message = Level::NOTE.message(format!("{}, in a line too long to show", plain(label)));
    vec![origin.into(), message.into()]
}

/// The number of the line that holds a byte, from one.
fn line(source: &SourceFile, offset: usize) -> usize {
    source.line_column(u32::try_from(offset).unwrap_or(u32::MAX)).0 + 1
}

fn excerpt(source: &SourceFile, range: Range<usize>) -> Snippet<'_, Annotation<'_>> {
    let first = line(source, range.start);
    Snippet::source(source.text().get(range).unwrap_or_default()).line_start(first).path(plain(source.name()))
}

fn annotation<'a>((kind, label): Mark<'a>, place: Range<usize>, from: usize) -> Annotation<'a> {
    let annotation = kind.span(place.start.saturating_sub(from)..place.end.saturating_sub(from));
    if label.text.is_empty() { annotation } else { annotation.label(plain(&label.text)) }
}

/// Text without what a terminal would obey.
fn plain(text: &str) -> String {
    normalize_untrusted_str(text)
}

/// The span of a label within the text and between characters.
fn clipped(source: &SourceFile, label: &Label) -> Range<usize> {
    let text = source.text();
    let start = text.floor_char_boundary((label.span.start as usize).min(text.len()));
    let end = text.ceil_char_boundary((label.span.end as usize).min(text.len()));
    start..end.max(start)
}
