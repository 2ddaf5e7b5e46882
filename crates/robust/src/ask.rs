//! What knowing more would be worth: the next question.
//!
//! For each unknown the *expected value of partial perfect information* (EVPPI,
//! Raiffa and Schlaifer 1961): how much better the best package would do on
//! average if the unknown were known before choosing, than the package that does
//! best without knowing. Two measures of doing well: the share of draws in which
//! all accept, and the least share of possible gain.
//!
//! Draws are sorted into bins by the unknown's value. The best package of a bin is
//! chosen on one half of the replicates and valued on the other, and the other way
//! round, so that chance finds no value where there is none; bins of some width
//! give a little less than the whole value.

use std::collections::BTreeMap;

use detente_case::package::{Package, PartyIndex};
use detente_settle::budget::Budget;

use crate::answers::{Figure, Request};
use crate::candidates::{Candidate, Pilot, candidates};
use crate::draw::{REPLICATES, Source};
use crate::evaluate::ONE;
use crate::model::{Disputed, Draw, Model, ModelError};
use crate::region::Unknown;
use crate::sample::{Run, Samples, Sums};
use crate::work::Work;

/// Something that is not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Open {
    /// Which alternative holds.
    Alternative,
    /// Whether a red line stands.
    RedLine(Disputed),
    /// A number of a party.
    Number(PartyIndex, Unknown),
}

/// Unknowns ranked by what resolving them is worth.
#[derive(Clone, Debug)]
pub struct Ask {
    /// Seed of the draws.
    pub seed: u64,
    /// Draws made.
    pub draws: u64,
    /// Whether a limit or the user stopped the work.
    pub stopped: bool,
    /// The packages among which is chosen.
    pub packages: Vec<Package>,
    /// The package accepted by all in most draws, by position, and in how many.
    pub best: (usize, Figure),
    /// The package with the largest mean least share of gain, and that share.
    pub best_gain: (usize, Figure),
    /// The unknowns, worth most first.
    pub unknowns: Vec<Worth>,
    /// Pairs of the unknowns worth most, worth most first.
    pub pairs: Vec<Pair>,
}

/// What resolving one unknown is worth.
#[derive(Clone, Debug)]
pub struct Worth {
    /// The unknown.
    pub open: Open,
    /// Its least and greatest value in the pilot draws.
    pub range: (f64, f64),
    /// Expected rise of the share of draws in which all accept.
    pub accepted: Figure,
    /// Expected rise of the least share of possible gain.
    pub gain: Figure,
    /// The share in which all accept the best package where the unknown is in its
    /// lowest part, and where it is in its highest: the bars of a tornado.
    pub tornado: (f64, f64),
    /// Where another package than the best is accepted by all in more draws.
    pub flips: Vec<Flip>,
}

/// A part of an unknown's range in which another package does better.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Flip {
    /// From this value on; the least where it is the first part.
    pub from: f64,
    /// Up to this value.
    pub to: f64,
    /// Whether the part reaches down to the least and up to the greatest value.
    pub ends: (bool, bool),
    /// The package accepted by all in most draws there, by position.
    pub package: usize,
    /// In how many, at the part's lower end.
    pub share: f64,
    /// In how many the best package of all is, there.
    pub instead_of: f64,
}

/// What resolving two unknowns together is worth.
#[derive(Clone, Debug)]
pub struct Pair {
    /// The two.
    pub open: [Open; 2],
    /// Expected rise of the share of draws in which all accept.
    pub accepted: Figure,
    /// Expected rise of the least share of possible gain.
    pub gain: Figure,
}

/// Bins of one unknown.
const BINS: usize = 16;
/// Bins of each of two.
const PAIR_BINS: usize = 6;
/// Unknowns that are paired.
const PAIRED: usize = 6;
/// Packages among which is chosen.
const PACKAGES: usize = 32;

/// Values an unknown has, cut into parts.
#[derive(Clone, Debug)]
struct Cut {
    open: Open,
    /// By alternative: the coordinate or red line, where the unknown is one there.
    places: Vec<Option<usize>>,
    /// Ends of all bins but the last.
    edges: Vec<f64>,
    range: (f64, f64),
}

