//! What the standing statements of a party say of a package, and the same as
//! formulas, so that packages can be counted without being listed.

use fixedbitset::FixedBitSet;

use crate::formula::Formula;
use crate::model::{Case, Consent, Stance};
use crate::package::{Choice, IssueIndex, PartyIndex, StatementIndex};
use crate::record::level::Level;
use crate::record::reading::{Readings, applies, names, terms};
use crate::record::standing::Standing;

/// How demands that nobody called final are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Demands {
    /// As openings: a package that fails one is against a demand, not refused.
    Openings,
    /// As final: a package that fails one is refused.
    Final,
}

/// What the record says of a package for one party, at one level.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// The verdict.
    pub kind: VerdictKind,
    /// The statements that decide it, in order of writing.
    pub because: Vec<StatementIndex>,
}

/// The verdicts in the order in which the first that applies is taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum VerdictKind {
    /// It satisfies the terms of a rejection or fails a firm demand.
    Refused,
    /// It fails a demand, or satisfies an offer's terms without its condition.
    AgainstDemand,
    /// It satisfies every offer, proposal, acceptance and demand of one
    /// occasion that speaks of every issue that concerns the party and arises.
    WithinTerms,
    /// The same, but these issues are left open.
    WithinTermsInPart(Vec<IssueIndex>),
    /// Nothing on record reaches it.
    NotAddressed,
}

/// The record of one party at one level, ready to be asked.
#[derive(Clone, Debug)]
pub struct Positions {
    party: PartyIndex,
    refusals: Vec<(StatementIndex, Formula)>,
    against: Vec<(StatementIndex, Formula)>,
    occasions: Vec<Occasion>,
}

/// Statements of one speech, letter or draft.
#[derive(Clone, Debug)]
struct Occasion {
    statements: Vec<StatementIndex>,
    satisfied: Formula,
    /// Issues that concern the party and of which the occasion says nothing.
    open: Vec<IssueIndex>,
}

impl Positions {
    /// Collects what stands for `party` at `level` or closer.
    #[must_use]
    pub fn new(
        case: &Case,
        standing: &Standing,
        readings: &Readings,
        party: PartyIndex,
        level: Level,
        demands: Demands,
    ) -> Self {
        let mut positions = Self { party, refusals: Vec::new(), against: Vec::new(), occasions: Vec::new() };
        let mut grouped: Vec<(Option<&str>, Vec<StatementIndex>)> = Vec::new();
        for entry in standing.of(party, level) {
            let index = entry.statement;
            let statement = &case.statements[index];
            let Some(terms) = terms(case, index, readings) else { continue };
            let conditions = applies(statement);
            match statement.stance {
                Stance::Rejects => positions.refusals.push((index, Formula::and([conditions, terms]))),
                Stance::Demands => {
                    let fails = Formula::and([conditions, terms.not()]);
                    if statement.firm || demands == Demands::Final {
                        positions.refusals.push((index, fails));
                    } else {
                        positions.against.push((index, fails));
                    }
                }
                Stance::Offers | Stance::Proposes | Stance::Accepts => {
                    if let Some(only_if) = &statement.only_if {
                        let spoken =
                            statement.if_.as_ref().map_or(Formula::True, |clause| clause.formula.clone());
                        let without = Formula::and([terms, spoken, only_if.formula.clone().not()]);
                        positions.against.push((index, without));
                    }
                }
                _ => continue,
            }
            if statement.stance != Stance::Rejects {
                let occasion = statement.occasion.as_deref();
                match grouped.iter_mut().find(|(name, _)| occasion.is_some() && *name == occasion) {
                    Some((_, statements)) => statements.push(index),
                    None => grouped.push((occasion, vec![index])),
                }
            }
        }
        let occasions = grouped
            .into_iter()
            .filter_map(|(_, statements)| Occasion::new(case, readings, party, statements));
        positions.occasions = occasions.collect();
        positions
    }

    /// Packages that the party refuses on record.
    #[must_use]
    pub fn refused(&self) -> Formula {
        Formula::or(self.refusals.iter().map(|(_, formula)| formula.clone()))
    }

