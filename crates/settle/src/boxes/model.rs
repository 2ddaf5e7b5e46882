//! The instance as the search sees it: issues, choices, boxes and coordinates in
//! an order of their own.
//!
//! That order is made from the tie keys, which come from names, and from
//! contents, never from positions. What the search finds first, and so which of
//! several equal packages it shows, does not depend on the order of writing.

use std::ops::Range;

use detente_case::formula::{ChoiceSet, Formula};
use detente_case::package::{Choice, Package};
use detente_space::valuation::Valuation;

use super::Request;
use super::rules::Rule;
use super::terms::{Sets, Terms};

/// Numbers that are compared at once; rows of one issue are padded to a multiple.
pub(super) const LANES: usize = 4;
/// Choices of one issue.
const MOST_CHOICES: usize = 4096;
/// Lanes of all sets of all boxes together, four bytes each.
const MOST_MASKS: usize = 1 << 24;

/// Where issues and choices of the case are found in the model.
#[derive(Clone, Debug)]
pub(super) struct Layout {
    /// Case issue by model issue.
    order: Vec<usize>,
    /// Model issue by case issue.
    position: Vec<usize>,
    /// Case choice by model issue and place.
    choices: Vec<Vec<Choice>>,
    /// First lane of each model issue, and the end.
    lane: Vec<usize>,
    /// First word of each model issue, and the end.
    word: Vec<usize>,
}

impl Layout {
    fn new(sizes: &[usize], keys: &[Vec<u64>]) -> Self {
        let key = |issue: usize, choice: Choice| {
            keys.get(issue).and_then(|row| row.get(usize::from(choice))).copied().unwrap_or(0)
        };
        let sorted = |issue: usize| {
            let mut choices: Vec<Choice> =
                (0..sizes[issue]).filter_map(|choice| Choice::try_from(choice).ok()).collect();
            choices.sort_by_key(|&choice| (key(issue, choice), choice));
            choices
        };
        let mut order: Vec<usize> = (0..sizes.len()).collect();
        order.sort_by_cached_key(|&issue| {
            let row = sorted(issue).into_iter().map(|choice| key(issue, choice));
            (row.collect::<Vec<_>>(), issue)
        });
        let mut position = vec![0; order.len()];
        order.iter().enumerate().for_each(|(at, &issue)| position[issue] = at);
        let choices: Vec<Vec<Choice>> = order.iter().map(|&issue| sorted(issue)).collect();
        let (mut lane, mut word) = (vec![0], vec![0]);
        for row in &choices {
            lane.push(lane[lane.len() - 1] + row.len().next_multiple_of(LANES));
            word.push(word[word.len() - 1] + row.len().div_ceil(64));
        }
        Layout { order, position, choices, lane, word }
    }

    pub(super) fn issues(&self) -> usize {
        self.order.len()
    }

    /// How many choices an issue has.
    pub(super) fn size(&self, issue: usize) -> usize {
        self.choices[issue].len()
    }

    /// All lanes.
    pub(super) fn all_lanes(&self) -> usize {
        self.lane[self.lane.len() - 1]
    }

    /// The lanes of an issue, padding included.
    pub(super) fn lanes(&self, issue: usize) -> Range<usize> {
        self.lane[issue]..self.lane[issue + 1]
    }

    /// The words of an issue within a domain.
    pub(super) fn words(&self, issue: usize) -> Range<usize> {
        self.word[issue]..self.word[issue + 1]
    }

    /// The model issue and the case's choices by place.
    pub(super) fn choices(&self, case_issue: usize) -> (usize, &[Choice]) {
        let issue = self.position[case_issue];
        (issue, &self.choices[issue])
    }

    /// The model issue and the set by place.
    pub(super) fn set(&self, case_issue: usize, set: &ChoiceSet) -> (usize, Vec<u64>) {
        let (issue, choices) = self.choices(case_issue);
        let mut words = vec![0; self.words(issue).len()];
        for (place, &choice) in choices.iter().enumerate() {
            if set.contains(usize::from(choice)) {
                words[place / 64] |= 1 << (place % 64);
            }
        }
        (issue, words)
    }

    /// Every choice of an issue.
    pub(super) fn full(&self, issue: usize) -> impl Iterator<Item = u64> + use<> {
        let size = self.size(issue);
        (0..size.div_ceil(64)).map(move |word| {
            let rest = size - 64 * word;
            if rest >= 64 { u64::MAX } else { (1 << rest) - 1 }
        })
    }

