//! The house as `ARCHITECTURE.md` has it: who may build on whom, that what the
//! map names is there, that every error code has its page, and that nothing
//! below the command touches the world outside.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use toml_edit::{DocumentMut, Item, TableLike};

/// The floors, lowest first.
const FLOORS: [&[&str]; 9] = [
    &["syntax"],
    &["case", "instrument"],
    &["space", "formats", "record", "keep"],
    &["settle", "stability"],
    &["robust"],
    &["report", "store"],
    &["desk"],
    &["server"],
    &["cli"],
];

/// What stands beside the house, and the crates that each may build on.
const BESIDE: [(&str, &[&str]); 4] = [
    (
        "detente",
        &[
            "syntax",
            "case",
            "instrument",
            "space",
            "formats",
            "record",
            "keep",
            "settle",
            "stability",
            "robust",
            "report",
        ],
    ),
    ("oracle", &["syntax", "case"]),
    ("testkit", &["syntax", "case", "oracle"]),
    ("verify", &["syntax", "case", "oracle"]),
];

/// Crates that exist for tests; every crate may test itself with them.
const FOR_TESTS: [&str; 3] = ["oracle", "testkit", "verify"];

fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The manifest of every crate, by the name of its folder.
fn manifests() -> BTreeMap<String, DocumentMut> {
    let entries = fs::read_dir(workspace().join("crates")).expect("crates");
    let folders = entries.filter_map(Result::ok).filter(|entry| entry.path().join("Cargo.toml").exists());
    let manifest = |entry: fs::DirEntry| {
        let table = read(&entry.path().join("Cargo.toml")).parse().expect("a manifest");
        (entry.file_name().to_string_lossy().into_owned(), table)
    };
    folders.map(manifest).collect()
}

/// The crates of this workspace among the dependencies of a kind.
fn own_dependencies(manifest: &DocumentMut, kind: &str) -> BTreeSet<String> {
    let own = |(name, _): (&str, &Item)| match name {
        "detente" => Some(name.to_owned()),
        other => other.strip_prefix("detente-").map(str::to_owned),
    };
    entries(manifest, kind).filter_map(own).collect()
}

/// The entries of a table of a manifest; none where there is no such table.
fn entries<'a>(manifest: &'a DocumentMut, table: &str) -> impl Iterator<Item = (&'a str, &'a Item)> {
    manifest.get(table).and_then(Item::as_table_like).into_iter().flat_map(TableLike::iter)
}

/// What a crate may import.
fn allowed(name: &str) -> BTreeSet<String> {
    let floor = FLOORS.iter().position(|floor| floor.contains(&name));
    let beside = BESIDE.iter().find(|(beside, _)| *beside == name);
    let may = match (floor, beside) {
        (Some(floor), _) => FLOORS[..floor].concat(),
        (None, Some((_, may))) => may.to_vec(),
        (None, None) => panic!("the crate `{name}` has no place in the house; see ARCHITECTURE.md"),
    };
    may.iter().map(ToString::to_string).collect()
}

#[test]
fn a_crate_imports_only_from_below() {
    for (name, manifest) in manifests() {
        let may = allowed(&name);
        for kind in ["dependencies", "build-dependencies"] {
            let beyond: Vec<_> = own_dependencies(&manifest, kind).difference(&may).cloned().collect();
            assert!(beyond.is_empty(), "{name} may not build on {beyond:?}");
        }
    }
}

/// Tests may also use what is made for tests; and what stands beside the house
/// is held against any floor of it.
#[test]
fn tests_import_from_below_and_from_beside() {
    for (name, manifest) in manifests() {
        let mut may = allowed(&name);
        may.extend(FOR_TESTS.map(str::to_owned));
        if !FLOORS.concat().contains(&name.as_str()) {
            may.extend(FLOORS[..6].concat().into_iter().map(str::to_owned));
        }
        let beyond: Vec<_> =
            own_dependencies(&manifest, "dev-dependencies").difference(&may).cloned().collect();
        assert!(beyond.is_empty(), "the tests of {name} may not build on {beyond:?}");
    }
}

#[test]
fn every_crate_takes_versions_and_lints_from_the_workspace() {
    let of_workspace = |item: &Item| item.get("workspace").and_then(Item::as_bool) == Some(true);
    for (name, manifest) in manifests() {
        assert!(manifest.get("lints").is_some_and(of_workspace), "{name} has lints of its own");
        for key in ["version", "edition", "rust-version", "license"] {
            assert!(manifest["package"].get(key).is_some_and(of_workspace), "{name} has its own {key}");
        }
        for kind in ["dependencies", "dev-dependencies"] {
            for (dependency, wanted) in entries(&manifest, kind) {
                assert!(of_workspace(wanted), "{name} takes its own version of {dependency}");
            }
        }
    }
}

