//! Positions over time as JSON.

use detente_case::date::Date;
use detente_case::model::Case;
use detente_case::package::{PartyIndex, StatementIndex};
use detente_case::record::{Level, View};
use detente_record::positions::coders::{Comparison, Field, value};
use detente_record::positions::conflicts::{ByReading, Conflict, Group};
use detente_record::positions::offers::{Movement, Offer};
use detente_record::positions::timeline::{Change, Difference, Row};
use schemars::JsonSchema;
use serde::Serialize;

use super::common::{self, Head};
use crate::on_record::status;
use crate::provenance::Provenance;
use crate::words;

/// A statement in one of these reports.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct SaidShape {
    /// Id.
    pub statement: String,
    /// Whose position it is.
    pub party: String,
    /// When it was said, as vague as the source.
    pub said: String,
    /// `own`, `reported` or `attributed`.
    pub level: String,
    /// Voices, outermost first.
    pub chain: String,
    /// What it says.
    pub says: String,
}

/// `detente record timeline`.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct TimelineShape {
    /// The case and the day by which things were known.
    #[serde(flatten)]
    pub head: Head,
    /// By party and issue.
    pub rows: Vec<RowShape>,
    /// What changed between two views, where asked for.
    pub changes: Option<ChangesShape>,
    /// What it was made with and from.
    pub made_with: Provenance,
}

/// The statements of one party on one issue.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct RowShape {
    /// The party.
    pub party: String,
    /// The issue; absent for statements that name none.
    pub issue: Option<String>,
    /// In order of date.
    pub turns: Vec<TurnShape>,
}

/// One statement in time.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct TurnShape {
    /// The statement.
    #[serde(flatten)]
    pub said: SaidShape,
    /// The first day that it may have been said.
    pub from: Option<String>,
    /// When it became known, where that is later.
    pub known: Option<String>,
    /// The first day on which it no longer stood.
    pub ended: Option<String>,
    /// What ended it.
    pub because: Option<String>,
}

/// What changed.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ChangesShape {
    /// The first view.
    pub from: String,
    /// The second.
    pub to: String,
    /// Statements that stand in one of the two.
    pub changes: Vec<ChangeShape>,
}

/// A statement that stands in one of two views.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ChangeShape {
    /// The statement.
    #[serde(flatten)]
    pub said: SaidShape,
    /// `began` or `ended`.
    pub change: String,
    /// Why it ended.
    pub because: Option<String>,
}

/// `detente record conflicts`.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ConflictsShape {
    /// The case and the day.
    #[serde(flatten)]
    pub head: Head,
    /// Pairs that no package reconciles.
    pub conflicts: Vec<ConflictShape>,
    /// What hangs together.
    pub groups: Vec<GroupShape>,
    /// Scenario files written, by id.
    pub written: Vec<String>,
    /// What it was made with and from.
    pub made_with: Provenance,
}

/// Two statements that contradict each other.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ConflictShape {
    /// The one written first.
    pub one: SaidShape,
    /// The other.
    pub other: SaidShape,
    /// Issues that both name.
    pub issues: Vec<String>,
    /// In what they differ: `date`, `chain`, `level`.
    pub by: Vec<String>,
    /// `always`, `as-coded` (and not under another reading), or `other-reading` (alone).
    pub reading: String,
}

/// Statements that hang together by contradictions.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct GroupShape {
    /// The party.
    pub party: String,
    /// The statements.
    pub statements: Vec<String>,
    /// The largest sets of them without a contradiction.
    pub sides: Vec<Vec<String>>,
    /// Whether there are more sides than are listed.
    pub more: bool,
}

/// `detente record offers`.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct OffersShape {
    /// The case and the day.
    #[serde(flatten)]
    pub head: Head,
    /// Whose offers.
    pub party: String,
    /// The draft package, where one is given.
    pub package: Option<String>,
    /// In order of date.
    pub offers: Vec<OfferShape>,
    /// What it was made with and from.
    pub made_with: Provenance,
}

/// An offer, demand or refusal.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct OfferShape {
    /// The statement.
    #[serde(flatten)]
    pub said: SaidShape,
    /// Why it does not stand; absent where it does.
    pub ended: Option<String>,
    /// Issue by issue.
    pub clauses: Vec<OfferClauseShape>,
    /// Whether the draft package can be reconciled with it.
    pub meets: Option<bool>,
}

