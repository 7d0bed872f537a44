"""What the page shows: the state of each edition, for the thread that watches and the server."""

from __future__ import annotations

import functools
import json
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pikepdf import PdfError

from cvtex.ats.missing import missing_from
from cvtex.ats.reader import read_resume
from cvtex.diagnostics import Diagnostic, Severity, Span, in_order
from cvtex.document import Leaf
from cvtex.live.events import Built, Event, Failed, Proven, Unchanged
from cvtex.live.preview.pages import LeafBox, PagePicture, draw, leaf_boxes
from cvtex.live.preview.trials import Trials, Wish, name_of
from cvtex.pdf.pdfium import PdfiumError
from cvtex.report.json import record as finding_record
from cvtex.report.text import lines_of
from cvtex.report.verdict import facts

_LONGEST = 1000
"""Characters of a line that are shown beside a finding."""


@dataclass(frozen=True, slots=True)
class ShownEdition:
    """An edition as it is shown.

    `state` is "waiting", "built", "proven", "unproven" or "failed"; `line` says more of it, and
    `seconds` is the time since the save. `pages`, `boxes` and `leaves` are those of the last draft,
    `fill` is the filled share of its last page. `findings` are those about the content, `judged`
    those of the verdict. `published` is the last proven PDF; `reading` is what a hiring system
    reads.
    """

    state: str = "waiting"
    line: str = ""
    seconds: float | None = None
    pages: tuple[PagePicture, ...] = ()
    boxes: tuple[LeafBox, ...] = ()
    leaves: tuple[Leaf, ...] = ()
    fill: float | None = None
    findings: tuple[Diagnostic, ...] = ()
    judged: tuple[Diagnostic, ...] = ()
    published: Path | None = None
    reading: dict[str, Any] | None = None
    missing: tuple[str, ...] = ()
    is_letter: bool = False


class Board:
    """The editions, by name; any thread may ask for them."""

    def __init__(self, trials: Trials) -> None:
        """Start with editions that are still to be built."""
        self._trials = trials
        self._shown: dict[str, ShownEdition] = {}
        self._project: tuple[Diagnostic, ...] = ()
        self._revision = 0
        self._caret = 0, ""
        self._lock = threading.Lock()
        self._listeners = set[Callable[[], object]]()
        self.closed = False

    def tell(self, event: Event) -> None:
        """Take an event of the watch, in its thread; the listeners hear of each step."""
        if isinstance(event, Failed) and not event.edition:
            with self._lock:
                self._project = event.findings
                self._revision += 1
            self.changed()
            return
        for shown in _steps(self._shown.get(event.edition, ShownEdition()), event):
            with self._lock:
                self._project = ()
                self._revision += 1
                self._shown[event.edition] = shown
            self._trials.built(event.edition)
            self.changed()

    def shown(self, edition: str) -> ShownEdition:
        """Return the state of an edition, or of the trial that stands in for it."""
        with self._lock:
            return self._shown.get(self._trials.shown_as(edition), ShownEdition())

    def begin(self, edition: str, wish: Wish) -> None:
        """Begin a trial, which is shown as what it takes the place of until it is built."""
        if wish == self._trials.tried(edition):
            return
        before = self.shown(edition)
        self._trials.begin(edition, wish)
        if self._trials.tried(edition):
            with self._lock:
                waiting = replace(before, state="waiting", line="", seconds=None)
                self._shown[self._trials.shown_as(edition)] = waiting

    def published(self, edition: str) -> Path | None:
        """Return the last proven PDF of an edition, also while a trial stands in for it."""
        with self._lock:
            return self._shown.get(edition, ShownEdition()).published

    def files(self) -> set[Path]:
        """Return the files that the texts of the editions are from."""
        with self._lock:
            return {leaf.span.file for shown in self._shown.values() for leaf in shown.leaves}

    def point(self, file: Path, line: int) -> None:
        """Show the line of the caret in an editor."""
        with self._lock:
            names = [
                name_of(name)
                for name, shown in self._shown.items()
                if any(leaf.span.file == file for leaf in shown.leaves)
            ]
            told = json.dumps({"file": str(file), "line": line, "editions": names})
            self._caret = self._caret[0] + 1, told
        self.changed()

    def caret(self) -> tuple[int, str]:
        """Return how often the caret was shown, and the last time as JSON."""
        with self._lock:
            return self._caret

    def listen(self, listener: Callable[[], object]) -> Callable[[], None]:
        """Call a function after each change, from any thread; return what ends that."""
        self._listeners.add(listener)
        return lambda: self._listeners.discard(listener)

    def changed(self) -> None:
        """Tell the listeners that there is something new to show."""
        for listener in tuple(self._listeners):
            listener()

    def close(self) -> None:
        """End what listens."""
        self.closed = True
        self.changed()

    def snapshot(self) -> str:
        """Return everything that the page shows, as JSON."""
        with self._lock:
            known, project, revision = dict(self._shown), self._project, self._revision
        if any(finding.severity is Severity.ERROR for finding in project):
            known = {name: _unread(shown) for name, shown in known.items()}
        names = self._trials.names() or [*dict.fromkeys(map(name_of, known))]
        editions = [
            {
                "name": name,
                **_values(known.get(self._trials.shown_as(name), ShownEdition())),
                **self._trials.wish(name),
                "published": pdf.name
                if (pdf := known.get(name, ShownEdition()).published)
                else None,
            }
            for name in names
        ]
        whole = {"revision": revision, "editions": editions, "findings": _findings(project)}
        return json.dumps(whole, ensure_ascii=False)


