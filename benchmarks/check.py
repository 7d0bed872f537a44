"""How fast content is checked, as a ratio: `python benchmarks/check.py [RUNS]`.

`cvtex check` on the content of this project against `python -c pass`, run in turn, because a
machine's speed drifts; medians are told.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from timing import in_project, tell, timed

PROJECT = Path(__file__).parents[1]
CHECK = [sys.executable, "-c", "from cvtex.__main__ import main; main()", "check"]


def main(runs: int) -> None:
    """Measure in the project itself: a check writes nothing."""
    check, python = [], []
    for _ in range(runs):
        check.append(timed(lambda: in_project(*CHECK, cwd=PROJECT)))
        python.append(timed(lambda: in_project(sys.executable, "-c", "pass", cwd=PROJECT)))

    print(f"{os.cpu_count()} cores, medians of {runs} pairs")
    tell("cvtex check / python -c pass", check, python)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 21)
