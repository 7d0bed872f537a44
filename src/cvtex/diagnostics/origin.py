"""Maps printed characters to the text that was typed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from cvtex.diagnostics import Span


class Source(Protocol):
    """A text as it was typed."""

    def __contains__(self, key: str, /) -> bool:
        """Return whether it contains a string."""

    def at(self, start: int, end: int) -> Span:
        """Return the span of the characters from `start` to before `end`."""

    def place_of(self, string: str) -> Span:
        """Return the span of the first occurrence of a string, or of the whole text."""


@dataclass(frozen=True, slots=True)
class Origin:
    """The origin of the characters of a text from `start` on.

    `offsets` are their offsets in `source`; empty if they are printed in another form.
    """

    start: int
    offsets: Sequence[int]
    source: Source | None = None
