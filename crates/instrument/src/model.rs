//! What an instrument says, with references as positions in its lists.

use detente_syntax::span::Span;

use crate::moment::Moment;
use crate::period::{Date, Period};
use crate::scope::{ActKind, Subject};

/// The largest number that can be counted or be a bound.
pub const MAX_NUMBER: i64 = 999_999_999_999;

/// What an element rests on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Basis {
    /// Its text or a cited source says so.
    #[default]
    Stated,
    /// The author recalls it and has not checked it.
    Recalled,
    /// Made up, for an exercise or a test.
    MadeUp,
}

/// Where something stands and why it is here.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ground {
    /// Positions of citations.
    pub cite: Vec<usize>,
    /// A reason in words.
    pub because: Option<String>,
    /// What it rests on.
    pub basis: Basis,
}

/// One agreed instrument, as read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Instrument {
    /// For readers.
    pub title: String,
    /// Printed at the head of reports.
    pub summary: Option<String>,
    /// The day of signature.
    pub signed: Option<Date>,
    /// The day of entry into force; absent while it is a draft.
    pub in_force: Option<Date>,
    /// What the instrument knows of and this text does not model.
    pub leaves_out: Vec<String>,
    /// Days that are no business days beside weekends, sorted.
    pub holidays: Vec<Date>,
    /// Where the whole stands.
    pub ground: Ground,
    /// Who is bound.
    pub parties: Vec<Party>,
    /// Parties taken together.
    pub groups: Vec<Group>,
    /// Whether the zones that lie in no other are all that there is.
    pub divided: bool,
    /// Areas, as a forest.
    pub zones: Vec<Zone>,
    /// Ways to read what is contested.
    pub readings: Vec<CountingReading>,
    /// States of an item that counting rules speak of.
    pub statuses: Vec<Named>,
    /// What happens outside and is noted.
    pub events: Vec<Named>,
    /// What is counted, as a forest.
    pub things: Vec<Thing>,
    /// What counts as what.
    pub counting: Vec<CountingRule>,
    /// Bounds on numbers.
    pub limits: Vec<Limit>,
    /// Rights that can be used so many times.
    pub quotas: Vec<Quota>,
    /// What must be done by when.
    pub duties: Vec<Duty>,
    /// How long it lasts and how it ends.
    pub term: Term,
    /// Who may see what.
    pub confidentiality: Vec<Confidence>,
    /// Documents.
    pub sources: Vec<Source>,
    /// Places in documents.
    pub citations: Vec<Citation>,
}

/// Who is bound.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Party {
    /// Its id.
    pub id: String,
    /// Where the id stands.
    pub span: Span,
    /// For readers.
    pub name: String,
    /// The Ed25519 key that its acts are signed with, 32 bytes, where one is known.
    pub key: Option<[u8; 32]>,
    /// Where it stands.
    pub ground: Ground,
}

/// Parties taken together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Its id.
    pub id: String,
    /// Where the id stands.
    pub span: Span,
    /// For readers.
    pub name: String,
    /// Positions of its parties.
    pub members: Vec<usize>,
    /// Where it stands.
    pub ground: Ground,
}

/// An area.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Zone {
    /// Its id.
    pub id: String,
    /// Where the id stands.
    pub span: Span,
    /// For readers.
    pub title: String,
    /// The zone that it is a part of.
    pub within: Option<usize>,
    /// Whether the zones within are all of it.
    pub divided: bool,
    /// Where it stands.
    pub ground: Ground,
}

/// A way to read what is contested.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CountingReading {
    /// Its id.
    pub id: String,
    /// Where the id stands.
    pub span: Span,
    /// For readers.
    pub title: String,
    /// Positions of the parties that hold it.
    pub held_by: Vec<usize>,
    /// Where it stands.
    pub ground: Ground,
}

/// A status or an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// Its id.
    pub id: String,
    /// Where the id stands.
    pub span: Span,
    /// For readers.
    pub title: String,
    /// Where it stands.
    pub ground: Ground,
}

/// Something that is counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Thing {
    /// Its id.
    pub id: String,
    /// Where the id stands.
    pub span: Span,
    /// For readers.
    pub title: String,
    /// What it is counted in, such as "warheads", where it says so itself;
    /// [`Instrument::unit`] asks what it is a kind of too.
    pub unit: Option<String>,
    /// The thing that it is a kind of.
    pub of: Option<usize>,
    /// What each reading takes it to be, where that is contested: reading and words.
    pub means: Vec<(usize, String)>,
    /// What belongs to it by a measured value, beside its kinds.
    pub measured: Option<Measured>,
    /// Where it stands.
    pub ground: Ground,
}

/// Membership by a measured value: a missile with a range from 500 to 5,500 km.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measured {
    /// What is measured, such as "range".
    pub measure: String,
    /// In which unit.
    pub unit: String,
    /// The least value that belongs.
    pub from: i64,
    /// The greatest value that belongs.
    pub to: i64,
    /// What values are known of.
    pub values: Vec<MeasuredValue>,
}

