//! Ids of sources, made of names of files and titles.

use std::collections::{BTreeMap, BTreeSet};

/// The most characters of an id that is made up.
const LONGEST: usize = 40;

/// Ids that are taken.
pub(super) struct Names {
    taken: BTreeSet<String>,
    /// The number that was last tried after a name.
    last: BTreeMap<String, u32>,
}

impl Names {
    pub(super) fn of(taken: impl Iterator<Item = String>) -> Self {
        Self { taken: taken.collect(), last: BTreeMap::new() }
    }

    /// This id, or the first free one of it with a number.
    pub(super) fn take(&mut self, wanted: &str) -> String {
        if self.taken.insert(wanted.to_owned()) {
            return wanted.to_owned();
        }
        let last = self.last.entry(wanted.to_owned()).or_insert(1);
        loop {
            *last = last.saturating_add(1);
            let name = format!("{wanted}-{last}");
            if self.taken.insert(name.clone()) {
                return name;
            }
        }
    }
}

/// An id made of a name: its Latin letters and digits, in groups.
pub(super) fn slug(name: &str) -> String {
    let mut made = String::new();
    let groups = name.split(|each: char| !each.is_ascii_alphanumeric()).filter(|group| !group.is_empty());
    for group in groups {
        let more = group.len() + usize::from(!made.is_empty());
        if made.len() + more > LONGEST {
            if made.is_empty() {
                made.extend(group.chars().take(LONGEST));
            }
            break;
        }
        if !made.is_empty() {
            made.push('-');
        }
        made.push_str(&group.to_ascii_lowercase());
    }
    made.make_ascii_lowercase();
    if detente_syntax::ids::is_id(&made) { made } else { "source".to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_ids() {
        assert_eq!(slug("Talks on the harbour (2024).v2"), "talks-on-the-harbour-2024-v2");
        assert_eq!(slug("..\\..\\etc"), "etc");
        assert_eq!(slug("Переговоры"), "source");
        assert_eq!(slug("not"), "source");
        assert_eq!(slug(&"x".repeat(90)).len(), LONGEST);
        assert!(slug(&"word ".repeat(30)).len() <= LONGEST);
    }

    #[test]
    fn taken_ids_get_numbers() {
        let mut names = Names::of(["a".to_owned(), "a-2".to_owned()].into_iter());
        assert_eq!(
            (names.take("a"), names.take("a"), names.take("b")),
            ("a-3".to_owned(), "a-4".to_owned(), "b".to_owned())
        );
    }
}
