//! `keep status` as JSON.

use detente_instrument::model::Instrument;
use detente_instrument::period::Date;
use detente_instrument::waiting::Clause;
use detente_keep::act::Act;
use detente_keep::duties::{Occasion, State};
use detente_keep::limits::{LimitState, Standing};
use detente_keep::status::{Contradicted, Dispute, Noted, Shown, Status};
use detente_keep::tally::{Missing, Why};
use detente_keep::term::TermState;
use detente_keep::under::Under;
use schemars::JsonSchema;
use serde::Serialize;

use crate::keep;

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
    /// Ids of quotas of which whoever asks may not see when they can be used.
    pub quotas_withheld: Vec<String>,
    /// Numbers between two subjects, in the year of the day.
    pub pairs: Vec<PairShape>,
    /// Uses that measured more than one use may.
    pub excesses: Vec<ExcessShape>,
    /// Extensions to which all or some have consented.
    pub extensions: Vec<ExtensionShape>,
    /// Notices of withdrawal.
    pub withdrawals: Vec<WithdrawalShape>,
    /// Suspensions.
    pub suspensions: Vec<SuspensionShape>,
    /// Events that were noted.
    pub events: Vec<EventShape>,
    /// Disputes that were raised.
    pub disputes: Vec<DisputeShape>,
    /// Numbers that another party contradicts.
    pub contradicted: Vec<ContradictedShape>,
}

/// How often one subject may use a quota over another.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct PairShape {
    /// Id of the quota.
    pub quota: String,
    /// Id of the party or group that uses it.
    pub by: String,
    /// Id of the party or group over which.
    pub over: String,
    /// The first day of the year.
    pub year: String,
    /// How often in the year.
    pub number: i64,
    /// How often it was used.
    pub used: i64,
    /// Whether the number of some use is not known: it was used that often or more.
    pub open: bool,
}

/// A use that measured more than one use may.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ExcessShape {
    /// Id of the quota.
    pub quota: String,
    /// Id of the reading under which it does; absent where the instrument has none.
    pub reading: Option<String>,
    /// Sequence number of the use.
    pub act: u32,
    /// What was measured.
    pub measure: String,
    /// What it measured.
    pub measured: i64,
    /// The most it may be.
    pub at_most: i64,
}

/// Consent to an extension.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ExtensionShape {
    /// The first day after it.
    pub until: String,
    /// Ids of those who consented; all of them where `agreed` is given.
    pub consents: Vec<String>,
    /// The day of the last consent, where all have given theirs.
    pub agreed: Option<String>,
    /// Whether that is longer than the text provides for.
    pub beyond_text: bool,
    /// Whether the last consent came when the instrument had ended.
    pub after_end: bool,
}

/// A notice of withdrawal.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct WithdrawalShape {
    /// Id of the party.
    pub party: String,
    /// The day from which on the notice counts: it was given and known.
    pub notice: String,
    /// The first day on which it is out; absent where the text provides for no withdrawal.
    pub out: Option<String>,
}

/// A suspension.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct SuspensionShape {
    /// Id of the party.
    pub party: String,
    /// Since when.
    pub since: String,
    /// Until when, where it has resumed.
    pub until: Option<String>,
    /// Whether the text provides for it.
    pub provided_for: bool,
    /// What the party said.
    pub note: Option<String>,
}

/// An event as the first whose word counts noted it.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct EventShape {
    /// Id of the event.
    pub event: String,
    /// Sequence number of the act that notes it.
    pub act: u32,
    /// Id of the party on whose word it rests.
    pub by: String,
    /// The day on which it happened, as that party says.
    pub on: String,
    /// The day from which on it counts: it had happened and was known.
    pub since: String,
    /// Ids of the limits, duties and quotas that begin, change or end with it.
    pub clauses: Vec<String>,
}

/// A dispute with what was said to it.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct DisputeShape {
    /// Its sequence number.
    pub act: u32,
    /// Id of the party that raised it.
    pub by: String,
    /// The day.
    pub on: String,
    /// Id of the party that it is about.
    pub of: Option<String>,
    /// What was said.
    pub note: Option<String>,
    /// What was said to it: who, when and what.
    pub clarifications: Vec<ClarificationShape>,
    /// In words.
    pub says: String,
}

/// What was said to a dispute.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ClarificationShape {
    /// Id of the party.
    pub by: String,
    /// The day.
    pub on: String,
    /// What it said.
    pub note: Option<String>,
}

