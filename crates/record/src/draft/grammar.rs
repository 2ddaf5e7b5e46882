//! English grammar as far as the rules need it: closed classes of words, the
//! group of words that a verb stands in, and the noun phrase before it.
//!
//! No parser: what is not surely understood is left open, and whoever asks
//! takes that as a reason not to draft.

use super::nouns::{is_adjective_here, is_noun_here};
use super::rules::CueKind;
use super::speech::Page;
use super::tokens::{Kind, Token};

/// How many words a verb and its auxiliaries may be apart.
const GROUP: usize = 12;

/// Tokens of the longest noun phrase and the longest remark between two commas.
const PHRASE: usize = 60;

/// How a verb stands in its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum VerbForm {
    /// With a subject of its own: "rejects", "has rejected", "would reject".
    Finite,
    /// "to reject"; where "to" stands.
    Infinitive(usize),
    /// "rejecting" without a form of "be" before it.
    Participle,
}

/// A verb with its auxiliaries.
#[derive(Clone, Copy, Debug)]
pub(super) struct VerbGroup {
    /// Its first token.
    pub(super) start: usize,
    /// "would", "might" and the like.
    pub(super) modal: Option<usize>,
    /// Whether "not" or "never" stands in it.
    pub(super) negated: bool,
    /// Whether the subject suffers what the verb says.
    pub(super) passive: bool,
    /// How it stands.
    pub(super) form: VerbForm,
}

fn lower<'p>(page: &Page<'p>, at: usize) -> &'p str {
    page.tokens.get(at).map_or("", |token| token.lower.as_str())
}

/// Whether a word is one of these.
pub(super) fn is_one(page: &Page<'_>, at: usize, words: &[&str]) -> bool {
    words.contains(&lower(page, at))
}

const BE: [&str; 8] = ["be", "is", "are", "was", "were", "been", "being", "am"];

/// Whether a token is a form of "be", contracted forms included.
pub(super) fn is_be(page: &Page<'_>, at: usize) -> bool {
    let word = lower(page, at);
    BE.contains(&word) || BE.contains(&word.strip_suffix("n't").unwrap_or_default())
}

/// Whether a word is a modal verb: an auxiliary that takes a verb without an ending.
pub(super) fn is_modal(word: &str) -> bool {
    matches!(
        word.strip_suffix("n't").unwrap_or(word),
        "would"
            | "could"
            | "should"
            | "might"
            | "may"
            | "must"
            | "shall"
            | "will"
            | "can"
            | "cannot"
            | "wo"
            | "ca"
    )
}

/// Whether a word is an auxiliary verb.
pub(super) fn is_auxiliary(word: &str) -> bool {
    is_modal(word)
        || BE.contains(&word)
        || matches!(
            word.strip_suffix("n't").unwrap_or(word),
            "has" | "have" | "had" | "having" | "did" | "does" | "do" | "is" | "are" | "was" | "were"
        )
}

/// Whether a word is a preposition that makes the name behind it no subject.
pub(super) fn is_preposition(word: &str) -> bool {
    matches!(
        word,
        "of" | "to"
            | "with"
            | "in"
            | "for"
            | "from"
            | "on"
            | "against"
            | "between"
            | "over"
            | "at"
            | "by"
            | "into"
            | "toward"
            | "towards"
            | "among"
            | "within"
            | "without"
            | "under"
            | "through"
            | "about"
            | "upon"
            | "across"
            | "near"
            | "outside"
            | "inside"
            | "despite"
            | "via"
            | "beyond"
            | "around"
            | "along"
            | "amid"
            | "concerning"
            | "regarding"
            | "like"
            | "unlike"
            | "including"
            | "during"
            | "after"
            | "before"
            | "since"
            | "until"
            | "per"
            | "besides"
            | "except"
            | "throughout"
            | "behind"
            | "following"
            | "than"
    )
}

/// Whether a token is an adverb, as far as its ending and a short list tell.
pub(super) fn is_adverb(token: &Token) -> bool {
    let ends = token.lower.ends_with("ly")
        && !token.capital
        && !matches!(
            token.lower.as_str(),
            "reply"
                | "supply"
                | "apply"
                | "rely"
                | "ally"
                | "comply"
                | "family"
                | "assembly"
                | "anomaly"
                | "imply"
                | "multiply"
                | "fly"
                | "bully"
                | "friendly"
                | "likely"
                | "unlikely"
        );
    ends || matches!(
        token.lower.as_str(),
        "also"
            | "then"
            | "now"
            | "later"
            | "once"
            | "again"
            | "earlier"
            | "further"
            | "yet"
            | "still"
            | "just"
            | "even"
            | "ever"
            | "already"
            | "soon"
            | "often"
            | "always"
            | "thus"
            | "therefore"
            | "first"
            | "hereby"
            | "instead"
            | "however"
            | "meanwhile"
            | "nevertheless"
            | "nonetheless"
            | "all"
            | "both"
            | "rather"
            | "quite"
            | "too"
            | "twice"
    )
}

fn is_negation(word: &str) -> bool {
    matches!(word, "not" | "never" | "hardly" | "scarcely" | "no" | "neither")
}

