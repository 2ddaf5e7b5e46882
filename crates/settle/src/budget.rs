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
    /// Told now and then what is being done, for whoever waits.
    pub notify: Notify<'a>,
    /// Most packages that are judged one by one.
    pub packages: u64,
    /// Packages drawn where there are more.
    pub draws: u32,
    /// Seed of the draws.
    pub seed: u64,
    /// Partial value vectors that the frontier may hold for one issue; beyond, the answer is a cover.
    pub labels: usize,
}

/// Somebody who is told what is being done.
#[derive(Clone, Copy)]
pub struct Notify<'a> {
    hear: &'a (dyn Fn(&str) + Sync),
}

impl<'a> Notify<'a> {
    /// Tells `hear`, in a few words such as `looking for what blocks`.
    #[must_use]
    pub fn new(hear: &'a (dyn Fn(&str) + Sync)) -> Self {
        Self { hear }
    }

    /// Tells nobody.
    #[must_use]
    pub fn nobody() -> Notify<'static> {
        Notify { hear: &|_| {} }
    }

    /// Says what is being done now.
    pub fn say(&self, what: &str) {
        (self.hear)(what);
    }
}

impl std::fmt::Debug for Notify<'_> {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Notify").finish_non_exhaustive()
    }
}

impl Default for Budget<'_> {
    fn default() -> Self {
        Self {
            limits: Limits::default(),
            control: Control::unlimited(),
            notify: Notify::nobody(),
            packages: 1_000_000,
            draws: 20_000,
            seed: 0,
            labels: 1 << 22,
        }
    }
}
