//! Values to be written as JSON or YAML.

use std::fmt::Write as _;

/// A value without a place. Numbers are the text that is to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Plain {
    /// `null`.
    Null,
    /// True or false.
    Bool(bool),
    /// A number, or in YAML `-.inf`.
    Number(String),
    /// Text.
    Text(String),
    /// A list.
    List(Vec<Plain>),
    /// A map in order of writing; keys are no lists and no maps.
    Map(Vec<(Plain, Plain)>),
}

impl From<&str> for Plain {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

/// Most characters of a list or map on one line.
const WIDTH: usize = 100;

impl Plain {
    /// A whole number.
    pub(crate) fn whole(number: usize) -> Self {
        Self::Number(number.to_string())
    }

    /// A map with texts as keys.
    pub(crate) fn map<const N: usize>(entries: [(&str, Self); N]) -> Self {
        Self::Map(entries.into_iter().map(|(key, value)| (key.into(), value)).collect())
    }

    /// The text of a JSON file.
    pub(crate) fn json(&self) -> String {
        let mut out = String::new();
        self.write_json(0, &mut out);
        out.push('\n');
        out
    }

    /// The text of a YAML file; the value is a map or list.
    pub(crate) fn yaml(&self) -> String {
        let mut out = String::new();
        self.write_yaml(0, &mut out);
        out
    }

    fn scalar(&self) -> Option<String> {
        match self {
            Self::Null => Some("null".to_owned()),
            Self::Bool(value) => Some(value.to_string()),
            Self::Number(text) => Some(text.clone()),
            Self::Text(text) => Some(quoted(text)),
            Self::List(_) | Self::Map(_) => None,
        }
    }

    /// On one line, or `None` where that is longer than `left` characters.
    fn inline(&self, left: usize) -> Option<String> {
        let mut out = String::new();
        self.write_inline(left, &mut out).then_some(out)
    }

    fn write_inline(&self, left: usize, out: &mut String) -> bool {
        match self {
            Self::List(items) => {
                out.push('[');
                for (at, item) in items.iter().enumerate() {
                    out.push_str(if at == 0 { "" } else { ", " });
                    if !item.write_inline(left, out) {
                        return false;
                    }
                }
                out.push(']');
            }
            Self::Map(entries) => {
                out.push('{');
                for (at, (key, value)) in entries.iter().enumerate() {
                    let _ = write!(out, "{}{}: ", if at == 0 { "" } else { ", " }, key.json_key());
                    if !value.write_inline(left, out) {
                        return false;
                    }
                }
                out.push('}');
            }
            scalar => out.push_str(&scalar.scalar().unwrap_or_default()),
        }
        out.len() <= left
    }

    fn json_key(&self) -> String {
        match self {
            Self::Text(text) => quoted(text),
            other => quoted(&other.scalar().unwrap_or_default()),
        }
    }

    fn write_json(&self, depth: usize, out: &mut String) {
        let indent = 2 * depth;
        if let Some(line) = self.inline(WIDTH.saturating_sub(indent)) {
            // A file is easier to read when its outermost map has a line an entry.
            if depth > 0 || !matches!(self, Self::Map(entries) if !entries.is_empty()) {
                return out.push_str(&line);
            }
        }
        let mut lines = |open: char, close: char, parts: &mut dyn Iterator<Item = (String, &Self)>| {
            out.push(open);
            let mut first = true;
            for (key, value) in parts {
                out.push_str(if first { "\n" } else { ",\n" });
                first = false;
                let _ = write!(out, "{:indent$}  {key}", "");
                value.write_json(depth + 1, out);
            }
            let _ = write!(out, "\n{:indent$}{close}", "");
        };
        match self {
            Self::List(items) => lines('[', ']', &mut items.iter().map(|item| (String::new(), item))),
            Self::Map(entries) => {
                let parts = entries.iter().map(|(key, value)| (format!("{}: ", key.json_key()), value));
                lines('{', '}', &mut { parts });
            }
            scalar => out.push_str(&scalar.scalar().unwrap_or_default()),
        }
    }

    fn write_yaml(&self, depth: usize, out: &mut String) {
        let indent = 2 * depth;
        match self {
            Self::Map(entries) if !entries.is_empty() => {
                for (at, (key, value)) in entries.iter().enumerate() {
                    // The first line of an item stands behind its dash.
                    if at > 0 || !out.ends_with("- ") {
                        let _ = write!(out, "{:indent$}", "");
                    }
                    let _ = write!(out, "{}:", key.yaml_key());
                    value.write_yaml_value(depth, out);
                }
            }
            Self::List(items) if !items.is_empty() => {
                for item in items {
                    let _ = write!(out, "{:indent$}- ", "");
                    match item {
                        Self::Map(entries) if !entries.is_empty() => item.write_yaml(depth + 1, out),
                        other => {
                            let _ = writeln!(out, "{}", other.flow());
                        }
                    }
                }
            }
            other => {
                let _ = writeln!(out, "{}", other.flow());
            }
        }
    }

