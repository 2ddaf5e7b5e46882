//! When to give up, as a value: the core reads no clock and no signal.

use std::fmt;

/// Asked now and then by anything that may run long, whether to stop.
///
/// The closure decides on whatever its owner knows: a deadline, Ctrl-C, a
/// closed connection. Once it has said yes it is expected to go on saying yes.
#[derive(Clone, Copy)]
pub struct Control<'a> {
    stop: &'a (dyn Fn() -> bool + Sync),
}

impl<'a> Control<'a> {
    /// A control that stops as soon as `stop` says so.
    #[must_use]
    pub fn new(stop: &'a (dyn Fn() -> bool + Sync)) -> Self {
        Self { stop }
    }

    /// A control that never stops.
    #[must_use]
    pub fn unlimited() -> Control<'static> {
        Control { stop: &|| false }
    }

    /// Whether to stop now. May cost as much as reading a clock: ask once for
    /// some thousand steps of work.
    #[must_use]
    pub fn is_stopped(&self) -> bool {
        (self.stop)()
    }
}

impl fmt::Debug for Control<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Control").finish_non_exhaustive()
    }
}
