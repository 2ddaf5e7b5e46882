"""(b) Two-party frontiers against NegMAS's exact sampler, which does not enumerate."""

from compare.agree import TOLERANCE, frontiers
from compare.process import BENCH, BUILT, PYTHON, generate, run
from compare.tables import domains as of_domains, duration, keep, median, power, rounded, table, times

PEER = BENCH / "peers" / "mobanos.py"
# Issues, options of each.
SIZES = ((4, 10), (5, 10), (8, 5), (6, 10), (7, 10), (10, 5))
INTERESTS = ("independent", "opposed")
LIMIT = 120
ENOUGH = 0.3


def measure(scope):
    """Runs the section and keeps its table."""
    quick = scope.quick
    seeds = range(1, 1 + (scope.seeds or (2 if quick else 5)))
    measured = {}
    for seed in seeds:
        for issues, options in SIZES:
            for interests in INTERESTS:
                folder = generate("additive", interests, 2, issues, options, seed)
                theirs = run([PYTHON, PEER, folder, ENOUGH], LIMIT)
                ours = run([BUILT / "points", folder / "case.toml", ENOUGH, "frontier"], LIMIT)
                for done in (theirs, ours):
                    if not done.finished:
                        raise SystemExit(f"{folder.name}: {done.stopped}")
                theirs, ours = theirs.answer, ours.answer
                frontiers(ours["frontier"], theirs["frontier"], folder.name)
                row = {
                    "points": len(ours["frontier"]),
                    "theirs": theirs["seconds"],
                    "ours": ours["seconds"],
                    "alone": ours["frontier_seconds"],
                    "their KiB": theirs["peak_kib"],
                    "our KiB": ours["peak_kib"],
                }
                measured.setdefault((issues, options, interests), []).append(row)
    rows = []
    for (issues, options, interests), found in measured.items():
        column = lambda name: median(row[name] for row in found)
        ratios = [row["theirs"] / row["ours"] for row in found]
        alone = [row["theirs"] / row["alone"] for row in found]
        rows.append(
            [
                power(options**issues),
                f"{issues} of {options}",
                interests,
                rounded(column("points")),
                duration(column("theirs")),
                duration(column("ours")),
                f"{times(median(ratios))} ({times(min(ratios))})",
                duration(column("alone")),
                f"{times(median(alone))} ({times(min(alone))})",
                rounded(column("their KiB") / 1024),
                rounded(column("our KiB") / 1024),
            ]
        )
    columns = [
        ">packages", "issues", "interests", ">frontier", ">MOBANOS", ">Détente", ">ratio (least)",
        ">without compiling", ">ratio (least)", ">MOBANOS MB", ">Détente MB",
    ]  # fmt: skip
    text = f"""Processor time inside the process, on what is loaded already, {of_domains(len(seeds))}, each repeated for
{ENOUGH} s; ratios are formed domain by domain, the least in brackets. NegMAS: `MOBANOSParetoSampler().init(first, second)`
and `pareto_outcomes()`. Détente: compiling, and the frontier with counts and a package for each point; *without compiling*,
the frontier alone. Neither looks at reservation values here. Frontiers agree within {TOLERANCE:g} on all domains.

{table(columns, rows)}"""
    keep("mobanos", "Two-party frontiers, against NegMAS's exact sampler", text, quick)
