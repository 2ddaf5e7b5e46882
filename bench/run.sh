#!/usr/bin/env bash
# Measures Détente, alone and beside the field's tools, and keeps dated tables in
# bench/runs/. docs/src/benchmarks.md says what is compared, and how.
#
#   bench/run.sh                   everything (under half an hour on two cores)
#   bench/run.sh scale             the scale that the project promises
#   bench/run.sh stability         the five stability concepts at scale
#   bench/run.sh keep              the audit of large ledgers
#   bench/run.sh a b c d e f g     sections against other tools, any of them
#   bench/run.sh --quick [...]     few and small domains, kept in bench/out/
#   bench/run.sh documents         10,000 documents added, compared and searched (1 GB of disk)
#   bench/run.sh criterion         our own parts under criterion
set -euo pipefail
cd "$(dirname "$0")"

quick=""
sections=()
for word in "$@"; do
    case "$word" in
    --quick) quick="--quick" ;;
    scale | stability | documents | keep | a | b | c | d | e | f | g | criterion) sections+=("$word") ;;
    *)
        sed -n '/^#   /s/^# *//p' "$0" >&2
        exit 2
        ;;
    esac
done
[ ${#sections[@]} -gt 0 ] || sections=(scale stability documents keep a b c d e f g criterion)
wants() { [[ " ${sections[*]} " =~ [[:space:]]($1)[[:space:]] ]]; }

built="${CARGO_TARGET_DIR:-target}/release"
today=$(date -u +%Y-%m-%d)
runs=$([ -n "$quick" ] && echo out || echo runs)
mkdir -p out

# The peers, in the versions of requirements.txt and nothing else.
install_peers() {
    local stamp=.venv/installed
    if [ -e "$stamp" ] && cmp -s requirements.txt "$stamp"; then return; fi
    local python=${PYTHON:-python3.11}
    command -v "$python" >/dev/null || python=python3
    if ! { "$python" -m venv --clear .venv &&
        .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --requirement requirements.txt; }; then
        echo "The other tools could not be installed (see pip above): without a package index, only" >&2
        echo "'bench/run.sh scale', '... stability', '... keep' and '... criterion' work. Python 3.11 is needed; PYTHON=... names it." >&2
        exit 1
    fi
    cp requirements.txt "$stamp"
}

cargo build --release --locked --quiet
if wants "a|b|c|d|e|f|g"; then install_peers; fi
(cd .. && cargo build --release --locked --quiet --package detente-cli)

for section in "${sections[@]}"; do
    case "$section" in
    scale)
        out="$runs/$today-frontier.md"
        "$built/scale" "$([ -n "$quick" ] && echo 2 || echo 20)" | tee "$out"
        python3 -m compare.flagship | tee -a "$out"
        ;;
    stability) "$built/stability" $quick | tee "$runs/$today-stability.md" ;;
    documents) python3 -m compare.documents $quick | tee "$runs/$today-documents.md" ;;
    keep) "$built/keep" $quick | tee "$runs/$today-keep.md" ;;
    criterion) cargo bench --locked --quiet ;;
    *) python3 -m compare $quick "$section" ;;
    esac
done
