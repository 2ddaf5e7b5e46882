//! Thresholds that are a sum over issues: quick to decide, and countable by
//! partial sums.

use detente_case::formula::Formula;
use detente_case::package::{Choice, IssueIndex};

use crate::fraction::greatest_common_divisor;

/// A condition on packages: the parts add up to at least zero.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Threshold<'case> {
    /// What counts whatever is chosen.
    pub(crate) start: i128,
    /// What each choice adds where its issue arises.
    pub(crate) table: Vec<Vec<i128>>,
    /// What each issue adds where it does not arise.
    pub(crate) absent: Vec<i128>,
    /// What formulas add where they hold.
    pub(crate) bonuses: Vec<(&'case Formula, i128)>,
}

impl Threshold<'_> {
    /// Whether no sum of parts overflows.
    pub(super) fn fits(&self) -> bool {
        self.fits_below(1 << 126)
    }

    /// Whether no sum of parts overflows 64 bits.
    pub(crate) fn fits_word(&self) -> bool {
        self.fits_below(1 << 62)
    }

    fn fits_below(&self, limit: u128) -> bool {
        let rows = self.table.iter().zip(&self.absent);
        let largest = |row: &Vec<i128>, absent: &i128| {
            row.iter().map(|part| part.unsigned_abs()).max().unwrap_or(0).max(absent.unsigned_abs())
        };
        let bonuses = self.bonuses.iter().map(|(_, bonus)| bonus.unsigned_abs());
        let mut parts = rows.map(|(row, absent)| largest(row, absent)).chain(bonuses);
        let total = parts.try_fold(self.start.unsigned_abs(), u128::checked_add);
        total.is_some_and(|total| total < limit)
    }

    /// The same condition in the least whole numbers, so that conditions whose
    /// parts are in proportion are equal.
    pub(super) fn reduced(mut self) -> Self {
        let rows = self.table.iter().flatten().chain(&self.absent);
        let all = rows.chain(self.bonuses.iter().map(|(_, bonus)| bonus));
        let common = all.copied().fold(self.start, greatest_common_divisor);
        self.start /= common;
        let rows = self.table.iter_mut().flatten().chain(&mut self.absent);
        rows.chain(self.bonuses.iter_mut().map(|(_, bonus)| bonus)).for_each(|part| *part /= common);
        self
    }

    /// What an issue adds.
    pub(crate) fn part(&self, issue: IssueIndex, choice: Option<Choice>) -> i128 {
        choice.map_or(self.absent[issue], |choice| self.table[issue][usize::from(choice)])
    }

    /// Whether a package, whose issues that do not arise read `None` in
    /// `choices`, meets the condition.
    pub(super) fn holds(&self, package: &[Choice], choices: impl Iterator<Item = Option<Choice>>) -> bool {
        let parts = choices.enumerate().map(|(issue, choice)| self.part(issue, choice));
        let met = self.bonuses.iter().filter(|(formula, _)| formula.holds(package));
        self.start + parts.sum::<i128>() + met.map(|(_, bonus)| bonus).sum::<i128>() >= 0
    }
}
