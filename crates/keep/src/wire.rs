//! Acts as lines of JSON, one a line, with ids of the instrument.
//!
//! The bytes of a line are what is hashed and signed; they are never written
//! anew from what was read, so that no question of canonical form arises.

use std::borrow::Cow;
use std::collections::BTreeMap;

use detente_instrument::model::{Instrument, MAX_NUMBER};
use detente_instrument::period::Date;
use serde::{Deserialize, Serialize};

use crate::act::{About, Act, ActKind, More, Quantity};

/// The longest line that is read, in bytes.
pub const MAX_LINE: usize = 64 << 10;

/// Positions of ids, to read many lines with.
#[derive(Clone, Debug)]
pub struct Ids<'i> {
    parties: BTreeMap<&'i str, u32>,
    things: BTreeMap<&'i str, u32>,
    zones: BTreeMap<&'i str, u32>,
    statuses: BTreeMap<&'i str, u32>,
    limits: BTreeMap<&'i str, u32>,
    quotas: BTreeMap<&'i str, u32>,
    duties: BTreeMap<&'i str, u32>,
    events: BTreeMap<&'i str, u32>,
    instrument: &'i Instrument,
}

/// What of an instrument a line may name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A party.
    Party,
    /// A thing.
    Thing,
    /// A zone.
    Zone,
    /// A status.
    Status,
    /// A limit.
    Limit,
    /// A quota.
    Quota,
    /// A duty.
    Duty,
    /// An event.
    Event,
}

fn positions<'i, T>(list: &'i [T], id: impl Fn(&'i T) -> &'i str) -> BTreeMap<&'i str, u32> {
    (0..).zip(list).map(|(position, element)| (id(element), position)).collect()
}

impl<'i> Ids<'i> {
    /// The ids of an instrument.
    #[must_use]
    pub fn of(instrument: &'i Instrument) -> Self {
        Self {
            parties: positions(&instrument.parties, |each| &each.id),
            things: positions(&instrument.things, |each| &each.id),
            zones: positions(&instrument.zones, |each| &each.id),
            statuses: positions(&instrument.statuses, |each| &each.id),
            limits: positions(&instrument.limits, |each| &each.id),
            quotas: positions(&instrument.quotas, |each| &each.id),
            duties: positions(&instrument.duties, |each| &each.id),
            events: positions(&instrument.events, |each| &each.id),
            instrument,
        }
    }

    fn map(&self, kind: Kind) -> &BTreeMap<&'i str, u32> {
        match kind {
            Kind::Party => &self.parties,
            Kind::Thing => &self.things,
            Kind::Zone => &self.zones,
            Kind::Status => &self.statuses,
            Kind::Limit => &self.limits,
            Kind::Quota => &self.quotas,
            Kind::Duty => &self.duties,
            Kind::Event => &self.events,
        }
    }

    /// The position of an id.
    #[must_use]
    pub fn find(&self, kind: Kind, id: &str) -> Option<u32> {
        self.map(kind).get(id).copied()
    }

    /// Every id of a kind, in order of the alphabet.
    pub fn known(&self, kind: Kind) -> impl Iterator<Item = &'i str> {
        self.map(kind).keys().copied()
    }

    /// The instrument that they are of.
    #[must_use]
    pub fn instrument(&self) -> &'i Instrument {
        self.instrument
    }

    fn id(&self, kind: Kind, position: u32) -> &'i str {
        let at = position as usize;
        let instrument = self.instrument;
        match kind {
            Kind::Party => instrument.parties.get(at).map(|each| each.id.as_str()),
            Kind::Thing => instrument.things.get(at).map(|each| each.id.as_str()),
            Kind::Zone => instrument.zones.get(at).map(|each| each.id.as_str()),
            Kind::Status => instrument.statuses.get(at).map(|each| each.id.as_str()),
            Kind::Limit => instrument.limits.get(at).map(|each| each.id.as_str()),
            Kind::Quota => instrument.quotas.get(at).map(|each| each.id.as_str()),
            Kind::Duty => instrument.duties.get(at).map(|each| each.id.as_str()),
            Kind::Event => instrument.events.get(at).map(|each| each.id.as_str()),
        }
        .unwrap_or_default()
    }
}

