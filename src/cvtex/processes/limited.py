"""A limit of CPU time for a step of our own, as TeX and the readers have theirs."""

from __future__ import annotations

import functools
import threading
import time
import traceback
from collections.abc import Callable, Iterable
from pathlib import Path
from types import TracebackType
from typing import ParamSpec, TypeVar

from cvtex.diagnostics import Checked, Diagnostic, Span, failed
from cvtex.diagnostics.codes import Code

P = ParamSpec("P")
T = TypeVar("T")

CPU_LIMIT = 120.0
"""CPU seconds that a step may use; the longest texts that a file may have take a tenth."""

# Seconds between two looks at the time that was used.
_BEAT = 0.5


class _TooLongError(BaseException):
    """Raised in a thread that used up its time; nothing catches it but `limited`."""


def limited(step: Callable[P, Checked[T]]) -> Callable[P, Checked[T]]:
    """Return a step that ends with a finding where it would use more CPU time than it may.

    Only the time of its own thread counts, so neither other steps nor a busy machine shorten it.
    On macOS, which can't measure a thread, the whole process counts, so steps that run in parallel
    share the time. The finding is at the text that the step was at, as far as the stack tells.
    """

    @functools.wraps(step)
    def within_limit(*args: P.args, **kwargs: P.kwargs) -> Checked[T]:
        over, deciding = threading.Event(), threading.Lock()
        of = (threading.get_ident(), over, deciding)
        watcher = threading.Thread(target=_watch, args=of, daemon=True)
        watcher.start()
        try:
            try:
                return step(*args, **kwargs)
            finally:  # a late exception is raised in here at the latest
                with deciding:
                    over.set()
                watcher.join()  # it asks for the time of this thread, which has to live so long
        except _TooLongError as error:
            message = f"this step was stopped after {CPU_LIMIT:.0f} s of processor time"
            hint = "split or shorten the text"
            place = _place(error.__traceback__) or _file((*args, *kwargs.values()))
            return failed(Diagnostic(Code.BUILD_TIMEOUT, message, place, hint))

    return within_limit


def _watch(thread: int, over: threading.Event, deciding: threading.Lock) -> None:
    end = _cpu_time(thread) + CPU_LIMIT
    while not over.wait(_BEAT):
        if _cpu_time(thread) >= end:
            with deciding:
                if not over.is_set():
                    _stop(thread)
            return


def _stop(thread: int) -> None:
    import ctypes  # noqa: PLC0415 - seldom so

    # https://docs.python.org/3/c-api/init.html#c.PyThreadState_SetAsyncExc
    raised = ctypes.py_object(_TooLongError)
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), raised)


def _cpu_time(thread: int) -> float:
    """Return the CPU seconds that a thread has used; where a system can't tell, the process."""
    if not hasattr(time, "pthread_getcpuclockid"):  # macOS
        return time.process_time()
    return time.clock_gettime(time.pthread_getcpuclockid(thread))


def _file(values: Iterable[object]) -> Span | None:
    """Return the file that a step is about: one of its arguments, or the content of an edition."""
    files = (getattr(value, "content", value) for value in values)
    return next((Span(file) for file in files if isinstance(file, Path)), None)


def _place(trace: TracebackType | None) -> Span | None:
    """Return the place of the innermost value on the stack that knows where it stands."""
    spans = [
        span
        for frame, _ in traceback.walk_tb(trace)
        for value in frame.f_locals.values()
        if isinstance(span := getattr(value, "span", None), Span) and span.line
    ]
    return spans[-1] if spans else None
