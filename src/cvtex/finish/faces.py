"""The names of faces: one that is bold says so, for parsers know headings by the name."""

from __future__ import annotations

from collections.abc import Iterable

from pikepdf import Name

from cvtex.pdf.fonts import Font


def name_bold(fonts: Iterable[Font]) -> None:
    """Add `Bold` to the names of bold fonts that lack it (ISO 32000-1, 9.7.4.1 and 9.8.1).

    Linux Libertine's is LinLibertineOZ. The name of a CMap may follow the font's in a composite
    font's (9.7.6.1); the letters of the subset stay.
    """
    for font in fonts:
        descendant = font.source.DescendantFonts[0]
        old = str(descendant.BaseFont)
        if "bold" in old.lower():
            continue
        new = f"{old}-Bold"
        font.source.BaseFont = Name(str(font.source.BaseFont).replace(old, new, 1))
        descendant.BaseFont = descendant.FontDescriptor.FontName = Name(new)
