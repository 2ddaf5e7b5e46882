//! Every package of a diagram with what each party says of it, at the cost of a
//! few additions a package.
//!
//! A threshold that is a sum over issues is not summed anew for each package:
//! the sums of the path so far are kept at every layer, and from one package to
//! the next mostly the last layer alone changes. What is no such sum, or none of
//! 64 bits, is asked of the [`Judge`] package by package.

use detente_case::package::{Choice, Package};

use crate::compile::Stopped;
use crate::control::Control;
use crate::diagram::{Arc, Diagram};
use crate::worth::{Acceptance, Criterion, Judge, Threshold};

/// How many packages are judged between two looks at the control.
const PATIENCE: usize = 1024;

/// Shows every package of `diagram` to `visit`, in ascending order of choices,
/// issue by issue as the diagram orders them, with the sum of its tie keys and
/// what [`Judge::threshold`] of each of `judges` says of it, in their order.
///
/// The last argument of `visit` tells whether any of them says something else than
/// it said of the package before; of the first package it is true.
///
/// `tie[issue][choice]` adds up to the sum of tie keys.
///
/// # Errors
///
/// [`Stopped::Cancelled`] where the control says so.
pub fn each_package(
    judges: &[Judge<'_>],
    diagram: &Diagram,
    tie: &[Vec<i64>],
    control: &Control<'_>,
    mut visit: impl FnMut(&[Choice], i128, &[Acceptance], bool),
) -> Result<(), Stopped> {
    if diagram.is_empty() {
        return Ok(());
    }
    let mut walk = Walk::new(judges, diagram, tie);
    let mut unseen = 0_usize;
    loop {
        if unseen == 0 && control.is_stopped() {
            return Err(Stopped::Cancelled);
        }
        let shown = walk.show(&mut visit);
        unseen = if unseen + shown < PATIENCE { unseen + shown } else { 0 };
        if !walk.advance() {
            return Ok(());
        }
    }
}

/// What of a party's threshold is kept along the path.
enum Screen<'a, 'case> {
    /// Conditions of sure and of possible acceptance, by position among the sums.
    Sums { surely: usize, possibly: usize },
    /// Asked package by package.
    Each(&'a Judge<'case>),
}

/// A path under way.
struct Walk<'a, 'case> {
    diagram: &'a Diagram,
    tie: &'a [Vec<i64>],
    /// For each layer and arc what it adds to each sum, `width` numbers an arc.
    gains: Vec<Vec<i64>>,
    /// Numbers kept at each layer, one a threshold.
    width: usize,
    /// Sums of thresholds before each layer.
    sums: Vec<i64>,
    /// Sums of tie keys before each layer.
    keys: Vec<i128>,
    screens: Vec<Screen<'a, 'case>>,
    accepts: Vec<Acceptance>,
    /// Sums of thresholds of the package shown.
    totals: Vec<i64>,
    /// Whether nothing was shown yet.
    first: bool,
    package: Package,
    /// The arc taken on each layer but the last by its place among all arcs of the
    /// layer, and one past the last arc of its node.
    path: Vec<(usize, usize)>,
    /// The node of the last layer that the path leads to.
    node: usize,
}

impl<'a, 'case> Walk<'a, 'case> {
    fn new(judges: &'a [Judge<'case>], diagram: &'a Diagram, tie: &'a [Vec<i64>]) -> Self {
        let mut thresholds: Vec<&Threshold<'_>> = Vec::new();
        // Whether a formula holds is not known along a path.
        let plain = |threshold: &Threshold<'_>| threshold.bonuses.is_empty() && threshold.fits_word();
        let mut position = |threshold: &'a Threshold<'a>| {
            thresholds.iter().position(|known| *known == threshold).unwrap_or_else(|| {
                thresholds.push(threshold);
                thresholds.len() - 1
            })
        };
        let screens: Vec<_> = judges
            .iter()
            .map(|judge| match judge.criteria() {
                [Criterion::Sum(surely), Criterion::Sum(possibly)] if plain(surely) && plain(possibly) => {
                    Screen::Sums { surely: position(surely), possibly: position(possibly) }
                }
                _ => Screen::Each(judge),
            })
            .collect();
        let width = thresholds.len();
        // Sums fit a word, and so does every part.
        let word = |part: i128| i64::try_from(part).unwrap_or(i64::MAX);
        let gains = diagram
            .layers
            .iter()
            .map(|layer| {
                let of_arc = |arc: &Arc| {
                    let arises = diagram.effects[arc.effect as usize].arises;
                    let choice = arises.then_some(arc.choice);
                    let parts = thresholds.iter().map(|each| word(each.part(layer.issue, choice)));
                    parts.collect::<Vec<_>>()
                };
                layer.arcs.iter().flat_map(of_arc).collect()
            })
            .collect();
        let mut sums = vec![0; width * diagram.layers.len().max(1)];
        thresholds.iter().zip(&mut sums).for_each(|(threshold, sum)| *sum = word(threshold.start));
        let mut walk = Self {
            diagram,
            tie,
            gains,
            width,
            sums,
            keys: vec![0; diagram.layers.len().max(1)],
            accepts: vec![Acceptance::Unknown; screens.len()],
            totals: vec![0; width],
            first: true,
            screens,
            package: vec![0; diagram.layers.len()],
            path: Vec::with_capacity(diagram.layers.len()),
            node: 0,
        };
        walk.descend(0);
        walk
    }

    /// Leads the path from `node` of the layer below it to the last layer, by first arcs.
    fn descend(&mut self, mut node: usize) {
        let diagram = self.diagram;
        while self.path.len() + 1 < diagram.layers.len() {
            let starts = &diagram.layers[self.path.len()].starts;
            node = self.take(starts[node] as usize, starts[node + 1] as usize);
        }
        self.node = node;
    }

    /// Takes an arc of the layer below the path; the node that it leads to.
    fn take(&mut self, arc: usize, end: usize) -> usize {
        let depth = self.path.len();
        let layer = &self.diagram.layers[depth];
        self.path.push((arc, end));
        let (before, after) = self.sums.split_at_mut((depth + 1) * self.width);
        let before = &before[depth * self.width..];
        let gains = &self.gains[depth][arc * self.width..(arc + 1) * self.width];
        for ((sum, before), gain) in after.iter_mut().zip(before).zip(gains) {
            *sum = before + gain;
        }
        let arc = layer.arcs[arc];
        self.keys[depth + 1] = self.keys[depth] + i128::from(self.tie[layer.issue][usize::from(arc.choice)]);
        self.package[layer.issue] = arc.choice;
        arc.child as usize
    }

    /// Moves to the next node of the last layer; false where there is none.
    fn advance(&mut self) -> bool {
        while let Some((arc, end)) = self.path.pop() {
            if arc + 1 < end {
                let node = self.take(arc + 1, end);
                self.descend(node);
                return true;
            }
        }
        false
    }

    /// Shows the packages that end at the node; how many there are.
    fn show(&mut self, visit: &mut impl FnMut(&[Choice], i128, &[Acceptance], bool)) -> usize {
        let key = self.keys.last().copied().unwrap_or(0);
        let sums = &self.sums[self.sums.len() - self.width..];
        let (Some(layer), Some(gains)) = (self.diagram.layers.last(), self.gains.last()) else {
            // No issue: one package, without choices.
            judge(&self.screens, sums, &[], &mut self.accepts);
            visit(&[], key, &self.accepts, true);
            return 1;
        };
        let arcs = layer.starts[self.node] as usize..layer.starts[self.node + 1] as usize;
        let tie = &self.tie[layer.issue];
        for at in arcs.clone() {
            let choice = layer.arcs[at].choice;
            self.package[layer.issue] = choice;
            let gains = &gains[at * self.width..(at + 1) * self.width];
            for ((total, sum), gain) in self.totals.iter_mut().zip(sums).zip(gains) {
                *total = sum + gain;
            }
            let changed = judge(&self.screens, &self.totals, &self.package, &mut self.accepts);
            let changed = std::mem::take(&mut self.first) || changed;
            visit(&self.package, key + i128::from(tie[usize::from(choice)]), &self.accepts, changed);
        }
        arcs.len()
    }
}

/// What the parties say of a package, given its sums; whether any of them says
/// something else than was in `accepts`.
fn judge(screens: &[Screen<'_, '_>], sums: &[i64], package: &[Choice], accepts: &mut [Acceptance]) -> bool {
    let mut changed = false;
    for (accepts, screen) in accepts.iter_mut().zip(screens) {
        let says = match screen {
            Screen::Sums { surely, .. } if sums[*surely] >= 0 => Acceptance::Surely,
            Screen::Sums { possibly, .. } if sums[*possibly] >= 0 => Acceptance::Possibly,
            Screen::Sums { .. } => Acceptance::Never,
            Screen::Each(judge) => judge.threshold(package),
        };
        changed |= *accepts != says;
        *accepts = says;
    }
    changed
}
