//! What holds on a day: limits with their margins, duties, quotas, the term.

use detente_instrument::model::{Confidence, Field, Instrument};
use detente_instrument::period::Date;
use detente_instrument::waiting::Clause;
use detente_keep::act::About;
use detente_keep::duties::{Occasion, State};
use detente_keep::limits::{LimitState, Standing, Step};
use detente_keep::status::{Dispute, Noted, Question, Shown, Status};

use super::words;
use crate::document::{Caption, Document, Table};

/// What holds on a day, in words.
#[must_use]
pub fn status(
    instrument: &Instrument,
    question: Question,
    known_by: Option<Date>,
    status: &Status,
) -> Document {
    let mut document = Document::default();
    let as_of = as_of(question.on, known_by);
    document.heading(1, format!("{}: status", instrument.title));
    document.text(format!("As of {as_of}."));
    if let Some(summary) = &instrument.summary {
        document.text(summary.trim());
    }
    if let Some(viewer) = question.viewer.and_then(|viewer| instrument.parties.get(viewer)) {
        document.text(format!("For the eyes of {}: what it may not see is withheld.", viewer.name));
    }
    term(&mut document, instrument, status);
    events(&mut document, instrument, status);
    limits(&mut document, instrument, status, &as_of);
    duties(&mut document, instrument, status, &as_of);
    quotas(&mut document, instrument, status, &as_of);
    disputed(&mut document, instrument, status);
    confidentiality(&mut document, instrument);
    if !instrument.leaves_out.is_empty() {
        document.heading(2, "What is left out");
        document.list(instrument.leaves_out.iter().cloned());
    }
    document
}

/// Who may see what, and for what purpose.
fn confidentiality(document: &mut Document, instrument: &Instrument) {
    if instrument.confidentiality.is_empty() {
        return;
    }
    document.heading(2, "Confidentiality");
    let clause = |clause: &Confidence| {
        let named = clause.fields.iter().filter_map(|field| Field::WORDS.iter().find(|(_, of)| of == field));
        let fields: Vec<&str> = named.map(|(word, _)| *word).collect();
        let things: Vec<&str> = clause
            .things
            .iter()
            .filter_map(|thing| instrument.things.get(*thing))
            .map(|thing| thing.title.as_str())
            .collect();
        let things = if things.is_empty() { "everything".to_owned() } else { things.join(", ") };
        let seen = clause.may_see.as_ref().map(|parties| {
            let parties = parties.iter().filter_map(|party| instrument.parties.get(*party));
            parties.map(|party| party.name.as_str()).collect::<Vec<_>>().join(", ")
        });
        let seen = match seen {
            None => "anybody".to_owned(),
            Some(parties) if parties.is_empty() => "its owner alone".to_owned(),
            Some(parties) => format!("its owner and {parties}"),
        };
        let purpose = clause.purpose.as_ref().map_or_else(String::new, |purpose| format!("; {purpose}"));
        format!("{things}: {} seen by {seen}{purpose}{}", fields.join(", "), words::basis(&clause.ground))
    };
    document.list(instrument.confidentiality.iter().map(clause));
}

/// Every change of every number that a limit speaks of, with its margin.
#[must_use]
pub fn history(
    instrument: &Instrument,
    on: Date,
    known_by: Option<Date>,
    histories: &[(LimitKey, Vec<Step>)],
    withheld: usize,
) -> Document {
    let mut document = Document::default();
    document.heading(1, format!("{}: history", instrument.title));
    for ((limit, subject, reading), steps) in histories {
        let Some(text) = instrument.limits.get(*limit) else { continue };
        let caption = Caption {
            title: format!("{}, {}", text.title, words::subject(instrument, *subject)),
            as_of: as_of(on, known_by),
            basis: words::reading(instrument, *reading),
        };
        let mut table = Table::new(caption, &["Day", "#Number", "#Bound", "#Margin", "Standing"]);
        for step in steps {
            let bound = match step.to_come {
                Some(bound) => format!("({bound})"),
                None => bound(step.at_least, step.at_most),
            };
            table.row([
                step.on.to_string(),
                words::tally(&step.tally),
                bound,
                margin(&step.standing),
                standing(&step.standing),
            ]);
        }
        document.table(table);
    }
    if withheld > 0 {
        document.text(words::withheld_numbers(withheld));
    }
    document.text("A bound in brackets did not bind yet on that day: a number above it is no breach.");
    document
}