    /// Every choice of every issue.
    pub(super) fn everything(&self) -> Vec<u64> {
        (0..self.issues()).flat_map(|issue| self.full(issue)).collect()
    }

    /// Places of an issue that a domain holds, ascending.
    pub(super) fn places<'a>(
        &self,
        issue: usize,
        domain: &'a [u64],
    ) -> impl Iterator<Item = usize> + use<'a> {
        places(&domain[self.words(issue)])
    }

    /// The package with these places.
    pub(super) fn package(&self, places: &[usize]) -> Package {
        (0..self.issues())
            .map(|case_issue| {
                let (issue, choices) = self.choices(case_issue);
                choices[places[issue]]
            })
            .collect()
    }

    /// The domain that holds one package.
    pub(super) fn single(&self, places: &[usize]) -> Vec<u64> {
        let mut domain = vec![0; self.word[self.word.len() - 1]];
        for (issue, &place) in places.iter().enumerate() {
            domain[self.word[issue] + place / 64] |= 1 << (place % 64);
        }
        domain
    }
}

/// Whether a set holds a place.
pub(super) fn holds(set: &[u64], place: usize) -> bool {
    set.get(place / 64).is_some_and(|word| word >> (place % 64) & 1 == 1)
}

/// Places in a set, ascending.
pub(super) fn places(set: &[u64]) -> impl Iterator<Item = usize> + use<'_> {
    set.iter().enumerate().flat_map(|(at, &word)| {
        std::iter::successors(Some(word), |word| Some(word & word.wrapping_sub(1)))
            .take_while(|&word| word != 0)
            .map(move |word| 64 * at + word.trailing_zeros() as usize)
    })
}

/// One set of one box.
#[derive(Clone, Debug)]
pub(super) struct Side {
    pub(super) issue: usize,
    /// All bits of a lane in the set, none outside.
    pub(super) mask: Vec<i32>,
    pub(super) set: Vec<u64>,
}

/// Packages, their values, and what they must meet.
#[derive(Clone, Debug)]
pub(super) struct Model {
    pub(super) layout: Layout,
    /// The case's coordinate by coordinate of the model.
    pub(super) coordinates: Vec<usize>,
    /// Value by coordinate and lane; 0 on padding.
    pub(super) tables: Vec<Vec<i64>>,
    /// Value of every package by coordinate.
    pub(super) base: Vec<i64>,
    /// Gain by box and coordinate.
    pub(super) gains: Vec<Vec<i64>>,
    /// First side of each box, and the end.
    first: Vec<usize>,
    pub(super) sides: Vec<Side>,
    pub(super) rules: Vec<Rule>,
    /// Least value that counts, by coordinate; at most what any package is worth where none is asked.
    pub(super) floors: Vec<i64>,
    /// Difference between the greatest and the least conceivable value, by coordinate, at least 1.
    pub(super) ranges: Vec<i64>,
}

