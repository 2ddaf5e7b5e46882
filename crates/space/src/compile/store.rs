//! Formulas over positions in the issue order, each stored once.
//!
//! Equal formulas have equal ids, so that equality of residuals is equality of
//! numbers. Formulas are in negation normal form: negation is pushed into the
//! sets of choices and the sums. Choices that no formula tells apart form one
//! class; everything here speaks of classes.

use std::rc::Rc;

use fixedbitset::FixedBitSet;
use rustc_hash::FxHashMap;

use super::sum::{Sum, Term};

/// A stored formula.
pub(super) type Id = u32;
/// The formula that nothing meets.
pub(super) const FALSE: Id = 0;
/// The formula that everything meets.
pub(super) const TRUE: Id = 1;

/// The shape of a stored formula; parts are ids.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Node {
    /// [`FALSE`] or [`TRUE`].
    Constant(bool),
    /// The class chosen at position `at` is in set number `set`.
    Is { at: u32, set: u32 },
    /// The terms of sum number `sum` from term `next` on stay within `bound`.
    Within { sum: u32, next: u32, bound: i128 },
    /// Every part, ascending, none twice.
    All(Rc<[Id]>),
    /// At least one part, ascending, none twice.
    Any(Rc<[Id]>),
    /// At least `count` of the parts, ascending; a part may stand there twice.
    AtLeast { count: usize, of: Rc<[Id]> },
}

/// All formulas of one compilation.
pub(super) struct Store {
    nodes: Vec<Node>,
    ids: FxHashMap<Node, Id>,
    /// Lowest position that a formula mentions; `u32::MAX` for constants.
    first: Vec<u32>,
    /// Positions mentioned, folded modulo 64: if the masks of two formulas are
    /// disjoint, so are their positions.
    masks: Vec<u64>,
    sets: Vec<FixedBitSet>,
    set_ids: FxHashMap<FixedBitSet, u32>,
    sums: Vec<Sum>,
    /// Number of classes at each position.
    classes: Vec<usize>,
    /// Residuals by formula and class, at the position under way.
    residuals: FxHashMap<(Id, u32), Id>,
    /// Formulas simplified under an `Is`.
    assumed: FxHashMap<(Id, Id), Id>,
}

impl Store {
    /// An empty store for positions with so many classes of choices each.
    pub(super) fn new(classes: Vec<usize>) -> Self {
        // The constants come first; nobody asks for them by their shape.
        Self {
            nodes: vec![Node::Constant(false), Node::Constant(true)],
            ids: FxHashMap::default(),
            first: vec![u32::MAX; 2],
            masks: vec![0; 2],
            sets: Vec::new(),
            set_ids: FxHashMap::default(),
            sums: Vec::new(),
            classes,
            residuals: FxHashMap::default(),
            assumed: FxHashMap::default(),
        }
    }

    pub(super) fn node(&self, id: Id) -> &Node {
        &self.nodes[id as usize]
    }

    /// Lowest position that the formula mentions; `u32::MAX` for constants.
    pub(super) fn first(&self, id: Id) -> u32 {
        self.first[id as usize]
    }

    /// Positions mentioned, modulo 64.
    pub(super) fn mask(&self, id: Id) -> u64 {
        self.masks[id as usize]
    }

    /// Number of classes at a position.
    pub(super) fn classes(&self, at: u32) -> usize {
        self.classes[at as usize]
    }

    /// The class chosen at `at` is in `set`.
    pub(super) fn is(&mut self, at: u32, set: FixedBitSet) -> Id {
        match set.count_ones(..) {
            0 => FALSE,
            all if all == self.classes(at) => TRUE,
            _ => {
                let number = match self.set_ids.get(&set) {
                    Some(&number) => number,
                    None => {
                        let number = index(self.sets.len());
                        self.sets.push(set.clone());
                        self.set_ids.insert(set, number);
                        number
                    }
                };
                self.intern(Node::Is { at, set: number })
            }
        }
    }

    /// The sum of `terms`, in the order of positions, stays within `bound`; or does not, if `negated`.
    pub(super) fn sum(&mut self, terms: Vec<Term>, negated: bool, bound: i128) -> Id {
        let known = self.sums.iter().position(|sum| sum.is_over(&terms, negated));
        let number = known.unwrap_or_else(|| {
            self.sums.push(Sum::new(terms, negated));
            self.sums.len() - 1
        });
        self.within(index(number), 0, bound)
    }

    fn within(&mut self, sum: u32, next: u32, bound: i128) -> Id {
        match self.sums[sum as usize].settle(next as usize, bound) {
            Ok(met) => constant(met),
            Err(bound) => self.intern(Node::Within { sum, next, bound }),
        }
    }

