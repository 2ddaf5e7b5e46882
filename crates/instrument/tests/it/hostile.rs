//! Any text is loaded or refused, without a panic and without hanging.

use detente_instrument::load::load;
use detente_instrument::period::Period;
use proptest::prelude::*;

const REFERENCE: &str = include_str!("../../../../docs/src/instruments.md");

proptest! {
    #[test]
    fn any_bytes_are_loaded_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let loaded = load("instrument.toml", bytes);
        let errors = loaded.diagnostics.iter().any(detente_syntax::diagnostic::Diagnostic::is_error);
        prop_assert_eq!(loaded.instrument.is_none(), errors);
    }

    /// A whole instrument from which one line is left out, or put twice.
    #[test]
    fn a_line_too_few_or_too_many_is_told_or_harmless(at in 0_usize..400, twice in any::<bool>()) {
        let lines: Vec<&str> = REFERENCE
            .split("```toml\n")
            .skip(1)
            .filter_map(|part| part.split_once("\n```").map(|(block, _)| block))
            .flat_map(str::lines)
            .collect();
        let at = at % lines.len();
        let mut kept = lines.clone();
        if twice { kept.insert(at, lines[at]); } else { kept.remove(at); }
        let loaded = load("instrument.toml", kept.join("\n").into_bytes());
        let errors = loaded.diagnostics.iter().any(detente_syntax::diagnostic::Diagnostic::is_error);
        prop_assert_eq!(loaded.instrument.is_none(), errors);
    }

    #[test]
    fn any_text_is_a_period_or_none(text in "[-P0-9YMWDTH.]{0,16}") {
        if let Ok(period) = Period::parse(&text) {
            let day = jiff::civil::date(2020, 2, 29);
            if let Some(later) = period.after(day, 3) {
                prop_assert!(later >= day);
            }
        }
    }
}