/// Which limit, of whom, under which reading.
pub type LimitKey = (usize, detente_instrument::scope::Subject, Option<usize>);

pub(super) fn as_of(on: Date, known_by: Option<Date>) -> String {
    known_by.map_or_else(|| on.to_string(), |known| format!("{on}, as known on {known}"))
}

fn margin(standing: &Standing) -> String {
    match standing {
        Standing::Within { above: Some(above), .. } => above.to_string(),
        Standing::Within { below: Some(below), .. } => below.to_string(),
        Standing::Beyond { by, .. } => format!("-{by}"),
        _ => "-".to_owned(),
    }
}

fn standing(standing: &Standing) -> String {
    match standing {
        Standing::NotBinding { begins: Some(day) } => format!("binds from {day}"),
        Standing::NotBinding { begins: None } => "has not begun to bind".to_owned(),
        Standing::Ended { since } => format!("ended on {since}"),
        Standing::Within { .. } => "within".to_owned(),
        Standing::Beyond { since, .. } => format!("beyond since {since}"),
        Standing::Open => "cannot be said".to_owned(),
    }
}

fn term(document: &mut Document, instrument: &Instrument, status: &Status) {
    document.heading(2, "Term");
    let term = &status.term;
    let mut lines = Vec::new();
    lines.push(match (instrument.in_force, term.in_force, term.expires) {
        (None, ..) => "Not in force: a draft.".to_owned(),
        (Some(day), true, Some(expires)) => {
            format!("In force since {day}; the first day after it is {expires}.")
        }
        (Some(day), true, None) => format!("In force since {day}, for an unlimited time."),
        (Some(day), false, _) if day > status.on => format!("In force from {day} on."),
        (Some(_), false, Some(expires)) => format!("Ended: the first day after it was {expires}."),
        (Some(_), false, None) => "Not in force.".to_owned(),
    });
    for extended in term.extensions.iter().filter(|extended| extended.after_end) {
        lines.push(format!(
            "All consented on {} to an extension to {}, when it had ended: what follows from that is not for its text to say.",
            extended.on, extended.until
        ));
    }
    if let Some(day) = term.deserted {
        lines.push(format!("From {day} on fewer than two parties are left, and nobody is bound."));
    }
    for extended in term.extensions.iter().filter(|extended| !extended.after_end) {
        let beyond = if extended.beyond_text {
            ", longer than the text provides for, and no further than that"
        } else {
            ""
        };
        lines.push(format!("Extended to {} by consent of all on {}{beyond}.", extended.until, extended.on));
    }
    for (until, parties) in &term.proposed {
        let names: Vec<_> = parties.iter().map(|party| words::party(instrument, *party)).collect();
        lines.push(format!("Extension to {until}: consent of {} alone.", names.join(", ")));
    }
    for leaving in &term.leaving {
        let party = words::party(instrument, leaving.party);
        lines.push(match leaving.out {
            Some(out) => {
                format!("{party} gave notice of withdrawal on {}; it is out on {out}.", leaving.notice)
            }
            None => format!(
                "{party} gave notice of withdrawal on {}, for which the text does not provide.",
                leaving.notice
            ),
        });
    }
    for suspended in &term.suspended {
        let party = words::party(instrument, suspended.party);
        let until = suspended.until.map_or_else(String::new, |until| format!(" until {until}"));
        let provided = if suspended.provided_for { "" } else { "; the text does not provide for it" };
        let note = suspended.note.as_ref().map_or_else(String::new, |note| format!(" ({note})"));
        lines.push(format!(
            "{party} says that it suspends its part from {}{until}{provided}{note}.",
            suspended.since
        ));
    }
    document.list(lines);
}

