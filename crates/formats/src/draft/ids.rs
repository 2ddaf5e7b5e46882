//! Ids of the case language from the names of other tools.

use std::collections::{BTreeMap, BTreeSet};

use detente_syntax::ids::RESERVED;

/// Words that cannot be ids of everything that a reader makes ids for.
const AVOIDED: [&str; 5] = ["basis", "because", "cite", "none", "unknown"];

/// Makes ids, each once.
#[derive(Clone, Debug, Default)]
pub struct Ids {
    taken: BTreeSet<String>,
    /// The number to try next for a base, so that many equal names stay cheap.
    next: BTreeMap<String, usize>,
}

impl Ids {
    /// None taken.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes a word that is an id already; `false` where it is taken.
    pub fn take(&mut self, id: &str) -> bool {
        self.taken.insert(id.to_owned())
    }

    /// Gives an id back.
    pub fn release(&mut self, id: &str) {
        self.taken.remove(id);
    }

    /// The id for a name: its ASCII letters and digits in lower case, joined by
    /// hyphens; `otherwise` where it has none; with a number where it is taken.
    pub fn make(&mut self, name: &str, otherwise: &str) -> String {
        let mut base = kebab(name);
        if base.is_empty() {
            otherwise.clone_into(&mut base);
        }
        if RESERVED.contains(&base.as_str()) || AVOIDED.contains(&base.as_str()) {
            base = format!("{otherwise}-{base}");
        }
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

/// Longest id made from a name.
const LONGEST: usize = 60;

fn kebab(name: &str) -> String {
    let mut id = String::new();
    for character in name.chars() {
        let plain = character.to_ascii_lowercase();
        if plain.is_ascii_lowercase() || plain.is_ascii_digit() {
            id.push(plain);
        } else if !id.is_empty() && !id.ends_with('-') && character != '\'' {
            id.push('-');
        }
        if id.len() >= LONGEST {
            break;
        }
    }
    id.truncate(id.trim_end_matches('-').len());
    id
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
            "gr-e",
            "issue",
            "issue-not",
            "issue-none",
            "issue-2",
            "hard-disk-3",
        ];
        assert_eq!(made, expected);
    }
}
