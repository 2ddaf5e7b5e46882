//! Work that takes the processor: on threads of its own, a few at a time, stopped when
//! nobody waits for it any more.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use detente_desk::opened::Limits;
use detente_settle::budget::{Budget, Notify};
use detente_space::control::Control;
use tokio::sync::Semaphore;

use crate::problem::Problem;

/// Seconds that a request waits for an answer; longer work is a job.
const PATIENCE: f64 = 20.0;

/// A wish to stop that several hold.
#[derive(Clone, Debug, Default)]
pub(crate) struct Stop(Arc<AtomicBool>);

impl Stop {
    pub(crate) fn now(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    pub(crate) fn is_wished(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// Stops the work when the request that waits for it is dropped.
struct Waiting(Stop);

impl Drop for Waiting {
    fn drop(&mut self) {
        self.0.now();
    }
}

/// The threads that work.
#[derive(Debug)]
pub(crate) struct Workers {
    free: Arc<Semaphore>,
}

impl Workers {
    pub(crate) fn new() -> Self {
        let processors = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        Self { free: Arc::new(Semaphore::new(processors.max(2))) }
    }

    /// Does work for a request that waits.
    pub(crate) async fn run<T: Send + 'static>(
        &self,
        limits: Limits,
        work: impl FnOnce(&Budget<'_>) -> Result<T, Problem> + Send + 'static,
    ) -> Result<T, Problem> {
        let stop = Stop::default();
        let _waiting = Waiting(stop.clone());
        let patient =
            Limits { time: Some(limits.time.map_or(PATIENCE, |time| time.min(PATIENCE))), ..limits };
        self.until(stop, patient, |_| {}, work).await
    }

    /// Does work until `stop` says so, and tells `hear` what is being done.
    pub(crate) async fn until<T: Send + 'static>(
        &self,
        stop: Stop,
        limits: Limits,
        hear: impl Fn(&str) + Send + Sync + 'static,
        work: impl FnOnce(&Budget<'_>) -> Result<T, Problem> + Send + 'static,
    ) -> Result<T, Problem> {
        let permit = Arc::clone(&self.free).acquire_owned().await.map_err(Problem::system)?;
        let task = tokio::task::spawn_blocking(move || {
            let _permit = permit;
            let deadline = limits
                .time
                .and_then(|seconds| Duration::try_from_secs_f64(seconds).ok())
                .and_then(|wait| Instant::now().checked_add(wait));
            let due = || stop.is_wished() || deadline.is_some_and(|deadline| Instant::now() >= deadline);
            let budget = Budget {
                control: Control::new(&due),
                notify: Notify::new(&hear),
                packages: limits.packages,
                seed: limits.seed,
                ..Budget::default()
            };
            work(&budget)
        });
        task.await.map_err(|_| Problem::system("a fault ended the work; please report it"))?
    }
}
