# Two commands matter: `make run` and `make test`. Everything they need comes
# from the registries, pinned by Cargo.lock.

CARGO ?= cargo
DETENTE = target/release/detente

# A fresh build keeps nothing for a next edit: incremental state would more
# than double what `make test` writes to disk. `CARGO_INCREMENTAL=1 make test`
# has it back.
export CARGO_INCREMENTAL ?= 0

.PHONY: run test build lint pages web-test bench fuzz docs deny install-man

# Build, then solve a real case. Exit code 1 of `solve` is an answer ("no
# package is acceptable to all"), not a failure.
run: build
	@$(DETENTE) solve cases/new-start-2020; code=$$?; [ $$code -le 1 ]

build: pages
	@$(CARGO) build --release --locked --quiet --package detente-cli

# Everything CI runs. Property tests draw the same cases each time; `cargo test`
# alone, and `make fuzz`, draw new ones.
test: export PROPTEST_RNG_SEED ?= 2020
test: lint
	$(CARGO) test --workspace --locked
	$(MAKE) web-test

# The pages of the workbench, where there is npm. Without them everything else
# works, and `detente serve` says so.
WEB = web/package-lock.json web/index.html $(shell find web/src -type f)

pages: web/dist/index.html

web/dist/index.html: $(WEB)
	@if command -v npm >/dev/null; then cd web && npm ci --no-audit --no-fund --silent && npm run --silent build; \
	else echo "npm is not there: the workbench comes without its pages"; fi

lint:
	$(CARGO) fmt --all --check
	$(CARGO) clippy --workspace --all-targets --locked -- -D warnings

# Types, lints, tests and a build of the pages.
web-test:
	@if command -v npm >/dev/null; then cd web && npm ci --no-audit --no-fund --silent && npm run --silent check; \
	else echo "npm is not there: the pages are not tested"; fi

# Longer work, never part of `make test`.
bench:
	bench/run.sh

fuzz:
	fuzz/run.sh

docs:
	$(CARGO) install mdbook --version 0.5.4 --locked --quiet
	mdbook build docs

deny:
	$(CARGO) install cargo-deny --locked --quiet
	$(CARGO) deny check
