//! What a case says, resolved: ids are positions, expressions are formulas.

mod statement;

use detente_syntax::span::Span;

use crate::date::{Date, VagueDate};
use crate::decimal::Decimal;
use crate::evidence::{Basis, Ground};
use crate::formula::Formula;
use crate::package::{Choice, IssueIndex, Package, PartyIndex};
use crate::preference::Preference;

pub use statement::{Citation, Degree, Source, Stance, Statement, Until};

/// A case as read, with its scenarios applied.
#[derive(Clone, Debug, Default)]
pub struct Case {
    /// Title.
    pub title: String,
    /// What was said after this day is not yet known.
    pub as_of: Option<Date>,
    /// A few sentences on what the case is about.
    pub summary: Option<String>,
    /// What the case knows of and does not model.
    pub leaves_out: Vec<String>,
    /// The basis of numbers and orders that carry none of their own.
    pub basis: Basis,
    /// Citations and reason for the whole; a preference without a ground of its
    /// own carries a copy.
    pub ground: Ground,
    /// Parties in order of writing.
    pub parties: Vec<Party>,
    /// Voices in order of writing.
    pub voices: Vec<Voice>,
    /// Dated events.
    pub events: Vec<Event>,
    /// Contested words.
    pub words: Vec<Word>,
    /// Issues in order of writing.
    pub issues: Vec<Issue>,
    /// What a reader must be told of a package.
    pub flags: Vec<Flag>,
    /// Facts that no package may break.
    pub rules: Vec<Rule>,
    /// One entry a party, in party order.
    pub preferences: Vec<Preference>,
    /// The record.
    pub statements: Vec<Statement>,
    /// Documents.
    pub sources: Vec<Source>,
    /// Anchored passages.
    pub citations: Vec<Citation>,
    /// The scenarios applied, in order.
    pub scenarios: Vec<Scenario>,
    /// What the scenarios set aside, as it stood before.
    pub set_aside: Vec<SetAside>,
}

/// A condition as its author wrote it and what it means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clause {
    /// The expression as written.
    pub text: String,
    /// Where it stands.
    pub span: Span,
    /// What it means.
    pub formula: Formula,
    /// The issues that it names, ascending, even those that turn out not to
    /// matter to its meaning.
    pub names: Vec<IssueIndex>,
}

/// When a party's acceptance is required.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Consent {
    /// For every package.
    Always,
    /// For the packages that meet the clause.
    When(Clause),
    /// Never: affected, not asked.
    Never,
}

/// A party to the conflict.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Party {
    /// Id.
    pub id: String,
    /// Where the id stands.
    pub span: Span,
    /// Name for readers.
    pub name: String,
    /// Other names that documents use.
    pub aliases: Vec<String>,
    /// When its acceptance is required.
    pub consents: Consent,
    /// Issues on which its silence is a silence; all of them unless said otherwise.
    pub concerns: Vec<IssueIndex>,
    /// Why it is not asked, and citations.
    pub ground: Ground,
}

/// Whoever speaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Voice {
    /// Id.
    pub id: String,
    /// Where the id stands.
    pub span: Span,
    /// Name for readers.
    pub name: String,
    /// "publication", "reporter", "analyst" or the like.
    pub kind: Option<String>,
    /// Office held.
    pub office: Option<String>,
    /// The party that it speaks for.
    pub speaks_for: Option<PartyIndex>,
    /// First day of the mandate.
    pub from: Option<Date>,
    /// Last day of the mandate.
    pub until: Option<Date>,
    /// Whether the voice is named.
    pub named: bool,
    /// Whether it is authorised to speak for its party.
    pub mandate: bool,
    /// "back-translation", "ocr", "caption": what stands between speaker and text.
    pub carrier: Option<String>,
    /// Citations and reason.
    pub ground: Ground,
}

/// Something that happens, or may.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// Id.
    pub id: String,
    /// Where the id stands.
    pub span: Span,
    /// Title.
    pub title: String,
    /// When, where known.
    pub date: Option<VagueDate>,
    /// Citations and reason.
    pub ground: Ground,
}

