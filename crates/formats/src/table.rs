//! Tables of issue, option, party and value: as a flat CSV file, and what such
//! a file has in common with a workbook.
//!
//! A number that somebody typed into a table is that person's estimate unless
//! the table says otherwise, so it is read as assumed.

pub(crate) mod amount;
pub(crate) mod assemble;
pub(crate) mod check;
pub(crate) mod csv;
pub(crate) mod curve;
pub(crate) mod grounds;
pub(crate) mod naming;
pub(crate) mod read;
pub(crate) mod say;
pub(crate) mod write;

use std::sync::Arc;

use detente_syntax::diagnostic::Diagnostic;
use detente_syntax::span::Span;

pub(crate) use read::{read, recognises};
pub(crate) use write::write;

/// Stands in the place of an issue's name where the value of no agreement is given.
pub(crate) const NO_DEAL: &str = "(no deal)";
/// Stands in the place of an issue's name where `scale` is given.
pub(crate) const SCALE: &str = "(scale)";
/// Stands in the place of an issue's name where `cap` is given.
pub(crate) const CAP: &str = "(cap)";
/// Stands in the place of an option where the weight of the issue is given.
pub(crate) const WEIGHT: &str = "(weight)";

/// Most options of an issue, as in the case language.
pub(crate) const MAX_OPTIONS: usize = 10_000;
/// Longest text of a cell, in bytes; spreadsheet programs hold 32,767 characters.
pub(crate) const MAX_CELL: usize = 1 << 20;
/// Most issues and most parties that a table is searched for.
pub(crate) const MAX_NAMES: usize = 10_000;

/// Where something stands in a table: a span, and in a workbook the cell.
#[derive(Clone, Debug)]
pub(crate) struct At {
    /// The place in the text that diagnostics show.
    pub(crate) span: Span,
    /// Sheet, row and column, both from zero.
    pub(crate) cell: Option<(Arc<str>, u32, u32)>,
}

impl At {
    fn headline(&self, message: &str) -> String {
        match &self.cell {
            None => message.to_owned(),
            Some((sheet, row, column)) => {
                format!("sheet \"{sheet}\", cell {}: {message}", cell_name(*row, *column))
            }
        }
    }

    pub(crate) fn error(&self, code: &'static str, message: impl AsRef<str>) -> Diagnostic {
        Diagnostic::error(code, self.span, self.headline(message.as_ref()))
    }

    pub(crate) fn warning(&self, code: &'static str, message: impl AsRef<str>) -> Diagnostic {
        Diagnostic::warning(code, self.span, self.headline(message.as_ref()))
    }
}

/// `A1` for the first cell.
pub(crate) fn cell_name(row: u32, column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = u64::from(column) + 1;
    while rest > 0 {
        letters.push(char::from(b'A' + u8::try_from((rest - 1) % 26).unwrap_or_default()));
        rest = (rest - 1) / 26;
    }
    let letters: String = letters.iter().rev().collect();
    format!("{letters}{}", u64::from(row) + 1)
}

/// A heading or name as it is compared: no case, no space or mark at its ends,
/// single spaces within.
pub(crate) fn folded(text: &str) -> String {
    text.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

/// Text for a message, cut where it is long.
pub(crate) fn shown(text: &str) -> String {
    const MOST: usize = 60;
    let plain: String =
        text.chars().take(MOST + 1).map(|each| if each.is_control() { ' ' } else { each }).collect();
    match plain.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}...", &plain[..end]),
        None => plain,
    }
}

/// Adds diagnostics up to a number of each severity, so that a table of a
/// million faults is not a million messages.
#[derive(Debug)]
pub(crate) struct Told<'a> {
    diagnostics: &'a mut Vec<Diagnostic>,
    errors: usize,
    warnings: usize,
}

/// Most errors, and most warnings, told of one file.
const MOST_TOLD: usize = 100;

impl<'a> Told<'a> {
    pub(crate) fn new(diagnostics: &'a mut Vec<Diagnostic>) -> Self {
        Self { diagnostics, errors: 0, warnings: 0 }
    }

    pub(crate) fn tell(&mut self, diagnostic: Diagnostic) {
        let count = if diagnostic.is_error() { &mut self.errors } else { &mut self.warnings };
        *count += 1;
        if *count <= MOST_TOLD {
            self.diagnostics.push(diagnostic);
        }
    }

    /// The same with a help that takes long to find, and is not looked for where
    /// the diagnostic is one too many.
    pub(crate) fn tell_helped(&mut self, mut diagnostic: Diagnostic, help: impl FnOnce() -> Option<String>) {
        if self.errors < MOST_TOLD {
            diagnostic.help.extend(help());
        }
        self.tell(diagnostic);
    }

    /// Whether any error was told.
    pub(crate) fn failed(&self) -> bool {
        self.errors > 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codes;

    #[test]
    fn what_helps_is_looked_for_only_where_it_is_shown() {
        let (mut diagnostics, mut asked) = (Vec::new(), 0);
        let mut told = Told::new(&mut diagnostics);
        for _ in 0..1000 {
            told.tell_helped(Diagnostic::error_anywhere(codes::UNKNOWN_NAME, "no"), || {
                asked += 1;
                Some("near".to_owned())
            });
        }
        assert!(told.failed());
        assert_eq!((asked, diagnostics.len()), (MOST_TOLD, MOST_TOLD));
        assert!(diagnostics.iter().all(|told| told.help.len() == 1));
    }

    #[test]
    fn cells_have_the_names_of_spreadsheets() {
        let names: Vec<_> = [(0, 0), (6, 2), (0, 25), (0, 26), (9, 701), (0, 702)]
            .map(|(row, column)| cell_name(row, column))
            .to_vec();
        assert_eq!(names, ["A1", "C7", "Z1", "AA1", "ZZ10", "AAA1"]);
    }
}
