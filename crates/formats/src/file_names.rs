//! Names of the files that a writer makes.

use std::collections::BTreeSet;

/// Names of files, each once whatever the case of its letters.
#[derive(Default)]
pub(crate) struct FileNames {
    taken: BTreeSet<String>,
}

/// Most characters of a name.
const LONGEST: usize = 80;

impl FileNames {
    /// The name of a file, without extension, that says `name` as far as file
    /// systems take it; `otherwise` where nothing of it is left.
    pub(crate) fn make(&mut self, name: &str, otherwise: &str) -> String {
        let plain = |character: char| {
            if character.is_control() || "/\\:*?\"<>|".contains(character) { '-' } else { character }
        };
        let safe: String = name.chars().map(plain).take(LONGEST).collect();
        let safe = safe.trim_matches(['.', ' ', '-']);
        let base = if safe.is_empty() { otherwise } else { safe };
        let mut stem = base.to_owned();
        let mut number = 2_usize;
        while !self.taken.insert(stem.to_lowercase()) {
            stem = format!("{base}-{number}");
            number += 1;
        }
        stem
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_safe_and_differ() {
        let mut names = FileNames::default();
        let made: Vec<_> = ["a/b: c?", "A-B- C", "../..", "..", "Größe"]
            .iter()
            .map(|name| names.make(name, "party"))
            .collect();
        assert_eq!(made, ["a-b- c", "A-B- C-2", "party", "party-2", "Größe"]);
    }
}
