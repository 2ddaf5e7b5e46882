//! One package explained: who accepts it, what it crosses, what the record says
//! of it, what would improve it, and what lies near.

use detente_case::formula::Formula;
use detente_case::model::Case;
use detente_case::package::{Choice, Package, PartyIndex};
use detente_case::record::{Demands, Level, Positions, Readings, Standing, Verdict, VerdictKind, View};
use detente_space::best::Valued;
use detente_space::compile::{Request, Stopped, compile};
use detente_space::valuation::Coordinate;
use detente_space::worth::{Acceptance, Assessment, Extent, Judge, WorthError};

use crate::budget::Budget;
use crate::demand::{asked_parties, verdict_of_all};
use crate::on_record::{is_an_agreement, standing_of};
use crate::trades::{Step, take};

/// Everything about one package.
#[derive(Clone, Debug)]
pub struct Explanation {
    /// The package, issues that do not arise at their no-deal choices.
    pub package: Package,
    /// Rules that it breaks; an allowed package breaks none.
    pub broken_rules: Vec<usize>,
    /// Whether it is the package of no agreement.
    pub is_no_agreement: bool,
    /// What each party makes of it.
    pub parties: Vec<Assessment>,
    /// Whether all who are asked accept it.
    pub all: Acceptance,
    /// The record on that day.
    pub standing: Standing,
    /// What the record says of it, one entry a party and level.
    pub record: Vec<RecordVerdict>,
    /// Single steps to other allowed packages that are surely better for somebody.
    pub improvements: Vec<Improvement>,
    /// The nearest packages that all who are asked accept.
    pub nearest: Nearest,
}

/// What the record says of the package for one party at one level.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordVerdict {
    /// The party.
    pub party: PartyIndex,
    /// The level.
    pub level: Level,
    /// The verdict on the sentences as coded, demands read as openings.
    pub verdict: Verdict,
    /// Verdicts that other readings of the sentences give.
    pub otherwise: Vec<VerdictKind>,
}

/// A step to another allowed package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Improvement {
    /// The step.
    pub step: Step,
    /// Where it leads.
    pub package: Package,
    /// Parties for which it is surely better.
    pub better: Vec<PartyIndex>,
    /// Parties for which it may be better or worse.
    pub open: Vec<PartyIndex>,
    /// Parties for which it is surely not better and somewhere worse.
    pub worse: Vec<PartyIndex>,
    /// Whether it crosses a red line that the package itself does not cross.
    pub crosses: bool,
}

/// Packages that all who are asked accept, by the number of issues that differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Nearest {
    /// On how many issues they differ from the package; 0: the package itself.
    pub distance: usize,
    /// They are acceptable surely, or only for some of what is not known.
    pub surely: bool,
    /// The packages, at most a few; empty where none was found.
    pub packages: Vec<Package>,
    /// Whether all packages were looked at before saying so.
    pub complete: bool,
}

/// Why there is no explanation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExplainError {
    /// A limit or the user stopped the work.
    Stopped(Stopped),
    /// A party's numbers cannot be summed exactly.
    Worth(WorthError),
}

impl From<Stopped> for ExplainError {
    fn from(reason: Stopped) -> Self {
        Self::Stopped(reason)
    }
}

impl From<WorthError> for ExplainError {
    fn from(reason: WorthError) -> Self {
        Self::Worth(reason)
    }
}

/// Explains `package`, one choice an issue in case order.
///
/// # Errors
/// See [`ExplainError`].
pub fn explain(
    case: &Case,
    package: &[Choice],
    view: View,
    budget: &Budget<'_>,
) -> Result<Explanation, ExplainError> {
    let judges: Vec<Judge<'_>> =
        (0..case.parties.len()).map(|party| Judge::new(case, party)).collect::<Result<_, _>>()?;
    let parties: Vec<_> = judges.iter().map(|judge| judge.assess(package)).collect();
    let broken = |rule: &usize| !case.rules[*rule].require.formula.holds(package);
    let standing = standing_of(case, view, budget)?;
    let record = record(case, package, view, budget)?;
    Ok(Explanation {
        broken_rules: (0..case.rules.len()).filter(broken).collect(),
        is_no_agreement: case.no_agreement().is_some_and(|nothing| nothing == package),
        all: verdict_of_all(case, package, |party| parties[party].accepts),
        improvements: improvements(case, &judges, package),
        nearest: nearest(case, &judges, package, budget)?,
        package: package.to_vec(),
        parties,
        standing,
        record,
    })
}

fn record(
    case: &Case,
    package: &[Choice],
    view: View,
    budget: &Budget<'_>,
) -> Result<Vec<RecordVerdict>, Stopped> {
    let readings = Readings::all(case, 64).unwrap_or_else(|| Readings::one_at_a_time(case));
    let mut verdicts: Vec<RecordVerdict> = Vec::new();
    for reading in &readings {
        let standing = crate::on_record::standing_under(case, view, reading, budget)?;
        let keys = (0..case.parties.len()).flat_map(|party| Level::ALL.map(|level| (party, level)));
        for (at, (party, level)) in keys.enumerate() {
            let positions = Positions::new(case, &standing, reading, party, level, Demands::Openings);
            let verdict = positions.verdict(case, package);
            match verdicts.get_mut(at) {
                None => verdicts.push(RecordVerdict { party, level, verdict, otherwise: Vec::new() }),
                Some(known)
                    if known.verdict.kind != verdict.kind && !known.otherwise.contains(&verdict.kind) =>
                {
                    known.otherwise.push(verdict.kind);
                }
                Some(_) => {}
            }
        }
    }
    Ok(verdicts)
}

