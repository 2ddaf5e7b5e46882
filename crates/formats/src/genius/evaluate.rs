//! Evaluations as GENIUS computes them (`EvaluatorDiscrete`, `EvaluatorInteger`
//! and `EvaluatorReal` of its source), in exact fractions.

use std::collections::HashMap;

use detente_syntax::diagnostic::Diagnostic;
use num_traits::{One, Signed, Zero};

use super::domain::{Choices, GeniusIssue, Type, declared};
use super::markup::{Document, Element};
use crate::additive::Summand;
use crate::codes;
use crate::notes::Notes;
use crate::rational::{self, Rational};

/// Whether a text is one of Java's ways to write what is no finite number.
fn not_finite(text: &str) -> bool {
    let bare = text.trim().trim_start_matches(['+', '-']).to_ascii_lowercase();
    matches!(bare.as_str(), "nan" | "infinity" | "inf")
}

/// What an issue adds to the value of packages, its weight still to be
/// multiplied by that of the file; `None` after an error.
pub(crate) fn evaluate(
    document: &Document<'_>,
    element: &Element<'_>,
    issue: &GeniusIssue,
    notes: &mut Notes,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Summand> {
    let mut reading = Evaluating { document, element, notes, diagnostics };
    let kind = declared(element);
    let (weight, divisor, evaluations) = match &issue.choices {
        Choices::Values(values) if matches!(kind, None | Some(Type::Discrete)) => {
            let (most, evaluations) = reading.discrete(issue, values)?;
            (Rational::one(), most, evaluations)
        }
        Choices::Numbers(grid) if kind != Some(Type::Discrete) || reading.evaluator().is_some() => {
            let numbers: Vec<_> = grid.fractions().collect();
            let of_reals =
                kind == Some(Type::Real) || (kind != Some(Type::Integer) && !issue_is_whole(issue));
            let curve = if of_reals { reading.real()? } else { reading.integer()? };
            let evaluations: Vec<_> = numbers.iter().map(|number| curve.at(number)).collect();
            // So that the best number counts 1, whatever the curve reaches.
            match evaluations.iter().max().filter(|most| most.is_positive()).cloned() {
                Some(most) => {
                    let shares = evaluations.iter().map(|evaluation| evaluation / &most).collect();
                    (most, Rational::one(), shares)
                }
                None => (Rational::one(), Rational::one(), evaluations),
            }
        }
        _ => {
            reading.diagnostics.push(
                Diagnostic::error(
                    codes::ISSUE_MISMATCH,
                    element.span,
                    format!("`{}` is of another type here than in the domain", issue.name),
                )
                .related(issue.span, "the issue in the domain"),
            );
            return None;
        }
    };
    Some(Summand { weight, divisor, evaluations })
}

fn issue_is_whole(issue: &GeniusIssue) -> bool {
    matches!(&issue.choices, Choices::Numbers(grid) if grid.complete)
}

struct Evaluating<'r, 'd, 'a> {
    document: &'d Document<'a>,
    element: &'d Element<'a>,
    notes: &'r mut Notes,
    diagnostics: &'r mut Vec<Diagnostic>,
}

/// An evaluation over numbers.
enum Curve {
    /// `slope * (number - from) + offset`, within 0 and 1.
    Linear { from: Rational, slope: Rational, offset: Rational },
    /// The same everywhere.
    Constant(Rational),
    /// From 0 at the lower number up to 1 at the top and down to 0 at the upper one.
    Triangular { lower: Rational, upper: Rational, top: Rational },
}

impl Curve {
    fn at(&self, number: &Rational) -> Rational {
        match self {
            Self::Linear { from, slope, offset } => {
                let value = slope * (number - from) + offset;
                value.clamp(Rational::zero(), Rational::one())
            }
            Self::Constant(value) => value.clone(),
            Self::Triangular { lower, top, .. }
                if number < lower || (number >= top && self.beyond(number)) =>
            {
                Rational::zero()
            }
            Self::Triangular { lower, top, .. } if number < top => (number - lower) / (top - lower),
            Self::Triangular { upper, top, .. } => Rational::one() - (number - top) / (upper - top),
        }
    }

    fn beyond(&self, number: &Rational) -> bool {
        matches!(self, Self::Triangular { upper, .. } if number >= upper)
    }
}

