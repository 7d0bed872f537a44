"""Adds `Bold` to the names of bold fonts, by which parsers recognise headings."""

from __future__ import annotations

from collections.abc import Iterable

from pikepdf import Name

from cvtex.pdf.fonts import Font


def name_bold(fonts: Iterable[Font]) -> None:
    """Add `Bold` to the names of bold fonts that lack it (ISO 32000-1, 9.7.4.1 and 9.8.1).

    Linux Libertine's is called LinLibertineOZ. In the name of a composite font, the name of a CMap
    may follow (9.7.6.1); the subset tag stays.
    """
    for font in fonts:
        descendant = font.source.DescendantFonts[0]
        old = str(descendant.BaseFont)
        if "bold" in old.lower():
            continue
        new = f"{old}-Bold"
        font.source.BaseFont = Name(str(font.source.BaseFont).replace(old, new, 1))
        descendant.BaseFont = descendant.FontDescriptor.FontName = Name(new)
