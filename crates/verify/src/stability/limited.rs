//! Limited moves (Kilgour 1985), from the definition: what two who alternate
//! expect of each other, computed backwards from the last move.
//!
//! Whoever has the move stays where nothing that it expects of moving is better
//! for it; else it goes where it expects the best, and of several such places
//! the other reckons with the one that is worst for the other.

use std::collections::{BTreeMap, BTreeSet};

use detente_case::package::{Package, PartyIndex};

use super::walk::{Maker, Walker};
use super::{Flaw, Leg, Proof};

/// Most moves that are looked ahead.
const FARTHEST: usize = 1000;

/// What a place in the sequence is worth to either.
type Worth = [i128; 2];

/// Everything that may come of one package within so many moves, two in turn.
struct Ahead<'w> {
    makers: [&'w Maker; 2],
    /// Who has the first move.
    first: usize,
    horizon: usize,
    packages: Vec<Package>,
    values: Vec<Worth>,
    /// For each mover and package where it can go.
    moves: [BTreeMap<usize, Vec<usize>>; 2],
    /// After each number of moves the packages that may have come about, and what
    /// they are worth then.
    levels: Vec<BTreeMap<usize, Worth>>,
}

/// Checks a verdict for one of two decision makers.
pub(super) fn check(
    walker: &mut Walker<'_>,
    makers: [&Maker; 2],
    mover: usize,
    horizon: usize,
    package: &Package,
    proof: &Proof,
) -> Result<(), Flaw> {
    match horizon {
        0 => return Err(Flaw::NotDefined),
        1..=FARTHEST => {}
        _ => return Err(Flaw::TooLong),
    }
    let ahead = Ahead::of(walker, makers, mover, horizon, package)?;
    let own = &ahead.moves[mover][&0];
    let gains = |to: usize| ahead.levels[1][&to][mover] > ahead.values[0][mover];
    match proof {
        Proof::Stable(answers) => {
            let answers: BTreeMap<&Package, &Vec<Leg>> =
                answers.iter().map(|(to, legs)| (to, legs)).collect();
            for &to in own {
                let package = &ahead.packages[to];
                let legs = answers.get(package).ok_or_else(|| Flaw::Undeterred(package.clone()))?;
                ahead.check_course(to, legs)?;
                if gains(to) {
                    return Err(Flaw::NotASanction(package.clone()));
                }
            }
            Ok(())
        }
        Proof::Unstable(to) => match own.iter().find(|&&at| ahead.packages[at] == *to) {
            None => Err(Flaw::NotAnImprovement(to.clone())),
            Some(&at) if !gains(at) => Err(Flaw::NoGain(to.clone())),
            Some(_) => Ok(()),
        },
    }
}

impl<'w> Ahead<'w> {
    fn of(
        walker: &mut Walker<'_>,
        makers: [&'w Maker; 2],
        first: usize,
        horizon: usize,
        package: &Package,
    ) -> Result<Self, Flaw> {
        let mut ahead = Self {
            makers,
            first,
            horizon,
            packages: Vec::new(),
            values: Vec::new(),
            moves: [BTreeMap::new(), BTreeMap::new()],
            levels: Vec::new(),
        };
        let mut index: BTreeMap<Package, usize> = BTreeMap::new();
        let start = ahead.place(walker, &mut index, package.clone())?;
        let mut level = BTreeSet::from([start]);
        for moved in 0..horizon {
            let mover = ahead.mover(moved);
            let mut next = BTreeSet::new();
            for &at in &level {
                if !ahead.moves[mover].contains_key(&at) {
                    let from = ahead.packages[at].clone();
                    let mut to = Vec::new();
                    for package in walker.moves(makers[mover], &from)? {
                        to.push(ahead.place(walker, &mut index, package)?);
                    }
                    ahead.moves[mover].insert(at, to);
                }
                let to = ahead.goes(mover, at);
                walker.spend(1 + to.len() as u64)?;
                next.extend(to);
            }
            ahead.push(&level);
            level = next;
        }
        ahead.push(&level);
        // From the last move backwards.
        for moved in (0..horizon).rev() {
            let at: Vec<usize> = ahead.levels[moved].keys().copied().collect();
            for at in at {
                let worth = ahead.leaves(moved, at).unwrap_or(ahead.values[at]);
                ahead.levels[moved].insert(at, worth);
            }
        }
        Ok(ahead)
    }

    /// Who has the move after so many.
    fn mover(&self, moved: usize) -> usize {
        (self.first + moved) % 2
    }

    fn goes(&self, mover: usize, at: usize) -> &[usize] {
        self.moves[mover].get(&at).map_or(&[], Vec::as_slice)
    }

    /// The packages of the next level, each worth what it is to whoever stays there.
    fn push(&mut self, level: &BTreeSet<usize>) {
        self.levels.push(level.iter().map(|&at| (at, self.values[at])).collect());
    }

    /// The number of a package.
    fn place(
        &mut self,
        walker: &Walker<'_>,
        index: &mut BTreeMap<Package, usize>,
        package: Package,
    ) -> Result<usize, Flaw> {
        if let Some(&at) = index.get(&package) {
            return Ok(at);
        }
        let value = |maker: &[PartyIndex]| match maker {
            &[party] => walker.value(party, &package),
            _ => Err(Flaw::NotDefined),
        };
        let at = self.packages.len();
        self.values.push([value(self.makers[0])?, value(self.makers[1])?]);
        self.packages.push(package.clone());
        index.insert(package, at);
        Ok(at)
    }

    /// What whoever has the move after so many expects for both, where it does not
    /// stay; `None` where it does. The levels after it are known.
    fn leaves(&self, moved: usize, at: usize) -> Option<Worth> {
        if moved == self.horizon {
            return None;
        }
        let mover = self.mover(moved);
        let worths = || self.goes(mover, at).iter().map(|to| self.levels[moved + 1][to]);
        let best = worths().map(|worth| worth[mover]).max()?;
        if best <= self.values[at][mover] {
            return None;
        }
        let chosen = worths().filter(|worth| worth[mover] == best);
        chosen.min_by_key(|worth| worth[1 - mover])
    }

    /// Follows what is expected after a first move, step by step.
    fn check_course(&self, first: usize, legs: &[Leg]) -> Result<(), Flaw> {
        let mut at = first;
        for moved in 1..=legs.len() + 1 {
            let flaw = || Flaw::NotAStep { improvement: self.packages[first].clone(), step: moved - 1 };
            match (legs.get(moved - 1), self.levels.get(moved).and_then(|_| self.leaves(moved, at))) {
                (None, None) => return Ok(()),
                (Some(leg), Some(worth)) => {
                    let mover = self.mover(moved);
                    let expected = |to: &&usize| self.levels[moved + 1][*to] == worth;
                    let goes = self.goes(mover, at).iter().filter(expected);
                    let to = goes.copied().find(|&to| self.packages[to] == leg.to);
                    if leg.coalition || leg.parties != *self.makers[mover] {
                        return Err(flaw());
                    }
                    at = to.ok_or_else(flaw)?;
                }
                (Some(_), None) | (None, Some(_)) => return Err(flaw()),
            }
        }
        Ok(())
    }
}
