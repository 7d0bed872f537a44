"""A program of TeX's, run within limits, that never outlives the one who started it."""

from __future__ import annotations

import contextlib
import os
import resource
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from cvtex.processes.programs import end, started

MEMORY_LIMIT = 1 << 30
"""Bytes that a program may have as its own; XeTeX with the largest Han fonts takes a quarter.

The kernel of Linux holds a program to it; that of macOS does not.
"""

# Bytes that TeX sets aside for the longest text, and touches only where a text is as long: see
# buf_size and extra_mem_bot, extra_mem_top in engine.py. The kernel counts them all the same.
_SET_ASIDE = 1 << 29


def is_address_space_small() -> bool:
    """Return whether a program has less address space than memory (`ulimit -v`).

    XeTeX maps the files of fonts. One that finds no place it passes over, and takes another font
    without a word.
    """
    limit, _ = resource.getrlimit(resource.RLIMIT_AS)
    return limit != resource.RLIM_INFINITY and limit < MEMORY_LIMIT


FILE_LIMIT = 1 << 26
"""Bytes that a file may have which a program writes; a format, the largest, takes half."""

# Seconds after which a signal is heard at the latest: one may come just before a wait begins.
_BEAT = 0.5

# How many times as long a program may wait as it may work.
_WAITS = 3

# Seconds for a program to end by itself.
_GRACE = 2.0

# The most memory that a process had is told in kilobytes, by macOS in bytes.
_MEMORY_UNIT = 1 if sys.platform == "darwin" else 1024

_SIGNALLED = 128
_TAIL = 1 << 16


@dataclass(frozen=True, slots=True)
class Ended:
    """How a program ended: its exit status as a shell tells it, and the end of what it printed.

    `late` tells that its time ran out; `peak` is the most memory, in bytes, that it had at once.
    """

    status: int
    printed: str
    late: bool
    peak: int

    @property
    def starved(self) -> bool:
        """Whether it came near the limit of memory: programs have many ways to say that."""
        return self.peak > 0.8 * MEMORY_LIMIT


def run_limited(
    command: Sequence[str], folder: Path, environment: Mapping[str, str], seconds: float
) -> Ended:
    """Run a program in a folder for some seconds at most; it can read nothing from us.

    The seconds are those of processor time of all that it starts, where the system tells it, which
    macOS does not: there, as everywhere for a program that waits, they are `_WAITS` times as many
    on the clock.
    """
    # The units are those of POSIX and of every shell.
    limits = f"ulimit -f {FILE_LIMIT >> 9}; ulimit -d {(MEMORY_LIMIT + _SET_ASIDE) >> 10}"
    with tempfile.TemporaryFile(dir=folder) as printed:
        with started(
            command, limits, (printed, subprocess.STDOUT), folder=folder, environment=environment
        ) as process:
            last = time.monotonic() + _WAITS * seconds
            waiter = _Waiter(process.pid)
            try:
                while not (
                    waiter.ended.wait(_BEAT)
                    or _cpu_time(process.pid) >= seconds
                    or time.monotonic() >= last
                ):
                    pass
                late = not waiter.ended.is_set()
                if late:
                    # TeX ends at that as at an error, and writes its log to the end.
                    with contextlib.suppress(ProcessLookupError):
                        os.killpg(process.pid, signal.SIGINT)
                    waiter.ended.wait(_GRACE)
            finally:
                end(process)
                waiter.ended.wait()
                process.returncode = waiter.status
        printed.seek(max(0, printed.seek(0, os.SEEK_END) - _TAIL))
        tail = printed.read().decode("utf-8", "replace")
    return Ended(waiter.status, tail, late, waiter.peak)


def _cpu_time(session: int) -> float:
    """Return the seconds of processor time of a session, those of what has ended in it too.

    It is 0 where the system has no `/proc` (proc(5)).
    """
    ticks = 0
    for file in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):  # it has ended since
            # The name of the program stands in brackets, and may have anything in it.
            fields = file.read_bytes().rpartition(b")")[2].split()
            if int(fields[3]) == session:
                ticks += sum(map(int, fields[11:15]))
    return ticks / os.sysconf("SC_CLK_TCK")


class _Waiter(threading.Thread):
    """Waits for a process, and learns what it used, which `subprocess` does not tell."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.pid = pid
        self.ended = threading.Event()
        self.start()

    def run(self) -> None:
        _, status, usage = os.wait4(self.pid, 0)
        code = os.waitstatus_to_exitcode(status)
        self.status = code if code >= 0 else _SIGNALLED - code
        self.peak = usage.ru_maxrss * _MEMORY_UNIT
        self.ended.set()


def killed_by(status: int) -> int:
    """Return the number of the signal that an exit status tells of, 0 if there was none."""
    return max(0, status - _SIGNALLED)
