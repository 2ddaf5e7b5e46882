//! The undominated pairs of a growing set of pairs.

/// Steps held in one block before it is split.
const BLOCK: usize = 512;

/// Undominated pairs in blocks: ascending in the first coordinate, hence
/// descending in the second.
///
/// Blocks keep insertion cheap however many steps there are; a set that fits
/// one block is a plain sorted list.
#[derive(Debug)]
pub(crate) struct Staircase {
    /// Never without a block; only the first may be empty, and then it is alone.
    blocks: Vec<Vec<(i64, i64)>>,
}

impl Default for Staircase {
    fn default() -> Self {
        Staircase { blocks: vec![Vec::new()] }
    }
}

impl Staircase {
    /// Adds a pair unless one that is at least as large in both is there; whether it was added.
    pub(crate) fn insert(&mut self, first: i64, second: i64) -> bool {
        // The block of the first step that is at least `first`.
        let mut block = if self.blocks.len() == 1 {
            0
        } else {
            self.blocks.partition_point(|block| block.last().is_some_and(|step| step.0 < first))
        };
        if block == self.blocks.len() {
            block -= 1;
        }
        let steps = &mut self.blocks[block];
        let end = steps.partition_point(|step| step.0 < first);
        if steps.get(end).is_some_and(|step| step.1 >= second) {
            return false;
        }
        // The pair dominates steps up to `end` and, where the first coordinates are equal, that at `end`.
        let stop = end + usize::from(steps.get(end).is_some_and(|step| step.0 == first));
        let mut start = end;
        while start > 0 && steps[start - 1].1 <= second {
            start -= 1;
        }
        if start < stop {
            steps[start] = (first, second);
            steps.drain(start + 1..stop);
        } else {
            steps.insert(start, (first, second));
        }
        if start == 0 && block > 0 {
            self.trim(block, second);
        } else if self.blocks[block].len() > BLOCK {
            let upper = self.blocks[block].split_off(BLOCK / 2);
            self.blocks.insert(block + 1, upper);
        }
        true
    }

    /// Removes the steps of earlier blocks that a new first step of `block` dominates.
    fn trim(&mut self, block: usize, second: i64) {
        let mut from = block;
        while from > 0 {
            let steps = &mut self.blocks[from - 1];
            let kept = steps.partition_point(|step| step.1 > second);
            steps.truncate(kept);
            if kept > 0 {
                break;
            }
            from -= 1;
        }
        self.blocks.drain(from..block);
        if self.blocks[from].len() > BLOCK {
            let upper = self.blocks[from].split_off(BLOCK / 2);
            self.blocks.insert(from + 1, upper);
        }
    }
}
