//! Points where the case gives ranges and orders: the frontier and the solution
//! concepts on it.

use detente_case::formula::Formula;
use detente_case::model::Consent;
use detente_case::package::PartyIndex;
use detente_case::preference::{Form, Levels, Preference, Range, Reservation, Weights};
use detente_space::compile::{Request as Compile, Stopped, compile};
use detente_space::diagram::Diagram;
use detente_space::points::{MOST_PRIORITIES, PointError, PointValuation, is_stated, point_valuation};
use detente_space::valuation::Coordinate;

use num_bigint::BigUint;

use super::{Answer, FrontierAnswer, Solver};
use crate::boxes::{Open, Outcome};
use crate::concepts::{Movement, Scale, concepts, meeting, sensitivity};
use crate::frontier::{self, Frontier, Point, Status};
use crate::on_record::is_an_agreement;
use crate::terminals;

/// Most labels over all issues together where there are many issues.
const LABELS: usize = 100_000_000;
/// Most points of a frontier along which reservation values are moved.
const MOVING: usize = 20_000;

impl Solver<'_> {
    /// Whether every number of every party that is asked is stated, and is one number.
    pub(super) fn all_numbers_are_stated(&self) -> bool {
        !self.asked.is_empty()
            && self
                .asked
                .iter()
                .all(|&party| is_stated(self.case, party) && is_exact(&self.case.preferences[party]))
    }

    /// Formulas whose truth moves the value of a party that is asked.
    pub(super) fn tracked(&self) -> Vec<Formula> {
        let of = |&party: &PartyIndex| {
            self.case.preferences[party].adjustments.iter().map(|adjustment| adjustment.when.formula.clone())
        };
        self.asked.iter().flat_map(of).collect()
    }

    /// The point valuation of all who are asked, if it is no more than what the
    /// case says: every party has one number for everything.
    pub(super) fn exact_points(&self) -> Option<(Vec<PartyIndex>, PointValuation)> {
        let exact = |&party: &PartyIndex| {
            let preference = &self.case.preferences[party];
            preference.form == Form::Unknown || is_exact(preference)
        };
        if !self.asked.iter().all(exact) {
            return None;
        }
        let parties = self.valued();
        let points = point_valuation(self.case, &parties).ok()?;
        points.caps.iter().all(Option::is_none).then_some((parties, points))
    }

    /// Parties that are asked and of whose preference something is known.
    pub(super) fn valued(&self) -> Vec<PartyIndex> {
        let known = |party: &PartyIndex| self.case.preferences[*party].form != Form::Unknown;
        self.asked.iter().copied().filter(known).collect()
    }

    /// The frontier of points and the concepts on it.
    pub(super) fn points(&self, answer: &mut Answer) -> Result<Option<FrontierAnswer>, Stopped> {
        let parties = self.valued();
        if parties.is_empty() {
            answer.limits.push("There is no frontier: the preferences of no party are given.".to_owned());
            return Ok(None);
        }
        let points = match point_valuation(self.case, &parties) {
            Ok(points) => points,
            Err(error) => {
                answer.limits.push(self.no_points(error));
                return Ok(None);
            }
        };
        let mut hard = vec![is_an_agreement(self.case)];
        if !self.request.all {
            hard.extend(self.red_lines(&self.asked));
        }
        // Under a cap below its reservation value a party accepts nothing.
        let floor = |(reservation, cap): (&Option<i64>, &Option<i64>)| match (reservation, cap) {
            (Some(reservation), Some(cap)) if cap < reservation => Some(i64::MAX),
            _ => *reservation,
        };
        let required: Vec<_> = if self.request.all {
            vec![None; parties.len()]
        } else {
            points.reservations.iter().zip(&points.caps).map(floor).collect()
        };
        let split = terminals::split(self.case, &parties);
        let compiled = Compile { hard: &hard, tracked: &points.tracked, split: &split };
        let found = match self.unless_wide(&parties, &compiled)? {
            Some(diagram) => self.on_diagram(answer, &parties, &points, &diagram, &required)?,
            None => match self.on_boxes(&parties, &points, &hard, &required) {
                Some(found) => found,
                None => {
                    let diagram = compile(self.case, &compiled, &self.budget.limits, &self.budget.control)?;
                    self.on_diagram(answer, &parties, &points, &diagram, &required)?
                }
            },
        };
        let Found { frontier, open, counted, reservations, scales, movements } = found;
        if matches!(frontier.status, Status::Stopped { .. }) || self.budget.control.is_stopped() {
            answer.stopped = true;
        }
        let coordinates = &points.valuation.coordinates;
        // The concepts are defined over what is acceptable to all.
        let concepts_of = if self.request.all { &[] } else { frontier.points.as_slice() };
        Ok(Some(FrontierAnswer {
            stated: self.all_numbers_are_stated(),
            all: self.request.all,
            denominators: coordinates.iter().map(|each| each.denominator).collect(),
            ordinal: coordinates.iter().map(|each| each.ordinal).collect(),
            known: points.reservations.iter().map(Option::is_some).collect(),
            concepts: concepts(concepts_of, &scales),
            bounds: if self.request.all { None } else { open.concepts(concepts_of, &scales) },
            counted,
            notes: points.notes,
            reservations,
            status: frontier.status,
            points: frontier.points,
            movements,
            parties,
        }))
    }

    fn on_diagram(
        &self,
        answer: &mut Answer,
        parties: &[PartyIndex],
        points: &PointValuation,
        diagram: &Diagram,
        required: &[Option<i64>],
    ) -> Result<Found, Stopped> {
        let reservations = self.reservations(diagram, parties, points);
        let request = frontier::Request {
            floors: terminals::floors(self.case, parties, diagram, required),
            tie_keys: self.tie_keys.clone(),
            max_labels: self.labels(),
            max_points: self.labels(),
        };
        let mut found = frontier::frontier(diagram, &points.valuation, &request, &self.budget.control);
        let mut counted = found.status == Status::Exact;
        if points.caps.iter().any(Option::is_some) {
            clamp(&mut found, &points.caps);
            counted &= self.count_clamped(answer, &mut found, points, diagram, &request.floors)?;
        }
        let scales = scales(points, &reservations);
        let free = frontier::Request { floors: Vec::new(), ..request };
        let free = || frontier::frontier(diagram, &points.valuation, &free, &self.budget.control);
        let movements = self.movements(parties, points, &scales, free);
        Ok(Found { frontier: found, open: Open::default(), counted, reservations, scales, movements })
    }

    /// `None` where boxes do not fit the case.
    fn on_boxes(
        &self,
        parties: &[PartyIndex],
        points: &PointValuation,
        hard: &[Formula],
        required: &[Option<i64>],
    ) -> Option<Found> {
        self.budget.notify.say("searching the frontier without a diagram");
        let Outcome { mut frontier, open } =
            self.by_boxes(&points.valuation, points, hard, required.to_vec())?;
        let reservations = self.reservations_by_boxes(points, hard)?;
        let scales = scales(points, &reservations);
        let free = || {
            if !binding(points, required) {
                return frontier.clone();
            }
            let searched = self.by_boxes(&points.valuation, points, hard, Vec::new());
            searched.map_or_else(|| frontier.clone(), |outcome| outcome.frontier)
        };
        let movements = if frontier.status == Status::Exact {
            self.movements(parties, points, &scales, free)
        } else {
            vec![None; parties.len()]
        };
        clamp(&mut frontier, &points.caps);
        Some(Found { frontier, open, counted: false, reservations, scales, movements })
    }

    /// Labels to hold for one issue, so that all issues together stay within memory.
    fn labels(&self) -> usize {
        let issues = self.case.issues.len().max(1);
        if issues <= 50 { self.budget.labels } else { self.budget.labels.min(LABELS / issues).max(1000) }
    }

    /// The concepts at each party's reservation values from 0 to 100, all other
    /// values staying. Only where every party is asked of every package: else the
    /// frontier without floors does not hold the frontiers with them.
    fn movements(
        &self,
        parties: &[PartyIndex],
        points: &PointValuation,
        scales: &[Scale],
        free: impl FnOnce() -> Frontier,
    ) -> Vec<Option<Movement<Point>>> {
        let everywhere = parties.iter().all(|&party| self.case.parties[party].consents == Consent::Always);
        let none = vec![None; parties.len()];
        if !self.request.movements
            || !everywhere
            || self.request.all
            || points.caps.iter().any(Option::is_some)
        {
            return none;
        }
        let free = free();
        if free.status != Status::Exact || free.points.len() > MOVING {
            return none;
        }
        let everything: Vec<&Point> = free.points.iter().collect();
        let along = |(at, scale): (usize, &Scale)| {
            // On a scale of the case's own, 100 means nothing: up to the most there is.
            let own = matches!(&self.case.preferences[parties[at]].form,
                Form::Values(values) if values.divisor.is_some());
            let most = free.points.iter().map(|point| point.vector[at]).max().unwrap_or(0).max(0);
            let top = if own { most } else { scale.denominator.saturating_mul(100) };
            let value = |step: i64| i64::try_from(i128::from(top) * i128::from(step) / 20).unwrap_or(top);
            let values: Vec<_> = (0..=20).map(value).collect();
            (!scale.ordinal)
                .then(|| sensitivity(scales, at, &values, |scales| meeting(&everything, scales)).cloned())
        };
        scales.iter().enumerate().map(along).collect()
    }

    /// Counts the packages behind clamped points one by one, because packages
    /// that only a cap makes equal were never counted together. Whether it did.
    fn count_clamped(
        &self,
        answer: &mut Answer,
        found: &mut Frontier,
        points: &PointValuation,
        diagram: &Diagram,
        floors: &[Vec<Option<i64>>],
    ) -> Result<bool, Stopped> {
        if diagram.count() > BigUint::from(self.budget.packages) {
            answer.limits.push(
                "The packages behind each frontier point are counted at least: a cap makes more of them equal."
                    .to_owned(),
            );
            return Ok(false);
        }
        found.points.iter_mut().for_each(|point| point.packages = BigUint::ZERO);
        for (at, package) in diagram.packages().enumerate() {
            if at % 1024 == 0 && self.budget.control.is_stopped() {
                return Err(Stopped::Cancelled);
            }
            let Some(located) = diagram.locate(&package) else { continue };
            let value = |coordinate: &Coordinate| -> i64 {
                let arcs = diagram.layers.iter().zip(&located.arcs);
                arcs.map(|(layer, arc)| {
                    coordinate.gain(layer.issue, arc.choice, &diagram.effects[arc.effect as usize])
                })
                .sum()
            };
            let vector: Vec<i64> = points.valuation.coordinates.iter().map(value).collect();
            let meets = |(&value, floor): (&i64, &Option<i64>)| floor.is_none_or(|floor| value >= floor);
            if !vector.iter().zip(&floors[located.terminal]).all(meets) {
                continue;
            }
            let clamped: Vec<i64> = vector
                .iter()
                .zip(&points.caps)
                .map(|(&value, cap)| cap.map_or(value, |cap| cap.min(value)))
                .collect();
            if let Some(point) = found.points.iter_mut().find(|point| point.vector == clamped) {
                point.packages += 1_u8;
            }
        }
        Ok(true)
    }

    fn no_points(&self, error: PointError) -> String {
        match error {
            PointError::TooManyDigits { party } => format!(
                "There is no frontier: the numbers of {} have too many digits to be summed exactly.",
                self.case.parties[party].name
            ),
            PointError::TooManyPriorities { party, count } => format!(
                "There is no frontier: {} has {count} priorities, and {MOST_PRIORITIES} is the most.",
                self.case.parties[party].name
            ),
        }
    }

    /// The reservation values; where one is not known, the party's least value
    /// over the packages in question stands in.
    fn reservations(&self, diagram: &Diagram, parties: &[PartyIndex], points: &PointValuation) -> Vec<i64> {
        let least = |coordinate: usize| {
            let bounds = diagram.completion_bounds(&points.valuation.coordinates[coordinate]);
            bounds.least.first().and_then(|root| root.first()).copied().unwrap_or(0)
        };
        (0..parties.len()).map(|at| points.reservations[at].unwrap_or_else(|| least(at))).collect()
    }
}

