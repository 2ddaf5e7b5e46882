"""(c) The non-dominated filter alone against moocore's."""

import os
import subprocess

from compare.process import BENCH, BUILT, ONE_THREAD, PYTHON
from compare.tables import keep

PEER = BENCH / "peers" / "filter.py"


def measure(scope):
    """Runs the section and keeps its table."""
    quick = scope.quick
    words = [PYTHON, PEER, BUILT / "filter", *(["--quick"] if quick else [])]
    environment = {**os.environ, **ONE_THREAD}
    done = subprocess.run(list(map(str, words)), capture_output=True, text=True, check=False, env=environment)
    if done.returncode != 0:
        raise SystemExit(f"section c: {done.stderr.strip()}")
    keep("filter", "The non-dominated filter, against moocore", done.stdout.strip(), quick)
