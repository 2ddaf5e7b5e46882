//! Hyper-rectangles of nonlinear GENIUS profiles as adjustments.
//!
//! A rectangle adds its utility when the numbers of a package lie within all
//! its bounds, ends included (`INCLUDES`), or outside at least one (`EXCLUDES`).
//! GENIUS divides the sum by `maxutility`, which is below the true maximum in
//! most files, and counts what exceeds 1 as 1; the case keeps the sum itself.

use std::collections::HashMap;
use std::fmt::Write as _;

use detente_case::decimal::Decimal;
use detente_syntax::diagnostic::Diagnostic;
use num_traits::{One, Signed};

use super::domain::{Choices, GeniusDomain, GeniusIssue};
use super::markup::{Document, Element};
use super::profile::{Read, Told, held};
use crate::additive;
use crate::codes;
use crate::draft::{Adjustment, Amount, Form, Levels, Preference, Reservation};
use crate::rational::{self, Rational};

/// Most rectangles of a profile.
const MOST: usize = 100_000;

/// Most rectangles of which the greatest or least is sought: conditions grow with their square.
const MOST_COMPARED: usize = 200;

/// The element that holds the utility function of a nonlinear profile.
pub(crate) fn utility<'d, 'a>(document: &'d Document<'a>, root: &'d Element<'a>) -> Option<&'d Element<'a>> {
    let within = |child: &'d Element<'a>| document.named(child, "utility").next();
    document.children(root).find_map(within).or_else(|| document.named(root, "utility").next())
}

/// What adds value, and how much, before both are written.
struct Term<'d, 'a> {
    when: When<'d, 'a>,
    by: Rational,
    at: &'d Element<'a>,
}

enum When<'d, 'a> {
    /// The rectangle holds.
    Holds(&'d Element<'a>),
    /// At least one of these holds.
    Any(Vec<&'d Element<'a>>),
    /// All of these hold.
    All(Vec<&'d Element<'a>>),
}

/// Reads the utility function; `None` after an error.
pub(crate) fn read(
    document: &Document<'_>,
    utility: &Element<'_>,
    domain: &GeniusDomain,
    ids: &[String],
    reservation: &Rational,
    told: &mut Told<'_>,
) -> Option<Read> {
    let most = maxutility(utility, told)?;
    let Some(function) = document.named(utility, "ufun").next() else {
        let message = "a nonlinear profile has no `ufun`";
        told.diagnostics.push(Diagnostic::error(codes::UNSUPPORTED_PROFILE, utility.span, message));
        return None;
    };
    let mut terms = Vec::new();
    gather(document, function, &Rational::one(), &mut terms, told)?;
    if terms.len() > MOST {
        let message = format!("the profile has {} hyper-rectangles; at most {MOST} are read", terms.len());
        told.diagnostics.push(Diagnostic::error(
            detente_case::codes::TOO_MANY_OPTIONS,
            utility.span,
            message,
        ));
        return None;
    }
    let sum: Rational = terms.iter().filter(|term| term.by.is_positive()).map(|term| &term.by).sum();
    let indexed = |(at, issue): (usize, &GeniusIssue)| issue.index.map(|index| (index, at));
    // Of several with one index the first counts.
    let places = domain.issues.iter().enumerate().rev().filter_map(indexed).collect();
    let mut bounds = Bounds { document, domain, ids, places };
    let (mut adjustments, mut numbers) = (Vec::new(), Vec::new());
    for term in &terms {
        let by = held(&term.by, term.at.span, told)?;
        let when = bounds.when(&term.when, told)?;
        numbers.push(by);
        adjustments.push(Adjustment {
            id: format!("box-{}", adjustments.len() + 1),
            when,
            by: Amount::Exactly(by),
            because: None,
        });
    }
    let level = |issue: &GeniusIssue| match &issue.choices {
        Choices::Values(values) => Levels::Table(
            values.iter().map(|value| (value.clone(), Amount::Exactly(Decimal::ZERO))).collect(),
        ),
        Choices::Numbers(grid) => {
            Levels::Points(vec![(grid.from, Amount::Exactly(Decimal::ZERO))], Vec::new())
        }
    };
    let shown =
        rational::decimal(&most).map_or_else(|| "maxutility".to_owned(), |(most, _)| most.to_string());
    told.notes.tell(codes::RAW_SUM, "maxutility", || {
        let message = format!("values are sums of hyper-rectangles, not divided by {shown} as in GENIUS");
        let warning = Diagnostic::warning(codes::RAW_SUM, utility.span, message)
            .note(format!("the reservation value is multiplied by {shown} instead"));
        if sum > most {
            warning.note(format!("packages beyond {shown}, if there are any, all count as 1 in GENIUS"))
        } else {
            warning
        }
    });
    let reservation = held(&(reservation * &most), utility.span, told)?;
    numbers.push(reservation);
    let weights = vec![Decimal::integer(1); domain.issues.len()];
    if !additive::fits(&weights, &[], Decimal::integer(1), &numbers) {
        let message = "the utilities of this profile are too large together for a case";
        told.diagnostics.push(Diagnostic::error(codes::BAD_VALUE, utility.span, message));
        return None;
    }
    let preference = Preference {
        form: Form::Values {
            weights: weights.into_iter().map(Amount::Exactly).collect(),
            levels: domain.issues.iter().map(level).collect(),
            scale: Some(Decimal::integer(1)),
            cap: None,
        },
        reservation: Reservation::Value(Amount::Exactly(reservation)),
        adjustments,
        ..Preference::default()
    };
    let comment = vec![
        "The value of a package is the sum of the hyper-rectangles that hold, which GENIUS divides by".to_owned(),
        "`maxutility`; what then exceeds 1 counts as 1 there. The value of no agreement is on the scale of the sum."
            .to_owned(),
    ];
    Some(Read { preference, comment, leaves_out: Vec::new() })
}

