//! The analyses, by name: from a query to the JSON of the command line.

use std::path::{Path, PathBuf};

use detente_desk::failure::Failure;
use detente_desk::opened::Opened;
use detente_desk::questions::draws::{across, ask, robust};
use detente_desk::questions::explain::{What, explain};
use detente_desk::questions::foresight::Words;
use detente_desk::questions::paths::{self, paths};
use detente_desk::questions::positions::{Times, conflicts, offers, timeline};
use detente_desk::questions::solve::{Question, solve};
use detente_desk::questions::stability::{Modelled, stability};
use detente_desk::questions::states::StateLimits;
use detente_desk::questions::workbench::{build, points};
use detente_desk::questions::{Answer, compare, on_record, show};
use detente_report::json::{self, text, workbench};
use detente_robust::answers::Request;
use detente_settle::budget::Budget;
use detente_stability::paths::By;
use serde::Deserialize;
use utoipa::IntoParams;

use crate::asked::{Common, read};
use crate::problem::Problem;
use crate::shelf::open;

/// Packages that a search near a package that is being put together looks at.
const NEAR: u64 = 4096;
/// Points that are given, at most.
const MOST_POINTS: usize = 20_000;
/// Seconds that the frontier of the points may take.
const FRONTIER: f64 = 5.0;

/// An analysis.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, serde::Serialize, utoipa::ToSchema)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Analysis {
    /// The case as read.
    Show,
    /// What can be chosen.
    Model,
    /// What all could accept.
    Solve,
    /// What the record alone allows.
    OnRecord,
    /// One package.
    Explain,
    /// Two packages.
    Compare,
    /// Shares of draws.
    Robust,
    /// The unknowns, ranked.
    Ask,
    /// What would hold.
    Stability,
    /// Where the conflict goes.
    Paths,
    /// What stood when.
    Timeline,
    /// One party's offers.
    Offers,
    /// What contradicts what.
    Conflicts,
    /// Packages as points.
    Points,
    /// A package while it is put together.
    Build,
}

/// What `solve` is asked.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub(crate) struct SolveQuery {
    /// Parties that are not asked.
    without: Vec<String>,
    /// Whether to add single packages from midpoints of what is vague.
    points: bool,
    /// Whether the frontier is over all allowed packages.
    all: bool,
}

/// What `on-record` is asked.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub(crate) struct OnRecordQuery {
    /// Parties that are not asked.
    without: Vec<String>,
}

/// A package.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub(crate) struct PackageQuery {
    /// Choices, each as `issue=option`; issues left out sit at their no-deal option.
    choose: Vec<String>,
}

/// Two packages.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub(crate) struct CompareQuery {
    /// One, as `issue=option issue=option`.
    first: String,
    /// The other.
    second: String,
}

/// Draws.
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub(crate) struct DrawsQuery {
    /// Draws, at most.
    #[param(minimum = 16, maximum = 10_000_000)]
    draws: u64,
    /// Alternatives that the draws are spread over: scenarios joined by `+`, or `none`, with a weight after `=`.
    across: Vec<String>,
    /// The share of draws in which red lines that are disputed stand.
    #[param(minimum = 0, maximum = 1)]
    disputed: f64,
    /// Stop drawing once shares accepted by all are known to this much.
    #[param(minimum = 0, maximum = 1)]
    precision: f64,
    /// Packages to report on too, each as `issue=option issue=option`.
    package: Vec<String>,
}

impl Default for DrawsQuery {
    fn default() -> Self {
        Self { draws: 16_384, across: Vec::new(), disputed: 1.0, precision: 0.005, package: Vec::new() }
    }
}

/// Foresight.
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub(crate) struct StabilityQuery {
    /// Concepts, joined by commas: nash, gmr, smr, seq, sym-seq, lh:2, simultaneous.
    concepts: String,
    /// Coalitions: none, all, or such as `a+b;c+d`.
    coalitions: String,
    /// Whether coalitions sanction jointly.
    joint_sanctions: bool,
    /// Readings of preferences known in part, joined by commas: a, b, c, d, all.
    unknown: String,
    /// `priorities`, or a difference between values.
    strength: Option<String>,
    /// The state to explain: `issue=option,...` or its number.
    state: Option<String>,
    /// States to list, at most.
    #[param(maximum = 100_000)]
    list: Option<usize>,
}

impl Default for StabilityQuery {
    fn default() -> Self {
        Self {
            concepts: "nash,gmr,smr,seq,sym-seq".to_owned(),
            coalitions: "none".to_owned(),
            joint_sanctions: false,
            unknown: String::new(),
            strength: None,
            state: None,
            list: None,
        }
    }
}

