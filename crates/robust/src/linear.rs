//! Linear programs, solved exactly in whole numbers.
//!
//! The simplex method (Dantzig 1963) on a tableau of integers over one common
//! denominator (Edmonds 1967; Bareiss 1968): every division that a pivot makes
//! comes out even, so that nothing is ever rounded and "no solution" is a fact and
//! no matter of tolerance. Entering and leaving variables follow Bland's rule
//! (1977), under which the method ends on every input.
//!
//! Meant for programs of some hundred numbers: what a few ranked packages say
//! of a party's weights and values.

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Signed, Zero};

/// How a row's sum compares with its bound.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sign {
    AtMost,
    AtLeast,
    Equal,
}

/// `sum of factor times variable`, compared with `bound`.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    /// Variables with their factors; a variable may occur more than once.
    pub(crate) terms: Vec<(usize, BigInt)>,
    pub(crate) sign: Sign,
    pub(crate) bound: BigInt,
}

/// What a program comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Answer {
    /// No choice of variables meets every row.
    Infeasible,
    /// The sum grows without end.
    Unbounded,
    /// The greatest sum, and where it is reached.
    Optimal { value: BigRational, at: Vec<BigRational> },
    /// Stopped on request.
    Stopped,
}

/// The greatest sum of `objective` over variables that are at least zero and meet every row.
pub(crate) fn maximise(
    variables: usize,
    rows: &[Row],
    objective: &[(usize, BigInt)],
    stop: &dyn Fn() -> bool,
) -> Answer {
    let mut tableau = Tableau::new(variables, rows);
    if !tableau.artificial.is_empty() {
        // First phase: drive what only stands in for a solution to zero.
        let wanted: Vec<_> = tableau.artificial.clone().map(|column| (column, BigInt::from(-1))).collect();
        tableau.aim(&wanted);
        match tableau.climb(tableau.width, stop) {
            Climb::Stopped => return Answer::Stopped,
            Climb::Top | Climb::NoTop => {}
        }
        if tableau.objective[tableau.width].is_negative() {
            return Answer::Infeasible;
        }
        tableau.drop_artificial();
    }
    tableau.aim(objective);
    match tableau.climb(tableau.artificial.start, stop) {
        Climb::Stopped => Answer::Stopped,
        Climb::NoTop => Answer::Unbounded,
        Climb::Top => tableau.answer(variables),
    }
}

enum Climb {
    Top,
    NoTop,
    Stopped,
}

/// Rows of integers; the true entry is the integer divided by `denominator`.
struct Tableau {
    rows: Vec<Vec<BigInt>>,
    /// What a unit of each column costs; in the last place the sum so far.
    objective: Vec<BigInt>,
    /// The variable that each row gives.
    basis: Vec<usize>,
    denominator: BigInt,
    /// Columns of variables that stand in for a first solution.
    artificial: std::ops::Range<usize>,
    /// Columns before the bounds.
    width: usize,
}

impl Tableau {
    fn new(variables: usize, rows: &[Row]) -> Self {
        // Bounds that are at least zero, so that slack variables are a first solution where they can be.
        let turned: Vec<(bool, Sign)> = rows
            .iter()
            .map(|row| {
                let turn = row.bound.is_negative() || row.bound.is_zero() && row.sign == Sign::AtLeast;
                let sign = match (turn, row.sign) {
                    (true, Sign::AtMost) => Sign::AtLeast,
                    (true, Sign::AtLeast) => Sign::AtMost,
                    (_, sign) => sign,
                };
                (turn, sign)
            })
            .collect();
        let slacks = turned.iter().filter(|(_, sign)| *sign != Sign::Equal).count();
        let stand_ins = turned.iter().filter(|(_, sign)| *sign != Sign::AtMost).count();
        let artificial = variables + slacks..variables + slacks + stand_ins;
        let width = artificial.end;
        let (mut slack, mut stand_in) = (variables, artificial.start);
        let mut basis = Vec::with_capacity(rows.len());
        let mut table = Vec::with_capacity(rows.len());
        for (row, (turn, sign)) in rows.iter().zip(turned) {
            let mut line = vec![BigInt::zero(); width + 1];
            for (variable, factor) in &row.terms {
                line[*variable] += factor;
            }
            line[width].clone_from(&row.bound);
            if turn {
                line.iter_mut().for_each(|entry| *entry = -std::mem::take(entry));
            }
            if sign != Sign::Equal {
                line[slack] = BigInt::from(if sign == Sign::AtMost { 1 } else { -1 });
                slack += 1;
            }
            if sign == Sign::AtMost {
                basis.push(slack - 1);
            } else {
                line[stand_in] = BigInt::one();
                basis.push(stand_in);
                stand_in += 1;
            }
            table.push(line);
        }
        let objective = vec![BigInt::zero(); width + 1];
        Self { rows: table, objective, basis, denominator: BigInt::one(), artificial, width }
    }

