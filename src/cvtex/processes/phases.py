"""Measures the phases of a run.

A phase is announced as an audit event (`sys.audit`): that costs nothing if nobody listens, and no
function has to pass on an object for it, also to its threads.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

_EVENT = "cvtex.phase"
_STATUS = Path("/proc/self/stat")
_LOADED = time.monotonic() - time.process_time()
"""When this process was started, or later, where the system does not tell."""


@contextmanager
def phase(name: str) -> Iterator[None]:
    """Announce the time of a phase that runs in this thread; phases don't overlap in a thread."""
    wall, cpu = time.perf_counter(), time.thread_time()
    try:
        yield
    finally:
        announce(name, time.perf_counter() - wall, time.thread_time() - cpu)


def announce(name: str, wall: float, cpu: float) -> None:
    """Announce the seconds that a phase took by the clock, and those of processor time."""
    sys.audit(_EVENT, name, wall, cpu)


def on_phase(listener: Callable[[str, float, float], object]) -> None:
    """Call a function with each phase that is announced from now on, for good, in any thread."""

    def hear(event: str, details: tuple[object, ...]) -> None:
        if event == _EVENT:
            listener(*details)  # type: ignore[arg-type]  # the details of `announce`

    sys.addaudithook(hear)


def since_start() -> float:
    """Return the seconds since this process was started (proc(5)); `./bootstrap` becomes it."""
    try:
        fields = _STATUS.read_bytes().rpartition(b")")[2].split()
        started = int(fields[19]) / os.sysconf("SC_CLK_TCK")
        return time.clock_gettime(time.CLOCK_BOOTTIME) - started
    except (OSError, AttributeError):
        return time.monotonic() - _LOADED