/// Paths.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub(crate) struct PathsQuery {
    /// From which state; without one, from no agreement.
    from: Option<String>,
    /// To which state.
    to: Option<String>,
    /// `moves`, `improvements` or `both`.
    by: Option<String>,
    /// Most moves of a path.
    #[param(maximum = 12)]
    length: Option<usize>,
    /// States, moves or paths to list, at most.
    #[param(maximum = 100_000)]
    list: Option<usize>,
}

/// Whose positions on what.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub(crate) struct PositionsQuery {
    /// Only this party.
    party: Option<String>,
    /// Only this issue.
    issue: Option<String>,
}

/// Whose offers.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub(crate) struct OffersQuery {
    /// The party.
    party: String,
    /// A draft package to hold them against, as `issue=option`.
    choose: Vec<String>,
}

/// Points.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub(crate) struct PointsQuery {
    /// Points, at most; beyond, packages are drawn evenly.
    #[param(minimum = 1, maximum = 20_000)]
    most: Option<usize>,
    /// Only packages with these choices, each as `issue=option`; several of one issue leave each open.
    choose: Vec<String>,
}

/// A question about a case.
#[derive(Clone, Debug)]
pub(crate) struct Asking {
    /// Where the case is.
    pub(crate) path: PathBuf,
    /// Which analysis.
    pub(crate) analysis: Analysis,
    /// The query.
    pub(crate) query: String,
    /// How it was asked, for the answer to tell.
    pub(crate) address: String,
}

impl Asking {
    /// What every question asks.
    pub(crate) fn common(&self) -> Result<Common, Problem> {
        read(&self.query)
    }

    fn open(&self, scenarios: &[String]) -> Result<Opened, Failure> {
        open(&self.path, scenarios, &self.address)
    }

    /// The answer as JSON.
    pub(crate) fn answer(&self, budget: &Budget<'_>) -> Result<String, Problem> {
        let common = self.common()?;
        let (view, limits) = (common.view()?, common.limits()?);
        let again = |scenarios: &[String]| self.open(scenarios);
        let opened = || self.open(&common.scenario);
        let query = self.query.as_str();
        Ok(match self.analysis {
            Analysis::Show => text(&show::show(&opened()?, view, budget)?.shape()),
            Analysis::Model => text(&workbench::model(&opened()?.case)),
            Analysis::Solve => {
                let SolveQuery { without, points, all } = read(query)?;
                let question = Question { view, without, points, all, in_words: false };
                text(&solve(opened()?, &again, &question, limits, budget)?.shape())
            }
            Analysis::OnRecord => {
                let OnRecordQuery { without } = read(query)?;
                text(&on_record::on_record(opened()?, &without, view, limits, budget)?.shape())
            }
            Analysis::Explain => {
                let PackageQuery { choose } = read(query)?;
                text(&explain(opened()?, What::Package(&choose), view, limits, budget)?.shape())
            }
            Analysis::Compare => {
                let CompareQuery { first, second } = read(query)?;
                text(&compare::compare(opened()?, [&first, &second], view, budget)?.shape())
            }
            Analysis::Robust | Analysis::Ask => self.drawn(&common, budget)?,
            Analysis::Stability => {
                let asked: StabilityQuery = read(query)?;
                let modelled = Modelled::of(opened()?, view, StateLimits::default(), budget)?;
                let list = asked.list.map(|list| list.min(100_000));
                text(&stability(&modelled, &asked.words(), asked.state.as_deref(), list, budget)?.shape())
            }
            Analysis::Paths => {
                let asked: PathsQuery = read(query)?;
                let modelled = Modelled::of(opened()?, view, StateLimits::default(), budget)?;
                text(&paths(&modelled, &asked.question()?, budget)?.shape())
            }
            Analysis::Timeline => {
                let PositionsQuery { party, issue } = read(query)?;
                let times = Times { party, issue, known_by: view.known_by, between: None };
                text(&timeline(&opened()?, &times, budget)?.shape())
            }
            Analysis::Offers => {
                let OffersQuery { party, choose } = read(query)?;
                text(&offers(&opened()?, &party, &choose, view, budget)?.shape())
            }
            Analysis::Conflicts => text(&conflicts(&opened()?, view, budget)?.shape()),
            Analysis::Points => self.points(&common, budget)?,
            Analysis::Build => {
                let PackageQuery { choose } = read(query)?;
                let mut opened = opened()?;
                opened.to_day(view, budget)?;
                let near = Budget { packages: NEAR, ..*budget };
                text(&build(&opened, &choose, &near)?)
            }
        })
    }

