//! One number over time: what was declared, and what was notified since.

use std::collections::VecDeque;

use detente_instrument::period::Date;

use crate::act::Quantity;

/// What happens to a number on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// It changes by so many.
    Change(i64),
    /// A part of it changes by so many, and it does with it.
    Within(i64),
    /// It is declared. On one day, changes come first: a declaration holds as
    /// of the end of its day.
    Set(Quantity),
}

/// What is known of a number on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Level {
    /// The number.
    pub quantity: Quantity,
    /// The day of the declaration that it rests on.
    pub declared: Date,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Point {
    on: Date,
    step: Step,
    sequence: u32,
    /// What holds from here on; `None` before the first declaration.
    after: Option<Level>,
    /// While no number is known: how many there are at least by what was notified of
    /// itself, whatever there was before.
    gained: i64,
}

impl Point {
    fn new(on: Date, sequence: u32, step: Step) -> Self {
        Self { on, step, sequence, after: None, gained: 0 }
    }
}

/// What an act does to a number out of its turn, not entered yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Waiting {
    on: Date,
    sequence: u32,
    /// `None` takes back all that the act did on that day.
    step: Option<Step>,
}

/// A number over time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Series {
    /// In order of [`rank`].
    points: Vec<Point>,
    /// In order of entry.
    waiting: Vec<Waiting>,
}

fn rank(point: &Point) -> (Date, bool, u32) {
    (point.on, matches!(point.step, Step::Set(_)), point.sequence)
}

impl Series {
    /// Enters what the act `sequence` does on a day, where nothing waits: in time
    /// linear in what comes after it until the next declaration.
    pub(crate) fn insert(&mut self, on: Date, sequence: u32, step: Step) {
        let point = Point::new(on, sequence, step);
        let at = match self.points.last() {
            Some(last) if rank(last) > rank(&point) => {
                self.points.partition_point(|each| rank(each) <= rank(&point))
            }
            _ => self.points.len(),
        };
        self.points.insert(at, point);
        let next = self.points.iter().skip(at + 1).position(|each| matches!(each.step, Step::Set(_)));
        self.recompute(at, next.map_or(self.points.len(), |next| at + 1 + next));
    }

    /// Notes what the act `sequence` does on a day. At the end of the series it
    /// is entered at once; in its past it waits for [`Series::settle`].
    pub(crate) fn add(&mut self, on: Date, sequence: u32, step: Step) {
        let point = Point::new(on, sequence, step);
        if self.waiting.is_empty() && self.points.last().is_none_or(|last| rank(last) <= rank(&point)) {
            self.points.push(point);
            self.recompute(self.points.len() - 1, self.points.len());
        } else {
            self.waiting.push(Waiting { on, sequence, step: Some(step) });
        }
    }

    /// Notes that what the act `sequence` did on a day is taken back.
    pub(crate) fn remove(&mut self, on: Date, sequence: u32) {
        self.waiting.push(Waiting { on, sequence, step: None });
    }

    /// Enters whatever waits, all together in time linear in the series but for
    /// the sorting of what waits. Until then nothing else may be asked.
    pub(crate) fn settle(&mut self) {
        let mut waiting = std::mem::take(&mut self.waiting);
        let Some(first) = waiting.iter().map(|each| each.on).min() else { return };
        let key = |each: &Waiting| (each.on, each.sequence);
        waiting.sort_by_key(key);
        let from = self.points.partition_point(|each| each.on < first);
        let mut later = self.points.split_off(from);
        let taken_back = |point: &Point| {
            let of_act = waiting.partition_point(|each| key(each) < (point.on, point.sequence));
            let of_act = waiting.get(of_act..).unwrap_or_default().iter();
            of_act.take_while(|each| key(each) == (point.on, point.sequence)).any(|each| each.step.is_none())
        };
        later.retain(|point| !taken_back(point));
        for of_act in waiting.chunk_by(|one, other| key(one) == key(other)) {
            let last = of_act.iter().rposition(|each| each.step.is_none()).map_or(0, |at| at + 1);
            let standing = of_act.get(last..).unwrap_or_default().iter();
            later.extend(standing.filter_map(|each| Some(Point::new(each.on, each.sequence, each.step?))));
        }
        later.sort_by_key(rank);
        self.points.append(&mut later);
        self.recompute(from, self.points.len());
    }

    fn recompute(&mut self, from: usize, to: usize) {
        let before = from.checked_sub(1).and_then(|at| self.points.get(at));
        let (mut level, mut gained) = before.map_or((None, 0), |point| (point.after, point.gained));
        for point in self.points.iter_mut().take(to).skip(from) {
            let known = level.is_some_and(|level| matches!(level.quantity, Quantity::Number(_)));
            gained = match point.step {
                // There are no fewer than none to begin with.
                Step::Change(by) if !known => gained.saturating_add(by).max(0),
                // Those that left may have been any.
                Step::Within(by) if !known => gained.saturating_add(by.min(0)).max(0),
                _ => 0,
            };
            level = match (point.step, level) {
                (Step::Set(quantity), _) => Some(Level { quantity, declared: point.on }),
                (
                    Step::Change(by) | Step::Within(by),
                    Some(Level { quantity: Quantity::Number(number), declared }),
                ) => Some(Level { quantity: Quantity::Number(number.saturating_add(by)), declared }),
                (Step::Change(_) | Step::Within(_), level) => level,
            };
            (point.after, point.gained) = (level, gained);
        }
    }

