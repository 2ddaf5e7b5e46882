//! Minimal hitting sets of a family of sets (Berge 1989, sequential method).

use fixedbitset::FixedBitSet;

/// The inclusion-minimal sets that share an element with every set of
/// `family`, in ascending order of size and then of elements; `None` if more
/// than `limit` arise on the way.
///
/// The hitting sets of an empty family are the empty set alone; a family with
/// an empty member has none.
pub(super) fn minimal_hitting_sets(family: &[FixedBitSet], limit: usize) -> Option<Vec<FixedBitSet>> {
    let mut hitting = vec![FixedBitSet::new()];
    for set in family {
        let (mut kept, missing): (Vec<_>, Vec<_>) =
            hitting.into_iter().partition(|hit| !hit.is_disjoint(set));
        let hits = kept.len();
        for hit in missing {
            for element in set.ones() {
                let mut grown = hit.clone();
                grown.grow_and_insert(element);
                // Only sets that hit already can be smaller than a grown one:
                // two grown sets that contain each other come from comparable parents.
                if !kept[..hits].iter().any(|smaller| smaller.is_subset(&grown)) {
                    kept.push(grown);
                }
            }
            if kept.len() > limit {
                return None;
            }
        }
        hitting = kept;
    }
    hitting.sort_by_cached_key(order);
    hitting.dedup_by(|one, other| order(one) == order(other));
    Some(hitting)
}

/// A total order of sets: fewer elements first, then the earlier elements.
pub(super) fn order(set: &FixedBitSet) -> (usize, Vec<usize>) {
    (set.count_ones(..), set.ones().collect())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn set(elements: &[usize]) -> FixedBitSet {
        elements.iter().copied().collect()
    }

    #[test]
    fn of_nothing_and_of_the_empty_set() {
        assert_eq!(minimal_hitting_sets(&[], 9), Some(vec![FixedBitSet::new()]));
        assert_eq!(minimal_hitting_sets(&[set(&[])], 9), Some(vec![]));
        assert_eq!(minimal_hitting_sets(&[set(&[0, 1, 2]), set(&[3, 4, 5]), set(&[6, 7, 8])], 9), None);
    }

    proptest! {
        #[test]
        fn equals_brute_force(family in prop::collection::vec(prop::collection::btree_set(0_usize..6, 0..4), 0..6)) {
            let family: Vec<FixedBitSet> = family.iter().map(|each| each.iter().copied().collect()).collect();
            let hits = |mask: u32| family.iter().all(|each| each.ones().any(|element| mask >> element & 1 == 1));
            let minimal = |mask: u32| hits(mask) && (0..6).all(|bit| mask >> bit & 1 == 0 || !hits(mask & !(1 << bit)));
            let mut expected: Vec<(usize, Vec<usize>)> = (0_u32..64)
                .filter(|&mask| minimal(mask))
                .map(|mask| (mask.count_ones() as usize, (0..6).filter(|bit| mask >> bit & 1 == 1).collect()))
                .collect();
            expected.sort();
            let found = minimal_hitting_sets(&family, 1000).expect("within the limit");
            prop_assert_eq!(found.iter().map(order).collect::<Vec<_>>(), expected);
        }
    }
}
