"""Frontier and solution points of a folder of GENIUS XML by NegMAS's enumeration.

`negmas_points.py FOLDER` does it once, as a user's script would.
`negmas_points.py FOLDER SECONDS` loads the scenario first and then repeats the
work for so many processor seconds (the first round counts only if it is the
only one). Either prints as JSON what was found; times are processor seconds.
"""

import json
import resource
import sys
import time

from negmas.inout import Scenario
from negmas.preferences.ops import (
    kalai_points,
    ks_points,
    max_relative_welfare_points,
    max_welfare_points,
    nash_points,
    pareto_frontier,
)


def settle(scenario):
    """One round of the work that is timed."""
    ufuns, space = scenario.ufuns, scenario.outcome_space
    ranges = [ufun.minmax(space, above_reserve=False) for ufun in ufuns]
    frontier, _ = pareto_frontier(ufuns, issues=space.issues)
    functions = {
        "nash": nash_points,
        "egalitarian": kalai_points,
        "kalai-smorodinsky": ks_points,
        "utilitarian": max_relative_welfare_points,
        "sum": max_welfare_points,
    }
    found = {name: function(ufuns, frontier, ranges=ranges) for name, function in functions.items()}
    return frontier, {name: [vector for vector, _ in points] for name, points in found.items()}


def main():
    scenario = Scenario.from_genius_folder(sys.argv[1])
    began, times, seconds = time.process_time(), 1, None
    frontier, points = settle(scenario)
    if len(sys.argv) > 2:
        enough = float(sys.argv[2])
        seconds = time.process_time() - began
        if seconds < enough:
            began, times, seconds = time.process_time(), 0, 0
            while seconds < enough:
                frontier, points = settle(scenario)
                times += 1
                seconds = time.process_time() - began
    plain = lambda vectors: [[float(value) for value in vector] for vector in vectors]
    json.dump(
        {
            "seconds": seconds and seconds / times,
            "times": times,
            "peak_kib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss,
            "frontier": plain(frontier),
            "points": {name: plain(vectors) for name, vectors in points.items()},
        },
        sys.stdout,
    )


if __name__ == "__main__":
    main()
