//! The run over draws: rounds in which every replicate gets as many more.

use crate::block::{Block, LANES, Sample};
use crate::candidates::{Candidate, sheets};
use crate::draw::{REPLICATES, Source};
use crate::model::Model;
use crate::sheet::{Judged, Sheet};
use crate::staircase::Scratch;
use crate::work::Work;

/// Draws that one task makes at most.
const TASK: u32 = 256;

/// Draws of one alternative with their answers, and what each candidate is in them.
pub(crate) struct Samples<'a> {
    /// Which alternative.
    pub(crate) world: usize,
    /// At most [`LANES`].
    pub(crate) draws: &'a [Sample],
    pub(crate) sheet: &'a Sheet,
    pub(crate) judged: &'a Judged,
}

/// Something that is summed over draws in whole numbers, so that the order of
/// summing does not matter.
pub(crate) trait Sums: Send + Sized {
    /// Adds draws.
    fn add(&mut self, samples: &Samples<'_>);
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
        let sheets = sheets(self.model, self.candidates);
        while self.drawn < upto {
            let count = (upto - self.drawn).min(TASK);
            let from = self.drawn;
            let (model, source, work) = (self.model, self.source, self.work);
            let parts = work.share_out(REPLICATES, |replicate| {
                let mut sums = new();
                let finished = range(model, source, &sheets, work, (replicate, from, count), &mut sums);
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
    sheets: &[Sheet],
    work: &Work<'_>,
    (replicate, from, count): (usize, u32, u32),
    sums: &mut S,
) -> bool {
    let mut stream = source.stream(replicate, from);
    let mut point = Vec::new();
    let (mut next, mut scratch) = (Sample::default(), Scratch::default());
    let (mut block, mut judged) = (Block::default(), Judged::default());
    // By alternative, draws that are not yet added, the first so many.
    let mut waiting: Vec<([Sample; LANES], usize)> = sheets.iter().map(|_| Default::default()).collect();
    let mut add = |world: usize, draws: &[Sample]| {
        let sheet = &sheets[world];
        block.fill(&model.worlds[world], draws.iter());
        sheet.judge(&block, &mut judged);
        sums.add(&Samples { world, draws, sheet, judged: &judged });
    };
    let mut finished = true;
    for at in 0..count {
        if at % 16 == 0 && work.control.is_stopped() {
            finished = false;
            break;
        }
        let (draw, answered) = &mut next;
        stream.next_point(&mut point);
        model.draw(&point, draw);
        let world = draw.world;
        if !answered.answer(&model.worlds[world], draw, work, &mut scratch) {
            finished = false;
            break;
        }
        let (draws, full) = &mut waiting[world];
        std::mem::swap(&mut draws[*full], &mut next);
        *full += 1;
        if *full == LANES {
            add(world, draws);
            *full = 0;
        }
    }
    for (world, (draws, full)) in waiting.iter().enumerate().filter(|(_, (_, full))| *full > 0) {
        add(world, &draws[..*full]);
    }
    finished
}
