//! The main question: on which packages could a settlement rest, and if on
//! none, what stands in the way?

mod answer;
mod nonlinear;
mod points;
mod stakes;
mod survey;

use detente_case::formula::Formula;
use detente_case::model::{Case, Consent};
use detente_case::package::PartyIndex;
use detente_space::acceptance::{Count, Effort, Profiles, Tallies, Tally, profiles, tally};
use detente_space::compile::{Request as Compile, Stopped, compile, compile_bounded};
use detente_space::diagram::Diagram;
use detente_space::worth::{Judge, WorthError};
use num_bigint::BigUint;

pub use answer::{Answer, Counts, FrontierAnswer, PartyTally, Proposal, RuleEffect, Scope};

use crate::blockers::{Blockers, DiagramOracle, MOST_IN_GROUPS, ProfileOracle, blockers};
use crate::budget::Budget;
use crate::demand::{asked_parties, demands, where_asked};
use crate::frontier::Status;
use crate::on_record::is_an_agreement;
use crate::ties;
use crate::trades::trades;

/// What is asked of [`solve`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// Parties that are not asked in this answer.
    pub without: Vec<PartyIndex>,
    /// Frontier and solution concepts from points, even where nobody stated them.
    pub points: bool,
    /// Frontier over all allowed packages rather than the acceptable ones.
    pub all: bool,
    /// How the concepts move with each reservation value: a frontier of its own
    /// and some twenty rounds of the concepts a party.
    pub movements: bool,
    /// Packages to show.
    pub proposals: usize,
    /// Trades to list.
    pub trades: usize,
    /// Conflicts and corrections to list.
    pub conflicts: usize,
}

impl Default for Request {
    fn default() -> Self {
        Self {
            without: Vec::new(),
            points: false,
            all: false,
            movements: true,
            proposals: 5,
            trades: 12,
            conflicts: 100,
        }
    }
}

/// Why there is no answer at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SolveError {
    /// A party's numbers cannot be summed exactly.
    Worth(WorthError),
}

impl From<WorthError> for SolveError {
    fn from(error: WorthError) -> Self {
        Self::Worth(error)
    }
}

/// A case in which some parties are not asked.
#[must_use]
pub fn without(case: &Case, parties: &[PartyIndex]) -> Case {
    let mut case = case.clone();
    for &party in parties {
        case.parties[party].consents = Consent::Never;
    }
    case
}

/// Arcs on all layers, times rules, up to which the effect of each rule is counted.
const RULE_WORK: usize = 20_000_000;

/// Solves a case.
///
/// # Errors
/// See [`SolveError`]. Limits and the user's wish to stop are no errors: the
/// answer then says what is missing.
pub fn solve(case: &Case, request: &Request, budget: &Budget<'_>) -> Result<Answer, SolveError> {
    let asked = asked_parties(case, &request.without);
    let reduced;
    let case = if request.without.is_empty() {
        case
    } else {
        reduced = without(case, &request.without);
        &reduced
    };
    let judges: Vec<_> =
        (0..case.parties.len()).map(|party| Judge::new(case, party)).collect::<Result<_, _>>()?;
    let solver = Solver { case, request, budget, asked, judges, tie_keys: ties::keys(case) };
    Ok(solver.answer())
}

struct Solver<'a> {
    case: &'a Case,
    request: &'a Request,
    budget: &'a Budget<'a>,
    asked: Vec<PartyIndex>,
    judges: Vec<Judge<'a>>,
    tie_keys: Vec<Vec<u64>>,
}

