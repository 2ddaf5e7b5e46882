//! What the packages in scope have in common, and some that differ.

use detente_case::formula::ChoiceSet;
use detente_case::package::{Choice, Package};
use detente_space::acceptance::{Profiler, Profiles, each_package};
use detente_space::compile::Stopped;
use detente_space::diagram::Diagram;
use detente_space::diverse::diverse_among;
use detente_space::survive::Survival;
use detente_space::worth::Acceptance;
use num_bigint::BigUint;

use super::{Answer, Proposal, Scope, Solver};
use crate::demand::verdict_of_all;
use crate::ties;

/// Packages kept to choose different ones from.
const POOL: usize = 20_000;

/// Choices of the pool that there is room for from the start.
const ROOM: usize = 1 << 18;

/// Every open package, looked at once.
pub(super) struct Seen {
    /// What the parties say of them.
    pub(super) profiles: Profiles,
    /// Those that all who are asked surely accept.
    surely: Kept,
    /// Those that none surely refuses, apart from these.
    possibly: Kept,
}

/// What the packages that pass a test do, issue by issue.
struct Kept {
    count: usize,
    choices: Vec<ChoiceSet>,
    /// Choices of all issues together that no package has made yet.
    missing: usize,
    /// The choices of some packages, issue by issue.
    pool: Vec<Vec<Choice>>,
    /// The sums of their tie keys.
    ties: Vec<i128>,
    /// Every `stride`-th package goes into the pool; a power of two.
    stride: usize,
    /// Packages that the pool can come to hold.
    room: usize,
}

impl Kept {
    /// None of at most so many packages.
    fn new(sizes: &[usize], most: usize) -> Self {
        let choices = sizes.iter().map(|&size| ChoiceSet::with_capacity(size)).collect();
        let missing = sizes.iter().sum();
        let room = most.min(POOL);
        let pool = vec![Vec::new(); sizes.len()];
        Self { count: 0, choices, missing, pool, ties: Vec::new(), stride: 1, room }
    }

    fn add(&mut self, package: &[Choice], tie: i128, arises: impl Fn(usize) -> bool) {
        if self.missing > 0 {
            for (issue, choices) in self.choices.iter_mut().enumerate() {
                let choice = usize::from(package[issue]);
                if !choices.contains(choice) && arises(issue) {
                    choices.insert(choice);
                    self.missing -= 1;
                }
            }
        }
        if self.count & (self.stride - 1) == 0 {
            if self.count == 0 {
                let room = self.room.min(ROOM / package.len().max(1));
                self.pool.iter_mut().for_each(|column| column.reserve_exact(room));
                self.ties.reserve_exact(room);
            }
            if self.ties.len() == POOL {
                self.halve();
                self.stride *= 2;
            }
            if self.count & (self.stride - 1) == 0 {
                self.pool.iter_mut().zip(package).for_each(|(column, &choice)| column.push(choice));
                self.ties.push(tie);
            }
        }
        self.count += 1;
    }

    /// Keeps every second package of the pool, the first among them.
    fn halve(&mut self) {
        let kept = self.ties.len().div_ceil(2);
        for at in 1..kept {
            self.pool.iter_mut().for_each(|column| column[at] = column[2 * at]);
            self.ties[at] = self.ties[2 * at];
        }
        self.pool.iter_mut().for_each(|column| column.truncate(kept));
        self.ties.truncate(kept);
    }

    /// Some packages of the pool that differ. Of those that differ alike the one
    /// of least tie key comes first, then the one of least choices: up to the size
    /// of the pool this does not depend on the order in which packages are met.
    fn different(&self, count: usize) -> Vec<Package> {
        let package = |at: usize| self.pool.iter().map(move |column| column[at]);
        let order = |one: usize, other: usize| {
            self.ties[one].cmp(&self.ties[other]).then_with(|| package(one).cmp(package(other)))
        };
        let chosen = diverse_among(&self.pool, self.ties.len(), order, &[], count);
        chosen.into_iter().map(|at| package(at).collect()).collect()
    }
}

