//! A case as its author would write it, before it is text.
//!
//! Parties, issues and options have a *key* that never changes beside the id
//! that is printed: everything refers to keys, so that reordering and renaming
//! are plain edits of lists and names (see [`shuffle`]). Voices, events,
//! sources and statements are referred to by id.

pub mod condition;
mod number;
mod print;
mod read;
mod reduce;
pub mod shuffle;
mod worlds;

pub use condition::Condition;
pub use number::{Number, Span};
pub use worlds::Choices;

use detente_case::model::Stance;

/// A party, whatever its id and place.
pub type PartyKey = usize;
/// An issue, whatever its id and place.
pub type IssueKey = usize;
/// An option of an issue, whatever its id and place.
pub type OptionKey = usize;

/// A case. Shown as its text.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Draft {
    /// `[case] as-of`.
    pub as_of: Option<String>,
    /// Parties in order of writing.
    pub parties: Vec<Party>,
    /// Issues in order of writing.
    pub issues: Vec<Issue>,
    /// What every package must meet.
    pub rules: Vec<Condition>,
    /// Voices in order of writing.
    pub voices: Vec<Voice>,
    /// Events: id and date.
    pub events: Vec<(String, Option<String>)>,
    /// Sources: id and date. Each has one citation of the same id.
    pub sources: Vec<(String, Option<String>)>,
    /// The record.
    pub statements: Vec<Statement>,
}

/// A party and its preference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Party {
    /// Key.
    pub key: PartyKey,
    /// Id.
    pub id: String,
    /// Whether it is asked.
    pub consents: Consents,
    /// Issues on which its silence is a silence, where not all.
    pub concerns: Option<Vec<IssueKey>>,
    /// Its preference, where it has any.
    pub preference: Option<Preference>,
}

/// Whether a party is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Consents {
    /// Always, for want of a word on it.
    Unsaid,
    /// Always or never.
    Plain(bool),
    /// Of the packages that meet the condition.
    When(Condition),
}

/// An issue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issue {
    /// Key.
    pub key: IssueKey,
    /// Id.
    pub id: String,
    /// What can be chosen.
    pub domain: Domain,
    /// When it arises; speaks of issues with smaller keys alone, so that it is not circular.
    pub when: Option<Condition>,
    /// The choice without an agreement.
    pub no_deal: Option<Pick>,
}

/// What can be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Domain {
    /// One of the options.
    OneOf(Vec<IssueOption>),
    /// Any set of the options.
    AnyOf(Vec<IssueOption>),
    /// Numbers from `from` in steps, and what stands beside them.
    Numbers {
        /// The lowest.
        from: Number,
        /// Distance of neighbours.
        step: Number,
        /// How many.
        count: usize,
        /// Whether there is a choice `none`.
        none: bool,
        /// Whether there is a choice `unknown`.
        unknown: bool,
    },
}

/// An option.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IssueOption {
    /// Key.
    pub key: OptionKey,
    /// Id.
    pub id: String,
}

/// A choice on an issue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pick {
    /// One option of a plain issue.
    Option(OptionKey),
    /// The options of an any-of issue that are taken, ascending.
    Set(Vec<OptionKey>),
    /// A number.
    Number(Number),
    /// `none` of a numeric issue.
    None,
    /// `unknown` of a numeric issue.
    Unknown,
}

/// A preference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preference {
    /// How packages compare.
    pub form: Form,
    /// The value of no agreement.
    pub no_deal: NoDeal,
    /// Conditions and what they add.
    pub adjust: Vec<(Condition, Span)>,
    /// What the party refuses, and the statements on which that rests (none: assumed).
    pub red_lines: Vec<(Condition, Vec<String>)>,
}

/// How packages compare.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Form {
    /// Nothing is given.
    Unknown,
    /// Weights and values.
    Values {
        /// The weights.
        weights: Weights,
        /// The values of every issue.
        levels: Vec<(IssueKey, Levels)>,
        /// `scale`.
        scale: Option<Number>,
        /// `cap`.
        cap: Option<Number>,
    },
    /// What it wants, most important first.
    Priorities(Vec<Condition>),
    /// Packages, best first, ties together.
    Ranking(Vec<Vec<Condition>>),
}

/// Weights.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Weights {
    /// Not given.
    Unsaid,
    /// A number or range for each issue.
    Numbers(Vec<(IssueKey, Span)>),
    /// Most important first, ties together.
    Order(Vec<Vec<IssueKey>>),
}

/// Values of one issue's choices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Levels {
    /// A number or range for each choice; sets of an any-of issue may be left out.
    Table(Vec<(Pick, Span)>),
    /// Best first, ties together; sets of an any-of issue may be left out.
    Order(Vec<Vec<Pick>>),
    /// A curve through points of a numeric issue, and what stands beside it.
    Points {
        /// Numbers and their values.
        points: Vec<(Number, Span)>,
        /// The value of `none`.
        none: Option<Span>,
        /// The value of `unknown`.
        unknown: Option<Span>,
    },
}

