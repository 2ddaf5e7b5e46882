//! The formulas of one compilation, gathered from the case and the request.

use detente_case::formula::Formula;
use detente_case::model::Case;
use detente_case::package::IssueIndex;
use fixedbitset::FixedBitSet;

use super::Request;

/// Everything that the compiler reads; issues are positions in the case.
pub(super) struct Problem<'a> {
    /// Number of choices of each issue.
    pub(super) choices: Vec<usize>,
    /// Issues by id: the order in which ties are broken.
    pub(super) by_id: Vec<IssueIndex>,
    /// What every package must meet: rules, request, and no-deal choices where issues do not arise.
    pub(super) hard: Vec<Formula>,
    /// When each issue arises; `None`: always.
    pub(super) when: Vec<Option<&'a Formula>>,
    /// Formulas that arcs report.
    pub(super) tracked: &'a [Formula],
    /// Formulas that terminals remember.
    pub(super) split: &'a [Formula],
}

impl<'a> Problem<'a> {
    /// Gathers the formulas of a request on a case.
    pub(super) fn new(case: &'a Case, request: &Request<'a>) -> Self {
        let issues = &case.issues;
        let mut by_id: Vec<IssueIndex> = (0..issues.len()).collect();
        by_id.sort_by(|&left, &right| issues[left].id.cmp(&issues[right].id));
        let rests = issues.iter().enumerate().filter_map(|(at, issue)| {
            let when = issue.when.as_ref()?.formula.clone();
            let rest = issue.no_deal.map_or(Formula::False, |choice| {
                if usize::from(choice) < issue.choices() {
                    Formula::chooses(at, choice, issue.choices())
                } else {
                    Formula::False
                }
            });
            Some(Formula::or([when, rest]))
        });
        let rules = case.rules.iter().map(|rule| &rule.require.formula);
        let hard = rests.chain(rules.chain(request.hard).cloned()).collect();
        Self {
            choices: issues.iter().map(detente_case::model::Issue::choices).collect(),
            by_id,
            hard,
            when: issues.iter().map(|issue| issue.when.as_ref().map(|when| &when.formula)).collect(),
            tracked: request.tracked,
            split: request.split,
        }
    }

    /// Every formula, those that say when issues arise included.
    pub(super) fn formulas(&self) -> impl Iterator<Item = &Formula> {
        self.hard.iter().chain(self.when.iter().copied().flatten()).chain(self.tracked).chain(self.split)
    }

    /// The issues that a formula mentions, ascending.
    pub(super) fn support(&self, formula: &Formula) -> Vec<IssueIndex> {
        let mut marked = FixedBitSet::with_capacity(self.choices.len());
        formula.mark_issues(&mut marked);
        marked.ones().collect()
    }
}
