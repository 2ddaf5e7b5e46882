"""The exact frontier of a two-party hyper-rectangle domain by integer programs in HiGHS.

`highs.py domain.json [binary|continuous]` prints the frontier as JSON with the
processor seconds that building and solving took.

Epsilon-constraint method (Haimes, Lasdon and Wismer 1971): maximise the value of
the first party while the second gets at least a level, then raise the level above
what it got, until nothing is left. Values are whole numbers, so a step of 1 misses
nothing. One binary a value of an issue; one variable a rectangle, which is at most
the sum of the binaries within each of its bounds, so that it may be 1 just where
the package lies inside. Utilities are positive, so nothing else has to force it up.
With whole binaries these variables come out whole by themselves: `continuous`
leaves that to the solver, `binary` says so.
"""

import json
import resource
import sys
import time

import highspy
import numpy

INFINITY = highspy.kHighsInf


def build(domain, kind):
    """The model: rows that tie rectangles to values, then the value of the second party."""
    issues, values = domain["issues"], domain["values"]
    columns = issues * values
    rows = [([issue * values + value for value in range(values)], [1.0] * values, 1.0, 1.0) for issue in range(issues)]
    worth = []
    for profile in domain["profiles"]:
        of_party = []
        for utility, bounds in profile:
            for issue, least, most in bounds:
                inside = [issue * values + value for value in range(least, most + 1)]
                rows.append((inside + [columns], [1.0] * len(inside) + [-1.0], 0.0, INFINITY))
            of_party.append((columns, float(utility)))
            columns += 1
        worth.append(of_party)
    rows.append(([column for column, _ in worth[1]], [utility for _, utility in worth[1]], -INFINITY, INFINITY))
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = columns, len(rows)
    cost = numpy.zeros(columns)
    for column, utility in worth[0]:
        cost[column] = utility
    lp.col_cost_ = cost
    lp.col_lower_, lp.col_upper_ = numpy.zeros(columns), numpy.ones(columns)
    lp.row_lower_ = numpy.array([row[2] for row in rows])
    lp.row_upper_ = numpy.array([row[3] for row in rows])
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = numpy.cumsum([0] + [len(row[0]) for row in rows])
    lp.a_matrix_.index_ = numpy.concatenate([row[0] for row in rows]).astype(numpy.int32)
    lp.a_matrix_.value_ = numpy.concatenate([row[1] for row in rows])
    lp.sense_ = highspy.ObjSense.kMaximize
    whole, real = highspy.HighsVarType.kInteger, highspy.HighsVarType.kContinuous
    choices = issues * values
    lp.integrality_ = [whole if column < choices or kind == "binary" else real for column in range(columns)]
    solver = highspy.Highs()
    for name, value in {
        "output_flag": False,
        "threads": 1,
        "mip_rel_gap": 0.0,
        # Values are whole numbers: what is within less than 1 of the bound is best.
        "mip_abs_gap": 0.999,
    }.items():
        solver.setOptionValue(name, value)
    solver.passModel(lp)
    return solver, worth, len(rows) - 1


def frontier(domain, kind):
    """Undominated value vectors, and how many integer programs were solved."""
    solver, worth, row = build(domain, kind)
    found, level, programs = [], 0, 0
    while True:
        solver.changeRowBounds(row, float(level), INFINITY)
        solver.run()
        programs += 1
        status = solver.getModelStatus()
        if status == highspy.HighsModelStatus.kInfeasible:
            break
        if status != highspy.HighsModelStatus.kOptimal:
            raise SystemExit(f"HiGHS stopped: {solver.modelStatusToString(status)}")
        solution = numpy.asarray(solver.getSolution().col_value)
        vector = value_of(domain, solution)
        found.append(vector)
        level = vector[1] + 1
    # The first party's best may come with less than the most for the second: a
    # later program then gives the same for the first and more for the second.
    best, kept = -1, []
    for vector in reversed(found):
        if vector[0] > best:
            best = vector[0]
            kept.append(vector)
    return kept, programs


def value_of(domain, solution):
    """Values of the package that the binaries choose, from the rectangles themselves."""
    values = domain["values"]
    package = [int(numpy.argmax(solution[issue * values : (issue + 1) * values])) for issue in range(domain["issues"])]
    inside = lambda bounds: all(least <= package[issue] <= most for issue, least, most in bounds)
    return [sum(utility for utility, bounds in profile if inside(bounds)) for profile in domain["profiles"]]


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        domain = json.load(file)
    kind = sys.argv[2] if len(sys.argv) > 2 else "continuous"
    began = time.process_time()
    vectors, programs = frontier(domain, kind)
    seconds = time.process_time() - began
    json.dump(
        {
            "seconds": seconds,
            "times": 1,
            "programs": programs,
            "peak_kib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss,
            "frontier": vectors,
        },
        sys.stdout,
    )


if __name__ == "__main__":
    main()
