//! The alternatives among which draws are spread, compiled once.
//!
//! An *alternative* is the case under some scenarios. Its packages are one
//! diagram, which every draw re-weighs. Red lines that are disputed stand in some
//! draws and not in others: the diagram remembers at its ends which of them a
//! package crosses.

use std::fmt;

use detente_case::formula::Formula;
use detente_case::model::Case;
use detente_case::package::{Choice, PartyIndex};
use detente_case::record::{Level, level};
use detente_settle::budget::Budget;
use detente_settle::demand::{asked_parties, where_asked};
use detente_settle::on_record::is_an_agreement;
use detente_settle::{terminals, ties};
use detente_space::compile::{Request as Compile, Stopped, compile};
use detente_space::diagram::Diagram;
use detente_space::points::PointError;
use detente_space::valuation::Valuation;

use crate::cells::{cells, flatten};
use crate::region::{PartyDraw, PartyRegion, Tracked};

/// A case under some scenarios, and how many of the draws are made in it.
#[derive(Clone, Debug)]
pub struct Alternative {
    /// What readers call it.
    pub name: String,
    /// The case.
    pub case: Case,
    /// Weight against the other alternatives; not negative.
    pub weight: f64,
}

/// Most red lines of one alternative that stand in some draws only.
pub const MOST_DISPUTED: usize = 8;

/// Why nothing can be drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ModelError {
    /// A party's numbers cannot be summed exactly.
    Points {
        /// The alternative.
        alternative: usize,
        /// Why.
        error: PointError,
    },
    /// The packages of an alternative were not compiled.
    Stopped(Stopped),
    /// Nobody's acceptance is required of any package.
    NobodyAsked {
        /// The alternative.
        alternative: usize,
    },
    /// Of no party that is asked anything is known.
    NothingKnown {
        /// The alternative.
        alternative: usize,
    },
    /// An alternative has other parties, issues or options than the first.
    Different {
        /// The alternative.
        alternative: usize,
    },
    /// No alternative has any weight.
    NoWeight,
}

impl fmt::Display for ModelError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Points { error, .. } => write!(out, "{error}"),
            Self::Stopped(reason) => write!(out, "the packages were not compiled: {reason}"),
            Self::NobodyAsked { .. } => {
                out.write_str("nobody is asked: no party's acceptance is required of any package")
            }
            Self::NothingKnown { .. } => out.write_str(
                "there is nothing to draw from: of no party that is asked the case gives a preference",
            ),
            Self::Different { .. } => out.write_str(
                "the scenarios to draw from must have the same parties, issues and options, in the same order",
            ),
            Self::NoWeight => out.write_str("no alternative has any weight"),
        }
    }
}

impl std::error::Error for ModelError {}

/// A red line of which it is disputed whether it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Disputed {
    /// The party.
    pub party: PartyIndex,
    /// Position in its preference.
    pub line: usize,
}

/// All alternatives, ready to be drawn from.
#[derive(Clone, Debug)]
pub struct Model<'a> {
    /// The alternatives that have any weight, compiled.
    pub worlds: Vec<World<'a>>,
    /// Upper ends of the alternatives' parts of the unit interval.
    ends: Vec<f64>,
    /// The share of draws in which a disputed red line stands.
    standing: f64,
    dimensions: usize,
}

/// One alternative, compiled.
#[derive(Clone, Debug)]
pub struct World<'a> {
    /// What readers call it.
    pub name: &'a str,
    /// Its share of the draws, before rounding.
    pub share: f64,
    /// The case.
    pub case: &'a Case,
    /// The regions of the parties that are asked and of whom anything is known,
    /// in case order: one coordinate each.
    pub coordinates: Vec<PartyRegion>,
    /// Parties that are asked and of which nothing tells what they accept.
    pub silent: Vec<PartyIndex>,
    /// Red lines that stand in some draws only.
    pub disputed: Vec<Disputed>,
    /// Disputed red lines beyond [`MOST_DISPUTED`], which stand in all draws.
    pub undrawn: usize,
    /// The packages.
    pub diagram: Diagram,
    tracked: Tracked,
    /// By end of the diagram and coordinate: whether the party is asked.
    asked_at: Vec<Vec<bool>>,
    asked: Vec<PartyIndex>,
    agreement: Formula,
    pub(crate) tie_keys: Vec<Vec<u64>>,
}

