//! What can be asked of an instrument and its ledger.

use std::io::IsTerminal;

use detente_instrument::model::Instrument;
use detente_instrument::period::{Date, Period};
use detente_keep::chain::Fault;
use detente_keep::ledger::{Extent, Opened};
use detente_keep::privacy::Eyes;
use detente_keep::status::{self, Question};
use detente_keep::wire::Ids;
use detente_keep::{audit as audits, calendar as calendars, limits};
use detente_report::document::{Document, human, markdown};
use detente_report::{json, keep};
use detente_syntax::diagnostic::Diagnostic;
use detente_syntax::render::{self, Style};

use super::arguments::{InstrumentArguments, ViewArguments};
use super::open;
use crate::arguments::{CheckFormat, ColorChoice, TextFormat};
use crate::exit;
use crate::failure::Failure;
use crate::open::colored;
use crate::output;

/// Prints the diagnostics of an instrument. Warnings do not change the exit code.
pub(super) fn check(
    arguments: &InstrumentArguments,
    format: CheckFormat,
    color: ColorChoice,
) -> Result<u8, Failure> {
    let loaded = open::place(arguments).read();
    let errors = loaded.diagnostics.iter().filter(|each| each.is_error()).count();
    match format {
        CheckFormat::Human => {
            let style =
                Style { color: colored(color, std::io::stdout().is_terminal()), width: output::width() };
            let mut text = render::human(&loaded.diagnostics, &loaded.sources, style);
            let warnings = loaded.diagnostics.len() - errors;
            let plural = |count: usize| if count == 1 { "" } else { "s" };
            text.push_str(&format!(
                "{errors} error{}, {warnings} warning{}\n",
                plural(errors),
                plural(warnings)
            ));
            output::print(&text)?;
        }
        CheckFormat::Json => {
            output::print(&format!("{:#}\n", render::json(&loaded.diagnostics, &loaded.sources)))?;
        }
    }
    Ok(if errors > 0 { exit::WRONG_INPUT } else { exit::DEAL })
}

/// What a view asks for, with names as positions.
fn question(instrument: &Instrument, view: &ViewArguments) -> Result<Question, Failure> {
    let readings = instrument.readings.iter().map(|reading| reading.id.as_str()).collect();
    Ok(Question {
        on: match view.on {
            Some(day) => day,
            None => open::today()?,
        },
        reading: find("reading", view.reading.as_deref(), readings)?,
        viewer: viewer(instrument, view.viewer.as_deref())?,
    })
}

/// The position of an id among those that are known, if one is asked for.
fn find(what: &str, id: Option<&str>, known: Vec<&str>) -> Result<Option<usize>, Failure> {
    let Some(id) = id else { return Ok(None) };
    known.iter().position(|each| *each == id).map(Some).ok_or_else(|| {
        let listed = if known.is_empty() { "there is none".to_owned() } else { known.join(", ") };
        Failure::Input(format!("the instrument has no {what} `{id}`; known: {listed}"))
    })
}

/// The party for whose eyes something is told, if one is named.
pub(super) fn viewer(instrument: &Instrument, id: Option<&str>) -> Result<Option<usize>, Failure> {
    find("party", id, instrument.parties.iter().map(|party| party.id.as_str()).collect())
}

fn print(document: &Document, format: TextFormat) -> Result<(), Failure> {
    let text = match format {
        TextFormat::Markdown => markdown(document),
        TextFormat::Human | TextFormat::Json => human(document, output::width()),
    };
    Ok(output::print(&text)?)
}

/// A chain that is broken and lines that are no acts are told; they are never
/// passed over in silence. Why may quote them, and is withheld where anything is.
fn complain(opened: &Opened<'_>, eyes: Eyes<'_>) {
    let unsigned = |fault: &Fault| matches!(fault, Fault::Signature | Fault::Unsigned | Fault::NoKey);
    if let Some((act, _)) = opened.faults.iter().find(|(_, fault)| !unsigned(fault)) {
        output::complain(&format!(
            "warning: the ledger has been changed at act {act}, so that what follows rests on other acts than those that \
             were entered; `detente keep audit` tells all\n"
        ));
    }
    if let Some((act, _)) = opened.faults.iter().find(|(_, fault)| unsigned(fault)) {
        output::complain(&format!(
            "warning: act {act} does not bear the signature that the instrument asks for, and what follows rests on it; \
             `detente keep audit` tells all\n"
        ));
    }
    let unreadable = &opened.unreadable;
    if let Some((act, why)) = unreadable.first() {
        let why = if eyes.see_all() { format!(": {why}") } else { String::new() };
        output::complain(&format!(
            "note: {} line(s) of the ledger are no acts of this instrument, the first is act {act}{why}\n",
            unreadable.len()
        ));
    }
}

/// A whole ledger with its signatures.
fn checked() -> Extent {
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    Extent { verify: true, threads, ..Extent::default() }
}

