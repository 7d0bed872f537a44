"""Bookmarks: the name, and below it the sections (ISO 32000-1, 12.3.3)."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from cvtex.finish.contents import LEAF, Page, Show

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cvtex.document import Document, Leaf

# How far above the base line a view begins, in type sizes.
_ABOVE = 1.5


def bookmark(
    pdf: Pdf, document: Document, pages: list[Page], elements: Mapping[int, Object]
) -> None:
    """Write the outline; each entry leads to a place on a page and to an element."""
    first: dict[int, Show] = {}
    for text in (text for page in pages for text in page.texts if text.shows):
        if text.mark and text.mark.kind == LEAF:
            first.setdefault(text.mark.number, text.shows[0])

    def item(leaf: Leaf, above: Object) -> Object:
        show = first[leaf.number]
        top = round(show.y + _ABOVE * show.size)
        place = Array([pdf.pages[show.page].obj, Name.XYZ, None, top, None])
        return pdf.make_indirect(
            Dictionary(Title=String(leaf.text), Parent=above, Dest=place, SE=elements[leaf.number])
        )

    if document.name.number not in first:
        return
    root = pdf.make_indirect(Dictionary(Type=Name.Outlines))
    name = item(document.name, root)
    sections = [
        item(section.title, name) for section in document.sections if section.title.number in first
    ]
    _hang(root, [name], 1 + len(sections))
    _hang(name, sections, len(sections))
    pdf.Root[Name.Outlines] = root


def _hang(above: Object, items: list[Object], count: int) -> None:
    """Tie items to each other and to what stands above them."""
    if not items:
        return
    above[Name.First], above[Name.Last], above[Name.Count] = items[0], items[-1], count
    for one, then in pairwise(items):
        one[Name.Next], then[Name.Prev] = then, one