/// The line as it stands; keys in this order, absent ones left out.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Line<'l> {
    #[serde(borrow)]
    kind: Cow<'l, str>,
    #[serde(borrow)]
    by: Cow<'l, str>,
    #[serde(borrow)]
    on: Cow<'l, str>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    known: Option<Cow<'l, str>>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    of: Option<Cow<'l, str>>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    thing: Option<Cow<'l, str>>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    zone: Option<Cow<'l, str>>,
    #[serde(borrow, rename = "to-zone", default, skip_serializing_if = "Option::is_none")]
    to_zone: Option<Cow<'l, str>>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    status: Option<Cow<'l, str>>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    number: Option<Figure<'l>>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    limit: Option<Cow<'l, str>>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    quota: Option<Cow<'l, str>>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    duty: Option<Cow<'l, str>>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    event: Option<Cow<'l, str>>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    occasion: Option<Cow<'l, str>>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    until: Option<Cow<'l, str>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    act: Option<u32>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    item: Option<Cow<'l, str>>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    measures: BTreeMap<String, i64>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    source: Option<Cow<'l, str>>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    note: Option<Cow<'l, str>>,
}

#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Figure<'l> {
    Number(i64),
    Word(#[serde(borrow)] Cow<'l, str>),
}

/// The word for a figure that was not provided.
pub const NOT_PROVIDED: &str = "not provided";
/// The word for a figure that the ledger does not know.
pub const UNKNOWN: &str = "unknown";

/// Reads the number of a line or of a table's cell.
#[must_use]
pub fn quantity(text: &str) -> Option<Quantity> {
    match text {
        NOT_PROVIDED => Some(Quantity::NotProvided),
        UNKNOWN => Some(Quantity::Unknown),
        _ => number(text).map(Quantity::Number),
    }
}

/// Reads a whole number of at most twelve digits.
#[must_use]
pub fn number(text: &str) -> Option<i64> {
    text.parse().ok().filter(|number: &i64| (-MAX_NUMBER..=MAX_NUMBER).contains(number))
}

/// Reads a day written `2020-11-25`.
#[must_use]
pub fn day(text: &str) -> Option<Date> {
    let bytes: &[u8; 10] = text.as_bytes().try_into().ok()?;
    let digits = |from: usize, to: usize| {
        bytes
            .get(from..to)?
            .iter()
            .try_fold(0_i16, |value, byte| byte.is_ascii_digit().then(|| value * 10 + i16::from(byte - b'0')))
    };
    if bytes[4] != b'-' || bytes[7] != b'-' {
        return None;
    }
    let month = i8::try_from(digits(5, 7)?).ok()?;
    Date::new(digits(0, 4)?, month, i8::try_from(digits(8, 10)?).ok()?).ok()
}

