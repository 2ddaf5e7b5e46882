//! The description of the interface (OpenAPI 3.1), made from the code.

use std::sync::OnceLock;

use serde_json::{Map, Value, json};
use utoipa::openapi::{InfoBuilder, OpenApi, OpenApiBuilder};

use crate::analyses::shapes;
use crate::routes::described;

/// The description as JSON.
#[must_use]
pub fn openapi() -> Value {
    let (_, paths) = described().split_for_parts();
    let info = InfoBuilder::new()
        .title("Détente")
        .version(env!("CARGO_PKG_VERSION"))
        .description(Some(
            "The questions of the command line, asked over HTTP. Every path but the pages needs the session of the \
             link that `detente serve` printed; requests that change something carry `x-detente-csrf`.",
        ))
        .build();
    let mut api: OpenApi = OpenApiBuilder::new().info(info).build();
    api.merge(paths);
    let mut api = serde_json::to_value(api).unwrap_or_default();
    for (name, schema) in shapes() {
        attach(&mut api, name, schema.to_value());
    }
    api
}

/// The same as text, made once.
pub(crate) fn text() -> &'static str {
    static TEXT: OnceLock<String> = OnceLock::new();
    TEXT.get_or_init(|| openapi().to_string())
}

/// Says that the answer of an analysis has this shape. Parts of it that other shapes have
/// under the same name, but otherwise, are named after the analysis.
fn attach(api: &mut Value, analysis: &str, mut schema: Value) {
    let parts = schema.as_object_mut().and_then(|schema| schema.remove("$defs"));
    let Some(Value::Object(parts)) = parts.or_else(|| Some(Value::Object(Map::new()))) else { return };
    let known = &api["components"]["schemas"];
    let prefix = analysis.replace('/', "-");
    let renamed: Vec<(String, String)> = parts
        .iter()
        .map(|(name, part)| {
            let same = known.get(name).is_none_or(|known| *known == rewritten(part.clone(), &[]));
            (name.clone(), if same { name.clone() } else { format!("{prefix}.{name}") })
        })
        .collect();
    let Some(schemas) = api["components"]["schemas"].as_object_mut() else { return };
    for ((_, name), part) in renamed.iter().zip(parts.values()) {
        schemas.insert(name.clone(), rewritten(part.clone(), &renamed));
    }
    schemas.insert(prefix.clone(), rewritten(schema, &renamed));
    let answer = &mut api["paths"][format!("/api/v1/cases/{{case}}/{analysis}")]["get"]["responses"]["200"];
    answer["content"] =
        json!({ "application/json": { "schema": { "$ref": format!("#/components/schemas/{prefix}") } } });
}

/// A schema whose references lead to the components, under new names.
fn rewritten(value: Value, renamed: &[(String, String)]) -> Value {
    match value {
        Value::Object(fields) => {
            let field = |(key, value): (String, Value)| {
                let value = match (&*key, &value) {
                    ("$ref", Value::String(to)) => {
                        let name = to.trim_start_matches("#/$defs/");
                        let new = renamed.iter().find(|(old, _)| old == name).map_or(name, |(_, new)| new);
                        Value::String(format!("#/components/schemas/{new}"))
                    }
                    _ => rewritten(value, renamed),
                };
                (key, value)
            };
            Value::Object(fields.into_iter().filter(|(key, _)| key != "$schema").map(field).collect())
        }
        Value::Array(items) => Value::Array(items.into_iter().map(|item| rewritten(item, renamed)).collect()),
        other => other,
    }
}