impl Solver<'_> {
    /// Looks at every open package, where there are few enough.
    pub(super) fn look(&self, open: &Diagram) -> Result<Option<Seen>, Stopped> {
        let packages = open.count();
        if packages > BigUint::from(self.budget.packages) {
            return Ok(None);
        }
        let most = usize::try_from(packages).unwrap_or(POOL);
        let sizes: Vec<_> = self.case.issues.iter().map(|issue| issue.choices()).collect();
        let (mut surely, mut possibly) = (Kept::new(&sizes, most), Kept::new(&sizes, most));
        let mut profiler = Profiler::new(self.case, &self.judges);
        let tie = ties::signed(&self.tie_keys);
        // All packages of a profile have the same verdict.
        let mut verdicts: Vec<Acceptance> = Vec::new();
        each_package(&self.judges, open, &tie, &self.budget.control, |package, tie, accepts, changed| {
            let profile = profiler.add(package, tie, accepts, changed);
            if profile == verdicts.len() {
                verdicts.push(verdict_of_all(self.case, package, |party| accepts[party]));
            }
            let arises = |issue: usize| self.case.arises(issue, package);
            match verdicts[profile] {
                Acceptance::Surely => surely.add(package, tie, arises),
                Acceptance::Possibly | Acceptance::Unknown => possibly.add(package, tie, arises),
                Acceptance::Never => {}
            }
        })?;
        Ok(Some(Seen { profiles: profiler.finish(), surely, possibly }))
    }

    /// Fills in scope, settled and excluded choices, and proposals.
    pub(super) fn survey(&self, answer: &mut Answer, allowed: &Diagram, open: &Diagram, seen: Option<&Seen>) {
        let survivors = allowed.survivors(self.case);
        if open.is_empty() {
            answer.scope = Scope::Allowed;
            self.describe(answer, allowed, &survivors);
            return;
        }
        let Some(Seen { surely, possibly, .. }) = seen else {
            answer.scope = Scope::Open;
            answer.limits.push(
                "There are too many packages to judge one by one: what is settled or shut, and the packages to look \
                 at, are those of the rules and red lines alone."
                    .to_owned(),
            );
            self.describe(answer, open, &survivors);
            return;
        };
        // What is possibly acceptable counts only where nothing surely is.
        let (scope, kept) = match (surely.count, possibly.count) {
            (0, 0) => {
                answer.scope = Scope::Open;
                self.describe(answer, open, &survivors);
                return;
            }
            (0, _) => (Scope::Possibly, possibly),
            _ => (Scope::Surely, surely),
        };
        answer.scope = scope;
        self.compare(answer, &kept.choices, &survivors);
        let chosen = kept.different(self.request.proposals);
        answer.proposals = chosen.into_iter().map(|package| self.proposal(package)).collect();
    }

    fn describe(&self, answer: &mut Answer, diagram: &Diagram, allowed: &[Survival]) {
        let choices: Vec<_> = diagram.survivors(self.case).into_iter().map(|each| each.arising).collect();
        self.compare(answer, &choices, allowed);
        if !diagram.is_empty() {
            let chosen = diagram.diverse(&[], self.request.proposals).packages;
            answer.proposals = chosen.into_iter().map(|package| self.proposal(package)).collect();
        }
    }

    /// Settled: one choice left, of several that the rules allow. Excluded:
    /// allowed by the rules, in no package in scope.
    fn compare(&self, answer: &mut Answer, kept: &[ChoiceSet], allowed: &[Survival]) {
        for (issue, (kept, allowed)) in kept.iter().zip(allowed).enumerate() {
            let choice = |at: usize| Choice::try_from(at).ok();
            let mut only = kept.ones();
            if let (Some(one), None) = (only.next().and_then(choice), only.next())
                && allowed.arising.count_ones(..) > 1
            {
                answer.settled.push((issue, one));
            } else {
                let gone: Vec<_> = allowed.arising.difference(kept).filter_map(choice).collect();
                if !gone.is_empty() {
                    answer.excluded.push((issue, gone));
                }
            }
        }
    }

    pub(super) fn proposal(&self, package: Package) -> Proposal {
        let parties: Vec<_> = self.judges.iter().map(|judge| judge.assess(&package)).collect();
        let all = verdict_of_all(self.case, &package, |party| parties[party].accepts);
        let shown = parties.into_iter().enumerate();
        let parties =
            shown.map(|(party, each)| (!self.request.without.contains(&party)).then_some(each)).collect();
        Proposal { package, parties, all }
    }

    pub(super) fn tie_key(&self, package: &[Choice]) -> u64 {
        package.iter().zip(&self.tie_keys).map(|(&choice, keys)| keys[usize::from(choice)]).sum()
    }
}
