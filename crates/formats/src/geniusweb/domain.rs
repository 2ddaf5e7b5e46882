//! What is negotiated, from `issuesValues`.

use std::collections::HashMap;

use detente_case::decimal::Decimal;
use detente_syntax::diagnostic::Diagnostic;

use crate::codes;
use crate::draft::{Domain, Ids, Issue, Named};
use crate::grid::Grid;
use crate::notes::Notes;
use crate::rational;
use crate::tree::{Kind, Node};

/// Most values of an issue, as of the case language; also most issues.
const MOST: usize = 10_000;

/// A domain.
pub(super) struct WebDomain {
    /// Issues of the case.
    pub(super) issues: Vec<Issue>,
    /// Names of the issues, in order.
    pub(super) names: Vec<String>,
    /// What can be chosen, one an issue.
    pub(super) choices: Vec<Choices>,
}

/// The choices of an issue.
pub(super) enum Choices {
    /// Values by their text, with their option ids in order.
    Values {
        /// Position of every value.
        places: HashMap<String, usize>,
        /// Option ids.
        ids: Vec<String>,
    },
    /// Numbers.
    Numbers(Grid),
}

impl Choices {
    /// How many there are.
    pub(super) fn len(&self) -> usize {
        match self {
            Self::Values { ids, .. } => ids.len(),
            Self::Numbers(grid) => grid.numbers.len(),
        }
    }

    /// The position of a value of the file.
    pub(super) fn place(&self, value: &Node) -> Option<usize> {
        match self {
            Self::Values { places, .. } => places.get(&value.scalar()?).copied(),
            Self::Numbers(grid) => {
                let (number, lost) = rational::decimal(&rational::parse(&value.scalar()?)?)?;
                let at = grid.numbers.binary_search(&number).ok()?;
                (!lost).then_some(at)
            }
        }
    }

    /// A choice as the case language writes it.
    pub(super) fn id(&self, at: usize) -> String {
        match self {
            Self::Values { ids, .. } => ids.get(at).cloned().unwrap_or_default(),
            Self::Numbers(grid) => grid.numbers.get(at).map(Decimal::to_string).unwrap_or_default(),
        }
    }
}

/// Reads a domain; `None` after an error.
pub(super) fn read(
    node: &Node,
    grid: usize,
    notes: &mut Notes,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<WebDomain> {
    let listed = node.get("issuesValues").filter(|issues| matches!(issues.kind, Kind::Map(_)));
    let Some(listed) = listed.filter(|issues| !issues.entries().is_empty()) else {
        let message = "a domain needs `issuesValues`, a map of issues";
        diagnostics.push(Diagnostic::error(codes::BAD_VALUE, node.span, message));
        return None;
    };
    if listed.entries().len() > MOST {
        let message = format!("the domain has {} issues; at most {MOST} are read", listed.entries().len());
        diagnostics.push(Diagnostic::error(detente_case::codes::TOO_MANY_OPTIONS, listed.span, message));
        return None;
    }
    let mut ids = Ids::new();
    let mut domain = WebDomain { issues: Vec::new(), names: Vec::new(), choices: Vec::new() };
    for entry in listed.entries() {
        let name = entry.key.scalar().unwrap_or_default();
        let (of_case, choices, comment) = issue(&name, &entry.value, grid, notes, diagnostics)?;
        domain.issues.push(Issue {
            id: ids.make(&name, "issue"),
            title: name.clone(),
            domain: of_case,
            comment,
            ..Issue::default()
        });
        domain.names.push(name);
        domain.choices.push(choices);
    }
    Some(domain)
}

fn issue(
    name: &str,
    node: &Node,
    grid: usize,
    notes: &mut Notes,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<(Domain, Choices, Vec<String>)> {
    // Some versions put the set of values in its class.
    let sets = ["discreteValueSet", "numberValueSet"];
    let node = sets.iter().find_map(|class| node.get(class)).unwrap_or(node);
    if let Some(range) = node.get("range") {
        let made = numbers(range, grid, diagnostics)?;
        let mut comment = Vec::new();
        if !made.complete {
            comment.push(format!("A grid: {}.", made.described()));
            notes.tell(codes::REAL_GRID, "grid", || {
                let message = format!("`{name}` is too fine and was read as {}", made.described());
                Diagnostic::warning(codes::REAL_GRID, range.span, message)
                    .note("answers are those of the grid, never exact for the issue itself")
            });
        }
        return Some((made.domain(), Choices::Numbers(made), comment));
    }
    let Some(values) = node.get("values").and_then(Node::items).filter(|values| !values.is_empty()) else {
        let message = format!("`{name}` needs `values`, a list, or `range`");
        diagnostics.push(Diagnostic::error(codes::BAD_VALUE, node.span, message));
        return None;
    };
    if values.len() > MOST {
        let message = format!("`{name}` has {} values; at most {MOST} are read", values.len());
        diagnostics.push(Diagnostic::error(detente_case::codes::TOO_MANY_OPTIONS, node.span, message));
        return None;
    }
    let (mut made, mut places, mut ids, mut named) = (Ids::new(), HashMap::new(), Vec::new(), Vec::new());
    for value in values {
        let Some(text) = value.scalar() else {
            let message = format!("a value is a text, not {}", value.what());
            diagnostics.push(Diagnostic::error(codes::BAD_VALUE, value.span, message));
            return None;
        };
        if places.contains_key(&text) {
            notes.add(codes::DUPLICATE, "value", value.span, || {
                format!("the value `{text}` stands twice in its issue and was read once")
            });
            continue;
        }
        let id = made.make(&text, "option");
        places.insert(text.clone(), ids.len());
        ids.push(id.clone());
        named.push(Named { id, title: text, because: None });
    }
    Some((Domain::Options(named), Choices::Values { places, ids }, Vec::new()))
}

fn numbers(range: &Node, grid: usize, diagnostics: &mut Vec<Diagnostic>) -> Option<Grid> {
    let mut number = |key: &str| {
        let node = range.get(key);
        let number = node.and_then(Node::scalar).and_then(|text| rational::parse(&text));
        if number.is_none() {
            let span = node.map_or(range.span, |node| node.span);
            diagnostics.push(Diagnostic::error(
                codes::BAD_VALUE,
                span,
                format!("a range needs `{key}`, a number"),
            ));
        }
        number
    };
    let (low, high, step) = (number("low"), number("high"), number("step"));
    let made = Grid::stepped(&low?, &high?, &step?, grid);
    if made.is_none() {
        diagnostics.push(
            Diagnostic::error(codes::BAD_VALUE, range.span, "this is no range of numbers that a case can hold")
                .note("`low` is at most `high`, `step` is above 0, and numbers have at most 12 digits, 9 after the point"),
        );
    }
    made
}
