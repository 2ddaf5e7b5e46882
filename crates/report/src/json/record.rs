//! `solve --on-record` as JSON.

use detente_case::model::Case;
use detente_case::record::Demands;
use detente_settle::on_record::{Decides, OnRecord, Spread};
use schemars::JsonSchema;
use serde::Serialize;

use super::common::{self, Head};
use super::show::{EntryShape, entries};
use crate::provenance::Provenance;

/// What the record alone allows.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct RecordShape {
    /// The case and the day.
    #[serde(flatten)]
    pub head: Head,
    /// Packages that the rules allow, without the package of no agreement.
    pub packages: String,
    /// Combinations of readings that were tried.
    pub readings: usize,
    /// Whether these were all of them.
    pub all_readings: bool,
    /// Whether the work was stopped.
    pub stopped: bool,
    /// Counts by level and reading of demands.
    pub tallies: Vec<TallyShape>,
    /// Statements that decide.
    pub deciding: Vec<DecidingShape>,
    /// Circles of preconditions.
    pub circles: Vec<CircleShape>,
    /// Standing statements by party and level.
    pub balance: Vec<BalanceShape>,
    /// Every statement and whether it stands.
    pub statements: Vec<EntryShape>,
    /// What it was made with and from.
    pub made_with: Provenance,
}

/// A count over all readings.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct SpreadShape {
    /// Least.
    pub least: String,
    /// Most.
    pub most: String,
}

/// Counts at one level.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct TallyShape {
    /// Statements of this level and closer.
    pub level: String,
    /// `openings` or `final`.
    pub demands: String,
    /// Packages that nobody who is asked refuses.
    pub nobody_refuses: SpreadShape,
    /// Of these, packages against nobody's demand.
    pub against_no_demand: SpreadShape,
    /// Packages within the terms of everybody who is asked.
    pub within_all_terms: SpreadShape,
}

/// A statement that decides.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct DecidingShape {
    /// The statement.
    pub statement: String,
    /// The party.
    pub party: String,
    /// Its level.
    pub level: String,
    /// `refuses` or `demands`.
    pub decides: String,
    /// Packages that it strikes by itself.
    pub packages: String,
}

/// A circle of preconditions.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct CircleShape {
    /// The closest level at which it closes.
    pub level: String,
    /// Each waits for the next.
    pub links: Vec<LinkShape>,
}

/// A precondition.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct LinkShape {
    /// The party.
    pub party: String,
    /// The statement.
    pub statement: String,
    /// The issue that it wants settled first.
    pub before: String,
    /// The issue that is to come after.
    pub after: String,
}

/// Who is heard.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct BalanceShape {
    /// The party.
    pub party: String,
    /// Standing statements at the level own.
    pub own: usize,
    /// At the level reported.
    pub reported: usize,
    /// At the level attributed.
    pub attributed: usize,
}

/// The shape of `solve --on-record --format json`.
#[must_use]
pub fn on_record(case: &Case, answer: &OnRecord, made_with: &Provenance) -> RecordShape {
    let tally = |tally: &detente_settle::on_record::RecordTally| TallyShape {
        level: common::level(tally.level),
        demands: match tally.demands {
            Demands::Openings => "openings",
            Demands::Final => "final",
        }
        .to_owned(),
        nobody_refuses: spread(&tally.nobody_refuses),
        against_no_demand: spread(&tally.against_no_demand),
        within_all_terms: spread(&tally.within_all_terms),
    };
    let deciding = |each: &detente_settle::on_record::Deciding| DecidingShape {
        statement: case.statements[each.statement].id.clone(),
        party: case.parties[each.party].id.clone(),
        level: common::level(each.level),
        decides: match each.decides {
            Decides::Refuses => "refuses",
            Decides::Demands => "demands",
        }
        .to_owned(),
        packages: each.strikes.to_string(),
    };
    let link = |link: &detente_case::record::Precondition| LinkShape {
        party: case.parties[link.party].id.clone(),
        statement: case.statements[link.statement].id.clone(),
        before: case.issues[link.before].id.clone(),
        after: case.issues[link.after].id.clone(),
    };
    RecordShape {
        head: common::head(case, answer.standing.view, "on-record"),
        packages: answer.packages.to_string(),
        readings: answer.readings,
        all_readings: answer.all_readings,
        stopped: answer.stopped,
        tallies: answer.tallies.iter().map(tally).collect(),
        deciding: answer.deciding.iter().map(deciding).collect(),
        circles: answer
            .circles
            .iter()
            .map(|(level, circle)| CircleShape {
                level: common::level(*level),
                links: circle.links.iter().map(link).collect(),
            })
            .collect(),
        balance: case
            .parties
            .iter()
            .zip(&answer.balance)
            .map(|(party, &[own, reported, attributed])| BalanceShape {
                party: party.id.clone(),
                own,
                reported,
                attributed,
            })
            .collect(),
        statements: entries(case, &answer.standing),
        made_with: made_with.clone(),
    }
}

fn spread(spread: &Spread) -> SpreadShape {
    SpreadShape { least: spread.least.to_string(), most: spread.most.to_string() }
}
