"""Writes the document outline: the name, and below it the sections (ISO 32000-1, 12.3.3)."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from cvtex.finish.contents import LEAF, PageOperators, Show

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cvtex.document import Document, Leaf

# The distance from the top of the view to the baseline, in type sizes.
_ABOVE = 1.5


def bookmark(
    pdf: Pdf, document: Document, pages: list[PageOperators], elements: Mapping[int, Object]
) -> None:
    """Write the outline; each item leads to a destination and to a structure element."""
    first: dict[int, Show] = {}
    for text in (text for page in pages for text in page.texts if text.shows):
        if text.mark and text.mark.kind == LEAF:
            first.setdefault(text.mark.number, text.shows[0])

    def item(leaf: Leaf, parent: Object) -> Object:
        show = first[leaf.number]
        top = round(show.y + _ABOVE * show.size)
        place = Array([pdf.pages[show.page].obj, Name.XYZ, None, top, None])
        return pdf.make_indirect(
            Dictionary(Title=String(leaf.text), Parent=parent, Dest=place, SE=elements[leaf.number])
        )

    if document.name.number not in first:
        return
    root = pdf.make_indirect(Dictionary(Type=Name.Outlines))
    name = item(document.name, root)
    sections = [
        item(section.title, name) for section in document.sections if section.title.number in first
    ]
    _link(root, [name], 1 + len(sections))
    _link(name, sections, len(sections))
    pdf.Root[Name.Outlines] = root


def _link(parent: Object, items: list[Object], count: int) -> None:
    """Link outline items to each other and to their parent."""
    if not items:
        return
    parent[Name.First], parent[Name.Last], parent[Name.Count] = items[0], items[-1], count
    for one, then in pairwise(items):
        one[Name.Next], then[Name.Prev] = then, one
