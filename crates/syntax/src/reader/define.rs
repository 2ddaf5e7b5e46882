//! TOML's rules on what may be defined where.
//!
//! A key stands once; a table may be opened by one header; deeper headers may
//! add to what headers made, dotted keys to what dotted keys made, nothing to
//! an inline table or a plain array (TOML 1.1, "Keys" and "Table"). Positions
//! from the root lead to a table; at an array of tables they mean its last.

use super::MAX_DEPTH;
use super::errors::Findings;
use crate::diagnostic::Diagnostic;
use crate::span::Span;
use crate::value::{Key, Kind, Origin, Table, Value};

/// What an addition ran into.
#[derive(Clone, Copy)]
enum Conflict {
    /// The key is there already.
    Twice,
    /// The key holds something without keys.
    NotATable(&'static str),
    /// The key holds a table that takes no more here.
    Complete,
}

impl Conflict {
    fn diagnostic(self, key: &Key, earlier: Span) -> Diagnostic {
        let name = &key.text;
        match self {
            Self::Twice => Diagnostic::error("toml", key.span, format!("`{name}` is set twice"))
                .label("set again here")
                .related(earlier, "first set here"),
            Self::NotATable(kind) => {
                Diagnostic::error("toml", key.span, format!("`{name}` is {kind} and cannot hold keys"))
                    .label("used as a table here")
                    .related(earlier, format!("{kind} by this"))
            }
            Self::Complete => {
                Diagnostic::error("toml", key.span, format!("the table `{name}` cannot be added to here"))
                    .label("adds to it")
                    .related(earlier, "written here")
                    .help("write all of its keys in one place")
            }
        }
    }
}

pub(super) fn nested_too_deeply(span: Span) -> Diagnostic {
    Diagnostic::error("nested-too-deeply", span, format!("tables and arrays nest more than {MAX_DEPTH} deep"))
        .label("what stands deeper is not read")
}

/// The table at some positions from the root.
pub(super) fn table_at<'a>(root: &'a mut Table, positions: &[usize]) -> Option<&'a mut Table> {
    positions.iter().try_fold(root, |table, position| {
        let (_, value) = table.entry_mut(*position)?;
        table_in(value)
    })
}

/// The table that headers and dotted keys mean by a value.
fn table_in(value: &mut Value) -> Option<&mut Table> {
    match &mut value.kind {
        Kind::Table(table) => Some(table),
        Kind::Array(values) => match values.last_mut().map(|value| &mut value.kind) {
            Some(Kind::Table(table)) if table.origin == Origin::Item => Some(table),
            _ => None,
        },
        _ => None,
    }
}

/// Goes to the table under `key`, on the way to a deeper one; makes it if absent.
fn step<'a>(
    table: &'a mut Table,
    key: Key,
    by: Origin,
    findings: &mut Findings,
) -> Option<(usize, &'a mut Table)> {
    let position = table.position(&key.text).unwrap_or_else(|| {
        let span = key.span;
        table.push(key.clone(), Value { kind: Kind::Table(Table::new(span, by)), span })
    });
    let (earlier, value) = table.entry_mut(position)?;
    let earlier = earlier.span;
    let kind = value.kind.description();
    let Some(next) = table_in(value) else {
        findings.push(|| Conflict::NotATable(kind).diagnostic(&key, earlier));
        return None;
    };
    let open = match next.origin {
        Origin::Implicit | Origin::Dotted => true,
        Origin::Header | Origin::Item => by == Origin::Implicit,
        Origin::Inline => false,
    };
    if !open {
        findings.push(|| Conflict::Complete.diagnostic(&key, earlier));
        return None;
    }
    Some((position, next))
}

/// Puts `value` under a dotted key of `table`, which itself stands `depth` deep.
pub(super) fn insert(
    mut table: &mut Table,
    keys: Vec<Key>,
    value: Value,
    depth: usize,
    findings: &mut Findings,
) {
    let length = keys.len();
    let mut keys = keys.into_iter();
    let Some(last) = keys.next_back() else { return };
    if depth + length > MAX_DEPTH {
        return findings.push(|| nested_too_deeply(last.span));
    }
    for key in keys {
        match step(table, key, Origin::Dotted, findings) {
            Some((_, next)) => table = next,
            None => return,
        }
    }
    match table.get_key_value(&last.text) {
        Some((earlier, _)) => findings.push(|| Conflict::Twice.diagnostic(&last, earlier.span)),
        None => {
            table.push(last, value);
        }
    }
}

/// Opens the table of a header and gives its positions; none if the header
/// cannot be followed. A table that is opened twice is reported and continued,
/// so that what stands under the second header is still read.
pub(super) fn open(
    root: &mut Table,
    keys: Vec<Key>,
    header: Span,
    array: bool,
    findings: &mut Findings,
) -> Option<Vec<usize>> {
    if keys.len() > MAX_DEPTH {
        findings.push(|| nested_too_deeply(header));
        return None;
    }
    let mut positions = Vec::with_capacity(keys.len());
    let mut keys = keys.into_iter();
    let last = keys.next_back()?;
    let mut table = root;
    for key in keys {
        let (position, next) = step(table, key, Origin::Implicit, findings)?;
        positions.push(position);
        table = next;
    }
    let origin = if array { Origin::Item } else { Origin::Header };
    let opened = Value { kind: Kind::Table(Table::new(header, origin)), span: header };
    let Some(position) = table.position(&last.text) else {
        let value = if array { Value { kind: Kind::Array(vec![opened]), span: header } } else { opened };
        positions.push(table.push(last, value));
        return Some(positions);
    };
    positions.push(position);
    let (key, value) = table.entry_mut(position)?;
    let earlier = key.span;
    match &mut value.kind {
        Kind::Array(values) if array && is_array_of_tables(values) => {
            values.push(opened);
            return Some(positions);
        }
        Kind::Table(table) if !array && table.origin == Origin::Implicit => {
            table.origin = Origin::Header;
            table.set_span(header);
            value.span = header;
            key.span = last.span;
            return Some(positions);
        }
        _ => findings.push(|| Conflict::Twice.diagnostic(&last, earlier)),
    }
    let continued = !array && matches!(&value.kind, Kind::Table(table) if table.origin != Origin::Inline);
    continued.then_some(positions)
}

fn is_array_of_tables(values: &[Value]) -> bool {
    matches!(values.last().map(|value| &value.kind), Some(Kind::Table(table)) if table.origin == Origin::Item)
}
