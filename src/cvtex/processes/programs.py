"""Programs of the machine that answer a question, within limits."""

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
from dataclasses import dataclass
from pathlib import Path
from typing import IO

# The first lines say why; some programs complain of each of a million things.
_COMPLAINT_MAX = 1 << 16
# Seconds between two looks at how much was written.
_BEAT = 0.5
# Seconds in which all that was started ends when it is killed.
_GRACE = 2.0
# Limits are set here and not between fork and exec, which is not safe where there are threads.
# Standard input is a pipe that nobody writes to. It ends when we close it or are no more, whatever
# the reason, and then the guard ends the session, and whoever holds the pipe in a session of its
# own: all that was started inherits it as file 3. (Only Linux tells who holds it.)
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
exec "$@" 4<&- </dev/null
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
    gets more than half of what this process and its programs have left, so that two of them may
    run beside each other. FileNotFoundError: it is not installed. OSError: it can't be started.
    """
    limit = "unlimited" if cpu is None else _cpu_left(cpu)
    # Files and not pipes: a child that is left over may hold a pipe open for ever.
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as complaints:
        with started(command, f"ulimit -S -t {limit}", (output, complaints)) as process:
            last, late = time.monotonic() + seconds, True
            while (left := last - time.monotonic()) > 0:
                with contextlib.suppress(subprocess.TimeoutExpired):
                    process.wait(min(left, _BEAT))
                if process.returncode is not None or _size(output) > most:
                    late = False
                    break
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
    files: tuple[IO[bytes], IO[bytes] | int],
    *,
    folder: Path | None = None,
    environment: Mapping[str, str] | None = None,
) -> Iterator[subprocess.Popen[bytes]]:
    """Start a program that takes nothing from its input; at the end, all that it started ends.

    The same happens when this process is killed. `files` take its output and its complaints.
    `limits` are commands of a shell (`ulimit`), whose units are the same on every system.
    FileNotFoundError: it is not installed. OSError: it can't be started.
    """
    if not shutil.which(command[0], path=(environment or os.environ).get("PATH")):
        raise FileNotFoundError(None, None, command[0])
    # Nobody writes to it: it can be read when the last of what was started has ended.
    over, open_while_alive = os.pipe()
    with os.fdopen(over) as all_over:
        try:
            process = subprocess.Popen(
                ["/bin/sh", "-c", f"{limits}\n{_GUARD}", "sh", *command],
                cwd=folder,
                env=environment,
                stdin=subprocess.PIPE,
                stdout=files[0],
                stderr=files[1],
                start_new_session=True,
                pass_fds=(open_while_alive,),
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
    """End a program that was started, with all that it started."""
    assert process.stdin is not None  # noqa: S101 - it is a pipe
    process.stdin.close()


def _cpu_left(cpu: int) -> int:
    """Return the seconds of processor time that a program may use, `cpu` at most."""
    limit, _ = resource.getrlimit(resource.RLIMIT_CPU)
    if limit == resource.RLIM_INFINITY:
        return cpu
    left = limit - sum(os.times()[:4])
    return max(1, min(cpu, math.ceil(left / 2)))


def _size(file: IO[bytes]) -> int:
    return os.fstat(file.fileno()).st_size
