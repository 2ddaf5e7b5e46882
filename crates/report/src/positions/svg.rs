//! The timeline as a drawing: for each party and issue a line a statement, from
//! the first day on which it may have been said to the day on which it no longer
//! stood.
//!
//! Whose word a statement is shows in the form of its bar, never in colour alone.

use std::fmt::Write as _;

use detente_case::date::Date;

use crate::figure::{day_number, day_of, escaped};
use crate::json::positions::{TimelineShape, TurnShape};

const WIDTH: i64 = 960;
const LEFT: i64 = 210;
const RIGHT: i64 = 24;
const TOP: i64 = 86;
const LINE: i64 = 20;
const BAR: i64 = 12;
/// Width of a character of the small text, at most.
const CHARACTER: i64 = 6;
/// Marks of the axis, at most.
const MARKS: i64 = 12;
const STYLE: &str = "<style>\n\
    svg { color: #1b1b1b; background: #ffffff; } text { fill: currentColor; }\n\
    .rule { stroke: currentColor; stroke-opacity: 0.25; } .end { stroke: currentColor; stroke-width: 2; }\n\
    .own { fill: #7a97b8; stroke: #7a97b8; } .reported { fill: #7a97b8; fill-opacity: 0.35; stroke: #7a97b8; }\n\
    .attributed { fill: none; stroke: #7a97b8; stroke-dasharray: 4 2; }\n\
    @media (prefers-color-scheme: dark) { svg { color: #ededed; background: #161616; } }\n\
    </style>\n";
/// How the bars differ, in order of evidence.
const LEVELS: [&str; 3] = ["own", "reported", "attributed"];

/// Draws the timeline.
#[must_use]
pub fn svg(shape: &TimelineShape) -> String {
    let axis = Axis::of(shape);
    let lines: usize = shape.rows.iter().map(|row| row.turns.len() + 1).sum();
    let bottom = TOP + LINE * i64::try_from(lines).unwrap_or(i64::MAX / LINE / 2);
    let height = bottom + 36;
    let title = escaped(&format!("Positions over time: {}", shape.head.title));
    let known = shape.head.known_by.as_ref();
    let known = known.map_or_else(|| "as known now".to_owned(), |day| format!("as known by {day}"));
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height}\" width=\"{WIDTH}\" \
         height=\"{height}\" role=\"img\" font-family=\"sans-serif\" font-size=\"11\">\n\
         <title>{title}</title>\n{STYLE}\
         <text x=\"16\" y=\"26\" font-size=\"16\">{title}</text>\n\
         <text x=\"16\" y=\"46\">{}</text>\n",
        escaped(&format!("{known}; statements as coded; what stands follows the rules of the record")),
    );
    legend(&mut out);
    if shape.rows.is_empty() {
        let _ =
            writeln!(out, "<text x=\"16\" y=\"{TOP}\">No statement answers to what was asked for.</text>");
    }
    axis.draw(&mut out, bottom);
    let mut y = TOP;
    for row in &shape.rows {
        let issue = row.issue.as_deref().unwrap_or("no issue named");
        let heading = escaped(&format!("{}: {issue}", row.party));
        let _ = writeln!(out, "<text x=\"16\" y=\"{}\" font-weight=\"bold\">{heading}</text>", y + 14);
        y += LINE;
        for turn in &row.turns {
            bar(&mut out, &axis, turn, y);
            y += LINE;
        }
    }
    out.push_str("</svg>\n");
    out
}

fn legend(out: &mut String) {
    let mut x = 16;
    for level in LEVELS {
        let _ = writeln!(
            out,
            "<rect x=\"{x}\" y=\"56\" width=\"28\" height=\"{BAR}\" class=\"{level}\"/><text x=\"{}\" y=\"66\">{level}</text>",
            x + 34
        );
        x += 120;
    }
    let _ = writeln!(
        out,
        "<path d=\"M{} 54 v16\" class=\"end\"/><text x=\"{}\" y=\"66\">no longer stood</text>\n\
         <circle cx=\"{}\" cy=\"62\" r=\"3\" fill=\"currentColor\"/><text x=\"{}\" y=\"66\">became known later</text>",
        x + 10,
        x + 18,
        x + 140,
        x + 150
    );
}

