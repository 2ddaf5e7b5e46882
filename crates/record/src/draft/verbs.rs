//! The forms of English verbs and nouns, by their endings and a table of what
//! the endings do not give.

use std::collections::{BTreeMap, BTreeSet};

/// What the endings do not give.
#[derive(Clone, Debug, Default)]
pub(super) struct Forms {
    /// Further forms of a verb.
    pub(super) irregular: BTreeMap<String, Vec<String>>,
    /// Verbs that double their last letter.
    pub(super) doubling: BTreeSet<String>,
}

impl Forms {
    /// Every form of a verb, itself included.
    pub(super) fn of_verb(&self, verb: &str) -> Vec<String> {
        let mut forms = vec![verb.to_owned()];
        if let Some(irregular) = self.irregular.get(verb) {
            forms.extend(irregular.iter().cloned());
            return forms;
        }
        let stem = match verb.chars().last() {
            Some(last) if self.doubling.contains(verb) => format!("{verb}{last}"),
            _ => verb.to_owned(),
        };
        if let Some(stem) = verb.strip_suffix('e') {
            forms.extend([format!("{verb}s"), format!("{verb}d"), format!("{stem}ing")]);
        } else if let Some(stem) = ends_in_consonant_y(verb) {
            forms.extend([format!("{stem}ies"), format!("{stem}ied"), format!("{verb}ing")]);
        } else {
            forms.extend([plural(verb), format!("{stem}ed"), format!("{stem}ing")]);
        }
        forms
    }

    /// Whether a form is one without an ending, as far as the table of irregular
    /// forms tells: no past form of another verb.
    pub(super) fn is_base(&self, word: &str) -> bool {
        !self.irregular.values().any(|forms| forms.iter().any(|form| form == word))
            || self.irregular.contains_key(word)
    }

    /// A noun and its plural.
    pub(super) fn of_noun(noun: &str) -> Vec<String> {
        vec![noun.to_owned(), plural(noun)]
    }
}

fn plural(word: &str) -> String {
    if let Some(stem) = ends_in_consonant_y(word) {
        return format!("{stem}ies");
    }
    let hisses = ["s", "x", "z", "ch", "sh"].iter().any(|ending| word.ends_with(ending));
    if hisses { format!("{word}es") } else { format!("{word}s") }
}

fn ends_in_consonant_y(word: &str) -> Option<&str> {
    word.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'i', 'o', 'u']))
}

/// A word without the commonest endings, so that "verified" and "verification"
/// meet. Rougher than Porter's algorithm (1980); used to rank candidates that a
/// person chooses from, never to decide.
pub(super) fn stem(word: &str) -> String {
    const ENDINGS: [&str; 25] = [
        "izations",
        "ization",
        "ifications",
        "ification",
        "ations",
        "ation",
        "ments",
        "ment",
        "ising",
        "izing",
        "itions",
        "ition",
        "ance",
        "ence",
        "ions",
        "ion",
        "ings",
        "ing",
        "ies",
        "ied",
        "ed",
        "es",
        "ly",
        "s",
        "y",
    ];
    let long_enough = |stem: &&str| stem.chars().count() >= 4;
    let cut = ENDINGS.iter().find_map(|ending| word.strip_suffix(ending).filter(long_enough)).unwrap_or(word);
    let cut = cut.strip_suffix('e').filter(long_enough).unwrap_or(cut);
    let cut = cut.strip_suffix("ic").filter(long_enough).unwrap_or(cut);
    cut.strip_suffix("if").filter(long_enough).unwrap_or(cut).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regular_and_irregular_forms() {
        let mut forms = Forms::default();
        forms.irregular.insert("say".to_owned(), vec!["said".to_owned()]);
        forms.doubling.insert("drop".to_owned());
        assert_eq!(forms.of_verb("propose"), ["propose", "proposes", "proposed", "proposing"]);
        assert_eq!(forms.of_verb("deny"), ["deny", "denies", "denied", "denying"]);
        assert_eq!(forms.of_verb("drop"), ["drop", "drops", "dropped", "dropping"]);
        assert_eq!(forms.of_verb("say"), ["say", "said"]);
        assert_eq!(forms.of_verb("reach"), ["reach", "reaches", "reached", "reaching"]);
        assert_eq!(Forms::of_noun("treaty"), ["treaty", "treaties"]);
    }

    #[test]
    fn words_of_one_family_meet() {
        assert_eq!(stem("ratification"), stem("ratified"));
        assert_eq!(stem("verification"), stem("verify"));
        assert_eq!(stem("extension"), stem("extensions"));
        assert_eq!(stem("inspections"), stem("inspection"));
        assert_eq!(stem("freeze"), "freez");
        assert_eq!(stem("us"), "us");
    }
}
