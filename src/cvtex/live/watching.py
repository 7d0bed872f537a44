"""Builds the editions of a project again whenever a file of theirs is saved."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from cvtex.build.ahead import Ahead
from cvtex.build.judging import give_up, judge
from cvtex.build.pipeline import read_source, typeset_source, write_source
from cvtex.content.project import project_of
from cvtex.diagnostics import Checked, Diagnostic, Span, failed
from cvtex.diagnostics.codes import Code
from cvtex.document import Document
from cvtex.editions.settings import Edition, read_editions
from cvtex.live.changes import Changes
from cvtex.live.events import Built, Event, Failed, Proven, Unproven
from cvtex.live.inputs import Files, State, files_of, neighbours, saved_at
from cvtex.paths import BUILD, EDITIONS, OUT, latex_dir

_SETTLING = 0.2
"""Seconds that a file may be missing or empty in the midst of a save."""


@dataclass(slots=True)
class _Seen:
    """What an edition was last built of, and whether it is still to be proven."""

    edition: Edition
    state: State
    document: Document | None = None
    saved: float = 0
    unproven: bool = False


class Watch:
    """A project in the working folder that is built as its files are saved.

    Iterating over `events` does the work; `stop` ends it from any thread. No other object of cvtex
    is shared with other threads.
    """

    def __init__(self, names: Collection[str] = ()) -> None:
        """Watch the named editions, by default all."""
        self._names = names
        self._changes = Changes()
        self._files = Files()
        self._seen: dict[str, _Seen] = {}
        self._project: State = {}
        self._works: dict[str, Path] = {}

    def stop(self) -> None:
        """End the watch after the current step."""
        self._changes.stop()

    def events(self) -> Iterator[Event]:
        """Yield what happens, without an end; `stop` ends it."""
        start = time.time()
        try:
            while not self._changes.stopped:
                yield from self._round(start)
                start = 0
                self._changes.wait()
                self._settle()
        finally:
            self._changes.stop()

    def _round(self, start: float) -> Iterator[Event]:
        """Build what has changed, then prove what nobody changed meanwhile."""
        editions = self._editions()
        if editions.value is None:
            if editions.diagnostics:
                yield Failed("", editions.diagnostics, 0)
            return
        self._changes.watch(_folders(editions.value))
        for edition in editions.value:
            if (saved := self._changed(edition)) is not None:
                yield self._build(edition, start or saved)
        for seen in self._seen.values():
            if self._changes.happened or self._changes.stopped:
                return
            if seen.unproven:
                yield self._prove(seen)

    def _editions(self) -> Checked[tuple[Edition, ...]]:
        """Return the editions to watch; nothing at all if an error was reported before."""
        read = read_editions(EDITIONS)
        if read.ok and read.value is not None:
            known = {edition.name for edition in read.value}
            if unknown := [name for name in self._names if name not in known]:
                read = failed(_no_edition(unknown[0], known))
        if read.ok and read.value is not None:
            self._project = {}
            self._works = {edition.name: _work(edition) for edition in read.value}
            return Checked(
                tuple(one for one in read.value if not self._names or one.name in self._names)
            )
        self._changes.watch([Path(), EDITIONS.parent])
        self._seen.clear()
        state = self._files.state([EDITIONS])
        is_known, self._project = state == self._project, state
        return Checked(None, () if is_known else read.diagnostics)

    def _changed(self, edition: Edition) -> float | None:
        """Return when an edition was changed since it was built, None if it was not."""
        seen = self._seen.get(edition.name)
        document = seen.document if seen else None
        files = files_of(edition, document)
        if seen and not document:
            files += neighbours(edition)
        state = self._files.state(files)
        if seen and seen.edition == edition and seen.state == state:
            return None
        before = seen.state if seen else {}
        changed = [file for file in state | before if state.get(file) != before.get(file)]
        self._seen[edition.name] = _Seen(edition, state, document, saved_at(changed))
        return self._seen[edition.name].saved

    def _settle(self) -> None:
        """Wait for the end of a save in two steps: the file is empty, or not there, in between."""
        contents = [seen.edition.content for seen in self._seen.values()]
        last = time.monotonic() + _SETTLING
        while (left := last - time.monotonic()) > 0 and not all(map(_has_text, contents)):
            self._changes.wait(left)

    def _build(self, edition: Edition, since: float) -> Event:
        seen, work = self._seen[edition.name], _work(edition)
        source = write_source(edition, work)
        draft = typeset_source(edition, work, Ahead()) if source.ok else source
        written = read_source(work) if draft.ok else failed()
        if draft.value is None or written.value is None:
            findings = draft.diagnostics + written.diagnostics
            findings = give_up(edition, self._works, _target(edition), findings)
            return Failed(edition.name, findings, time.time() - since)
        seen.document, seen.unproven = written.value[0], True
        seconds = time.time() - since
        return Built(edition.name, draft.value, seen.document, source.diagnostics, seconds, "")

    def _prove(self, seen: _Seen) -> Event:
        seen.unproven = False
        edition, target = seen.edition, _target(seen.edition)
        judged = judge(edition, self._works, target, Ahead(), keep_going=False)
        seconds = time.time() - seen.saved
        if judged.value is None:
            return Unproven(edition.name, target, None, judged.diagnostics, seconds)
        kind = Proven if judged.ok else Unproven
        made = judged.value
        return kind(edition.name, made.pdf, made.record, judged.diagnostics, seconds)


def _work(edition: Edition) -> Path:
    return OUT / BUILD / edition.name


def _target(edition: Edition) -> Path:
    return OUT / f"{edition.stem}.pdf"


def _folders(editions: Collection[Edition]) -> set[Path]:
    """Return the folders in which a file of some editions may change."""
    contents = {edition.content.parent for edition in editions}
    homes = {latex_dir(), *(project_of(content) / "themes" for content in contents)}
    return {Path(), *(folder for home in contents | homes for folder in _with_those_below(home))}


def _with_those_below(home: Path) -> list[Path]:
    below = [path for path in home.rglob("*") if path.is_dir()]
    return [home, *(one for one in below if not one.name.startswith("."))]


def _has_text(file: Path) -> bool:
    try:
        return file.stat().st_size > 0
    except OSError:
        return False


def _no_edition(name: str, known: Collection[str]) -> Diagnostic:
    hint = f"the editions are {', '.join(sorted(known))}"
    return Diagnostic(Code.KEY_MISSING, f"there is no edition `{name}`", Span(EDITIONS), hint)
