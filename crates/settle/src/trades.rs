//! Logrolling: what one party gives cheaply and another values highly.
//!
//! A trade is two steps from a starting package, one issue towards one party
//! and another issue towards a second party, such that both together leave both
//! better off although each step alone costs one of them. The packages are
//! evaluated whole, so adjustments and issues that arise only then count.

use detente_case::model::Case;
use detente_case::package::{Choice, IssueIndex, Package, PartyIndex};
use detente_space::control::Control;
use detente_space::worth::{Extent, Judge};

/// One issue moves from one choice to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Step {
    /// The issue.
    pub issue: IssueIndex,
    /// Where it moves from.
    pub from: Choice,
    /// Where it moves to.
    pub to: Choice,
}

/// Two steps, each to one party's gain and the other's cost, that together
/// leave both better off whatever is not known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trade {
    /// The two parties, in case order.
    pub parties: [PartyIndex; 2],
    /// `steps[k]` is towards `parties[k]`.
    pub steps: [Step; 2],
    /// The package that the two steps lead to.
    pub result: Package,
    /// Others who are asked of the result and are not surely as well off.
    pub others: Vec<PartyIndex>,
}

/// Trades from one starting package.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trades {
    /// Trades that surely leave both better off, in case order of parties and issues.
    pub sure: Vec<Trade>,
    /// How many more do so for some of what is not known.
    pub possible: usize,
    /// Whether the list was cut, or the case has too many steps to try.
    pub complete: bool,
}

/// Most single steps from which pairs are formed.
const STEPS: usize = 600;

/// Finds the trades from `start`, at most `limit` of them, whose result is
/// allowed, crosses no red line of a party in `asked` and is better for both.
#[must_use]
pub fn trades(
    case: &Case,
    judges: &[(PartyIndex, Judge<'_>)],
    start: &[Choice],
    limit: usize,
    control: &Control<'_>,
) -> Trades {
    let steps = steps(case, start);
    let mut found = Trades { complete: steps.len() <= STEPS, ..Trades::default() };
    if !found.complete {
        return found;
    }
    let valued: Vec<_> = judges.iter().filter(|(_, judge)| judge.compare(start, start).is_some()).collect();
    for (at, (first, one)) in valued.iter().enumerate() {
        for (second, other) in &valued[at + 1..] {
            let towards = |judge: &Judge<'_>, opposed: &Judge<'_>| {
                let gains = |step: &&Step| {
                    let moved = take(case, start, &[**step]);
                    let better = |judge: &Judge<'_>, a: &[Choice], b: &[Choice]| {
                        judge.compare(a, b).map_or(Extent::Never, |comparison| comparison.better)
                    };
                    better(judge, &moved, start) != Extent::Never
                        && better(opposed, start, &moved) != Extent::Never
                };
                steps.iter().filter(gains).copied().collect::<Vec<_>>()
            };
            let (to_first, to_second) = (towards(one, other), towards(other, one));
            for &gain in &to_first {
                if control.is_stopped() {
                    found.complete = false;
                    return found;
                }
                for &give in to_second.iter().filter(|give| give.issue != gain.issue) {
                    let result = take(case, start, &[gain, give]);
                    if !case.is_allowed(&result) || result == start || crosses(case, judges, &result) {
                        continue;
                    }
                    let extent =
                        |judge: &Judge<'_>| judge.compare(&result, start).map(|comparison| comparison.better);
                    match (extent(one), extent(other)) {
                        (Some(Extent::Always), Some(Extent::Always)) if found.sure.len() < limit => {
                            let others = others(case, judges, [*first, *second], &result, start);
                            let parties = [*first, *second];
                            found.sure.push(Trade { parties, steps: [gain, give], result, others });
                        }
                        (Some(Extent::Always), Some(Extent::Always)) => found.complete = false,
                        (None | Some(Extent::Never), _) | (_, None | Some(Extent::Never)) => {}
                        _ => found.possible += 1,
                    }
                }
            }
        }
    }
    found
}

/// A package after some steps; issues that no longer arise fall back to their
/// no-deal choices.
#[must_use]
pub fn take(case: &Case, start: &[Choice], steps: &[Step]) -> Package {
    let mut package = start.to_vec();
    for step in steps {
        package[step.issue] = step.to;
    }
    settle_unraised(case, &mut package);
    package
}

/// Puts every issue that does not arise at its no-deal choice.
pub fn settle_unraised(case: &Case, package: &mut [Choice]) {
    // An issue may arise because of another that does not arise itself; the
    // conditions form no circle, so as many rounds as there are issues suffice.
    for _ in 0..case.issues.len() {
        let mut changed = false;
        for issue in 0..case.issues.len() {
            if let Some(fallback) = case.issues[issue].no_deal
                && package[issue] != fallback
                && !case.arises(issue, package)
            {
                package[issue] = fallback;
                changed = true;
            }
        }
        if !changed {
            return;
        }
    }
}

fn steps(case: &Case, start: &[Choice]) -> Vec<Step> {
    let mut steps = Vec::new();
    for (issue, each) in case.issues.iter().enumerate() {
        let choices = (0..each.choices()).filter_map(|choice| Choice::try_from(choice).ok());
        let moves = choices.filter(|&to| to != start[issue]);
        steps.extend(moves.map(|to| Step { issue, from: start[issue], to }));
        if steps.len() > STEPS {
            break;
        }
    }
    steps
}

fn crosses(case: &Case, judges: &[(PartyIndex, Judge<'_>)], package: &[Choice]) -> bool {
    judges
        .iter()
        .any(|(party, judge)| case.is_asked(*party, package) && judge.crossed(package).next().is_some())
}

fn others(
    case: &Case,
    judges: &[(PartyIndex, Judge<'_>)],
    traders: [PartyIndex; 2],
    result: &[Choice],
    start: &[Choice],
) -> Vec<PartyIndex> {
    let loses = |(party, judge): &&(PartyIndex, Judge<'_>)| {
        let as_well = judge.compare(result, start).map(|comparison| comparison.at_least);
        !traders.contains(party) && case.is_asked(*party, result) && as_well != Some(Extent::Always)
    };
    judges.iter().filter(loses).map(|(party, _)| *party).collect()
}
