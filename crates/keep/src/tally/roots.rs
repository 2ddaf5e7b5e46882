//! What counts towards a thing beside its kinds: by a rule, or by a measured value.

use std::collections::BTreeMap;

use detente_instrument::model::Instrument;

/// How a thing counts towards another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Belongs {
    /// By the tree or a rule, with rules for weights.
    Yes,
    /// By a measured value that may lie on either side.
    Perhaps,
}

/// Things that belong to another by a measured value under a reading, and
/// whether they belong for certain.
pub(super) fn by_value(
    instrument: &Instrument,
    towards: usize,
    reading: Option<usize>,
) -> Vec<(usize, Belongs)> {
    let measured = instrument.things.get(towards).and_then(|thing| thing.measured.as_ref());
    let Some(measured) = measured else { return Vec::new() };
    let mut sides: BTreeMap<usize, (bool, bool)> = BTreeMap::new();
    for value in measured.values.iter().filter(|value| value.reading.is_none() || value.reading == reading) {
        let within = value.from >= measured.from && value.to <= measured.to;
        let apart = value.to < measured.from || value.from > measured.to;
        let (inside, outside) = sides.entry(value.thing).or_default();
        *inside |= !apart;
        *outside |= !within;
    }
    let belongs = |(thing, sides)| match sides {
        (true, false) => Some((thing, Belongs::Yes)),
        (true, true) => Some((thing, Belongs::Perhaps)),
        (false, _) => None,
    };
    sides.into_iter().filter_map(belongs).collect()
}

/// Roots without those that are a kind of another, and each once: the first.
pub(super) fn apart(instrument: &Instrument, roots: &[(usize, Belongs)]) -> Vec<(usize, Belongs)> {
    let mut kept: Vec<(usize, Belongs)> = Vec::new();
    for (root, belongs) in roots {
        let inside = |other: usize| other != *root && instrument.is_kind_of(*root, other);
        let again = kept.iter().any(|(other, _)| other == root);
        if !again && !roots.iter().any(|(other, _)| inside(*other)) {
            kept.push((*root, *belongs));
        }
    }
    kept
}
