//! `stability` in words: who can move what, which states would hold under which
//! foresight, and on whose word that rests.

mod change;
mod draws;
mod equilibria;
mod grid;
mod model;
mod names;
mod packages;
mod why;

use detente_case::model::Case;
use detente_case::record::View;
use detente_stability::answer::Answer;
use detente_stability::model::{Model, State};
use detente_stability::reasons::Reasons;

use crate::document::Document;
use crate::preamble;
pub use change::{CHANGES, Change, change};
pub use draws::{Draws, draws};
pub use grid::{GridSubject, grid};
pub(crate) use model::model as describe;
pub(crate) use names::{concept_name, maker_name, mover_id, rests_on, who_id};
pub(crate) use why::changes;

/// A case, its graph model, and the day.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'a> {
    /// The case.
    pub case: &'a Case,
    /// Its model.
    pub model: &'a Model,
    /// The day of the record.
    pub view: View,
}

/// One state, and why it is stable or not for whom.
#[derive(Clone, Debug)]
pub struct Why {
    /// The state.
    pub state: State,
    /// An explanation for each decision maker and foresight of which anything can be said.
    pub reasons: Reasons,
}

/// States shown in a report unless asked otherwise.
pub const LISTED: usize = 24;

/// The report on stability. `listed` is the most states to list.
#[must_use]
pub fn stability(subject: Subject<'_>, answer: &Answer, why: Option<&Why>, listed: usize) -> Document {
    let mut document = Document::default();
    preamble::preamble(&mut document, subject.case, subject.view, "Stability", &[]);
    model::model(&mut document, subject);
    if let Some(why) = why {
        why::why(&mut document, subject, answer, why);
    } else {
        equilibria::counts(&mut document, subject, answer);
        equilibria::listing(&mut document, subject, answer, listed);
        equilibria::jumps(&mut document, subject, answer, listed);
    }
    equilibria::left_out(&mut document, answer);
    document
}
