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

/// `detente record duplicates`.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct DuplicatesShape {
    /// `detente/record-duplicates/1`.
    pub format: String,
    /// Sources whose text is not at hand, which were not looked through.
    pub not_at_hand: Vec<String>,
    /// Passages and their copies in order of place.
    pub copies: Vec<CopyShape>,
    /// Citations of one passage by its copies: they count once.
    pub once: Vec<OnceShape>,
}

/// A passage and a copy of it.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct CopyShape {
    /// `exact`, `near` or `garbled`.
    pub kind: String,
    /// The passage.
    pub first: PlaceShape,
    /// Its copy.
    pub second: PlaceShape,
    /// Words of the passage.
    pub words: usize,
    /// Words that both have, in percent.
    pub shared: String,
    /// Where they differ.
    pub differences: Vec<DifferenceShape>,
    /// The passage, shortened in the middle.
    pub passage: Option<String>,
}

/// A passage of a source.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct PlaceShape {
    /// The source.
    pub source: String,
    /// First Unicode character.
    pub start: usize,
    /// One past the last.
    pub end: usize,
}

/// Words of a passage and what stands in their place in its copy.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct DifferenceShape {
    /// `figure`, `spelling` or `words`.
    pub kind: String,
    /// In the passage; empty where the copy has words more.
    pub first: String,
    /// In the copy.
    pub second: String,
}

/// Citations that are copies of one another.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct OnceShape {
    /// The citations.
    pub citations: Vec<String>,
    /// The statements that rest on them.
    pub statements: Vec<String>,
}

/// `detente record search`.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct SearchShape {
    /// `detente/record-search/1`.
    pub format: String,
    /// The query.
    pub query: String,
    /// Sources whose text is not at hand, which were not searched.
    pub not_at_hand: Vec<String>,
    /// The passages, best first.
    pub hits: Vec<HitShape>,
}

/// A passage that answers a query.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct HitShape {
    /// The source.
    pub source: String,
    /// Its title.
    pub title: String,
    /// Its date.
    pub date: Option<String>,
    /// First Unicode character of the passage.
    pub start: usize,
    /// One past its last.
    pub end: usize,
    /// Words of the query that stand in it.
    pub matched: usize,
    /// Words of the query.
    pub words: usize,
    /// The passage.
    pub passage: String,
}

/// `detente record cite`.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct CiteShape {
    /// `detente/record-cite/1`.
    pub format: String,
    /// The source.
    pub source: String,
    /// The citation that was written; absent where the anchor was only printed.
    pub citation: Option<String>,
    /// The anchor.
    pub anchor: AnchorShape,
    /// The passage as it stands in the text.
    pub exact: String,
    /// What stands before it.
    pub prefix: String,
    /// What stands after it.
    pub suffix: String,
}

/// Where a passage stands, and its hash.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct AnchorShape {
    /// First Unicode character.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// SHA-256 of the passage with white space folded.
    pub sha256: String,
}

/// `detente record cite --import`.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ImportedShape {
    /// `detente/record-import/1`.
    pub format: String,
    /// Citations that were written.
    pub written: Vec<String>,
    /// Annotations that were not, and why.
    pub left_out: Vec<NotImportedShape>,
}

/// An annotation that became no citation.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct NotImportedShape {
    /// Which.
    pub annotation: String,
    /// Why.
    pub because: String,
}

/// `detente record add --replaces`.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ReplacedShape {
    /// `detente/record-replace/1`.
    pub format: String,
    /// The source.
    pub source: String,
    /// Its new original, relative to the case.
    pub file: String,
    /// What became of its citations.
    pub citations: Vec<ReanchoredShape>,
}

/// What became of a citation.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ReanchoredShape {
    /// The citation.
    pub citation: String,
    /// `in place`, `moved`, `changed`, `at several places` or `not found`.
    pub outcome: String,
    /// Whether a new anchor was written.
    pub written: bool,
    /// First Unicode character now; of a change that was not accepted, as proposed.
    pub start: Option<usize>,
    /// One past the last.
    pub end: Option<usize>,
    /// What the text says now, of a change; where it stands, of several places.
    pub passage: Option<String>,
    /// Where the words differ from those cited.
    pub differences: Vec<DifferenceShape>,
}

/// `detente record agreements`.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct AgreementsShape {
    /// `detente/record-agreements/1`.
    pub format: String,
    /// The table.
    pub table: String,
    /// The issue of the case whose topics were asked for.
    pub issue: Option<String>,
    /// The topics.
    pub topics: Vec<String>,
    /// The agreements, those in most detail first.
    pub agreements: Vec<AgreementShape>,
}

/// An agreement, as the table codes it.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct AgreementShape {
    /// Its number in the table.
    pub id: String,
    /// Title.
    pub title: String,
    /// Date of signature.
    pub date: Option<String>,
    /// Country or entity.
    pub conflict: String,
    /// Peace process.
    pub process: String,
    /// Who signed as a party.
    pub parties: String,
    /// Who signed as a third party.
    pub third_parties: String,
    /// Stage.
    pub stage: String,
    /// Whether it was signed.
    pub status: String,
    /// Grades of the topics asked for.
    pub grades: Vec<GradeShape>,
}

/// How far an agreement deals with a topic.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct GradeShape {
    /// The topic.
    pub topic: String,
    /// 1 to 3.
    pub grade: u8,
}
