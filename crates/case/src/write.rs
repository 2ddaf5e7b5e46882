//! Changes to a case file that leave everything else as its author wrote it:
//! comments, order, spacing.
//!
//! A path names keys from the root; at a list of tables the next step is the
//! `id` of one of them, so `["statements", "us-october", "known"]` is the key
//! `known` of that statement.

use std::fmt;

use toml_edit::{Array, ArrayOfTables, DocumentMut, InlineTable, Item, Table, TableLike, Value};

use crate::date::Date;
use crate::decimal::Decimal;

/// A case file that is being changed.
#[derive(Clone, Debug)]
pub struct Editor {
    document: DocumentMut,
    /// Whether lines end in a carriage return and a line feed.
    returns: bool,
}

/// A value to write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// A string.
    Text(String),
    /// A number.
    Number(Decimal),
    /// `true` or `false`.
    Boolean(bool),
    /// A day.
    Day(Date),
    /// A list on one line.
    List(Vec<Content>),
    /// A table on one line.
    Table(Vec<(String, Content)>),
}

/// Why a change was not made; the text is as it was before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EditError {
    /// The text is not TOML.
    Malformed(String),
    /// A step of the path leads through something that is no table.
    NoTable(String),
    /// No table of the list has this id.
    NoSuchId(String),
    /// What was to be added is there already.
    Exists(String),
}

impl fmt::Display for EditError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Malformed(why) => write!(out, "the text is not TOML: {why}"),
            Self::NoTable(step) => write!(out, "`{step}` is not a table"),
            Self::NoSuchId(id) => write!(out, "there is no element with the id `{id}`"),
            Self::Exists(id) => write!(out, "`{id}` is there already"),
        }
    }
}

impl std::error::Error for EditError {}

impl From<&str> for Content {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl Editor {
    /// Begins to change a text.
    ///
    /// # Errors
    /// If it is not TOML.
    pub fn new(text: &str) -> Result<Self, EditError> {
        let document =
            text.parse::<DocumentMut>().map_err(|error| EditError::Malformed(error.message().to_owned()))?;
        // Whatever most lines do; what is added does as they do.
        let returns = 2 * text.matches("\r\n").count() > text.matches('\n').count();
        Ok(Self { document, returns })
    }

    /// The text as it is now.
    #[must_use]
    pub fn text(&self) -> String {
        let text = self.document.to_string();
        if self.returns { text.replace("\r\n", "\n").replace('\n', "\r\n") } else { text }
    }

    /// Sets the key at the end of `path`, making the tables that lead to it. A
    /// comment beside a former value stays.
    ///
    /// # Errors
    /// If the path leads through something else than tables, or names an id
    /// that no table of a list has.
    pub fn set(&mut self, path: &[&str], content: &Content) -> Result<(), EditError> {
        let Some((key, tables)) = path.split_last() else { return Ok(()) };
        let table = descend(self.document.as_table_mut(), tables)?;
        let mut value = content.value();
        match table.get_mut(key) {
            Some(Item::Value(former)) => {
                *value.decor_mut() = former.decor().clone();
                *former = value;
            }
            Some(other) => *other = Item::Value(value),
            None => drop(table.insert(key, Item::Value(value))),
        }
        Ok(())
    }

    /// Removes the key at the end of `path`; whether it was there.
    ///
    /// # Errors
    /// As [`Editor::set`].
    pub fn remove(&mut self, path: &[&str]) -> Result<bool, EditError> {
        let Some((key, tables)) = path.split_last() else { return Ok(false) };
        Ok(descend(self.document.as_table_mut(), tables)?.remove(key).is_some())
    }

    /// Adds `[path]` with the given keys at the end of its siblings: a
    /// citation, a source, a voice.
    ///
    /// # Errors
    /// If it is there already, or as [`Editor::set`].
    pub fn add(&mut self, path: &[&str], entries: &[(&str, Content)]) -> Result<(), EditError> {
        let Some((id, tables)) = path.split_last() else { return Ok(()) };
        let parent = descend(self.document.as_table_mut(), tables)?;
        if parent.contains_key(id) {
            return Err(EditError::Exists((*id).to_owned()));
        }
        parent.insert(id, Item::Table(headed(entries)));
        Ok(())
    }

