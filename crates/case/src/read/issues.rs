//! Issues: first what can be chosen, then conditions and all that refers to choices.

use detente_syntax::diagnostic::Diagnostic;
use detente_syntax::span::Span;
use detente_syntax::value::{Key, Kind, Table, Text, Value};

use super::fields::Fields;
use super::findings::Findings;
use super::names::{Names, check_beside, check_id};
use super::range;
use super::scalar::{self, entries};
use super::shared::{Reading, ground};
use crate::codes;
use crate::date::VagueDate;
use crate::evidence::Ground;
use crate::model::{Clause, Domain, Issue, IssueOption};
use crate::package::{Choice, IssueIndex, PartyIndex};
use crate::range::MOST_CHOICES;
use crate::resolve::Scope;

/// Most options of an issue that takes any set of them.
pub(super) const MAX_ANY_OF: usize = 12;

/// Keys of an issue that the second pass reads.
const DETAILS: [&str; 8] = ["when", "no-deal", "disposes-of", "due", "control", "jointly", "moves", "words"];

/// What the second pass reads of an issue.
pub(super) struct Details {
    when: Option<Clause>,
    no_deal: Option<Choice>,
    disposes_of: Vec<PartyIndex>,
    due: Option<VagueDate>,
    control: Vec<PartyIndex>,
    jointly: Vec<PartyIndex>,
    moves: Option<Vec<(Choice, Choice)>>,
    words: Vec<usize>,
}

impl Details {
    /// Puts the details where they belong.
    pub(super) fn settle(self, issue: &mut Issue) {
        issue.when = self.when;
        issue.no_deal = self.no_deal;
        issue.disposes_of = self.disposes_of;
        issue.due = self.due;
        issue.control = self.control;
        issue.jointly = self.jointly;
        issue.moves = self.moves;
        issue.words = self.words;
    }
}

/// The issues with their choices and nothing that refers to other issues.
pub(super) fn domains(findings: &Findings, names: &Names, root: &Table) -> Vec<Issue> {
    let read = |(id, table): (&Key, &Table)| {
        let mut fields = Fields::new(findings, table, id.span, "an issue");
        let title = fields.required("title", scalar::string).unwrap_or_default();
        let domain = domain(findings, names, id, &mut fields);
        let topics = fields.optional("topics", scalar::strings).unwrap_or_default();
        let ground = ground(names, &mut fields);
        for key in DETAILS {
            fields.entry(key);
        }
        fields.finish();
        Issue {
            id: id.text.clone(),
            span: id.span,
            title,
            domain,
            when: None,
            no_deal: None,
            disposes_of: Vec::new(),
            due: None,
            control: Vec::new(),
            jointly: Vec::new(),
            moves: None,
            words: Vec::new(),
            topics,
            ground,
        }
    };
    entries(root, "issues").into_iter().map(read).collect()
}

/// The choices; none at all where they cannot be read, which everything that
/// refers to the issue takes as a sign to keep quiet.
fn domain(findings: &Findings, names: &Names, id: &Key, fields: &mut Fields<'_, '_>) -> Domain {
    let nothing = Domain::OneOf(Vec::new());
    let any_of = fields.optional("any-of", scalar::boolean).unwrap_or(false);
    let options = fields.entry("options");
    let range = fields.entry("range");
    match (options, range) {
        (Some(_), Some(_)) => {
            fields.conflict("options", "range", "an issue has either options or numbers");
            nothing
        }
        (None, None) => {
            findings.error(|| {
                Diagnostic::error(
                    codes::NO_OPTIONS,
                    id.span,
                    format!("`{}` has nothing to choose from", id.text),
                )
                .help("add `options.NAME = \"...\"`, or `range = { from = ..., to = ..., step = ... }`")
            });
            nothing
        }
        (None, Some((key, value))) => {
            if any_of {
                fields.conflict("any-of", "range", "only options can be combined to sets");
            }
            range::read(findings, key.span, value).unwrap_or(nothing)
        }
        (Some((key, value)), None) => {
            let options = options_of(findings, names, id, key.span, value).unwrap_or_default();
            if any_of && options.len() > MAX_ANY_OF {
                findings.error(|| {
                    let message = format!("`{}` takes any set of {} options", id.text, options.len());
                    Diagnostic::error(codes::TOO_MANY_OPTIONS, id.span, message)
                        .note(format!("at most {MAX_ANY_OF} options, which make {} sets", 1 << MAX_ANY_OF))
                        .help("split it into issues whose measures do not depend on each other")
                });
                return nothing;
            }
            if any_of {
                options.iter().filter(|option| option.id == "none").for_each(|option| {
                    findings.error(|| {
                        let message = "`none` cannot be an option of an issue that takes any set of them";
                        Diagnostic::error(codes::BAD_ID, option.span, message)
                            .note("`none` stands for the empty set there")
                    });
                });
                Domain::AnyOf(options)
            } else {
                Domain::OneOf(options)
            }
        }
    }
}