fn maxutility(utility: &Element<'_>, told: &mut Told<'_>) -> Option<Rational> {
    let Some(attribute) = utility.attribute("maxutility") else {
        let message = "a nonlinear profile has no `maxutility`, by which GENIUS divides";
        told.diagnostics.push(Diagnostic::error(codes::BAD_VALUE, utility.span, message));
        return None;
    };
    let number = rational::parse(&attribute.value).filter(Signed::is_positive);
    if number.is_none() {
        let message = format!("`{}` is no number above 0", attribute.value);
        told.diagnostics.push(Diagnostic::error(codes::BAD_VALUE, attribute.span, message));
    }
    number
}

/// The number in an attribute, 1 where it is absent; `None` after an error.
fn factor(element: &Element<'_>, name: &str, told: &mut Told<'_>) -> Option<Rational> {
    let Some(attribute) = element.attribute(name) else { return Some(Rational::one()) };
    let number = rational::parse(&attribute.value);
    if number.is_none() {
        let message = format!("`{}` is no finite number", attribute.value);
        told.diagnostics.push(Diagnostic::error(codes::BAD_VALUE, attribute.span, message));
    }
    number
}

/// The terms of a utility function and those within it.
fn gather<'d, 'a>(
    document: &'d Document<'a>,
    function: &'d Element<'a>,
    times: &Rational,
    terms: &mut Vec<Term<'d, 'a>>,
    told: &mut Told<'_>,
) -> Option<()> {
    let times = times * factor(function, "weight", told)?;
    let mut rectangles = Vec::new();
    for element in document.named(function, "hyperRectangle") {
        if element.attribute("utility").is_none() {
            let message = "a hyper-rectangle has no `utility`";
            told.diagnostics.push(Diagnostic::error(codes::BAD_VALUE, element.span, message));
            return None;
        }
        let by = factor(element, "utility", told)? * factor(element, "weight", told)?;
        rectangles.push((element, by));
    }
    let within: Vec<_> = document.named(function, "ufun").collect();
    let aggregation = function.attribute("aggregation").map_or("sum", |word| word.value.trim());
    if aggregation.eq_ignore_ascii_case("sum") {
        terms.extend(rectangles.into_iter().map(|(element, by)| Term {
            when: When::Holds(element),
            by: by * &times,
            at: element,
        }));
        // Depth is bounded by the reader of elements.
        return within.into_iter().try_for_each(|inner| gather(document, inner, &times, terms, told));
    }
    let greatest = aggregation.eq_ignore_ascii_case("max");
    let known = greatest || aggregation.eq_ignore_ascii_case("min");
    if !known || !within.is_empty() || rectangles.iter().any(|(_, by)| by.is_negative()) {
        let message = if known {
            format!("the {aggregation} of other functions, or of utilities below 0, cannot be said in a case")
        } else {
            format!("`{aggregation}` is no aggregation of GENIUS")
        };
        told.diagnostics.push(
            Diagnostic::error(codes::UNSUPPORTED_PROFILE, function.span, message)
                .note("sums are read, and the greatest or least of hyper-rectangles alone"),
        );
        return None;
    }
    if rectangles.len() > MOST_COMPARED {
        let message = format!("the {aggregation} of more than {MOST_COMPARED} hyper-rectangles is not read");
        told.diagnostics.push(Diagnostic::error(codes::UNSUPPORTED_PROFILE, function.span, message));
        return None;
    }
    // Utilities are at least 0, and a rectangle that does not hold is worth 0.
    rectangles.sort_by(|left, right| right.1.cmp(&left.1));
    if !greatest {
        if let Some((element, least)) = rectangles.last().cloned() {
            let all = rectangles.iter().map(|(element, _)| *element).collect();
            terms.push(Term { when: When::All(all), by: least * &times, at: element });
        }
        return Some(());
    }
    for (at, (element, by)) in rectangles.iter().enumerate() {
        let next = rectangles.get(at + 1).map(|(_, next)| next.clone()).unwrap_or_default();
        if *by != next {
            let any: Vec<_> = rectangles.iter().take(at + 1).map(|(element, _)| *element).collect();
            terms.push(Term { when: When::Any(any), by: (by - next) * &times, at: element });
        }
    }
    Some(())
}

