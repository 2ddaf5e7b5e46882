//! What is negotiated: issues and their values.

use std::collections::HashMap;

use detente_case::decimal::Decimal;
use detente_syntax::diagnostic::Diagnostic;
use detente_syntax::span::Span;
use num_traits::{Signed, ToPrimitive};

use super::class;
use crate::codes;
use crate::grid::Grid;
use crate::import::Options;
use crate::notes::Notes;
use crate::rational::{self, Rational};
use crate::tree::{Kind, Node};

/// Most values of an issue, as of the case language, and most issues.
const MOST: usize = 10_000;

/// Most values of all issues together.
const MOST_TOGETHER: usize = 200_000;

/// An outcome space.
#[derive(Clone, Debug)]
pub(super) struct Space {
    /// Name.
    pub(super) name: String,
    /// Issues.
    pub(super) issues: Vec<SpaceIssue>,
}

/// An issue.
#[derive(Clone, Debug)]
pub(super) struct SpaceIssue {
    /// Name.
    pub(super) name: String,
    /// Where it stands.
    pub(super) span: Span,
    /// What can be chosen.
    pub(super) choices: Choices,
    /// Position of every value by its [`key`].
    places: HashMap<String, usize>,
}

/// The choices of an issue.
#[derive(Clone, Debug)]
pub(super) enum Choices {
    /// Values.
    Values(Vec<Value>),
    /// Evenly spaced numbers.
    Numbers(Grid),
}

/// One value of an issue.
#[derive(Clone, Debug)]
pub(super) struct Value {
    /// As readers see it.
    pub(super) title: String,
    /// The number that it is, if it is one.
    pub(super) number: Option<Rational>,
    key: String,
}

impl SpaceIssue {
    fn new(name: String, span: Span, choices: Choices) -> Self {
        let keys: Vec<String> = match &choices {
            Choices::Values(values) => values.iter().map(|value| value.key.clone()).collect(),
            Choices::Numbers(grid) => grid.fractions().map(|number| number_key(&number)).collect(),
        };
        let places = keys.into_iter().zip(0..).collect();
        Self { name, span, choices, places }
    }

    /// How many choices there are.
    pub(super) fn len(&self) -> usize {
        self.places.len()
    }

    /// The number of each choice, where all are numbers.
    pub(super) fn numbers(&self) -> Option<Vec<Rational>> {
        match &self.choices {
            Choices::Values(values) => values.iter().map(|value| value.number.clone()).collect(),
            Choices::Numbers(grid) => Some(grid.fractions().collect()),
        }
    }

    /// The position of a value; a text that writes a number counts as that
    /// number where there is no such text, because all keys of JSON are texts.
    pub(super) fn place(&self, node: &Node) -> Option<usize> {
        let known = |key: Option<String>| key.and_then(|key| self.places.get(&key)).copied();
        known(key(node)).or_else(|| {
            let text = node.text()?;
            let of_json = match text {
                "true" => Some("n1".to_owned()),
                "false" => Some("n0".to_owned()),
                _ => rational::parse(text).map(|number| number_key(&number)),
            };
            known(of_json)
        })
    }
}

/// What equal values of Python have in common: `True` equals 1 equals 1.0.
fn key(node: &Node) -> Option<String> {
    match &node.kind {
        Kind::Bool(value) => Some(format!("n{}", u8::from(*value))),
        Kind::Number(text) => rational::parse(text).map(|number| number_key(&number)),
        Kind::Text(text) => Some(format!("t{text}")),
        Kind::Null | Kind::NotFinite(_) => node.scalar().map(|text| format!("s{text}")),
        Kind::List(_) | Kind::Map(_) => None,
    }
}

fn number_key(number: &Rational) -> String {
    format!("n{number}")
}

/// Reads an outcome space; `None` after an error.
pub(super) fn read(
    tree: &Node,
    file: &str,
    options: &Options,
    notes: &mut Notes,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Space> {
    let mut error = |span: Span, message: String| {
        diagnostics.push(Diagnostic::error(codes::OUTCOME_SPACE, span, message));
    };
    let Some(list) = tree.get("issues").and_then(Node::items).filter(|list| !list.is_empty()) else {
        error(tree.span, "the outcome space has no list of `issues`".to_owned());
        return None;
    };
    if list.len() > MOST {
        error(tree.span, format!("the outcome space has {} issues; at most {MOST} are read", list.len()));
        return None;
    }
    let mut issues = Vec::new();
    for node in list {
        let Some(name) = node.get("name").and_then(Node::scalar) else {
            error(node.span, "the issue has no `name`".to_owned());
            return None;
        };
        match choices(node, &name, options, notes) {
            Ok(choices) => issues.push(SpaceIssue::new(name, node.span, choices)),
            Err((span, code, message)) => {
                diagnostics.push(Diagnostic::error(code, span, message));
                return None;
            }
        }
    }
    let together: usize = issues.iter().map(SpaceIssue::len).sum();
    if together > MOST_TOGETHER {
        let message = format!("the issues have {together} values; at most {MOST_TOGETHER} are read");
        diagnostics.push(Diagnostic::error(detente_case::codes::TOO_MANY, tree.span, message));
        return None;
    }
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem).to_owned();
    let name = tree.given("name").and_then(Node::scalar).filter(|name| !name.trim().is_empty());
    Some(Space { name: name.unwrap_or(stem), issues })
}

