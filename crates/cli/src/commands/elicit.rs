//! `detente elicit`: what a few ranked packages say of a party's weights and values.

use detente_case::decimal::Decimal;
use detente_case::model::Case;
use detente_desk::opened;
use detente_report::document::{human, markdown};
use detente_report::{elicit as words, json};
use detente_robust::disaggregation::{Disaggregation, Example, Ranking, RegionError, disaggregate};

use crate::arguments::{ColorChoice, ElicitArguments, TextFormat};
use crate::exit;
use crate::failure::Failure;
use crate::limits::with_control;
use crate::open;
use crate::output;
use detente_desk::package;

/// How the value of no agreement is named among packages.
const NO_AGREEMENT: &str = "no-deal";

/// Infers ranges, or names the comparisons that collide.
pub(crate) fn run(arguments: &ElicitArguments, color: ColorChoice) -> Result<u8, Failure> {
    let mut opened = open::open(&arguments.case, color)?;
    let view = open::to_day(&mut opened, arguments.view)?;
    let case = &opened.case;
    let party = opened::party(case, &arguments.party)?;
    let ranking = ranking(case, &arguments.packages, arguments.gap)?;
    let found = with_control(arguments.time, |control, notify| {
        notify.say("solving linear programs");
        disaggregate(case, party, &ranking, control)
    })
    .map_err(|error| match error {
        RegionError::Stopped => Failure::Stopped(error.to_string()),
        error => Failure::Input(error.to_string()),
    })?;
    let provenance = opened.provenance(None);
    let text = match arguments.format {
        TextFormat::Json => json::text(&json::elicit(case, view, party, &ranking, &found, &provenance)),
        TextFormat::Human | TextFormat::Markdown => {
            let mut document = words::elicit(case, view, party, &ranking, &found);
            provenance.close(&mut document);
            if arguments.format == TextFormat::Human {
                human(&document, output::width())
            } else {
                markdown(&document)
            }
        }
    };
    output::print(&text)?;
    Ok(if matches!(found, Disaggregation::Fits(_)) { exit::DEAL } else { exit::NO_DEAL })
}

/// Packages in quotes, best first; `~` joins equally good ones.
fn ranking(case: &Case, packages: &[String], gap: Decimal) -> Result<Ranking, Failure> {
    let mut groups = Vec::with_capacity(packages.len());
    for text in packages {
        let mut group = Vec::new();
        for part in text.split('~') {
            let words: Vec<String> = part.split_whitespace().map(str::to_owned).collect();
            group.push(match words.as_slice() {
                [] => return Err(Failure::Input(format!("in `{text}`: a package is missing"))),
                [word] if word == NO_AGREEMENT => Example::NoAgreement,
                _ => Example::Package(package::read(case, &words)?.package),
            });
        }
        groups.push(group);
    }
    let all: Vec<&Example> = groups.iter().flatten().collect();
    for (at, example) in all.iter().enumerate() {
        if all[..at].contains(example) {
            return Err(Failure::Input(format!("`{}` is ranked twice", words::example_words(case, example))));
        }
    }
    if all.len() < 2 {
        return Err(Failure::Input("a ranking needs two packages or more, each in quotes".to_owned()));
    }
    Ok(Ranking { groups, gap })
}