/// The group of a verb, looked for no further back than `floor`.
pub(super) fn verb_group(page: &Page<'_>, verb: usize, floor: usize) -> VerbGroup {
    let mut group =
        VerbGroup { start: verb, modal: None, negated: false, passive: false, form: VerbForm::Finite };
    let word = lower(page, verb);
    let ing = word.ends_with("ing");
    let past = !ing && is_past_form(word);
    let mut at = verb;
    let mut helped = false;
    let mut participle = ing;
    let low = floor.max(verb.saturating_sub(GROUP));
    while at > low {
        let Some(token) = page.tokens.get(at - 1) else { break };
        let word = token.lower.as_str();
        // "in May" is no "may".
        if is_auxiliary(word) && !(word == "may" && token.capital) {
            if !helped && past && is_be(page, at - 1) {
                group.passive = true;
            }
            helped = true;
            // "having refused", "being asked".
            participle = matches!(word, "having" | "being") && group.modal.is_none();
            group.negated |= word.ends_with("n't") || word == "cannot";
            if is_modal(word) {
                group.modal = group.modal.or(Some(at - 1));
            }
            group.start = at - 1;
        } else if is_negation(word) {
            group.negated = true;
            group.start = at - 1;
        } else if word == "to" && !ing {
            group.form = VerbForm::Infinitive(at - 1);
            group.start = at - 1;
            break;
        } else if is_adverb(token) {
            // Counted once something of the group stands before it.
        } else if token.is_quote() || token.is('[') {
            // "will “not reject”", "immediately [refused".
        } else {
            break;
        }
        at -= 1;
    }
    // Adverbs before the verb belong to it too: "flatly rejected".
    let passed = |token: &Token| is_adverb(token) || token.is('[');
    while group.start > low && page.tokens.get(group.start - 1).is_some_and(passed) {
        group.start -= 1;
    }
    if participle && group.form == VerbForm::Finite {
        group.form = VerbForm::Participle;
    }
    group
}

/// Whether a form can be a past participle.
fn is_past_form(word: &str) -> bool {
    word.ends_with("ed") && word != "committed" && word != "determined"
        || matches!(
            word,
            "withdrawn"
                | "put"
                | "forgone"
                | "foreseen"
                | "forecast"
                | "withheld"
                | "taken"
                | "told"
                | "given"
                | "laid"
                | "left"
                | "shown"
                | "said"
                | "thought"
                | "known"
                | "seen"
        )
}

/// Words at which no noun phrase goes on.
fn is_boundary(word: &str) -> bool {
    matches!(
        word,
        "that"
            | "which"
            | "who"
            | "whom"
            | "whose"
            | "what"
            | "while"
            | "when"
            | "where"
            | "because"
            | "although"
            | "though"
            | "if"
            | "unless"
            | "as"
            | "whether"
            | "then"
            | "but"
            | "so"
            | "yet"
            | "and"
            | "or"
            | "nor"
            | "whereas"
            | "provided"
            | "how"
            | "why"
            | "once"
    )
}

/// Where the noun phrase that ends before `end` begins.
pub(super) fn noun_phrase_start(page: &Page<'_>, end: usize, floor: usize) -> usize {
    let low = floor.max(end.saturating_sub(PHRASE));
    let mut start = end;
    while start > low {
        let Some(token) = page.tokens.get(start - 1) else { break };
        let inner = ['-', '.', '/', '[', ']', '\'', '’', '&', '(', ')'].iter().any(|mark| token.is(*mark));
        let known = page.mention_at(start - 1).is_some_and(|mention| mention.end > start);
        if token.kind == Kind::Mark && !inner
            || is_boundary(&token.lower) && !known
            || is_auxiliary(&token.lower) && !(token.lower == "may" && token.capital)
            || acts_as_verb(page, start - 1)
        {
            break;
        }
        start -= 1;
    }
    start
}

/// Whether a cue or a word of reporting stands at `at` and is a verb there.
pub(super) fn acts_as_verb(page: &Page<'_>, at: usize) -> bool {
    page.verbs.get(at).copied().unwrap_or(false)
}

/// For each token of a page, what [`acts_as_verb`] says of it.
pub(super) fn verbs(page: &Page<'_>) -> Vec<bool> {
    (0..page.tokens.len()).map(|at| is_verb(page, at)).collect()
}

fn is_verb(page: &Page<'_>, at: usize) -> bool {
    let token = page.tokens.get(at).filter(|token| !token.capital && !token.possessive);
    if token.is_none() || page.mention_at(at).is_some() {
        return false;
    }
    let cue = page.cues.binary_search(&at).is_ok()
        && page
            .rules
            .cue_index
            .at(page.tokens, at)
            .any(|(cue, _)| page.rules.cues.get(cue).is_some_and(|cue| cue.kind == CueKind::Verb));
    let reports = || page.rules.reporting.longest(page.tokens, at).is_some();
    let thinks = || page.rules.thinking.longest(page.tokens, at).is_some();
    (cue || reports() || thinks()) && !is_noun_here(page, at) && !is_adjective_here(page, at)
}

/// Where the sentence stood before a remark between commas that ends with the
/// comma at `comma`: at "Ana," in "Ana, who came, and went".
pub(super) fn before_remark(page: &Page<'_>, comma: usize, floor: usize) -> Option<usize> {
    let low = floor.max(comma.saturating_sub(PHRASE));
    let commas = || (low..comma).rev().filter(|at| page.tokens.get(*at).is_some_and(|token| token.is(',')));
    let relative = |at: &usize| is_one(page, at + 1, &["who", "whose", "which", "whom", "where"]);
    let pronoun = commas().find(relative);
    let other = || {
        commas().next().filter(|at| {
            let Some(token) = page.tokens.get(at + 1) else { return false };
            let article = matches!(
                token.lower.as_str(),
                "a" | "an" | "the" | "its" | "his" | "her" | "their" | "one" | "according" | "however" | "as"
            );
            article
                || token.capital
                || is_preposition(&token.lower)
                || is_adverb(token)
                || token.lower.ends_with("ing")
                || token.lower.ends_with("ed")
        })
    };
    pronoun.or_else(other).filter(|at| *at > floor)
}
