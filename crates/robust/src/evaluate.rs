//! One draw answered: its frontier, the points of the concepts on it, and what
//! any package is in it.

use detente_settle::concepts::{Concepts, Scale, concepts};
use detente_settle::frontier::{Point, Request, Status, frontier};
use detente_space::control::Control;

use crate::model::{Draw, View, World};

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
    /// The frontier, in descending order of vector; empty where there is no deal.
    pub(crate) points: Vec<Point>,
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
    /// Answers a draw; `None` when told to stop.
    pub(crate) fn new(world: &World<'_>, draw: &Draw, labels: usize, control: &Control<'_>) -> Option<Self> {
        let request = Request {
            floors: world.floors(draw),
            tie_keys: world.tie_keys.clone(),
            max_labels: labels,
            max_points: labels,
        };
        let found = frontier(&world.diagram, &draw.valuation, &request, control);
        if matches!(found.status, Status::Stopped { .. }) {
            return None;
        }
        let mut points = found.points;
        if draw.parties.iter().any(|party| party.cap.is_some()) {
            clamp(&mut points, draw);
        }
        let bar = |at: usize| {
            draw.parties[at].reservation.unwrap_or_else(|| {
                let bounds = world.diagram.completion_bounds(&draw.valuation.coordinates[at]);
                bounds.least.first().and_then(|root| root.first()).copied().unwrap_or(0)
            })
        };
        let bars: Vec<i64> = (0..draw.parties.len()).map(bar).collect();
        let scale = |at: usize| Scale {
            reservation: bars[at],
            denominator: draw.valuation.coordinates[at].denominator,
            ordinal: draw.valuation.coordinates[at].ordinal,
        };
        let scales: Vec<_> = (0..bars.len()).map(scale).collect();
        let Concepts { best, nash, kalai_smorodinsky, egalitarian, utilitarian, .. } =
            concepts(&points, &scales);
        let possible = |at: usize| {
            let gain = best.get(at)?.checked_sub(bars[at])?;
            (gain > 0 && !scales[at].ordinal).then_some(gain as f64)
        };
        let mut nash: Vec<usize> = nash.into_iter().flat_map(|set| set.points).collect();
        nash.sort_unstable();
        let mut answered = Self {
            possible: (0..bars.len()).map(possible).collect(),
            chosen: [nash, kalai_smorodinsky, egalitarian, utilitarian],
            points,
            bars,
            best: 0,
        };
        answered.best =
            answered.points.iter().map(|point| answered.least_share(&point.vector)).max().unwrap_or(0);
        Some(answered)
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
        for (at, (coordinate, party)) in draw.valuation.coordinates.iter().zip(&draw.parties).enumerate() {
            let table = &coordinate.table;
            let cells: i64 =
                view.cells.iter().map(|&(issue, choice)| table[issue as usize][usize::from(choice)]).sum();
            let value = view.met.iter().fold(cells, |sum, &met| sum + coordinate.bonus[met as usize]);
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
        into.position = if into.all {
            self.points.binary_search_by(|point| into.vector.as_slice().cmp(&point.vector)).ok()
        } else {
            None
        };
    }
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