/// One draw of everything.
#[derive(Clone, Debug, Default)]
pub struct Draw {
    /// Which alternative.
    pub world: usize,
    /// The values, one coordinate for each of [`World::coordinates`].
    pub valuation: Valuation,
    /// What goes with the coordinates.
    pub parties: Vec<PartyDraw>,
    /// Which of [`World::disputed`] stand.
    pub standing: Vec<bool>,
    /// By coordinate, the values of all choices issue by issue, then the bonuses.
    pub(crate) flat: Vec<Vec<i64>>,
}

/// A package as it lies in one alternative.
#[derive(Clone, Debug)]
pub(crate) struct View {
    /// Whether the rules allow it and it is an agreement.
    pub(crate) allowed: bool,
    /// The choices on issues that arise and the formulas that hold, as positions in [`Draw::flat`].
    pub(crate) cells: Vec<u32>,
    /// By coordinate: whether the party is asked.
    pub(crate) asked: Vec<bool>,
    /// By coordinate: whether it crosses a red line of the party that always stands.
    pub(crate) crosses: Vec<bool>,
    /// Whether it crosses a standing red line of a party that is asked and no coordinate.
    pub(crate) refused: bool,
    /// By disputed red line: whether it crosses it.
    pub(crate) disputed: Vec<bool>,
    /// By disputed red line: whether its party is asked.
    pub(crate) disputed_asked: Vec<bool>,
}

impl<'a> Model<'a> {
    /// Compiles the alternatives. `standing` is the share of draws in which a
    /// disputed red line stands: one that the analyst assumes, or that rests on
    /// words that others attribute to the party alone. At 1 all stand always.
    ///
    /// # Errors
    ///
    /// See [`ModelError`].
    pub fn new(
        alternatives: &'a [Alternative],
        standing: f64,
        budget: &Budget<'_>,
    ) -> Result<Self, ModelError> {
        let total: f64 = alternatives.iter().map(|each| each.weight).sum();
        if total.is_nan() || total <= 0.0 {
            return Err(ModelError::NoWeight);
        }
        let mut worlds = Vec::new();
        let mut ends = Vec::new();
        let mut sum = 0.0;
        for (at, alternative) in alternatives.iter().enumerate().filter(|(_, each)| each.weight > 0.0) {
            if !same_packages(&alternatives[0].case, &alternative.case) {
                return Err(ModelError::Different { alternative: at });
            }
            sum += alternative.weight / total;
            ends.push(sum);
            let share = alternative.weight / total;
            worlds.push(World::new(alternative, at, share, standing < 1.0, budget)?);
        }
        let widest = worlds.iter().map(World::variables).max().unwrap_or(0);
        let dimensions = widest + usize::from(worlds.len() > 1);
        Ok(Self { worlds, ends, standing, dimensions })
    }

    /// Numbers between 0 and 1 that a draw takes.
    #[must_use]
    pub fn dimensions(&self) -> usize {
        self.dimensions
    }

    /// Makes a draw from [`Model::dimensions`] numbers between 0 and 1.
    pub fn draw(&self, point: &[f64], into: &mut Draw) {
        let mut rest = point;
        into.world = 0;
        if self.worlds.len() > 1
            && let Some((&first, others)) = point.split_first()
        {
            into.world = self.ends.iter().position(|&end| first < end).unwrap_or(self.worlds.len() - 1);
            rest = others;
        }
        let world = &self.worlds[into.world];
        let (lines, mut rest) = rest.split_at(world.disputed.len());
        into.standing.clear();
        into.standing.extend(lines.iter().map(|&at| at < self.standing));
        into.parties.resize_with(world.coordinates.len(), PartyDraw::default);
        into.valuation.coordinates.resize_with(world.coordinates.len(), Default::default);
        let coordinates = into.valuation.coordinates.iter_mut().zip(&mut into.parties);
        for (region, (coordinate, party)) in world.coordinates.iter().zip(coordinates) {
            let (own, others) = rest.split_at(region.variables());
            region.draw(own, world.tracked.formulas().len(), coordinate, party);
            rest = others;
        }
        into.flat.resize_with(world.coordinates.len(), Vec::new);
        for (flat, coordinate) in into.flat.iter_mut().zip(&into.valuation.coordinates) {
            flatten(coordinate, flat);
        }
    }
}

