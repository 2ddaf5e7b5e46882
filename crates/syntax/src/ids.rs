//! Names that authors give to things, and the nearest known name to a wrong one.

/// Words of the expression language, never ids.
pub const RESERVED: &[&str] = &[
    "and", "at", "exactly", "false", "has", "if", "iff", "in", "is", "least", "most", "not", "of", "or",
    "true",
];

/// Whether a text is an id: lowercase ASCII letters and digits, in groups
/// joined by single hyphens, and not a word of the language. Digits may start
/// it; `1200` is an id as well as a number.
#[must_use]
pub fn is_id(text: &str) -> bool {
    is_kebab_case(text) && !RESERVED.contains(&text)
}

/// Whether a text has the shape of an id, reserved or not.
pub(crate) fn is_kebab_case(text: &str) -> bool {
    text.split('-').all(|group| {
        !group.is_empty() && group.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    })
}

/// The candidate that `name` was probably meant to be; the first of several
/// that are equally near, in order of the candidates.
///
/// Near is a distance of insertions, deletions, substitutions and exchanges of
/// neighbours (Damerau 1964, Levenshtein 1966; in the restricted form that
/// edits no part twice) of at most a third of the longer name, or one. Case,
/// and `_` for `-`, make no distance. Where one name begins with the whole of
/// the other, of three characters at least, that counts as one edit. Names of
/// more than 64 characters are not compared.
#[must_use]
pub fn did_you_mean<'a>(name: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let wanted = folded(name)?;
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates.filter(|candidate| *candidate != name) {
        let Some(known) = folded(candidate) else { continue };
        let bound = best.map_or(usize::MAX, |(least, _)| least);
        if let Some(distance) = near(&wanted, &known, bound) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

const MAX_CHARACTERS: usize = 64;

/// The name as it is compared, unless it is too long to be.
fn folded(name: &str) -> Option<Vec<char>> {
    let fold = |character: char| if character == '_' { '-' } else { character };
    let characters: Vec<char> =
        name.chars().take(MAX_CHARACTERS + 1).flat_map(char::to_lowercase).map(fold).collect();
    (characters.len() <= MAX_CHARACTERS).then_some(characters)
}

/// The distance, if it is small enough for a suggestion and less than `bound`.
fn near(wanted: &[char], known: &[char], bound: usize) -> Option<usize> {
    let longest = wanted.len().max(known.len());
    let shortest = wanted.len().min(known.len());
    let limit = (longest / 3).max(1).min(longest.saturating_sub(1));
    let most = limit.min(bound.checked_sub(1)?);
    let distance = if shortest >= 3 && wanted[..shortest] == known[..shortest] {
        (longest - shortest).min(1)
    } else if longest - shortest > most {
        return None;
    } else {
        distance(wanted, known)
    };
    (distance <= most).then_some(distance)
}

/// Optimal string alignment by rows; only the last two are kept.
fn distance(left: &[char], right: &[char]) -> usize {
    let mut before_last: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=right.len()).collect();
    for (row, &from) in left.iter().enumerate() {
        let mut current = Vec::with_capacity(right.len() + 1);
        current.push(row + 1);
        for (column, &to) in right.iter().enumerate() {
            let substituted = last[column] + usize::from(from != to);
            let mut cost = substituted.min(last[column + 1] + 1).min(current[column] + 1);
            if row > 0 && column > 0 && from == right[column - 1] && left[row - 1] == to {
                cost = cost.min(before_last[column - 1] + 1);
            }
            current.push(cost);
        }
        before_last = std::mem::replace(&mut last, current);
    }
    last[right.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_lowercase_groups_that_are_no_words_of_the_language() {
        for id in ["a", "one-year", "5", "2020-10", "1-a", "none", "not-yet", "unknown"] {
            assert!(is_id(id), "{id}");
        }
        for text in ["", "-a", "a-", "a--b", "One", "a_b", "a b", "é", "not", "exactly", "iff", "1.5", "+1"]
        {
            assert!(!is_id(text), "{text}");
        }
    }

    #[test]
    fn reserved_words_are_sorted_and_have_the_shape_of_ids() {
        assert!(RESERVED.is_sorted());
        assert!(RESERVED.iter().all(|word| is_kebab_case(word) && !is_id(word)));
    }

    #[test]
    fn distance_counts_single_edits() {
        let of = |left: &str, right: &str| {
            distance(&left.chars().collect::<Vec<_>>(), &right.chars().collect::<Vec<_>>())
        };
        assert_eq!(of("", "abc"), 3);
        assert_eq!(of("abc", "abc"), 0);
        assert_eq!(of("ab", "ba"), 1);
        assert_eq!(of("kitten", "sitting"), 3);
        assert_eq!(of("ca", "abc"), 3);
    }

    #[test]
    fn suggestions() {
        let suggest = |name, candidates: &[&'static str]| did_you_mean(name, candidates.iter().copied());
        assert_eq!(suggest("verifcation", &["extension", "verification"]), Some("verification"));
        assert_eq!(suggest("Extension", &["extent", "extension"]), Some("extension"));
        assert_eq!(suggest("one_year", &["one", "one-year"]), Some("one-year"));
        assert_eq!(suggest("verif", &["verification"]), Some("verification"));
        assert_eq!(suggest("adn", &["or", "and"]), Some("and"));
        assert_eq!(suggest("lapse", &["five-years", "one-year"]), None);
        assert_eq!(suggest("a", &["b", "c"]), None);
        assert_eq!(suggest("lapse", &["lapse"]), None);
        assert_eq!(suggest("ba", &["bb", "bc"]), Some("bb"));
        assert_eq!(suggest("", &["a", ""]), None);
        let long = "x".repeat(100);
        assert_eq!(did_you_mean(&long, ["x"].into_iter()), None);
    }
}