/// The value of no agreement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoDeal {
    /// Not given.
    Unsaid,
    /// `"none"`
    Nothing,
    /// A number or range.
    Value(Span),
    /// A package, by its choices; the others are those of no agreement.
    Package(Vec<(IssueKey, Pick)>),
    /// Between two packages.
    Between {
        /// Worth at least this one.
        at_least: Option<Vec<(IssueKey, Pick)>>,
        /// Worth less than this one.
        below: Option<Vec<(IssueKey, Pick)>>,
    },
}

/// Whoever speaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Voice {
    /// Id.
    pub id: String,
    /// For whom.
    pub speaks_for: Option<PartyKey>,
    /// First and last day of the mandate.
    pub mandate: (Option<String>, Option<String>),
    /// `named = false`
    pub anonymous: bool,
    /// `mandate = false`
    pub unauthorised: bool,
    /// `carrier`
    pub carrier: bool,
}

/// One entry of the record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// Id.
    pub id: String,
    /// When it was said.
    pub said: String,
    /// When it became known.
    pub known: Option<String>,
    /// Ids of voices, outermost first.
    pub chain: Vec<String>,
    /// Whose position it gives.
    pub about: Vec<PartyKey>,
    /// What it does.
    pub stance: Stance,
    /// What the party is said to do.
    pub that: Option<Stance>,
    /// What it is about.
    pub terms: Option<Condition>,
    /// `only-if`
    pub only_if: Option<Condition>,
    /// `if`
    pub if_: Option<Condition>,
    /// `first`
    pub first: Option<Condition>,
    /// `occasion`
    pub occasion: Option<String>,
    /// Ids of statements that it answers.
    pub answers: Vec<String>,
    /// `firm`
    pub firm: bool,
    /// `as-read`
    pub as_read: Vec<Condition>,
    /// A date or the id of an event.
    pub until: Option<String>,
    /// Ids of the citations.
    pub cite: Vec<String>,
}

impl Draft {
    /// The issue of a key.
    ///
    /// # Panics
    ///
    /// When there is none.
    #[must_use]
    pub fn issue(&self, key: IssueKey) -> &Issue {
        self.issues.iter().find(|issue| issue.key == key).expect("drafts refer to their own issues")
    }

    /// The party of a key.
    ///
    /// # Panics
    ///
    /// When there is none.
    #[must_use]
    pub fn party(&self, key: PartyKey) -> &Party {
        self.parties.iter().find(|party| party.key == key).expect("drafts refer to their own parties")
    }
}

impl Issue {
    /// The options, none for a numeric issue.
    #[must_use]
    pub fn options(&self) -> &[IssueOption] {
        match &self.domain {
            Domain::OneOf(options) | Domain::AnyOf(options) => options,
            Domain::Numbers { .. } => &[],
        }
    }

    /// Every choice, in the order in which a case numbers them.
    #[must_use]
    pub fn picks(&self) -> Vec<Pick> {
        match &self.domain {
            Domain::OneOf(options) => options.iter().map(|option| Pick::Option(option.key)).collect(),
            Domain::AnyOf(options) => (0..1_usize << options.len())
                .map(|set| {
                    let taken = options.iter().enumerate().filter(|(bit, _)| set >> bit & 1 == 1);
                    let mut keys: Vec<_> = taken.map(|(_, option)| option.key).collect();
                    keys.sort_unstable();
                    Pick::Set(keys)
                })
                .collect(),
            Domain::Numbers { from, step, count, none, unknown } => {
                let numbers = (0..*count).map(|at| Pick::Number(from.plus(step.times(at))));
                numbers.chain(none.then_some(Pick::None)).chain(unknown.then_some(Pick::Unknown)).collect()
            }
        }
    }

    /// A choice as the language writes it.
    ///
    /// # Panics
    ///
    /// When the choice is not one of this issue.
    #[must_use]
    pub fn text(&self, pick: &Pick) -> String {
        let id = |key: &OptionKey| {
            let option = self.options().iter().find(|option| option.key == *key);
            option.expect("drafts refer to their own options").id.as_str()
        };
        match pick {
            Pick::Option(key) => id(key).to_owned(),
            Pick::Set(keys) if keys.is_empty() => "none".to_owned(),
            Pick::Set(keys) => keys.iter().map(id).collect::<Vec<_>>().join(" + "),
            Pick::Number(number) => number.to_string(),
            Pick::None => "none".to_owned(),
            Pick::Unknown => "unknown".to_owned(),
        }
    }
}
