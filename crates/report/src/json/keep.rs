//! `keep status`, `keep audit`, `keep calendar` and `keep plan` as JSON.

use detente_instrument::model::Instrument;
use detente_instrument::period::Date;
use detente_keep::audit::{Audit, Finding};
use detente_keep::calendar::Entry;
use detente_keep::chain::{Hash, hex};
use detente_keep::duties::{Occasion, State};
use detente_keep::limits::{LimitState, Standing};
use detente_keep::plan::Site;
use detente_keep::status::{Shown, Status};
use detente_keep::tally::{Missing, Why};
use schemars::JsonSchema;
use serde::Serialize;

use crate::keep;
use crate::keep::Sharing;

/// What holds on a day.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct KeepStatusShape {
    /// The version of this shape.
    pub format: String,
    /// Title of the instrument.
    pub instrument: String,
    /// The day.
    pub on: String,
    /// Only acts known by the end of this day were used.
    pub known_by: Option<String>,
    /// Whether the instrument is in force at the end of the day.
    pub in_force: bool,
    /// The first day after it, as far as it is known.
    pub expires: Option<String>,
    /// Every limit for every subject under every reading.
    pub limits: Vec<LimitShape>,
    /// Occasions of duties that are open, late, not provided or unknown, and the last of each.
    pub duties: Vec<OccasionShape>,
    /// Ids of duties of which whoever asks may not see when they arise.
    pub duties_withheld: Vec<String>,
    /// Quotas in their year.
    pub quotas: Vec<QuotaShape>,
}

/// A limit for one subject under one reading.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct LimitShape {
    /// Id of the limit.
    pub limit: String,
    /// Id of the party or group.
    pub subject: String,
    /// Id of the reading; absent where the instrument has none.
    pub reading: Option<String>,
    /// Whether the figures are withheld from whoever asks; then the rest is absent.
    pub withheld: bool,
    /// What is known of the number; the whole where `missing` is empty.
    pub number: Option<i64>,
    /// What is missing of it.
    pub missing: Vec<MissingShape>,
    /// The earliest declaration that it rests on.
    pub declared: Option<String>,
    /// The least number allowed on the day.
    pub at_least: Option<i64>,
    /// The greatest number allowed on the day.
    pub at_most: Option<i64>,
    /// `not-binding`, `ended`, `within`, `beyond` or `open`.
    pub standing: Option<String>,
    /// How many more there could be; below zero where it is beyond.
    pub margin: Option<i64>,
    /// The first day ever on which the number was beyond a bound in force.
    pub first_breach: Option<String>,
}

/// A part of a number that is missing.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct MissingShape {
    /// Id of the party.
    pub party: String,
    /// Id of the thing.
    pub thing: String,
    /// `not-provided`, `unknown`, `nothing-entered`, `undetermined` or `disagreement`.
    pub why: String,
}

/// An occasion of a duty.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct OccasionShape {
    /// Id of the duty.
    pub duty: String,
    /// Id of the party.
    pub party: String,
    /// Ids of those that it is owed to; empty for all others.
    pub to: Vec<String>,
    /// The day on which it arose.
    pub on: String,
    /// The last day for it.
    pub due: Option<String>,
    /// `met`, `late`, `not-provided`, `unknown`, `open` or `overdue`.
    pub state: String,
    /// The day on which it was met.
    pub met: Option<String>,
    /// The day on which another party verified it.
    pub verified: Option<String>,
}

/// A quota in its year.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct QuotaShape {
    /// Id of the quota.
    pub quota: String,
    /// Id of the party or group.
    pub subject: String,
    /// The first day of the year.
    pub year: String,
    /// How often in the year.
    pub number: i64,
    /// How often it was used.
    pub used: i64,
    /// How often it can still be used.
    pub left: i64,
}

