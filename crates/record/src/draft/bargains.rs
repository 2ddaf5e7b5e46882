//! Clauses without a word of stance that are statements all the same: what is
//! promised on a condition, and what somebody says of a party.

use std::ops::Range;

use detente_case::model::Stance;

use super::Condition;
use super::assemble::Drafting;
use super::grammar::{is_modal, is_one};
use super::layout::Sentence;
use super::rules::CueKind;
use super::stances::{Finding, Modality, THOUGHT};
use super::subjects::{Quantity, Subject, subject_before};
use super::tellers::most_of;
use super::tokens::Kind;

impl Drafting<'_> {
    /// A clause that is all bargain: "in return for consent, a road through the south".
    pub(super) fn bargain(&self, range: Range<usize>) -> Finding {
        Finding {
            rule: "condition".to_owned(),
            stance: Stance::Proposes,
            words: range.start..range.start,
            kind: CueKind::Phrase,
            subject: Subject::Nobody,
            sure: 50,
            hypothetical: None,
            modality: Modality::Done,
        }
    }

    /// What a party would or will do if a condition is met, whatever its verb:
    /// the words before or behind the condition with a modal verb.
    pub(super) fn promised(
        &self,
        range: Range<usize>,
        sentence: &Sentence,
        condition: &Condition,
    ) -> Option<Finding> {
        let outside = |at: &usize| {
            self.page.tokens.get(*at).is_some_and(|token| {
                token.end <= condition.passage.start || token.start >= condition.passage.end
            })
        };
        let modal = |at: &usize| {
            self.page
                .tokens
                .get(*at)
                .is_some_and(|token| is_modal(&token.lower) && token.lower != "might" && !token.capital)
        };
        let at = range.clone().filter(outside).find(modal)?;
        let (subject, quantity) = subject_before(&self.page, at, sentence.tokens.start);
        let known = matches!(subject, Subject::Named(_) | Subject::Speaker) && quantity == Quantity::Plain;
        let negated = self.page.tokens.get(at..at + 2)?.iter().any(|token| {
            token.lower == "not"
                || token.lower == "never"
                || token.lower.ends_with("n't")
                || token.lower == "cannot"
        });
        // "If Spain were to leave": what follows is as far away.
        let remote = range
            .clone()
            .filter(|at| !outside(at))
            .find(|at| is_one(&self.page, *at, &["were"]) && is_one(&self.page, at + 1, &["to"]));
        let says = self.page.tokens.get(at + 1).is_some_and(|token| {
            self.page.rules.words.consequences.iter().any(|words| words.first() == Some(&token.lower))
        });
        (known && !negated && !says).then_some(Finding {
            rule: "condition".to_owned(),
            stance: Stance::Proposes,
            words: at..at + 1,
            kind: CueKind::Modal,
            subject,
            sure: if remote.is_some() { THOUGHT + 20 } else { 50 },
            hypothetical: remote.map(|were| were..were + 2),
            modality: match self.page.tokens.get(at).map(|token| token.lower.as_str()) {
                Some("must" | "should" | "shall") => Modality::Duty,
                Some("will") => Modality::Done,
                _ => Modality::Possible,
            },
        })
    }

    /// What somebody else than the author says of a party, or with a number.
    pub(super) fn claim(&self, range: Range<usize>, sentence: &Sentence) -> Option<Finding> {
        let told = self.told_in(sentence).iter().any(|told| most_of(&range, &told.tokens));
        let words =
            self.page.tokens.get(range.clone())?.iter().filter(|token| token.kind == Kind::Word).count();
        (told && words >= 6 && self.names_a_party(range.clone())).then(|| Finding {
            rule: "speech".to_owned(),
            stance: Stance::Claims,
            words: range.start..range.start,
            kind: CueKind::Phrase,
            subject: Subject::Nobody,
            sure: 35,
            hypothetical: None,
            modality: Modality::Done,
        })
    }
}
