//! Improving orders: single issues are moved while that makes the diagram
//! smaller, by the estimate; then the best order is shaken and improved again.

use super::{Group, Scratch};

/// Steps of work that may be spent on a group for every node that its diagram
/// is estimated to have: small diagrams are not worth a long search.
const WORK_PER_NODE: u128 = 400;
/// Most steps of work on one group.
const MOST_WORK: u128 = 40_000_000;

/// The best order found from `starts`, and its estimated cost.
pub(super) fn improve(group: &Group, starts: Vec<Vec<usize>>) -> (u128, Vec<usize>) {
    let mut scratch = Scratch::default();
    let mut search = Search { group, scratch: &mut scratch, work: 0 };
    let mut orders: Vec<(u128, Vec<usize>)> =
        starts.into_iter().map(|order| (search.cost(&order), order)).collect();
    orders.sort();
    let (mut best_cost, mut best) = orders.first().cloned().unwrap_or((0, (0..group.issues.len()).collect()));
    let mut shake = Shake { state: 0x9E37_79B9_7F4A_7C15 };
    let mut untried = orders.into_iter();
    loop {
        let budget = (best_cost >> 8).saturating_mul(WORK_PER_NODE).min(MOST_WORK);
        let (mut cost, mut order) = untried.next().unwrap_or_else(|| {
            let order = shake.shaken(group, &best);
            (search.cost(&order), order)
        });
        search.descend(&mut cost, &mut order, budget);
        if cost < best_cost {
            (best_cost, best) = (cost, order);
        }
        if group.issues.len() < 3 || search.work >= budget {
            return (best_cost, best);
        }
    }
}

struct Search<'a> {
    group: &'a Group,
    scratch: &'a mut Scratch,
    work: u128,
}

impl Search<'_> {
    fn cost(&mut self, order: &[usize]) -> u128 {
        self.work += self.group.work() as u128;
        self.group.cost(order, self.scratch)
    }

    /// Moves single issues to their best places until none has a better one.
    fn descend(&mut self, cost: &mut u128, order: &mut Vec<usize>, budget: u128) {
        let mut moved = true;
        while moved {
            moved = false;
            for issue in 0..order.len() {
                if self.work >= budget {
                    return;
                }
                moved |= self.place(issue, cost, order, budget);
            }
        }
    }

    /// Moves one issue to its best place; says whether that is better than before.
    fn place(&mut self, issue: usize, cost: &mut u128, order: &mut Vec<usize>, budget: u128) -> bool {
        let Some(from) = order.iter().position(|&each| each == issue) else { return false };
        let best = (*cost, from);
        let mut found = best;
        let mut trial = order.clone();
        for step in [-1_isize, 1] {
            trial.clone_from(order);
            let mut at = from;
            while let Some(next) = at.checked_add_signed(step).filter(|&next| next < trial.len()) {
                let other = trial[next];
                let fixed = if step < 0 { &self.group.before[issue] } else { &self.group.after[issue] };
                if fixed.contains(&other) || self.work >= budget {
                    break;
                }
                trial.swap(at, next);
                at = next;
                found = found.min((self.cost(&trial), at));
            }
        }
        if found.0 >= best.0 {
            return false;
        }
        order.remove(from);
        order.insert(found.1, issue);
        *cost = found.0;
        true
    }
}

/// A fixed sequence of small changes.
struct Shake {
    state: u64,
}

impl Shake {
    /// Below `bound`, from xorshift64 (Marsaglia 2003).
    fn below(&mut self, bound: usize) -> usize {
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        let bound = u64::try_from(bound.max(1)).unwrap_or(1);
        usize::try_from((self.state >> 11) % bound).unwrap_or(0)
    }

    /// The order with some issues moved elsewhere, as far as conditions let them.
    fn shaken(&mut self, group: &Group, order: &[usize]) -> Vec<usize> {
        let mut order = order.to_vec();
        let moves = 3 + order.len() / 10;
        for _ in 0..moves {
            let (from, to) = (self.below(order.len()), self.below(order.len()));
            let issue = order[from];
            let passed = if from < to { &order[from + 1..=to] } else { &order[to..from] };
            let fixed = if from < to { &group.after[issue] } else { &group.before[issue] };
            if !passed.iter().any(|other| fixed.contains(other)) {
                order.remove(from);
                order.insert(to, issue);
            }
        }
        order
    }
}
