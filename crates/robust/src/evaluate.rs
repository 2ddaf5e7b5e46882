//! One draw answered: its frontier, the points of the concepts on it, and what
//! any package is in it.

use detente_case::package::Package;
use detente_settle::concepts::{Concepts, Scale, concepts};
use detente_settle::frontier::{Point, Request, Status, frontier};

use crate::model::{Draw, View, World};
use crate::staircase::{Scratch, chosen};
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
pub(crate) const ONE: u64 = 1 << 30;

/// What one draw comes to.
#[derive(Clone, Debug)]
pub(crate) struct Answered {
    /// The frontier, vector after vector in descending order; empty where there is no deal.
    vectors: Vec<i64>,
    /// A package behind each vector, where that was asked for.
    pub(crate) witnesses: Vec<Package>,
    /// The value of no agreement, or what stands in for it, by coordinate.
    bars: Vec<i64>,
    /// Possible gain by coordinate where there is any; `None` also for orders.
    possible: Vec<Option<f64>>,
    /// Positions among the points, by concept.
    chosen: [Vec<usize>; 4],
    /// The best least share of possible gain, in units of [`ONE`].
    pub(crate) best: u64,
}

/// What one package is in one draw.
#[derive(Clone, Debug, Default)]
pub(crate) struct Judged {
    /// Value by coordinate, under caps.
    pub(crate) vector: Vec<i64>,
    /// By coordinate, whether the party accepts it, asked or not.
    pub(crate) accepts: Vec<bool>,
    /// Whether all who are asked accept it.
    pub(crate) all: bool,
    /// The least share of possible gain where all accept, else 0, in units of [`ONE`].
    pub(crate) gain: u64,
    /// Its position on the frontier.
    pub(crate) position: Option<usize>,
}

impl Answered {
    /// Answers a draw, its values alone; `None` when told to stop.
    pub(crate) fn new(
        world: &World<'_>,
        draw: &Draw,
        work: &Work<'_>,
        scratch: &mut Scratch,
    ) -> Option<Self> {
        let floors = world.floors(draw);
        let capped = draw.parties.iter().any(|party| party.cap.is_some());
        if draw.parties.len() == 2 && !capped {
            let found = scratch.frontier(&world.diagram, &draw.valuation, &floors, work.labels);
            if let Some(steps) = found {
                return Some(Self::of_two(world, draw, &steps));
            }
        }
        Self::with_witnesses(world, draw, work)
    }

    fn of_two(world: &World<'_>, draw: &Draw, steps: &[[i64; 2]]) -> Self {
        let bars = bars(world, draw);
        let coordinates = &draw.valuation.coordinates;
        let denominators = [coordinates[0].denominator, coordinates[1].denominator];
        let vectors: Vec<i64> = steps.iter().flatten().copied().collect();
        let ordinal = coordinates.iter().any(|coordinate| coordinate.ordinal);
        let plain = if ordinal { None } else { chosen(steps, [bars[0], bars[1]], denominators) };
        match (plain, steps.first(), steps.last()) {
            (Some(chosen), Some(first), Some(last)) => {
                let possible = [first[0] - bars[0], last[1] - bars[1]].map(|gain| Some(gain as f64));
                Self::finish(vectors, Vec::new(), bars, possible.to_vec(), chosen)
            }
            _ => Self::in_general(draw, vectors, Vec::new(), bars),
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
        Some(Self::in_general(draw, vectors, witnesses, bars(world, draw)))
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
        let mut nash: Vec<usize> = nash.into_iter().flat_map(|set| set.points).collect();
        nash.sort_unstable();
        let possible = (0..bars.len()).map(possible).collect();
        Self::finish(vectors, witnesses, bars, possible, [nash, kalai_smorodinsky, egalitarian, utilitarian])
    }

    fn finish(
        vectors: Vec<i64>,
        witnesses: Vec<Package>,
        bars: Vec<i64>,
        possible: Vec<Option<f64>>,
        chosen: [Vec<usize>; 4],
    ) -> Self {
        let mut answered = Self { vectors, witnesses, bars, possible, chosen, best: 0 };
        answered.best = answered.points().map(|vector| answered.least_share(vector)).max().unwrap_or(0);
        answered
    }

    /// The vectors of the frontier in descending order.
    fn points(&self) -> impl Iterator<Item = &[i64]> {
        self.vectors.chunks_exact(self.bars.len())
    }

    /// How many points the frontier has; none where there is no deal.
    pub(crate) fn len(&self) -> usize {
        self.vectors.len() / self.bars.len()
    }

    /// The position of a vector on the frontier.
    fn position(&self, vector: &[i64]) -> Option<usize> {
        let width = self.bars.len();
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = low + (high - low) / 2;
            match vector.cmp(&self.vectors[middle * width..(middle + 1) * width]) {
                std::cmp::Ordering::Equal => return Some(middle),
                std::cmp::Ordering::Greater => high = middle,
                std::cmp::Ordering::Less => low = middle + 1,
            }
        }
        None
    }

    /// The least share of possible gain of acceptable values, in units of
    /// [`ONE`]; all of it where no party can gain.
    fn least_share(&self, vector: &[i64]) -> u64 {
        let shares = vector.iter().zip(&self.bars).zip(&self.possible);
        let least = shares
            .filter_map(|((&value, &bar), possible)| Some((value as f64 - bar as f64) / (*possible)?))
            .fold(1.0_f64, f64::min);
        (least.max(0.0) * ONE as f64) as u64
    }

    /// Whether a point of the frontier is one of a concept's.
    pub(crate) fn is_chosen(&self, concept: Concept, position: usize) -> bool {
        self.chosen[concept as usize].binary_search(&position).is_ok()
    }

    /// What a package is in this draw.
    pub(crate) fn judge(&self, draw: &Draw, world: &World<'_>, view: &View, into: &mut Judged) {
        into.vector.clear();
        into.accepts.clear();
        into.all = view.allowed && !view.refused;
        for (at, (flat, party)) in draw.flat.iter().zip(&draw.parties).enumerate() {
            let value: i64 = view.cells.iter().map(|&cell| flat[cell as usize]).sum();
            let value = party.cap.map_or(value, |cap| value.min(cap));
            let accepts =
                !view.crosses[at] && party.reservation.is_none_or(|reservation| value >= reservation);
            into.vector.push(value);
            into.accepts.push(accepts);
        }
        for (at, line) in world.disputed.iter().enumerate() {
            if draw.standing[at] && view.disputed[at] {
                match world.coordinate_of(line.party) {
                    Some(coordinate) => into.accepts[coordinate] = false,
                    None => into.all &= !view.disputed_asked[at],
                }
            }
        }
        into.all &= into.accepts.iter().zip(&view.asked).all(|(accepts, asked)| *accepts || !asked);
        into.gain = if into.all { self.least_share(&into.vector) } else { 0 };
        into.position = if into.all { self.position(&into.vector) } else { None };
    }
}

/// What no agreement is worth by coordinate; where that is not known the least
/// value that any package has stands in.
fn bars(world: &World<'_>, draw: &Draw) -> Vec<i64> {
    let bar = |at: usize| {
        draw.parties[at].reservation.unwrap_or_else(|| {
            let bounds = world.diagram.completion_bounds(&draw.valuation.coordinates[at]);
            bounds.least.first().and_then(|root| root.first()).copied().unwrap_or(0)
        })
    };
    (0..draw.parties.len()).map(bar).collect()
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
