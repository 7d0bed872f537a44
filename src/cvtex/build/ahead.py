"""Begins what the later phases of a build need while the earlier ones are at work."""

from __future__ import annotations

import atexit
import os
from contextlib import suppress
from pathlib import Path
from threading import Semaphore, Thread
from typing import TYPE_CHECKING

from cvtex.files import NO_CACHE, kept
from cvtex.paths import DOCUMENT, DRAFT
from cvtex.processes.phases import phase

if TYPE_CHECKING:
    from cvtex.document import Document
    from cvtex.tex.engine import Programs
    from cvtex.tex.parked import Parked


class Ahead:
    """Engines that get ready for editions before their sources are written.

    What they load is what the last source of the edition began with: an edit changes the body.
    Threads may use this at the same time, each for an edition of its own.
    """

    def __init__(self, most: int) -> None:
        """Begin without engines; `most` may be there at a time."""
        self._room = Semaphore(most)
        self._engines: dict[Path, Parked] = {}

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

    def programs(self, work: Path, written: tuple[Document, str]) -> Programs:
        """Return the programs for a Document and its source: the engine, if it has begun so."""
        from cvtex.build.engines import Typesetting  # noqa: PLC0415 - the same

        engine, (document, source) = self._engines.get(work), written
        fits = engine is not None and not engine.why_not(source, document)
        return Typesetting(engine if fits else None, source, "")

    def end(self, work: Path) -> None:
        """End the engine for the edition in a folder, if there is one."""
        if engine := self._engines.pop(work, None):
            engine.close()
            self._room.release()


def import_ahead() -> None:
    """Import the modules of the later phases in a thread: that is half of their time."""
    Thread(target=_import).start()


def _import() -> None:
    # After a lack of memory, the phase's own import fails again, and reports it.
    with suppress(ImportError, MemoryError, OSError), phase("import"):
        import cvtex.finish  # noqa: PLC0415 - heavy, and TeX comes first
        import cvtex.report.files  # noqa: PLC0415 - the same
        import cvtex.verify.proof  # noqa: F401, PLC0415 - the same
