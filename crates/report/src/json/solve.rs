//! `solve` as JSON.

use detente_case::model::Case;
use detente_case::record::View;
use detente_settle::blockers::{Blockers, Opening};
use detente_settle::boxes::{Bound, ConceptBounds};
use detente_settle::demand::Demand;
use detente_settle::frontier::Status;
use detente_settle::solve::{Answer, FrontierAnswer, Scope};
use detente_space::acceptance::{Count, Tally};
use detente_space::points::{Input, unstated_inputs};
use detente_space::worth::Interval;
use schemars::JsonSchema;
use serde::Serialize;

use super::common::{self, AssessmentShape, Head, PackageShape};
use crate::provenance::Provenance;
use crate::solve::concepts;

/// The packages on which a settlement could rest, or what stands in their way.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct SolveShape {
    /// The case and the day.
    #[serde(flatten)]
    pub head: Head,
    /// Parties left out by request.
    pub without: Vec<String>,
    /// Inputs that nobody stated.
    pub unstated: Vec<UnstatedShape>,
    /// Combinations of choices before any rule.
    pub combinations: String,
    /// Packages that the rules allow, without the package of no agreement.
    pub allowed: CountShape,
    /// Of these, packages that cross no red line of a party that is asked.
    pub open: CountShape,
    /// What each rule removes alone.
    pub rules: Vec<RuleShape>,
    /// What each party that is asked accepts.
    pub accepted: Vec<PartyTallyShape>,
    /// What all who are asked accept.
    pub all: TallyShape,
    /// The same without any scenario, where a scenario sets something aside.
    pub all_without_scenarios: Option<TallyShape>,
    /// Of the most that all accept, those unknown to some party.
    pub unknown: CountShape,
    /// What the rest is about: `surely`, `possibly`, `open` or `allowed`.
    pub scope: String,
    /// Issues with one choice left in scope.
    pub settled: Vec<SettledShape>,
    /// Choices in no package in scope.
    pub excluded: Vec<ExcludedShape>,
    /// Deliberately different packages in scope.
    pub proposals: Vec<ProposalShape>,
    /// The frontier and the solution concepts.
    pub frontier: Option<FrontierShape>,
    /// Trades from no agreement.
    pub trades: Option<TradesShape>,
    /// What blocks.
    pub blockers: Option<BlockersShape>,
    /// What is missing and why.
    pub limits: Vec<String>,
    /// Whether the work was stopped.
    pub stopped: bool,
    /// What it was made with and from.
    pub made_with: Provenance,
}

/// An input that nobody stated.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct UnstatedShape {
    /// The party.
    pub party: String,
    /// What it is.
    pub input: String,
    /// `inferred` or `assumed`.
    pub basis: String,
}

/// A count.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct CountShape {
    /// Least.
    pub low: String,
    /// Greatest.
    pub high: String,
    /// `exact`, `bounded` (proved) or `sampled` (a 95% interval).
    pub kind: String,
}

/// A count over what is not known.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct TallyShape {
    /// Acceptable whatever is not known.
    pub at_least: CountShape,
    /// Acceptable for some of it.
    pub at_most: CountShape,
}

/// What a rule removes.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct RuleShape {
    /// The rule.
    pub id: String,
    /// Packages that it alone removes.
    pub alone: String,
}

/// What a party accepts.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct PartyTallyShape {
    /// The party.
    pub party: String,
    /// Packages that cross nobody's red line and that it accepts.
    #[serde(flatten)]
    pub accepts: TallyShape,
    /// Allowed packages that cross one of its red lines.
    pub crossing: String,
}

/// An issue with one choice left.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct SettledShape {
    /// The issue.
    pub issue: String,
    /// The choice.
    pub option: String,
}

/// Choices in no package in scope.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ExcludedShape {
    /// The issue.
    pub issue: String,
    /// The choices.
    pub options: Vec<String>,
}

/// A package to look at.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ProposalShape {
    /// The package.
    #[serde(flatten)]
    pub package: PackageShape,
    /// What each party makes of it.
    pub parties: Vec<AssessmentShape>,
    /// Whether all who are asked accept it.
    pub all: String,
}

