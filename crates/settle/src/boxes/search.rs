//! The tree: domains are split until bounds say that nothing new is left.
//!
//! A node is a set of choices for each issue, with floors below which nothing
//! new can lie in it. Its bound for one weighted sum comes from the splits (see
//! [`super::splits`]), which children inherit. It is done with when the bound is
//! below the least weighted sum in any zone that is still open (see
//! [`super::archive`]). Before it is branched on
//! - choices go that another choice serves as well in every open box and rule;
//! - choices go that no package of a sufficient weighted sum can have
//!   (reduced-cost fixing);
//! - floors rise to what the open zones below the bound have in common;
//! - the weights tilt towards the coordinates in which the best package of the
//!   bound falls short of the most open zone: any weights bound alike.
//!
//! Branching takes the box to which the best package of the bound owes most
//! although it is not in it, and cuts an issue at that box's side.

use std::rc::Rc;

use detente_space::control::Control;

use super::archive::Archive;
use super::model::{Model, holds};
use super::rules::Truth;
use super::splits::{NOTHING, PRESENT, Splits};
use super::weighting::{MOST_WEIGHT, Weighting};

/// Improvements of all shares at a root and below.
const SWEEPS: [usize; 2] = [100, 4];
/// An improvement of less than one part in so many of what is left to the goal ends them.
const WORTHWHILE: i64 = 20;
/// Changes of weights at one node.
const TILTS: usize = 3;
/// Passes at one node while choices go.
const ROUNDS: usize = 8;

/// What a tree looks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Goal {
    /// A package of the greatest weighted sum above the floors.
    Greatest,
    /// Every vector that no vector found equals or exceeds.
    Everything,
}

/// Part of the packages.
#[derive(Clone, Debug)]
struct Node {
    domain: Vec<u64>,
    /// Boxes that some packages are in and some are not.
    open: Vec<u32>,
    /// By side of each box; of boxes not open without meaning.
    shares: Vec<i32>,
    weighting: Rc<Weighting>,
    /// Nothing new lies below.
    floors: Vec<i64>,
    /// What every package has from boxes, and the constant.
    gained: Vec<i64>,
    /// Rules not yet met by all packages.
    rules: Vec<u32>,
    /// No package here that is new has more of the tree's own weighted sum.
    ceiling: i128,
    root: bool,
}

/// How a tree ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Ended {
    /// Whether nothing is left to look at.
    pub(super) finished: bool,
    /// No vector above the floors that no vector found equals or exceeds has a
    /// greater weighted sum; `None` where there is no such vector.
    pub(super) ceiling: Option<i128>,
}

enum Step {
    Done,
    Branch(Box<[Node; 2]>),
    Stopped,
}

/// Everything that outlives a tree.
pub(super) struct Search<'a> {
    model: &'a Model,
    control: &'a Control<'a>,
    most_nodes: u64,
    pub(super) archive: Archive,
    /// Nodes looked at.
    pub(super) nodes: u64,
    splits: Splits,
    signatures: Vec<u64>,
    rows: Vec<usize>,
}

impl<'a> Search<'a> {
    pub(super) fn new(model: &'a Model, control: &'a Control<'a>, most_nodes: u64) -> Self {
        Search {
            model,
            control,
            most_nodes,
            archive: Archive::new(model),
            nodes: 0,
            splits: Splits::new(model),
            signatures: Vec::new(),
            rows: Vec::new(),
        }
    }

    fn is_stopped(&self) -> bool {
        self.nodes >= self.most_nodes || self.control.is_stopped()
    }

    /// A bound on a weighted sum over all packages, good or bad as it comes.
    pub(super) fn quick_bound(&mut self, weights: &[i64]) -> i128 {
        let mut root = self.root(weights, &self.model.floors);
        self.classify(&mut root);
        let weighting = Rc::clone(&root.weighting);
        self.splits.load(self.model, &weighting, &root.domain, &root.open, &root.shares);
        let constant = weighting.of_gained(self.model, &root.gained);
        let mut bound = constant + self.splits.bound(self.model);
        for sweep in 0..SWEEPS[1] {
            if self.control.is_stopped() {
                break;
            }
            self.splits.sweep(self.model, &weighting, &root.open, &mut root.shares, sweep % 2 == 1);
            bound = constant + self.splits.bound(self.model);
        }
        weighting.sum(bound)
    }