/// Reads a line.
///
/// # Errors
///
/// In words, if it is no act of the instrument.
pub fn read(ids: &Ids<'_>, line: &str) -> Result<Act, String> {
    if line.len() > MAX_LINE {
        return Err(format!("the line holds {} bytes; {MAX_LINE} are read at most", line.len()));
    }
    let line: Line<'_> = serde_json::from_str(line).map_err(|error| error.to_string())?;
    let find = |kind: Kind, what: &str, id: &str| {
        ids.find(kind, id).ok_or_else(|| format!("the instrument has no {what} `{id}`"))
    };
    let optional = |kind: Kind, what: &str, id: &Option<Cow<'_, str>>| {
        id.as_deref().map(|id| find(kind, what, id)).transpose()
    };
    let date = |text: &str| day(text).ok_or_else(|| format!("`{text}` is no day"));
    let date_of = |text: &Option<Cow<'_, str>>| text.as_deref().map(date).transpose();
    let kind = ActKind::WORDS.iter().find(|(word, _)| *word == line.kind);
    let kind = kind.map(|(_, kind)| *kind).ok_or_else(|| format!("there is no act `{}`", line.kind))?;
    let on = date(&line.on)?;
    let number = match &line.number {
        None => None,
        Some(Figure::Number(number)) if (-MAX_NUMBER..=MAX_NUMBER).contains(number) => {
            Some(Quantity::Number(*number))
        }
        Some(Figure::Word(word)) if number(word).is_none() => {
            Some(quantity(word).ok_or_else(|| format!("`{word}` is no number"))?)
        }
        Some(_) => return Err("the number is too large, or stands in quotation marks".to_owned()),
    };
    let abouts = [
        optional(Kind::Limit, "limit", &line.limit)?.map(About::Limit),
        optional(Kind::Quota, "quota", &line.quota)?.map(About::Quota),
        optional(Kind::Duty, "duty", &line.duty)?.map(About::Duty),
        optional(Kind::Event, "event", &line.event)?.map(About::Event),
    ];
    if abouts.iter().flatten().count() > 1 {
        return Err("an act is about one limit, quota, duty or event at most".to_owned());
    }
    let own = |text: Option<Cow<'_, str>>| text.map(Cow::into_owned);
    let more = More {
        occasion: date_of(&line.occasion)?,
        until: date_of(&line.until)?,
        act: line.act,
        item: own(line.item),
        measures: line.measures.into_iter().collect(),
        source: own(line.source),
        note: own(line.note),
    };
    Ok(Act {
        kind,
        by: find(Kind::Party, "party", &line.by)?,
        on,
        known: date_of(&line.known)?.unwrap_or(on),
        of: optional(Kind::Party, "party", &line.of)?,
        thing: optional(Kind::Thing, "thing", &line.thing)?,
        zone: optional(Kind::Zone, "zone", &line.zone)?,
        to_zone: optional(Kind::Zone, "zone", &line.to_zone)?,
        status: optional(Kind::Status, "status", &line.status)?,
        number,
        about: abouts.into_iter().flatten().next(),
        more: (more != More::default()).then(|| Box::new(more)),
    })
}

/// Writes the line of an act, without a line break.
#[must_use]
pub fn write(ids: &Ids<'_>, act: &Act) -> String {
    let name = |kind: Kind, position: Option<u32>| position.map(|at| Cow::Borrowed(ids.id(kind, at)));
    let date = |day: Option<Date>| day.map(|day| Cow::Owned(day.to_string()));
    let of_about = |wanted: Kind| {
        let (kind, position) = match act.about? {
            About::Limit(at) => (Kind::Limit, at),
            About::Quota(at) => (Kind::Quota, at),
            About::Duty(at) => (Kind::Duty, at),
            About::Event(at) => (Kind::Event, at),
        };
        (kind == wanted).then(|| Cow::Borrowed(ids.id(kind, position)))
    };
    let none = More::default();
    let more = act.more.as_deref().unwrap_or(&none);
    let line = Line {
        kind: Cow::Borrowed(act.kind.word()),
        by: Cow::Borrowed(ids.id(Kind::Party, act.by)),
        on: Cow::Owned(act.on.to_string()),
        known: (act.known != act.on).then(|| Cow::Owned(act.known.to_string())),
        of: name(Kind::Party, act.of),
        thing: name(Kind::Thing, act.thing),
        zone: name(Kind::Zone, act.zone),
        to_zone: name(Kind::Zone, act.to_zone),
        status: name(Kind::Status, act.status),
        number: act.number.map(|number| match number {
            Quantity::Number(number) => Figure::Number(number),
            Quantity::NotProvided => Figure::Word(Cow::Borrowed(NOT_PROVIDED)),
            Quantity::Unknown => Figure::Word(Cow::Borrowed(UNKNOWN)),
        }),
        limit: of_about(Kind::Limit),
        quota: of_about(Kind::Quota),
        duty: of_about(Kind::Duty),
        event: of_about(Kind::Event),
        occasion: date(more.occasion),
        until: date(more.until),
        act: more.act,
        item: more.item.as_deref().map(Cow::Borrowed),
        measures: more.measures.iter().cloned().collect(),
        source: more.source.as_deref().map(Cow::Borrowed),
        note: more.note.as_deref().map(Cow::Borrowed),
    };
    serde_json::to_string(&line).unwrap_or_default()
}
