//! `keep status`, `keep audit`, `keep calendar` and `keep plan` as JSON.

mod status;

use detente_instrument::model::Instrument;
use detente_instrument::period::Date;
use detente_keep::audit::{Audit, Corrected, Finding};
use detente_keep::calendar::Entry;
use detente_keep::chain::{Hash, hex};
use detente_keep::plan::Site;
use detente_keep::under::Under;
use schemars::JsonSchema;
use serde::Serialize;

use self::status::ids;
pub use self::status::{KeepStatusShape, keep_status};
use crate::keep;
use crate::keep::Sharing;

/// What an audit found.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct KeepAuditShape {
    /// The version of this shape.
    pub format: String,
    /// Title of the instrument.
    pub instrument: String,
    /// The day.
    pub on: String,
    /// Only acts known by the end of this day were used.
    pub known_by: Option<String>,
    /// How many acts were looked at.
    pub acts: usize,
    /// SHA-256 of the instrument's file: the ledger does not carry the text that it was kept under.
    pub instrument_sha256: String,
    /// The last hash of the ledger.
    pub head: Option<String>,
    /// What does not add up.
    pub findings: Vec<FindingShape>,
    /// Corrections: they change what is known of the past.
    pub corrections: Vec<CorrectionShape>,
    /// How often a number changed without a notification in the ledger, of those
    /// that whoever asks may see.
    pub unreconciled: usize,
    /// Whether clauses keep some findings from whoever asks; whether there are
    /// any, nothing tells.
    pub withheld: bool,
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

/// An act that stands for an earlier one.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct CorrectionShape {
    /// Its sequence number.
    pub act: u32,
    /// The sequence number of the act that it corrects.
    pub corrects: u32,
    /// Id of the party.
    pub party: String,
    /// The day on which it became known.
    pub known: String,
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
    /// Whether clauses keep some entries from whoever asks; whether there are
    /// any, nothing tells.
    pub withheld: bool,
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
    /// Ids of the readings under which it does; empty for every one.
    pub readings: Vec<String>,
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
    /// Whether clauses keep some numbers from whoever asks; they are not counted.
    pub withheld: bool,
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
    entries: &[(Date, Under<Entry>)],
    withheld: bool,
) -> KeepCalendarShape {
    let words = keep::events(instrument, entries);
    let shape = |((day, under), (_, says)): (&(Date, Under<Entry>), (Date, String))| {
        let (kind, clause, subject) = entry_parts(instrument, &under.what);
        let readings = ids(instrument, &under.readings);
        EntryShape { on: day.to_string(), kind: kind.to_owned(), clause, subject, readings, says }
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
    withheld: bool,
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

/// The shape of `keep audit --format json`.
#[must_use]
pub fn keep_audit(
    instrument: &Instrument,
    sha256: &str,
    (on, known_by): (Date, Option<Date>),
    head: Option<&Hash>,
    audit: &Audit,
) -> KeepAuditShape {
    let finding = |finding: &Finding| {
        let (kind, acts) = kind(finding);
        FindingShape { kind: kind.to_owned(), acts, says: keep::finding(instrument, on, finding) }
    };
    let correction = |each: &Corrected| CorrectionShape {
        act: each.act,
        corrects: each.corrects,
        party: instrument.parties.get(each.after.by as usize).map_or_else(String::new, |by| by.id.clone()),
        known: each.known.to_string(),
        says: keep::corrected(instrument, each),
    };
    KeepAuditShape {
        format: "detente-keep-audit-1".to_owned(),
        instrument: instrument.title.clone(),
        on: on.to_string(),
        known_by: known_by.map(|day| day.to_string()),
        acts: audit.acts,
        instrument_sha256: sha256.to_owned(),
        head: head.map(|head| hex(head)),
        findings: audit.findings.iter().map(finding).collect(),
        corrections: audit.corrections.iter().map(correction).collect(),
        unreconciled: audit.changes(),
        withheld: audit.withheld,
    }
}

fn kind(finding: &Finding) -> (&'static str, Vec<u64>) {
    let all = |acts: &[u32]| acts.iter().copied().map(u64::from).collect();
    let two = |acts: (u32, u32)| vec![u64::from(acts.0), u64::from(acts.1)];
    match finding {
        Finding::Chain { act, .. } => ("chain", vec![*act]),
        Finding::Unreadable { act, .. } => ("unreadable", vec![*act]),
        Finding::Refused { act, .. } => ("refused", vec![u64::from(*act)]),
        Finding::Breakdown { acts, .. } => ("breakdown", all(acts)),
        Finding::Outgrown { acts, .. } => ("outgrown", all(acts)),
        Finding::Reconcile { act, .. } => ("reconcile", vec![u64::from(*act)]),
        Finding::BelowZero { act, .. } => ("below-zero", vec![u64::from(*act)]),
        Finding::WithoutBase { act, .. } => ("without-base", vec![u64::from(*act)]),
        Finding::TooLate { act, corrects, .. } => ("too-late", two((*corrects, *act))),
        Finding::Unheeded(unheeded) => ("unheeded", vec![u64::from(unheeded.act)]),
        Finding::Twice { acts, .. } => ("declared-twice", two(*acts)),
        Finding::DoubleCounted { acts, .. } => ("counted-twice", two(*acts)),
        Finding::Repeated { acts, .. } => ("listed-twice", two(*acts)),
        Finding::UnnotifiedMove { acts, .. } => ("unnotified-move", two(*acts)),
        Finding::ImpossibleMove { act, before, .. } => ("impossible-move", two((*before, *act))),
        Finding::Duty(under) => {
            ("duty", all(&under.what.raised.into_iter().chain(under.what.act).collect::<Vec<_>>()))
        }
        Finding::Vain(under) => ("without-effect", vec![u64::from(under.what.act)]),
        Finding::Overused(under) => ("quota", all(&under.what.acts)),
        Finding::OverusedPair(overuse) => ("quota-pair", all(&overuse.acts)),
        Finding::Idle(under) => ("unallotted", vec![u64::from(under.what.act)]),
        Finding::Excess(under) => ("excess", vec![u64::from(under.what.act)]),
        Finding::Transfer { act, .. } => ("transfer", vec![u64::from(*act)]),
    }
}