/// Conditions from bounds.
struct Bounds<'b, 'a> {
    document: &'b Document<'a>,
    domain: &'b GeniusDomain,
    ids: &'b [String],
    /// Issues by their `index`.
    places: HashMap<i64, usize>,
}

impl Bounds<'_, '_> {
    fn when(&mut self, when: &When<'_, '_>, told: &mut Told<'_>) -> Option<String> {
        let (elements, word) = match when {
            When::Holds(element) => return self.rectangle(element, told),
            When::Any(elements) => (elements, " or "),
            When::All(elements) => (elements, " and "),
        };
        let parts: Vec<_> =
            elements.iter().map(|element| self.rectangle(element, told)).collect::<Option<_>>()?;
        let mut out = String::new();
        for part in parts {
            let _ = write!(out, "{}({part})", if out.is_empty() { "" } else { word });
        }
        Some(out)
    }

    /// When a rectangle holds.
    fn rectangle(&mut self, element: &Element<'_>, told: &mut Told<'_>) -> Option<String> {
        // Where both kinds of bounds stand, GENIUS looks at `EXCLUDES` alone.
        let excludes = self.document.named(element, "EXCLUDES").next().is_some();
        let includes = self.document.named(element, "INCLUDES").next();
        if let (true, Some(includes)) = (excludes, includes) {
            told.notes.add(codes::IGNORED, "includes", includes.span, || {
                "a hyper-rectangle with EXCLUDES has INCLUDES too; those count for nothing, as in GENIUS"
                    .to_owned()
            });
        }
        let name = if excludes { "EXCLUDES" } else { "INCLUDES" };
        let mut parts = Vec::new();
        let mut never = false;
        for bound in self.document.named(element, name) {
            match self.bound(bound, told)? {
                Within::All => {}
                Within::None => never = true,
                Within::Some(part) => parts.push(part),
            }
        }
        let holds = if never {
            "false".to_owned()
        } else if parts.is_empty() {
            "true".to_owned()
        } else {
            parts.join(" and ")
        };
        Some(match (excludes, holds.as_str()) {
            (false, _) => holds,
            (true, "false") => "true".to_owned(),
            (true, "true") => "false".to_owned(),
            (true, _) => format!("not ({holds})"),
        })
    }

    fn bound(&mut self, bound: &Element<'_>, told: &mut Told<'_>) -> Option<Within> {
        let mut whole = |name: &str| {
            let attribute = bound.attribute(name);
            let number = attribute.and_then(|attribute| attribute.value.trim().parse::<i64>().ok());
            if number.is_none() {
                let span = attribute.map_or(bound.span, |attribute| attribute.span);
                let message = format!("a bound needs a whole number as its `{name}`");
                told.diagnostics.push(Diagnostic::error(codes::BAD_VALUE, span, message));
            }
            number
        };
        let (index, least, most) = (whole("index"), whole("min"), whole("max"));
        let (index, least, most) = (index?, least?, most?);
        let place = self.places.get(&index).copied();
        let Some((issue, id)) = place.and_then(|at| Some((self.domain.issues.get(at)?, self.ids.get(at)?)))
        else {
            let message = format!("the domain has no issue of index {index}");
            told.diagnostics.push(Diagnostic::error(codes::ISSUE_MISMATCH, bound.span, message));
            return None;
        };
        let Choices::Numbers(grid) = &issue.choices else {
            let message = format!("`{}` has values, not numbers, so it has no bounds", issue.name);
            told.diagnostics.push(
                Diagnostic::error(codes::ISSUE_MISMATCH, bound.span, message)
                    .related(issue.span, "the issue in the domain"),
            );
            return None;
        };
        let (least, most) = (Decimal::new(least, 0), Decimal::new(most, 0));
        let from = grid.numbers.partition_point(|number| *number < least);
        let to = grid.numbers.partition_point(|number| *number <= most);
        let inside = grid.numbers.get(from..to).unwrap_or_default();
        let (Some(first), Some(last)) = (inside.first(), inside.last()) else {
            told.notes.add(codes::IGNORED, "bound", bound.span, || {
                format!("no number of `{}` lies within these bounds", issue.name)
            });
            return Some(Within::None);
        };
        Some(match (*first == grid.from, *last == grid.to) {
            (true, true) => Within::All,
            _ if first == last => Within::Some(format!("{id} = {first}")),
            (true, false) => Within::Some(format!("{id} <= {last}")),
            (false, true) => Within::Some(format!("{id} >= {first}")),
            (false, false) => Within::Some(format!("{id} >= {first} and {id} <= {last}")),
        })
    }
}

/// Which numbers of an issue lie within bounds.
enum Within {
    All,
    None,
    Some(String),
}