    /// What is known of the number at the end of a day.
    #[must_use]
    pub fn at(&self, day: Date) -> Option<Level> {
        let after = self.points.partition_point(|each| each.on <= day);
        self.points.get(after.checked_sub(1)?)?.after
    }

    /// What was declared last by the end of a day, and what is known of the number
    /// then with what was notified since.
    pub(crate) fn declared_at(&self, day: Date) -> Option<(Quantity, Level)> {
        let after = self.points.partition_point(|each| each.on <= day);
        let known = self.points.get(..after)?;
        let level = known.last()?.after?;
        let declared = known.iter().rev().find_map(|point| match point.step {
            Step::Set(quantity) => Some(quantity),
            Step::Change(_) | Step::Within(_) => None,
        });
        Some((declared?, level))
    }

    /// While no number is known: how many there are at least at the end of a day, by
    /// what was notified of itself.
    #[must_use]
    pub fn gained(&self, day: Date) -> i64 {
        let after = self.points.partition_point(|each| each.on <= day);
        after.checked_sub(1).and_then(|at| self.points.get(at)).map_or(0, |point| point.gained)
    }

    /// The days on which it may change, in order, with repetitions.
    pub fn days(&self) -> impl Iterator<Item = Date> {
        self.points.iter().map(|point| point.on)
    }

    /// Every step with its day, the act that it is from, and what holds after it, in order.
    pub(crate) fn levels(&self) -> impl Iterator<Item = (Date, u32, Step, Option<Level>)> {
        self.points.iter().map(|point| (point.on, point.sequence, point.step, point.after))
    }

    /// Every step with its day, the act that it is from, and what held before it, in order.
    pub fn steps(&self) -> impl Iterator<Item = (Date, u32, Step, Option<Level>)> {
        let before = std::iter::once(None).chain(self.points.iter().map(|point| point.after));
        self.points.iter().zip(before).map(|(point, before)| (point.on, point.sequence, point.step, before))
    }
}

/// A walk along a series: since when a number has been what it is, and how many of
/// it came when, for days that mostly follow each other. Where the number fell,
/// those left that came first, or those that came last; a figure given again
/// brings nobody. A number below zero stands as one part.
#[derive(Clone, Debug, Default)]
pub(crate) struct Walk {
    /// How many points lie behind.
    passed: usize,
    /// The day that was gone to.
    on: Option<Date>,
    /// The number and since when it has been that.
    since: Option<(Quantity, Date)>,
    held: i64,
    /// Who is here if those that came first left first.
    first_out: VecDeque<(Date, i64)>,
    /// Who is here if those that came last left first.
    last_out: VecDeque<(Date, i64)>,
}

impl Walk {
    /// Goes to the end of a day. Those that came on days of which `settled` says
    /// that it no longer matters when it was are taken together; what it says of a
    /// day it says of every day before, and of every later day to which one goes.
    pub(crate) fn go(&mut self, series: &Series, day: Date, settled: impl Fn(Date) -> bool) {
        let reach = series.points.partition_point(|each| each.on <= day);
        // Who came when was taken together as of a later day.
        if self.on.is_some_and(|on| day < on) {
            *self = Self::default();
        }
        self.on = Some(day);
        for point in series.points.get(self.passed..reach).unwrap_or_default() {
            self.pass(point);
        }
        self.passed = reach;
        for here in [&mut self.first_out, &mut self.last_out] {
            while let [Some((_, one)), Some((second, other))] = [here.front().copied(), here.get(1).copied()]
                && settled(second)
            {
                here.pop_front();
                here.pop_front();
                here.push_front((second, one.saturating_add(other)));
            }
        }
    }

    fn pass(&mut self, point: &Point) {
        let quantity = point.after.map(|level| level.quantity);
        self.since = quantity.map(|quantity| match self.since {
            Some((before, since)) if before == quantity => (quantity, since),
            _ => (quantity, point.on),
        });
        let Some(Quantity::Number(number)) = quantity else {
            self.first_out.clear();
            self.last_out.clear();
            self.held = 0;
            return;
        };
        let gone = self.held.saturating_sub(number);
        change(&mut self.first_out, point.on, gone, VecDeque::front_mut, VecDeque::pop_front);
        change(&mut self.last_out, point.on, gone, VecDeque::back_mut, VecDeque::pop_back);
        self.held = number;
    }

    /// Since when the number has been what it is, where the figure was given again
    /// unchanged.
    pub(crate) fn since(&self) -> Option<Date> {
        self.since.map(|(_, since)| since)
    }

    /// How many came when, if those that came first left first (`first_out`), or
    /// those that came last did.
    pub(crate) fn arrivals(&self, first_out: bool) -> impl Iterator<Item = (Date, i64)> {
        if first_out { self.first_out.iter() } else { self.last_out.iter() }.copied()
    }
}

/// One of several that came on a day.
type Arrival = (Date, i64);

/// Lets so many go, or come where it is below zero.
fn change(
    here: &mut VecDeque<Arrival>,
    on: Date,
    mut gone: i64,
    next: fn(&mut VecDeque<Arrival>) -> Option<&mut Arrival>,
    pop: fn(&mut VecDeque<Arrival>) -> Option<Arrival>,
) {
    while gone > 0 {
        match next(here) {
            Some((_, count)) if *count > gone => {
                *count -= gone;
                return;
            }
            Some((_, count)) => {
                gone -= *count;
                pop(here);
            }
            None => break,
        }
    }
    if gone != 0 {
        match here.back_mut().filter(|(day, _)| *day == on) {
            Some((_, count)) => *count = count.saturating_sub(gone),
            None => here.push_back((on, gone.saturating_neg())),
        }
    }
}
