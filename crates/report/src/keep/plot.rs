//! Numbers over time against their bounds, as SVG.
//!
//! One panel for each limit and reading. A number holds until the next act, so
//! lines are steps; where it is not provided or unknown there is a gap.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use detente_instrument::model::Instrument;
use detente_instrument::period::Date;
use detente_keep::limits::Step;

use super::status::LimitKey;
use super::words;
use crate::document::{Document, html as page};
use crate::figure::{day_number, escaped};

const WIDTH: i64 = 760;
const PANEL: i64 = 240;
const LEFT: i64 = 70;
const RIGHT: i64 = 170;
const TOP: i64 = 36;
const BOTTOM: i64 = 30;

/// Colours that colour-blind readers can tell apart (Okabe and Ito 2008), with
/// dashes beside them for print.
const STYLES: [(&str, &str); 6] = [
    ("#0072B2", ""),
    ("#D55E00", "6 3"),
    ("#009E73", "2 3"),
    ("#CC79A7", "8 3 2 3"),
    ("#56B4E9", "1 2"),
    ("#000000", "10 4"),
];

/// The histories of limits as one drawing, which says how many numbers are
/// withheld from whoever asks.
#[must_use]
pub fn svg(
    instrument: &Instrument,
    histories: &[(LimitKey, Vec<Step>)],
    to: Date,
    withheld: usize,
) -> String {
    // One panel for a limit under a reading, with a line for each scope.
    let mut panels = Vec::new();
    for history in histories {
        let ((limit, _, reading), _) = history;
        let known = panels.iter_mut().find(|((at, of), _): &&mut (_, Vec<_>)| at == limit && of == reading);
        match known {
            Some((_, lines)) => lines.push(history),
            None => panels.push(((*limit, *reading), vec![history])),
        }
    }
    let drawn = PANEL * i64::try_from(panels.len()).unwrap_or(1).max(1);
    let height = if withheld > 0 { drawn + BOTTOM } else { drawn };
    let mut out = String::new();
    let _ = writeln!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height}\" font-family=\"sans-serif\" font-size=\"11\">"
    );
    let _ = writeln!(out, "<title>{}</title>", escaped(&instrument.title));
    let _ = writeln!(out, "<rect width=\"{WIDTH}\" height=\"{height}\" fill=\"white\"/>");
    for (at, (shown, lines)) in (0..).zip(&panels) {
        panel(&mut out, instrument, PANEL * at, *shown, lines, to);
    }
    if withheld > 0 {
        let place = drawn + BOTTOM / 2;
        let text = words::withheld_numbers(withheld);
        let _ = writeln!(out, "<text x=\"{LEFT}\" y=\"{place}\">{text}</text>");
    }
    out.push_str("</svg>\n");
    out
}

/// The same on a page of its own.
#[must_use]
pub fn html(
    instrument: &Instrument,
    histories: &[(LimitKey, Vec<Step>)],
    to: Date,
    withheld: usize,
) -> String {
    let mut document = Document::default();
    document.heading(1, &instrument.title);
    document.figure(svg(instrument, histories, to, withheld));
    document.text(format!(
        "As of {to}. A line shows what was declared; a thin one, what is known at least; a gap, what was not provided or \
         is not known; grey lines are bounds, dashed where it is one below, dotted before it binds."
    ));
    page(&document)
}

