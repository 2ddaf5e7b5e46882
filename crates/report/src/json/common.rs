//! Parts that several shapes share.

use std::collections::BTreeMap;

use detente_case::model::{Case, Consent};
use detente_case::package::{Choice, PartyIndex, StatementIndex};
use detente_case::record::{Level, View};
use detente_space::fraction::Fraction;
use detente_space::worth::{Acceptance, Assessment};
use schemars::JsonSchema;
use serde::Serialize;

use crate::words;

/// How every JSON answer begins.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Head {
    /// Name and version of the shape, such as `detente/solve/1`.
    pub format: String,
    /// Title of the case.
    pub title: String,
    /// The day of the record that the answer looks at.
    pub as_of: Option<String>,
    /// Only what was known by this day, where asked for.
    pub known_by: Option<String>,
    /// Parties and when they are asked.
    pub parties: Vec<PartyShape>,
    /// What the case knows of and does not model.
    pub leaves_out: Vec<String>,
    /// Scenarios applied, in order.
    pub scenarios: Vec<ScenarioShape>,
    /// What the scenarios set aside.
    pub set_aside: Vec<SetAsideShape>,
}

/// A party.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct PartyShape {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// `always`, `never`, or the condition under which it is asked.
    pub asked: String,
    /// Why it is not asked.
    pub because: Option<String>,
}

/// A scenario.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ScenarioShape {
    /// Id.
    pub id: String,
    /// Title.
    pub title: String,
    /// Reason.
    pub because: Option<String>,
}

/// What a scenario does not use.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct SetAsideShape {
    /// The scenario.
    pub scenario: String,
    /// `statement`, `red line`, `rule` or `adjustment`.
    pub kind: String,
    /// Its id.
    pub id: String,
    /// On whose word it rested.
    pub on_the_word_of: Vec<String>,
}

/// A package: the option of every issue that arises, by ids.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct PackageShape {
    /// Issue to option; issues that do not arise are absent.
    pub options: BTreeMap<String, String>,
    /// Whose land, people, forces or status it decides without asking them.
    pub decides_without_asking: Vec<String>,
    /// Flags and contested words.
    pub notes: Vec<String>,
}

/// What a party makes of a package.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct AssessmentShape {
    /// The party.
    pub party: String,
    /// Whether it is asked of this package.
    pub asked: bool,
    /// `surely`, `possibly`, `never` or `unknown`.
    pub accepts: String,
    /// Ids of its red lines that the package crosses.
    pub crosses: Vec<String>,
    /// Least value over what is not known, as an exact fraction.
    pub least: Option<String>,
    /// Greatest value over what is not known, as an exact fraction.
    pub greatest: Option<String>,
}

pub(super) fn head(case: &Case, view: View, format: &str) -> Head {
    let party = |party: &detente_case::model::Party| PartyShape {
        id: party.id.clone(),
        name: party.name.clone(),
        asked: match &party.consents {
            Consent::Always => "always".to_owned(),
            Consent::When(clause) => clause.text.clone(),
            Consent::Never => "never".to_owned(),
        },
        because: party.ground.because.clone(),
    };
    Head {
        format: format!("detente/{format}/1"),
        title: case.title.clone(),
        as_of: view.on.or(case.as_of).map(|day| day.to_string()),
        known_by: view.known_by.map(|day| day.to_string()),
        parties: case.parties.iter().map(party).collect(),
        leaves_out: case.leaves_out.clone(),
        scenarios: case
            .scenarios
            .iter()
            .map(|each| ScenarioShape {
                id: each.id.clone(),
                title: each.title.clone(),
                because: each.because.clone(),
            })
            .collect(),
        set_aside: case
            .set_aside
            .iter()
            .map(|each| SetAsideShape {
                scenario: case.scenarios[each.scenario].id.clone(),
                kind: each.kind.to_owned(),
                id: each.id.clone(),
                on_the_word_of: each.on_the_word_of.clone(),
            })
            .collect(),
    }
}

pub(super) fn package(case: &Case, package: &[Choice]) -> PackageShape {
    let arising = (0..case.issues.len()).filter(|&issue| case.arises(issue, package));
    PackageShape {
        options: arising
            .map(|issue| (case.issues[issue].id.clone(), case.issues[issue].choice_id(package[issue])))
            .collect(),
        decides_without_asking: words::dispositions(case, package),
        notes: words::warnings(case, package),
    }
}

pub(super) fn assessment(
    case: &Case,
    party: PartyIndex,
    of: &[Choice],
    assessment: &Assessment,
) -> AssessmentShape {
    let lines = &case.preferences[party].red_lines;
    AssessmentShape {
        party: case.parties[party].id.clone(),
        asked: case.is_asked(party, of),
        accepts: acceptance(assessment.accepts).to_owned(),
        crosses: assessment.crossed.iter().map(|&line| lines[line].id.clone()).collect(),
        least: assessment.value.as_ref().map(|value| fraction(value.least)),
        greatest: assessment.value.as_ref().map(|value| fraction(value.greatest)),
    }
}

pub(crate) fn acceptance(acceptance: Acceptance) -> &'static str {
    match acceptance {
        Acceptance::Surely => "surely",
        Acceptance::Possibly => "possibly",
        Acceptance::Never => "never",
        Acceptance::Unknown => "unknown",
    }
}

pub(super) fn fraction(value: Fraction) -> String {
    if value.denominator() == 1 {
        value.numerator().to_string()
    } else {
        format!("{}/{}", value.numerator(), value.denominator())
    }
}

pub(super) fn party_ids(case: &Case, parties: &[PartyIndex]) -> Vec<String> {
    parties.iter().map(|&party| case.parties[party].id.clone()).collect()
}

pub(super) fn statement_ids(case: &Case, statements: &[StatementIndex]) -> Vec<String> {
    statements.iter().map(|&statement| case.statements[statement].id.clone()).collect()
}

pub(super) fn level(level: Level) -> String {
    level.word().to_owned()
}
