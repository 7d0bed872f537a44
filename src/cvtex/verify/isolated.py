"""Runs work on an untrusted PDF in another process, within limits of time and memory."""

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
"""Bytes of one decoded stream; the largest Han font has 20 MB."""

CPU_MAX = 3
"""Seconds of CPU time: two pages take 0.3.

Each program that it starts gets half of the rest (`ask`), so that the three readers, two of them in
parallel, and this process take less than ten seconds together.
"""
_SECONDS = 600  # of wall-clock time, for what sleeps: a busy machine does not reach it

LIMITS = {
    resource.RLIMIT_CPU: CPU_MAX,
    # Bytes of private memory; two pages take 0.1 GB.
    resource.RLIMIT_DATA: 3 * 2**29,
    # Bytes of a file: a reader may write a message for each operator.
    resource.RLIMIT_FSIZE: STREAM_MAX,
    resource.RLIMIT_CORE: 0,
}
"""The resource limits of the process, in their own units."""


class StoppedError(Exception):
    """The work was stopped; the message says why."""


def isolated(work: Callable[[], T]) -> T:
    """Return the result of work in another process. StoppedError: it was stopped."""
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_run, args=(work, theirs))
    process.start()
    theirs.close()
    try:
        if not ours.poll(_SECONDS):
            raise StoppedError(f"was not done in {_SECONDS} seconds")
        succeeded, result = ours.recv()
    except (EOFError, OSError):  # it ended before its result was complete
        process.join()
        if process.exitcode == -signal.SIGXCPU:
            why = f"takes more than {CPU_MAX} seconds of processor time"
        else:
            why = f"ends the program that reads it (status {process.exitcode})"
        raise StoppedError(why) from None
    finally:
        ours.close()
        # The programs that it started end with it.
        process.kill()
        process.join()
    if not succeeded:
        raise StoppedError(f"can't be checked: {result}")
    value: T = result
    return value


def _run(work: Callable[[], T], answer: Connection) -> None:
    os.setpgid(0, 0)  # Ctrl-C is for the waiting process
    _limit()
    try:
        answer.send((True, work()))
    except Exception as error:  # noqa: BLE001 - a broken PDF may raise any exception
        answer.send((False, f"{type(error).__name__}: {error}"))


def _limit() -> None:
    """Limit this process and those that it starts.

    qpdf has its own limits. Filters without one, as LZW, are limited by RLIMIT_DATA, which macOS
    does not enforce.
    """
    set_qpdf_limits(
        flate_max_memory=STREAM_MAX,
        run_length_max_memory=STREAM_MAX,
        png_max_memory=STREAM_MAX,
        tiff_max_memory=STREAM_MAX,
    )
    for limit, most in LIMITS.items():
        known = [value for value in resource.getrlimit(limit) if value != resource.RLIM_INFINITY]
        # The hard limit can't be raised. That of CPU time kills without SIGXCPU, so it is
        # one second higher.
        resource.setrlimit(limit, (min([most, *known]), min([most + 1, *known[-1:]])))
