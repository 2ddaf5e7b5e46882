//! The issues that expressions can speak of, found fast.

use std::collections::BTreeMap;

use detente_syntax::diagnostic::Diagnostic;
use detente_syntax::span::Span;

use crate::codes;
use crate::model::{Domain, Issue};
use crate::package::{Choice, IssueIndex};
use crate::read::findings::Findings;
use crate::read::scalar::{shown, suggest};

/// Issues and their options by id.
///
/// An issue whose options could not be read has no choice at all; whatever is
/// said of it fails without a further error.
pub(crate) struct Scope<'a> {
    issues: &'a [Issue],
    positions: BTreeMap<&'a str, IssueIndex>,
    options: Vec<BTreeMap<&'a str, usize>>,
    places: Vec<u8>,
}

impl<'a> Scope<'a> {
    pub(crate) fn new(issues: &'a [Issue]) -> Self {
        let options = |issue: &'a Issue| {
            let named = issue.domain.options().iter().enumerate();
            named.map(|(at, option)| (option.id.as_str(), at)).collect()
        };
        let places = |issue: &Issue| match &issue.domain {
            Domain::Number { numbers, .. } => {
                numbers.iter().map(|number| number.places()).max().unwrap_or_default()
            }
            Domain::OneOf(_) | Domain::AnyOf(_) => 0,
        };
        Self {
            issues,
            places: issues.iter().map(places).collect(),
            positions: issues.iter().enumerate().map(|(at, issue)| (issue.id.as_str(), at)).collect(),
            options: issues.iter().map(options).collect(),
        }
    }

    pub(crate) fn issues(&self) -> &'a [Issue] {
        self.issues
    }

    /// Places after the point that the numbers of an issue need.
    pub(crate) fn places(&self, issue: IssueIndex) -> u8 {
        self.places[issue]
    }

    /// The position of an issue, if there is one.
    pub(crate) fn position(&self, id: &str) -> Option<IssueIndex> {
        self.positions.get(id).copied()
    }

    /// Whether there is an issue of this id.
    pub(crate) fn knows(&self, id: &str) -> bool {
        self.positions.contains_key(id)
    }

    /// The issue of an id that stands at `span`, or an error.
    pub(crate) fn issue(&self, findings: &Findings, id: &str, span: Span) -> Option<IssueIndex> {
        let found = self.positions.get(id).copied();
        if found.is_none() {
            findings.error(|| {
                let message = format!("there is no issue `{}`", shown(id));
                let known = self.issues.iter().map(|issue| issue.id.as_str());
                suggest(Diagnostic::error(codes::UNKNOWN_ISSUE, span, message), id, span, known)
            });
        }
        found
    }

    /// The position of an option of `issue`, or an error.
    pub(crate) fn option(
        &self,
        findings: &Findings,
        issue: IssueIndex,
        id: &str,
        span: Span,
    ) -> Option<usize> {
        let found = self.options[issue].get(id).copied();
        if found.is_none() && !self.issues[issue].domain.is_empty() {
            findings.error(|| self.unknown_option(issue, id, span));
        }
        found
    }

    /// The choice that a word stands for on `issue`, or an error; see
    /// [`Issue::choice_named`] for how choices are written.
    pub(crate) fn choice(
        &self,
        findings: &Findings,
        issue: IssueIndex,
        text: &str,
        span: Span,
    ) -> Option<Choice> {
        let known = &self.issues[issue];
        let options = &self.options[issue];
        let found = known.choice_by(text, |id| options.get(id).copied());
        if found.is_none() && !known.domain.is_empty() {
            findings.error(|| self.unknown_option(issue, text, span));
        }
        found
    }

    fn unknown_option(&self, issue: IssueIndex, text: &str, span: Span) -> Diagnostic {
        let known = &self.issues[issue];
        let message = format!("`{}` has no option `{}`", known.id, shown(text));
        let diagnostic =
            Diagnostic::error(codes::UNKNOWN_OPTION, span, message).related(known.span, "the issue");
        match &known.domain {
            Domain::Number { numbers, none, unknown, .. } => {
                let (first, last) = (numbers.first(), numbers.last());
                let range = match (first, last) {
                    (Some(first), Some(last)) => {
                        format!("`{}` takes numbers from {first} to {last}", known.id)
                    }
                    _ => format!("`{}` takes numbers", known.id),
                };
                let step = match numbers.get(..2) {
                    Some([first, second]) => format!(", such as {first} and {second}"),
                    _ => String::new(),
                };
                let beside = [(none, "none"), (unknown, "unknown")];
                let beside = beside
                    .iter()
                    .filter(|(title, _)| title.is_some())
                    .map(|(_, word)| format!(", or `{word}`"));
                diagnostic.note(format!("{range}{step}{}", beside.collect::<String>()))
            }
            Domain::OneOf(options) | Domain::AnyOf(options) => {
                const LISTED: usize = 12;
                let diagnostic =
                    suggest(diagnostic, text, span, options.iter().map(|option| option.id.as_str()));
                let diagnostic = match self.elsewhere(text) {
                    Some(other) => diagnostic.note(format!("`{text}` is an option of `{other}`")),
                    None => diagnostic,
                };
                let ids: Vec<_> = options.iter().take(LISTED).map(|option| option.id.as_str()).collect();
                let more = if options.len() > LISTED { ", ..." } else { "" };
                diagnostic.note(format!("options of `{}`: {}{more}", known.id, ids.join(", ")))
            }
        }
    }

    /// The first issue that has an option of this id.
    fn elsewhere(&self, id: &str) -> Option<&'a str> {
        let at = self.options.iter().position(|options| options.contains_key(id))?;
        Some(self.issues[at].id.as_str())
    }
}
