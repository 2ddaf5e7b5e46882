//! A tree as text, with no more parentheses than its shape needs.
//!
//! Parsing the text gives the tree back, places aside: a list of conditions
//! inside a list of the same connective keeps its parentheses, since without
//! them the two would be one list.

use std::fmt::{self, Display, Formatter};

use crate::ast::{Expression, ExpressionKind, Name, Order, Quantity, Sum};

/// How tightly the outermost sign of an expression binds.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Binding {
    If,
    Equivalent,
    Implies,
    Or,
    And,
    Not,
    Comparison,
}

impl Expression {
    fn binding(&self) -> Binding {
        match &self.kind {
            ExpressionKind::If(..) | ExpressionKind::IfAndOnlyIf(..) => Binding::If,
            ExpressionKind::Equivalent(..) => Binding::Equivalent,
            ExpressionKind::Implies(..) => Binding::Implies,
            ExpressionKind::Or(_) => Binding::Or,
            ExpressionKind::And(_) => Binding::And,
            ExpressionKind::Not(_) => Binding::Not,
            ExpressionKind::Constant(_)
            | ExpressionKind::Is { .. }
            | ExpressionKind::In { .. }
            | ExpressionKind::Has { .. }
            | ExpressionKind::IsNone { .. }
            | ExpressionKind::Compare { .. }
            | ExpressionKind::Count { .. } => Binding::Comparison,
        }
    }
}

/// An operand, in parentheses if it binds more loosely than its place allows.
struct Operand<'e>(&'e Expression, Binding);

impl Display for Operand<'_> {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        let Self(expression, least) = self;
        if expression.binding() < *least { write!(out, "({expression})") } else { expression.fmt(out) }
    }
}

impl Display for Expression {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        match &self.kind {
            ExpressionKind::Constant(value) => value.fmt(out),
            ExpressionKind::Is { issue, equal, option } => {
                write!(out, "{issue} {} {option}", if *equal { "=" } else { "!=" })
            }
            ExpressionKind::In { issue, options } => {
                write!(out, "{issue} in {{")?;
                joined(out, options, ", ")?;
                out.write_str("}")
            }
            ExpressionKind::Has { issue, option } => write!(out, "{issue} has {option}"),
            ExpressionKind::IsNone { issue } => write!(out, "{issue} is none"),
            ExpressionKind::Compare { left, order, right } => write!(out, "{left} {order} {right}"),
            ExpressionKind::Not(operand) => write!(out, "not {}", Operand(operand, Binding::Not)),
            ExpressionKind::And(operands) => {
                joined(out, operands.iter().map(|operand| Operand(operand, Binding::Not)), " and ")
            }
            ExpressionKind::Or(operands) => {
                joined(out, operands.iter().map(|operand| Operand(operand, Binding::And)), " or ")
            }
            ExpressionKind::Implies(left, right) => {
                write!(out, "{} -> {}", Operand(left, Binding::Or), Operand(right, Binding::Implies))
            }
            ExpressionKind::Equivalent(left, right) => {
                write!(out, "{} <-> {}", Operand(left, Binding::Equivalent), Operand(right, Binding::Implies))
            }
            ExpressionKind::Count { quantity, count, of } => {
                write!(out, "{quantity} {count} of (")?;
                joined(out, of.iter().map(|element| Operand(element, Binding::Equivalent)), ", ")?;
                out.write_str(")")
            }
            ExpressionKind::If(left, right) => {
                write!(
                    out,
                    "{} if {}",
                    Operand(left, Binding::Equivalent),
                    Operand(right, Binding::Equivalent)
                )
            }
            ExpressionKind::IfAndOnlyIf(left, right) => {
                write!(
                    out,
                    "{} iff {}",
                    Operand(left, Binding::Equivalent),
                    Operand(right, Binding::Equivalent)
                )
            }
        }
    }
}

fn joined<T: Display>(
    out: &mut Formatter<'_>,
    items: impl IntoIterator<Item = T>,
    separator: &str,
) -> fmt::Result {
    for (position, item) in items.into_iter().enumerate() {
        if position > 0 {
            out.write_str(separator)?;
        }
        item.fmt(out)?;
    }
    Ok(())
}

impl Display for Name {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        out.write_str(&self.text)
    }
}

impl Display for Sum {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        joined(out, &self.terms, " + ")
    }
}

impl Display for Order {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Less => "<",
            Self::AtMost => "<=",
            Self::Greater => ">",
            Self::AtLeast => ">=",
        })
    }
}

impl Display for Quantity {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::AtLeast => "at least",
            Self::AtMost => "at most",
            Self::Exactly => "exactly",
        })
    }
}