    /// Adds `[[path]]` with the given keys at the end of its list: a statement,
    /// a rule, a red line.
    ///
    /// # Errors
    /// If an element with the same `id` is there already, if the path leads to
    /// something that is no list of tables, or as [`Editor::set`].
    pub fn append(&mut self, path: &[&str], entries: &[(&str, Content)]) -> Result<(), EditError> {
        let Some((key, tables)) = path.split_last() else { return Ok(()) };
        let parent = descend(self.document.as_table_mut(), tables)?;
        let id = entries.iter().find(|(key, _)| *key == "id").map(|(_, id)| id);
        if let (Some(Content::Text(id)), Some(list)) = (id, parent.get_mut(key))
            && element(list, id).is_some()
        {
            return Err(EditError::Exists(id.clone()));
        }
        let list = parent.entry(key).or_insert_with(|| Item::ArrayOfTables(ArrayOfTables::new()));
        match list {
            Item::ArrayOfTables(list) => list.push(headed(entries)),
            Item::Value(Value::Array(list)) => {
                list.push(inline(entries.iter().map(|(key, value)| (*key, value))))
            }
            _ => return Err(EditError::NoTable((*key).to_owned())),
        }
        Ok(())
    }
}

impl Content {
    fn value(&self) -> Value {
        match self {
            Self::Text(text) => text.as_str().into(),
            // Numbers keep their decimal digits: never through binary floating point.
            Self::Number(number) => {
                let written = number.to_string();
                written.parse().unwrap_or_else(|_| Value::from(written))
            }
            Self::Boolean(boolean) => (*boolean).into(),
            Self::Day(day) => {
                let written = day.to_string();
                written.parse().unwrap_or_else(|_| Value::from(written))
            }
            Self::List(contents) => contents.iter().map(Self::value).collect::<Array>().into(),
            Self::Table(entries) => {
                inline(entries.iter().map(|(key, content)| (key.as_str(), content))).into()
            }
        }
    }
}

fn inline<'a>(entries: impl Iterator<Item = (&'a str, &'a Content)>) -> InlineTable {
    entries.map(|(key, content)| (key, content.value())).collect()
}

/// A table under a header of its own, with an empty line before it.
fn headed(entries: &[(&str, Content)]) -> Table {
    let mut table = Table::new();
    table.decor_mut().set_prefix("\n");
    for (key, content) in entries {
        table.insert(key, Item::Value(content.value()));
    }
    table
}

/// The table at the end of a path; tables that are not there are made without
/// a header of their own.
fn descend<'d>(root: &'d mut Table, path: &[&str]) -> Result<&'d mut dyn TableLike, EditError> {
    let mut here: &mut dyn TableLike = root;
    let mut steps = path.iter();
    while let Some(step) = steps.next() {
        let item = here.entry(step).or_insert_with(|| {
            let mut table = Table::new();
            table.set_implicit(true);
            Item::Table(table)
        });
        here = if item.is_array_of_tables() || item.is_array() {
            let Some(id) = steps.next() else { return Err(EditError::NoTable((*step).to_owned())) };
            element(item, id).ok_or_else(|| EditError::NoSuchId((*id).to_owned()))?
        } else {
            item.as_table_like_mut().ok_or_else(|| EditError::NoTable((*step).to_owned()))?
        };
    }
    Ok(here)
}

/// The table of a list that has the id.
fn element<'d>(list: &'d mut Item, id: &str) -> Option<&'d mut dyn TableLike> {
    match list {
        Item::ArrayOfTables(list) => {
            let of_id = |table: &&mut Table| table.get("id").and_then(Item::as_str) == Some(id);
            list.iter_mut().find(of_id).map(|table| table as &mut dyn TableLike)
        }
        Item::Value(Value::Array(list)) => {
            let tables = list.iter_mut().filter_map(Value::as_inline_table_mut);
            let of_id = |table: &&mut InlineTable| table.get("id").and_then(Value::as_str) == Some(id);
            tables.into_iter().find(of_id).map(|table| table as &mut dyn TableLike)
        }
        _ => None,
    }
}
