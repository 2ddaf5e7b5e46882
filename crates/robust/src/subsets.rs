//! Smallest sets of statements of which something holds.

/// Most statements of which all subsets are tried.
const SUBSETS: usize = 12;

/// The smallest sets of the numbers below `count` of which `holds`, fewest
/// first, and whether these are all of them; else one of them is found by leaving
/// out what can be left out, the last first.
///
/// What holds of a set must hold of every larger one; where it does not hold of all
/// together, there is no such set.
pub(crate) fn smallest(count: usize, holds: impl Fn(&[usize]) -> bool) -> (Vec<Vec<usize>>, bool) {
    let all: Vec<usize> = (0..count).collect();
    if count > SUBSETS {
        if !holds(&all) {
            return (Vec::new(), true);
        }
        let mut kept = all;
        for each in (0..count).rev() {
            let fewer: Vec<usize> = kept.iter().copied().filter(|other| *other != each).collect();
            if holds(&fewer) {
                kept = fewer;
            }
        }
        return (vec![kept], false);
    }
    let mut masks: Vec<u32> = (0..1 << count).collect();
    masks.sort_by_key(|mask| (mask.count_ones(), *mask));
    let members = |mask: u32| (0..count).filter(|at| mask >> at & 1 == 1).collect::<Vec<usize>>();
    let mut found: Vec<u32> = Vec::new();
    for mask in masks {
        if !found.iter().any(|smaller| smaller & mask == *smaller) && holds(&members(mask)) {
            found.push(mask);
        }
    }
    (found.into_iter().map(members).collect(), true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_smallest_sets_are_found_and_one_of_many() {
        let pairs = |set: &[usize]| {
            let has = |number| set.contains(&number);
            has(0) && has(2) || has(1) && has(3) && has(4)
        };
        assert_eq!(smallest(5, pairs), (vec![vec![0, 2], vec![1, 3, 4]], true));
        assert_eq!(smallest(20, pairs), (vec![vec![0, 2]], false));
        assert_eq!(smallest(3, |_| false), (Vec::new(), true));
        assert_eq!(smallest(30, |_| false), (Vec::new(), true));
        assert_eq!(smallest(3, |_| true), (vec![Vec::new()], true));
    }
}
