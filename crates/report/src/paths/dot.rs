//! The diagram in the language of Graphviz.

use std::fmt::Write as _;

use detente_stability::model::State;
use detente_stability::number::number_of;
use detente_stability::paths::Step;

use crate::stability::{Subject, maker_name};
use crate::words;

/// The diagram of these steps from a state; dashed where not everybody who moves gains.
#[must_use]
pub fn dot(subject: Subject<'_>, from: State, steps: &[Step]) -> String {
    let Subject { case, model, .. } = subject;
    let mut states: Vec<State> = steps.iter().flat_map(|step| [step.from, step.to]).chain([from]).collect();
    states.sort_unstable();
    states.dedup();
    let mut text = format!("digraph {} {{\n  node [shape=box];\n", quoted(&case.title));
    for state in states {
        let package = model.package(state);
        let number = number_of(case, &package);
        let lead = format!("number {number}");
        let lines: Vec<_> = std::iter::once(lead).chain(words::package_lines(case, &package)).collect();
        let bold = if state == from { ", penwidth=2" } else { "" };
        let _ = writeln!(text, "  n{number} [label={}{bold}];", quoted(&lines.join("\n")));
    }
    for step in steps {
        let [before, after] = [step.from, step.to].map(|state| number_of(case, &model.package(state)));
        let gains = model.gains(&model.decision_makers()[step.decision_maker].parties, step.from, step.to);
        let style = if gains { "" } else { ", style=dashed" };
        let label = quoted(&maker_name(subject, step.decision_maker));
        let _ = writeln!(text, "  n{before} -> n{after} [label={label}{style}];");
    }
    text.push_str("}\n");
    text
}

/// A string of the language.
fn quoted(text: &str) -> String {
    let text = text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n");
    format!("\"{text}\"")
}