impl<'a> World<'a> {
    fn new(
        alternative: &'a Alternative,
        at: usize,
        share: f64,
        with_disputed: bool,
        budget: &Budget<'_>,
    ) -> Result<Self, ModelError> {
        let case = &alternative.case;
        let asked = asked_parties(case, &[]);
        if asked.is_empty() {
            return Err(ModelError::NobodyAsked { alternative: at });
        }
        let mut tracked = Tracked::default();
        let mut coordinates = Vec::new();
        let mut silent = Vec::new();
        for &party in &asked {
            let region = PartyRegion::new(case, party, &mut tracked)
                .map_err(|error| ModelError::Points { alternative: at, error })?;
            if region.as_ref().is_none_or(|region| !region.has_reservation()) {
                silent.push(party);
            }
            coordinates.extend(region);
        }
        // Whoever takes anything is not silent, even where nothing else is known of it.
        silent.retain(|&party| {
            case.preferences[party].reservation != detente_case::preference::Reservation::Nothing
        });
        if coordinates.is_empty() {
            return Err(ModelError::NothingKnown { alternative: at });
        }
        let mut disputed = if with_disputed { disputed_lines(case, &asked) } else { Vec::new() };
        let undrawn = disputed.len().saturating_sub(MOST_DISPUTED);
        disputed.truncate(MOST_DISPUTED);
        let agreement = is_an_agreement(case);
        let crossing = |line: &Disputed| {
            let refused = case.preferences[line.party].red_lines[line.line].refuse.formula.clone();
            where_asked(case, line.party, refused.not()).not()
        };
        let mut hard = vec![agreement.clone()];
        for &party in &asked {
            for line in 0..case.preferences[party].red_lines.len() {
                if !disputed.contains(&Disputed { party, line }) {
                    hard.push(crossing(&Disputed { party, line }).not());
                }
            }
        }
        let parties: Vec<_> = coordinates.iter().map(|region| region.party).collect();
        let mut split = terminals::split(case, &parties);
        split.extend(disputed.iter().map(crossing));
        let request = Compile { hard: &hard, tracked: tracked.formulas(), split: &split };
        let diagram =
            compile(case, &request, &budget.limits, &budget.control).map_err(ModelError::Stopped)?;
        let asked_at = terminals::floors(case, &parties, &diagram, &vec![Some(0); parties.len()]);
        let asked_at = asked_at.iter().map(|floors| floors.iter().map(Option::is_some).collect()).collect();
        Ok(Self {
            name: &alternative.name,
            share,
            case,
            coordinates,
            silent,
            disputed,
            undrawn,
            diagram,
            tracked,
            asked_at,
            asked,
            agreement,
            tie_keys: ties::keys(case),
        })
    }

    fn variables(&self) -> usize {
        self.disputed.len() + self.coordinates.iter().map(PartyRegion::variables).sum::<usize>()
    }

    /// Formulas whose truth adds value, in the order of the coordinates' bonuses.
    #[must_use]
    pub fn formulas(&self) -> &[Formula] {
        self.tracked.formulas()
    }

    /// Where in [`Draw::flat`] each issue and then each formula begins, and where all end.
    pub(crate) fn starts(&self) -> Vec<u32> {
        let sizes = self.case.issues.iter().map(|issue| issue.choices() as u32);
        let sizes = sizes.chain(self.tracked.formulas().iter().map(|_| 1));
        let ends = sizes.scan(0, |end, size| {
            *end += size;
            Some(*end)
        });
        std::iter::once(0).chain(ends).collect()
    }