/// What an offer says of one issue.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct OfferClauseShape {
    /// The issue.
    pub issue: String,
    /// Choices that it leaves open; absent where there are too many to go through.
    pub open: Option<Vec<String>>,
    /// `first`, `same`, `wider`, `narrower` or `moved`, against the last that named the issue.
    pub change: Option<String>,
    /// Whether the draft package's choice is among them.
    pub meets: Option<bool>,
}

/// `detente record coders`.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct CodersShape {
    /// `detente/record-coders/1`.
    pub format: String,
    /// Titles of the two codings.
    pub cases: [String; 2],
    /// Passages that either has.
    pub units: usize,
    /// Passages that both have.
    pub shared: usize,
    /// Statements without an anchor, of each: compared with nothing.
    pub unanchored: [usize; 2],
    /// Parties and voices that are the same by name: the id in the first, the id in the second.
    pub renamed: Vec<[String; 2]>,
    /// Krippendorff's alpha, nominal, by field.
    pub agreement: Vec<AgreementShape>,
    /// What is to be settled.
    pub differences: Vec<UnitShape>,
    /// What it was made with and from.
    pub made_with: Provenance,
}

/// Agreement on one field.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct AgreementShape {
    /// `stance`, `about`, `voice`, `said` or `terms`.
    pub field: String,
    /// Alpha to three decimals; absent where all values are one and the same, or no passage is shared.
    pub alpha: Option<String>,
    /// Alpha as an exact fraction.
    pub exact: Option<String>,
    /// Passages compared.
    pub units: usize,
}

/// A passage on which the codings differ.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct UnitShape {
    /// SHA-256 of the document, or the id of its source.
    pub document: String,
    /// First character of what either took.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// The statement of the first coding.
    pub one: Option<String>,
    /// The statement of the second.
    pub other: Option<String>,
    /// Field, value of the first, value of the second.
    pub differences: Vec<[String; 3]>,
}

fn said(case: &Case, statement: StatementIndex, party: PartyIndex, level: Level) -> SaidShape {
    SaidShape {
        statement: case.statements[statement].id.clone(),
        party: case.parties[party].id.clone(),
        said: case.statements[statement].said.to_string(),
        level: common::level(level),
        chain: words::chain(case, statement),
        says: words::says(case, statement),
    }
}

/// The shape of `record timeline`.
#[must_use]
pub fn timeline(
    case: &Case,
    rows: &[Row],
    known_by: Option<Date>,
    changed: Option<(View, View, &[Change])>,
    made_with: &Provenance,
) -> TimelineShape {
    let day = |day: Option<Date>| day.map(|day| day.to_string());
    TimelineShape {
        head: common::head(case, View { on: None, known_by }, "record-timeline"),
        rows: rows
            .iter()
            .map(|row| RowShape {
                party: case.parties[row.party].id.clone(),
                issue: row.issue.map(|issue| case.issues[issue].id.clone()),
                turns: row
                    .turns
                    .iter()
                    .map(|turn| TurnShape {
                        said: said(case, turn.statement, row.party, turn.level),
                        from: day(turn.from),
                        known: day(turn.known_later),
                        ended: turn.ended.as_ref().map(|(day, _)| day.to_string()),
                        because: turn.ended.as_ref().and_then(|(_, ended)| status(case, ended)),
                    })
                    .collect(),
            })
            .collect(),
        changes: changed.map(|(from, to, changes)| ChangesShape {
            from: words::as_of(case, from),
            to: words::as_of(case, to),
            changes: changes.iter().map(|each| change(case, each)).collect(),
        }),
        made_with: made_with.clone(),
    }
}

fn change(case: &Case, change: &Change) -> ChangeShape {
    let (word, because) = match &change.difference {
        Difference::Began => ("began", None),
        Difference::Ended(why) => ("ended", status(case, why)),
    };
    ChangeShape {
        said: said(case, change.statement, change.party, change.level),
        change: word.to_owned(),
        because,
    }
}

