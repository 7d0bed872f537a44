"""Which way a bracket opens, as it is typed and as it is painted."""

from __future__ import annotations

from unicodedata import category

from PIL.Image import Image

from cvtex.unicode.bidi import mirrored

LEFT, UNKNOWN, RIGHT = -1, 0, 1
"""The sides that a bracket opens to: `(` opens to the right."""

_SIDES = {"Ps": RIGHT, "Pi": RIGHT, "Pe": LEFT, "Pf": LEFT}
_SIGNS = {"<": RIGHT, ">": LEFT}
# Of the width of a shape: what is more even may open to either side.
_EVEN = 0.06


def opens(char: str) -> int:
    """Return the side that a mirrored character opens to, UNKNOWN for any other."""
    if mirrored(char) == char:
        return UNKNOWN
    return _SIGNS.get(char) or _SIDES.get(category(char), UNKNOWN)


def facing(picture: Image) -> int:
    """Return the side that a shape opens to, drawn dark on white; UNKNOWN if that can't be told.

    The ends of a bracket, at the top and at the bottom, are on the side that it opens to.
    """
    width, height = picture.size
    ink = [255 - value for value in picture.convert("L").tobytes()]
    sums = {False: [0, 0], True: [0, 0]}
    for at, value in enumerate(ink):
        y, x = divmod(at, width)
        is_end = not height <= 4 * y + 2 < 3 * height
        sums[is_end][0] += value * x
        sums[is_end][1] += value
    (middle, much), (end, more) = sums[False], sums[True]
    if not much or not more:
        return UNKNOWN
    apart = end / more - middle / much
    return UNKNOWN if abs(apart) < _EVEN * width else RIGHT if apart > 0 else LEFT
