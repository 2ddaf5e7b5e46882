//! What a party does under an instrument, as the ledger keeps it.

use detente_instrument::period::Date;
pub use detente_instrument::scope::ActKind;

/// A number as somebody gave it. Zero, *not provided* and *unknown* are three
/// things: a party that declares zero has declared; one that withholds a figure
/// has not provided it; and where whoever keeps the ledger cannot tell what was
/// declared, the number is unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Quantity {
    /// So many.
    Number(i64),
    /// The party did not provide the figure.
    NotProvided,
    /// It may have been provided; the ledger does not know it.
    Unknown,
}

/// One act. References are positions in the instrument's lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Act {
    /// What is done.
    pub kind: ActKind,
    /// Which party does it.
    pub by: u32,
    /// The day that it is about: a declaration holds as of this day.
    pub on: Date,
    /// The day that it became known to the others.
    pub known: Date,
    /// Another party that it is about: the one observed, visited or asked.
    pub of: Option<u32>,
    /// What is counted.
    pub thing: Option<u32>,
    /// Where.
    pub zone: Option<u32>,
    /// Where to, for a notified move.
    pub to_zone: Option<u32>,
    /// In which status.
    pub status: Option<u32>,
    /// How many; by how many a notification changes the number.
    pub number: Option<Quantity>,
    /// Which clause or event it is about.
    pub about: Option<About>,
    /// What is said less often.
    pub more: Option<Box<More>>,
}

/// What a clause-bound act is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum About {
    /// A limit.
    Limit(u32),
    /// A quota.
    Quota(u32),
    /// A duty.
    Duty(u32),
    /// An event.
    Event(u32),
}

/// Parts that few acts have.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct More {
    /// The occasion of a duty that it is about, by its day.
    pub occasion: Option<Date>,
    /// Until when, for an extension.
    pub until: Option<Date>,
    /// The sequence number of the act that it is about or takes the place of.
    pub act: Option<u32>,
    /// The identifier of a single item.
    pub item: Option<String>,
    /// What a use measured, by the name of the measure.
    pub measures: Vec<(String, i64)>,
    /// Where the figure is from.
    pub source: Option<String>,
    /// For readers.
    pub note: Option<String>,
}

impl Act {
    /// An act of a kind that says nothing further.
    #[must_use]
    pub fn new(kind: ActKind, by: u32, on: Date) -> Self {
        Self {
            kind,
            by,
            on,
            known: on,
            of: None,
            thing: None,
            zone: None,
            to_zone: None,
            status: None,
            number: None,
            about: None,
            more: None,
        }
    }

    /// What an act of its kind needs and this one lacks, as the columns of a table.
    /// A correction stands for an act of the kind that it corrects.
    #[must_use]
    pub fn lacks(&self) -> Vec<&'static str> {
        let quota = matches!(self.about, Some(About::Quota(_)));
        let duty = matches!(self.about, Some(About::Duty(_)));
        let changes = matches!(self.number, Some(Quantity::Number(_)));
        let needs: &[(&'static str, bool)] = &match self.kind {
            ActKind::Declaration => [("thing", self.thing.is_some()), ("number", self.number.is_some())],
            ActKind::Notification => {
                [("number", self.thing.is_none() || changes), ("thing", self.thing.is_some() || !changes)]
            }
            ActKind::Observation => {
                let of_number = self.thing.is_some() == self.number.is_some();
                [
                    ("of", self.of.is_some()),
                    (if self.thing.is_some() { "number" } else { "thing" }, of_number),
                ]
            }
            ActKind::Use | ActKind::Transfer => [("quota", quota), ("of", self.of.is_some())],
            ActKind::Fulfilment => [("duty", duty), ("duty", true)],
            ActKind::Verification => [("duty", duty), ("of", self.of.is_some())],
            ActKind::Event => [("event", matches!(self.about, Some(About::Event(_)))), ("event", true)],
            ActKind::Correction => [("act", self.refers_to().is_some()), ("act", true)],
            ActKind::Extension => {
                [("until", self.more.as_ref().is_some_and(|more| more.until.is_some())), ("until", true)]
            }
            _ => return Vec::new(),
        };
        needs.iter().filter(|(_, there)| !there).map(|(column, _)| *column).collect()
    }

    /// What it says that an act of its kind does not say, as the columns of a table:
    /// taken in silence, it would be taken for something else. A correction stands
    /// for an act of any kind.
    #[must_use]
    pub fn idle(&self) -> Vec<&'static str> {
        let more = self.more.as_deref();
        let until = more.is_some_and(|more| more.until.is_some());
        let measured = more.is_some_and(|more| !more.measures.is_empty());
        // Of what is counted, the act says nothing.
        let plain = matches!(
            self.kind,
            ActKind::Event
                | ActKind::Extension
                | ActKind::Withdrawal
                | ActKind::Suspension
                | ActKind::Resumption
        );
        let said = [
            ("of", self.of.is_some() && self.kind == ActKind::Declaration),
            ("thing", plain && self.thing.is_some()),
            ("zone", plain && self.zone.is_some()),
            ("status", plain && self.status.is_some()),
            ("number", plain && self.number.is_some()),
            ("item", plain && self.item().is_some()),
            ("to-zone", self.kind != ActKind::Notification && self.to_zone.is_some()),
            ("until", self.kind != ActKind::Extension && until),
            ("measured", self.kind != ActKind::Use && measured),
        ];
        let idle = said.iter().filter(|(_, said)| *said && self.kind != ActKind::Correction);
        idle.map(|(column, _)| *column).collect()
    }

    /// Whether a party does with itself what takes two, or something goes to where it is.
    #[must_use]
    pub fn is_to_itself(&self) -> bool {
        let two = matches!(self.kind, ActKind::Observation | ActKind::Transfer | ActKind::Verification);
        two && self.of == Some(self.by)
            || self.kind == ActKind::Notification && self.to_zone.is_some() && self.to_zone == self.zone
    }

    /// Whether it gives fewer than none of something: only a change can be downwards.
    #[must_use]
    pub fn is_below_zero(&self) -> bool {
        self.kind != ActKind::Notification && matches!(self.number, Some(Quantity::Number(..0)))
    }

    /// The sequence number of the act that this one is about.
    #[must_use]
    pub fn refers_to(&self) -> Option<u32> {
        self.more.as_ref().and_then(|more| more.act)
    }

    /// The single item that it is about.
    #[must_use]
    pub fn item(&self) -> Option<&str> {
        self.more.as_ref().and_then(|more| more.item.as_deref())
    }

    /// The occasion of a duty that it is about.
    #[must_use]
    pub fn occasion(&self) -> Option<Date> {
        self.more.as_ref().and_then(|more| more.occasion)
    }
}
