"""A program that reads a PDF, for some seconds, and gives some bytes at most."""

from __future__ import annotations

import contextlib
import resource
import signal
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from threading import Event, Timer

# Seconds of processor time: two pages take 0.02.
_CPU = 2
# The first lines say why; a damaged page gives as many as it has operators.
_COMPLAINT_MAX = 1 << 16


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


def run_reader(command: Sequence[str], seconds: float, most: int) -> Given:
    """Run a program that takes nothing from its input. FileNotFoundError: it is not installed.

    A small PDF can hold gigabytes of text: what it gives beyond `most` bytes is not waited for.
    """
    with (
        tempfile.TemporaryFile() as complaints,
        subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=complaints
        ) as process,
    ):
        assert process.stdout  # noqa: S101 - it is a pipe
        # Linux alone can limit a process that runs; it may have ended.
        if hasattr(resource, "prlimit"):
            with contextlib.suppress(OSError):
                resource.prlimit(process.pid, resource.RLIMIT_CPU, (_CPU, _CPU + 1))
        late = Event()
        timer = Timer(seconds, _stop, [process, late])
        timer.start()
        try:
            output = process.stdout.read(most + 1)
            if len(output) > most:
                process.kill()
            process.wait()
        finally:
            timer.cancel()
            process.kill()
        complaints.seek(0)
        complaint = complaints.read(_COMPLAINT_MAX).decode("utf-8", "replace")
    is_late = late.is_set() or process.returncode == -signal.SIGXCPU
    return Given(process.returncode, output[:most], complaint, is_late, len(output) <= most)


def _stop(process: subprocess.Popen[bytes], late: Event) -> None:
    late.set()
    process.kill()
