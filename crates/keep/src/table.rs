//! Tables of acts: comma-separated values with a header, into lines of the ledger.
//!
//! The columns are the keys of a line ([`crate::wire`]). The scanner is our own
//! because diagnostics point at cells: a library gives decoded fields without
//! their places. It reads what RFC 4180 has, with `\n` or `\r\n`.

use std::collections::BTreeMap;

use detente_case::date::{DateError, VagueDate};
use detente_instrument::period::Date;
use detente_syntax::diagnostic::Diagnostic;
use detente_syntax::span::{FileId, Span};
use detente_syntax::tables::findings::Findings;
use detente_syntax::tables::scalar::{shown, suggest};

use crate::act::{About, Act, ActKind, More, Quantity};
use crate::codes;
use crate::wire::{self, Ids, Kind};

/// Every column that is known; `by`, `on` are required, and `kind` where there
/// is no default.
pub const COLUMNS: [&str; 23] = [
    "kind", "by", "on", "known", "of", "thing", "zone", "to-zone", "status", "number", "unit", "limit",
    "quota", "duty", "event", "occasion", "until", "act", "item", "measure", "measured", "source", "note",
];

/// A cell with its place.
#[derive(Clone, Debug)]
struct Cell {
    text: String,
    span: Span,
}

/// Reads a table of acts. Where a row has no `kind` it is of the kind
/// `default`. The acts are fit for use only where `findings` has no error.
#[must_use]
pub fn read(
    findings: &Findings,
    ids: &Ids<'_>,
    default: Option<ActKind>,
    file: FileId,
    text: &str,
) -> Vec<Act> {
    let at = if text.starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK.len_utf8() } else { 0 };
    let mut rows = Rows { text, at, file };
    let Some(header) = rows.next_row(findings) else {
        findings.error(|| {
            Diagnostic::error(codes::BAD_HEADER, Span::new(file, 0, 0), "the table is empty")
                .help("begin it with a line of column names such as `on,by,thing,number`")
        });
        return Vec::new();
    };
    if !check_header(findings, &header, default) {
        return Vec::new();
    }
    let mut acts = Vec::new();
    let mut seen = BTreeMap::new();
    while let Some(row) = rows.next_row(findings) {
        let start = row.first().map_or(Span::new(file, 0, 0), |cell| cell.span);
        if row.len() != header.len() {
            let place = start;
            let (found, expected) = (row.len(), header.len());
            findings.error(|| {
                Diagnostic::error(
                    codes::BAD_ROW,
                    place,
                    format!("this row has {found} cells, the header {expected}"),
                )
                .help("put a cell that holds a comma between quotation marks")
            });
            continue;
        }
        let row = Row { findings, ids, header: &header, cells: &row, start };
        let Some(act) = row.act(default) else { continue };
        row.duplicate(&act, &mut seen);
        acts.push(act);
    }
    acts
}

fn check_header(findings: &Findings, header: &[Cell], default: Option<ActKind>) -> bool {
    let mut sound = true;
    for (at, cell) in header.iter().enumerate() {
        let twice = header.iter().take(at).any(|before| before.text == cell.text);
        if !COLUMNS.contains(&cell.text.as_str()) {
            sound = false;
            findings.error(|| {
                let message = format!("a table of acts has no column `{}`", shown(&cell.text));
                let diagnostic = Diagnostic::error(codes::BAD_HEADER, cell.span, message);
                suggest(diagnostic, &cell.text, cell.span, COLUMNS.into_iter())
                    .note(format!("known columns: {}", COLUMNS.join(", ")))
            });
        } else if twice {
            sound = false;
            findings.error(|| {
                Diagnostic::error(
                    codes::BAD_HEADER,
                    cell.span,
                    format!("the column `{}` stands twice", cell.text),
                )
            });
        }
    }
    let place = header.first().map(|cell| cell.span);
    let needed = ["by", "on"].into_iter().chain(default.is_none().then_some("kind"));
    for column in needed {
        if let Some(place) = place
            && !header.iter().any(|cell| cell.text == column)
        {
            sound = false;
            findings.error(|| {
                Diagnostic::error(codes::BAD_HEADER, place, format!("the table needs a column `{column}`"))
            });
        }
    }
    sound
}

