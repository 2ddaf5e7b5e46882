//! What the record alone allows, before anyone gives a number.
//!
//! Counts are exact and come three times, once for each level of evidence, and
//! twice for the two readings of demands. Where sentences can be read in
//! several ways the counts are the least and the most over all readings.

use detente_case::formula::{Formula, Linear, LinearTerm};
use detente_case::model::{Case, Consent};
use detente_case::package::{Choice, PartyIndex, StatementIndex};
use detente_case::record::{Circle, Demands, Level, Positions, Readings, Standing, View, circles, standing};
use detente_space::compile::{Request, Stopped, compile};
use num_bigint::BigUint;

use crate::budget::Budget;

/// Most combinations of readings that are tried; beyond, each alternative
/// reading is tried by itself.
const READINGS: usize = 64;

/// What the record says of the packages of a case.
#[derive(Clone, Debug)]
pub struct OnRecord {
    /// Which statements stand, as coded.
    pub standing: Standing,
    /// Packages that the rules allow, without the package of no agreement.
    pub packages: BigUint,
    /// Counts by level and reading of demands, closest level first.
    pub tallies: Vec<RecordTally>,
    /// Statements that refuse packages or go against them, in order of writing.
    pub deciding: Vec<Deciding>,
    /// Circles of preconditions at each level at which they first close.
    pub circles: Vec<(Level, Circle)>,
    /// Standing statements of each party at exactly each level: the balance of the record.
    pub balance: Vec<[usize; 3]>,
    /// How many combinations of readings were tried.
    pub readings: usize,
    /// How many there are to try.
    pub readings_in_all: usize,
    /// Whether these were all combinations, not each alternative by itself.
    pub all_readings: bool,
    /// Whether the user or a limit stopped the work: counts are of the readings tried by then.
    pub stopped: bool,
}

/// A count over all readings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spread {
    /// Under the reading that leaves fewest.
    pub least: BigUint,
    /// Under the reading that leaves most.
    pub most: BigUint,
}

/// Counts at one level.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordTally {
    /// Statements of this level and closer.
    pub level: Level,
    /// How demands are read.
    pub demands: Demands,
    /// Packages that nobody who is asked refuses.
    pub nobody_refuses: Spread,
    /// Of these, packages against nobody's demand.
    pub against_no_demand: Spread,
    /// Of these, packages within the terms of everybody who is asked.
    pub within_all_terms: Spread,
}

/// How a statement decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Decides {
    /// It refuses packages.
    Refuses,
    /// Packages go against it: a demand, or the condition of an offer.
    Demands,
}

/// One statement that decides, for one party, as coded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deciding {
    /// The statement.
    pub statement: StatementIndex,
    /// The party that it is about.
    pub party: PartyIndex,
    /// Its level.
    pub level: Level,
    /// What it does.
    pub decides: Decides,
    /// Packages that it strikes among those that the rules allow and of which the party is asked.
    pub strikes: BigUint,
}

/// Asks the record of `case` as seen in `view`.
///
/// # Errors
/// When a limit or the user stopped the work.
pub fn on_record(case: &Case, view: View, budget: &Budget<'_>) -> Result<OnRecord, Stopped> {
    let asker = Asker { case, budget, agreement: is_an_agreement(case) };
    let (readings, all_readings) = match Readings::all(case, READINGS) {
        Some(all) => (all, true),
        None => (Readings::one_at_a_time(case), false),
    };
    budget.notify.say("finding which statements stand");
    let standing = asker.standing(view, &Readings::as_coded(case))?;
    let at_level = |party: PartyIndex, level: Level| {
        standing.standing().filter(|entry| entry.party == party && entry.level == level).count()
    };
    let mut answer = OnRecord {
        packages: asker.count([])?,
        tallies: Vec::new(),
        deciding: Vec::new(),
        circles: closed_circles(case, &standing),
        balance: (0..case.parties.len())
            .map(|party| Level::ALL.map(|level| at_level(party, level)))
            .collect(),
        readings: 0,
        readings_in_all: readings.len(),
        all_readings: false,
        stopped: false,
        standing,
    };
    let finished = asker.fill(&mut answer, view, &readings);
    answer.stopped = finished.is_err();
    answer.all_readings = all_readings && answer.readings == readings.len();
    Ok(answer)
}

