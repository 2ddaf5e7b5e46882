//! Any two texts are read as an outcome space and a utility function of
//! NegMAS, or refused, without a panic; what is read is a case, and what is
//! written from it is read again.

#![no_main]

use detente_formats::format::Format;
use detente_fuzz::{named, round_trip};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    // The two are separated by a byte that no text holds.
    let mut texts = bytes.split(|byte| *byte == 0);
    let mut next = |path| named(path, texts.next().unwrap_or_default());
    round_trip(&[next("space.yml"), next("function.yml")], Format::Negmas);
});
