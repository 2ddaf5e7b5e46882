//! What the writers of tables share: the names of a case's elements, the
//! amounts of its numbers, and the list of what a table cannot say.

use std::collections::BTreeMap;

use detente_case::model::{Case, Consent, Domain, Issue};
use detente_case::package::Choice;
use detente_case::preference::{Form, Levels, Range, Reservation, Values, Weights};

use super::amount::written;
use super::naming::{Kind, names};
use super::{curve, grounds};
use crate::draft::Amount;
use crate::left_out::counted;

/// The names that a table uses, with titles where they differ.
pub(crate) struct Names {
    pub(crate) parties: Vec<(String, Option<String>)>,
    pub(crate) issues: Vec<(String, Option<String>)>,
    /// One list an issue; empty for numeric issues.
    pub(crate) options: Vec<Vec<(String, Option<String>)>>,
}

impl Names {
    pub(crate) fn of(case: &Case) -> Self {
        let options = |issue: &Issue| {
            let kind = if matches!(issue.domain, Domain::AnyOf(_)) { Kind::Member } else { Kind::Option };
            let options = issue.domain.options().iter();
            names(kind, options.map(|option| (option.id.as_str(), option.title.as_str())))
        };
        Self {
            parties: names(
                Kind::Party,
                case.parties.iter().map(|party| (party.id.as_str(), party.name.as_str())),
            ),
            issues: names(
                Kind::Issue,
                case.issues.iter().map(|issue| (issue.id.as_str(), issue.title.as_str())),
            ),
            options: case.issues.iter().map(options).collect(),
        }
    }

    /// A choice as a table names it.
    pub(crate) fn choice(&self, case: &Case, issue: usize, choice: Choice) -> String {
        let known = &case.issues[issue];
        let name = |at: usize| self.options[issue].get(at).map(|(name, _)| name.clone()).unwrap_or_default();
        match &known.domain {
            Domain::OneOf(_) => name(usize::from(choice)),
            Domain::AnyOf(options) if choice != 0 => {
                let chosen = (0..options.len()).filter(|bit| choice >> bit & 1 == 1);
                chosen.map(name).collect::<Vec<_>>().join(" + ")
            }
            Domain::AnyOf(_) | Domain::Number { .. } => known.choice_id(choice),
        }
    }
}

/// The values of each party that has some.
pub(crate) struct Valued<'case> {
    parties: Vec<Option<&'case Values>>,
}

impl<'case> Valued<'case> {
    pub(crate) fn of(case: &'case Case) -> Self {
        let values = |form: &'case Form| if let Form::Values(values) = form { Some(values) } else { None };
        Self { parties: case.preferences.iter().map(|preference| values(&preference.form)).collect() }
    }

    /// The values of a party.
    pub(crate) fn party(&self, party: usize) -> Option<&'case Values> {
        self.parties.get(party).copied().flatten()
    }

    /// What is said of the weights, by party and issue.
    pub(crate) fn weights(&self) -> Vec<BTreeMap<usize, Said>> {
        self.parties.iter().map(|values| values.map(weights).unwrap_or_default()).collect()
    }

    /// What is said of an issue's choices, by party; for `curves` see [`values`].
    pub(crate) fn choices(&self, at: usize, issue: &Issue, curves: bool) -> Vec<BTreeMap<Choice, Said>> {
        let levels = self.parties.iter().map(|party| party.and_then(|party| party.issues.get(at)));
        levels.map(|levels| levels.map(|levels| values(issue, levels, curves)).unwrap_or_default()).collect()
    }
}

/// A cell of a party: what it shows and what is said of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Said {
    pub(crate) text: String,
    pub(crate) because: Option<String>,
    pub(crate) basis: Option<detente_case::evidence::Basis>,
}

/// A range of a case as a table has it.
pub(crate) fn amount(range: &Range) -> String {
    written(if range.is_exact() {
        Amount::Exactly(range.low)
    } else {
        Amount::Between(range.low, range.mode, range.high)
    })
}

pub(crate) fn said(range: &Range) -> Said {
    Said { text: amount(range), because: range.ground.because.clone(), basis: Some(range.basis) }
}

/// All choices of an issue.
pub(crate) fn choices(issue: &Issue) -> impl Iterator<Item = Choice> + use<> {
    (0..issue.choices()).filter_map(|choice| Choice::try_from(choice).ok())
}

