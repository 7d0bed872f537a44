"""The engines that wait for editions."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from pathlib import Path

from cvtex.diagnostics import Checked
from cvtex.document import Document
from cvtex.tex.engine import AT_LIMIT, Files, Programs, Typeset
from cvtex.tex.parked import Parked, remove_abandoned
from cvtex.tex.process import Ended

_MOST = 4
"""Engines that wait at a time, one for each of the editions that were built last."""

_FREE = 1 << 30
"""Bytes of memory that other programs could use, below which no engine is started."""

_MEMORY = Path("/proc/meminfo")

_FAILED = "the engine that waited failed"


class Typesetting(Programs):
    """The typesetting of an edition by an engine that waits, or else by the programs of a build.

    `cold` says why the engine did not do it, "" if it did. It gets the source at once. Another
    source, in a setting that fits the pages, has another preamble, and is typeset by a build.
    """

    def __init__(self, engine: Parked | None, source: str, cold: str) -> None:
        """Begin, if there is an engine."""
        self._engine, self._sent, self.cold = engine, source, cold
        if engine:
            try:
                engine.send(source)
            except OSError:
                self._engine, self.cold = None, _FAILED

    def typeset(self, source: str, document: Document, folder: Path, log: Path) -> Checked[Typeset]:
        """Typeset a source."""
        if source != self._sent:
            self.cold = self.cold or "it was fitted to its pages"
        elif self._engine:
            made = self._engine.typeset(document, log)
            if made.value or any(finding.code in AT_LIMIT for finding in made.diagnostics):
                return made
            self.cold = _FAILED
        return super().typeset(source, document, folder, log)

    def convert(self, xdv: Path, files: Files) -> tuple[Path, Ended]:
        """Make a PDF of pages."""
        if self._engine:
            with contextlib.suppress(OSError):
                pdf, ended = self._engine.make_pdf(xdv, files)
                if not ended.status or ended.late or ended.starved:
                    return pdf, ended
            self.cold = _FAILED
        return super().convert(xdv, files)


class Engines:
    """Engines that wait, one for each edition in use, and those that have done their work."""

    def __init__(self) -> None:
        """Start without engines."""
        self._waiting: dict[str, Parked] = {}
        self._none: dict[str, str] = {}
        self._done: list[Parked] = []

    def job(self, name: str, written: tuple[Document, str], work: Path) -> Typesetting:
        """Return the job of an edition, for a Document and its source; it takes the engine."""
        engine, why_not = self._waiting.pop(name, None), self._none.pop(name, "")
        if engine and (why_not := engine.why_not(written[1], written[0])):
            self._done.append(engine)
            engine = None
        engine = engine or started(written, work)
        if engine:
            self._done.append(engine)
        return Typesetting(engine, written[1], why_not)

    def park(self, name: str, written: tuple[Document, str], work: Path) -> None:
        """Have an engine wait for the next build of an edition, if none does."""
        if name in self._waiting:
            return
        while len(self._waiting) >= _MOST:
            first = next(iter(self._waiting))
            self._drop(first, "other editions were in use")
        if engine := started(written, work, has_time=True):
            self._waiting[name] = engine
        else:
            self._none[name] = "no engine could be started ahead"

    def tidy(self, works: Mapping[str, Path]) -> None:
        """End the engines that have done their work, and those of other editions than these."""
        for engine in self._done:
            engine.close()
        self._done.clear()
        for name in self._waiting.keys() - works:
            self._drop(name, "")
        for work in works.values():
            remove_abandoned(work)

    def close(self) -> None:
        """End all engines."""
        self.tidy({})

    def _drop(self, name: str, why: str) -> None:
        self._none[name] = why
        self._waiting.pop(name).close()


def started(written: tuple[Document, str], work: Path, *, has_time: bool = False) -> Parked | None:
    """Return an engine for a Document and its source, None if none can be started.

    For `has_time` see `Parked`.
    """
    document, source = written
    if not _has_memory():
        return None
    try:
        return Parked(source, document, work, has_time=has_time)
    except OSError:  # a build reports what is missing
        return None


def _has_memory() -> bool:
    """Return whether there is memory for another engine; True if that is unknown."""
    try:
        lines = _MEMORY.read_text(encoding="ascii").splitlines()
        sizes = {line.partition(":")[0]: line.split()[1] for line in lines}
        return int(sizes["MemAvailable"]) << 10 > _FREE
    except (OSError, ValueError, LookupError):
        return True
