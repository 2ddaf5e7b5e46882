//! Several articles in one plain text, told apart by their bylines.
//!
//! Nothing marks an article in a text but its words. A part begins where a byline
//! does, or the headings above it, and nowhere else: a date on a line of its own
//! may be a diary's, and a heading a chapter's.

use super::byline::byline;
use crate::draft::bylined;

/// Characters that an article holds at least; a signed letter or a caption holds fewer.
const ARTICLE: usize = 500;
/// The most characters of a line that is looked at as a byline.
const LINE: usize = 200;

/// The articles, one after the other; one, the text itself, where nothing tells several apart.
pub(super) fn articles(text: &str) -> Vec<&str> {
    // Most texts are told from their lines alone.
    let signed =
        text.lines().filter(|line| line.len() <= LINE && byline(line.trim()).is_some()).take(2).count();
    if signed < 2 {
        return vec![text];
    }
    let mut starts = vec![0];
    for at in bylined(text) {
        let last = starts.last().copied().unwrap_or_default();
        let long =
            |part: Option<&str>| part.is_some_and(|part| part.trim().chars().nth(ARTICLE - 1).is_some());
        if at > last && long(text.get(last..at)) && long(text.get(at..)) {
            starts.push(at);
        }
    }
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    starts.iter().zip(ends).filter_map(|(start, end)| text.get(*start..end)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const STORY: &str = "The envoys met at the weir on Monday, and left without a word to anybody. ";

    fn article(title: &str, byline: &str) -> String {
        format!("{title}\n\n{byline}\n\n{}\n\n", STORY.repeat(8))
    }

    #[test]
    fn bylines_part_a_text_and_nothing_is_lost() {
        let text = [
            article("The Weir", "By Ann Cole, The Journal, 1/15/22"),
            article("The Lock", "By Dan Ek and Fay Gor"),
            article("The Ferry", "By Jon Berg, The Paper"),
        ]
        .concat();
        let parts = articles(&text);
        assert_eq!(parts.concat(), text);
        let heads: Vec<_> = parts.iter().filter_map(|part| part.lines().next()).collect();
        assert_eq!(heads, ["The Weir", "The Lock", "The Ferry"]);
    }

    #[test]
    fn what_is_short_or_unsigned_is_no_article_of_its_own() {
        let one = article("The Weir", "By Ann Cole, The Journal, 1/15/22");
        let letter = "A letter\n\nBy Dan Ek\n\nThank you for the story.\n";
        let chapters = article("Second part", "March 2021");
        for text in [one.clone(), format!("{one}{letter}"), format!("{one}{chapters}"), String::new()] {
            assert_eq!(articles(&text), [text.as_str()]);
        }
        // A letter that another article follows is a part of what stands before it.
        let text = format!("{one}{letter}{}", article("The Lock", "By Fay Gor"));
        assert_eq!(articles(&text).len(), 2);
    }
}
