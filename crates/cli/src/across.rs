//! The alternatives that draws are spread over: `--across`.

use detente_robust::model::Alternative;

use crate::arguments::{CaseArguments, ColorChoice, DrawArguments, ViewArguments};
use crate::failure::Failure;
use crate::open::{self, Opened};

/// Opens the case under each alternative; without any, the case alone. The
/// first is what the report shows, with the files of all.
pub(crate) fn open(
    case: &CaseArguments,
    view: ViewArguments,
    draw: &DrawArguments,
    color: ColorChoice,
) -> Result<(Opened, Vec<Alternative>), Failure> {
    let base = || case.scenarios.clone();
    let mut wanted = Vec::new();
    for text in &draw.across {
        let (names, weight) = match text.split_once('=') {
            None => (text.as_str(), 1.0),
            Some((names, weight)) => {
                let number: Option<f64> = weight.parse().ok();
                let number = number.filter(|weight| weight.is_finite() && *weight >= 0.0);
                let wrong = || Failure::Input(format!("in `{text}`: expected a weight, a number from 0 up"));
                (names, number.ok_or_else(wrong)?)
            }
        };
        let own = names.split('+').map(str::trim).filter(|name| *name != "none" && !name.is_empty());
        wanted.push((base().into_iter().chain(own.map(str::to_owned)).collect(), weight));
    }
    if wanted.is_empty() {
        wanted.push((base(), 1.0));
    }
    let mut first: Option<Opened> = None;
    let mut alternatives = Vec::new();
    for (scenarios, weight) in wanted {
        let mut opened = open::open_with(&case.path, &scenarios, color)?;
        open::to_day(&mut opened, view)?;
        let name = if scenarios.is_empty() { "no scenario".to_owned() } else { scenarios.join(" + ") };
        alternatives.push(Alternative { name, case: opened.case.clone(), weight });
        match &mut first {
            None => first = Some(opened),
            Some(first) => {
                for input in opened.inputs {
                    if !first.inputs.contains(&input) {
                        first.inputs.push(input);
                    }
                }
                for scenario in opened.scenarios {
                    if !first.scenarios.contains(&scenario) {
                        first.scenarios.push(scenario);
                    }
                }
            }
        }
    }
    first
        .map(|first| (first, alternatives))
        .ok_or_else(|| Failure::Input("there is nothing to draw from".to_owned()))
}
