//! Text to standard output, or to a file.

use std::io::{self, Write};
use std::path::Path;

use detente_desk::files;
use detente_desk::questions::Answer;
use detente_report::document::{human, markdown};
use detente_report::json;

use crate::arguments::TextFormat;
use crate::failure::Failure;

/// Prints to standard output. A reader that hangs up early (`| head`) is no error.
pub(crate) fn print(text: &str) -> io::Result<()> {
    print_bytes(text.as_bytes())
}

/// The same for what is no text.
pub(crate) fn print_bytes(bytes: &[u8]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        result => result,
    }
}

/// Writes to a file, or prints to standard output where none is named.
pub(crate) fn to(path: Option<&Path>, text: &str) -> Result<(), Failure> {
    match path {
        None => Ok(print(text)?),
        Some(path) => files::write(path, text)
            .map_err(|error| Failure::System(format!("cannot write {}: {error}", path.display()))),
    }
}

/// Prints an answer in the form asked for.
pub(crate) fn answer(format: TextFormat, answer: &impl Answer) -> Result<(), Failure> {
    let text = match format {
        TextFormat::Json => json::text(&answer.shape()),
        TextFormat::Human => human(&answer.document(), width()),
        TextFormat::Markdown => markdown(&answer.document()),
    };
    Ok(print(&text)?)
}

/// Prints to standard error.
pub(crate) fn complain(text: &str) {
    // Nowhere is left to report that standard error is gone.
    let _ = io::stderr().lock().write_all(text.as_bytes());
}

/// The width to lay text out for: the terminal's, or 100 columns.
pub(crate) fn width() -> usize {
    terminal_size::terminal_size().map_or(100, |(width, _)| usize::from(width.0).clamp(60, 140))
}
