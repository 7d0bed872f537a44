"""How the benchmarks measure: commands run in turn, compared pair by pair."""

from __future__ import annotations

import statistics
import subprocess
import time
from collections.abc import Callable
from pathlib import Path


def in_project(*command: str, cwd: Path) -> None:
    """Run a command and forget what it prints."""
    subprocess.run(command, cwd=cwd, check=True, capture_output=True)


def timed(call: Callable[[], None]) -> float:
    """Return the wall seconds that a call takes."""
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def tell(what: str, times: list[float], beside: list[float]) -> None:
    """Print the median of the ratios pair by pair, and the medians themselves."""
    ratio = statistics.median(one / other for one, other in zip(times, beside, strict=True))
    one, other = statistics.median(times), statistics.median(beside)
    print(f"{what}: {ratio:.2f}  ({one:.3f} s / {other:.3f} s)")
