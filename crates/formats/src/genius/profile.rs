//! What a party prefers, from a GENIUS profile file.

use std::collections::HashMap;

use detente_case::decimal::Decimal;
use detente_syntax::diagnostic::Diagnostic;
use detente_syntax::span::Span;
use num_traits::{One, Signed, Zero};

use super::boxes;
use super::domain::{Choices, GeniusDomain, GeniusIssue, issues_below};
use super::evaluate::evaluate;
use super::markup::{Document, Element};
use crate::additive::{self, Encoded, Summand, Way};
use crate::codes;
use crate::draft::{Amount, Form, Levels, Preference, Reservation};
use crate::grid::kinks;
use crate::notes::Notes;
use crate::rational::{self, Rational};

/// How the list of what a case leaves out begins to speak of a discount factor;
/// the writer finds it there again.
pub(crate) const DISCOUNT: &str = "discount factor ";

/// A preference and what a reader of the case should know of it.
#[derive(Debug)]
pub(crate) struct Read {
    /// The preference.
    pub(crate) preference: Preference,
    /// Lines of comment.
    pub(crate) comment: Vec<String>,
    /// What the file says and the case leaves out.
    pub(crate) leaves_out: Vec<String>,
}

/// What there is to say of a profile on the way.
pub(crate) struct Told<'n> {
    /// Warnings of this file.
    pub(crate) notes: &'n mut Notes,
    /// Errors.
    pub(crate) diagnostics: &'n mut Vec<Diagnostic>,
}

/// Issues of a profile, each with the element around it and the issue of the
/// domain that it evaluates.
pub(crate) struct Matched<'d, 'a> {
    /// One an issue of the domain: the element around, and the issue's own.
    pub(crate) issues: Vec<Option<(&'d Element<'a>, &'d Element<'a>)>>,
    /// Whether any name was found again.
    pub(crate) any: bool,
}

/// Finds every issue of the domain in a profile: by name, and where the domain
/// lacks the name by `index`.
pub(crate) fn matched<'d, 'a>(
    document: &'d Document<'a>,
    domain: &GeniusDomain,
    notes: &mut Notes,
) -> Matched<'d, 'a> {
    let mut found = Vec::new();
    if let Some(root) = document.root() {
        issues_below(document, root, &mut found);
    }
    let mut by_name: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, issue) in domain.issues.iter().enumerate().rev() {
        by_name.entry(&issue.name).or_default().push(at);
    }
    let mut issues = vec![None; domain.issues.len()];
    let mut left = Vec::new();
    for &(around, element) in &found {
        let name = element.attribute("name").map(|name| name.value.as_ref());
        let place = name.and_then(|name| by_name.get_mut(name)).and_then(Vec::pop);
        match place.and_then(|at| issues.get_mut(at)) {
            Some(slot) => *slot = Some((around, element)),
            None => left.push((around, element)),
        }
    }
    let any = issues.iter().any(Option::is_some);
    for (around, element) in left {
        let index: Option<i64> = element.attribute("index").and_then(|index| index.value.trim().parse().ok());
        let open = |at: &usize| issues.get(*at).is_some_and(Option::is_none);
        let same = |issue: &GeniusIssue| index.is_some() && issue.index == index;
        let name = element.attribute("name").map_or("", |name| name.value.as_ref());
        match domain.issues.iter().position(same).filter(open) {
            Some(at) if any => {
                let of_domain = domain.issues.get(at).map_or("", |issue| issue.name.as_str());
                notes.add(codes::ISSUE_MISMATCH, "index", element.span, || {
                    format!("`{name}` is no issue of the domain and was read as `{of_domain}`, which has its index")
                });
                if let Some(slot) = issues.get_mut(at) {
                    *slot = Some((around, element));
                }
            }
            _ => notes.add(codes::ISSUE_MISMATCH, "unknown", element.span, || {
                format!("`{name}` is no issue of the domain and was passed over")
            }),
        }
    }
    Matched { issues, any }
}

