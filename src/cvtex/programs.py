"""Programs of the machine that answer a question, within limits."""

from __future__ import annotations

import contextlib
import os
import resource
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass

# The first lines say why; some programs complain of each of a million things.
_COMPLAINT_MAX = 1 << 16
# Seconds between two looks at how much was written.
_BEAT = 0.5
# Limits are set here and not between fork and exec, which is not safe where there are threads.
# Standard input is a pipe that nobody writes to. It ends with the process that asks, even where
# that is killed, and then the guard ends the session.
_GUARD = """
ulimit -c 0
ulimit -S -t "$0"
exec 3<&0
(read -r _ <&3; kill -KILL 0) &
exec "$@" 3<&- </dev/null
"""


@dataclass(frozen=True, slots=True)
class Given:
    """What a program gave: its exit status, its output and its complaints.

    `late` tells that its time ran out, `whole` that it had no more to give.
    """

    status: int
    output: bytes
    complaint: str
    late: bool
    whole: bool


def ask(command: Sequence[str], *, seconds: float, most: int, cpu: int | None = None) -> Given:
    """Run a program that takes nothing from its input; when it ends, all that it started ends.

    `seconds` limits the time on the clock, which also passes while the machine does other things;
    `most` the bytes of output; `cpu` the seconds of processor time (RLIMIT_CPU), of which it never
    gets more than this process and its programs have left. With that limit it also ends when this
    process is killed. FileNotFoundError: it is not installed. OSError: it can't be started.
    """
    if not shutil.which(command[0]):
        raise FileNotFoundError(None, None, command[0])
    if cpu is not None:
        command = ["/bin/sh", "-c", _GUARD, str(_cpu_left(cpu)), *command]
    # Files and not pipes: a child that is left over may hold a pipe open for ever.
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as complaints:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL if cpu is None else subprocess.PIPE,
            stdout=output,
            stderr=complaints,
            start_new_session=True,
        )
        end = time.monotonic() + seconds
        try:
            while (left := end - time.monotonic()) > 0 and _size(output.fileno()) <= most:
                with contextlib.suppress(subprocess.TimeoutExpired):
                    process.wait(min(left, _BEAT))
                    break
        finally:
            late = process.returncode is None and _size(output.fileno()) <= most
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(process.pid, signal.SIGKILL)
            if process.stdin:
                process.stdin.close()
            process.wait()
        output.seek(0)
        complaints.seek(0)
        given = output.read(most + 1)
        complaint = complaints.read(_COMPLAINT_MAX).decode("utf-8", "replace")
    late |= process.returncode == -signal.SIGXCPU
    return Given(process.returncode, given[:most], complaint, late, len(given) <= most)


def _cpu_left(cpu: int) -> int:
    """Return the seconds of processor time that a program may use, `cpu` at most."""
    limit, _ = resource.getrlimit(resource.RLIMIT_CPU)
    if limit == resource.RLIM_INFINITY:
        return cpu
    used = os.times()
    return max(1, min(cpu, limit - int(sum(used[:4]))))


def _size(file: int) -> int:
    return os.fstat(file).st_size
