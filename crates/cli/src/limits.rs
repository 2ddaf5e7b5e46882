//! The user's limits as a budget for the analyses.

use detente_settle::budget::Budget;
use detente_space::control::Control;

use crate::arguments::LimitArguments;
use crate::interrupt::Interrupt;

/// Runs `work` with a budget that ends with Ctrl-C or the user's time limit.
pub(crate) fn with_budget<T>(limits: Option<LimitArguments>, work: impl FnOnce(&Budget<'_>) -> T) -> T {
    let interrupt = Interrupt::listen(limits.and_then(|limits| limits.time));
    let stop = || interrupt.is_due();
    let mut budget = Budget { control: Control::new(&stop), ..Budget::default() };
    if let Some(limits) = limits {
        budget.packages = limits.limit;
        budget.seed = limits.seed;
    }
    work(&budget)
}
