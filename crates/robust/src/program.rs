//! What many packages add up, with sums that they share made once.
//!
//! A package is worth the sum of some cells of a draw ([`crate::cells`]): at most
//! one for each issue and one for each formula. These places are halved again and
//! again; of each half the combinations that occur are numbered, and a combination
//! is the sum of one of the left half and one of the right. What is left is a list
//! of additions of two numbers, each later than those that it adds.

use rustc_hash::FxHashMap;

/// Additions that give the values of packages.
#[derive(Clone, Debug, Default)]
pub(crate) struct Program {
    /// Numbers that are there from the start: the cells, then a zero.
    given: usize,
    /// Each adds two earlier numbers and appends their sum.
    steps: Vec<[u32; 2]>,
    /// By package, the number that is its value.
    pub(crate) roots: Vec<u32>,
}

impl Program {
    /// For packages given as the cells that they add up, ascending; `starts` are
    /// the first cells of issues and formulas and, last, how many cells there are.
    pub(crate) fn new<'a>(starts: &[u32], packages: impl Iterator<Item = &'a [u32]>) -> Self {
        let cells = starts.last().copied().unwrap_or(0);
        let packages: Vec<&[u32]> = packages.collect();
        let mut program = Self { given: cells as usize + 1, steps: Vec::new(), roots: Vec::new() };
        let roots = program.sums(starts, &packages);
        program.roots = roots.into_iter().map(|root| root.unwrap_or(cells)).collect();
        program
    }

    /// The number that is the sum of each package's cells within `starts`; `None` where it has none.
    fn sums(&mut self, starts: &[u32], packages: &[&[u32]]) -> Vec<Option<u32>> {
        if starts.len() <= 2 {
            return packages.iter().map(|cells| cells.first().copied()).collect();
        }
        let middle = starts.len() / 2;
        let halves = packages.iter().map(|cells| {
            let at = cells.partition_point(|&cell| cell < starts[middle]);
            cells.split_at(at)
        });
        let (left, right): (Vec<&[u32]>, Vec<&[u32]>) = halves.unzip();
        let left = self.sums(&starts[..=middle], &left);
        let right = self.sums(&starts[middle..], &right);
        let mut known: FxHashMap<[u32; 2], u32> = FxHashMap::default();
        let both = left.into_iter().zip(right);
        both.map(|pair| match pair {
            (Some(left), Some(right)) => Some(*known.entry([left, right]).or_insert_with(|| {
                self.steps.push([left, right]);
                (self.given + self.steps.len() - 1) as u32
            })),
            (left, right) => left.or(right),
        })
        .collect()
    }

    /// Carries the additions out on several draws at once and for each of `width`
    /// coordinates: number `n` of coordinate `c` is `into[n * width + c]`.
    #[inline(always)]
    pub(crate) fn run<const N: usize>(&self, cells: &[[i64; N]], width: usize, into: &mut Vec<[i64; N]>) {
        into.resize((self.given + self.steps.len()) * width, [0; N]);
        let (given, sums) = into.split_at_mut(cells.len());
        given.copy_from_slice(cells);
        if let Some(zero) = sums.get_mut(..width) {
            zero.fill([0; N]);
        }
        for (step, &[left, right]) in self.steps.iter().enumerate() {
            let (known, rest) = into.split_at_mut((self.given + step) * width);
            let left = &known[left as usize * width..][..width];
            let right = &known[right as usize * width..][..width];
            for ((sum, left), right) in rest[..width].iter_mut().zip(left).zip(right) {
                for lane in 0..N {
                    sum[lane] = left[lane] + right[lane];
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Sizes of places, and packages that choose one of the cells of each place or none.
    fn packages() -> impl Strategy<Value = (Vec<u32>, Vec<Vec<u32>>)> {
        prop::collection::vec(1..5_u32, 0..9).prop_flat_map(|sizes| {
            let mut starts = vec![0];
            let mut choices = Vec::new();
            for &size in &sizes {
                let from = starts[starts.len() - 1];
                choices.push(prop::option::of(from..from + size));
                starts.push(from + size);
            }
            let package = choices.prop_map(|cells| cells.into_iter().flatten().collect::<Vec<_>>());
            (Just(starts), prop::collection::vec(package, 0..40))
        })
    }

    proptest! {
        #[test]
        fn values_are_sums_of_cells((starts, packages) in packages(), width in 1..4_usize) {
            let program = Program::new(&starts, packages.iter().map(Vec::as_slice));
            let cells = starts[starts.len() - 1] as usize * width;
            let number = |at: usize, lane: usize| ((at * 2 + lane) as i64 * 7_919).pow(3) % (1 << 59);
            let given: Vec<[i64; 2]> = (0..cells).map(|at| [number(at, 0), number(at, 1)]).collect();
            let mut found = Vec::new();
            program.run(&given, width, &mut found);
            for (root, cells) in program.roots.iter().zip(&packages) {
                for at in 0..width {
                    for lane in 0..2 {
                        let sum: i64 = cells.iter().map(|&cell| given[cell as usize * width + at][lane]).sum();
                        prop_assert_eq!(found[*root as usize * width + at][lane], sum);
                    }
                }
            }
        }
    }
}
