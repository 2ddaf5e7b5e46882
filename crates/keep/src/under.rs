//! What holds under which readings.

use detente_instrument::model::Instrument;
use detente_instrument::waiting::Clause;

/// Something with the readings under which it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Under<T> {
    /// What holds.
    pub what: T,
    /// Positions of the readings; empty where it holds under each that was asked for.
    pub readings: Vec<usize>,
}

impl<T> Under<T> {
    /// Something that does not depend on how one counts.
    pub(crate) fn every(what: T) -> Self {
        Self { what, readings: Vec::new() }
    }
}

/// What follows from a clause under each of several readings, with what is the
/// same under all of them once. Only a clause that waits for a breach depends on
/// the reading.
pub(crate) fn under<T: PartialEq>(
    instrument: &Instrument,
    clause: Clause,
    readings: &[Option<usize>],
    mut each: impl FnMut(Option<usize>) -> Vec<T>,
) -> Vec<Under<T>> {
    let depends = clause.reach(instrument).iter().any(|awaited| matches!(awaited, Clause::Limit(_)))
        || matches!(clause, Clause::Limit(_));
    match readings {
        [] => Vec::new(),
        [first, rest @ ..] if rest.is_empty() || !depends => {
            each(*first).into_iter().map(Under::every).collect()
        }
        all => merged(all, each),
    }
}

/// Each thing once, with the readings under which it holds.
pub(crate) fn merged<T: PartialEq>(
    readings: &[Option<usize>],
    mut each: impl FnMut(Option<usize>) -> Vec<T>,
) -> Vec<Under<T>> {
    let mut found: Vec<Under<T>> = Vec::new();
    for reading in readings {
        for (at, what) in each(*reading).into_iter().enumerate() {
            // Mostly it stands where it stood under the reading before.
            let same = found.get(at).is_some_and(|under| under.what == what);
            let at = if same { Some(at) } else { found.iter().position(|under| under.what == what) };
            match at.and_then(|at| found.get_mut(at)) {
                Some(under) => under.readings.extend(*reading),
                None => found.push(Under { what, readings: reading.iter().copied().collect() }),
            }
        }
    }
    for under in &mut found {
        if under.readings.len() == readings.len() {
            under.readings.clear();
        }
    }
    found
}