/// Circles of preconditions, each with the closest level at which it closes.
fn closed_circles(case: &Case, standing: &Standing) -> Vec<(Level, Circle)> {
    let mut closed: Vec<(Level, Circle)> = Vec::new();
    for level in Level::ALL {
        for circle in circles(case, standing, level) {
            if !closed.iter().any(|(_, known)| *known == circle) {
                closed.push((level, circle));
            }
        }
    }
    closed
}

/// The packages that can be an agreement: not the package of no agreement, and
/// somebody's acceptance is required. Where nobody is asked nobody agrees.
#[must_use]
pub fn is_an_agreement(case: &Case) -> Formula {
    let asked = case.parties.iter().map(|party| match &party.consents {
        Consent::Always => Formula::True,
        Consent::When(clause) => clause.formula.clone(),
        Consent::Never => Formula::False,
    });
    Formula::and([Formula::or(asked), differs(case)])
}

/// The packages that are not the package of no agreement.
fn differs(case: &Case) -> Formula {
    let Some(package) = case.no_agreement() else { return Formula::True };
    if package.len() > WIDE {
        return some_issue_differs(case, &package);
    }
    Formula::or(
        package
            .iter()
            .enumerate()
            .map(|(issue, &choice)| Formula::chooses(issue, choice, case.issues[issue].choices()).not()),
    )
}

/// Issues from which on "some issue differs" is written as a sum: what is left
/// of a sum takes the same room however many terms are open, what is left of a
/// disjunction does not.
const WIDE: usize = 64;

/// Minus one for each issue that differs comes to minus one at most.
fn some_issue_differs(case: &Case, package: &[Choice]) -> Formula {
    let term = |(issue, &choice): (usize, &Choice)| LinearTerm {
        issue,
        numbers: (0..case.issues[issue].choices())
            .map(|at| Some(-i64::from(at != usize::from(choice))))
            .collect(),
    };
    Formula::Linear(Linear { terms: package.iter().enumerate().map(term).collect(), bound: -1 })
}

/// The record of a case on a day, as coded.
///
/// # Errors
/// When a limit or the user stopped the work.
pub fn standing_of(case: &Case, view: View, budget: &Budget<'_>) -> Result<Standing, Stopped> {
    standing_under(case, view, &Readings::as_coded(case), budget)
}

/// The record of a case on a day, under one way of reading its sentences.
///
/// # Errors
/// When a limit or the user stopped the work.
pub fn standing_under(
    case: &Case,
    view: View,
    readings: &Readings,
    budget: &Budget<'_>,
) -> Result<Standing, Stopped> {
    Asker { case, budget, agreement: Formula::True }.standing(view, readings)
}

/// Does work that asks whether an allowed package meets a formula.
///
/// # Errors
/// When a limit or the user stopped the work.
pub fn asking<T>(
    case: &Case,
    budget: &Budget<'_>,
    work: impl FnOnce(&mut dyn FnMut(&Formula) -> bool) -> T,
) -> Result<T, Stopped> {
    Asker { case, budget, agreement: Formula::True }.asking(work)
}

fn cells() -> impl Iterator<Item = (Level, Demands)> {
    Level::ALL
        .into_iter()
        .flat_map(|level| [Demands::Openings, Demands::Final].map(|demands| (level, demands)))
}

struct Asker<'a> {
    case: &'a Case,
    budget: &'a Budget<'a>,
    agreement: Formula,
}