/// Prints what holds on a day, or how numbers changed.
pub(super) fn status(
    arguments: &InstrumentArguments,
    view: &ViewArguments,
    history: bool,
    format: TextFormat,
) -> Result<u8, Failure> {
    let instrument = open::place(arguments).instrument()?;
    let question = question(&instrument, view)?;
    let ids = Ids::of(&instrument);
    let opened = open::place(arguments).known_acts(&ids, Extent { known_by: view.known_by, ..checked() })?;
    complain(&opened, Eyes::new(&instrument, question.viewer));
    let status = status::status(&opened.book, question);
    if history {
        let histories = histories(&opened.book, &status);
        let withheld = withheld(&status);
        let document = keep::history(&instrument, question.on, view.known_by, &histories, withheld);
        print(&document, format)?;
    } else if format == TextFormat::Json {
        output::print(&json::text(&json::keep_status(&instrument, view.known_by, &status)))?;
    } else {
        print(&keep::status(&instrument, question, view.known_by, &status), format)?;
    }
    Ok(exit::DEAL)
}

/// The history of every number that a status shows.
fn histories(
    book: &detente_keep::book::Book<'_>,
    status: &status::Status,
) -> Vec<(keep::LimitKey, Vec<limits::Step>)> {
    let shown = status.limits.iter().filter_map(|shown| match shown {
        status::Shown::State(state) => Some((state.limit, state.subject, state.reading)),
        status::Shown::Withheld { .. } => None,
    });
    shown
        .map(|(limit, subject, reading)| {
            let steps = limits::history(book, limit, subject, reading, status.on);
            ((limit, subject, reading), steps)
        })
        .collect()
}

/// How many numbers a status withholds.
fn withheld(status: &status::Status) -> usize {
    status.limits.iter().filter(|shown| matches!(shown, status::Shown::Withheld { .. })).count()
}

/// Prints what does not add up. The exit code is 1 where something does not.
pub(super) fn audit(
    arguments: &InstrumentArguments,
    (on, known_by): (Option<Date>, Option<Date>),
    viewer_id: Option<&str>,
    threads: u16,
    format: TextFormat,
) -> Result<u8, Failure> {
    let instrument = open::place(arguments).instrument()?;
    let eyes = Eyes::new(&instrument, viewer(&instrument, viewer_id)?);
    let on = match on {
        Some(day) => day,
        None => open::today()?,
    };
    let ids = Ids::of(&instrument);
    let extent = Extent { known_by, verify: true, threads: usize::from(threads) };
    let opened = open::place(arguments).known_acts(&ids, extent)?;
    let audit = audits::audit(&opened.book, opened.faults, opened.unreadable, on);
    let audit = audit.seen_by(&opened.book, eyes);
    let head = opened.head.as_ref();
    let sha256 = open::place(arguments).hash()?;
    if format == TextFormat::Json {
        output::print(&json::text(&json::keep_audit(&instrument, &sha256, (on, known_by), head, &audit)))?;
    } else {
        print(&keep::audit(&instrument, &sha256, (on, known_by), head, &audit), format)?;
    }
    // What is hidden shows in no exit code either.
    Ok(if audit.findings.is_empty() { exit::DEAL } else { exit::NO_DEAL })
}

/// Prints what comes when; without a format, for calendar programs.
pub(super) fn calendar(
    arguments: &InstrumentArguments,
    (from, to): (Option<Date>, Option<Date>),
    viewer_id: Option<&str>,
    format: Option<TextFormat>,
) -> Result<u8, Failure> {
    let instrument = open::place(arguments).instrument()?;
    let eyes = Eyes::new(&instrument, viewer(&instrument, viewer_id)?);
    let from = match from {
        Some(day) => day,
        None => open::today()?,
    };
    let year_later = || Period::parse("P1Y").ok().and_then(|year| year.after(from, 1));
    let to = to.or_else(year_later).unwrap_or(from);
    if from > to {
        return Err(Failure::Input(format!(
            "{from} is after {to}: the calendar begins with the earlier day"
        )));
    }
    let ids = Ids::of(&instrument);
    let opened = open::place(arguments).known_acts(&ids, checked())?;
    complain(&opened, eyes);
    let mut entries = calendars::entries(&opened.book, None, from, to);
    entries.retain(|(_, entry)| calendars::sees(&opened.book, eyes, &entry.what));
    let withheld = !eyes.see_all();
    match format {
        None => {
            let events = keep::events(&instrument, &entries);
            output::print(&calendars::ics(&instrument.title, from, &events, withheld))?;
        }
        Some(TextFormat::Json) => {
            output::print(&json::text(&json::keep_calendar(&instrument, (from, to), &entries, withheld)))?;
        }
        Some(format) => print(&keep::calendar(&instrument, (from, to), &entries, withheld), format)?,
    }
    Ok(exit::DEAL)
}

/// Prints a drawing of numbers over time.
pub(super) fn plot(arguments: &InstrumentArguments, view: &ViewArguments, page: bool) -> Result<u8, Failure> {
    let instrument = open::place(arguments).instrument()?;
    let question = question(&instrument, view)?;
    let ids = Ids::of(&instrument);
    let opened = open::place(arguments).known_acts(&ids, Extent { known_by: view.known_by, ..checked() })?;
    complain(&opened, Eyes::new(&instrument, question.viewer));
    let status = status::status(&opened.book, question);
    let histories = histories(&opened.book, &status);
    let draw = if page { keep::html } else { keep::svg };
    output::print(&draw(&instrument, &histories, question.on, withheld(&status)))?;
    Ok(exit::DEAL)
}

/// Diagnostics to standard error, and the exit code that goes with errors.
pub(super) fn refuse(
    diagnostics: &[Diagnostic],
    sources: &detente_syntax::span::Sources,
    color: ColorChoice,
) -> Failure {
    crate::open::complain(diagnostics, sources, color);
    Failure::Told
}
