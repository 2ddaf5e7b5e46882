//! Patterns over words, as the rule files write them, and an index of them by
//! their first word.

use std::collections::BTreeMap;

use super::tokens::Token;
use super::verbs::Forms;

/// How many words `*` can stand for.
const GAP: usize = 4;

/// One pattern.
#[derive(Clone, Debug)]
pub(super) struct Pattern {
    steps: Vec<Step>,
}

#[derive(Clone, Debug)]
enum Step {
    /// Any of these words.
    Word(Vec<String>),
    /// Up to [`GAP`] words.
    Gap,
}

impl Pattern {
    /// Reads a pattern; `None` if it is empty or begins with a gap.
    pub(super) fn parse(text: &str, forms: &Forms) -> Option<Self> {
        let steps: Vec<Step> = text.split_whitespace().map(|step| Step::parse(step, forms)).collect();
        matches!(steps.first(), Some(Step::Word(_))).then_some(Self { steps })
    }

    /// Where a match that begins at `at` ends, one past its last token.
    pub(super) fn ends(&self, tokens: &[Token], at: usize) -> Option<usize> {
        ends(&self.steps, tokens, at)
    }

    fn first(&self) -> &[String] {
        match self.steps.first() {
            Some(Step::Word(words)) => words,
            _ => &[],
        }
    }
}

impl Step {
    fn parse(text: &str, forms: &Forms) -> Self {
        if text == "*" {
            return Self::Gap;
        }
        let all = text.split('|').flat_map(|word| match (word.strip_prefix('~'), word.strip_prefix('+')) {
            (Some(verb), _) => forms.of_verb(verb),
            (None, Some(noun)) => Forms::of_noun(noun),
            (None, None) => vec![word.to_owned()],
        });
        Self::Word(all.collect())
    }
}

/// At most one recursion for each step of a pattern of the rule files.
fn ends(steps: &[Step], tokens: &[Token], at: usize) -> Option<usize> {
    let Some((step, rest)) = steps.split_first() else { return Some(at) };
    match step {
        Step::Word(words) => {
            let token = tokens.get(at)?;
            words.contains(&token.lower).then(|| ends(rest, tokens, at + 1)).flatten()
        }
        Step::Gap => (at..=at + GAP).find_map(|next| ends(rest, tokens, next)),
    }
}

/// Patterns found by the word that they begin with, longest match first.
#[derive(Clone, Debug, Default)]
pub(super) struct Index {
    by_first: BTreeMap<String, Vec<(Pattern, usize)>>,
}

impl Index {
    /// Adds a pattern that stands for `value`; whether it could be read.
    pub(super) fn add(&mut self, text: &str, forms: &Forms, value: usize) -> bool {
        let Some(pattern) = Pattern::parse(text, forms) else { return false };
        for word in pattern.first() {
            self.by_first.entry(word.clone()).or_default().push((pattern.clone(), value));
        }
        true
    }

    /// The values of all patterns that match at `at`, each with its end.
    pub(super) fn at<'i>(
        &'i self,
        tokens: &'i [Token],
        at: usize,
    ) -> impl Iterator<Item = (usize, usize)> + 'i {
        let patterns = tokens.get(at).and_then(|token| self.by_first.get(&token.lower));
        patterns
            .into_iter()
            .flatten()
            .filter_map(move |(pattern, value)| pattern.ends(tokens, at).map(|end| (*value, end)))
    }

    /// The longest match at `at`, as value and end.
    pub(super) fn longest(&self, tokens: &[Token], at: usize) -> Option<(usize, usize)> {
        self.at(tokens, at).max_by_key(|(_, end)| *end)
    }
}

#[cfg(test)]
mod tests {
    use super::super::tokens::tokens;
    use super::*;

    fn found(pattern: &str, text: &str) -> Option<(usize, usize)> {
        let pattern = Pattern::parse(pattern, &Forms::default()).expect(pattern);
        let tokens = tokens(text);
        (0..tokens.len()).find_map(|at| pattern.ends(&tokens, at).map(|end| (at, end)))
    }

    #[test]
    fn words_alternatives_forms_and_gaps() {
        assert_eq!(found("+proposal for|to", "Two proposals to end it"), Some((1, 3)));
        assert_eq!(found("~turn * down", "They turned the last offer down."), Some((1, 6)));
        assert_eq!(found("~turn * down", "They turned the very last such offer down."), None);
        assert!(Pattern::parse("* x", &Forms::default()).is_none());
        assert!(Pattern::parse("", &Forms::default()).is_none());
    }
}
