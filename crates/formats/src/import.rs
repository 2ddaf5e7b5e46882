//! From another tool's files to the text of a case.

use detente_syntax::diagnostic::Diagnostic;
use detente_syntax::span::{FileId, Sources};

use crate::codes;
use crate::draft::Draft;
use crate::format::Format;
use crate::genius;
use crate::geniusweb;
use crate::gmcr;
use crate::negmas;
use crate::order;
use crate::sheet;
use crate::table;
use crate::text;

/// Longest file that is read, in bytes.
pub const MAX_BYTES: usize = 64 << 20;

/// A file as it lies on a disk or came over a wire.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    /// Its path, for messages and for the order of parties.
    pub path: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Whether it was not named but found beside a named one: such a file is
    /// passed over without a word where it is of another kind.
    pub beside: bool,
}

/// What the user chose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// The format; `None`: as detected.
    pub from: Option<Format>,
    /// Numbers that stand for a real-valued issue, ends included; at least 2.
    pub grid: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self { from: None, grid: 21 }
    }
}

/// What came of reading.
#[derive(Clone, Debug)]
pub struct Imported {
    /// The format that was read.
    pub format: Option<Format>,
    /// The case; `None` when there is any error.
    pub draft: Option<Draft>,
    /// Errors and warnings, by file and place.
    pub diagnostics: Vec<Diagnostic>,
    /// The texts that the diagnostics point into.
    pub sources: Sources,
    /// Positions of the inputs that took part: those that were named, and those
    /// beside them that are of the same format.
    pub used: Vec<usize>,
}

/// One file as text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TextFile<'a> {
    /// For spans.
    pub(crate) file: FileId,
    /// Its path.
    pub(crate) path: &'a str,
    /// Its text.
    pub(crate) text: &'a str,
    /// Whether it was found beside a named file.
    pub(crate) beside: bool,
}

/// Reads files that together describe one negotiation.
#[must_use]
pub fn import(inputs: &[Input], options: &Options) -> Imported {
    let mut imported = Imported {
        format: None,
        draft: None,
        diagnostics: Vec::new(),
        sources: Sources::new(),
        used: (0..inputs.len()).filter(|&at| !inputs[at].beside).collect(),
    };
    let draft = read(inputs, options, &mut imported);
    imported.draft = draft.filter(|_| !imported.diagnostics.iter().any(Diagnostic::is_error));
    imported
}

