//! HTML pages: which parts are the article, or articles, and what they say.
//!
//! Rules of our own on the tree of html5ever, because the text must stay the
//! same for the same page as long as anchors count in it.

mod articles;
mod attributes;
mod boilerplate;
mod guard;
mod json_ld;
mod metadata;
mod text;

use detente_syntax::diagnostic::Diagnostic;
use scraper::Html;

use self::boilerplate::Rules;
use self::guard::Costly;
use super::{Article, Extracted, File, Kind, limits};
use crate::codes;

pub(super) fn read(mut file: File<'_>, bytes: &[u8]) -> Result<Extracted, Box<Diagnostic>> {
    let page = parsed(&mut file, bytes, None)?;
    let mut found = articles_of(&page, Rules::Names);
    let extent = |found: &[Article]| found.iter().map(|article| article.text.chars().count()).sum::<usize>();
    if extent(&found) < LITTLE {
        let all = articles_of(&page, Rules::Elements);
        if extent(&all) >= LITTLE.max(4 * extent(&found)) {
            file.warn(
                codes::UNSURE_ARTICLE,
                "by the names of its elements nearly all of it surrounds its article; those names were not heeded",
            );
            found = all;
        }
    }
    Ok(file.done(Kind::Html, found))
}

/// Characters that the text of a page holds at least, if it can.
const LITTLE: usize = 500;

fn articles_of(page: &Html, rules: Rules) -> Vec<Article> {
    let head = metadata::of_page(page);
    let parts = articles::of_page(page, rules);
    let several = parts.len() > 1;
    let mut found: Vec<Article> = Vec::new();
    for part in &parts {
        let text = text::of_element(*part, rules);
        let mut metadata = metadata::of_part(*part, &head, several);
        metadata.or(if several { &head.shared } else { &head.page });
        found.push(Article { text, metadata });
    }
    found.retain(|article| !article.text.is_empty());
    found
}

/// The text of an HTML part of a mail, all of it.
pub(super) fn text_of_part(
    file: &mut File<'_>,
    bytes: &[u8],
    declared: Option<&str>,
) -> Result<String, Box<Diagnostic>> {
    let page = parsed(file, bytes, declared)?;
    Ok(text::of_page(&page))
}

fn parsed(file: &mut File<'_>, bytes: &[u8], declared: Option<&str>) -> Result<Html, Box<Diagnostic>> {
    if bytes.len() > limits::MARKUP {
        return Err(super::too_large(file.name, bytes.len() as u64, Kind::Html));
    }
    let inside = declared_inside(bytes);
    let page = file.decode(bytes, declared.or(inside.as_deref()))?;
    guard::parse(&page).map_err(|costly| {
        let why = match costly {
            Costly::Deep => format!("its elements stand more than {} deep in each other", limits::DEPTH),
            Costly::Attributes => {
                format!("one of its tags has more than {} attributes", limits::ATTRIBUTES)
            }
            Costly::Many => "it leaves formatting open that would be made anew without end".to_owned(),
        };
        file.refuse(codes::DAMAGED_DOCUMENT, &why)
    })
}

/// The encoding that a page names in its first kilobytes: `<meta charset>`,
/// `http-equiv`, or the declaration of XHTML.
fn declared_inside(bytes: &[u8]) -> Option<String> {
    let head: String = bytes.iter().take(4096).map(|byte| char::from(*byte).to_ascii_lowercase()).collect();
    let after = |lead: &str| head.find(lead).and_then(|at| head.get(at + lead.len()..));
    let rest = after("charset=").or_else(|| after("charset =")).or_else(|| after("encoding="))?;
    let label: String = rest
        .trim_start_matches([' ', '"', '\''])
        .chars()
        .take_while(|each| each.is_ascii_alphanumeric() || matches!(each, '-' | '_' | ':' | '.'))
        .take(40)
        .collect();
    (!label.is_empty()).then_some(label)
}

#[cfg(test)]
mod tests {
    use super::super::extract;
    use crate::codes;

    fn articles(page: &str) -> Vec<crate::extract::Article> {
        extract("page.html", page.as_bytes()).expect("read").articles
    }

    const LONG: &str = "The delegations met for the third time this month and did not agree on the harbour, the tolls or \
the bridge. Each side put a text on the table. Neither text was read aloud, and an official who asked not to be named \
said that both had been written before the first meeting. The next round is planned for the autumn.";