/// What somebody says that a kind of thing measures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MeasuredValue {
    /// The kind.
    pub thing: usize,
    /// The least it may be.
    pub from: i64,
    /// The most it may be.
    pub to: i64,
    /// The reading that says so; absent where nobody contests it.
    pub reading: Option<usize>,
    /// Where it stands.
    pub ground: Ground,
}

/// What counts as what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CountingRule {
    /// Its id.
    pub id: String,
    /// Where the id stands.
    pub span: Span,
    /// The thing that is counted, with its kinds.
    pub thing: usize,
    /// Towards which thing it counts.
    pub towards: usize,
    /// As how many each.
    pub each: i64,
    /// Only items of this status.
    pub status: Option<usize>,
    /// Only for so long after the status was declared.
    pub at_most: Option<Period>,
    /// Only under this reading; absent where nobody contests it.
    pub reading: Option<usize>,
    /// Where it stands.
    pub ground: Ground,
}

/// A bound on a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limit {
    /// Its id.
    pub id: String,
    /// Where the id stands.
    pub span: Span,
    /// For readers.
    pub title: String,
    /// The clause of the text.
    pub clause: Option<String>,
    /// Who is bound, each for itself.
    pub each: Vec<Subject>,
    /// What counts towards it.
    pub counts: usize,
    /// Only in this zone and the zones within it.
    pub zone: Option<usize>,
    /// In order of writing; the last that has begun applies.
    pub phases: Vec<Phase>,
    /// When it ceases to bind.
    pub until: Option<Moment>,
    /// Where it stands.
    pub ground: Ground,
}

/// A bound from some moment on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phase {
    /// When it begins to bind.
    pub from: Moment,
    /// The least number, if there is one.
    pub at_least: Option<i64>,
    /// The greatest number, if there is one.
    pub at_most: Option<i64>,
}

/// A right that can be used so many times.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quota {
    /// Its id.
    pub id: String,
    /// Where the id stands.
    pub span: Span,
    /// For readers.
    pub title: String,
    /// The clause of the text.
    pub clause: Option<String>,
    /// A wider quota that every use of this one counts against as well.
    pub within: Option<usize>,
    /// Whose number it is.
    pub role: Role,
    /// How often, by subject.
    pub numbers: Vec<(Subject, i64)>,
    /// Numbers between two subjects: who uses, over whom, how often.
    pub pairs: Vec<(Subject, Subject, i64)>,
    /// When its year begins.
    pub year: QuotaYear,
    /// When it begins; default entry into force.
    pub from: Moment,
    /// When it ends.
    pub until: Option<Moment>,
    /// Shares of the numbers in force until some moment, rounded down.
    pub shares: Vec<Share>,
    /// How much of what was not used passes to the next year.
    pub carry_over: i64,
    /// Whether parts may pass to another party.
    pub transfers: bool,
    /// Bounds on what one use may measure.
    pub per_use: Vec<PerUse>,
    /// Where it stands.
    pub ground: Ground,
}

/// Whose number a quota is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Of whoever uses it.
    Active,
    /// Of whoever has to accept it.
    Passive,
}

/// When the year of a quota begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuotaYear {
    /// On the day of entry into force and its anniversaries.
    Anniversary,
    /// On this month and day.
    On {
        /// From 1 to 12.
        month: i8,
        /// From 1 to 28.
        day: i8,
    },
}

/// A share of the numbers of a quota until some moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Share {
    /// Until when, that day excluded.
    pub until: Moment,
    /// Numerator of the share.
    pub numerator: i64,
    /// Denominator of the share, above zero.
    pub denominator: i64,
}

/// A bound on what one use may measure, such as the length of a flight.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PerUse {
    /// What is measured.
    pub measure: String,
    /// In which unit.
    pub unit: String,
    /// The most it may be.
    pub at_most: i64,
    /// Only for uses over this party.
    pub over: Option<usize>,
    /// Only in this zone.
    pub zone: Option<usize>,
    /// Only under this reading.
    pub reading: Option<usize>,
    /// Where it stands.
    pub ground: Ground,
}

/// What must be done by when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Duty {
    /// Its id.
    pub id: String,
    /// Where the id stands.
    pub span: Span,
    /// For readers.
    pub title: String,
    /// The clause of the text.
    pub clause: Option<String>,
    /// Positions of the parties that owe it.
    pub by: Vec<usize>,
    /// Positions of the parties that it is owed to; empty for all others.
    pub to: Vec<usize>,
    /// When an occasion arises.
    pub trigger: Trigger,
    /// How long after the occasion it is due; absent where it is due on the day.
    pub within: Option<Deadline>,
    /// No occasion arises from then on.
    pub until: Option<Moment>,
    /// Acts that meet it beside those that name it.
    pub met_by: Option<ActKind>,
    /// As of which day a declaration meets it.
    pub as_of: AsOf,
    /// What follows where it is not met, in words.
    pub consequence: Option<String>,
    /// Where it stands.
    pub ground: Ground,
}

