//! Questions and answers, one line each.

use std::io::BufRead;

use crate::failure::Failure;
use crate::output;

/// Longer answers are cut: nobody types them.
const LONGEST: usize = 10_000;

/// Asks on standard output and reads from wherever the answers come.
pub(super) struct Asker<'i> {
    input: &'i mut dyn BufRead,
    ended: bool,
}

impl<'i> Asker<'i> {
    pub(super) fn new(input: &'i mut dyn BufRead) -> Self {
        Self { input, ended: false }
    }

    /// One answer, trimmed; the default where nothing is typed, nothing where `-`
    /// is; `None` at the end of the input.
    pub(super) fn ask(&mut self, question: &str, default: &str) -> Result<Option<String>, Failure> {
        if self.ended {
            return Ok(None);
        }
        let shown = if default.is_empty() { String::new() } else { format!(" [{default}]") };
        output::print(&format!("{question}{shown}: "))?;
        let line = loop {
            let mut line = Vec::new();
            if self.input.read_until(b'\n', &mut line)? == 0 {
                self.ended = true;
                return Ok(None);
            }
            match String::from_utf8(line) {
                Ok(line) => break line,
                Err(_) => output::print("  that is not UTF-8 text; once more: ")?,
            }
        };
        let typed: String = line.trim().chars().filter(|each| !each.is_control()).take(LONGEST).collect();
        Ok(Some(match typed.as_str() {
            "" => default.to_owned(),
            "-" => String::new(),
            _ => typed,
        }))
    }

    /// No more is asked.
    pub(super) fn end(&mut self) {
        self.ended = true;
    }

    /// Whether the input ended, or the user did.
    pub(super) fn ended(&self) -> bool {
        self.ended
    }
}
