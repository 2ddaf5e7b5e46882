//! Reads one table: asks for keys by name, then complains of all others.

use crate::diagnostic::Diagnostic;
use crate::ids::did_you_mean;
use crate::span::Span;
use crate::value::{Key, Table, Value};

use super::findings::Findings;

/// A table that is being read.
#[derive(Debug)]
pub struct Fields<'t, 'f> {
    table: &'t Table,
    /// Where to point when a key is missing.
    place: Span,
    /// What the table describes, with its article: "a statement".
    what: &'static str,
    findings: &'f Findings,
    asked: Vec<&'static str>,
}

impl<'t, 'f> Fields<'t, 'f> {
    /// Begins to read `table`; `place` is the key or header that introduces it.
    pub fn new(findings: &'f Findings, table: &'t Table, place: Span, what: &'static str) -> Self {
        Self { table, place, what, findings, asked: Vec::new() }
    }

    /// Where to point when the table as a whole is at fault.
    pub fn place(&self) -> Span {
        self.place
    }

    /// Where findings go.
    pub fn findings(&self) -> &'f Findings {
        self.findings
    }

    /// A key with its value, where it is there; the key is known from now on.
    pub fn entry(&mut self, key: &'static str) -> Option<(&'t Key, &'t Value)> {
        self.asked.push(key);
        self.table.get_key_value(key)
    }

    /// A value, read by `read`; `None` where the key is absent or its value faulty.
    pub fn optional<T>(
        &mut self,
        key: &'static str,
        read: impl FnOnce(&'f Findings, &'t Value) -> Option<T>,
    ) -> Option<T> {
        let (_, value) = self.entry(key)?;
        read(self.findings, value)
    }

    /// A value that must be there.
    pub fn required<T>(
        &mut self,
        key: &'static str,
        read: impl FnOnce(&'f Findings, &'t Value) -> Option<T>,
    ) -> Option<T> {
        let place = self.place;
        let what = self.what;
        let Some((_, value)) = self.entry(key) else {
            self.findings.error(|| {
                Diagnostic::error("missing-key", place, format!("{what} needs `{key}`"))
                    .label(format!("`{key}` is missing"))
            });
            return None;
        };
        read(self.findings, value)
    }

    /// Reports that two keys of the table exclude each other.
    pub fn conflict(&self, first: &str, second: &str, why: &str) {
        let place = |key: &str| self.table.get_key_value(key).map_or(self.place, |(key, _)| key.span);
        self.findings.error(|| {
            Diagnostic::error(
                "conflicting-keys",
                place(second),
                format!("`{first}` and `{second}` exclude each other"),
            )
            .label(why)
            .related(place(first), "the other one")
        });
    }

    /// All entries whose key was not asked for, for tables that mix fixed keys with ids.
    pub fn others(&self) -> impl Iterator<Item = (&'t Key, &'t Value)> + use<'t> {
        let asked = self.asked.clone();
        self.table.iter().filter(move |(key, _)| !asked.contains(&key.text.as_str()))
    }

    /// Complains of every key that nobody asked for.
    pub fn finish(self) {
        for (key, _) in self.others() {
            self.findings.error(|| unknown_key(key, self.what, &self.asked));
        }
    }
}

fn unknown_key(key: &Key, what: &str, known: &[&'static str]) -> Diagnostic {
    let diagnostic = Diagnostic::error("unknown-key", key.span, format!("{what} has no key `{}`", key.text));
    match did_you_mean(&key.text, known.iter().copied()) {
        Some(meant) => diagnostic.help(format!("did you mean `{meant}`?")).fix(key.span, meant),
        None => diagnostic.help(format!("known keys: {}", known.join(", "))),
    }
}
