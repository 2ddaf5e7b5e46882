//! Packages: one choice for each issue.

/// Position of an issue in its case.
pub type IssueIndex = usize;
/// Position of a party in its case.
pub type PartyIndex = usize;
/// Position of a statement in its case.
pub type StatementIndex = usize;

/// A choice on an issue.
///
/// For a plain issue the position of the option; for an any-of issue the set
/// of options as bits, option 0 the lowest; for a numeric issue the position
/// of the number from the lowest, then `none`, then `unknown` where the issue
/// has them.
pub type Choice = u16;

/// A choice for each issue, in case order. An issue that does not arise sits at
/// its no-deal choice.
pub type Package = Vec<Choice>;