    #[test]
    fn one_article_without_what_surrounds_it() {
        let page = format!(
            "<!doctype html><html><head><title>Talks on the harbour | The Paper</title>\
<meta property=og:site_name content='The Paper'><meta name=author content='Ann Writer'>\
<meta property='article:published_time' content='2024-06-20T23:00:00Z'><link rel=canonical href='https://example.org/a'>\
<style>p{{}}</style></head><body><nav><a href=/>Home</a></nav><header><h1>The Paper</h1></header>\
<div class='cookie-banner'>We use cookies and more cookies.</div>\
<main><article><h1>Talks on the harbour</h1><p class=byline>By Ann Writer</p>\n<p>{LONG}</p><p>{LONG}</p>\
<table><tr><td>toll</td><td>5</td></tr><tr><td>fee</td><td>7</td></tr></table>\
<div class=share-buttons>Share this on all networks</div><p hidden>Hidden words</p><script>var x = '<p>no</p>'</script>\
<p>one<br>two&shy;three</p></article></main>\
<aside>Related articles of great interest</aside><footer>Imprint</footer></body></html>"
        );
        let articles = articles(&page);
        assert_eq!(articles.len(), 1);
        let article = &articles[0];
        let table = "toll\t5\nfee\t7";
        assert_eq!(
            article.text,
            format!(
                "Talks on the harbour\n\nBy Ann Writer\n\n{LONG}\n\n{LONG}\n\n{table}\n\none\ntwo\u{ad}three"
            )
        );
        let metadata = &article.metadata;
        assert_eq!(metadata.title.as_deref(), Some("Talks on the harbour"));
        assert_eq!(metadata.author, ["Ann Writer"]);
        assert_eq!(metadata.publisher.as_deref(), Some("The Paper"));
        assert_eq!(metadata.date.as_ref().map(ToString::to_string).as_deref(), Some("2024-06-20"));
        assert_eq!(metadata.url.as_deref(), Some("https://example.org/a"));
    }

    #[test]
    fn a_page_of_several_articles_is_split() {
        let one = |title: &str, by: &str, date: &str| {
            format!(
                "<article><h2>{title}</h2><p class=author>{by}</p><time datetime='{date}'>then</time><p>{LONG}</p><p>{LONG}</p></article>"
            )
        };
        let page = format!(
            "<html><head><title>All news</title><meta property=og:site_name content='The Paper'></head><body>{}{}\
<article><a href=/c>Teaser of a third</a></article></body></html>",
            one("First talks", "By Ann Writer", "2024-06-20"),
            one("Second talks", "By B. Other", "2024-06-31")
        );
        let extracted = extract("page.html", page.as_bytes()).expect("read");
        let titles: Vec<_> =
            extracted.articles.iter().map(|each| each.metadata.title.as_deref().unwrap_or("")).collect();
        assert_eq!(titles, ["First talks", "Second talks"]);
        assert_eq!(extracted.articles[0].metadata.author, ["Ann Writer"]);
        assert_eq!(extracted.articles[1].metadata.author, ["B. Other"]);
        assert_eq!(extracted.articles[1].metadata.date, None);
        assert_eq!(extracted.articles[1].metadata.publisher.as_deref(), Some("The Paper"));
        let codes: Vec<_> = extracted.warnings.iter().map(|each| each.code).collect();
        assert_eq!(codes, [codes::NO_SUCH_DATE]);
    }

    #[test]
    fn short_articles_of_one_page_are_all_kept() {
        let short = |title: &str, more: &str| {
            format!("<article><h2>{title}</h2><p>{LONG}</p>{more}</article>")
                .replace("Neither text was read aloud, and", "And")
        };
        let titles = |page: &str| {
            let all = articles(page);
            all.iter().map(|each| each.text.lines().next().unwrap_or_default().to_owned()).collect::<Vec<_>>()
        };
        let two = format!("<html><body>{}{}</body></html>", short("First", ""), short("Second", ""));
        assert_eq!(titles(&two), ["First", "Second"]);
        // A teaser links its heading, beside a long article or a short one.
        let teaser = short("<a href=/c>Third</a>", "");
        let long = format!("<article><h2>Long</h2><p>{LONG}</p><p>{LONG}</p></article>");
        assert_eq!(
            titles(&format!("<html><body>{long}{}{teaser}</body></html>", short("Second", ""))),
            ["Long", "Second"]
        );
        assert_eq!(titles(&format!("<html><body>{long}{teaser}</body></html>")), ["Long"]);
        // Cards beside a text that no mark tells are not all of the page.
        let text = format!("<div><h1>The text</h1>{}</div>", format!("<p>{LONG}</p>").repeat(9));
        let cards = format!("<html><body>{text}{}{}</body></html>", short("Card", ""), short("Card", ""));
        assert_eq!(titles(&cards), ["The text"]);
        // Without marks they are one text, and whole.
        let plain = format!(
            "<html><body><div><h2>First</h2><p>{LONG}</p></div><div><h2>Second</h2><p>{LONG}</p></div></body></html>"
        );
        let all = articles(&plain);
        assert_eq!(all.len(), 1);
        assert_eq!(all[0].text, format!("First\n\n{LONG}\n\nSecond\n\n{LONG}"));
    }

