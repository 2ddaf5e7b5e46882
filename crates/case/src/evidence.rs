//! Where a number, an order or a condition comes from.

/// What a number or order rests on. Without any mark it is assumed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub enum Basis {
    /// Somebody entitled to it stated it; cited.
    Stated,
    /// The analyst infers it from something cited.
    Inferred,
    /// The analyst assumes it.
    #[default]
    Assumed,
}

impl Basis {
    /// The word for it in the case language.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Stated => "stated",
            Self::Inferred => "inferred",
            Self::Assumed => "assumed",
        }
    }
}

/// The ground given for an element: citations and a reason in words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ground {
    /// Positions in [`crate::model::Case::citations`].
    pub cite: Vec<usize>,
    /// The author's reason.
    pub because: Option<String>,
}