    /// Every part.
    pub(super) fn all(&mut self, parts: &[Id]) -> Id {
        self.junction(parts, true)
    }

    /// At least one part.
    pub(super) fn any(&mut self, parts: &[Id]) -> Id {
        self.junction(parts, false)
    }

    /// Conjunction or disjunction: nested ones are flattened, sets for the same
    /// position joined, duplicates dropped.
    fn junction(&mut self, parts: &[Id], all: bool) -> Id {
        let (neutral, absorbing) = if all { (TRUE, FALSE) } else { (FALSE, TRUE) };
        let mut flat: Vec<Id> = Vec::with_capacity(parts.len());
        for &part in parts {
            match &self.nodes[part as usize] {
                Node::All(inner) if all => flat.extend_from_slice(inner),
                Node::Any(inner) if !all => flat.extend_from_slice(inner),
                _ if part == absorbing => return absorbing,
                _ if part == neutral => {}
                _ => flat.push(part),
            }
        }
        flat.sort_unstable();
        flat.dedup();
        if self.join_sets(&mut flat, all) {
            if flat.contains(&absorbing) {
                return absorbing;
            }
            flat.retain(|&part| part != neutral);
            flat.sort_unstable();
            flat.dedup();
        }
        match flat.as_slice() {
            [] => neutral,
            [only] => *only,
            _ if all => self.intern(Node::All(flat.into())),
            _ => self.intern(Node::Any(flat.into())),
        }
    }

    /// Replaces the sets for one position by their intersection or union; says
    /// whether anything changed.
    fn join_sets(&mut self, flat: &mut Vec<Id>, all: bool) -> bool {
        let mut seen: Vec<(u32, usize)> = Vec::new();
        let mut changed = false;
        let mut index = 0;
        while index < flat.len() {
            let Node::Is { at, set } = self.nodes[flat[index] as usize] else {
                index += 1;
                continue;
            };
            let Some(&(_, earlier)) = seen.iter().find(|(position, _)| *position == at) else {
                seen.push((at, index));
                index += 1;
                continue;
            };
            changed = true;
            flat.remove(index);
            let mut joined = self.sets[set as usize].clone();
            let joined = match self.nodes[flat[earlier] as usize] {
                Node::Is { set: other, .. } => {
                    let other = &self.sets[other as usize];
                    if all {
                        joined.intersect_with(other)
                    } else {
                        joined.union_with(other)
                    }
                    self.is(at, joined)
                }
                // An earlier join left no choice, or every choice.
                _ => flat[earlier],
            };
            flat[earlier] = joined;
        }
        changed
    }

    /// At least `count` of `parts`.
    pub(super) fn at_least(&mut self, count: usize, parts: &[Id]) -> Id {
        let met = parts.iter().filter(|&&part| part == TRUE).count();
        let mut open: Vec<Id> = parts.iter().copied().filter(|&part| part != TRUE && part != FALSE).collect();
        let missing = count.saturating_sub(met);
        match missing {
            0 => TRUE,
            1 => self.any(&open),
            _ if missing > open.len() => FALSE,
            _ if missing == open.len() => self.all(&open),
            _ => {
                open.sort_unstable();
                self.intern(Node::AtLeast { count: missing, of: open.into() })
            }
        }
    }

    /// What remains of a formula once `class` is chosen at position `at`, which
    /// must be at or before every position that the formula mentions.
    pub(super) fn residual(&mut self, id: Id, at: u32, class: u32) -> Id {
        if self.first(id) > at {
            return id;
        }
        if let Node::Is { set, .. } = self.nodes[id as usize] {
            return constant(self.sets[set as usize].contains(class as usize));
        }
        if let Some(&known) = self.residuals.get(&(id, class)) {
            return known;
        }
        let result = match self.nodes[id as usize].clone() {
            Node::Constant(_) | Node::Is { .. } => id,
            Node::Within { sum, next, bound } => match self.sums[sum as usize].step(next as usize, class) {
                Ok(number) => self.within(sum, next + 1, bound - number),
                Err(met) => constant(met),
            },
            Node::All(parts) => {
                let parts = self.residuals(&parts, at, class);
                self.all(&parts)
            }
            Node::Any(parts) => {
                let parts = self.residuals(&parts, at, class);
                self.any(&parts)
            }
            Node::AtLeast { count, of } => {
                let parts = self.residuals(&of, at, class);
                self.at_least(count, &parts)
            }
        };
        self.residuals.insert((id, class), result);
        result
    }

    fn residuals(&mut self, parts: &[Id], at: u32, class: u32) -> Vec<Id> {
        parts.iter().map(|&part| self.residual(part, at, class)).collect()
    }

