//! What a conclusion depends on: equilibria under each concept, in each of
//! several versions of a case, and with moves that can and cannot be taken back.

use std::collections::{BTreeMap, VecDeque};

use detente_case::model::{Case, Issue};
use detente_case::package::Choice;
use detente_space::control::Control;
use fixedbitset::FixedBitSet;
use num_bigint::BigUint;

use crate::concepts::{Concept, Stability};
use crate::model::{Limits, Model, ModelError};
use crate::number::number_of;

/// Which moves can be taken back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reversibility {
    /// As the case says.
    Declared,
    /// Every change of an issue is permitted to whoever moves it.
    Everything,
    /// A change that could be undone is permitted only away from the no-deal
    /// choice: a step between two choices equally far from it is permitted where
    /// it was one way already.
    Nothing,
}

impl Reversibility {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Declared, Self::Everything, Self::Nothing];

    /// The name for programs.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Declared => "as-declared",
            Self::Everything => "all-reversible",
            Self::Nothing => "none-reversible",
        }
    }
}

/// The case with other moves permitted.
#[must_use]
pub fn with_moves(case: &Case, reversibility: Reversibility) -> Case {
    let mut case = case.clone();
    for issue in &mut case.issues {
        match reversibility {
            Reversibility::Declared => {}
            Reversibility::Everything => issue.moves = None,
            Reversibility::Nothing => issue.moves = one_way(issue).or(issue.moves.take()),
        }
    }
    case
}

/// Permitted changes without those that take something back; `None` where there
/// is no choice to go away from.
fn one_way(issue: &Issue) -> Option<Vec<(Choice, Choice)>> {
    let start = issue.no_deal?;
    let choices = Choice::try_from(issue.choices()).ok()?;
    let Some(moves) = &issue.moves else {
        return Some((0..choices).filter(|&to| to != start).map(|to| (start, to)).collect());
    };
    let distances = |from: Choice| {
        let mut distance: BTreeMap<Choice, usize> = BTreeMap::from([(from, 0)]);
        let mut open = VecDeque::from([from]);
        while let Some(at) = open.pop_front() {
            let next = distance[&at] + 1;
            for &(_, to) in moves.iter().filter(|(before, _)| *before == at) {
                distance.entry(to).or_insert_with(|| {
                    open.push_back(to);
                    next
                });
            }
        }
        distance
    };
    let away = distances(start);
    let keeps = |&&(from, to): &&(Choice, Choice)| {
        let can_return = distances(to).contains_key(&from);
        !can_return || matches!((away.get(&from), away.get(&to)), (Some(near), Some(far)) if near < far)
    };
    Some(moves.iter().filter(keeps).copied().collect())
}

/// One version of the case under one reversibility.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// Position of the version.
    pub version: usize,
    /// Which moves can be taken back.
    pub reversibility: Reversibility,
    /// How many states there are.
    pub states: usize,
    /// How many are equilibria, one entry a concept.
    pub equilibria: Vec<usize>,
}

/// The grid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grid {
    /// The concepts.
    pub concepts: Vec<Concept>,
    /// The reversibilities, [`Reversibility::Declared`] first; others only where
    /// they permit other moves in some version.
    pub reversibilities: Vec<Reversibility>,
    /// How many versions there are.
    pub versions: usize,
    /// Versions after versions, in each reversibility after reversibility.
    pub cells: Vec<Cell>,
    /// By the number of a state ([`crate::number`]): where it is an equilibrium,
    /// as positions `cell * concepts + concept`. States that are one nowhere are absent.
    pub states: BTreeMap<BigUint, FixedBitSet>,
}

/// Most pairs of a state and a cell in which it is an equilibrium.
const MOST_PAIRS: u64 = 5_000_000;

/// Computes the grid of versions of one case, which have the same issues.
///
/// # Errors
///
/// [`ModelError`] of the first cell that has no answer, and
/// [`ModelError::TooMuchWork`] where the equilibria of all cells are more than
/// five million.
pub fn grid(
    versions: &[&Case],
    concepts: &[Concept],
    limits: &Limits,
    control: &Control<'_>,
    notify: &dyn Fn(&str),
) -> Result<Grid, ModelError> {
    let differs = |reversibility: &Reversibility| {
        *reversibility == Reversibility::Declared
            || versions.iter().any(|case| {
                let other = with_moves(case, *reversibility);
                case.issues.iter().zip(&other.issues).any(|(one, other)| one.moves != other.moves)
            })
    };
    let reversibilities: Vec<_> = Reversibility::ALL.into_iter().filter(differs).collect();
    let width = versions.len() * reversibilities.len() * concepts.len();
    let mut grid = Grid {
        concepts: concepts.to_vec(),
        reversibilities,
        versions: versions.len(),
        cells: Vec::new(),
        states: BTreeMap::new(),
    };
    let mut pairs = 0_u64;
    for (version, case) in versions.iter().enumerate() {
        for &reversibility in &grid.reversibilities {
            notify(&format!("cell {} of the grid", grid.cells.len() + 1));
            let moved = with_moves(case, reversibility);
            let model = Model::build(&moved, limits, control)?;
            let stability = Stability::of(&model, concepts, limits, control)?;
            let mut equilibria = Vec::with_capacity(concepts.len());
            for (at, &concept) in concepts.iter().enumerate() {
                let mut count = 0;
                for state in stability.equilibria(concept) {
                    count += 1;
                    pairs += 1;
                    if pairs > MOST_PAIRS {
                        let what = "keeping the equilibria of every cell of the grid";
                        return Err(ModelError::TooMuchWork { what, steps: pairs, limit: MOST_PAIRS });
                    }
                    let number = number_of(case, &model.package(state));
                    let place = grid.cells.len() * concepts.len() + at;
                    let cells =
                        grid.states.entry(number).or_insert_with(|| FixedBitSet::with_capacity(width));
                    cells.insert(place);
                }
                equilibria.push(count);
            }
            grid.cells.push(Cell { version, reversibility, states: model.states(), equilibria });
        }
    }
    Ok(grid)
}

/// What it rests on that a state is an equilibrium in some cells and not in others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rests {
    /// Concepts under which it is an equilibrium in some cell, by position.
    pub concepts: Vec<usize>,
    /// Versions in which it is.
    pub versions: Vec<usize>,
    /// Reversibilities under which it is, by position.
    pub reversibilities: Vec<usize>,
    /// Whether it is an equilibrium in every cell that these three leave: then
    /// each matters by itself, else they matter together.
    pub apart: bool,
}

impl Grid {
    /// How many pairs of a cell and a concept there are.
    #[must_use]
    pub fn places(&self) -> usize {
        self.cells.len() * self.concepts.len()
    }

    /// What it rests on that a state is an equilibrium at these places.
    #[must_use]
    pub fn rests(&self, places: &FixedBitSet) -> Rests {
        let concepts = self.concepts.len().max(1);
        let reversibilities = self.reversibilities.len().max(1);
        let project = |of: &dyn Fn(usize) -> usize| {
            let mut found: Vec<usize> = places.ones().map(of).collect();
            found.sort_unstable();
            found.dedup();
            found
        };
        let by_concept = project(&|place| place % concepts);
        let by_reversibility = project(&|place| place / concepts % reversibilities);
        let by_version = project(&|place| place / concepts / reversibilities);
        let product = by_concept.len() * by_reversibility.len() * by_version.len();
        Rests {
            apart: product == places.count_ones(..),
            concepts: by_concept,
            versions: by_version,
            reversibilities: by_reversibility,
        }
    }
}
