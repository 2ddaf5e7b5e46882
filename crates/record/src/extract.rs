//! From the bytes of a document to its text.
//!
//! The text is taken once and kept with its hash: anchors count its Unicode
//! scalars, so the same bytes must give the same text for as long as a case
//! lives. A document that is UTF-8 text already is its own text, byte for byte.
//! Nothing here follows a link, and nothing grows beyond [`limits`].

mod byline;
mod docx;
pub(crate) mod encoding;
mod html;
pub mod limits;
mod mail;
mod markdown;
mod pdf;
mod texts;

use detente_syntax::diagnostic::Diagnostic;

use crate::codes;
use crate::metadata::Metadata;

/// What kind of document a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Plain text.
    Text,
    /// Markdown, kept as written.
    Markdown,
    /// HTML or XHTML.
    Html,
    /// PDF.
    Pdf,
    /// A Word document.
    Docx,
    /// A mail.
    Mail,
}

/// One text taken from a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Article {
    /// The text in which anchors count.
    pub text: String,
    /// What the document says of it.
    pub metadata: Metadata,
}

/// What was taken from a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Extracted {
    /// What kind of document it is.
    pub kind: Kind,
    /// Its texts, at least one: a page may hold several articles.
    pub articles: Vec<Article>,
    /// All of a plain text that holds several articles.
    pub whole: Option<Article>,
    /// What deserves a word: an encoding that was guessed, attachments left out.
    pub warnings: Vec<Diagnostic>,
}

impl Extracted {
    /// Every text that a source may have been taken from: the articles, and all of
    /// a plain text that holds several.
    pub fn texts(&self) -> impl Iterator<Item = &Article> {
        self.articles.iter().chain(&self.whole)
    }

    /// As one article, where it can be: a plain text may be left whole.
    #[must_use]
    pub fn as_one(mut self) -> Self {
        if let Some(whole) = self.whole.take() {
            self.articles = vec![whole];
        }
        self
    }
}

impl Kind {
    /// The kind that a file name promises.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        let ending = name.rsplit_once('.')?.1.to_ascii_lowercase();
        match ending.as_str() {
            "txt" | "text" => Some(Self::Text),
            "md" | "markdown" => Some(Self::Markdown),
            "html" | "htm" | "xhtml" => Some(Self::Html),
            "pdf" => Some(Self::Pdf),
            "docx" => Some(Self::Docx),
            "eml" => Some(Self::Mail),
            _ => None,
        }
    }

    /// In words.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Markdown => "Markdown",
            Self::Html => "HTML",
            Self::Pdf => "PDF",
            Self::Docx => "Word document",
            Self::Mail => "mail",
        }
    }

    /// The ending of the names of such files.
    #[must_use]
    pub fn ending(self) -> &'static str {
        match self {
            Self::Text => "txt",
            Self::Markdown => "md",
            Self::Html => "html",
            Self::Pdf => "pdf",
            Self::Docx => "docx",
            Self::Mail => "eml",
        }
    }

    /// The most bytes that are read of such a file.
    #[must_use]
    pub fn most_bytes(self) -> usize {
        match self {
            Self::Text | Self::Markdown | Self::Html => limits::MARKUP,
            Self::Pdf | Self::Docx | Self::Mail => limits::FILE,
        }
    }
}

/// Takes the texts of a document. `name` is its file name, for its kind and for
/// messages.
///
/// # Errors
/// A diagnostic that says why the document is not read.
pub fn extract(name: &str, bytes: &[u8]) -> Result<Extracted, Box<Diagnostic>> {
    let kind = Kind::of_name(name).ok_or_else(|| unknown(name))?;
    if bytes.len() > kind.most_bytes() {
        return Err(too_large(name, bytes.len() as u64, kind));
    }
    let file = File { name, warnings: Vec::new() };
    let extracted = match kind {
        Kind::Text => file.plain(bytes),
        Kind::Markdown => markdown::read(file, bytes),
        Kind::Html => html::read(file, bytes),
        Kind::Pdf => pdf::read(file, bytes),
        Kind::Docx => docx::read(file, bytes),
        Kind::Mail => mail::read(file, bytes),
    }?;
    if extracted.articles.iter().all(|article| article.text.trim().is_empty()) {
        return Err(refusal(codes::NO_TEXT, name, "it holds no text"));
    }
    Ok(extracted)
}

