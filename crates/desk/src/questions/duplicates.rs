//! Passages that stand in the record twice, and
//! what was cited by several of their copies.

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

use detente_case::model::Case;
use detente_record::duplicates::{Duplicate, Place, Request, Texts, copies};
use detente_record::lineage;
use detente_report::documents;
use detente_report::json::documents::{CopyShape, DifferenceShape, DuplicatesShape, OnceShape, PlaceShape};

use super::documents::usable;
use crate::failure::Failure;
use crate::library::Library;

/// The texts of the sources, read when they are asked for.
struct OfCase<'c> {
    library: &'c Library,
    case: &'c Case,
    /// Those whose text is not at hand.
    missing: Mutex<BTreeSet<usize>>,
}

impl Texts for OfCase<'_> {
    fn count(&self) -> usize {
        self.case.sources.len()
    }

    fn text(&self, index: usize) -> Option<String> {
        let text = self.library.text(self.case.sources.get(index)?);
        if text.is_none() {
            self.missing.lock().unwrap_or_else(PoisonError::into_inner).insert(index);
        }
        text
    }
}

/// Compares all passages.
///
/// # Errors
/// Where the case holds errors, or `stop` said so before the end.
pub fn duplicates(
    library: &Library,
    request: Request,
    stop: &(dyn Fn() -> bool + Sync),
) -> Result<DuplicatesShape, Failure> {
    let loaded = library.loaded();
    let case = usable(&loaded)?;
    let texts = OfCase { library, case, missing: Mutex::default() };
    let found = copies(&texts, request, stop)
        .ok_or_else(|| Failure::Stopped("stopped before all passages were compared".to_owned()))?;
    let missing = std::mem::take(&mut *texts.missing.lock().unwrap_or_else(PoisonError::into_inner));
    Ok(DuplicatesShape {
        format: "detente/record-duplicates/1".to_owned(),
        not_at_hand: missing.iter().map(|at| case.sources[*at].id.clone()).collect(),
        once: once(case, &found),
        copies: shapes(&texts, &found),
    })
}

fn shapes(texts: &OfCase<'_>, found: &[Duplicate]) -> Vec<CopyShape> {
    // Copies come in order of the first text, which is read once for all of them.
    let mut held: Option<(usize, String)> = None;
    let mut shapes = Vec::with_capacity(found.len());
    for copy in found {
        if held.as_ref().is_none_or(|(index, _)| *index != copy.first.text) {
            held = texts.text(copy.first.text).map(|text| (copy.first.text, text));
        }
        let passage = held.as_ref().and_then(|(_, text)| {
            let byte = |scalar: usize| text.char_indices().nth(scalar).map_or(text.len(), |(at, _)| at);
            text.get(byte(copy.first.start)..byte(copy.first.end))
        });
        let place = |place: &Place| PlaceShape {
            source: texts.case.sources.get(place.text).map(|source| source.id.clone()).unwrap_or_default(),
            start: place.start,
            end: place.end,
        };
        let difference = |each: &detente_record::duplicates::Difference| DifferenceShape {
            kind: each.change.word().to_owned(),
            first: each.first.clone(),
            second: each.second.clone(),
        };
        shapes.push(CopyShape {
            kind: copy.likeness.word().to_owned(),
            first: place(&copy.first),
            second: place(&copy.second),
            words: copy.words,
            shared: format!("{}.{}", copy.shared / 10, copy.shared % 10),
            differences: copy.differences.iter().map(difference).collect(),
            passage: passage.map(documents::on_one_line),
        });
    }
    shapes
}

/// Citations that are copies of one another, and the statements that rest on them.
fn once(case: &Case, found: &[Duplicate]) -> Vec<OnceShape> {
    let anchored: Vec<(usize, Place)> = case
        .citations
        .iter()
        .enumerate()
        .filter_map(|(at, citation)| {
            Some((at, Place { text: citation.source, start: citation.start?, end: citation.end? }))
        })
        .collect();
    let places: Vec<Place> = anchored.iter().map(|(_, place)| place.clone()).collect();
    let groups = lineage::groups(&places, found);
    let shape = |group: &Vec<usize>| {
        let citations: Vec<usize> =
            group.iter().filter_map(|at| anchored.get(*at)).map(|(at, _)| *at).collect();
        let rests = |statement: &&detente_case::model::Statement| {
            statement.ground.cite.iter().any(|cited| citations.contains(cited))
        };
        OnceShape {
            citations: citations
                .iter()
                .filter_map(|at| case.citations.get(*at))
                .map(|each| each.id.clone())
                .collect(),
            statements: case.statements.iter().filter(rests).map(|each| each.id.clone()).collect(),
        }
    };
    groups.iter().map(shape).collect()
}
