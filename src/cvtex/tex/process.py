"""Runs TeX's programs within limits of CPU time, memory and file size."""

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
"""Bytes of private memory of a program; XeTeX with the largest Han fonts takes a quarter.

Linux enforces it; macOS does not.
"""
# Bytes that TeX reserves for the longest text and rarely uses: extra_mem_bot and extra_mem_top in
# engine.py. The kernel counts them as well.
_RESERVED = 1 << 29


def is_address_space_small() -> bool:
    """Return whether the address space (`ulimit -v`) is smaller than the limit of memory.

    XeTeX maps font files; if one does not fit, it takes another font without a message.
    """
    limit, _ = resource.getrlimit(resource.RLIMIT_AS)
    return limit != resource.RLIM_INFINITY and limit < MEMORY_LIMIT


FILE_LIMIT = 1 << 26
"""Bytes of a file that a program writes; the largest, a format, takes half."""
_INTERVAL = 0.5  # seconds between two checks of the limits
_WAITS = 3  # the limit of wall-clock time, as a multiple of that of CPU time
_GRACE = 2.0  # seconds for a program to end after SIGINT
# The unit of ru_maxrss: bytes on macOS, otherwise kilobytes.
_MEMORY_UNIT = 1 if sys.platform == "darwin" else 1024

_SIGNALLED = 128
_TAIL = 1 << 16


@dataclass(frozen=True, slots=True)
class Ended:
    """The result of a program: its exit status as in a shell, and the end of its output.

    `late` is whether its time ran out, `peak` its peak memory in bytes.
    """

    status: int
    printed: str
    late: bool
    peak: int

    @property
    def starved(self) -> bool:
        """Whether it came near the limit of memory; programs report that in many ways."""
        return self.peak > 0.8 * MEMORY_LIMIT


def run_limited(
    command: Sequence[str], folder: Path, environment: Mapping[str, str], seconds: float
) -> Ended:
    """Run a program without input in a folder, for at most `seconds` of CPU time.

    The CPU time is that of the whole session; macOS does not report it. `_WAITS` times as many
    seconds of wall-clock time are the limit there, and for programs that wait.
    """
    # The units are those of POSIX and of every shell.
    limits = f"ulimit -f {FILE_LIMIT >> 9}; ulimit -d {(MEMORY_LIMIT + _RESERVED) >> 10}"
    with tempfile.TemporaryFile(dir=folder) as printed:
        with started(
            command, limits, (printed, subprocess.STDOUT), folder=folder, environment=environment
        ) as process:
            last = time.monotonic() + _WAITS * seconds
            waiter = _Waiter(process.pid)
            try:
                while not (
                    waiter.ended.wait(_INTERVAL)
                    or _cpu_time(process.pid) >= seconds
                    or time.monotonic() >= last
                ):
                    pass
                late = not waiter.ended.is_set()
                if late:
                    # TeX handles SIGINT like an error, and completes its log.
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
    """Return the CPU seconds of a session, with ended processes; 0 without `/proc` (proc(5))."""
    ticks = 0
    for file in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):  # the process has ended
            # The name of the program is in parentheses, and may have any character.
            fields = file.read_bytes().rpartition(b")")[2].split()
            if int(fields[3]) == session:
                ticks += sum(map(int, fields[11:15]))
    return ticks / os.sysconf("SC_CLK_TCK")


class _Waiter(threading.Thread):
    """Waits for a process, and gets its resource usage, which `subprocess` does not."""

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
    """Return the signal of an exit status, 0 if there was none."""
    return max(0, status - _SIGNALLED)
