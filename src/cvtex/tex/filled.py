"""How full the pages are that TeX made, as the class writes it to the log."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

# The height of the text of a page, and of the part of it that is meant for text, in points.
_PAGE = re.compile(r"^cvtexpage\(([\d.]+) ([\d.]+)\)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Filled:
    """How many pages there are, and which share of the last one is filled."""

    pages: int
    last: float

    @property
    def length(self) -> float:
        """The length in pages: 1.5 is a page and a half."""
        return self.pages - 1 + self.last


def read_filled(log: Path) -> Filled:
    """Return how full the pages are that a log tells of."""
    pages = _PAGE.findall(log.read_text(encoding="utf-8", errors="replace"))
    # White space shrinks where a page is full: its own height is more than there is.
    last = min(float(pages[-1][0]) / float(pages[-1][1]), 1.0) if pages else 1.0
    return Filled(max(len(pages), 1), last)