fn read(inputs: &[Input], options: &Options, imported: &mut Imported) -> Option<Draft> {
    let Imported { format, diagnostics, sources, used, .. } = imported;
    let too_large = |input: &&Input| input.bytes.len() > MAX_BYTES;
    if let Some(input) = inputs.iter().filter(|input| !input.beside).find(too_large) {
        let megabytes = input.bytes.len() >> 20;
        diagnostics.push(
            Diagnostic::error_anywhere(
                codes::FILE_TOO_LARGE,
                format!("{} is {megabytes} MB long", input.path),
            )
            .note(format!("at most {} MB are read", MAX_BYTES >> 20)),
        );
        return None;
    }
    if let Some(first) = workbook(inputs, options) {
        *format = Some(Format::Sheet);
        if let Some(other) = inputs.iter().find(|other| !other.beside && !std::ptr::eq(*other, first)) {
            diagnostics.push(
                Diagnostic::error_anywhere(
                    codes::MIXED_FORMATS,
                    format!("{} is a workbook and {} was given with it", first.path, other.path),
                )
                .help("a workbook holds a whole case: give it alone"),
            );
            return None;
        }
        return sheet::import(&first.path, &first.bytes, sources, diagnostics);
    }
    let mut files = Vec::new();
    for input in inputs.iter().filter(|input| !too_large(input)) {
        let mut told = Vec::new();
        match text::add(sources, &mut told, &input.path, &input.bytes) {
            Some(file) => files.push((file, input, told)),
            // What lies beside and is no text is none of our business.
            None if input.beside => {}
            None => {
                diagnostics.append(&mut told);
                return None;
            }
        }
    }
    let mut texts = Vec::new();
    let mut encodings = Vec::new();
    for (file, input, told) in files {
        let text = TextFile { file, path: &input.path, text: sources.get(file).text(), beside: input.beside };
        texts.push(text);
        encodings.push(told);
    }
    *format = options.from.or_else(|| detect(&texts));
    let takes_part = |path: &str| {
        texts.iter().any(|text| text.path == path && format.is_some_and(|format| recognises(format, text)))
    };
    *used = (0..inputs.len()).filter(|&at| !inputs[at].beside || takes_part(&inputs[at].path)).collect();
    let known = format.is_some();
    // A file of the same kind that takes no part may be one that was meant to.
    let ending = |path: &str| path.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    let kinds: Vec<_> = used.iter().map(|&at| ending(&inputs[at].path)).collect();
    let over = inputs.iter().filter(|input| input.beside && !takes_part(&input.path));
    let over: Vec<_> = over.filter(|input| kinds.contains(&ending(&input.path))).collect();
    if known && !over.is_empty() {
        let names: Vec<_> = over.iter().map(|input| order::file_name(&input.path)).collect();
        let count = if over.len() == 1 { "a file".to_owned() } else { format!("{} files", over.len()) };
        diagnostics.push(
            Diagnostic::warning_anywhere(codes::IGNORED, format!("{count} beside took no part"))
                .note(names.join(", "))
                .help("name the files that are meant, and what is wrong with one is told"),
        );
    }
    let models = texts.iter().filter(|text| takes_part(text.path)).count();
    let alone = matches!(*format, Some(Format::Gmcr | Format::Csv));
    if alone && models > 1 && texts.iter().all(|text| text.beside) {
        let names: Vec<_> = texts
            .iter()
            .filter(|text| takes_part(text.path))
            .map(|text| order::file_name(text.path))
            .collect();
        diagnostics.push(
            Diagnostic::error_anywhere(
                codes::SEVERAL_DOMAINS,
                format!("{models} files each hold a whole model"),
            )
            .note(names.join(", "))
            .help("name the one that is meant"),
        );
        return None;
    }
    for (text, told) in texts.iter().zip(encodings) {
        // The encoding of a file that takes no part matters to nobody.
        if !text.beside || format.is_some_and(|format| recognises(format, text)) {
            diagnostics.extend(told);
        }
    }
    match *format {
        Some(Format::Genius) => genius::read(&texts, options, diagnostics),
        Some(Format::GeniusWeb) => geniusweb::read(&texts, options, diagnostics),
        Some(Format::Csv) => table::read(&texts, options, diagnostics),
        Some(Format::Negmas) => negmas::read(&texts, options, diagnostics),
        Some(Format::Gmcr) => gmcr::read(&texts, options, diagnostics),
        // Each reader has its line here.
        _ => {
            let named = inputs.iter().filter(|input| !input.beside);
            let names: Vec<_> = named.map(|input| input.path.as_str()).collect();
            let message = match names.as_slice() {
                [] => {
                    format!("none of the {} files in the folder is in a format that is known", inputs.len())
                }
                [one] => format!("{one} is in no format that is known"),
                several => format!("{} are in no format that is known", several.join(", ")),
            };
            diagnostics.push(
                Diagnostic::error_anywhere(codes::UNKNOWN_FORMAT, message).help("say which with `--from`"),
            );
            None
        }
    }
}

/// The workbook among the files that were named, which is no text.
fn workbook<'a>(inputs: &'a [Input], options: &Options) -> Option<&'a Input> {
    let mut named = inputs.iter().filter(|input| !input.beside);
    match options.from {
        Some(Format::Sheet) => named.next(),
        Some(_) => None,
        None => named.find(|input| sheet::is_binary(&input.bytes)),
    }
}

/// Whether the reader of a format knows a file as its own.
fn recognises(format: Format, file: &TextFile<'_>) -> bool {
    match format {
        Format::Genius => genius::recognises(file.path, file.text),
        Format::GeniusWeb => geniusweb::recognises(file.path, file.text),
        Format::Csv => table::recognises(file.path, file.text),
        Format::Negmas => negmas::recognises(file.path, file.text),
        Format::Gmcr => gmcr::recognises(file.path, file.text),
        // Each reader has its line here.
        _ => false,
    }
}

/// The format of the first named file that any reader knows; of the first file
/// at all where a folder alone was named.
fn detect(files: &[TextFile<'_>]) -> Option<Format> {
    let of = |file: &TextFile<'_>| Format::ALL.into_iter().find(|format| recognises(*format, file));
    let named = files.iter().any(|file| !file.beside);
    files.iter().filter(|file| !named || !file.beside).find_map(of)
}
