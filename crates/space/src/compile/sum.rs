//! Sums over numeric issues, as far as they are decided.

/// Sets of reachable sums larger than this are not kept.
const MOST_REACHABLE: usize = 2048;

/// `sum of numbers <= bound`, terms in the order in which they are decided; not
/// met where a term has no number. A negated sum is met exactly where that is not.
#[derive(Clone, Debug)]
pub(super) struct Sum {
    terms: Vec<Term>,
    negated: bool,
    /// What the terms from each on can still add; one entry more than terms.
    rest: Vec<Rest>,
}

/// What one position adds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Term {
    /// The position.
    pub(super) at: u32,
    /// The number at each class; `None` where the choice is no number.
    pub(super) numbers: Vec<Option<i64>>,
}

#[derive(Clone, Debug)]
struct Rest {
    least: i128,
    most: i128,
    /// Some choice is no number.
    may_fail: bool,
    /// No choice of some term is a number.
    must_fail: bool,
    /// Every sum that can be reached, ascending, if there are few.
    reachable: Option<Vec<i128>>,
}

impl Sum {
    /// A sum over `terms`, which must be in the order of positions, none twice.
    pub(super) fn new(terms: Vec<Term>, negated: bool) -> Self {
        let mut after =
            Rest { least: 0, most: 0, may_fail: false, must_fail: false, reachable: Some(vec![0]) };
        let mut rest = Vec::with_capacity(terms.len() + 1);
        for term in terms.iter().rev() {
            let before = after.before(term);
            rest.push(std::mem::replace(&mut after, before));
        }
        rest.push(after);
        rest.reverse();
        Self { terms, negated, rest }
    }

    /// Whether this is the sum of `terms`, negated or not.
    pub(super) fn is_over(&self, terms: &[Term], negated: bool) -> bool {
        self.negated == negated && self.terms == terms
    }

    /// Whether the sum is met where its bound is broken.
    pub(super) fn negated(&self) -> bool {
        self.negated
    }

    /// Positions of the terms from `next` on, ascending.
    pub(super) fn positions(&self, next: usize) -> impl Iterator<Item = u32> {
        self.terms[next..].iter().map(|term| term.at)
    }

    /// Whether the terms from `next` on are bound to meet, or to miss, the sum;
    /// or else the one bound that stands for all bounds with the same meaning.
    pub(super) fn settle(&self, next: usize, bound: i128) -> Result<bool, i128> {
        let rest = &self.rest[next];
        if rest.must_fail || rest.least > bound {
            return Ok(self.negated);
        }
        if rest.most <= bound && !rest.may_fail {
            return Ok(!self.negated);
        }
        let reachable = rest.reachable.as_ref();
        let below = reachable.and_then(|sums| sums[..sums.partition_point(|&sum| sum <= bound)].last());
        Err(below.copied().unwrap_or(bound.min(rest.most)))
    }

    /// What `class` adds at term `next`; where it is no number, whether the sum is met.
    pub(super) fn step(&self, next: usize, class: u32) -> Result<i128, bool> {
        self.terms[next].numbers[class as usize].map(i128::from).ok_or(self.negated)
    }
}

impl Rest {
    fn before(&self, term: &Term) -> Self {
        let numbers: Vec<i128> = term.numbers.iter().flatten().copied().map(i128::from).collect();
        let reachable = self.reachable.as_ref().and_then(|sums| {
            if sums.len().saturating_mul(numbers.len()) > 64 * MOST_REACHABLE {
                return None;
            }
            let mut all: Vec<i128> =
                numbers.iter().flat_map(|number| sums.iter().map(move |sum| sum + number)).collect();
            all.sort_unstable();
            all.dedup();
            (all.len() <= MOST_REACHABLE).then_some(all)
        });
        Self {
            least: self.least + numbers.iter().min().copied().unwrap_or(0),
            most: self.most + numbers.iter().max().copied().unwrap_or(0),
            may_fail: self.may_fail || numbers.len() < term.numbers.len(),
            must_fail: self.must_fail || numbers.is_empty(),
            reachable,
        }
    }
}
