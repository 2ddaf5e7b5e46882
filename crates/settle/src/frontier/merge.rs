//! Merging sorted runs of candidates.

use crate::nondominated::vector::Vector;

/// Where a label comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Origin {
    /// Label of the layer above.
    pub(crate) parent: u32,
    /// Bundle of arcs by which it came.
    pub(crate) bundle: u32,
}

/// A vector that may become a label.
#[derive(Clone, Debug)]
pub(crate) struct Candidate<V> {
    /// The vector.
    pub(crate) vector: V,
    /// Its origin.
    pub(crate) origin: Origin,
}

/// Candidates, and runs of them, that there is room for from the start.
const FEW: usize = 256;
const FEW_RUNS: usize = 16;

/// Runs of candidates, each in descending lexicographic order without dominated vectors.
#[derive(Debug)]
pub(crate) struct Runs<V> {
    /// The runs, one after the other.
    pub(crate) candidates: Vec<Candidate<V>>,
    /// Where runs end.
    ends: Vec<usize>,
    spare: Vec<Candidate<V>>,
    spare_ends: Vec<usize>,
}

impl<V: Vector> Runs<V> {
    /// No runs.
    pub(crate) fn new() -> Self {
        Runs {
            candidates: Vec::with_capacity(FEW),
            ends: Vec::with_capacity(FEW_RUNS),
            spare: Vec::with_capacity(FEW),
            spare_ends: Vec::with_capacity(FEW_RUNS),
        }
    }

    /// Removes everything.
    pub(crate) fn clear(&mut self) {
        self.candidates.clear();
        self.ends.clear();
    }

    /// Ends the run made of the candidates pushed since the last; whether it has any.
    pub(crate) fn end_run(&mut self) -> bool {
        let grown = self.candidates.len() > self.ends.last().copied().unwrap_or(0);
        if grown {
            self.ends.push(self.candidates.len());
        }
        grown
    }

    /// Takes all that is left for one run, after a merge.
    pub(crate) fn shrink_to_one(&mut self) {
        self.ends.clear();
        self.ends.push(self.candidates.len());
    }

    /// Number of runs.
    pub(crate) fn count(&self) -> usize {
        self.ends.len()
    }

    /// Merges all runs into one, in which equal vectors are neighbours. Of two
    /// coordinates the dominated vectors are gone afterwards; of more they are
    /// still there.
    pub(crate) fn merge(&mut self, dimension: usize) {
        while self.ends.len() > 1 {
            self.spare.clear();
            self.spare_ends.clear();
            let mut start = 0;
            for pair in self.ends.chunks(2) {
                match *pair {
                    [middle, end] => {
                        let (a, b) = (&self.candidates[start..middle], &self.candidates[middle..end]);
                        if dimension == 2 {
                            merge_staircases(a, b, &mut self.spare);
                        } else {
                            merge_sorted(a, b, &mut self.spare);
                        }
                        start = end;
                    }
                    [end] => {
                        self.spare.extend_from_slice(&self.candidates[start..end]);
                        start = end;
                    }
                    _ => {}
                }
                self.spare_ends.push(self.spare.len());
            }
            std::mem::swap(&mut self.candidates, &mut self.spare);
            std::mem::swap(&mut self.ends, &mut self.spare_ends);
        }
    }
}

fn merge_sorted<V: Vector>(mut a: &[Candidate<V>], mut b: &[Candidate<V>], out: &mut Vec<Candidate<V>>) {
    while let ([first_a, rest_a @ ..], [first_b, rest_b @ ..]) = (a, b) {
        if first_a.vector.descending(&first_b.vector).is_le() {
            out.push(first_a.clone());
            a = rest_a;
        } else {
            out.push(first_b.clone());
            b = rest_b;
        }
    }
    out.extend_from_slice(a);
    out.extend_from_slice(b);
}

/// Merges two lists that rise in the second coordinate while they fall in the first.
fn merge_staircases<V: Vector>(mut a: &[Candidate<V>], mut b: &[Candidate<V>], out: &mut Vec<Candidate<V>>) {
    let start = out.len();
    let mut best = i64::MIN;
    while let ([first_a, rest_a @ ..], [first_b, rest_b @ ..]) = (a, b) {
        let next = if first_a.vector.descending(&first_b.vector).is_le() {
            a = rest_a;
            first_a
        } else {
            b = rest_b;
            first_b
        };
        if rises(next, best, &out[start..]) {
            best = next.vector.coordinates()[1];
            out.push(next.clone());
        }
    }
    // What is left of one list rises in itself: only its beginning can be dominated.
    let rest = if a.is_empty() { b } else { a };
    let skip = rest.iter().position(|next| rises(next, best, &out[start..])).unwrap_or(rest.len());
    out.extend_from_slice(&rest[skip..]);
}

/// Whether a candidate exceeds the best second coordinate so far or repeats the last vector.
#[inline]
fn rises<V: Vector>(next: &Candidate<V>, best: i64, out: &[Candidate<V>]) -> bool {
    let second = next.vector.coordinates()[1];
    second > best || (second == best && out.last().is_none_or(|last| last.vector == next.vector))
}