    #[test]
    fn tags_with_attributes_without_end_are_refused_soon() {
        let many: String = (0..1_000_000).map(|at| format!(" a{at}")).collect();
        for tag in ["<p", "</p", "<html><body", "<script></script><br/"] {
            let page = format!("{tag}{many}><p>{LONG}</p>");
            let refusal = extract("a.html", page.as_bytes()).unwrap_err();
            assert_eq!(refusal.code, codes::DAMAGED_DOCUMENT);
            assert!(refusal.message.contains("attributes"), "{}", refusal.message);
        }
        let again: String = (0..200_000).map(|at| format!("<body a{at}>")).collect();
        assert!(extract("a.html", format!("{again}<p>{LONG}</p>").as_bytes()).is_ok());
        // What is long and holds many words need not be a tag of many attributes.
        let words = "if (one < two) three = four / five; ".repeat(4_000);
        for page in [
            format!("<script>{words}</script><p>{LONG}</p>"),
            format!("<!-- {words} --><p>{LONG}</p>"),
            format!("<p data-all='{words}'>{LONG}</p>"),
            format!("<p>{words}</p><p>{LONG}</p>"),
        ] {
            assert!(extract("a.html", page.as_bytes()).is_ok());
        }
    }

    #[test]
    fn metadata_of_linked_data_counts_first() {
        let page = format!(
            "<html><head><title>Other</title><script type='application/ld+json'>{{\"@graph\":[{{\"@type\":\"WebSite\",\"name\":\"Site\"}},\
{{\"@type\":[\"NewsArticle\"],\"headline\":\"The &amp; real one\",\"datePublished\":\"2023-12-01\",\"author\":[{{\"name\":\"Ann Writer\"}},\"B. Other\"],\
\"publisher\":{{\"name\":\"The Paper\"}}}}]}}</script></head><body><div class=content><p>{LONG}</p></div></body></html>"
        );
        let metadata = &articles(&page)[0].metadata;
        assert_eq!(metadata.title.as_deref(), Some("The & real one"));
        assert_eq!(metadata.author, ["Ann Writer", "B. Other"]);
        assert_eq!(metadata.publisher.as_deref(), Some("The Paper"));
        assert_eq!(metadata.date.as_ref().map(ToString::to_string).as_deref(), Some("2023-12-01"));
    }

    #[test]
    fn hostile_pages_are_refused_soon() {
        let deep = format!("{}x{}", "<div>".repeat(100_000), "</div>".repeat(100_000));
        assert_eq!(extract("a.html", deep.as_bytes()).unwrap_err().code, codes::DAMAGED_DOCUMENT);
        let large = vec![b' '; super::limits::MARKUP + 1];
        assert_eq!(extract("a.html", &large).unwrap_err().code, codes::DOCUMENT_TOO_LARGE);
        assert_eq!(extract("a.html", b"<p> </p>").unwrap_err().code, codes::NO_TEXT);
        let unclosed = "<p>one <b>two".repeat(20_000);
        let read = extract("a.html", unclosed.as_bytes()).expect("read");
        assert_eq!(read.articles.len(), 1);
        assert!(read.articles[0].text.starts_with("one two\n\none two\n\n"));
    }

    #[test]
    fn cells_hold_paragraphs_and_tables() {
        let text = |page: &str| articles(page)[0].text.clone();
        assert_eq!(text("<table><tr><td><p>toll</p></td><td><p>5</p></td></tr></table>"), "toll\t5");
        let layout = "<table><tr><td><p>one</p><p>two</p></td><td><div>side</div></td></tr><tr><td>x</td></tr></table>";
        assert_eq!(text(layout), "one\n\ntwo\tside\nx");
        let inner = "<table><tr><td><p>a</p></td><td>b</td></tr><tr><td></td><td>c</td></tr></table>";
        assert_eq!(
            text(&format!("<table><tr><td>{inner}</td><td>last</td></tr></table><p>after</p>")),
            "a\tb\nc\tlast\n\nafter"
        );
    }

    #[test]
    fn a_page_whose_classes_all_name_surroundings_keeps_its_article() {
        let page = format!(
            "<html><body><nav>Home</nav><div class=elementor-widget><h1>Talks</h1><p>{LONG}</p><p>{LONG}</p></div></body></html>"
        );
        let read = extract("page.html", page.as_bytes()).expect("read");
        assert_eq!(read.articles[0].text, format!("Talks\n\n{LONG}\n\n{LONG}"));
        assert_eq!(read.warnings.iter().map(|each| each.code).collect::<Vec<_>>(), [codes::UNSURE_ARTICLE]);
    }

    #[test]
    fn dates_in_each_other_are_read_to_their_end() {
        // Reading all that stands in each would take hours.
        let page =
            format!("<p>{LONG}</p>{}{}", "<time>".repeat(400), "<i>June 31, 2024 </i>".repeat(100_000));
        let read = extract("page.html", page.as_bytes()).expect("read");
        assert_eq!(read.articles[0].metadata.impossible, ["2024-06-31"]);
    }
}