impl Cut {
    /// The unknown's value in a draw.
    fn value(&self, model: &Model<'_>, draw: &Draw) -> Option<f64> {
        let place = *self.places.get(draw.world)?;
        match self.open {
            Open::Alternative => Some(draw.world as f64),
            Open::RedLine(_) => Some(f64::from(u8::from(*draw.standing.get(place?)?))),
            Open::Number(_, unknown) => {
                let at = place?;
                let region = &model.worlds[draw.world].coordinates[at];
                Some(region.number(unknown, &draw.valuation.coordinates[at], &draw.parties[at]))
            }
        }
    }

    fn bins(&self) -> usize {
        // The last is for draws in whose alternative it is no unknown.
        self.edges.len() + 2
    }

    fn bin(&self, value: Option<f64>) -> usize {
        value.map_or(self.edges.len() + 1, |value| self.edges.partition_point(|edge| *edge <= value))
    }
}

/// All that is not known, cut by what the pilot draws had.
fn cuts(model: &Model<'_>, pilot: &Pilot, bins: usize) -> Vec<Cut> {
    let worlds = model.worlds.len();
    let mut places: BTreeMap<Open, Vec<Option<usize>>> = BTreeMap::new();
    if worlds > 1 {
        places.insert(Open::Alternative, vec![None; worlds]);
    }
    for (at, world) in model.worlds.iter().enumerate() {
        let lines = world.disputed.iter().enumerate().map(|(line, &each)| (Open::RedLine(each), line));
        let numbers = world.coordinates.iter().enumerate().flat_map(|(coordinate, region)| {
            let open = move |&unknown: &Unknown| (Open::Number(region.party, unknown), coordinate);
            region.unknowns().iter().map(open)
        });
        for (open, place) in lines.chain(numbers) {
            places.entry(open).or_insert_with(|| vec![None; worlds])[at] = Some(place);
        }
    }
    let cut = |(open, places): (Open, Vec<Option<usize>>)| {
        let mut cut = Cut { open, places, edges: Vec::new(), range: (0.0, 0.0) };
        let mut values: Vec<f64> =
            pilot.draws.iter().filter_map(|(draw, _)| cut.value(model, draw)).collect();
        values.sort_unstable_by(f64::total_cmp);
        cut.range = (values.first().copied().unwrap_or(0.0), values.last().copied().unwrap_or(0.0));
        cut.edges = match open {
            Open::Alternative => (1..worlds).map(|world| world as f64 - 0.5).collect(),
            Open::RedLine(_) => vec![0.5],
            Open::Number(..) => {
                (1..bins).filter_map(|bin| values.get(bin * values.len() / bins).copied()).collect()
            }
        };
        cut.edges.dedup();
        cut
    };
    places.into_iter().map(cut).collect()
}

/// How the parts of [`Binned`] are laid out.
#[derive(Clone, Debug)]
struct Layout<'a> {
    model: &'a Model<'a>,
    packages: usize,
    cuts: &'a [Cut],
    /// What draws are sorted by: one cut, or two.
    tables: Vec<(usize, Option<usize>)>,
    /// Where the bins of each table begin.
    starts: Vec<usize>,
    bins: usize,
}

impl<'a> Layout<'a> {
    fn new(
        model: &'a Model<'a>,
        packages: usize,
        cuts: &'a [Cut],
        tables: Vec<(usize, Option<usize>)>,
    ) -> Self {
        let mut bins = 0;
        let mut starts = Vec::new();
        for &(one, other) in &tables {
            starts.push(bins);
            bins += cuts[one].bins() * other.map_or(1, |other| cuts[other].bins());
        }
        Self { model, packages, cuts, tables, starts, bins }
    }

    fn range(&self, table: usize) -> std::ops::Range<usize> {
        self.starts[table]..self.starts.get(table + 1).copied().unwrap_or(self.bins)
    }
}

/// Sums by bin and package over the draws of one replicate.
#[derive(Clone, Debug)]
struct Binned<'a> {
    layout: &'a Layout<'a>,
    draws: Vec<u64>,
    accepted: Vec<u64>,
    gain: Vec<u64>,
    /// Over all draws, by package.
    whole: (u64, Vec<u64>, Vec<u64>),
    at: Vec<usize>,
}

