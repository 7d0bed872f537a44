"""Work on a PDF of a stranger, in a process of its own that may take so much and no more."""

from __future__ import annotations

import multiprocessing
import os
import resource
import signal
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import TypeVar

from pikepdf.settings import set_qpdf_limits

T = TypeVar("T")

STREAM_MAX = 64 * 2**20
"""Bytes to which one stream may unpack; the largest Han font takes 20 MB."""

CPU_MAX = 3
"""Seconds of processor time: two pages take 0.3.

Each program that it starts gets half of what is left (`ask`): the three readers, of which two run
beside each other, and this process have less than ten seconds together.
"""

# Seconds, whatever else the machine has to do.
_PATIENCE = 60

LIMITS = {
    resource.RLIMIT_CPU: CPU_MAX,
    # What a program may have as its own while it reads, in bytes; two pages take 0.1 GB.
    resource.RLIMIT_DATA: 3 * 2**29,
    # What a program may write to a file: complaints, one for each operator.
    resource.RLIMIT_FSIZE: STREAM_MAX,
    resource.RLIMIT_CORE: 0,
}
"""The kernel's limits of the process, in their own units."""


class StoppedError(Exception):
    """Work that did not end: its words say why."""


def apart(work: Callable[[], T]) -> T:
    """Return what work returns that is done in another process. StoppedError: it did not end."""
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_run, args=(work, theirs))
    process.start()
    theirs.close()
    try:
        if not ours.poll(_PATIENCE):
            raise StoppedError(f"was not done in {_PATIENCE} seconds")
        succeeded, result = ours.recv()
    except (EOFError, OSError):  # it ended before its answer, or within it
        process.join()
        if process.exitcode == -signal.SIGXCPU:
            why = f"takes more than {CPU_MAX} seconds of processor time"
        else:
            why = f"ends the program that reads it (status {process.exitcode})"
        raise StoppedError(why) from None
    finally:
        ours.close()
        # The programs that it asked end with it.
        process.kill()
        process.join()
    if not succeeded:
        raise StoppedError(f"can't be checked: {result}")
    found: T = result
    return found


def _run(work: Callable[[], T], answer: Connection) -> None:
    os.setpgid(0, 0)  # Ctrl-C is for the process that waits
    _limit()
    try:
        answer.send((True, work()))
    except Exception as error:  # noqa: BLE001 - of a broken PDF anything may come
        answer.send((False, f"{type(error).__name__}: {error}"))


def _limit() -> None:
    """Let this process, and those that it starts, take so much at most.

    qpdf has limits of its own. What has none, as LZW, is held by the kernel's limit of memory,
    which that of macOS does not heed.
    """
    set_qpdf_limits(
        flate_max_memory=STREAM_MAX,
        run_length_max_memory=STREAM_MAX,
        png_max_memory=STREAM_MAX,
        tiff_max_memory=STREAM_MAX,
    )
    for limit, most in LIMITS.items():
        known = [one for one in resource.getrlimit(limit) if one != resource.RLIM_INFINITY]
        # A program can't raise the hard limit. That of CPU time kills, and does not say why: it is
        # one second more.
        resource.setrlimit(limit, (min([most, *known]), min([most + 1, *known[-1:]])))
