//! In which places sites and items are put, so that where they stand in a
//! declaration shows nowhere.

use super::hash::{self, Digest, Domain};

/// Where the elements of a list were put, and what was put where.
#[derive(Clone)]
pub(super) struct Order {
    places: Vec<u16>,
    elements: Vec<Option<usize>>,
}

impl Order {
    /// Places for `count` elements among `places`, in an order that only the seed tells.
    pub(super) fn new(context: &[u8], seed: &Digest, path: &[u16], count: usize, places: u16) -> Self {
        let mut ranked: Vec<(Digest, u16)> = (0..places)
            .map(|at| {
                let place = hash::path_bytes(&[path, &[at]].concat());
                (hash::derived(Domain::Order, context, seed, b"order", &place), at)
            })
            .collect();
        ranked.sort_unstable();
        let mut elements = vec![None; usize::from(places)];
        let places: Vec<u16> = ranked.into_iter().take(count).map(|(_, at)| at).collect();
        for (element, place) in places.iter().enumerate() {
            if let Some(there) = elements.get_mut(usize::from(*place)) {
                *there = Some(element);
            }
        }
        Self { places, elements }
    }

    /// Where each element was put.
    pub(super) fn places(&self) -> &[u16] {
        &self.places
    }

    /// Where an element was put.
    pub(super) fn place(&self, element: usize) -> Option<u16> {
        self.places.get(element).copied()
    }

    /// What was put at a place; nothing at a dummy's.
    pub(super) fn element(&self, place: u16) -> Option<usize> {
        self.elements.get(usize::from(place)).copied().flatten()
    }
}
