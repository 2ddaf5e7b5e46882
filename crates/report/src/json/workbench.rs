//! Shapes that a screen needs and no report: what can be chosen, a package while it is
//! put together, and many packages as points.

use std::collections::BTreeMap;

use detente_case::model::{Case, Domain};
use detente_case::package::{Choice, IssueIndex, PartyIndex};
use detente_space::fraction::Fraction;
use detente_space::worth::{Acceptance, Assessment, Interval};
use schemars::JsonSchema;
use serde::Serialize;

use super::common::{self, AssessmentShape, PackageShape};

/// Most choices of an issue that are listed: sets of many options are told by their options.
const MOST_CHOICES: usize = 4096;

/// What can be chosen in a case, and who chooses.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ModelShape {
    /// `detente/model/1`.
    pub format: String,
    /// Title of the case.
    pub title: String,
    /// The parties.
    pub parties: Vec<ModelPartyShape>,
    /// The issues.
    pub issues: Vec<ModelIssueShape>,
    /// The rules.
    pub rules: Vec<ModelRuleShape>,
}

/// A party.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ModelPartyShape {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// Whether numbers or an order are known of it.
    pub has_values: bool,
    /// Its red lines.
    pub red_lines: Vec<ModelLineShape>,
}

/// A red line.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ModelLineShape {
    /// Id.
    pub id: String,
    /// What it refuses.
    pub refuses: String,
    /// Ids of the statements that it rests on.
    pub rests_on: Vec<String>,
    /// Whether the analyst assumes it.
    pub assumed: bool,
}

/// An issue.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ModelIssueShape {
    /// Id.
    pub id: String,
    /// Title.
    pub title: String,
    /// `one-of`, `any-of` or `number`.
    pub kind: String,
    /// Its choices by id, in order; of a set of many options, the options.
    pub options: Vec<ModelOptionShape>,
    /// Whether each option can be chosen beside the others.
    pub several: bool,
    /// When it arises, if not always.
    pub when: Option<String>,
    /// The choice without an agreement, if the case names one.
    pub no_deal: Option<String>,
}

/// A choice.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ModelOptionShape {
    /// Id.
    pub id: String,
    /// Title.
    pub title: String,
}

/// A rule.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ModelRuleShape {
    /// Id.
    pub id: String,
    /// What it requires.
    pub requires: String,
}

/// What can be chosen in a case.
#[must_use]
pub fn model(case: &Case) -> ModelShape {
    let line = |line: &detente_case::preference::RedLine| ModelLineShape {
        id: line.id.clone(),
        refuses: line.refuse.text.clone(),
        rests_on: common::statement_ids(case, &line.rests_on),
        assumed: line.assumed,
    };
    let parties = case.parties.iter().zip(&case.preferences).map(|(party, preference)| ModelPartyShape {
        id: party.id.clone(),
        name: party.name.clone(),
        has_values: !matches!(preference.form, detente_case::preference::Form::Unknown),
        red_lines: preference.red_lines.iter().map(line).collect(),
    });
    let rules = case
        .rules
        .iter()
        .map(|rule| ModelRuleShape { id: rule.id.clone(), requires: rule.require.text.clone() });
    ModelShape {
        format: "detente/model/1".to_owned(),
        title: case.title.clone(),
        parties: parties.collect(),
        issues: case.issues.iter().map(issue).collect(),
        rules: rules.collect(),
    }
}

fn issue(issue: &detente_case::model::Issue) -> ModelIssueShape {
    let (kind, several) = match &issue.domain {
        Domain::OneOf(_) => ("one-of", false),
        Domain::AnyOf(_) => ("any-of", true),
        Domain::Number { .. } => ("number", false),
    };
    let options = match &issue.domain {
        Domain::AnyOf(options) => options
            .iter()
            .map(|option| ModelOptionShape { id: option.id.clone(), title: option.title.clone() })
            .collect(),
        _ => (0..issue.choices().min(MOST_CHOICES))
            .filter_map(|choice| Choice::try_from(choice).ok())
            .map(|choice| ModelOptionShape { id: issue.choice_id(choice), title: issue.choice_title(choice) })
            .collect(),
    };
    ModelIssueShape {
        id: issue.id.clone(),
        title: issue.title.clone(),
        kind: kind.to_owned(),
        options,
        several,
        when: issue.when.as_ref().map(|when| when.text.clone()),
        no_deal: issue.no_deal.map(|choice| issue.choice_id(choice)),
    }
}

/// A package while it is put together.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct BuildShape {
    /// `detente/build/1`.
    pub format: String,
    /// The package.
    pub package: PackageShape,
    /// Issues that do not arise in it.
    pub does_not_arise: Vec<String>,
    /// Rules that it breaks.
    pub breaks: Vec<ModelRuleShape>,
    /// Whether it is no agreement.
    pub is_no_agreement: bool,
    /// Whether all who are asked accept it: `surely`, `possibly`, `never` or `unknown`.
    pub all: String,
    /// What each party makes of it.
    pub parties: Vec<BuildPartyShape>,
    /// By issue, the choices that break a rule beside the others chosen.
    pub blocked: BTreeMap<String, Vec<String>>,
    /// The nearest packages that all who are asked accept.
    pub nearest: Option<BuildNearestShape>,
    /// A package, one or two changes away, that is surely better for somebody and surely no worse for
    /// anybody who is asked.
    pub better: Option<BuildBetterShape>,
    /// Whether the search for nearer packages came to its end.
    pub complete: bool,
}

