//! From another tool's files to the text of a case.

use std::collections::BTreeMap;

use detente_syntax::diagnostic::Diagnostic;
use detente_syntax::span::{FileId, Sources, Span};

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

/// A file of the format that was read and took no part all the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Skipped {
    /// Its path.
    pub(crate) path: String,
    /// Why, as the end of a sentence that begins with its name.
    pub(crate) why: &'static str,
}

/// The files found beside, where `named` ones of their kind count instead.
pub(crate) fn overruled<'f, 'a: 'f>(
    files: impl Iterator<Item = &'f TextFile<'a>>,
    named: bool,
    why: &'static str,
) -> Vec<Skipped> {
    let beside = files.filter(|file| named && file.beside);
    beside.map(|file| Skipped { path: file.path.to_owned(), why }).collect()
}

/// The profiles that are read: those named or, where none is, those found
/// beside, in the order of their names.
pub(crate) fn chosen<'f, 'a: 'f>(
    profiles: impl Iterator<Item = &'f TextFile<'a>> + Clone,
    skipped: &mut Vec<Skipped>,
) -> Vec<&'f TextFile<'a>> {
    let named = profiles.clone().any(|file| !file.beside);
    let mut chosen: Vec<_> = profiles.clone().filter(|file| !named || !file.beside).collect();
    skipped.extend(overruled(profiles, named, "is a profile, and another was named"));
    if !named {
        chosen.sort_by(|left, right| order::natural(left.path, right.path));
    }
    chosen
}

/// Whether a file is, as far as can be told without reading it through, one
/// of a format that is text.
#[must_use]
pub fn is_of(format: Format, input: &Input) -> bool {
    let mut sources = Sources::new();
    let file = text::add(&mut sources, &mut Vec::new(), &input.path, &input.bytes);
    file.is_some_and(|file| {
        let text = sources.get(file).text();
        recognises(format, &TextFile { file, path: &input.path, text, beside: input.beside })
    })
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
    // A file of the same kind that takes no part may be one that was meant to.
    let ending = |path: &str| path.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    let kinds: Vec<_> = used.iter().map(|&at| ending(&inputs[at].path)).collect();
    let over = inputs.iter().filter(|input| input.beside && !takes_part(&input.path));
    let mut skipped: Vec<_> = over
        .filter(|input| kinds.contains(&ending(&input.path)))
        .map(|input| Skipped { path: input.path.clone(), why: why_not(input, &texts) })
        .collect();
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
    twice(&texts, diagnostics);
    for (text, told) in texts.iter().zip(encodings) {
        // The encoding of a file that takes no part matters to nobody.
        if !text.beside || format.is_some_and(|format| recognises(format, text)) {
            diagnostics.extend(told);
        }
    }
    let draft = match *format {
        Some(Format::Genius) => genius::read(&texts, options, &mut skipped, diagnostics),
        Some(Format::GeniusWeb) => geniusweb::read(&texts, options, &mut skipped, diagnostics),
        Some(Format::Csv) => table::read(&texts, options, diagnostics),
        Some(Format::Negmas) => negmas::read(&texts, options, &mut skipped, diagnostics),
        Some(Format::Gmcr) => gmcr::read(&texts, options, diagnostics),
        // Each reader has its line here.
        _ => {
            match the_workbook(inputs, options) {
                Ok(None) => {}
                Ok(Some(book)) => {
                    *format = Some(Format::Sheet);
                    *used = vec![book];
                    return sheet::import(&inputs[book].path, &inputs[book].bytes, sources, diagnostics);
                }
                Err(several) => {
                    *format = Some(Format::Sheet);
                    diagnostics.push(*several);
                    return None;
                }
            }
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
                Diagnostic::error_anywhere(codes::UNKNOWN_FORMAT, message)
                    .help("say which with `detente import --from`"),
            );
            return None;
        }
    };
    used.retain(|&at| !skipped.iter().any(|skipped| skipped.path == inputs[at].path));
    diagnostics.extend(took_no_part(&skipped));
    draft
}

/// Why a file that lies beside is not one of the format that is read.
fn why_not(input: &Input, texts: &[TextFile<'_>]) -> &'static str {
    let text = texts.iter().find(|text| text.path == input.path);
    match text {
        _ if input.bytes.len() > MAX_BYTES => "is too long",
        None => "is not text in an encoding that is known",
        Some(text) => {
            let other = Format::ALL.into_iter().find(|format| recognises(*format, text));
            match other {
                Some(Format::Genius) => "is a file of GENIUS",
                Some(Format::GeniusWeb) => "is a file of GeniusWeb",
                Some(Format::Negmas) => "is a file of NegMAS",
                Some(Format::Gmcr) => "is a graph model",
                Some(Format::Csv) => "is a table",
                Some(Format::Json | Format::Sheet) | None => "is no file of this format",
            }
        }
    }
}

/// The warning that names the files beside that took no part, and why.
fn took_no_part(skipped: &[Skipped]) -> Option<Diagnostic> {
    const SHOWN: usize = 10;
    let count = match skipped.len() {
        0 => return None,
        1 => "a file".to_owned(),
        count => format!("{count} files"),
    };
    let mut warning = Diagnostic::warning_anywhere(codes::IGNORED, format!("{count} beside took no part"));
    for Skipped { path, why } in skipped.iter().take(SHOWN) {
        warning = warning.note(format!("{} {why}", order::file_name(path)));
    }
    if skipped.len() > SHOWN {
        warning = warning.note(format!("and {} more", skipped.len() - SHOWN));
    }
    Some(warning.help("name the files that are meant, and what is wrong with one is told"))
}

/// The position of the one workbook of a folder that holds nothing else that can
/// be read; an error where there are several.
fn the_workbook(inputs: &[Input], options: &Options) -> Result<Option<usize>, Box<Diagnostic>> {
    let is_book = |input: &Input| {
        let name = input.path.to_ascii_lowercase();
        sheet::is_binary(&input.bytes)
            && [".xlsx", ".ods", ".xls"].iter().any(|ending| name.ends_with(ending))
    };
    if options.from.is_some() || inputs.iter().any(|input| !input.beside) {
        return Ok(None);
    }
    let books: Vec<_> = (0..inputs.len()).filter(|&at| is_book(&inputs[at])).collect();
    if let [first, second, ..] = books.as_slice() {
        let names = [first, second].map(|at| order::file_name(&inputs[*at].path));
        return Err(Box::new(
            Diagnostic::error_anywhere(
                codes::SEVERAL_DOMAINS,
                format!("{} workbooks each hold a whole case", books.len()),
            )
            .note(format!("{} and {} are two of them", names[0], names[1]))
            .help("name the one that is meant"),
        ));
    }
    Ok(books.first().copied())
}

/// Warns of named files that say the same, such as a profile named twice: each
/// becomes a party.
fn twice(files: &[TextFile<'_>], diagnostics: &mut Vec<Diagnostic>) {
    let mut first: BTreeMap<&str, &TextFile<'_>> = BTreeMap::new();
    for file in files.iter().filter(|file| !file.beside) {
        let Some(before) = first.get(file.text) else {
            first.insert(file.text, file);
            continue;
        };
        let message = if before.path == file.path {
            format!("{} is named twice", file.path)
        } else {
            format!("{} says the same as {}, to the letter", file.path, before.path)
        };
        diagnostics.push(
            Diagnostic::warning(codes::DUPLICATE, Span::new(file.file, 0, 0), message)
                .note("each file is read for itself: two profiles that are alike become two parties"),
        );
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
