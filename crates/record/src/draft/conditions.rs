//! The words that make a condition, and whether they do so where they stand.

use super::grammar::{acts_as_verb, is_be, is_one};
use super::speech::Page;
use super::tokens::{Kind, Token};

/// How many words the subject of a condition has at most.
const SUBJECT: usize = 6;

/// The marker of a condition at `at`, and where its words end.
pub(super) fn marker_at(page: &Page<'_>, at: usize) -> Option<(usize, usize)> {
    let (marker, end) = page.rules.marker_index.longest(page.tokens, at)?;
    let word = page.tokens.get(at)?.lower.as_str();
    let before = at.checked_sub(1);
    let one = end == at + 1;
    let fits = match word {
        "provided" | "providing" => is_proviso(page, at, end),
        // "once again", "once more", "at once".
        "once" if one => {
            !is_one(page, end, &["again", "more", "a", "every", "in", "and", "the"])
                && !before.is_some_and(|before| is_one(page, before, &["at", "for", "than"]))
                && !ends_part(page, end)
        }
        // "as soon as possible".
        "as" => !is_one(page, end, &["possible", "practicable"]),
        // "the pending talks", "is still pending".
        "pending" => {
            let opens = before.is_none_or(|before| {
                page.tokens.get(before).is_none_or(|token| token.kind == Kind::Mark && !token.is('-'))
            });
            opens && !ends_part(page, end)
        }
        _ => true,
    };
    fits.then_some((marker, end))
}

fn ends_part(page: &Page<'_>, at: usize) -> bool {
    page.tokens.get(at).is_none_or(|token| token.kind == Kind::Mark && !token.is_quote())
}

/// Whether "provided" and "providing" set a condition: with "that" behind them,
/// or a subject with its verb, and nobody before them who provides something.
fn is_proviso(page: &Page<'_>, at: usize, end: usize) -> bool {
    let before = at.checked_sub(1);
    let gives = before.is_some_and(|before| {
        is_be(page, before)
            || is_one(
                page,
                before,
                &[
                    "has", "have", "had", "of", "by", "in", "for", "to", "from", "with", "without", "on",
                    "or", "it", "they", "he", "she", "we", "who", "which", "also",
                ],
            )
    });
    if end > at + 1 {
        return !gives;
    }
    if gives || before.is_some_and(|before| is_one(page, before, &["and"])) {
        return false;
    }
    let opens = is_one(
        page,
        end,
        &["the", "a", "it", "they", "he", "she", "there", "both", "all", "its", "their", "no"],
    ) || page.mention_at(end).is_some();
    let verb = (end + 1..end + 1 + SUBJECT)
        .take_while(|at| page.tokens.get(*at).is_some_and(|token| token.kind != Kind::Mark || token.is('-')))
        .take_while(|at| !is_one(page, *at, &["with", "to", "for", "and", "in", "of"]))
        .any(|at| {
            is_be(page, at)
                || acts_as_verb(page, at)
                || page.rules.acts.longest(page.tokens, at).is_some()
                || is_one(
                    page,
                    at,
                    &["does", "do", "did", "has", "have", "had", "will", "would", "can", "could"],
                )
        });
    opens && verb
}

/// Whether a part of a sentence begins with the words of a condition, marks and
/// "but", "and" or "only" aside.
pub(super) fn begins_with_condition(page: &Page<'_>, start: usize, end: usize) -> bool {
    let passed = |token: &Token| {
        token.kind == Kind::Mark
            || matches!(token.lower.as_str(), "but" | "and" | "or" | "only" | "even" | "then")
    };
    (start..end.min(start + 5))
        .find(|at| page.marker_at(*at).is_some() || !page.tokens.get(*at).is_some_and(passed))
        .is_some_and(|at| page.marker_at(at).is_some())
}
