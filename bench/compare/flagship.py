"""The whole command on the flagship case, as a user runs it."""

from compare.process import BENCH, DETENTE, run
from compare.tables import median

TIMES = 21


def main():
    """Prints one sentence."""
    case = BENCH.parent / "cases" / "new-start-2020"
    seconds = [run([DETENTE, "solve", case], 60).seconds for _ in range(TIMES)]
    print(
        f"\n`detente solve cases/new-start-2020`, whole process: median {1000 * median(seconds):.1f} ms of "
        f"processor time over {TIMES} runs (goal: under 50 ms)."
    )


if __name__ == "__main__":
    main()
