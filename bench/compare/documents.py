"""Ten thousand documents added, compared and searched; and a quarter of them, for how time grows."""

import datetime
import os
import shutil
import subprocess
import sys

from compare.process import BENCH, BUILT, DETENTE, run
from compare.tables import median

BYTES = 100_000
# Words of all frequencies of the generated language, from the most frequent on.
QUERIES = ["to mi", "bu dormi", "femito", "dorhaha dorzu", "to mi ren sol va bu", '"to mi"']
TIMES = 7


def main():
    """Prints one table."""
    quick = "--quick" in sys.argv
    counts = [25, 100] if quick else [2_500, 10_000]
    cores = os.cpu_count()
    print(f"# Documents\n\nGenerated, {BYTES // 1000} kB each, seed 1; {datetime.date.today()}, {cores} cores, one process each.\n")
    print("| documents | MB | add: s | peak MB | duplicates: s | peak MB | copies | search: median ms | worst ms | peak MB |")
    print("|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|")
    for count in counts:
        print(row(count), flush=True)
    print(
        "\nSeconds are those of the processor and hold the start of the process, the reading of the case and of the "
        f"files. Searching: {TIMES} runs of each of {len(QUERIES)} queries. Goals: memory under 1,000 MB, time in "
        "proportion to size, a search under 50 ms."
    )


def row(count):
    """Measures one number of documents."""
    folder = BENCH / "out" / f"documents-{count}"
    shutil.rmtree(folder, ignore_errors=True)
    subprocess.run([BUILT / "documents", str(count), str(BYTES), "1", folder], check=True)
    case = folder / "case"
    size = sum(path.stat().st_size for path in (folder / "in").iterdir()) / 1e6
    added = checked(run([DETENTE, "record", "add", case, folder / "in", "--format", "json"], 3_600))
    if len(added.answer["added"]) != count:
        raise SystemExit(f"{len(added.answer['added'])} of {count} documents were added")
    compared = checked(run([DETENTE, "record", "duplicates", case, "--format", "json"], 3_600))
    searched = [
        checked(run([DETENTE, "record", "search", case, query, "--format", "json"], 60))
        for query in QUERIES
        for _ in range(TIMES)
    ]
    milliseconds = [1000 * each.seconds for each in searched]
    peak = max(each.megabytes for each in searched)
    copies = len(compared.answer["copies"])
    shutil.rmtree(folder)
    return (
        f"| {count:,} | {size:,.0f} | {added.seconds:.1f} | {added.megabytes:.0f} | {compared.seconds:.1f} | "
        f"{compared.megabytes:.0f} | {copies:,} | {median(milliseconds):.0f} | {max(milliseconds):.0f} | {peak:.0f} |"
    )


def checked(done):
    """A run that came to its end."""
    if not done.finished:
        raise SystemExit(done.stopped)
    return done


if __name__ == "__main__":
    main()
