//! Title, authors, publisher, date and address of the articles of a page: from
//! linked data, then meta tags, then what readers see.

use scraper::{ElementRef, Html, Node};

use super::{json_ld, text};
use crate::extract::byline::byline;
use crate::metadata::{Metadata, line};

/// What the page says outside its articles.
pub(super) struct Head {
    /// Of its one article.
    pub(super) page: Metadata,
    /// Of each of its several articles.
    pub(super) shared: Metadata,
    /// What linked data says of articles.
    linked: Vec<Metadata>,
}

pub(super) fn of_page(page: &Html) -> Head {
    let linked = json_ld::of_page(page);
    let mut found = linked.first().cloned().unwrap_or_default();
    from_meta_tags(page, &mut found);
    for node in page.tree.nodes() {
        let Node::Element(element) = node.value() else { continue };
        match element.name() {
            "title" => {
                let title: String =
                    node.children().filter_map(|child| child.value().as_text().map(|text| &**text)).collect();
                let name = found.publisher.clone().unwrap_or_default();
                found.set_title(&without_site(&title, &name));
            }
            "link" if element.attr("rel") == Some("canonical") => {
                found.set_url(element.attr("href").unwrap_or_default());
            }
            _ => {}
        }
    }
    let shared =
        Metadata { publisher: found.publisher.clone(), url: found.url.clone(), ..Metadata::default() };
    Head { page: found, shared, linked }
}

fn from_meta_tags(page: &Html, found: &mut Metadata) {
    // By rank: what is said of the article goes before what is said of the page.
    const TITLE: [&str; 5] = ["og:title", "citation_title", "dc.title", "dcterms.title", "twitter:title"];
    const AUTHOR: [&str; 7] = [
        "author",
        "article:author",
        "citation_author",
        "dc.creator",
        "dcterms.creator",
        "parsely-author",
        "sailthru.author",
    ];
    const PUBLISHER: [&str; 6] = [
        "og:site_name",
        "citation_journal_title",
        "dc.publisher",
        "dcterms.publisher",
        "application-name",
        "publisher",
    ];
    const DATE: [&str; 9] = [
        "article:published_time",
        "datepublished",
        "citation_publication_date",
        "citation_date",
        "dc.date",
        "dc.date.issued",
        "dcterms.date",
        "dcterms.issued",
        "date",
    ];
    let mut tags: Vec<(String, &str)> = Vec::new();
    for node in page.tree.nodes() {
        let Node::Element(element) = node.value() else { continue };
        if element.name() != "meta" || tags.len() >= 500 {
            continue;
        }
        let name = ["property", "name", "itemprop"].iter().find_map(|key| element.attr(key));
        if let (Some(name), Some(content)) = (name, element.attr("content")) {
            tags.push((name.trim().to_ascii_lowercase(), content));
        }
    }
    let of =
        |name: &'static str| tags.iter().filter(move |(tag, _)| tag == name).map(|(_, content)| *content);
    TITLE.iter().flat_map(|name| of(name)).for_each(|title| found.set_title(title));
    PUBLISHER.iter().flat_map(|name| of(name)).for_each(|name| found.set_publisher(name));
    DATE.iter().flat_map(|name| of(name)).for_each(|date| found.set_date(&date.replace('/', "-")));
    of("og:url").for_each(|url| found.set_url(url));
    if found.author.is_empty() {
        for name in AUTHOR {
            of(name).for_each(|author| found.add_author(author));
            if !found.author.is_empty() {
                break;
            }
        }
    }
}

/// Most headings and dates of an article that are looked at for its own.
const LOOKED: usize = 200;

/// What an article says of itself; of a page of several, its head is not about any one of them.
pub(super) fn of_part(part: ElementRef<'_>, head: &Head, several: bool) -> Metadata {
    let mut found = Metadata::default();
    let mut bylines: Vec<String> = Vec::new();
    let mut looked = 0_usize;
    for node in part.descendants() {
        let Some(element) = ElementRef::wrap(node) else { continue };
        let value = element.value();
        let class = value.attr("class").unwrap_or_default().to_ascii_lowercase();
        let property = value.attr("itemprop").unwrap_or_default();
        match value.name() {
            "h1" | "h2" | "h3" if several || value.name() == "h1" => {
                let wanted = found.title.is_none() && looked < LOOKED;
                looked += usize::from(wanted);
                if wanted {
                    found.set_title(&text::beginning(element));
                }
            }
            name if name == "time" || property == "datePublished" => {
                let wanted = found.date.is_none() && looked < LOOKED;
                looked += usize::from(wanted);
                if wanted {
                    let key = if name == "time" { "datetime" } else { "content" };
                    let written = value.attr(key).map_or_else(|| text::beginning(element), str::to_owned);
                    found.set_date(&written);
                }
            }
            "h1" | "h2" | "h3" | "body" | "html" | "main" | "article" => {}
            _ if value.attr("rel") == Some("author") || property == "author" || is_byline(&class) => {
                if bylines.len() >= 20 {
                    continue;
                }
                bylines.extend(line(&text::beginning(element)));
            }
            _ => {}
        }
    }
    if several && let Some(title) = &found.title {
        let same = |other: &&Metadata| other.title.as_deref().is_some_and(|other| other == title);
        if let Some(linked) = head.linked.iter().find(same) {
            found.or(linked);
        }
    }
    let own_words = several || head.page.author.is_empty();
    for words in bylines.iter().filter(|words| own_words && words.chars().count() <= 120) {
        match byline(words) {
            Some(names) => names.iter().for_each(|name| found.add_author(name)),
            None if found.author.is_empty() && words.split_whitespace().count() <= 5 => {
                found.add_author(words)
            }
            None => {}
        }
    }
    if !several {
        // What the head of the page says goes before what its text looks like.
        let mut first = head.page.clone();
        first.or(&found);
        return first;
    }
    found
}

fn is_byline(class: &str) -> bool {
    class
        .split(|each: char| !each.is_ascii_alphanumeric())
        .any(|part| matches!(part, "byline" | "author" | "authors"))
}

/// A title without the name of the site after a bar or a dash.
fn without_site(title: &str, site: &str) -> String {
    let title = title.trim();
    for separator in [" | ", " - ", " – ", " — ", " :: "] {
        if let Some((rest, last)) = title.rsplit_once(separator)
            && !site.is_empty()
            && last.trim().eq_ignore_ascii_case(site)
        {
            return rest.trim().to_owned();
        }
    }
    title.to_owned()
}
