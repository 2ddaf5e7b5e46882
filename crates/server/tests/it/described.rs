//! The description of the interface, from which the pages' client is made.

use std::path::Path;

use serde_json::Value;

#[test]
fn the_description_is_the_one_that_the_pages_are_made_from() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../web/openapi.json");
    let now = format!("{:#}\n", detente_server::openapi());
    if std::env::var_os("UPDATE_EXPECTED").is_some() {
        std::fs::write(&path, &now).expect("it can be written");
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == now, "web/openapi.json is another one; UPDATE_EXPECTED=1 writes it");
}

#[test]
fn every_reference_leads_somewhere() {
    let api = detente_server::openapi();
    let mut references = Vec::new();
    gather(&api, &mut references);
    assert!(references.len() > 100);
    for reference in references {
        let pointer = reference.trim_start_matches('#');
        assert!(api.pointer(pointer).is_some(), "{reference} leads nowhere");
    }
}

#[test]
fn every_answer_of_an_analysis_has_a_shape() {
    let api = detente_server::openapi();
    let paths = api["paths"].as_object().expect("paths");
    let mut described = 0;
    for (path, methods) in paths {
        let answer = &methods["get"]["responses"]["200"];
        let kind = answer["content"].as_object().and_then(|content| content.keys().next());
        if methods.get("get").is_some() && answer["description"] == "The answer" {
            let is_instrument = path.contains("/instruments/");
            assert!(is_instrument || kind.is_some_and(|kind| kind == "application/json"), "{path}");
            described += 1;
        }
    }
    assert!(described >= 19, "{described}");
}

fn gather(value: &Value, into: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            if let Some(Value::String(reference)) = fields.get("$ref") {
                into.push(reference.clone());
            }
            fields.values().for_each(|field| gather(field, into));
        }
        Value::Array(items) => items.iter().for_each(|item| gather(item, into)),
        _ => {}
    }
}
