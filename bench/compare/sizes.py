"""(e) Where the tools stop as domains grow, and how."""

from compare.process import BENCH, PYTHON, generate, run, settle
from compare.tables import duration, keep, power, rounded, table

ENUMERATION = BENCH / "peers" / "negmas_points.py"
SAMPLER = BENCH / "peers" / "mobanos.py"
OPTIONS = 10
ISSUES = (5, 6, 7, 8, 10, 12, 15, 20, 30)
SECONDS = 60
MEGABYTES = 4000
SEED = 1


def measure(scope):
    """Runs the section and keeps its table."""
    quick = scope.quick
    seconds = 5 if quick else SECONDS
    rows = []
    # Once a tool has been stopped, larger domains are not tried with it.
    gone = {}
    for issues in ISSUES:
        folder = generate("additive", "opposed", 2, issues, OPTIONS, SEED)
        commands = {
            "enumeration": [PYTHON, ENUMERATION, folder],
            "sampler": [PYTHON, SAMPLER, folder, 0],
            "ours": settle(folder),
        }
        cells = []
        for name, command in commands.items():
            if name in gone:
                cells.append("not tried")
                continue
            done = run(command, seconds, MEGABYTES)
            if done.finished:
                cells.append(f"{duration(done.seconds)}, {rounded(done.megabytes)} MB")
            else:
                gone[name] = done.stopped
                cells.append(f"{done.stopped}, {rounded(done.megabytes)} MB")
            if name == "ours" and done.finished:
                frontier = done.answer["frontier"]
                cells.append(f"{len(frontier['points'])} points, {frontier['status']}")
        rows.append([power(OPTIONS**issues), *cells])
    columns = [">packages", "NegMAS, enumeration", "NegMAS, exact sampler", "Détente", "Détente's frontier"]
    text = f"""Whole processes on two-party domains with opposed interests, issues of {OPTIONS} options: processor time and peak memory, or
how a tool ended. Each has {seconds} s of processor time and {MEGABYTES / 1000:g} GB of address space; once it is stopped, larger domains
are not tried with it. Enumeration is `pareto_frontier` with the solution points, the sampler is
`MOBANOSParetoSampler` (frontier alone, at most 100,000 vectors under way), ours is `detente solve --points`, which counts
and judges packages besides.

{table(columns, rows)}"""
    keep("sizes", "Where tools stop", text, quick)