    /// Sets the objective, in terms of the variables that are not in the basis.
    fn aim(&mut self, objective: &[(usize, BigInt)]) {
        let mut line = vec![BigInt::zero(); self.width + 1];
        for (variable, factor) in objective {
            line[*variable] -= factor * &self.denominator;
        }
        for (row, basic) in self.rows.iter().zip(&self.basis) {
            // A basic column holds the denominator in its own row.
            let factor = std::mem::take(&mut line[*basic]) / &self.denominator;
            if !factor.is_zero() {
                for (column, entry) in row.iter().enumerate() {
                    if column != *basic && !entry.is_zero() {
                        line[column] -= &factor * entry;
                    }
                }
            }
        }
        self.objective = line;
    }

    /// Pivots until the sum cannot grow, over the columns before `end`.
    fn climb(&mut self, end: usize, stop: &dyn Fn() -> bool) -> Climb {
        loop {
            if stop() {
                return Climb::Stopped;
            }
            let Some(column) = (0..end).find(|&column| self.objective[column].is_negative()) else {
                return Climb::Top;
            };
            let mut leaving: Option<usize> = None;
            for row in 0..self.rows.len() {
                if !self.rows[row][column].is_positive() {
                    continue;
                }
                let less = leaving.is_none_or(|best| {
                    let ours = &self.rows[row][self.width] * &self.rows[best][column];
                    let theirs = &self.rows[best][self.width] * &self.rows[row][column];
                    ours < theirs || ours == theirs && self.basis[row] < self.basis[best]
                });
                if less {
                    leaving = Some(row);
                }
            }
            let Some(row) = leaving else { return Climb::NoTop };
            self.pivot(row, column);
        }
    }

    /// Brings a column into the basis in the place of what a row gave.
    fn pivot(&mut self, row: usize, column: usize) {
        let mut pivot_row = std::mem::take(&mut self.rows[row]);
        let mut pivot = pivot_row[column].clone();
        if pivot.is_negative() {
            // Only where a bound is zero: the row says the same with its signs turned.
            pivot_row.iter_mut().for_each(|entry| *entry = -std::mem::take(entry));
            pivot = -pivot;
        }
        let denominator = std::mem::replace(&mut self.denominator, pivot.clone());
        let change = |line: &mut Vec<BigInt>| {
            let factor = line[column].clone();
            for (entry, pivot_entry) in line.iter_mut().zip(&pivot_row) {
                let apart = factor.is_zero() || pivot_entry.is_zero();
                if apart && entry.is_zero() {
                    continue;
                }
                *entry *= &pivot;
                if !apart {
                    *entry -= &factor * pivot_entry;
                }
                *entry /= &denominator;
            }
        };
        self.rows.iter_mut().filter(|line| !line.is_empty()).for_each(change);
        change(&mut self.objective);
        self.rows[row] = pivot_row;
        self.basis[row] = column;
    }

    /// Takes what stood in for a solution out of the basis; rows that said nothing new go.
    fn drop_artificial(&mut self) {
        let mut row = 0;
        while row < self.rows.len() {
            if self.artificial.contains(&self.basis[row]) {
                match (0..self.artificial.start).find(|&column| !self.rows[row][column].is_zero()) {
                    Some(column) => self.pivot(row, column),
                    None => {
                        self.rows.remove(row);
                        self.basis.remove(row);
                        continue;
                    }
                }
            }
            row += 1;
        }
    }

