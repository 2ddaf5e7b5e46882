//! From expressions to conditions on packages: names become positions, options
//! become sets of choices, sums become integers.
//!
//! Numeric issues: a comparison is met only where every issue in it sits at a
//! number; `issue = none` and `issue = unknown` address the choices beside the
//! numbers. Issues that take any set: `has` asks for one option, `= a` for
//! exactly the set of `a` alone, `is none` for the empty set. In priorities `a
//! if b` reads `b -> a`, and `a iff b` reads `a <-> b`.

mod choice;
mod linear;
mod scope;

use std::collections::BTreeSet;

use detente_syntax::ast::{Expression, ExpressionKind, Name, Quantity};
use detente_syntax::diagnostic::Diagnostic;
use detente_syntax::expression::{Mode, parse};
use detente_syntax::value::Text;

use crate::codes;
use crate::formula::{ChoiceSet, Formula};
use crate::model::{Case, Clause, Domain};
use crate::package::IssueIndex;
use crate::read::findings::Findings;

pub(crate) use scope::Scope;

/// Largest resolved expression, in parts; `<->` and `exactly` double what
/// stands in them.
const MAX_PARTS: usize = 100_000;

/// Reads a condition about the packages of a case, such as one that was typed
/// on a command line.
///
/// # Errors
///
/// Everything that is wrong with it.
pub fn condition(case: &Case, text: &Text) -> Result<Clause, Vec<Diagnostic>> {
    let findings = Findings::new();
    let clause = clause(&findings, &Scope::new(&case.issues), text, Mode::Condition);
    clause.ok_or_else(|| findings.finish())
}

/// Parses and resolves; `None` after having said what is wrong.
pub(crate) fn clause(findings: &Findings, scope: &Scope<'_>, text: &Text, mode: Mode) -> Option<Clause> {
    let expression = match parse(text, mode) {
        Ok(expression) => expression,
        Err(errors) => {
            findings.extend(errors);
            return None;
        }
    };
    let formula = Resolver { findings, scope }.formula(&expression)?;
    let mut names = BTreeSet::new();
    name_issues(&expression, scope, &mut names);
    Some(Clause {
        text: text.as_str().to_owned(),
        span: text.span(),
        formula,
        names: names.into_iter().collect(),
    })
}

/// Adds the issues that an expression names.
fn name_issues(expression: &Expression, scope: &Scope<'_>, names: &mut BTreeSet<IssueIndex>) {
    let mut add = |name: &Name| names.extend(scope.position(&name.text));
    match &expression.kind {
        ExpressionKind::Constant(_) => {}
        ExpressionKind::Is { issue, .. }
        | ExpressionKind::In { issue, .. }
        | ExpressionKind::Has { issue, .. }
        | ExpressionKind::IsNone { issue } => add(issue),
        ExpressionKind::Compare { left, right, .. } => left.terms.iter().chain(&right.terms).for_each(add),
        ExpressionKind::Not(inner) => name_issues(inner, scope, names),
        ExpressionKind::And(parts) | ExpressionKind::Or(parts) | ExpressionKind::Count { of: parts, .. } => {
            parts.iter().for_each(|part| name_issues(part, scope, names));
        }
        ExpressionKind::Implies(left, right)
        | ExpressionKind::Equivalent(left, right)
        | ExpressionKind::If(left, right)
        | ExpressionKind::IfAndOnlyIf(left, right) => {
            name_issues(left, scope, names);
            name_issues(right, scope, names);
        }
    }
}

/// What resolving needs; the tree that it walks is of bounded depth.
struct Resolver<'a> {
    findings: &'a Findings,
    scope: &'a Scope<'a>,
}

