//! Many packages judged in several draws at once.

use crate::block::{Block, LANES, Lanes, Side};
use crate::evaluate::ONE;
use crate::model::{View, World};
use crate::program::Program;

/// Packages as they lie in one alternative.
#[derive(Clone, Debug)]
pub(crate) struct Sheet {
    program: Program,
    packages: Vec<Terms>,
    /// By coordinate, package by package: whether the party is asked, and whether
    /// a red line of it is crossed that always stands.
    parties: Vec<(bool, bool)>,
    width: usize,
}

/// What a package needs beside values to be accepted.
#[derive(Clone, Debug)]
struct Terms {
    /// Whether the rules allow it, it is an agreement, and nobody without values refuses it.
    open: bool,
    /// Disputed red lines that it crosses: which, and the coordinate that they
    /// are of; without one the party has no values and is asked.
    crossed: Vec<(usize, Option<usize>)>,
}

/// What packages are in the draws of a block, lane by lane.
#[derive(Clone, Debug, Default)]
pub(crate) struct Judged {
    /// One a package.
    pub(crate) rows: Vec<Row>,
    /// Package by package, a coordinate each: the lanes in which the party accepts it, asked or not.
    pub(crate) accepts: Vec<u8>,
    values: Vec<Lanes<i64>>,
    width: usize,
}

/// What one package is in the draws of a block.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Row {
    /// The lanes in which all who are asked accept it.
    pub(crate) all: u8,
    /// The lanes of these in which it may be on the frontier.
    pub(crate) open: u8,
    /// The least share of possible gain where all accept, else 0, in units of [`ONE`].
    pub(crate) gain: Lanes<u32>,
    /// The sum of that.
    pub(crate) gained: u64,
    /// The best least share less its own, summed.
    pub(crate) regret: u64,
    /// The greatest of these.
    pub(crate) worst: u32,
}

impl Sheet {
    pub(crate) fn new<'a>(world: &World<'_>, views: impl Iterator<Item = &'a View>) -> Self {
        let views: Vec<&View> = views.collect();
        let terms =
            |view: &&View| Terms { open: view.allowed && !view.refused, crossed: crossed(world, view) };
        let parties =
            |view: &&View| view.asked.iter().copied().zip(view.crosses.iter().copied()).collect::<Vec<_>>();
        Self {
            program: Program::new(&world.starts(), views.iter().map(|view| view.cells.as_slice())),
            packages: views.iter().map(terms).collect(),
            parties: views.iter().flat_map(parties).collect(),
            width: world.coordinates.len(),
        }
    }

    /// What the packages are in each of these draws.
    pub(crate) fn judge(&self, block: &Block, into: &mut Judged) {
        pulp::Arch::new().dispatch(Judging { sheet: self, block, into });
    }
}

/// A sheet judged in a block: what is compiled once for each width of registers.
struct Judging<'a> {
    sheet: &'a Sheet,
    block: &'a Block,
    into: &'a mut Judged,
}

impl pulp::WithSimd for Judging<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: pulp::Simd>(self, _: S) {
        let Self { sheet, block, into } = self;
        let Judged { rows, accepts, values, width } = into;
        *width = sheet.width;
        sheet.program.run(&block.cells, sheet.width, values);
        rows.clear();
        accepts.clear();
        let packages = sheet.packages.iter().zip(&sheet.program.roots);
        for ((terms, &root), parties) in packages.zip(sheet.parties.chunks_exact(sheet.width)) {
            let from = root as usize * sheet.width;
            let values = &mut values[from..from + sheet.width];
            if block.capped {
                for (value, side) in values.iter_mut().zip(&block.sides) {
                    *value = std::array::from_fn(|lane| value[lane].min(side.cap[lane]));
                }
            }
            let first = accepts.len();
            for ((value, side), &(_, crosses)) in values.iter().zip(&block.sides).zip(parties) {
                let enough = bits(|lane| value[lane] >= side.floor[lane]);
                accepts.push(if crosses { 0 } else { enough & block.active });
            }
            let own = &mut accepts[first..];
            let mut all = if terms.open { block.active } else { 0 };
            for &(line, coordinate) in &terms.crossed {
                match coordinate {
                    Some(coordinate) => own[coordinate] &= !block.standing[line],
                    None => all &= !block.standing[line],
                }
            }
            for (accepts, &(asked, _)) in own.iter().zip(parties) {
                all &= accepts | if asked { 0 } else { u8::MAX };
            }
            rows.push(if all == 0 { Row::of_none(block) } else { Row::new(all, values, block) });
        }
    }
}

