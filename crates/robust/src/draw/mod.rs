//! Numbers between 0 and 1, evenly spread over as many dimensions as a case has
//! unknown numbers.
//!
//! By default a Sobol sequence (Sobol 1967, direction numbers of Joe and Kuo
//! 2008), scrambled independently for each *replicate* by nested uniform
//! scrambling (Owen 1995): each replicate is an unbiased sample of its own, and
//! the spread of the replicates' means tells the error. Otherwise a ChaCha
//! stream for each replicate. Point `index` of a replicate depends on seed,
//! replicate and index alone, so that work can be shared out in any way.

mod scramble;
mod sobol;

use pulp::{Arch, Simd, WithSimd};
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

use scramble::scramble;
use sobol::Directions;
pub use sobol::MOST_DIMENSIONS;

/// How numbers are drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Method {
    /// Scrambled Sobol sequences.
    #[default]
    Sobol,
    /// Independent numbers from ChaCha streams.
    ChaCha,
}

/// Independent samples from whose means errors are computed.
pub const REPLICATES: usize = 16;

/// Points in the unit cube.
#[derive(Clone, Debug)]
pub struct Source {
    seed: u64,
    dimensions: usize,
    /// Absent where numbers are independent.
    directions: Option<Directions>,
    /// One seed a replicate and dimension that the sequence has.
    scrambles: Vec<Vec<u32>>,
}

/// A place in the sequence of one replicate.
#[derive(Clone, Debug)]
pub struct Stream<'a> {
    source: &'a Source,
    replicate: usize,
    index: u32,
    /// The unscrambled Sobol point.
    point: Vec<u32>,
}

impl Source {
    /// A source of points of so many dimensions in so many replicates. Beyond
    /// [`MOST_DIMENSIONS`] a point is completed by independent numbers.
    #[must_use]
    pub fn new(method: Method, seed: u64, dimensions: usize, replicates: usize) -> Self {
        let directions = (method == Method::Sobol).then(|| Directions::new(dimensions.min(MOST_DIMENSIONS)));
        let spread = directions.as_ref().map_or(0, Directions::len);
        let scrambles = (0..replicates)
            .map(|replicate| {
                let mut random = stream(seed, replicate, u64::MAX);
                (0..spread).map(|_| random.next_u32()).collect()
            })
            .collect();
        Self { seed, dimensions, directions, scrambles }
    }

    /// The points of a replicate from `index` on.
    #[must_use]
    pub fn stream(&self, replicate: usize, index: u32) -> Stream<'_> {
        let point = self.directions.as_ref().map_or_else(Vec::new, |directions| directions.point(index));
        Stream { source: self, replicate, index, point }
    }
}

impl Stream<'_> {
    /// The next point, written over `into`, which becomes as long as there are dimensions.
    pub fn next_point(&mut self, into: &mut Vec<f64>) {
        into.clear();
        if let (Some(directions), Some(seeds)) =
            (&self.source.directions, self.source.scrambles.get(self.replicate))
        {
            into.resize(self.point.len(), 0.0);
            Arch::new().dispatch(Scrambling { point: &self.point, seeds, into });
            directions.advance(&mut self.point, self.index);
        }
        if into.len() < self.source.dimensions {
            let mut random = stream(self.source.seed, self.replicate, u64::from(self.index));
            into.resize_with(self.source.dimensions, || unit(random.next_u32()));
        }
        self.index = self.index.wrapping_add(1);
    }
}

/// A point scrambled, in registers as wide as the machine has.
struct Scrambling<'a> {
    point: &'a [u32],
    seeds: &'a [u32],
    into: &'a mut [f64],
}

impl WithSimd for Scrambling<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: Simd>(self, _: S) {
        for ((&point, &seed), into) in self.point.iter().zip(self.seeds).zip(self.into) {
            *into = unit(scramble(point, seed));
        }
    }
}

/// The middle of one of 2^32 equal parts of the unit interval.
fn unit(word: u32) -> f64 {
    (f64::from(word) + 0.5) / 4_294_967_296.0
}

