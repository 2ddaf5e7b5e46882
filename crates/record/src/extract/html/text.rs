//! The text of elements: paragraphs apart by an empty line, table rows by a
//! line end, cells by a tab; white space of the markup folded.
//!
//! Trees are walked with a stack of their own, never by recursion: a page may
//! nest as deep as the parser lets it.

use ego_tree::NodeRef;
use ego_tree::iter::Edge;
use scraper::{ElementRef, Html, Node};

use super::boilerplate::{Rules, is_around};
use crate::extract::limits;

/// The text of one element without what surrounds articles.
pub(super) fn of_element(element: ElementRef<'_>, rules: Rules) -> String {
    write(*element, Some(rules), (limits::TEXT, usize::MAX))
}

/// How the text of an element begins: as much as a title, a name or a date may
/// need, so that elements in each other are not read as often as they are deep.
pub(super) fn beginning(element: ElementRef<'_>) -> String {
    write(*element, Some(Rules::Names), (2_000, 1_000))
}

/// All text of a page that is shown.
pub(super) fn of_page(page: &Html) -> String {
    write(page.tree.root(), None, (limits::TEXT, usize::MAX))
}

/// Visits the texts of an element that are not left out; whether each stands in a link.
pub(super) fn walk(element: ElementRef<'_>, rules: Rules, visit: &mut dyn FnMut(&str, bool)) {
    let mut left_out = 0_usize;
    let mut links = 0_usize;
    for edge in element.traverse() {
        match edge {
            Edge::Open(node) => match node.value() {
                Node::Element(inside) => {
                    left_out +=
                        usize::from(left_out > 0 || (node.id() != element.id() && is_around(inside, rules)));
                    links += usize::from(inside.name() == "a");
                }
                Node::Text(text) if left_out == 0 => visit(text, links > 0),
                _ => {}
            },
            Edge::Close(node) => {
                if let Node::Element(inside) = node.value() {
                    left_out = left_out.saturating_sub(1);
                    links = links.saturating_sub(usize::from(inside.name() == "a"));
                }
            }
        }
    }
}

/// How an element sets its content apart.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Apart {
    Inline,
    Cell,
    Line,
    Paragraph,
}

fn apart(name: &str) -> Apart {
    match name {
        "td" | "th" => Apart::Cell,
        "li" | "tr" | "dt" | "dd" | "option" | "caption" => Apart::Line,
        "address" | "article" | "aside" | "blockquote" | "body" | "center" | "details" | "dialog" | "div"
        | "dl" | "fieldset" | "figcaption" | "figure" | "footer" | "form" | "h1" | "h2" | "h3" | "h4"
        | "h5" | "h6" | "header" | "hgroup" | "hr" | "legend" | "main" | "nav" | "ol" | "p" | "pre"
        | "section" | "summary" | "table" | "tbody" | "thead" | "tfoot" | "ul" => Apart::Paragraph,
        _ => Apart::Inline,
    }
}

/// At most about so many bytes, from so many begins and ends of nodes.
fn write(root: NodeRef<'_, Node>, leave_out: Option<Rules>, (bytes, edges): (usize, usize)) -> String {
    let mut writer = Writer::default();
    let mut left_out = 0_usize;
    let mut kept = 0_usize;
    for edge in root.traverse().take(edges) {
        if writer.out.len() > bytes {
            break;
        }
        match edge {
            Edge::Open(node) => match node.value() {
                Node::Element(element) => {
                    let name = element.name();
                    let skip = node.id() != root.id()
                        && match leave_out {
                            Some(rules) => is_around(element, rules),
                            None => matches!(name, "script" | "style" | "head" | "template"),
                        };
                    if left_out > 0 || skip {
                        left_out += 1;
                        continue;
                    }
                    kept += usize::from(name == "pre");
                    match name {
                        "br" => writer.line(),
                        "td" | "th" => writer.cell(),
                        _ => writer.boundary(apart(name)),
                    }
                }
                Node::Text(text) if left_out == 0 => writer.text(text, kept > 0),
                _ => {}
            },
            Edge::Close(node) => {
                if let Node::Element(element) = node.value() {
                    if left_out > 0 {
                        left_out -= 1;
                        continue;
                    }
                    kept = kept.saturating_sub(usize::from(element.name() == "pre"));
                    match apart(element.name()) {
                        Apart::Cell => writer.end_cell(),
                        apart => writer.boundary(apart),
                    }
                }
            }
        }
    }
    writer.out
}

/// Text being written; what sets parts apart waits until more text comes.
#[derive(Default)]
struct Writer {
    out: String,
    lines: usize,
    tab: bool,
    space: bool,
    /// Whether a row of a table has begun, so that its first cell needs no tab.
    in_row: bool,
    /// Of each cell that is open, whether text of it was written.
    cells: Vec<bool>,
}

impl Writer {
    fn boundary(&mut self, apart: Apart) {
        let lines = match apart {
            Apart::Inline | Apart::Cell => return,
            Apart::Line => 1,
            Apart::Paragraph => 2,
        };
        self.in_row = false;
        if self.cells.last() == Some(&false) {
            // The first paragraph of a cell does not break its row.
            return;
        }
        self.lines = self.lines.max(lines);
        self.tab = false;
        self.space = false;
    }

    fn cell(&mut self) {
        self.tab |= self.in_row;
        self.in_row = false;
        self.cells.push(false);
    }

    fn end_cell(&mut self) {
        if self.cells.pop() == Some(true) {
            // Nor does its last paragraph.
            (self.lines, self.tab, self.space) = (0, false, false);
        }
        self.in_row = true;
    }

    fn line(&mut self) {
        if self.cells.last() == Some(&false) {
            return;
        }
        self.lines = if self.lines == 0 { 1 } else { self.lines.max(2) };
        self.space = false;
    }

    fn text(&mut self, text: &str, kept: bool) {
        if kept {
            self.flush();
            self.out.push_str(text);
            return;
        }
        // White space of the markup; a no-break space is a character of the text.
        let blank = |each: char| matches!(each, ' ' | '\t' | '\n' | '\r' | '\u{c}');
        for (at, word) in text.split(blank).enumerate() {
            self.space |= at > 0;
            if !word.is_empty() {
                self.flush();
                self.out.push_str(word);
            }
        }
    }

    fn flush(&mut self) {
        if self.out.is_empty() {
            // Nothing to be set apart from.
        } else if self.lines > 0 {
            self.out.extend(std::iter::repeat_n('\n', self.lines.min(2)));
        } else if self.tab {
            self.out.push('\t');
        } else if self.space {
            self.out.push(' ');
        }
        (self.lines, self.tab, self.space) = (0, false, false);
        self.cells.fill(true);
    }
}
