"""Waits until a file may have changed.

`watchfiles` says when something happened in a folder. Whether a file of an edition is another one
is decided by its content (`inputs.py`), so what editors do around a save does not matter.
"""

from __future__ import annotations

import threading
from collections.abc import Collection
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path

_STEP = 5
"""Milliseconds without another event after which a save is complete."""

_LONGEST = 100
"""Milliseconds for which the events of a burst are gathered."""

_POLL = 500
"""Milliseconds after which files are looked at without an event.

Some file systems have no events, a folder that was renamed has none any more.
"""


class Changes:
    """A thread that waits for events in folders."""

    def __init__(self) -> None:
        """Start without folders. ModuleNotFoundError: there is no `watchfiles`."""
        if find_spec("watchfiles") is None:  # its import takes time, which the thread has
            raise ModuleNotFoundError(name="watchfiles")
        self._folders: frozenset[Path] = frozenset()
        self._happened = threading.Event()
        self._stopped = threading.Event()
        self._moved = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def watch(self, folders: Collection[Path]) -> None:
        """Watch these folders from now on, without those below them."""
        there = frozenset(folder for folder in folders if folder.is_dir())
        if there != self._folders:
            self._folders = there
            self._moved.set()
        if not self._thread.ident:
            self._thread.start()

    @property
    def stopped(self) -> bool:
        """Whether the wait is over for good."""
        return self._stopped.is_set()

    @property
    def happened(self) -> bool:
        """Whether something happened since the last wait."""
        return self._happened.is_set()

    def wait(self, seconds: float = _POLL / 1000) -> bool:
        """Wait for an event, at most so long; return whether there was one."""
        happened = self._happened.wait(seconds)
        self._happened.clear()
        return happened

    def wake(self) -> None:
        """End the current wait; any thread may call this."""
        self._happened.set()

    def stop(self) -> None:
        """End the wait; any thread may call this."""
        self._stopped.set()
        self._moved.set()
        self._happened.set()

    def _run(self) -> None:
        from watchfiles import watch  # noqa: PLC0415 - heavy

        while not self.stopped:
            self._moved.clear()
            # A folder that is gone by now is noticed without events.
            with suppress(OSError):
                for _ in watch(
                    *self._folders,
                    watch_filter=None,
                    debounce=_LONGEST,
                    step=_STEP,
                    stop_event=self._moved,
                    recursive=False,
                    raise_interrupt=False,
                ):
                    self._happened.set()
            self._moved.wait(_POLL / 1000)