/// The disputed red lines that a package crosses and that make a difference.
fn crossed(world: &World<'_>, view: &View) -> Vec<(usize, Option<usize>)> {
    let lines = world.disputed.iter().enumerate().filter(|&(at, _)| view.disputed[at]);
    lines
        .map(|(at, line)| (at, world.coordinate_of(line.party)))
        .filter(|&(at, coordinate)| coordinate.is_some() || view.disputed_asked[at])
        .collect()
}

impl Judged {
    /// What a package is worth to a coordinate, under caps.
    pub(crate) fn value(&self, sheet: &Sheet, package: usize, coordinate: usize) -> &Lanes<i64> {
        &self.values[sheet.program.roots[package] as usize * self.width + coordinate]
    }

    /// What a package is worth to all in one lane, written over `into`.
    pub(crate) fn vector(&self, sheet: &Sheet, package: usize, lane: usize, into: &mut Vec<i64>) {
        into.clear();
        into.extend((0..self.width).map(|at| self.value(sheet, package, at)[lane]));
    }

    /// For each of the first `count` packages how many of them are worth more to a coordinate.
    pub(crate) fn outranked(
        &self,
        sheet: &Sheet,
        count: usize,
        coordinate: usize,
        into: &mut Vec<Lanes<i64>>,
    ) {
        into.clear();
        into.extend((0..count).map(|at| *self.value(sheet, at, coordinate)));
        pulp::Arch::new().dispatch(Ranking { into });
    }

    /// By coordinate, the lanes in which the party accepts a package.
    pub(crate) fn accepts(&self, package: usize) -> &[u8] {
        &self.accepts[package * self.width..(package + 1) * self.width]
    }
}

/// Values that become the number of greater ones.
struct Ranking<'a> {
    into: &'a mut [Lanes<i64>],
}

impl pulp::WithSimd for Ranking<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: pulp::Simd>(self, _: S) {
        let values = self.into.to_vec();
        for own in self.into {
            let mut greater = [0_i64; LANES];
            for other in &values {
                for lane in 0..LANES {
                    greater[lane] += i64::from(other[lane] > own[lane]);
                }
            }
            *own = greater;
        }
    }
}

impl Row {
    #[inline(always)]
    fn new(all: u8, values: &[Lanes<i64>], block: &Block) -> Self {
        let mut least = [1.0; LANES];
        let (mut below, mut within) = (0, u8::MAX);
        for (value, side) in values.iter().zip(&block.sides) {
            let Side { bar, possible, least: floor, rival, .. } = side;
            for lane in 0..LANES {
                let share = (value[lane] as f64 - bar[lane]) / possible[lane];
                let share = if share > floor[lane] { share } else { floor[lane] };
                least[lane] = if share < least[lane] { share } else { least[lane] };
            }
            below |= bits(|lane| value[lane] < rival[lane]);
            within &= bits(|lane| value[lane] <= rival[lane]);
        }
        let gain: Lanes<u32> = std::array::from_fn(|lane| {
            let least = if least[lane] > 0.0 { least[lane] } else { 0.0 };
            let gain = (least * f64::from(ONE)) as i32 as u32;
            if all >> lane & 1 == 1 { gain } else { 0 }
        });
        Self::sums(all, all & !(below & within), gain, block)
    }

    /// Where nobody has a draw in which all accept.
    #[inline(always)]
    fn of_none(block: &Block) -> Self {
        Self::sums(0, 0, [0; LANES], block)
    }

    #[inline(always)]
    fn sums(all: u8, open: u8, gain: Lanes<u32>, block: &Block) -> Self {
        let regret: Lanes<u32> = std::array::from_fn(|lane| block.best[lane].saturating_sub(gain[lane]));
        let sum = |numbers: Lanes<u32>| numbers.iter().map(|&number| u64::from(number)).sum();
        let worst = regret.iter().copied().max().unwrap_or(0);
        Self { all, open, gain, gained: sum(gain), regret: sum(regret), worst }
    }
}

/// A bit for each lane of which something is so.
#[inline(always)]
fn bits(so: impl Fn(usize) -> bool) -> u8 {
    let each: Lanes<u8> = std::array::from_fn(|lane| u8::from(so(lane)) << lane);
    each.iter().fold(0, |bits, bit| bits | bit)
}
