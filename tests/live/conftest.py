"""A project that is watched in this process."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from cvtex.live.events import Built, Event
from cvtex.live.watching import Watch

_PATIENCE = 600.0
"""Seconds after which a test that waits for an event fails."""


@dataclass
class Watched:
    """A project in the working folder, and the events of a watch."""

    folder: Path
    events: Iterator[Event]

    def content(self, name: str) -> Path:
        """Return the content file of an edition."""
        return self.folder / "content" / f"resume.{name}.yaml"

    def edit(self, name: str, old: str, new: str) -> None:
        """Replace words in a content file, in one write."""
        file = self.content(name)
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new), encoding="utf-8")

    def until(self, kind: type[Event], edition: str) -> list[Any]:
        """Return the next events, up to one of a kind and of an edition."""
        seen: list[Event] = []
        for event in self.events:
            seen.append(event)
            if isinstance(event, kind) and event.edition == edition:
                return seen
        pytest.fail(f"{kind.__name__} of {edition} did not come, only {seen}")

    def pdf(self, name: str) -> bytes:
        """Return the published PDF of an edition."""
        return (self.folder / "out" / f"{name}.pdf").read_bytes()


@pytest.fixture
def watched(
    project: Any,  # noqa: ANN401 - the type is in a conftest
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Callable[..., Watched]]:
    """Return a function that watches editions of a small project, in which all is built."""
    monkeypatch.chdir(project.folder)
    ends: list[Callable[[], None]] = []

    def begin(*names: str) -> Watched:
        watch = Watch(names)
        timer = threading.Timer(_PATIENCE, watch.stop)
        timer.start()
        events = watch.events()
        # A test that fails keeps its events, whose engines would keep Python from ending.
        ends.extend((timer.cancel, watch.stop, events.close))
        made = Watched(project.folder, events)
        for name in names:
            made.until(Built, name)
        return made

    yield begin
    for end in ends:
        end()