/// What happened outside, who says so, and what begins, changes or ends with it.
fn events(document: &mut Document, instrument: &Instrument, status: &Status) {
    if status.events.is_empty() {
        return;
    }
    document.heading(2, "Events");
    let line = |noted: &Noted| {
        let with = |clause: Clause| clause.events(instrument).contains(&noted.event);
        let limits = instrument.limits.iter().enumerate().filter(|(at, _)| with(Clause::Limit(*at)));
        let duties = instrument.duties.iter().enumerate().filter(|(at, _)| with(Clause::Duty(*at)));
        let quotas = instrument.quotas.iter().enumerate().filter(|(at, _)| with(Clause::Quota(*at)));
        let titles = limits.map(|(_, limit)| limit.title.as_str());
        let titles = titles.chain(duties.map(|(_, duty)| duty.title.as_str()));
        let titles: Vec<&str> = titles.chain(quotas.map(|(_, quota)| quota.title.as_str())).collect();
        let with = match titles[..] {
            [] => String::new(),
            _ => format!(" With it begin, change or end: {}.", titles.join("; ")),
        };
        let since =
            if noted.since == noted.on { String::new() } else { format!("; it counts from {}", noted.since) };
        format!(
            "{}: on {} on the word of {} (act {}){since}.{with}",
            words::event(instrument, noted.event),
            noted.on,
            words::party(instrument, noted.by),
            noted.act
        )
    };
    document.list(status.events.iter().map(line));
}

fn limits(document: &mut Document, instrument: &Instrument, status: &Status, as_of: &str) {
    if status.limits.is_empty() {
        return;
    }
    document.heading(2, "Limits");
    for reading in &status.readings {
        let caption = Caption {
            title: "Numbers and margins".to_owned(),
            as_of: as_of.to_owned(),
            basis: words::reading(instrument, *reading),
        };
        let columns = ["Limit", "Who", "#Number", "Declared", "#Bound", "#Margin", "Standing"];
        let mut table = Table::new(caption, &columns);
        let mut notes = Vec::new();
        for shown in &status.limits {
            match shown {
                Shown::State(state) if state.reading == *reading => {
                    table.row(limit_row(instrument, &status.events, state));
                    notes.extend(words::on_word_of(instrument, &state.tally));
                }
                Shown::Withheld { limit, subject, reading: of } if of == reading => {
                    let title = instrument.limits.get(*limit).map_or("", |limit| limit.title.as_str());
                    let who = words::subject(instrument, *subject);
                    table.row([title.to_owned(), who.to_owned(), "withheld".to_owned()]);
                }
                _ => {}
            }
        }
        document.table(table);
        notes.sort();
        notes.dedup();
        document.list(notes);
    }
    let meanings = instrument.things.iter().flat_map(|thing| {
        thing.means.iter().map(move |(reading, means)| {
            let of = words::reading_id(instrument, Some(*reading));
            format!("{}, as {of} has it: {means}", thing.title)
        })
    });
    document.list(meanings);
}

/// The bounds in force.
fn bound(at_least: Option<i64>, at_most: Option<i64>) -> String {
    match (at_least, at_most) {
        (Some(least), Some(most)) => format!("{least} to {most}"),
        (None, Some(most)) => most.to_string(),
        (Some(least), None) => format!("at least {least}"),
        (None, None) => "-".to_owned(),
    }
}

fn limit_row(instrument: &Instrument, events: &[Noted], state: &LimitState) -> Vec<String> {
    let text = instrument.limits.get(state.limit);
    let title = text.map_or_else(String::new, |limit| {
        let clause = limit.clause.as_ref().map_or_else(String::new, |clause| format!(", {clause}"));
        format!("{}{clause}{}", limit.title, words::basis(&limit.ground))
    });
    let mut standing = standing(&state.standing);
    if let (Some(first), false) = (state.first_breach, matches!(state.standing, Standing::Beyond { .. })) {
        standing.push_str(&format!("; first beyond on {first}"));
    }
    standing.push_str(&words::noted(instrument, events, Clause::Limit(state.limit)));
    vec![
        title,
        words::subject(instrument, state.subject).to_owned(),
        words::tally(&state.tally),
        state.tally.declared.map_or_else(|| "-".to_owned(), |day| day.to_string()),
        bound(state.at_least, state.at_most),
        margin(&state.standing),
        standing,
    ]
}