/// The frontier of points.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct FrontierShape {
    /// Whether every number behind it is stated.
    pub stated: bool,
    /// Whether it is over all allowed packages.
    pub all: bool,
    /// Coordinates.
    pub coordinates: Vec<CoordinateShape>,
    /// `exact`, `cover` or `stopped`.
    pub status: String,
    /// For a cover its epsilon, for a stopped answer an upper bound, by coordinate in its units.
    pub bound: Option<Vec<i64>>,
    /// Whether the packages behind each point are counted exactly; else there are at least so many.
    pub counted: bool,
    /// What the concepts can still reach, where the search was stopped and that is known.
    pub concept_bounds: Option<Vec<ConceptBoundShape>>,
    /// Points in descending order.
    pub points: Vec<PointShape>,
    /// Positions of points that each concept picks.
    pub concepts: Vec<ConceptShape>,
}

/// A coordinate of the frontier.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct CoordinateShape {
    /// The party.
    pub party: String,
    /// Units in one point of its 0 to 100 scale.
    pub units_per_point: i64,
    /// Whether the numbers give an order alone.
    pub ordinal: bool,
    /// Reservation value in units.
    pub reservation: i64,
    /// Whether it is known; where not, the least value stands in.
    pub reservation_known: bool,
}

/// A point of the frontier.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct PointShape {
    /// Value by coordinate, in its units.
    pub vector: Vec<i64>,
    /// Packages behind it.
    pub packages: String,
    /// One of them.
    pub witness: PackageShape,
}

/// How far what a concept maximises can still rise, in millionths.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ConceptBoundShape {
    /// The concept.
    pub concept: String,
    /// `product of gains`, `least share`, `least gain` or `sum of shares`; gains are in points.
    pub measure: String,
    /// The best found, rounded down.
    pub found: Option<String>,
    /// What no package exceeds, rounded up.
    pub most: String,
}

/// What a concept picks.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ConceptShape {
    /// The concept.
    pub concept: String,
    /// Positions in the list of points.
    pub points: Vec<usize>,
}

/// Trades from no agreement.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct TradesShape {
    /// Trades that surely leave both better off.
    pub sure: Vec<TradeShape>,
    /// How many more can.
    pub possible: usize,
    /// Whether the list is complete.
    pub complete: bool,
}

/// A trade.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct TradeShape {
    /// The two parties.
    pub parties: [String; 2],
    /// `issue: from -> to`, each towards the party at the same position.
    pub steps: [String; 2],
    /// Where it leads.
    pub result: PackageShape,
    /// Others who are asked and not surely as well off.
    pub others: Vec<String>,
}

/// What blocks.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct BlockersShape {
    /// Minimal sets of demands that collide.
    pub conflicts: Vec<Vec<DemandShape>>,
    /// Minimal sets of demands whose removal opens a deal.
    pub corrections: Vec<OpeningShape>,
    /// Whether both lists are complete.
    pub complete: bool,
    /// What each party to a conflict could do alone.
    pub movements: Vec<MovementShape>,
    /// Largest groups that could agree.
    pub coalitions: Vec<Vec<String>>,
}

/// A demand.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct DemandShape {
    /// The party.
    pub party: String,
    /// The red line; absent: its value of no agreement.
    pub red_line: Option<String>,
}

/// Demands given up and what that opens.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct OpeningShape {
    /// The demands.
    pub without: Vec<DemandShape>,
    /// A package that meets all others.
    pub opens: PackageShape,
    /// What the package is worth to the one party that moves, least and
    /// greatest, where it gives up its value of no agreement.
    pub value: Option<[String; 2]>,
    /// What no agreement is worth to it.
    pub no_agreement: Option<[String; 2]>,
}

/// What a party could do alone.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct MovementShape {
    /// The party.
    pub party: String,
    /// Its ways; none where no movement of its own opens anything.
    pub ways: Vec<OpeningShape>,
}

