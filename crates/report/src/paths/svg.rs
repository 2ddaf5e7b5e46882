//! The diagram as a drawing: layers by the fewest moves, left to right, states as
//! boxes, moves as arrows that carry the number and colour of who moves.
//!
//! Colours differ from each other and from light and dark grounds alike; nothing
//! is said by colour alone.

mod arrow;
mod place;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use detente_stability::course::Course;
use detente_stability::model::State;
use detente_stability::number::number_of;
use detente_stability::paths::{By, Step};

use crate::figure::escaped;
use crate::stability::{Subject, maker_name, rests_on};
use crate::words;
use arrow::{arrow, color, markers};
use place::{Placed, place};

/// A drawing, or why there is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Drawn {
    /// The text of an SVG file.
    Svg(String),
    /// There is more than can be read in a drawing.
    TooLarge {
        /// How many states it would have.
        states: usize,
        /// How many moves.
        steps: usize,
    },
}

/// Most states of a drawing.
const MOST_STATES: usize = 40;
/// Most moves of a drawing.
const MOST_STEPS: usize = 240;

const LINE: usize = 16;
const MARGIN: usize = 24;
const STYLE: &str = "<style>\n\
    svg { color: #1b1b1b; background: #ffffff; } text { fill: currentColor; }\n\
    .state { fill: #ffffff; stroke: currentColor; } .number { font-weight: bold; } .note { font-size: 11px; }\n\
    .badge { fill: #ffffff; } .arrow { fill: none; stroke-width: 1.6; }\n\
    @media (prefers-color-scheme: dark) {\n\
    svg { color: #ededed; background: #161616; } .state, .badge { fill: #161616; }\n\
    }\n\
    </style>\n";

/// Draws these steps from a state.
#[must_use]
pub fn svg(subject: Subject<'_>, from: State, course: &Course, steps: &[Step]) -> Drawn {
    let mut states: Vec<State> = steps.iter().flat_map(|step| [step.from, step.to]).chain([from]).collect();
    states.sort_unstable();
    states.dedup();
    if states.len() > MOST_STATES || steps.len() > MOST_STEPS {
        return Drawn::TooLarge { states: states.len(), steps: steps.len() };
    }
    let boxes = place(subject, course, &states, steps);
    let notes = notes(subject, course);
    let legend: Vec<_> = (0..subject.model.decision_makers().len())
        .map(|maker| (maker, format!("{}  {}", maker + 1, maker_name(subject, maker))))
        .collect();
    let longest =
        notes.iter().chain(legend.iter().map(|(_, text)| text)).map(|text| text.len()).max().unwrap_or(0);
    let right = boxes.iter().map(|each| each.x + place::WIDTH + 90).max().unwrap_or(0);
    let width = right.max(longest * 7 + MARGIN + 40);
    let bottom = boxes.iter().map(|each| each.y + each.height).max().unwrap_or(0) + place::GAP;
    let height = bottom + LINE * (legend.len() + notes.len() + 1) + MARGIN;
    let mut out = String::new();
    let title = format!("Where it goes: {}", subject.case.title);
    let _ = write!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" \
         height=\"{height}\" role=\"img\" aria-labelledby=\"title desc\" font-family=\"sans-serif\" \
         font-size=\"12\">\n<title id=\"title\">{}</title>\n<desc id=\"desc\">{}</desc>\n{STYLE}",
        escaped(&title),
        escaped(&description(subject, from, &boxes, steps, course.by)),
    );
    markers(&mut out, legend.len());
    let at: BTreeMap<State, &Placed> = boxes.iter().map(|each| (each.state, each)).collect();
    for (number, step) in steps.iter().enumerate() {
        if let (Some(before), Some(after)) = (at.get(&step.from), at.get(&step.to)) {
            arrow(&mut out, subject, step, [before, after], number);
        }
    }
    boxes.iter().for_each(|each| state(&mut out, subject, from, each));
    for (maker, text) in &legend {
        let (y, color) = (bottom + LINE * maker, color(*maker));
        let _ = writeln!(
            out,
            "<path d=\"M{MARGIN} {} h28\" stroke=\"{color}\" stroke-width=\"2\"/><text x=\"{}\" y=\"{y}\">{}</text>",
            y.saturating_sub(4),
            MARGIN + 36,
            escaped(text)
        );
    }
    for (line, text) in notes.iter().enumerate() {
        let y = bottom + LINE * (legend.len() + line + 1);
        let _ = writeln!(out, "<text x=\"{MARGIN}\" y=\"{y}\" class=\"note\">{}</text>", escaped(text));
    }
    out.push_str("</svg>\n");
    Drawn::Svg(out)
}

fn manner(by: By) -> &'static str {
    match by {
        By::Improvements => "by moves from which whoever moves gains",
        By::Moves | By::Staying => "by any moves",
    }
}

fn notes(subject: Subject<'_>, course: &Course) -> Vec<String> {
    let case = subject.case;
    let movers: Vec<usize> = (0..case.parties.len())
        .filter(|party| subject.model.decision_makers().iter().any(|each| each.parties.contains(party)))
        .collect();
    vec![
        format!(
            "From left to right by the fewest moves, {}. Full line: all who move gain; dashed: not all do.",
            manner(course.by)
        ),
        format!("As of {}; {}.", words::as_of(case, subject.view), rests_on(case, &movers)),
    ]
}

fn state(out: &mut String, subject: Subject<'_>, from: State, each: &Placed) {
    let package = subject.model.package(each.state);
    let number = number_of(subject.case, &package);
    let stroke = if each.state == from { 3 } else { 1 };
    let quo = if subject.model.status_quo() == Some(each.state) { " (status quo)" } else { "" };
    let _ = write!(
        out,
        "<g><title>{}</title><rect class=\"state\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"4\" \
         stroke-width=\"{stroke}\"/><text class=\"number\" x=\"{}\" y=\"{}\">{number}{quo}</text>",
        escaped(&words::package_lines(subject.case, &package).join("; ")),
        each.x,
        each.y,
        place::WIDTH,
        each.height,
        each.x + 8,
        each.y + LINE,
    );
    for (at, line) in each.lines.iter().enumerate() {
        let y = each.y + LINE * (at + 2);
        let _ = write!(out, "<text x=\"{}\" y=\"{y}\">{}</text>", each.x + 8, escaped(line));
    }
    out.push_str("</g>\n");
}

/// The drawing in words, for whoever does not see it.
fn description(subject: Subject<'_>, from: State, boxes: &[Placed], steps: &[Step], by: By) -> String {
    let number = |state: State| number_of(subject.case, &subject.model.package(state));
    let mut text = format!(
        "{} and {}, {}, from number {}.",
        words::counted(&boxes.len(), "state"),
        words::counted(&steps.len(), "move"),
        manner(by),
        number(from)
    );
    for step in steps {
        let mover = maker_name(subject, step.decision_maker);
        let _ = write!(text, " {mover}: {} to {}.", number(step.from), number(step.to));
    }
    text
}
