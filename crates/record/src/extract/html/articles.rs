//! Which elements of a page are articles.

use std::collections::{BTreeMap, BTreeSet};

use scraper::node::Element;
use scraper::{ElementRef, Html, Node};

use super::boilerplate::{Rules, extent, is_around};
use crate::extract::limits;

/// Characters that an element must hold to be an article of its own; a teaser holds fewer.
const ARTICLE: usize = 500;
/// Characters, and not those of links, of a short article beside others.
const SHORT: usize = 150;
/// Elements of a short article that are looked at.
const ELEMENTS: usize = 200;
/// Links of a short article that are looked at.
const LINKS: usize = 20;
/// Characters of a paragraph that speaks for its container.
const PARAGRAPH: usize = 40;

/// The articles of a page, at least one element.
pub(super) fn of_page(page: &Html, rules: Rules) -> Vec<ElementRef<'_>> {
    let marked = marked(page, rules);
    let is_long = |each: &ElementRef<'_>| extent(*each, rules).0 >= ARTICLE;
    let long = marked.iter().filter(|each| is_long(each)).count();
    let own: Vec<_> = marked.iter().copied().filter(|each| is_long(each) || is_short(*each, rules)).collect();
    match (own.as_slice(), marked.as_slice()) {
        (_, [only]) if extent(*only, rules).0 > 0 => vec![*only],
        ([one], _) if long > 0 => vec![*one],
        ([] | [_], _) => vec![main(page, rules)],
        (several, _) if long > 0 || holds_most(page, several, rules) => {
            several.iter().copied().take(limits::ARTICLES).collect()
        }
        _ => vec![main(page, rules)],
    }
}

/// Whether an element is a short article and no teaser, which links its heading.
fn is_short(element: ElementRef<'_>, rules: Rules) -> bool {
    let (all, linked) = extent(element, rules);
    let heading = |name: &str| matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6");
    let links_heading = || {
        element.descendent_elements().filter(|each| each.value().name() == "a").take(LINKS).any(|link| {
            let inside = link.descendent_elements().any(|each| heading(each.value().name()));
            let above = link.ancestors().take(4).filter_map(ElementRef::wrap);
            inside || above.map(|each| each.value().name()).any(heading)
        })
    };
    let own = all.saturating_sub(linked);
    (own >= SHORT || own >= PARAGRAPH && is_signed(element)) && linked * 4 <= all && !links_heading()
}

/// Whether an element has a heading of its own, and a day or an author.
fn is_signed(element: ElementRef<'_>) -> bool {
    let has = |wanted: &dyn Fn(&Element) -> bool| {
        element.descendent_elements().take(ELEMENTS).any(|each| wanted(each.value()))
    };
    let names = |each: &Element, key: &str, words: &[&str]| {
        each.attr(key).is_some_and(|found| found.split_whitespace().any(|word| words.contains(&word)))
    };
    has(&|each| matches!(each.name(), "h1" | "h2" | "h3" | "h4" | "h5" | "h6"))
        && has(&|each| {
            each.name() == "time"
                || names(each, "rel", &["author"])
                || names(each, "itemprop", &["author", "datePublished"])
                || names(each, "class", &["byline", "author"])
        })
}

/// Whether some elements together hold at least half of what a page says.
fn holds_most(page: &Html, elements: &[ElementRef<'_>], rules: Rules) -> bool {
    let together: usize = elements.iter().map(|each| extent(*each, rules).0).sum();
    2 * together >= extent(body(page), rules).0
}

fn body(page: &Html) -> ElementRef<'_> {
    let body = page
        .tree
        .nodes()
        .find_map(|node| ElementRef::wrap(node).filter(|each| each.value().name() == "body"));
    body.unwrap_or_else(|| page.root_element())
}

/// Outermost elements that the page marks as articles, in order.
fn marked(page: &Html, rules: Rules) -> Vec<ElementRef<'_>> {
    let mut found: Vec<ElementRef<'_>> = Vec::new();
    let mut ids = BTreeSet::new();
    for node in page.tree.nodes() {
        let Some(element) = ElementRef::wrap(node) else { continue };
        let value = element.value();
        let class = value.attr("class").unwrap_or_default();
        let is_one = value.name() == "article"
            || value.attr("role") == Some("article")
            || class.split_whitespace().any(|name| name == "hentry")
            || value
                .attr("itemtype")
                .is_some_and(|kind| kind.ends_with("Article") || kind.ends_with("BlogPosting"));
        if !is_one || matches!(value.name(), "html" | "body") || found.len() >= 4 * limits::ARTICLES {
            continue;
        }
        let shadowed = node.ancestors().any(|above| {
            let around = above.value().as_element().is_some_and(|above| is_around(above, rules));
            around || ids.contains(&above.id())
        });
        if !shadowed && !is_around(value, rules) {
            ids.insert(element.id());
            found.push(element);
        }
    }
    found
}

/// The element that holds the text of a page without marked articles: the one
/// whose paragraphs weigh most, each counting for its parent in full and for
/// the element above by half (after the readability heuristics of Arc90, 2009).
fn main(page: &Html, rules: Rules) -> ElementRef<'_> {
    let root = body(page);
    let named = page
        .tree
        .nodes()
        .filter_map(ElementRef::wrap)
        .find(|each| each.value().name() == "main" || each.value().attr("role") == Some("main"));
    if let Some(main) = named.filter(|main| extent(*main, rules).0 >= ARTICLE) {
        return main;
    }
    let mut weights = BTreeMap::new();
    let mut left_out = Vec::new();
    for edge in root.traverse() {
        match edge {
            ego_tree::iter::Edge::Open(node) => {
                let Node::Element(value) = node.value() else { continue };
                if !left_out.is_empty() || (node.id() != root.id() && is_around(value, rules)) {
                    left_out.push(node.id());
                    continue;
                }
                if value.name() != "p" {
                    continue;
                }
                let Some(element) = ElementRef::wrap(node) else { continue };
                let (all, linked) = extent(element, rules);
                let own = all.saturating_sub(2 * linked);
                if own < PARAGRAPH {
                    continue;
                }
                for (step, above) in node.ancestors().take(2).enumerate() {
                    if above.value().is_element() {
                        *weights.entry(above.id()).or_insert(0_usize) += own >> step;
                    }
                }
            }
            ego_tree::iter::Edge::Close(node) => {
                if left_out.last() == Some(&node.id()) {
                    left_out.pop();
                }
            }
        }
    }
    let best = weights.iter().max_by_key(|(id, weight)| (**weight, std::cmp::Reverse(**id)));
    let best = best.and_then(|(id, weight)| Some((page.tree.get(*id).and_then(ElementRef::wrap)?, *weight)));
    // One that says not much less beside it is the next short article, or the next part.
    let best = best.and_then(|(best, weight)| {
        let next =
            best.next_siblings().chain(best.prev_siblings()).filter_map(ElementRef::wrap).any(|each| {
                each.value().name() == best.value().name()
                    && weights.get(&each.id()).is_some_and(|other| *other >= SHORT && other * 3 >= weight)
            });
        if next { best.parent().and_then(ElementRef::wrap) } else { Some(best) }
    });
    // An element that holds less than half of what the page says is not its text.
    best.filter(|best| 2 * extent(*best, rules).0 >= extent(root, rules).0).unwrap_or(root)
}