fn bar(out: &mut String, axis: &Axis, turn: &TurnShape, y: i64) {
    let said = &turn.said;
    let day = |text: &Option<String>| text.as_deref().and_then(|text| text.parse::<Date>().ok());
    let open = turn.from.is_none();
    let from = day(&turn.from).map_or(LEFT, |day| axis.x(day_number(day)));
    let ended = day(&turn.ended).map(|day| axis.x(day_number(day)));
    let to = ended.unwrap_or(WIDTH - RIGHT).max(from + 2);
    let level = LEVELS.iter().find(|level| **level == said.level).unwrap_or(&"attributed");
    let until = match (&turn.ended, &turn.because) {
        (Some(day), Some(why)) => format!(" until {day}: {why}"),
        _ => ", still".to_owned(),
    };
    let since = turn.from.as_deref().unwrap_or("an open day");
    let whole = format!(
        "{} ({}, {}): {}. {}. From {since}{until}.",
        said.statement, said.said, said.level, said.says, said.chain
    );
    let _ = writeln!(
        out,
        "<g><title>{}</title>\n<text x=\"{}\" y=\"{}\" text-anchor=\"end\">{}</text>",
        escaped(&whole),
        LEFT - 8,
        y + 11,
        escaped(&shortened(&said.statement, (LEFT - 24) / CHARACTER))
    );
    let _ = writeln!(
        out,
        "<rect x=\"{from}\" y=\"{}\" width=\"{}\" height=\"{BAR}\" class=\"{level}\"/>",
        y + 2,
        to - from
    );
    if open {
        let _ = writeln!(out, "<text x=\"{}\" y=\"{}\">\u{2026}</text>", from + 2, y + 11);
    }
    if let Some(x) = ended {
        let _ = writeln!(out, "<path d=\"M{x} {y} v{}\" class=\"end\"/>", BAR + 4);
    }
    if let Some(day) = day(&turn.known) {
        let (x, y) = (axis.x(day_number(day)), y + 2 + BAR / 2);
        let _ = writeln!(out, "<circle cx=\"{x}\" cy=\"{y}\" r=\"3\" fill=\"currentColor\"/>");
    }
    // What it says stands where there is more room.
    let (right, left) = (WIDTH - RIGHT - from, from - LEFT);
    let (x, anchor, room) =
        if right >= left { (from + 16, "start", right - 16) } else { (from - 6, "end", left - 6) };
    let words = escaped(&shortened(&said.says, room / CHARACTER));
    let _ = writeln!(out, "<text x=\"{x}\" y=\"{}\" text-anchor=\"{anchor}\">{words}</text></g>", y + 11);
}

fn shortened(text: &str, most: i64) -> String {
    let most = usize::try_from(most).unwrap_or(0).max(1);
    if text.chars().count() <= most {
        return text.to_owned();
    }
    text.chars().take(most - 1).chain(['\u{2026}']).collect()
}

/// Days from left to right.
struct Axis {
    first: i64,
    last: i64,
}

impl Axis {
    fn of(shape: &TimelineShape) -> Self {
        let turns = shape.rows.iter().flat_map(|row| &row.turns);
        let days = turns.flat_map(|turn| [&turn.from, &turn.known, &turn.ended]);
        let days: Vec<i64> =
            days.filter_map(|day| day.as_deref()?.parse::<Date>().ok()).map(day_number).collect();
        let first = days.iter().copied().min().unwrap_or(0);
        let last = days.iter().copied().max().unwrap_or(first);
        // Room to see that a bar goes on.
        let margin = ((last - first) / 20).max(7);
        Self { first: first - margin, last: last + margin }
    }

    fn x(&self, day: i64) -> i64 {
        LEFT + (day - self.first) * (WIDTH - LEFT - RIGHT) / (self.last - self.first).max(1)
    }

    /// Months at most as far apart as leaves room for words; days where no two months are in it.
    fn marks(&self) -> Vec<(i64, String)> {
        let month_of = |day: i64| day * 4800 / 146_097;
        let (from, to) = (month_of(self.first), month_of(self.last) + 1);
        let every = [1, 3, 6, 12, 24, 60, 120, 600, 1200];
        let every = every.into_iter().find(|every| (to - from) / every < MARKS).unwrap_or(12_000);
        let months = (from..=to).filter(|month| month % every == 0).filter_map(|month| {
            let (year, month) = (1970 + month.div_euclid(12), month.rem_euclid(12) + 1);
            let day = Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, 1).ok()?;
            let label = if every < 12 { format!("{year}-{month:02}") } else { year.to_string() };
            Some((day_number(day), label))
        });
        let months: Vec<_> = months.filter(|(day, _)| (self.first..=self.last).contains(day)).collect();
        if months.len() > 1 {
            return months;
        }
        let every = ((self.last - self.first) / (MARKS / 2)).max(1);
        let days = (self.first..=self.last).filter(|day| (day - self.first) % every == every / 2);
        days.filter_map(|day| Some((day, day_of(day)?.to_string()))).collect()
    }

    fn draw(&self, out: &mut String, bottom: i64) {
        for (day, label) in self.marks() {
            let _ = writeln!(
                out,
                "<path d=\"M{0} {TOP} V{bottom}\" class=\"rule\"/><text x=\"{0}\" y=\"{1}\" text-anchor=\"middle\">{label}</text>",
                self.x(day),
                bottom + 16
            );
        }
    }
}
