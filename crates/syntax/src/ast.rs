//! The expression language as a tree. Its grammar and its parser are in
//! [`crate::expression`].

use crate::span::Span;

/// An expression with the place that it came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expression {
    /// What it says.
    pub kind: ExpressionKind,
    /// Where it stands.
    pub span: Span,
}

/// The id of an issue or option, or a number where an option is one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// As written.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

/// How two numbers are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Order {
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `>`
    Greater,
    /// `>=`
    AtLeast,
}

/// One side of a comparison: the sum of numeric issues and numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sum {
    /// The summands; each is an issue's id or a decimal number (which may be negative).
    pub terms: Vec<Name>,
    /// Where it stands.
    pub span: Span,
}

/// How many of a list must hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Quantity {
    /// `at least n of`
    AtLeast,
    /// `at most n of`
    AtMost,
    /// `exactly n of`
    Exactly,
}

/// What an [`Expression`] says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExpressionKind {
    /// `true` or `false`
    Constant(bool),
    /// `issue = option` (`equal`) or `issue != option`
    Is {
        /// The issue.
        issue: Name,
        /// Whether `=` was written rather than `!=`.
        equal: bool,
        /// The option, or a number.
        option: Name,
    },
    /// `issue in {a, b}`
    In {
        /// The issue.
        issue: Name,
        /// The options.
        options: Vec<Name>,
    },
    /// `issue has option`
    Has {
        /// An any-of issue.
        issue: Name,
        /// One of its options.
        option: Name,
    },
    /// `issue is none`
    IsNone {
        /// The issue.
        issue: Name,
    },
    /// `a + b <= 1550`
    Compare {
        /// Left side.
        left: Sum,
        /// The comparison.
        order: Order,
        /// Right side.
        right: Sum,
    },
    /// `not e`
    Not(Box<Expression>),
    /// `e and e and ...`, at least two
    And(Vec<Expression>),
    /// `e or e or ...`, at least two
    Or(Vec<Expression>),
    /// `e -> e`
    Implies(Box<Expression>, Box<Expression>),
    /// `e <-> e`
    Equivalent(Box<Expression>, Box<Expression>),
    /// `at least n of (e, e, ...)`
    Count {
        /// At least, at most or exactly.
        quantity: Quantity,
        /// The number.
        count: u32,
        /// The list.
        of: Vec<Expression>,
    },
    /// `a if b`, in priorities only: `a` matters where `b` holds
    If(Box<Expression>, Box<Expression>),
    /// `a iff b`, in priorities only
    IfAndOnlyIf(Box<Expression>, Box<Expression>),
}
