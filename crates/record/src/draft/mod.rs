//! Drafts of statements, made from a text by rules alone.
//!
//! A draft is a proposal to whoever codes a case: a passage, who says it, what
//! the words do, and every rule that led there. Nothing is merged, nothing is
//! left out because something else says the same, and nothing enters a case
//! without somebody's review. No rule knows who is right.
//!
//! The text is cut into blocks and sentences ([`layout`]), articles are told
//! apart by their bylines ([`articles`]), quotations and reports are attributed
//! ([`speech`]), and each clause is looked at by itself ([`clauses`], [`stances`]).

mod acts;
mod appositions;
mod articles;
mod assemble;
mod bargains;
mod clauses;
mod conditions;
mod dates;
mod doubt;
mod forwarded;
mod grammar;
mod issues;
mod layout;
mod lists;
mod names;
mod nouns;
mod numbers;
mod pattern;
mod people;
mod reports;
mod rules;
mod speech;
mod stances;
mod subjects;
mod tellers;
mod tokens;
mod transcripts;
mod verbs;

use detente_case::date::VagueDate;
use detente_case::model::{Case, Stance};

pub use issues::IssueCandidate;
pub use names::Named;
pub use numbers::Number;
pub use rules::{ConditionKind, Rules, RulesError};

use crate::quote::Anchor;

/// Where the articles of a text begin that have a byline, in bytes, ascending.
pub(crate) fn bylined(text: &str) -> Vec<usize> {
    let rules = Rules::shipped();
    let tokens = tokens::tokens(text);
    let blocks = layout::blocks(&tokens, &rules);
    let signed = articles::articles(&tokens, &blocks, &rules)
        .into_iter()
        .filter(|article| !article.authors.is_empty());
    let start = |article: articles::Article| Some(tokens.get(blocks.get(article.first)?.tokens.start)?.start);
    signed.filter_map(start).collect()
}

/// A document to draft from: its text and what is known of it as a whole.
#[derive(Clone, Debug, Default)]
pub struct Document<'d> {
    /// The text in which passages are counted.
    pub text: &'d str,
    /// Title.
    pub title: Option<&'d str>,
    /// Authors.
    pub authors: Vec<String>,
    /// Where it appeared.
    pub publisher: Option<&'d str>,
    /// When.
    pub date: Option<VagueDate>,
}

/// A statement proposed for review.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// The passage.
    pub passage: Anchor,
    /// Who tells it, outermost first; empty where the text names nobody.
    pub chain: Vec<Link>,
    /// What the words do.
    pub stance: Stance,
    /// The words that say so, as written: "signalled no objection".
    pub strength: String,
    /// Whether the words are in quotation marks or a transcript.
    pub quoted: bool,
    /// Whether somebody says what others should do: in a case that is a
    /// prediction of what they will hold, not their position.
    pub recommended: bool,
    /// Whose position it is, as far as the words tell.
    pub about: Vec<Named>,
    /// Everybody else whom the passage names.
    pub names: Vec<Named>,
    /// Issues of the case that it may be about.
    pub issues: Vec<IssueCandidate>,
    /// When it was said.
    pub said: Option<VagueDate>,
    /// Where the date is from.
    pub said_from: DateFrom,
    /// What it is made to depend on.
    pub condition: Option<Condition>,
    /// Numbers with units in the passage.
    pub numbers: Vec<Number>,
    /// The rules that made it, strongest first.
    pub because: Vec<Reason>,
    /// How sure it is, of 100. An order for reading, not a probability.
    pub sure: u8,
}

/// One voice of a chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Name, or the words that stand for one.
    pub name: String,
    /// What it is.
    pub kind: LinkKind,
    /// For whom it speaks, where the text or the tables say so.
    pub speaks_for: Option<Named>,
}

/// What a link of a chain is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkKind {
    /// Where the text appeared.
    Publisher,
    /// Whoever wrote it.
    Author,
    /// Somebody named in it.
    Named,
    /// Somebody in it who is not named.
    Unnamed,
}

/// Where the date of a draft is from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateFrom {
    /// The words of the statement or of whoever reports it.
    Words,
    /// The article: it was said by then.
    Article,
    /// Nothing gives one.
    Nothing,
}

/// What a statement is made to depend on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    /// How a case would write it.
    pub kind: ConditionKind,
    /// The words that make it one.
    pub marker: String,
    /// The condition with its marker.
    pub passage: Anchor,
}

/// Why a draft was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// The rule: the id of a cue, or one of "list", "condition", "speech", "hypothetical".
    pub rule: String,
    /// The words that it found.
    pub words: String,
}

/// Drafts the statements of a document, in order of their passages.
///
/// With a case its parties, aliases, voices and issues are looked for first;
/// without one only the shipped names are, and no issue is proposed.
#[must_use]
pub fn draft(document: &Document<'_>, rules: &Rules, case: Option<&Case>) -> Vec<Draft> {
    assemble::drafts(document, rules, case)
}
