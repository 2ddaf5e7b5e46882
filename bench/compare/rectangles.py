"""(d) Exact frontiers of hyper-rectangle domains against integer programs in HiGHS."""

from compare.agree import Disagreement
from compare.process import BENCH, BUILT, PYTHON, generate, run
from compare.tables import duration, keep, median, rounded, table, times

PEER = BENCH / "peers" / "highs.py"
# Issues, seeds of full and of quick mode.
SIZES = ((10, (1, 2), (1,)), (20, (1, 2), ()), (30, (1, 2), ()), (50, (1, 2), ()))
VALUES = 10
RECTANGLES = 100
LIMIT = 150
ENOUGH = 0.3


def measure(scope):
    """Runs the section and keeps its table."""
    quick = scope.quick
    rows, finished = [], 0
    for issues, seeds, quick_seeds in SIZES:
        found = [one(issues, seed) for seed in (quick_seeds if quick else seeds)]
        if not found:
            continue
        finished += sum(theirs.finished for theirs, _ in found)
        column = lambda of: median(map(of, found))
        # A program that was stopped took at least its limit.
        ratios = [seconds_of(theirs) / ours.answer["seconds"] for theirs, ours in found]
        stopped = [theirs.stopped for theirs, _ in found if not theirs.finished]
        more = "over " if stopped else ""
        rows.append(
            [
                issues,
                rounded(column(lambda pair: len(pair[1].answer["frontier"]))),
                more + duration(column(lambda pair: seconds_of(pair[0]))),
                duration(column(lambda pair: pair[1].answer["seconds"])),
                f"{more}{times(median(ratios))} ({times(min(ratios))})",
                rounded(column(lambda pair: pair[0].megabytes)),
                rounded(column(lambda pair: pair[1].megabytes)),
                ", ".join(stopped) or "finished",
            ]
        )
    columns = [
        ">issues", ">frontier", ">HiGHS", ">Détente", ">ratio (least)", ">HiGHS MB", ">Détente MB", "HiGHS",
    ]  # fmt: skip
    text = f"""Two parties, {RECTANGLES} rectangles each over issues of {VALUES} whole numbers. Processor time inside the process on one thread:
building and solving, without reading files; medians of the domains of a row, the least ratio in brackets. HiGHS: one
integer program for each level of the second party's value, maximising the first party's (`bench/peers/highs.py`), with the
variables of rectangles left continuous, which is faster than binary ones and gives the same; weakly dominated answers are
filtered out. Both start from the same rectangles with bounds included. Where HiGHS finished ({finished} domains) the
frontiers are equal, in whole numbers.

{table(columns, rows)}"""
    keep("highs", "Hyper-rectangle domains, against integer programs in HiGHS", text, quick)


def seconds_of(done):
    """Seconds inside the process, or those of the process when it was stopped."""
    return done.answer["seconds"] if done.finished else done.seconds


def one(issues, seed):
    """Both tools on one domain."""
    folder = generate("rectangles", issues, VALUES, RECTANGLES, seed)
    theirs = run([PYTHON, PEER, folder / "domain.json"], LIMIT)
    ours = run([BUILT / "rectangles", folder / "case.toml", ENOUGH], LIMIT)
    if not ours.finished:
        raise SystemExit(f"{folder.name}: Détente {ours.stopped}")
    if not ours.answer["exact"]:
        raise SystemExit(f"{folder.name}: Détente's frontier is not exact")
    if theirs.finished and sorted(theirs.answer["frontier"]) != sorted(ours.answer["frontier"]):
        raise Disagreement(f"{folder.name}: frontiers differ")
    return theirs, ours
