"""The frontier of a two-party folder of GENIUS XML by NegMAS's exact sampler.

`mobanos.py FOLDER SECONDS` loads the scenario and repeats `init` and
`pareto_outcomes` of a new `MOBANOSParetoSampler` for so many processor seconds.
The sampler gives outcomes; their values are computed outside the timing.
"""

import json
import resource
import sys
import time

from negmas.inout import Scenario
from negmas.preferences.pareto_sampler import MOBANOSParetoSampler


def sample(ufuns):
    """One round of the work that is timed."""
    sampler = MOBANOSParetoSampler()
    sampler.init(*ufuns)
    return sampler.pareto_outcomes()


def main():
    ufuns = Scenario.from_genius_folder(sys.argv[1]).ufuns
    enough = float(sys.argv[2])
    began = time.process_time()
    outcomes = sample(ufuns)
    seconds, times = time.process_time() - began, 1
    if seconds < enough:
        began, times, seconds = time.process_time(), 0, 0
        while seconds < enough:
            outcomes = sample(ufuns)
            times += 1
            seconds = time.process_time() - began
    json.dump(
        {
            "seconds": seconds / times,
            "times": times,
            "peak_kib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss,
            "frontier": [[float(ufun(outcome)) for ufun in ufuns] for outcome in outcomes],
        },
        sys.stdout,
    )


if __name__ == "__main__":
    main()
