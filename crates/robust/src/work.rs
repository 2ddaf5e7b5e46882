//! Sharing work out to threads so that nothing depends on how many there are.

use std::sync::Mutex;
use std::sync::PoisonError;
use std::sync::atomic::{AtomicUsize, Ordering};

use detente_space::control::Control;

/// With how many hands, until when, and how large a frontier may grow.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Work<'a> {
    pub(crate) threads: usize,
    pub(crate) control: Control<'a>,
    /// Partial vectors held for one issue while a frontier is computed.
    pub(crate) labels: usize,
}

impl Work<'_> {
    /// Calls `each` for 0 to `tasks` and gives the results in that order.
    pub(crate) fn share_out<T: Send>(&self, tasks: usize, each: impl Fn(usize) -> T + Sync) -> Vec<T> {
        if self.threads < 2 || tasks < 2 {
            return (0..tasks).map(each).collect();
        }
        let next = AtomicUsize::new(0);
        let done = Mutex::new(Vec::with_capacity(tasks));
        std::thread::scope(|scope| {
            for _ in 0..self.threads.min(tasks) {
                scope.spawn(|| {
                    loop {
                        let task = next.fetch_add(1, Ordering::Relaxed);
                        if task >= tasks {
                            break;
                        }
                        let result = each(task);
                        done.lock().unwrap_or_else(PoisonError::into_inner).push((task, result));
                    }
                });
            }
        });
        let mut done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
        done.sort_unstable_by_key(|(task, _)| *task);
        done.into_iter().map(|(_, result)| result).collect()
    }
}
