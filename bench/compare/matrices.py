"""(f) The stability concepts against the published matrix method in NumPy."""

from compare.agree import Disagreement
from compare.process import BENCH, BUILT, PYTHON, run
from compare.tables import duration, keep, median, rounded, table, times

PEER = BENCH / "peers" / "matrices.py"
MAKERS = 4
# Options of two choices: 64 to 1,024 states.
SIZES = (6, 7, 8, 9, 10)
PREFERENCES = ("priorities", "additive")
CONCEPTS = ("nash", "gmr", "smr", "seq", "sym-seq")
LIMIT = 600
ENOUGH = 0.3
GOAL = 1000


def measure(scope):
    """Runs the section and keeps its table."""
    quick = scope.quick
    seeds = range(1, 2) if quick else range(1, 4)
    measured = {}
    for seed in seeds:
        for options in SIZES:
            for preferences in PREFERENCES:
                file = BENCH / "out" / f"ranks-{options}-{preferences}-{seed}.json"
                ours = run([BUILT / "stability", "ranks", options, MAKERS, preferences, seed, file], LIMIT)
                theirs = run([PYTHON, PEER, file, ENOUGH], LIMIT)
                for done in (ours, theirs):
                    if not done.finished:
                        raise SystemExit(f"{file.name}: {done.stopped}")
                ours, theirs = ours.answer, theirs.answer
                agree(ours["verdicts"], theirs["verdicts"], file.name)
                measured.setdefault((options, preferences), []).append((ours, theirs))
                file.unlink()
    rows = []
    for (options, preferences), found in measured.items():
        ratios = [theirs["seconds"] / ours["seconds"] for ours, theirs in found]
        goal = ""
        if options == SIZES[-1]:
            goal = f"{'met' if median(ratios) >= GOAL else 'NOT met'} ({GOAL:,} times)"
        rows.append(
            [
                f"{1 << options:,}",
                preferences,
                duration(median(theirs["seconds"] for _, theirs in found)),
                duration(median(ours["seconds"] for ours, _ in found)),
                f"{times(median(ratios))} ({times(min(ratios))})",
                rounded(median(theirs["peak_kib"] for _, theirs in found) / 1024),
                rounded(median(ours["peak_kib"] for ours, _ in found) / 1024),
                goal,
            ]
        )
    columns = [">states", "preferences", ">matrices", ">Détente", ">ratio (least)", ">matrices MB", ">Détente MB", "goal"]
    text = f"""All five concepts, {MAKERS} decision makers. Processor time inside the process on one thread, medians of {len(seeds)} conflicts a
row, each repeated for {ENOUGH} s; ratios are formed conflict by conflict, the least in brackets. Matrices: from ranks to verdicts,
in single precision with NumPy's BLAS. Détente: from the case to verdicts. All verdicts of all decision makers agree.

{table(columns, rows)}"""
    keep("matrices", "Stability, against the matrix method in NumPy", text, quick)


def agree(ours, theirs, where):
    """Checks that every verdict is the same."""
    for maker, (mine, other) in enumerate(zip(ours, theirs, strict=True)):
        for concept, one, two in zip(CONCEPTS, mine, other, strict=True):
            if one != two:
                state = next(at for at, (a, b) in enumerate(zip(one, two, strict=True)) if a != b)
                raise Disagreement(f"{where}: decision maker {maker}, {concept}, state {state}")
