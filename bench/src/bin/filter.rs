//! The non-dominated filter alone, timed inside the process.
//!
//! `filter POINTS DIMENSION SECONDS [MASK]` reads rows of little-endian doubles,
//! repeats the filter for so many processor seconds and prints as JSON how many
//! points it kept and how long one round took: from the doubles in memory to the
//! positions. `MASK` gets a byte for each point, 1 where it is kept.

use std::process::ExitCode;

use detente_bench::process::{peak_kib, repeated};
use detente_settle::nondominated::nondominated_f64;
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
    let usage = "filter POINTS DIMENSION SECONDS [MASK]";
    let mut arguments = std::env::args().skip(1);
    let path = arguments.next().ok_or(usage)?;
    let dimension: usize = arguments
        .next()
        .and_then(|word| word.parse().ok())
        .filter(|&dimension| dimension > 0)
        .ok_or(usage)?;
    let enough: f64 = arguments.next().and_then(|word| word.parse().ok()).ok_or(usage)?;
    let bytes = std::fs::read(&path).map_err(|error| format!("{path}: {error}"))?;
    let (numbers, _) = bytes.as_chunks::<8>();
    let points: Vec<f64> = numbers.iter().map(|bytes| f64::from_le_bytes(*bytes)).collect();
    drop(bytes);
    let (found, seconds, times) = repeated(enough, || nondominated_f64(&points, dimension));
    let found = found.map_err(|error| format!("{path}: {error}"))?;
    if let Some(path) = arguments.next() {
        let mut mask = vec![0_u8; points.len() / dimension];
        for &position in &found {
            mask[position] = 1;
        }
        std::fs::write(&path, mask).map_err(|error| format!("{path}: {error}"))?;
    }
    Ok(json!({ "seconds": seconds, "times": times, "peak_kib": peak_kib(), "kept": found.len() }))
}
