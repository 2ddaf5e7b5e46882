//! A sheet as a text to point into: one line a row, a tab between cells.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use detente_syntax::span::{FileId, Sources, Span};
use detente_syntax::value::Text;

use super::layout::Table;
use super::model::{Content, Sheet};
use crate::codes;
use crate::table::{At, Told, folded, grounds};

/// Longest text of a sheet; cells beyond have places and no content.
const MAX_TEXT: usize = 16 << 20;
/// Rows in which headings are looked for.
const HEADINGS_WITHIN: u32 = 30;

/// A sheet with its columns found and its text laid out.
pub(crate) struct Grid<'a> {
    pub(crate) sheet: &'a Sheet,
    pub(crate) table: Table,
    name: Arc<str>,
    file: FileId,
    spans: BTreeMap<(u32, u32), (usize, usize)>,
    /// Where each line ends.
    ends: Vec<usize>,
    /// The row of headings.
    pub(crate) head: u32,
    /// The column of each heading.
    pub(crate) columns: Vec<Option<u32>>,
    /// Comments that went somewhere.
    used: RefCell<BTreeSet<(u32, u32)>>,
}

impl<'a> Grid<'a> {
    pub(crate) fn new(path: &str, sheet: &'a Sheet, table: Table, sources: &mut Sources) -> Self {
        let (text, spans, ends) = laid_out(sheet);
        let file = sources.add(format!("{path} [{}]", sheet.name), text);
        let mut grid = Self {
            sheet,
            table,
            name: sheet.name.as_str().into(),
            file,
            spans,
            ends,
            head: 0,
            columns: Vec::new(),
            used: RefCell::default(),
        };
        grid.find_headings();
        grid
    }

    fn find_headings(&mut self) {
        let last = self.sheet.rows().min(HEADINGS_WITHIN);
        let score = |row: u32| {
            let columns = self.columns_in(row);
            if columns.first().is_some_and(Option::is_some) { columns.iter().flatten().count() } else { 0 }
        };
        self.head = (0..last).max_by_key(|row| (score(*row), u32::MAX - row)).unwrap_or_default();
        self.columns = self.columns_in(self.head);
    }

    fn columns_in(&self, row: u32) -> Vec<Option<u32>> {
        let cells: Vec<(u32, String)> =
            self.row(row).filter_map(|(column, content)| Some((column, folded(&content.text()?)))).collect();
        let find = |heading: &super::layout::Heading| {
            let is = |text: &str| text == folded(heading.name) || heading.also.contains(&text);
            cells.iter().find(|(_, text)| is(text)).map(|(column, _)| *column)
        };
        self.table.headings.iter().map(find).collect()
    }

    /// Whether the headings that no sheet of this kind can be without are there.
    pub(crate) fn has(&self, told: &mut Told<'_>, needed: &[usize]) -> bool {
        let missing = needed.iter().find(|heading| self.columns.get(**heading).copied().flatten().is_none());
        if let Some(missing) = missing {
            let message = format!(
                "the sheet \"{}\" has no column \"{}\"",
                self.sheet.name, self.table.headings[*missing].name
            );
            let names: Vec<_> = self.table.headings.iter().map(|heading| heading.name).collect();
            told.tell(
                self.at(self.head, 0)
                    .error(codes::BAD_TABLE, message)
                    .help(format!("its headings are {}", names.join(", "))),
            );
        }
        missing.is_none()
    }

    /// Warns of columns with a heading that means nothing here.
    pub(crate) fn unknown_columns(&self, told: &mut Told<'_>, known: &dyn Fn(u32) -> bool) {
        for (column, content) in self.row(self.head) {
            if let Some(text) = content.text()
                && !self.columns.contains(&Some(column))
                && !known(column)
            {
                let message = format!("the column \"{}\" is not read", crate::table::shown(&text));
                let warning = self.at(self.head, column).warning(codes::NOT_CARRIED, message);
                told.tell(warning.note("it is kept where the case is written back to this workbook"));
            }
        }
    }

    /// The headings that mean nothing here, with where they stand.
    pub(crate) fn strangers(&self, known: &dyn Fn(u32) -> bool) -> Vec<(u32, String)> {
        let strange = |column: u32| !self.columns.contains(&Some(column)) && !known(column);
        let named = self.row(self.head).filter(|(column, _)| strange(*column));
        named.filter_map(|(column, content)| Some((column, content.text()?))).collect()
    }

    /// The cells of a row.
    pub(crate) fn row(&self, row: u32) -> impl Iterator<Item = (u32, &'a Content)> {
        self.sheet.cells.range((row, 0)..=(row, u32::MAX)).map(|((_, column), cell)| (*column, &cell.content))
    }

    /// The rows below the headings in which any of the given columns says something.
    pub(crate) fn rows(&self, columns: &[u32]) -> Vec<u32> {
        let mut rows: Vec<u32> = self
            .sheet
            .cells
            .range((self.head + 1, 0)..)
            .filter(|((_, column), cell)| columns.contains(column) && cell.content.text().is_some())
            .map(|((row, _), _)| *row)
            .collect();
        rows.dedup();
        rows
    }

    /// The columns that have a heading.
    pub(crate) fn known_columns(&self) -> Vec<u32> {
        self.columns.iter().flatten().copied().collect()
    }