/// A document that was not read because it is too long; for callers that know
/// its length before they hold its bytes.
#[must_use]
pub fn too_large(name: &str, bytes: u64, kind: Kind) -> Box<Diagnostic> {
    let (long, most) = (bytes.div_ceil(1 << 20), kind.most_bytes() >> 20);
    refusal(
        codes::DOCUMENT_TOO_LARGE,
        name,
        &format!("it is {long} MB long; of {} at most {most} MB are read", plural(kind)),
    )
}

/// A file that is no document of a kind that is read.
#[must_use]
pub fn unknown(name: &str) -> Box<Diagnostic> {
    let diagnostic = refusal(codes::UNKNOWN_DOCUMENT, name, "it is of no kind that is read");
    Box::new(diagnostic.help("documents end in .txt, .md, .html, .pdf, .docx or .eml"))
}

fn plural(kind: Kind) -> &'static str {
    match kind {
        Kind::Text | Kind::Markdown => "texts",
        Kind::Html => "HTML pages",
        Kind::Pdf => "PDF files",
        Kind::Docx => "Word documents",
        Kind::Mail => "mails",
    }
}

fn refusal(code: &'static str, name: &str, why: &str) -> Box<Diagnostic> {
    Box::new(Diagnostic::error_anywhere(code, format!("{}: {why}", shown(name))))
}

/// A name or a value from a document, fit for a message: short, on one line.
pub(crate) fn shown(text: &str) -> String {
    let mut out: String =
        text.chars().take(120).map(|each| if each.is_control() { '\u{fffd}' } else { each }).collect();
    if text.chars().count() > 120 {
        out.push('…');
    }
    out
}

/// A document that is being read.
struct File<'n> {
    name: &'n str,
    warnings: Vec<Diagnostic>,
}

impl File<'_> {
    fn refuse(&self, code: &'static str, why: &str) -> Box<Diagnostic> {
        refusal(code, self.name, why)
    }

    fn warn(&mut self, code: &'static str, what: &str) {
        if self.warnings.len() < limits::WARNINGS {
            self.warnings.push(Diagnostic::warning_anywhere(code, format!("{}: {what}", shown(self.name))));
        }
    }

    /// The letters of some bytes, with a warning where that is a guess.
    fn decode(&mut self, bytes: &[u8], declared: Option<&str>) -> Result<String, Box<Diagnostic>> {
        let decoded = encoding::decode(bytes, declared)
            .ok_or_else(|| self.refuse(codes::DAMAGED_DOCUMENT, "it holds bytes that are no text"))?;
        if let Some(doubt) = decoded.doubt {
            self.warn(codes::UNSURE_ENCODING, &doubt);
        }
        Ok(decoded.text)
    }

    fn plain(mut self, bytes: &[u8]) -> Result<Extracted, Box<Diagnostic>> {
        let text = self.decode(bytes, None)?;
        let article = |text: &str| Article { metadata: byline::of_text(text), text: text.to_owned() };
        let parts: Vec<Article> = texts::articles(&text).into_iter().map(article).collect();
        let whole = Article { metadata: byline::of_text(&text), text };
        Ok(match parts.len() {
            0 | 1 => self.done(Kind::Text, vec![whole]),
            _ => Extracted { whole: Some(whole), ..self.done(Kind::Text, parts) },
        })
    }

    fn done(mut self, kind: Kind, articles: Vec<Article>) -> Extracted {
        for article in &articles {
            for date in &article.metadata.impossible {
                self.warn(
                    codes::NO_SUCH_DATE,
                    &format!("the date {} does not exist and is left out", shown(date)),
                );
            }
        }
        Extracted { kind, articles, whole: None, warnings: self.warnings }
    }
}