/// What makes a figure the same as another.
type Key = (ActKind, u32, Date, Option<u32>, Option<u32>, Option<u32>, Option<u32>, Option<String>);

/// A row that is being read.
struct Row<'a, 'i> {
    findings: &'a Findings,
    ids: &'a Ids<'i>,
    header: &'a [Cell],
    cells: &'a [Cell],
    /// Where it begins.
    start: Span,
}

impl Row<'_, '_> {
    /// The cell of a column that says something.
    fn cell(&self, column: &str) -> Option<&Cell> {
        let at = self.header.iter().position(|cell| cell.text == column)?;
        self.cells.get(at).filter(|cell| !cell.text.is_empty())
    }

    fn place(&self) -> Span {
        let last = self.cells.last().map_or(self.start, |cell| cell.span);
        self.start.to(last)
    }

    fn error(&self, code: &'static str, span: Span, message: String) {
        self.findings.error(|| Diagnostic::error(code, span, message));
    }

    /// A cell that must say something.
    fn required(&self, column: &str) -> Option<&Cell> {
        let cell = self.cell(column);
        if cell.is_none() {
            let at = self.header.iter().position(|cell| cell.text == column);
            let place = at.and_then(|at| self.cells.get(at)).map_or_else(|| self.place(), |cell| cell.span);
            self.error(codes::EMPTY_CELL, place, format!("`{column}` must say something"));
        }
        cell
    }

    fn id(&self, column: &str, kind: Kind, code: &'static str) -> Result<Option<u32>, ()> {
        let Some(cell) = self.cell(column) else { return Ok(None) };
        if let Some(position) = self.ids.find(kind, &cell.text) {
            return Ok(Some(position));
        }
        self.findings.error(|| {
            let what = if matches!(column, "by" | "of") { "party" } else { column.trim_start_matches("to-") };
            let message = format!("the instrument has no {what} `{}`", shown(&cell.text));
            suggest(Diagnostic::error(code, cell.span, message), &cell.text, cell.span, self.ids.known(kind))
        });
        Err(())
    }

    fn date(&self, column: &str) -> Result<Option<Date>, ()> {
        let Some(cell) = self.cell(column) else { return Ok(None) };
        match wire::day(&cell.text) {
            Some(day) => Ok(Some(day)),
            None => {
                self.findings.error(|| match VagueDate::parse(&cell.text) {
                    Err(DateError::NoSuchDay) => {
                        Diagnostic::error("bad-date", cell.span, "there is no such day")
                    }
                    _ => Diagnostic::error("bad-date", cell.span, "expected one exact day")
                        .help("write it as `2020-11-25`"),
                });
                Err(())
            }
        }
    }

    fn whole(&self, column: &str) -> Result<Option<i64>, ()> {
        let Some(cell) = self.cell(column) else { return Ok(None) };
        wire::number(&cell.text).map(Some).ok_or_else(|| {
            self.error(codes::BAD_QUANTITY, cell.span, format!("expected a whole number in `{column}`"));
        })
    }

    fn text(&self, column: &str) -> Option<String> {
        self.cell(column).map(|cell| cell.text.clone())
    }

