//! How much of a document is read.

/// Most bytes of a text, a Markdown file or an HTML page, as many as of a file of a case.
pub const MARKUP: usize = detente_syntax::reader::MAX_BYTES;
/// Most bytes of any other document.
pub const FILE: usize = 64 << 20;
/// Most bytes that one compressed part of a document may hold.
pub const PART: usize = 64 << 20;
/// Most bytes that the drawings and the fonts of a PDF hold together, drawn as often as its pages say.
pub const DRAWN: usize = 256 << 20;
/// Most bytes that the streams hold together that are needed to open a PDF.
pub const OPENED: usize = 1 << 30;
/// Most bytes that one of them holds where there are few.
pub const OPENED_AT_MOST: usize = 16 << 20;
/// Bytes that one of them may hold however many there are.
pub const OPENED_AT_LEAST: usize = 64 << 10;
/// Most bytes of text that are taken from one document.
pub const TEXT: usize = 16 << 20;
/// Most entries of an archive.
pub const ENTRIES: usize = 10_000;
/// Most pages of a PDF.
pub const PAGES: usize = 20_000;
/// Most elements of a page that stand in each other.
pub const DEPTH: usize = 2_000;
/// Most attributes of one tag of a page.
pub const ATTRIBUTES: usize = 1_000;
/// Most articles of one page.
pub const ARTICLES: usize = 500;
/// Most warnings about one document.
pub const WARNINGS: usize = 20;
