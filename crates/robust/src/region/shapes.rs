//! The distributions, each from numbers between 0 and 1 by its inverse, so that
//! evenly spread numbers give evenly spread draws.

use libm::pow;

/// A number within bounds, in whole units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Bounded {
    pub(super) low: i64,
    /// Where given the distribution is triangular, else uniform.
    pub(super) mode: Option<i64>,
    pub(super) high: i64,
    /// Which of the numbers drawn it is made from; `None` where it is one number.
    pub(super) variable: Option<usize>,
}

impl Bounded {
    pub(super) fn draw(&self, uniform: &[f64]) -> i64 {
        let Some(&at) = self.variable.and_then(|variable| uniform.get(variable)) else { return self.low };
        let span = (self.high - self.low) as f64;
        let above = match self.mode {
            None => at * span,
            Some(mode) => triangular(at, span, (mode - self.low) as f64),
        };
        (self.low + above.round() as i64).min(self.high)
    }
}

/// The quantile at `at` of the triangular distribution from 0 to `span` with this mode.
fn triangular(at: f64, span: f64, mode: f64) -> f64 {
    if at * span < mode {
        (at * span * mode).sqrt()
    } else {
        span - ((1.0 - at) * span * (span - mode)).sqrt()
    }
}

/// So many numbers between 0 and 1 in descending order, uniform over all such:
/// the largest of `n` is distributed as a uniform number to the power of `1/n`,
/// and given it the next as the largest of `n - 1` below it.
pub(super) fn descending(uniform: &[f64]) -> impl Iterator<Item = f64> {
    let count = uniform.len();
    let mut last = 1.0;
    uniform.iter().enumerate().map(move |(at, &uniform)| {
        last *= root(uniform, count - at);
        last
    })
}

/// Shares that sum to 1, one more than there are numbers, uniform over the simplex.
pub(super) fn simplex(uniform: &[f64], shares: &mut Vec<f64>) {
    shares.clear();
    let mut rest = 1.0;
    for next in descending(uniform) {
        shares.push(rest - next);
        rest = next;
    }
    shares.push(rest);
}