impl Solver<'_> {
    fn answer(&self) -> Answer {
        let mut answer = self.blank();
        if let Err(reason) = self.fill(&mut answer) {
            answer.stopped = true;
            answer.limits.push(format!("Not finished: {reason}."));
        }
        answer
    }

    /// What is known before any work: nothing.
    fn blank(&self) -> Answer {
        let combinations: BigUint =
            self.case.issues.iter().map(|issue| BigUint::from(issue.choices())).product();
        let nothing = Count::Bounded { low: BigUint::ZERO, high: combinations.clone() };
        let unknown = Tally { at_least: nothing.clone(), at_most: nothing.clone() };
        Answer {
            without: self.request.without.clone(),
            asked: self.asked.clone(),
            counts: Counts { combinations, allowed: nothing.clone(), open: nothing.clone() },
            rules: Vec::new(),
            seed: self.budget.seed,
            parties: Vec::new(),
            zone: unknown,
            unknown: nothing,
            scope: Scope::Allowed,
            settled: Vec::new(),
            excluded: Vec::new(),
            proposals: Vec::new(),
            frontier: None,
            trades: None,
            blockers: None,
            limits: Vec::new(),
            stopped: false,
        }
    }

    fn fill(&self, answer: &mut Answer) -> Result<(), Stopped> {
        let agreement = [is_an_agreement(self.case)];
        self.budget.notify.say("compiling the packages");
        let allowed = match self.compile(&agreement) {
            Ok(diagram) => diagram,
            Err(reason @ (Stopped::Nodes { .. } | Stopped::Arcs { .. })) => {
                answer.counts.allowed = self.bounded(&agreement)?;
                return Err(reason);
            }
            Err(reason) => return Err(reason),
        };
        answer.counts.allowed = Count::Exact(allowed.count());
        let hard: Vec<Formula> = agreement.iter().cloned().chain(self.red_lines(&self.asked)).collect();
        let open = match self.compile(&hard) {
            Ok(diagram) => diagram,
            Err(reason @ (Stopped::Nodes { .. } | Stopped::Arcs { .. })) => {
                answer.counts.open = self.bounded(&hard)?;
                return Err(reason);
            }
            Err(reason) => return Err(reason),
        };
        answer.counts.open = Count::Exact(open.count());
        self.budget.notify.say("counting what each rule removes");
        self.rules(answer, &allowed)?;
        self.budget.notify.say("counting what each party accepts");
        let seen = self.look(&open)?;
        self.tallies(answer, &allowed, &open, seen.as_ref().map(|seen| &seen.profiles))?;
        self.budget.notify.say("looking at the packages in scope");
        self.survey(answer, &allowed, &open, seen.as_ref());
        drop(seen);
        let judges: Vec<_> = self.asked.iter().map(|&party| (party, self.judges[party].clone())).collect();
        if let Some(start) = self.case.no_agreement().filter(|_| self.valued().len() > 1) {
            self.budget.notify.say("looking for trades");
            let found = trades(self.case, &judges, &start, self.request.trades, &self.budget.control);
            answer.trades = Some(found);
        }
        if self.request.points || self.all_numbers_are_stated() {
            self.budget.notify.say("computing the frontier");
            answer.frontier = self.points(answer)?;
            self.learn_from_frontier(answer);
        }
        if *answer.zone.at_most.high() == BigUint::ZERO {
            self.budget.notify.say("looking for what blocks");
            match self.blockers(answer, &allowed) {
                Ok(found) => answer.blockers = found,
                Err(Stopped::Cancelled) => return Err(Stopped::Cancelled),
                Err(reason) => {
                    answer.stopped = true;
                    answer.limits.push(format!("What blocks was not found: {reason}."));
                }
            }
            if self.asked.len() > MOST_IN_GROUPS {
                answer.limits.push(
                    "Which groups' demands can be met together was not searched for: too many parties."
                        .to_owned(),
                );
            }
        }
        if self.budget.control.is_stopped() { Err(Stopped::Cancelled) } else { Ok(()) }
    }

    fn compile(&self, hard: &[Formula]) -> Result<Diagram, Stopped> {
        let request = Compile { hard, ..Compile::default() };
        compile(self.case, &request, &self.budget.limits, &self.budget.control)
    }

    fn bounded(&self, hard: &[Formula]) -> Result<Count, Stopped> {
        let request = Compile { hard, ..Compile::default() };
        let bounded = compile_bounded(self.case, &request, &self.budget.limits, &self.budget.control)?;
        let (low, high) = bounded.count();
        Ok(Count::Bounded { low, high })
    }

    /// That no red line of `parties` is crossed, where they are asked.
    fn red_lines(&self, parties: &[PartyIndex]) -> Vec<Formula> {
        let of = |&party: &PartyIndex| {
            let lines = self.case.preferences[party].red_lines.iter();
            lines.map(move |line| where_asked(self.case, party, line.refuse.formula.clone().not()))
        };
        parties.iter().flat_map(of).collect()
    }

    fn rules(&self, answer: &mut Answer, allowed: &Diagram) -> Result<(), Stopped> {
        let arcs: usize = allowed.layers.iter().map(|layer| layer.arcs.len()).sum();
        if arcs.saturating_mul(self.case.rules.len()) > RULE_WORK {
            answer
                .limits
                .push("What each rule removes alone was not counted: the space is too large.".to_owned());
            return Ok(());
        }
        let mut others = self.case.clone();
        for rule in 0..self.case.rules.len() {
            let removed = others.rules.remove(rule);
            let hard = [is_an_agreement(self.case), removed.require.formula.clone().not()];
            let request = Compile { hard: &hard, ..Compile::default() };
            let diagram = compile(&others, &request, &self.budget.limits, &self.budget.control)?;
            answer.rules.push(RuleEffect { rule, alone: diagram.count() });
            others.rules.insert(rule, removed);
        }
        Ok(())
    }

    /// Fills in what each party and all together accept, from the profiles of the
    /// open packages where these were looked at one by one.
    fn tallies(
        &self,
        answer: &mut Answer,
        allowed: &Diagram,
        open: &Diagram,
        profiles: Option<&Profiles>,
    ) -> Result<(), Stopped> {
        let control = &self.budget.control;
        let Tallies { parties, all, unknown_to_some, .. } = if let Some(profiles) = profiles {
            profiles.tallies()
        } else {
            let effort = Effort {
                most_packages: self.budget.packages,
                draws: self.budget.draws,
                seed: self.budget.seed,
                ..Effort::default()
            };
            let tracked = self.tracked();
            let hard: Vec<_> =
                std::iter::once(is_an_agreement(self.case)).chain(self.red_lines(&self.asked)).collect();
            let request = Compile { hard: &hard, tracked: &tracked, ..Compile::default() };
            match self.unless_wide(&self.asked, &request)? {
                Some(diagram) => tally(self.case, &self.judges, &diagram, &tracked, &effort, control)?,
                // What hangs on adjustments is then estimated from packages drawn.
                None => tally(self.case, &self.judges, open, &[], &effort, control)?,
            }
        };
        for &party in &self.asked {
            let kept: Vec<_> =
                std::iter::once(is_an_agreement(self.case)).chain(self.red_lines(&[party])).collect();
            let crossing = if self.case.preferences[party].red_lines.is_empty() {
                BigUint::ZERO
            } else {
                allowed.count() - self.compile(&kept)?.count()
            };
            answer.parties.push(PartyTally { party, accepts: parties[party].clone(), crossing });
        }
        answer.zone = all;
        answer.unknown = unknown_to_some;
        Ok(())
    }

    /// The packages of a diagram grouped by what the parties say of each, where
    /// there are few enough to look at one by one.
    fn profiles(&self, diagram: &Diagram) -> Result<Option<Profiles>, Stopped> {
        if diagram.count() > BigUint::from(self.budget.packages) {
            return Ok(None);
        }
        let tie = ties::signed(&self.tie_keys);
        profiles(self.case, &self.judges, diagram, &tie, &self.budget.control).map(Some)
    }

    fn blockers(&self, answer: &mut Answer, allowed: &Diagram) -> Result<Option<Blockers>, Stopped> {
        let demands = demands(self.case, &self.asked);
        let limit = self.request.conflicts;
        if let Some(profiles) = self.profiles(allowed)? {
            let mut oracle = ProfileOracle::new(&profiles, &demands);
            let mut found = match blockers(self.case, &self.asked, &mut oracle, limit) {
                Ok(found) => found,
                Err(never) => match never {},
            };
            if let Some(found) = &mut found {
                self.stakes(found, &demands, allowed)?;
            }
            return Ok(found);
        }
        let searched = |frontier: &FrontierAnswer| frontier.status == Status::Exact && !frontier.counted;
        if answer.frontier.as_ref().is_some_and(searched) {
            answer.limits.push(
                "What blocks was not searched for: values hang on too many conditions for that.".to_owned(),
            );
            return Ok(None);
        }
        let Some((parties, points)) = self.exact_points() else {
            answer.limits.push(
                "What blocks was not searched for: there are too many packages to judge one by one, and some \
                 preferences are vague."
                    .to_owned(),
            );
            return Ok(None);
        };
        let mut oracle = DiagramOracle {
            case: self.case,
            demands: &demands,
            points: &points,
            parties: &parties,
            tie_keys: &self.tie_keys,
            budget: self.budget,
        };
        blockers(self.case, &self.asked, &mut oracle, limit)
    }
}
