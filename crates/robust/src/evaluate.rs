//! One draw answered: its frontier, and the points of the concepts on it. What
//! packages are in it, [`crate::sheet`] tells for several draws at once.

use detente_case::package::Package;
use detente_settle::concepts::{Concepts, Scale, concepts};
use detente_settle::frontier::{Point, Request, Status, frontier};

use crate::block::RIVALS;
use crate::model::{Draw, World};
use crate::staircase::{Scratch, mark};
use crate::work::Work;

/// The solution concepts whose points are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Concept {
    /// Nash 1950.
    Nash,
    /// Kalai and Smorodinsky 1975.
    KalaiSmorodinsky,
    /// Kalai 1977.
    Egalitarian,
    /// Largest sum of shares of possible gain.
    Utilitarian,
}

impl Concept {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Nash, Self::KalaiSmorodinsky, Self::Egalitarian, Self::Utilitarian];

    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Nash => "nash",
            Self::KalaiSmorodinsky => "kalai-smorodinsky",
            Self::Egalitarian => "egalitarian",
            Self::Utilitarian => "utilitarian",
        }
    }
}

/// Shares are summed in units of one over this.
pub(crate) const ONE: u32 = 1 << 30;

/// What one draw comes to.
#[derive(Clone, Debug, Default)]
pub(crate) struct Answered {
    /// The frontier, vector after vector in descending order; empty where there is no deal.
    vectors: Vec<i64>,
    /// A package behind each vector, where that was asked for.
    pub(crate) witnesses: Vec<Package>,
    /// The value of no agreement, or what stands in for it, by coordinate.
    bars: Vec<i64>,
    /// Possible gain by coordinate where there is any; `None` also for orders.
    possible: Vec<Option<f64>>,
    /// By point, a bit for each of [`Concept::ALL`] of whose points it is one.
    pub(crate) marks: Vec<u8>,
    /// The best least share of possible gain, in units of [`ONE`].
    pub(crate) best: u32,
    /// The position of a point that gives it.
    leader: usize,
}

impl Answered {
    /// Answers a draw, its values alone, over what was answered before; `false`
    /// when told to stop.
    pub(crate) fn answer(
        &mut self,
        world: &World<'_>,
        draw: &Draw,
        work: &Work<'_>,
        scratch: &mut Scratch,
    ) -> bool {
        if draw.parties.len() == 2 && draw.parties.iter().all(|party| party.cap.is_none()) {
            let floor =
                |terminal: usize| [0, 1].map(|at| world.floor(draw, terminal, at).unwrap_or(i64::MIN));
            if scratch.frontier(&world.diagram, &draw.valuation, floor, work.labels) {
                self.of_two(world, draw, scratch.steps());
                return true;
            }
        }
        Self::with_witnesses(world, draw, work).is_some_and(|answered| {
            *self = answered;
            true
        })
    }

    fn of_two(&mut self, world: &World<'_>, draw: &Draw, steps: &[[i64; 2]]) {
        self.bars.clear();
        self.bars.extend((0..draw.parties.len()).map(|at| bar(world, draw, at)));
        self.vectors.clear();
        self.vectors.extend(steps.as_flattened());
        let coordinates = &draw.valuation.coordinates;
        let denominators = [coordinates[0].denominator, coordinates[1].denominator];
        let bars = [self.bars[0], self.bars[1]];
        let ordinal = coordinates.iter().any(|coordinate| coordinate.ordinal);
        match (steps.first(), steps.last()) {
            (Some(first), Some(last)) if !ordinal && mark(steps, bars, denominators, &mut self.marks) => {
                self.possible.clear();
                self.possible.extend([first[0] - bars[0], last[1] - bars[1]].map(|gain| Some(gain as f64)));
                self.lead();
            }
            _ => {
                let vectors = std::mem::take(&mut self.vectors);
                *self = Self::in_general(draw, vectors, Vec::new(), self.bars.clone());
            }
        }
    }

    /// Answers a draw with a package behind each point.
    pub(crate) fn with_witnesses(world: &World<'_>, draw: &Draw, work: &Work<'_>) -> Option<Self> {
        let request = Request {
            floors: world.floors(draw),
            tie_keys: world.tie_keys.clone(),
            max_labels: work.labels,
            max_points: work.labels,
        };
        let found = frontier(&world.diagram, &draw.valuation, &request, &work.control);
        if matches!(found.status, Status::Stopped { .. }) {
            return None;
        }
        let mut points = found.points;
        if draw.parties.iter().any(|party| party.cap.is_some()) {
            clamp(&mut points, draw);
        }
        let vectors = points.iter().flat_map(|point| point.vector.iter().copied()).collect();
        let witnesses = points.into_iter().map(|point| point.witness).collect();
        let bars = (0..draw.parties.len()).map(|at| bar(world, draw, at)).collect();
        Some(Self::in_general(draw, vectors, witnesses, bars))
    }