/// What an audit found.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct KeepAuditShape {
    /// The version of this shape.
    pub format: String,
    /// Title of the instrument.
    pub instrument: String,
    /// The day.
    pub on: String,
    /// How many acts were looked at.
    pub acts: usize,
    /// The last hash of the ledger.
    pub head: Option<String>,
    /// What does not add up.
    pub findings: Vec<FindingShape>,
    /// Numbers that changed without a notification in the ledger.
    pub unreconciled: usize,
    /// How many findings are withheld from whoever asks.
    pub withheld: usize,
}

/// Something that does not add up.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct FindingShape {
    /// What kind of finding.
    pub kind: String,
    /// Sequence numbers of the acts that it is about.
    pub acts: Vec<u64>,
    /// In words.
    pub says: String,
}

/// What comes when.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct KeepCalendarShape {
    /// The version of this shape.
    pub format: String,
    /// Title of the instrument.
    pub instrument: String,
    /// The first day.
    pub from: String,
    /// The last day.
    pub to: String,
    /// In order of days.
    pub entries: Vec<EntryShape>,
    /// How many entries are withheld from whoever asks.
    pub withheld: usize,
}

/// Something that falls on a day.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct EntryShape {
    /// The day.
    pub on: String,
    /// `due`, `binds`, `ends`, `quota-year`, `last-day`, `out` or `last-notice`.
    pub kind: String,
    /// Id of the duty, limit or quota that it is about.
    pub clause: Option<String>,
    /// Id of the party or group that it concerns.
    pub subject: Option<String>,
    /// In words.
    pub says: String,
}

/// Chances of detection.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct KeepPlanShape {
    /// The version of this shape.
    pub format: String,
    /// Title of the instrument.
    pub instrument: String,
    /// Numbers are those declared by this day.
    pub on: String,
    /// Ways to share inspections out.
    pub sharings: Vec<SharingShape>,
    /// How many sites are withheld from whoever asks; they are not counted.
    pub withheld: usize,
}

/// A way to share inspections out.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct SharingShape {
    /// Its name.
    pub title: String,
    /// Each site with its share.
    pub sites: Vec<SiteShape>,
    /// The chance to find anything, if every site holds what is supposed, to six places.
    pub total: String,
}

/// A site with its share of the inspections.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct SiteShape {
    /// Its name.
    pub site: String,
    /// How many places it has.
    pub places: u32,
    /// How many of them are supposed to hold something.
    pub held: u32,
    /// How many are inspected.
    pub inspections: u32,
    /// The chance to find anything there, to six places.
    pub chance: String,
}

/// The shape of `keep calendar --format json`.
#[must_use]
pub fn keep_calendar(
    instrument: &Instrument,
    (from, to): (Date, Date),
    entries: &[(Date, Entry)],
    withheld: usize,
) -> KeepCalendarShape {
    let words = keep::events(instrument, entries);
    let shape = |((day, entry), (_, says)): (&(Date, Entry), (Date, String))| {
        let (kind, clause, subject) = entry_parts(instrument, entry);
        EntryShape { on: day.to_string(), kind: kind.to_owned(), clause, subject, says }
    };
    KeepCalendarShape {
        format: "detente-keep-calendar-1".to_owned(),
        instrument: instrument.title.clone(),
        from: from.to_string(),
        to: to.to_string(),
        entries: entries.iter().zip(words).map(shape).collect(),
        withheld,
    }
}

/// What kind of entry, and the ids of the clause and the subject that it is about.
fn entry_parts(instrument: &Instrument, entry: &Entry) -> (&'static str, Option<String>, Option<String>) {
    let limit = |at: usize| instrument.limits.get(at).map(|limit| limit.id.clone());
    let party = |at: usize| instrument.parties.get(at).map(|party| party.id.clone());
    let of = |subject| Some(instrument.subject_id(subject).to_owned());
    match entry {
        Entry::Due(occasion) => {
            let duty = instrument.duties.get(occasion.duty).map(|duty| duty.id.clone());
            ("due", duty, party(occasion.party))
        }
        Entry::Binds { limit: at, subject, .. } => ("binds", limit(*at), of(*subject)),
        Entry::Ends { limit: at, subject } => ("ends", limit(*at), of(*subject)),
        Entry::QuotaYear { quota } => {
            ("quota-year", instrument.quotas.get(*quota).map(|quota| quota.id.clone()), None)
        }
        Entry::LastDay { .. } => ("last-day", None, None),
        Entry::Out { party: at } => ("out", None, party(*at as usize)),
        Entry::LastNotice => ("last-notice", None, None),
    }
}