    /// Searches what is above `floors`.
    pub(super) fn run(&mut self, weights: &[i64], floors: &[i64], goal: Goal) -> Ended {
        let root = self.root(weights, floors);
        let own = Rc::clone(&root.weighting);
        let mut stack = vec![root];
        while let Some(mut node) = stack.pop() {
            if self.is_stopped() {
                stack.push(node);
                break;
            }
            self.nodes += 1;
            match self.process(&mut node, &own, floors, goal) {
                Step::Done => {}
                Step::Branch(parts) => stack.extend(*parts),
                Step::Stopped => {
                    stack.push(node);
                    break;
                }
            }
        }
        Ended { finished: stack.is_empty(), ceiling: stack.iter().map(|node| node.ceiling).max() }
    }

    fn root(&self, weights: &[i64], floors: &[i64]) -> Node {
        let model = self.model;
        let weighting = Rc::new(Weighting::new(model, weights));
        Node {
            domain: model.layout.everything(),
            open: (0..model.boxes() as u32).collect(),
            shares: Splits::equal(model, &weighting),
            weighting,
            floors: floors.to_vec(),
            gained: model.base.clone(),
            rules: (0..model.rules.len() as u32).collect(),
            ceiling: i128::MAX,
            root: true,
        }
    }

    /// The least bound at which a node must be looked at, and the most open
    /// corner; `None` where it need not.
    fn needed(&self, node: &Node, own: &Weighting, floors: &[i64], goal: Goal) -> Option<(i64, Vec<i64>)> {
        let weighting = &node.weighting;
        let (sum, corner) = self.archive.least(&weighting.weights, &node.floors)?;
        let needed = weighting.needed(sum);
        if goal == Goal::Everything {
            return Some((needed, corner));
        }
        let corner = node.floors.clone();
        let Some(most) = self.archive.greatest(&own.weights, floors) else { return Some((needed, corner)) };
        if node.ceiling <= most {
            return None;
        }
        let further = if weighting.weights == own.weights { own.needed(most + 1) } else { i64::MIN };
        Some((needed.max(further), corner))
    }

    fn process(&mut self, node: &mut Node, own: &Rc<Weighting>, floors: &[i64], goal: Goal) -> Step {
        let model = self.model;
        let (mut tilts, mut rounds) = (0, 0);
        loop {
            rounds += 1;
            self.classify(node);
            if !self.check(node) {
                return Step::Done;
            }
            if self.dominate(node) {
                self.classify(node);
            }
            let weighting = Rc::clone(&node.weighting);
            let constant = weighting.of_gained(model, &node.gained);
            self.splits.load(model, &weighting, &node.domain, &node.open, &node.shares);
            let Some((needed, _)) = self.needed(node, own, floors, goal) else { return Step::Done };
            let mut bound = constant + self.splits.bound(model);
            for sweep in 0..SWEEPS[usize::from(!node.root)] {
                if bound < needed {
                    return Step::Done;
                }
                self.splits.sweep(model, &weighting, &node.open, &mut node.shares, sweep % 2 == 1);
                let better = constant + self.splits.bound(model);
                let gain = bound - better;
                bound = better;
                if gain.saturating_mul(WORTHWHILE) < bound.saturating_sub(needed) {
                    break;
                }
                if node.root && self.control.is_stopped() {
                    self.lower(node, own, bound);
                    return Step::Stopped;
                }
            }
            self.lower(node, own, bound);
            let (package, vector) = self.best_of_bound(node);
            let violated = self.violated(node, &package);
            if violated.is_none() {
                self.archive.insert(model, &vector, &package);
            }
            let Some((needed, corner)) = self.needed(node, own, floors, goal) else { return Step::Done };
            if bound < needed {
                return Step::Done;
            }
            if self.fix(node, bound.saturating_sub(needed)) && rounds < ROUNDS {
                continue;
            }
            if !self.archive.raise(&weighting.weights, weighting.sum(bound), &mut node.floors) {
                return Step::Done;
            }
            if tilts < TILTS
                && let Some(weights) = tilted(&weighting.weights, &vector, &corner)
            {
                tilts += 1;
                self.turn(node, Rc::new(Weighting::new(model, &weights)));
                continue;
            }
            if goal == Goal::Greatest && weighting.weights != own.weights {
                self.turn(node, Rc::clone(own));
            }
            return self.branch(node, &package, violated);
        }
    }

    /// Changes the weights.
    fn turn(&self, node: &mut Node, weighting: Rc<Weighting>) {
        Splits::carry(self.model, &node.open, &node.weighting, &weighting, &mut node.shares);
        node.weighting = weighting;
    }

    /// Lowers the ceiling where the bound is of the tree's own weighted sum.
    fn lower(&self, node: &mut Node, own: &Rc<Weighting>, bound: i64) {
        if node.weighting.weights == own.weights {
            node.ceiling = node.ceiling.min(own.sum(bound));
        }
    }

