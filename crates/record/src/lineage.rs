//! Which citations are copies of one another, so that what reached the record
//! on several ways counts once.

use crate::duplicates::{Duplicate, Place};

/// Groups of citations that cite one passage by its copies, each in order; a
/// citation that has no copy is in no group. `citations` are places in the same
/// texts as `copies`.
#[must_use]
pub fn groups(citations: &[Place], copies: &[Duplicate]) -> Vec<Vec<usize>> {
    let mut of: Vec<usize> = (0..citations.len()).collect();
    // Two citations of one place of one text are one as well.
    let mut by_place: Vec<usize> = (0..citations.len()).collect();
    by_place.sort_by_key(|at| citations.get(*at));
    for pair in by_place.windows(2) {
        if let &[one, other] = pair
            && citations.get(one) == citations.get(other)
        {
            join(&mut of, one, other);
        }
    }
    for copy in copies {
        let inside = |place: &Place| {
            let within = |citation: &Place| {
                citation.text == place.text && citation.start < place.end && place.start < citation.end
            };
            let found = citations.iter().enumerate().filter(move |(_, citation)| within(citation));
            found.map(|(at, _)| at).collect::<Vec<_>>()
        };
        let others = inside(&copy.second);
        if others.is_empty() {
            continue;
        }
        for one in inside(&copy.first) {
            for &other in &others {
                let pair = citations.get(one).zip(citations.get(other));
                if one != other && pair.is_some_and(|(one, other)| same_part(one, other, copy)) {
                    join(&mut of, one, other);
                }
            }
        }
    }
    let roots: Vec<usize> = (0..citations.len()).map(|at| root(&mut of, at)).collect();
    let mut groups: std::collections::BTreeMap<usize, Vec<usize>> = std::collections::BTreeMap::new();
    for (at, root) in roots.into_iter().enumerate() {
        groups.entry(root).or_default().push(at);
    }
    groups.into_values().filter(|group| group.len() > 1).collect()
}

/// Whether two citations take the same part of a passage and its copy: laid over
/// each other by their share of it, at least half of the longer is common.
fn same_part(one: &Place, other: &Place, copy: &Duplicate) -> bool {
    let share = |citation: &Place, passage: &Place| {
        let length = passage.end.saturating_sub(passage.start).max(1);
        let part = |at: usize| (at.clamp(passage.start, passage.end) - passage.start) * 10_000 / length;
        (part(citation.start), part(citation.end))
    };
    let (one, other) = (share(one, &copy.first), share(other, &copy.second));
    let common = one.1.min(other.1).saturating_sub(one.0.max(other.0));
    let longer = (one.1 - one.0).max(other.1 - other.0).max(1);
    2 * common >= longer
}

fn root(of: &mut [usize], mut at: usize) -> usize {
    while let Some(&above) = of.get(at)
        && above != at
    {
        let next = of.get(above).copied().unwrap_or(above);
        if let Some(mine) = of.get_mut(at) {
            *mine = next;
        }
        at = above;
    }
    at
}

fn join(of: &mut [usize], one: usize, other: usize) {
    let (one, other) = (root(of, one), root(of, other));
    // The first stands for the group.
    if let Some(above) = of.get_mut(one.max(other)) {
        *above = one.min(other);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::duplicates::Likeness;

    fn place(text: usize, start: usize, end: usize) -> Place {
        Place { text, start, end }
    }

    fn copy(first: Place, second: Place) -> Duplicate {
        Duplicate {
            first,
            second,
            likeness: Likeness::Exact,
            shared: 1_000,
            words: 100,
            differences: Vec::new(),
        }
    }

    #[test]
    fn the_same_part_of_copies_counts_once() {
        let copies = [copy(place(0, 100, 200), place(1, 0, 100)), copy(place(1, 0, 100), place(2, 50, 150))];
        let citations =
            [place(0, 110, 130), place(1, 60, 80), place(1, 10, 30), place(2, 62, 82), place(0, 500, 520)];
        assert_eq!(groups(&citations, &copies), [[0, 2, 3]]);
        assert_eq!(groups(&citations, &[]), Vec::<Vec<usize>>::new());
    }

    #[test]
    fn one_place_cited_twice_is_one() {
        assert_eq!(groups(&[place(0, 1, 9), place(0, 2, 9), place(0, 1, 9)], &[]), [[0, 2]]);
    }
}
