"""Prints a line for each PDF, and all findings."""

from __future__ import annotations

import io
import os
import sys
from errno import ENOMEM, EPIPE
from typing import TYPE_CHECKING, Any, TextIO

from doit import get_var
from doit.exceptions import DependencyError, TaskFailed, UnmetDependency
from doit.reporter import ConsoleReporter

from cvtex.diagnostics import Diagnostic, Severity
from cvtex.doit.progress import Progress
from cvtex.doit.run import TIMINGS
from cvtex.processes.shortage import NO_MEMORY, NO_ROOM, UNMAPPED, nowhere
from cvtex.processes.signals import end_at_once
from cvtex.report.screen import screen_of
from cvtex.report.text import render

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from doit.exceptions import BaseFail
    from doit.task import Task

    from cvtex.report.timings import Timings

# The last line of a traceback after a lack of memory; doit keeps nothing else of an exception.
_STARVED = ("MemoryError", "RuntimeError: can't start new thread", f"OSError: [Errno {ENOMEM}]")

# The keys of a task's `meta`.
FOUND = "found"
LINE = "line"
UNMET = "unmet"
"""A function of a task that does what is left of it where a task that it depends on failed.

It gets the task, and the names of all tasks that failed.
"""
END = "end"
"""A function of a task that is called at the end of a run."""


def _is_starved(fail: BaseFail) -> bool:
    last = fail.traceback[-1] if fail.traceback else ""
    return last.startswith(_STARVED) or UNMAPPED in last


class Reporter(ConsoleReporter):  # type: ignore[misc]  # doit has no types
    """Prints a line for each PDF, and each finding once."""

    desc = "a line for each PDF"

    def __init__(self, outstream: TextIO, options: dict[str, Any]) -> None:
        """Start with exit status 0, and a stream that escapes characters outside its encoding."""
        outstream = outstream or nowhere()  # the caller may have closed it
        super().__init__(outstream, options)
        end_at_once()
        self.status = 0
        self.idle = True
        self.screen = screen_of(outstream)
        self.progress = Progress(outstream)
        self.ends: set[Callable[[], None]] = set()
        self.reported: set[Diagnostic] = set()
        self.failed: set[str] = set()
        self.timings: Timings | None = None
        if get_var(TIMINGS) == "yes":
            from cvtex.report.timings import Timings  # noqa: PLC0415 - rarely asked for

            self.timings = Timings()
        if isinstance(outstream, io.TextIOWrapper):
            outstream.reconfigure(errors="backslashreplace")

    def initialize(self, tasks: dict[str, Task], selected: Sequence[str]) -> None:
        """Record what is to be called at the end."""
        super().initialize(tasks, selected)
        self.ends = {end for task in tasks.values() if (end := (task.meta or {}).get(END))}

    def execute_task(self, task: Task) -> None:
        """Record that a task has something to do, and show it in a terminal."""
        if task.actions:
            self.idle = False
            self.progress.begin(task.name)

    def skip_uptodate(self, task: Task) -> None:
        """Print nothing for a task that is up to date."""

    def add_success(self, task: Task) -> None:
        """Print the findings of a task, which runs in a thread and does not print itself.

        Errors with --keep-going set the exit status.
        """
        self.progress.end(task.name)
        self._report(task)
        findings = (task.meta or {}).get(FOUND, ())
        if any(finding.severity is Severity.ERROR for finding in findings):
            self.status = max(self.status, 1)

    def add_failure(self, task: Task, fail: BaseFail) -> None:
        """Print the findings of a failed task; do what is left of one that depends on it."""
        self.failed.add(task.name)
        self.progress.end(task.name)
        if isinstance(fail, TaskFailed | DependencyError):
            self.status = max(self.status, 1)
            if not self._report(task):
                self.write(f"{fail.message}\n")
        elif _is_starved(fail):
            self.status = max(self.status, 1)
            self.write(f"{task.name}: {NO_MEMORY}")
        elif isinstance(fail, UnmetDependency):
            if rest := (task.meta or {}).get(UNMET):
                rest(task, self.failed)
                self._report(task)
        else:
            self.status = 3
            super().add_failure(task, fail)

    def _report(self, task: Task) -> bool:
        """Print the new findings and the line of a task; return False for tasks of others."""
        if FOUND not in (task.meta or {}):
            return False
        new = [finding for finding in task.meta[FOUND] if finding not in self.reported]
        self.reported.update(new)
        for text in filter(None, (render(new, self.screen), task.meta[LINE])):
            self.write(f"{text}\n")
        return True

    def write(self, text: str) -> None:
        """Print a text; after an error, the build continues without output.

        A closed pipe, as of `head`, is not a failure; a full disk is.
        """
        try:
            with self.progress.hidden():
                self.outstream.write(text)
                self.outstream.flush()
        except OSError as error:
            # Otherwise the rest of its buffer would fail again when Python ends.
            with nowhere() as void:
                os.dup2(void.fileno(), self.outstream.fileno())
            if error.errno != EPIPE:
                self.status = max(self.status, 1)
                sys.stderr.write(NO_ROOM)

    def complete_run(self) -> None:
        """Report if there was nothing to do.

        The exit status is 1 for errors that a person can fix, 3 for a bug; doit's is 2 for both.
        """
        self.progress.stop()
        for end in self.ends:
            end()
        if self.idle:
            self.write("nothing to do: all is up to date\n")
        if self.timings:
            self.write(f"\n{self.timings.table()}")
        self.failures: list[dict[str, Any]] = []
        super().complete_run()
        if self.status:
            raise SystemExit(self.status)