fn options_of(
    findings: &Findings,
    names: &Names,
    id: &Key,
    place: Span,
    value: &Value,
) -> Option<Vec<IssueOption>> {
    let table = scalar::table(findings, value)?;
    if table.is_empty() {
        findings.error(|| {
            Diagnostic::error(codes::NO_OPTIONS, place, format!("`{}` has nothing to choose from", id.text))
        });
    }
    if table.len() > MOST_CHOICES {
        findings.error(|| {
            let message = format!("`{}` has {} options", id.text, table.len());
            Diagnostic::error(codes::TOO_MANY_OPTIONS, id.span, message)
                .note(format!("at most {MOST_CHOICES}"))
        });
        return None;
    }
    let read = |(key, value): (&Key, &Value)| {
        check_id(findings, &key.text, key.span, "option");
        check_beside(findings, &key.text, key.span, "an option");
        match &value.kind {
            Kind::Table(table) => {
                let mut fields = Fields::new(findings, table, key.span, "an option");
                let option = IssueOption {
                    id: key.text.clone(),
                    span: key.span,
                    title: fields.required("title", scalar::string).unwrap_or_default(),
                    form: fields.optional("form", scalar::string),
                    ground: ground(names, &mut fields),
                };
                fields.finish();
                option
            }
            _ => IssueOption {
                id: key.text.clone(),
                span: key.span,
                title: scalar::string(findings, value).unwrap_or_default(),
                form: None,
                ground: Ground::default(),
            },
        }
    };
    Some(table.iter().map(read).collect())
}

/// What the issues say of each other, of parties and of words.
pub(super) fn details(reading: Reading<'_>, root: &Table) -> Vec<Details> {
    let issues = entries(root, "issues").into_iter().enumerate();
    issues.map(|(at, (id, table))| details_of(reading, at, id, table)).collect()
}

fn details_of(reading: Reading<'_>, at: IssueIndex, id: &Key, table: &Table) -> Details {
    let Reading { findings, names, scope } = reading;
    // The first pass has read the table for unknown keys; here it is only asked.
    let mut fields = Fields::new(findings, table, id.span, "an issue");
    let mut parties =
        |key| fields.optional(key, |findings, value| names.parties.many(findings, value)).unwrap_or_default();
    let (disposes_of, control, jointly) = (parties("disposes-of"), parties("control"), parties("jointly"));
    if !control.is_empty() && !jointly.is_empty() {
        fields.conflict("control", "jointly", "an issue is moved either by each alone or by all together");
    }
    let when = fields.optional("when", |_, value| reading.clause(value));
    let no_deal = fields.optional("no-deal", |_, value| choice(reading, at, value));
    if let Some((key, _)) = table.get_key_value("when")
        && !table.contains_key("no-deal")
    {
        findings.error(|| {
            let message = format!("`{}` may not arise, so it needs `no-deal`", id.text);
            Diagnostic::error(codes::MISSING_NO_DEAL, key.span, message)
                .note("where its condition is not met, an issue sits at its no-deal option")
        });
    }
    Details {
        when,
        no_deal,
        disposes_of,
        control,
        jointly,
        due: fields.optional("due", scalar::vague_date),
        moves: fields.optional("moves", |findings, value| {
            let texts = scalar::texts(findings, value)?;
            let read = |text: &&Text| move_of(findings, scope, at, text);
            Some(texts.iter().filter_map(read).collect())
        }),
        words: fields
            .optional("words", |findings, value| names.words.many(findings, value))
            .unwrap_or_default(),
    }
}

/// A choice as a value: a string, a number, or a list of options.
pub(super) fn choice(reading: Reading<'_>, issue: IssueIndex, value: &Value) -> Option<Choice> {
    let Reading { findings, scope, .. } = reading;
    match &value.kind {
        Kind::Text(text) => scope.choice(findings, issue, text.as_str(), text.span()),
        Kind::Number(number) => scope.choice(findings, issue, &number.text, value.span),
        Kind::Array(values) if matches!(scope.issues()[issue].domain, Domain::AnyOf(_)) => {
            let bits = values.iter().map(|value| {
                let text = scalar::text(findings, value)?;
                scope.option(findings, issue, text.as_str(), text.span())
            });
            let bits = bits.collect::<Vec<_>>().into_iter().collect::<Option<Vec<_>>>()?;
            Choice::try_from(bits.into_iter().fold(0_usize, |set, bit| set | 1 << bit)).ok()
        }
        _ => {
            let expected = match scope.issues()[issue].domain {
                Domain::OneOf(_) => "the id of an option",
                Domain::AnyOf(_) => "a list of options",
                Domain::Number { .. } => "a number, \"none\" or \"unknown\"",
            };
            scalar::wrong_type(findings, value, expected);
            None
        }
    }
}

/// `from -> to`
fn move_of(
    findings: &Findings,
    scope: &Scope<'_>,
    issue: IssueIndex,
    text: &Text,
) -> Option<(Choice, Choice)> {
    let written = text.as_str();
    let Some((from, to)) = written.split_once("->") else {
        findings.error(|| {
            Diagnostic::error(codes::BAD_MOVE, text.span(), "expected a move from one option to another")
                .help("write it as \"lapse -> one-year\"")
        });
        return None;
    };
    let arrow = from.len() + "->".len();
    let from = scope.choice(findings, issue, from.trim(), text.span_of(trimmed(from, 0)));
    let to = scope.choice(findings, issue, to.trim(), text.span_of(trimmed(to, arrow)));
    Some((from?, to?))
}

/// Where the content of a part that starts at `offset` stands.
pub(super) fn trimmed(part: &str, offset: usize) -> std::ops::Range<usize> {
    let start = offset + part.len() - part.trim_start().len();
    start..start + part.trim().len()
}
