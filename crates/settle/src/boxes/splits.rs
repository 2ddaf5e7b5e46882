//! Bounds by splitting what each box is worth over its sides.
//!
//! Give each side of a box a share of its gain, at least 0, shares adding up to
//! the gain, and pay a share to every choice inside the side. Then the sum over
//! issues of the best paid choice is at least the value of any package: a
//! package in the box is paid the whole gain, others are paid something too much.
//! The best shares give the bound of the local polytope, the linear relaxation
//! of weighted constraint satisfaction (soft arc consistency: Cooper, de Givry,
//! Sanchez, Schiex, Zytnicki and Werner 2010; for maximum a posteriori
//! assignments: Globerson and Jaakkola 2007).
//!
//! Shares are improved box by box (block-coordinate descent of the bound): with
//! the box's own shares taken away, a side can be paid up to the gap between the
//! best choice outside and the best inside at no cost. What is left after all
//! gaps is spread evenly; what is short is spread in proportion to the gaps.

use super::model::{LANES, Model};
use super::weighting::Weighting;

/// The worth of a choice that is not in the domain.
pub(super) const NOTHING: i32 = -(1 << 30);
/// Above this a lane is in the domain: shares move others by less than 2^28.
pub(super) const PRESENT: i32 = -(1 << 29);

/// What choices are paid, and room to work.
#[derive(Debug)]
pub(super) struct Splits {
    /// By lane.
    pub(super) paid: Vec<i32>,
    /// The best of each issue.
    pub(super) best: Vec<i32>,
    gaps: Vec<i32>,
}

impl Splits {
    pub(super) fn new(model: &Model) -> Self {
        Splits {
            paid: vec![NOTHING; model.layout.all_lanes()],
            best: vec![0; model.layout.issues()],
            gaps: Vec::new(),
        }
    }

    /// Shares to begin with: equal ones.
    pub(super) fn equal(model: &Model, weighting: &Weighting) -> Vec<i32> {
        let mut shares = vec![0; model.sides.len()];
        for (at, &gain) in weighting.gains.iter().enumerate() {
            let row = &mut shares[model.sides_of(at)];
            let parts = i32::try_from(row.len()).unwrap_or(i32::MAX).max(1);
            row.fill(gain / parts);
            if let Some(first) = row.first_mut() {
                *first += gain % parts;
            }
        }
        shares
    }

    /// The same proportions for another weighting.
    pub(super) fn carry(model: &Model, open: &[u32], from: &Weighting, to: &Weighting, shares: &mut [i32]) {
        for &at in open {
            let at = at as usize;
            let (old, new) = (i64::from(from.gains[at]), to.gains[at]);
            let mut left = new;
            let row = &mut shares[model.sides_of(at)];
            for share in row.iter_mut() {
                *share = if old == 0 { 0 } else { (i64::from(*share) * i64::from(new) / old) as i32 };
                left -= *share;
            }
            if let Some(first) = row.first_mut() {
                *first += left;
            }
        }
    }

    /// Pays the choices of a domain.
    pub(super) fn load(
        &mut self,
        model: &Model,
        weighting: &Weighting,
        domain: &[u64],
        open: &[u32],
        shares: &[i32],
    ) {
        let layout = &model.layout;
        self.paid.fill(NOTHING);
        for issue in 0..layout.issues() {
            let start = layout.lanes(issue).start;
            for place in layout.places(issue, domain) {
                self.paid[start + place] = weighting.table[start + place];
            }
        }
        for &at in open {
            for side in model.sides_of(at as usize) {
                if shares[side] != 0 {
                    self.pay(model, side, shares[side]);
                }
            }
        }
    }

    /// The sum of the best choices; remembers each.
    pub(super) fn bound(&mut self, model: &Model) -> i64 {
        let mut sum = 0;
        for (issue, own) in self.best.iter_mut().enumerate() {
            let row = &self.paid[model.layout.lanes(issue)];
            *own = row.iter().copied().max().unwrap_or(0);
            sum += i64::from(*own);
        }
        sum
    }

    /// Improves the shares of every open box once.
    pub(super) fn sweep(
        &mut self,
        model: &Model,
        weighting: &Weighting,
        open: &[u32],
        shares: &mut [i32],
        backward: bool,
    ) {
        if backward {
            open.iter().rev().for_each(|&at| self.improve(model, weighting, at as usize, shares));
        } else {
            open.iter().for_each(|&at| self.improve(model, weighting, at as usize, shares));
        }
    }

    /// Improves the shares of one box.
    fn improve(&mut self, model: &Model, weighting: &Weighting, at: usize, shares: &mut [i32]) {
        let gain = weighting.gains[at];
        if gain == 0 {
            return;
        }
        let sides = model.sides_of(at);
        self.gaps.clear();
        let (mut total, mut free) = (0_i64, 0_i64);
        for side in sides.clone() {
            let issue = model.sides[side].issue;
            let (inside, outside) =
                best_of_both(&self.paid[model.layout.lanes(issue)], &model.sides[side].mask);
            // With no choice outside, a share would be paid by every package.
            let gap = if outside > PRESENT { (outside - (inside - shares[side])).max(0) } else { -1 };
            if gap >= 0 {
                total += i64::from(gap);
                free += 1;
            }
            self.gaps.push(gap);
        }
        if free == 0 {
            return;
        }
        let wanted = i64::from(gain);
        let more = ((wanted - total).max(0) / free) as i32;
        let mut left = gain;
        let mut last = 0;
        for (at, gap) in self.gaps.iter_mut().enumerate() {
            if *gap >= 0 {
                last = at;
            }
            *gap = match *gap {
                covered if covered < 0 => 0,
                gap if total > wanted => (i64::from(gap) * wanted / total) as i32,
                gap => gap + more,
            };
            left -= *gap;
        }
        self.gaps[last] += left;
        for (at, side) in sides.enumerate() {
            let change = self.gaps[at] - shares[side];
            if change != 0 {
                shares[side] = self.gaps[at];
                self.pay(model, side, change);
            }
        }
    }

    fn pay(&mut self, model: &Model, side: usize, share: i32) {
        let side = &model.sides[side];
        for (paid, mask) in self.paid[model.layout.lanes(side.issue)].iter_mut().zip(&side.mask) {
            *paid += share & mask;
        }
    }
}

/// The best inside a mask and outside it; both rows are whole groups of lanes.
fn best_of_both(paid: &[i32], mask: &[i32]) -> (i32, i32) {
    let (mut inside, mut outside) = ([NOTHING; LANES], [NOTHING; LANES]);
    for (paid, mask) in paid.chunks_exact(LANES).zip(mask.chunks_exact(LANES)) {
        for lane in 0..LANES {
            let within = (paid[lane] & mask[lane]) | (NOTHING & !mask[lane]);
            let without = (paid[lane] & !mask[lane]) | (NOTHING & mask[lane]);
            inside[lane] = inside[lane].max(within);
            outside[lane] = outside[lane].max(without);
        }
    }
    let most = |lanes: [i32; LANES]| lanes.into_iter().fold(NOTHING, i32::max);
    (most(inside), most(outside))
}
