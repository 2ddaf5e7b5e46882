//! Many packages judged in several draws at once.

use pulp::{Arch, Simd, WithSimd};

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
    pub(crate) worst: u64,
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
        Arch::new().dispatch(Judging { sheet: self, block, into });
    }
}

/// A sheet judged in a block: what is compiled once for each width of registers.
struct Judging<'a> {
    sheet: &'a Sheet,
    block: &'a Block,
    into: &'a mut Judged,
}

impl WithSimd for Judging<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, simd: S) {
        // With the commonest number known the compiler unrolls what is done for each party.
        match self.sheet.width {
            2 => self.judge(simd, 2),
            width => self.judge(simd, width),
        }
    }
}

impl Judging<'_> {
    #[inline(always)]
    fn judge<S: Simd>(self, simd: S, width: usize) {
        let Self { sheet, block, into: Judged { rows, accepts, values, width: of } } = self;
        *of = width;
        sheet.program.run(&block.cells, width, values);
        rows.resize(sheet.packages.len(), Row::default());
        accepts.resize(sheet.packages.len() * width, 0);
        let none = Row::of_none(block);
        let sides = &block.sides[..width];
        let packages = sheet.packages.iter().zip(&sheet.program.roots).zip(sheet.parties.chunks_exact(width));
        let judged = rows.iter_mut().zip(accepts.chunks_exact_mut(width));
        for (((terms, &root), parties), (row, accepts)) in packages.zip(judged) {
            let values = &mut values[root as usize * width..][..width];
            if block.capped {
                for (value, side) in values.iter_mut().zip(sides) {
                    for (value, &cap) in value.iter_mut().zip(&side.cap) {
                        *value = cap.min(*value);
                    }
                }
            }
            let coordinates = values.chunks(GROUP).zip(block.floors.chunks(GROUP));
            let accepting = accepts.chunks_mut(GROUP).zip(parties.chunks(GROUP));
            for ((values, floors), (accepts, parties)) in coordinates.zip(accepting) {
                let mut enough = at_least(simd, values, floors);
                for (accepts, &(_, crosses)) in accepts.iter_mut().zip(parties) {
                    *accepts = if crosses { 0 } else { enough as u8 & block.active };
                    enough >>= LANES;
                }
            }
            let mut all = if terms.open { block.active } else { 0 };
            for &(line, coordinate) in &terms.crossed {
                match coordinate {
                    Some(coordinate) => accepts[coordinate] &= !block.standing[line],
                    None => all &= !block.standing[line],
                }
            }
            for (accepts, &(asked, _)) in accepts.iter().zip(parties) {
                all &= accepts | if asked { 0 } else { u8::MAX };
            }
            *row = if all == 0 { none } else { Row::new(simd, all, values, sides, block) };
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
        Arch::new().dispatch(Ranking { into });
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

impl WithSimd for Ranking<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, _: S) {
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
    fn new<S: Simd>(simd: S, all: u8, values: &[Lanes<i64>], sides: &[Side], block: &Block) -> Self {
        // Whatever a rival beats is not on the frontier; what is worth just as much may be.
        let mut open = all;
        for rivals in block.rivals.chunks_exact(values.len()) {
            let (mut reaches, mut within) = (u8::MAX, u8::MAX);
            for (values, rivals) in values.chunks(GROUP).zip(rivals.chunks(GROUP)) {
                let (mut up, mut down) = (at_least(simd, values, rivals), at_least(simd, rivals, values));
                for _ in values {
                    reaches &= up as u8;
                    within &= down as u8;
                    up >>= LANES;
                    down >>= LANES;
                }
            }
            open &= !within | reaches;
        }
        let least = least_shares(values, sides);
        let mut gain = [0; LANES];
        for lane in 0..LANES {
            let counts = u64::from(all) >> lane & 1;
            gain[lane] = whole(least[lane] * f64::from(ONE)) & counts.wrapping_neg();
        }
        Self::sums(all, open, gain, block)
    }

    /// Where nobody has a draw in which all accept.
    #[inline(always)]
    fn of_none(block: &Block) -> Self {
        Self::sums(0, 0, [0; LANES], block)
    }

    #[inline(always)]
    fn sums(all: u8, open: u8, gain: Lanes<u64>, block: &Block) -> Self {
        let (mut regret, mut least) = ([0; LANES], [0; LANES]);
        for lane in 0..LANES {
            regret[lane] = u64::from(block.best[lane]).max(gain[lane]) - gain[lane];
            least[lane] = gain[lane] as u32;
        }
        let worst = regret.iter().fold(0, |worst, &regret| if regret > worst { regret } else { worst });
        Self { all, open, gain: least, gained: gain.iter().sum(), regret: regret.iter().sum(), worst }
    }
}

/// The whole part of a number from 0 to 2^51. Added to 2^52 it is rounded to a
/// whole number, which then stands in the low bits.
#[inline(always)]
fn whole(number: f64) -> u64 {
    const SHIFT: f64 = (1_u64 << 52) as f64;
    let near = number + SHIFT;
    let near = if near - SHIFT > number { near - 1.0 } else { near };
    near.to_bits() & ((1 << 52) - 1)
}

/// The least share of possible gain, from 0 to 1.
#[inline(always)]
fn least_shares(values: &[Lanes<i64>], sides: &[Side]) -> Lanes<f64> {
    let mut least = [1.0; LANES];
    for (value, side) in values.iter().zip(sides) {
        for lane in 0..LANES {
            let share = (float(value[lane]) - side.bar[lane]) / side.possible[lane];
            let share = if share > side.least[lane] { share } else { side.least[lane] };
            least[lane] = if share < least[lane] { share } else { least[lane] };
        }
    }
    for least in &mut least {
        *least = if *least > 0.0 { *least } else { 0.0 };
    }
    least
}

/// `number as f64` by operations that every vector unit has: the halves are put
/// into the low bits of 2^84 and of 2^52, and what is too much is taken off. Only
/// the last addition rounds.
#[inline(always)]
fn float(number: i64) -> f64 {
    /// 2^84 + 2^63 + 2^52.
    const EXCESS: f64 = (1_u128 << 84 | 1 << 63 | 1 << 52) as f64;
    let bits = number as u64 ^ 1 << 63;
    let high = f64::from_bits(bits >> 32 | 0x4530_0000_0000_0000);
    let low = f64::from_bits(bits & 0xffff_ffff | 0x4330_0000_0000_0000);
    (high - EXCESS) + low
}

/// For each pair of at most [`GROUP`] a byte, in it a bit for each lane in which
/// the first is at least the second.
#[inline(always)]
fn at_least<S: Simd>(simd: S, ones: &[Lanes<i64>], others: &[Lanes<i64>]) -> u64 {
    let mut set = [0_u64; LANES];
    for ((one, other), marks) in ones.iter().zip(others).zip(&MARKS) {
        let (one, other) = (S::as_simd_i64s(one).0, S::as_simd_i64s(other).0);
        let (marks, set) = (S::as_simd_u64s(marks).0, S::as_mut_simd_u64s(&mut set).0);
        for (((one, other), marks), set) in one.iter().zip(other).zip(marks).zip(set) {
            let so = simd.greater_than_or_equal_i64s(*one, *other);
            *set = simd.or_u64s(*set, simd.select_u64s(so, *marks, simd.splat_u64s(0)));
        }
    }
    set.iter().fold(0, |all, each| all | each)
}

/// Coordinates whose lanes are told in one number.
const GROUP: usize = 8;

/// The bit of each lane, for each of eight pairs.
const MARKS: [Lanes<u64>; GROUP] = {
    let mut marks = [[0; LANES]; GROUP];
    let mut at = 0;
    while at < GROUP * LANES {
        marks[at / LANES][at % LANES] = 1 << at;
        at += 1;
    }
    marks
};

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn numbers_are_converted_as_by_the_language(number: i64, fraction in 0.0..1.0_f64, shift in 0..64_u32) {
            for number in [number >> shift, i64::MIN, i64::MAX, 0, (1 << 53) + 1, (1 << 54) + 2, -1] {
                prop_assert_eq!(float(number).to_bits(), (number as f64).to_bits());
            }
            let scaled = fraction * f64::from(ONE);
            for number in [scaled, scaled.round(), 0.5, 1.5, 0.0, f64::from(ONE), scaled.round().next_down().max(0.0)] {
                prop_assert_eq!(whole(number), number as u64);
            }
        }

        #[test]
        fn comparisons_are_told_lane_by_lane(pairs in prop::collection::vec(any::<([i64; 8], [i64; 8])>(), 0..9), same: bool) {
            let (ones, mut others): (Vec<_>, Vec<_>) = pairs.into_iter().unzip();
            if same {
                others.clone_from(&ones);
            }
            let found = Arch::new().dispatch(Told(&ones, &others));
            for (at, (one, other)) in ones.iter().zip(&others).enumerate() {
                for lane in 0..LANES {
                    prop_assert_eq!(found >> (at * LANES + lane) & 1 == 1, one[lane] >= other[lane]);
                }
            }
        }
    }

    struct Told<'a>(&'a [Lanes<i64>], &'a [Lanes<i64>]);

    impl WithSimd for Told<'_> {
        type Output = u64;

        fn with_simd<S: Simd>(self, simd: S) -> u64 {
            at_least(simd, self.0, self.1)
        }
    }
}