/// The shape of `solve --format json`.
#[must_use]
pub fn solve(
    case: &Case,
    view: View,
    answer: &Answer,
    beside: Option<&Answer>,
    made_with: &Provenance,
) -> SolveShape {
    let party = |party: usize| case.parties[party].id.clone();
    let choice = |issue: usize, choice: u16| case.issues[issue].choice_id(choice);
    let proposal = |proposal: &detente_settle::solve::Proposal| {
        let parties =
            proposal.parties.iter().enumerate().filter_map(|(at, each)| each.as_ref().map(|each| (at, each)));
        ProposalShape {
            package: common::package(case, &proposal.package),
            parties: parties
                .map(|(at, each)| common::assessment(case, at, &proposal.package, each))
                .collect(),
            all: common::acceptance(proposal.all).to_owned(),
        }
    };
    SolveShape {
        head: common::head(case, view, "solve"),
        without: common::party_ids(case, &answer.without),
        unstated: unstated(case, answer),
        combinations: answer.counts.combinations.to_string(),
        allowed: count(&answer.counts.allowed),
        open: count(&answer.counts.open),
        rules: answer
            .rules
            .iter()
            .map(|each| RuleShape { id: case.rules[each.rule].id.clone(), alone: each.alone.to_string() })
            .collect(),
        accepted: answer
            .parties
            .iter()
            .map(|each| PartyTallyShape {
                party: party(each.party),
                accepts: tally(&each.accepts),
                crossing: each.crossing.to_string(),
            })
            .collect(),
        all: tally(&answer.zone),
        all_without_scenarios: beside.map(|beside| tally(&beside.zone)),
        unknown: count(&answer.unknown),
        scope: match answer.scope {
            Scope::Surely => "surely",
            Scope::Possibly => "possibly",
            Scope::Open => "open",
            Scope::Allowed => "allowed",
        }
        .to_owned(),
        settled: answer
            .settled
            .iter()
            .map(|&(issue, chosen)| SettledShape {
                issue: case.issues[issue].id.clone(),
                option: choice(issue, chosen),
            })
            .collect(),
        excluded: answer
            .excluded
            .iter()
            .map(|(issue, gone)| ExcludedShape {
                issue: case.issues[*issue].id.clone(),
                options: gone.iter().map(|&each| choice(*issue, each)).collect(),
            })
            .collect(),
        proposals: answer.proposals.iter().map(proposal).collect(),
        frontier: answer.frontier.as_ref().map(|each| frontier(case, each)),
        trades: answer.trades.as_ref().map(|each| trades(case, each)),
        blockers: answer.blockers.as_ref().map(|each| blockers(case, each)),
        limits: answer.limits.clone(),
        stopped: answer.stopped,
        made_with: made_with.clone(),
    }
}

fn unstated(case: &Case, answer: &Answer) -> Vec<UnstatedShape> {
    let all = unstated_inputs(case).into_iter().filter(|each| answer.asked.contains(&each.party));
    all.map(|each| {
        let preference = &case.preferences[each.party];
        let ids = |issues: &[usize]| {
            issues.iter().map(|&issue| case.issues[issue].id.clone()).collect::<Vec<_>>().join(", ")
        };
        let input = match &each.input {
            Input::Preference => "preference".to_owned(),
            Input::Weights(issues) => format!("weights: {}", ids(issues)),
            Input::Values(issues) => format!("values: {}", ids(issues)),
            Input::Priorities => "priorities".to_owned(),
            Input::Ranking => "ranking".to_owned(),
            Input::Reservation => "no-deal".to_owned(),
            Input::Adjustment(at) => format!("adjust: {}", preference.adjustments[*at].id),
            Input::RedLine(at) => format!("red-line: {}", preference.red_lines[*at].id),
        };
        UnstatedShape {
            party: case.parties[each.party].id.clone(),
            input,
            basis: each.basis.word().to_owned(),
        }
    })
    .collect()
}

fn count(count: &Count) -> CountShape {
    let kind = match count {
        Count::Exact(_) => "exact",
        Count::Bounded { .. } => "bounded",
        Count::Sampled { .. } => "sampled",
    };
    CountShape { low: count.low().to_string(), high: count.high().to_string(), kind: kind.to_owned() }
}

fn tally(tally: &Tally) -> TallyShape {
    TallyShape { at_least: count(&tally.at_least), at_most: count(&tally.at_most) }
}

