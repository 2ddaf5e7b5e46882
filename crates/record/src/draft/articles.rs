//! The articles of a document that holds several: who wrote each, and when.
//!
//! Only what the running text gives: "By A. Writer, The Journal, 1/15/22" and
//! dates on lines of their own. What is known of the whole document fills the
//! gaps.

use detente_case::date::VagueDate;

use super::dates::{Reference, dates};
use super::layout::{Block, BlockKind};
use super::rules::Rules;
use super::tokens::{Kind, Token};

/// How many blocks a date may stand from its byline.
const NEAR: usize = 3;

/// One article.
#[derive(Clone, Debug, Default)]
pub(super) struct Article {
    /// Its first block.
    pub(super) first: usize,
    /// Authors as the byline has them.
    pub(super) authors: Vec<String>,
    /// Where it appeared, as the byline has it.
    pub(super) outlet: Option<String>,
    /// Its date.
    pub(super) date: Option<VagueDate>,
    /// The blocks of the byline and the date line: no statements.
    pub(super) furniture: Vec<usize>,
}

/// What the byline says.
struct Byline {
    authors: Vec<String>,
    outlet: Option<String>,
    date: Option<VagueDate>,
}

/// The articles in order; the first begins with the document.
pub(super) fn articles(tokens: &[Token], blocks: &[Block], rules: &Rules) -> Vec<Article> {
    let mut articles = vec![Article::default()];
    let mut last_date: Option<(usize, VagueDate)> = None;
    for (index, block) in blocks.iter().enumerate() {
        let current = articles.last().map_or(0, |article| article.first);
        if let Some(date) = date_line(tokens, block) {
            let headed =
                index > 0 && blocks.get(index - 1).is_some_and(|before| before.kind == BlockKind::Heading);
            let close = last_byline(&articles).is_some_and(|byline| index - byline <= NEAR);
            if let Some(article) = articles.last_mut() {
                article.furniture.push(index);
                if article.date.is_none() && (close || article.authors.is_empty()) {
                    article.date = Some(date.clone());
                    last_date = None;
                    continue;
                }
            }
            if headed {
                let first = title_before(blocks, index, current);
                articles.push(Article {
                    first,
                    date: Some(date),
                    furniture: vec![index],
                    ..Article::default()
                });
                continue;
            }
            last_date = Some((index, date));
        } else if let Some(byline) = byline(tokens, block, rules) {
            let near = last_date.take().filter(|(at, _)| index - at <= NEAR).map(|(_, date)| date);
            let date = byline.date.or(near);
            let open = articles
                .last_mut()
                .filter(|article| article.authors.is_empty() && index - article.first <= 8);
            if let Some(article) = open {
                article.authors = byline.authors;
                article.outlet = byline.outlet;
                article.date = date.or(article.date.take());
                article.furniture.push(index);
            } else {
                let first = title_before(blocks, index, current);
                articles.push(Article {
                    first,
                    authors: byline.authors,
                    outlet: byline.outlet,
                    date,
                    furniture: vec![index],
                });
            }
        }
    }
    articles
}

fn last_byline(articles: &[Article]) -> Option<usize> {
    articles.last().and_then(|article| article.furniture.first().copied())
}

/// The first of the headings that stand directly before a block.
fn title_before(blocks: &[Block], index: usize, after: usize) -> usize {
    let mut first = index;
    while first > after + 1
        && first + NEAR > index
        && blocks.get(first - 1).is_some_and(|block| block.kind == BlockKind::Heading)
    {
        first -= 1;
    }
    first
}

/// A block that is a date and nothing else.
fn date_line(tokens: &[Token], block: &Block) -> Option<VagueDate> {
    let range = block.tokens.clone();
    if range.len() > 7 {
        return None;
    }
    let found = dates(tokens, range.clone(), &Reference::default());
    let [date] = found.as_slice() else { return None };
    let rest = (range.start..date.start).chain(date.end..range.end);
    let spare = rest.filter(|at| tokens.get(*at).is_some_and(|token| token.kind == Kind::Word)).count();
    (spare <= 1).then(|| date.date.clone())
}

