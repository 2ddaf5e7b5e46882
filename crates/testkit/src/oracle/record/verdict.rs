//! What the standing statements say of packages.

use std::collections::BTreeSet;

use detente_case::model::Stance;
use detente_case::package::{IssueIndex, PartyIndex, StatementIndex};
use detente_case::record::{Demands, Level, VerdictKind};

use super::{Record, Tally, is_offer};
use crate::oracle::Set;

impl Record<'_> {
    /// The packages that each statement refuses: those that satisfy what it
    /// rejects, or fail what it demands for good.
    #[must_use]
    pub fn refusals(&self, party: PartyIndex, level: Level, demands: Demands) -> Vec<(StatementIndex, Set)> {
        let refuses = |at: &StatementIndex| {
            let statement = &self.oracle.case.statements[*at];
            statement.stance == Stance::Rejects || self.is_final(*at, demands)
        };
        let positions = self.positions(party, level).into_iter().filter(refuses);
        positions.map(|at| (at, self.content(at).expect("it decides").complement())).collect()
    }

    fn is_final(&self, at: StatementIndex, demands: Demands) -> bool {
        let statement = &self.oracle.case.statements[at];
        statement.stance == Stance::Demands && (statement.firm || demands == Demands::Final)
    }

    /// The packages that go against each statement: those that fail what it
    /// demands, or satisfy the terms of what it offers without its `only-if`.
    #[must_use]
    pub fn oppositions(
        &self,
        party: PartyIndex,
        level: Level,
        demands: Demands,
    ) -> Vec<(StatementIndex, Set)> {
        let mut all = Vec::new();
        for at in self.positions(party, level) {
            let statement = &self.oracle.case.statements[at];
            match (statement.stance, &statement.only_if) {
                (Stance::Demands, _) if !self.is_final(at, demands) => {
                    all.push((at, self.content(at).expect("it decides").complement()));
                }
                (stance, Some(only_if)) if is_offer(stance) => {
                    let terms = self.terms(at).expect("it decides");
                    // "In return for": silent on the other case.
                    let spoken = self.oracle.if_any(statement.if_.as_ref());
                    all.push((at, terms.and(&spoken).minus(&self.oracle.meet(only_if))));
                }
                _ => {}
            }
        }
        all
    }

    /// The occasions of a party: the packages that satisfy all of it, and the
    /// issues that it names.
    fn occasions(&self, party: PartyIndex, level: Level) -> Vec<(Set, BTreeSet<IssueIndex>)> {
        let case = self.oracle.case;
        let mut speeches: Vec<Vec<StatementIndex>> = Vec::new();
        for at in self.positions(party, level) {
            let statement = &case.statements[at];
            if statement.stance == Stance::Rejects {
                continue;
            }
            let same = |speech: &&mut Vec<StatementIndex>| {
                statement.occasion.is_some() && case.statements[speech[0]].occasion == statement.occasion
            };
            match speeches.iter_mut().find(same) {
                Some(speech) => speech.push(at),
                None => speeches.push(vec![at]),
            }
        }
        // A demand that no agreement already meets is no term of a settlement.
        let no_agreement = self.oracle.no_agreement();
        let counts = |at: &StatementIndex| {
            let met = self.content(*at).expect("it decides");
            is_offer(case.statements[*at].stance) || met.and(&no_agreement).is_empty()
        };
        let speech = |speech: Vec<StatementIndex>| {
            let satisfied = speech.iter().map(|&at| self.content(at).expect("it decides"));
            let satisfied = satisfied.fold(self.oracle.every(true), |all, each| all.and(&each));
            let named = speech.iter().flat_map(|&at| {
                let statement = &case.statements[at];
                let clauses = [self.sentence(at), statement.only_if.as_ref(), statement.if_.as_ref()];
                clauses.into_iter().flatten().flat_map(|clause| self.oracle.named(clause)).collect::<Vec<_>>()
            });
            (satisfied, named.collect())
        };
        speeches.into_iter().filter(|each| each.iter().any(counts)).map(speech).collect()
    }

    /// What the record says of every package, for one party at one level.
    #[must_use]
    pub fn verdicts(&self, party: PartyIndex, level: Level, demands: Demands) -> Vec<VerdictKind> {
        let refusals = self.refusals(party, level, demands);
        let oppositions = self.oppositions(party, level, demands);
        let occasions = self.occasions(party, level);
        let arises: Vec<_> =
            (0..self.oracle.case.issues.len()).map(|issue| self.oracle.arises(issue)).collect();
        let verdict = |at: usize| {
            if refusals.iter().any(|(_, packages)| packages.has(at)) {
                return VerdictKind::Refused;
            }
            if oppositions.iter().any(|(_, packages)| packages.has(at)) {
                return VerdictKind::AgainstDemand;
            }
            let concerns = &self.oracle.case.parties[party].concerns;
            let satisfied = occasions.iter().filter(|(packages, _)| packages.has(at));
            let open = satisfied.map(|(_, named)| {
                let open = concerns.iter().copied();
                open.filter(|issue| arises[*issue].has(at) && !named.contains(issue)).collect::<Vec<_>>()
            });
            match open.min_by_key(Vec::len) {
                None => VerdictKind::NotAddressed,
                Some(open) if open.is_empty() => VerdictKind::WithinTerms,
                Some(open) => VerdictKind::WithinTermsInPart(open),
            }
        };
        (0..self.oracle.packages.len()).map(verdict).collect()
    }

    /// How many agreements pass at a level.
    #[must_use]
    pub fn tally(&self, level: Level, demands: Demands) -> Tally {
        let oracle = self.oracle;
        let parties = 0..oracle.case.parties.len();
        let asked: Vec<_> = parties.clone().map(|party| oracle.asked(party)).collect();
        let verdicts: Vec<_> = parties.clone().map(|party| self.verdicts(party, level, demands)).collect();
        let passing = |pass: &dyn Fn(PartyIndex, usize) -> bool| {
            let all = oracle.agreements().members().into_iter();
            all.filter(|&at| parties.clone().all(|party| !asked[party].has(at) || pass(party, at))).count()
        };
        let is = |party: PartyIndex, at: usize, kind: VerdictKind| verdicts[party][at] == kind;
        let unrefused = |party, at| !is(party, at, VerdictKind::Refused);
        Tally {
            nobody_refuses: passing(&unrefused),
            against_no_demand: passing(&|party, at| {
                unrefused(party, at) && !is(party, at, VerdictKind::AgainstDemand)
            }),
            within_all_terms: passing(&|party, at| is(party, at, VerdictKind::WithinTerms)),
        }
    }
}
