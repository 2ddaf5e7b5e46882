//! A draw as one row of numbers, and which of them a package adds up.

use detente_case::formula::Formula;
use detente_case::model::Case;
use detente_case::package::Choice;
use detente_space::valuation::Coordinate;

/// Writes the numbers of a coordinate over `into`: the values of all choices
/// issue by issue, then the bonuses.
pub(crate) fn flatten(coordinate: &Coordinate, into: &mut Vec<i64>) {
    into.clear();
    coordinate.table.iter().for_each(|row| into.extend_from_slice(row));
    into.extend_from_slice(&coordinate.bonus);
}

/// The positions there of what a package adds up: the choices on issues that
/// arise and the formulas that hold.
pub(crate) fn cells(case: &Case, formulas: &[Formula], package: &[Choice]) -> Vec<u32> {
    let mut cells = Vec::new();
    let mut from = 0;
    for (issue, each) in case.issues.iter().enumerate() {
        if case.arises(issue, package) {
            cells.push(from + u32::from(package[issue]));
        }
        from += each.choices() as u32;
    }
    let formulas = (from..).zip(formulas);
    cells.extend(formulas.filter(|(_, formula)| formula.holds(package)).map(|(at, _)| at));
    cells
}
