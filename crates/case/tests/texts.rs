//! Cases as text with what is to be said of them beside each.
//!
//! `good/NAME.toml` must load, `bad/NAME.toml` must not; the diagnostics are in
//! `NAME.txt`, rendered. A folder `NAME/` is a case of several files, loaded
//! with all of its scenarios in order of name. `UPDATE_EXPECTED=1 cargo test`
//! writes the expectations anew, to be reviewed like code.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use detente_case::codes;
use detente_case::load::{Loaded, MemoryFiles, load};
use detente_syntax::render::{Style, human};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests")
}

fn sorted(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<_> =
        fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok).map(|entry| entry.path()).collect();
    paths.sort();
    paths
}

fn name(path: &Path) -> String {
    path.file_name().expect("a name").to_string_lossy().into_owned()
}

fn files_of(folder: &Path, prefix: &str, files: MemoryFiles) -> MemoryFiles {
    sorted(folder).iter().fold(files, |files, path| {
        let here = format!("{prefix}{}", name(path));
        if path.is_dir() {
            files_of(path, &format!("{here}/"), files)
        } else {
            files.with(&here, fs::read(path).expect("a file"))
        }
    })
}

fn load_path(path: &Path) -> Loaded {
    if !path.is_dir() {
        let entry = name(path);
        return load(&MemoryFiles::of(&entry, fs::read(path).expect("a file")), &entry, &[]);
    }
    let stems = sorted(&path.join("scenarios"));
    let stems: Vec<_> =
        stems.iter().filter_map(|path| Some(path.file_stem()?.to_string_lossy().into_owned())).collect();
    let scenarios: Vec<&str> = stems.iter().map(String::as_str).collect();
    load(&files_of(path, "", MemoryFiles::default()), "case.toml", &scenarios)
}

/// Loads every case of a folder, holds its diagnostics against the expectation
/// beside it and returns the codes that occurred.
fn run(folder: &str, good: bool) -> BTreeSet<&'static str> {
    let update = std::env::var_os("UPDATE_EXPECTED").is_some();
    let mut seen = BTreeSet::new();
    let mut failures = Vec::new();
    let mut cases = sorted(&root().join(folder));
    cases.retain(|path| path.is_dir() || path.extension().is_some_and(|extension| extension == "toml"));
    assert!(!cases.is_empty());
    for path in cases {
        let loaded = load_path(&path);
        seen.extend(loaded.diagnostics.iter().map(|diagnostic| diagnostic.code));
        let told = human(&loaded.diagnostics, &loaded.sources, Style { color: false, width: 110 });
        if loaded.case.is_some() != good {
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
fn good_cases_load() {
    run("good", true);
}

#[test]
fn bad_cases_are_told_what_is_wrong_and_every_code_occurs() {
    let mut seen = run("bad", false);
    seen.extend(run("good", true));
    // Those of documents and of broken file systems have tests of their own.
    let elsewhere = [
        codes::ANCHOR_MISMATCH,
        codes::DOCUMENT_NOT_FOUND,
        codes::DOCUMENT_NOT_TEXT,
        codes::NO_CASE,
        codes::UNREADABLE_FILE,
        codes::UNKNOWN_SCENARIO,
    ];
    let all = codes::ALL.iter().map(|(code, _)| *code);
    let missing: Vec<_> = all.filter(|code| !seen.contains(code) && !elsewhere.contains(code)).collect();
    assert_eq!(missing, Vec::<&str>::new(), "codes without a test");
}
