//! How two packages compare for each party over all that is not known, exactly,
//! and which statements that rests on.
//!
//! Package x is *necessarily* at least as good as y for a party when it is so
//! everywhere in its region, and *possibly* when it is so somewhere (Greco,
//! Mousseau and Slowinski 2008). Over a region of weights and values that vary
//! freely of each other the difference of two packages is linear in the weights
//! once each value stands at its end, and a linear program over a box, a simplex
//! or a simplex under an order is solved at an extreme point: see
//! [`detente_space::worth`], whose sums are exact. With a cap and vague numbers
//! "possibly better" may say yes where no single choice of numbers does it.
//!
//! A *preferential reduct* (Kadzinski, Corrente, Greco and Slowinski 2014) of a
//! necessary relation is a smallest set of statements about a preference that
//! implies it: without any one of them it no longer follows.

use detente_case::decimal::Decimal;
use detente_case::evidence::Basis;
use detente_case::model::Case;
use detente_case::package::{Choice, IssueIndex, PartyIndex};
use detente_case::preference::{Form, Levels, Preference, Range, Weights};
use detente_space::worth::{Assessment, Comparison, Extent, Judge, WorthError};

use crate::subsets::smallest;

/// A statement about a party's preference, as the case holds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Piece {
    /// What is said of the weights.
    Weights,
    /// What is said of the values of an issue's choices.
    Values(IssueIndex),
    /// An adjustment, by position in the preference.
    Adjustment(usize),
    /// A statement of its priorities, by position.
    Priority(usize),
    /// Its ranking of packages.
    Ranking,
}

/// How the first package compares with the second for one party.
#[derive(Clone, Debug)]
pub struct Relation {
    /// The party.
    pub party: PartyIndex,
    /// What each package is to it, the first and the second.
    pub assessments: [Assessment; 2],
    /// How they compare by worth alone; `None` where nothing is known.
    pub comparison: Option<Comparison>,
    /// Where one is necessarily at least as good as the other, what implies that.
    pub because: Option<Because>,
}

/// What implies a necessary relation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Because {
    /// Whether it is the first package that is necessarily at least as good.
    pub first: bool,
    /// Smallest sets of statements that imply it, fewest first; an empty set where
    /// it follows from nothing at all.
    pub reducts: Vec<Vec<Piece>>,
    /// Whether these are all the smallest sets; else one of them.
    pub complete: bool,
}

/// How package `x` compares with `y` for every party of the case.
///
/// # Errors
///
/// [`WorthError`] where a party's sums would not be exact.
pub fn relations(case: &Case, x: &[Choice], y: &[Choice]) -> Result<Vec<Relation>, WorthError> {
    (0..case.parties.len()).map(|party| relation(case, party, x, y)).collect()
}

fn relation(case: &Case, party: PartyIndex, x: &[Choice], y: &[Choice]) -> Result<Relation, WorthError> {
    let judge = Judge::new(case, party)?;
    let comparison = judge.compare(x, y);
    let because = comparison.and_then(|comparison| {
        if comparison.at_least == Extent::Always {
            because(case, party, x, y, true)
        } else if comparison.better == Extent::Never {
            because(case, party, y, x, false)
        } else {
            None
        }
    });
    Ok(Relation { party, assessments: [judge.assess(x), judge.assess(y)], comparison, because })
}

fn because(case: &Case, party: PartyIndex, x: &[Choice], y: &[Choice], first: bool) -> Option<Because> {
    let preference = &case.preferences[party];
    match &preference.form {
        Form::Unknown => None,
        Form::Priorities(statements) => {
            // The first statement on which the packages differ decides.
            let differs = statements
                .iter()
                .position(|statement| statement.clause.formula.holds(x) != statement.clause.formula.holds(y));
            let reduct = differs.map(|at| vec![Piece::Priority(at)]).unwrap_or_default();
            Some(Because { first, reducts: vec![reduct], complete: true })
        }
        Form::Ranking(_) => Some(Because { first, reducts: vec![vec![Piece::Ranking]], complete: true }),
        Form::Values(_) => {
            let search = Reducts { case: lean(case), party, x, y };
            let pieces = search.pieces(preference);
            let (reducts, complete) = search.find(&pieces);
            Some(Because { first, reducts, complete })
        }
    }
}

/// The parts of a case that worth depends on.
fn lean(case: &Case) -> Case {
    Case {
        issues: case.issues.clone(),
        parties: case.parties.clone(),
        preferences: case.preferences.clone(),
        ..Case::default()
    }
}

struct Reducts<'a> {
    case: Case,
    party: PartyIndex,
    x: &'a [Choice],
    y: &'a [Choice],
}