    fn in_general(draw: &Draw, vectors: Vec<i64>, witnesses: Vec<Package>, bars: Vec<i64>) -> Self {
        let scale = |at: usize| Scale {
            reservation: bars[at],
            denominator: draw.valuation.coordinates[at].denominator,
            ordinal: draw.valuation.coordinates[at].ordinal,
        };
        let scales: Vec<_> = (0..bars.len()).map(scale).collect();
        let points: Vec<&[i64]> = vectors.chunks_exact(bars.len()).collect();
        let Concepts { best, nash, kalai_smorodinsky, egalitarian, utilitarian, .. } =
            concepts(&points, &scales);
        let possible = |at: usize| {
            let gain = best.get(at)?.checked_sub(bars[at])?;
            (gain > 0 && !scales[at].ordinal).then_some(gain as f64)
        };
        let mut marks = vec![0; points.len()];
        let nash: Vec<usize> = nash.into_iter().flat_map(|set| set.points).collect();
        for (at, positions) in [nash, kalai_smorodinsky, egalitarian, utilitarian].iter().enumerate() {
            positions.iter().for_each(|&position| marks[position] |= 1 << at);
        }
        let possible = (0..bars.len()).map(possible).collect();
        let mut answered = Self { vectors, witnesses, bars, possible, marks, best: 0, leader: 0 };
        answered.lead();
        answered
    }

    /// Finds the best least share.
    fn lead(&mut self) {
        (self.best, self.leader) = (0, 0);
        for position in 0..self.len() {
            let share = self.least_share(self.point(position));
            if share > self.best {
                (self.best, self.leader) = (share, position);
            }
        }
    }

    /// A vector of the frontier, which are in descending order.
    fn point(&self, position: usize) -> &[i64] {
        let width = self.bars.len();
        &self.vectors[position * width..(position + 1) * width]
    }

    /// How many points the frontier has; none where there is no deal.
    pub(crate) fn len(&self) -> usize {
        self.vectors.len() / self.bars.len()
    }

    /// The position of a vector on the frontier.
    pub(crate) fn position(&self, vector: &[i64]) -> Option<usize> {
        let position = match *vector {
            // Of two coordinates the first falls from point to point.
            [first, _] => self.vectors.as_chunks().0.partition_point(|&[own, _]: &[i64; 2]| own > first),
            _ => {
                let (mut low, mut high) = (0, self.len());
                while low < high {
                    let middle = low + (high - low) / 2;
                    if self.point(middle) > vector { low = middle + 1 } else { high = middle }
                }
                low
            }
        };
        (position < self.len() && self.point(position).iter().eq(vector)).then_some(position)
    }

    /// The least share of possible gain of acceptable values, in units of
    /// [`ONE`]; all of it where no party can gain.
    fn least_share(&self, vector: &[i64]) -> u32 {
        let shares = vector.iter().zip(&self.bars).zip(&self.possible);
        let least = shares
            .filter_map(|((&value, &bar), possible)| Some((value as f64 - bar as f64) / (*possible)?))
            .fold(1.0_f64, f64::min);
        (least.max(0.0) * f64::from(ONE)) as u32
    }

    /// For one coordinate: what gain is counted from, what it is divided by, and
    /// what the share counts at least, which is all of it where there is none to gain.
    pub(crate) fn scale(&self, at: usize) -> (f64, f64, f64) {
        let bar = self.bars[at] as f64;
        self.possible[at].map_or((bar, 1.0, 1.0), |possible| (bar, possible, f64::NEG_INFINITY))
    }

    /// The value for one coordinate of a point: first of the one with the best least
    /// share, then of points spread over the frontier; 0 where there is no deal.
    pub(crate) fn rival(&self, rival: usize, at: usize) -> i64 {
        let position = if rival == 0 { self.leader } else { self.len() * rival / RIVALS };
        self.vectors.get(position * self.bars.len() + at).copied().unwrap_or(0)
    }
}

/// What no agreement is worth to a coordinate; where that is not known the least
/// value that any package has stands in.
fn bar(world: &World<'_>, draw: &Draw, at: usize) -> i64 {
    draw.parties[at].reservation.unwrap_or_else(|| {
        let bounds = world.diagram.completion_bounds(&draw.valuation.coordinates[at]);
        bounds.least.first().and_then(|root| root.first()).copied().unwrap_or(0)
    })
}

/// Clamps values to the caps and keeps what is still undominated: what is
/// undominated under caps is the clamped image of something undominated without.
fn clamp(points: &mut Vec<Point>, draw: &Draw) {
    for point in points.iter_mut() {
        for (value, party) in point.vector.iter_mut().zip(&draw.parties) {
            *value = party.cap.map_or(*value, |cap| cap.min(*value));
        }
    }
    points.sort_by(|one, other| other.vector.cmp(&one.vector));
    points.dedup_by(|later, earlier| later.vector == earlier.vector);
    let vectors: Vec<_> = points.iter().map(|point| point.vector.clone()).collect();
    let dominated = |own: &[i64]| {
        vectors.iter().any(|other| other != own && other.iter().zip(own).all(|(other, own)| other >= own))
    };
    points.retain(|point| !dominated(&point.vector));
}
