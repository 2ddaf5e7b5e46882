//! Packages of a draft, by keys.

use std::collections::BTreeMap;

use super::{Condition, Draft, IssueKey, Pick};

/// One choice for each issue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choices(BTreeMap<IssueKey, Pick>);

impl Choices {
    /// The choice on an issue.
    ///
    /// # Panics
    ///
    /// When the package leaves it open.
    #[must_use]
    pub fn of(&self, issue: IssueKey) -> &Pick {
        &self.0[&issue]
    }

    /// The package of the given choices, one for each issue of the draft in its order.
    #[must_use]
    pub fn new(draft: &Draft, picks: impl IntoIterator<Item = Pick>) -> Self {
        Self(draft.issues.iter().map(|issue| issue.key).zip(picks).collect())
    }

    /// The same package, with each issue that does not arise at its no-deal choice.
    #[must_use]
    pub fn settled(mut self, draft: &Draft) -> Self {
        let mut keys: Vec<_> = self.0.keys().copied().collect();
        // Conditions speak of smaller keys alone.
        keys.sort_unstable();
        for key in keys {
            let issue = draft.issue(key);
            if let (Some(when), Some(no_deal)) = (&issue.when, &issue.no_deal)
                && !when.holds(draft, &self)
            {
                self.0.insert(key, no_deal.clone());
            }
        }
        self
    }

    /// Whether an issue arises.
    #[must_use]
    pub fn arises(&self, draft: &Draft, issue: IssueKey) -> bool {
        draft.issue(issue).when.as_ref().is_none_or(|when: &Condition| when.holds(draft, self))
    }
}
