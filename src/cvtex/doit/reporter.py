"""What doit prints: a line for each PDF, and all that was found."""

from __future__ import annotations

import io
import os
import sys
from errno import ENOMEM, EPIPE
from typing import TYPE_CHECKING, Any, TextIO

from doit.exceptions import DependencyError, TaskFailed, UnmetDependency
from doit.reporter import ConsoleReporter

from cvtex.diagnostics import Diagnostic, Severity
from cvtex.processes.shortage import NO_MEMORY, NO_ROOM, nowhere
from cvtex.processes.signals import end_at_once
from cvtex.report.screen import screen_of
from cvtex.report.text import render

if TYPE_CHECKING:
    from doit.exceptions import BaseFail
    from doit.task import Task

# How the traceback of a failure ends where memory was short: doit keeps no more of an exception.
_STARVED = ("MemoryError", "RuntimeError: can't start new thread", f"OSError: [Errno {ENOMEM}]")

# What a task leaves in its `meta`.
FOUND = "found"
LINE = "line"


class Reporter(ConsoleReporter):  # type: ignore[misc]  # doit has no types
    """Prints a line for each PDF, and all that was found, each thing once."""

    desc = "a line for each PDF"

    def __init__(self, outstream: TextIO, options: dict[str, Any]) -> None:
        """Begin with exit status 0, on a stream that takes every character."""
        outstream = outstream or nowhere()  # the caller may have closed it
        super().__init__(outstream, options)
        end_at_once()
        self.status = 0
        self.idle = True
        self.screen = screen_of(outstream)
        self.told: set[Diagnostic] = set()
        if isinstance(outstream, io.TextIOWrapper):
            outstream.reconfigure(errors="backslashreplace")

    def execute_task(self, task: Task) -> None:
        """Say nothing of a task that begins; see whether any has something to do."""
        self.idle = self.idle and not task.actions

    def skip_uptodate(self, task: Task) -> None:
        """Say nothing of a task that has nothing to do."""

    def add_success(self, task: Task) -> None:
        """Print what a task has to tell: doit runs tasks in threads, so they don't print.

        Where it goes on in spite of errors, that is no success.
        """
        self._tell(task)
        found = (task.meta or {}).get(FOUND, ())
        if any(finding.severity is Severity.ERROR for finding in found):
            self.status = max(self.status, 1)

    def add_failure(self, task: Task, fail: BaseFail) -> None:
        """Print what a failed task has to tell at once; one that waited for it is silent."""
        if isinstance(fail, TaskFailed | DependencyError):
            self.status = max(self.status, 1)
            if not self._tell(task):
                self.write(f"{fail.message}\n")
        elif fail.traceback and fail.traceback[-1].startswith(_STARVED):
            self.status = max(self.status, 1)
            self.write(f"{task.name}: {NO_MEMORY}")
        elif not isinstance(fail, UnmetDependency):
            self.status = 3
            super().add_failure(task, fail)

    def _tell(self, task: Task) -> bool:
        """Print what was found and not told yet, and the line below; False for a task not ours."""
        if FOUND not in (task.meta or {}):
            return False
        new = [finding for finding in task.meta[FOUND] if finding not in self.told]
        self.told.update(new)
        for said in filter(None, (render(new, self.screen), task.meta[LINE])):
            self.write(f"{said}\n")
        return True

    def write(self, text: str) -> None:
        """Print a text; where nobody takes it, the build goes on in silence.

        A pipe that was closed, as by `head`, is no failure. A full disk is one.
        """
        try:
            self.outstream.write(text)
            self.outstream.flush()
        except OSError as error:
            # What is left in its buffer would fail once more when Python ends.
            with nowhere() as void:
                os.dup2(void.fileno(), self.outstream.fileno())
            if error.errno != EPIPE:
                self.status = max(self.status, 1)
                sys.stderr.write(NO_ROOM)

    def complete_run(self) -> None:
        """Say so if there was nothing to do.

        End with 1 for what a person can mend, 3 for a bug; doit's own is 2 for both.
        """
        if self.idle:
            self.write("nothing to do: all is up to date\n")
        self.failures: list[dict[str, Any]] = []
        super().complete_run()
        if self.status:
            raise SystemExit(self.status)
