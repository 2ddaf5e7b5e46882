//! Sets of packages.

/// A set of packages: one truth value for each combination of choices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Set(Vec<bool>);

impl FromIterator<bool> for Set {
    fn from_iter<I: IntoIterator<Item = bool>>(values: I) -> Self {
        Self(values.into_iter().collect())
    }
}

impl Set {
    /// Whether the package at a position belongs.
    #[must_use]
    pub fn has(&self, at: usize) -> bool {
        self.0[at]
    }

    /// What is in both.
    #[must_use]
    pub fn and(&self, other: &Self) -> Self {
        self.with(other, |one, other| one && other)
    }

    /// What is in either.
    #[must_use]
    pub fn or(&self, other: &Self) -> Self {
        self.with(other, |one, other| one || other)
    }

    /// What is in this and not in the other.
    #[must_use]
    pub fn minus(&self, other: &Self) -> Self {
        self.with(other, |one, other| one && !other)
    }

    /// Everything else.
    #[must_use]
    pub fn complement(&self) -> Self {
        self.0.iter().map(|value| !value).collect()
    }

    /// How many.
    #[must_use]
    pub fn count(&self) -> usize {
        self.0.iter().filter(|value| **value).count()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        !self.0.contains(&true)
    }

    /// The positions of the members, ascending.
    #[must_use]
    pub fn members(&self) -> Vec<usize> {
        (0..self.0.len()).filter(|&at| self.0[at]).collect()
    }

    fn with(&self, other: &Self, both: impl Fn(bool, bool) -> bool) -> Self {
        self.0.iter().zip(&other.0).map(|(one, other)| both(*one, *other)).collect()
    }
}
