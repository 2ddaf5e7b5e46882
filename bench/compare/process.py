"""One run of one command, measured and bounded."""

import json
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

BENCH = Path(__file__).resolve().parent.parent
PYTHON = BENCH / ".venv" / "bin" / "python"
BUILT = Path(os.environ.get("CARGO_TARGET_DIR", BENCH / "target")) / "release"
DETENTE = Path(os.environ.get("CARGO_TARGET_DIR", BENCH.parent / "target")) / "release" / "detente"

# Everything runs on one thread, so that processor time is comparable.
ONE_THREAD = {
    name: "1"
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS", "RAYON_NUM_THREADS")
}


@dataclass
class Run:
    """What one command took and gave."""

    seconds: float
    megabytes: float
    stopped: str
    output: str

    @property
    def finished(self):
        """Whether it ended by itself with an answer."""
        return not self.stopped

    @property
    def answer(self):
        """Its standard output as JSON."""
        return json.loads(self.output)


def run(command, seconds, megabytes=8000):
    """Runs a command within so many processor seconds and so much address space."""
    command = [str(word) for word in command]
    done = subprocess.run(
        [BUILT / "measure", str(seconds), str(megabytes), *command],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **ONE_THREAD},
    )
    try:
        report = json.loads(done.stderr.splitlines()[-1])
    except (IndexError, json.JSONDecodeError) as error:
        raise SystemExit(f"cannot run {' '.join(command)}: {done.stderr}") from error
    stopped = ""
    # The kernel ends a process that has used up its processor seconds.
    if report["stopped"] or (report["code"] is None and report["processor"] > 0.9 * seconds):
        stopped = f"stopped after {report['processor']:.0f} s"
    # 1 is an answer of Détente: no package is acceptable to all.
    elif report["code"] != 0 and not (report["code"] == 1 and command[0] == str(DETENTE)):
        memory = "MemoryError" in done.stderr or "memory allocation" in done.stderr or "bad_alloc" in done.stderr
        stopped = f"out of memory ({megabytes / 1000:g} GB)" if memory else f"failed ({last_line(done.stderr)})"
    return Run(report["processor"], report["peak_kib"] / 1024, stopped, done.stdout)


def last_line(text):
    """The last line that says something, before the line of the measurement."""
    lines = [line for line in text.splitlines()[:-1] if line.strip()]
    return lines[-1].strip() if lines else "without a word"


def generate(*words):
    """Writes a generated domain and gives its folder."""
    folder = BENCH / "out" / "-".join(str(word) for word in words)
    subprocess.run([BUILT / "generate", *map(str, words), folder], check=True)
    return folder


def settle(folder):
    """The command by which a user has Détente solve a generated folder."""
    files = [folder / "domain.xml", *sorted(folder.glob("party-*.xml"))] if imports() else [folder / "case.toml"]
    return [DETENTE, "solve", *files, "--points", "--format", "json"]


def imports():
    """Whether this build of Détente reads other tools' files."""
    helped = subprocess.run([DETENTE, "import", "--help"], capture_output=True, check=False)
    return helped.returncode == 0