fn panel(
    out: &mut String,
    instrument: &Instrument,
    top: i64,
    (limit, reading): (usize, Option<usize>),
    lines: &[&(LimitKey, Vec<Step>)],
    to: Date,
) {
    let title = instrument.limits.get(limit).map_or("", |limit| limit.title.as_str());
    let steps = || lines.iter().flat_map(|(_, steps)| steps);
    let first = steps().map(|step| day_number(step.on)).min().unwrap_or_else(|| day_number(to));
    let last = day_number(to).max(first + 1);
    let tallest = steps()
        .flat_map(|step| [Some(step.tally.number), step.at_most, step.to_come, step.at_least])
        .flatten()
        .max();
    let most = tallest.unwrap_or(1).max(1) * 11 / 10 + 1;
    let x = |day: i64| LEFT + (day - first) * (WIDTH - LEFT - RIGHT) / (last - first);
    let y = |number: i64| {
        let room = i128::from(PANEL - TOP - BOTTOM);
        let up = i128::from(number.clamp(0, most)) * room / i128::from(most);
        top + PANEL - BOTTOM - i64::try_from(up).unwrap_or(0)
    };
    let heading = match reading {
        None => title.to_owned(),
        Some(_) => format!("{title}, reading {}", words::reading_id(instrument, reading)),
    };
    let _ = writeln!(
        out,
        "<text x=\"{LEFT}\" y=\"{}\" font-weight=\"bold\">{}</text>",
        top + 20,
        escaped(&heading)
    );
    let _ = writeln!(
        out,
        "<path d=\"M{LEFT} {} V{} H{}\" fill=\"none\" stroke=\"black\"/>",
        y(most),
        y(0),
        x(last)
    );
    for number in [0, most / 2, most] {
        let _ = writeln!(
            out,
            "<text x=\"{}\" y=\"{}\" text-anchor=\"end\">{number}</text>",
            LEFT - 6,
            y(number) + 4
        );
    }
    years(out, first, last, &x, y(0));
    // Subjects may be bound at different times: each bound is drawn once.
    let drawn: BTreeSet<String> = lines.iter().flat_map(|(_, steps)| bounds(steps, last, &x, &y)).collect();
    drawn.iter().for_each(|line| out.push_str(line));
    for (at, (((_, subject, _), steps), (colour, dash))) in
        lines.iter().zip(STYLES.iter().cycle()).enumerate()
    {
        let mut path = String::new();
        let ends = steps.iter().skip(1).map(|next| day_number(next.on)).chain([last]);
        let mut before: Option<i64> = None;
        for (step, end) in steps.iter().zip(ends) {
            let number = Some(step.tally.number).filter(|_| step.tally.is_complete());
            if number.is_none() && step.tally.known {
                // At least so many are known: thin, since there may be more.
                let _ = writeln!(
                    out,
                    "<path d=\"M{} {} H{}\" stroke=\"{colour}\" stroke-width=\"0.7\" stroke-dasharray=\"{dash}\"/>",
                    x(day_number(step.on)),
                    y(step.tally.number),
                    x(end)
                );
            }
            if let Some(number) = number {
                let join = if before.is_some() { 'L' } else { 'M' };
                let _ = write!(path, "{join}{} {} H{} ", x(day_number(step.on)), y(number), x(end));
            }
            before = number;
        }
        let _ = writeln!(
            out,
            "<path d=\"{}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\" stroke-dasharray=\"{dash}\"/>",
            path.trim_end()
        );
        let height = top + TOP + 16 * i64::try_from(at).unwrap_or(0);
        let _ = writeln!(
            out,
            "<path d=\"M{} {height} h24\" stroke=\"{colour}\" stroke-width=\"2\" stroke-dasharray=\"{dash}\"/><text x=\"{}\" y=\"{}\">{}</text>",
            WIDTH - RIGHT + 10,
            WIDTH - RIGHT + 40,
            height + 4,
            escaped(words::subject(instrument, *subject))
        );
    }
}

/// The bounds in force, and dotted the one to come.
fn bounds(steps: &[Step], last: i64, x: &dyn Fn(i64) -> i64, y: &dyn Fn(i64) -> i64) -> Vec<String> {
    let ends = steps.iter().skip(1).map(|next| day_number(next.on)).chain([last]);
    let lines = steps.iter().zip(ends).flat_map(|(step, end)| {
        let to_come = step.to_come.filter(|_| step.at_most.is_none());
        let bounds = [(step.at_most, ""), (to_come, "1 4"), (step.at_least, "4 2")];
        bounds.map(|(number, dash)| Some((number?, dash, day_number(step.on), end)))
    });
    // A bound that goes on is one line, whatever happened meanwhile.
    let mut whole: Vec<(i64, &str, i64, i64)> = Vec::new();
    for (number, dash, from, to) in lines.flatten() {
        match whole.iter_mut().find(|line| (line.0, line.1, line.3) == (number, dash, from)) {
            Some(line) => line.3 = to,
            None => whole.push((number, dash, from, to)),
        }
    }
    let line = |(number, dash, from, to): (i64, &str, i64, i64)| {
        format!(
            "<path d=\"M{} {} H{}\" stroke=\"#777777\" stroke-dasharray=\"{dash}\"/>\n",
            x(from),
            y(number),
            x(to)
        )
    };
    whole.into_iter().map(line).collect()
}

/// Some years under the axis.
fn years(out: &mut String, first: i64, last: i64, x: &dyn Fn(i64) -> i64, base: i64) {
    let year_of = |day: i64| 1970 + day * 400 / 146_097;
    let (from, to) = (year_of(first), year_of(last));
    let every = ((to - from) / 8).max(1);
    for year in (from..=to).filter(|year| (year - from) % every == 0) {
        let Some(day) = i16::try_from(year).ok().and_then(|year| Date::new(year, 1, 1).ok()) else {
            continue;
        };
        let at = day_number(day);
        if (first..=last).contains(&at) {
            let _ = writeln!(
                out,
                "<path d=\"M{0} {base} v5\" stroke=\"black\"/><text x=\"{0}\" y=\"{1}\" text-anchor=\"middle\">{year}</text>",
                x(at),
                base + 18
            );
        }
    }
}
