"""`python3 -m compare [--quick] [--seeds N] [--most PACKAGES] SECTION...`, sections a, b, c, d, e, f, g."""

import argparse

from compare import filter as nondominated
from compare import draws, matrices, points, rectangles, sampler, sizes
from compare.agree import Disagreement

SECTIONS = {"a": points, "b": sampler, "c": nondominated, "d": rectangles, "e": sizes, "f": matrices, "g": draws}


def main():
    """Measures the sections in the order given."""
    parser = argparse.ArgumentParser(prog="compare")
    parser.add_argument("sections", nargs="+", choices=sorted(SECTIONS))
    parser.add_argument("--quick", action="store_true", help="few and small domains, kept in out/")
    # For machines that are busy or slow; the tables of a and b say how many domains they rest on.
    parser.add_argument("--seeds", type=int, help="domains a row in sections a and b")
    parser.add_argument("--most", type=int, default=10**9, help="packages of the largest domain in section a")
    scope = parser.parse_args()
    for name in scope.sections:
        try:
            SECTIONS[name].measure(scope)
        except Disagreement as problem:
            raise SystemExit(f"section {name}: no times, because answers differ. {problem}") from problem


if __name__ == "__main__":
    main()