/// The values of a party on an issue, by choice: ranks for an order, and of a
/// numeric issue the points of the curve alone where `curves` is true.
pub(crate) fn values(issue: &Issue, levels: &Levels, curves: bool) -> BTreeMap<Choice, Said> {
    let mut cells = BTreeMap::new();
    match levels {
        Levels::Order { groups, basis, .. } => {
            for (group, rank) in groups.iter().zip(1_usize..) {
                let cell = Said { text: format!("#{rank}"), because: None, basis: Some(*basis) };
                cells.extend(group.iter().map(|choice| (*choice, cell.clone())));
            }
        }
        Levels::Ranges(ranges) => {
            let kept = points(issue, ranges, curves);
            cells.extend(
                choices(issue)
                    .zip(ranges)
                    .filter(|(choice, _)| kept[usize::from(*choice)])
                    .map(|(choice, range)| (choice, said(range))),
            );
            if let Domain::Number { numbers, .. } = &issue.domain
                && let Some(because) = common(ranges.get(..numbers.len()).unwrap_or_default())
            {
                spread(issue, numbers.len(), &because, &mut cells);
            }
        }
    }
    cells
}

/// Which choices have a cell.
fn points(issue: &Issue, ranges: &[Range], curves: bool) -> Vec<bool> {
    let Domain::Number { numbers, .. } = &issue.domain else { return vec![true; ranges.len()] };
    let of_numbers = ranges.get(..numbers.len()).unwrap_or_default();
    let uniform = of_numbers.windows(2).all(|pair| pair[0].ground == pair[1].ground);
    if !curves || !uniform {
        return vec![true; ranges.len()];
    }
    let mut kept = vec![false; ranges.len()];
    curve::points(numbers, of_numbers).into_iter().for_each(|at| kept[at] = true);
    kept.iter_mut().skip(numbers.len()).for_each(|beside| *beside = true);
    kept
}

/// The reason that all values share.
fn common(ranges: &[Range]) -> Option<String> {
    let first = ranges.first()?.ground.because.clone()?;
    ranges.iter().all(|range| range.ground.because.as_ref() == Some(&first)).then_some(first)
}

/// Gives the parts of a common reason back to the numbers that they were said of.
fn spread(issue: &Issue, numbers: usize, because: &str, cells: &mut BTreeMap<Choice, Said>) {
    let at: BTreeMap<String, Choice> = cells
        .keys()
        .filter(|choice| usize::from(**choice) < numbers)
        .map(|choice| (issue.choice_id(*choice), *choice))
        .collect();
    let (plain, tagged) = grounds::split(because, &|tag| at.contains_key(tag));
    for (choice, said) in cells.iter_mut() {
        if usize::from(*choice) < numbers {
            said.because = None;
        }
    }
    if let Some((_, first)) = cells.iter_mut().next() {
        first.because = plain;
    }
    for (tag, text) in tagged {
        if let Some(said) = at.get(&tag).and_then(|choice| cells.get_mut(choice)) {
            said.because =
                Some(said.because.take().map_or(text.clone(), |before| format!("{before}\n{text}")));
        }
    }
}

/// The weights of a party, by issue.
pub(crate) fn weights(values: &Values) -> BTreeMap<usize, Said> {
    match &values.weights {
        Weights::Free => BTreeMap::new(),
        Weights::Ranges(ranges) => ranges.iter().map(said).enumerate().collect(),
        Weights::Order { groups, basis, .. } => {
            let ranked = groups.iter().zip(1_usize..);
            let cell = |rank: usize| Said { text: format!("#{rank}"), because: None, basis: Some(*basis) };
            ranked.flat_map(|(group, rank)| group.iter().map(move |issue| (*issue, cell(rank)))).collect()
        }
    }
}

/// What a table of numbers alone lacks beside what no table says.
pub(crate) fn beyond_numbers(case: &Case) -> Vec<String> {
    let mut left = Vec::new();
    let mut count = |number: usize, one: &str, many: &str| left.extend(counted(number, one, many));
    count(case.rules.len(), "rule", "rules");
    let red_lines: usize = case.preferences.iter().map(|each| each.red_lines.len()).sum();
    count(red_lines, "red line", "red lines");
    let adjustments: usize = case.preferences.iter().map(|each| each.adjustments.len()).sum();
    count(adjustments, "adjustment", "adjustments");
    let orders =
        case.preferences.iter().filter(|each| matches!(each.form, Form::Priorities(_) | Form::Ranking(_)));
    count(
        orders.count(),
        "preference that is an order of packages",
        "preferences that are orders of packages",
    );
    let packages = case.preferences.iter().filter(|each| {
        matches!(each.reservation, Reservation::Package { given: true, .. } | Reservation::Nothing)
    });
    count(
        packages.count(),
        "value of no agreement that is no number",
        "values of no agreement that are no numbers",
    );
    count(
        case.parties.iter().filter(|party| party.consents != Consent::Always).count(),
        "party's not being asked",
        "parties' not being asked",
    );
    count(
        case.issues.iter().filter(|issue| issue.when.is_some()).count(),
        "condition on which an issue arises",
        "conditions on which issues arise",
    );
    left
}
