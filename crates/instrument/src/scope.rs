//! Who is bound and where.

/// Who a clause is about: one party, or a group taken together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// A party.
    Party(usize),
    /// The members of a group together.
    Group(usize),
}

/// What an act does, in the words of the ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ActKind {
    /// A party says how many there are.
    Declaration,
    /// A party tells a change.
    Notification,
    /// A party says what it observed of another.
    Observation,
    /// A quota is used: an inspection, a flight.
    Use,
    /// A part of a quota passes to another party.
    Transfer,
    /// A party says that it has done what a duty asks.
    Fulfilment,
    /// A party confirms that another has done so.
    Verification,
    /// A party contests something.
    Dispute,
    /// A party explains something.
    Clarification,
    /// An earlier act is replaced by what it should have said.
    Correction,
    /// An event is noted.
    Event,
    /// A party consents to an extension.
    Extension,
    /// A party gives notice of withdrawal.
    Withdrawal,
    /// A party suspends its part.
    Suspension,
    /// A party takes it up again.
    Resumption,
}

impl ActKind {
    /// Every kind with its word.
    pub const WORDS: [(&'static str, Self); 15] = [
        ("declaration", Self::Declaration),
        ("notification", Self::Notification),
        ("observation", Self::Observation),
        ("use", Self::Use),
        ("transfer", Self::Transfer),
        ("fulfilment", Self::Fulfilment),
        ("verification", Self::Verification),
        ("dispute", Self::Dispute),
        ("clarification", Self::Clarification),
        ("correction", Self::Correction),
        ("event", Self::Event),
        ("extension", Self::Extension),
        ("withdrawal", Self::Withdrawal),
        ("suspension", Self::Suspension),
        ("resumption", Self::Resumption),
    ];

    /// Its word.
    #[must_use]
    pub fn word(self) -> &'static str {
        Self::WORDS.iter().find(|(_, kind)| *kind == self).map_or("", |(word, _)| word)
    }
}
