//! `detente keep`: an instrument and what its parties do under it.

mod acts;
mod arguments;
mod draft;
mod escrow;
mod look;
mod open;
mod plan;

pub(crate) use arguments::KeepCommand;

use crate::arguments::ColorChoice;
use crate::failure::Failure;

/// Runs one of the commands.
pub(crate) fn run(command: &KeepCommand, color: ColorChoice) -> Result<u8, Failure> {
    match command {
        KeepCommand::Check { instrument, format } => look::check(instrument, *format, color),
        KeepCommand::Status { instrument, view, history, format } => {
            look::status(instrument, view, *history, *format)
        }
        KeepCommand::Declare { instrument, file, key } => {
            acts::declare(instrument, file, key.as_deref(), color)
        }
        KeepCommand::Notify { instrument, act, key } => acts::notify(instrument, act, key.as_deref(), color),
        KeepCommand::Audit { instrument, on, known_by, viewer, threads, format } => {
            look::audit(instrument, (*on, *known_by), viewer.as_deref(), *threads, *format)
        }
        KeepCommand::Calendar { instrument, from, to, viewer, ics, format } => {
            let form = if *ics { None } else { Some(*format) };
            look::calendar(instrument, (*from, *to), viewer.as_deref(), form)
        }
        KeepCommand::Plan { instrument, on, thing, of, held, inspections, viewer, format } => {
            let viewer = viewer.as_deref();
            let (held, inspections) = (*held, *inspections);
            let question = plan::Question { on: *on, thing, of, held, inspections, viewer };
            plan::run(instrument, &question, *format)
        }
        KeepCommand::Plot { instrument, view, svg: _, html } => look::plot(instrument, view, *html),
        KeepCommand::Draft { case, package, output } => draft::run(case, package, output.as_deref(), color),
        KeepCommand::Key { file } => acts::key(file),
        KeepCommand::Seal { declaration, commitment, seed } => escrow::seal(declaration, commitment, seed),
        KeepCommand::Open { declaration, seed, site, item, sum, key } => {
            let what = match (sum, key) {
                (true, _) => escrow::What::Sum,
                (false, true) => escrow::What::Key,
                (false, false) => escrow::What::Text,
            };
            escrow::open(declaration, seed, (*site, *item), what)
        }
        KeepCommand::Challenge { declaration, seed, key } => escrow::challenge(declaration, seed, key),
        KeepCommand::Verify { commitment, answer, previous } => {
            escrow::verify(commitment, answer, previous.as_deref())
        }
    }
}
