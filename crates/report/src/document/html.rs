//! A report as one page of HTML that needs nothing else, to be read or printed.

use super::{Block, Document, Table};
use crate::figure::escaped;

const STYLE: &str = "body { font: 16px/1.45 sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; \
    color: #1b1b1b; background: #ffffff; }\n\
    .wide { overflow-x: auto; }\n\
    table { border-collapse: collapse; margin: 1rem 0; }\n\
    caption { text-align: left; font-size: 0.85em; padding-bottom: 0.3em; }\n\
    th, td { text-align: left; vertical-align: top; padding: 0.25em 0.7em 0.25em 0; border-bottom: 1px solid #767676; }\n\
    .number { text-align: right; }\n\
    svg { max-width: 100%; height: auto; }\n\
    a { color: #0b57a4; }\n\
    @media (prefers-color-scheme: dark) { body { color: #ededed; background: #161616; } a { color: #8ab8ff; } }\n\
    @media print { body { max-width: none; margin: 0; } tr { break-inside: avoid; } }\n";

/// Parts from which on a page begins with a list of them.
const PARTS: usize = 4;

/// Lays a report out; a long one begins with links to its parts.
#[must_use]
pub fn html(document: &Document) -> String {
    let title = document.blocks.iter().find_map(|block| match block {
        Block::Heading(1, text) => Some(escaped(text)),
        _ => None,
    });
    let mut out = format!(
        "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{}</title>\n<style>\n{STYLE}</style>\n<main>\n",
        title.unwrap_or_default()
    );
    let parts: Vec<&str> = document.blocks.iter().filter_map(part).collect();
    let mut number = 0;
    for block in &document.blocks {
        match block {
            Block::Heading(2, text) if parts.len() >= PARTS => {
                if number == 0 {
                    out.push_str(&contents(&parts));
                }
                number += 1;
                out.push_str(&format!("<h2 id=\"part-{number}\">{}</h2>\n", escaped(text)));
            }
            Block::Heading(level, text) => {
                let level = (*level).clamp(1, 6);
                out.push_str(&format!("<h{level}>{}</h{level}>\n", escaped(text)));
            }
            Block::Figure(drawing) => out.push_str(&format!("<div class=\"wide\">\n{drawing}</div>\n")),
            Block::Text(text) => out.push_str(&format!("<p>{}</p>\n", lines(text))),
            Block::List(items) => out.push_str(&list("ul", items)),
            Block::Steps(items) => out.push_str(&list("ol", items)),
            Block::Code(text) => {
                let kept: Vec<_> = text.trim_end().lines().map(escaped).collect();
                out.push_str(&format!("<pre>{}</pre>\n", kept.join("\n")));
            }
            Block::Table(table) => out.push_str(&lay_out(table)),
        }
    }
    out.push_str("</main>\n</html>\n");
    out
}

/// The title of a part.
fn part(block: &Block) -> Option<&str> {
    match block {
        Block::Heading(2, text) => Some(text),
        _ => None,
    }
}

fn contents(parts: &[&str]) -> String {
    let link =
        |(at, text): (usize, &&str)| format!("<li><a href=\"#part-{at}\">{}</a></li>\n", escaped(text));
    let links: String = (1..).zip(parts).map(link).collect();
    format!("<nav aria-label=\"Parts of this report\">\n<ol>\n{links}</ol>\n</nav>\n")
}

fn list(tag: &str, items: &[String]) -> String {
    let items: String = items.iter().map(|item| format!("<li>{}</li>\n", lines(item))).collect();
    format!("<{tag}>\n{items}</{tag}>\n")
}

fn lay_out(table: &Table) -> String {
    let class = |at: usize| match table.columns().get(at) {
        Some(column) if column.numeric => " class=\"number\"",
        _ => "",
    };
    let mut out = format!(
        "<div class=\"wide\">\n<table>\n<caption>{}</caption>\n<tr>",
        escaped(&table.caption().line())
    );
    for (at, column) in table.columns().iter().enumerate() {
        out.push_str(&format!("<th scope=\"col\"{}>{}</th>", class(at), lines(&column.title)));
    }
    out.push_str("</tr>\n");
    for row in table.rows() {
        let cells: String =
            (0..).zip(row).map(|(at, cell)| format!("<td{}>{}</td>", class(at), lines(cell))).collect();
        out.push_str(&format!("<tr>{cells}</tr>\n"));
    }
    out.push_str("</table>\n</div>\n");
    out
}

fn lines(text: &str) -> String {
    let lines: Vec<_> = text.lines().map(escaped).collect();
    lines.join("<br>")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Caption;

    #[test]
    fn nothing_that_a_report_says_becomes_markup() {
        let evil = "<script>alert(\"&\")</script>";
        let caption = Caption { title: evil.into(), as_of: evil.into(), basis: evil.into() };
        let mut table = Table::new(caption, &[evil, "#n"]);
        table.row([format!("{evil}\nsecond"), "7".to_owned()]);
        let mut document = Document::default();
        document.heading(1, evil);
        document.text(evil);
        document.blocks.push(Block::List(vec![evil.into()]));
        document.blocks.push(Block::Steps(vec![evil.into()]));
        document.blocks.push(Block::Code(evil.into()));
        document.table(table);
        document.figure("<svg></svg>\n".to_owned());
        let page = html(&document);
        assert!(!page.contains("<script"), "{page}");
        assert_eq!(page.matches("&lt;script&gt;").count(), 11, "{page}");
        assert!(page.contains("<br>second") && page.contains("<td class=\"number\">7</td>"), "{page}");
        assert_eq!(page.matches("<svg></svg>").count(), 1);
        for _ in 0..PARTS {
            document.heading(2, evil);
        }
        let page = html(&document);
        assert!(!page.contains("<script"), "{page}");
        assert!(page.contains("<a href=\"#part-4\">") && page.contains("<h2 id=\"part-4\">"), "{page}");
    }
}
