"""The non-dominated filter against moocore's, on generated points.

`filter.py FILTER [--quick]` runs FILTER (the program built from src/bin/filter.rs)
and moocore in turn, three rounds of each on each set of points, checks that both
keep the same points, and prints a Markdown table of medians.
`filter.py POINTS DIMENSION SECONDS MASK` is one run of moocore's, with the
arguments and the output of FILTER.

Both get the same rows of doubles in memory, maximise every coordinate, keep all
copies of equal points (moocore's `keep_weakly`), use one thread, and are timed in
processor seconds from that array to the mask (moocore) or the positions (ours).
Memory is the peak of the whole process: for moocore that includes Python and NumPy.
"""

import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import moocore
import numpy

SEED = 20_260_101
ROUNDS = 3
SECONDS = 0.3


def points(number, dimension, kind):
    """Uniform in the unit cube, or on the part of the unit sphere where no coordinate is negative."""
    draw = numpy.random.default_rng([SEED, number, dimension])
    if kind == "cube":
        return draw.random((number, dimension))
    rows = numpy.abs(draw.standard_normal((number, dimension)))
    return rows / numpy.linalg.norm(rows, axis=1, keepdims=True)


def moocores(path, dimension, enough, mask):
    """One run of moocore's filter, repeated for so many processor seconds."""
    rows = numpy.fromfile(path, dtype="<f8").reshape(-1, dimension)
    filtered = lambda: moocore.is_nondominated(rows, maximise=True, keep_weakly=True)
    began = time.process_time()
    kept, times = filtered(), 1
    seconds = time.process_time() - began
    if seconds < enough:
        # As in FILTER the first round counts only if it is the only one.
        began, times, seconds = time.process_time(), 0, 0
        while seconds < enough:
            kept = filtered()
            times += 1
            seconds = time.process_time() - began
    kept.astype(numpy.uint8).tofile(mask)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(json.dumps({"seconds": seconds / times, "times": times, "peak_kib": peak, "kept": int(kept.sum())}))


def compare(program, sizes):
    print(f"Processor seconds, medians of {ROUNDS} rounds in turn; moocore {moocore.__version__}.\n")
    print("| points | dimension | drawn from | kept | ours s | moocore s | ratio | ours MB | moocore MB |")
    print("|---:|---:|---|---:|---:|---:|---:|---:|---:|")
    peer = [sys.executable, __file__]
    with tempfile.TemporaryDirectory() as folder:
        path, masks = Path(folder, "points"), [Path(folder, "ours"), Path(folder, "moocore")]
        for number in sizes:
            for dimension in (2, 3, 4, 5):
                for kind in ("cube", "sphere"):
                    points(number, dimension, kind).astype("<f8").tofile(path)
                    runs = ([], [])
                    for _ in range(ROUNDS):
                        for command, mask, found in zip(([program], peer), masks, runs):
                            words = [*command, path, str(dimension), str(SECONDS), mask]
                            output = subprocess.run(words, check=True, capture_output=True, text=True).stdout
                            found.append(json.loads(output))
                        if masks[0].read_bytes() != masks[1].read_bytes():
                            sys.exit(f"the filters disagree on {number} points, {dimension} dimensions, {kind}")
                    seconds = [statistics.median(run["seconds"] for run in found) for found in runs]
                    memory = [statistics.median(run["peak_kib"] for run in found) / 1024 for found in runs]
                    print(
                        f"| {number:,} | {dimension} | {kind} | {runs[0][0]['kept']:,} "
                        f"| {seconds[0]:.5f} | {seconds[1]:.5f} | {seconds[1] / seconds[0]:.1f} "
                        f"| {memory[0]:.0f} | {memory[1]:.0f} |",
                        flush=True,
                    )


def main():
    words = sys.argv[1:]
    if len(words) == 4:
        moocores(words[0], int(words[1]), float(words[2]), words[3])
    elif words and words[1:] in ([], ["--quick"]):
        compare(words[0], (10_000,) if words[1:] else (10_000, 100_000, 1_000_000))
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    main()
