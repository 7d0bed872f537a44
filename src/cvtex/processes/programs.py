"""Runs other programs within limits, and ends all processes that they started."""

from __future__ import annotations

import contextlib
import math
import os
import resource
import select
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO, NamedTuple

from cvtex.processes.phases import announce

_COMPLAINT_MAX = 1 << 16  # bytes of standard error
_INTERVAL = 0.5  # seconds between two checks of the size of the output
_GRACE = 2.0  # seconds for killed processes to end
# The shell sets the limits, because code between fork and exec is not safe with threads. Standard
# input is a pipe that nobody writes to. When we close it or end, for whatever reason, the guard
# kills the session, and processes in other sessions that still have the pipe, which they inherit
# as file 3 (found by /proc, on Linux only).
_GUARD = """
ulimit -c 0
exec 3<&0 4<&0
(
  exec 3<&-
  read -r _ <&4
  for held in /proc/[0-9]*/fd/3; do
    [ "$held" -ef /dev/fd/4 ] || continue
    held=${held#/proc/}
    kill -KILL "${held%%/*}"
  done
  kill -KILL 0
) >/dev/null 2>&1 &
input=$1
shift
exec "$@" 4<&- <"$input"
"""


class Given(NamedTuple):
    """The result of a program: its exit status, standard output and standard error.

    `late` is whether its time ran out, `whole` whether `output` is complete.
    """

    status: int
    output: bytes
    complaint: str
    late: bool
    whole: bool


def ask(command: Sequence[str], *, seconds: float, most: int, cpu: int | None = None) -> Given:
    """Run a program without input; when it ends, all processes that it started are ended.

    `seconds` limits the wall-clock time, `most` the bytes of output, `cpu` the seconds of CPU time
    (RLIMIT_CPU), of which it gets at most half of what this process has left, so that two programs
    can run in parallel. FileNotFoundError: it is not installed. OSError: it can't be started.
    """
    limit = "unlimited" if cpu is None else _cpu_left(cpu)
    # Files and not pipes: a child process may keep a pipe open.
    start, used = time.monotonic(), 0.0
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as complaints:
        with started(command, f"ulimit -S -t {limit}", (None, output, complaints)) as process:
            last, late = time.monotonic() + seconds, True
            while (left := last - time.monotonic()) > 0:
                used = _wait(process, min(left, _INTERVAL))
                if process.returncode is not None or _size(output) > most:
                    late = False
                    break
        announce(command[0], time.monotonic() - start, used)
        output.seek(0)
        complaints.seek(0)
        given = output.read(most + 1)
        complaint = complaints.read(_COMPLAINT_MAX).decode("utf-8", "replace")
    late |= process.returncode == -signal.SIGXCPU
    return Given(process.returncode, given[:most], complaint, late, len(given) <= most)


@contextlib.contextmanager
def started(
    command: Sequence[str],
    limits: str,
    files: tuple[int | Path | None, IO[bytes], IO[bytes] | int],
    *,
    folder: Path | None = None,
    environment: Mapping[str, str] | None = None,
) -> Iterator[subprocess.Popen[bytes]]:
    """Start a program; at the end, all processes that it started are ended.

    They are also ended if this process is killed. `files` are its input (the end of a pipe, or an
    absolute path; it has none by default), its output and errors. `limits` are shell commands
    (`ulimit`), whose units are the same on every system.
    FileNotFoundError: it is not installed. OSError: it can't be started.
    """
    if not shutil.which(command[0], path=(environment or os.environ).get("PATH")):
        raise FileNotFoundError(None, None, command[0])
    # A pipe that nobody writes to becomes readable when the last process that has it ends.
    over, open_while_alive = os.pipe()
    inherited = (open_while_alive, *((files[0],) if isinstance(files[0], int) else ()))
    source = f"/dev/fd/{files[0]}" if isinstance(files[0], int) else files[0] or os.devnull
    with os.fdopen(over) as all_over:
        try:
            process = subprocess.Popen(
                ["/bin/sh", "-c", f"{limits}\n{_GUARD}", "sh", source, *command],
                cwd=folder,
                env=environment,
                stdin=subprocess.PIPE,
                stdout=files[1],
                stderr=files[2],
                start_new_session=True,
                pass_fds=inherited,
            )
        finally:
            os.close(open_while_alive)
        try:
            yield process
        finally:
            end(process)
            select.select([all_over], [], [], _GRACE)
            process.wait()


def end(process: subprocess.Popen[bytes]) -> None:
    """End a started program, with all processes that it started."""
    assert process.stdin is not None  # noqa: S101 - it is a pipe
    process.stdin.close()


def _wait(process: subprocess.Popen[bytes], seconds: float) -> float:
    """Wait for the end of a program, at most so long; return its processor time.

    `subprocess` looks for it at intervals of up to 50 ms; a poppler program takes 20.
    """
    if not hasattr(os, "pidfd_open"):  # macOS
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(seconds)
        return 0
    descriptor = os.pidfd_open(process.pid)
    try:
        select.select([descriptor], [], [], seconds)
    finally:
        os.close(descriptor)
    ended, status, usage = os.wait4(process.pid, os.WNOHANG)
    if ended:
        process.returncode = os.waitstatus_to_exitcode(status)
    return usage.ru_utime + usage.ru_stime


def _cpu_left(cpu: int) -> int:
    """Return the seconds of CPU time that a program may use, at most `cpu`."""
    limit, _ = resource.getrlimit(resource.RLIMIT_CPU)
    if limit == resource.RLIM_INFINITY:
        return cpu
    left = limit - sum(os.times()[:4])
    return max(1, min(cpu, math.ceil(left / 2)))


def _size(file: IO[bytes]) -> int:
    return os.fstat(file.fileno()).st_size
