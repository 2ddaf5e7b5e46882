//! Any bytes are loaded as an instrument, or refused with an error, without a panic.

#![no_main]

use detente_instrument::load::load;
use detente_syntax::render::{Style, human};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let loaded = load("instrument.toml", bytes.to_vec());
    let has_errors = loaded.diagnostics.iter().any(|diagnostic| diagnostic.is_error());
    assert_eq!(loaded.instrument.is_none(), has_errors);
    let _ = human(&loaded.diagnostics, &loaded.sources, Style { color: false, width: 80 });
});