/// What became of an occasion, in words.
pub(super) fn state(occasion: &Occasion, on: Date) -> String {
    let verified = occasion.verified.map_or_else(String::new, |day| format!(", verified {day}"));
    match occasion.state {
        State::Met { on, late: false, .. } => format!("met {on}{verified}"),
        State::Met { on, late: true, .. } if occasion.suspended => {
            format!("met {on}, due while suspended{verified}")
        }
        State::Met { on, late: true, .. } => format!("met late, {on}{verified}"),
        State::NotProvided if occasion.suspended => "not provided, due while suspended".to_owned(),
        State::NotProvided => "not provided".to_owned(),
        State::Unknown => "unknown".to_owned(),
        State::Open if occasion.suspended => "nothing entered, due while suspended".to_owned(),
        State::Open if occasion.is_overdue(on) => "nothing entered, overdue".to_owned(),
        State::Open => "open".to_owned(),
    }
}

fn duties(document: &mut Document, instrument: &Instrument, status: &Status, as_of: &str) {
    if instrument.duties.is_empty() {
        return;
    }
    document.heading(2, "Duties");
    let caption = Caption {
        title: "Occasions open, late, not provided or unknown, and the last of each duty".to_owned(),
        as_of: as_of.to_owned(),
        basis: "by what was entered".to_owned(),
    };
    let mut table = Table::new(caption, &["Duty", "Who", "Arose", "Due", "State"]);
    for under in &status.duties {
        let occasion = &under.what;
        let Some(duty) = instrument.duties.get(occasion.duty) else { continue };
        let noted = words::noted(instrument, &status.events, Clause::Duty(occasion.duty));
        table.row([
            format!("{}{}{}{noted}", duty.title, words::basis(&duty.ground), words::under(instrument, under)),
            words::owed(instrument, occasion.duty, occasion.party),
            occasion.on.to_string(),
            occasion.due.map_or_else(|| "-".to_owned(), |day| day.to_string()),
            state(occasion, status.on),
        ]);
    }
    if status.duties.is_empty() {
        document.text("No occasion has arisen.");
    }
    document.table(table);
    let titles = status.duties_withheld.iter().filter_map(|duty| instrument.duties.get(*duty));
    let withheld: Vec<String> = titles.map(|duty| duty.title.clone()).collect();
    if !withheld.is_empty() {
        document.text(format!("Withheld: {}.", withheld.join("; ")));
    }
    let waiting = instrument.duties.iter().enumerate().filter(|(duty, _)| {
        let arose = status.duties.iter().any(|under| under.what.duty == *duty);
        !arose && !status.duties_withheld.contains(duty)
    });
    let waiting: Vec<String> = waiting.map(|(_, duty)| duty.title.clone()).collect();
    if !waiting.is_empty() {
        document.text(format!("Not arisen: {}.", waiting.join("; ")));
    }
    let broken = status.duties.iter().map(|under| &under.what);
    let broken = broken.filter(|each| each.is_overdue(status.on) || each.is_withheld());
    let mut follows: Vec<String> = broken
        .filter_map(|each| instrument.duties.get(each.duty))
        .filter_map(|duty| Some(format!("{}: {}", duty.title, duty.consequence.as_ref()?)))
        .collect();
    follows.dedup();
    document.list(follows);
}