/// The shape of `keep plan --format json`.
#[must_use]
pub fn keep_plan(
    instrument: &Instrument,
    on: Date,
    sites: &[Site],
    sharings: &[Sharing],
    withheld: usize,
) -> KeepPlanShape {
    let sharing = |sharing: &Sharing| SharingShape {
        title: sharing.title.to_owned(),
        sites: sites
            .iter()
            .zip(&sharing.plan.inspections)
            .zip(&sharing.plan.chances)
            .map(|((site, inspections), chance)| SiteShape {
                site: site.name.clone(),
                places: site.places,
                held: site.held,
                inspections: *inspections,
                chance: chance.decimal(),
            })
            .collect(),
        total: sharing.plan.total.decimal(),
    };
    KeepPlanShape {
        format: "detente-keep-plan-1".to_owned(),
        instrument: instrument.title.clone(),
        on: on.to_string(),
        sharings: sharings.iter().map(sharing).collect(),
        withheld,
    }
}

/// The shape of `keep status --format json`.
#[must_use]
pub fn keep_status(instrument: &Instrument, known_by: Option<Date>, status: &Status) -> KeepStatusShape {
    KeepStatusShape {
        format: "detente-keep-status-1".to_owned(),
        instrument: instrument.title.clone(),
        on: status.on.to_string(),
        known_by: known_by.map(|day| day.to_string()),
        in_force: status.term.in_force,
        expires: status.term.expires.map(|day| day.to_string()),
        limits: status.limits.iter().map(|shown| limit(instrument, shown)).collect(),
        duties: status.duties.iter().map(|each| occasion(instrument, status.on, each)).collect(),
        duties_withheld: status
            .duties_withheld
            .iter()
            .filter_map(|duty| Some(instrument.duties.get(*duty)?.id.clone()))
            .collect(),
        quotas: status
            .quotas
            .iter()
            .map(|state| QuotaShape {
                quota: instrument.quotas.get(state.quota).map_or_else(String::new, |quota| quota.id.clone()),
                subject: instrument.subject_id(state.subject).to_owned(),
                year: state.year.to_string(),
                number: state.number,
                used: state.used,
                left: state.left(),
            })
            .collect(),
    }
}

fn reading(instrument: &Instrument, reading: Option<usize>) -> Option<String> {
    Some(instrument.readings.get(reading?)?.id.clone())
}

fn limit(instrument: &Instrument, shown: &Shown) -> LimitShape {
    let id = |at: usize| instrument.limits.get(at).map_or_else(String::new, |limit| limit.id.clone());
    match shown {
        Shown::Withheld { limit, subject, reading: of } => LimitShape {
            limit: id(*limit),
            subject: instrument.subject_id(*subject).to_owned(),
            reading: reading(instrument, *of),
            withheld: true,
            number: None,
            missing: Vec::new(),
            declared: None,
            at_least: None,
            at_most: None,
            standing: None,
            margin: None,
            first_breach: None,
        },
        Shown::State(state) => LimitShape {
            limit: id(state.limit),
            subject: instrument.subject_id(state.subject).to_owned(),
            reading: reading(instrument, state.reading),
            withheld: false,
            number: state.tally.known.then_some(state.tally.number),
            missing: state.tally.missing.iter().map(|each| missing(instrument, each)).collect(),
            declared: state.tally.declared.map(|day| day.to_string()),
            at_least: state.at_least,
            at_most: state.at_most,
            standing: Some(standing(state)),
            margin: match state.standing {
                Standing::Within { above: Some(above), .. } => Some(above),
                Standing::Within { below, .. } => below,
                Standing::Beyond { by, .. } => Some(-by),
                _ => None,
            },
            first_breach: state.first_breach.map(|day| day.to_string()),
        },
    }
}

