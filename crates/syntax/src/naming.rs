//! Ids made from names, titles and file names.

use std::collections::{BTreeMap, BTreeSet};

use deunicode::deunicode_char;

use crate::ids::RESERVED;

/// Words that cannot be ids of everything that a reader makes ids for.
const AVOIDED: [&str; 5] = ["basis", "because", "cite", "none", "unknown"];

/// Longest id made from a name, unless another length is asked for.
const LONGEST: usize = 60;

/// Makes ids, each once.
#[derive(Clone, Debug)]
pub struct Ids {
    /// Longest id before a number is put behind it, in characters.
    longest: usize,
    taken: BTreeSet<String>,
    /// The number to try next for a base, so that many equal names stay cheap.
    next: BTreeMap<String, usize>,
}

impl Default for Ids {
    fn default() -> Self {
        Self::new()
    }
}

impl Ids {
    /// None taken.
    #[must_use]
    pub fn new() -> Self {
        Self::at_most(LONGEST)
    }

    /// None taken, and no id longer than this before a number is put behind it.
    #[must_use]
    pub fn at_most(longest: usize) -> Self {
        Self { longest, taken: BTreeSet::new(), next: BTreeMap::new() }
    }

    /// Beside ids that are there.
    #[must_use]
    pub fn beside(mut self, taken: impl IntoIterator<Item = String>) -> Self {
        self.taken.extend(taken);
        self
    }

    /// Takes a word that is an id already; `false` where it is taken.
    pub fn take(&mut self, id: &str) -> bool {
        self.taken.insert(id.to_owned())
    }

    /// Gives an id back.
    pub fn release(&mut self, id: &str) {
        self.taken.remove(id);
    }

    /// The id for a name: its letters and digits in lower case, those of other
    /// scripts as Latin letters, joined by hyphens; `otherwise` where it has none;
    /// with a number where it is taken.
    pub fn make(&mut self, name: &str, otherwise: &str) -> String {
        let base = id_of(name, otherwise, self.longest);
        if self.taken.insert(base.clone()) {
            return base;
        }
        let number = self.next.entry(base.clone()).or_insert(2);
        loop {
            let id = format!("{base}-{number}");
            *number += 1;
            if self.taken.insert(id.clone()) {
                return id;
            }
        }
    }
}

/// The id for a name as [`Ids::make`] makes it where nothing is taken.
#[must_use]
pub fn id_of(name: &str, otherwise: &str, longest: usize) -> String {
    let base = kebab(name, longest);
    if base.is_empty() {
        otherwise.to_owned()
    } else if RESERVED.contains(&base.as_str()) || AVOIDED.contains(&base.as_str()) {
        format!("{otherwise}-{base}")
    } else {
        base
    }
}

/// The letters and digits of a name, cut between two words where it is too long.
fn kebab(name: &str, longest: usize) -> String {
    let mut id = String::new();
    for character in name.chars() {
        for plain in latin(character).chars().map(|plain| plain.to_ascii_lowercase()) {
            if plain.is_ascii_lowercase() || plain.is_ascii_digit() {
                id.push(plain);
            } else if !id.is_empty() && !id.ends_with('-') && plain != '\'' {
                id.push('-');
            }
        }
        if id.len() > longest {
            let words = id.get(..=longest).and_then(|start| start.rfind('-'));
            id.truncate(words.filter(|end| *end > 0).unwrap_or(longest));
            break;
        }
    }
    id.truncate(id.trim_end_matches('-').len());
    id
}

/// How a character is written in ASCII; a space where nobody knows.
fn latin(character: char) -> String {
    match deunicode_char(character) {
        _ if character.is_ascii() => character.to_string(),
        // Apostrophes, and soft and hard signs, which are no letters of their own.
        Some("'" | "\"" | "`") => String::new(),
        // A sign that is no letter parts words, whatever it is called.
        _ if !character.is_alphanumeric() && !is_mark(character) => " ".to_owned(),
        Some(plain) => plain.to_owned(),
        None => " ".to_owned(),
    }
}

/// Whether a character only changes the one before it, as combining accents do.
fn is_mark(character: char) -> bool {
    matches!(character, '\u{300}'..='\u{36f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_ids_and_never_the_same_twice() {
        let mut ids = Ids::new();
        let made: Vec<_> =
            ["Hard Disk", "hard-disk", "19'' LCD", "Größe", "", "not", "None", "$$", "Hard  disk!"]
                .iter()
                .map(|name| ids.make(name, "issue"))
                .collect();
        let expected = [
            "hard-disk",
            "hard-disk-2",
            "19-lcd",
            "grosse",
            "issue",
            "issue-not",
            "issue-none",
            "issue-2",
            "hard-disk-3",
        ];
        assert_eq!(made, expected);
    }

    #[test]
    fn names_of_other_scripts_become_ids_that_can_be_read() {
        let mut ids = Ids::new();
        for (name, id) in [
            ("Газопровод", "gazoprovod"),
            ("Соль и нефть", "sol-i-neft"),
            ("Ελλάδα", "ellada"),
            ("Café cre\u{300}me", "cafe-creme"),
            ("Łódź", "lodz"),
            ("北京", "bei-jing"),
            ("东京", "dong-jing"),
            ("北京!", "bei-jing-2"),
            ("5 €", "5"),
            ("→", "issue"),
            ("☃", "issue-2"),
            ("Ünïcode’s", "unicodes"),
        ] {
            assert_eq!(ids.make(name, "issue"), id, "{name}");
        }
        let long = "ж".repeat(100);
        assert_eq!(Ids::new().make(&long, "issue").len(), LONGEST);
        assert_eq!(Ids::at_most(12).make("talks on the harbour", "issue"), "talks-on-the");
        assert_eq!(Ids::at_most(11).make("talks on the harbour", "issue"), "talks-on");
        assert_eq!(Ids::at_most(8).make("talks on", "issue"), "talks-on");
    }

    #[test]
    fn what_is_there_is_not_made_again() {
        let mut ids = Ids::new().beside(["a".to_owned(), "a-2".to_owned()]);
        assert_eq!(["a", "a", "b", "..\\..\\b"].map(|name| ids.make(name, "x")), ["a-3", "a-4", "b", "b-2"]);
    }
}
