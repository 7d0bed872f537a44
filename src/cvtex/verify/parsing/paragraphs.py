"""Paragraphs and points of a list, put together again from their lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cvtex.verify.parsing.lines import Line, is_han, joined

_HANGING = 2  # points by which a point's further lines are farther in than its bullet
_GAP = 0.7  # of a line's height: more space than that parts paragraphs
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
    for at, line in enumerate(lines):
        before = lines[at - 1] if at else None
        if line.bullet:
            point = line
        elif before and blocks and goes_on(before, line, point, edge):
            last = blocks[-1]
            blocks[-1] = Block(joined(last.text, line.text), last.is_point)
            continue
        else:
            point = None
        blocks.append(Block(line.text, bool(line.bullet)))
    return blocks


def goes_on(before: Line, line: Line, point: Line | None, edge: float) -> bool:
    """Tell whether a line goes on with what the line before it says.

    Below a bullet that hangs out any line does that is farther in; elsewhere a line does if its
    first word had no room any more in the line before it.
    """
    if line.bullet:
        return False
    if point and line.left > point.left + _HANGING:
        return True
    if point is None and _is_apart(before, line):
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


def _is_apart(before: Line, line: Line) -> bool:
    return before.page == line.page and line.top - before.bottom > _GAP * (line.bottom - line.top)
