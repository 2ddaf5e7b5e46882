#!/usr/bin/env bash
# Draws new cases for the property tests, ten times as many as most draw in `make
# test`, runs the tests that are too long for that, then every fuzz target for a
# while: `fuzz/run.sh 300` gives each 300 seconds.
# Needs the nightly toolchain; installs cargo-fuzz where it is missing.
set -euo pipefail
cd "$(dirname "$0")/.."
PROPTEST_CASES="${PROPTEST_CASES:-2560}" PROPTEST_MAX_GLOBAL_REJECTS=1000000 cargo test --workspace --locked
# A million openings of an escrow, each changed somewhere: none may verify.
cargo test --release --package detente-keep --test it --locked -- --ignored
command -v cargo-fuzz >/dev/null || cargo install cargo-fuzz --locked --quiet
# The worked instruments with their acts are what `instrument` begins with.
mkdir -p fuzz/corpus/instrument
for folder in instruments/*/; do
    seed="fuzz/corpus/instrument/$(basename "$folder")"
    { cat "$folder/instrument.toml"; printf '\n# acts\n'; cat "$folder/acts.csv" 2>/dev/null || true; } > "$seed"
done
for target in toml expression case instrument ledger acts escrow genius geniusweb negmas gmcr csv sheet html docx pdf mail agreements draft; do
    # What is found is kept in the first folder; seeds are only read.
    mkdir -p "fuzz/corpus/$target"
    folders=("fuzz/corpus/$target")
    if [ -d "fuzz/seeds/$target" ]; then folders+=("fuzz/seeds/$target"); fi
    cargo +nightly fuzz run "$target" "${folders[@]}" -- -max_total_time="${1:-60}"
done
