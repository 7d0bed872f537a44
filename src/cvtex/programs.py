"""Programs of the machine that answer a question, within limits."""

from __future__ import annotations

import contextlib
import os
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
_LIMITED = 'ulimit -c 0; ulimit -S -t "$0"; exec "$@"'


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

    It may take some seconds on the clock, which passes also while the machine does other things,
    some of a processor (RLIMIT_CPU), and give `most` bytes. FileNotFoundError: it is not installed.
    OSError: it can't be started.
    """
    if not shutil.which(command[0]):
        raise FileNotFoundError(None, None, command[0])
    limited = command if cpu is None else ["/bin/sh", "-c", _LIMITED, str(cpu), *command]
    # Files and not pipes: a child that is left over may hold a pipe open for ever.
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as complaints:
        process = subprocess.Popen(
            limited,
            stdin=subprocess.DEVNULL,
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
            process.wait()
        output.seek(0)
        complaints.seek(0)
        given = output.read(most + 1)
        complaint = complaints.read(_COMPLAINT_MAX).decode("utf-8", "replace")
    late |= process.returncode == -signal.SIGXCPU
    return Given(process.returncode, given[:most], complaint, late, len(given) <= most)


def _size(file: int) -> int:
    return os.fstat(file).st_size