    /// The act of this row, or nothing after having said why.
    fn act(&self, default: Option<ActKind>) -> Option<Act> {
        let kind = match self.cell("kind") {
            Some(cell) => {
                let found = ActKind::WORDS.iter().find(|(word, _)| *word == cell.text);
                if found.is_none() {
                    self.findings.error(|| {
                        let message = format!("there is no act `{}`", shown(&cell.text));
                        let words = ActKind::WORDS.iter().map(|(word, _)| *word);
                        suggest(
                            Diagnostic::error(codes::UNKNOWN_ACT, cell.span, message),
                            &cell.text,
                            cell.span,
                            words,
                        )
                    });
                }
                found.map(|(_, kind)| *kind)
            }
            None => default.or_else(|| self.required("kind").and(None)),
        };
        let by = self.required("by").map(|_| self.id("by", Kind::Party, "unknown-party"));
        let on = self.required("on").map(|_| self.date("on"));
        let known = self.date("known");
        let of = self.id("of", Kind::Party, "unknown-party");
        let thing = self.id("thing", Kind::Thing, "unknown-thing");
        let zone = self.id("zone", Kind::Zone, "unknown-zone");
        let to_zone = self.id("to-zone", Kind::Zone, "unknown-zone");
        let status = self.id("status", Kind::Status, "unknown-status");
        let limit = self.id("limit", Kind::Limit, "unknown-limit");
        let quota = self.id("quota", Kind::Quota, "unknown-quota");
        let duty = self.id("duty", Kind::Duty, "unknown-duty");
        let event = self.id("event", Kind::Event, "unknown-event");
        let occasion = self.date("occasion");
        let until = self.date("until");
        let reference = self.reference();
        let measured = self.measured();
        let number = self.number(kind, thing.ok().flatten());
        let kind = kind?;
        let on = on?.ok()??;
        let about = [
            limit.ok()?.map(About::Limit),
            quota.ok()?.map(About::Quota),
            duty.ok()?.map(About::Duty),
            event.ok()?.map(About::Event),
        ];
        if about.iter().flatten().count() > 1 {
            let message = "an act is about one limit, quota, duty or event at most".to_owned();
            self.error(codes::INCOMPLETE_ACT, self.place(), message);
            return None;
        }
        let more = More {
            occasion: occasion.ok()?,
            until: until.ok()?,
            act: reference.ok()?,
            item: self.text("item"),
            measures: measured.ok()?.into_iter().collect(),
            source: self.text("source"),
            note: self.text("note"),
        };
        let act = Act {
            kind,
            by: by?.ok()??,
            on,
            known: known.ok()?.unwrap_or(on),
            of: of.ok()?,
            thing: thing.ok()?,
            zone: zone.ok()?,
            to_zone: to_zone.ok()?,
            status: status.ok()?,
            number: number.ok()?,
            about: about.into_iter().flatten().next(),
            more: (more != More::default()).then(|| Box::new(more)),
        };
        (self.complete(&act) && self.plain(&act) && self.fits(&act)).then_some(act)
    }

    /// Whether the line of an act is short enough for a ledger. It is written
    /// only where the row is so long that it might not be: JSON has six bytes at
    /// most for one of a text, and the names of keys take less than half a line.
    fn fits(&self, act: &Act) -> bool {
        let length = self.cells.iter().map(|cell| cell.text.len()).sum::<usize>();
        if length < wire::MAX_LINE / 12 {
            return true;
        }
        let bytes = wire::write(self.ids, act).len();
        if bytes <= wire::MAX_LINE {
            return true;
        }
        let longest = self.cells.iter().rev().max_by_key(|cell| cell.text.len());
        let place = longest.map_or(self.start, |cell| cell.span);
        self.findings.error(|| {
            let message = format!("the act would take {bytes} bytes; {} at most", wire::MAX_LINE);
            Diagnostic::error(codes::LONG_ACT, place, message)
                .help("shorten this cell, or name a document in `source`")
        });
        false
    }

    fn reference(&self) -> Result<Option<u32>, ()> {
        let Some(cell) = self.cell("act") else { return Ok(None) };
        cell.text.parse().map(Some).map_err(|_| {
            self.error(codes::BAD_QUANTITY, cell.span, "expected the number of an act".to_owned());
        })
    }

