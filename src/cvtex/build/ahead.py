"""Begins what the later phases of a build need while the earlier ones are at work."""

from __future__ import annotations

import atexit
import os
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from importlib import import_module
from pathlib import Path
from threading import Semaphore, Thread
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from cvtex.files import NO_CACHE, kept
from cvtex.paths import DOCUMENT, DRAFT
from cvtex.processes.phases import phase

if TYPE_CHECKING:
    from cvtex.document import Document
    from cvtex.processes.aside import Aside
    from cvtex.tex.engine import Programs
    from cvtex.tex.parked import Parked

P = ParamSpec("P")
T = TypeVar("T")

_LATER = (
    "cvtex.build.judging",
    "cvtex.finish",
    "cvtex.finish.unproven",
    "cvtex.report.files",
    "cvtex.verify.page.pages",
    "cvtex.verify.proof",
    # What these import when they run.
    *("PIL.ImageCms", "babel.core", "lxml.etree"),
)
"""The modules that finish and prove a PDF."""


class Ahead:
    """Gets ready what editions need later, while their sources are written.

    For each there is an engine: it loads what the last source of the edition began with, because an
    edit changes the body. For all there is a process that imports the modules of the later phases.
    Threads may use this at the same time, each for an edition of its own.
    """

    def __init__(self, cores: int) -> None:
        """Begin without processes; at a time, there is an engine for each core at most."""
        self._cores = cores
        self._room = Semaphore(cores)
        self._engines: dict[Path, Parked] = {}
        self._aside: Aside | None = None

    def start(self, work: Path) -> None:
        """Start an engine for the edition in a folder, if one was built there, with the cache."""
        if (
            os.environ.get(NO_CACHE)
            or not (work / DRAFT).is_file()
            or not self._room.acquire(blocking=False)
        ):
            return
        try:
            from cvtex.build.engines import started  # noqa: PLC0415 - only a build needs it
            from cvtex.tex.parked import remove_abandoned  # noqa: PLC0415 - the same

            remove_abandoned(work)
            written = kept(work / DOCUMENT, tuple)
            if written and (engine := started(written, work)):
                self._engines[work] = engine
                atexit.register(self.end, work)  # what is printed may be as before
        except Exception:  # noqa: BLE001, S110 - a file of another cvtex may lack anything
            pass
        if work not in self._engines:
            self._room.release()

    def copy(self) -> None:
        """Make the process of the later phases, if there is a core for it, and no thread yet."""
        if self._cores > 1 and not self._aside:
            from cvtex.processes.aside import Aside  # noqa: PLC0415 - only a build needs it

            with suppress(RuntimeError, OSError):
                self._aside = Aside(_LATER)

    def start_imports(self) -> bool:
        """Have the process of the later phases import them, and return whether there is one."""
        if self._aside:
            self._aside.begin()
        return self._aside is not None

    def programs(self, work: Path, written: tuple[Document, str]) -> Programs:
        """Return the programs for a Document and its source: the engine, if it has begun so."""
        from cvtex.build.engines import Typesetting  # noqa: PLC0415 - the same

        engine, (document, source) = self._engines.get(work), written
        fits = engine is not None and not engine.why_not(source, document)
        return Typesetting(engine if fits else None, source, "")

    def there(self, function: Callable[P, T]) -> Callable[P, T]:
        """Return a function of the later phases that runs where their modules are, if there are."""
        return partial(self._aside.call, function) if self._aside else function

    def end(self, work: Path) -> None:
        """End the engine for the edition in a folder, if there is one."""
        if engine := self._engines.pop(work, None):
            engine.close()
            self._room.release()

    def close(self) -> None:
        """End the process of the later phases."""
        if self._aside:
            self._aside.close()
            self._aside = None


def import_ahead() -> None:
    """Import the modules of the later phases in a thread: that is half of their time."""
    Thread(target=_import).start()


def _import() -> None:
    # After a lack of memory, the phase's own import fails again, and reports it.
    with suppress(ImportError, MemoryError, OSError), phase("import"):
        for module in _LATER:
            import_module(module)