fn quotas(document: &mut Document, instrument: &Instrument, status: &Status, as_of: &str) {
    if status.quotas.is_empty() && status.quotas_withheld.is_empty() {
        return;
    }
    document.heading(2, "Quotas");
    let caption = Caption {
        title: "What is left in the year".to_owned(),
        as_of: as_of.to_owned(),
        basis: "by the uses entered".to_owned(),
    };
    let columns = ["Quota", "Who", "Year from", "#Number", "#Used", "#Left"];
    let mut table = Table::new(caption, &columns);
    for under in &status.quotas {
        let state = &under.what;
        let Some(quota) = instrument.quotas.get(state.quota) else { continue };
        table.row([
            format!("{}{}{}", quota.title, words::basis(&quota.ground), words::under(instrument, under)),
            words::subject(instrument, state.subject).to_owned(),
            state.year.to_string(),
            state.number.to_string(),
            words::at_least(state.used, state.open),
            if state.open { format!("{} or less", state.left()) } else { state.left().to_string() },
        ]);
    }
    document.table(table);
    let titles = status.quotas_withheld.iter().filter_map(|quota| instrument.quotas.get(*quota));
    let withheld: Vec<String> = titles.map(|quota| quota.title.clone()).collect();
    if !withheld.is_empty() {
        document.text(format!("Withheld: {}.", withheld.join("; ")));
    }
    let used = status.pairs.iter().filter_map(|pair| {
        let quota = instrument.quotas.get(pair.quota)?;
        let (by, over) = (words::subject(instrument, pair.by), words::subject(instrument, pair.over));
        let used = words::at_least(pair.used, pair.open);
        Some(format!("{}: {by} over {over}: {used} of {} used", quota.title, pair.number))
    });
    document.list(used);
    let beyond = status.excesses.iter().map(|(reading, excess)| {
        let reading = words::reading_id(instrument, *reading);
        format!("{} (reading: {reading})", words::excess(instrument, excess))
    });
    document.list(beyond);
}

fn disputed(document: &mut Document, instrument: &Instrument, status: &Status) {
    if status.disputes.is_empty() && status.contradicted.is_empty() {
        return;
    }
    document.heading(2, "Disputed");
    let disputes = status.disputes.iter().map(|each| dispute(instrument, each));
    document.list(disputes);
    let contradicted = status.contradicted.iter().map(|each| {
        let since = if each.declared == each.stands.quantity {
            String::new()
        } else {
            format!(", {} with what was notified since", words::quantity(each.stands.quantity))
        };
        format!(
            "{}: declared {} on {}{since}; {} says {} on {}.",
            words::account(instrument, each.account),
            words::quantity(each.declared),
            each.stands.declared,
            words::party(instrument, each.by),
            words::quantity(each.seen.quantity),
            each.seen.declared
        )
    });
    document.list(contradicted);
}

/// A dispute with what was said to it, in words.
pub(crate) fn dispute(instrument: &Instrument, dispute: &Dispute) -> String {
    let act = &dispute.act;
    let about = match act.about {
        Some(About::Limit(at)) => instrument.limits.get(at as usize).map(|limit| limit.title.as_str()),
        Some(About::Quota(at)) => instrument.quotas.get(at as usize).map(|quota| quota.title.as_str()),
        Some(About::Duty(at)) => instrument.duties.get(at as usize).map(|duty| duty.title.as_str()),
        Some(About::Event(at)) => instrument.events.get(at as usize).map(|event| event.title.as_str()),
        None => act.thing.map(|thing| words::thing(instrument, thing)),
    };
    let of = act.of.map_or_else(String::new, |of| format!(" of {}", words::party(instrument, of)));
    let note = act.more.as_ref().and_then(|more| more.note.as_deref());
    let said = dispute.clarifications.iter().map(|act| {
        let note = act.more.as_ref().and_then(|more| more.note.as_deref()).unwrap_or("clarified");
        format!(" {} on {}: {note}.", words::party(instrument, act.by), act.on)
    });
    format!(
        "{} on {}{}{of}{}.{}",
        words::party(instrument, act.by),
        act.on,
        about.map_or_else(String::new, |about| format!(", {about}")),
        note.map_or_else(String::new, |note| format!(": {note}")),
        said.collect::<String>()
    )
}
