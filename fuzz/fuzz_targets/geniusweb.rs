//! Any texts are read as a GeniusWeb domain and profiles, or refused with an
//! error; what is read is a case, and is written and read again.

#![no_main]

use detente_formats::format::Format;
use detente_formats::import::Input;
use detente_fuzz::round_trip;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    // Files are separated by a byte that no text holds.
    let files = bytes.split(|byte| *byte == 0).take(3).enumerate();
    let input =
        |(at, bytes): (usize, &[u8])| Input { path: format!("{at}.json"), bytes: bytes.to_vec(), beside: at > 1 };
    round_trip(&files.map(input).collect::<Vec<_>>(), Format::GeniusWeb);
});