    fn measured(&self) -> Result<Option<(String, i64)>, ()> {
        let value = self.whole("measured")?;
        match (self.text("measure"), value) {
            (Some(measure), Some(value)) => Ok(Some((measure, value))),
            (None, None) => Ok(None),
            _ => {
                let message = "`measure` and `measured` belong together".to_owned();
                self.error(codes::EMPTY_CELL, self.place(), message);
                Err(())
            }
        }
    }

    fn number(&self, kind: Option<ActKind>, thing: Option<u32>) -> Result<Option<Quantity>, ()> {
        if let (Some(cell), Some(thing)) = (self.cell("unit"), thing) {
            let unit = self.ids.instrument().unit(thing as usize);
            if unit != Some(cell.text.as_str()) {
                let expected = unit.map_or_else(|| "no unit".to_owned(), |unit| format!("`{unit}`"));
                let message = format!("the thing is counted in {expected}, not in `{}`", shown(&cell.text));
                self.error(codes::WRONG_UNIT, cell.span, message);
                return Err(());
            }
        }
        let Some(cell) = self.cell("number") else { return Ok(None) };
        let Some(quantity) = wire::quantity(&cell.text) else {
            self.findings.error(|| {
                let message = format!("`{}` is no whole number of at most 12 digits", shown(&cell.text));
                Diagnostic::error(codes::BAD_QUANTITY, cell.span, message)
                    .help("write a number, `not provided` or `unknown`; nothing is not zero")
            });
            return Err(());
        };
        let below = matches!(quantity, Quantity::Number(number) if number < 0);
        // Of which kind a correction's first act is shows in the ledger.
        if below && !matches!(kind, Some(ActKind::Notification | ActKind::Correction)) {
            self.findings.error(|| {
                Diagnostic::error(codes::NEGATIVE_NUMBER, cell.span, "there cannot be fewer than none")
                    .help("a change downwards is a `notification`")
            });
            return Err(());
        }
        Ok(Some(quantity))
    }

    /// What a kind of act needs.
    fn complete(&self, act: &Act) -> bool {
        let mut missing = act.lacks();
        // Left out, it would be the day that the figure is of, and the correction
        // would have been known before it was made.
        if act.kind == ActKind::Correction && self.cell("known").is_none() {
            missing.push("known");
        }
        for column in &missing {
            let message = format!("{} needs `{column}`", a(act.kind));
            self.findings.error(|| {
                let error = Diagnostic::error(codes::EMPTY_CELL, self.place(), message);
                match *column {
                    "known" => error.help(
                        "`known` is the day of the correction; `on` is the day that the corrected figure is of",
                    ),
                    _ => error,
                }
            });
        }
        missing.is_empty()
    }

    /// Whether it says nothing that its kind of act does not say.
    fn plain(&self, act: &Act) -> bool {
        let idle = act.idle();
        for column in &idle {
            let place = self.cell(column).map_or_else(|| self.place(), |cell| cell.span);
            self.findings.error(|| {
                let message = format!("{} says nothing in `{column}`", a(act.kind));
                let error = Diagnostic::error(codes::IDLE_CELL, place, message);
                match *column {
                    "of" => error.help("what a party says of another is an `observation`"),
                    "to-zone" => error.help("a move is a `notification`"),
                    _ => error.help("leave the cell empty, or say it in `note`"),
                }
            });
        }
        if act.is_to_itself() {
            let column = if act.to_zone.is_some() { "to-zone" } else { "of" };
            let place = self.cell(column).map_or_else(|| self.place(), |cell| cell.span);
            let message = match act.kind {
                ActKind::Notification => "nothing moves to where it is".to_owned(),
                kind => format!("{} takes two parties", a(kind)),
            };
            self.error(codes::SELF_ACT, place, message);
            return false;
        }
        idle.is_empty()
    }