impl<'a> Evaluating<'_, '_, 'a> {
    /// Evaluations of values, and what they are divided by.
    fn discrete(&mut self, issue: &GeniusIssue, values: &[String]) -> Option<(Rational, Vec<Rational>)> {
        let known: HashMap<&str, usize> =
            values.iter().enumerate().map(|(at, value)| (value.as_str(), at)).collect();
        let mut given: Vec<Option<Rational>> = vec![None; values.len()];
        let mut named = vec![false; values.len()];
        let mut elsewhere: HashMap<String, Option<Rational>> = HashMap::new();
        for item in self.document.named(self.element, "item") {
            let Some(value) = item.attribute("value") else {
                self.diagnostics.push(Diagnostic::error(
                    codes::BAD_VALUE,
                    item.span,
                    "an item has no `value`",
                ));
                return None;
            };
            let evaluation = self.evaluation(item, &issue.name, &value.value)?;
            let Some(&at) = known.get(value.value.as_ref()) else {
                self.notes.add(codes::VALUE_MISMATCH, "unknown", value.span, || {
                    format!(
                        "`{}` is no value of `{}` in the domain; GENIUS uses its evaluation for the greatest alone",
                        value.value, issue.name
                    )
                });
                if evaluation.is_some() {
                    elsewhere.insert(value.value.clone().into_owned(), evaluation);
                }
                continue;
            };
            if named.get(at) == Some(&true) {
                self.notes.add(codes::DUPLICATE, "evaluation", value.span, || {
                    format!("`{}` stands twice in its issue; its last evaluation counts", value.value)
                });
            }
            if let (Some(named), Some(given)) = (named.get_mut(at), given.get_mut(at)) {
                *named = true;
                if evaluation.is_some() {
                    *given = evaluation;
                }
            }
        }
        for (value, _) in values.iter().zip(&named).filter(|(_, named)| !**named) {
            self.notes.tell(codes::VALUE_MISMATCH, "missing", || {
                let message =
                    format!("`{value}`, a value of `{}` in the domain, is missing here", issue.name);
                Diagnostic::warning(codes::VALUE_MISMATCH, self.element.span, message)
                    .note("GENIUS cannot evaluate packages with it; it was read as 0")
            });
        }
        let evaluated = given.iter().flatten().chain(elsewhere.values().flatten());
        let most = rational::greatest(evaluated).cloned().unwrap_or_default();
        // `normalize` of GENIUS: what is below a hundred-thousandth counts as nothing.
        if most < rational::ten_to(-5) {
            self.notes.tell(codes::NO_EVALUATION, "zero", || {
                let message = format!("no value of `{}` has an evaluation above 0", issue.name);
                Diagnostic::warning(codes::NO_EVALUATION, self.element.span, message)
                    .note("the issue adds nothing to the value of any package, as in GENIUS")
            });
            return Some((Rational::one(), vec![Rational::zero(); values.len()]));
        }
        Some((most, given.into_iter().map(Option::unwrap_or_default).collect()))
    }

    /// The evaluation of an item; an inner `None` where it has none.
    fn evaluation(&mut self, item: &Element<'a>, issue: &str, value: &str) -> Option<Option<Rational>> {
        let attribute = item.attribute("evaluation");
        let Some(attribute) = attribute.filter(|attribute| attribute.value.trim() != "null") else {
            let span = item.attribute("evaluation").map_or(item.span, |attribute| attribute.span);
            self.no_evaluation(span, issue, value);
            return Some(None);
        };
        match rational::parse(&attribute.value) {
            Some(number) if number.is_negative() => self.refuse(attribute, "an evaluation is below 0"),
            Some(number) => Some(Some(number)),
            None if not_finite(&attribute.value) => {
                self.refuse(attribute, "an evaluation is no finite number")
            }
            None if matches!(attribute.value.trim(), "" | "null") => {
                self.no_evaluation(attribute.span, issue, value);
                Some(None)
            }
            None => self.refuse(attribute, "an evaluation is no number that can be held"),
        }
    }

    fn no_evaluation(&mut self, span: detente_syntax::span::Span, issue: &str, value: &str) {
        self.notes.tell(codes::NO_EVALUATION, "item", || {
            let message = format!("`{value}` of `{issue}` has no evaluation");
            Diagnostic::warning(codes::NO_EVALUATION, span, message)
                .note("GENIUS cannot evaluate packages with it; it was read as 0")
        });
    }

