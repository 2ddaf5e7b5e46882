//! The definitions, word for word, on lists and matrices of all states.

use std::collections::BTreeSet;

use detente_case::model::Case;
use detente_case::package::{Choice, Package, PartyIndex};
use detente_case::preference::{Form, Levels, Weights};

/// A graph model with everything listed.
pub(crate) struct Listed {
    pub(crate) states: Vec<Package>,
    pub(crate) makers: Vec<Vec<PartyIndex>>,
    /// `moves[maker][from][to]`
    pub(crate) moves: Vec<Vec<Vec<bool>>>,
    /// `better[party][to][from]`: prefers `to`; `None` where nothing is known.
    pub(crate) better: Vec<Option<Vec<Vec<bool>>>>,
}

impl Listed {
    /// States and moves alone.
    pub(crate) fn structure(case: &Case) -> Self {
        let states = allowed(case);
        let mut makers = BTreeSet::new();
        for issue in &case.issues {
            movers(case, issue).into_iter().for_each(|set| {
                makers.insert((set.len(), set));
            });
        }
        let makers: Vec<Vec<PartyIndex>> = makers.into_iter().map(|(_, set)| set).collect();
        let moves = makers.iter().map(|maker| moves(case, maker, &states)).collect();
        let better = Vec::new();
        Self { states, makers, moves, better }
    }

    pub(crate) fn new(case: &Case) -> Self {
        let listed = Self::structure(case);
        let better = (0..case.parties.len()).map(|party| better(case, party, &listed.states)).collect();
        Self { better, ..listed }
    }

    pub(crate) fn is_known(&self, parties: &[PartyIndex]) -> bool {
        parties.iter().all(|&party| self.better[party].is_some())
    }

    /// All of them prefer `to`.
    pub(crate) fn gain(&self, parties: &[PartyIndex], from: usize, to: usize) -> bool {
        parties.iter().all(|&party| self.better[party].as_ref().is_some_and(|better| better[to][from]))
    }

    pub(crate) fn others(&self, parties: &[PartyIndex]) -> Vec<usize> {
        (0..self.makers.len())
            .filter(|&at| self.makers[at].iter().all(|party| !parties.contains(party)))
            .collect()
    }

    pub(crate) fn within(&self, parties: &[PartyIndex]) -> Vec<usize> {
        (0..self.makers.len())
            .filter(|&at| self.makers[at].iter().all(|party| parties.contains(party)))
            .collect()
    }

    /// R_H(s), or R_H^+(s): states reached by one or more moves, nobody moving
    /// twice in a row.
    pub(crate) fn reached(&self, movers: &[usize], from: usize, improving: bool) -> Vec<usize> {
        self.reached_if(movers, from, &|mover, at, to| !improving || self.gain(&self.makers[mover], at, to))
    }

    /// The same by moves (mover, from, to) that pass.
    pub(crate) fn reached_if(
        &self,
        movers: &[usize],
        from: usize,
        passes: &dyn Fn(usize, usize, usize) -> bool,
    ) -> Vec<usize> {
        let mut seen: BTreeSet<(usize, usize)> = BTreeSet::new();
        let mut open: Vec<(usize, Option<usize>)> = vec![(from, None)];
        while let Some((at, last)) = open.pop() {
            for &mover in movers.iter().filter(|&&mover| Some(mover) != last) {
                for to in 0..self.states.len() {
                    if self.moves[mover][at][to] && passes(mover, at, to) && seen.insert((to, mover)) {
                        open.push((to, Some(mover)));
                    }
                }
            }
        }
        seen.into_iter().map(|(state, _)| state).collect::<BTreeSet<_>>().into_iter().collect()
    }

    /// Stable for parties that move as `own` and may be sanctioned by what
    /// `sanctions` gives from a state.
    pub(crate) fn stable(
        &self,
        parties: &[PartyIndex],
        own: &[usize],
        state: usize,
        sanctions: Option<&dyn Fn(usize) -> Vec<usize>>,
        symmetric: bool,
    ) -> bool {
        let improvements =
            self.reached(own, state, false).into_iter().filter(|&to| self.gain(parties, state, to));
        improvements.into_iter().all(|to| {
            sanctions.is_some_and(|sanctions| {
                sanctions(to).into_iter().any(|sanction| {
                    let is_bad = |state_after: usize| !self.gain(parties, state, state_after);
                    is_bad(sanction)
                        && (!symmetric || self.reached(own, sanction, false).into_iter().all(is_bad))
                })
            })
        })
    }
}

