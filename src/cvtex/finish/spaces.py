"""Finds the glyph of each font's space, for the spaces between words.

xdvipdfmx only moves the pen for a space. PDF/UA requires space characters between words (ISO
14289-1, 7.1 with ISO 32000-1, 14.8.2.5), and some readers need them. pdf.js splits text where the
font changes, so the space has to be of the same font: the class paints the space of each font in
the footer, so that it is embedded.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from cvtex.finish.contents import Show
from cvtex.pdf.fonts import Font

RESOURCE = "/CvtexSpace"
"""The font whose space is used for fonts without one."""

# All widths are in thousandths of the type size. A narrower gap is not a space.
NARROWEST = 80.0
# The space at the end of a line.
USUAL = 250.0
# The width of a page in the smallest type. The gap before an entry's dates is one space, because
# pdfminer and MuPDF take text beyond an empty gap as another column.
WIDEST = 100_000.0
# If a gap is wider than the space by more than `_LOOSE`, the space is stretched: some readers take
# the rest as another space. A gap wider than `_WIDE` separates texts, not words.
_LOOSE, _WIDE = 80.0, 600.0


class Space(NamedTuple):
    """The space of a font: its code as a hexadecimal string, and its width."""

    shown: str
    width: float

    def fits(self, gap: float) -> bool:
        """Return whether the space fills a gap without stretching."""
        return gap - self.width <= _LOOSE

    def stretch(self, gap: float) -> float:
        """Return the horizontal scaling, in per cent, with which the space fills a gap."""
        return 100 * gap / self.width


def separates_texts(gap: float) -> bool:
    """Return whether a gap separates two texts on a line."""
    return gap > _WIDE


class Spaces:
    """The space of each font; fonts without one borrow that of another font."""

    def __init__(self, shown: Iterable[Show]) -> None:
        """Take the operators that show spaces, except glyphs that also stand for other text."""
        self._own = {
            show.font: Space(f"<{code:0{2 * show.font.size}x}>", width)
            for show, code in ((show, show.codes[0]) for show in shown)
            if show.font.text[code] == " " and (width := show.font.width([code]))
        }
        self.lender = next(iter(self._own), None)
        """The font whose space the others borrow."""
        self.borrowed = self._own[self.lender] if self.lender else None

    def of(self, font: Font) -> Space | None:
        """Return a font's own space."""
        return self._own.get(font)
