//! Who can move what.

use std::collections::BTreeMap;

use detente_case::model::Case;
use detente_case::package::{IssueIndex, PartyIndex};

use super::DecisionMaker;

/// Every decision maker: parties alone first, then parties together, fewer first.
pub(super) fn decision_makers(case: &Case) -> Vec<DecisionMaker> {
    let mut issues: BTreeMap<(usize, Vec<PartyIndex>), Vec<IssueIndex>> = BTreeMap::new();
    for (at, issue) in case.issues.iter().enumerate() {
        let mut sets: Vec<Vec<PartyIndex>> = if issue.control.is_empty() {
            let together = if issue.jointly.is_empty() {
                (0..case.parties.len()).collect()
            } else {
                issue.jointly.clone()
            };
            vec![together]
        } else {
            issue.control.iter().map(|&party| vec![party]).collect()
        };
        for set in &mut sets {
            set.sort_unstable();
            set.dedup();
        }
        sets.sort_unstable();
        sets.dedup();
        for set in sets.into_iter().filter(|set| !set.is_empty()) {
            issues.entry((set.len(), set)).or_default().push(at);
        }
    }
    issues.into_iter().map(|((_, parties), issues)| DecisionMaker { parties, issues }).collect()
}
