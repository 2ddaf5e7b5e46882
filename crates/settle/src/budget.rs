//! How much work an analysis may do, as a value passed in.

use detente_space::compile::Limits;
use detente_space::control::Control;

/// Limits of an analysis. The core reads no clock; whoever calls decides when
/// to stop through `control`.
#[derive(Clone, Copy, Debug)]
pub struct Budget<'a> {
    /// How large a diagram may grow.
    pub limits: Limits,
    /// Whether to stop now.
    pub control: Control<'a>,
    /// Most packages that are judged one by one.
    pub packages: u64,
    /// Packages drawn where there are more.
    pub draws: u32,
    /// Seed of the draws.
    pub seed: u64,
    /// Partial value vectors that the frontier may hold for one issue; beyond, the answer is a cover.
    pub labels: usize,
}

impl Default for Budget<'_> {
    fn default() -> Self {
        Self {
            limits: Limits::default(),
            control: Control::unlimited(),
            packages: 1_000_000,
            draws: 20_000,
            seed: 0,
            labels: 1 << 22,
        }
    }
}
