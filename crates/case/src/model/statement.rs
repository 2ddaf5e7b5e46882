//! The record of a case: statements, the documents that they stand in, and passages.

use detente_syntax::span::Span;

use super::Clause;
use crate::date::{Date, VagueDate};
use crate::evidence::Ground;
use crate::package::{PartyIndex, StatementIndex};

/// What a statement does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Stance {
    /// Requires its terms.
    Demands,
    /// Puts its terms forward.
    Proposes,
    /// Is ready to give its terms.
    Offers,
    /// Agrees to its terms.
    Accepts,
    /// Refuses the whole of its terms.
    Rejects,
    /// Hints: "no objection", "might"; decides nothing.
    Signals,
    /// Neither yes nor no; decides nothing.
    Defers,
    /// Takes back what it answers.
    Withdraws,
    /// Says what somebody else holds; decides nothing.
    Claims,
    /// Denies what somebody else holds; decides nothing.
    Denies,
    /// Says what somebody will do; decides nothing.
    Predicts,
}

impl Stance {
    /// Every stance, as the language lists them.
    pub const ALL: [Self; 11] = [
        Self::Demands,
        Self::Proposes,
        Self::Offers,
        Self::Accepts,
        Self::Rejects,
        Self::Signals,
        Self::Defers,
        Self::Withdraws,
        Self::Claims,
        Self::Denies,
        Self::Predicts,
    ];

    /// The word of the case language.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Demands => "demands",
            Self::Proposes => "proposes",
            Self::Offers => "offers",
            Self::Accepts => "accepts",
            Self::Rejects => "rejects",
            Self::Signals => "signals",
            Self::Defers => "defers",
            Self::Withdraws => "withdraws",
            Self::Claims => "claims",
            Self::Denies => "denies",
            Self::Predicts => "predicts",
        }
    }

    /// The stance that a word of the case language means.
    #[must_use]
    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|stance| stance.word() == word)
    }

    /// Whether it gives something that another may take: offers are
    /// alternatives, two of them never contradict each other.
    #[must_use]
    pub const fn is_offer(self) -> bool {
        matches!(self, Self::Offers | Self::Proposes | Self::Accepts)
    }
}

/// How far a statement goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Degree {
    /// The principle alone.
    InPrinciple,
    /// Part of what it answers.
    InPart,
    /// All of it.
    Full,
}

/// When a statement ends to stand by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Until {
    /// After this date.
    Date(VagueDate),
    /// When this event (position in [`super::Case::events`]) has happened.
    Event(usize),
}

/// One entry of the record: who says that who holds what, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// Id.
    pub id: String,
    /// Where it stands.
    pub span: Span,
    /// When it was said.
    pub said: VagueDate,
    /// When it became known; `None`: with the earliest source cited.
    pub known: Option<Date>,
    /// Voices (positions in [`super::Case::voices`]), outermost reporter first; never empty.
    pub chain: Vec<usize>,
    /// Parties whose position it gives.
    pub about: Vec<PartyIndex>,
    /// What it does.
    pub stance: Stance,
    /// What the party is said to do, for claims, denials and predictions.
    pub that: Option<Stance>,
    /// What it is about.
    pub terms: Option<Clause>,
    /// "so long as": otherwise not on offer.
    pub only_if: Option<Clause>,
    /// "in return for": silent on the other case.
    pub if_: Option<Clause>,
    /// A condition outside the package, in words.
    pub if_said: Option<String>,
    /// What is to be done before the rest.
    pub first: Option<Clause>,
    /// The speech, letter or draft that it belongs to.
    pub occasion: Option<String>,
    /// Statements that it accepts, rejects, denies or withdraws.
    pub answers: Vec<StatementIndex>,
    /// How far it goes.
    pub degree: Option<Degree>,
    /// Whether the words themselves say final.
    pub firm: bool,
    /// Other readings of the terms.
    pub as_read: Vec<Clause>,
    /// When it ends by itself.
    pub until: Option<Until>,
    /// What the coder had to decide.
    pub note: Option<String>,
    /// Citations and reason.
    pub ground: Ground,
}

/// A document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Id.
    pub id: String,
    /// Where the id stands.
    pub span: Span,
    /// Title.
    pub title: String,
    /// Authors.
    pub author: Vec<String>,
    /// Publisher.
    pub publisher: Option<String>,
    /// Date of publication.
    pub date: Option<VagueDate>,
    /// Address.
    pub url: Option<String>,
    /// SHA-256 of the file as held, lower-case hexadecimal.
    pub sha256: Option<String>,
    /// SHA-256 of the text taken from the file, where the file itself is not
    /// UTF-8 text; anchors count in that text.
    pub text_sha256: Option<String>,
    /// Path of a local copy, relative to the case.
    pub file: Option<String>,
    /// A remark.
    pub note: Option<String>,
}

/// An anchored passage: position and hash, never the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citation {
    /// Id.
    pub id: String,
    /// Where the id stands.
    pub span: Span,
    /// Position in [`super::Case::sources`].
    pub source: usize,
    /// Paraphrase.
    pub says: String,
    /// First Unicode scalar of the passage in the source's text.
    pub start: Option<usize>,
    /// One past its last Unicode scalar.
    pub end: Option<usize>,
    /// SHA-256 of the passage with white space folded, lower-case hexadecimal.
    pub sha256: Option<String>,
}
