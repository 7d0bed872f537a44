"""A program of TeX's, run within limits, that never outlives the one who started it."""

from __future__ import annotations

import contextlib
import os
import resource
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

MEMORY_LIMIT = 1 << 30
"""Bytes that a program may have as its own; XeTeX with the largest Han fonts takes a quarter.

The kernel of Linux holds a program to it; that of macOS does not.
"""

# Bytes that TeX sets aside for the longest text, and touches only where a text is as long: see
# buf_size and extra_mem_bot, extra_mem_top in engine.py. The kernel counts them all the same.
_SET_ASIDE = 1 << 29


def is_address_space_small() -> bool:
    """Tell whether a program has less address space than memory (`ulimit -v`).

    XeTeX maps the files of fonts. One that finds no place it passes over, and takes another font
    without a word.
    """
    limit, _ = resource.getrlimit(resource.RLIMIT_AS)
    return limit != resource.RLIM_INFINITY and limit < MEMORY_LIMIT


FILE_LIMIT = 1 << 26
"""Bytes that a file may have which a program writes; a format, the largest, takes half."""

# Seconds after which a signal is heard at the latest: one may come just before a wait begins.
_BEAT = 0.5

# Seconds for a program to end by itself.
_GRACE = 2.0

# The most memory that a process had is told in kilobytes, by macOS in bytes.
_MEMORY_UNIT = 1 if sys.platform == "darwin" else 1024

_SIGNALLED = 128
_TAIL = 1 << 16

# Limits are set here and not between fork and exec, which is not safe where there are threads.
# Standard input is a pipe that nobody writes to: it ends when we close it or are no more, whatever
# the reason, and with it all that was started.
_GUARD = """
ulimit -c 0
ulimit -f "$1"
ulimit -d "$2"
shift 2
exec 3<&0
(read -r _ <&3; kill -KILL 0) >&- &
exec "$@" 3<&- </dev/null 2>&1
"""


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
    """Run a program in a folder for some seconds at most; it can read nothing from us."""
    if not shutil.which(command[0], path=environment.get("PATH")):
        raise FileNotFoundError(None, None, command[0])
    # Nobody writes to it: it can be read when the last of what was started has ended.
    over, open_while_alive = os.pipe()
    with (
        contextlib.ExitStack() as stack,
        os.fdopen(over) as all_over,
        tempfile.TemporaryFile(dir=folder) as printed,
    ):
        stack.callback(os.close, open_while_alive)
        process = subprocess.Popen(
            # The units are those of POSIX and of every shell.
            [
                "/bin/sh",
                "-c",
                _GUARD,
                "sh",
                f"{FILE_LIMIT >> 9}",
                f"{(MEMORY_LIMIT + _SET_ASIDE) >> 10}",
                *command,
            ],
            cwd=folder,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=printed,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            pass_fds=(open_while_alive,),
        )
        stack.close()
        assert process.stdin is not None  # noqa: S101 - it is a pipe
        end = time.monotonic() + seconds
        waiter = _Waiter(process.pid)
        try:
            while not waiter.ended.wait(_BEAT) and time.monotonic() < end:
                pass
            late = not waiter.ended.is_set()
            if late:
                # TeX ends at that as at an error, and writes its log to the end.
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(process.pid, signal.SIGINT)
                waiter.ended.wait(_GRACE)
        finally:
            process.stdin.close()
            waiter.ended.wait()
            process.returncode = waiter.status
            select.select([all_over], [], [], _GRACE)
        printed.seek(max(0, printed.seek(0, os.SEEK_END) - _TAIL))
        tail = printed.read().decode("utf-8", "replace")
    return Ended(waiter.status, tail, late, waiter.peak)


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
