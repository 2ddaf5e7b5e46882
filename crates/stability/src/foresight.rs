//! How far those who move look, and what counts as a reason to stay.

use crate::concepts::Concept;
use crate::strength::Strength;
use crate::unknown::Reading;

/// How far decision makers look, and what counts as a reason to stay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Foresight {
    /// One concept for every decision maker.
    Concept(Concept),
    /// Each decision maker by a concept of its own.
    Mixed(Vec<Concept>),
    /// A concept for every decision maker and for every coalition asked for.
    Coalitional(Concept),
    /// A concept where preferences are known in part.
    Unknown(Reading, Concept),
    /// A concept, and every improvement deterred by something strongly worse.
    Strong(Strength, Concept),
    /// Limited moves over so many steps, for two decision makers.
    Limited(usize),
    /// Simultaneity, for two decision makers.
    Simultaneous,
}

impl Foresight {
    /// The concept that it is, or applies; `None` where there are several or none.
    #[must_use]
    pub fn concept(&self) -> Option<Concept> {
        match self {
            Self::Concept(concept)
            | Self::Coalitional(concept)
            | Self::Unknown(_, concept)
            | Self::Strong(_, concept) => Some(*concept),
            Self::Mixed(_) | Self::Limited(_) | Self::Simultaneous => None,
        }
    }

    /// Its name for programs: `seq`, `coalition:seq`, `seq:a`, `strong:seq`, `lh:2`, `simultaneous`, `mixed`.
    #[must_use]
    pub fn id(&self) -> String {
        match self {
            Self::Concept(concept) => concept.id().to_owned(),
            Self::Mixed(_) => "mixed".to_owned(),
            Self::Coalitional(concept) => format!("coalition:{}", concept.id()),
            Self::Unknown(reading, concept) => format!("{}:{}", concept.id(), reading.id()),
            Self::Strong(_, concept) => format!("strong:{}", concept.id()),
            Self::Limited(horizon) => format!("lh:{horizon}"),
            Self::Simultaneous => "simultaneous".to_owned(),
        }
    }
}
