"""Markdown tables of medians, and what they were measured on."""

import datetime
import os
import platform
import statistics
import subprocess
from pathlib import Path

from compare.process import BENCH, DETENTE, PYTHON

PEERS = ("negmas", "numpy", "highspy", "moocore")


def median(values):
    """The median; of nothing, nothing."""
    values = list(values)
    return statistics.median(values) if values else None


def domains(count):
    """Of how many domains the rows of a table speak."""
    return "one domain a row" if count == 1 else f"medians of {count} domains a row"


def duration(seconds):
    """A time in the unit that fits it."""
    if seconds is None:
        return "-"
    for unit, scale in (("s", 1), ("ms", 1e3), ("µs", 1e6)):
        if seconds * scale >= 1 or unit == "µs":
            return f"{rounded(seconds * scale)} {unit}"


def rounded(number):
    """Three significant digits, without an exponent."""
    if number is None:
        return "-"
    if number >= 100:
        return f"{number:,.0f}"
    return f"{number:.1f}" if number >= 10 else f"{number:.2f}"


def times(ratio):
    """A ratio as people say it."""
    return "-" if ratio is None else f"{rounded(ratio)}x"


def power(packages):
    """How many packages, as a power of ten where it is one."""
    digits = str(packages)
    return f"10^{len(digits) - 1}" if set(digits[1:]) <= {"0"} and digits[0] == "1" else f"{packages:,}"


def table(columns, rows):
    """A Markdown table; columns that begin with `>` are set right."""
    head = "| " + " | ".join(column.lstrip(">") for column in columns) + " |"
    rule = "|" + "|".join("---:" if column.startswith(">") else "---" for column in columns) + "|"
    return "\n".join([head, rule, *("| " + " | ".join(map(str, row)) + " |" for row in rows)])


def machine():
    """The machine and the versions, in one sentence."""
    info = Path("/proc/cpuinfo").read_text(encoding="utf-8") if Path("/proc/cpuinfo").exists() else ""
    models = [line.split(": ", 1)[1] for line in info.splitlines() if line.startswith("model name")]
    memory = Path("/proc/meminfo").read_text(encoding="utf-8").split()[1] if Path("/proc/meminfo").exists() else "0"
    versions = ask(PYTHON, "-c", "import importlib.metadata as m; print(*(f'{n} {m.version(n)}' for n in %r), sep=', ')" % (PEERS,))
    return (
        f"{models[0] if models else platform.processor()}, {len(models)} cores, {int(memory) / 2**20:.0f} GB, "
        f"{platform.system()} {platform.release()}, {load()}. {ask(DETENTE, '--version')} (commit {ask('git', '-C', BENCH, 'rev-parse', '--short', 'HEAD')}"
        f"{', changed since' if ask('git', '-C', BENCH, 'status', '--porcelain', '--', '..') else ''}), {ask('rustc', '--version')}, "
        f"Python {ask(PYTHON, '-c', 'import platform; print(platform.python_version())')}, {versions}."
    )


def load():
    """How busy the machine was: processes that wanted a core, these measurements among them."""
    return f"load over the last 15 minutes {os.getloadavg()[2]:.1f}"


def ask(*command):
    """What a command prints, or that it does not."""
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, check=False)
    return done.stdout.strip() if done.returncode == 0 else "?"


def keep(name, title, text, quick):
    """Prints a section and keeps it, dated; quick runs are not kept among the results."""
    today = datetime.datetime.now(datetime.timezone.utc).date().isoformat()
    page = f"# {title}\n\n{text}\n\nMeasured on {today}{' in quick mode' if quick else ''}, {machine()}\n"
    print(page, flush=True)
    folder = BENCH / ("out" if quick else "runs")
    folder.mkdir(exist_ok=True)
    (folder / f"{today}-{name}.md").write_text(page, encoding="utf-8")
