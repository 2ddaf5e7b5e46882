//! Whether a party accepts a package, over everything that is not known of it.

use std::cell::RefCell;
use std::collections::BTreeMap;

use detente_case::model::Clause;
use detente_case::package::{Choice, IssueIndex, Package, PartyIndex};
use detente_case::preference::{Form, Preference, Reservation, Values};
use num_traits::{Signed, Zero};

use super::region::{End, LevelRegion, exact, weights};
use super::{Number, Oracle, Set};

/// Whether a package is acceptable, over the region of what is not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Acceptance {
    /// Everywhere in the region.
    Surely,
    /// Somewhere, not everywhere.
    Possibly,
    /// Nowhere.
    Never,
    /// There is nothing to tell by.
    Unknown,
}

/// Least and greatest value over the region; an end that strict orders only
/// approach is given all the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// The least.
    pub least: Number,
    /// The greatest.
    pub greatest: Number,
}

impl Acceptance {
    fn over(always: bool, ever: bool) -> Self {
        match (always, ever) {
            (true, _) => Self::Surely,
            (false, true) => Self::Possibly,
            (false, false) => Self::Never,
        }
    }
}

impl Oracle<'_> {
    /// For every package whether a party accepts it: it crosses none of the
    /// party's red lines and is worth at least the reservation value.
    #[must_use]
    pub fn accepts(&self, party: PartyIndex) -> Vec<Acceptance> {
        let crossing = self.crossing(party);
        let threshold = self.threshold(party).into_iter().enumerate();
        threshold.map(|(at, accepts)| if crossing.has(at) { Acceptance::Never } else { accepts }).collect()
    }

    /// For every package whether it is worth at least a party's reservation
    /// value, whatever red lines it crosses.
    #[must_use]
    pub fn threshold(&self, party: PartyIndex) -> Vec<Acceptance> {
        let known = self.thresholds.borrow().get(&party).cloned();
        known.unwrap_or_else(|| {
            let found = self.find_threshold(party);
            self.thresholds.borrow_mut().insert(party, found.clone());
            found
        })
    }

    fn find_threshold(&self, party: PartyIndex) -> Vec<Acceptance> {
        let preference = &self.case.preferences[party];
        match (&preference.form, &preference.reservation) {
            (_, Reservation::Nothing) => vec![Acceptance::Surely; self.packages.len()],
            (Form::Unknown, _) | (_, Reservation::Unknown) => vec![Acceptance::Unknown; self.packages.len()],
            (Form::Values(values), _) => {
                let region = Region::new(self, preference, values);
                self.packages.iter().map(|package| region.accepts(package)).collect()
            }
            (Form::Priorities(_) | Form::Ranking(_), Reservation::Value(_)) => {
                vec![Acceptance::Unknown; self.packages.len()]
            }
            (Form::Priorities(_) | Form::Ranking(_), _) => self.threshold_in_order(party),
        }
    }

    /// A rank for every package; a higher one is preferred. For a party that
    /// gives priorities or a ranking.
    #[must_use]
    pub fn ranks(&self, party: PartyIndex) -> Option<Vec<Vec<bool>>> {
        let met = |clauses: &mut dyn Iterator<Item = &Clause>| {
            clauses.map(|clause| self.meet(clause)).collect::<Vec<Set>>()
        };
        let ranks = match &self.case.preferences[party].form {
            Form::Priorities(statements) => met(&mut statements.iter().map(|statement| &statement.clause)),
            // A package belongs to the first group of which it meets an entry:
            // to be in a group or a better one is a wish, and the better the group the greater.
            Form::Ranking(groups) => {
                let group = |group: &Vec<Clause>| {
                    met(&mut group.iter()).iter().fold(self.every(false), |any, each| any.or(each))
                };
                let groups: Vec<_> = groups.iter().map(group).collect();
                let up_to =
                    |last: usize| groups[..=last].iter().fold(self.every(false), |any, each| any.or(each));
                (0..groups.len()).map(up_to).collect()
            }
            Form::Unknown | Form::Values(_) => return None,
        };
        Some((0..self.packages.len()).map(|at| ranks.iter().map(|wish| wish.has(at)).collect()).collect())
    }

    fn threshold_in_order(&self, party: PartyIndex) -> Vec<Acceptance> {
        let ranks = self.ranks(party).expect("the party gives an order");
        let at_least = |at: usize, package: &Package| ranks[at] >= ranks[self.position(package)];
        let accepts = |at: usize| match &self.case.preferences[party].reservation {
            Reservation::Between { at_least: Some(from), below: Some(below), .. }
                if at_least(self.position(from), below) =>
            {
                Acceptance::Unknown
            }
            Reservation::Package { package, .. } => {
                Acceptance::over(at_least(at, package), at_least(at, package))
            }
            Reservation::Between { at_least: from, below, .. } => Acceptance::over(
                below.as_ref().is_some_and(|below| at_least(at, below)),
                from.as_ref().is_none_or(|from| at_least(at, from)),
            ),
            _ => Acceptance::Unknown,
        };
        (0..self.packages.len()).map(accepts).collect()
    }

    /// The position of a package.
    ///
    /// # Panics
    ///
    /// When it is not a package of this case.
    #[must_use]
    pub fn position(&self, package: &[Choice]) -> usize {
        let issues = self.case.issues.iter().zip(package);
        let at = issues.fold(0, |at, (issue, &choice)| at * issue.choices() + usize::from(choice));
        assert_eq!(self.packages[at], package, "a package of the case");
        at
    }

    /// For every package its least and greatest value; `None` for a party without values.
    #[must_use]
    pub fn bounds(&self, party: PartyIndex) -> Option<Vec<Bounds>> {
        let preference = &self.case.preferences[party];
        let Form::Values(values) = &preference.form else { return None };
        let region = Region::new(self, preference, values);
        Some(self.packages.iter().map(|package| region.bounds(package)).collect())
    }
}

