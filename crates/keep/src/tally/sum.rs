//! Sums of parts, with what is missing of them gathered last: of the ways to add a
//! number up one is taken, and only what is missing of that one is asked for.

use std::collections::BTreeSet;
use std::rc::Rc;

use detente_instrument::period::Date;

use super::number::{Missing, OnWordOf, Tally, Why};

/// A number that is being added up.
#[derive(Clone, Debug)]
pub(crate) struct Sum {
    /// What is known of it.
    pub(crate) number: i64,
    /// Whether anything at all is known.
    pub(crate) known: bool,
    /// Whether the party itself entered any part of it.
    pub(crate) own: bool,
    /// Whether nothing is missing.
    pub(crate) complete: bool,
    /// Whether what is missing, if anything, was not withheld: nobody entered it.
    pub(crate) silent: bool,
    declared: Option<Date>,
    notes: Vec<Rc<Notes>>,
}

/// What is missing of a sum and on whose word it rests.
#[derive(Clone, Debug, Default)]
struct Notes {
    missing: Vec<Missing>,
    on_word_of: Vec<OnWordOf>,
    of: Vec<Rc<Notes>>,
}

impl Default for Sum {
    fn default() -> Self {
        let (number, known, own, declared, notes) = (0, false, false, None, Vec::new());
        Self { number, known, own, complete: true, silent: true, declared, notes }
    }
}

impl Sum {
    /// A number of one account.
    pub(crate) fn of(tally: Tally, own: bool) -> Self {
        let mut sum = Self { number: tally.number, known: tally.known, own, ..Self::default() };
        sum.declared = tally.declared;
        sum.miss(tally.missing.into_iter().collect());
        if !tally.on_word_of.is_empty() {
            let on_word_of = tally.on_word_of.into_iter().collect();
            sum.notes.push(Rc::new(Notes { on_word_of, ..Notes::default() }));
        }
        sum
    }

    /// The same with a greater number that is known.
    pub(crate) fn raised_to(self, number: i64) -> Self {
        Self { number, known: true, ..self }
    }

    /// Whether nobody entered anything of it.
    pub(crate) fn is_blank(&self) -> bool {
        !self.known && self.complete
    }

    /// Whether the party gave the number as a whole, or withheld some of it.
    pub(crate) fn is_settled(&self) -> bool {
        self.own && (self.complete || !self.silent)
    }

    /// Whether it says more of a number than another way to add it up: the owner's
    /// own figures before the word of others, what is whole before what is not.
    pub(crate) fn says_more(&self, other: &Self) -> bool {
        let rank = |sum: &Self| (sum.own, sum.known && sum.complete, !sum.is_blank(), sum.number);
        rank(self) > rank(other)
    }

    /// The number, or the word of others on the whole of it, if the owner's figures
    /// are not whole, withhold nothing and make no more than that.
    pub(crate) fn or_word(self, on_word: Self) -> Self {
        let own_first = self.is_settled() || (self.own && self.number > on_word.number);
        let stays = on_word.is_blank() || own_first || (!on_word.known && !self.is_blank());
        if stays { self } else { on_word }
    }

    /// Adds another to it.
    pub(crate) fn add(&mut self, other: &Self) {
        self.number = self.number.saturating_add(other.number);
        self.known |= other.known;
        self.own |= other.own;
        self.complete &= other.complete;
        self.silent &= other.silent;
        self.declared = match (self.declared, other.declared) {
            (Some(mine), Some(theirs)) => Some(mine.min(theirs)),
            (mine, theirs) => mine.or(theirs),
        };
        match &other.notes[..] {
            [] => {}
            [one] => self.notes.push(Rc::clone(one)),
            of => self.notes.push(Rc::new(Notes { of: of.to_vec(), ..Notes::default() })),
        }
    }

    /// Notes that parts are missing.
    pub(crate) fn miss(&mut self, missing: Vec<Missing>) {
        if missing.is_empty() {
            return;
        }
        self.complete = false;
        let silent = |why| matches!(why, Why::NothingEntered | Why::ChangesAlone | Why::Elsewhere);
        self.silent &= missing.iter().all(|missing| silent(missing.why));
        self.notes.push(Rc::new(Notes { missing, ..Notes::default() }));
    }

    /// The number with everything that is missing of it.
    pub(crate) fn into_tally(self) -> Tally {
        let (mut missing, mut on_word_of) = (BTreeSet::new(), BTreeSet::new());
        let mut open = self.notes;
        while let Some(notes) = open.pop() {
            missing.extend(notes.missing.iter().copied());
            on_word_of.extend(notes.on_word_of.iter().copied());
            open.extend(notes.of.iter().cloned());
        }
        let (number, declared, known) = (self.number, self.declared, self.known);
        Tally { number, missing, on_word_of, declared, known }
    }
}
