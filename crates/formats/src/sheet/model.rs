//! Sheets of cells, whatever file they are in.

use std::collections::BTreeMap;
use std::sync::Arc;

/// Sheets in order.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Workbook {
    pub(crate) sheets: Vec<Sheet>,
}

/// Cells by row and column, both from zero.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Sheet {
    pub(crate) name: String,
    pub(crate) cells: BTreeMap<(u32, u32), Cell>,
    /// Widths of the first columns in characters, for writing.
    pub(crate) widths: Vec<u16>,
    /// Whether the first row stays in sight, for writing.
    pub(crate) headed: bool,
    /// Lists to choose from, for writing: the column and the words.
    pub(crate) choices: Vec<(u32, Vec<&'static str>)>,
}

/// A cell.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Cell {
    pub(crate) content: Content,
    /// The formula behind the content, without its equals sign.
    pub(crate) formula: Option<Arc<str>>,
    pub(crate) comment: Option<String>,
    pub(crate) look: Look,
}

/// What a cell shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) enum Content {
    #[default]
    Empty,
    Text(Arc<str>),
    Number(f64),
    Boolean(bool),
    /// A day as `YYYY-MM-DD`, with a time behind it where there is one.
    Date(Arc<str>),
    /// `#DIV/0!` and the like.
    Fault(Arc<str>),
    /// A formula whose result the file does not hold.
    Unevaluated,
}

/// How a cell is set, for writing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Look {
    #[default]
    Plain,
    /// A heading.
    Head,
    /// The first row of a block.
    Block,
    /// Running text.
    Prose,
}

impl Content {
    /// As text, the way a person would type it; `None` for an empty cell.
    pub(crate) fn text(&self) -> Option<String> {
        match self {
            Self::Empty => None,
            Self::Text(text) | Self::Date(text) | Self::Fault(text) => {
                Some(text.trim().to_owned()).filter(|text| !text.is_empty())
            }
            Self::Number(number) => Some(number.to_string()),
            Self::Boolean(truth) => Some(if *truth { "TRUE" } else { "FALSE" }.to_owned()),
            Self::Unevaluated => Some("=".to_owned()),
        }
    }
}

impl Cell {
    pub(crate) fn text(text: &str) -> Self {
        Self {
            content: if text.is_empty() { Content::Empty } else { Content::Text(text.into()) },
            ..Self::default()
        }
    }

    /// A number where the text is one that a spreadsheet holds exactly, else text.
    pub(crate) fn amount(text: &str) -> Self {
        let number = text.parse::<f64>().ok().filter(|number| number.to_string() == text);
        Self {
            content: number.map_or_else(|| Content::Text(text.into()), Content::Number),
            ..Self::default()
        }
    }

    pub(crate) fn looking(self, look: Look) -> Self {
        Self { look, ..self }
    }

    pub(crate) fn commented(self, comment: Option<String>) -> Self {
        Self { comment: comment.filter(|comment| !comment.trim().is_empty()), ..self }
    }

    /// Whether there is nothing in it at all.
    pub(crate) fn is_blank(&self) -> bool {
        self.content.text().is_none() && self.comment.is_none()
    }
}

impl Sheet {
    pub(crate) fn named(name: &str) -> Self {
        Self { name: name.to_owned(), ..Self::default() }
    }

    pub(crate) fn set(&mut self, row: u32, column: u32, cell: Cell) {
        if cell.is_blank() && cell.look == Look::Plain {
            self.cells.remove(&(row, column));
        } else {
            self.cells.insert((row, column), cell);
        }
    }

    pub(crate) fn content(&self, row: u32, column: u32) -> &Content {
        self.cells.get(&(row, column)).map_or(&Content::Empty, |cell| &cell.content)
    }

    pub(crate) fn comment(&self, row: u32, column: u32) -> Option<&String> {
        self.cells.get(&(row, column)).and_then(|cell| cell.comment.as_ref())
    }

    /// One past the last row with a cell.
    pub(crate) fn rows(&self) -> u32 {
        self.cells.keys().next_back().map_or(0, |(row, _)| row + 1)
    }
}