/// A word that parties use, perhaps differently.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// Id, which is the word.
    pub id: String,
    /// Where the id stands.
    pub span: Span,
    /// Whether its meaning is contested.
    pub contested: bool,
    /// Packages that turn on it.
    pub matters_when: Option<Clause>,
    /// Who uses it, where only some do.
    pub used_by: Vec<PartyIndex>,
    /// How each party reads it.
    pub readings: Vec<(PartyIndex, String)>,
    /// Citations and reason.
    pub ground: Ground,
}

/// A question on which a package must say something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issue {
    /// Id.
    pub id: String,
    /// Where the id stands.
    pub span: Span,
    /// Title.
    pub title: String,
    /// What can be chosen.
    pub domain: Domain,
    /// When the issue arises; `None`: always.
    pub when: Option<Clause>,
    /// The choice without an agreement.
    pub no_deal: Option<Choice>,
    /// Whose territory, people, forces or status is decided here.
    pub disposes_of: Vec<PartyIndex>,
    /// The day on which `no_deal` sets in.
    pub due: Option<VagueDate>,
    /// Parties each of which can move it alone.
    pub control: Vec<PartyIndex>,
    /// Parties that can move it together.
    pub jointly: Vec<PartyIndex>,
    /// Permitted changes; `None`: every change.
    pub moves: Option<Vec<(Choice, Choice)>>,
    /// Contested words in it.
    pub words: Vec<usize>,
    /// Topics of a table of agreements that earlier agreements deal with it under.
    pub topics: Vec<String>,
    /// Citations and reason.
    pub ground: Ground,
}

/// The choices of an issue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Domain {
    /// One of the options.
    OneOf(Vec<IssueOption>),
    /// Any set of the options.
    AnyOf(Vec<IssueOption>),
    /// A number, or a choice beside the numbers.
    Number {
        /// From lowest to highest.
        numbers: Vec<Decimal>,
        /// Unit.
        unit: Option<String>,
        /// Title of the choice "none".
        none: Option<String>,
        /// Title of the choice "unknown".
        unknown: Option<String>,
    },
}

/// One option of an issue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IssueOption {
    /// Id.
    pub id: String,
    /// Where the id stands.
    pub span: Span,
    /// Title.
    pub title: String,
    /// Legal form.
    pub form: Option<String>,
    /// Citations and reason.
    pub ground: Ground,
}

/// Something that a reader must be told of a package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flag {
    /// Id, where given.
    pub id: Option<String>,
    /// When it applies.
    pub when: Clause,
    /// What is to be said.
    pub says: String,
    /// Citations and reason.
    pub ground: Ground,
}

/// Why no package may break a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RuleKind {
    /// Logic.
    Logic,
    /// Geography.
    Geography,
    /// Law that the named parties accept.
    Law,
}

/// A fact of logic, geography or law.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Id.
    pub id: String,
    /// Where it stands.
    pub span: Span,
    /// Its kind.
    pub kind: RuleKind,
    /// Whose reading of the law it is.
    pub according_to: Vec<PartyIndex>,
    /// What must hold.
    pub require: Clause,
    /// Citations and reason.
    pub ground: Ground,
}

/// An overlay that was applied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scenario {
    /// Id: the file's stem.
    pub id: String,
    /// Title.
    pub title: String,
    /// Why one would look at it.
    pub because: Option<String>,
}

/// Something that a scenario does not use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetAside {
    /// The scenario (position in [`Case::scenarios`]).
    pub scenario: usize,
    /// "statement", "red line", "rule" or "adjustment".
    pub kind: &'static str,
    /// The id as written.
    pub id: String,
    /// On whose word it rested: the chain's voices, or the party.
    pub on_the_word_of: Vec<String>,
}

impl Domain {
    /// Number of choices.
    #[must_use]
    pub fn len(&self) -> usize {
        match self {
            Self::OneOf(options) => options.len(),
            Self::AnyOf(options) => 1 << options.len(),
            Self::Number { numbers, none, unknown, .. } => {
                numbers.len() + usize::from(none.is_some()) + usize::from(unknown.is_some())
            }
        }
    }