impl Resolver<'_> {
    /// The meaning of an expression. Every part is resolved even where another
    /// has failed, so that all errors are told at once.
    fn formula(&self, expression: &Expression) -> Option<Formula> {
        let formula = match &expression.kind {
            ExpressionKind::Constant(true) => Formula::True,
            ExpressionKind::Constant(false) => Formula::False,
            ExpressionKind::Is { issue, equal, option } => {
                let at = self.issue(issue)?;
                let choice = self.scope.choice(self.findings, at, &option.text, option.span)?;
                let formula = self.choices(at, expression, [usize::from(choice)])?;
                if *equal { formula } else { formula.not() }
            }
            ExpressionKind::In { issue, options } => {
                let at = self.issue(issue)?;
                let choices: Vec<_> = options
                    .iter()
                    .map(|option| self.scope.choice(self.findings, at, &option.text, option.span))
                    .collect();
                let choices = choices.into_iter().collect::<Option<Vec<_>>>()?;
                self.choices(at, expression, choices.into_iter().map(usize::from))?
            }
            ExpressionKind::Has { issue, option } => self.has(expression, issue, option)?,
            ExpressionKind::IsNone { issue } => {
                let at = self.issue(issue)?;
                let choice = self.scope.choice(self.findings, at, "none", issue.span)?;
                self.choices(at, expression, [usize::from(choice)])?
            }
            ExpressionKind::Compare { left, order, right } => {
                linear::resolve(self.findings, self.scope, expression.span, left, *order, right)?
            }
            ExpressionKind::Not(inner) => self.formula(inner)?.not(),
            ExpressionKind::And(parts) => Formula::and(self.all(parts)?),
            ExpressionKind::Or(parts) => Formula::or(self.all(parts)?),
            ExpressionKind::Implies(condition, consequence) | ExpressionKind::If(consequence, condition) => {
                let (condition, consequence) = self.both(condition, consequence)?;
                condition.implies(consequence)
            }
            ExpressionKind::Equivalent(left, right) | ExpressionKind::IfAndOnlyIf(left, right) => {
                let (left, right) = self.both(left, right)?;
                self.small_enough(expression, 2 * (parts_of(&left) + parts_of(&right)))?;
                left.equivalent(right)
            }
            ExpressionKind::Count { quantity, count, of } => {
                let of = self.all(of)?;
                let count = usize::try_from(*count).unwrap_or(usize::MAX);
                match quantity {
                    Quantity::AtLeast => Formula::at_least(count, of),
                    Quantity::AtMost => Formula::at_least(count.saturating_add(1), of).not(),
                    Quantity::Exactly => {
                        self.small_enough(expression, 2 * of.iter().map(parts_of).sum::<usize>())?;
                        let enough = Formula::at_least(count, of.clone());
                        Formula::and([enough, Formula::at_least(count.saturating_add(1), of).not()])
                    }
                }
            }
        };
        Some(formula)
    }

    fn all(&self, parts: &[Expression]) -> Option<Vec<Formula>> {
        let formulas: Vec<_> = parts.iter().map(|part| self.formula(part)).collect();
        formulas.into_iter().collect()
    }

    fn both(&self, left: &Expression, right: &Expression) -> Option<(Formula, Formula)> {
        let (left, right) = (self.formula(left), self.formula(right));
        Some((left?, right?))
    }

    fn issue(&self, name: &Name) -> Option<IssueIndex> {
        self.scope.issue(self.findings, &name.text, name.span)
    }

    fn choices(
        &self,
        issue: IssueIndex,
        expression: &Expression,
        chosen: impl IntoIterator<Item = usize>,
    ) -> Option<Formula> {
        let count = self.scope.issues()[issue].choices();
        if !self.findings.afford(1 + count / 1024, expression.span) {
            return None;
        }
        let mut choices = ChoiceSet::with_capacity(count);
        chosen.into_iter().for_each(|choice| choices.insert(choice));
        Some(Formula::is(issue, choices))
    }

    fn has(&self, expression: &Expression, issue: &Name, option: &Name) -> Option<Formula> {
        let at = self.issue(issue)?;
        let known = &self.scope.issues()[at];
        let Domain::AnyOf(_) = known.domain else {
            if !known.domain.is_empty() {
                self.findings.error(|| {
                    let message = format!("`{}` takes one choice, so it cannot `has`", issue.text);
                    Diagnostic::error(codes::NOT_ANY_OF, issue.span, message)
                        .related(known.span, "declared here, without `any-of = true`")
                        .help(format!("write `{} = {}`", issue.text, option.text))
                });
            }
            return None;
        };
        let bit = self.scope.option(self.findings, at, &option.text, option.span)?;
        self.choices(at, expression, (0..known.choices()).filter(|set| set >> bit & 1 == 1))
    }

    fn small_enough(&self, expression: &Expression, parts: usize) -> Option<()> {
        if parts <= MAX_PARTS {
            return Some(());
        }
        self.findings.error(|| {
            Diagnostic::error(
                codes::TOO_MANY,
                expression.span,
                "the expression is too large when written out",
            )
            .note("`<->`, `iff` and `exactly` double what stands in them")
            .help("say it in several conditions")
        });
        None
    }
}

fn parts_of(formula: &Formula) -> usize {
    match formula {
        Formula::Not(inner) => 1 + parts_of(inner),
        Formula::And(parts) | Formula::Or(parts) | Formula::AtLeast { of: parts, .. } => {
            1 + parts.iter().map(parts_of).sum::<usize>()
        }
        Formula::True | Formula::False | Formula::Is { .. } | Formula::Linear(_) => 1,
    }
}