    /// Forgets the residuals of the position just left.
    pub(super) fn leave_position(&mut self) {
        self.residuals.clear();
    }

    /// The formula simplified where `unit`, an `Is`, is known to hold: equal to
    /// it on every package that meets `unit`.
    pub(super) fn assume(&mut self, id: Id, unit: Id) -> Id {
        let Node::Is { at, set } = self.nodes[unit as usize] else { return id };
        self.simplify(id, unit, at, set)
    }

    fn simplify(&mut self, id: Id, unit: Id, at: u32, domain: u32) -> Id {
        if self.mask(id) & bit(at) == 0 {
            return id;
        }
        if let Some(&known) = self.assumed.get(&(id, unit)) {
            return known;
        }
        let result = match self.nodes[id as usize].clone() {
            Node::Is { at: here, set } if here == at => {
                let (set, domain) = (&self.sets[set as usize], &self.sets[domain as usize]);
                if domain.is_subset(set) {
                    TRUE
                } else {
                    let mut common = set.clone();
                    common.intersect_with(domain);
                    self.is(at, common)
                }
            }
            Node::Constant(_) | Node::Is { .. } | Node::Within { .. } => id,
            Node::All(parts) => {
                let parts = self.simplified(&parts, unit, at, domain);
                self.all(&parts)
            }
            Node::Any(parts) => {
                let parts = self.simplified(&parts, unit, at, domain);
                self.any(&parts)
            }
            Node::AtLeast { count, of } => {
                let parts = self.simplified(&of, unit, at, domain);
                self.at_least(count, &parts)
            }
        };
        self.assumed.insert((id, unit), result);
        result
    }

    fn simplified(&mut self, parts: &[Id], unit: Id, at: u32, domain: u32) -> Vec<Id> {
        parts.iter().map(|&part| self.simplify(part, unit, at, domain)).collect()
    }

    /// Whether every package that meets `stronger` is seen at a glance to meet
    /// `weaker`: clause by clause and bound by bound. May miss, never errs.
    pub(super) fn implies(&self, stronger: Id, weaker: Id) -> bool {
        if stronger == weaker {
            return true;
        }
        if self.mask(stronger) & !self.mask(weaker) != 0 {
            return false;
        }
        match (self.node(stronger), self.node(weaker)) {
            (Node::Any(parts), Node::Any(others)) => {
                parts.iter().all(|&part| others.iter().any(|&other| self.literal_implies(part, other)))
            }
            (_, Node::Any(others)) => others.iter().any(|&other| self.literal_implies(stronger, other)),
            _ => self.literal_implies(stronger, weaker),
        }
    }

    fn literal_implies(&self, stronger: Id, weaker: Id) -> bool {
        if stronger == weaker {
            return true;
        }
        match (self.node(stronger), self.node(weaker)) {
            (Node::Is { at, set }, Node::Is { at: other_at, set: other }) => {
                at == other_at && self.sets[*set as usize].is_subset(&self.sets[*other as usize])
            }
            (
                Node::Within { sum, next, bound },
                Node::Within { sum: other_sum, next: other_next, bound: other_bound },
            ) => {
                let (low, high) = if self.sums[*sum as usize].negated() {
                    (other_bound, bound)
                } else {
                    (bound, other_bound)
                };
                (sum, next) == (other_sum, other_next) && low <= high
            }
            _ => false,
        }
    }

    fn intern(&mut self, node: Node) -> Id {
        if let Some(&id) = self.ids.get(&node) {
            return id;
        }
        let id = index(self.nodes.len());
        let over = |parts: &[Id]| {
            let first = parts.iter().map(|&part| self.first(part)).min().unwrap_or(u32::MAX);
            (first, parts.iter().fold(0, |mask, &part| mask | self.mask(part)))
        };
        let (first, mask) = match &node {
            Node::Constant(_) => (u32::MAX, 0),
            Node::Is { at, .. } => (*at, bit(*at)),
            Node::Within { sum, next, .. } => {
                let mut positions = self.sums[*sum as usize].positions(*next as usize);
                let first = positions.next().unwrap_or(u32::MAX);
                (first, positions.fold(bit(first), |mask, at| mask | bit(at)))
            }
            Node::All(parts) | Node::Any(parts) | Node::AtLeast { of: parts, .. } => over(parts),
        };
        self.first.push(first);
        self.masks.push(mask);
        self.nodes.push(node.clone());
        self.ids.insert(node, id);
        id
    }
}

/// [`TRUE`] or [`FALSE`].
pub(super) fn constant(met: bool) -> Id {
    Id::from(met)
}

fn bit(at: u32) -> u64 {
    1 << (at % 64)
}

/// A position in a table that cannot outgrow memory before it outgrows 32 bits.
fn index(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}
