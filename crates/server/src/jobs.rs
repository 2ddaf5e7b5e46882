//! Work that outlasts a request: begun by one, watched and cancelled by others.
//!
//! A job that is cancelled gives the best so far where there is one. Jobs are kept in
//! memory: they end with the process, and their results can be asked for again.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use serde::Serialize;
use tokio::sync::watch;
use utoipa::ToSchema;

use crate::analyses::{Analysis, Asking};
use crate::app::App;
use crate::problem::Problem;
use crate::work::Stop;

/// Finished jobs that are kept; the oldest goes first.
const KEPT: usize = 100;
/// Jobs that run or wait at once, at most.
const AT_ONCE: usize = 32;

/// How far a job is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum State {
    /// It runs, or waits for a thread.
    Running,
    /// There is a result.
    Done,
    /// There is a problem.
    Failed,
    /// It was cancelled before there was a result.
    Cancelled,
}

/// A job as it is told.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct Told {
    /// Which.
    pub(crate) id: u64,
    /// The case.
    pub(crate) case: String,
    /// What it answers.
    pub(crate) analysis: Analysis,
    /// How far it is.
    pub(crate) state: State,
    /// What it does at the moment.
    pub(crate) doing: String,
    /// Seconds since it was begun, while it ran.
    pub(crate) seconds: f64,
    /// Why there is no result.
    pub(crate) problem: Option<Problem>,
}

/// What changes while a job runs.
#[derive(Clone, Debug)]
struct Progress {
    doing: String,
    end: Option<(f64, Result<Arc<String>, Problem>)>,
}

/// A job.
#[derive(Debug)]
pub(crate) struct Job {
    id: u64,
    case: String,
    analysis: Analysis,
    begun: Instant,
    stop: Stop,
    progress: watch::Sender<Progress>,
}

impl Job {
    /// As it is told now.
    pub(crate) fn told(&self) -> Told {
        let progress = self.progress.borrow();
        let (state, seconds, problem) = match &progress.end {
            None => (State::Running, self.begun.elapsed().as_secs_f64(), None),
            Some((seconds, Ok(_))) => (State::Done, *seconds, None),
            Some((seconds, Err(_))) if self.stop.is_wished() => (State::Cancelled, *seconds, None),
            Some((seconds, Err(problem))) => (State::Failed, *seconds, Some(problem.clone())),
        };
        Told {
            id: self.id,
            case: self.case.clone(),
            analysis: self.analysis,
            state,
            doing: progress.doing.clone(),
            seconds: (seconds * 1000.0).round() / 1000.0,
            problem,
        }
    }

    /// The result, where it is there.
    pub(crate) fn result(&self) -> Result<Arc<String>, Problem> {
        match &self.progress.borrow().end {
            Some((_, end)) => end.clone(),
            None => Err(Problem::new(axum::http::StatusCode::CONFLICT, "the job is still running")),
        }
    }

    /// Asks it to stop.
    pub(crate) fn cancel(&self) {
        self.stop.now();
    }

    /// Told of every change from now on.
    pub(crate) fn watch(&self) -> Watch {
        Watch(self.progress.subscribe())
    }
}

/// Waits for changes of a job.
pub(crate) struct Watch(watch::Receiver<Progress>);

impl Watch {
    /// Waits for the next change; false where there will be none.
    pub(crate) async fn next(&mut self) -> bool {
        self.0.changed().await.is_ok()
    }
}

/// All jobs.
#[derive(Debug, Default)]
pub(crate) struct Jobs {
    all: Mutex<(u64, VecDeque<Arc<Job>>)>,
}

impl Jobs {
    fn lock(&self) -> std::sync::MutexGuard<'_, (u64, VecDeque<Arc<Job>>)> {
        self.all.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A job by its number.
    pub(crate) fn get(&self, id: u64) -> Result<Arc<Job>, Problem> {
        let found = self.lock().1.iter().find(|job| job.id == id).map(Arc::clone);
        found.ok_or_else(|| Problem::missing(&format!("job {id}")))
    }

    /// All jobs, the last first.
    pub(crate) fn list(&self) -> Vec<Told> {
        self.lock().1.iter().rev().map(|job| job.told()).collect()
    }

    /// Asks all to stop.
    pub(crate) fn cancel_all(&self) {
        self.lock().1.iter().for_each(|job| job.cancel());
    }

    /// Begins one.
    pub(crate) fn begin(app: &Arc<App>, case: String, asking: Asking) -> Result<Arc<Job>, Problem> {
        let limits = asking.common()?.limits()?;
        let job = app.jobs.add(case, asking.analysis)?;
        let (app, running) = (Arc::clone(app), Arc::clone(&job));
        tokio::spawn(async move {
            let hearing = Arc::clone(&running);
            let hear = move |doing: &str| {
                hearing.progress.send_modify(|progress| doing.clone_into(&mut progress.doing));
            };
            let work = move |budget: &detente_settle::budget::Budget<'_>| asking.answer(budget);
            let end = app.workers.until(running.stop.clone(), limits, hear, work).await.map(Arc::new);
            let seconds = running.begun.elapsed().as_secs_f64();
            running.progress.send_modify(|progress| progress.end = Some((seconds, end)));
        });
        Ok(job)
    }

    fn add(&self, case: String, analysis: Analysis) -> Result<Arc<Job>, Problem> {
        let mut all = self.lock();
        let running = all.1.iter().filter(|job| job.progress.borrow().end.is_none()).count();
        if running >= AT_ONCE {
            return Err(Problem::new(
                axum::http::StatusCode::TOO_MANY_REQUESTS,
                format!("{AT_ONCE} jobs run already; wait for one, or cancel one"),
            ));
        }
        all.0 += 1;
        let progress = Progress { doing: "waiting for a thread".to_owned(), end: None };
        let job = Arc::new(Job {
            id: all.0,
            case,
            analysis,
            begun: Instant::now(),
            stop: Stop::default(),
            progress: watch::Sender::new(progress),
        });
        all.1.push_back(Arc::clone(&job));
        while all.1.len() > KEPT {
            let finished = all.1.iter().position(|job| job.progress.borrow().end.is_some());
            let Some(finished) = finished else { break };
            all.1.remove(finished);
        }
        Ok(job)
    }
}
