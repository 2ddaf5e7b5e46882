//! Cases to draw from.

use detente_case::load::{MemoryFiles, load};
use detente_case::model::Case;
use detente_robust::answers::{Answers, Request, answers};
use detente_robust::model::{Alternative, Model, World};
use detente_settle::budget::Budget;
use detente_space::valuation::Coordinate;

/// A case from its text.
pub(crate) fn case(text: &str) -> Case {
    let loaded = load(&MemoryFiles::of("case.toml", text), "case.toml", &[]);
    loaded.case.unwrap_or_else(|| panic!("{:?}", loaded.diagnostics))
}

/// One alternative of it.
pub(crate) fn alone(case: Case) -> Vec<Alternative> {
    vec![Alternative { name: "the case".to_owned(), case, weight: 1.0 }]
}

/// The answers of a case.
pub(crate) fn answered(case: Case, request: &Request) -> Answers {
    let alternatives = alone(case);
    let budget = Budget::default();
    let model = Model::new(&alternatives, 1.0, &budget).expect("a model");
    answers(&model, request, &budget).expect("answers")
}

/// Two parties over a field and a fee; `first` and `second` are the tables of their preferences.
pub(crate) fn field(first: &str, second: &str) -> String {
    format!(
        r#"detente = 1
[case]
title = "A field"
[parties.first]
name = "First"
[parties.second]
name = "Second"
[issues.field]
title = "Field"
options = {{ first = "First", shared = "Shared", second = "Second" }}
no-deal = "first"
[issues.fee]
title = "Fee"
options = {{ none = "None", low = "Low", high = "High" }}
no-deal = "none"
[preferences.first]
because = "Made up."
{first}
[preferences.second]
because = "Made up."
{second}
"#
    )
}

/// What a package is worth on one coordinate of a draw, in its units, before any cap.
pub(crate) fn worth(world: &World<'_>, coordinate: &Coordinate, package: &[u16]) -> i64 {
    let located = world.diagram.locate(package).expect("in the diagram");
    let arcs = world.diagram.layers.iter().zip(&located.arcs);
    arcs.map(|(layer, arc)| {
        coordinate.gain(layer.issue, arc.choice, &world.diagram.effects[arc.effect as usize])
    })
    .sum()
}