/// Reads a profile whose issues have been found; `None` after an error.
pub(crate) fn read(
    document: &Document<'_>,
    domain: &GeniusDomain,
    ids: &[String],
    matched: &Matched<'_, '_>,
    told: &mut Told<'_>,
) -> Option<Read> {
    let root = document.root()?;
    let discount = discount(document, root, told.notes);
    let reservation = reservation(document, root, told)?;
    let mut read = match boxes::utility(document, root) {
        Some(utility) => boxes::read(document, utility, domain, ids, &reservation, told)?,
        None => linear(document, root, domain, matched, &reservation, told)?,
    };
    read.leaves_out.extend(discount);
    Some(read)
}

/// What the discount factor says, where it is one.
fn discount(document: &Document<'_>, root: &Element<'_>, notes: &mut Notes) -> Option<String> {
    let value = document.named(root, "discount_factor").next()?.attribute("value")?;
    match rational::parse(&value.value) {
        Some(factor) if factor.is_one() => None,
        Some(factor) if factor.is_positive() && factor < Rational::one() => {
            notes.tell(codes::NOT_CARRIED, "discount", || {
                Diagnostic::warning(
                    codes::NOT_CARRIED,
                    value.span,
                    format!("values are those at the start; the discount factor {} is left out", value.value),
                )
                .note("GENIUS multiplies values by the factor to the power of the time passed, from 0 to 1")
            });
            Some(format!("{DISCOUNT}{}", value.value.trim()))
        }
        _ => {
            notes.add(codes::IGNORED, "discount", value.span, || {
                format!("`{}` is no discount factor; values are not discounted, as in GENIUS", value.value)
            });
            None
        }
    }
}

/// The reservation value; 0 where there is none.
fn reservation(document: &Document<'_>, root: &Element<'_>, told: &mut Told<'_>) -> Option<Rational> {
    let element = document.named(root, "reservation").next();
    let Some(value) = element.and_then(|element| element.attribute("value")) else {
        return Some(Rational::zero());
    };
    if let Some(number) = rational::parse(&value.value) {
        if let Some(warning) = out_of_range(&number, value.span) {
            told.notes.tell(codes::RESERVATION_RANGE, "reservation", || warning);
        }
        return Some(number);
    }
    if value.value.trim().eq_ignore_ascii_case("nan") || value.value.contains("nfinity") {
        let message = "the reservation value is no finite number";
        told.diagnostics.push(Diagnostic::error(codes::BAD_VALUE, value.span, message));
        return None;
    }
    told.notes.add(codes::IGNORED, "reservation", value.span, || {
        format!("`{}` is no reservation value; GENIUS takes 0, and so does the case", value.value)
    });
    Some(Rational::zero())
}

/// What there is to say of a reservation value that is not from 0 to 1, as
/// values of packages are.
pub(crate) fn out_of_range(number: &Rational, span: Span) -> Option<Diagnostic> {
    let (message, meaning) = if number.is_negative() {
        ("a reservation value is below 0", "every package is better than no agreement")
    } else if *number > Rational::one() {
        ("a reservation value is above 1", "no package is as good as no agreement")
    } else {
        return None;
    };
    Some(
        Diagnostic::warning(codes::RESERVATION_RANGE, span, message)
            .note(format!("values of packages run from 0 to 1, so that for this party {meaning}")),
    )
}

/// A number of the case, with a warning where digits are lost; `None` after an error.
pub(crate) fn held(number: &Rational, span: Span, told: &mut Told<'_>) -> Option<Decimal> {
    let Some((decimal, lost)) = rational::decimal(number) else {
        let message = "a number is too large for a case";
        told.diagnostics.push(Diagnostic::error(codes::BAD_VALUE, span, message));
        return None;
    };
    if lost {
        told.notes.add(codes::ROUNDED, "number", span, || format!("a number was rounded to {decimal}"));
    }
    Some(decimal)
}

