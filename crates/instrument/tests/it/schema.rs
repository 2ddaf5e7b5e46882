//! The schema for editors knows what the language knows.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value as Json;
use toml::Value;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn schema() -> Json {
    let text = fs::read_to_string(root().join("schema/instrument.schema.json")).expect("the schema");
    serde_json::from_str(&text).expect("JSON")
}

/// A part of the schema, with what it refers to.
fn resolved<'s>(schema: &'s Json, mut part: &'s Json) -> &'s Json {
    while let Some(name) = part["$ref"].as_str().and_then(|name| name.rsplit('/').next()) {
        part = &schema["definitions"][name];
    }
    part
}

/// Keys of a text that a part of the schema does not know.
fn unknown(schema: &Json, part: &Json, value: &Value, path: &str, found: &mut Vec<String>) {
    let part = resolved(schema, part);
    // What it is one of, or all of, at any depth.
    let mut parts = vec![part];
    let mut next = 0;
    while let Some(part) = parts.get(next).copied() {
        let either = ["anyOf", "allOf"].into_iter().filter_map(|key| part[key].as_array()).flatten();
        parts.extend(either.map(|part| resolved(schema, part)));
        next += 1;
    }
    match value {
        Value::Table(table) => {
            for (key, inner) in table {
                let path = format!("{path}.{key}");
                let named = parts.iter().map(|part| &part["properties"][key]).find(|found| !found.is_null());
                let others =
                    || parts.iter().map(|part| &part["additionalProperties"]).find(|o| o.is_object());
                match named.or_else(others) {
                    Some(next) => unknown(schema, next, inner, &path, found),
                    None => found.push(path),
                }
            }
        }
        Value::Array(values) => {
            let items = parts.iter().map(|part| &part["items"]).find(|items| !items.is_null());
            for inner in values {
                match items {
                    Some(items) => unknown(schema, items, inner, path, found),
                    None => found.push(format!("{path}: a list")),
                }
            }
        }
        _ => {}
    }
}

fn unknown_keys(text: &str) -> Vec<String> {
    let schema = schema();
    let value = Value::Table(text.parse().expect("TOML"));
    let mut found = Vec::new();
    unknown(&schema, &schema, &value, "", &mut found);
    found
}

#[test]
fn every_key_of_the_reference_and_the_worked_instruments_is_in_the_schema() {
    let page = fs::read_to_string(root().join("docs/src/instruments.md")).expect("the reference");
    assert_eq!(unknown_keys(&crate::pages::blocks(&page).join("\n\n")), Vec::<String>::new());
    let mut seen = 0;
    for entry in fs::read_dir(root().join("instruments")).expect("instruments").filter_map(Result::ok) {
        if let Ok(text) = fs::read_to_string(entry.path().join("instrument.toml")) {
            assert_eq!(unknown_keys(&text), Vec::<String>::new(), "{:?}", entry.path());
            seen += 1;
        }
    }
    assert_eq!(seen, 7);
    assert_eq!(unknown_keys("[limits.x]\nat-mots = 1"), [".limits.x.at-mots"]);
}

#[test]
fn every_key_of_the_schema_is_in_the_reference() {
    let page = fs::read_to_string(root().join("docs/src/instruments.md")).expect("the reference");
    let mut keys = BTreeSet::new();
    let schema = schema();
    let mut open = vec![&schema];
    while let Some(part) = open.pop() {
        match part {
            Json::Object(map) => {
                if let Some(Json::Object(properties)) = map.get("properties") {
                    keys.extend(properties.keys());
                }
                open.extend(map.values());
            }
            Json::Array(list) => open.extend(list),
            _ => {}
        }
    }
    let words: BTreeSet<&str> = page.split(|sign: char| !sign.is_ascii_lowercase() && sign != '-').collect();
    let missing: Vec<_> = keys.into_iter().filter(|key| !words.contains(key.as_str())).collect();
    assert_eq!(missing, Vec::<&String>::new());
}