    /// Moves boxes out of the open ones that no package is in, or every package.
    fn classify(&self, node: &mut Node) {
        let model = self.model;
        let Node { domain, open, gained, .. } = node;
        open.retain(|&at| {
            let mut every = true;
            for side in &model.sides[model.sides_of(at as usize)] {
                let (mut inside, mut outside) = (0, 0);
                for (own, set) in domain[model.layout.words(side.issue)].iter().zip(&side.set) {
                    inside |= own & set;
                    outside |= own & !set;
                }
                if inside == 0 {
                    return false;
                }
                every &= outside == 0;
            }
            if every {
                gained.iter_mut().zip(&model.gains[at as usize]).for_each(|(own, gain)| *own += gain);
            }
            !every
        });
    }

    /// Moves rules out of the open ones that every package meets; false where one is met by none.
    fn check(&self, node: &mut Node) -> bool {
        let Node { domain, rules, .. } = node;
        let mut possible = true;
        rules.retain(|&at| {
            let rule = &self.model.rules[at as usize];
            possible && {
                let truth = rule.condition.truth(&self.model.layout, domain);
                possible = truth != Truth::Missed;
                truth == Truth::Open
            }
        });
        possible
    }

    /// Drops choices that another choice serves as well. Whether any went.
    fn dominate(&mut self, node: &mut Node) -> bool {
        let model = self.model;
        let layout = &model.layout;
        // How many conditions there are on each issue, then their bits by lane.
        self.rows.clear();
        self.rows.resize(layout.issues(), 0);
        let open_sides = || node.open.iter().flat_map(|&at| model.sides_of(at as usize));
        let open_rules = || node.rules.iter().map(|&at| &model.rules[at as usize]);
        open_sides().for_each(|side| self.rows[model.sides[side].issue] += 1);
        open_rules().flat_map(|rule| &rule.favours).for_each(|(issue, _)| self.rows[*issue] += 1);
        let width = self.rows.iter().copied().max().unwrap_or(0).div_ceil(64).max(1);
        self.signatures.clear();
        self.signatures.resize(layout.all_lanes() * width, 0);
        self.rows.fill(0);
        let mut rigid = vec![false; layout.issues()];
        open_rules().flat_map(|rule| &rule.rigid).for_each(|&issue| rigid[issue] = true);
        let favours =
            open_rules().flat_map(|rule| &rule.favours).map(|(issue, set)| (*issue, set.as_slice()));
        let sides = open_sides().map(|side| (model.sides[side].issue, model.sides[side].set.as_slice()));
        for (issue, set) in sides.chain(favours) {
            let bit = self.rows[issue];
            self.rows[issue] += 1;
            let start = layout.lanes(issue).start;
            for place in layout.places(issue, &node.domain).filter(|&place| holds(set, place)) {
                self.signatures[(start + place) * width + bit / 64] |= 1 << (bit % 64);
            }
        }
        let mut changed = false;
        for issue in (0..layout.issues()).filter(|&issue| !rigid[issue]) {
            let words = self.rows[issue].div_ceil(64);
            let start = layout.lanes(issue).start;
            let signature = |place: usize| {
                let from = (start + place) * width;
                &self.signatures[from..from + words]
            };
            let serves = |one: usize, other: usize| {
                signature(other).iter().zip(signature(one)).all(|(other, one)| other & !one == 0)
                    && model.tables.iter().all(|row| row[start + one] >= row[start + other])
            };
            let first_word = layout.words(issue).start;
            for place in 0..layout.size(issue) {
                if !holds(&node.domain[first_word..], place) {
                    continue;
                }
                let own = &node.domain[layout.words(issue)];
                if super::model::places(own).any(|other| other != place && serves(other, place)) {
                    node.domain[first_word + place / 64] &= !(1 << (place % 64));
                    changed = true;
                }
            }
        }
        changed
    }

    /// The package of the best paid choices, and its value.
    fn best_of_bound(&self, node: &Node) -> (Vec<usize>, Vec<i64>) {
        let model = self.model;
        let mut vector = node.gained.clone();
        let mut package = Vec::with_capacity(model.layout.issues());
        for issue in 0..model.layout.issues() {
            let lanes = model.layout.lanes(issue);
            let row = &self.splits.paid[lanes.clone()];
            let place = row.iter().position(|&paid| paid == self.splits.best[issue]).unwrap_or(0);
            package.push(place);
            for (own, table) in vector.iter_mut().zip(&model.tables) {
                *own += table[lanes.start + place];
            }
        }
        for &at in node.open.iter().filter(|&&at| model.within(at as usize, &package)) {
            vector.iter_mut().zip(&model.gains[at as usize]).for_each(|(own, gain)| *own += gain);
        }
        (package, vector)
    }

