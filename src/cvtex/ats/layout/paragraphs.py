"""Joins lines into paragraphs and list items."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from unicodedata import east_asian_width

from cvtex.ats.layout.lines import Line, is_unspaced, joined
from cvtex.unicode.breaks import ties

_HANGING = 2  # points: the least indent of a list item's text from its bullet
# The space between paragraphs, in heights of a line: at least `_GAP`, or `_MORE` than the usual.
_GAP, _MORE = 0.7, 0.12
# In ems: the space between words, and the room at the end of ragged lines.
_SPACE, _RAGGED = 0.25, 4
_WORDS = 80  # the first characters of a line, in which its first word ends


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or a list item, and the lines that it is set in."""

    text: str
    is_item: bool
    lines: tuple[Line, ...]


def blocks_of(lines: Sequence[Line], edge: float) -> list[Block]:
    """Return the blocks of the lines; `edge` is the right edge of the column, in points."""
    blocks: list[Block] = []
    point: Line | None = None
    gaps = [gap for gap in map(_gap, lines, lines[1:]) if gap is not None]
    usual = min(gaps, default=_GAP)
    for at, line in enumerate(lines):
        before = lines[at - 1] if at else None
        if line.bullet:
            point = line
        elif before and blocks and continues(before, line, point, edge, usual):
            last = blocks[-1]
            text = joined(last.text, line.text)
            blocks[-1] = Block(text, last.is_item, (*last.lines, line))
            continue
        else:
            point = None
        blocks.append(Block(line.text, bool(line.bullet), (line,)))
    return blocks


def continues(
    before: Line, line: Line, point: Line | None, edge: float, usual: float = _GAP
) -> bool:
    """Return whether a line continues the block of the line before it.

    In a list item it does if it is indented more than the bullet; elsewhere if its first word had
    no room at the end of the line before it. `usual` is the space between lines, in their heights.
    """
    if line.bullet:
        return False
    if point and line.left > point.left + _HANGING:
        return True
    if point is None and (_gap(before, line) or 0) > min(_GAP, usual + _MORE):
        return False
    return is_full(before, line, edge)


def is_full(before: Line, line: Line, edge: float) -> bool:
    """Return whether the first word of a line had no room at the end of the line before it.

    Ragged lines leave more room. A word without a capital after a line without a full stop is
    taken as a continuation there.
    """
    first = line.cells[0]
    text = first.text
    word = text[0] if is_unspaced(text[0]) else text[: _first_end(text)]
    width = (first.right - first.left) * _breadth(word) / _breadth(text)
    ragged = text[0].islower() and before.text[-1] not in ".!?:;"
    slack = _RAGGED if ragged else _SPACE
    return before.right + slack * line.look.size + width > edge


def _breadth(text: str) -> int:
    """Return the breadth of a text in halves of a wide character, such as Han or Hangul."""
    return sum(1 + (east_asian_width(char) in "WF") for char in text)


def _first_end(text: str) -> int:
    """Return where the first word of a text ends, with the unit if it is a number."""
    tied = ties(text[:_WORDS])
    ends = (at for at, char in enumerate(text) if at and char.isspace() and at + 1 not in tied)
    return next(ends, len(text))


def _gap(before: Line, line: Line) -> float | None:
    """Return the space between two lines of a page, in heights of the second."""
    if before.page != line.page or line.bottom <= line.top:
        return None
    return (line.top - before.bottom) / (line.bottom - line.top)
