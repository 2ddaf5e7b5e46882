//! What the reference and the error pages show is so.

use std::fs;
use std::path::{Path, PathBuf};

use detente_instrument::codes;
use detente_instrument::load::load;

fn docs() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs")
}

pub(crate) fn blocks(page: &str) -> Vec<&str> {
    let parts = page.split("```toml\n").skip(1);
    parts.filter_map(|part| part.split_once("\n```").map(|(block, _)| block)).collect()
}

#[test]
fn the_blocks_of_the_reference_form_one_instrument_without_a_finding() {
    let page = fs::read_to_string(docs().join("src/instruments.md")).expect("the reference");
    let text = blocks(&page).join("\n\n");
    let loaded = load("instruments.md", text.into_bytes());
    assert_eq!(loaded.diagnostics, Vec::new());
    let instrument = loaded.instrument.expect("it loads");
    assert_eq!(instrument.limits.len(), 5);
    assert_eq!(instrument.things.len(), 8);
    assert_eq!(instrument.duties.len(), 5);
}

/// A small instrument that the blocks of the pages are added to.
const SMALL: &str = r#"
detente = 1
[instrument]
title = "A small instrument"
signed = 2010-04-08
in-force = 2011-02-05
because = "Made up."
[parties.north]
name = "North"
[parties.south]
name = "South"
[zones.plain]
title = "The plain"
[events.vote]
title = "The vote"
[things.launcher]
title = "Launchers"
[limits.launchers]
title = "Launchers"
counts = "launcher"
at-most = 800
because = "Made up."
[quotas.visits]
title = "Visits"
number = 2
because = "Made up."
[duties.exchange]
title = "Exchange"
every = "P6M"
because = "Made up."
"#;

fn codes_of(text: &str) -> Vec<&'static str> {
    let loaded = load("instrument.toml", text.as_bytes().to_vec());
    loaded.diagnostics.iter().map(|diagnostic| diagnostic.code).collect()
}

/// The pages of codes that the case language has as well show cases.
#[test]
fn pages_of_this_language_show_what_is_wrong_and_what_is_right() {
    assert_eq!(codes_of(SMALL), Vec::<&str>::new());
    let first = codes::ALL.iter().position(|(code, _)| *code == codes::UNKNOWN_THING).expect("the code");
    for (code, _) in codes::ALL.iter().skip(first) {
        let page = fs::read_to_string(docs().join(format!("errors/{code}.md"))).unwrap_or_default();
        assert!(page.starts_with(&format!("# {code}\n")), "docs/errors/{code}.md");
        let whole = |block: &str| {
            let alone = block.starts_with("detente");
            if alone { codes_of(block) } else { codes_of(&format!("{SMALL}{block}\n")) }
        };
        match blocks(&page).as_slice() {
            [] => assert!(page.contains("```text"), "{code} has no example"),
            [wrong, right] => {
                let told = whole(wrong);
                assert!(told.contains(code), "the wrong example of {code} gives {told:?}");
                let told = whole(right);
                assert!(told.is_empty(), "the right example of {code} gives {told:?}");
            }
            _ => panic!("{code} has one example without its correction"),
        }
    }
}
