//! Conditions over domains: met by every package, by none, or still open.

use detente_case::formula::Formula;

use super::model::Layout;

/// What is known of a condition while domains are not yet single choices.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Truth {
    Met,
    Missed,
    Open,
}

/// A condition over the layout of a [`super::model::Model`].
#[derive(Clone, Debug)]
pub(super) enum Condition {
    Constant(bool),
    Is { issue: usize, set: Vec<u64> },
    Linear { terms: Vec<(usize, Vec<Option<i64>>)>, bound: i64 },
    Not(Box<Condition>),
    All(Vec<Condition>),
    AtLeast(usize, Vec<Condition>),
}

/// A condition that every package must meet.
#[derive(Clone, Debug)]
pub(super) struct Rule {
    pub(super) condition: Condition,
    /// Issues that it mentions, ascending.
    pub(super) issues: Vec<usize>,
    /// Sets such that a package that meets the condition still does when it
    /// moves into more of them: an issue and the choices.
    pub(super) favours: Vec<(usize, Vec<u64>)>,
    /// Issues on which nothing can be said of what favours it, ascending.
    pub(super) rigid: Vec<usize>,
}

impl Rule {
    pub(super) fn new(formula: &Formula, layout: &Layout) -> Self {
        let condition = Condition::new(formula, layout);
        let (mut favours, mut rigid) = (Vec::new(), Vec::new());
        condition.collect(layout, false, &mut favours, &mut rigid);
        let mut issues: Vec<usize> =
            favours.iter().map(|(issue, _)| *issue).chain(rigid.iter().copied()).collect();
        for list in [&mut issues, &mut rigid] {
            list.sort_unstable();
            list.dedup();
        }
        Rule { condition, issues, favours, rigid }
    }
}

impl Condition {
    fn new(formula: &Formula, layout: &Layout) -> Self {
        let all = |parts: &[Formula]| parts.iter().map(|part| Self::new(part, layout)).collect();
        match formula {
            Formula::True => Self::Constant(true),
            Formula::False => Self::Constant(false),
            Formula::Is { issue, choices } => {
                let (issue, set) = layout.set(*issue, choices);
                Self::Is { issue, set }
            }
            Formula::Linear(linear) => {
                let terms = linear.terms.iter().map(|term| {
                    let (issue, choices) = layout.choices(term.issue);
                    let number = |choice: &u16| term.numbers.get(usize::from(*choice)).copied().flatten();
                    (issue, choices.iter().map(number).collect())
                });
                Self::Linear { terms: terms.collect(), bound: linear.bound }
            }
            Formula::Not(inner) => Self::Not(Box::new(Self::new(inner, layout))),
            Formula::And(parts) => Self::All(all(parts)),
            Formula::Or(parts) => Self::AtLeast(1, all(parts)),
            Formula::AtLeast { count, of } => Self::AtLeast(*count, all(of)),
        }
    }

    /// The truth over all packages with choices from `domain`, one set an issue, none empty.
    pub(super) fn truth(&self, layout: &Layout, domain: &[u64]) -> Truth {
        match self {
            Self::Constant(true) => Truth::Met,
            Self::Constant(false) => Truth::Missed,
            Self::Is { issue, set } => {
                let own = &domain[layout.words(*issue)];
                let (mut inside, mut outside) = (0, 0);
                for (own, set) in own.iter().zip(set) {
                    inside |= own & set;
                    outside |= own & !set;
                }
                if outside == 0 {
                    Truth::Met
                } else if inside == 0 {
                    Truth::Missed
                } else {
                    Truth::Open
                }
            }
            Self::Linear { terms, bound } => linear(layout, domain, terms, *bound),
            Self::Not(inner) => match inner.truth(layout, domain) {
                Truth::Met => Truth::Missed,
                Truth::Missed => Truth::Met,
                Truth::Open => Truth::Open,
            },
            Self::All(parts) => {
                let mut all = Truth::Met;
                for part in parts {
                    match part.truth(layout, domain) {
                        Truth::Missed => return Truth::Missed,
                        Truth::Open => all = Truth::Open,
                        Truth::Met => {}
                    }
                }
                all
            }
            Self::AtLeast(count, parts) => {
                if *count == 0 {
                    return Truth::Met;
                }
                if parts.len() < *count {
                    return Truth::Missed;
                }
                let (mut met, mut left) = (0, parts.len());
                let mut possible = 0;
                for part in parts {
                    left -= 1;
                    match part.truth(layout, domain) {
                        Truth::Met => met += 1,
                        Truth::Open => possible += 1,
                        Truth::Missed => {}
                    }
                    if met >= *count {
                        return Truth::Met;
                    }
                    if met + possible + left < *count {
                        return Truth::Missed;
                    }
                }
                Truth::Open
            }
        }
    }

    fn collect(
        &self,
        layout: &Layout,
        negated: bool,
        favours: &mut Vec<(usize, Vec<u64>)>,
        rigid: &mut Vec<usize>,
    ) {
        match self {
            Self::Constant(_) => {}
            Self::Is { issue, set } => {
                let full = layout.full(*issue);
                let set = set.iter().zip(full).map(|(set, full)| if negated { full & !set } else { *set });
                favours.push((*issue, set.collect()));
            }
            Self::Linear { terms, .. } => rigid.extend(terms.iter().map(|(issue, _)| *issue)),
            Self::Not(inner) => inner.collect(layout, !negated, favours, rigid),
            Self::All(parts) | Self::AtLeast(_, parts) => {
                parts.iter().for_each(|part| part.collect(layout, negated, favours, rigid));
            }
        }
    }
}

/// A sum within its bound: least and greatest numbers decide, and choices without a number.
fn linear(layout: &Layout, domain: &[u64], terms: &[(usize, Vec<Option<i64>>)], bound: i64) -> Truth {
    let (mut least, mut greatest, mut gaps) = (0_i128, 0_i128, false);
    for (issue, numbers) in terms {
        let mut range: Option<(i64, i64)> = None;
        for place in layout.places(*issue, domain) {
            match numbers[place] {
                Some(number) => {
                    range = Some(range.map_or((number, number), |(l, h)| (l.min(number), h.max(number))));
                }
                None => gaps = true,
            }
        }
        let Some((low, high)) = range else { return Truth::Missed };
        least += i128::from(low);
        greatest += i128::from(high);
    }
    let bound = i128::from(bound);
    if least > bound {
        Truth::Missed
    } else if greatest <= bound && !gaps {
        Truth::Met
    } else {
        Truth::Open
    }
}
