//! `[case] include = [...]`: one case in several files.
//!
//! Included files are read as if they stood in the main one, with two bounds:
//! they lie in the folder of the case, and they include nothing themselves. What
//! lies in `private/` may be missing: a case is handed on without it.

use std::collections::BTreeSet;

use detente_syntax::diagnostic::Diagnostic;
use detente_syntax::span::Span;
use detente_syntax::value::{Key, Kind, Table, Text, Value};

use super::Opening;
use crate::codes;
use crate::read::findings::Findings;
use crate::read::scalar;

/// Opens what the main file includes and adds its tables to `root`.
pub(super) fn includes(opening: &mut Opening<'_>, entry: &str, root: &mut Table) {
    let findings = opening.findings;
    let mut seen = BTreeSet::from([entry.to_owned()]);
    for (path, span) in listed(findings, root) {
        if !is_inside(&path) {
            findings.error(|| {
                Diagnostic::error(
                    codes::BAD_INCLUDE,
                    span,
                    "an included file must lie in the folder of the case",
                )
                .help("write a path such as `statements.toml`, with `/` between folders and without `..`")
            });
        } else if !seen.insert(path.clone()) {
            findings.error(|| {
                Diagnostic::error(codes::BAD_INCLUDE, span, "this file is part of the case already")
            });
        } else if is_private(&path) && opening.is_missing(&path) {
            findings.warning(|| {
                let message = format!("the private file {path} is not at hand");
                Diagnostic::warning(codes::PRIVATE_FILE, span, message)
                    .note("what it says is taken for not known")
            });
        } else {
            let missing = || {
                let message = format!("there is no file {path}");
                Diagnostic::error(codes::MISSING_FILE, span, message).label("included here")
            };
            if let Some(table) = opening.open(&path, missing) {
                join(findings, root, &table);
            }
        }
    }
}

/// Whether a path of a case leads into `private/`, which is not handed on.
#[must_use]
pub fn is_private(path: &str) -> bool {
    path.split('/').next().is_some_and(|first| first.eq_ignore_ascii_case("private"))
}

fn listed(findings: &Findings, root: &Table) -> Vec<(String, Span)> {
    let Some(Value { kind: Kind::Table(case), .. }) = root.get("case") else { return Vec::new() };
    let Some(value) = case.get("include") else { return Vec::new() };
    let texts = scalar::texts(findings, value).unwrap_or_default();
    texts.into_iter().map(|text: &Text| (text.as_str().to_owned(), text.span())).collect()
}

/// Whether a path stays inside its folder, on every system.
fn is_inside(path: &str) -> bool {
    let plain = |part: &str| !matches!(part, "" | "." | "..");
    !path.contains(['\\', ':', '\0']) && path.split('/').all(plain)
}

/// Adds the tables of an included file: tables of names entry by entry, lists
/// of tables at their end; nothing may be defined twice.
fn join(findings: &Findings, root: &mut Table, included: &Table) {
    for (key, value) in included.iter() {
        if key.text == "detente" && root.get("detente").is_some_and(|known| known.kind == value.kind) {
            continue;
        }
        if key.text == "case"
            && let Kind::Table(case) = &value.kind
            && let Some((include, _)) = case.get_key_value("include")
        {
            findings.error(|| {
                Diagnostic::error(codes::BAD_INCLUDE, include.span, "an included file cannot include others")
                    .help("name every file in the main file of the case")
            });
            continue;
        }
        match (root.get_key_value(&key.text), &value.kind) {
            (None, _) => drop(root.set(key.clone(), value.clone())),
            (Some((first, Value { kind: Kind::Table(known), span })), Kind::Table(more)) => {
                let (first, span) = (first.clone(), *span);
                let mut known = known.clone();
                for (name, entry) in more.iter() {
                    match known.get_key_value(&name.text) {
                        Some((before, _)) => twice(findings, name, before),
                        None => drop(known.set(name.clone(), entry.clone())),
                    }
                }
                root.set(first, Value { kind: Kind::Table(known), span });
            }
            (Some((first, Value { kind: Kind::Array(known), span })), Kind::Array(more)) => {
                let (first, span) = (first.clone(), *span);
                let all = known.iter().chain(more).cloned().collect();
                root.set(first, Value { kind: Kind::Array(all), span });
            }
            (Some((before, _)), _) => twice(findings, key, before),
        }
    }
}

fn twice(findings: &Findings, key: &Key, before: &Key) {
    findings.error(|| {
        Diagnostic::error(
            codes::DEFINED_TWICE,
            key.span,
            format!("`{}` is defined in two files", scalar::shown(&key.text)),
        )
        .label("again here")
        .related(before.span, "first here")
    });
}

#[cfg(test)]
mod tests {
    use super::is_inside;

    #[test]
    fn only_paths_that_stay_inside() {
        for path in ["a.toml", "record/2020.toml"] {
            assert!(is_inside(path), "{path}");
        }
        for path in ["", "/etc/passwd", "../a.toml", "a/../../b", "a//b", "./a", "c:a.toml", "a\\b", "a/"] {
            assert!(!is_inside(path), "{path}");
        }
    }
}
