"""Shows the progress of a batch: a line for each failure, and a bar in a terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from cvtex.batch.outcomes import Outcome, Status
from cvtex.report.screen import is_erasable
from cvtex.report.text import shown

if TYPE_CHECKING:
    from rich.progress import Progress

_NAMED_MAX = 5
"""Files of which each is named; of more, the number is printed."""


@dataclass
class Display:
    """Shows outcomes, with a bar in a terminal.

    `failed` is the number of failures so far, `left_out` the first files that are not résumés.
    """

    bar: Progress | None = None
    failed: int = 0
    left_out: list[str] = field(default_factory=list)

    def show(self, outcome: Outcome) -> None:
        """Print a line for a failure, and move the bar."""
        if outcome.status is Status.FAILED:
            self.failed += 1
            self._print(outcome.line())
        elif outcome.status is Status.LEFT_OUT and len(self.left_out) < _NAMED_MAX:
            self.left_out.append(outcome.name)
        if self.bar:
            failed = f"{self.failed} failed" if self.failed else ""
            self.bar.update(self.bar.task_ids[0], advance=1, failed=failed)

    def _print(self, line: str) -> None:
        if self.bar:
            # As it is: not wrapped, and without markup.
            self.bar.console.print(line, soft_wrap=True, markup=False, highlight=False)
        else:
            sys.stderr.write(f"{line}\n")


@contextmanager
def progress(total: int) -> Iterator[Display]:
    """Yield the display for a number of files; its bar is gone at the end."""
    if not is_erasable(sys.stderr):
        yield Display()
        return
    from rich.console import Console  # noqa: PLC0415 - rich is for the screen alone
    from rich.progress import (  # noqa: PLC0415 - the same
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    columns = (
        *(BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()),
        TextColumn("{task.fields[failed]}", style="red"),
    )
    console = Console(stderr=True, force_terminal=True)
    with Progress(*columns, console=console, transient=True, refresh_per_second=4) as bar:
        bar.add_task("", total=total, failed="")
        yield Display(bar)


def listed(names: Iterable[str], count: int) -> str:
    """Return the first of so many names, and how many more there are."""
    first = [*islice(names, _NAMED_MAX)]
    more = [f"{count - len(first):,} more"] if count > len(first) else []
    return ", ".join([*map(shown, first), *more])
