//! Any text is read as a flat table, or refused with an error, without a panic;
//! what is read is a case, and what is written from it is read again.

#![no_main]

use detente_formats::format::Format;
use detente_fuzz::{named, round_trip};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| round_trip(&[named("t.csv", text.as_bytes())], Format::Csv));