fn byline(tokens: &[Token], block: &Block, rules: &Rules) -> Option<Byline> {
    let all = tokens.get(block.tokens.clone())?;
    let from = match (all.first()?.lower.as_str(), all.get(1).map(|token| token.lower.as_str())) {
        ("by", _) => 1,
        ("written" | "posted" | "published", Some("by")) => 2,
        _ => return None,
    };
    if all.len() > 30 || all.last().is_some_and(|token| token.is('.') && all.len() > 12) {
        return None;
    }
    let start = block.tokens.start;
    let found = dates(tokens, block.tokens.clone(), &Reference::default());
    let date_at = found.first().map_or(all.len(), |date| date.start - start);
    let mut parts: Vec<Vec<&Token>> = vec![Vec::new()];
    for (at, token) in all.iter().enumerate().take(date_at).skip(from) {
        // Authors, then the outlet on the next line or after a comma.
        let splits = token.is(',') || token.is('|') || token.lower == "and" || token.is('(');
        if splits || (token.breaks > 0 && at > from) {
            parts.push(Vec::new());
        }
        if !splits
            && !token.is(')')
            && let Some(part) = parts.last_mut()
        {
            part.push(token);
        }
    }
    let mut names = parts.iter().filter(|part| !part.is_empty());
    let is_name = |part: &&Vec<&Token>| {
        let first = part.first().map_or("", |token| token.lower.as_str());
        let dated = super::dates::is_calendar(first);
        !dated && (1..=6).contains(&part.len()) && part.iter().any(|token| token.capital) && first != "the"
    };
    let first = names.next().filter(is_name)?;
    let mut authors = vec![joined(first)];
    let mut outlet = None;
    let and = all.iter().take(date_at).filter(|token| token.lower == "and").count();
    for part in names {
        let person = part.len() >= 2
            && part.len() <= 4
            && part.iter().all(|token| token.capital || token.is('.') || token.is('-'))
            && !rules.words.titles.contains(&part[0].word);
        if person && authors.len() <= and {
            authors.push(joined(part));
        } else if outlet.is_none() {
            outlet = Some(joined(part));
        }
    }
    Some(Byline { authors, outlet, date: found.into_iter().next().map(|date| date.date) })
}

/// Words as they stood, single spaces between those that stood apart.
pub(super) fn joined(part: &[&Token]) -> String {
    let mut text = String::new();
    let mut end = None;
    for token in part {
        if end.is_some_and(|end| end < token.start) {
            text.push(' ');
        }
        text.push_str(&token.word);
        end = Some(token.end);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::super::layout::blocks;
    use super::super::tokens::tokens;
    use super::*;

    fn read(text: &str) -> Vec<(Vec<String>, Option<String>, Option<String>)> {
        let rules = Rules::shipped();
        let tokens = tokens(text);
        let blocks = blocks(&tokens, &rules);
        articles(&tokens, &blocks, &rules)
            .into_iter()
            .map(|article| (article.authors, article.outlet, article.date.map(|date| date.to_string())))
            .collect()
    }

    #[test]
    fn bylines_begin_articles() {
        let text = "A page\n\nA Title\n\nBy Ann B. Cole, The Journal, 1/15/22\n\nText of it here.\n\nAnother One\n\nBy Dan Ek and Fay Gor\n\nMarch 2021\n\nMore text of it.";
        let all = read(text);
        assert_eq!(all.len(), 2);
        assert_eq!(
            all[0],
            (vec!["Ann B. Cole".to_owned()], Some("The Journal".to_owned()), Some("2022-01-15".to_owned()))
        );
        assert_eq!(all[1].0, ["Dan Ek", "Fay Gor"]);
        assert_eq!(all[1].2.as_deref(), Some("2021-03"));
    }

    #[test]
    fn a_date_under_a_heading_begins_one_without_authors() {
        let all = read(
            "Title One\n\nMay 2020\n\nBy Ann Cole\n\nText.\n\nTitle Two\n\nJune 2020\n\nText of the second.",
        );
        assert_eq!(
            all.iter().map(|article| article.2.clone()).collect::<Vec<_>>(),
            [Some("2020-05".to_owned()), Some("2020-06".to_owned())]
        );
    }

    #[test]
    fn a_sentence_that_begins_with_by_is_no_byline() {
        assert_eq!(
            read("By 2015, as part of this, the men also started going to the front in the east to advise.")
                .len(),
            1
        );
        assert_eq!(read("By the end of it all nobody was left")[0].0, Vec::<String>::new());
    }
}