    /// The coordinate of a party.
    #[must_use]
    pub fn coordinate_of(&self, party: PartyIndex) -> Option<usize> {
        self.coordinates.iter().position(|region| region.party == party)
    }

    /// The reservation values that hold at each end of the diagram; `i64::MAX`
    /// where a red line that stands is crossed.
    pub(crate) fn floors(&self, draw: &Draw) -> Vec<Vec<Option<i64>>> {
        let terminals = 0..self.diagram.terminals.len();
        let floors = |terminal| (0..draw.parties.len()).map(|at| self.floor(draw, terminal, at)).collect();
        terminals.map(floors).collect()
    }

    /// One of them.
    pub(crate) fn floor(&self, draw: &Draw, terminal: usize, coordinate: usize) -> Option<i64> {
        let holds = &self.diagram.terminals[terminal].holds;
        let lines = &holds[holds.len() - draw.standing.len()..];
        if lines.iter().zip(&draw.standing).any(|(crossed, standing)| *crossed && *standing) {
            return Some(i64::MAX);
        }
        draw.parties[coordinate].floor().filter(|_| self.asked_at[terminal][coordinate])
    }

    /// A package as it lies here.
    pub(crate) fn view(&self, package: &[Choice]) -> View {
        let case = self.case;
        let crossed = |party: PartyIndex, line: usize| {
            case.preferences[party].red_lines[line].refuse.formula.holds(package)
        };
        let fixed = |party: PartyIndex| {
            let lines = 0..case.preferences[party].red_lines.len();
            lines
                .filter(|&line| !self.disputed.contains(&Disputed { party, line }))
                .any(|line| crossed(party, line))
        };
        let without_values = |party: &&PartyIndex| self.coordinate_of(**party).is_none();
        View {
            allowed: case.is_allowed(package) && self.agreement.holds(package),
            cells: cells(case, self.tracked.formulas(), package),
            asked: self.coordinates.iter().map(|region| case.is_asked(region.party, package)).collect(),
            crosses: self.coordinates.iter().map(|region| fixed(region.party)).collect(),
            refused: self
                .asked
                .iter()
                .filter(without_values)
                .any(|&party| case.is_asked(party, package) && fixed(party)),
            disputed: self.disputed.iter().map(|line| crossed(line.party, line.line)).collect(),
            disputed_asked: self.disputed.iter().map(|line| case.is_asked(line.party, package)).collect(),
        }
    }
}

/// Red lines of parties that are asked which the analyst assumes, or for which
/// nothing better than attributed words is on record.
fn disputed_lines(case: &Case, asked: &[PartyIndex]) -> Vec<Disputed> {
    let mut found = Vec::new();
    for &party in asked {
        for (line, each) in case.preferences[party].red_lines.iter().enumerate() {
            let weak =
                |&statement: &usize| level(case, &case.statements[statement], party) == Level::Attributed;
            if each.assumed || !each.rests_on.is_empty() && each.rests_on.iter().all(weak) {
                found.push(Disputed { party, line });
            }
        }
    }
    found
}

/// Whether packages of the one case are packages of the other, by position.
fn same_packages(one: &Case, other: &Case) -> bool {
    let ids = |case: &Case| -> Vec<Vec<String>> {
        let issue = |issue: &detente_case::model::Issue| {
            let choices = (0..issue.choices()).filter_map(|at| Choice::try_from(at).ok());
            std::iter::once(issue.id.clone()).chain(choices.map(|choice| issue.choice_id(choice))).collect()
        };
        case.issues.iter().map(issue).collect()
    };
    let parties = |case: &Case| case.parties.iter().map(|party| party.id.clone()).collect::<Vec<_>>();
    std::ptr::eq(one, other) || parties(one) == parties(other) && ids(one) == ids(other)
}

impl PartyDraw {
    /// What a package must be worth, before any cap, to be accepted.
    pub(crate) fn floor(&self) -> Option<i64> {
        match (self.reservation, self.cap) {
            // Under a cap below its reservation value a party accepts nothing.
            (Some(reservation), Some(cap)) if cap < reservation => Some(i64::MAX),
            (reservation, _) => reservation,
        }
    }
}
