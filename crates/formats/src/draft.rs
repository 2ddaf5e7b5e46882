//! A case on its way from another tool's file to the text of a `case.toml`.
//!
//! A draft holds what every reader has to say, in the terms of the case
//! language; [`Draft::text`] writes it. Ids are made from the names that the
//! file gives ([`Ids`]), and the names stay as titles, so that what is written
//! back bears the names that came in.

mod write;

use std::collections::BTreeMap;

use detente_case::decimal::Decimal;
use detente_case::evidence::Basis;
use detente_case::model::RuleKind;

pub use detente_syntax::naming::Ids;

/// How the reason of a case begins that says what its numbers were read from.
pub(crate) const READ_FROM: [&str; 3] =
    ["Read from the ", "The numbers are those of ", "The numbers and orders are "];

/// A case to be written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// Title.
    pub title: String,
    /// A few sentences on what it is.
    pub summary: Option<String>,
    /// The day up to which the case looks, as `YYYY-MM-DD`.
    pub as_of: Option<String>,
    /// What the file knows of and the case does not model.
    pub leaves_out: Vec<String>,
    /// Whether the numbers count as stated by the file, as those of an exercise do.
    pub stated: bool,
    /// Why the numbers are what they are: the files that they came from.
    pub because: String,
    /// Lines of comment at the head of the text.
    pub head: Vec<String>,
    /// Parties.
    pub parties: Vec<Party>,
    /// Issues.
    pub issues: Vec<Issue>,
    /// Facts that no package may break.
    pub rules: Vec<Rule>,
}

/// A party and what it prefers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Party {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// Why its acceptance is not asked for; `None` where it is.
    pub not_asked: Option<String>,
    /// The packages that need its acceptance, where not all do.
    pub asked_when: Option<String>,
    /// A remark on the party, where it is asked.
    pub because: Option<String>,
    /// What it prefers.
    pub preference: Preference,
    /// Lines of comment above the preference.
    pub comment: Vec<String>,
}

/// What a party prefers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Preference {
    /// How packages compare.
    pub form: Form,
    /// The value of no agreement.
    pub reservation: Reservation,
    /// Value beyond the sum of issues.
    pub adjustments: Vec<Adjustment>,
    /// What the party refuses.
    pub red_lines: Vec<RedLine>,
    /// `because` of the preference, where it differs from that of the case.
    pub because: Option<String>,
    /// What its numbers rest on, where it differs from the case.
    pub basis: Option<Basis>,
    /// Ids of the issues in order of weight, heaviest first, `~` between equals,
    /// where the order is all that is known; `weights` are then empty.
    pub weight_order: Vec<String>,
    /// What is to be said of single numbers.
    pub remarks: BTreeMap<Number, Remark>,
}

/// A number of a preference.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Number {
    /// The value of no agreement.
    Reservation,
    /// The weight of the issue at this position.
    Weight(usize),
    /// The value of a choice of the issue at this position.
    Value(usize, String),
    /// All values of the issue at this position, which points or an order give.
    Values(usize),
}

/// A basis and reason of a number's own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Remark {
    /// What it rests on, where it differs from what is around it.
    pub basis: Option<Basis>,
    /// Why.
    pub because: Option<String>,
}

/// How a party's packages compare.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Form {
    /// Nothing is known.
    #[default]
    Unknown,
    /// Weights and values.
    Values {
        /// One an issue, in issue order; empty: free.
        weights: Vec<Amount>,
        /// One an issue, in issue order.
        levels: Vec<Levels>,
        /// What the weighted sum is divided by instead of the sum of weights.
        scale: Option<Decimal>,
        /// Highest total.
        cap: Option<Decimal>,
    },
    /// Expressions in order of importance, most important first.
    Priorities(Vec<String>),
    /// Groups of equally good packages, best first, each entry an expression.
    Ranking(Vec<Vec<String>>),
}

/// Values of the choices of one issue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Levels {
    /// A value an option or number, by how the language writes the choice.
    Table(Vec<(String, Amount)>),
    /// Piecewise linear between points `(number, value)`, with values of the
    /// choices beside the numbers.
    Points(Vec<(Decimal, Amount)>, Vec<(String, Amount)>),
    /// An order, best first; `~` joins what is equally good.
    Order(Vec<String>),
}

/// A number, or what is known of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Amount {
    /// One number.
    Exactly(Decimal),
    /// A range, with the most plausible number where given.
    Between(Decimal, Option<Decimal>, Decimal),
}

/// The value of no agreement.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Reservation {
    /// As the language has it where nothing is said.
    #[default]
    Unsaid,
    /// A number or range.
    Value(Amount),
    /// That of a package, as `(issue id, choice)`.
    Package(Vec<(String, String)>),
    /// Anything is at least as good as no agreement.
    Nothing,
}

/// Value that a package gains or loses beyond the sum of issues.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Adjustment {
    /// Id.
    pub id: String,
    /// Expression.
    pub when: String,
    /// By how much.
    pub by: Amount,
    /// Why, where it differs from the preference.
    pub because: Option<String>,
}

/// What a party refuses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RedLine {
    /// Id.
    pub id: String,
    /// Expression.
    pub refuse: String,
    /// Why.
    pub because: Option<String>,
}

/// An issue.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Issue {
    /// Id.
    pub id: String,
    /// Title.
    pub title: String,
    /// What can be chosen.
    pub domain: Domain,
    /// The choice without an agreement, as the language writes it.
    pub no_deal: Option<String>,
    /// Ids of the parties each of which can move it alone.
    pub control: Vec<String>,
    /// Permitted changes, by option ids; `None`: every change.
    pub moves: Option<Vec<(String, String)>>,
    /// When the issue arises; `None`: always.
    pub when: Option<String>,
    /// Why it is there, or what it means.
    pub because: Option<String>,
    /// Lines of comment above it.
    pub comment: Vec<String>,
}

/// The choices of an issue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Domain {
    /// One of these.
    Options(Vec<Named>),
    /// Any set of these.
    AnyOf(Vec<Named>),
    /// Numbers.
    Range {
        /// First.
        from: Decimal,
        /// Last.
        to: Decimal,
        /// Distance.
        step: Decimal,
        /// Unit.
        unit: Option<String>,
        /// Title of the choice `none`.
        none: Option<String>,
        /// Title of the choice `unknown`.
        unknown: Option<String>,
    },
}

impl Default for Domain {
    fn default() -> Self {
        Self::Options(Vec::new())
    }
}

/// An option.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// Id.
    pub id: String,
    /// Title.
    pub title: String,
    /// Why it is there, or what it means.
    pub because: Option<String>,
}

/// A fact that no package may break.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rule {
    /// Id.
    pub id: String,
    /// Its kind; `None`: logic.
    pub kind: Option<RuleKind>,
    /// Ids of the parties whose reading of the law it is.
    pub according_to: Vec<String>,
    /// What must hold.
    pub require: String,
    /// Why.
    pub because: String,
}