    fn drawn(&self, common: &Common, budget: &Budget<'_>) -> Result<String, Problem> {
        let DrawsQuery { draws, across: over, disputed, precision, package } = read(&self.query)?;
        let shares = 0.0..=1.0;
        if !(16..=10_000_000).contains(&draws) || !shares.contains(&disputed) || !shares.contains(&precision)
        {
            return Err(Problem::bad(
                "`draws` is a number from 16 to 10000000; `disputed` and `precision` are shares from 0 to 1",
            ));
        }
        let again = |scenarios: &[String]| self.open(scenarios);
        let across = across(&again, &common.scenario, &over, common.view()?, budget)?;
        let limits = common.limits()?;
        let request = Request {
            seed: limits.seed,
            draws,
            precision,
            named: across.packages(&package)?,
            threads: std::thread::available_parallelism().map_or(1, std::num::NonZero::get),
            ..Request::default()
        };
        let model = across.model(disputed, budget)?;
        Ok(if self.analysis == Analysis::Ask {
            text(&ask(&across, &model, &request, limits, budget)?.shape())
        } else {
            text(&robust(&across, &model, &request, limits, budget)?.shape())
        })
    }

    fn points(&self, common: &Common, budget: &Budget<'_>) -> Result<String, Problem> {
        let PointsQuery { most, choose } = read(&self.query)?;
        let (view, limits) = (common.view()?, common.limits()?);
        let again = |scenarios: &[String]| self.open(scenarios);
        let mut opened = self.open(&common.scenario)?;
        let question = Question { view, ..Question::default() };
        // The points are worth showing without their frontier, where that takes long.
        let begun = std::time::Instant::now();
        let late = || budget.control.is_stopped() || begun.elapsed().as_secs_f64() > FRONTIER;
        let hurried = Budget { control: detente_space::control::Control::new(&late), ..*budget };
        let solved = solve(opened.clone(), &again, &question, limits, &hurried).ok();
        let solved = solved.map(|solved| solved.shape());
        opened.to_day(view, budget)?;
        let most = most.unwrap_or(2000).clamp(1, MOST_POINTS);
        Ok(text(&points(&opened, &choose, (most, limits.seed), solved.as_ref(), budget)?))
    }
}

impl StabilityQuery {
    fn words(&self) -> Words {
        let list = |text: &str| -> Vec<String> {
            text.split(',').map(str::trim).filter(|each| !each.is_empty()).map(str::to_owned).collect()
        };
        Words {
            concepts: list(&self.concepts),
            mixed: Vec::new(),
            coalitions: self.coalitions.clone(),
            joint_sanctions: self.joint_sanctions,
            unknown: list(&self.unknown),
            strength: self.strength.clone(),
        }
    }
}

impl PathsQuery {
    fn question(&self) -> Result<paths::Question, Problem> {
        let by = match self.by.as_deref().unwrap_or("both") {
            "moves" => vec![By::Moves],
            "improvements" => vec![By::Improvements],
            "both" => vec![By::Improvements, By::Moves],
            other => {
                let why = format!("`{other}` is no way to go; there are moves, improvements and both");
                return Err(Problem::bad(why));
            }
        };
        Ok(paths::Question {
            from: self.from.clone(),
            to: self.to.clone(),
            by,
            longest: self.length.unwrap_or(4).min(12),
            listed: self.list.map(|list| list.min(100_000)),
        })
    }
}

/// The public shape of each analysis, for the description of the interface.
pub(crate) fn shapes() -> Vec<(&'static str, schemars::Schema)> {
    use schemars::schema_for;
    vec![
        ("show", schema_for!(json::ShowShape)),
        ("model", schema_for!(workbench::ModelShape)),
        ("solve", schema_for!(json::SolveShape)),
        ("on-record", schema_for!(json::RecordShape)),
        ("explain", schema_for!(json::ExplainShape)),
        ("compare", schema_for!(json::CompareShape)),
        ("robust", schema_for!(json::RobustShape)),
        ("ask", schema_for!(json::AskShape)),
        ("stability", schema_for!(json::StabilityShape)),
        ("paths", schema_for!(json::PathsShape)),
        ("record/timeline", schema_for!(json::positions::TimelineShape)),
        ("record/offers", schema_for!(json::positions::OffersShape)),
        ("record/conflicts", schema_for!(json::positions::ConflictsShape)),
        ("points", schema_for!(workbench::PointsShape)),
        ("build", schema_for!(workbench::BuildShape)),
        ("record/list", schema_for!(json::documents::ListShape)),
        ("record/source", schema_for!(json::documents::SourceTextShape)),
        ("record/search", schema_for!(json::documents::SearchShape)),
        ("record/duplicates", schema_for!(json::documents::DuplicatesShape)),
    ]
}

/// Where a case is, for an answer that is no analysis.
pub(crate) fn folder_of(path: &Path) -> &Path {
    if path.is_dir() { path } else { path.parent().unwrap_or(path) }
}