/// Every file with this ending under a folder.
fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for path in
            fs::read_dir(&folder).into_iter().flatten().filter_map(Result::ok).map(|entry| entry.path())
        {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == ending) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

#[test]
fn nothing_below_the_command_touches_the_world() {
    // Scoped threads only share out work that has no other effect.
    const OUTSIDE: [&str; 14] = [
        "std::fs",
        "std::env",
        "std::time",
        "std::net",
        "std::process",
        "std::thread::spawn",
        "std::thread::sleep",
        "available_parallelism",
        "println!",
        "eprintln!",
        "print!(",
        "dbg!",
        "stdout(",
        "stderr(",
    ];
    // The upper floors do, each what it is there for.
    let may = |name: &str, what: &str| match name {
        "cli" | "server" | "store" => true,
        "desk" => ["std::fs", "available_parallelism"].contains(&what),
        _ => false,
    };
    for name in FLOORS.concat().into_iter().chain(["detente"]) {
        for path in files(&workspace().join("crates").join(name).join("src"), "rs") {
            for (at, line) in read(&path).lines().enumerate() {
                let code = line.split("//").next().unwrap_or_default();
                for outside in OUTSIDE {
                    let touches = code.contains(outside) && !may(name, outside);
                    assert!(!touches, "{}:{}: {outside}", path.display(), at + 1);
                }
            }
        }
    }
}

/// What stands in backticks in a text.
fn in_backticks(text: &str) -> Vec<&str> {
    text.lines()
        .filter(|line| !line.starts_with("```"))
        .flat_map(|line| line.split('`').skip(1).step_by(2))
        .collect()
}

fn is_module(krate: &str, path: &[&str]) -> bool {
    let mut place = workspace().join("crates").join(krate).join("src");
    place.extend(path);
    place.with_extension("rs").exists() || place.is_dir()
}

#[test]
fn what_the_map_names_is_there() {
    let text = read(&workspace().join("ARCHITECTURE.md"));
    let mut section = None;
    for line in text.lines() {
        if let Some(heading) = line.strip_prefix('#') {
            let heading = heading.trim_start_matches('#').trim().trim_matches('`');
            section = heading.strip_prefix("crates/").map(str::to_owned);
        }
        for named in in_backticks(line) {
            let small = named.chars().all(|letter| letter.is_ascii_lowercase() || letter == '_');
            if named.contains('/') {
                assert!(workspace().join(named).exists(), "ARCHITECTURE.md names {named}");
            } else if let Some((krate, path)) = named.split_once("::") {
                let modules: Vec<_> =
                    path.split("::").take_while(|part| part.starts_with(char::is_lowercase)).collect();
                assert!(is_module(krate, &modules), "ARCHITECTURE.md names {named}");
            } else if let (Some(krate), true) = (&section, small && named != "detente") {
                assert!(is_module(krate, &[named]), "ARCHITECTURE.md names the module {named} of {krate}");
            }
        }
    }
}

/// The codes of the floor `syntax` stand where they are used.
fn codes_of_syntax() -> BTreeSet<String> {
    let mut codes = BTreeSet::new();
    for path in files(&workspace().join("crates/syntax/src"), "rs") {
        let text = read(&path);
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        for lead in ["Diagnostic::error(", "Diagnostic::warning(", "error_anywhere(", "warning_anywhere("] {
            for part in code.split(lead).skip(1) {
                let literal = part.trim_start().strip_prefix('"').and_then(|rest| rest.split_once('"'));
                codes.extend(literal.map(|(code, _)| code.to_owned()));
            }
        }
    }
    codes
}

#[test]
fn every_code_has_a_page_and_every_page_a_code() {
    let listed = detente::case::codes::ALL
        .iter()
        .chain(detente::instrument::codes::ALL)
        .chain(detente::keep::codes::ALL)
        .chain(detente::formats::codes::ALL)
        .chain(detente::record::codes::ALL)
        .chain(detente::settle::checks::CODES);
    let mut codes: BTreeSet<_> = listed.map(|(code, _)| (*code).to_owned()).collect();
    let of_syntax = codes_of_syntax();
    assert!(
        of_syntax.contains("too-large"),
        "codes of syntax are found by how they are written: {of_syntax:?}"
    );
    codes.extend(of_syntax);
    let pages = files(&workspace().join("docs/errors"), "md");
    let pages: BTreeSet<_> =
        pages.iter().filter_map(|path| Some(path.file_stem()?.to_string_lossy().into_owned())).collect();
    let without_page: Vec<_> = codes.difference(&pages).collect();
    let without_code: Vec<_> = pages.difference(&codes).collect();
    assert!(without_page.is_empty(), "no page in docs/errors: {without_page:?}");
    assert!(without_code.is_empty(), "pages in docs/errors of codes that nothing emits: {without_code:?}");
}
