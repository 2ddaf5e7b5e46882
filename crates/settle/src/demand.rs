//! Demands: what a party that is asked requires of a package.

use detente_case::formula::Formula;
use detente_case::model::{Case, Consent};
use detente_case::package::{Choice, PartyIndex, StatementIndex};
use detente_case::record::{Entry, Standing, Status};
use detente_space::worth::Acceptance;

/// Something that one party requires.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Demand {
    /// That its red line, at this position in its preference, is not crossed.
    RedLine {
        /// The party.
        party: PartyIndex,
        /// The red line.
        line: usize,
    },
    /// That the package can be worth at least no agreement to it.
    Reservation {
        /// The party.
        party: PartyIndex,
    },
}

impl Demand {
    /// Whose demand it is.
    #[must_use]
    pub fn party(self) -> PartyIndex {
        match self {
            Self::RedLine { party, .. } | Self::Reservation { party } => party,
        }
    }
}

/// Parties whose acceptance some package requires, in case order, but for those in `without`.
#[must_use]
pub fn asked_parties(case: &Case, without: &[PartyIndex]) -> Vec<PartyIndex> {
    let asked =
        |party: &PartyIndex| case.parties[*party].consents != Consent::Never && !without.contains(party);
    (0..case.parties.len()).filter(asked).collect()
}

/// The demands of parties, party by party in case order: its red lines, then its reservation value.
#[must_use]
pub fn demands(case: &Case, parties: &[PartyIndex]) -> Vec<Demand> {
    let of = |&party: &PartyIndex| {
        let lines =
            (0..case.preferences[party].red_lines.len()).map(move |line| Demand::RedLine { party, line });
        lines.chain([Demand::Reservation { party }])
    };
    parties.iter().flat_map(of).collect()
}

/// `required`, of the packages of which the party is asked.
#[must_use]
pub fn where_asked(case: &Case, party: PartyIndex, required: Formula) -> Formula {
    match &case.parties[party].consents {
        Consent::Always => required,
        Consent::When(clause) => clause.formula.clone().implies(required),
        Consent::Never => Formula::True,
    }
}

/// A case as of an earlier day: red lines that rest on words alone, none of
/// which had been said or become known by then, are not yet drawn. They are
/// added to what the case leaves out, so that every answer says so.
#[must_use]
pub fn as_of_day(case: &Case, standing: &Standing) -> Case {
    let mut earlier = case.clone();
    for (party, preference) in earlier.preferences.iter_mut().enumerate() {
        let name = &case.parties[party].name;
        preference.red_lines.retain(|line| {
            let unsaid = |statement: &StatementIndex| {
                let of = |each: &&Entry| each.statement == *statement && each.party == party;
                let entry = standing.entries.iter().find(of);
                matches!(entry.map(|entry| &entry.status), Some(Status::NotYetSaid | Status::NotYetKnown))
            };
            let undrawn = !line.assumed && !line.rests_on.is_empty() && line.rests_on.iter().all(unsaid);
            if undrawn {
                earlier
                    .leaves_out
                    .push(format!("the red line {} of {name}, not yet drawn on that day", line.id));
            }
            !undrawn
        });
    }
    earlier
}

/// What all who are asked of a package make of it together.
pub fn verdict_of_all(case: &Case, package: &[Choice], of: impl Fn(PartyIndex) -> Acceptance) -> Acceptance {
    let asked = (0..case.parties.len()).filter(|&party| case.is_asked(party, package));
    asked.map(of).fold(Acceptance::Surely, |all, one| match (all, one) {
        (Acceptance::Never, _) | (_, Acceptance::Never) => Acceptance::Never,
        (Acceptance::Unknown, _) | (_, Acceptance::Unknown) => Acceptance::Unknown,
        (Acceptance::Possibly, _) | (_, Acceptance::Possibly) => Acceptance::Possibly,
        _ => Acceptance::Surely,
    })
}
