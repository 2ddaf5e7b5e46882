//! Levels of evidence: whose word a statement is.

use crate::model::{Case, Statement, Voice};
use crate::package::PartyIndex;

/// How close a statement is to the party's own word; smaller is closer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Level {
    /// The chain ends in a named voice that speaks for the party on that day.
    Own,
    /// It ends in a named voice that speaks for no party.
    Reported,
    /// It ends in another party's voice, or a link is anonymous, without
    /// mandate, or marked with a carrier.
    Attributed,
}

impl Level {
    /// All levels, closest first. Verdicts are cumulative: a level includes
    /// what stands at the closer ones.
    pub const ALL: [Self; 3] = [Self::Own, Self::Reported, Self::Attributed];

    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Own => "own",
            Self::Reported => "reported",
            Self::Attributed => "attributed",
        }
    }
}

/// The level at which `statement` speaks of `party`.
#[must_use]
pub fn level(case: &Case, statement: &Statement, party: PartyIndex) -> Level {
    let mut voices = statement.chain.iter().map(|&voice| &case.voices[voice]);
    if voices.clone().any(|voice| is_weak_link(voice, statement)) {
        return Level::Attributed;
    }
    match voices.next_back().map(|voice| voice.speaks_for) {
        Some(Some(speaks_for)) if speaks_for == party => Level::Own,
        Some(None) => Level::Reported,
        _ => Level::Attributed,
    }
}

fn is_weak_link(voice: &Voice, statement: &Statement) -> bool {
    !voice.named || voice.carrier.is_some() || (voice.speaks_for.is_some() && !has_mandate(voice, statement))
}

/// Whether a party's voice certainly held its mandate when the statement was made.
fn has_mandate(voice: &Voice, statement: &Statement) -> bool {
    let since =
        voice.from.is_none_or(|from| statement.said.earliest.is_some_and(|earliest| earliest >= from));
    let still = voice.until.is_none_or(|until| statement.said.latest.is_some_and(|latest| latest <= until));
    voice.mandate && since && still
}