    fn refuse<T>(&mut self, attribute: &super::markup::Attribute<'_>, message: &str) -> Option<T> {
        self.diagnostics.push(Diagnostic::error(codes::BAD_VALUE, attribute.span, message));
        None
    }

    fn evaluator(&self) -> Option<&Element<'a>> {
        self.document.named(self.element, "evaluator").next()
    }

    /// A number of the evaluator; 0 with a warning where it has none.
    fn parameter(&mut self, evaluator: &Element<'a>, name: &str) -> Option<Rational> {
        let Some(attribute) = evaluator.attribute(name) else {
            self.notes.tell(codes::NO_EVALUATION, "parameter", || {
                let message = format!("the evaluator has no `{name}`");
                Diagnostic::warning(codes::NO_EVALUATION, evaluator.span, message)
                    .note("GENIUS does not read such a profile; it was read as 0")
            });
            return Some(Rational::zero());
        };
        match rational::parse(&attribute.value) {
            Some(number) => Some(number),
            None => {
                let message = format!("`{}` is not a finite number", attribute.value);
                self.refuse(attribute, &message)
            }
        }
    }

    fn without_evaluator(&mut self, note: &'static str) -> Curve {
        let span = self.element.span;
        self.notes.tell(codes::NO_EVALUATION, "evaluator", || {
            Diagnostic::warning(codes::NO_EVALUATION, span, "a numeric issue has no evaluator").note(note)
        });
        Curve::Constant(Rational::zero())
    }

    fn integer(&mut self) -> Option<Curve> {
        let document = self.document;
        let Some(evaluator) = document.named(self.element, "evaluator").next() else {
            return Some(self.without_evaluator("it adds nothing to the value of any package, as in GENIUS"));
        };
        let lower = self.element.attribute("lowerbound");
        let of_range =
            || document.named(self.element, "range").find_map(|range| range.attribute("lowerbound"));
        let Some(lower) = lower.or_else(of_range) else {
            let message = "an integer issue has no `lowerbound`, from which its evaluator counts";
            self.diagnostics.push(Diagnostic::error(codes::BAD_VALUE, self.element.span, message));
            return None;
        };
        let Some(from) = rational::parse(&lower.value) else {
            return self.refuse(lower, "a lower bound is no finite number");
        };
        let slope = self.parameter(evaluator, "slope")?;
        let offset = self.parameter(evaluator, "offset")?;
        Some(Curve::Linear { from, slope, offset })
    }

    fn real(&mut self) -> Option<Curve> {
        let document = self.document;
        let Some(evaluator) = document.named(self.element, "evaluator").next() else {
            return Some(self.without_evaluator("GENIUS does not read such a profile; it was read as 0"));
        };
        let kind = evaluator.attribute("ftype").map(|kind| kind.value.trim().to_ascii_lowercase());
        match kind.as_deref() {
            Some("constant") => {
                let value = self.parameter(evaluator, "parameter0")?;
                if value.is_negative() {
                    self.diagnostics.push(Diagnostic::error(
                        codes::BAD_VALUE,
                        evaluator.span,
                        "an evaluation is below 0",
                    ));
                    return None;
                }
                Some(Curve::Constant(value))
            }
            Some("triangular") => Some(Curve::Triangular {
                lower: self.parameter(evaluator, "parameter0")?,
                upper: self.parameter(evaluator, "parameter1")?,
                top: self.parameter(evaluator, "parameter2")?,
            }),
            Some("faratin") => {
                self.notes.tell(codes::NO_EVALUATION, "faratin", || {
                    let message = "GENIUS names `faratin` evaluators and does not compute them";
                    Diagnostic::warning(codes::NO_EVALUATION, evaluator.span, message)
                        .note("it takes -1 as the evaluation of every number, and so does the case")
                });
                Some(Curve::Constant(-Rational::one()))
            }
            Some("linear") | None => {
                let slope = self.parameter(evaluator, "parameter1")?;
                let offset = self.parameter(evaluator, "parameter0")?;
                Some(Curve::Linear { from: Rational::zero(), slope, offset })
            }
            Some(other) => {
                let message = format!("`{other}` is no evaluator of GENIUS");
                self.diagnostics.push(
                    Diagnostic::error(codes::BAD_VALUE, evaluator.span, message)
                        .note("`linear`, `constant`, `triangular` and `faratin` are known"),
                );
                None
            }
        }
    }
}