    /// Packages that go against a demand, refused or not.
    #[must_use]
    pub fn against_demand(&self) -> Formula {
        Formula::or(self.against.iter().map(|(_, formula)| formula.clone()))
    }

    /// Packages within the party's terms: neither refused nor against a
    /// demand, and covered in full by one occasion.
    #[must_use]
    pub fn within_terms(&self, case: &Case) -> Formula {
        let covered = self.occasions.iter().map(|occasion| {
            let unraised = occasion.open.iter().map(|&issue| does_not_arise(case, issue));
            Formula::and([occasion.satisfied.clone()].into_iter().chain(unraised))
        });
        Formula::and([self.refused().not(), self.against_demand().not(), Formula::or(covered)])
    }

    /// The refusals, each with the packages that it strikes.
    #[must_use]
    pub fn refusals(&self) -> &[(StatementIndex, Formula)] {
        &self.refusals
    }

    /// The demands and conditions, each with the packages that go against it.
    #[must_use]
    pub fn demands(&self) -> &[(StatementIndex, Formula)] {
        &self.against
    }

    /// The formula with which a package passes for this party, given that its
    /// acceptance may be required of some packages only.
    #[must_use]
    pub fn where_asked(&self, case: &Case, required: Formula) -> Formula {
        match &case.parties[self.party].consents {
            Consent::Always => required,
            Consent::When(clause) => clause.formula.clone().implies(required),
            Consent::Never => Formula::True,
        }
    }

    /// What the record says of one package.
    #[must_use]
    pub fn verdict(&self, case: &Case, package: &[Choice]) -> Verdict {
        let hit = |list: &[(StatementIndex, Formula)]| {
            let holding = list.iter().filter(|(_, formula)| formula.holds(package));
            holding.map(|(statement, _)| *statement).collect::<Vec<_>>()
        };
        let refused = hit(&self.refusals);
        if !refused.is_empty() {
            return Verdict { kind: VerdictKind::Refused, because: refused };
        }
        let against = hit(&self.against);
        if !against.is_empty() {
            return Verdict { kind: VerdictKind::AgainstDemand, because: against };
        }
        let satisfied = self.occasions.iter().filter(|occasion| occasion.satisfied.holds(package));
        let best = satisfied
            .map(|occasion| {
                let open = occasion.open.iter().copied().filter(|&issue| case.arises(issue, package));
                (open.collect::<Vec<_>>(), occasion)
            })
            .min_by_key(|(open, _)| open.len());
        match best {
            None => Verdict { kind: VerdictKind::NotAddressed, because: Vec::new() },
            Some((open, occasion)) => {
                let because = occasion.statements.clone();
                let kind = if open.is_empty() {
                    VerdictKind::WithinTerms
                } else {
                    VerdictKind::WithinTermsInPart(open)
                };
                Verdict { kind, because }
            }
        }
    }
}

impl Occasion {
    /// `None` where nothing in it counts: a demand that no agreement already
    /// meets is no term of a settlement.
    fn new(
        case: &Case,
        readings: &Readings,
        party: PartyIndex,
        statements: Vec<StatementIndex>,
    ) -> Option<Self> {
        let no_agreement = case.no_agreement();
        let mut parts = Vec::new();
        let mut spoken = FixedBitSet::with_capacity(case.issues.len());
        let mut counts = false;
        for &index in &statements {
            let statement = &case.statements[index];
            let terms = terms(case, index, readings)?;
            let conditions = applies(statement);
            spoken.extend(names(case, index, readings));
            if statement.stance.is_offer() {
                counts = true;
                parts.push(Formula::and([conditions, terms]));
            } else {
                let met = conditions.implies(terms);
                counts |= no_agreement.as_ref().is_none_or(|package| !met.holds(package));
                parts.push(met);
            }
        }
        let concerns = case.parties[party].concerns.iter().copied();
        let open = concerns.filter(|&issue| !spoken.contains(issue)).collect();
        counts.then(|| Self { statements, satisfied: Formula::and(parts), open })
    }
}

fn does_not_arise(case: &Case, issue: IssueIndex) -> Formula {
    case.issues[issue].when.as_ref().map_or(Formula::False, |when| when.formula.clone().not())
}
