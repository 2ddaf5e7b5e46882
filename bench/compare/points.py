"""(a) Frontier and solution points against NegMAS's enumeration."""

from compare.agree import TOLERANCE, frontiers, points, same
from compare.process import BENCH, BUILT, PYTHON, generate, imports, run, settle
from compare.tables import domains as of_domains, duration, keep, median, power, rounded, table, times

PEER = BENCH / "peers" / "negmas_points.py"
# Parties, issues, options of each.
SIZES = [
    (parties, issues, options)
    for parties in (2, 3)
    for issues, options in ((2, 10), (3, 10), (4, 10), (5, 10), (8, 5))
]
INTERESTS = ("independent", "opposed")
# Definitions that are the same in both tools; the utilitarian one where each
# party's best value over all packages is acceptable to all.
SAME = ("nash", "egalitarian", "sum")
LIMIT = 120
ENOUGH = 0.3
# Runs of each whole command on a domain, in turns; the median counts.
TURNS = 5


def measure(scope):
    """Runs the section and keeps its table."""
    quick = scope.quick
    most = 10**4 if quick else scope.most
    sizes = [size for size in SIZES if size[2] ** size[1] <= most]
    seeds = range(1, 1 + (scope.seeds or (1 if quick else 3)))
    measured, differ, domains = {}, {"kalai-smorodinsky": 0, "utilitarian": 0}, 0
    # Seeds outside, so that a spell of other work on the machine touches all sizes.
    for seed in seeds:
        for parties, issues, options in sizes:
            for interests in INTERESTS:
                folder = generate("additive", interests, parties, issues, options, seed)
                row, differing = one(folder)
                domains += 1
                for name in differing:
                    differ[name] += 1
                measured.setdefault((parties, issues, options, interests), []).append(row)
    rows = []
    for (parties, issues, options, interests), found in measured.items():
        column = lambda name: median(row[name] for row in found)
        whole = [row["their whole"] / row["our whole"] for row in found]
        inside = [row["their inside"] / row["our inside"] for row in found]
        rows.append(
            [
                parties,
                power(options**issues),
                interests,
                rounded(column("points")),
                duration(column("their whole")),
                duration(column("our whole")),
                f"{times(median(whole))} ({times(min(whole))})",
                duration(column("their inside")),
                duration(column("our inside")),
                f"{times(median(inside))} ({times(min(inside))})",
                rounded(column("their memory")),
                rounded(column("our memory")),
            ]
        )
    columns = [
        ">parties", ">packages", "interests", ">frontier", ">NegMAS, process", ">Détente, process", ">ratio (least)",
        ">NegMAS, inside", ">Détente, inside", ">ratio (least)", ">NegMAS MB", ">Détente MB",
    ]  # fmt: skip
    read = "`detente solve domain.xml party-1.xml ...`" if imports() else "`detente solve case.toml` (the same numbers as a case)"
    text = f"""Processor time, {of_domains(len(seeds))}; ratios are formed domain by domain, the least in brackets.
Each row runs the four programs one after the other, on one thread each. *Process*: the whole command, from start to
printed JSON, the median of {TURNS} runs in turns; {read} with `--points` against a script that loads the folder with
`Scenario.from_genius_folder` and calls `pareto_frontier` and the five functions below. *Inside*: the same work on what is
loaded already, repeated for {ENOUGH} s; ours compiles, computes frontier and concepts each time.

Agreement, checked on all {domains} domains before timing was looked at, within {TOLERANCE:g}: frontiers (of both our
programs), Nash (`nash_points`), egalitarian (`kalai_points`), largest sum (`max_welfare_points`) are NegMAS's; the
utilitarian point (`max_relative_welfare_points`) is where each party's best package is acceptable to all, and differs by
definition on {differ["utilitarian"]} of the others. The Kalai-Smorodinsky point (`ks_points`) is defined differently and
differs on {differ["kalai-smorodinsky"]}.

{table(columns, rows)}"""
    keep("negmas-points", "Frontier and solution points, against NegMAS's enumeration", text, quick)


def one(folder):
    """The four runs on one domain; times, and in which points the tools differ."""
    turns = [(run([PYTHON, PEER, folder], LIMIT), run(settle(folder), LIMIT)) for _ in range(TURNS)]
    middle = lambda of: sorted((turn[of] for turn in turns), key=lambda each: each.seconds)[TURNS // 2]
    runs = {
        "their whole": middle(0),
        "our whole": middle(1),
        "their inside": run([PYTHON, PEER, folder, ENOUGH], LIMIT),
        "our inside": run([BUILT / "points", folder / "case.toml", ENOUGH], LIMIT),
    }
    for name, done in [*runs.items(), *(("whole", done) for turn in turns for done in turn)]:
        if not done.finished:
            raise SystemExit(f"{folder.name}, {name}: {done.stopped}")
    theirs, ours = runs["their inside"].answer, runs["our inside"].answer
    where = folder.name
    frontiers(ours["frontier"], theirs["frontier"], where)
    frontiers(of_report(runs["our whole"].answer), theirs["frontier"], where)
    differing = []
    for name in ours["points"]:
        # Where somebody's best package is not acceptable to all, ideals differ.
        reached = all(max(column) >= 1 - TOLERANCE for column in zip(*ours["frontier"]))
        if name in SAME or (name == "utilitarian" and reached):
            points(ours["points"][name], theirs["points"][name], f"{where}, {name}")
        elif not same(ours["points"][name], theirs["points"][name]):
            differing.append(name)
    row = {
        "points": len(ours["frontier"]),
        "their whole": runs["their whole"].seconds,
        "our whole": runs["our whole"].seconds,
        "their inside": theirs["seconds"],
        "our inside": ours["seconds"],
        "their memory": runs["their whole"].megabytes,
        "our memory": runs["our whole"].megabytes,
    }
    return row, differing


def of_report(report):
    """The frontier of a JSON report, as shares of the whole scale."""
    frontier = report["frontier"]
    units = [coordinate["units_per_point"] for coordinate in frontier["coordinates"]]
    vectors = [[value / unit for value, unit in zip(point["vector"], units)] for point in frontier["points"]]
    # Cases count to 100; what is imported may keep the other tool's scale, which ends at 1.
    scale = 100 if any(value > 1.5 for vector in vectors for value in vector) else 1
    return [[value / scale for value in vector] for vector in vectors]
