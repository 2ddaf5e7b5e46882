"""(f) Shares of draws: against as many frontiers, and against NumPy."""

import json
import math

from compare.agree import Disagreement
from compare.process import BENCH, BUILT, PYTHON, run
from compare.tables import duration, keep, median, rounded

PEER = BENCH / "peers" / "draws.py"
CONCEPTS = ("nash", "kalai-smorodinsky", "egalitarian", "utilitarian")


def measure(scope):
    """Runs the section and keeps its table."""
    quick = scope.quick
    seeds = range(2 if quick else 5)
    lines = ["| what | draws | median | range |", "| --- | ---: | ---: | --- |"]
    found = [run([BUILT / "draws", "frontiers", seed, 10_000], 600).answer for seed in seeds]
    times = [each["seconds"] for each in found]
    lines.append(row("2 parties, 10 issues of 4, all figures of `robust`", found[0]["draws"], times))
    lines.append(row("the same, as many frontiers alone", found[0]["draws"], [each["frontiers"] for each in found]))
    lines.append(ratios("all figures / frontiers alone", [each["seconds"] / each["frontiers"] for each in found]))
    ours, theirs = [], []
    draws = 20_000 if quick else 100_000
    for seed in seeds:
        done = run([BUILT / "draws", "packages", seed, draws], 600)
        file = BENCH / "out" / f"draws-{seed}.json"
        file.write_text(done.output, encoding="utf-8")
        peer = run([PYTHON, PEER, file, draws, seed], 1200)
        if not (done.finished and peer.finished):
            raise SystemExit(f"section g: {done.stopped or peer.stopped}")
        agree(done.answer, peer.answer, draws)
        ours.append(done.answer["seconds"])
        theirs.append(peer.answer["seconds"])
    lines.append(row("499 packages, every one reported on: Détente", draws, ours))
    lines.append(row("the same: NumPy", draws, theirs))
    lines.append(ratios("NumPy / Détente", [peer / own for own, peer in zip(ours, theirs)]))
    keep("draws", "Shares of draws, one thread, processor time", "\n".join(lines), quick)


def row(what, draws, times):
    """A line of times."""
    return f"| {what} | {draws:,} | {duration(median(times))} | {duration(min(times))} to {duration(max(times))} |"


def ratios(what, values):
    """A line of ratios."""
    return f"| {what} | | {rounded(median(values))} | {rounded(min(values))} to {rounded(max(values))} |"


def agree(own, peer, draws):
    """Raises where a share differs by more than both errors: ours as stated, theirs four standard errors."""
    position = {tuple(package): at for at, package in enumerate(peer["packages"])}
    for package in own["packages"]:
        at = position[tuple(package["package"])]
        figures = {name: values[at] for name, values in peer["figures"].items() if name not in ("deal", "worst")}
        names = {"all": package["all"], "first": package["accepts"][0], "second": package["accepts"][1]}
        names |= {"frontier": package["frontier"], "gain": package["gain"], "regret": package["regret"]}
        names |= dict(zip(CONCEPTS, package["concepts"]))
        for name, (value, error) in names.items():
            theirs = figures[name]
            spread = 4 * math.sqrt(max(theirs * (1 - theirs), 1 / draws) / draws)
            if abs(value - theirs) > 2 * error + spread:
                raise Disagreement(f"{name} of {package['package']}: {value} ± {error} and {theirs}")
