//! Conditions of every shape that the language can say, about given issues.

use super::Dice;
use crate::draft::condition::{Comparison, Condition, Quantity, Term};
use crate::draft::{Choices, Domain, Draft, Issue, IssueKey, Number, Pick};

/// The issues that a condition may speak of.
#[derive(Clone, Copy)]
pub(super) struct Scope<'d> {
    issues: &'d [Issue],
}

impl<'d> Scope<'d> {
    pub(super) fn all(draft: &'d Draft) -> Self {
        Self { issues: &draft.issues }
    }

    fn numeric(self) -> Vec<&'d Issue> {
        self.issues.iter().filter(|issue| matches!(issue.domain, Domain::Numbers { .. })).collect()
    }
}

/// One comparison.
pub(super) fn atom(dice: &mut Dice, scope: Scope<'_>) -> Condition {
    let numeric = scope.numeric();
    if !numeric.is_empty() && dice.chance(25) {
        return comparison(dice, &numeric);
    }
    let issue = dice.pick(scope.issues);
    atom_on(dice, issue)
}

/// One comparison of one issue.
pub(super) fn atom_on(dice: &mut Dice, issue: &Issue) -> Condition {
    let picks: Vec<_> = issue.picks().into_iter().filter(is_word).collect();
    match &issue.domain {
        Domain::AnyOf(options) => match dice.weighted(&[50, 20, 20, 10]) {
            0 => Condition::Has(issue.key, dice.pick(options).key),
            1 => Condition::IsNone(issue.key),
            2 => Condition::Is(issue.key, dice.chance(70), dice.pick(&picks).clone()),
            _ => some_of(dice, issue.key, picks),
        },
        Domain::Numbers { none: true, .. } if dice.chance(20) => Condition::IsNone(issue.key),
        Domain::Numbers { .. } if dice.chance(40) => comparison(dice, &[issue]),
        _ => match dice.weighted(&[60, 15, 25]) {
            0 => Condition::Is(issue.key, true, dice.pick(&picks).clone()),
            1 => Condition::Is(issue.key, false, dice.pick(&picks).clone()),
            _ => some_of(dice, issue.key, picks),
        },
    }
}

/// Whether an expression can name the choice in one word.
fn is_word(pick: &Pick) -> bool {
    !matches!(pick, Pick::Set(taken) if taken.len() > 1)
}

fn some_of(dice: &mut Dice, issue: IssueKey, mut picks: Vec<Pick>) -> Condition {
    dice.shuffle(&mut picks);
    picks.truncate(dice.between(1, (picks.len() - 1).max(1)));
    Condition::In(issue, picks)
}

/// A comparison of sums over numeric issues, close to where it can go either way.
fn comparison(dice: &mut Dice, numeric: &[&Issue]) -> Condition {
    let mut left = Vec::new();
    let mut bound = Number(0);
    for _ in 0..dice.between(1, numeric.len().min(3)) {
        let issue = *dice.pick(numeric);
        left.push(Term::Issue(issue.key));
        if let Domain::Numbers { from, step, count, .. } = &issue.domain {
            bound = bound.plus(from.plus(step.times(dice.below(*count))));
        }
    }
    let mut right = vec![Term::Number(bound.plus(Number(*dice.pick(&[0, 0, 0, 5, -5]))))];
    if dice.chance(15) {
        right.push(Term::Issue(dice.pick(numeric).key));
    }
    if dice.chance(10) {
        left.push(Term::Number(Number(3)));
    }
    if dice.chance(10) {
        std::mem::swap(&mut left, &mut right);
    }
    let order = *dice.pick(&[Comparison::Less, Comparison::AtMost, Comparison::Greater, Comparison::AtLeast]);
    Condition::Compare(left, order, right)
}

/// A condition of at most two levels.
pub(super) fn shallow(dice: &mut Dice, scope: Scope<'_>) -> Condition {
    any(dice, scope, 1)
}

/// A condition of at most `depth` connectives below each other.
pub(super) fn any(dice: &mut Dice, scope: Scope<'_>, depth: usize) -> Condition {
    if depth == 0 || dice.chance(40) {
        return if dice.chance(2) { Condition::Constant(dice.chance(50)) } else { atom(dice, scope) };
    }
    let part = |dice: &mut Dice| any(dice, scope, depth - 1);
    let parts = |dice: &mut Dice, most| (0..dice.between(2, most)).map(|_| part(dice)).collect::<Vec<_>>();
    let boxed = |dice: &mut Dice| Box::new(part(dice));
    match dice.weighted(&[12, 28, 22, 14, 8, 16]) {
        0 => Condition::Not(boxed(dice)),
        1 => Condition::And(parts(dice, 3)),
        2 => Condition::Or(parts(dice, 3)),
        3 => Condition::Implies(boxed(dice), boxed(dice)),
        4 => Condition::Equivalent(boxed(dice), boxed(dice)),
        _ => {
            let quantity = *dice.pick(&[Quantity::AtLeast, Quantity::AtMost, Quantity::Exactly]);
            let of = parts(dice, 4);
            Condition::Count(quantity, dice.between(0, of.len()), of)
        }
    }
}

/// A rule: mostly one that leaves most packages.
pub(super) fn rule(dice: &mut Dice, scope: Scope<'_>) -> Condition {
    match dice.weighted(&[50, 20, 30]) {
        0 => {
            let condition = if dice.chance(50) {
                Condition::And(vec![atom(dice, scope), atom(dice, scope)])
            } else {
                atom(dice, scope)
            };
            Condition::Implies(Box::new(condition), Box::new(atom(dice, scope)))
        }
        1 => Condition::Not(Box::new(Condition::And(vec![atom(dice, scope), atom(dice, scope)]))),
        _ => any(dice, scope, 2),
    }
}

/// Terms of a statement: choices on some issues, more often than not joined.
pub(super) fn terms(dice: &mut Dice, scope: Scope<'_>) -> Condition {
    if dice.chance(20) {
        return any(dice, scope, 2);
    }
    let mut issues: Vec<_> = scope.issues.iter().collect();
    dice.shuffle(&mut issues);
    issues.truncate(dice.between(1, issues.len()));
    let mut parts: Vec<_> = issues.into_iter().map(|issue| atom_on(dice, issue)).collect();
    if parts.len() == 1 { parts.swap_remove(0) } else { Condition::And(parts) }
}

/// A statement of an option prioritisation.
pub(super) fn priority(dice: &mut Dice, scope: Scope<'_>) -> Condition {
    let one = any(dice, scope, 1);
    match dice.weighted(&[60, 25, 15]) {
        0 => one,
        1 => Condition::If(Box::new(one), Box::new(any(dice, scope, 1))),
        _ => Condition::Iff(Box::new(one), Box::new(any(dice, scope, 1))),
    }
}

/// A package in which every issue that does not arise sits at its no-deal choice.
pub(super) fn package(dice: &mut Dice, draft: &Draft) -> Choices {
    let picks: Vec<_> = draft.issues.iter().map(|issue| dice.pick(&issue.picks()).clone()).collect();
    Choices::new(draft, picks).settled(draft)
}
