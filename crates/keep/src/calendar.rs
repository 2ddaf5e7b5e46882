//! What comes when: deadlines, quota years, limits that begin and end, expiry,
//! exits after notice.

use std::fmt::Write as _;

use detente_instrument::period::Date;
use detente_instrument::scope::Subject;

use crate::book::Book;
use crate::duties::{self, Occasion};
use crate::onset::Look;
use crate::privacy::Eyes;
use crate::quotas;
use crate::term;

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

/// Everything between two days, both included, in order; as known at the end
/// of `from`.
#[must_use]
pub fn entries(book: &Book<'_>, reading: Option<usize>, from: Date, to: Date) -> Vec<(Date, Entry)> {
    let instrument = book.instrument();
    let look = Look::new(book, reading, to);
    let mut found = Vec::new();
    for (duty, text) in instrument.duties.iter().enumerate() {
        for party in &text.by {
            let occasions = duties::of_duty(book, duty, *party, reading, to);
            found.extend(occasions.into_iter().filter_map(|each| Some((each.due?, Entry::Due(each)))));
        }
    }
    for (limit, text) in instrument.limits.iter().enumerate() {
        for subject in text.each.iter().copied() {
            for (phase, begin) in text.phases.iter().enumerate() {
                found.extend(
                    look.day(&begin.from, Some(subject))
                        .map(|day| (day, Entry::Binds { limit, phase, subject })),
                );
            }
            let end = text.until.as_ref().and_then(|until| look.end(limit, until, Some(subject)));
            found.extend(end.map(|day| (day, Entry::Ends { limit, subject })));
        }
    }
    let state = term::state(book, from);
    for (quota, text) in instrument.quotas.iter().enumerate() {
        let mut day = from;
        while let Some((start, Some(next))) = quotas::year_of(text, instrument.in_force, day) {
            if start >= from && state.expires.is_none_or(|expires| start < expires) {
                found.push((start, Entry::QuotaYear { quota }));
            }
            if next > to {
                break;
            }
            day = next;
        }
    }
    if let Some(expires) = state.expires {
        let natural = instrument.in_force.and_then(|day| instrument.term.lasts?.after(day, 1));
        let latest = natural.and_then(|end| instrument.term.extension?.after(end, 1));
        let extendable = latest.is_some_and(|latest| latest > expires);
        found.extend(expires.yesterday().ok().map(|day| (day, Entry::LastDay { extendable })));
        let notice = instrument.term.withdrawal.and_then(|period| period.before(expires));
        found.extend(notice.map(|day| (day, Entry::LastNotice)));
    }
    for leaving in &state.leaving {
        found.extend(leaving.out.map(|out| (out, Entry::Out { party: leaving.party })));
    }
    found.retain(|(day, _)| (from..=to).contains(day));
    found.sort_by_key(|(day, _)| *day);
    found
}

/// Whether somebody may see an entry: what its day waits for is not hidden.
#[must_use]
pub fn sees(book: &Book<'_>, eyes: Eyes<'_>, entry: &Entry) -> bool {
    match entry {
        Entry::Due(occasion) => eyes.see_duty(book, occasion.duty),
        Entry::Binds { limit, .. } | Entry::Ends { limit, .. } => eyes.see_times(book, *limit),
        Entry::QuotaYear { .. } | Entry::LastDay { .. } | Entry::Out { .. } | Entry::LastNotice => true,
    }
}

/// A calendar in the format of RFC 5545: one all-day event for each day and
/// title. `stamp` is the day that it was made as of.
#[must_use]
pub fn ics(title: &str, stamp: Date, events: &[(Date, String)]) -> String {
    let mut out = String::new();
    let mut line = |text: String| {
        out.push_str(&folded(&text));
        out.push_str("\r\n");
    };
    line("BEGIN:VCALENDAR".to_owned());
    line("VERSION:2.0".to_owned());
    line("PRODID:-//Detente//keep//EN".to_owned());
    line(format!("X-WR-CALNAME:{}", escaped(title)));
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
        let text = ics("Treaty; part one", day, &[(day, format!("{}, é", "x".repeat(80)))]);
        assert!(text.lines().all(|line| line.len() <= 75), "{text}");
        assert!(text.contains("X-WR-CALNAME:Treaty\\; part one\r\n"));
        assert!(text.replace("\r\n ", "").contains("x\\, é\r\n"));
        assert!(text.contains("DTSTART;VALUE=DATE:20260205\r\n"));
    }
}
