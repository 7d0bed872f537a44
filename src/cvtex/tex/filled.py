"""Reads from TeX's log how full the pages are."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

# The height of a page's text and of its text area, in points.
_PAGE = re.compile(r"^cvtexpage\(([\d.]+) ([\d.]+)\)", re.MULTILINE)


class Filled(NamedTuple):
    """The number of pages, and the filled part of the last one, from 0 to 1."""

    pages: int
    last: float

    @property
    def length(self) -> float:
        """The length in pages: 1.5 is a page and a half."""
        return self.pages - 1 + self.last


def read_filled(log: Path) -> Filled:
    """Return how full the pages are, from TeX's log."""
    pages = _PAGE.findall(log.read_text(encoding="utf-8", errors="replace"))
    # On a full page the white space shrinks, and the natural height is larger than the page.
    last = min(float(pages[-1][0]) / float(pages[-1][1]), 1.0) if pages else 1.0
    return Filled(max(len(pages), 1), last)