/// A frontier and what goes with it.
struct Found {
    frontier: Frontier,
    /// Where more can lie.
    open: Open,
    /// Whether the packages behind each point are counted exactly.
    counted: bool,
    reservations: Vec<i64>,
    scales: Vec<Scale>,
    movements: Vec<Option<Movement<Point>>>,
}

/// Whether some package could conceivably miss a floor.
fn binding(points: &PointValuation, floors: &[Option<i64>]) -> bool {
    let misses = |(coordinate, floor): (&Coordinate, &Option<i64>)| {
        let rows: i64 = coordinate.table.iter().filter_map(|row| row.iter().min()).sum();
        let lost: i64 = coordinate.bonus.iter().map(|&bonus| bonus.min(0)).sum();
        floor.is_some_and(|floor| rows + lost < floor)
    };
    points.valuation.coordinates.iter().zip(floors).any(misses)
}

/// One scale a coordinate.
fn scales(points: &PointValuation, reservations: &[i64]) -> Vec<Scale> {
    let scale = |(coordinate, &reservation): (&Coordinate, &i64)| Scale {
        reservation,
        denominator: coordinate.denominator,
        ordinal: coordinate.ordinal,
    };
    points.valuation.coordinates.iter().zip(reservations).map(scale).collect()
}

/// Whether a preference gives one number for everything, or a complete order.
fn is_exact(preference: &Preference) -> bool {
    let exact = |ranges: &[Range]| ranges.iter().all(Range::is_exact);
    let form = match &preference.form {
        Form::Unknown => false,
        Form::Priorities(_) | Form::Ranking(_) => true,
        Form::Values(values) => {
            let weights = matches!(&values.weights, Weights::Ranges(ranges) if exact(ranges));
            let levels = |levels: &Levels| match levels {
                Levels::Ranges(ranges) => exact(ranges),
                // With two groups at most, the levels are 100 and 0.
                Levels::Order { groups, unplaced, .. } => groups.len() <= 2 && unplaced.is_empty(),
            };
            (weights || values.issues.len() == 1) && values.issues.iter().all(levels)
        }
    };
    let reservation = match &preference.reservation {
        Reservation::Value(range) => range.is_exact(),
        Reservation::Nothing | Reservation::Package { .. } => true,
        Reservation::Unknown | Reservation::Between { .. } => false,
    };
    form && reservation && preference.adjustments.iter().all(|adjustment| adjustment.by.is_exact())
}

/// Clamps values to the caps and keeps what is still undominated: what is
/// undominated under caps is the clamped image of something undominated without.
fn clamp(found: &mut Frontier, caps: &[Option<i64>]) {
    for point in &mut found.points {
        for (value, cap) in point.vector.iter_mut().zip(caps) {
            *value = cap.map_or(*value, |cap| cap.min(*value));
        }
    }
    let dominates = |one: &[i64], other: &[i64]| one != other && one.iter().zip(other).all(|(a, b)| a >= b);
    let vectors: Vec<_> = found.points.iter().map(|point| point.vector.clone()).collect();
    found.points.retain(|point| !vectors.iter().any(|other| dominates(other, &point.vector)));
    found.points.sort_by(|one, other| other.vector.cmp(&one.vector));
    found.points.dedup_by(|later, earlier| {
        let same = later.vector == earlier.vector;
        if same {
            earlier.packages += &later.packages;
        }
        same
    });
}
