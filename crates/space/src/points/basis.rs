//! Which inputs nobody stated.

use detente_case::evidence::Basis;
use detente_case::model::Case;
use detente_case::package::{IssueIndex, PartyIndex};
use detente_case::preference::{Form, Levels, Preference, Range, Reservation, Weights};

/// Inputs of one party that rest on something weaker than a statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unstated {
    /// The party.
    pub party: PartyIndex,
    /// What they are.
    pub input: Input,
    /// What they rest on: inferred or assumed.
    pub basis: Basis,
}

/// A part of a preference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// Everything: no preference is given.
    Preference,
    /// The weights of these issues.
    Weights(Vec<IssueIndex>),
    /// The values of the choices of these issues.
    Values(Vec<IssueIndex>),
    /// The statements in order of importance.
    Priorities,
    /// The order of packages.
    Ranking,
    /// The value of no agreement.
    Reservation,
    /// An adjustment, by position in the preference.
    Adjustment(usize),
    /// A red line, by position in the preference.
    RedLine(usize),
}

/// Whether every number and order of a party is stated: nothing of it is
/// inferred, assumed or missing. Red lines are neither numbers nor orders. A
/// reservation value that is that of the issues' no-deal choices needs no
/// statement of its own.
#[must_use]
pub fn is_stated(case: &Case, party: PartyIndex) -> bool {
    of_party(&case.preferences[party]).iter().all(|unstated| matches!(unstated.input, Input::RedLine(_)))
}

/// Every input of every party that nobody stated, in party order, red lines that
/// the analyst assumes included.
#[must_use]
pub fn unstated_inputs(case: &Case) -> Vec<Unstated> {
    case.preferences.iter().flat_map(of_party).collect()
}

fn of_party(preference: &Preference) -> Vec<Unstated> {
    let mut found = Vec::new();
    let mut add = |input: Input, basis: Basis| {
        if basis != Basis::Stated {
            found.push(Unstated { party: preference.party, input, basis });
        }
    };
    match &preference.form {
        Form::Unknown => add(Input::Preference, Basis::Assumed),
        Form::Priorities(_) => add(Input::Priorities, preference.basis),
        Form::Ranking(_) => add(Input::Ranking, preference.basis),
        Form::Values(values) => {
            let issues = || 0..values.issues.len();
            match &values.weights {
                Weights::Free => add(Input::Weights(issues().collect()), Basis::Assumed),
                Weights::Order { basis, .. } => add(Input::Weights(issues().collect()), *basis),
                Weights::Ranges(ranges) => {
                    for (basis, issues) in by_basis(ranges.iter().map(|range| range.basis)) {
                        add(Input::Weights(issues), basis);
                    }
                }
            }
            for (basis, issues) in by_basis(values.issues.iter().map(level_basis)) {
                add(Input::Values(issues), basis);
            }
        }
    }
    match &preference.reservation {
        // Without a preference there is nothing to hold it against.
        Reservation::Unknown if preference.form == Form::Unknown => {}
        Reservation::Unknown => add(Input::Reservation, Basis::Assumed),
        Reservation::Nothing | Reservation::Package { given: true, .. } => {
            add(Input::Reservation, preference.basis)
        }
        Reservation::Package { given: false, .. } => {}
        Reservation::Value(Range { basis, .. }) | Reservation::Between { basis, .. } => {
            add(Input::Reservation, *basis)
        }
    }
    for (at, adjustment) in preference.adjustments.iter().enumerate() {
        add(Input::Adjustment(at), adjustment.by.basis);
    }
    for (at, line) in preference.red_lines.iter().enumerate() {
        add(Input::RedLine(at), if line.assumed { Basis::Assumed } else { Basis::Stated });
    }
    found
}

/// The weakest basis of any level of an issue.
fn level_basis(levels: &Levels) -> Basis {
    match levels {
        Levels::Ranges(ranges) => ranges.iter().map(|range| range.basis).max().unwrap_or(Basis::Stated),
        Levels::Order { basis, .. } => *basis,
    }
}

/// Issues that rest on something weaker than a statement, the stronger basis first.
fn by_basis(of_issues: impl Iterator<Item = Basis> + Clone) -> Vec<(Basis, Vec<IssueIndex>)> {
    let resting = |on: Basis| {
        let issues: Vec<_> =
            of_issues.clone().enumerate().filter(|(_, basis)| *basis == on).map(|(at, _)| at).collect();
        (!issues.is_empty()).then_some((on, issues))
    };
    [Basis::Inferred, Basis::Assumed].into_iter().filter_map(resting).collect()
}