/// When an occasion arises.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trigger {
    /// Once.
    Once(Moment),
    /// First at a moment, then again and again.
    Every {
        /// The first time.
        first: Moment,
        /// The time between.
        period: Period,
    },
    /// Whenever a party acts so.
    On {
        /// The kind of act.
        kind: ActKind,
        /// Whether it is an act of the party that owes the duty, or of another.
        own: bool,
        /// Acts that became known before raise nothing; default entry into force.
        from: Moment,
    },
}

/// As of which day a declaration meets a duty.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AsOf {
    /// As of the day of the occasion.
    #[default]
    Occasion,
    /// As of any day from that of the occasion on.
    AnyDay,
}

/// A time within which something is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deadline {
    /// By the calendar.
    Calendar(Period),
    /// So many business days.
    Business(i64),
    /// The text gives none.
    OpenEnded,
}

/// How long an instrument lasts and how it ends.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Term {
    /// From entry into force; absent where it is not limited.
    pub lasts: Option<Period>,
    /// How long it may be extended altogether by consent of all; absent where
    /// no extension is provided for.
    pub extension: Option<Period>,
    /// How long after notice a party is out; absent where no withdrawal is provided for.
    pub withdrawal: Option<Period>,
    /// What the text says of suspension.
    pub suspension: Suspension,
    /// Where it stands.
    pub ground: Ground,
}

/// What the text says of suspension.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Suspension {
    /// Nothing.
    #[default]
    NotProvidedFor,
    /// A party may suspend.
    ProvidedFor,
}

/// Who may see what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Confidence {
    /// Its id.
    pub id: String,
    /// Where the id stands.
    pub span: Span,
    /// Positions of the things with their kinds; empty for all.
    pub things: Vec<usize>,
    /// What of them.
    pub fields: Vec<Field>,
    /// Positions of the parties that may see it beside its owner; absent for everybody.
    pub may_see: Option<Vec<usize>>,
    /// What it may be used for.
    pub purpose: Option<String>,
    /// Where it stands.
    pub ground: Ground,
}

/// What of an act may be confidential.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// Numbers.
    Number,
    /// Zones.
    Zone,
    /// Statuses.
    Status,
    /// Notes and sources.
    Note,
}

impl Field {
    /// Every field with its word.
    pub const WORDS: [(&'static str, Self); 4] =
        [("number", Self::Number), ("zone", Self::Zone), ("status", Self::Status), ("note", Self::Note)];
}

/// A document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Its id.
    pub id: String,
    /// Where the id stands.
    pub span: Span,
    /// For readers.
    pub title: String,
    /// Who published it.
    pub publisher: Option<String>,
    /// Where it is.
    pub url: Option<String>,
    /// For readers.
    pub note: Option<String>,
}

/// A place in a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citation {
    /// Its id.
    pub id: String,
    /// Where the id stands.
    pub span: Span,
    /// Position of the document.
    pub source: usize,
    /// What it says, in the author's own words.
    pub says: String,
}

impl Instrument {
    /// The members of a subject, in order.
    #[must_use]
    pub fn members(&self, subject: Subject) -> Vec<usize> {
        match subject {
            Subject::Party(party) => vec![party],
            Subject::Group(group) => {
                self.groups.get(group).map_or_else(Vec::new, |group| group.members.clone())
            }
        }
    }

    /// The id of a subject.
    #[must_use]
    pub fn subject_id(&self, subject: Subject) -> &str {
        match subject {
            Subject::Party(party) => self.parties.get(party).map_or("", |party| party.id.as_str()),
            Subject::Group(group) => self.groups.get(group).map_or("", |group| group.id.as_str()),
        }
    }

    /// The name of a subject for readers.
    #[must_use]
    pub fn subject_name(&self, subject: Subject) -> &str {
        match subject {
            Subject::Party(party) => self.parties.get(party).map_or("", |party| party.name.as_str()),
            Subject::Group(group) => self.groups.get(group).map_or("", |group| group.name.as_str()),
        }
    }

    /// What a thing is counted in: what it says, or the nearest thing that it is a kind of.
    #[must_use]
    pub fn unit(&self, thing: usize) -> Option<&str> {
        let mut at = self.things.get(thing);
        while let Some(here) = at {
            if let Some(unit) = &here.unit {
                return Some(unit);
            }
            at = self.things.get(here.of?);
        }
        None
    }

    /// Whether `thing` is `ancestor` or a kind of it, by the tree alone.
    #[must_use]
    pub fn is_kind_of(&self, thing: usize, ancestor: usize) -> bool {
        let mut at = Some(thing);
        while let Some(here) = at {
            if here == ancestor {
                return true;
            }
            at = self.things.get(here).and_then(|thing| thing.of);
        }
        false
    }

    /// Whether `zone` is `outer` or lies within it.
    #[must_use]
    pub fn is_within(&self, zone: usize, outer: usize) -> bool {
        let mut at = Some(zone);
        while let Some(here) = at {
            if here == outer {
                return true;
            }
            at = self.zones.get(here).and_then(|zone| zone.within);
        }
        false
    }
}
