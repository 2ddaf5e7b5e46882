//! One number over time: what was declared, and what was notified since.

use std::collections::VecDeque;

use detente_instrument::period::Date;

use crate::act::Quantity;

/// What happens to a number on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// It changes by so many.
    Change(i64),
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
    /// Notes what the act `sequence` does on a day. At the end of the series it
    /// is entered at once; in its past it waits for [`Series::settle`].
    pub(crate) fn add(&mut self, on: Date, sequence: u32, step: Step) {
        let point = Point { on, step, sequence, after: None };
        if self.waiting.is_empty() && self.points.last().is_none_or(|last| rank(last) <= rank(&point)) {
            self.points.push(point);
            self.recompute(self.points.len() - 1);
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
            later.extend(standing.filter_map(|each| {
                Some(Point { on: each.on, step: each.step?, sequence: each.sequence, after: None })
            }));
        }
        later.sort_by_key(rank);
        self.points.append(&mut later);
        self.recompute(from);
    }

    fn recompute(&mut self, from: usize) {
        let mut level = from.checked_sub(1).and_then(|at| self.points.get(at)).and_then(|point| point.after);
        for point in self.points.iter_mut().skip(from) {
            level = match (point.step, level) {
                (Step::Set(quantity), _) => Some(Level { quantity, declared: point.on }),
                (Step::Change(by), Some(Level { quantity: Quantity::Number(number), declared })) => {
                    Some(Level { quantity: Quantity::Number(number.saturating_add(by)), declared })
                }
                (Step::Change(_), level) => level,
            };
            point.after = level;
        }
    }

    /// What is known of the number at the end of a day.
    #[must_use]
    pub fn at(&self, day: Date) -> Option<Level> {
        let after = self.points.partition_point(|each| each.on <= day);
        self.points.get(after.checked_sub(1)?)?.after
    }

    /// Since when, at the end of a day, it has been what it is, where the figure
    /// was given again unchanged.
    #[must_use]
    pub(crate) fn since(&self, day: Date) -> Option<Date> {
        let after = self.points.partition_point(|each| each.on <= day);
        let mut back = self.points.get(..after)?.iter().rev();
        let last = back.next()?;
        let quantity = last.after?.quantity;
        let same = back.take_while(|point| point.after.is_some_and(|level| level.quantity == quantity));
        Some(same.last().map_or(last.on, |first| first.on))
    }

    /// How many of the number at the end of a day came when, in no order. Where
    /// it fell, those left that came first (`first_out`), or those that came
    /// last; a figure given again brings nobody. A number below zero stands as
    /// one part.
    #[must_use]
    pub(crate) fn arrivals(&self, day: Date, first_out: bool) -> Vec<(Date, i64)> {
        let mut here: VecDeque<(Date, i64)> = VecDeque::new();
        let mut held = 0_i64;
        for point in self.points.iter().take_while(|point| point.on <= day) {
            let Some(Level { quantity: Quantity::Number(number), .. }) = point.after else {
                here.clear();
                held = 0;
                continue;
            };
            let mut gone = held.saturating_sub(number);
            if gone < 0 {
                here.push_back((point.on, gone.saturating_neg()));
            }
            while gone > 0 {
                let next = if first_out { here.front_mut() } else { here.back_mut() };
                match next {
                    Some((_, count)) if *count > gone => {
                        *count -= gone;
                        gone = 0;
                    }
                    Some((_, count)) => {
                        gone -= *count;
                        if first_out {
                            here.pop_front()
                        } else {
                            here.pop_back()
                        };
                    }
                    None => {
                        here.push_back((point.on, gone.saturating_neg()));
                        gone = 0;
                    }
                }
            }
            held = number;
        }
        here.into()
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
