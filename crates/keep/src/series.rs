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

/// A number over time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Series {
    points: Vec<Point>,
}

fn rank(point: &Point) -> (Date, bool, u32) {
    (point.on, matches!(point.step, Step::Set(_)), point.sequence)
}

impl Series {
    /// Adds what the act `sequence` does on a day. At the end of the series this
    /// takes constant time, in its past time linear in what comes after.
    pub fn add(&mut self, on: Date, sequence: u32, step: Step) {
        let point = Point { on, step, sequence, after: None };
        let at = match self.points.last() {
            Some(last) if rank(last) > rank(&point) => {
                self.points.partition_point(|each| rank(each) <= rank(&point))
            }
            _ => self.points.len(),
        };
        self.points.insert(at, point);
        self.recompute(at);
    }

    /// Takes back what the act `sequence` did on a day.
    pub fn remove(&mut self, on: Date, sequence: u32) {
        let from = self.points.partition_point(|each| each.on < on);
        let mut first = None;
        let mut at = from;
        while self.points.get(at).is_some_and(|each| each.on == on) {
            if self.points.get(at).is_some_and(|each| each.sequence == sequence) {
                self.points.remove(at);
                first.get_or_insert(at);
            } else {
                at += 1;
            }
        }
        if let Some(first) = first {
            self.recompute(first);
        }
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

    /// Every step with its day, the act that it is from, and what held before it, in order.
    pub fn steps(&self) -> impl Iterator<Item = (Date, u32, Step, Option<Level>)> {
        let before = std::iter::once(None).chain(self.points.iter().map(|point| point.after));
        self.points.iter().zip(before).map(|(point, before)| (point.on, point.sequence, point.step, before))
    }
}
