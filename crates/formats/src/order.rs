//! The order in which people list files: numbers within names count as numbers.

use std::cmp::Ordering;

/// Compares names as people order them: `profile-2` before `profile-10`; case
/// counts only between names that are otherwise the same.
#[must_use]
pub fn natural(left: &str, right: &str) -> Ordering {
    let (mut a, mut b) = (left, right);
    while !a.is_empty() && !b.is_empty() {
        let order = match (digits(a), digits(b)) {
            (0, _) | (_, 0) => {
                let (first, second) = (a.chars().next(), b.chars().next());
                let lower =
                    |character: Option<char>| character.map(|character| character.to_ascii_lowercase());
                a = a.get(first.map_or(0, char::len_utf8)..).unwrap_or_default();
                b = b.get(second.map_or(0, char::len_utf8)..).unwrap_or_default();
                lower(first).cmp(&lower(second))
            }
            (of_a, of_b) => {
                let (one, other) = (a[..of_a].trim_start_matches('0'), b[..of_b].trim_start_matches('0'));
                (a, b) = (&a[of_a..], &b[of_b..]);
                one.len().cmp(&other.len()).then_with(|| one.cmp(other))
            }
        };
        if order != Ordering::Equal {
            return order;
        }
    }
    a.len().cmp(&b.len()).then_with(|| left.cmp(right))
}

/// How many digits a text begins with.
fn digits(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

/// The name of a file without its folders.
pub(crate) fn file_name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}

/// The name of a file without folders and extension.
pub(crate) fn stem(path: &str) -> &str {
    let name = file_name(path);
    match name.rfind('.') {
        Some(at) if at > 0 => &name[..at],
        _ => name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_names_count_as_numbers() {
        let mut names = ["p10", "p2", "P1", "p02", "q", "p", "é1", "p1"];
        names.sort_by(|left, right| natural(left, right));
        assert_eq!(names, ["p", "P1", "p1", "p02", "p2", "p10", "q", "é1"]);
    }

    #[test]
    fn names_of_files() {
        assert_eq!(stem("a/b.c/Laptop.domain.xml"), "Laptop.domain");
        assert_eq!(stem(r"c:\x\.hidden"), ".hidden");
        assert_eq!(file_name("a/b.xml"), "b.xml");
    }
}
