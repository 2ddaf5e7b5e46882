//! The sheet "Issues", or issues by the rows of "Preferences" alone.

use detente_case::decimal::Decimal;
use detente_case::range;

use crate::codes;
use crate::draft::{Domain, Ids, Issue, Named};
use crate::sheet::layout::issues::{FROM, IN_FULL, ISSUE, KIND, NO_DEAL, OPTION, STEP, TO, UNIT, WHEN};
use crate::sheet::layout::preferences;
use crate::sheet::model::Content;
use crate::sheet::source::{Grid, one_line};
use crate::table::amount::{decimal, of_float};
use crate::table::naming::{Index, Kind, id};
use crate::table::read::is_mark;
use crate::table::{
    At, CAP, MAX_OPTIONS, NO_DEAL as RESERVATION, SCALE, Told, WEIGHT, folded, grounds, shown,
};

use super::{Names, add_name, issue_also};

/// Columns of an issue's row whose comments it keeps, and of an option's.
pub(in crate::sheet) const OF_ISSUE: [usize; 10] =
    [ISSUE, OPTION, IN_FULL, NO_DEAL, KIND, FROM, TO, STEP, UNIT, WHEN];
pub(in crate::sheet) const OF_OPTION: [usize; 4] = [OPTION, ISSUE, IN_FULL, NO_DEAL];

/// What an issue is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    OneOf,
    AnyOf,
    Number,
}

/// An issue as it comes together.
struct Question {
    name: String,
    at: At,
    title: Option<String>,
    shape: Option<Shape>,
    range: [Option<Decimal>; 3],
    unit: Option<String>,
    when: Option<String>,
    /// What the row of the issue says of no deal.
    no_deal: Option<(String, At)>,
    because: Option<String>,
    options: Vec<Choice>,
    index: Index,
}

/// An option as it comes together.
struct Choice {
    name: String,
    title: Option<String>,
    because: Option<String>,
    /// Where it is marked as what holds without an agreement.
    marked: Option<At>,
    at: At,
}

impl Question {
    fn new(name: &str, at: At) -> Self {
        Self {
            name: name.to_owned(),
            at,
            title: None,
            shape: None,
            range: [None; 3],
            unit: None,
            when: None,
            no_deal: None,
            because: None,
            options: Vec::new(),
            index: Index::default(),
        }
    }
}

pub(super) fn read(told: &mut Told<'_>, grid: &Grid<'_>, names: &mut Names) -> Vec<Issue> {
    if !grid.has(told, &[ISSUE, OPTION]) {
        return Vec::new();
    }
    grid.unknown_columns(told, &|_| false);
    let mut questions: Vec<Question> = Vec::new();
    let mut current: Option<usize> = None;
    for row in grid.rows(&grid.known_columns()) {
        let at = grid.at_heading(row, ISSUE);
        if let Some(name) = grid.text(told, row, ISSUE) {
            current = names.issues.find(&name);
            if current.is_none() {
                if !add_name(told, &mut names.issues, &at, &name) {
                    return Vec::new();
                }
                questions.push(Question::new(&name, at.clone()));
                current = Some(questions.len() - 1);
            }
        }
        let Some(question) = current.and_then(|at| questions.get_mut(at)) else {
            told.tell(at.error(codes::BAD_TABLE, "this row belongs to no issue"));
            continue;
        };
        match grid.text(told, row, OPTION) {
            None => issue_row(told, grid, row, question),
            Some(name) => option_row(told, grid, row, question, &name),
        }
    }
    finish(told, questions, names)
}

fn issue_row(told: &mut Told<'_>, grid: &Grid<'_>, row: u32, question: &mut Question) {
    question.title = grid.text(told, row, IN_FULL).or(question.title.take());
    question.unit = grid.text(told, row, UNIT).or(question.unit.take());
    question.when = grid.text(told, row, WHEN).map(|text| one_line(&text)).or(question.when.take());
    if let Some(text) = grid.text(told, row, NO_DEAL) {
        question.no_deal = Some((text, grid.at_heading(row, NO_DEAL)));
    }
    if let Some(text) = grid.text(told, row, KIND) {
        question.shape = match folded(&text).as_str() {
            "one of" | "one" | "option" | "options" => Some(Shape::OneOf),
            "any of" | "any" | "several" => Some(Shape::AnyOf),
            "number" | "numbers" => Some(Shape::Number),
            _ => {
                let message = format!("\"{}\" is no kind of issue", shown(&text));
                told.tell(
                    grid.at_heading(row, KIND)
                        .error(codes::BAD_CELL, message)
                        .help("write one of, any of or number"),
                );
                None
            }
        };
    }
    for (at, heading) in [FROM, TO, STEP].into_iter().enumerate() {
        let Some(text) = grid.text(told, row, heading) else { continue };
        let number = match grid.content(row, heading) {
            Content::Number(number) => of_float(*number),
            Content::Text(_) => decimal(&text, true),
            _ => None,
        };
        match number {
            Some((number, false)) => question.range[at] = Some(number),
            _ => told.tell(
                grid.at_heading(row, heading)
                    .error(codes::BAD_CELL, format!("\"{}\" is no number that a case holds", shown(&text))),
            ),
        }
    }
    let because = grid.because(row, &OF_ISSUE, Some(ISSUE), None);
    question.because = match (question.because.take(), because) {
        (Some(one), Some(other)) => Some(format!("{one}\n{other}")),
        (one, other) => one.or(other),
    };
}

