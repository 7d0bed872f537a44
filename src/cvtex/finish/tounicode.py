"""Mends ToUnicode: what is copied is what was typed (ISO 19005-2, 6.2.11.7)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pikepdf import Name, Pdf

from cvtex.finish.lookalikes import ligature, odd, plain
from cvtex.pdf.cmap import write_cmap

if TYPE_CHECKING:
    from collections import Counter

    from cvtex.finish.contents import Page
    from cvtex.finish.reading import Votes


def mend(pdf: Pdf, pages: list[Page], votes: Votes) -> None:
    """Map each code whose answer is odd to what the Document has in its place.

    A font answers with one character for glyphs that several share. In this document the
    glyph stands for what it was painted for.
    """
    for font in {show.font: None for page in pages for show in page.shows.values()}:
        codes = {code for code, text in font.text.items() if odd(text)} | votes[font].keys()
        mended = {code: _settled(font.text.get(code, ""), votes[font][code]) for code in codes}
        changed = {code: text for code, text in mended.items() if text != font.text.get(code)}
        if changed:
            font.text |= changed
            font.source[Name.ToUnicode] = pdf.make_stream(write_cmap(font.text, font.size))


def _settled(text: str, seen: Counter[str]) -> str:
    """Return what was painted with a code most often; the odd answer itself counts too."""
    best = max(sorted(seen), key=seen.__getitem__, default=text)
    return plain(text) if ligature(best) or not seen else best