    /// Where a cell stands, or would.
    pub(crate) fn at(&self, row: u32, column: u32) -> At {
        let line_end = usize::try_from(row).ok().and_then(|row| self.ends.get(row)).or(self.ends.last());
        let end = line_end.copied().unwrap_or_default();
        // An empty cell is pointed at where the next one of its row begins.
        let next = self.spans.range((row, column)..=(row, u32::MAX)).next();
        let place = match next {
            Some((at, place)) if *at == (row, column) => *place,
            Some((_, (start, _))) => (*start, *start),
            None => (end, end),
        };
        At { span: Span::new(self.file, place.0, place.1), cell: Some((self.name.clone(), row, column)) }
    }

    /// Where the cell of a heading stands, or would.
    pub(crate) fn at_heading(&self, row: u32, heading: usize) -> At {
        self.at(row, self.columns.get(heading).copied().flatten().unwrap_or_default())
    }

    pub(crate) fn content(&self, row: u32, heading: usize) -> &'a Content {
        self.columns
            .get(heading)
            .copied()
            .flatten()
            .map_or(&Content::Empty, |column| self.sheet.content(row, column))
    }

    /// What a cell says; an error is told where it is a failed formula.
    pub(crate) fn text(&self, told: &mut Told<'_>, row: u32, heading: usize) -> Option<String> {
        let content = self.content(row, heading);
        if let Some(diagnostic) = broken(content, &self.at_heading(row, heading)) {
            told.tell(diagnostic);
            return None;
        }
        content.text()
    }

    /// A condition as it stands in its cell, with its place.
    pub(crate) fn condition(&self, row: u32, heading: usize, text: &str) -> Text {
        let start = self.at_heading(row, heading).span.start;
        Text::verbatim(self.file, usize::try_from(start).unwrap_or_default(), &one_line(text))
    }

    /// The comment of a cell, which thereby has gone somewhere.
    pub(crate) fn comment(&self, row: u32, column: u32) -> Option<String> {
        let comment = self.sheet.comment(row, column)?;
        self.used.borrow_mut().insert((row, column));
        Some(comment.clone())
    }

    /// The comment of a heading's cell.
    pub(crate) fn comment_at(&self, row: u32, heading: usize) -> Option<String> {
        self.columns.get(heading).copied().flatten().and_then(|column| self.comment(row, column))
    }

    /// One reason for a row: `plain`, or else the comment of the heading
    /// `primary`, then the comments of the other headings under their names.
    pub(crate) fn because(
        &self,
        row: u32,
        headings: &[usize],
        primary: Option<usize>,
        plain: Option<String>,
    ) -> Option<String> {
        let mut plain = plain;
        let mut tagged = Vec::new();
        for &heading in headings {
            let Some(comment) = self.comment_at(row, heading) else { continue };
            if primary == Some(heading) && plain.is_none() {
                plain = Some(comment);
            } else {
                tagged.push((self.table.headings[heading].name.to_owned(), comment));
            }
        }
        grounds::joined(plain.as_deref(), &tagged)
    }

    /// Comments that went nowhere, but for those that come with the template.
    pub(crate) fn loose(&self, of_template: &dyn Fn(u32, &str) -> bool) -> Vec<(At, String)> {
        let used = self.used.borrow();
        let comments = self.sheet.cells.iter().filter_map(|(at, cell)| Some((*at, cell.comment.as_ref()?)));
        comments
            .filter(|(at, comment)| {
                let known = at.0 == self.head && of_template(at.1, comment);
                !known && !used.contains(at)
            })
            .map(|((row, column), comment)| (self.at(row, column), comment.clone()))
            .collect()
    }
}

/// What is wrong with a cell whatever is asked for in it.
pub(crate) fn broken(content: &Content, at: &At) -> Option<detente_syntax::diagnostic::Diagnostic> {
    match content {
        Content::Fault(text) => {
            Some(at.error(codes::BAD_CELL, format!("the formula of this cell fails with {}", crate::table::shown(text))))
        }
        Content::Unevaluated => Some(
            at.error(codes::NO_CACHED_VALUE, "the file holds the formula of this cell and not its result")
                .help("open the workbook in a spreadsheet program and save it, or put the number in place of the formula"),
        ),
        _ => None,
    }
}

/// Text on one line, byte for byte as long.
pub(crate) fn one_line(text: &str) -> String {
    text.replace(['\n', '\r', '\t'], " ")
}

type Laid = (String, BTreeMap<(u32, u32), (usize, usize)>, Vec<usize>);

fn laid_out(sheet: &Sheet) -> Laid {
    let mut out = String::new();
    let mut spans = BTreeMap::new();
    let mut ends = Vec::new();
    let (mut row, mut column) = (0, 0);
    for ((at_row, at_column), cell) in &sheet.cells {
        while row < *at_row {
            ends.push(out.len());
            out.push('\n');
            row += 1;
            column = 0;
        }
        if out.len() > MAX_TEXT {
            continue;
        }
        while column < *at_column {
            out.push('\t');
            column += 1;
        }
        let start = out.len();
        out.push_str(&one_line(&cell.content.text().unwrap_or_default()));
        spans.insert((*at_row, *at_column), (start, out.len()));
    }
    ends.push(out.len());
    (out, spans, ends)
}
