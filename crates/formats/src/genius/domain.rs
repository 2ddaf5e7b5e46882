//! What is negotiated, from a GENIUS domain file.

use std::collections::HashSet;

use detente_syntax::diagnostic::Diagnostic;
use detente_syntax::span::Span;

use super::markup::{Document, Element};
use crate::codes;
use crate::grid::{Grid, MOST_VALUES};
use crate::notes::Notes;
use crate::rational::{self, Rational};

/// Most issues.
const MOST_ISSUES: usize = 10_000;

/// A domain.
#[derive(Clone, Debug)]
pub(crate) struct GeniusDomain {
    /// Issues of all objectives, in the order of the file.
    pub(crate) issues: Vec<GeniusIssue>,
}

/// An issue of a domain.
#[derive(Clone, Debug)]
pub(crate) struct GeniusIssue {
    /// Name.
    pub(crate) name: String,
    /// `index`, where it is a number.
    pub(crate) index: Option<i64>,
    /// Its start tag.
    pub(crate) span: Span,
    /// What can be chosen.
    pub(crate) choices: Choices,
}

/// The choices of an issue.
#[derive(Clone, Debug)]
pub(crate) enum Choices {
    /// Values, each once.
    Values(Vec<String>),
    /// Whole numbers, or a grid of numbers.
    Numbers(Grid),
}

/// The declared type of an issue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Type {
    /// Values.
    Discrete,
    /// Whole numbers.
    Integer,
    /// Real numbers.
    Real,
}

/// What an issue is declared as; `None` where it is not. `type` counts before
/// `etype` and `vtype`, as in GENIUS; what is none of these is discrete.
pub(crate) fn declared(element: &Element<'_>) -> Option<Type> {
    let declared = ["type", "etype", "vtype"].iter().find_map(|name| element.attribute(name))?;
    let is = |word: &str| declared.value.trim().eq_ignore_ascii_case(word);
    Some(if is("integer") {
        Type::Integer
    } else if is("real") {
        Type::Real
    } else {
        Type::Discrete
    })
}

/// Every issue element below `of`, through objectives, with the element that
/// it stands directly in.
pub(crate) fn issues_below<'d, 'a>(
    document: &'d Document<'a>,
    of: &'d Element<'a>,
    found: &mut Vec<(&'d Element<'a>, &'d Element<'a>)>,
) {
    for child in document.children(of) {
        match child.name {
            "issue" => found.push((of, child)),
            // Depth is bounded by the reader of elements.
            "objective" | "utility_space" => issues_below(document, child, found),
            _ => {}
        }
    }
}

/// Reads a domain; `None` where there is an error, which has then been said.
pub(crate) fn read(
    document: &Document<'_>,
    grid: usize,
    notes: &mut Notes,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<GeniusDomain> {
    let root = document.root()?;
    let mut found = Vec::new();
    issues_below(document, root, &mut found);
    if found.is_empty() {
        diagnostics.push(Diagnostic::error(codes::NO_DOMAIN, root.span, "this domain has no issues"));
        return None;
    }
    if found.len() > MOST_ISSUES {
        let message = format!("the domain has {} issues; at most {MOST_ISSUES} are read", found.len());
        diagnostics.push(Diagnostic::error(detente_case::codes::TOO_MANY_OPTIONS, root.span, message));
        return None;
    }
    let issues: Vec<_> =
        found.iter().map(|(_, element)| issue(document, element, grid, notes, diagnostics)).collect();
    let mut names = HashSet::new();
    for issue in issues.iter().flatten().filter(|issue| !names.insert(issue.name.clone())) {
        notes.add(codes::DUPLICATE, "issue", issue.span, || {
            format!("a second issue is named `{}`; profiles are matched in order", issue.name)
        });
    }
    Some(GeniusDomain { issues: issues.into_iter().collect::<Option<_>>()? })
}

fn issue(
    document: &Document<'_>,
    element: &Element<'_>,
    grid: usize,
    notes: &mut Notes,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<GeniusIssue> {
    let Some(name) = element.attribute("name") else {
        diagnostics.push(Diagnostic::error(codes::BAD_VALUE, element.span, "an issue has no `name`"));
        return None;
    };
    let choices = match declared(element).unwrap_or(Type::Discrete) {
        Type::Discrete => Choices::Values(values(document, element, notes, diagnostics)?),
        of_numbers => {
            let (lower, upper) = bounds(document, element, diagnostics)?;
            let made = if of_numbers == Type::Integer {
                Grid::whole(&lower, &upper, grid)
            } else {
                Grid::real(&lower, &upper, grid)
            };
            let Some(made) = made else {
                diagnostics.push(
                    Diagnostic::error(
                        codes::BAD_VALUE,
                        element.span,
                        format!("the bounds of `{}` are no range of numbers", name.value),
                    )
                    .note("a lower bound is at most the upper one; integer bounds are whole; numbers have at most 12 digits"),
                );
                return None;
            };
            if !made.complete {
                notes.tell(codes::REAL_GRID, "grid", || {
                    let what = if of_numbers == Type::Real { "real-valued" } else { "too fine" };
                    Diagnostic::warning(
                        codes::REAL_GRID,
                        element.span,
                        format!("`{}` is {what} and was read as {}", name.value, made.described()),
                    )
                    .note("answers are those of the grid, never exact for the issue itself")
                });
            }
            Choices::Numbers(made)
        }
    };
    let index = element.attribute("index").and_then(|index| index.value.trim().parse().ok());
    Some(GeniusIssue { name: name.value.clone().into_owned(), index, span: element.span, choices })
}

fn values(
    document: &Document<'_>,
    element: &Element<'_>,
    notes: &mut Notes,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Vec<String>> {
    let mut values = Vec::new();
    let mut known = HashSet::new();
    for item in document.named(element, "item") {
        let Some(value) = item.attribute("value") else {
            diagnostics.push(Diagnostic::error(codes::BAD_VALUE, item.span, "an item has no `value`"));
            return None;
        };
        if known.insert(value.value.as_ref()) {
            values.push(value.value.clone().into_owned());
        } else {
            notes.add(codes::DUPLICATE, "value", value.span, || {
                format!("the value `{}` stands twice in its issue and was read once", value.value)
            });
        }
    }
    if values.is_empty() {
        diagnostics.push(Diagnostic::error(codes::BAD_VALUE, element.span, "a discrete issue has no values"));
        return None;
    }
    if values.len() > MOST_VALUES {
        let message = format!("an issue has {} values; at most {MOST_VALUES} are read", values.len());
        diagnostics.push(Diagnostic::error(detente_case::codes::TOO_MANY_OPTIONS, element.span, message));
        return None;
    }
    Some(values)
}

/// The bounds of a numeric issue: its own attributes or those of `range`.
fn bounds(
    document: &Document<'_>,
    element: &Element<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<(Rational, Rational)> {
    let mut bound = |name: &str| {
        let of_range = || document.named(element, "range").find_map(|range| range.attribute(name));
        let Some(attribute) = element.attribute(name).or_else(of_range) else {
            let message = format!("a numeric issue has no `{name}`");
            diagnostics.push(Diagnostic::error(codes::BAD_VALUE, element.span, message));
            return None;
        };
        let number = rational::parse(&attribute.value);
        if number.is_none() {
            let message = format!("`{}` is not a finite number", attribute.value);
            diagnostics.push(Diagnostic::error(codes::BAD_VALUE, attribute.span, message));
        }
        number
    };
    let (lower, upper) = (bound("lowerbound"), bound("upperbound"));
    Some((lower?, upper?))
}
