//! A report for a terminal: plain text, wrapped, readable without colour.

use comfy_table::{CellAlignment, ColumnConstraint, ContentArrangement, Width, presets};

use super::{Block, Document, Table};

/// Lays a report out for a terminal of `width` columns.
#[must_use]
pub fn human(document: &Document, width: usize) -> String {
    let width = width.clamp(40, 160);
    let mut out = String::new();
    for block in &document.blocks {
        match block {
            Block::Heading(1, text) => {
                let text = textwrap::fill(text, width);
                let longest = text.lines().map(textwrap::core::display_width).max().unwrap_or(0);
                push(&mut out, &text);
                push(&mut out, &"=".repeat(longest));
            }
            Block::Heading(level, text) => {
                let mark = if *level == 2 { "-" } else { "." };
                out.push('\n');
                push(&mut out, text);
                push(&mut out, &mark.repeat(textwrap::core::display_width(text)));
            }
            Block::Text(text) => {
                separate(&mut out);
                push(&mut out, &textwrap::fill(text, width));
            }
            Block::List(items) => {
                for item in items {
                    push(&mut out, &hang(item, "  - ", width));
                }
            }
            Block::Steps(items) => {
                for (at, item) in items.iter().enumerate() {
                    push(&mut out, &hang(item, &format!("{:>3}. ", at + 1), width));
                }
            }
            Block::Code(text) => {
                separate(&mut out);
                push(&mut out, &textwrap::indent(text.trim_end(), "    "));
            }
            Block::Table(table) => {
                separate(&mut out);
                push(&mut out, &textwrap::fill(&table.caption().line(), width));
                push(&mut out, &lay_out(table, width));
            }
            Block::Figure(_) => {}
        }
    }
    out
}

fn push(out: &mut String, text: &str) {
    for line in text.lines() {
        // What others wrote must not steer the terminal.
        out.extend(line.trim_end().chars().map(|each| if super::steers(each) { ' ' } else { each }));
        out.push('\n');
    }
}

/// An empty line, except at the start and under a heading.
fn separate(out: &mut String) {
    let last = out.lines().next_back().unwrap_or_default();
    let underline = !last.is_empty() && last.chars().all(|each| matches!(each, '-' | '=' | '.'));
    if !out.is_empty() && !underline {
        out.push('\n');
    }
}

fn hang(item: &str, mark: &str, width: usize) -> String {
    let rest = " ".repeat(mark.len());
    let mut lines = Vec::new();
    for (at, line) in item.lines().enumerate() {
        let first = if at == 0 { mark } else { &rest };
        lines.push(textwrap::fill(
            line,
            textwrap::Options::new(width).initial_indent(first).subsequent_indent(&rest),
        ));
    }
    lines.join("\n")
}

fn lay_out(table: &Table, width: usize) -> String {
    let mut laid = comfy_table::Table::new();
    laid.load_preset(presets::NOTHING)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(u16::try_from(width).unwrap_or(u16::MAX));
    laid.set_header(table.columns().iter().map(|column| &column.title));
    for row in table.rows() {
        laid.add_row(row);
    }
    laid.load_preset("     --            ");
    for (at, column) in table.columns().iter().enumerate() {
        if let Some(laid) = laid.column_mut(at) {
            if column.numeric {
                laid.set_cell_alignment(CellAlignment::Right);
            }
            let longest_word = table
                .rows()
                .iter()
                .map(|row| row[at].as_str())
                .chain([column.title.as_str()])
                .flat_map(str::split_whitespace)
                .map(textwrap::core::display_width)
                .max()
                .unwrap_or(1);
            let least = u16::try_from(longest_word.min(width / 3) + 2).unwrap_or(u16::MAX);
            laid.set_constraint(ColumnConstraint::LowerBoundary(Width::Fixed(least)));
        }
    }
    laid.to_string()
}
