//! Frontier and solution points of a loaded case, timed inside the process.
//!
//! `points CASE.toml SECONDS [frontier]` repeats compiling, the frontier and the
//! solution concepts for so many processor seconds and prints as JSON what it
//! found and how long one round took; with `frontier`, the frontier of all
//! packages alone, whatever they are worth, and how long it takes without
//! compiling. Values are shares of the whole scale, 0 to 1, as other tools give
//! them.

use std::process::ExitCode;

use detente_bench::process::{peak_kib, repeated};
use detente_case::load::{MemoryFiles, load};
use detente_case::model::Case;
use detente_settle::concepts::{Concepts, Scale, concepts};
use detente_settle::frontier::{Frontier, Request, Status, frontier};
use detente_settle::ties;
use detente_space::compile::{Limits, Request as Compile, compile};
use detente_space::control::Control;
use detente_space::diagram::Diagram;
use detente_space::points::{PointValuation, point_valuation};
use serde_json::{Value, json};

fn main() -> ExitCode {
    match run() {
        Ok(found) => {
            println!("{found}");
            ExitCode::SUCCESS
        }
        Err(problem) => {
            eprintln!("{problem}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<Value, String> {
    let mut arguments = std::env::args().skip(1);
    let path = arguments.next().ok_or("points CASE.toml SECONDS [frontier]")?;
    let enough: f64 = arguments.next().and_then(|word| word.parse().ok()).unwrap_or(0.3);
    let all = arguments.next().is_some_and(|word| word == "frontier");
    let text = std::fs::read_to_string(&path).map_err(|error| format!("{path}: {error}"))?;
    let loaded = load(&MemoryFiles::of("case.toml", text), "case.toml", &[]);
    let case = loaded.case.ok_or_else(|| format!("{path}: {:?}", loaded.diagnostics.first()))?;
    let (found, seconds, times) = repeated(enough, || settle(&case, all));
    let (points, frontier, concepts) = found?;
    let sweep = if all { Some(sweep_alone(&case, enough)?) } else { None };
    let denominators: Vec<f64> =
        points.valuation.coordinates.iter().map(|coordinate| 100.0 * coordinate.denominator as f64).collect();
    let at = |positions: &[usize]| -> Vec<Vec<f64>> {
        positions.iter().map(|&position| shares(&frontier.points[position].vector, &denominators)).collect()
    };
    let nash: Vec<usize> = concepts.nash.iter().flat_map(|set| set.points.iter().copied()).collect();
    let everything: Vec<usize> = (0..frontier.points.len()).collect();
    Ok(json!({
        "seconds": seconds,
        "frontier_seconds": sweep,
        "times": times,
        "peak_kib": peak_kib(),
        "exact": frontier.status == Status::Exact,
        "frontier": at(&everything),
        "points": {
            "nash": at(&nash),
            "egalitarian": at(&concepts.egalitarian),
            "kalai-smorodinsky": at(&concepts.kalai_smorodinsky),
            "utilitarian": at(&concepts.utilitarian),
            "sum": at(&concepts.raw_sum),
        },
    }))
}

/// What a frontier is computed from.
struct Prepared {
    points: PointValuation,
    diagram: Diagram,
    request: Request,
}

impl Prepared {
    /// Without floors where `all` packages count.
    fn new(case: &Case, all: bool) -> Result<Self, String> {
        let parties: Vec<_> = (0..case.parties.len()).collect();
        let points = point_valuation(case, &parties).map_err(|error| error.to_string())?;
        let request = Compile { tracked: &points.tracked, ..Compile::default() };
        let diagram = compile(case, &request, &Limits::default(), &Control::unlimited())
            .map_err(|reason| reason.to_string())?;
        let floors =
            if all { Vec::new() } else { vec![points.reservations.clone(); diagram.terminals.len()] };
        let request = Request { floors, tie_keys: ties::keys(case), ..Request::default() };
        Ok(Self { points, diagram, request })
    }

    fn frontier(&self) -> Frontier {
        frontier(&self.diagram, &self.points.valuation, &self.request, &Control::unlimited())
    }
}

/// Seconds of the frontier of all packages, on what is compiled already.
fn sweep_alone(case: &Case, enough: f64) -> Result<f64, String> {
    let prepared = Prepared::new(case, true)?;
    Ok(repeated(enough, || prepared.frontier()).1)
}

/// One round of the work that is timed; no concepts where `all` packages count.
fn settle(case: &Case, all: bool) -> Result<(PointValuation, Frontier, Concepts), String> {
    let prepared = Prepared::new(case, all)?;
    let found = prepared.frontier();
    let points = prepared.points;
    let scales: Vec<Scale> = points
        .valuation
        .coordinates
        .iter()
        .zip(&points.reservations)
        .map(|(coordinate, reservation)| Scale {
            reservation: reservation.unwrap_or(0),
            denominator: coordinate.denominator,
            ordinal: coordinate.ordinal,
        })
        .collect();
    let concepts = concepts(if all { &[] } else { found.points.as_slice() }, &scales);
    Ok((points, found, concepts))
}

fn shares(vector: &[i64], denominators: &[f64]) -> Vec<f64> {
    vector.iter().zip(denominators).map(|(&value, denominator)| value as f64 / denominator).collect()
}