fn option_row(told: &mut Told<'_>, grid: &Grid<'_>, row: u32, question: &mut Question, name: &str) {
    let at = grid.at_heading(row, OPTION);
    if question.options.len() >= MAX_OPTIONS {
        let message = format!("\"{}\" has more than {MAX_OPTIONS} options", shown(&question.name));
        return told.tell(at.error(codes::BAD_TABLE, message));
    }
    if !add_name(told, &mut question.index, &at, name) {
        return;
    }
    let marked = grid.text(told, row, NO_DEAL).and_then(|text| match is_mark(&text) {
        Some(marked) => marked.then(|| grid.at_heading(row, NO_DEAL)),
        None => {
            let message = "expected `x` or nothing: whether this option holds without an agreement";
            told.tell(grid.at_heading(row, NO_DEAL).error(codes::BAD_CELL, message));
            None
        }
    });
    let because = grid.because(row, &OF_OPTION, Some(OPTION), None);
    question.options.push(Choice {
        name: name.to_owned(),
        title: grid.text(told, row, IN_FULL),
        because,
        marked,
        at,
    });
}

/// Issues by the names that the sheet of preferences uses.
pub(super) fn of_preferences(told: &mut Told<'_>, grid: &Grid<'_>, names: &mut Names) -> Vec<Issue> {
    if !grid.has(told, &[preferences::ISSUE, preferences::OPTION]) {
        return Vec::new();
    }
    let mut questions: Vec<Question> = Vec::new();
    let mut current: Option<usize> = None;
    for row in grid.rows(&grid.known_columns()) {
        let at = grid.at_heading(row, preferences::ISSUE);
        if let Some(name) = grid.text(told, row, preferences::ISSUE) {
            if [RESERVATION, SCALE, CAP].contains(&folded(&name).as_str()) {
                continue;
            }
            current = names.issues.find(&name);
            if current.is_none() {
                if !add_name(told, &mut names.issues, &at, &name) {
                    return Vec::new();
                }
                questions.push(Question::new(&name, at));
                current = Some(questions.len() - 1);
            }
        }
        let Some(question) = current.and_then(|at| questions.get_mut(at)) else { continue };
        let Some(name) = grid.text(told, row, preferences::OPTION) else { continue };
        let at = grid.at_heading(row, preferences::OPTION);
        if folded(&name) != WEIGHT
            && question.options.len() < MAX_OPTIONS
            && add_name(told, &mut question.index, &at, &name)
        {
            question.options.push(Choice { name, title: None, because: None, marked: None, at });
        }
    }
    finish(told, questions, names)
}

fn finish(told: &mut Told<'_>, questions: Vec<Question>, names: &mut Names) -> Vec<Issue> {
    let mut ids = Ids::new();
    let mut issues = Vec::new();
    for mut question in questions {
        let numeric = question.range.iter().any(Option::is_some);
        let shape = question.shape.unwrap_or(if numeric { Shape::Number } else { Shape::OneOf });
        let issue = match shape {
            Shape::Number => numbers(told, &mut question),
            Shape::OneOf | Shape::AnyOf => {
                if numeric {
                    let message = format!("\"{}\" has options and a range of numbers", shown(&question.name));
                    told.tell(
                        question
                            .at
                            .error(codes::BAD_CELL, message)
                            .help("write number as its kind, or leave From, To and Step empty"),
                    );
                }
                options(told, &mut question, shape == Shape::AnyOf)
            }
        };
        names.options.push(std::mem::take(&mut question.index));
        issues.push(Issue {
            id: id(&mut ids, Kind::Issue, &question.name),
            title: question.title.unwrap_or(question.name),
            when: question.when,
            because: question.because,
            ..issue
        });
    }
    issue_also(&mut names.issues, &issues);
    issues
}

