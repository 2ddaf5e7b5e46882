//! The worked cases of the repository load without errors, with each of their scenarios.

use std::fs;
use std::path::Path;

use detente_case::load::{Loaded, MemoryFiles, load};
use detente_syntax::render::{Style, human};

fn folder(path: &Path, prefix: &str, files: MemoryFiles) -> MemoryFiles {
    let mut names: Vec<_> = fs::read_dir(path).expect("a folder").filter_map(Result::ok).collect();
    names.sort_by_key(fs::DirEntry::file_name);
    names.into_iter().fold(files, |files, entry| {
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            folder(&entry.path(), &format!("{name}/"), files)
        } else {
            files.with(&name, fs::read(entry.path()).expect("a file"))
        }
    })
}

fn told(loaded: &Loaded) -> String {
    human(&loaded.diagnostics, &loaded.sources, Style { color: false, width: 110 })
}

#[test]
fn worked_cases_load() {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases");
    let mut failed = Vec::new();
    for entry in fs::read_dir(cases).expect("worked cases").filter_map(Result::ok) {
        let files = folder(&entry.path(), "", MemoryFiles::default());
        let scenarios =
            fs::read_dir(entry.path().join("scenarios")).into_iter().flatten().filter_map(Result::ok);
        let names =
            scenarios.filter_map(|file| Some(file.path().file_stem()?.to_string_lossy().into_owned()));
        let mut runs = vec![None];
        runs.extend(names.map(Some));
        for scenario in runs {
            let overlays: Vec<&str> = scenario.iter().map(String::as_str).collect();
            let loaded = load(&files, "case.toml", &overlays);
            if loaded.case.is_none() {
                failed.push(format!("{:?} {scenario:?}\n{}", entry.file_name(), told(&loaded)));
            }
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}
