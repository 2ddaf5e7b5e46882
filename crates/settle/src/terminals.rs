//! Conditional consents at the end of a path: which parties are asked there,
//! and which reservation values therefore hold.

use detente_case::formula::Formula;
use detente_case::model::{Case, Consent};
use detente_case::package::PartyIndex;
use detente_space::diagram::Diagram;

/// The conditions that the diagram must remember: one for each of `parties`
/// whose acceptance is required of some packages only, in their order.
#[must_use]
pub fn split(case: &Case, parties: &[PartyIndex]) -> Vec<Formula> {
    let clause = |&party: &PartyIndex| match &case.parties[party].consents {
        Consent::When(clause) => Some(clause.formula.clone()),
        Consent::Always | Consent::Never => None,
    };
    parties.iter().filter_map(clause).collect()
}

/// Floors by terminal: each coordinate's floor where its party is asked.
/// `diagram` must have been compiled with [`split`] of the same parties.
#[must_use]
pub fn floors(
    case: &Case,
    parties: &[PartyIndex],
    diagram: &Diagram,
    floors: &[Option<i64>],
) -> Vec<Vec<Option<i64>>> {
    let conditional = |party: PartyIndex| matches!(case.parties[party].consents, Consent::When(_));
    let of_terminal = |holds: &[bool]| {
        let mut truths = holds.iter();
        let each = parties.iter().zip(floors).map(|(&party, &floor)| {
            let asked = !conditional(party) || truths.next().copied().unwrap_or(false);
            floor.filter(|_| asked)
        });
        each.collect()
    };
    diagram.terminals.iter().map(|terminal| of_terminal(&terminal.holds)).collect()
}