/// An issue and two choices on it.
type Pair = (IssueIndex, Option<Choice>, Option<Choice>);

/// All that one party's weights, values and adjustments can be.
struct Region<'o> {
    oracle: &'o Oracle<'o>,
    preference: &'o Preference,
    levels: Vec<LevelRegion>,
    weights: Vec<(Vec<Number>, Number)>,
    /// Where each adjustment applies.
    applies: Vec<Set>,
    arises: Vec<Set>,
    cap: Option<Number>,
    /// Upper ends found so far, by issue and choices.
    ends: RefCell<BTreeMap<Pair, End>>,
}

/// A package as one party counts it; of no package, nothing.
type Side<'p> = Option<&'p [Choice]>;

/// How high something gets: its upper end, and whether any numbers reach it.
struct Reach {
    end: Number,
    reached: bool,
}

impl Reach {
    fn is_positive(&self) -> bool {
        self.end.is_positive()
    }

    fn is_at_least_zero(&self) -> bool {
        self.is_positive() || self.end.is_zero() && self.reached
    }
}

impl<'o> Region<'o> {
    fn new(oracle: &'o Oracle<'o>, preference: &'o Preference, values: &Values) -> Self {
        let issues = &oracle.case.issues;
        let levels = values.issues.iter().zip(issues);
        Self {
            oracle,
            preference,
            levels: levels.map(|(levels, issue)| LevelRegion::new(levels, issue.choices())).collect(),
            weights: weights(values, issues.len()),
            applies: preference.adjustments.iter().map(|each| oracle.meet(&each.when)).collect(),
            arises: (0..issues.len()).map(|issue| oracle.arises(issue)).collect(),
            cap: values.cap.map(exact),
            ends: RefCell::default(),
        }
    }

    fn end(&self, issue: IssueIndex, x: Option<Choice>, y: Option<Choice>) -> End {
        let mut known = self.ends.borrow_mut();
        known.entry((issue, x, y)).or_insert_with(|| self.levels[issue].greatest_difference(x, y)).clone()
    }

