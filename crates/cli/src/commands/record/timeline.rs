//! `detente record timeline`: what stood when, and what changed.

use clap::Args;
use detente_case::date::Date;
use detente_case::model::Case;
use detente_case::record::View;
use detente_record::positions::Packages;
use detente_record::positions::timeline::{Filter, changes, timeline};
use detente_report::document::{Block, html, human, markdown};
use detente_report::{json, positions};
use detente_settle::on_record::asking;

use crate::arguments::{CaseArguments, ColorChoice, TimelineFormat, day};
use crate::exit;
use crate::failure::Failure;
use crate::limits::with_budget;
use crate::{open, output};

// `detente record timeline`.
#[derive(Debug, Args)]
pub(crate) struct TimelineArguments {
    #[command(flatten)]
    pub(crate) case: CaseArguments,
    /// Only this party
    #[arg(long, value_name = "ID")]
    pub(crate) party: Option<String>,
    /// Only this issue
    #[arg(long, value_name = "ID")]
    pub(crate) issue: Option<String>,
    /// Take only what was known by this day
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) known_by: Option<Date>,
    /// Say also what changed between two days, D1..D2; of one day, what was known then and what is known now
    #[arg(long, value_name = "D1..D2", value_parser = days)]
    pub(crate) between: Option<(Date, Date)>,
    /// How to print
    #[arg(long, value_enum, default_value = "human")]
    pub(crate) format: TimelineFormat,
}

fn days(text: &str) -> Result<(Date, Date), String> {
    let (from, to) = text.split_once("..").unwrap_or((text, text));
    let (from, to) = (day(from)?, day(to)?);
    if from > to {
        return Err(format!("{from} is after {to}: write the earlier day first"));
    }
    Ok((from, to))
}

/// Prints the timeline.
pub(crate) fn run(arguments: &TimelineArguments, color: ColorChoice) -> Result<u8, Failure> {
    let opened = open::open(&arguments.case, color)?;
    let case = &opened.case;
    let filter = Filter {
        party: arguments.party.as_ref().map(|id| open::party(case, id)).transpose()?,
        issue: arguments.issue.as_ref().map(|id| open::issue(case, id)).transpose()?,
    };
    let views = arguments.between.map(|(from, to)| views(from, to, arguments.known_by));
    let (rows, changed) = asked(case, |packages| {
        let rows = timeline(case, filter, arguments.known_by, packages);
        let changed = views.map(|(from, to)| {
            let all = changes(case, from, to, packages);
            all.into_iter()
                .filter(|change| filter.party.is_none_or(|party| party == change.party))
                .collect::<Vec<_>>()
        });
        (rows, changed)
    })?;
    let changed = views.zip(changed.as_ref()).map(|((from, to), changes)| (from, to, changes.as_slice()));
    let provenance = open::provenance(&opened, None);
    let shape = json::positions::timeline(case, &rows, arguments.known_by, changed, &provenance);
    let words = || {
        let mut document = positions::timeline(&shape);
        provenance.close(&mut document);
        document
    };
    let drawing = || positions::timeline_figure(&shape);
    output::print(&match arguments.format {
        TimelineFormat::Json => json::text(&shape),
        TimelineFormat::Human => human(&words(), output::width()),
        TimelineFormat::Markdown => markdown(&words()),
        TimelineFormat::Svg => drawing(),
        TimelineFormat::Html => {
            let mut document = words();
            let below = document.blocks.len().min(1);
            document.blocks.insert(below, Block::Figure(drawing()));
            html(&document)
        }
    })?;
    Ok(exit::DEAL)
}

/// Two days as known now, or one day as known then and as known now.
fn views(from: Date, to: Date, known_by: Option<Date>) -> (View, View) {
    if from == to {
        (View { on: Some(from), known_by: Some(from) }, View { on: Some(from), known_by })
    } else {
        (View { on: Some(from), known_by }, View { on: Some(to), known_by })
    }
}

/// Does work that asks for packages.
pub(crate) fn asked<T>(case: &Case, work: impl FnOnce(&mut Packages<'_>) -> T) -> Result<T, Failure> {
    let answer =
        with_budget(None, |budget| asking(case, budget, |some_meets| work(&mut Packages::new(some_meets))));
    answer.map_err(|reason| Failure::Stopped(reason.to_string()))
}