/// What a party makes of a package, with numbers to draw.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct BuildPartyShape {
    /// The assessment, exact.
    #[serde(flatten)]
    pub exact: AssessmentShape,
    /// Least value, rounded, to draw.
    pub from: Option<f64>,
    /// Greatest value, rounded, to draw.
    pub to: Option<f64>,
    /// Value of no agreement, least and greatest, rounded, to draw.
    pub without: Option<[f64; 2]>,
}

/// The nearest packages that all accept.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct BuildNearestShape {
    /// Whether they are accepted surely, or possibly.
    pub surely: bool,
    /// One of them.
    pub package: PackageShape,
    /// What changes.
    pub changes: Vec<ChangeShape>,
}

/// A package that is better for somebody and no worse for anybody.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct BuildBetterShape {
    /// The package.
    pub package: PackageShape,
    /// What changes.
    pub changes: Vec<ChangeShape>,
    /// Parties for whom it is surely better.
    pub better: Vec<String>,
}

/// One issue moves.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ChangeShape {
    /// The issue.
    pub issue: String,
    /// From which choice; none where the issue did not arise.
    pub from: Option<String>,
    /// To which choice; none where it no longer arises.
    pub to: Option<String>,
}

/// What changes from one package to another.
#[must_use]
pub fn changes(case: &Case, from: &[Choice], to: &[Choice]) -> Vec<ChangeShape> {
    let choice = |package: &[Choice], at: IssueIndex| {
        case.arises(at, package).then(|| case.issues[at].choice_id(package[at]))
    };
    let change = |at: IssueIndex| ChangeShape {
        issue: case.issues[at].id.clone(),
        from: choice(from, at),
        to: choice(to, at),
    };
    (0..case.issues.len()).map(change).filter(|change| change.from != change.to).collect()
}

/// What a party makes of a package.
#[must_use]
pub fn built(
    case: &Case,
    party: PartyIndex,
    package: &[Choice],
    assessment: &Assessment,
    without: Option<[f64; 2]>,
) -> BuildPartyShape {
    let drawn = assessment.value.as_ref().map(drawn);
    BuildPartyShape {
        exact: common::assessment(case, party, package, assessment),
        from: drawn.map(|[least, _]| least),
        to: drawn.map(|[_, greatest]| greatest),
        without,
    }
}

/// Ids of issues and choices of a package.
#[must_use]
pub fn package(case: &Case, package: &[Choice]) -> PackageShape {
    common::package(case, package)
}

/// An acceptance as it is written.
#[must_use]
pub fn accepted(acceptance: Acceptance) -> String {
    common::acceptance(acceptance).to_owned()
}

/// Many packages as points.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct PointsShape {
    /// `detente/points/1`.
    pub format: String,
    /// Whether these are all packages; otherwise they are drawn evenly, with those of the frontier added.
    pub all: bool,
    /// How many packages there are under the choices asked for.
    pub total: String,
    /// The parties, in the order of the values.
    pub parties: Vec<String>,
    /// The points.
    pub points: Vec<PointShape>,
}

/// A package as a point.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct PointShape {
    /// Issue to option.
    pub options: BTreeMap<String, String>,
    /// By party, least and greatest value, rounded, to draw; none where no values are known.
    pub values: Vec<Option<[f64; 2]>>,
    /// Whether all who are asked accept it.
    pub accepted: String,
    /// Whether it is a package of the frontier.
    pub frontier: bool,
    /// The solution concepts that pick it.
    pub concepts: Vec<String>,
    /// Whether it is no agreement.
    pub no_deal: bool,
}

/// A package as a point.
#[must_use]
pub fn point(case: &Case, package: &[Choice], parties: &[Assessment], all: Acceptance) -> PointShape {
    let value = |each: &Assessment| each.value.as_ref().map(drawn);
    PointShape {
        options: common::package(case, package).options,
        values: parties.iter().map(value).collect(),
        accepted: accepted(all),
        frontier: false,
        concepts: Vec::new(),
        no_deal: case.no_agreement().is_some_and(|nothing| nothing == package),
    }
}

/// Least and greatest value, rounded, to draw.
#[must_use]
pub fn drawn(value: &Interval) -> [f64; 2] {
    [number(value.least), number(value.greatest)]
}

fn number(value: Fraction) -> f64 {
    let thousandths = value.rounded(3).unwrap_or(if value.numerator() < 0 { i128::MIN } else { i128::MAX });
    thousandths as f64 / 1000.0
}