impl Asker<'_> {
    /// Deciding statements, then the counts reading by reading.
    fn fill(&self, answer: &mut OnRecord, view: View, readings: &[Readings]) -> Result<(), Stopped> {
        answer.deciding = self.deciding(&answer.standing)?;
        for (at, reading) in readings.iter().enumerate() {
            self.budget.notify.say(&format!("reading {} of {}", at + 1, readings.len()));
            let stands = self.standing(view, reading)?;
            let mut counts = Vec::new();
            for (level, demands) in cells() {
                counts.push((level, demands, self.tally(&stands, reading, level, demands)?));
            }
            for (at, (level, demands, [refuses, against, within])) in counts.into_iter().enumerate() {
                match answer.tallies.get_mut(at) {
                    None => answer.tallies.push(RecordTally {
                        level,
                        demands,
                        nobody_refuses: Spread::of(refuses),
                        against_no_demand: Spread::of(against),
                        within_all_terms: Spread::of(within),
                    }),
                    Some(tally) => {
                        tally.nobody_refuses.widen(refuses);
                        tally.against_no_demand.widen(against);
                        tally.within_all_terms.widen(within);
                    }
                }
            }
            answer.readings += 1;
        }
        Ok(())
    }

    fn count(&self, hard: impl IntoIterator<Item = Formula>) -> Result<BigUint, Stopped> {
        let hard: Vec<_> = std::iter::once(self.agreement.clone()).chain(hard).collect();
        let diagram = compile(
            self.case,
            &Request { hard: &hard, ..Request::default() },
            &self.budget.limits,
            &self.budget.control,
        )?;
        Ok(diagram.count())
    }

    fn standing(&self, view: View, readings: &Readings) -> Result<Standing, Stopped> {
        self.asking(|some_package_meets| standing(self.case, view, readings, some_package_meets))
    }

    fn asking<T>(&self, work: impl FnOnce(&mut dyn FnMut(&Formula) -> bool) -> T) -> Result<T, Stopped> {
        let mut stopped = None;
        let mut some_package_meets = |formula: &Formula| {
            if stopped.is_some() {
                return true;
            }
            let hard = std::slice::from_ref(formula);
            match compile(
                self.case,
                &Request { hard, ..Request::default() },
                &self.budget.limits,
                &self.budget.control,
            ) {
                Ok(diagram) => !diagram.is_empty(),
                Err(reason) => {
                    stopped.get_or_insert(reason);
                    true
                }
            }
        };
        let done = work(&mut some_package_meets);
        match stopped {
            None => Ok(done),
            Some(reason) => Err(reason),
        }
    }

    fn tally(
        &self,
        standing: &Standing,
        readings: &Readings,
        level: Level,
        demands: Demands,
    ) -> Result<[BigUint; 3], Stopped> {
        let case = self.case;
        let positions: Vec<_> = (0..case.parties.len())
            .map(|party| Positions::new(case, standing, readings, party, level, demands))
            .collect();
        let all = |part: &dyn Fn(&Positions) -> Formula| {
            Formula::and(positions.iter().map(|each| each.where_asked(case, part(each))))
        };
        let unrefused = all(&|each| each.refused().not());
        let unopposed = all(&|each| each.against_demand().not());
        let within = all(&|each| each.within_terms(case));
        Ok([
            self.count([unrefused.clone()])?,
            self.count([unrefused.clone(), unopposed])?,
            self.count([unrefused, within])?,
        ])
    }

    fn deciding(&self, standing: &Standing) -> Result<Vec<Deciding>, Stopped> {
        let case = self.case;
        let coded = Readings::as_coded(case);
        let mut deciding = Vec::new();
        for party in 0..case.parties.len() {
            let positions =
                Positions::new(case, standing, &coded, party, Level::Attributed, Demands::Openings);
            let lists = [(Decides::Refuses, positions.refusals()), (Decides::Demands, positions.demands())];
            for (decides, list) in lists {
                for (statement, formula) in list {
                    let asked = positions.where_asked(case, formula.clone().not()).not();
                    let strikes = self.count([asked])?;
                    let entry =
                        standing.of(party, Level::Attributed).find(|entry| entry.statement == *statement);
                    let Some(level) = entry.map(|entry| entry.level) else { continue };
                    deciding.push(Deciding { statement: *statement, party, level, decides, strikes });
                }
            }
        }
        deciding.sort_by_key(|each| (each.statement, each.party));
        Ok(deciding)
    }
}

impl Spread {
    fn of(count: BigUint) -> Self {
        Self { least: count.clone(), most: count }
    }

    fn widen(&mut self, count: BigUint) {
        if count < self.least {
            self.least = count;
        } else if count > self.most {
            self.most = count;
        }
    }

    /// Whether every reading gives the same count.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        self.least == self.most
    }
}