impl Model {
    /// `None` where the instance is of another kind: see [`super::frontier`].
    pub(super) fn new(
        sizes: &[usize],
        valuation: &Valuation,
        tracked: &[Formula],
        hard: &[Formula],
        request: &Request,
    ) -> Option<Self> {
        let dimension = valuation.coordinates.len();
        if dimension == 0 || sizes.iter().any(|&size| size == 0 || size > MOST_CHOICES) {
            return None;
        }
        let layout = Layout::new(sizes, &request.tie_keys);
        let terms = Terms::new(valuation, tracked, |issue| layout.position[issue])?;
        let (gains, sides) = in_order(&layout, terms.boxes);
        let lanes: usize = sides.iter().flatten().map(|(issue, _)| layout.lanes(*issue).len()).sum();
        if lanes > MOST_MASKS {
            return None;
        }
        let tables: Vec<Vec<i64>> = (0..dimension)
            .map(|p| {
                let mut row = vec![0; layout.all_lanes()];
                for case_issue in 0..sizes.len() {
                    let (issue, choices) = layout.choices(case_issue);
                    for (lane, &choice) in layout.lanes(issue).zip(choices) {
                        row[lane] = valuation.coordinates[p].table[case_issue][usize::from(choice)];
                    }
                }
                row
            })
            .collect();
        let (mut floors, mut ranges) = (Vec::new(), Vec::new());
        for p in 0..dimension {
            let (least, range) =
                extent(&layout, &tables[p], terms.base[p], gains.iter().map(|gain| gain[p]))?;
            let asked = request.floors.get(p).copied().flatten();
            floors.push(asked.map_or(least, |floor| floor.max(least)));
            ranges.push(range.max(1));
        }
        let mut coordinates: Vec<usize> = (0..dimension).collect();
        let content =
            |p: usize| (&tables[p], terms.base[p], gains.iter().map(move |gain| gain[p]), floors[p]);
        coordinates.sort_by(|&one, &other| {
            let ((t, b, g, f), (u, c, h, k)) = (content(one), content(other));
            t.cmp(u).then(b.cmp(&c)).then_with(|| g.cmp(h)).then(f.cmp(&k)).then(one.cmp(&other))
        });
        let by_coordinate = |row: &[i64]| coordinates.iter().map(|&p| row[p]).collect::<Vec<i64>>();
        let mut first = vec![0];
        let mut flat = Vec::new();
        for row in sides {
            for (issue, set) in row {
                let mask = (0..layout.lanes(issue).len()).map(|place| -i32::from(holds(&set, place)));
                flat.push(Side { issue, mask: mask.collect(), set });
            }
            first.push(flat.len());
        }
        let mut rules: Vec<Rule> = hard.iter().map(|formula| Rule::new(formula, &layout)).collect();
        rules.sort_by(|one, other| (&one.issues, &one.favours).cmp(&(&other.issues, &other.favours)));
        Some(Model {
            tables: coordinates.iter().map(|&p| tables[p].clone()).collect(),
            base: by_coordinate(&terms.base),
            gains: gains.iter().map(|row| by_coordinate(row)).collect(),
            floors: by_coordinate(&floors),
            ranges: by_coordinate(&ranges),
            first,
            sides: flat,
            rules,
            coordinates,
            layout,
        })
    }

    pub(super) fn dimension(&self) -> usize {
        self.base.len()
    }

    /// Number of boxes.
    pub(super) fn boxes(&self) -> usize {
        self.gains.len()
    }

    /// The sides of a box.
    pub(super) fn sides_of(&self, at: usize) -> Range<usize> {
        self.first[at]..self.first[at + 1]
    }

    /// Whether a package is in a box.
    pub(super) fn within(&self, at: usize, package: &[usize]) -> bool {
        self.sides[self.sides_of(at)].iter().all(|side| holds(&side.set, package[side.issue]))
    }

    /// A vector in the coordinates of the case.
    pub(super) fn outward(&self, vector: &[i64]) -> Vec<i64> {
        let mut outward = vec![0; vector.len()];
        self.coordinates.iter().zip(vector).for_each(|(&p, &value)| outward[p] = value);
        outward
    }
}

/// Gains and sides of the boxes, ordered by their sets in the layout.
#[expect(clippy::type_complexity, reason = "two lists that belong together, taken apart at once")]
fn in_order(
    layout: &Layout,
    boxes: std::collections::BTreeMap<Sets, Vec<i64>>,
) -> (Vec<Vec<i64>>, Vec<Vec<(usize, Vec<u64>)>>) {
    let mut ordered: Vec<(Vec<(usize, Vec<u64>)>, Vec<i64>)> = boxes
        .into_iter()
        .map(|(sets, gains)| {
            let mut row: Vec<_> = sets.iter().map(|(&issue, set)| layout.set(issue, set)).collect();
            row.sort_unstable();
            (row, gains)
        })
        .collect();
    ordered.sort_unstable();
    ordered.into_iter().map(|(row, gains)| (gains, row)).unzip()
}

/// Least conceivable value and the range above it; `None` where they do not fit 62 bits.
fn extent(layout: &Layout, table: &[i64], base: i64, gains: impl Iterator<Item = i64>) -> Option<(i64, i64)> {
    let (mut least, mut greatest) = (i128::from(base), i128::from(base));
    for issue in 0..layout.issues() {
        let row = &table[layout.lanes(issue)][..layout.size(issue)];
        least += i128::from(row.iter().copied().min().unwrap_or(0));
        greatest += i128::from(row.iter().copied().max().unwrap_or(0));
    }
    greatest += gains.map(i128::from).sum::<i128>();
    let fits = |number: i128| i64::try_from(number).ok().filter(|number| number.unsigned_abs() < 1 << 62);
    Some((fits(least)?, fits(greatest)?.checked_sub(fits(least)?)?))
}