impl<'a> Binned<'a> {
    fn new(layout: &'a Layout<'a>) -> Self {
        let cells = layout.bins * layout.packages;
        let whole = (0, vec![0; layout.packages], vec![0; layout.packages]);
        let (draws, accepted, gain) = (vec![0; layout.bins], vec![0; cells], vec![0; cells]);
        Self { layout, draws, accepted, gain, whole, at: Vec::new() }
    }

    /// Sums of a measure, by bin and package.
    fn sums(&self, measure: Measure) -> &[u64] {
        match measure {
            Measure::Accepted => &self.accepted,
            Measure::Gain => &self.gain,
        }
    }

    fn whole(&self, measure: Measure) -> &[u64] {
        match measure {
            Measure::Accepted => &self.whole.1,
            Measure::Gain => &self.whole.2,
        }
    }
}

impl Sums for Binned<'_> {
    fn add(&mut self, samples: &Samples<'_>) {
        let layout = self.layout;
        let rows = &samples.judged.rows;
        for (lane, (draw, _)) in samples.draws.iter().enumerate() {
            self.at.clear();
            self.at.extend(layout.cuts.iter().map(|cut| cut.bin(cut.value(layout.model, draw))));
            for (&(one, other), start) in layout.tables.iter().zip(&layout.starts) {
                let within = other
                    .map_or(self.at[one], |other| self.at[one] * layout.cuts[other].bins() + self.at[other]);
                let bin = start + within;
                self.draws[bin] += 1;
                let cells = bin * layout.packages..(bin + 1) * layout.packages;
                let sums = self.accepted[cells.clone()].iter_mut().zip(&mut self.gain[cells]);
                for ((accepted, gain), row) in sums.zip(rows) {
                    *accepted += u64::from(row.all >> lane & 1);
                    *gain += u64::from(row.gain[lane]);
                }
            }
        }
        self.whole.0 += samples.draws.len() as u64;
        for ((accepted, gain), row) in self.whole.1.iter_mut().zip(&mut self.whole.2).zip(rows) {
            *accepted += u64::from(row.all.count_ones());
            *gain += row.gained;
        }
    }

    fn merge(&mut self, other: Self) {
        let add =
            |into: &mut [u64], from: &[u64]| into.iter_mut().zip(from).for_each(|(sum, part)| *sum += part);
        add(&mut self.draws, &other.draws);
        add(&mut self.accepted, &other.accepted);
        add(&mut self.gain, &other.gain);
        self.whole.0 += other.whole.0;
        add(&mut self.whole.1, &other.whole.1);
        add(&mut self.whole.2, &other.whole.2);
    }
}

/// What doing well means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Measure {
    Accepted,
    Gain,
}

impl Measure {
    /// Units in one.
    fn unit(self) -> f64 {
        match self {
            Self::Accepted => 1.0,
            Self::Gain => f64::from(ONE),
        }
    }
}