fn linear(
    document: &Document<'_>,
    root: &Element<'_>,
    domain: &GeniusDomain,
    matched: &Matched<'_, '_>,
    reservation: &Rational,
    told: &mut Told<'_>,
) -> Option<Read> {
    if let Some(rules) = has_rules(document, root) {
        told.diagnostics.push(
            Diagnostic::error(
                codes::UNSUPPORTED_PROFILE,
                rules.span,
                "profiles of ranks and rules are not read",
            )
            .note("linear profiles and those of hyper-rectangles are"),
        );
        return None;
    }
    let (mut summands, mut weights) = (Vec::new(), Vec::new());
    for (issue, place) in domain.issues.iter().zip(&matched.issues) {
        let Some((around, element)) = place else {
            told.notes.tell(codes::ISSUE_MISMATCH, "missing", || {
                let message = format!("`{}`, an issue of the domain, is missing here", issue.name);
                Diagnostic::warning(codes::ISSUE_MISMATCH, root.span, message)
                    .note("GENIUS cannot evaluate packages; the issue was read as adding nothing")
            });
            let choices = match &issue.choices {
                Choices::Values(values) => values.len(),
                Choices::Numbers(grid) => grid.numbers.len(),
            };
            summands.push(Some(Summand {
                weight: Rational::zero(),
                divisor: Rational::one(),
                evaluations: vec![Rational::zero(); choices],
            }));
            continue;
        };
        let summand = evaluate(document, element, issue, told.notes, told.diagnostics);
        let weight = weight(document, around, element, told);
        weights.push(weight.clone().unwrap_or_default());
        summands
            .push(summand.and_then(|summand| Some(Summand { weight: weight? * summand.weight, ..summand })));
    }
    let summands: Vec<_> = summands.into_iter().collect::<Option<_>>()?;
    weigh(&weights, first_weight(document, root).unwrap_or(root.span), told.notes);
    let span = document.named(root, "reservation").next().map_or(root.span, |element| element.span);
    let reservation = held(reservation, span, told)?;
    let Some(encoded) = additive::encode(&summands, &[reservation]) else {
        let message = "the numbers of this profile are too large for a case";
        told.diagnostics.push(Diagnostic::error(codes::BAD_VALUE, root.span, message));
        return None;
    };
    if !encoded.lost.is_zero() {
        told.notes.tell(codes::ROUNDED, "weights", || {
            let span = first_weight(document, root).unwrap_or(root.span);
            Diagnostic::warning(codes::ROUNDED, span, "weights have more digits than a case holds")
                .label("the first of them")
                .note(format!(
                    "values of packages differ from those of GENIUS by at most {}",
                    rational::magnitude(&encoded.lost)
                ))
        });
    }
    // Beyond one by less than counts is what binary fractions leave behind.
    let capped = encoded.most > Rational::one() + rational::ten_to(-10);
    let comment = comment(&encoded, capped);
    let preference = Preference {
        form: Form::Values {
            weights: encoded.weights.iter().copied().map(Amount::Exactly).collect(),
            levels: levels(domain, &summands, &encoded),
            scale: Some(encoded.scale),
            cap: capped.then(|| Decimal::integer(1)),
        },
        reservation: Reservation::Value(Amount::Exactly(reservation)),
        ..Preference::default()
    };
    Some(Read { preference, comment, leaves_out: Vec::new() })
}

/// The values of the choices of every issue; option ids are filled in by whoever made them.
fn levels(domain: &GeniusDomain, summands: &[Summand], encoded: &Encoded) -> Vec<Levels> {
    let issue = |(at, issue): (usize, &GeniusIssue)| match &issue.choices {
        Choices::Values(values) => {
            let levels = encoded.levels.get(at).map(Vec::as_slice).unwrap_or_default();
            let row = |(value, level): (&String, &Decimal)| (value.clone(), Amount::Exactly(*level));
            Levels::Table(values.iter().zip(levels).map(row).collect())
        }
        Choices::Numbers(grid) => {
            let bends = summands.get(at).map(|summand| kinks(&summand.evaluations)).unwrap_or_default();
            let points = encoded.points(at, &grid.numbers, &bends);
            Levels::Points(
                points.into_iter().map(|(at, level)| (at, Amount::Exactly(level))).collect(),
                Vec::new(),
            )
        }
    };
    domain.issues.iter().enumerate().map(issue).collect()
}