type Refused = (Span, &'static str, String);

fn choices(node: &Node, name: &str, options: &Options, notes: &mut Notes) -> Result<Choices, Refused> {
    let refuse = |span: Span, message: String| Err((span, codes::OUTCOME_SPACE, message));
    let class = class(node);
    let Some(values) = node.get("values") else {
        return refuse(node.span, format!("the issue `{name}` has no `values`"));
    };
    let read = ["Infinite", "Callable", "Optional"].iter().all(|other| !class.contains(other));
    if !read {
        return refuse(node.span, format!("`{name}` is a {class}, which is not read"));
    }
    if class == "ContiguousIssue" || class == "ContinuousIssue" {
        return numbers(node, values, class == "ContinuousIssue", name, options, notes);
    }
    let Some(items) = values.items() else {
        return refuse(
            values.span,
            format!("the values of `{name}` are {}; a list is expected", values.what()),
        );
    };
    if items.len() > MOST {
        let message = format!("`{name}` has {} values; at most {MOST} are read", items.len());
        return Err((values.span, detente_case::codes::TOO_MANY_OPTIONS, message));
    }
    let (mut kept, mut seen) = (Vec::<Value>::new(), HashMap::new());
    for item in items {
        let (Some(key), Some(title)) = (key(item), item.scalar()) else {
            return refuse(
                item.span,
                format!("a value of `{name}` is {}; a single value is expected", item.what()),
            );
        };
        if seen.insert(key.clone(), item.span).is_some() {
            notes.add(codes::IGNORED, "value", item.span, || {
                format!("`{name}` lists the value {title} twice")
            });
            continue;
        }
        let number = match &item.kind {
            Kind::Bool(value) => Some(rational::whole(i64::from(*value))),
            _ => item.number().and_then(rational::parse),
        };
        kept.push(Value { title, number, key });
    }
    if kept.is_empty() {
        return refuse(values.span, format!("`{name}` has no values"));
    }
    let all_numbers = items.iter().all(|item| item.number().is_some());
    Ok(even(&kept).filter(|_| all_numbers).map_or(Choices::Values(kept), Choices::Numbers))
}

/// Values that ascend in equal steps, as numbers.
fn even(values: &[Value]) -> Option<Grid> {
    let decimal = |value: &Value| {
        let (number, lost) = rational::decimal(value.number.as_ref()?)?;
        (!lost).then_some(number)
    };
    let numbers: Vec<Decimal> = values.iter().map(decimal).collect::<Option<_>>()?;
    let (from, to) = (*numbers.first()?, *numbers.last()?);
    let step = rational::from_decimal(*numbers.get(1)?) - rational::from_decimal(from);
    let same = numbers.windows(2).all(|pair| match pair {
        [left, right] => rational::from_decimal(*right) - rational::from_decimal(*left) == step,
        _ => false,
    });
    let (step, lost) = rational::decimal(&step).filter(|_| same && step.is_positive())?;
    (!lost).then_some(Grid { from, to, step, numbers, complete: true })
}

/// Whole numbers, or a grid on real ones.
fn numbers(
    node: &Node,
    values: &Node,
    real: bool,
    name: &str,
    options: &Options,
    notes: &mut Notes,
) -> Result<Choices, Refused> {
    let refuse = |span: Span, message: String| Err((span, codes::OUTCOME_SPACE, message));
    let count = std::slice::from_ref(values);
    let items = values.items().unwrap_or(count);
    let mut parsed = Vec::new();
    for item in items {
        match item.number().and_then(rational::parse) {
            Some(number) => parsed.push(number),
            None => {
                return refuse(
                    item.span,
                    format!("a bound of `{name}` is {}, not a finite number", item.what()),
                );
            }
        }
    }
    let one = rational::whole(1);
    let given = node.given("step").and_then(Node::number).and_then(rational::parse);
    let (lower, upper, step) = match parsed.as_slice() {
        [count] => (rational::whole(0), count - &one, given.unwrap_or(one)),
        [lower, upper] => (lower.clone(), upper.clone(), given.unwrap_or(one)),
        [lower, upper, step] => (lower.clone(), upper.clone(), step.clone()),
        _ => return refuse(values.span, format!("`{name}` needs a least and a greatest number")),
    };
    let grid = if real {
        Grid::real(&lower, &upper, options.grid)
    } else if step == rational::whole(1) {
        Grid::whole(&lower, &upper, options.grid)
    } else {
        stepped(&lower, &upper, &step)
    };
    let Some(grid) = grid else {
        return refuse(values.span, format!("`{name}` has no numbers that can be held"));
    };
    if !grid.complete {
        notes.tell(codes::REAL_GRID, "grid", || {
            Diagnostic::warning(
                codes::REAL_GRID,
                node.span,
                format!("`{name}` was read as {}", grid.described()),
            )
            .note("answers are those of the grid, never exact for the issue itself")
        });
    }
    Ok(Choices::Numbers(grid))
}

/// Whole numbers at a distance of their own, from the least.
fn stepped(lower: &Rational, upper: &Rational, step: &Rational) -> Option<Grid> {
    if !lower.is_integer()
        || !upper.is_integer()
        || !step.is_integer()
        || !step.is_positive()
        || lower > upper
    {
        return None;
    }
    let last = ((upper - lower) / step).to_integer().to_usize()?;
    if last >= MOST {
        return None;
    }
    let number =
        |at: usize| Some(rational::decimal(&(lower + step * rational::whole(i64::try_from(at).ok()?)))?.0);
    let numbers: Vec<_> = (0..=last).map(number).collect::<Option<_>>()?;
    let (from, to) = (*numbers.first()?, *numbers.last()?);
    Some(Grid { from, to, step: rational::decimal(step)?.0, numbers, complete: true })
}
