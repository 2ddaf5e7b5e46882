//! A report as blocks, before it is known where it will be read.
//!
//! What is said is decided once, by whoever builds a [`Document`]; the
//! renderers only lay it out. A table cannot be made without the day and the
//! basis of what it shows.

mod html;
mod human;
mod markdown;

pub use html::html;
pub use human::human;
pub use markdown::markdown;

/// A report.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// The blocks in reading order.
    pub blocks: Vec<Block>,
}

/// A part of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A heading; 1 is the title.
    Heading(u8, String),
    /// A paragraph.
    Text(String),
    /// Bulleted items.
    List(Vec<String>),
    /// Numbered items.
    Steps(Vec<String>),
    /// A line to be copied, never wrapped.
    Code(String),
    /// A table.
    Table(Table),
    /// A drawing (SVG) for pages that can show one; others leave it out.
    Figure(String),
}

/// What every table must say of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caption {
    /// What it shows.
    pub title: String,
    /// The day of the record that it shows.
    pub as_of: String,
    /// Whose words or numbers it rests on.
    pub basis: String,
}

/// Rows under named columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    caption: Caption,
    columns: Vec<Column>,
    rows: Vec<Vec<String>>,
}

/// A column of a [`Table`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its heading.
    pub title: String,
    /// Whether it holds numbers, set flush right.
    pub numeric: bool,
}

impl Table {
    /// A table without rows; a column whose title starts with `#` is numeric
    /// and loses the mark.
    #[must_use]
    pub fn new(caption: Caption, columns: &[&str]) -> Self {
        let column = |title: &&str| match title.strip_prefix('#') {
            Some(title) => Column { title: title.to_owned(), numeric: true },
            None => Column { title: (*title).to_owned(), numeric: false },
        };
        Self { caption, columns: columns.iter().map(column).collect(), rows: Vec::new() }
    }

    /// Adds a row; missing cells are empty, surplus ones are an error of the caller.
    pub fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        let mut cells: Vec<_> = cells.into_iter().collect();
        debug_assert!(cells.len() <= self.columns.len(), "a row has more cells than there are columns");
        cells.resize(self.columns.len(), String::new());
        self.rows.push(cells);
    }

    /// What the table says of itself.
    #[must_use]
    pub fn caption(&self) -> &Caption {
        &self.caption
    }

    /// The columns.
    #[must_use]
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// The rows.
    #[must_use]
    pub fn rows(&self) -> &[Vec<String>] {
        &self.rows
    }
}

impl Caption {
    /// The line under or over a table.
    #[must_use]
    pub fn line(&self) -> String {
        format!("{} (as of {}; {})", self.title, self.as_of, self.basis)
    }
}

impl Document {
    /// Adds a heading.
    pub fn heading(&mut self, level: u8, text: impl Into<String>) {
        self.blocks.push(Block::Heading(level, text.into()));
    }

    /// Adds a paragraph.
    pub fn text(&mut self, text: impl Into<String>) {
        self.blocks.push(Block::Text(text.into()));
    }

    /// Adds a line to be copied.
    pub fn code(&mut self, text: impl Into<String>) {
        self.blocks.push(Block::Code(text.into()));
    }

    /// Adds bulleted items, nothing where there are none.
    pub fn list(&mut self, items: impl IntoIterator<Item = String>) {
        let items: Vec<_> = items.into_iter().collect();
        if !items.is_empty() {
            self.blocks.push(Block::List(items));
        }
    }

    /// Adds numbered items, nothing where there are none.
    pub fn steps(&mut self, items: impl IntoIterator<Item = String>) {
        let items: Vec<_> = items.into_iter().collect();
        if !items.is_empty() {
            self.blocks.push(Block::Steps(items));
        }
    }

    /// Adds a drawing, which must be SVG that holds nothing unescaped.
    pub fn figure(&mut self, svg: String) {
        self.blocks.push(Block::Figure(svg));
    }

    /// Adds a table, nothing where it has no row.
    pub fn table(&mut self, table: Table) {
        if !table.rows.is_empty() {
            self.blocks.push(Block::Table(table));
        }
    }
}

/// Whether a character that others wrote would steer a terminal or turn the
/// direction of what stands beside it.
fn steers(character: char) -> bool {
    character.is_control() || matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
