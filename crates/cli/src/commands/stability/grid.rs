//! `detente stability --grid`: what the conclusion depends on.

use detente_case::load::Files;
use detente_case::model::Case;
use detente_desk::files;
use detente_desk::opened::Opened;
use detente_desk::questions::stability::LISTED_AS_JSON;
use detente_desk::questions::states::{StateLimits, failure};
use detente_report::stability::{GridSubject, LISTED, grid as in_words};
use detente_report::{csv, json};
use detente_settle::budget::Budget;
use detente_stability::concepts::Concept;
use detente_stability::grid::grid;

use super::{lay_out, made_with};
use crate::arguments::{ColorChoice, Format, StabilityArguments};
use crate::exit;
use crate::failure::Failure;
use crate::open;
use crate::output;

/// Answers for the case as asked for, and with each of its other scenarios on top.
pub(super) fn run(
    arguments: &StabilityArguments,
    concepts: &[Concept],
    mut opened: Opened,
    budget: &Budget<'_>,
    color: ColorChoice,
) -> Result<u8, Failure> {
    let view = opened.to_day(arguments.view.into(), budget)?;
    if concepts.is_empty() {
        return Err(Failure::Input("the grid needs a concept such as nash or seq".to_owned()));
    }
    let given = &arguments.case.scenarios;
    let first = if given.is_empty() { "the case".to_owned() } else { given.join(" + ") };
    let mut versions = vec![(first, opened.case.clone())];
    let mut left_out = Vec::new();
    for name in scenarios(arguments).into_iter().filter(|name| !given.contains(name)) {
        let stacked: Vec<String> = given.iter().cloned().chain([name.clone()]).collect();
        let mut other = open::open_with(&arguments.case.path, &stacked, color)?;
        other.to_day(arguments.view.into(), budget)?;
        if alike(&opened.case, &other.case) {
            versions.push((name, other.case));
        } else {
            left_out
                .push((name, "it has other issues or options, so that states cannot be compared".to_owned()));
        }
    }
    let (names, cases): (Vec<String>, Vec<Case>) = versions.into_iter().unzip();
    let cases: Vec<&Case> = cases.iter().collect();
    let limits: StateLimits = arguments.limits.into();
    let say = |what: &str| budget.notify.say(what);
    let found =
        grid(&cases, concepts, &limits.of_model(), &budget.control, &say).map_err(|error| failure(&error))?;
    let of = GridSubject { case: &opened.case, view, versions: &names, left_out: &left_out, grid: &found };
    let made_with = made_with(&opened, arguments, 0);
    let text = match arguments.format {
        Format::Json => json::text(&json::grid(of, arguments.list.unwrap_or(LISTED_AS_JSON), &made_with)),
        Format::Csv => csv::grid(of, arguments.list.unwrap_or(usize::MAX)),
        format => lay_out(in_words(of, arguments.list.unwrap_or(LISTED)), format, &made_with),
    };
    output::to(arguments.output.as_deref(), &text)?;
    let everywhere = found.states.values().any(|places| places.count_ones(..) == found.places());
    Ok(if everywhere { exit::DEAL } else { exit::NO_DEAL })
}

/// The scenarios of the case, by name; none where it is a file alone.
fn scenarios(arguments: &StabilityArguments) -> Vec<String> {
    let (folder, _) = files::locate(&arguments.case.path);
    let names = folder.list("scenarios").unwrap_or_default();
    names.iter().filter_map(|name| name.strip_suffix(".toml")).map(ToOwned::to_owned).collect()
}

/// Whether two cases have the same issues and choices, so that numbers of states mean the same.
fn alike(one: &Case, other: &Case) -> bool {
    let issue = |case: &Case, at: usize| {
        let each = &case.issues[at];
        let choices = (0..each.choices()).filter_map(|choice| u16::try_from(choice).ok());
        (each.id.clone(), choices.map(|choice| each.choice_id(choice)).collect::<Vec<_>>())
    };
    one.issues.len() == other.issues.len()
        && (0..one.issues.len()).all(|at| issue(one, at) == issue(other, at))
}