/// Ranks what is not known by what knowing it is worth.
///
/// # Errors
///
/// [`ModelError::Stopped`] where not even the pilot draws could be made.
pub fn ask(model: &Model<'_>, request: &Request, budget: &Budget<'_>) -> Result<Ask, ModelError> {
    let work = Work { threads: request.threads, control: budget.control, labels: budget.labels };
    let source = Source::new(request.method, request.seed, model.dimensions(), 2 * REPLICATES);
    budget.notify.say("drawing for the packages to choose among");
    let pilot = Pilot::new(model, &source, &work);
    if pilot.draws.is_empty() {
        return Err(ModelError::Stopped(detente_space::compile::Stopped::Cancelled));
    }
    let (mut found, _) = candidates(model, &pilot, &request.named, request.candidates, &work);
    found.truncate(PACKAGES);
    let each = u32::try_from(request.draws.div_ceil(REPLICATES as u64)).unwrap_or(1 << 31).clamp(1, 1 << 31);
    budget.notify.say("valuing each unknown");
    let fine = cuts(model, &pilot, BINS);
    let layout = Layout::new(model, found.len(), &fine, (0..fine.len()).map(|cut| (cut, None)).collect());
    let (sums, finished) = run(&layout, &source, &found, each, &work);
    let mut unknowns: Vec<(usize, Worth)> =
        (0..fine.len()).map(|at| (at, worth(&layout, &sums, at))).collect();
    unknowns.sort_by(|(one, worth), (other, other_worth)| {
        let level = |worth: &Worth| worth.accepted.value.max(worth.gain.value);
        level(other_worth).total_cmp(&level(worth)).then_with(|| one.cmp(other))
    });
    let mut ask = Ask {
        seed: request.seed,
        draws: sums.iter().map(|sums| sums.whole.0).sum(),
        stopped: !finished,
        packages: found.iter().map(|candidate| candidate.package.clone()).collect(),
        best: best(&sums, Measure::Accepted),
        best_gain: best(&sums, Measure::Gain),
        unknowns: Vec::new(),
        pairs: Vec::new(),
    };
    if finished {
        budget.notify.say("valuing pairs of unknowns");
        let coarse = cuts(model, &pilot, PAIR_BINS);
        let first: Vec<usize> = unknowns.iter().take(PAIRED).map(|(at, _)| *at).collect();
        let pairs = |(at, &one): (usize, &usize)| {
            first[at + 1..].iter().map(move |&other| (one, Some(other))).collect::<Vec<_>>()
        };
        let tables: Vec<_> = first.iter().enumerate().flat_map(pairs).collect();
        let layout = Layout::new(model, found.len(), &coarse, tables);
        let (sums, finished) = run(&layout, &source, &found, each, &work);
        ask.stopped |= !finished;
        if finished {
            ask.pairs = layout
                .tables
                .iter()
                .enumerate()
                .filter_map(|(table, &(one, other))| {
                    Some(Pair {
                        open: [coarse[one].open, coarse[other?].open],
                        accepted: information(&layout, &sums, table, Measure::Accepted),
                        gain: information(&layout, &sums, table, Measure::Gain),
                    })
                })
                .collect();
            let level = |pair: &Pair| pair.accepted.value.max(pair.gain.value);
            ask.pairs.sort_by(|one, other| {
                level(other).total_cmp(&level(one)).then_with(|| one.open.cmp(&other.open))
            });
        }
    }
    ask.unknowns = unknowns.into_iter().map(|(_, worth)| worth).collect();
    Ok(ask)
}

fn run<'a>(
    layout: &'a Layout<'a>,
    source: &Source,
    found: &[Candidate],
    each: u32,
    work: &Work<'_>,
) -> (Vec<Binned<'a>>, bool) {
    let sums = (0..REPLICATES).map(|_| Binned::new(layout)).collect();
    let mut run = Run { model: layout.model, source, candidates: found, work, sums, drawn: 0 };
    let finished = run.extend(each, || Binned::new(layout));
    (run.sums, finished)
}

/// The package that does best over all draws; of equal ones the first.
fn best(sums: &[Binned<'_>], measure: Measure) -> (usize, Figure) {
    let total = |package: usize| sums.iter().map(|sums| sums.whole(measure)[package]).sum::<u64>();
    let packages = sums.first().map_or(0, |sums| sums.layout.packages);
    let best = largest((0..packages).map(total));
    let each = sums.iter().map(|sums| {
        let sum = sums.whole(measure).get(best).copied().unwrap_or(0);
        (sum as f64 / measure.unit(), sums.whole.0)
    });
    (best, Figure::new(each))
}

/// The position of the largest number; of equal ones the first.
fn largest(numbers: impl Iterator<Item = u64>) -> usize {
    let best = numbers
        .enumerate()
        .fold((0, 0), |best, (at, number)| if number > best.1 { (at, number) } else { best });
    best.0
}

fn worth(layout: &Layout<'_>, sums: &[Binned<'_>], at: usize) -> Worth {
    let cut = &layout.cuts[at];
    let (tornado, flips) = shares(layout, sums, at);
    Worth {
        open: cut.open,
        range: cut.range,
        accepted: information(layout, sums, at, Measure::Accepted),
        gain: information(layout, sums, at, Measure::Gain),
        tornado,
        flips,
    }
}

