//! Instruments as text with what is to be said of them beside each.
//!
//! `bad/NAME.toml` must not load and gets the diagnostics of `NAME.txt`;
//! `good/NAME.toml` must load. `UPDATE_EXPECTED=1 cargo test` writes the
//! expectations anew, to be reviewed like code.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use detente_instrument::codes;
use detente_instrument::load::load;
use detente_syntax::render::{Style, human};

fn run(folder: &str, good: bool) -> BTreeSet<&'static str> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it").join(folder);
    let mut paths: Vec<PathBuf> =
        fs::read_dir(root).expect("a folder").filter_map(Result::ok).map(|entry| entry.path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "toml"));
    paths.sort();
    assert!(!paths.is_empty());
    let update = std::env::var_os("UPDATE_EXPECTED").is_some();
    let mut failures = Vec::new();
    let mut seen = BTreeSet::new();
    for path in paths {
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        let loaded = load(&name, fs::read(&path).expect("a file"));
        seen.extend(loaded.diagnostics.iter().map(|diagnostic| diagnostic.code));
        let told = human(&loaded.diagnostics, &loaded.sources, Style { color: false, width: 110 });
        if loaded.instrument.is_some() != good {
            failures.push(format!("{}: loads: {}\n{told}", path.display(), !good));
        }
        let beside = path.with_extension("txt");
        if update {
            fs::write(&beside, &told).expect("writable");
        } else if fs::read_to_string(&beside).unwrap_or_default() != told {
            failures.push(format!("{}: other diagnostics than expected:\n{told}", path.display()));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
    seen
}

#[test]
fn every_code_occurs_where_it_is_expected() {
    let mut seen = run("bad", false);
    seen.extend(run("good", true));
    let missing: Vec<_> = codes::ALL
        .iter()
        .map(|(code, _)| *code)
        .filter(|code| !seen.contains(code) && *code != codes::NO_INSTRUMENT)
        .collect();
    assert_eq!(missing, Vec::<&str>::new(), "codes without a test");
}
