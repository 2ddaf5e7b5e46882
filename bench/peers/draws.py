"""The shares of draws of a case of some hundred packages, vectorised with NumPy.

`draws.py FILE DRAWS SEED` reads what `draws packages` wrote, makes independent
draws of the same case in batches, computes every figure that ours has (accepted by
all and by each, on the frontier, the point of each of four concepts, mean least
share of gain, mean and worst regret, any deal) with array operations alone, and
prints them as JSON with the processor seconds that they took.
"""

import itertools
import json
import resource
import sys
import time

import numpy

BATCH = 2_000


def uniform(random, ranges, count):
    """So many draws of each range, one row a draw."""
    low, high = numpy.asarray(ranges, dtype=float).T
    return low + random.random((count, len(low))) * (high - low)


class Sums:
    """Sums over batches."""

    def __init__(self):
        self.names = {}

    def add(self, name, batch):
        """Adds the sum of a batch over its draws."""
        self.names[name] = self.names.get(name, 0) + batch.sum(axis=0)


def draw(case, chosen, random, count):
    """Values of all packages and of no agreement, for each party: one row a draw."""
    values, bars = [], []
    for party in range(2):
        weights = uniform(random, case["weights"][party], count)
        weights /= weights.sum(axis=1, keepdims=True)
        total = numpy.zeros((count, len(chosen)))
        for issue, ranges in enumerate(case["values"][party]):
            worth = uniform(random, ranges, count) * weights[:, issue : issue + 1]
            total += worth[:, chosen[:, issue]]
        values.append(total)
        bars.append(uniform(random, [case["bars"][party]], count))
    return values, bars


def batch(case, chosen, random, count, sums):
    """One batch of draws."""
    values, bars = draw(case, chosen, random, count)
    accepts = [values[party] >= bars[party] for party in range(2)]
    both = accepts[0] & accepts[1]
    deal = both.any(axis=1)
    sums.add("first", accepts[0])
    sums.add("second", accepts[1])
    sums.add("all", both)
    sums.add("deal", deal)
    # Of the acceptable packages, by falling value to the first: on the frontier is what beats all before it.
    hidden = numpy.where(both, values[0], -numpy.inf)
    order = numpy.argsort(-hidden, axis=1)
    second = numpy.take_along_axis(numpy.where(both, values[1], -numpy.inf), order, axis=1)
    before = numpy.full_like(second, -numpy.inf)
    before[:, 1:] = numpy.maximum.accumulate(second, axis=1)[:, :-1]
    frontier = numpy.zeros_like(both)
    numpy.put_along_axis(frontier, order, second > before, axis=1)
    sums.add("frontier", frontier)
    # Gains in shares of the best that each can have.
    gains = [numpy.where(both, values[party] - bars[party], 0.0) for party in range(2)]
    possible = [gains[party].max(axis=1, keepdims=True) for party in range(2)]
    shares = [gains[party] / numpy.where(possible[party] > 0, possible[party], 1.0) for party in range(2)]
    least = numpy.where(both, numpy.minimum(*shares), 0.0)
    rows = numpy.flatnonzero(deal)
    for name, score in (
        ("nash", gains[0] * gains[1]),
        ("kalai-smorodinsky", least),
        ("egalitarian", numpy.minimum(*gains)),
        ("utilitarian", shares[0] + shares[1]),
    ):
        score = numpy.where(both, score, -1.0)
        counts = numpy.bincount(score[rows].argmax(axis=1), minlength=len(chosen))
        sums.names[name] = sums.names.get(name, 0) + counts
    sums.add("gain", least)
    regret = least.max(axis=1, keepdims=True) - least
    sums.add("regret", regret)
    worst = regret.max(axis=0)
    sums.names["worst"] = numpy.maximum(sums.names.get("worst", 0.0), worst)


def main():
    """One run."""
    with open(sys.argv[1], encoding="utf-8") as file:
        case = json.load(file)["case"]
    draws, seed = int(sys.argv[2]), int(sys.argv[3])
    chosen = numpy.array([each for each in itertools.product(*map(range, case["sizes"])) if any(each)])
    began = time.process_time()
    random = numpy.random.default_rng(seed)
    sums = Sums()
    for start in range(0, draws, BATCH):
        batch(case, chosen, random, min(BATCH, draws - start), sums)
    seconds = time.process_time() - began
    figures = {name: (total if name == "worst" else total / draws).tolist() for name, total in sums.names.items()}
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(json.dumps({"seconds": seconds, "peak_kib": peak, "packages": chosen.tolist(), "figures": figures}))


if __name__ == "__main__":
    main()
