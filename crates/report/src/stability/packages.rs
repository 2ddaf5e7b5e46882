//! Several packages in words: what they share once, then only what differs.

use detente_case::model::Case;
use detente_case::package::{IssueIndex, Package};

use crate::words;

/// Where some packages differ.
pub(super) struct Differing<'a> {
    case: &'a Case,
    issues: Vec<IssueIndex>,
    shared: Vec<String>,
    single: bool,
}

impl<'a> Differing<'a> {
    pub(super) fn of(case: &'a Case, packages: &[Package]) -> Self {
        let differs = |issue: &IssueIndex| packages.windows(2).any(|pair| pair[0][*issue] != pair[1][*issue]);
        let issues: Vec<IssueIndex> = (0..case.issues.len()).filter(differs).collect();
        let shared = packages.first().map_or_else(Vec::new, |first| {
            let same = (0..case.issues.len()).filter(|issue| !issues.contains(issue));
            let everywhere = same.filter(|&issue| packages.iter().all(|each| case.arises(issue, each)));
            everywhere.map(|issue| line(case, issue, first)).collect()
        });
        Self { case, issues, shared, single: packages.len() < 2 }
    }

    /// A sentence on what all of them share; `None` where that is nothing, or there is one alone.
    pub(super) fn shared(&self) -> Option<String> {
        (!self.single && !self.shared.is_empty())
            .then(|| format!("The same in all that are listed: {}.", self.shared.join("; ")))
    }

    /// What is particular to one of them; the whole of it where there is one alone.
    pub(super) fn lines(&self, package: &Package) -> Vec<String> {
        if self.single {
            return words::package_lines(self.case, package);
        }
        let arising = self.issues.iter().filter(|&&issue| self.case.arises(issue, package));
        arising.map(|&issue| line(self.case, issue, package)).collect()
    }
}

fn line(case: &Case, issue: IssueIndex, package: &Package) -> String {
    format!("{}: {}", case.issues[issue].title, case.issues[issue].choice_title(package[issue]))
}
