//! Markdown, whose text is the file itself; metadata from its front matter and
//! first heading.

use detente_syntax::diagnostic::Diagnostic;

use super::{Article, Extracted, File, Kind, byline};
use crate::metadata::Metadata;

pub(super) fn read(mut file: File<'_>, bytes: &[u8]) -> Result<Extracted, Box<Diagnostic>> {
    let text = file.decode(bytes, None)?;
    let mut metadata = Metadata::default();
    let body = front_matter(&text, &mut metadata).unwrap_or(&text);
    let heading = body.lines().find_map(|line| line.strip_prefix("# "));
    if let Some(heading) = heading {
        metadata.set_title(heading.trim_end_matches('#'));
    }
    let mut of_text = byline::of_text(body);
    of_text.title = of_text.title.filter(|title| !title.starts_with(['#', '-', '*', '>', '|', '[', '!']));
    metadata.or(&of_text);
    Ok(file.done(Kind::Markdown, vec![Article { text, metadata }]))
}

/// Reads `key: value` lines between `---` lines; the text after them.
fn front_matter<'t>(text: &'t str, metadata: &mut Metadata) -> Option<&'t str> {
    let rest = text.trim_start_matches('\u{feff}').strip_prefix("---")?.trim_start_matches(['\r', '\n']);
    let end = rest.find("\n---")?;
    let (head, body) = rest.split_at_checked(end)?;
    for line in head.lines().take(100) {
        let Some((key, value)) = line.split_once(':') else { continue };
        let value = value.trim().trim_matches(['"', '\'']);
        match key.trim().to_ascii_lowercase().as_str() {
            "title" => metadata.set_title(value),
            "author" | "authors" => {
                let names = value.trim_matches(['[', ']']).split(',');
                names.for_each(|name| metadata.add_author(name.trim().trim_matches(['"', '\''])));
            }
            "publisher" | "publication" | "outlet" => metadata.set_publisher(value),
            "date" | "published" => metadata.set_date(value),
            "url" | "link" => metadata.set_url(value),
            _ => {}
        }
    }
    Some(body.trim_start_matches("\n---"))
}

#[cfg(test)]
mod tests {
    use super::super::extract;

    #[test]
    fn front_matter_comes_before_headings() {
        let text = "---\ntitle: \"A note\"\nauthors: [Ann Writer, 'B. Other']\ndate: 2024-06-20\nurl: https://example.org/a\n---\n# Other\ntext\n";
        let extracted = extract("a.md", text.as_bytes()).expect("read");
        let article = &extracted.articles[0];
        assert_eq!(article.text, text);
        assert_eq!(article.metadata.title.as_deref(), Some("A note"));
        assert_eq!(article.metadata.author, ["Ann Writer", "B. Other"]);
        assert_eq!(article.metadata.url.as_deref(), Some("https://example.org/a"));
        let plain = extract("a.md", b"## Part\n\n# The heading #\n\ntext\n").expect("read");
        assert_eq!(plain.articles[0].metadata.title.as_deref(), Some("The heading"));
    }
}
