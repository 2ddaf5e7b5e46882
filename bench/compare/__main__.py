"""`python3 -m compare [--quick] SECTION...` with sections a, b, c, d, e, f."""

import sys

from compare import filter as nondominated
from compare import matrices, points, rectangles, sampler, sizes
from compare.agree import Disagreement

SECTIONS = {"a": points, "b": sampler, "c": nondominated, "d": rectangles, "e": sizes, "f": matrices}


def main():
    """Measures the sections in the order given."""
    quick = "--quick" in sys.argv
    names = [word for word in sys.argv[1:] if word != "--quick"]
    for name in names:
        if name not in SECTIONS:
            raise SystemExit(f"no section {name}: there are {', '.join(SECTIONS)}")
    for name in names:
        try:
            SECTIONS[name].measure(quick)
        except Disagreement as problem:
            raise SystemExit(f"section {name}: no times, because answers differ. {problem}") from problem


if __name__ == "__main__":
    main()
