"""Paragraphs and points of a list, put together again from their lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cvtex.ats.layout.lines import Line, is_han, joined

_HANGING = 2  # points by which a point's further lines are farther in than its bullet
# Of a line's height: more space than that parts paragraphs; so does less where the lines around
# are closer than that.
_GAP, _MORE = 0.7, 0.12
# In ems: a space between words, and the room that ragged lines leave beside the next word.
_SPACE, _RAGGED = 0.25, 4


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, or a point of a list."""

    text: str
    is_point: bool


def blocks_of(lines: Sequence[Line], edge: float) -> list[Block]:
    """Return the blocks of some lines; `edge` is where the column ends, in points."""
    blocks: list[Block] = []
    point: Line | None = None
    gaps = [gap for gap in map(_gap, lines, lines[1:]) if gap is not None]
    usual = min(gaps, default=_GAP)
    for at, line in enumerate(lines):
        before = lines[at - 1] if at else None
        if line.bullet:
            point = line
        elif before and blocks and goes_on(before, line, point, edge, usual):
            last = blocks[-1]
            blocks[-1] = Block(joined(last.text, line.text), last.is_point)
            continue
        else:
            point = None
        blocks.append(Block(line.text, bool(line.bullet)))
    return blocks


def goes_on(before: Line, line: Line, point: Line | None, edge: float, usual: float = _GAP) -> bool:
    """Tell whether a line goes on with what the line before it says.

    Below a bullet that hangs out any line does that is farther in; elsewhere a line does if its
    first word had no room any more in the line before it. `usual` is the space between lines.
    """
    if line.bullet:
        return False
    if point and line.left > point.left + _HANGING:
        return True
    if point is None and (_gap(before, line) or 0) > min(_GAP, usual + _MORE):
        return False
    return is_full(before, line, edge)


def is_full(before: Line, line: Line, edge: float) -> bool:
    """Tell whether the first word of a line had no room at the end of the line before it.

    Ragged text leaves some room now and then: a word without a capital is then told from a new
    text by where the line before it ends.
    """
    first = line.cells[0]
    text = first.text
    word = text[0] if is_han(text[0]) else text.split(maxsplit=1)[0]
    width = (first.right - first.left) * len(word) / len(text)
    ragged = text[0].islower() and before.text[-1] not in ".!?:;"
    slack = _RAGGED if ragged else _SPACE
    return before.right + slack * line.look.size + width > edge


def _gap(before: Line, line: Line) -> float | None:
    """Return the space between two lines of a page, in heights of the second."""
    if before.page != line.page or line.bottom <= line.top:
        return None
    return (line.top - before.bottom) / (line.bottom - line.top)
