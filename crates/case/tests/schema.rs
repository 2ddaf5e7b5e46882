//! The JSON schemas for editors say the same as the reader.
//!
//! The validator below knows the few keywords that the schema uses and refuses
//! others, so that none is silently ignored.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use detente_case::load::{MemoryFiles, load};
use detente_syntax::reader::read;
use detente_syntax::span::Sources;
use detente_syntax::value::{Kind, Table};
use serde_json::{Map, Value, json};

fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn schema() -> Value {
    schema_of("case")
}

fn schema_of(what: &str) -> Value {
    let path = workspace().join(format!("schema/{what}.schema.json"));
    let text = fs::read_to_string(path).expect("the schema");
    serde_json::from_str(&text).expect("JSON")
}

fn json_of(kind: &Kind) -> Value {
    match kind {
        Kind::Table(table) => json_of_table(table),
        Kind::Array(values) => values.iter().map(|value| json_of(&value.kind)).collect(),
        Kind::Text(text) => text.as_str().into(),
        Kind::Number(number) => {
            serde_json::from_str(&number.text).unwrap_or_else(|_| panic!("{}", number.text))
        }
        Kind::Boolean(boolean) => (*boolean).into(),
        Kind::Date(date) => date.as_str().into(),
    }
}

fn json_of_table(table: &Table) -> Value {
    table.iter().map(|(key, value)| (key.text.clone(), json_of(&value.kind))).collect::<Map<_, _>>().into()
}

fn json_of_file(path: &Path) -> Value {
    let text = fs::read_to_string(path).expect("a file");
    let (table, errors) = read(Sources::new().add("file", text.as_str()), &text);
    assert_eq!(errors, Vec::new());
    json_of_table(&table)
}

/// What is wrong with a value, each with its path.
fn validate(root: &Value, schema: &Value, value: &Value, path: &str) -> Vec<String> {
    let mut wrong = Vec::new();
    for (keyword, rule) in schema.as_object().expect("a schema") {
        match keyword.as_str() {
            "$schema" | "$id" | "title" | "description" | "definitions" | "required" | "properties" => {}
            "$ref" => {
                let name =
                    rule.as_str().and_then(|rule| rule.strip_prefix("#/definitions/")).expect("a definition");
                wrong.extend(validate(root, &root["definitions"][name], value, path));
            }
            "type" => {
                let fits = match rule.as_str().expect("a type") {
                    "object" => value.is_object(),
                    "array" => value.is_array(),
                    "string" => value.is_string(),
                    "number" => value.is_number(),
                    "integer" => value.is_u64(),
                    "boolean" => value.is_boolean(),
                    other => panic!("type {other}"),
                };
                if !fits {
                    wrong.push(format!("{path}: no {rule}"));
                }
            }
            "enum" => {
                if !rule.as_array().expect("a list").contains(value) {
                    wrong.push(format!("{path}: {value} is not one of {rule}"));
                }
            }
            "pattern" => {
                let text = value.as_str().unwrap_or_default();
                let fits = match rule.as_str().expect("a pattern") {
                    "^[0-9a-f]{64}$" => text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit()),
                    "^[a-z0-9]+(-[a-z0-9]+)*$" => text.split('-').all(|group| {
                        !group.is_empty()
                            && group.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
                    }),
                    other => panic!("pattern {other}"),
                };
                if !fits {
                    wrong.push(format!("{path}: {text} does not match"));
                }
            }
            "items" => {
                for (at, item) in value.as_array().into_iter().flatten().enumerate() {
                    wrong.extend(validate(root, rule, item, &format!("{path}[{at}]")));
                }
            }
            "allOf" => {
                for part in rule.as_array().expect("a list") {
                    wrong.extend(validate(root, part, value, path));
                }
            }
            "anyOf" => {
                let ways = rule.as_array().expect("a list");
                if ways.iter().all(|way| !validate(root, way, value, path).is_empty()) {
                    wrong.push(format!("{path}: none of the alternatives fits"));
                }
            }
            "propertyNames" => {
                for key in value.as_object().into_iter().flat_map(Map::keys) {
                    wrong.extend(validate(root, rule, &json!(key), path));
                }
            }
            "additionalProperties" => {}
            other => panic!("keyword {other}"),
        }
    }
    let none = Map::new();
    let properties = schema.get("properties").and_then(Value::as_object).unwrap_or(&none);
    for (key, inner) in value.as_object().into_iter().flatten() {
        let here = format!("{path}.{key}");
        match (properties.get(key), schema.get("additionalProperties")) {
            (Some(property), _) => wrong.extend(validate(root, property, inner, &here)),
            (None, Some(Value::Bool(false))) => wrong.push(format!("{here}: no such key")),
            (None, Some(rule)) if rule.is_object() => wrong.extend(validate(root, rule, inner, &here)),
            (None, _) => {}
        }
    }
    if value.is_object() {
        for key in schema.get("required").and_then(Value::as_array).into_iter().flatten() {
            if value.get(key.as_str().expect("a key")).is_none() {
                wrong.push(format!("{path}: {key} is missing"));
            }
        }
    }
    wrong
}

