"""The spaces between words, as glyphs of the font that the words are set in.

xdvipdfmx moves the pen where a space stands. PDF/UA asks for words that are parted by the
character (ISO 14289-1, 7.1 with ISO 32000-1, 14.8.2.5), and some readers need it too. Others, as
pdf.js, end a piece of text where the font changes, so that the space has to be of the same font:
the class paints the space of each font in the foot of a page, and so it is embedded.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from cvtex.finish.contents import Show
from cvtex.pdf.fonts import Font

RESOURCE = "/CvtexSpace"
"""The font whose space is used beside a font that has none."""
# A gap narrower than this, in thousandths of the type size, is no space to the eye.
NARROWEST = 80.0
# The space where none shows, at the end of a line, in thousandths.
USUAL = 250.0
# The widest: a sheet's width in the smallest type. The gap before an entry's dates is one space,
# for pdfminer and MuPDF take what stands beyond an empty gap for a column of its own.
WIDEST = 100_000.0
# In thousandths: a gap that is wider than its space by more than `_LOOSE` needs a wider space, for
# some readers take the rest for another one; one of more than `_WIDE` parts no words but texts.
_LOOSE, _WIDE = 80.0, 600.0


class Space(NamedTuple):
    """The space of a font: its code as a string of a content stream, its width in thousandths."""

    shown: str
    width: float

    def fits(self, gap: float) -> bool:
        """Return whether the space fills a gap as it is."""
        return gap - self.width <= _LOOSE

    def stretch(self, gap: float) -> float:
        """Return to how much per cent of its width the space fills a gap."""
        return 100 * gap / self.width


def parts_texts(gap: float) -> bool:
    """Return whether a gap is as wide as those between texts that share a line."""
    return gap > _WIDE


class Spaces:
    """The space of each font; a font without one borrows that of another."""

    def __init__(self, shown: Iterable[Show]) -> None:
        """Take what shows the space of each font, unless it stands for something else as well."""
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