/// The weight that stands beside an issue, looked up by its index.
fn weight(
    document: &Document<'_>,
    around: &Element<'_>,
    element: &Element<'_>,
    told: &mut Told<'_>,
) -> Option<Rational> {
    let index = element.attribute("index").map(|index| index.value.trim());
    let stands = |weight: &&Element<'_>| {
        index.is_some() && weight.attribute("index").map(|index| index.value.trim()) == index
    };
    // Of several, GENIUS keeps the last.
    let Some(found) = document.named(around, "weight").filter(stands).last() else {
        told.notes.tell(codes::NO_WEIGHT, "issue", || {
            let name = element.attribute("name").map_or("", |name| name.value.as_ref());
            let warning =
                Diagnostic::warning(codes::NO_WEIGHT, element.span, format!("`{name}` has no weight"))
                    .note("GENIUS cannot evaluate packages; the issue was read as adding nothing");
            match document.all("weight").find(stands) {
                Some(elsewhere) => warning
                    .related(elsewhere.span, "a weight of this index stands in another objective")
                    .help("move it beside its issue"),
                None => warning,
            }
        });
        return Some(Rational::zero());
    };
    let Some(value) = found.attribute("value") else {
        told.diagnostics.push(Diagnostic::error(codes::BAD_VALUE, found.span, "a weight has no `value`"));
        return None;
    };
    let refused = match rational::parse(&value.value) {
        Some(number) if !number.is_negative() => return Some(number),
        Some(_) => "a weight is below 0",
        None => "a weight is no finite number",
    };
    told.diagnostics.push(Diagnostic::error(codes::BAD_VALUE, value.span, refused));
    None
}

fn first_weight(document: &Document<'_>, root: &Element<'_>) -> Option<Span> {
    let mut found = Vec::new();
    issues_below(document, root, &mut found);
    let (around, _) = found.first()?;
    document.named(around, "weight").next().map(|weight| weight.span)
}

/// Says so where weights do not sum to 1.
fn weigh(weights: &[Rational], span: Span, notes: &mut Notes) {
    let sum: Rational = weights.iter().sum();
    if (&sum - Rational::one()).abs() <= rational::ten_to(-6) {
        return;
    }
    let shown = rational::shown(&sum);
    notes.tell(codes::WEIGHTS_SUM, "sum", || {
        Diagnostic::warning(codes::WEIGHTS_SUM, span, format!("the weights sum to {shown}, not to 1"))
            .note("GENIUS does not correct them, it only counts what exceeds 1 as 1, and so does the case")
    });
}

fn comment(encoded: &Encoded, capped: bool) -> Vec<String> {
    let mut lines = match encoded.way {
        Way::Hundreds | Way::Given | Way::Steps => vec![
            "Values are in proportion to the evaluations of the file; weights are those of the file,"
                .to_owned(),
            "times `scale`, over the greatest value of the issue.".to_owned(),
        ],
        Way::Folded => vec![
            "Values hold the product of weight and evaluation, times `scale`, over the greatest".to_owned(),
            "evaluation of the issue.".to_owned(),
        ],
    };
    if capped {
        lines.push("GENIUS counts what exceeds 1 as 1.".to_owned());
    }
    lines
}

/// The rules of a profile of ranks and rules.
fn has_rules<'d, 'a>(document: &'d Document<'a>, root: &'d Element<'a>) -> Option<&'d Element<'a>> {
    let constraint = root.attribute("type").is_some_and(|kind| kind.value.eq_ignore_ascii_case("constraint"));
    document
        .children(root)
        .find_map(|child| document.named(child, "rules").next())
        .filter(|rules| constraint || document.named(rules, "ranks").next().is_some())
}