fn toml_files(folder: &Path) -> Vec<PathBuf> {
    let mut entries: Vec<_> =
        fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok).map(|entry| entry.path()).collect();
    entries.retain(|path| path.extension().is_some_and(|extension| extension == "toml"));
    entries.sort();
    entries
}

#[test]
fn good_and_worked_cases_fit_the_schema() {
    let schema = schema();
    let mut files = toml_files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/good"));
    for case in fs::read_dir(workspace().join("cases")).into_iter().flatten().filter_map(Result::ok) {
        files.extend(toml_files(&case.path()));
    }
    assert!(!files.is_empty());
    for file in files {
        let wrong = validate(&schema, &schema, &json_of_file(&file), "");
        assert!(wrong.is_empty(), "{}: {wrong:#?}", file.display());
    }
}

/// A schema in which nothing must be there.
fn relaxed(schema: &Value) -> Value {
    match schema {
        Value::Object(object) => {
            let kept = object.iter().filter(|(key, _)| *key != "required");
            kept.map(|(key, value)| (key.clone(), relaxed(value))).collect::<Map<_, _>>().into()
        }
        Value::Array(values) => values.iter().map(relaxed).collect(),
        other => other.clone(),
    }
}

#[test]
fn scenarios_may_say_any_part_of_a_case() {
    let (case, scenario) = (schema(), schema_of("scenario"));
    assert_eq!(relaxed(&case["definitions"]), scenario["definitions"]);
    let mut properties = scenario["properties"].clone();
    let own = properties.as_object_mut().and_then(|properties| properties.remove("scenario"));
    assert!(own.is_some_and(|own| own["required"] == json!(["title"])));
    assert_eq!(relaxed(&case["properties"]), properties);
    for case in fs::read_dir(workspace().join("cases")).into_iter().flatten().filter_map(Result::ok) {
        for file in toml_files(&case.path().join("scenarios")) {
            let wrong = validate(&scenario, &scenario, &json_of_file(&file), "");
            assert!(wrong.is_empty(), "{}: {wrong:#?}", file.display());
        }
    }
}

#[test]
fn what_the_reader_refuses_does_not_fit() {
    let schema = schema();
    for text in [
        "titel = 1",
        "detente = 2",
        "[case]",
        "[parties.North]\nname = \"N\"",
        "[parties.n]\nname = \"N\"\nconsents = 5",
        "[issues.i]\ntitle = \"I\"\nrange = { from = 1 }",
        "[[rules]]\nid = \"r\"\nkind = \"custom\"\nrequire = \"true\"",
        "[preferences.p]\nvalues.i = { a = \"much\" }",
        "[citations.c]\nsource = \"s\"\nsays = \"-\"\nsha256 = \"ABC\"",
    ] {
        let (table, errors) = read(Sources::new().add("file", text), text);
        assert_eq!(errors, Vec::new());
        assert!(!validate(&schema, &schema, &json_of_table(&table), "").is_empty(), "{text}");
    }
}

