"""Defines lines, their cells, and the bullets before them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from cvtex.ats.layout.pieces import Look

_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af，。、；：？！“”（）《》【】]")


@dataclass(frozen=True, slots=True)
class TextRun:
    """Consecutive characters of one look and, in a link, its target."""

    text: str
    look: Look
    url: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """Text without a wide gap, in runs. Coordinates are points from the upper left corner.

    `spaced` says that a space follows.
    """

    runs: tuple[TextRun, ...]
    left: float
    top: float
    right: float
    bottom: float
    urls: tuple[str, ...] = ()
    spaced: bool = False

    @property
    def text(self) -> str:
        """Its text, with white space collapsed."""
        return " ".join("".join(run.text for run in self.runs).split())

    @property
    def look(self) -> Look:
        """The look of most of its characters."""
        return max(self.runs, key=lambda run: len(run.text)).look


Row = tuple[Cell, ...]
"""Cells beside each other, from left to right."""


@dataclass(frozen=True, slots=True)
class Line:
    """The cells of a row, from left to right, and its page number, from 1.

    The bullet or number of a list item is not a cell; `left` is its left edge.
    """

    page: int
    cells: tuple[Cell, ...]
    left: float
    bullet: str = ""

    @property
    def text(self) -> str:
        """Its text, with a space between cells."""
        return " ".join(cell.text for cell in self.cells)

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.cells[-1].right

    @property
    def top(self) -> float:
        """Its upper edge."""
        return min(cell.top for cell in self.cells)

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return max(cell.bottom for cell in self.cells)

    @property
    def look(self) -> Look:
        """The look of its first characters."""
        return self.cells[0].runs[0].look


def is_han(text: str) -> bool:
    """Return whether a character is Chinese, or Chinese punctuation."""
    return _HAN.fullmatch(text) is not None


def is_unspaced(text: str) -> bool:
    """Return whether a character is of a script without spaces between words: Han or kana."""
    return is_han(text) or "\u3041" <= text <= "\u30ff"


def joined(before: str, after: str) -> str:
    """Return the texts of two rows as one, without a space between Chinese characters or kana."""
    if not before or not after:
        return before or after
    close = before[-1] in "-‐/" or (is_unspaced(before[-1]) and is_unspaced(after[0]))
    return before + ("" if close else " ") + after


# A bullet from a symbol font may be read as any character, so any single symbol is a bullet. `o` is
# the bullet of Word's second level.
_ALONE = re.compile(r"[^\w\s\"'(\[{<（《【“‘+#@$]|[o\ue000-\uf8ff\x00-\x1f\x7f-\x9f]")
_BULLET = re.compile(
    r"[•●○・◦■□▪▫◆◇►▸‣⁃∙➢➤✓✔★☆\uf000-\uf0ff]\s*|[-–—*·>]\s+|"
    r"\(?\d{1,2}[.)](?!\d)\s*|\d{1,2}[、．]\s*|[（(]\d{1,2}[）)]\s*|[①-⑳]\s*"
)


def line(page: int, cells: Sequence[Cell]) -> Line:
    """Return a row as a line, with its bullet split off."""
    first = cells[0]
    left = first.left
    if len(cells) > 1 and _ALONE.fullmatch(first.text):
        return Line(page, tuple(cells[1:]), left, first.text)
    run = first.runs[0]
    if len(first.runs) > 1 and _ALONE.fullmatch(run.text.strip()):
        rest = replace(first, runs=first.runs[1:], left=left + run.look.size / 2)
        return Line(page, (rest, *cells[1:]), left, run.text.strip())
    bullet = _BULLET.match(run.text)
    if bullet and (bullet.end() < len(run.text) or len(first.runs) > 1):
        text = run.text[bullet.end() :]
        runs = (replace(run, text=text), *first.runs[1:]) if text else first.runs[1:]
        rest = replace(first, runs=runs, left=left + run.look.size / 2)
        return Line(page, (rest, *cells[1:]), left, bullet[0].strip())
    return Line(page, tuple(cells), left)
