//! One name in a table for what a case calls by an id and a title.
//!
//! The reader makes the id from the name, and the writer picks as the name the
//! title where that gives the id back, else the id with the title beside it. So
//! whoever fills in a table need not know of ids, and a case written and read
//! again has the ids that it had.

use std::collections::{BTreeMap, BTreeSet};

use detente_syntax::ids::{did_you_mean, is_id};

use super::folded;
use crate::draft::Ids;

/// What a name is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Party,
    Issue,
    Option,
    /// An option of an issue that takes any set of them.
    Member,
    Rule,
    Adjustment,
    RedLine,
}

impl Kind {
    fn fallback(self) -> &'static str {
        match self {
            Self::Party => "party",
            Self::Issue => "issue",
            Self::Option | Self::Member => "option",
            Self::Rule => "rule",
            Self::Adjustment => "adjustment",
            Self::RedLine => "red-line",
        }
    }

    /// Words that are ids in general and not of this kind.
    fn avoids(self, id: &str) -> bool {
        match self {
            Self::Member => matches!(id, "basis" | "because" | "cite" | "none"),
            _ => matches!(id, "basis" | "because" | "cite"),
        }
    }
}

/// The id for a name: the name itself where it is an id that is not taken, else
/// one made from it.
pub(crate) fn id(ids: &mut Ids, kind: Kind, name: &str) -> String {
    if is_id(name) && !kind.avoids(name) && ids.take(name) {
        return name.to_owned();
    }
    ids.make(name, kind.fallback())
}

/// The name to write for each `(id, title)`, and the title where it is not the name.
pub(crate) fn names<'a>(
    kind: Kind,
    elements: impl Iterator<Item = (&'a str, &'a str)>,
) -> Vec<(String, Option<String>)> {
    let mut ids = Ids::new();
    let mut used = BTreeSet::new();
    elements
        .map(|(id, title)| {
            // Names that differ in case alone are one name to the reader.
            let none = kind == Kind::Member && folded(title) == "none";
            if is_plain(title) && !none && !used.contains(&folded(title)) {
                let made = self::id(&mut ids, kind, title);
                if made == id {
                    used.insert(folded(title));
                    return (title.to_owned(), None);
                }
                ids.release(&made);
            }
            ids.take(id);
            used.insert(id.to_owned());
            (id.to_owned(), Some(title.to_owned()))
        })
        .collect()
}

/// Whether a title survives as the name of a cell: trimmed, one line, not a
/// word with a meaning of its own.
fn is_plain(title: &str) -> bool {
    title.trim() == title
        && !title.is_empty()
        && !title.contains(['\n', '\t', '+', '('])
        && !title.chars().any(char::is_control)
}

/// Finds what a cell names.
#[derive(Clone, Debug, Default)]
pub(crate) struct Index {
    by_name: BTreeMap<String, usize>,
    names: Vec<String>,
}

impl Index {
    /// Adds the next element under its name; `false` where the name is taken.
    pub(crate) fn add(&mut self, name: &str) -> bool {
        let at = self.names.len();
        self.names.push(name.to_owned());
        let taken = self.by_name.contains_key(&folded(name));
        if !taken {
            self.by_name.insert(folded(name), at);
        }
        !taken
    }

    /// Adds another way to call the element at a position, if it is free.
    pub(crate) fn also(&mut self, name: &str, at: usize) {
        self.by_name.entry(folded(name)).or_insert(at);
    }

    /// The position of what a cell names.
    pub(crate) fn find(&self, name: &str) -> Option<usize> {
        self.by_name.get(&folded(name)).copied()
    }

    /// How many elements there are.
    pub(crate) fn len(&self) -> usize {
        self.names.len()
    }

    /// The element whose name is nearest to a wrong one, where any is near.
    pub(crate) fn nearest(&self, name: &str) -> Option<usize> {
        let near = did_you_mean(name, self.names.iter().map(String::as_str))?;
        self.names.iter().position(|known| known == near)
    }

    /// "did you mean ...", where anything is near.
    pub(crate) fn near(&self, name: &str) -> Option<String> {
        did_you_mean(name, self.names.iter().map(String::as_str))
            .map(|near| format!("did you mean \"{near}\"?"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_the_name_where_it_gives_the_id_back() {
        let elements = [
            ("one-year", "One year"),
            ("none", "No freeze"),
            ("none-2", "none 2"),
            ("x", "One year"),
            ("none-3", "none"),
            ("yes", "Yes"),
            ("yes-2", "YES"),
        ];
        let names = names(Kind::Option, elements.into_iter());
        let written: Vec<_> = names.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(written, ["One year", "none", "none 2", "x", "none-3", "Yes", "yes-2"]);
        let mut ids = Ids::new();
        let read: Vec<_> = written.iter().map(|name| id(&mut ids, Kind::Option, name)).collect();
        assert_eq!(read, elements.map(|(id, _)| id));
    }
}
