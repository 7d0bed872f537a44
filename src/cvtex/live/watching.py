"""Builds the editions of a project again whenever a file of theirs is saved."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Collection, Generator, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from cvtex.build.check import Loaded
from cvtex.build.engines import Engines
from cvtex.build.judging import recorded
from cvtex.build.reporting import write_whole_report
from cvtex.diagnostics import Checked, Diagnostic, Span, failed
from cvtex.diagnostics.codes import Code
from cvtex.document import Document
from cvtex.editions.settings import Edition
from cvtex.live.building import Live, build, prove
from cvtex.live.changes import Changes
from cvtex.live.events import Built, Event, Failed, Proven, Unchanged, Unproven
from cvtex.live.inputs import (
    Files,
    State,
    contents_of,
    files_of,
    folders_of,
    looks_of,
    neighbours,
    saved_at,
)
from cvtex.live.reading import Editions
from cvtex.paths import BUILD, EDITIONS, OUT, REPORT, VERDICT
from cvtex.report.files import outdate_report

T = TypeVar("T")

_SETTLING = 0.2
"""Seconds that a file may be missing or empty in the midst of a save."""

_GARBAGE = 100_000
"""New objects after which garbage is collected: a watch runs long, and an edit leaves some."""


@dataclass(slots=True)
class _Seen:
    """What an edition was last built of; `live` is its last draft, also if a later build failed.

    `outdated` is whether the project could not be read since. `has_places` is whether the verdict
    on the draft has findings, each at its place.
    """

    edition: Edition
    state: State
    saved: float = 0
    live: Live | None = None
    unproven: bool = False
    failed: bool = False
    outdated: bool = False
    has_places: bool = False

    def is_proven(self, document: Document) -> bool:
        """Return whether the verdict on the draft holds for the same text at other places."""
        if self.live is None or self.unproven or self.failed or self.outdated:
            return False
        return not self.has_places or self.live.document == document


@dataclass(frozen=True, slots=True)
class _Change:
    """The files that an edition is made of now, and those of them that were changed.

    `keeps_looks` is whether only its content was.
    """

    state: State
    files: State
    keeps_looks: bool


class Watch:
    """A project in the working folder that is built as its files are saved.

    Iterating over `events` does the work; `stop` ends it from any thread. No other object of cvtex
    is shared with other threads.
    """

    def __init__(
        self,
        names: Collection[str] = (),
        stand_in: Callable[[tuple[Edition, ...]], tuple[Edition, ...]] = tuple,
    ) -> None:
        """Watch the named editions, by default all.

        `stand_in` returns the editions to build for those of the project, by default the same. One
        of a name that the project does not have is collected in no report but its own.
        """
        self._names = names
        self._stand_in = stand_in
        self._changes = Changes()
        self._files = Files()
        self._project_file = Editions(self._files)
        self._engines = Engines()
        self._seen: dict[str, _Seen] = {}
        self._watched: tuple[Edition, ...] = ()
        self._reported: tuple[State, tuple[Diagnostic, ...]] = {}, ()
        self._works: dict[str, Path] = {}
        self._project: tuple[Edition, ...] = ()
        self._is_judged = False

    def stop(self) -> None:
        """End the watch after the current step."""
        self._changes.stop()

    def look(self) -> None:
        """Look at once whether something has changed; any thread may call this."""
        self._changes.wake()

    def events(self) -> Generator[Event, None, None]:
        """Yield what happens, without an end; `stop` ends it.

        If there is a report, it is drawn again at the end: that takes as long as a build.
        """
        start = time.time()
        try:
            while not self._changes.stopped:
                yield from self._round(start)
                if start:  # what is there by now stays: to look for garbage in it took a tenth
                    gc.freeze()
                    gc.set_threshold(_GARBAGE)
                start = 0
                self._wait()
        finally:
            self._changes.stop()
            self._engines.close()
            if self._is_judged and (OUT / REPORT).is_file():
                write_whole_report(OUT, self._works, self._project)

    def _round(self, start: float) -> Iterator[Event]:
        """Build what has changed, have engines wait, then prove what nobody changed meanwhile."""
        editions = self._editions()
        if editions.value is None:
            if editions.diagnostics:
                yield Failed("", editions.diagnostics, 0)
            return
        yield from self._drafts(editions.value, start)
        works = {edition.name: _work(edition) for edition in editions.value}
        for name, work in works.items():
            if (seen := self._seen.get(name)) and seen.live:
                self._engines.park(name, (seen.live.document, seen.live.source), work)
        self._engines.tidy(works)
        for edition in editions.value:
            if self._changes.happened and any(map(self._changed, editions.value)):
                return
            if self._seen[edition.name].unproven and not self._changes.stopped:
                yield self._prove(edition)

    def _drafts(self, editions: tuple[Edition, ...], start: float) -> Iterator[Event]:
        """Build what has changed, until something else is saved: that may go before the rest."""
        # All of them before a file is read, so that what is saved later is noticed.
        changes = [(edition, self._changed(edition)) for edition in editions]
        loaded: dict[tuple[Path, bool], Loaded] = {}
        for edition, change in changes:
            if change is None:
                continue
            gc.disable()  # a tenth of the time, while the person waits
            try:
                event = self._build(edition, change, start or saved_at(change.files), loaded)
            finally:
                gc.enable()
            yield event
            if self._changes.happened:
                return

    def _editions(self) -> Checked[tuple[Edition, ...]]:
        """Return the editions to watch; nothing at all if the same errors were reported before."""
        read = self._project_file.read()
        is_readable = read.ok
        if read.ok and read.value is not None:
            known = {edition.name for edition in read.value}
            if unknown := [name for name in self._names if name not in known]:
                read = failed(_no_edition(unknown[0], known))
        if read.ok and read.value is not None:
            self._reported = {}, ()
            self._project = read.value
            self._works = {edition.name: _work(edition) for edition in read.value}
            watched = self._stand_in(
                tuple(one for one in read.value if not self._names or one.name in self._names)
            )
            known = self._works.keys() | {edition.name for edition in watched}
            self._seen = {name: one for name, one in self._seen.items() if name in known}
            if watched != self._watched:
                self._watched = watched
                self._changes.watch(folders_of(watched))
            return Checked(watched)
        self._changes.watch([Path(), EDITIONS.parent])
        self._watched = ()
        for seen in self._seen.values():
            seen.outdated = True
        state = self._files.state([EDITIONS])
        reported, self._reported = self._reported, (state, read.diagnostics)
        if reported == self._reported:
            return Checked(None)
        if not is_readable and (OUT / VERDICT).is_file():
            with suppress(OSError):  # the errors are reported as they are
                outdate_report(OUT, read.diagnostics)
        return Checked(None, read.diagnostics)

    def _changed(self, edition: Edition) -> _Change | None:
        """Return what was changed of an edition since it was built, None for nothing.

        The looks are left to the next time if the content was changed, for speed.
        """
        seen = self._seen.get(edition.name)
        document = seen.live.document if seen and seen.live and not seen.failed else None
        # Where it stands in the file does not matter.
        if seen is None or replace(seen.edition, span=None) != replace(edition, span=None):
            state = self._files.state(files_of(edition, document))
            return _Change(state, self._files.state([EDITIONS]) | state, keeps_looks=False)
        around = neighbours(edition) if seen.failed else []
        content = self._files.state([*contents_of(edition, document), *around])
        if changed := _differences(content, seen.state):
            return _Change(seen.state | content, changed, keeps_looks=True)
        looks = self._files.state(looks_of(edition, document))
        if changed := _differences(looks, seen.state):
            return _Change(seen.state | looks, changed, keeps_looks=False)
        return _Change(seen.state, {}, keeps_looks=True) if seen.outdated else None

    def _wait(self) -> None:
        """Wait for a save, and for the end of one in two steps.

        In between, the file is empty, or not there.
        """
        self._changes.wait()
        contents = [seen.edition.content for seen in self._seen.values()]
        contents += [EDITIONS] if EDITIONS.exists() else []
        last = time.monotonic() + _SETTLING
        while (left := last - time.monotonic()) > 0 and not all(map(_has_text, contents)):
            self._changes.wait(left)

    def _build(
        self,
        edition: Edition,
        change: _Change,
        since: float,
        loaded: dict[tuple[Path, bool], Loaded],
    ) -> Event:
        before = self._seen.get(edition.name) or _Seen(edition, {})
        seen = _Seen(edition, change.state, since, before.live)
        self._seen[edition.name] = seen
        around = self._files.state(neighbours(edition))
        draft = before.live if change.keeps_looks else None
        built = self._recorded(
            edition, lambda: build(edition, _work(edition), self._engines, loaded, draft)
        )
        if built.value is None:
            seen.failed = True
            seen.state = seen.state | around
            return Failed(edition.name, built.diagnostics, time.time() - since)
        seen.live = live = built.value
        for one in live.document.pictures.values():
            seen.state[one.picture.file] = one.picture.digest
        is_same = draft and live.pdf is draft.pdf and edition.pdf.is_file()
        if is_same and before.is_proven(live.document):
            seen.has_places = before.has_places
            return Unchanged(edition.name, live.document, live.findings)
        seen.unproven = True
        seconds, fill = time.time() - since, live.typeset.fitted.fill
        return Built(
            *(edition.name, live.shown, live.document, live.findings, seconds, live.cold, fill)
        )

    def _prove(self, edition: Edition) -> Event:
        seen = self._seen[edition.name]
        seen.unproven = False
        live = seen.live
        assert live  # noqa: S101 - what is unproven was built
        works, target = self._collected(edition), edition.pdf
        judged = self._recorded(edition, lambda: prove(edition, works, target, live))
        seconds = time.time() - seen.saved
        if judged.value is None:
            return Unproven(edition.name, live.shown, None, judged.diagnostics, seconds)
        seen.has_places = bool(judged.diagnostics)
        kind = Proven if judged.ok else Unproven
        made = judged.value
        return kind(edition.name, made.pdf, made.record, judged.diagnostics, seconds)

    def _recorded(self, edition: Edition, step: Callable[[], Checked[T]]) -> Checked[T]:
        self._is_judged = True
        return recorded(edition, self._collected(edition), edition.pdf, step, reports=False)

    def _collected(self, edition: Edition) -> dict[str, Path]:
        """Return the folders of the editions whose verdicts stand in a report with this one."""
        return self._works if edition.name in self._works else {edition.name: _work(edition)}


def _differences(now: State, before: State) -> State:
    return {file: digest for file, digest in now.items() if before.get(file) != digest}


def _work(edition: Edition) -> Path:
    return OUT / BUILD / edition.name


def _has_text(file: Path) -> bool:
    try:
        return file.stat().st_size > 0
    except OSError:
        return False


def _no_edition(name: str, known: Collection[str]) -> Diagnostic:
    hint = f"the editions are {', '.join(sorted(known))}"
    return Diagnostic(Code.KEY_MISSING, f"there is no edition `{name}`", Span(EDITIONS), hint)
