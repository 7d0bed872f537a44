"""Writes what one operator showed anew: as one operator or, with spaces and marks, as several."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from cvtex.finish.spaces import RESOURCE

if TYPE_CHECKING:
    from pikepdf import Name

    from cvtex.finish.contents import Show


class Line:
    """Gathers codes and kerns for TJ operators (ISO 32000-1, 9.4.3), other operators between.

    Written as bytes, not as pikepdf's objects: a page has thousands of these.
    """

    def __init__(self, show: Show) -> None:
        """Begin with nothing written."""
        self._written: list[str] = []
        self._array: list[str] = []
        self._digits = 2 * show.font.size
        form = "H" if show.font.size > 1 else "B"
        self._codes = struct.pack(f">{len(show.codes)}{form}", *show.codes).hex()
        self._size = _number(show.size)
        self._own = self._font = f"{show.resource} {self._size} Tf"

    def codes(self, start: int, end: int) -> None:
        """Show the codes from `start` to before `end`."""
        self._array.append(f"<{self._codes[start * self._digits : end * self._digits]}>")

    def font(self, resource: Name | None) -> None:
        """Go on in another font of the same size, or with None in the operator's own."""
        font = f"{resource} {self._size} Tf" if resource else self._own
        if font != self._font:
            self._font = font
            self.operator(font)

    def kern(self, kern: float) -> None:
        """Move the pen back."""
        if kern:
            self._array.append(_number(kern))

    def space(self, code: int) -> None:
        """Show a glyph of the font of spaces."""
        self.operator(f"{RESOURCE} {self._size} Tf <{code:02x}> Tj {self._font}")

    def operator(self, text: str) -> None:
        """Write another operator."""
        self._flush()
        self._written.append(text)

    def bytes(self) -> bytes:
        """Return all that was written."""
        self._flush()
        return " ".join(self._written).encode("ascii")

    def _flush(self) -> None:
        if self._array:
            self._written.append(f"[{''.join(self._array)}]TJ")
            self._array = []


def _number(value: float) -> str:
    """Return a number as PDF has it: without an exponent, of more digits than xdvipdfmx writes."""
    return str(int(value)) if value == int(value) else f"{value:.6f}".rstrip("0")
