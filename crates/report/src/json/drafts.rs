//! Drafts of statements as JSON.

use detente_case::model::Case;
use detente_record::draft::{DateFrom, Draft, LinkKind};
use schemars::JsonSchema;
use serde::Serialize;

/// `detente record draft`.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct DraftsShape {
    /// `detente/record-draft/1`.
    pub format: String,
    /// By source, in order of passage.
    pub drafts: Vec<DraftShape>,
    /// Sources whose text is not at hand.
    pub not_at_hand: Vec<String>,
    /// What a model proposed and was dropped, with the reason.
    pub dropped: Vec<String>,
}

/// A statement proposed for review.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct DraftShape {
    /// What it is known by in a review.
    pub key: String,
    /// The source.
    pub source: String,
    /// First character of the passage.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// Hash of the passage with white space folded.
    pub sha256: String,
    /// The passage, from the text at hand.
    pub passage: String,
    /// Who tells it, outermost first.
    pub chain: Vec<LinkShape>,
    /// What the words do.
    pub stance: String,
    /// The words that say so.
    pub strength: String,
    /// Whether it is in quotation marks or a transcript.
    pub quoted: bool,
    /// Whether somebody says what others should do.
    pub recommended: bool,
    /// Whose position it is, as far as the words tell.
    pub about: Vec<String>,
    /// Who else is named.
    pub names: Vec<String>,
    /// Issues of the case that it may be about, likeliest first.
    pub issues: Vec<CandidateShape>,
    /// When it was said.
    pub said: Option<String>,
    /// `words`, `article` or `nothing`.
    pub said_from: String,
    /// What it is made to depend on.
    pub condition: Option<ConditionShape>,
    /// Numbers with units.
    pub numbers: Vec<NumberShape>,
    /// The rules that made it, strongest first, with the words that they found.
    pub because: Vec<String>,
    /// How sure it is, of 100: an order for reading, not a probability.
    pub sure: u8,
}

/// One voice of a chain.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct LinkShape {
    /// Name or description.
    pub name: String,
    /// `publisher`, `author`, `named` or `unnamed`.
    pub kind: String,
    /// For whom it speaks.
    pub speaks_for: Option<String>,
}

/// An issue that it may be about.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct CandidateShape {
    /// The issue.
    pub issue: String,
    /// Of 100.
    pub score: u8,
    /// The stems that led to it.
    pub words: Vec<String>,
}

/// A condition.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ConditionShape {
    /// `only-if` or `if`.
    #[serde(rename = "as")]
    pub becomes: String,
    /// The words that make it one.
    pub marker: String,
    /// Its first character.
    pub start: usize,
    /// One past its last.
    pub end: usize,
}

/// A number with its unit.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct NumberShape {
    /// In decimal digits.
    pub value: String,
    /// What it counts.
    pub unit: String,
}

/// The shape of one draft.
#[must_use]
pub fn draft(case: &Case, source: &str, key: String, passage: &str, draft: &Draft) -> DraftShape {
    let ids = |named: &[detente_record::draft::Named]| named.iter().map(|each| each.id.clone()).collect();
    DraftShape {
        key,
        source: source.to_owned(),
        start: draft.passage.start,
        end: draft.passage.end,
        sha256: draft.passage.sha256.clone(),
        passage: passage.to_owned(),
        chain: draft
            .chain
            .iter()
            .map(|link| LinkShape {
                name: link.name.clone(),
                kind: match link.kind {
                    LinkKind::Publisher => "publisher",
                    LinkKind::Author => "author",
                    LinkKind::Named => "named",
                    LinkKind::Unnamed => "unnamed",
                }
                .to_owned(),
                speaks_for: link.speaks_for.as_ref().map(|named| named.id.clone()),
            })
            .collect(),
        stance: draft.stance.word().to_owned(),
        strength: draft.strength.clone(),
        quoted: draft.quoted,
        recommended: draft.recommended,
        about: ids(&draft.about),
        names: ids(&draft.names),
        issues: draft
            .issues
            .iter()
            .map(|candidate| CandidateShape {
                issue: case.issues[candidate.issue].id.clone(),
                score: candidate.score,
                words: candidate.words.clone(),
            })
            .collect(),
        said: draft.said.as_ref().map(ToString::to_string),
        said_from: match draft.said_from {
            DateFrom::Words => "words",
            DateFrom::Article => "article",
            DateFrom::Nothing => "nothing",
        }
        .to_owned(),
        condition: draft.condition.as_ref().map(|condition| ConditionShape {
            becomes: condition.kind.word().to_owned(),
            marker: condition.marker.clone(),
            start: condition.passage.start,
            end: condition.passage.end,
        }),
        numbers: draft
            .numbers
            .iter()
            .map(|number| NumberShape { value: number.value.clone(), unit: number.unit.clone() })
            .collect(),
        because: draft.because.iter().map(|reason| format!("{}: {}", reason.rule, reason.words)).collect(),
        sure: draft.sure,
    }
}
