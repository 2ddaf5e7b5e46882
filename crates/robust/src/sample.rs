//! The run over draws: rounds in which every replicate gets as many more.

use crate::candidates::Candidate;
use crate::draw::{REPLICATES, Source};
use crate::evaluate::{Answered, Judged};
use crate::model::{Draw, Model};
use crate::staircase::Scratch;
use crate::work::Work;

/// Draws that one task makes at most.
const TASK: u32 = 256;

/// One draw with its answer and what each candidate is in it.
pub(crate) struct Sample<'a> {
    pub(crate) draw: &'a Draw,
    pub(crate) answered: &'a Answered,
    pub(crate) judged: &'a [Judged],
}

/// Something that is summed over draws in whole numbers, so that the order of
/// summing does not matter.
pub(crate) trait Sums: Send + Sized {
    /// Adds a draw.
    fn add(&mut self, sample: &Sample<'_>);
    /// Adds the sums of other draws.
    fn merge(&mut self, other: Self);
}

/// Sums over draws, one entry a replicate.
pub(crate) struct Run<'a, S> {
    pub(crate) model: &'a Model<'a>,
    pub(crate) source: &'a Source,
    pub(crate) candidates: &'a [Candidate],
    pub(crate) work: &'a Work<'a>,
    pub(crate) sums: Vec<S>,
    /// Draws made in each replicate, unless stopped.
    pub(crate) drawn: u32,
}

impl<S: Sums> Run<'_, S> {
    /// Goes on to `upto` draws a replicate; whether it got there.
    pub(crate) fn extend(&mut self, upto: u32, new: impl Fn() -> S + Sync) -> bool {
        while self.drawn < upto {
            let count = (upto - self.drawn).min(TASK);
            let from = self.drawn;
            let (model, source, candidates, work) = (self.model, self.source, self.candidates, self.work);
            let parts = work.share_out(REPLICATES, |replicate| {
                let mut sums = new();
                let finished = range(model, source, candidates, work, (replicate, from, count), &mut sums);
                (sums, finished)
            });
            let mut finished = true;
            for (sums, (part, complete)) in self.sums.iter_mut().zip(parts) {
                sums.merge(part);
                finished &= complete;
            }
            self.drawn += count;
            if !finished {
                return false;
            }
        }
        true
    }
}

/// Adds the draws of one replicate from one index on; whether none is missing.
fn range<S: Sums>(
    model: &Model<'_>,
    source: &Source,
    candidates: &[Candidate],
    work: &Work<'_>,
    (replicate, from, count): (usize, u32, u32),
    sums: &mut S,
) -> bool {
    let mut stream = source.stream(replicate, from);
    let mut point = Vec::new();
    let (mut draw, mut scratch) = (Draw::default(), Scratch::default());
    let mut judged = vec![Judged::default(); candidates.len()];
    for at in 0..count {
        if at % 16 == 0 && work.control.is_stopped() {
            return false;
        }
        stream.next_point(&mut point);
        model.draw(&point, &mut draw);
        let world = &model.worlds[draw.world];
        let Some(answered) = Answered::new(world, &draw, work, &mut scratch) else { return false };
        for (candidate, judged) in candidates.iter().zip(&mut judged) {
            answered.judge(&draw, world, &candidate.views[draw.world], judged);
        }
        sums.add(&Sample { draw: &draw, answered: &answered, judged: &judged });
    }
    true
}
