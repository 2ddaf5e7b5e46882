//! What comes when: deadlines, quota years, limits that begin and end, expiry,
//! exits after notice.

use std::fmt::Write as _;

use detente_instrument::model::Phase;
use detente_instrument::period::Date;
use detente_instrument::scope::Subject;
use detente_instrument::waiting::Clause;

use crate::book::Book;
use crate::duties::{self, Occasion};
use crate::onset::{Look, Place};
use crate::privacy::Eyes;
use crate::quotas;
use crate::status::readings;
use crate::term;
use crate::under::{Under, under};

/// Something that falls on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entry {
    /// The last day for a duty.
    Due(Occasion),
    /// A phase of a limit begins to bind.
    Binds {
        /// Position of the limit.
        limit: usize,
        /// Position of its phase.
        phase: usize,
        /// Whom.
        subject: Subject,
    },
    /// A limit ceases to bind.
    Ends {
        /// Position of the limit.
        limit: usize,
        /// Whom.
        subject: Subject,
    },
    /// A year of a quota begins.
    QuotaYear {
        /// Position of the quota.
        quota: usize,
    },
    /// The last day of the instrument, by which all may consent to an extension
    /// where one is provided for.
    LastDay {
        /// Whether the text provides for a further extension.
        extendable: bool,
    },
    /// A party is out after its notice of withdrawal.
    Out {
        /// Position of the party.
        party: u32,
    },
    /// The last day for a notice of withdrawal that takes effect before the
    /// instrument ends.
    LastNotice,
}

/// Everything between two days, both included, in order: as known at the end of
/// `from`, under one reading or under every one. What happens in between is not
/// taken as known, nor is what does not happen taken as missed.
#[must_use]
pub fn entries(book: &Book<'_>, reading: Option<usize>, from: Date, to: Date) -> Vec<(Date, Under<Entry>)> {
    let instrument = book.instrument();
    let readings = readings(instrument, reading);
    let looks: Vec<Look<'_, '_>> =
        readings.iter().map(|reading| Look::new(book, *reading, from).until(to)).collect();
    let look = |reading| looks.iter().find(|look| look.reading == reading);
    let of = |clause: Clause, each: &dyn Fn(&Look<'_, '_>) -> Vec<(Date, Entry)>| {
        under(instrument, clause, &readings, |reading| look(reading).map_or_else(Vec::new, each))
    };
    let mut found: Vec<Under<(Date, Entry)>> = Vec::new();
    for (duty, text) in instrument.duties.iter().enumerate() {
        for party in &text.by {
            found.extend(of(Clause::Duty(duty), &|look| {
                let occasions = duties::occasions(look, duty, *party).into_iter();
                occasions.filter_map(|each| Some((each.due?, Entry::Due(each)))).collect()
            }));
        }
    }
    for (limit, text) in instrument.limits.iter().enumerate() {
        for subject in text.each.iter().copied() {
            found.extend(of(Clause::Limit(limit), &|look| bindings(look, limit, subject)));
        }
    }
    let state = term::state(book, from);
    for (quota, text) in instrument.quotas.iter().enumerate() {
        found.extend(of(Clause::Quota(quota), &|look| {
            let mut years = Vec::new();
            let mut day = from;
            while let Some((start, next)) = quotas::year_of(text, instrument.in_force, day) {
                if start >= from && quotas::usable(look, quota, start) {
                    years.push((start, Entry::QuotaYear { quota }));
                }
                match next.filter(|next| *next <= to && *next > day) {
                    Some(next) => day = next,
                    None => break,
                }
            }
            years
        }));
    }
    let every = |day, entry| Under::every((day, entry));
    if let Some(expires) = state.expires.filter(|_| state.deserted != state.expires) {
        let natural = instrument.in_force.and_then(|day| instrument.term.lasts?.after(day, 1));
        let latest = natural.and_then(|end| instrument.term.extension?.after(end, 1));
        let extendable = latest.is_some_and(|latest| latest > expires);
        found.extend(expires.yesterday().ok().map(|day| every(day, Entry::LastDay { extendable })));
        let notice = instrument.term.withdrawal.and_then(|period| period.before(expires));
        found.extend(notice.map(|day| every(day, Entry::LastNotice)));
    }
    for leaving in &state.leaving {
        found.extend(leaving.out.map(|out| every(out, Entry::Out { party: leaving.party })));
    }
    let entry = |under: Under<(Date, Entry)>| {
        let (day, what) = under.what;
        (day, Under { what, readings: under.readings })
    };
    let mut found: Vec<_> = found.into_iter().map(entry).collect();
    found.retain(|(day, _)| (from..=to).contains(day));
    found.sort_by_key(|(day, _)| *day);
    found
}