fn movers(case: &Case, issue: &detente_case::model::Issue) -> Vec<Vec<PartyIndex>> {
    let sorted = |mut set: Vec<PartyIndex>| {
        set.sort_unstable();
        set.dedup();
        set
    };
    if !issue.control.is_empty() {
        issue.control.iter().map(|&party| vec![party]).collect()
    } else if !issue.jointly.is_empty() {
        vec![sorted(issue.jointly.clone())]
    } else {
        vec![(0..case.parties.len()).collect()]
    }
}

/// The allowed packages by decimal value, the first issue the least significant.
fn allowed(case: &Case) -> Vec<Package> {
    let mut all: Vec<Package> = vec![Vec::new()];
    for issue in case.issues.iter().rev() {
        all = all
            .iter()
            .flat_map(|rest| {
                (0..issue.choices()).map(move |choice| {
                    let mut package = vec![Choice::try_from(choice).unwrap()];
                    package.extend(rest);
                    package
                })
            })
            .collect();
    }
    all.retain(|package| case.is_allowed(package));
    all.sort_by_key(|package| package.iter().rev().copied().collect::<Vec<_>>());
    all
}

/// Warshall's closure.
fn close(matrix: &mut [Vec<bool>]) {
    for by in 0..matrix.len() {
        for from in 0..matrix.len() {
            if matrix[from][by] {
                let onward = matrix[by].clone();
                matrix[from].iter_mut().zip(onward).for_each(|(cell, onward)| *cell |= onward);
            }
        }
    }
}

fn moves(case: &Case, maker: &[PartyIndex], states: &[Package]) -> Vec<Vec<bool>> {
    let owns: Vec<bool> =
        case.issues.iter().map(|issue| movers(case, issue).iter().any(|set| set == maker)).collect();
    let permitted: Vec<Vec<Vec<bool>>> = case
        .issues
        .iter()
        .map(|issue| {
            let count = issue.choices();
            let mut matrix = vec![vec![issue.moves.is_none(); count]; count];
            (0..count).for_each(|at| matrix[at][at] = true);
            for &(from, to) in issue.moves.iter().flatten() {
                matrix[usize::from(from)][usize::from(to)] = true;
            }
            close(&mut matrix);
            matrix
        })
        .collect();
    let goes = |from: &Package, to: &Package| {
        (0..case.issues.len()).all(|issue| {
            let (before, after) = (from[issue], to[issue]);
            !case.arises(issue, to)
                || if owns[issue] {
                    permitted[issue][usize::from(before)][usize::from(after)]
                } else {
                    before == after
                }
        })
    };
    let mut matrix: Vec<Vec<bool>> =
        states.iter().map(|from| states.iter().map(|to| goes(from, to)).collect()).collect();
    close(&mut matrix);
    (0..states.len()).for_each(|at| matrix[at][at] = false);
    matrix
}

/// Whether the first package is preferred to the second.
type Prefers<'a> = dyn Fn(&Package, &Package) -> bool + 'a;

fn better(case: &Case, party: PartyIndex, states: &[Package]) -> Option<Vec<Vec<bool>>> {
    let preference = &case.preferences[party];
    let prefers: Box<Prefers<'_>> = match &preference.form {
        Form::Unknown => return None,
        Form::Priorities(wants) => Box::new(move |one, other| {
            let differ = wants
                .iter()
                .map(|want| (want.clause.formula.holds(one), want.clause.formula.holds(other)))
                .find(|(one, other)| one != other);
            differ.is_some_and(|(one, _)| one)
        }),
        Form::Ranking(groups) => Box::new(move |one, other| {
            let place = |package: &Package| {
                let meets = |group: &Vec<detente_case::model::Clause>| {
                    group.iter().any(|clause| clause.formula.holds(package))
                };
                groups.iter().position(meets).unwrap_or(groups.len())
            };
            place(one) < place(other)
        }),
        Form::Values(values) => {
            let Weights::Ranges(weights) = &values.weights else { panic!("weights are numbers here") };
            let weight: Vec<i128> = weights.iter().map(|weight| weight.low.scaled(0)).collect();
            let total = move |package: &Package| {
                let issues = values.issues.iter().enumerate();
                let sum: i128 = issues
                    .filter(|(issue, _)| case.arises(*issue, package))
                    .map(|(issue, levels)| {
                        let Levels::Ranges(levels) = levels else { panic!("values are numbers here") };
                        weight[issue] * levels[usize::from(package[issue])].low.scaled(0)
                    })
                    .sum();
                let met = preference.adjustments.iter().filter(|each| each.when.formula.holds(package));
                sum + met.map(|each| each.by.low.scaled(0)).sum::<i128>() * weight.iter().sum::<i128>()
            };
            Box::new(move |one, other| total(one) > total(other))
        }
    };
    Some(states.iter().map(|one| states.iter().map(|other| prefers(one, other)).collect()).collect())
}
