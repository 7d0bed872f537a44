"""Rewrites a text-showing operator: as one TJ or, with spaces and marks, as several operators."""

from __future__ import annotations

import struct
from functools import lru_cache
from typing import TYPE_CHECKING

from cvtex.finish.spaces import RESOURCE, Space, separates_texts

if TYPE_CHECKING:
    from pikepdf import Name

    from cvtex.finish.composed import CharacterCode
    from cvtex.finish.contents import Show


class TextWriter:
    """Collects codes and kerns for TJ operators (ISO 32000-1, 9.4.3), with other operators between.

    The result is bytes and not pikepdf's objects: a page has thousands of these.
    """

    def __init__(self, show: Show) -> None:
        """Begin with nothing written."""
        self._written: list[str] = []
        self._array: list[str] = []
        # How far the pen moves back before the next string.
        self._kern = 0.0
        self._digits = 2 * show.font.size
        form = "H" if show.font.size > 1 else "B"
        self._codes = struct.pack(f">{len(show.codes)}{form}", *show.codes).hex()
        self._size = show.size
        self._own = self._resource = str(show.resource)

    def codes(self, start: int, end: int) -> None:
        """Show the codes from `start` to before `end`."""
        self._show(f"<{self._codes[start * self._digits : end * self._digits]}>")

    def code(self, code: CharacterCode) -> None:
        """Show a composed glyph."""
        self.font(code.font)
        self._show(f"<{code.code:02x}>")

    def font(self, resource: Name | None) -> None:
        """Set another font of the same size, or with None the operator's own."""
        wanted = str(resource) if resource else self._own
        if wanted != self._resource:
            self._resource = wanted
            self.operator(self._font)

    @property
    def _font(self) -> str:
        return f"{self._resource} {number(self._size)} Tf"

    def kern(self, kern: float) -> None:
        """Move the pen back."""
        self._kern += kern

    def space(self, space: Space, gap: float, *, borrowed: bool) -> float:
        """Show a space in a gap, stretched if the gap is much wider; return its width."""
        if space.fits(gap) and not borrowed:
            self._show(space.shown)
            return space.width
        resource = RESOURCE if borrowed else self._resource
        size, stretch = self._size, space.stretch(gap)
        if separates_texts(gap):
            # Another size stops pdftohtml from joining the texts on both sides.
            size, stretch = size / 2, stretch * 2
        font = f"{resource} {number(size)} Tf"
        shown = f"{number(stretch)} Tz {space.shown} Tj 100 Tz"
        self.operator(shown if font == self._font else f"{font} {shown} {self._font}")
        return gap

    def repeat_font(self) -> None:
        """Set the current font again."""
        self.operator(self._font)

    def operator(self, text: str) -> None:
        """Write another operator."""
        self._flush()
        self._written.append(text)

    def bytes(self) -> bytes:
        """Return all that was written."""
        self._flush()
        return " ".join(self._written).encode("ascii")

    def _show(self, string: str) -> None:
        self._move()
        self._array.append(string)

    def _move(self) -> None:
        if self._kern:
            self._array.append(number(self._kern))
            self._kern = 0.0

    def _flush(self) -> None:
        self._move()
        if self._array:
            self._written.append(f"[{''.join(self._array)}]TJ")
            self._array = []


@lru_cache(maxsize=4096)
def number(value: float) -> str:
    """Return a number in PDF syntax: without an exponent, more precise than xdvipdfmx's."""
    return f"{round(value, 6) + 0.0:.6f}".rstrip("0").rstrip(".")
