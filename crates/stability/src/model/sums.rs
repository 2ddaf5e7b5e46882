//! What packages are worth where every combination of choices is a state.
//!
//! The states are then written in order, issue after issue: those of the first
//! k issues, again for each choice of the next one, with what that adds. What a
//! formula adds is looked up by the digits of its issues, once the last of them
//! is reached.

use detente_case::formula::Formula;
use detente_case::package::{Choice, IssueIndex};
use detente_space::valuation::Coordinate;
use fixedbitset::FixedBitSet;

use super::classes::Classes;
use super::digits::Digits;

/// Most entries of the table of a formula.
const LARGEST_TABLE: u64 = 1 << 16;

/// What a formula adds by the digits of its issues.
struct Looked {
    last: IssueIndex,
    /// By the state of the issues before the last: the number that those of the formula form.
    before: Classes,
    /// One such number after the other, for each choice of the last issue.
    table: Vec<i64>,
}

/// The value of every state, each issue arising in all of them; `None` where a
/// formula has too many issues for a table.
pub(super) fn values(digits: &Digits, coordinate: &Coordinate, formulas: &[Formula]) -> Option<Vec<i64>> {
    let issues = coordinate.table.len();
    let (mut constant, mut looked) = (0, Vec::new());
    for (formula, &adds) in formulas.iter().zip(&coordinate.bonus) {
        let mut marked = FixedBitSet::with_capacity(issues);
        formula.mark_issues(&mut marked);
        match marked.maximum() {
            Some(last) => looked.push(looked_up(digits, formula, &marked, last, adds)?),
            None if formula.holds(&[]) => constant += adds,
            None => {}
        }
    }
    let mut values = Vec::with_capacity(usize::try_from(digits.combinations()).ok()?);
    values.push(constant);
    for issue in 0..issues {
        let choices = digits.choices(issue);
        let length = values.len();
        for _ in 1..choices.len() {
            values.extend_from_within(..length);
        }
        for (block, (at, &choice)) in values.chunks_exact_mut(length).zip(choices.iter().enumerate()) {
            let own = coordinate.table[issue][usize::from(choice)];
            block.iter_mut().for_each(|value| *value += own);
            for Looked { before, table, .. } in looked.iter().filter(|looked| looked.last == issue) {
                let size = table.len() / choices.len();
                let table = &table[at * size..][..size];
                before.each(|state, number| block[state as usize] += table[number]);
            }
        }
    }
    Some(values)
}

fn looked_up(
    digits: &Digits,
    formula: &Formula,
    marked: &FixedBitSet,
    last: IssueIndex,
    adds: i64,
) -> Option<Looked> {
    let part = digits.part(|issue| issue < last && marked.contains(issue));
    let size =
        part.size().checked_mul(digits.choices(last).len() as u64).filter(|&size| size <= LARGEST_TABLE)?;
    let mut package: Vec<Choice> = vec![0; marked.len()];
    let value = |entry: u64| {
        let mut rest = usize::try_from(entry).unwrap_or(0);
        for issue in marked.ones() {
            let choices = digits.choices(issue);
            package[issue] = choices[rest % choices.len()];
            rest /= choices.len();
        }
        if formula.holds(&package) { adds } else { 0 }
    };
    let table = (0..size).map(value).collect();
    Some(Looked { last, before: digits.classes_before(&part, last), table })
}
