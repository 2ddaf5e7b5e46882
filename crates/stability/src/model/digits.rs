//! Packages as numbers: a digit for each issue, the first the least significant.

use detente_case::model::Case;
use detente_case::package::{Choice, IssueIndex, Package};
use detente_space::diagram::Diagram;
use fixedbitset::FixedBitSet;

use super::classes::Classes;

/// The digits of packages. Only choices that some allowed package makes count.
#[derive(Clone, Debug)]
pub(super) struct Digits {
    issues: Vec<Digit>,
    combinations: u64,
}

/// The digit of one issue.
#[derive(Clone, Debug)]
struct Digit {
    /// The choices, ascending.
    choices: Vec<Choice>,
    /// What one step of the digit adds.
    stride: u64,
}

/// Neighbouring digits read as one.
#[derive(Clone, Debug)]
struct Run {
    stride: u64,
    size: u64,
    /// Where stride and size are powers of two: the shift, and the mask after it.
    bits: Option<(u32, u64)>,
    /// What one step is worth in the number that runs are read into.
    worth: u64,
}

/// A number made of some digits of a key.
#[derive(Clone, Debug)]
pub(super) struct Part {
    runs: Vec<Run>,
    size: u64,
}

impl Digits {
    /// `None` where the choices multiply to more than 2^64.
    pub(super) fn new(case: &Case, diagram: &Diagram) -> Option<Self> {
        let mut made: Vec<_> =
            case.issues.iter().map(|issue| FixedBitSet::with_capacity(issue.choices())).collect();
        for layer in &diagram.layers {
            layer.arcs.iter().for_each(|arc| made[layer.issue].insert(usize::from(arc.choice)));
        }
        let mut stride = 1_u64;
        let mut issues = Vec::with_capacity(made.len());
        for made in made {
            let choices: Vec<Choice> =
                made.ones().filter_map(|choice| Choice::try_from(choice).ok()).collect();
            let size = choices.len() as u64;
            issues.push(Digit { choices, stride });
            stride = stride.checked_mul(size)?;
        }
        Some(Self { issues, combinations: stride })
    }

    /// How many combinations of choices there are, allowed or not.
    pub(super) fn combinations(&self) -> u64 {
        self.combinations
    }

    /// The same for some issues alone.
    pub(super) fn combinations_of(&self, issues: &[IssueIndex]) -> u64 {
        // No more than all of them.
        issues.iter().map(|&issue| self.issues[issue].choices.len() as u64).product()
    }

    /// The choices of an issue that are ever made, ascending.
    pub(super) fn choices(&self, issue: IssueIndex) -> &[Choice] {
        &self.issues[issue].choices
    }

    /// What a choice adds to the key; `None` where no allowed package makes it.
    pub(super) fn worth(&self, issue: IssueIndex, choice: Choice) -> Option<u64> {
        let digit = &self.issues[issue];
        let at = digit.choices.binary_search(&choice).ok()?;
        Some(at as u64 * digit.stride)
    }

    pub(super) fn key(&self, package: &[Choice]) -> Option<u64> {
        if package.len() != self.issues.len() {
            return None;
        }
        package.iter().enumerate().try_fold(0, |key, (issue, &choice)| Some(key + self.worth(issue, choice)?))
    }

    pub(super) fn package(&self, key: u64) -> Package {
        self.issues.iter().map(|digit| digit.choices[self.digit_of(digit, key)]).collect()
    }

    /// The choice of one issue in a key.
    pub(super) fn choice(&self, issue: IssueIndex, key: u64) -> Choice {
        let digit = &self.issues[issue];
        digit.choices[self.digit_of(digit, key)]
    }

    fn digit_of(&self, digit: &Digit, key: u64) -> usize {
        usize::try_from(key / digit.stride % digit.choices.len() as u64).unwrap_or(usize::MAX)
    }

    /// The number that the digits of some issues form, in order of issues.
    pub(super) fn part(&self, among: impl Fn(IssueIndex) -> bool) -> Part {
        let mut runs: Vec<Run> = Vec::new();
        let mut size = 1_u64;
        let mut adjoins = false;
        for (issue, digit) in self.issues.iter().enumerate() {
            let choices = digit.choices.len() as u64;
            if choices == 1 {
                continue;
            }
            if !among(issue) {
                adjoins = false;
                continue;
            }
            match runs.last_mut() {
                Some(run) if adjoins => run.size *= choices,
                _ => runs.push(Run { stride: digit.stride, size: choices, bits: None, worth: size }),
            }
            // Never beyond all combinations.
            size *= choices;
            adjoins = true;
        }
        for run in &mut runs {
            if run.stride.is_power_of_two() && run.size.is_power_of_two() {
                run.bits = Some((run.stride.trailing_zeros(), run.size - 1));
            }
        }
        Part { runs, size }
    }

    /// The keys in which only some issues are not at their first choices, ascending.
    pub(super) fn keys_of(&self, among: impl Fn(IssueIndex) -> bool) -> Vec<u64> {
        let mut keys = vec![0];
        for (_, digit) in self.issues.iter().enumerate().filter(|(issue, _)| among(*issue)) {
            let length = keys.len();
            for at in 1..digit.choices.len() as u64 {
                keys.extend_from_within(..length);
                let from = keys.len() - length;
                keys[from..].iter_mut().for_each(|key| *key += at * digit.stride);
            }
        }
        keys
    }

    /// The number of a part for every combination, each combination being a state.
    pub(super) fn classes(&self, part: &Part) -> Classes {
        self.classes_before(part, self.issues.len())
    }

    /// The same for the combinations of the issues before one.
    pub(super) fn classes_before(&self, part: &Part, issue: IssueIndex) -> Classes {
        let combinations = self.issues.get(issue).map_or(self.combinations, |digit| digit.stride);
        // Digits are split where both tables come out about as long.
        let lengths = self.issues[..issue].iter().map(|digit| digit.stride).chain([combinations]);
        let length = lengths.min_by_key(|length| length + combinations / length).unwrap_or(1);
        let number = |key: u64| u32::try_from(part.of(key)).unwrap_or(u32::MAX);
        Classes::Split {
            low: (0..length).map(number).collect(),
            high: (0..combinations / length).map(|at| number(at * length)).collect(),
        }
    }
}

impl Part {
    /// One past the greatest number.
    pub(super) fn size(&self) -> u64 {
        self.size
    }

    pub(super) fn of(&self, key: u64) -> u64 {
        let number = |run: &Run| match run.bits {
            Some((shift, mask)) => (key >> shift & mask) * run.worth,
            None => key / run.stride % run.size * run.worth,
        };
        self.runs.iter().map(number).sum()
    }
}