impl Reducts<'_> {
    /// The statements that can matter, weakest ground last.
    fn pieces(&self, preference: &Preference) -> Vec<Piece> {
        let Form::Values(values) = &preference.form else { return Vec::new() };
        let arising = |package: &[Choice], issue| self.case.arises(issue, package).then(|| package[issue]);
        let mut pieces = Vec::new();
        let weights = match &values.weights {
            Weights::Free => None,
            Weights::Order { basis, .. } => Some(*basis),
            Weights::Ranges(ranges) => {
                Some(ranges.iter().map(|range| range.basis).max().unwrap_or(Basis::Stated))
            }
        };
        pieces.extend(weights.map(|basis| (basis, Piece::Weights)));
        for (issue, levels) in values.issues.iter().enumerate() {
            // Under a cap the values themselves count, not their difference alone.
            if values.cap.is_some() || arising(self.x, issue) != arising(self.y, issue) {
                let basis = match levels {
                    Levels::Order { basis, .. } => *basis,
                    Levels::Ranges(ranges) => {
                        ranges.iter().map(|range| range.basis).max().unwrap_or(Basis::Stated)
                    }
                };
                pieces.push((basis, Piece::Values(issue)));
            }
        }
        for (at, adjustment) in preference.adjustments.iter().enumerate() {
            let formula = &adjustment.when.formula;
            if values.cap.is_some() || formula.holds(self.x) != formula.holds(self.y) {
                pieces.push((adjustment.by.basis, Piece::Adjustment(at)));
            }
        }
        pieces.sort_by_key(|(basis, _)| *basis);
        pieces.into_iter().map(|(_, piece)| piece).collect()
    }

    /// Whether x is necessarily at least as good as y by these statements alone.
    fn implies(&self, kept: &[Piece]) -> bool {
        let mut case = self.case.clone();
        relax(&mut case.preferences[self.party], kept);
        Judge::new(&case, self.party)
            .ok()
            .and_then(|judge| judge.compare(self.x, self.y))
            .is_some_and(|comparison| comparison.at_least == Extent::Always)
    }

    fn find(&self, pieces: &[Piece]) -> (Vec<Vec<Piece>>, bool) {
        let named = |set: &[usize]| set.iter().map(|at| pieces[*at]).collect::<Vec<_>>();
        let (sets, complete) = smallest(pieces.len(), |set| self.implies(&named(set)));
        let sorted = |set: Vec<usize>| {
            let mut set = named(&set);
            set.sort_unstable();
            set
        };
        (sets.into_iter().map(sorted).collect(), complete)
    }
}

/// Forgets everything but what is kept: weights may then be any, values anything
/// from 0 to 100 (or what the case gives beyond), adjustments anything up to 100
/// either way. The reservation value stays, for it compares no two packages.
fn relax(preference: &mut Preference, kept: &[Piece]) {
    let hundred = Decimal::HUNDRED;
    let wide = |low: Decimal, high: Decimal| Range {
        low,
        mode: None,
        high,
        basis: Basis::Assumed,
        ground: detente_case::evidence::Ground::default(),
    };
    if let Form::Values(values) = &mut preference.form {
        if !kept.contains(&Piece::Weights) {
            values.weights = match (&values.weights, values.divisor) {
                (Weights::Ranges(ranges), Some(divisor)) => {
                    Weights::Ranges(ranges.iter().map(|_| wide(Decimal::ZERO, divisor)).collect())
                }
                _ => Weights::Free,
            };
        }
        for (issue, levels) in values.issues.iter_mut().enumerate() {
            if kept.contains(&Piece::Values(issue)) {
                continue;
            }
            *levels = match &*levels {
                Levels::Order { groups, unplaced, .. } => {
                    let choices = groups.iter().map(Vec::len).sum::<usize>() + unplaced.len();
                    Levels::Ranges(vec![wide(Decimal::ZERO, hundred); choices])
                }
                Levels::Ranges(ranges) => {
                    let low = ranges.iter().map(|range| range.low).fold(Decimal::ZERO, Ord::min);
                    let high = ranges.iter().map(|range| range.high).fold(hundred, Ord::max);
                    Levels::Ranges(vec![wide(low, high); ranges.len()])
                }
            };
        }
    }
    let minus = Decimal::integer(-100);
    for (at, adjustment) in preference.adjustments.iter_mut().enumerate() {
        if !kept.contains(&Piece::Adjustment(at)) {
            adjustment.by = wide(adjustment.by.low.min(minus), adjustment.by.high.max(hundred));
        }
    }
}
