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
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO, NamedTuple

from cvtex.processes.phases import announce
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
_SHARES = 20  # seconds by which each of CPU time extends it: so many programs may share a core
_GRACE = 2.0  # seconds for a program to end after SIGINT
# The unit of ru_maxrss: bytes on macOS, otherwise kilobytes.
_MEMORY_UNIT = 1 if sys.platform == "darwin" else 1024

_SIGNALLED = 128
_TAIL = 1 << 16


class Ended(NamedTuple):
    """The result of a program: its exit status as in a shell, and the end of its output.

    `late` is whether its time ran out, `peak` its peak memory in bytes, 0 if it is unknown, `cpu`
    its processor time in seconds, with that of the programs that it ran.
    """

    status: int
    printed: str
    late: bool
    peak: int
    cpu: float

    @property
    def starved(self) -> bool:
        """Whether it came near the limit of memory; programs report that in many ways."""
        return self.peak > 0.8 * MEMORY_LIMIT


def run_limited(
    command: Sequence[str],
    folder: Path,
    environment: Mapping[str, str],
    seconds: float,
    given: Path | None = None,
) -> Ended:
    """Run a program in a folder, for at most `seconds` of CPU time; see `Started`.

    `given` is the file that it reads from, an absolute path.
    """
    start = time.monotonic()
    with begun(command, folder, environment, given) as run:
        ended = run.wait(seconds)
    announce(command[0], time.monotonic() - start, ended.cpu)
    return ended


@contextlib.contextmanager
def begun(
    command: Sequence[str],
    folder: Path,
    environment: Mapping[str, str],
    given: int | Path | None = None,
) -> Iterator[Started]:
    """Start a program in a folder, within limits of memory and file size; end it at the end.

    `given` is the end of a pipe that it reads from, or the path of a file. Errors are those of
    `started`.
    """
    # The units are those of POSIX and of every shell.
    limits = f"ulimit -f {FILE_LIMIT >> 9}; ulimit -d {(MEMORY_LIMIT + _RESERVED) >> 10}"
    with (
        tempfile.TemporaryFile(dir=folder) as printed,
        started(
            *(command, limits, (given, printed, subprocess.STDOUT)),
            folder=folder,
            environment=environment,
        ) as process,
    ):
        run = Started(process, printed)
        try:
            yield run
        finally:
            run.end()


class Started:
    """A program that was started."""

    def __init__(self, process: subprocess.Popen[bytes], printed: IO[bytes]) -> None:
        """Wait for the end of a process, whose output goes to a file."""
        self._process, self._printed = process, printed
        self._waiter = _Waiter(process.pid)

    @property
    def is_over(self) -> bool:
        """Whether it has ended."""
        return self._waiter.ended.is_set()

    def wait(self, seconds: float) -> Ended:
        """Wait for its end, for at most `seconds` of CPU time since its start.

        The CPU time is that of the whole session; macOS does not report it. `_WAITS` times as many
        seconds of wall-clock time are the limit there, and for programs that wait; one that works
        has more, because it may wait for a core.
        """
        last, used = time.monotonic() + _WAITS * seconds, 0.0
        while not self._waiter.ended.wait(_INTERVAL):
            used = _cpu_time(self._process.pid)
            if used >= seconds or time.monotonic() >= last + _SHARES * used:
                break
        late = not self.is_over
        if late:
            # TeX handles SIGINT like an error, and completes its log.
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGINT)
            self._waiter.ended.wait(_GRACE)
        self.end()
        self._printed.seek(max(0, self._printed.seek(0, os.SEEK_END) - _TAIL))
        tail = self._printed.read().decode("utf-8", "replace")
        return Ended(self._waiter.status, tail, late, self._waiter.peak, self._waiter.cpu)

    def end(self) -> None:
        """End it, if it is not over."""
        end(self._process)
        self._waiter.ended.wait()
        self._process.returncode = self._waiter.status


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
        self._inherited = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        self.ended = threading.Event()
        self.start()

    def run(self) -> None:
        _, status, usage = os.wait4(self.pid, 0)
        code = os.waitstatus_to_exitcode(status)
        self.status = code if code >= 0 else _SIGNALLED - code
        # On Linux, the count starts at the peak of the parent process, so a value that is no larger
        # says nothing about the program.
        own = usage.ru_maxrss > self._inherited
        self.peak = usage.ru_maxrss * _MEMORY_UNIT if own else 0
        self.cpu = usage.ru_utime + usage.ru_stime
        self.ended.set()


def killed_by(status: int) -> int:
    """Return the signal of an exit status, 0 if there was none."""
    return max(0, status - _SIGNALLED)
