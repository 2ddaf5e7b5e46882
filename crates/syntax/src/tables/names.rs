//! Which ids of one kind a text has, so that everything may refer forward.

use std::cell::Cell;
use std::collections::BTreeMap;

use super::findings::Findings;
use super::scalar;
use crate::diagnostic::Diagnostic;
use crate::ids::is_id;
use crate::span::Span;
use crate::value::{Table, Text, Value};

/// The ids of one kind, in order of writing.
#[derive(Debug)]
pub struct Ids {
    what: &'static str,
    unknown: &'static str,
    list: Vec<(String, Span)>,
    /// Which of them anything has referred to.
    used: Vec<Cell<bool>>,
    index: BTreeMap<String, usize>,
}

impl Ids {
    fn new(what: &'static str, unknown: &'static str) -> Self {
        Self { what, unknown, list: Vec::new(), used: Vec::new(), index: BTreeMap::new() }
    }

    /// The ids that are keys of `[key.ID]`.
    #[must_use]
    pub fn of_table(
        findings: &Findings,
        root: &Table,
        key: &str,
        what: &'static str,
        unknown: &'static str,
    ) -> Self {
        let mut ids = Self::new(what, unknown);
        if let Some(table) = root.get(key).and_then(|value| scalar::table(findings, value)) {
            for (_, value) in table.iter() {
                scalar::table(findings, value);
            }
        }
        for (id, _) in scalar::entries(root, key) {
            check_id(findings, &id.text, id.span, what);
            ids.add(findings, &id.text, id.span);
        }
        ids
    }

    /// The ids that stand in `[[key]]`, which must have one each.
    #[must_use]
    pub fn of_array(
        findings: &Findings,
        root: &Table,
        key: &str,
        what: &'static str,
        unknown: &'static str,
    ) -> Self {
        let mut ids = Self::new(what, unknown);
        if let Some(value) = root.get(key) {
            scalar::tables(findings, value);
        }
        for (table, place) in scalar::items(root, key) {
            ids.claim(findings, table, place);
        }
        ids
    }

    /// No ids yet, of a kind that is referred to only by scenarios.
    #[must_use]
    pub fn local(what: &'static str) -> Self {
        Self::new(what, "")
    }

    /// The `id` of a table in a list, which becomes one of these ids.
    pub fn claim(&mut self, findings: &Findings, table: &Table, place: Span) -> (String, Span) {
        let (id, span) = own_id(findings, table, place, self.what);
        self.add(findings, &id, span);
        (id, span)
    }

    /// Adds an id that stands at `span`, or says that it is there already.
    pub fn add(&mut self, findings: &Findings, id: &str, span: Span) {
        let position = self.list.len();
        self.list.push((id.to_owned(), span));
        self.used.push(Cell::new(false));
        if id.is_empty() {
            return;
        }
        match self.index.get(id) {
            Some(&first) => {
                let before = self.list[first].1;
                findings.error(|| duplicate(self.what, id, span, before));
            }
            None => {
                self.index.insert(id.to_owned(), position);
            }
        }
    }

    /// The id at a position and where it stands.
    #[must_use]
    pub fn at(&self, position: usize) -> (String, Span) {
        self.list[position].clone()
    }

    /// What nothing has referred to, and where it stands.
    pub fn unused(&self) -> impl Iterator<Item = (&str, Span)> {
        let unused = self.list.iter().zip(&self.used).filter(|(_, used)| !used.get());
        unused.map(|((id, span), _)| (id.as_str(), *span))
    }

    /// What the ids are of, such as "party".
    #[must_use]
    pub fn what(&self) -> &'static str {
        self.what
    }

    /// All ids with their places, in order of writing.
    pub fn with_places(&self) -> impl Iterator<Item = (&str, Span)> {
        self.list.iter().map(|(id, span)| (id.as_str(), *span))
    }

    /// All ids in order of writing.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.list.iter().map(|(id, _)| id.as_str())
    }

    /// The position of an id that stands at `span`, or an error.
    pub fn find(&self, findings: &Findings, id: &str, span: Span) -> Option<usize> {
        let found = self.index.get(id).copied();
        if let Some(position) = found {
            self.used[position].set(true);
        } else {
            findings.error(|| {
                let what = self.what;
                let diagnostic = Diagnostic::error(
                    self.unknown,
                    span,
                    format!("there is no {what} `{}`", scalar::shown(id)),
                );
                let diagnostic = if self.list.is_empty() {
                    diagnostic.note(format!("there is no {what} at all here"))
                } else {
                    diagnostic
                };
                scalar::suggest(diagnostic, id, span, self.iter())
            });
        }
        found
    }

    /// The thing that a string names.
    pub fn one(&self, findings: &Findings, value: &Value) -> Option<usize> {
        let text = scalar::text(findings, value)?;
        self.find(findings, text.as_str(), text.span())
    }

    /// The things that a string or a list of strings names, each once.
    pub fn many(&self, findings: &Findings, value: &Value) -> Option<Vec<usize>> {
        let mut found = BTreeMap::new();
        let mut order = Vec::new();
        for text in scalar::texts(findings, value)? {
            let span = text.span();
            let Some(position) = self.find(findings, text.as_str(), span) else { continue };
            match found.insert(position, text) {
                Some(before) => findings.warning(|| repeated(text, before)),
                None => order.push(position),
            }
        }
        Some(order)
    }
}

/// The `id` of a table in a list, checked; empty where there is none.
fn own_id(findings: &Findings, table: &Table, place: Span, what: &str) -> (String, Span) {
    let Some(value) = table.get("id") else {
        findings.error(|| {
            Diagnostic::error("missing-key", place, format!("this {what} needs `id`"))
                .label("`id` is missing")
        });
        return (String::new(), place);
    };
    match scalar::text(findings, value) {
        Some(text) => {
            check_id(findings, text.as_str(), text.span(), what);
            (text.as_str().to_owned(), text.span())
        }
        None => (String::new(), value.span),
    }
}

/// Reports an id that is none.
pub fn check_id(findings: &Findings, id: &str, span: Span, what: &str) {
    if is_id(id) {
        return;
    }
    findings.error(|| {
        let message = format!("`{}` cannot be the id of any {what}", scalar::shown(id));
        let diagnostic = Diagnostic::error("bad-id", span, message);
        let better = kebab_case(id);
        let diagnostic = if is_id(&better) && better != id {
            diagnostic.help(format!("write `{better}`"))
        } else {
            diagnostic
        };
        diagnostic.note("ids are lowercase letters and digits in groups joined by single hyphens, and no words of the expression language")
    });
}

/// Reports an id that stands twice.
#[must_use]
pub fn duplicate(what: &str, id: &str, span: Span, before: Span) -> Diagnostic {
    Diagnostic::error("duplicate-id", span, format!("another {what} has the id `{id}` already"))
        .label("again here")
        .related(before, "first here")
}

fn repeated(text: &Text, before: &Text) -> Diagnostic {
    Diagnostic::warning(
        "repeated-entry",
        text.span(),
        format!("`{}` stands twice in this list", text.as_str()),
    )
    .label("again here")
    .related(before.span(), "first here")
}

/// The id that an author may have meant.
fn kebab_case(text: &str) -> String {
    let lower = text.to_lowercase();
    let groups = lower.split(|character: char| !character.is_ascii_alphanumeric());
    groups.filter(|group| !group.is_empty()).collect::<Vec<_>>().join("-")
}
