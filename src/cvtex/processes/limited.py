"""Limits the CPU time of a step of our own."""

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
"""CPU seconds of a step; the longest permitted texts take a tenth."""
_INTERVAL = 0.5  # seconds between two checks


class _TooLongError(BaseException):
    """Raised in a thread that used up its time; only `limited` catches it."""


def limited(step: Callable[P, Checked[T]]) -> Callable[P, Checked[T]]:
    """Return the step with a limit of CPU time, at which it returns a finding.

    Only the time of its own thread counts, so other steps and a busy machine don't matter. macOS
    can't measure a thread; there, the time of the process counts. The place of the finding is the
    innermost one on the stack.
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
            finally:  # an exception of the watcher is raised here at the latest
                with deciding:
                    over.set()
                watcher.join()  # it reads the clock of this thread, which must still exist
        except _TooLongError as error:
            message = f"this step was stopped after {CPU_LIMIT:.0f} s of processor time"
            hint = "split or shorten the text"
            place = _place(error.__traceback__) or _file((*args, *kwargs.values()))
            return failed(Diagnostic(Code.BUILD_TIMEOUT, message, place, hint))

    return within_limit


def _watch(thread: int, over: threading.Event, deciding: threading.Lock) -> None:
    end = _cpu_time(thread) + CPU_LIMIT
    while not over.wait(_INTERVAL):
        if _cpu_time(thread) >= end:
            with deciding:
                if not over.is_set():
                    _stop(thread)
            return


def _stop(thread: int) -> None:
    import ctypes  # noqa: PLC0415 - rarely needed

    # https://docs.python.org/3/c-api/init.html#c.PyThreadState_SetAsyncExc
    raised = ctypes.py_object(_TooLongError)
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), raised)


def _cpu_time(thread: int) -> float:
    """Return the CPU seconds of a thread, or of the process if a thread can't be measured."""
    if not hasattr(time, "pthread_getcpuclockid"):  # macOS
        return time.process_time()
    return time.clock_gettime(time.pthread_getcpuclockid(thread))


def _file(values: Iterable[object]) -> Span | None:
    """Return the file that a step reads: a path among its arguments, or an edition's content."""
    files = (getattr(value, "content", value) for value in values)
    return next((Span(file) for file in files if isinstance(file, Path)), None)


def _place(trace: TracebackType | None) -> Span | None:
    """Return the span of the innermost local variable on the stack that has one."""
    spans = [
        span
        for frame, _ in traceback.walk_tb(trace)
        for value in frame.f_locals.values()
        if isinstance(span := getattr(value, "span", None), Span) and span.line
    ]
    return spans[-1] if spans else None
