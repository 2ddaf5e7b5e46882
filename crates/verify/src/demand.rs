//! Demands: red lines and reservation values of parties that may be asked.

use detente_case::model::{Case, Consent};
use detente_case::package::{Choice, PartyIndex};
use detente_case::preference::{Form, Reservation};

use crate::certificate::Verdict;
use crate::meaning::{holds, is_asked};
use crate::region::worth;

/// One demand of a party.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum What {
    /// No package for which it is asked crosses this red line.
    RedLine(usize),
    /// No package for which it is asked is surely worth less than no agreement.
    Reservation,
}

/// All demands of a case, in its order.
#[derive(Debug)]
pub(crate) struct Demands<'a> {
    case: &'a Case,
    of: Vec<(PartyIndex, What)>,
}

/// A set of demands, as bits by position.
pub(crate) type Set = u128;

impl<'a> Demands<'a> {
    /// Most demands that a [`Set`] holds.
    const MOST: usize = 128;

    /// Those of every party that is not left out; `None` where there are too many.
    pub(crate) fn of(case: &'a Case, without: &[PartyIndex]) -> Option<Self> {
        let mut of = Vec::new();
        for (party, preference) in case.preferences.iter().enumerate() {
            if without.contains(&party) || case.parties[party].consents == Consent::Never {
                continue;
            }
            of.extend((0..preference.red_lines.len()).map(|line| (party, What::RedLine(line))));
            let compares = !matches!(preference.form, Form::Unknown);
            let decides = !matches!(preference.reservation, Reservation::Unknown | Reservation::Nothing);
            if compares && decides {
                of.push((party, What::Reservation));
            }
        }
        (of.len() <= Self::MOST).then_some(Self { case, of })
    }

    /// The demands that a package does not meet; `None` where that cannot be told.
    pub(crate) fn broken(&self, package: &[Choice]) -> Option<Set> {
        let mut set = 0;
        for (at, &(party, what)) in self.of.iter().enumerate() {
            if !is_asked(self.case, party, package) {
                continue;
            }
            let broken = match what {
                What::RedLine(line) => {
                    holds(&self.case.preferences[party].red_lines[line].refuse.formula, package)
                }
                What::Reservation => worth(self.case, party, package)? == Verdict::Never,
            };
            set |= Set::from(broken) << at;
        }
        Some(set)
    }

    /// The set that a certificate names.
    pub(crate) fn named(&self, names: &[String]) -> Result<Set, String> {
        names.iter().try_fold(0, |set, name| {
            let at = (0..self.of.len()).find(|&at| self.name(at) == *name);
            let bit = 1 << at.ok_or_else(|| format!("the case has no demand {name:?}"))?;
            if set & bit == 0 { Ok(set | bit) } else { Err(format!("{name:?} is named twice")) }
        })
    }

    /// A set in words.
    pub(crate) fn words(&self, set: Set) -> String {
        let names: Vec<_> =
            (0..self.of.len()).filter(|at| set >> at & 1 == 1).map(|at| self.name(at)).collect();
        if names.is_empty() { "nothing".to_owned() } else { names.join(" + ") }
    }

    fn name(&self, at: usize) -> String {
        let (party, what) = self.of[at];
        let id = &self.case.parties[party].id;
        match what {
            What::RedLine(line) => format!("{id}/{}", self.case.preferences[party].red_lines[line].id),
            What::Reservation => format!("{id}/no-deal"),
        }
    }
}
