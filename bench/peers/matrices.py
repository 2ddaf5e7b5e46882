"""The matrix representation of the stability concepts, in NumPy.

`matrices.py ranks.json SECONDS` reads the number of options of two choices and the
ranks of the states for each decision maker, the options shared out in order, and
prints verdicts and the processor seconds that they took as JSON. What takes less
than SECONDS is repeated.

Formulas: Xu, Hipel and Kilgour 2009 (Matrix representation of solution concepts in
multiple-decision-maker graph models), symmetric sequential stability after Rego and
Vieira 2017 in the same form. With E all ones, * the product element by element and
`sign` 1 where an entry is positive:

- J_i the unilateral moves, P_i+ the states that i prefers, P_i-= those it does not,
  the state itself left out; J_i+ = J_i * P_i+ the unilateral improvements;
- M_H, what H can bring about with nobody moving twice in a row: by the last mover,
  M_i(1) = J_i and M_i(t) = sign[(sum of M_j(t-1) over the others j in H) J_i], and
  M_H = sign of the sum over all i and t; M_H+ is the same of improvements;
- M_i^Nash = J_i+ E
- M_i^GMR = J_i+ [E - sign(M_{N-i} (P_i-=)^T)]
- M_i^SMR = J_i+ [E - sign(M_{N-i} ((P_i-=)^T * (E - sign(J_i (P_i+)^T))))]
- M_i^SEQ and symmetric SEQ: M_{N-i}+ in the place of M_{N-i}

A state is stable iff its entry on the diagonal is 0. Products are of single
precision numbers, which BLAS multiplies fastest: sums of ones stay exact up to
2^24. Of M_i^..., the diagonal alone is worked out: it takes no product of matrices.
"""

import json
import resource
import sys
import time

import numpy

KIND = numpy.float32


def sign(matrix):
    """1 where an entry is positive."""
    return (matrix > 0).astype(KIND)


def moves(options, makers):
    """J_i of every decision maker: states that differ in its own options alone."""
    states = numpy.arange(1 << options)
    differs = states[:, None] ^ states[None, :]
    found = []
    for maker in range(makers):
        own = sum(1 << option for option in range(options) if option * makers // options == maker)
        found.append(((differs & ~own) == 0) & (differs != 0))
    return [matrix.astype(KIND) for matrix in found]


def joint(matrices):
    """M_H of the moves of the members of H."""
    by_last = list(matrices)
    reached = sign(sum(by_last))
    while True:
        whole = sum(by_last)
        by_last = [sign((whole - mine) @ step) for mine, step in zip(by_last, matrices)]
        more = sign(reached + sum(by_last))
        if numpy.array_equal(more, reached):
            return reached
        reached = more


def diagonal(one, other):
    """The diagonal of a product."""
    return numpy.einsum("ij,ji->i", one, other)


def verdicts(options, ranks):
    """For each decision maker and concept whether each state is stable."""
    makers, states = ranks.shape
    everything = numpy.ones((states, states), KIND)
    steps = moves(options, makers)
    preferred = [(rank[None, :] > rank[:, None]).astype(KIND) for rank in ranks]
    improvements = [step * better for step, better in zip(steps, preferred)]
    found = []
    for maker in range(makers):
        better, step, improvement = preferred[maker], steps[maker], improvements[maker]
        not_better = everything - numpy.eye(states, dtype=KIND) - better
        others = [other for other in range(makers) if other != maker]
        by_moves = joint([steps[other] for other in others])
        by_improvements = joint([improvements[other] for other in others])
        no_escape = not_better.T * (everything - sign(step @ better.T))
        leaving = [diagonal(improvement, everything)]
        for reached, sanctions in (
            (by_moves, not_better.T),
            (by_moves, no_escape),
            (by_improvements, not_better.T),
            (by_improvements, no_escape),
        ):
            leaving.append(diagonal(improvement, everything - sign(reached @ sanctions)))
        found.append([entries == 0 for entries in leaving])
    return found


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        given = json.load(file)
    enough = float(sys.argv[2])
    ranks = numpy.array(given["ranks"], dtype=numpy.int64)
    began = time.process_time()
    found, times = verdicts(given["options"], ranks), 1
    seconds = time.process_time() - began
    if seconds < enough:
        # The first round counts only if it is the only one.
        began, times, seconds = time.process_time(), 0, 0
        while seconds < enough:
            found = verdicts(given["options"], ranks)
            times += 1
            seconds = time.process_time() - began
    words = [["".join("1" if stable else "0" for stable in entries) for entries in of] for of in found]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(json.dumps({"seconds": seconds / times, "times": times, "peak_kib": peak, "verdicts": words}))


if __name__ == "__main__":
    main()
