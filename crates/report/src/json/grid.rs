//! `stability --grid` as JSON.

use std::collections::BTreeMap;

use detente_stability::number::package_of;
use fixedbitset::FixedBitSet;
use num_bigint::BigUint;
use schemars::JsonSchema;
use serde::Serialize;

use super::common::{self, Head};
use crate::provenance::Provenance;
use crate::stability::GridSubject;

/// What stability depends on.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct GridShape {
    /// The case and the day.
    #[serde(flatten)]
    pub head: Head,
    /// Concepts, in the order of counts.
    pub concepts: Vec<String>,
    /// Versions of the case: the first as asked for, the others with a scenario more.
    pub versions: Vec<String>,
    /// Each version under each assumption on what can be taken back.
    pub cells: Vec<CellShape>,
    /// States that are an equilibrium somewhere, at most places first.
    pub states: Vec<PlacedShape>,
    /// Such states that are not in `states`, for want of room.
    pub not_listed: usize,
    /// Scenarios that are not in the grid, and why.
    pub left_out: BTreeMap<String, String>,
    /// What it was made with and from.
    pub made_with: Provenance,
}

/// A version under an assumption on what can be taken back.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct CellShape {
    /// Position in `versions`.
    pub version: usize,
    /// `as-declared`, `all-reversible` or `none-reversible`.
    pub reversibility: String,
    /// How many states there are.
    pub states: usize,
    /// How many are equilibria, by concept.
    pub equilibria: Vec<usize>,
}

/// A state and where it is an equilibrium.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct PlacedShape {
    /// Its number.
    pub number: String,
    /// Its choices.
    pub options: BTreeMap<String, String>,
    /// At how many pairs of a cell and a concept it is an equilibrium.
    pub places: usize,
    /// For each concept the positions in `cells` where it is.
    pub cells: BTreeMap<String, Vec<usize>>,
    /// Whether concept, version and reversibility each matter by themselves, not only together.
    pub apart: bool,
}

/// The shape of `stability --grid --format json`, with at most `listed` states.
#[must_use]
pub fn grid(subject: GridSubject<'_>, listed: usize, made_with: &Provenance) -> GridShape {
    let GridSubject { case, view, grid, .. } = subject;
    let mut states: Vec<(&BigUint, &FixedBitSet)> = grid.states.iter().collect();
    states.sort_by_key(|(number, places)| (std::cmp::Reverse(places.count_ones(..)), (*number).clone()));
    let placed = |(number, places): &(&BigUint, &FixedBitSet)| {
        let of_concept = grid.concepts.iter().enumerate().map(|(at, concept)| {
            let cells = (0..grid.cells.len()).filter(|cell| places.contains(cell * grid.concepts.len() + at));
            (concept.id().to_owned(), cells.collect())
        });
        PlacedShape {
            number: number.to_string(),
            options: package_of(case, number)
                .map_or_else(BTreeMap::new, |package| common::package(case, &package).options),
            places: places.count_ones(..),
            cells: of_concept.collect(),
            apart: grid.rests(places).apart,
        }
    };
    GridShape {
        head: common::head(case, view, "stability-grid"),
        concepts: grid.concepts.iter().map(|concept| concept.id().to_owned()).collect(),
        versions: subject.versions.to_vec(),
        cells: grid
            .cells
            .iter()
            .map(|cell| CellShape {
                version: cell.version,
                reversibility: cell.reversibility.id().to_owned(),
                states: cell.states,
                equilibria: cell.equilibria.clone(),
            })
            .collect(),
        states: states.iter().take(listed).map(placed).collect(),
        not_listed: states.len().saturating_sub(listed),
        left_out: subject.left_out.iter().cloned().collect(),
        made_with: made_with.clone(),
    }
}