fn standing(state: &LimitState) -> String {
    match state.standing {
        Standing::NotBinding { .. } => "not-binding",
        Standing::Ended { .. } => "ended",
        Standing::Within { .. } => "within",
        Standing::Beyond { .. } => "beyond",
        Standing::Open => "open",
    }
    .to_owned()
}

fn missing(instrument: &Instrument, missing: &Missing) -> MissingShape {
    let why = match missing.why {
        Why::NotProvided => "not-provided",
        Why::Unknown => "unknown",
        Why::NothingEntered => "nothing-entered",
        Why::Undetermined => "undetermined",
        Why::Disagreement => "disagreement",
    };
    let party = instrument.parties.get(missing.party as usize);
    let thing = instrument.things.get(missing.thing as usize);
    MissingShape {
        party: party.map_or_else(String::new, |party| party.id.clone()),
        thing: thing.map_or_else(String::new, |thing| thing.id.clone()),
        why: why.to_owned(),
    }
}

fn occasion(instrument: &Instrument, on: Date, occasion: &Occasion) -> OccasionShape {
    let duty = instrument.duties.get(occasion.duty);
    let party = instrument.parties.get(occasion.party);
    let (state, met) = match occasion.state {
        State::Met { on, late, .. } => (if late { "late" } else { "met" }, Some(on.to_string())),
        State::NotProvided => ("not-provided", None),
        State::Unknown => ("unknown", None),
        State::Open if occasion.is_overdue(on) => ("overdue", None),
        State::Open => ("open", None),
    };
    OccasionShape {
        duty: duty.map_or_else(String::new, |duty| duty.id.clone()),
        party: party.map_or_else(String::new, |party| party.id.clone()),
        to: duty.map_or_else(Vec::new, |duty| {
            let parties = duty.to.iter().filter_map(|party| instrument.parties.get(*party));
            parties.map(|party| party.id.clone()).collect()
        }),
        on: occasion.on.to_string(),
        due: occasion.due.map(|day| day.to_string()),
        state: state.to_owned(),
        met,
        verified: occasion.verified.map(|day| day.to_string()),
    }
}

/// The shape of `keep audit --format json`.
#[must_use]
pub fn keep_audit(instrument: &Instrument, on: Date, head: Option<&Hash>, audit: &Audit) -> KeepAuditShape {
    let finding = |finding: &Finding| {
        let (kind, acts) = kind(finding);
        FindingShape { kind: kind.to_owned(), acts, says: keep::finding(instrument, on, finding) }
    };
    KeepAuditShape {
        format: "detente-keep-audit-1".to_owned(),
        instrument: instrument.title.clone(),
        on: on.to_string(),
        acts: audit.acts,
        head: head.map(|head| hex(head)),
        findings: audit.findings.iter().map(finding).collect(),
        unreconciled: audit.unreconciled,
        withheld: audit.withheld,
    }
}

fn kind(finding: &Finding) -> (&'static str, Vec<u64>) {
    let two = |acts: (u32, u32)| vec![u64::from(acts.0), u64::from(acts.1)];
    match finding {
        Finding::Chain { act, .. } => ("chain", vec![*act]),
        Finding::Unreadable { act, .. } => ("unreadable", vec![*act]),
        Finding::Refused { act, .. } => ("refused", vec![u64::from(*act)]),
        Finding::Breakdown { .. } => ("breakdown", Vec::new()),
        Finding::Reconcile { act, .. } => ("reconcile", vec![u64::from(*act)]),
        Finding::BelowZero { act, .. } => ("below-zero", vec![u64::from(*act)]),
        Finding::Twice { acts, .. } => ("declared-twice", two(*acts)),
        Finding::DoubleCounted { acts, .. } => ("counted-twice", two(*acts)),
        Finding::UnnotifiedMove { acts, .. } => ("unnotified-move", two(*acts)),
        Finding::ImpossibleMove { act, before, .. } => ("impossible-move", two((*before, *act))),
        Finding::Duty(_) => ("duty", Vec::new()),
        Finding::Overused(_) => ("quota", Vec::new()),
    }
}
