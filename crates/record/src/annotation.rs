//! Anchors as other programs exchange them: the Web Annotation Data Model of the
//! W3C (Recommendation of 23 February 2017), in JSON-LD.
//!
//! A citation becomes an annotation whose body is the paraphrase and whose target
//! is the source with two selectors, one by position and one by quote. Positions
//! are Unicode code points, as that model asks, so they are those of the case.

use serde_json::{Map, Value, json};

use crate::quote::{Anchor, Quote};

/// The context of the vocabulary.
const CONTEXT: &str = "http://www.w3.org/ns/anno.jsonld";

/// A citation to be exchanged.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Annotation {
    /// Id of the citation.
    pub id: Option<String>,
    /// Paraphrase.
    pub says: Option<String>,
    /// What the target names: an address, or `urn:sha256:` and the hash of the text.
    pub source: Option<String>,
    /// First scalar and one past the last, where a selector gives them.
    pub position: Option<(usize, usize)>,
    /// Hash of the passage, where a selector gives it.
    pub sha256: Option<String>,
    /// Words and context, where a selector gives them.
    pub quote: Option<Quote>,
}

/// The property of a position that holds the hash of its passage: without the words it tells
/// whether they are still there.
const HASH: &str = "urn:detente:sha256";

/// How a source without an address is named.
#[must_use]
pub fn urn(sha256: &str) -> String {
    format!("urn:sha256:{sha256}")
}

/// An annotation of an anchor. The quote is left out where the text is not to
/// leave the machine.
#[must_use]
pub fn of_anchor(id: &str, says: &str, source: &str, anchor: &Anchor, quote: Option<&Quote>) -> Value {
    let position = json!({
        "type": "TextPositionSelector",
        "start": anchor.start,
        "end": anchor.end,
        HASH: anchor.sha256,
    });
    let quote = quote.map(|quote| {
        json!({
            "type": "TextQuoteSelector",
            "exact": quote.exact,
            "prefix": quote.prefix,
            "suffix": quote.suffix,
        })
    });
    let selectors: Vec<Value> = std::iter::once(position).chain(quote).collect();
    json!({
        "id": format!("urn:detente:citation:{id}"),
        "type": "Annotation",
        "motivation": "describing",
        "body": { "type": "TextualBody", "value": says, "purpose": "describing" },
        "target": { "source": source, "selector": selectors },
    })
}

/// A page of annotations.
#[must_use]
pub fn page(annotations: Vec<Value>) -> Value {
    json!({ "@context": CONTEXT, "type": "AnnotationPage", "items": annotations })
}

/// Reads a page, a list, or one annotation.
///
/// # Errors
/// What is wrong with it, in words.
pub fn read(text: &str) -> Result<Vec<Annotation>, String> {
    let value: Value = serde_json::from_str(text).map_err(|error| format!("it is no JSON: {error}"))?;
    let items = match &value {
        Value::Array(items) => items.as_slice(),
        Value::Object(fields) => {
            match fields.get("items").or_else(|| fields.get("first").and_then(|page| page.get("items"))) {
                Some(Value::Array(items)) => items.as_slice(),
                _ => std::slice::from_ref(&value),
            }
        }
        _ => return Err("it holds no annotation".to_owned()),
    };
    let annotations: Vec<_> =
        items.iter().filter_map(Value::as_object).filter(|item| is_annotation(item)).flat_map(each).collect();
    if annotations.is_empty() {
        return Err("it holds no annotation".to_owned());
    }
    Ok(annotations)
}

fn is_annotation(item: &Map<String, Value>) -> bool {
    match item.get("type").or_else(|| item.get("@type")) {
        Some(Value::String(kind)) => kind == "Annotation",
        Some(Value::Array(kinds)) => kinds.iter().any(|kind| kind == "Annotation"),
        _ => false,
    }
}

/// An annotation for each target: what is said of several is said of each.
fn each(item: &Map<String, Value>) -> Vec<Annotation> {
    match item.get("target") {
        Some(Value::Array(targets)) => {
            let all = targets.iter().enumerate().map(|(at, target)| {
                let annotation = one(item, Some(target));
                Annotation { id: annotation.id.filter(|_| at == 0), ..annotation }
            });
            all.collect()
        }
        target => vec![one(item, target)],
    }
}