/// The shape of `record conflicts`.
#[must_use]
pub fn conflicts(
    case: &Case,
    view: View,
    found: &[Conflict],
    groups: &[Group],
    written: Vec<String>,
    made_with: &Provenance,
) -> ConflictsShape {
    let level = |conflict: &Conflict, statement, first: bool| {
        let differs = conflict.by_level.map(|(one, other)| if first { one } else { other });
        differs
            .unwrap_or_else(|| detente_case::record::level(case, &case.statements[statement], conflict.party))
    };
    let ids = |list: &[StatementIndex]| -> Vec<String> {
        list.iter().map(|statement| case.statements[*statement].id.clone()).collect()
    };
    let shape = |conflict: &Conflict| {
        let by = [
            (conflict.by_date, "date"),
            (conflict.by_chain, "chain"),
            (conflict.by_level.is_some(), "level"),
        ];
        ConflictShape {
            one: said(case, conflict.one, conflict.party, level(conflict, conflict.one, true)),
            other: said(case, conflict.other, conflict.party, level(conflict, conflict.other, false)),
            issues: conflict.issues.iter().map(|issue| case.issues[*issue].id.clone()).collect(),
            by: by.iter().filter(|(differs, _)| *differs).map(|(_, word)| (*word).to_owned()).collect(),
            reading: match conflict.by_reading {
                ByReading::Always => "always",
                ByReading::AsCoded => "as-coded",
                ByReading::OtherReading => "other-reading",
            }
            .to_owned(),
        }
    };
    ConflictsShape {
        head: common::head(case, view, "record-conflicts"),
        conflicts: found.iter().map(shape).collect(),
        groups: groups
            .iter()
            .map(|group| GroupShape {
                party: case.parties[group.party].id.clone(),
                statements: ids(&group.statements),
                sides: group.sides.iter().map(|side| ids(side)).collect(),
                more: group.more,
            })
            .collect(),
        written,
        made_with: made_with.clone(),
    }
}

/// The shape of `record offers`; `package` is the draft in words.
#[must_use]
pub fn offers(
    case: &Case,
    view: View,
    party: PartyIndex,
    all: &[Offer],
    package: Option<String>,
    made_with: &Provenance,
) -> OffersShape {
    let clause = |clause: &detente_record::positions::offers::OfferClause| OfferClauseShape {
        issue: case.issues[clause.issue].id.clone(),
        open: clause.choices.as_ref().map(|choices| {
            choices.iter().map(|choice| case.issues[clause.issue].choice_id(*choice)).collect()
        }),
        change: clause.change.map(|change| {
            match change {
                Movement::First => "first",
                Movement::Same => "same",
                Movement::Wider => "wider",
                Movement::Narrower => "narrower",
                Movement::Moved => "moved",
            }
            .to_owned()
        }),
        meets: clause.meets,
    };
    OffersShape {
        head: common::head(case, view, "record-offers"),
        party: case.parties[party].id.clone(),
        package,
        offers: all
            .iter()
            .map(|offer| OfferShape {
                said: said(case, offer.statement, party, offer.level),
                ended: status(case, &offer.status),
                clauses: offer.clauses.iter().map(clause).collect(),
                meets: offer.meets,
            })
            .collect(),
        made_with: made_with.clone(),
    }
}

/// The shape of `record coders`.
#[must_use]
pub fn coders(one: &Case, other: &Case, found: &Comparison, made_with: &Provenance) -> CodersShape {
    let id = |case: &Case, statement: Option<StatementIndex>| {
        statement.map(|statement| case.statements[statement].id.clone())
    };
    let unit = |unit: &detente_record::positions::coders::Unit| UnitShape {
        document: unit.document.clone(),
        start: unit.start,
        end: unit.end,
        one: id(one, unit.one),
        other: id(other, unit.other),
        differences: unit
            .differences
            .iter()
            .map(|field: &Field| {
                let of = |case, statement: Option<StatementIndex>| {
                    statement.and_then(|statement| value(case, statement, *field)).unwrap_or_default()
                };
                [field.word().to_owned(), of(one, unit.one), of(other, unit.other)]
            })
            .collect(),
    };
    let differs = |unit: &&detente_record::positions::coders::Unit| {
        unit.one.is_none() || unit.other.is_none() || !unit.differences.is_empty()
    };
    CodersShape {
        format: "detente/record-coders/1".to_owned(),
        cases: [one.title.clone(), other.title.clone()],
        units: found.units.len(),
        shared: found.shared,
        unanchored: [found.unanchored.0, found.unanchored.1],
        renamed: found.renamed.iter().map(|(one, other)| [one.clone(), other.clone()]).collect(),
        agreement: found
            .reliability
            .iter()
            .map(|(field, reliability)| AgreementShape {
                field: field.word().to_owned(),
                alpha: reliability.alpha.map(|alpha| alpha.to_string()),
                exact: reliability
                    .alpha
                    .map(|alpha| format!("{}/{}", alpha.numerator(), alpha.denominator())),
                units: reliability.units,
            })
            .collect(),
        differences: found.units.iter().filter(differs).map(unit).collect(),
        made_with: made_with.clone(),
    }
}
