//! What a party would accept and prefer, as vaguely as it is known.

use detente_syntax::span::Span;

use crate::decimal::Decimal;
use crate::evidence::{Basis, Ground};
use crate::model::Clause;
use crate::package::{Choice, IssueIndex, Package, PartyIndex, StatementIndex};

/// The preference of one party; [`Preference::none`] where nothing is given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preference {
    /// The party.
    pub party: PartyIndex,
    /// Where the table stands, if there is one.
    pub span: Option<Span>,
    /// Basis of all that carries none of its own.
    pub basis: Basis,
    /// Citations and reason for the whole.
    pub ground: Ground,
    /// How packages compare.
    pub form: Form,
    /// The value of no agreement.
    pub reservation: Reservation,
    /// Value beyond the sum of issues.
    pub adjustments: Vec<Adjustment>,
    /// What the party refuses.
    pub red_lines: Vec<RedLine>,
}

/// How a party's packages compare.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Form {
    /// Nothing is known.
    Unknown,
    /// A value for each option of each issue.
    Values(Values),
    /// Statements in order of importance, most important first (option
    /// prioritisation, Hipel, Fang and Peng 1997): an order, not a scale.
    Priorities(Vec<Priority>),
    /// Packages in order, best first, ties together; each entry is a condition
    /// that its packages meet. Packages of no entry come last. An order, not a scale.
    Ranking(Vec<Vec<Clause>>),
}

/// Weights and values of the sum over issues.
///
/// The value of a package is the sum of weight times value, divided by
/// `divisor` or, where that is `None`, by the sum of the weights; then the
/// adjustments that apply are added; then the result is clamped to at most `cap`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Values {
    /// Weights of the issues.
    pub weights: Weights,
    /// Values of the choices, one entry an issue.
    pub issues: Vec<Levels>,
    /// `scale` of the case language: what the weighted sum is divided by instead
    /// of the sum of weights.
    pub divisor: Option<Decimal>,
    /// Highest total.
    pub cap: Option<Decimal>,
}

/// What is known of the weights.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Weights {
    /// Nothing: any weights, as a point equal ones, assumed.
    Free,
    /// A range an issue; a plain number is a range of one.
    Ranges(Vec<Range>),
    /// Groups of issues, most important first, equal within a group; every issue once.
    Order {
        /// The groups.
        groups: Vec<Vec<IssueIndex>>,
        /// Basis.
        basis: Basis,
        /// Citations and reason.
        ground: Ground,
    },
}

/// What is known of the values of an issue's choices, 0 worst to 100 best.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Levels {
    /// A range a choice; a plain number is a range of one.
    Ranges(Vec<Range>),
    /// Groups of choices, best (100) first, worst (0) last, equal within a
    /// group, strictly falling from group to group.
    Order {
        /// The groups; with one group alone every choice of it is worth 100.
        groups: Vec<Vec<Choice>>,
        /// Choices (of an any-of issue) that the order leaves out: 0 to 100.
        unplaced: Vec<Choice>,
        /// Basis.
        basis: Basis,
        /// Citations and reason.
        ground: Ground,
    },
}

/// A number known within bounds, `low <= mode <= high`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Range {
    /// Least.
    pub low: Decimal,
    /// Most plausible, where given: the distribution is then triangular, else uniform.
    pub mode: Option<Decimal>,
    /// Greatest.
    pub high: Decimal,
    /// Basis.
    pub basis: Basis,
    /// Citations and reason.
    pub ground: Ground,
}

/// The value of no agreement to a party (reservation value).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reservation {
    /// Not known.
    Unknown,
    /// Anything is at least as good as no agreement (`no-deal = "none"`).
    Nothing,
    /// A value on the party's scale.
    Value(Range),
    /// The value of this package; it may break rules, but its issues that do not arise count nothing.
    Package {
        /// The package.
        package: Package,
        /// Whether it was given, rather than taken from the issues' no-deal choices.
        given: bool,
    },
    /// Between the values of two packages.
    Between {
        /// No agreement is worth at least this package.
        at_least: Option<Package>,
        /// No agreement is worth less than this package.
        below: Option<Package>,
        /// Basis.
        basis: Basis,
        /// Citations and reason.
        ground: Ground,
    },
}

/// Value that a package gains or loses beyond the sum of issues.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Adjustment {
    /// Id.
    pub id: String,
    /// Where it stands.
    pub span: Span,
    /// When it applies.
    pub when: Clause,
    /// By how much, in points of the party's 0 to 100 scale.
    pub by: Range,
}

/// A demand of one party that no package may cross for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RedLine {
    /// Id.
    pub id: String,
    /// Where it stands.
    pub span: Span,
    /// Packages that cross it.
    pub refuse: Clause,
    /// Statements that it rests on.
    pub rests_on: Vec<StatementIndex>,
    /// Whether the analyst assumes it.
    pub assumed: bool,
    /// Citations and reason.
    pub ground: Ground,
}

/// One statement of an option prioritisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Priority {
    /// What the party wants.
    pub clause: Clause,
    /// Whether it is strongly preferred (strength of preference, Hamouda, Kilgour and Hipel 2004).
    pub strong: bool,
}

impl Range {
    /// Exactly one number.
    #[must_use]
    pub fn exactly(number: Decimal, basis: Basis) -> Self {
        Self { low: number, mode: None, high: number, basis, ground: Ground::default() }
    }

    /// Whether it is one number.
    #[must_use]
    pub fn is_exact(&self) -> bool {
        self.low == self.high
    }
}

impl Preference {
    /// Nothing known of a party.
    #[must_use]
    pub fn none(party: PartyIndex) -> Self {
        Self {
            party,
            span: None,
            basis: Basis::Assumed,
            ground: Ground::default(),
            form: Form::Unknown,
            reservation: Reservation::Unknown,
            adjustments: Vec::new(),
            red_lines: Vec::new(),
        }
    }
}
