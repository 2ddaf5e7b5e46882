//! Lays a scenario over a case before either is read.
//!
//! Tables merge key by key. Statements, rules, flags, red lines and adjustments
//! merge by `id`, and those with a new id, or none, are added at the end. Any
//! other value replaces the former one. Every part keeps its place in the file
//! that it came from.

use std::collections::BTreeMap;

use detente_syntax::value::{Kind, Table, Value};

/// Lays `over` over `base`. Its depth is bounded by that of the reader.
pub(super) fn lay(base: &mut Table, over: &Table) {
    lay_at(base, over, &mut Vec::new());
}

fn lay_at<'t>(base: &mut Table, over: &'t Table, path: &mut Vec<&'t str>) {
    for (key, value) in over.iter() {
        path.push(&key.text);
        let merged = match (base.get_key_value(&key.text), &value.kind) {
            (Some((first, Value { kind: Kind::Table(under), span })), Kind::Table(table)) => {
                let (first, span) = (first.clone(), *span);
                let mut under = under.clone();
                lay_at(&mut under, table, path);
                Some((first, Value { kind: Kind::Table(under), span }))
            }
            (Some((first, Value { kind: Kind::Array(under), span })), Kind::Array(values))
                if merges_by_id(path) =>
            {
                let (first, span) = (first.clone(), *span);
                let all = lay_by_id(under.clone(), values, path);
                Some((first, Value { kind: Kind::Array(all), span }))
            }
            _ => None,
        };
        let (key, value) = merged.unwrap_or_else(|| (key.clone(), value.clone()));
        base.set(key, value);
        path.pop();
    }
}

/// Whether the list at a path is one of tables with ids.
fn merges_by_id(path: &[&str]) -> bool {
    matches!(path, ["statements" | "rules" | "flags"] | ["preferences", _, "red-lines" | "adjust"])
}

fn lay_by_id<'t>(mut under: Vec<Value>, over: &'t [Value], path: &mut Vec<&'t str>) -> Vec<Value> {
    let mut positions: BTreeMap<String, usize> = BTreeMap::new();
    for (at, value) in under.iter().enumerate() {
        if let Some(id) = id_of(value) {
            positions.entry(id.to_owned()).or_insert(at);
        }
    }
    for value in over {
        let known = id_of(value).and_then(|id| positions.get(id)).and_then(|&at| under.get_mut(at));
        match (known.map(|known| &mut known.kind), &value.kind) {
            (Some(Kind::Table(known)), Kind::Table(table)) => lay_at(known, table, path),
            _ => under.push(value.clone()),
        }
    }
    under
}

fn id_of(value: &Value) -> Option<&str> {
    let Kind::Table(table) = &value.kind else { return None };
    match table.get("id").map(|id| &id.kind) {
        Some(Kind::Text(text)) => Some(text.as_str()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use detente_syntax::reader::read;
    use detente_syntax::span::Sources;

    use super::*;

    fn table(text: &str) -> Table {
        let (table, errors) = read(Sources::new().add("test", text), text);
        assert_eq!(errors, Vec::new());
        table
    }

    /// The tree in one line, without places.
    fn plain(table: &Table) -> String {
        fn value(of: &Value) -> String {
            match &of.kind {
                Kind::Table(table) => plain(table),
                Kind::Array(values) => {
                    format!("[{}]", values.iter().map(value).collect::<Vec<_>>().join(","))
                }
                Kind::Text(text) => text.as_str().to_owned(),
                Kind::Number(number) => number.text.clone(),
                Kind::Boolean(boolean) => boolean.to_string(),
                Kind::Date(date) => date.clone(),
            }
        }
        let entries = table.iter().map(|(key, of)| format!("{}={}", key.text, value(of)));
        format!("{{{}}}", entries.collect::<Vec<_>>().join(","))
    }

    fn laid(base: &str, over: &str) -> String {
        let mut base = table(base);
        lay(&mut base, &table(over));
        plain(&base)
    }

    #[test]
    fn tables_merge_key_by_key_and_other_values_replace() {
        assert_eq!(laid("[a]\nx = 1\ny = 2", "[a]\ny = 3\nz = 4\n[b]\nq = 5"), "{a={x=1,y=3,z=4},b={q=5}}");
        assert_eq!(laid("a = [1, 2]", "a = [3]"), "{a=[3]}");
        assert_eq!(laid("a = [1]", "[a]\nb = 2"), "{a={b=2}}");
        assert_eq!(laid("[a]\nb = 2", "a = 1"), "{a=1}");
    }

    #[test]
    fn lists_of_elements_merge_by_id() {
        let base = "[[statements]]\nid = 'a'\nsaid = 1\n[[statements]]\nid = 'b'";
        let over = "[[statements]]\nid = 'c'\n[[statements]]\nid = 'a'\nfirm = true";
        assert_eq!(laid(base, over), "{statements=[{id=a,said=1,firm=true},{id=b},{id=c}]}");
        let base = "[[preferences.p.red-lines]]\nid = 'a'\nrefuse = 'x'";
        let over = "[[preferences.p.red-lines]]\nid = 'a'\nrefuse = 'y'";
        assert_eq!(laid(base, over), "{preferences={p={red-lines=[{id=a,refuse=y}]}}}");
    }

    #[test]
    fn other_lists_of_tables_replace() {
        let base = "[preferences.p]\npriorities = [{ want = 'x' }, { want = 'y' }]";
        let over = "[preferences.p]\npriorities = [{ want = 'z' }]";
        assert_eq!(laid(base, over), "{preferences={p={priorities=[{want=z}]}}}");
    }
}