    /// The first open rule that a package breaks.
    fn violated(&self, node: &Node, package: &[usize]) -> Option<u32> {
        if node.rules.is_empty() {
            return None;
        }
        let (rules, layout) = (&self.model.rules, &self.model.layout);
        let single = layout.single(package);
        let broken = |at: &u32| rules[*at as usize].condition.truth(layout, &single) != Truth::Met;
        node.rules.iter().copied().find(broken)
    }

    /// Drops choices that cost more than `slack`. Whether any went.
    fn fix(&mut self, node: &mut Node, slack: i64) -> bool {
        let layout = &self.model.layout;
        let mut changed = false;
        for issue in 0..layout.issues() {
            let best = self.splits.best[issue];
            let word = layout.words(issue).start;
            for (place, paid) in self.splits.paid[layout.lanes(issue)].iter_mut().enumerate() {
                if *paid > PRESENT && i64::from(best - *paid) > slack {
                    node.domain[word + place / 64] &= !(1 << (place % 64));
                    *paid = NOTHING;
                    changed = true;
                }
            }
        }
        changed
    }

    /// Cuts one issue in two; the part that holds the best package of the bound comes last.
    fn branch(&self, node: &Node, package: &[usize], violated: Option<u32>) -> Step {
        let Some((issue, set)) = self.cut(node, package, violated) else { return Step::Done };
        let mut inside = Node { root: false, ..node.clone() };
        let mut outside = inside.clone();
        for (word, set) in self.model.layout.words(issue).zip(&set) {
            inside.domain[word] &= set;
            outside.domain[word] &= !set;
        }
        if holds(&set, package[issue]) {
            Step::Branch(Box::new([outside, inside]))
        } else {
            Step::Branch(Box::new([inside, outside]))
        }
    }

    /// The issue to cut and the choices of one part; `None` where one package is left.
    fn cut(&self, node: &Node, package: &[usize], violated: Option<u32>) -> Option<(usize, Vec<u64>)> {
        let model = self.model;
        let mut owed: Option<(i32, usize)> = None;
        for &at in &node.open {
            let (mut inside, mut outside): (i32, Option<(i32, usize)>) = (0, None);
            for side in model.sides_of(at as usize) {
                let share = node.shares[side];
                if holds(&model.sides[side].set, package[model.sides[side].issue]) {
                    inside += share;
                } else if outside.is_none_or(|(most, _)| share > most) {
                    outside = Some((share, side));
                }
            }
            if let Some((most, side)) = outside {
                let debt = inside.min(most);
                if debt > 0 && owed.is_none_or(|(largest, _)| debt > largest) {
                    owed = Some((debt, side));
                }
            }
        }
        if let Some((_, side)) = owed {
            let side = &model.sides[side];
            return Some((side.issue, side.set.clone()));
        }
        // Nothing is owed: the package is as good as the bound. It is cut off on
        // an issue of the rule that it breaks, or where others fall furthest behind.
        let layout = &model.layout;
        let several = |issue: usize| layout.places(issue, &node.domain).nth(1).is_some();
        let broken = violated
            .and_then(|at| model.rules[at as usize].issues.iter().copied().find(|&issue| several(issue)));
        let behind = |issue: usize| {
            let row = self.splits.paid[layout.lanes(issue)].iter().enumerate();
            let second = row.filter(|(place, _)| *place != package[issue]).map(|(_, &paid)| paid).max();
            i64::from(self.splits.best[issue]) - i64::from(second.unwrap_or(NOTHING))
        };
        let issue = broken.or_else(|| {
            (0..layout.issues())
                .filter(|&issue| several(issue))
                .max_by_key(|&issue| (behind(issue), std::cmp::Reverse(issue)))
        })?;
        let mut set = vec![0; layout.words(issue).len()];
        set[package[issue] / 64] |= 1 << (package[issue] % 64);
        Some((issue, set))
    }
}

/// Weights that ask more of the coordinates in which a vector falls short of a
/// corner; `None` where it does in none or all.
fn tilted(weights: &[i64], vector: &[i64], corner: &[i64]) -> Option<Vec<i64>> {
    let short: Vec<bool> = vector.iter().zip(corner).map(|(value, corner)| value < corner).collect();
    if short.iter().all(|&short| short) || !short.iter().any(|&short| short) {
        return None;
    }
    let mut tilted: Vec<i64> = weights
        .iter()
        .zip(&short)
        .map(|(weight, &short)| weight.saturating_mul(if short { 3 } else { 2 }))
        .collect();
    while tilted.iter().any(|&weight| weight > MOST_WEIGHT) {
        tilted.iter_mut().for_each(|weight| *weight = (*weight >> 1).max(1));
    }
    Some(tilted)
}
