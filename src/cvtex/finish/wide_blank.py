"""Paints a blank as wide as the text at the foot of each page from right to left.

PDFium takes the lines of a page for vertical if its text covers more of the height than of the
width, as in a short résumé. A text of one glyph, such as a bullet, then ends or joins lines, and a
row from right to left is read behind the next one. A space has no extent in most fonts, so this one
is of a Type 3 font (ISO 32000-1, 9.6.5), whose glyphs name their boxes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pikepdf import Array, Dictionary, Name

from cvtex.pdf.cmap import write_cmap
from cvtex.pdf.objects import entry, items

if TYPE_CHECKING:
    from pikepdf import Pdf

_RESOURCE = "/CvtexBlank"
_SIZE = 10  # of the type, in points


def paint_wide_blank(pdf: Pdf) -> None:
    """Paint the blank on all pages, in the text area that the class records."""
    font = None
    for page in pdf.pages:
        left, bottom, right, _ = map(float, items(entry(page.obj, "/ArtBox")))
        font = font or pdf.make_indirect(_font(pdf, round((right - left) * 1000 / _SIZE)))
        page.obj[Name.Resources][Name.Font][Name(_RESOURCE)] = font
        shown = f"{_RESOURCE} {_SIZE} Tf {left:.2f} {bottom:.2f} Td <01> Tj"
        page.contents_add(f"/Artifact BMC BT {shown} ET EMC".encode())


def _font(pdf: Pdf, width: int) -> Dictionary:
    """Return a font of one space, with a width in thousandths of the type size."""
    name, box = Name("/space"), f"{width} 0 0 0 {width} 1000 d1".encode()
    return Dictionary(
        Type=Name.Font,
        Subtype=Name.Type3,
        FontBBox=Array([0, 0, width, 1000]),
        FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]),
        Resources=Dictionary(),
        FirstChar=1,
        LastChar=1,
        Widths=Array([width]),
        CharProcs=Dictionary({str(name): pdf.make_stream(box)}),
        Encoding=Dictionary(Type=Name.Encoding, Differences=Array([1, name])),
        ToUnicode=pdf.make_stream(write_cmap({1: " "}, 1)),
    )
