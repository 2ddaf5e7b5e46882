//! Ctrl-C and deadlines: the one place that knows a clock and a signal.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

/// Says when to stop: after a deadline, or once Ctrl-C was pressed. A second
/// Ctrl-C ends the process at once.
#[derive(Clone, Debug)]
pub(crate) struct Interrupt {
    pressed: Arc<AtomicBool>,
    deadline: Option<Instant>,
}

impl Interrupt {
    /// Listens for Ctrl-C from now on; `seconds` from now the deadline passes.
    pub(crate) fn listen(seconds: Option<f64>) -> Self {
        // One handler for the process: a command may listen several times.
        static PRESSED: OnceLock<Arc<AtomicBool>> = OnceLock::new();
        let pressed = Arc::clone(PRESSED.get_or_init(|| {
            let pressed = Arc::new(AtomicBool::new(false));
            let handler = Arc::clone(&pressed);
            // Without a handler Ctrl-C ends the process at once, which is no
            // worse than what the user asked for.
            let _ = ctrlc::set_handler(move || {
                if handler.swap(true, Ordering::SeqCst) {
                    std::process::exit(i32::from(crate::exit::STOPPED));
                }
            });
            pressed
        }));
        let deadline = seconds.and_then(|seconds| Duration::try_from_secs_f64(seconds).ok());
        Self { pressed, deadline: deadline.and_then(|wait| Instant::now().checked_add(wait)) }
    }

    /// Whether to stop now.
    pub(crate) fn is_due(&self) -> bool {
        self.pressed.load(Ordering::Relaxed)
            || self.deadline.is_some_and(|deadline| Instant::now() >= deadline)
    }
}