fn root(number: f64, degree: usize) -> f64 {
    match degree {
        1 => number,
        2 => number.sqrt(),
        _ => pow(number, 1.0 / degree as f64),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draw::{Method, Source};

    /// Points of one ChaCha stream, which know nothing of nets.
    fn points(dimensions: usize, count: usize) -> Vec<Vec<f64>> {
        let source = Source::new(Method::ChaCha, 20, dimensions, 1);
        let mut stream = source.stream(0, 0);
        let mut point = Vec::new();
        let mut next = || {
            stream.next_point(&mut point);
            point.clone()
        };
        (0..count).map(|_| next()).collect()
    }

    /// The statistic of Kolmogorov and Smirnov; above 1.95 in 0.1 per cent of samples.
    fn deviation(mut sample: Vec<f64>, distribution: impl Fn(f64) -> f64) -> f64 {
        sample.sort_unstable_by(f64::total_cmp);
        let count = sample.len() as f64;
        let steps = sample.iter().enumerate();
        let most = steps.map(|(at, &value)| {
            let level = distribution(value);
            (level - at as f64 / count).abs().max(((at + 1) as f64 / count - level).abs())
        });
        most.fold(0.0, f64::max) * count.sqrt()
    }

    /// Order statistics of uniform numbers have beta distributions: the k-th
    /// largest of n is below x with the chance that fewer than k exceed x.
    fn order_statistic(n: u32, k: u32, x: f64) -> f64 {
        let mut sum = 0.0;
        let mut ways = 1.0;
        for above in 0..k {
            sum += ways * (1.0 - x).powi(above as i32) * x.powi((n - above) as i32);
            ways *= f64::from(n - above) / f64::from(above + 1);
        }
        sum
    }

    #[test]
    fn descending_numbers_are_uniform_order_statistics() {
        for n in [1_u32, 2, 3, 5, 9] {
            let draws: Vec<Vec<f64>> =
                points(n as usize, 20_000).iter().map(|point| descending(point).collect()).collect();
            assert!(draws.iter().all(|draw| draw.is_sorted_by(|one, other| one >= other)));
            for k in 1..=n {
                let sample = draws.iter().map(|draw| draw[k as usize - 1]).collect();
                let found = deviation(sample, |x| order_statistic(n, k, x));
                assert!(found < 1.95, "{k} of {n}: {found}");
            }
        }
    }

    /// The order polytope of three numbers, cut into boxes of the unit cube: each
    /// box holds as many draws as its share of the polytope says.
    #[test]
    fn the_order_polytope_is_filled_evenly() {
        const CELLS: usize = 6;
        let volume = |cell: [usize; 3]| {
            // Of six equal parts of a box on the diagonal, one is in order.
            let [a, b, c] = cell;
            match (a.cmp(&b), b.cmp(&c)) {
                (std::cmp::Ordering::Less, _) | (_, std::cmp::Ordering::Less) => 0.0,
                (std::cmp::Ordering::Equal, std::cmp::Ordering::Equal) => 1.0 / 6.0,
                (std::cmp::Ordering::Equal, _) | (_, std::cmp::Ordering::Equal) => 0.5,
                _ => 1.0,
            }
        };
        let whole = (CELLS as f64).powi(3) / 6.0;
        let mut counts = [0_u32; CELLS * CELLS * CELLS];
        let draws = 200_000;
        for point in points(3, draws) {
            let cell = descending(&point).map(|value| ((value * CELLS as f64) as usize).min(CELLS - 1));
            counts[cell.fold(0, |at, digit| at * CELLS + digit)] += 1;
        }
        let (mut chi, mut cells) = (0.0, 0);
        for (at, &count) in counts.iter().enumerate() {
            let share = volume([at / CELLS / CELLS, at / CELLS % CELLS, at % CELLS]) / whole;
            if share == 0.0 {
                assert_eq!(count, 0, "no draw is out of order");
                continue;
            }
            let expected = share * draws as f64;
            chi += (f64::from(count) - expected).powi(2) / expected;
            cells += 1;
        }
        // 55 degrees of freedom: above 104 in 0.01 per cent of samples.
        assert_eq!(cells, 56);
        assert!(chi < 104.0, "{chi}");
    }

    /// On the simplex of n shares each share exceeds x with chance (1 - x)^(n - 1).
    #[test]
    fn shares_are_uniform_on_the_simplex() {
        let n = 5;
        let mut shares = Vec::new();
        let mut draws = vec![Vec::new(); n];
        for point in points(n - 1, 20_000) {
            simplex(&point, &mut shares);
            assert!((shares.iter().sum::<f64>() - 1.0).abs() < 1e-12);
            shares.iter().enumerate().for_each(|(at, &share)| draws[at].push(share));
        }
        for (at, sample) in draws.into_iter().enumerate() {
            let found = deviation(sample, |x| 1.0 - (1.0 - x).powi(n as i32 - 1));
            assert!(found < 1.95, "share {at}: {found}");
        }
    }

    #[test]
    fn bounded_numbers_have_their_distribution() {
        let uniform = Bounded { low: -1_000_000, mode: None, high: 3_000_000, variable: Some(0) };
        let triangle = Bounded { mode: Some(0), ..uniform };
        let draws = points(1, 20_000);
        let share = |value: f64| (value + 1e6) / 4e6;
        let sample = |shape: &Bounded| draws.iter().map(|point| shape.draw(point) as f64).collect();
        assert!(deviation(sample(&uniform), share) < 1.95);
        let below_mode = |x: f64| {
            let at = share(x) * 4.0;
            if at < 1.0 { at * at / 4.0 } else { 1.0 - (4.0 - at).powi(2) / 12.0 }
        };
        assert!(deviation(sample(&triangle), below_mode) < 1.95);
        assert_eq!(Bounded { low: 12, mode: None, high: 12, variable: None }.draw(&[0.9]), 12);
    }
}
