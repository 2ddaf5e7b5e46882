//! `detente record timeline`: what stood when, and what changed.

use clap::Args;
use detente_case::date::Date;
use detente_desk::questions::Answer;
use detente_desk::questions::positions::{Times, timeline};
use detente_report::document::{Block, html, human, markdown};
use detente_report::json;

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
    let TimelineArguments { party, issue, known_by, between, .. } = arguments;
    let times = Times { party: party.clone(), issue: issue.clone(), known_by: *known_by, between: *between };
    let answer = with_budget(None, |budget| timeline(&opened, &times, budget))?;
    output::print(&match arguments.format {
        TimelineFormat::Json => json::text(&answer.shape()),
        TimelineFormat::Human => human(&answer.document(), output::width()),
        TimelineFormat::Markdown => markdown(&answer.document()),
        TimelineFormat::Svg => answer.svg(),
        TimelineFormat::Html => {
            let mut document = answer.document();
            let below = document.blocks.len().min(1);
            document.blocks.insert(below, Block::Figure(answer.svg()));
            html(&document)
        }
    })?;
    Ok(exit::DEAL)
}
