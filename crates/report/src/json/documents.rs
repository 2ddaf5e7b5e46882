//! The documents of a case as JSON.

use schemars::JsonSchema;
use serde::Serialize;

/// A source of a case, and what is at hand of it.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct SourceShape {
    /// Id.
    pub id: String,
    /// Title.
    pub title: String,
    /// Authors.
    pub author: Vec<String>,
    /// Publisher.
    pub publisher: Option<String>,
    /// Date of publication, as vague as it is known.
    pub date: Option<String>,
    /// Address.
    pub url: Option<String>,
    /// The original, relative to the case.
    pub file: Option<String>,
    /// Of the original's bytes.
    pub sha256: Option<String>,
    /// Of the text taken from it, where it is not UTF-8 text itself.
    pub text_sha256: Option<String>,
    /// Unicode characters of the text; absent where the text is not at hand.
    pub characters: Option<usize>,
    /// Pages, of a text that has any.
    pub pages: Option<usize>,
    /// Citations that refer to it.
    pub citations: usize,
    /// What is not given: `author`, `publisher`, `date`.
    pub not_given: Vec<String>,
}

/// `detente record list`.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ListShape {
    /// `detente/record-list/1`.
    pub format: String,
    /// Title of the case.
    pub title: String,
    /// The sources in order of writing.
    pub sources: Vec<SourceShape>,
}

/// `detente record show`.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct SourceTextShape {
    /// `detente/record-show/1`.
    pub format: String,
    /// The source.
    pub source: SourceShape,
    /// Its citations in order of place.
    pub citations: Vec<CitationShape>,
    /// The text in which anchors count; absent where it is not at hand.
    pub text: Option<String>,
}

/// A citation of a source.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct CitationShape {
    /// Id.
    pub id: String,
    /// What its author says that the passage says.
    pub says: String,
    /// First Unicode character of the passage.
    pub start: Option<usize>,
    /// One past its last.
    pub end: Option<usize>,
    /// The passage, where the text is at hand and holds it.
    pub passage: Option<String>,
    /// The page on which it begins, of a text that has any.
    pub page: Option<usize>,
}

/// `detente record add`.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct AddedShape {
    /// `detente/record-add/1`.
    pub format: String,
    /// Sources that were added.
    pub added: Vec<SourceShape>,
    /// Files that were there already.
    pub known: Vec<KnownShape>,
    /// Files that were not read, and why.
    pub skipped: Vec<SkippedShape>,
    /// Files in folders that are of no kind that is read.
    pub other_files: usize,
    /// Whether it was stopped before the end.
    pub stopped: bool,
}

/// A file whose document the case has.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct KnownShape {
    /// The file.
    pub path: String,
    /// The sources that are taken from the same bytes.
    pub sources: Vec<String>,
}

/// A file that was not read.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct SkippedShape {
    /// The file.
    pub path: String,
    /// The code of the reason.
    pub code: String,
    /// The reason.
    pub message: String,
}
