"""`cvtex watch`."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser
from collections import Counter
from datetime import datetime
from typing import TYPE_CHECKING, TypeAlias

from cvtex.diagnostics import Diagnostic, Severity
from cvtex.report import ReportFormat, show
from cvtex.report.screen import screen_of

if TYPE_CHECKING:
    from pathlib import Path

    from cvtex.diagnostics.codes import Code
    from cvtex.live.events import Built, Event, Failed, Proven, Unproven

_GREEN, _RED, _DIM = 32, 31, 2
_ERASE = "\x1b[2K\r"


def add_options(parser: ArgumentParser) -> None:
    """Add what the verb takes."""
    parser.add_argument(
        "editions", nargs="*", metavar="EDITION", help="editions to build (default: all)"
    )


def run(*, editions: list[str]) -> None:
    """Build editions again whenever you save; Ctrl-C ends it."""
    ask_for(editions)
    printer = Printer()
    printer.note("This builds now, then after each save; each PDF is then proven. Ctrl-C ends it.")
    from cvtex.live.watching import Watch  # noqa: PLC0415 - heavy: the line above comes at once

    for event in Watch(editions).events():
        printer.tell(event)


def ask_for(names: list[str]) -> None:
    """End the program with 1 without a project here, or without one of these editions in it.

    A project that can't be read may be corrected while it is watched.
    """
    from cvtex.editions.settings import read_editions  # noqa: PLC0415 - the same
    from cvtex.paths import EDITIONS  # noqa: PLC0415 - the same

    read = read_editions(EDITIONS)
    if read.value is None and not os.path.lexists(EDITIONS):
        sys.stderr.write("cvtex: there is no project in this folder; `cvtex new` begins one\n")
        raise SystemExit(1)
    if names and read.ok:
        from cvtex.commands.send import choose  # noqa: PLC0415 - heavy

        for name in names:
            choose(name)


_Message: TypeAlias = "tuple[Code, str, Path | None]"
"""What makes two findings the same: code, message and file."""


class Findings:
    """What was printed, so that the same is not printed for each edition and after each save.

    Lines above move a finding without making it another one.
    """

    def __init__(self) -> None:
        """Start without a finding."""
        self._standing: dict[tuple[str, bool], Counter[_Message]] = {}
        self._failing: dict[tuple[_Message, int], set[str]] = {}

    def new_of(self, event: Event) -> list[Diagnostic]:
        """Return the findings of an event to be printed, and take them for printed.

        A warning is new if no edition had it. An error is printed again after each save that does
        not correct it, but once for all editions.
        """
        from cvtex.live.events import Built, Failed, Unchanged  # noqa: PLC0415 - heavy

        before = Counter[_Message]()
        for standing in self._standing.values():
            before |= standing
        errors = [one for one in event.findings if one.severity is Severity.ERROR]
        warnings = [one for one in event.findings if one.severity is not Severity.ERROR]
        is_about_content = isinstance(event, Built | Unchanged | Failed)
        self._standing[event.edition, is_about_content] = Counter(map(_message, warnings))
        if isinstance(event, Built | Unchanged):
            for editions in self._failing.values():
                editions.discard(event.edition)
        met = Counter[_Message]()
        printed = []
        for one in errors:
            met[message := _message(one)] += 1
            if self._fails(event.edition, message, met[message]):
                printed.append(one)
        for one in warnings:
            if before[_message(one)] > 0:
                before[_message(one)] -= 1
            else:
                printed.append(one)
        return printed

    def _fails(self, edition: str, message: _Message, number: int) -> bool:
        """Return whether the nth error with a message in an edition is to be printed."""
        there = self._failing.setdefault((message, number), set())
        is_new = not there or edition in there
        if is_new:
            there.clear()
        there.add(edition)
        return is_new


def _message(finding: Diagnostic) -> _Message:
    return finding.code, finding.message, finding.span.file if finding.span else None


class Printer:
    """Prints a line for each step of an edition.

    In a terminal, the line of what was proven takes the place of the line of what was built.
    """

    def __init__(self) -> None:
        """Print to the standard output."""
        self.screen = screen_of(sys.stdout)
        self.is_terminal = sys.stdout.isatty()
        self.open = ""
        self.findings = Findings()

    def note(self, text: str) -> None:
        """Print a line that is no event."""
        self._line(self.screen.paint(text, _DIM))

    def tell(self, event: Event) -> None:
        """Print an event, with its findings before it."""
        from cvtex.live.events import Built, Failed, Proven, Unproven  # noqa: PLC0415 - heavy

        if new := self.findings.new_of(event):
            self._close()
            show(new, ReportFormat.TEXT, sys.stdout)
        if isinstance(event, Built):
            self._built(event)
        elif isinstance(event, Proven):
            self._proven(event)
        elif isinstance(event, Failed):
            self._failed(event)
        elif isinstance(event, Unproven):
            self._unproven(event)
        sys.stdout.flush()

    def _built(self, event: Built) -> None:
        self._close()
        cold = f" ({event.cold})" if event.cold else ""
        line = f"{_head(event.edition)}built in {event.seconds:.2f} s{cold}, {event.pdf}"
        now = f"{line}, being proven …"
        if self.is_terminal and len(now) < self.screen.columns:  # in one row, to be erased
            sys.stdout.write(now)
            self.open = event.edition
        else:
            self._line(line)

    def _proven(self, event: Proven) -> None:
        from cvtex.report.verdict import describe  # noqa: PLC0415 - heavy

        told = describe(event.record).removeprefix(event.edition).strip()
        mark = self.screen.paint("proven", _GREEN)
        self._instead(event.edition)
        self._line(f"{_head(event.edition)}{mark} in {event.seconds:.2f} s, {told}, {event.pdf}")

    def _unproven(self, event: Unproven) -> None:
        mark = self.screen.paint("not proven", _RED)
        self._instead(event.edition)
        self._line(f"{_head(event.edition)}{mark}; the previous PDF stays, see {event.pdf}")

    def _failed(self, event: Failed) -> None:
        self._close()
        mark = self.screen.paint("not built", _RED)
        self._line(f"{_head(event.edition)}{mark}; the previous PDF stays")

    def _instead(self, edition: str) -> None:
        """Erase the open line if it is of this edition."""
        if self.open == edition:
            sys.stdout.write(_ERASE)
            self.open = ""
        self._close()

    def _close(self) -> None:
        if self.open:
            sys.stdout.write("\n")
        self.open = ""

    def _line(self, text: str) -> None:
        sys.stdout.write(f"{text}\n")
        sys.stdout.flush()


def _head(edition: str) -> str:
    now = datetime.now().astimezone().strftime("%H:%M:%S")
    return f"{now}  {edition}  " if edition else f"{now}  "
