//! `detente solve`: the packages on which a settlement could rest.

use detente_desk::questions::Answer;
use detente_desk::questions::on_record::on_record;
use detente_desk::questions::solve::{Question, solve};
use detente_report::document::{human, markdown};
use detente_report::json;

use crate::arguments::{ColorChoice, Format, SolveArguments};
use crate::exit;
use crate::failure::Failure;
use crate::limits::with_budget;
use crate::open;
use crate::output;
use detente_desk::files;

/// Solves a case, or asks its record.
pub(crate) fn run(arguments: &SolveArguments, color: ColorChoice) -> Result<u8, Failure> {
    let SolveArguments { case, profiles, view, without, points, all, limits, .. } = arguments;
    let opened = open::open_files(&case.path, profiles, &case.scenarios, color)?;
    with_budget(Some(*limits), |budget| {
        let limits = (*limits).into();
        if arguments.on_record {
            let answer = on_record(opened, without, (*view).into(), limits, budget)?;
            print(arguments.format, &answer, || answer.csv())?;
            // Words are not acceptance: nothing on record makes a package acceptable.
            return Ok(if answer.found.stopped { exit::STOPPED } else { exit::NO_DEAL });
        }
        let question = Question {
            view: (*view).into(),
            without: without.clone(),
            points: *points,
            all: *all,
            in_words: matches!(arguments.format, Format::Human | Format::Markdown),
        };
        let again = |scenarios: &[String]| open::open_with(&case.path, scenarios, color);
        let answer = solve(opened, &again, &question, limits, budget)?;
        if let Some(path) = &arguments.certificate {
            files::write(path, answer.certificate())
                .map_err(|error| Failure::System(format!("cannot write {}: {error}", path.display())))?;
        }
        print(arguments.format, &answer, || answer.csv())?;
        Ok(match (answer.found.stopped, answer.found.has_deal()) {
            (true, _) => exit::STOPPED,
            (false, true) => exit::DEAL,
            (false, false) => exit::NO_DEAL,
        })
    })
}

fn print(format: Format, answer: &impl Answer, csv: impl FnOnce() -> String) -> Result<(), Failure> {
    let text = match format {
        Format::Json => json::text(&answer.shape()),
        Format::Csv => csv(),
        Format::Human => human(&answer.document(), output::width()),
        Format::Markdown => markdown(&answer.document()),
    };
    Ok(output::print(&text)?)
}