/// A ChaCha stream of its own for a replicate and an index.
fn stream(seed: u64, replicate: usize, index: u64) -> ChaCha8Rng {
    let mut key = [0; 32];
    key[..8].copy_from_slice(&seed.to_le_bytes());
    key[8..16].copy_from_slice(&(replicate as u64).to_le_bytes());
    let mut random = ChaCha8Rng::from_seed(key);
    random.set_stream(index);
    random
}

#[cfg(test)]
mod tests {
    use super::*;

    fn points(method: Method, dimensions: usize, count: u32, replicate: usize) -> Vec<Vec<f64>> {
        let source = Source::new(method, 7, dimensions, REPLICATES);
        let mut stream = source.stream(replicate, 0);
        let mut point = Vec::new();
        (0..count)
            .map(|_| {
                stream.next_point(&mut point);
                point.clone()
            })
            .collect()
    }

    /// Of the first 2^k points of a scrambled sequence each of 2^k equal parts
    /// of every dimension holds one, and in the first two dimensions each of the
    /// 2^j by 2^(k-j) boxes: nested scrambling keeps the net.
    #[test]
    fn scrambled_points_are_a_net() {
        for replicate in 0..4 {
            let points = points(Method::Sobol, 40, 256, replicate);
            for dimension in 0..40 {
                let mut cells: Vec<_> =
                    points.iter().map(|each| (each[dimension] * 256.0) as usize).collect();
                cells.sort_unstable();
                assert_eq!(cells, (0..256).collect::<Vec<_>>(), "dimension {dimension}");
            }
            for split in 0..=8_u32 {
                let (wide, high) = (f64::from(1_u32 << split), f64::from(1_u32 << (8 - split)));
                let mut cells: Vec<_> =
                    points.iter().map(|each| ((each[0] * wide) as u32, (each[1] * high) as u32)).collect();
                cells.sort_unstable();
                cells.dedup();
                assert_eq!(cells.len(), 256, "boxes of {wide} by {high}");
            }
        }
    }

    /// The known start of the sequence in three dimensions.
    #[test]
    fn unscrambled_points_are_those_of_joe_and_kuo() {
        let directions = Directions::new(3);
        let mut point = directions.point(0);
        let mut found = Vec::new();
        for index in 0..8 {
            found.push(point.iter().map(|&word| f64::from(word) / 4_294_967_296.0).collect::<Vec<_>>());
            directions.advance(&mut point, index);
        }
        let expected = [
            [0.0, 0.0, 0.0],
            [0.5, 0.5, 0.5],
            [0.75, 0.25, 0.25],
            [0.25, 0.75, 0.75],
            [0.375, 0.375, 0.625],
            [0.875, 0.875, 0.125],
            [0.625, 0.125, 0.875],
            [0.125, 0.625, 0.375],
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn a_stream_may_be_entered_anywhere() {
        for method in [Method::Sobol, Method::ChaCha] {
            let all = points(method, 5, 64, 3);
            let source = Source::new(method, 7, 5, REPLICATES);
            let mut stream = source.stream(3, 41);
            let mut point = Vec::new();
            for expected in &all[41..] {
                stream.next_point(&mut point);
                assert_eq!(&point, expected);
            }
        }
    }

    /// Replicates are unbiased: the mean of each over many seeds and dimensions
    /// is that of the uniform distribution, first and second moment, and scrambled
    /// single points fill the interval evenly (chi-squared, 63 degrees of freedom,
    /// below its 99.99 per cent point).
    #[test]
    fn single_points_are_uniform_over_seeds() {
        for method in [Method::Sobol, Method::ChaCha] {
            for (dimension, index) in [(0, 0), (0, 5), (3, 0), (17, 9)] {
                let mut cells = [0_u32; 64];
                for seed in 0..500 {
                    let source = Source::new(method, seed, 20, REPLICATES);
                    let mut point = Vec::new();
                    for replicate in 0..REPLICATES {
                        source.stream(replicate, index).next_point(&mut point);
                        cells[(point[dimension] * 64.0) as usize] += 1;
                    }
                }
                let expected = 500.0 * REPLICATES as f64 / 64.0;
                let chi: f64 =
                    cells.iter().map(|&count| (f64::from(count) - expected).powi(2) / expected).sum();
                assert!(chi < 114.0, "{method:?} dimension {dimension} index {index}: {chi}");
            }
        }
    }
}
