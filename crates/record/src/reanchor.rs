//! Anchors of a document that has changed, found again in its new text.
//!
//! First where they were, by position and hash; then by the hash elsewhere; then
//! by the words and their context; then by words that are nearly the same, with
//! the difference. The last is a proposal and nothing more: whoever keeps the
//! case decides.

use detente_case::anchor::passage_hash;

use crate::duplicates::{Difference, compare};
use crate::quote::{Anchor, Quotable, Quote};
use crate::words::{Word, words};

/// What became of an anchor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// It is where it was.
    InPlace,
    /// The same words stand elsewhere, with a word of their context beside them.
    Moved(Anchor),
    /// The same words stand at several places, none with the former context.
    Ambiguous(Vec<Anchor>),
    /// Words that are nearly the same, or the same in another context.
    Changed {
        /// Where they stand.
        anchor: Anchor,
        /// What they are now.
        passage: String,
        /// Words shared, in thousandths.
        shared: u32,
        /// Where they differ.
        differences: Vec<Difference>,
    },
    /// Nothing like it was found.
    Lost,
}

/// Fewest words shared, in thousandths, of a passage that is proposed.
const ALIKE: u32 = 600;

/// Words of a passage that are taken for the same wherever they stand, without
/// words of their context at hand.
const TELLING: usize = 8;

/// Looks for an anchor in the new text. `quote` holds its former words, where
/// they are at hand.
#[must_use]
pub fn find(text: &Quotable<'_>, anchor: &Anchor, quote: Option<&Quote>) -> Found {
    let scalars = text.scalars();
    if scalars.holds(anchor.start, anchor.end, &anchor.sha256) {
        return Found::InPlace;
    }
    let places = |exact: &str| -> Vec<Anchor> {
        text.places(exact).into_iter().filter_map(|(start, end)| text.anchor(start, end)).collect()
    };
    let Some(quote) = quote else {
        // Without the words there is the hash alone, which says nothing of which of several it was.
        let found = scalars.nearest(anchor.start, anchor.end, &anchor.sha256);
        let Some((start, end)) = found else { return Found::Lost };
        let passage = scalars.passage(start, end).unwrap_or_default();
        let several = places(passage);
        return match text.anchor(start, end) {
            _ if several.len() > 1 => Found::Ambiguous(several),
            Some(only) if words_of(passage) >= TELLING => Found::Moved(only),
            Some(only) => elsewhere(passage, only),
            None => Found::Lost,
        };
    };
    let several = places(&quote.exact);
    if several.is_empty() {
        return changed(text, quote);
    }
    let (before, after) = (words_of(&quote.prefix), words_of(&quote.suffix));
    let whole = before + after;
    let context = |anchor: &Anchor| {
        let now = text.quote(anchor.start, anchor.end).unwrap_or_default();
        (common_end(&now.prefix, &quote.prefix), common_start(&now.suffix, &quote.suffix))
    };
    let shared: Vec<(usize, usize)> = several.iter().map(context).collect();
    let sum = |(before, after): &(usize, usize)| before + after;
    let most = shared.iter().map(sum).max().unwrap_or_default();
    let mut best = several.iter().zip(&shared).filter(|(_, words)| sum(words) == most);
    match (best.next(), best.next()) {
        // One place alone: the words next to it must be the same on both sides, for who
        // does what may stand beside the words; and half of them. Of several, all.
        (Some((only, beside)), None)
            if most == whole
                || several.len() == 1
                    && 2 * most >= whole
                    && (beside.0 > 0 || before == 0)
                    && (beside.1 > 0 || after == 0) =>
        {
            Found::Moved(only.clone())
        }
        // The same words in another context are shown and not taken.
        (Some((only, _)), None) if several.len() == 1 || 2 * most >= whole => {
            elsewhere(scalars.passage(only.start, only.end).unwrap_or_default(), only.clone())
        }
        _ => Found::Ambiguous(several),
    }
}

/// The same words in another context.
fn elsewhere(passage: &str, anchor: Anchor) -> Found {
    Found::Changed { passage: passage.to_owned(), anchor, shared: 1000, differences: Vec::new() }
}

fn words_of(text: &str) -> usize {
    text.split_whitespace().count()
}

/// Words at the ends of two texts that are the same.
fn common_end(one: &str, other: &str) -> usize {
    let (one, other) = (one.split_whitespace().rev(), other.split_whitespace().rev());
    one.zip(other).take_while(|(one, other)| one == other).count()
}

/// Words at the starts of two texts that are the same.
fn common_start(one: &str, other: &str) -> usize {
    let (one, other) = (one.split_whitespace(), other.split_whitespace());
    one.zip(other).take_while(|(one, other)| one == other).count()
}

/// The passage of about as many words that shares most of them.
fn changed(text: &Quotable<'_>, quote: &Quote) -> Found {
    let normal = text.normal();
    let there = words(normal);
    let former = crate::normal::Normal::of(&quote.exact);
    let wanted = words(&former);
    let Some(window) = best_window(&there, &wanted) else { return Found::Lost };
    let Some((first, last)) = window.first().zip(window.last()) else { return Found::Lost };
    let place = normal.raw(first.start..last.end);
    let anchor = place.and_then(|place| text.anchor(place.start, place.end));
    let passage = anchor.as_ref().and_then(|anchor| text.scalars().passage(anchor.start, anchor.end));
    let (Some(passage), Some(anchor)) = (passage, anchor.clone()) else { return Found::Lost };
    let (_, shared, differences) = compare(&quote.exact, passage);
    if shared < ALIKE {
        return Found::Lost;
    }
    debug_assert_eq!(anchor.sha256, passage_hash(passage), "an anchor bears the hash of its passage");
    Found::Changed { passage: passage.to_owned(), anchor, shared, differences }
}

