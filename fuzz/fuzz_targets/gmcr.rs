//! Any text is read as a graph model, or refused, without a panic; what is
//! read is a case, and what is written from it is read again.

#![no_main]

use detente_formats::format::Format;
use detente_fuzz::{named, round_trip};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| round_trip(&[named("model.gmcr", text.as_bytes())], Format::Gmcr));