fn ends(interval: &Interval) -> [String; 2] {
    [common::fraction(interval.least), common::fraction(interval.greatest)]
}

fn frontier(case: &Case, frontier: &FrontierAnswer) -> FrontierShape {
    let (status, bound) = match &frontier.status {
        Status::Exact => ("exact", None),
        Status::Cover { epsilon } => ("cover", Some(epsilon.clone())),
        Status::Stopped { upper } => ("stopped", Some(upper.clone())),
    };
    let coordinates = frontier.parties.iter().enumerate().map(|(at, &party)| CoordinateShape {
        party: case.parties[party].id.clone(),
        units_per_point: frontier.denominators[at],
        ordinal: frontier.ordinal[at],
        reservation: frontier.reservations[at],
        reservation_known: frontier.known[at],
    });
    FrontierShape {
        stated: frontier.stated,
        all: frontier.all,
        coordinates: coordinates.collect(),
        status: status.to_owned(),
        bound,
        counted: frontier.counted,
        concept_bounds: frontier.bounds.as_ref().map(concept_bounds),
        points: frontier
            .points
            .iter()
            .map(|point| PointShape {
                vector: point.vector.clone(),
                packages: point.packages.to_string(),
                witness: common::package(case, &point.witness),
            })
            .collect(),
        concepts: concepts(frontier)
            .into_iter()
            .map(|(concept, points)| ConceptShape { concept: concept.to_owned(), points })
            .collect(),
    }
}

fn concept_bounds(bounds: &ConceptBounds) -> Vec<ConceptBoundShape> {
    let each = [
        ("Nash", "product of gains", &bounds.nash),
        ("Kalai-Smorodinsky", "least share", &bounds.kalai_smorodinsky),
        ("egalitarian", "least gain", &bounds.egalitarian),
        ("utilitarian", "sum of shares", &bounds.utilitarian),
    ];
    let shape = |(concept, measure, bound): (&str, &str, &Bound)| ConceptBoundShape {
        concept: concept.to_owned(),
        measure: measure.to_owned(),
        found: bound.found.as_ref().map(ToString::to_string),
        most: bound.most.to_string(),
    };
    each.into_iter().map(shape).collect()
}

fn trades(case: &Case, trades: &detente_settle::trades::Trades) -> TradesShape {
    let step = |step: detente_settle::trades::Step| {
        let issue = &case.issues[step.issue];
        format!("{}: {} -> {}", issue.id, issue.choice_id(step.from), issue.choice_id(step.to))
    };
    let trade = |trade: &detente_settle::trades::Trade| TradeShape {
        parties: trade.parties.map(|party| case.parties[party].id.clone()),
        steps: trade.steps.map(step),
        result: common::package(case, &trade.result),
        others: common::party_ids(case, &trade.others),
    };
    TradesShape {
        sure: trades.sure.iter().map(trade).collect(),
        possible: trades.possible,
        complete: trades.complete,
    }
}

fn blockers(case: &Case, blockers: &Blockers) -> BlockersShape {
    let demand = |demand: &Demand| DemandShape {
        party: case.parties[demand.party()].id.clone(),
        red_line: match demand {
            Demand::RedLine { party, line } => Some(case.preferences[*party].red_lines[*line].id.clone()),
            Demand::Reservation { .. } => None,
        },
    };
    let opening = |opening: &Opening| OpeningShape {
        without: opening.demands.iter().map(demand).collect(),
        opens: common::package(case, &opening.package),
        value: opening.stake.as_ref().map(|stake| ends(&stake.value)),
        no_agreement: opening.stake.as_ref().map(|stake| ends(&stake.no_agreement)),
    };
    BlockersShape {
        conflicts: blockers.conflicts.iter().map(|conflict| conflict.iter().map(demand).collect()).collect(),
        corrections: blockers.corrections.iter().map(opening).collect(),
        complete: blockers.complete,
        movements: blockers
            .movements
            .iter()
            .map(|each| MovementShape {
                party: case.parties[each.party].id.clone(),
                ways: each.ways.iter().map(opening).collect(),
            })
            .collect(),
        coalitions: blockers.coalitions.iter().map(|group| common::party_ids(case, group)).collect(),
    }
}
