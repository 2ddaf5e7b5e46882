#!/usr/bin/env bash
# Writes src/errors.md: every page of errors/ in one page of the book, by name.
# Run it after adding or removing a page.
set -euo pipefail
cd "$(dirname "$0")"
{
  cat <<'HEAD'
# Errors and warnings

<!-- Written by docs/list-errors.sh; do not edit. -->

Every diagnostic has a code that keeps its meaning; scripts may match on it. An *error* ends the reading with exit code
2, a *warning* does not change the exit code. `detente check CASE` tells all of them at once, with file, line and help.
An example of each, and what to do about it, follows in the order of the alphabet.

HEAD
  for page in errors/*.md; do
    code=$(basename "$page" .md)
    echo "- [$code](#$code)"
  done
  for page in errors/*.md; do
    printf '\n{{#include ../%s}}\n' "$page"
  done
} > src/errors.md
