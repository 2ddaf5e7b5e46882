#!/usr/bin/env bash
# Measures the scale that the project promises and keeps the table, dated, in
# bench/runs/. `bench/run.sh 3` uses 3 seeds instead of 20.
set -euo pipefail
cd "$(dirname "$0")"
cargo build --release --locked --quiet
out="runs/$(date -u +%Y-%m-%d)-frontier.md"
target/release/detente-bench "${1:-20}" | tee "$out"
# The whole command on the flagship case, as a user runs it.
(cd .. && cargo build --release --locked --quiet --package detente-cli)
python3 - >>"$out" <<'PY'
import resource, statistics, subprocess
times = []
for _ in range(21):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(["../target/release/detente", "solve", "../cases/new-start-2020"], stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    times.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
print(f"\n`detente solve cases/new-start-2020`, whole process: median {1000 * statistics.median(times):.1f} ms of processor time over {len(times)} runs (goal: under 50 ms).")
PY
tail -n 2 "$out"
cargo bench --locked --quiet