/// For each kind of table a text with a key that nobody knows; the reader then
/// lists the keys that it does know, which must be those of the schema.
#[test]
fn the_schema_knows_the_keys_that_the_reader_knows() {
    const ODD: &str = "qqqqqqqqqq = 1\n";
    let text = format!(
        "{ODD}detente = 1\n[case]\ntitle = \"T\"\n{ODD}[parties.p]\nname = \"P\"\n{ODD}[voices.v]\nname = \"V\"\n{ODD}\
         [events.e]\ntitle = \"E\"\n{ODD}[words.w]\n{ODD}[issues.i]\ntitle = \"I\"\n{ODD}[issues.i.options.a]\ntitle = \"A\"\n{ODD}\
         [issues.n]\ntitle = \"N\"\n[issues.n.range]\nfrom = 0\nto = 1\nstep = 1\n{ODD}\
         [[flags]]\nwhen = \"true\"\nsays = \"-\"\n{ODD}[[rules]]\nid = \"r\"\nkind = \"logic\"\nrequire = \"true\"\n{ODD}\
         [preferences.p]\n{ODD}[preferences.p.no-deal]\nlow = 1\nhigh = 2\n{ODD}[[preferences.p.priorities]]\nwant = \"true\"\n{ODD}\
         [[preferences.p.adjust]]\nid = \"x\"\nwhen = \"true\"\n{ODD}[preferences.p.adjust.by]\nlow = 1\nhigh = 2\n{ODD}\
         [[preferences.p.red-lines]]\nid = \"y\"\nrefuse = \"true\"\n{ODD}\
         [[statements]]\nid = \"s\"\nsaid = 2020-01-01\nchain = \"v\"\nabout = \"p\"\nstance = \"defers\"\n{ODD}\
         [sources.s]\ntitle = \"S\"\n{ODD}[citations.c]\nsource = \"s\"\nsays = \"-\"\n{ODD}"
    );
    let files = MemoryFiles::of("case.toml", text)
        .with("scenarios/s.toml", format!("[scenario]\ntitle = \"S\"\n{ODD}"));
    let loaded = load(&files, "case.toml", &["s"]);
    let mut known: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for diagnostic in loaded.diagnostics.iter().filter(|diagnostic| diagnostic.code == "unknown-key") {
        let (what, _) = diagnostic.message.split_once(" has no key").expect("the headline");
        let keys = diagnostic.help[0].strip_prefix("known keys: ").expect("a list");
        known.entry(what.to_owned()).or_default().extend(keys.split(", ").map(str::to_owned));
    }
    let schema = schema();
    let of = |path: &str| -> BTreeSet<String> {
        let object = schema.pointer(path).and_then(Value::as_object).unwrap_or_else(|| panic!("{path}"));
        object.keys().cloned().collect()
    };
    for (what, path) in [
        ("`[case]`", "/definitions/case/properties"),
        ("a party", "/definitions/party/properties"),
        ("a voice", "/definitions/voice/properties"),
        ("an event", "/definitions/event/properties"),
        ("a word", "/definitions/word/properties"),
        ("an issue", "/definitions/issue/properties"),
        ("an option", "/definitions/option/anyOf/1/properties"),
        ("a range", "/definitions/issue/properties/range/properties"),
        ("a flag", "/definitions/flag/properties"),
        ("a rule", "/definitions/rule/properties"),
        ("a preference", "/definitions/preference/properties"),
        ("a priority", "/definitions/preference/properties/priorities/items/anyOf/1/properties"),
        ("an adjustment", "/definitions/preference/properties/adjust/items/properties"),
        ("a red line", "/definitions/preference/properties/red-lines/items/properties"),
        ("a statement", "/definitions/statement/properties"),
        ("a source", "/definitions/source/properties"),
        ("a citation", "/definitions/citation/properties"),
    ] {
        assert_eq!(known.remove(what), Some(of(path)), "{what}");
    }
    assert_eq!(known.remove("a case"), Some(of("/properties")));
    let scenario = schema_of("scenario")["properties"]["scenario"]["properties"].clone();
    let keys = scenario.as_object().map(|object| object.keys().cloned().collect());
    assert_eq!(known.remove("`[scenario]`"), keys);
    // These read fewer keys, depending on which of their forms is used.
    for (what, path) in [
        ("a vague number", "/definitions/vague-number/properties"),
        ("the value of no agreement", "/definitions/preference/properties/no-deal/anyOf/2/properties"),
    ] {
        assert!(known.remove(what).is_some_and(|keys| keys.is_subset(&of(path))), "{what}");
    }
    assert_eq!(known, BTreeMap::new());
}