def _steps(before: ShownEdition, event: Event) -> Iterator[ShownEdition]:
    """Yield an edition after an event: the pages first, then what takes longer."""
    if isinstance(event, Failed):
        line = _stale(before)
        found = event.findings
        yield replace(before, state="failed", line=line, seconds=None, findings=found, judged=())
        return
    if isinstance(event, Unchanged):
        leaves = tuple(event.document.leaves())
        yield replace(before, leaves=leaves, findings=event.findings)
        return
    if isinstance(event, Built):
        built = replace(
            before,
            state="built",
            line="Being proven",
            seconds=event.seconds if before.pages else None,  # the first is built of no save
            pages=_drawn(event.pdf) or before.pages,
            boxes=(),
            leaves=tuple(event.document.leaves()),
            fill=event.fill,
            findings=event.findings,
            judged=(),
            is_letter=event.document.letter is not None,
        )
        yield built
        yield replace(built, boxes=_boxes(event.pdf))
        return
    record = event.record or {}
    after = replace(before, judged=event.findings)
    if isinstance(event, Proven):
        line = " · ".join(facts(record)[1:])  # the number of pages is seen
        seconds = event.seconds if before.seconds is not None else None
        after = replace(after, state="proven", line=line, seconds=seconds, published=event.pdf)
    else:
        after = replace(after, state="unproven", line=_first_error(event.findings), seconds=None)
    yield after
    reading = read_resume(event.pdf).value
    missing = missing_from(reading) if reading and not before.is_letter else ()
    yield replace(
        after, reading=reading.record() if reading else None, missing=tuple(map(str, missing))
    )


def _unread(shown: ShownEdition) -> ShownEdition:
    """Return an edition as it is while the project can't be read."""
    return replace(shown, state="failed", line=_stale(shown), seconds=None, findings=(), judged=())


def _stale(shown: ShownEdition) -> str:
    return "These pages are the last good ones" if shown.pages else "There are no pages yet"


def _first_error(findings: Iterable[Diagnostic]) -> str:
    """Return what the first error says, as a sentence of its own."""
    told = (one.message for one in in_order(findings) if one.severity is Severity.ERROR)
    message = next(told, "a check failed")
    return message[:1].upper() + message[1:]


def _drawn(pdf: Path) -> tuple[PagePicture, ...]:
    try:
        return draw(pdf)
    except (OSError, PdfiumError):
        return ()


def _boxes(pdf: Path) -> tuple[LeafBox, ...]:
    try:
        return leaf_boxes(pdf)
    except (OSError, PdfiumError, PdfError):
        return ()


def _values(shown: ShownEdition) -> dict[str, Any]:
    return {
        "state": shown.state,
        "line": shown.line,
        "seconds": shown.seconds,
        "pages": [
            {"digest": page.digest, "width": page.width, "height": page.height}
            for page in shown.pages
        ],
        "fill": shown.fill,
        "leaves": [
            [leaf.number, str(leaf.span.file), leaf.span.line, leaf.span.column, leaf.text]
            for leaf in shown.leaves
        ],
        "boxes": [
            [box.leaf, box.page, *(round(at, 5) for at in _edges(box))] for box in shown.boxes
        ],
        "findings": _findings((*shown.findings, *shown.judged)),
        "reading": shown.reading,
        "missing": shown.missing,
    }


def _edges(box: LeafBox) -> tuple[float, float, float, float]:
    return box.left, box.top, box.right, box.bottom


def _findings(findings: Iterable[Diagnostic]) -> list[dict[str, Any]]:
    cached = functools.cache(lines_of)
    return [
        {**finding_record(finding), "text": _line_of(finding.span, cached)}
        for finding in in_order(findings)
    ]


def _line_of(span: Span | None, cached: Callable[[Path], list[str]]) -> str | None:
    """Return the line of the source in which a span begins; None without one."""
    lines = cached(span.file) if span and span.line else []
    return lines[span.line - 1][:_LONGEST] if span and 0 < span.line <= len(lines) else None
