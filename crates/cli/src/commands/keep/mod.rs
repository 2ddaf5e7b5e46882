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
            look::status(instrument, view, *history, *format, color)
        }
        KeepCommand::Declare { instrument, file, key } => {
            acts::declare(instrument, file, key.as_deref(), color)
        }
        KeepCommand::Notify { instrument, act, key } => acts::notify(instrument, act, key.as_deref(), color),
        KeepCommand::Audit { instrument, on, threads, format } => {
            look::audit(instrument, *on, *threads, *format, color)
        }
        KeepCommand::Calendar { instrument, from, to, ics } => {
            look::calendar(instrument, *from, *to, *ics, color)
        }
        KeepCommand::Plan { instrument, on, thing, of, held, inspections } => {
            let question = plan::Question { on: *on, thing, of, held: *held, inspections: *inspections };
            plan::run(instrument, &question, color)
        }
        KeepCommand::Plot { instrument, view, html } => look::plot(instrument, view, *html, color),
        KeepCommand::Draft { case, package, output } => draft::run(case, package, output.as_deref(), color),
        KeepCommand::Key { file } => acts::key(file),
        KeepCommand::Seal { declaration, commitment, seed } => escrow::seal(declaration, commitment, seed),
        KeepCommand::Open { declaration, seed, site, item, sum } => {
            escrow::open(declaration, seed, (*site, *item), *sum)
        }
        KeepCommand::Challenge { declaration, seed, key } => escrow::challenge(declaration, seed, key),
        KeepCommand::Verify { commitment, answer } => escrow::verify(commitment, answer),
    }
}