    fn duplicate(&self, act: &Act, seen: &mut BTreeMap<Key, Span>) {
        if !matches!(act.kind, ActKind::Declaration | ActKind::Observation) || act.thing.is_none() {
            return;
        }
        let item = act.item().map(str::to_owned);
        let key = (act.kind, act.by, act.on, act.of, act.thing, act.zone, act.status, item);
        let place = self.place();
        if let Some(before) = seen.insert(key, place) {
            self.findings.error(|| {
                Diagnostic::error(codes::DUPLICATE_ROW, place, "this figure has been given already")
                    .related(before, "here")
                    .help("leave one of them out; what was declared before is corrected with a `correction`")
            });
        }
    }
}

/// The word of a kind of act with its article.
fn a(kind: ActKind) -> String {
    let word = kind.word();
    // "A use": it begins as "you" does.
    let vowel = kind != ActKind::Use && word.starts_with(['a', 'e', 'i', 'o', 'u']);
    format!("{} {word}", if vowel { "an" } else { "a" })
}

/// What spreadsheets write before a text in UTF-8.
const BYTE_ORDER_MARK: char = '\u{feff}';

/// Rows of a text.
struct Rows<'t> {
    text: &'t str,
    at: usize,
    file: FileId,
}

impl Rows<'_> {
    /// The next row that is not empty.
    fn next_row(&mut self, findings: &Findings) -> Option<Vec<Cell>> {
        while self.at < self.text.len() {
            let cells = self.row(findings);
            if cells.len() > 1 || cells.first().is_some_and(|cell| !cell.text.is_empty()) {
                return Some(cells);
            }
        }
        None
    }

    fn row(&mut self, findings: &Findings) -> Vec<Cell> {
        let mut cells = Vec::new();
        loop {
            let (cell, more) = self.cell(findings);
            cells.push(cell);
            if !more {
                return cells;
            }
        }
    }

    /// One cell, and whether another follows in the row.
    fn cell(&mut self, findings: &Findings) -> (Cell, bool) {
        let rest = self.text.get(self.at..).unwrap_or_default();
        if rest.starts_with('"') {
            return self.quoted(findings);
        }
        let length = rest.find([',', '\n']).unwrap_or(rest.len());
        let text = rest.get(..length).unwrap_or_default();
        let text = text.strip_suffix('\r').unwrap_or(text);
        let span = Span::new(self.file, self.at, self.at + text.len());
        let more = rest.get(length..).is_some_and(|rest| rest.starts_with(','));
        self.at += length + 1;
        (Cell { text: text.trim().to_owned(), span }, more)
    }

    fn quoted(&mut self, findings: &Findings) -> (Cell, bool) {
        let start = self.at;
        let mut text = String::new();
        let mut at = start + 1;
        let closed = loop {
            let rest = self.text.get(at..).unwrap_or_default();
            let Some(length) = rest.find('"') else {
                text.push_str(rest);
                at = self.text.len();
                break false;
            };
            text.push_str(rest.get(..length).unwrap_or_default());
            at += length + 1;
            if !self.text.get(at..).is_some_and(|rest| rest.starts_with('"')) {
                break true;
            }
            text.push('"');
            at += 1;
        };
        let span = Span::new(self.file, start, at);
        let rest = self.text.get(at..).unwrap_or_default();
        let rest = rest.strip_prefix('\r').unwrap_or(rest);
        let more = rest.starts_with(',');
        let ends = more || rest.is_empty() || rest.starts_with('\n');
        if !closed || !ends {
            findings.error(|| {
                let diagnostic = Diagnostic::error(codes::BAD_ROW, span, "a quotation mark is not closed");
                diagnostic.help("write a quotation mark within quotation marks twice")
            });
            self.at = self.text.len();
            return (Cell { text, span }, false);
        }
        self.at = self.text.len() - rest.len() + 1;
        (Cell { text: text.trim().to_owned(), span }, more)
    }
}