/// The window of words that shares most with the wanted ones, trimmed to words
/// that are wanted; the first of several.
fn best_window<'w>(there: &'w [Word], wanted: &[Word]) -> Option<&'w [Word]> {
    let mut counts = std::collections::BTreeMap::new();
    for word in wanted {
        *counts.entry(word.hash).or_insert(0_i64) += 1;
    }
    let length = (wanted.len() + wanted.len() / 4).max(1);
    let mut best = (0_usize, 0_usize);
    let mut shared = 0_usize;
    for (at, word) in there.iter().enumerate() {
        if let Some(left) = counts.get_mut(&word.hash) {
            shared += usize::from(*left > 0);
            *left -= 1;
        }
        if let Some(gone) = at.checked_sub(length).and_then(|gone| there.get(gone))
            && let Some(left) = counts.get_mut(&gone.hash)
        {
            *left += 1;
            shared -= usize::from(*left > 0);
        }
        if shared > best.0 {
            best = (shared, at + 1);
        }
    }
    let window = there.get(best.1.saturating_sub(length)..best.1)?;
    let is_wanted = |word: &Word| counts.contains_key(&word.hash);
    let from = window.iter().position(is_wanted)?;
    let to = window.iter().rposition(is_wanted)? + 1;
    window.get(from..to)
}

#[cfg(test)]
mod tests {
    use super::*;

    const OLD: &str = "First words. The ceiling is 1,550 deployed warheads for each side. Last words.";

    fn anchored(passage: &str) -> (Anchor, Quote) {
        let text = Quotable::new(OLD);
        let (start, end) = text.places(passage)[0];
        (text.anchor(start, end).expect("there"), text.quote(start, end).expect("there"))
    }

    #[test]
    fn unchanged_moved_and_lost_are_told_apart() {
        let (anchor, quote) = anchored("The ceiling is 1,550 deployed warheads for each side");
        assert_eq!(find(&Quotable::new(OLD), &anchor, Some(&quote)), Found::InPlace);
        let new = format!("A new head.\n\n{OLD}");
        let moved = find(&Quotable::new(&new), &anchor, Some(&quote));
        assert!(matches!(&moved, Found::Moved(found) if found.start == anchor.start + 13), "{moved:?}");
        assert_eq!(find(&Quotable::new(&new), &anchor, None), moved, "by the hash alone");
        assert_eq!(find(&Quotable::new("Other words."), &anchor, Some(&quote)), Found::Lost);
    }

    #[test]
    fn what_changed_is_proposed_with_its_difference() {
        let (anchor, quote) = anchored("The ceiling is 1,550 deployed warheads for each side");
        let new = "Other text. The ceiling is 1,500 deployed warheads for either side, and so on.";
        let Found::Changed { passage, differences, shared, .. } =
            find(&Quotable::new(new), &anchor, Some(&quote))
        else {
            panic!("a proposal");
        };
        assert_eq!(passage, "The ceiling is 1,500 deployed warheads for either side");
        let told: Vec<_> =
            differences.iter().map(|each| (each.first.as_str(), each.second.as_str())).collect();
        assert_eq!(told, [("1,550", "1,500"), ("each", "either")]);
        assert_eq!(shared, 777);
    }

    /// Somebody else's words are no anchor of what is gone.
    #[test]
    fn the_same_words_in_another_context_are_a_proposal() {
        let old = "Russia rejected the offer. Ukraine rejected the offer, too.";
        let text = Quotable::new(old);
        let (start, end) = text.places("rejected the offer")[1];
        let (anchor, quote) =
            (text.anchor(start, end).expect("there"), text.quote(start, end).expect("there"));
        let new = Quotable::new("In May, Russia rejected the offer. Nothing else was said.");
        let found = find(&new, &anchor, Some(&quote));
        assert!(matches!(&found, Found::Changed { shared: 1000, .. }), "{found:?}");
        // One word beside them may be the same by chance; who did it is not.
        let (start, end) = text.places("rejected")[0];
        let (anchor, quote) =
            (text.anchor(start, end).expect("there"), text.quote(start, end).expect("there"));
        for other in
            ["In May, Georgia rejected the plan.", "In May, Georgia rejected the offer. Ukraine did not."]
        {
            let found = find(&Quotable::new(other), &anchor, Some(&quote));
            assert!(matches!(&found, Found::Changed { shared: 1000, .. }), "{found:?}");
            let found = find(&Quotable::new(other), &anchor, None);
            assert!(matches!(&found, Found::Changed { shared: 1000, .. }), "{found:?}");
        }
        let twice = Quotable::new("A note. Russia rejected the offer. Georgia rejected the offer.");
        let found = find(&twice, &anchor, None);
        assert!(matches!(&found, Found::Ambiguous(places) if places.len() == 2), "{found:?}");
    }

    #[test]
    fn the_same_words_twice_need_their_context() {
        let (anchor, quote) = anchored("words");
        assert_eq!((anchor.start, quote.suffix.starts_with('.')), (6, true));
        let new = "Some words. And words. First words. The ceiling is 1,550 deployed warheads for each side. Last words.";
        let found = find(&Quotable::new(new), &anchor, Some(&quote));
        assert!(matches!(&found, Found::Moved(found) if found.start == 29), "{found:?}");
        let found = find(&Quotable::new("Some words. And words."), &anchor, Some(&quote));
        assert!(matches!(&found, Found::Ambiguous(places) if places.len() == 2), "{found:?}");
    }
}
