//! Several draws of one alternative side by side.
//!
//! Judging one package in one draw is a handful of additions and comparisons
//! behind a dozen look-ups. Of several draws at once the look-ups are made once,
//! and the compiler makes the arithmetic that of whole registers: every number of
//! a draw becomes a row of as many as there are draws, its *lanes*.

use crate::evaluate::Answered;
use crate::model::{Draw, World};

/// Draws side by side.
pub(crate) const LANES: usize = 8;

/// Points of a frontier that packages are held against before they are looked for on it.
pub(crate) const RIVALS: usize = 3;

/// One number in each draw.
pub(crate) type Lanes<T> = [T; LANES];

/// A draw with its answer.
pub(crate) type Sample = (Draw, Answered);

/// The numbers of up to [`LANES`] draws of one alternative, turned so that those
/// of one kind lie together. Lanes without a draw hold zeros.
#[derive(Clone, Debug, Default)]
pub(crate) struct Block {
    /// A bit for each lane that has a draw.
    pub(crate) active: u8,
    /// Cell by cell, by coordinate.
    pub(crate) cells: Vec<Lanes<i64>>,
    /// By coordinate, the least value that is accepted.
    pub(crate) floors: Vec<Lanes<i64>>,
    /// Of each of [`RIVALS`] points of the frontier, which beat most packages, the values.
    pub(crate) rivals: Vec<Lanes<i64>>,
    /// By coordinate.
    pub(crate) sides: Vec<Side>,
    /// The best least share of possible gain.
    pub(crate) best: Lanes<u32>,
    /// By disputed red line, the lanes in which it stands.
    pub(crate) standing: Vec<u8>,
    /// Whether anybody's values have a cap.
    pub(crate) capped: bool,
}

/// How one coordinate's gain is counted.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Side {
    /// The greatest value.
    pub(crate) cap: Lanes<i64>,
    /// What gain is counted from.
    pub(crate) bar: Lanes<f64>,
    /// What gain is divided by.
    pub(crate) possible: Lanes<f64>,
    /// What a share of gain counts at least: no limit, or all of it where nothing can be gained.
    pub(crate) least: Lanes<f64>,
}

impl Block {
    /// Turns draws of one alternative; at most [`LANES`] of them are taken.
    pub(crate) fn fill<'a>(&mut self, world: &World<'_>, samples: impl Iterator<Item = &'a Sample>) {
        let width = world.coordinates.len();
        let mut samples = samples.take(LANES).peekable();
        let cells = samples.peek().and_then(|(draw, _)| draw.flat.first()).map_or(0, Vec::len);
        self.cells.clear();
        self.cells.resize(cells * width, Lanes::default());
        self.active = 0;
        self.best = Lanes::default();
        self.capped = false;
        self.standing.clear();
        self.standing.resize(world.disputed.len(), 0);
        self.floors.clear();
        self.floors.resize(width, Lanes::default());
        self.rivals.clear();
        self.rivals.resize(width * RIVALS, Lanes::default());
        self.sides.clear();
        self.sides.resize(width, Side { possible: [1.0; LANES], ..Side::default() });
        for (lane, (draw, answered)) in samples.enumerate() {
            self.active |= 1 << lane;
            self.best[lane] = answered.best;
            for (bits, standing) in self.standing.iter_mut().zip(&draw.standing) {
                *bits |= u8::from(*standing) << lane;
            }
            let parties = self.sides.iter_mut().zip(&draw.parties).zip(&draw.flat).enumerate();
            for (at, ((side, party), flat)) in parties {
                self.capped |= party.cap.is_some();
                self.floors[at][lane] = party.reservation.unwrap_or(i64::MIN);
                side.cap[lane] = party.cap.unwrap_or(i64::MAX);
                (side.bar[lane], side.possible[lane], side.least[lane]) = answered.scale(at);
                for rival in 0..RIVALS {
                    self.rivals[rival * width + at][lane] = answered.rival(rival, at);
                }
                for (cell, &number) in self.cells.iter_mut().skip(at).step_by(width).zip(flat) {
                    cell[lane] = number;
                }
            }
        }
    }
}