    /// Whether there is no choice at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The options written out, none for a numeric issue.
    #[must_use]
    pub fn options(&self) -> &[IssueOption] {
        match self {
            Self::OneOf(options) | Self::AnyOf(options) => options,
            Self::Number { .. } => &[],
        }
    }
}

impl Issue {
    /// Number of choices.
    #[must_use]
    pub fn choices(&self) -> usize {
        self.domain.len()
    }

    /// A choice as the expression language writes it: `five-years`,
    /// `recount + portal`, `none`, `1550`.
    #[must_use]
    pub fn choice_id(&self, choice: Choice) -> String {
        self.describe(choice, |option| option.id.clone(), |_, id| id.to_owned())
    }

    /// A choice in words.
    #[must_use]
    pub fn choice_title(&self, choice: Choice) -> String {
        let unit = match &self.domain {
            Domain::Number { unit: Some(unit), .. } => format!(" {unit}"),
            _ => String::new(),
        };
        let text = self.describe(choice, |option| option.title.clone(), |title, _| title.to_owned());
        match &self.domain {
            Domain::Number { numbers, .. } if usize::from(choice) < numbers.len() => text + &unit,
            Domain::AnyOf(_) if choice == 0 => "None of these".to_owned(),
            _ => text,
        }
    }

    fn describe(
        &self,
        choice: Choice,
        option: impl Fn(&IssueOption) -> String,
        beside: impl Fn(&str, &str) -> String,
    ) -> String {
        let at = usize::from(choice);
        match &self.domain {
            Domain::OneOf(options) => options.get(at).map(option).unwrap_or_default(),
            Domain::AnyOf(_) if choice == 0 => "none".to_owned(),
            Domain::AnyOf(options) => {
                let chosen = options.iter().enumerate().filter(|(bit, _)| at >> bit & 1 == 1);
                chosen.map(|(_, each)| option(each)).collect::<Vec<_>>().join(" + ")
            }
            Domain::Number { numbers, none, unknown, .. } => match numbers.get(at) {
                Some(number) => number.to_string(),
                None if at == numbers.len() && none.is_some() => {
                    beside(none.as_deref().unwrap_or_default(), "none")
                }
                None => beside(unknown.as_deref().unwrap_or_default(), "unknown"),
            },
        }
    }
}

impl Case {
    /// The package of the issues' no-deal choices, where every issue has one.
    #[must_use]
    pub fn no_agreement(&self) -> Option<Package> {
        self.issues.iter().map(|issue| issue.no_deal).collect()
    }

    /// When a statement became known: as given, or with the earliest dated
    /// source that it cites.
    #[must_use]
    pub fn known(&self, statement: &Statement) -> Option<Date> {
        let sources =
            statement.ground.cite.iter().map(|&citation| &self.sources[self.citations[citation].source]);
        statement.known.or_else(|| sources.filter_map(|source| source.date.as_ref()?.earliest).min())
    }

    /// Whether issue `issue` arises in `package`.
    #[must_use]
    pub fn arises(&self, issue: IssueIndex, package: &[Choice]) -> bool {
        self.issues[issue].when.as_ref().is_none_or(|when| when.formula.holds(package))
    }

    /// Whether the acceptance of `party` is required of `package`.
    #[must_use]
    pub fn is_asked(&self, party: PartyIndex, package: &[Choice]) -> bool {
        match &self.parties[party].consents {
            Consent::Always => true,
            Consent::When(clause) => clause.formula.holds(package),
            Consent::Never => false,
        }
    }

    /// Whether a package is allowed: every issue that does not arise sits at
    /// its no-deal choice, and every rule holds.
    #[must_use]
    pub fn is_allowed(&self, package: &[Choice]) -> bool {
        let settled = |issue: IssueIndex| {
            self.arises(issue, package) || self.issues[issue].no_deal == Some(package[issue])
        };
        (0..self.issues.len()).all(settled)
            && self.rules.iter().all(|rule| rule.require.formula.holds(package))
    }
}
