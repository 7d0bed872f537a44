"""Shows in a terminal what a run is doing, if it takes longer than a moment."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import RLock, Timer
from typing import TYPE_CHECKING, TextIO

from cvtex.processes.phases import since_start
from cvtex.report.screen import is_erasable

if TYPE_CHECKING:
    from rich.live import Live

_MOMENT = 0.5
"""Seconds without a line. Most builds after an edit are over soon, and need not import rich."""

_DOING = {
    "tex": "checking",
    "typeset": "typesetting",
    "verify": "proving",
    "report": "drawing",
    "reproduce": "building again",
}


class Progress:
    """A line with the steps that run now, and the seconds; nothing without a terminal."""

    def __init__(self, stream: TextIO) -> None:
        """Start without a step."""
        self._stream = stream
        self._running: dict[str, None] = {}
        self._live: Live | None = None
        self._lock = RLock()
        self._timer = Timer(_MOMENT, self._show)
        self._timer.daemon = True

    def begin(self, task: str) -> None:
        """Show a task such as `typeset:en`."""
        with self._lock:
            self._running[task] = None
            if self._timer.ident is None and is_erasable(self._stream):
                self._timer.start()

    def end(self, task: str) -> None:
        """Show a task no longer."""
        with self._lock:
            self._running.pop(task, None)

    def stop(self) -> None:
        """Erase the line for good."""
        with self._lock:
            self._timer.cancel()
            if self._live:
                self._live.stop()
            self._live = None

    @contextmanager
    def hidden(self) -> Iterator[None]:
        """Erase the line while something else is printed."""
        with self._lock:
            if self._live:
                self._live.stop()
            try:
                yield
            finally:
                if self._live:
                    self._live.start()

    def _show(self) -> None:
        from rich.console import Console  # noqa: PLC0415 - see `_MOMENT`
        from rich.live import Live  # noqa: PLC0415 - the same
        from rich.spinner import Spinner  # noqa: PLC0415 - the same

        console = Console(file=self._stream, force_terminal=True)
        spinner = Spinner("dots")
        # Ctrl-C ends a run at once, and would leave the cursor hidden.
        console.show_cursor = lambda show=True: show  # type: ignore[method-assign]

        def line() -> Spinner:
            spinner.update(text=self._line())
            return spinner

        live = Live(
            console=console,
            get_renderable=line,
            transient=True,
            refresh_per_second=8,
            redirect_stdout=False,
            redirect_stderr=False,
        )
        with self._lock:
            if not self._timer.finished.is_set():
                live.start()
                self._live = live

    def _line(self) -> str:
        steps: dict[str, list[str]] = {}
        for task in [*self._running]:
            step, _, edition = task.partition(":")
            steps.setdefault(_DOING.get(step, step), []).append(edition)
        doing = ", ".join(f"{step} {' and '.join(names)}".strip() for step, names in steps.items())
        return f"{doing or 'one moment'}, {since_start():.0f} s"