/// A number that was declared, and what another party says that it saw.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ContradictedShape {
    /// Id of the party whose number it is.
    pub party: String,
    /// Id of the thing.
    pub thing: String,
    /// Id of the zone.
    pub zone: Option<String>,
    /// Id of the status.
    pub status: Option<String>,
    /// What was declared: a number, `not provided` or `unknown`.
    pub declared: String,
    /// What that makes with what was notified since.
    pub stands: String,
    /// Id of the party that says otherwise.
    pub by: String,
    /// What it says.
    pub seen: String,
    /// The day of which it says so.
    pub on: String,
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
    /// Why, such as `not-provided`, `unknown`, `nothing-entered` or `outgrown`.
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
    /// `met`, `late`, `not-provided`, `unknown`, `open`, `suspended` or `overdue`.
    pub state: String,
    /// The day on which it was met.
    pub met: Option<String>,
    /// Sequence number of the act that its state rests on.
    pub act: Option<u32>,
    /// The day on which another party verified it.
    pub verified: Option<String>,
    /// Ids of the readings under which it is so; empty for every one that is shown.
    pub readings: Vec<String>,
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
    /// Whether the number of some use or transfer is not known: it was used that often or more.
    pub open: bool,
    /// How often it can still be used.
    pub left: i64,
    /// Ids of the readings under which it is so; empty for every one that is shown.
    pub readings: Vec<String>,
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
            .map(|under| {
                let state = &under.what;
                QuotaShape {
                    quota: quota(instrument, state.quota),
                    subject: instrument.subject_id(state.subject).to_owned(),
                    year: state.year.to_string(),
                    number: state.number,
                    used: state.used,
                    open: state.open,
                    left: state.left(),
                    readings: ids(instrument, &under.readings),
                }
            })
            .collect(),
        quotas_withheld: status.quotas_withheld.iter().map(|at| quota(instrument, *at)).collect(),
        pairs: status
            .pairs
            .iter()
            .map(|pair| PairShape {
                quota: quota(instrument, pair.quota),
                by: instrument.subject_id(pair.by).to_owned(),
                over: instrument.subject_id(pair.over).to_owned(),
                year: pair.year.to_string(),
                number: pair.number,
                used: pair.used,
                open: pair.open,
            })
            .collect(),
        excesses: status
            .excesses
            .iter()
            .filter_map(|(of, excess)| {
                let bound = instrument.quotas.get(excess.quota)?.per_use.get(excess.bound)?;
                Some(ExcessShape {
                    quota: quota(instrument, excess.quota),
                    reading: reading(instrument, *of),
                    act: excess.act,
                    measure: bound.measure.clone(),
                    measured: excess.measured,
                    at_most: bound.at_most,
                })
            })
            .collect(),
        extensions: extensions(instrument, &status.term),
        withdrawals: status
            .term
            .leaving
            .iter()
            .map(|leaving| WithdrawalShape {
                party: party(instrument, leaving.party),
                notice: leaving.notice.to_string(),
                out: leaving.out.map(|day| day.to_string()),
            })
            .collect(),
        suspensions: status
            .term
            .suspended
            .iter()
            .map(|suspended| SuspensionShape {
                party: party(instrument, suspended.party),
                since: suspended.since.to_string(),
                until: suspended.until.map(|day| day.to_string()),
                provided_for: suspended.provided_for,
                note: suspended.note.clone(),
            })
            .collect(),
        events: status.events.iter().map(|noted| event(instrument, noted)).collect(),
        disputes: status.disputes.iter().map(|each| dispute(instrument, each)).collect(),
        contradicted: status.contradicted.iter().map(|each| contradicted(instrument, each)).collect(),
    }
}

fn party(instrument: &Instrument, party: u32) -> String {
    instrument.parties.get(party as usize).map_or_else(String::new, |party| party.id.clone())
}

fn quota(instrument: &Instrument, quota: usize) -> String {
    instrument.quotas.get(quota).map_or_else(String::new, |quota| quota.id.clone())
}

pub(super) fn ids(instrument: &Instrument, readings: &[usize]) -> Vec<String> {
    readings.iter().filter_map(|at| reading(instrument, Some(*at))).collect()
}