/// The expected value of knowing in which bin of a table a draw lies.
fn information(layout: &Layout<'_>, sums: &[Binned<'_>], table: usize, measure: Measure) -> Figure {
    let packages = layout.packages;
    if packages == 0 {
        return Figure::default();
    }
    let bins = layout.range(table);
    let mut of_replicate = vec![(0.0, 0); sums.len()];
    for half in 0..2 {
        let chosen_on =
            || sums.iter().enumerate().filter(move |(at, _)| at % 2 == half).map(|(_, sums)| sums);
        let total = |cell: usize| chosen_on().map(|sums| sums.sums(measure)[cell]).sum::<u64>();
        let overall = |package: usize| chosen_on().map(|sums| sums.whole(measure)[package]).sum::<u64>();
        let without = largest((0..packages).map(overall));
        let with: Vec<usize> = bins
            .clone()
            .map(|bin| {
                let best = largest((0..packages).map(|package| total(bin * packages + package)));
                // No better than without knowing is no reason to choose otherwise.
                let same = total(bin * packages + without) == total(bin * packages + best);
                if same { without } else { best }
            })
            .collect();
        for (at, sums) in sums.iter().enumerate().filter(|(at, _)| at % 2 != half) {
            let known: u64 = bins
                .clone()
                .zip(&with)
                .map(|(bin, package)| sums.sums(measure)[bin * packages + package])
                .sum();
            let unknown = sums.whole(measure)[without];
            of_replicate[at] = ((known as f64 - unknown as f64) / measure.unit(), sums.whole.0);
        }
    }
    let figure = Figure::new(of_replicate.into_iter());
    // Knowing is never worth less than nothing.
    Figure { value: figure.value.max(0.0), error: figure.error }
}

/// Shares in the lowest and the highest bin, and where another package does better.
fn shares(layout: &Layout<'_>, sums: &[Binned<'_>], at: usize) -> ((f64, f64), Vec<Flip>) {
    let cut = &layout.cuts[at];
    let packages = layout.packages;
    if packages == 0 {
        return ((0.0, 0.0), Vec::new());
    }
    let (overall, _) = best(sums, Measure::Accepted);
    // The last bin holds draws in which it is no unknown.
    let bins: Vec<usize> = layout.range(at).take(cut.bins() - 1).collect();
    let draws = |bin: usize| sums.iter().map(|sums| sums.draws[bin]).sum::<u64>();
    let accepted = |bin: usize, package: usize| {
        sums.iter().map(|sums| sums.accepted[bin * packages + package]).sum::<u64>()
    };
    let share = |bin: usize, package: usize| match draws(bin) {
        0 => 0.0,
        draws => accepted(bin, package) as f64 / draws as f64,
    };
    let filled: Vec<usize> = bins.iter().copied().filter(|&bin| draws(bin) > 0).collect();
    let tornado = (
        filled.first().map_or(0.0, |&bin| share(bin, overall)),
        filled.last().map_or(0.0, |&bin| share(bin, overall)),
    );
    let mut flips: Vec<Flip> = Vec::new();
    let mut open = false;
    for (position, &bin) in bins.iter().enumerate() {
        let other = largest((0..packages).map(|package| accepted(bin, package)));
        let difference = Figure::new(sums.iter().map(|sums| {
            let of = |package: usize| sums.accepted[bin * packages + package] as f64;
            (of(other) - of(overall), sums.draws[bin])
        }));
        let beats = other != overall && difference.value > difference.error;
        let from = position.checked_sub(1).map_or(cut.range.0, |before| cut.edges[before]);
        let to = cut.edges.get(position).copied().unwrap_or(cut.range.1);
        match flips.last_mut() {
            Some(last) if beats && open && last.package == other => {
                last.to = to;
                last.ends.1 = position + 1 == bins.len();
            }
            _ if beats => flips.push(Flip {
                from,
                to,
                ends: (position == 0, position + 1 == bins.len()),
                package: other,
                share: share(bin, other),
                instead_of: share(bin, overall),
            }),
            _ => {}
        }
        open = beats;
    }
    (tornado, flips)
}
