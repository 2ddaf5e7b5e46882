//! What the packages in scope have in common, and some that differ.

use detente_case::formula::ChoiceSet;
use detente_case::package::{Choice, Package};
use detente_space::compile::Stopped;
use detente_space::diagram::Diagram;
use detente_space::diverse::diverse_among;
use detente_space::survive::Survival;
use detente_space::worth::Acceptance;
use num_bigint::BigUint;

use super::{Answer, Proposal, Scope, Solver};
use crate::demand::verdict_of_all;

/// Packages kept to choose different ones from.
const POOL: usize = 20_000;
/// Packages looked at between two questions whether to stop.
const PATIENCE: usize = 1024;

/// What the packages that pass a test do, issue by issue.
struct Kept {
    count: usize,
    choices: Vec<ChoiceSet>,
    pool: Vec<Package>,
    /// Every `stride`-th package goes into the pool.
    stride: usize,
}

impl Kept {
    fn new(sizes: &[usize]) -> Self {
        let choices = sizes.iter().map(|&size| ChoiceSet::with_capacity(size)).collect();
        Self { count: 0, choices, pool: Vec::new(), stride: 1 }
    }

    fn add(&mut self, package: &[Choice], arises: impl Fn(usize) -> bool) {
        for (issue, choices) in self.choices.iter_mut().enumerate() {
            if arises(issue) {
                choices.insert(usize::from(package[issue]));
            }
        }
        if self.count.is_multiple_of(self.stride) {
            if self.pool.len() == POOL {
                let mut at = 0;
                self.pool.retain(|_| {
                    at += 1;
                    at % 2 == 1
                });
                self.stride *= 2;
            }
            if self.count.is_multiple_of(self.stride) {
                self.pool.push(package.to_vec());
            }
        }
        self.count += 1;
    }
}

impl Solver<'_> {
    /// Fills in scope, settled and excluded choices, and proposals.
    pub(super) fn survey(
        &self,
        answer: &mut Answer,
        allowed: &Diagram,
        open: &Diagram,
    ) -> Result<(), Stopped> {
        let survivors = allowed.survivors(self.case);
        if open.is_empty() {
            answer.scope = Scope::Allowed;
            self.describe(answer, allowed, &survivors);
            return Ok(());
        }
        if open.count() > BigUint::from(self.budget.packages) {
            answer.scope = Scope::Open;
            answer.limits.push(
                "There are too many packages to judge one by one: what is settled or shut, and the packages to look \
                 at, are those of the rules and red lines alone."
                    .to_owned(),
            );
            self.describe(answer, open, &survivors);
            return Ok(());
        }
        let sizes: Vec<_> = self.case.issues.iter().map(|issue| issue.choices()).collect();
        let (mut surely, mut possibly) = (Kept::new(&sizes), Kept::new(&sizes));
        for (at, package) in open.packages().enumerate() {
            if at % PATIENCE == 0 && self.budget.control.is_stopped() {
                return Err(Stopped::Cancelled);
            }
            let verdict = verdict_of_all(self.case, &package, |party| self.judges[party].threshold(&package));
            let arises = |issue: usize| self.case.arises(issue, &package);
            match verdict {
                Acceptance::Surely => {
                    surely.add(&package, arises);
                    possibly.add(&package, arises);
                }
                Acceptance::Possibly | Acceptance::Unknown => possibly.add(&package, arises),
                Acceptance::Never => {}
            }
        }
        let (scope, kept) = match (surely.count, possibly.count) {
            (0, 0) => {
                answer.scope = Scope::Open;
                self.describe(answer, open, &survivors);
                return Ok(());
            }
            (0, _) => (Scope::Possibly, possibly),
            _ => (Scope::Surely, surely),
        };
        answer.scope = scope;
        self.compare(answer, &kept.choices, &survivors);
        // Sorted, so that up to the size of the pool the choice does not depend
        // on the order in which packages are met.
        let mut pool = kept.pool;
        pool.sort_by_cached_key(|package| (self.tie_key(package), package.clone()));
        let chosen = diverse_among(&pool, &[], self.request.proposals);
        answer.proposals = chosen.into_iter().map(|package| self.proposal(package)).collect();
        Ok(())
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