fn one(item: &Map<String, Value>, target: Option<&Value>) -> Annotation {
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let id = item.get("id").and_then(Value::as_str);
    let id = id.and_then(|id| id.strip_prefix("urn:detente:citation:")).map(str::to_owned);
    let body = item.get("bodyValue").and_then(text).or_else(|| {
        let bodies = first(item.get("body")?);
        bodies.get("value").and_then(text).or_else(|| text(bodies))
    });
    let mut annotation = Annotation { id, says: body, ..Annotation::default() };
    let Some(target) = target else { return annotation };
    annotation.source = text(target).or_else(|| match target.get("source")? {
        Value::Object(source) => source.get("id").and_then(text),
        source => text(source),
    });
    let selectors: Vec<&Value> = match target.get("selector") {
        Some(Value::Array(several)) => several.iter().collect(),
        Some(single) => vec![single],
        None => Vec::new(),
    };
    // A selector may be narrowed by another; a few steps are followed.
    let mut waiting: Vec<(&Value, bool)> = selectors.into_iter().map(|selector| (selector, true)).collect();
    for _ in 0..20 {
        let Some((selector, outermost)) = waiting.pop() else { break };
        waiting.extend(selector.get("refinedBy").map(|inner| (inner, false)));
        let field = |name: &str| selector.get(name).and_then(text).unwrap_or_default();
        let number = |name: &str| {
            selector.get(name).and_then(Value::as_u64).and_then(|number| usize::try_from(number).ok())
        };
        match selector.get("type").and_then(Value::as_str) {
            // Within another selector a position counts from there, not from the start of the text.
            Some("TextPositionSelector") if outermost => {
                annotation.sha256 = selector.get(HASH).and_then(text);
                annotation.position = number("start").zip(number("end")).filter(|(start, end)| start < end);
            }
            Some("TextQuoteSelector") if selector.get("exact").is_some() => {
                annotation.quote =
                    Some(Quote { exact: field("exact"), prefix: field("prefix"), suffix: field("suffix") });
            }
            _ => {}
        }
    }
    annotation
}

fn first(value: &Value) -> &Value {
    value.as_array().and_then(|several| several.first()).unwrap_or(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_of_several_targets_is_said_of_each() {
        let text = r#"{"type":"Annotation","id":"urn:detente:citation:a","bodyValue":"b","target":["x",{"source":"y"}]}"#;
        let read = read(text).expect("an annotation");
        let shown: Vec<_> = read.iter().map(|each| (each.id.as_deref(), each.source.as_deref())).collect();
        assert_eq!(shown, [(Some("a"), Some("x")), (None, Some("y"))]);
        assert!(read.iter().all(|each| each.says.as_deref() == Some("b")));
    }

    #[test]
    fn what_is_written_is_read_back() {
        let anchor = Anchor { start: 3, end: 10, sha256: "0".repeat(64) };
        let quote =
            Quote { exact: "no deal".to_owned(), prefix: "é “".to_owned(), suffix: "”".to_owned() };
        let one = of_anchor("a-1", "There is no deal", "https://example.org/a", &anchor, Some(&quote));
        let two = of_anchor("a-2", "Again", &urn("ab"), &anchor, None);
        let read = read(&page(vec![one, two]).to_string()).expect("read");
        let expected = Annotation {
            id: Some("a-1".to_owned()),
            says: Some("There is no deal".to_owned()),
            source: Some("https://example.org/a".to_owned()),
            position: Some((3, 10)),
            sha256: Some("0".repeat(64)),
            quote: Some(quote),
        };
        assert_eq!(read[0], expected);
        assert_eq!((read[1].quote.as_ref(), read[1].source.as_deref()), (None, Some("urn:sha256:ab")));
    }

    #[test]
    fn annotations_of_other_programs_are_read() {
        let text = r#"{"@context":"http://www.w3.org/ns/anno.jsonld","type":"Annotation","bodyValue":"note",
            "target":[{"source":{"id":"https://example.org/b"},"selector":{"type":"FragmentSelector","refinedBy":
            {"type":"TextQuoteSelector","exact":"words","refinedBy":
            {"type":"TextPositionSelector","start":1,"end":3}}}}]}"#;
        let read = read(text).expect("read");
        assert_eq!(read[0].says.as_deref(), Some("note"));
        assert_eq!(read[0].source.as_deref(), Some("https://example.org/b"));
        assert_eq!(read[0].quote.as_ref().map(|quote| quote.exact.as_str()), Some("words"));
        assert_eq!(read[0].position, None, "it counts from the quote");
        assert!(super::read("[]").is_err() && super::read("{}").is_err() && super::read("no").is_err());
    }
}