    /// The upper end of `value of x - value of y + offset`, before the cap.
    fn reach(&self, x: Side<'_>, y: Side<'_>, offset: &Number) -> Reach {
        let at = |side: Side<'_>| side.map(|package| self.oracle.position(package));
        let (x_at, y_at) = (at(x), at(y));
        let choice = |side: Side<'_>, at: Option<usize>, issue: usize| {
            side.filter(|_| at.is_some_and(|at| self.arises[issue].has(at))).map(|package| package[issue])
        };
        let ends: Vec<_> = (0..self.levels.len())
            .map(|issue| self.end(issue, choice(x, x_at, issue), choice(y, y_at, issue)))
            .collect();
        let mut constant = offset.clone();
        for (adjustment, applies) in self.preference.adjustments.iter().zip(&self.applies) {
            let holds = |at: Option<usize>| at.is_some_and(|at| applies.has(at));
            match (holds(x_at), holds(y_at)) {
                (true, false) => constant += exact(adjustment.by.high),
                (false, true) => constant -= exact(adjustment.by.low),
                _ => {}
            }
        }
        let totals = self.weights.iter().map(|(weights, divisor)| {
            let sum: Number = weights.iter().zip(&ends).map(|(weight, end)| weight * &end.value).sum();
            let reached = weights.iter().zip(&ends).all(|(weight, end)| weight.is_zero() || end.reached);
            Reach { end: sum / divisor + &constant, reached }
        });
        totals
            .reduce(|best, other| match other.end.cmp(&best.end) {
                std::cmp::Ordering::Greater => other,
                std::cmp::Ordering::Equal => Reach { reached: best.reached || other.reached, ..best },
                std::cmp::Ordering::Less => best,
            })
            .expect("some issue weighs something")
    }

    /// Whether x is at least as good as y somewhere; a cap levels both down, so
    /// that is also so where x is at the cap.
    fn ever_at_least(&self, x: &[Choice], y: &[Choice]) -> bool {
        let reaches_cap = |cap: &Number| self.reach(Some(x), None, &-cap).is_at_least_zero();
        self.reach(Some(x), Some(y), &Number::zero()).is_at_least_zero()
            || self.cap.as_ref().is_some_and(reaches_cap)
    }

    /// Whether x is better than y somewhere. With a cap y must be below it in
    /// the same place, which the two questions asked here settle only where
    /// there is one place.
    fn ever_better(&self, x: &[Choice], y: &[Choice]) -> bool {
        let below_cap = |cap: &Number| {
            let one_place = self.weights.len() == 1
                && self.levels.iter().all(LevelRegion::is_exact)
                && self.preference.adjustments.iter().all(|each| each.by.low == each.by.high);
            assert!(one_place, "a cap on vague numbers is compared with numbers alone");
            self.reach(None, Some(y), cap).is_positive()
        };
        self.cap.as_ref().is_none_or(below_cap) && self.reach(Some(x), Some(y), &Number::zero()).is_positive()
    }

    fn accepts(&self, x: &[Choice]) -> Acceptance {
        match &self.preference.reservation {
            Reservation::Value(range) => {
                let (low, high) = (exact(range.low), exact(range.high));
                let within_cap = |value: &Number| self.cap.as_ref().is_none_or(|cap| cap >= value);
                let ever = within_cap(&low) && self.reach(Some(x), None, &-low).is_at_least_zero();
                let always = within_cap(&high) && !self.reach(None, Some(x), &high).is_positive();
                Acceptance::over(always, ever)
            }
            Reservation::Package { package, .. } => {
                Acceptance::over(!self.ever_better(package, x), self.ever_at_least(x, package))
            }
            // Bounds that exclude each other say nothing; others are held against one by one.
            Reservation::Between { at_least: Some(from), below: Some(below), .. }
                if !self.ever_better(below, from) =>
            {
                Acceptance::Unknown
            }
            Reservation::Between { at_least, below, .. } => Acceptance::over(
                below.as_ref().is_some_and(|below| !self.ever_better(below, x)),
                at_least.as_ref().is_none_or(|from| self.ever_at_least(x, from)),
            ),
            Reservation::Unknown | Reservation::Nothing => unreachable!("settled without a region"),
        }
    }

    fn bounds(&self, x: &[Choice]) -> Bounds {
        let cap = |value: Number| self.cap.as_ref().map_or(value.clone(), |cap| value.min(cap.clone()));
        let zero = Number::zero();
        let greatest = self.reach(Some(x), None, &zero).end;
        let least = -self.reach(None, Some(x), &zero).end;
        Bounds { least: cap(least), greatest: cap(greatest) }
    }
}
