//! The user's limits as a budget for the analyses, and a sign of life for
//! whoever waits.

use std::io::IsTerminal;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Mutex, OnceLock, PoisonError};
use std::time::{Duration, Instant};

use detente_settle::budget::{Budget, Notify};
use detente_space::control::Control;
use indicatif::{ProgressBar, ProgressStyle};

use crate::arguments::LimitArguments;
use crate::interrupt::Interrupt;
use crate::output;

/// Work shorter than this does not start the thread that shows progress.
const BRIEF: Duration = Duration::from_millis(20);
/// Work shorter than this shows no progress.
const SHORT: Duration = Duration::from_secs(1);
/// How often a log is told that work goes on.
const LONG: Duration = Duration::from_secs(10);

/// Runs `work` with a budget that ends with Ctrl-C or the user's time limit.
/// Work that takes more than a second says on standard error what it does.
pub(crate) fn with_budget<T>(limits: Option<LimitArguments>, work: impl FnOnce(&Budget<'_>) -> T) -> T {
    with_control(limits.and_then(|limits| limits.time), |control, notify| {
        let mut budget = Budget { control, notify, ..Budget::default() };
        if let Some(limits) = limits {
            budget.packages = limits.limit;
            budget.seed = limits.seed;
        }
        work(&budget)
    })
}

/// Runs `work` until it ends, Ctrl-C is pressed or so many seconds have passed,
/// with the same signs of life. These begin when the work asks whether to stop, or
/// says what it does, after its first moments.
pub(crate) fn with_control<T>(seconds: Option<f64>, work: impl FnOnce(Control<'_>, Notify<'_>) -> T) -> T {
    let start = Instant::now();
    let interrupt = Interrupt::listen(seconds);
    let doing = Mutex::new("starting".to_owned());
    let doing = &doing;
    std::thread::scope(|scope| {
        // Dropped with the end of the work, which ends the other thread.
        let finished: OnceLock<Sender<()>> = OnceLock::new();
        let watch = || {
            if finished.get().is_none() && start.elapsed() >= BRIEF {
                finished.get_or_init(|| {
                    let (finished, wait) = channel();
                    scope.spawn(move || show_progress(start, wait, doing));
                    finished
                });
            }
        };
        let stop = || {
            watch();
            interrupt.is_due()
        };
        let hear = |what: &str| {
            watch();
            what.clone_into(&mut doing.lock().unwrap_or_else(PoisonError::into_inner));
        };
        work(Control::new(&stop), Notify::new(&hear))
    })
}

/// Shows what has been done since `start` until the other end of `finished` is
/// gone: a spinner on a terminal, a line now and then in a log.
fn show_progress(start: Instant, finished: Receiver<()>, doing: &Mutex<String>) {
    let waited = |time| finished.recv_timeout(time) == Err(RecvTimeoutError::Timeout);
    if !waited(SHORT.saturating_sub(start.elapsed())) {
        return;
    }
    let now = || doing.lock().unwrap_or_else(PoisonError::into_inner).clone();
    if std::io::stderr().is_terminal() {
        let style =
            ProgressStyle::with_template("{spinner} {elapsed} {msg} (Ctrl-C stops with the best so far)");
        let bar =
            ProgressBar::new_spinner().with_style(style.unwrap_or_else(|_| ProgressStyle::default_spinner()));
        while waited(Duration::from_millis(100)) {
            bar.set_message(now());
            bar.tick();
        }
        bar.finish_and_clear();
    } else {
        if !waited(LONG - SHORT) {
            return;
        }
        loop {
            output::complain(&format!("{} s: {}\n", start.elapsed().as_secs(), now()));
            if !waited(LONG) {
                return;
            }
        }
    }
}
