"""Finds the side that a bracket opens to, as a character and as a picture."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from unicodedata import category

from PIL.Image import Image

from cvtex.unicode.bidi import mirrored

LEFT, UNKNOWN, RIGHT = -1, 0, 1
"""The sides; `(` opens to the right."""

_SIDES = {"Ps": RIGHT, "Pi": RIGHT, "Pe": LEFT, "Pf": LEFT}
_SIGNS = {"<": RIGHT, ">": LEFT}
# The minimal offset between the ends and the middle, as a share of the width.
_EVEN = 0.06
# What is lighter is no ink (0 to 255).
_PAPER = 32


def opens(char: str) -> int:
    """Return the side that a mirrored character opens to, UNKNOWN for another."""
    if mirrored(char) == char:
        return UNKNOWN
    return _SIGNS.get(char) or _SIDES.get(category(char), UNKNOWN)


def facing(picture: Image) -> int:
    """Return the side that a bracket, drawn dark on white, opens to, or UNKNOWN.

    The ends of a bracket, at its top and bottom, are on that side. Only its largest connected part
    counts: the ink of the letter beside it may lean into the picture.
    """
    width, height = picture.size
    ink = [255 - value for value in picture.convert("L").tobytes()]
    sums = {False: [0, 0], True: [0, 0]}
    for at in max(_parts(ink, width), key=len, default=()):
        y, x = divmod(at, width)
        is_end = not height <= 4 * y + 2 < 3 * height
        sums[is_end][0] += ink[at] * x
        sums[is_end][1] += ink[at]
    (middle, much), (end, more) = sums[False], sums[True]
    if not much or not more:
        return UNKNOWN
    apart = end / more - middle / much
    return UNKNOWN if abs(apart) < _EVEN * width else RIGHT if apart > 0 else LEFT


def _parts(ink: Sequence[int], width: int) -> Iterator[list[int]]:
    """Yield the places of the ink, those that touch together."""
    left = {at for at, value in enumerate(ink) if value > _PAPER}
    while left:
        part = [left.pop()]
        for at in part:
            y, x = divmod(at, width)
            beside = {
                row * width + column
                for row in (y - 1, y, y + 1)
                for column in (x - 1, x, x + 1)
                if 0 <= column < width
            }
            part += beside & left
            left -= beside
        yield part
