//! How much a formula adds to the width of a layer, estimated beforehand.
//!
//! With some of its issues decided, a formula is met, missed, or open in one of
//! several ways. The entropy of that, every choice taken as equally likely, is
//! what a node must remember of it, in bits. Bits of several formulas are added
//! as if they were independent. Everything is in integers so that the same case
//! gives the same order of issues on every machine.

use detente_case::formula::Formula;
use detente_case::package::IssueIndex;

/// Bits in units of 2^-16.
pub(super) type Bits = i64;
/// One bit, and the probability 1.
const ONE: i64 = 1 << 16;
/// Formulas over more issues are estimated by how many of them are decided, not by which.
const MOST_BY_SET: usize = 8;
/// And at most at so many steps between none and all.
const MOST_STEPS: usize = 32;

/// The bits of one formula, for every set of its issues that may be decided.
pub(super) struct Profile {
    bits: Vec<Bits>,
    /// Number of issues, where their number alone counts.
    by_count: Option<usize>,
}

impl Profile {
    /// The profile of a formula over `support`, ascending. What is missed ends
    /// the path if `hard`; what is known at the end is forgotten unless `kept`.
    pub(super) fn new(
        formula: &Formula,
        support: &[IssueIndex],
        choices: &[usize],
        hard: bool,
        kept: bool,
    ) -> Self {
        let issues = support.len();
        let bits_at = |is_decided: &dyn Fn(usize) -> bool| {
            let decided = |issue: IssueIndex| support.binary_search(&issue).is_ok_and(is_decided);
            let outlook = look(formula, &decided, choices);
            if hard { outlook.bits_unless_missed() } else { outlook.bits }
        };
        let by_count = (issues > MOST_BY_SET).then_some(issues);
        let mut bits: Vec<Bits> = if by_count.is_some() {
            let steps = issues.min(MOST_STEPS);
            (0..=steps).map(|step| bits_at(&|at| at < step * issues / steps)).collect()
        } else {
            (0..1_usize << issues).map(|set| bits_at(&|at| set >> at & 1 == 1)).collect()
        };
        if let (Some(last), false) = (bits.last_mut(), kept) {
            *last = 0;
        }
        Self { bits, by_count }
    }

    /// The bits with the issues of `set` (positions in the support) decided,
    /// `count` of them.
    pub(super) fn bits(&self, set: u64, count: usize) -> Bits {
        let at = match self.by_count {
            Some(issues) => count * (self.bits.len() - 1) / issues,
            None => usize::try_from(set).unwrap_or(usize::MAX),
        };
        self.bits.get(at).copied().unwrap_or(0)
    }
}

/// What is known of a formula with some issues decided.
#[derive(Clone, Copy)]
struct Outlook {
    /// Probability that it is met whatever follows.
    met: i64,
    /// Probability that it is missed whatever follows.
    missed: i64,
    /// Entropy of what is left of it.
    bits: Bits,
}

impl Outlook {
    fn of_probability(met: i64) -> Self {
        Self { met, missed: ONE - met, bits: entropy(met) }
    }

    fn open() -> Self {
        Self { met: 0, missed: 0, bits: 0 }
    }

    fn opposite(self) -> Self {
        Self { met: self.missed, missed: self.met, bits: self.bits }
    }

    /// The entropy given that it is not missed.
    fn bits_unless_missed(self) -> Bits {
        let left = ONE - self.missed;
        if left <= 0 { 0 } else { (self.bits - entropy(self.missed)).max(0) * ONE / left }
    }

    /// All of several, as if independent.
    fn all(parts: impl Iterator<Item = Self>) -> Self {
        let (mut met, mut alive, mut bits) = (ONE, ONE, 0);
        for part in parts {
            met = met * part.met / ONE;
            alive = alive * (ONE - part.missed) / ONE;
            bits += part.bits_unless_missed();
        }
        Self { met, missed: ONE - alive, bits: entropy(alive) + alive * bits / ONE }
    }
}

fn look(formula: &Formula, decided: &impl Fn(IssueIndex) -> bool, choices: &[usize]) -> Outlook {
    match formula {
        Formula::True => Outlook::of_probability(ONE),
        Formula::False => Outlook::of_probability(0),
        Formula::Is { issue, choices: set } => {
            if decided(*issue) {
                Outlook::of_probability(share(set.count_ones(..), choices[*issue]))
            } else {
                Outlook::open()
            }
        }
        Formula::Linear(linear) => {
            let done = linear.terms.iter().filter(|term| decided(term.issue));
            let ways = done.fold(0, |bits, term| bits + log2(term.numbers.len()));
            if linear.terms.iter().all(|term| decided(term.issue)) {
                Outlook::of_probability(ONE / 2)
            } else {
                // Sums of like numbers coincide: far fewer sums than ways.
                Outlook { met: 0, missed: 0, bits: ways.min(2 * ONE + ways / 4) }
            }
        }
        Formula::Not(inner) => look(inner, decided, choices).opposite(),
        Formula::And(parts) => Outlook::all(parts.iter().map(|part| look(part, decided, choices))),
        Formula::Or(parts) => {
            Outlook::all(parts.iter().map(|part| look(part, decided, choices).opposite())).opposite()
        }
        Formula::AtLeast { of, .. } => {
            let parts: Vec<Outlook> = of.iter().map(|part| look(part, decided, choices)).collect();
            let done = parts.iter().filter(|part| part.met + part.missed >= ONE).count();
            if done == parts.len() {
                return Outlook::of_probability(ONE / 2);
            }
            let open = parts.iter().filter(|part| part.met + part.missed < ONE);
            let bits = open.map(|part| part.bits).sum::<Bits>() + log2(done + 1);
            Outlook { met: 0, missed: 0, bits }
        }
    }
}

fn share(part: usize, whole: usize) -> i64 {
    let (part, whole) = (i64::try_from(part).unwrap_or(0), i64::try_from(whole.max(1)).unwrap_or(i64::MAX));
    part * ONE / whole
}

/// Entropy of a yes or no with probability `yes`.
fn entropy(yes: i64) -> Bits {
    let of = |part: i64| if part <= 0 { 0 } else { part * (16 * ONE - log2_units(part)) / ONE };
    of(yes) + of(ONE - yes)
}

/// Binary logarithm of a count; 0 for 0.
fn log2(count: usize) -> Bits {
    i64::try_from(count).map_or(63 * ONE, log2_units)
}

/// Binary logarithm of a positive integer by repeated squaring (Knuth, TAOCP 1.2.2); 0 below 2.
fn log2_units(number: i64) -> Bits {
    let number = u64::try_from(number).unwrap_or(0);
    let Some(whole) = number.checked_ilog2() else { return 0 };
    let mut square = (number << (63 - whole)) >> 32;
    let mut bits = i64::from(whole) * ONE;
    for digit in (0..16).rev() {
        square = (square * square) >> 31;
        if square >> 32 != 0 {
            square >>= 1;
            bits += 1 << digit;
        }
    }
    bits
}

/// `2^bits`, as a number of nodes in units of 2^-8; saturates.
pub(super) fn nodes(bits: Bits) -> u128 {
    let (whole, part) = (bits.max(0) / ONE, bits.max(0) % ONE);
    // Between powers of two a straight line is within nine per cent.
    let line = u128::from((ONE + part).unsigned_abs()) >> 8;
    line.checked_shl(u32::try_from(whole.min(100)).unwrap_or(100)).unwrap_or(u128::MAX)
}
