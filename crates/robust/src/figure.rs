//! A share of draws, or a mean over draws, with its error.

/// A number found by drawing.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Figure {
    /// The number.
    pub value: f64,
    /// Half the width of a 95 per cent interval for what infinitely many draws
    /// would give; 0 where the number is certain.
    pub error: f64,
}

/// Student's quantile at 97.5 per cent by degrees of freedom, from 1.
const STUDENT: [f64; 15] = [
    12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131,
];

impl Figure {
    /// Of sums and counts, one of each a replicate: the mean, with an error from
    /// the spread of the replicates' means. Where all agree the error is that of
    /// what three draws can hide (the rule of three, Hanley and Lippman-Hand 1983),
    /// and it is never less.
    pub(crate) fn new(replicates: impl Iterator<Item = (f64, u64)>) -> Self {
        let replicates: Vec<_> = replicates.filter(|(_, draws)| *draws > 0).collect();
        let draws: f64 = replicates.iter().map(|(_, draws)| *draws as f64).sum();
        let sum: f64 = replicates.iter().map(|(sum, _)| sum).sum();
        if draws == 0.0 {
            return Self { value: 0.0, error: 1.0 };
        }
        let value = sum / draws;
        let count = replicates.len();
        let Some(quantile) = STUDENT.get(count.wrapping_sub(2).min(STUDENT.len() - 1)).filter(|_| count > 1)
        else {
            return Self { value, error: 1.0 };
        };
        let spread: f64 =
            replicates.iter().map(|(sum, draws)| (sum / *draws as f64 - value).powi(2)).sum::<f64>()
                / (count - 1) as f64;
        let error = quantile * (spread / count as f64).sqrt();
        Self { value, error: error.max(3.0 / draws).min(1.0) }
    }

    /// A number that needs no draws.
    #[must_use]
    pub fn certain(value: f64) -> Self {
        Self { value, error: 0.0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_error_is_that_of_the_means() {
        // Two means, 0.4 and 0.6: s = 0.1414, over the root of 2 is 0.1.
        let figure = Figure::new([(40.0, 100), (60.0, 100)].into_iter());
        assert!((figure.value - 0.5).abs() < 1e-12);
        assert!((figure.error - 12.706 * 0.1).abs().min((figure.error - 1.0).abs()) < 1e-12);
        let sixteen = (0..16).map(|at| (if at % 2 == 0 { 49.0 } else { 51.0 }, 100));
        let figure = Figure::new(sixteen);
        let expected = 2.131 * (1e-4_f64 * 16.0 / 15.0 / 16.0).sqrt();
        assert!((figure.error - expected).abs() < 1e-9, "{figure:?}");
    }

    #[test]
    fn agreement_is_no_certainty() {
        let figure = Figure::new((0..16).map(|_| (0.0, 64)));
        assert_eq!(figure, Figure { value: 0.0, error: 3.0 / 1024.0 });
        assert_eq!(Figure::new((0..1).map(|_| (5.0, 10))).error, 1.0);
    }
}
