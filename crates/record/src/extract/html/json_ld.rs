//! Articles as pages describe them in JSON-LD.

use scraper::{Html, Node};
use serde_json::Value;

use crate::metadata::Metadata;

/// Nodes of linked data that are looked at.
const MOST: usize = 2_000;

/// What a page says of articles, in its order.
pub(super) fn of_page(page: &Html) -> Vec<Metadata> {
    let mut found = Vec::new();
    for node in page.tree.nodes() {
        let Node::Element(element) = node.value() else { continue };
        if element.name() != "script" || element.attr("type").map(str::trim) != Some("application/ld+json") {
            continue;
        }
        let text: String =
            node.children().filter_map(|child| child.value().as_text().map(|text| &**text)).collect();
        if let Ok(value) = serde_json::from_str::<Value>(&text) {
            collect(&value, &mut found);
        }
    }
    found
}

fn collect(value: &Value, found: &mut Vec<Metadata>) {
    // Readers of JSON bound how deep values stand in each other; this bounds how many.
    let mut waiting = vec![value];
    let mut left = MOST;
    while let Some(value) = waiting.pop() {
        let Some(fewer) = left.checked_sub(1) else { return };
        left = fewer;
        match value {
            Value::Array(values) => waiting.extend(values.iter().rev()),
            Value::Object(fields) => {
                if is_article(value) {
                    found.push(metadata(value));
                } else if let Some(inside) = fields.get("@graph").or_else(|| fields.get("mainEntity")) {
                    waiting.push(inside);
                }
            }
            _ => {}
        }
    }
}

fn is_article(value: &Value) -> bool {
    let kinds = ["Article", "BlogPosting", "Report", "ScholarlyArticle", "LiveBlogPosting"];
    let is = |kind: &Value| kind.as_str().is_some_and(|kind| kinds.iter().any(|known| kind.ends_with(known)));
    match &value["@type"] {
        Value::Array(several) => several.iter().any(is),
        one => is(one),
    }
}

fn metadata(value: &Value) -> Metadata {
    let mut metadata = Metadata::default();
    for key in ["headline", "name"] {
        if let Some(title) = value[key].as_str() {
            metadata.set_title(&unescaped(title));
        }
    }
    for key in ["datePublished", "dateCreated"] {
        if let Some(date) = value[key].as_str() {
            metadata.set_date(date);
        }
    }
    names(&value["author"]).iter().for_each(|name| metadata.add_author(name));
    if let Some(publisher) = names(&value["publisher"]).first() {
        metadata.set_publisher(publisher);
    }
    let main = &value["mainEntityOfPage"];
    for address in [&value["url"], &main["@id"], main] {
        metadata.set_url(address.as_str().unwrap_or_default());
    }
    metadata
}

/// `"A"`, `{ "name": "A" }`, or a list of either.
fn names(value: &Value) -> Vec<String> {
    let one = |value: &Value| value.as_str().or_else(|| value["name"].as_str()).map(unescaped);
    match value {
        Value::Array(several) => several.iter().filter_map(one).collect(),
        value => one(value).into_iter().collect(),
    }
}

/// Many pages escape for HTML what is no HTML.
fn unescaped(text: &str) -> String {
    let plain = [
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&#039;", "'"),
        ("&#8217;", "’"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&amp;", "&"),
    ];
    plain.iter().fold(text.to_owned(), |text, (from, to)| text.replace(from, to))
}
