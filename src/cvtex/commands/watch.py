"""`cvtex watch`."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser
from datetime import datetime
from typing import TYPE_CHECKING

from cvtex.report import Format, show
from cvtex.report.screen import screen_of

if TYPE_CHECKING:
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
    from cvtex.live.watching import Watch  # noqa: PLC0415 - heavy, and `--help` is not

    ask_for(editions)
    printer = Printer()
    printer.note("Each save builds a PDF, which is then proven. Ctrl-C ends this.")
    for event in Watch(editions).events():
        printer.tell(event)


def ask_for(names: list[str]) -> None:
    """End the program with 1 without a project here, or without one of these editions in it.

    A project that can't be read may be corrected while it is watched.
    """
    from cvtex.commands.send import choose  # noqa: PLC0415 - heavy, and `--help` is not
    from cvtex.editions.settings import read_editions  # noqa: PLC0415 - the same
    from cvtex.paths import EDITIONS  # noqa: PLC0415 - the same

    read = read_editions(EDITIONS)
    if read.value is None and not os.path.lexists(EDITIONS):
        sys.stderr.write("cvtex: there is no project in this folder; `cvtex new` begins one\n")
        raise SystemExit(1)
    for name in names if read.ok else ():
        choose(name)


class Printer:
    """Prints a line for each step of an edition.

    In a terminal, the line of what was proven takes the place of the line of what was built.
    """

    def __init__(self) -> None:
        """Print to the standard output."""
        self.screen = screen_of(sys.stdout)
        self.is_terminal = sys.stdout.isatty()
        self.open = ""

    def note(self, text: str) -> None:
        """Print a line that is no event."""
        self._line(self.screen.paint(text, _DIM))

    def tell(self, event: Event) -> None:
        """Print an event, with its findings before it."""
        from cvtex.live.events import Built, Failed, Proven  # noqa: PLC0415 - heavy

        if event.findings:
            self._close()
            show(event.findings, Format.TEXT, sys.stdout)
        if isinstance(event, Built):
            self._built(event)
        elif isinstance(event, Proven):
            self._proven(event)
        elif isinstance(event, Failed):
            self._failed(event)
        else:
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
