//! A report as Markdown, to be pasted into a paper.

use super::{Block, Document, Table};

/// Lays a report out as CommonMark with tables.
#[must_use]
pub fn markdown(document: &Document) -> String {
    let mut out = String::new();
    for block in document.blocks.iter().filter(|block| !matches!(block, Block::Figure(_))) {
        if !out.is_empty() {
            out.push('\n');
        }
        match block {
            Block::Heading(level, text) => {
                let marks = "#".repeat(usize::from(*level).clamp(1, 6));
                out.push_str(&format!("{marks} {}\n", escape(text)));
            }
            Block::Text(text) => out.push_str(&format!("{}\n", escape(text))),
            Block::List(items) => items.iter().for_each(|item| out.push_str(&entry("- ", item))),
            Block::Steps(items) => {
                for (at, item) in items.iter().enumerate() {
                    out.push_str(&entry(&format!("{}. ", at + 1), item));
                }
            }
            Block::Code(text) => out.push_str(&format!("```\n{}\n```\n", text.trim_end())),
            Block::Table(table) => out.push_str(&lay_out(table)),
            Block::Figure(_) => {}
        }
    }
    out
}

fn entry(mark: &str, item: &str) -> String {
    let indent = format!("  \n{}", " ".repeat(mark.len()));
    let lines: Vec<_> = item.lines().map(|line| escape(line.trim())).collect();
    format!("{mark}{}\n", lines.join(&indent))
}

fn lay_out(table: &Table) -> String {
    let mut out = format!("*{}*\n\n", escape(&table.caption().line()));
    let line = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
    let cell = |text: &String| escape(text).replace('\n', "<br>");
    out.push_str(&line(table.columns().iter().map(|column| cell(&column.title)).collect()));
    let rule = |numeric: bool| if numeric { "---:".to_owned() } else { "---".to_owned() };
    out.push_str(&line(table.columns().iter().map(|column| rule(column.numeric)).collect()));
    for row in table.rows() {
        out.push_str(&line(row.iter().map(cell).collect()));
    }
    out
}

fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for each in text.chars() {
        if matches!(each, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '|' | '#') {
            out.push('\\');
        }
        out.push(if super::steers(each) && each != '\n' { ' ' } else { each });
    }
    out
}