    fn write_yaml_value(&self, depth: usize, out: &mut String) {
        let scalars = |items: &[Self]| items.iter().all(|item| item.scalar().is_some());
        match self {
            Self::Map(entries) if !entries.is_empty() => {
                out.push('\n');
                self.write_yaml(depth + 1, out);
            }
            Self::List(items) if !(items.is_empty() || scalars(items) && self.inline(WIDTH).is_some()) => {
                out.push('\n');
                self.write_yaml(depth, out);
            }
            other => {
                let _ = writeln!(out, " {}", other.flow());
            }
        }
    }

    /// On one line however long, keys as YAML has them.
    fn flow(&self) -> String {
        match self {
            Self::List(items) => {
                format!("[{}]", items.iter().map(Self::flow).collect::<Vec<_>>().join(", "))
            }
            Self::Map(entries) => {
                let entry = |(key, value): &(Self, Self)| format!("{}: {}", key.yaml_key(), value.flow());
                format!("{{{}}}", entries.iter().map(entry).collect::<Vec<_>>().join(", "))
            }
            scalar => scalar.scalar().unwrap_or_default(),
        }
    }

    fn yaml_key(&self) -> String {
        match self {
            // Words of this form mean nothing else in any YAML.
            Self::Text(text)
                if text.contains('_')
                    && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_') =>
            {
                text.clone()
            }
            Self::Text(text) if PLAIN_KEYS.contains(&text.as_str()) => text.clone(),
            other => other.scalar().unwrap_or_default(),
        }
    }
}

/// Keys that need no quotation marks.
const PLAIN_KEYS: [&str; 10] =
    ["type", "name", "issues", "values", "weights", "bias", "mapping", "slope", "utilities", "ufuns"];

/// In quotation marks, as both notations read it.
fn quoted(text: &str) -> String {
    let mut out = String::from('"');
    for character in text.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            // What readers of YAML refuse, or take for the end of a line.
            '\0'..='\u{1f}'
            | '\u{7f}'..='\u{9f}'
            | '\u{2028}'
            | '\u{2029}'
            | '\u{feff}'
            | '\u{fffe}'
            | '\u{ffff}' => {
                let _ = write!(out, "\\u{:04x}", u32::from(character));
            }
            other => out.push(other),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use detente_syntax::span::Sources;
    use proptest::prelude::*;

    use super::*;
    use crate::tree::{Kind, Node, read_json, read_yaml};

    fn plain(node: &Node) -> Plain {
        match &node.kind {
            Kind::Null => Plain::Null,
            Kind::Bool(value) => Plain::Bool(*value),
            Kind::Number(text) => Plain::Number(text.clone()),
            Kind::NotFinite(_) => Plain::Number("-.inf".to_owned()),
            Kind::Text(text) => Plain::Text(text.clone()),
            Kind::List(items) => Plain::List(items.iter().map(plain).collect()),
            Kind::Map(entries) => {
                Plain::Map(entries.iter().map(|entry| (plain(&entry.key), plain(&entry.value))).collect())
            }
        }
    }

    fn values() -> impl Strategy<Value = Plain> {
        let scalar = prop_oneof![
            Just(Plain::Null),
            any::<bool>().prop_map(Plain::Bool),
            (-1000_i32..1000).prop_map(|number| Plain::Number(format!("{number}"))),
            Just(Plain::Number("0.25".to_owned())),
            "\\PC{0,8}".prop_map(Plain::Text),
            "[ -~\\n\\t:#'\\u{85}\\u{feff}\\u{1f600}]{0,8}".prop_map(Plain::Text),
            Just(Plain::Text("x".repeat(60))),
        ];
        scalar.prop_recursive(4, 24, 5, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..5).prop_map(Plain::List),
                prop::collection::btree_map("[a-z_ :]{0,6}", inner, 0..5).prop_map(|map| Plain::Map(
                    map.into_iter().map(|(key, value)| (Plain::Text(key), value)).collect()
                )),
            ]
        })
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(value in values()) {
            for (text, yaml) in [(value.json(), false), (Plain::List(vec![value.clone()]).yaml(), true), (value.json(), true)] {
                let (mut sources, mut diagnostics) = (Sources::new(), Vec::new());
                let file = sources.add("f", text.as_str());
                let read = if yaml { read_yaml } else { read_json };
                let node = read(file, &text, &mut diagnostics);
                prop_assert!(diagnostics.is_empty(), "{text} {diagnostics:?}");
                let again = node.as_ref().map(plain).expect("a tree");
                let same = again == value || again == Plain::List(vec![value.clone()]);
                prop_assert!(same, "{text}: {again:?}");
            }
        }
    }
}
