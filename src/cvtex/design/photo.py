"""The size of a photo that a design asks for."""

from __future__ import annotations

import math
import re

from cvtex.design.kinds import in_points
from cvtex.document import Design

_PPI = 300
_PER_INCH = 72.27
_SIDE = re.compile(r"(width|height) = (\S+?)(?:,|$)")


def photo_pixels(design: Design, usual: tuple[int, int]) -> tuple[int, int]:
    """Return the pixels of a photo, in width and height, at 300 ppi; `usual` are those by default.

    A design may ask for one of the two.
    """
    sizes = [value for group, key, value in design.keys if (group, key) == ("photo", "size")]
    asked = {
        side: math.ceil(in_points(length) / _PER_INCH * _PPI)
        for size in sizes
        for side, length in _SIDE.findall(size)
    }
    return asked.get("width", usual[0]), asked.get("height", usual[1])