fn options(told: &mut Told<'_>, question: &mut Question, any_of: bool) -> Issue {
    if question.options.is_empty() {
        let message = format!("\"{}\" has no options", shown(&question.name));
        told.tell(
            question
                .at
                .error(codes::BAD_TABLE, message)
                .help("add a row for each option, or From, To and Step for an issue of numbers"),
        );
    }
    if let Some(option) = question.options.iter().find(|option| any_of && is_none(&option.name)) {
        told.tell(
            option
                .at
                .error(codes::BAD_TABLE, "an issue that takes any set of its options has no option none")
                .help("remove the row: `none` stands for the empty set as it is"),
        );
    }
    let kind = if any_of { Kind::Member } else { Kind::Option };
    let mut ids = Ids::new();
    let named: Vec<Named> = question
        .options
        .iter()
        .map(|option| Named {
            id: id(&mut ids, kind, &option.name),
            title: option.title.clone().unwrap_or_else(|| option.name.clone()),
            because: option.because.clone(),
        })
        .collect();
    super::also(&mut question.index, named.iter().map(|option| (option.id.clone(), option.title.clone())));
    let marked: Vec<usize> = question
        .options
        .iter()
        .enumerate()
        .filter(|(_, option)| option.marked.is_some())
        .map(|(at, _)| at)
        .collect();
    let joined =
        |chosen: &[usize]| chosen.iter().map(|at| named[*at].id.as_str()).collect::<Vec<_>>().join(" + ");
    let mut no_deal = (!marked.is_empty()).then(|| joined(&marked));
    if let (false, [first, second, ..]) = (any_of, marked.as_slice()) {
        let [first, second] = [first, second].map(|at| question.options[*at].marked.as_ref());
        if let (Some(first), Some(second)) = (first, second) {
            let message = "the issue has another option without an agreement";
            told.tell(second.error(codes::STANDS_TWICE, message).related(first.span, "here"));
        }
    }
    if let (Some((text, at)), true) = (&question.no_deal, marked.is_empty()) {
        let set = set_of(&question.index, text, any_of);
        no_deal = set.as_deref().map(joined);
        if set.is_none() {
            let message = format!("\"{}\" has no option \"{}\"", shown(&question.name), shown(text));
            told.tell(
                at.error(codes::UNKNOWN_NAME, message)
                    .help("mark the option that holds without an agreement with `x` in its own row"),
            );
        }
    }
    let domain = if any_of { Domain::AnyOf(named) } else { Domain::Options(named) };
    Issue { domain, no_deal, ..Issue::default() }
}

/// The options that a text names: one, or of an issue that takes any set `a + b` or `none`.
pub(super) fn set_of(index: &Index, text: &str, any_of: bool) -> Option<Vec<usize>> {
    let one = |text: &str| index.find(text).map(|at| vec![at]);
    if !any_of {
        return one(text);
    }
    if is_none(text) {
        return Some(Vec::new());
    }
    // A full name may hold a plus sign; the short names in a set come first.
    let Some(mut set) = text.split('+').map(|name| index.find(name)).collect::<Option<Vec<_>>>() else {
        return one(text);
    };
    set.sort_unstable();
    let count = set.len();
    set.dedup();
    (set.len() == count).then_some(set)
}

/// Whether a text is how the empty set is written.
fn is_none(text: &str) -> bool {
    matches!(folded(text).as_str(), "none" | "(none)")
}

fn numbers(told: &mut Told<'_>, question: &mut Question) -> Issue {
    let [from, to, step] = question.range;
    let (Some(from), Some(to)) = (from, to) else {
        let message = format!("\"{}\" is an issue of numbers without From and To", shown(&question.name));
        told.tell(question.at.error(codes::BAD_TABLE, message));
        return Issue::default();
    };
    let step = step.unwrap_or(Decimal::integer(1));
    if let Err(error) = range::count(from, to, step) {
        let message = format!("\"{}\" has no such numbers: {error}", shown(&question.name));
        told.tell(question.at.error(codes::BAD_TABLE, message).help("change From, To or Step"));
        return Issue::default();
    }
    let (mut none, mut unknown, mut marked) = (None, None, None);
    let mut tagged = Vec::new();
    for option in &question.options {
        let place = match folded(&option.name).as_str() {
            "none" => &mut none,
            "unknown" => &mut unknown,
            _ => {
                let message = format!(
                    "\"{}\" is an issue of numbers: beside them there are only none and unknown",
                    shown(&question.name)
                );
                told.tell(option.at.error(codes::BAD_TABLE, message));
                continue;
            }
        };
        *place = Some(option.title.clone().unwrap_or_else(|| option.name.clone()));
        if option.marked.is_some() {
            marked = Some(folded(&option.name));
        }
        tagged.extend(option.because.iter().map(|because| (folded(&option.name), because.clone())));
    }
    question.because = grounds::joined(question.because.as_deref(), &tagged);
    let said = question.no_deal.as_ref().map(|(text, at)| {
        let number =
            decimal(text, true).filter(|(_, rounded)| !rounded).map(|(number, _)| number.to_string());
        let beside = Some(folded(text))
            .filter(|word| (word == "none" && none.is_some()) || (word == "unknown" && unknown.is_some()));
        let choice = number.or(beside);
        if choice.is_none() {
            told.tell(
                at.error(codes::UNKNOWN_NAME, format!("\"{}\" is no number of this issue", shown(text))),
            );
        }
        choice
    });
    let domain = Domain::Range { from, to, step, unit: question.unit.take(), none, unknown };
    Issue { domain, no_deal: said.flatten().or(marked), ..Issue::default() }
}
