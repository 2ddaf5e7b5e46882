//! What on a page is not its article: menus, banners, buttons, teasers.

use scraper::ElementRef;
use scraper::node::Element;

/// Elements whose content is never text of an article.
const NEVER: [&str; 26] = [
    "script", "style", "noscript", "template", "svg", "math", "nav", "aside", "footer", "form", "button",
    "select", "option", "input", "textarea", "iframe", "object", "embed", "audio", "video", "canvas", "map",
    "dialog", "menu", "head", "title",
];

/// Parts of class names and ids that name what surrounds an article.
const AROUND: [&str; 43] = [
    "ad",
    "ads",
    "advert",
    "advertisement",
    "banner",
    "breadcrumb",
    "breadcrumbs",
    "comment",
    "comments",
    "consent",
    "cookie",
    "cookies",
    "disqus",
    "donate",
    "footer",
    "masthead",
    "menu",
    "modal",
    "nav",
    "navbar",
    "navigation",
    "newsletter",
    "outbrain",
    "pager",
    "pagination",
    "paywall",
    "popup",
    "promo",
    "recommended",
    "related",
    "share",
    "sharing",
    "sidebar",
    "sidebars",
    "signup",
    "skip",
    "social",
    "sponsor",
    "sponsored",
    "subscribe",
    "taboola",
    "teaser",
    "widget",
];

/// By what it is told that an element is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rules {
    /// What it is, and the names of its classes and its id.
    Names,
    /// What it is alone: some page builders name every part a widget.
    Elements,
}

/// Whether an element is left out of the text.
pub(super) fn is_around(element: &Element, rules: Rules) -> bool {
    let name = element.name();
    if NEVER.contains(&name) || is_hidden(element) {
        return true;
    }
    // The page itself and its main part may bear any class.
    if matches!(name, "html" | "body" | "main" | "article") {
        return false;
    }
    let role = element.attr("role").unwrap_or_default();
    if matches!(
        role,
        "navigation" | "banner" | "complementary" | "contentinfo" | "search" | "dialog" | "menu"
    ) {
        return true;
    }
    rules == Rules::Names
        && ["class", "id"].iter().filter_map(|key| element.attr(key)).any(names_surroundings)
}

fn is_hidden(element: &Element) -> bool {
    let style = element.attr("style").unwrap_or_default();
    element.attr("hidden").is_some()
        || element.attr("aria-hidden") == Some("true")
        || style.replace(' ', "").to_ascii_lowercase().contains("display:none")
}

fn names_surroundings(names: &str) -> bool {
    let parts = names.split(|each: char| !each.is_ascii_alphanumeric()).filter(|part| !part.is_empty());
    let mut parts = parts.take(40).map(str::to_ascii_lowercase);
    parts.any(|part| AROUND.contains(&part.as_str()))
}

/// Characters of text, and how many of them stand in links; what is left out counts for neither.
pub(super) fn extent(element: ElementRef<'_>, rules: Rules) -> (usize, usize) {
    let (mut all, mut linked) = (0, 0);
    super::text::walk(element, rules, &mut |text, in_link| {
        let count = text.split_whitespace().map(|word| word.chars().count() + 1).sum::<usize>();
        all += count;
        linked += if in_link { count } else { 0 };
    });
    (all, linked)
}

#[cfg(test)]
mod tests {
    #[test]
    fn whole_words_of_class_names_count() {
        assert!(super::names_surroundings("post-sidebar wide"));
        assert!(super::names_surroundings("ShareBar share_bar"));
        assert!(!super::names_surroundings("shared-ground header-adjacent"));
    }
}
