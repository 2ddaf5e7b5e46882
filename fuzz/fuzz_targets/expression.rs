//! Any text is parsed or refused without a panic; what parses prints and
//! parses again.

#![no_main]

use detente_syntax::expression::{Mode, parse};
use detente_syntax::render::{Style, human};
use detente_syntax::span::Sources;
use detente_syntax::value::Text;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let mut sources = Sources::new();
    let file = sources.add("fuzz", text);
    for mode in [Mode::Condition, Mode::Priority] {
        match parse(&Text::verbatim(file, 0, text), mode) {
            Ok(expression) => {
                let printed = expression.to_string();
                let again = parse(&Text::verbatim(file, 0, &printed), mode).map(|again| again.to_string());
                assert_eq!(again, Ok(printed));
            }
            Err(diagnostics) => {
                assert!(!diagnostics.is_empty());
                let _ = human(&diagnostics, &sources, Style { color: false, width: 80 });
            }
        }
    }
});