fn improvements(case: &Case, judges: &[Judge<'_>], package: &[Choice]) -> Vec<Improvement> {
    let mut found = Vec::new();
    for (issue, each) in case.issues.iter().enumerate().filter(|(issue, _)| case.arises(*issue, package)) {
        for to in (0..each.choices()).filter_map(|choice| Choice::try_from(choice).ok()) {
            if to == package[issue] {
                continue;
            }
            let step = Step { issue, from: package[issue], to };
            let moved = take(case, package, &[step]);
            if !case.is_allowed(&moved) {
                continue;
            }
            let mut improvement = Improvement {
                step,
                better: Vec::new(),
                open: Vec::new(),
                worse: Vec::new(),
                crosses: newly_crosses(case, judges, &moved, package),
                package: moved,
            };
            for (party, judge) in judges.iter().enumerate() {
                if !case.is_asked(party, &improvement.package) {
                    continue;
                }
                let Some(comparison) = judge.compare(&improvement.package, package) else { continue };
                match (comparison.better, comparison.at_least) {
                    (Extent::Always, _) => improvement.better.push(party),
                    (Extent::Never, Extent::Always) => {}
                    (Extent::Never, _) => improvement.worse.push(party),
                    (Extent::Sometimes, _) => improvement.open.push(party),
                }
            }
            if !improvement.better.is_empty() {
                found.push(improvement);
            }
        }
    }
    found
}

/// Whether `moved` crosses a red line of a party asked of it that `package` does not cross.
fn newly_crosses(case: &Case, judges: &[Judge<'_>], moved: &[Choice], package: &[Choice]) -> bool {
    judges.iter().enumerate().any(|(party, judge)| {
        let before: Vec<_> = judge.crossed(package).collect();
        case.is_asked(party, moved) && judge.crossed(moved).any(|line| !before.contains(&line))
    })
}

/// Detours that the search for near packages may remember.
const REMEMBERED: usize = 8_000_000;

/// Looks at packages in order of distance until one is acceptable to all; `judges` are
/// those of the parties of the case, in order.
///
/// # Errors
/// When stopped.
pub fn nearest(
    case: &Case,
    judges: &[Judge<'_>],
    package: &[Choice],
    budget: &Budget<'_>,
) -> Result<Nearest, Stopped> {
    let mut hard = vec![is_an_agreement(case)];
    for party in asked_parties(case, &[]) {
        for line in &case.preferences[party].red_lines {
            let refused = line.refuse.formula.clone();
            hard.push(crate::demand::where_asked(case, party, refused.not()));
        }
    }
    let hard: Vec<Formula> = hard;
    let diagram =
        compile(case, &Request { hard: &hard, ..Request::default() }, &budget.limits, &budget.control)?;
    let distance = distance_from(case, package);
    let total = diagram.count();
    // What the search for the best remembers grows with arcs and packages.
    let arcs: usize = diagram.layers.iter().map(|layer| layer.arcs.len()).sum();
    let most = usize::try_from(budget.packages).unwrap_or(usize::MAX).min(REMEMBERED / arcs.max(1)).max(16);
    let mut wanted = most.min(256);
    loop {
        if budget.control.is_stopped() {
            return Err(Stopped::Cancelled);
        }
        let best = diagram.best(&distance, wanted);
        let complete = num_bigint::BigUint::from(best.len()) == total;
        let mut possible: Option<(usize, Vec<Package>)> = None;
        let mut sure: Option<(usize, Vec<Package>)> = None;
        for Valued { value, package: candidate } in &best {
            let away = usize::try_from(-value).unwrap_or(0);
            let all = verdict_of_all(case, candidate, |party| judges[party].threshold(candidate));
            let list = match all {
                Acceptance::Surely => &mut sure,
                Acceptance::Possibly | Acceptance::Unknown => &mut possible,
                Acceptance::Never => continue,
            };
            let (least, packages) = list.get_or_insert((away, Vec::new()));
            if *least == away && packages.len() < 3 {
                packages.push(candidate.clone());
            }
        }
        let exhausted = complete || wanted >= most;
        if let Some((distance, packages)) = sure {
            return Ok(Nearest { distance, surely: true, packages, complete });
        }
        if exhausted {
            let (distance, packages) = possible.unwrap_or_default();
            return Ok(Nearest { distance, surely: false, packages, complete });
        }
        wanted = wanted.saturating_mul(16).min(most);
    }
}

/// Minus one for each issue that arises and differs.
#[must_use]
pub fn distance_from(case: &Case, package: &[Choice]) -> Coordinate {
    let row = |issue: usize| {
        let here = usize::from(package[issue]);
        (0..case.issues[issue].choices()).map(|choice| -i64::from(choice != here)).collect()
    };
    Coordinate {
        table: (0..case.issues.len()).map(row).collect(),
        bonus: Vec::new(),
        denominator: 1,
        ordinal: true,
    }
}
