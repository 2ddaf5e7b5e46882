//! The exact frontier of a hyper-rectangle case, timed inside the process.
//!
//! `rectangles CASE.toml SECONDS` repeats reading off the values and the
//! branch-and-bound for so many processor seconds and prints as JSON what it found
//! and how long one round took. Values are in whole points.

use std::process::ExitCode;

use detente_bench::process::{peak_kib, repeated};
use detente_case::load::{MemoryFiles, load};
use detente_case::model::Case;
use detente_settle::boxes::{Request, frontier};
use detente_settle::frontier::{Frontier, Status};
use detente_settle::ties;
use detente_space::control::Control;
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
    let path = arguments.next().ok_or("rectangles CASE.toml SECONDS")?;
    let enough: f64 = arguments.next().and_then(|word| word.parse().ok()).unwrap_or(0.3);
    let text = std::fs::read_to_string(&path).map_err(|error| format!("{path}: {error}"))?;
    let loaded = load(&MemoryFiles::of("case.toml", text), "case.toml", &[]);
    let case = loaded.case.ok_or_else(|| format!("{path}: {:?}", loaded.diagnostics.first()))?;
    let (found, seconds, times) = repeated(enough, || settle(&case));
    let (points, frontier) = found?;
    let whole = |point: &Vec<i64>| -> Vec<i64> {
        let coordinates = point.iter().zip(&points.valuation.coordinates);
        coordinates.map(|(value, coordinate)| value / coordinate.denominator).collect()
    };
    Ok(json!({
        "seconds": seconds,
        "times": times,
        "peak_kib": peak_kib(),
        "nodes": frontier.labels,
        "exact": frontier.status == Status::Exact,
        "frontier": frontier.points.iter().map(|point| whole(&point.vector)).collect::<Vec<_>>(),
    }))
}

/// One round of the work that is timed.
fn settle(case: &Case) -> Result<(PointValuation, Frontier), String> {
    let parties: Vec<_> = (0..case.parties.len()).collect();
    let points = point_valuation(case, &parties).map_err(|error| error.to_string())?;
    let sizes: Vec<_> = case.issues.iter().map(|issue| issue.choices()).collect();
    let request =
        Request { floors: points.reservations.clone(), tie_keys: ties::keys(case), ..Request::default() };
    let outcome = frontier(&sizes, &points.valuation, &points.tracked, &[], &request, &Control::unlimited());
    let frontier = outcome.ok_or("the values are no sums of boxes")?.frontier;
    Ok((points, frontier))
}