/// When the phases of a limit begin for a subject and when its text ends it.
fn bindings(look: &Look<'_, '_>, limit: usize, subject: Subject) -> Vec<(Date, Entry)> {
    let Some(text) = look.book.instrument().limits.get(limit) else { return Vec::new() };
    let clause = Clause::Limit(limit);
    let end = text.until.as_ref();
    let end = end.and_then(|until| look.day(until, Some(subject), Place::later(clause)));
    let out = look.term().end_of(&look.book.instrument().members(subject));
    let begin = |(phase, text): (usize, &Phase)| {
        let place = if phase == 0 { Place::begins(clause) } else { Place::later(clause) };
        let day = look.day(&text.from, Some(subject), place)?;
        let binds = [end, out].into_iter().flatten().all(|end| day < end);
        binds.then_some((day, Entry::Binds { limit, phase, subject }))
    };
    let begins = text.phases.iter().enumerate().filter_map(begin);
    let ends = end.filter(|end| out.is_none_or(|out| *end <= out));
    begins.chain(ends.map(|day| (day, Entry::Ends { limit, subject }))).collect()
}

/// Whether somebody may see an entry: what its day waits for is not hidden.
#[must_use]
pub fn sees(book: &Book<'_>, eyes: Eyes<'_>, entry: &Entry) -> bool {
    match entry {
        Entry::Due(occasion) => eyes.see_duty(book, occasion.duty),
        Entry::Binds { limit, .. } | Entry::Ends { limit, .. } => eyes.see_times(book, *limit),
        Entry::QuotaYear { quota } => eyes.see_quota(book, *quota),
        Entry::LastDay { .. } | Entry::Out { .. } | Entry::LastNotice => true,
    }
}

/// A calendar in the format of RFC 5545: one all-day event for each day and
/// title. `stamp` is the day that it was made as of, `withheld` whether clauses
/// keep some entries from whoever asks.
#[must_use]
pub fn ics(title: &str, stamp: Date, events: &[(Date, String)], withheld: bool) -> String {
    let mut out = String::new();
    let mut line = |text: String| {
        out.push_str(&folded(&text));
        out.push_str("\r\n");
    };
    line("BEGIN:VCALENDAR".to_owned());
    line("VERSION:2.0".to_owned());
    line("PRODID:-//Detente//keep//EN".to_owned());
    line(format!("X-WR-CALNAME:{}", escaped(title)));
    if withheld {
        line("X-WR-CALDESC:What is withheld from whoever asks is left out.".to_owned());
    }
    for (at, (day, title)) in events.iter().enumerate() {
        line("BEGIN:VEVENT".to_owned());
        line(format!("UID:{}-{at}@detente.invalid", compact(*day)));
        line(format!("DTSTAMP:{}T000000Z", compact(stamp)));
        line(format!("DTSTART;VALUE=DATE:{}", compact(*day)));
        line(format!("SUMMARY:{}", escaped(title)));
        line("TRANSP:TRANSPARENT".to_owned());
        line("END:VEVENT".to_owned());
    }
    line("END:VCALENDAR".to_owned());
    out
}

fn compact(day: Date) -> String {
    let mut text = String::new();
    let _ = write!(text, "{:04}{:02}{:02}", day.year(), day.month(), day.day());
    text
}

/// Text of a value: RFC 5545, section 3.3.11.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for character in text.chars() {
        match character {
            '\\' | ';' | ',' => {
                out.push('\\');
                out.push(character);
            }
            '\n' => out.push_str("\\n"),
            other if other.is_control() => {}
            other => out.push(other),
        }
    }
    out
}

/// Lines of at most 75 octets: RFC 5545, section 3.1.
fn folded(line: &str) -> String {
    let mut out = String::new();
    let mut width = 0;
    for character in line.chars() {
        if width + character.len_utf8() > 75 {
            out.push_str("\r\n ");
            width = 1;
        }
        out.push(character);
        width += character.len_utf8();
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_are_folded_and_signs_escaped() {
        let day = jiff::civil::date(2026, 2, 5);
        let text = ics("Treaty; part one", day, &[(day, format!("{}, é", "x".repeat(80)))], true);
        assert!(text.contains("X-WR-CALDESC:What is withheld"), "{text}");
        assert!(text.lines().all(|line| line.len() <= 75), "{text}");
        assert!(text.contains("X-WR-CALNAME:Treaty\\; part one\r\n"));
        assert!(text.replace("\r\n ", "").contains("x\\, é\r\n"));
        assert!(text.contains("DTSTART;VALUE=DATE:20260205\r\n"));
    }
}
