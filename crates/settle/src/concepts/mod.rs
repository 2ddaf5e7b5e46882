//! Solution concepts over a finite set of value vectors.
//!
//! `d` is a party's reservation value, `a` its best value over the vectors, a
//! *gain* `u - d`. Products, ratios and sums are compared exactly, in big
//! integers; all ties are reported.
//!
//! **The frontier suffices.** Let IR be the packages acceptable to all who are
//! asked, and y dominate x in IR. Every concept here ranks y at least as high as
//! x: minimum, sorted minima and sums do not fall when a coordinate rises, nor
//! does a product of positive factors; and for the Nash rule the strict gainers
//! of y include those of x, so that where x's are of the largest number y's are
//! the same. Hence each maximiser over IR is on the frontier of IR or is
//! dominated by a maximiser that is, and the maximisers on the frontier are just
//! those maximisers that nothing dominates. (Also `a` is reached on the frontier:
//! what dominates a best value for a party is as good for it.) Where all parties
//! are cardinal, have a value above `d` and are asked of every package, a
//! dominated package never ties.
//!
//! **Ordinal coordinates** (parties that gave priorities) have no gains: they take
//! part in dominance and in acceptance, which the frontier settles, and in no
//! product, ratio or sum.
//!
//! **Acceptance required of some packages only.** Every party that is asked of
//! some package is a coordinate. On packages of which it is not asked its value
//! may lie below `d`: it is then no gainer, its share is negative, and the
//! leximin concepts count that against the package.
//!
//! Sources: Nash, The bargaining problem, Econometrica 18 (1950). Kalai and
//! Smorodinsky, Other solutions to Nash's bargaining problem, Econometrica 43
//! (1975). Kalai, Proportional solutions to bargaining situations, Econometrica 45
//! (1977).

mod leximin;
mod nash;
mod ratio;
mod sensitivity;
mod sums;

pub use nash::NashSet;
pub use ratio::Ratio;
pub use sensitivity::{Movement, Span, meeting, sensitivity};

/// What the concepts must know of a coordinate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scale {
    /// The party's reservation value, in the coordinate's own units.
    pub reservation: i64,
    /// Units in one point of the party's scale, at least 1.
    pub denominator: i64,
    /// Whether the numbers give an order alone.
    pub ordinal: bool,
}

impl Scale {
    /// What a value is above the reservation value, in units.
    fn gain(&self, value: i64) -> i128 {
        i128::from(value) - i128::from(self.reservation)
    }
}

/// The maximisers of each concept, as positions in the list of vectors, ascending.
///
/// Without a coordinate that is not ordinal, and without vectors, all lists are empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Concepts {
    /// The scales that were given.
    scales: Vec<Scale>,
    /// Best value over the vectors, by coordinate; empty without vectors.
    pub best: Vec<i64>,
    /// Coordinates without possible gain (`a <= d`), left out of ratios.
    pub left_out: Vec<usize>,
    /// Largest product of gains over the parties that gain. One entry where some
    /// vector gives every party a strict gain; otherwise one for each largest set
    /// of strict gainers, whose products are never compared with each other.
    pub nash: Vec<NashSet>,
    /// Lexicographically largest sorted shares of possible gain.
    pub kalai_smorodinsky: Vec<usize>,
    /// Lexicographically largest sorted gains in points; compares points of different parties.
    pub egalitarian: Vec<usize>,
    /// Largest sum of shares of possible gain.
    pub utilitarian: Vec<usize>,
    /// Largest sum of points; means something only where scales are common.
    pub raw_sum: Vec<usize>,
}

impl Concepts {
    /// Share of possible gain, `(u - d) / (a - d)`; `None` for ordinal
    /// coordinates and those that are left out.
    #[must_use]
    pub fn share(&self, vector: &[i64], coordinate: usize) -> Option<Ratio> {
        let scale = self.scales.get(coordinate).filter(|scale| !scale.ordinal)?;
        let possible = scale.gain(*self.best.get(coordinate)?);
        let denominator = u128::try_from(possible).ok().filter(|&possible| possible > 0)?;
        Some(Ratio { numerator: scale.gain(*vector.get(coordinate)?), denominator })
    }
}

/// The maximisers over undominated vectors of acceptable packages, one scale a coordinate.
#[must_use]
pub fn concepts<V: AsRef<[i64]>>(vectors: &[V], scales: &[Scale]) -> Concepts {
    let vectors: Vec<&[i64]> = vectors.iter().map(AsRef::as_ref).collect();
    let best: Vec<i64> =
        (0..scales.len()).filter_map(|p| vectors.iter().map(|vector| vector[p]).max()).collect();
    let cardinal: Vec<usize> = (0..scales.len()).filter(|&p| !scales[p].ordinal).collect();
    let mut concepts = Concepts {
        scales: scales.to_vec(),
        best,
        left_out: Vec::new(),
        nash: Vec::new(),
        kalai_smorodinsky: Vec::new(),
        egalitarian: Vec::new(),
        utilitarian: Vec::new(),
        raw_sum: Vec::new(),
    };
    if vectors.is_empty() || cardinal.is_empty() {
        return concepts;
    }
    let (able, left_out): (Vec<usize>, Vec<usize>) =
        cardinal.iter().partition(|&&p| scales[p].gain(concepts.best[p]) > 0);
    concepts.left_out = left_out;
    concepts.nash = nash::nash(&vectors, scales, &cardinal);
    concepts.kalai_smorodinsky = leximin::leximin(&vectors, |vector, shares| {
        shares.extend(able.iter().filter_map(|&p| concepts.share(vector, p)));
    });
    concepts.egalitarian = leximin::leximin(&vectors, |vector, gains| {
        let gain = |&p: &usize| Ratio::new(scales[p].gain(vector[p]), scales[p].denominator);
        gains.extend(cardinal.iter().map(gain));
    });
    let possible: Vec<i128> = able.iter().map(|&p| scales[p].gain(concepts.best[p])).collect();
    concepts.utilitarian =
        sums::largest(&vectors, &possible, |vector, k| scales[able[k]].gain(vector[able[k]]));
    let units: Vec<i128> = cardinal.iter().map(|&p| i128::from(scales[p].denominator.max(1))).collect();
    concepts.raw_sum = sums::largest(&vectors, &units, |vector, k| i128::from(vector[cardinal[k]]));
    concepts
}
