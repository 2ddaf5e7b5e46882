"""Whether two tools found the same, before anyone speaks of time."""

from bisect import bisect_left

TOLERANCE = 1e-9


class Disagreement(Exception):
    """Two tools give different answers where their definitions are the same."""


def near(one, other):
    """Whether two vectors are the same up to rounding."""
    return max((abs(a - b) for a, b in zip(one, other)), default=0.0) <= TOLERANCE


class Vectors:
    """Vectors to look others up in."""

    def __init__(self, vectors):
        self.sorted = sorted(map(tuple, vectors))

    def has(self, vector):
        """Whether a vector is among them, up to rounding."""
        at = bisect_left(self.sorted, (vector[0] - TOLERANCE,))
        while at < len(self.sorted) and self.sorted[at][0] <= vector[0] + TOLERANCE:
            if near(self.sorted[at], vector):
                return True
            at += 1
        return False


def frontiers(ours, theirs, where):
    """Checks that two frontiers are the same up to rounding.

    Floating point may keep a vector that another one dominates by less than it
    can tell: such vectors of theirs are near one of ours or below one by no more
    than the tolerance in every coordinate.
    """
    known = Vectors(theirs)
    for vector in ours:
        if not known.has(vector):
            raise Disagreement(f"{where}: {vector} is on our frontier alone")
    known = Vectors(ours)
    for vector in theirs:
        if not known.has(vector) and not any(all(a >= b - TOLERANCE for a, b in zip(other, vector)) for other in ours):
            raise Disagreement(f"{where}: {vector} is on their frontier alone")


def points(ours, theirs, where):
    """Checks that each of our points is one of theirs, and whether they have no others."""
    known = Vectors(theirs)
    for vector in ours:
        if not known.has(vector):
            raise Disagreement(f"{where}: we find {ours}, they find {theirs}")


def same(ours, theirs):
    """Whether two sets of points are the same, where definitions differ."""
    return all(map(Vectors(theirs).has, ours)) and all(map(Vectors(ours).has, theirs))
