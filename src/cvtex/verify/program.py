"""A program that reads a PDF, for some seconds of a processor, and gives some bytes at most."""

from __future__ import annotations

import shutil
import signal
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass

# The first lines say why; a damaged page gives as many as it has operators.
_COMPLAINT_MAX = 1 << 16

# Time on the clock passes also while a machine does other things: only what the program itself
# uses is counted (POSIX, RLIMIT_CPU). Limits are set here and not between fork and exec, which is
# not safe where there are threads.
_LIMITED = 'ulimit -c 0; ulimit -S -t "$0"; exec "$@"'


@dataclass(frozen=True, slots=True)
class Given:
    """What a program gave: its exit status, its output and its complaints.

    `late` tells that its time ran out, `whole` that it had not more to give.
    """

    status: int
    output: bytes
    complaint: str
    late: bool
    whole: bool


def run_reader(command: Sequence[str], seconds: int, most: int) -> Given:
    """Run a program that takes nothing from its input. FileNotFoundError: it is not installed.

    A small PDF can hold gigabytes of text: what it gives beyond `most` bytes is not waited for.
    """
    if not shutil.which(command[0]):
        raise FileNotFoundError(None, None, command[0])
    with (
        tempfile.TemporaryFile() as complaints,
        subprocess.Popen(
            ["/bin/sh", "-c", _LIMITED, str(seconds), *command],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=complaints,
        ) as process,
    ):
        assert process.stdout  # noqa: S101 - it is a pipe
        try:
            output = process.stdout.read(most + 1)
            if len(output) > most:
                process.kill()
            process.wait()
        finally:
            process.kill()
        complaints.seek(0)
        complaint = complaints.read(_COMPLAINT_MAX).decode("utf-8", "replace")
    late = process.returncode == -signal.SIGXCPU
    return Given(process.returncode, output[:most], complaint, late, len(output) <= most)
