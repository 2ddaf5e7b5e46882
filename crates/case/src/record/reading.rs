//! What a statement says, under one way of reading the sentences that can be
//! read in several.

use crate::formula::Formula;
use crate::model::{Case, Clause, Stance, Statement};
use crate::package::{IssueIndex, StatementIndex};

/// One reading for each statement: 0 as coded, `n` its `as-read` entry `n - 1`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Readings {
    chosen: Vec<usize>,
}

impl Readings {
    /// Every statement as coded.
    #[must_use]
    pub fn as_coded(case: &Case) -> Self {
        Self { chosen: vec![0; case.statements.len()] }
    }

    /// Every combination of readings, as coded first, or `None` if there are
    /// more than `limit`.
    #[must_use]
    pub fn all(case: &Case, limit: usize) -> Option<Vec<Self>> {
        let mut combinations = vec![Self::as_coded(case)];
        for (at, statement) in deciding(case) {
            let coded = combinations.clone();
            for reading in 1..=statement.as_read.len() {
                if combinations.len() + coded.len() > limit {
                    return None;
                }
                combinations.extend(coded.iter().cloned().map(|mut readings| {
                    readings.chosen[at] = reading;
                    readings
                }));
            }
        }
        Some(combinations)
    }

    /// As coded, and each alternative by itself: what is tried where all
    /// combinations are too many.
    #[must_use]
    pub fn one_at_a_time(case: &Case) -> Vec<Self> {
        let coded = Self::as_coded(case);
        let alternatives = deciding(case)
            .flat_map(|(at, statement)| (1..=statement.as_read.len()).map(move |reading| (at, reading)));
        let varied = alternatives.map(|(at, reading)| {
            let mut readings = coded.clone();
            readings.chosen[at] = reading;
            readings
        });
        std::iter::once(coded.clone()).chain(varied).collect()
    }

    /// As coded, but for the statements given, each with its reading.
    #[must_use]
    pub fn choosing(case: &Case, readings: &[(StatementIndex, usize)]) -> Self {
        let mut chosen = Self::as_coded(case);
        for &(statement, reading) in readings {
            if let Some(slot) = chosen.chosen.get_mut(statement) {
                *slot = reading;
            }
        }
        chosen
    }

    /// The reading of one statement.
    #[must_use]
    pub fn of(&self, statement: StatementIndex) -> usize {
        self.chosen[statement]
    }
}

/// Statements whose terms decide anything; other readings of the rest change nothing.
fn deciding(case: &Case) -> impl Iterator<Item = (StatementIndex, &Statement)> {
    let decides = |statement: &Statement| {
        matches!(
            statement.stance,
            Stance::Demands | Stance::Rejects | Stance::Offers | Stance::Proposes | Stance::Accepts
        )
    };
    case.statements.iter().enumerate().filter(move |(_, statement)| decides(statement))
}

/// The terms of a statement under its reading, `None` where it has none.
#[must_use]
pub fn terms(case: &Case, statement: StatementIndex, readings: &Readings) -> Option<Formula> {
    read(case, statement, readings).map(|clause| clause.formula.clone())
}

fn read<'case>(case: &'case Case, statement: StatementIndex, readings: &Readings) -> Option<&'case Clause> {
    let this = &case.statements[statement];
    match readings.of(statement) {
        0 => this.terms.as_ref(),
        alternative => this.as_read.get(alternative - 1),
    }
}

/// The issues that a statement names in its terms, under its reading, and in
/// its conditions.
pub(super) fn names(case: &Case, statement: StatementIndex, readings: &Readings) -> Vec<IssueIndex> {
    let this = &case.statements[statement];
    let clauses = read(case, statement, readings).into_iter().chain(&this.only_if).chain(&this.if_);
    clauses.flat_map(|clause| clause.names.iter().copied()).collect()
}

/// The packages with which a statement can be reconciled: those that meet a
/// demand where it applies, that are on offer, that escape a rejection. `None`
/// for what decides nothing or has no terms.
#[must_use]
pub fn content(case: &Case, statement: StatementIndex, readings: &Readings) -> Option<Formula> {
    let this = &case.statements[statement];
    let terms = terms(case, statement, readings)?;
    Some(match this.stance {
        Stance::Demands => applies(this).implies(terms),
        Stance::Rejects => Formula::and([applies(this), terms]).not(),
        Stance::Offers | Stance::Proposes | Stance::Accepts => Formula::and([applies(this), terms]),
        _ => return None,
    })
}

/// The conditions under which a statement speaks.
pub(super) fn applies(statement: &Statement) -> Formula {
    let part =
        |clause: &Option<Clause>| clause.as_ref().map_or(Formula::True, |clause| clause.formula.clone());
    Formula::and([part(&statement.only_if), part(&statement.if_)])
}
