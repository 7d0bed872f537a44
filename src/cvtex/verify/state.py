"""The graphics state, as far as it tells where text stands (ISO 32000-1, 8.4 and 9.3)."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from cvtex.pdf.fonts import Font
from cvtex.verify.painted import Box

Operands = Any
"""The operands of an operator, as pikepdf hands them out."""
Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)
# What is turned by less than this is upright.
_TURNED = 0.01
# The text rendering modes that paint nothing (9.3.6, table 106).
_UNPAINTED = {3, 7}


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


def is_upright(placed: Matrix) -> bool:
    """Tell whether text runs to the right and stands up."""
    a, b, c, d, _, _ = placed
    return a > 0 and d > 0 and max(abs(b), abs(c)) <= _TURNED * min(a, d)


def height(placed: Matrix) -> float:
    """Return how high one unit becomes."""
    return math.hypot(placed[2], placed[3])


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

    @property
    def painted(self) -> bool:
        """Whether glyphs are painted; a Type 3 font does not heed the mode (9.3.6)."""
        return bool(self.font and self.font.drawn) or self.mode not in _UNPAINTED
