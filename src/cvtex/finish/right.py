"""The glyphs of text from right to left, in the order in which it was typed.

TeX turns each line of such a text round, and the fonts each word: on the page it stands as the eye
sees it. Numbers run from left to right in it, and are turned back.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING
from unicodedata import bidirectional

from cvtex.glyphs.direction import NUMBER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cvtex.finish.contents import TextObject

# Marks stand above and below their line, by less than this, in type sizes.
_NEAR = 0.8
# A gap wider than this, in thousandths of the type size, is a space.
_GAP = 80.0
_DIGITS = frozenset({"EN", "AN"})


def logical_order(texts: list[TextObject], said: list[str]) -> Iterator[int]:
    """Yield the numbers of a leaf's glyphs, which are counted in the order of painting."""
    at = 0
    for right, same in groupby(texts, key=lambda text: text.right):
        line: list[int | None] = []
        place: tuple[int, float] | None = None
        for show in (show for text in same for show in text.shows):
            glyphs = range(at, at + len(show.codes))
            at += len(show.codes)
            if not right:
                yield from glyphs
                continue
            if place and (place[0] != show.page or abs(place[1] - show.y) > _NEAR * show.size):
                yield from _turned(line, said)
                line = []
            place = show.page, show.y
            line.append(None)
            for number, glyph in enumerate(glyphs):
                line.append(glyph)
                if show.kerns.get(number, 0.0) < -_GAP:
                    line.append(None)
        yield from _turned(line, said)


def _turned(line: list[int | None], said: list[str]) -> Iterator[int]:
    """Yield a line's glyphs from its right, but those of numbers from their left.

    None stands where glyphs do not follow each other closely.
    """
    chars = [" " if glyph is None else said[glyph][:1] or " " for glyph in line]
    at = len(line)
    numbers = {match.end(): match.start() for match in NUMBER.finditer("".join(chars))}
    while at:
        start = numbers.get(at, at - 1)
        forth = at - start > 1 and any(bidirectional(char) in _DIGITS for char in chars[start:at])
        part = line[start:at] if forth else reversed(line[start:at])
        yield from (glyph for glyph in part if glyph is not None)
        at = start
