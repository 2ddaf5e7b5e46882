//! The expression language: one text, one tree, or every error in it.
//!
//! ```text
//! priority   = equivalent [ ("if" | "iff") equivalent ]        priorities only
//! equivalent = implies { "<->" implies }                       from the left
//! implies    = or [ "->" implies ]                             from the right
//! or         = and { "or" and }
//! and        = not { "and" not }
//! not        = "not" not | primary
//! primary    = "(" equivalent ")" | "true" | "false" | quantity | comparison
//! quantity   = ( "at" "least" | "at" "most" | "exactly" ) digits
//!              "of" "(" equivalent { "," equivalent } ")"
//! comparison = id ( "=" | "!=" ) option
//!            | id "in" "{" option { "," option } "}"
//!            | id "has" id
//!            | id "is" "none"
//!            | sum ( "<" | "<=" | ">" | ">=" ) sum
//! sum        = term { "+" term }
//! term       = id | number
//! option     = id | number
//! number     = [ "-" ] digits [ "." digits ]
//! id         = group { "-" group },  group = (lowercase letter | digit)+
//! ```
//!
//! `a <-> b <-> c` reads `(a <-> b) <-> c`, as logic does: which pair is read
//! first makes no difference to its truth. `if` and `iff` do not chain, because
//! `a if b if c` has two readings that differ. Space, tabs and line breaks
//! separate words and are otherwise without meaning.

mod comparison;
mod lexer;
mod operand;
mod parser;
mod printer;
mod slips;

use crate::ast::Expression;
use crate::diagnostic::Diagnostic;
use crate::value::Text;

/// How many levels the tree of an expression may have, so that whatever walks
/// it may recurse.
pub const MAX_HEIGHT: usize = 100;

/// How many parentheses, lists, `not` and `->` may be open at once. Every level
/// of a tree takes at most two, so that a tree that was parsed can be printed
/// and parsed again.
pub const MAX_DEPTH: usize = 2 * MAX_HEIGHT;

/// What an expression is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// True or false of a package: rules, terms, red lines, conditions.
    Condition,
    /// A statement of a priority order, where `if` and `iff` may stand.
    Priority,
}

/// Parses an expression in time proportional to its length.
///
/// # Errors
///
/// Every error found (the first twenty), with code `expression`, or
/// `nested-too-deeply` past [`MAX_DEPTH`] or [`MAX_HEIGHT`]. After an error the
/// text is read on from the next connective, so that one run reports
/// independent mistakes.
pub fn parse(text: &Text, mode: Mode) -> Result<Expression, Vec<Diagnostic>> {
    parser::Parser::new(text, mode).parse()
}
