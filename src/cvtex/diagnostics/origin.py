"""Where printed characters were typed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from cvtex.diagnostics import Span


class Source(Protocol):
    """A text as it was typed."""

    def __contains__(self, key: str, /) -> bool:
        """Tell whether it has some characters."""

    def at(self, start: int, end: int) -> Span:
        """Return the place of the characters from `start` to before `end`."""

    def place_of(self, sought: str) -> Span:
        """Return where some characters stand first, or the place of the whole."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where the characters of a text, from `start` on, were typed.

    `offsets` are their places in `source`; there are none where they are printed in another form.
    """

    start: int
    offsets: Sequence[int]
    source: Source | None = None
