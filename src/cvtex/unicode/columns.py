"""Wraps a line of plain text at a number of columns, as a terminal counts them."""

from __future__ import annotations

from collections.abc import Iterator
from unicodedata import category

from cvtex.unicode.breaks import is_wide, ties


def wrapped(line: str, width: int, indent: str) -> Iterator[str]:
    """Yield the lines that a line is wrapped into; all but the first begin with the indent.

    A line ends in place of a space, or beside a full-width character, which takes two columns. A
    word that is wider than `width` stays whole.
    """
    ends, tied = _ends(line), ties(line)
    start, used, end = 0, 0, 0  # of the line, and its last possible end
    for at, char in enumerate(line):
        used += _columns(char)
        if at in ends and at not in tied and line[start:at].strip():
            end = at
        if used > width and end > start and char != " ":
            yield (indent if start else "") + line[start:end]
            start = end + (line[end] == " ")
            used, end = sum(map(_columns, indent + line[start : at + 1])), start
    yield (indent if start else "") + line[start:]


def _ends(line: str) -> frozenset[int]:
    """Return the places before which a line may end."""
    return frozenset(
        at
        for at in range(1, len(line))
        if line[at] == " " or (line[at - 1] != " " and (is_wide(line[at]) or is_wide(line[at - 1])))
    )


def _columns(char: str) -> int:
    return 0 if category(char) in ("Mn", "Me", "Cf") else 1 + is_wide(char)