    fn answer(&self, variables: usize) -> Answer {
        let over = |number: &BigInt| BigRational::new(number.clone(), self.denominator.clone());
        let mut at = vec![BigRational::zero(); variables];
        for (row, &basic) in self.rows.iter().zip(&self.basis) {
            if let Some(place) = at.get_mut(basic) {
                *place = over(&row[self.width]);
            }
        }
        Answer::Optimal { value: over(&self.objective[self.width]), at }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The greatest sum over every corner: each choice of as many rows (or zero
    /// variables) as there are variables, solved as equations (Cramer).
    fn corners(variables: usize, rows: &[Row], objective: &[(usize, BigInt)]) -> Option<BigRational> {
        let mut planes: Vec<(Vec<BigRational>, BigRational)> = Vec::new();
        for row in rows {
            let mut factors = vec![BigRational::zero(); variables];
            for (variable, factor) in &row.terms {
                factors[*variable] += BigRational::from_integer(factor.clone());
            }
            planes.push((factors, BigRational::from_integer(row.bound.clone())));
        }
        for variable in 0..variables {
            let mut factors = vec![BigRational::zero(); variables];
            factors[variable] = BigRational::one();
            planes.push((factors, BigRational::zero()));
        }
        let mut best: Option<BigRational> = None;
        for mask in 0_u32..1 << planes.len() {
            if mask.count_ones() as usize != variables {
                continue;
            }
            let system: Vec<_> =
                (0..planes.len()).filter(|at| mask >> at & 1 == 1).map(|at| planes[at].clone()).collect();
            let Some(at) = solve(system) else { continue };
            let meets = planes.iter().zip(rows).all(|((factors, bound), row)| {
                let sum: BigRational = factors.iter().zip(&at).map(|(factor, number)| factor * number).sum();
                match row.sign {
                    Sign::AtMost => sum <= *bound,
                    Sign::AtLeast => sum >= *bound,
                    Sign::Equal => sum == *bound,
                }
            });
            if meets && at.iter().all(|number| !number.is_negative()) {
                let value: BigRational =
                    objective.iter().map(|(variable, factor)| &at[*variable] * factor).sum();
                if best.as_ref().is_none_or(|best| value > *best) {
                    best = Some(value);
                }
            }
        }
        best
    }

    /// Gauss and Jordan.
    fn solve(mut system: Vec<(Vec<BigRational>, BigRational)>) -> Option<Vec<BigRational>> {
        let count = system.len();
        for column in 0..count {
            let row = (column..count).find(|&row| !system[row].0[column].is_zero())?;
            system.swap(row, column);
            let (factors, bound) = system[column].clone();
            for (other, line) in system.iter_mut().enumerate() {
                if other != column {
                    let times = &line.0[column] / &factors[column];
                    for (entry, factor) in line.0.iter_mut().zip(&factors) {
                        *entry -= &times * factor;
                    }
                    line.1 -= &times * &bound;
                }
            }
        }
        Some(system.into_iter().enumerate().map(|(at, (factors, bound))| bound / &factors[at]).collect())
    }

    fn programs() -> impl Strategy<Value = (usize, Vec<Row>, Vec<(usize, BigInt)>)> {
        (1_usize..=3).prop_flat_map(|variables| {
            let factors = || proptest::collection::vec(-4_i32..=4, variables);
            let sign = prop_oneof![
                3 => Just(Sign::AtMost),
                2 => Just(Sign::AtLeast),
                1 => Just(Sign::Equal)
            ];
            let terms =
                |factors: Vec<i32>| factors.into_iter().map(BigInt::from).enumerate().collect::<Vec<_>>();
            let row = (factors(), sign, -6_i32..=6).prop_map(move |(factors, sign, bound)| Row {
                terms: terms(factors),
                sign,
                bound: bound.into(),
            });
            (Just(variables), proptest::collection::vec(row, 0..=4), factors().prop_map(terms))
        })
    }

    proptest! {
        #[test]
        fn the_greatest_sum_is_that_of_the_best_corner((variables, mut rows, objective) in programs()) {
            // A bound on all of them, so that a corner is the answer.
            let everything = (0..variables).map(|variable| (variable, BigInt::one())).collect();
            rows.push(Row { terms: everything, sign: Sign::AtMost, bound: BigInt::from(9) });
            match (maximise(variables, &rows, &objective, &|| false), corners(variables, &rows, &objective)) {
                (Answer::Infeasible, None) => {}
                (Answer::Optimal { value, at }, Some(best)) => {
                    prop_assert_eq!(&value, &best);
                    let sum: BigRational =
                        objective.iter().map(|(variable, factor)| &at[*variable] * factor).sum();
                    prop_assert_eq!(sum, value);
                }
                (found, best) => prop_assert!(false, "{:?} against {:?}", found, best),
            }
        }
    }

    #[test]
    fn sums_without_end_are_told() {
        let row = Row {
            terms: vec![(0, BigInt::one()), (1, BigInt::from(-1))],
            sign: Sign::Equal,
            bound: BigInt::zero(),
        };
        assert_eq!(maximise(2, &[row], &[(0, BigInt::one())], &|| false), Answer::Unbounded);
        assert_eq!(maximise(1, &[], &[], &|| true), Answer::Stopped);
    }
}