fn extensions(instrument: &Instrument, term: &TermState) -> Vec<ExtensionShape> {
    let agreed = term.extensions.iter().map(|extended| ExtensionShape {
        until: extended.until.to_string(),
        consents: instrument.parties.iter().map(|party| party.id.clone()).collect(),
        agreed: Some(extended.on.to_string()),
        beyond_text: extended.beyond_text,
        after_end: extended.after_end,
    });
    let proposed = term.proposed.iter().map(|(until, parties)| ExtensionShape {
        until: until.to_string(),
        consents: parties.iter().map(|each| party(instrument, *each)).collect(),
        agreed: None,
        beyond_text: false,
        after_end: false,
    });
    agreed.chain(proposed).collect()
}

fn event(instrument: &Instrument, noted: &Noted) -> EventShape {
    let with = |clause: Clause| clause.events(instrument).contains(&noted.event);
    let limits = instrument.limits.iter().enumerate().filter(|(at, _)| with(Clause::Limit(*at)));
    let duties = instrument.duties.iter().enumerate().filter(|(at, _)| with(Clause::Duty(*at)));
    let quotas = instrument.quotas.iter().enumerate().filter(|(at, _)| with(Clause::Quota(*at)));
    let ids = limits.map(|(_, limit)| limit.id.clone());
    let ids = ids.chain(duties.map(|(_, duty)| duty.id.clone()));
    EventShape {
        event: instrument.events.get(noted.event).map_or_else(String::new, |event| event.id.clone()),
        act: noted.act,
        by: party(instrument, noted.by),
        on: noted.on.to_string(),
        since: noted.since.to_string(),
        clauses: ids.chain(quotas.map(|(_, quota)| quota.id.clone())).collect(),
    }
}

fn dispute(instrument: &Instrument, dispute: &Dispute) -> DisputeShape {
    let note = |act: &Act| act.more.as_ref().and_then(|more| more.note.clone());
    let clarification = |act: &Act| ClarificationShape {
        by: party(instrument, act.by),
        on: act.on.to_string(),
        note: note(act),
    };
    DisputeShape {
        act: dispute.sequence,
        by: party(instrument, dispute.act.by),
        on: dispute.act.on.to_string(),
        of: dispute.act.of.map(|of| party(instrument, of)),
        note: note(&dispute.act),
        clarifications: dispute.clarifications.iter().map(clarification).collect(),
        says: keep::dispute(instrument, dispute),
    }
}

fn contradicted(instrument: &Instrument, each: &Contradicted) -> ContradictedShape {
    let account = each.account;
    let thing = instrument.things.get(account.thing as usize);
    let zone = account.zone.and_then(|zone| instrument.zones.get(zone as usize));
    let status = account.status.and_then(|status| instrument.statuses.get(status as usize));
    ContradictedShape {
        party: party(instrument, account.party),
        thing: thing.map_or_else(String::new, |thing| thing.id.clone()),
        zone: zone.map(|zone| zone.id.clone()),
        status: status.map(|status| status.id.clone()),
        declared: keep::quantity(each.declared),
        stands: keep::quantity(each.stands.quantity),
        by: party(instrument, each.by),
        seen: keep::quantity(each.seen.quantity),
        on: each.seen.declared.to_string(),
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
        Why::ChangesAlone => "changes-alone",
        Why::Undetermined => "undetermined",
        Why::Disagreement => "disagreement",
        Why::Elsewhere => "elsewhere",
        Why::Impossible => "impossible",
        Why::Outgrown => "outgrown",
    };
    let party = instrument.parties.get(missing.party as usize);
    let thing = instrument.things.get(missing.thing as usize);
    MissingShape {
        party: party.map_or_else(String::new, |party| party.id.clone()),
        thing: thing.map_or_else(String::new, |thing| thing.id.clone()),
        why: why.to_owned(),
    }
}

fn occasion(instrument: &Instrument, on: Date, under: &Under<Occasion>) -> OccasionShape {
    let occasion = &under.what;
    let duty = instrument.duties.get(occasion.duty);
    let party = instrument.parties.get(occasion.party);
    let (state, met) = match occasion.state {
        State::Met { on, late, .. } => {
            (if late && !occasion.suspended { "late" } else { "met" }, Some(on.to_string()))
        }
        State::NotProvided => ("not-provided", None),
        State::Unknown => ("unknown", None),
        State::Open if occasion.suspended => ("suspended", None),
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
        act: occasion.act,
        verified: occasion.verified.map(|day| day.to_string()),
        readings: ids(instrument, &under.readings),
    }
}
