//! How a choice is written, read back.

use crate::decimal::Decimal;
use crate::model::{Domain, Issue};
use crate::package::Choice;

impl Issue {
    /// The choice that a text stands for, the inverse of [`Issue::choice_id`]:
    /// an option's id; for an any-of issue options joined by `+`, or `none` for
    /// the empty set; for a numeric issue one of its numbers, `none` or
    /// `unknown`.
    #[must_use]
    pub fn choice_named(&self, text: &str) -> Option<Choice> {
        let options = self.domain.options();
        self.choice_by(text, |id| options.iter().position(|option| option.id == id))
    }

    /// As [`Issue::choice_named`], with a faster way to find an option.
    pub(crate) fn choice_by(&self, text: &str, option: impl Fn(&str) -> Option<usize>) -> Option<Choice> {
        let text = text.trim();
        let at = match &self.domain {
            Domain::OneOf(_) => option(text)?,
            Domain::AnyOf(_) if text == "none" => 0,
            Domain::AnyOf(_) => text.split('+').try_fold(0, |set, id| {
                let bit = 1 << option(id.trim())?;
                (set & bit == 0).then_some(set | bit)
            })?,
            Domain::Number { numbers, none, .. } => match text {
                "none" if none.is_some() => numbers.len(),
                "unknown" if self.has_unknown() => numbers.len() + usize::from(none.is_some()),
                _ => numbers.binary_search(&text.parse::<Decimal>().ok()?).ok()?,
            },
        };
        Choice::try_from(at).ok()
    }

    fn has_unknown(&self) -> bool {
        matches!(self.domain, Domain::Number { unknown: Some(_), .. })
    }
}
