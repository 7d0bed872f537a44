"""The graphics state, as far as it tells where text stands (ISO 32000-1, 8.4 and 9.3)."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from cvtex.pdf.fonts import Font
from cvtex.verify.inks import FIRST, Ink
from cvtex.verify.painted import Box

Operands = Any
"""The operands of an operator, as pikepdf hands them out."""
Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)
# What is turned by less than this is upright.
_TURNED = 0.01
# Which text rendering modes fill glyphs, which draw their outlines, and which only clip by them
# what is painted later (9.3.6, table 106).
_FILLS, _OUTLINES, _CLIPS = {0, 2, 4, 6}, {1, 2, 5, 6}, 7


def times(one: Matrix, other: Matrix) -> Matrix:
    """Return the matrix that does first the one, then the other (8.3.4)."""
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    return (
        *(a * g + b * i, a * h + b * j),
        *(c * g + d * i, c * h + d * j),
        *(e * g + f * i + k, e * h + f * j + m),
    )


def point(placed: Matrix, x: float, y: float) -> tuple[float, float]:
    """Return where a point comes to lie."""
    a, b, c, d, e, f = placed
    return a * x + c * y + e, b * x + d * y + f


def matrix(given: Operands) -> Matrix:
    """Return six numbers as a matrix."""
    a, b, c, d, e, f = (float(value) for value in given)
    return a, b, c, d, e, f


def around(points: Iterable[Sequence[float]]) -> Box:
    """Return the smallest box with all points in it."""
    xs, ys = zip(*points, strict=True)
    return Box(min(xs), min(ys), max(xs), max(ys))


def overlap(one: Box, other: Box | None) -> Box:
    """Return what two boxes have in common: nothing wide or high where they do not meet."""
    if other is None:
        return one
    left, bottom = max(one.left, other.left), max(one.bottom, other.bottom)
    right, top = min(one.right, other.right), min(one.top, other.top)
    return Box(left, bottom, max(left, right), max(bottom, top))


def is_upright(placed: Matrix) -> bool:
    """Tell whether text runs to the right and stands up."""
    a, b, c, d, _, _ = placed
    return a > 0 and d > 0 and max(abs(b), abs(c)) <= _TURNED * min(a, d)


def height(placed: Matrix) -> float:
    """Return how high one unit becomes."""
    return math.hypot(placed[2], placed[3])


def width(placed: Matrix) -> float:
    """Return how wide one unit becomes."""
    return math.hypot(placed[0], placed[1])


@dataclass(slots=True)
class State:
    """What q saves and Q brings back."""

    matrix: Matrix = IDENTITY
    font: Font | None = None
    size: float = 0.0
    char_space: float = 0.0
    word_space: float = 0.0
    stretch: float = 1.0
    leading: float = 0.0
    rise: float = 0.0
    mode: int = 0
    fill: Ink = FIRST
    line: Ink = FIRST
    line_width: float = 1.0
    # How opaque the groups around are, taken together.
    veil: float = 1.0
    blends: bool = False
    masked: bool = False
    clip: Box | None = None

    @property
    def plain(self) -> bool:
        """Whether what is painted lies over what is below it, unmixed."""
        return not (self.blends or self.masked)

    @property
    def opaque(self) -> bool:
        """Whether a filled shape hides what is below it."""
        return self.plain and self.veil >= 1 and self.fill.opacity >= 1

    @property
    def inks(self) -> tuple[Ink, ...]:
        """What a glyph is painted with; a Type 3 font does not heed the mode (9.3.6)."""
        if self.font and self.font.drawn:
            return (self.seen(self.fill),)
        fills = (self.seen(self.fill),) if self.mode in _FILLS else ()
        return (*fills, self.seen(self.line)) if self.mode in _OUTLINES else fills

    @property
    def clips(self) -> bool:
        """Whether a glyph is a window to what is painted later, and nothing else."""
        return self.mode == _CLIPS and not self.inks

    def begin_group(self) -> None:
        """Begin a group: as a whole it is as opaque as its fill would be (11.6.6)."""
        self.veil *= self.fill.opacity
        self.fill, self.line = self.fill._replace(opacity=1), self.line._replace(opacity=1)

    def seen(self, ink: Ink) -> Ink:
        """Return an ink as it comes to be seen: behind the groups around, mixed or not."""
        if self.plain and self.veil >= 1:
            return ink
        return Ink(ink.colour if self.plain else None, ink.opacity * self.veil, ink.numbers)
