"""Checks the page breaks: headings at the foot, and the last page."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from cvtex.diagnostics import Diagnostic, Span
from cvtex.diagnostics.codes import Code
from cvtex.document import Document
from cvtex.editions.pages import SPARSE
from cvtex.verify.opened import Opened
from cvtex.verify.page.model import ARTIFACT, Page
from cvtex.verify.places import spot
from cvtex.verify.structure.elements import Element


def check_headings(opened: Opened, document: Document | None) -> Iterator[Diagnostic]:
    """Find headings at the foot of a page whose text begins on the next one."""
    if opened.tree is None:
        return
    where = {word.mark: at for at, page in enumerate(opened.pages) for word in page.words}
    blocks = [
        (level, element, [where[mark] for mark in element.marks() if mark in where])
        for element, level in _blocks(opened.tree)
    ]
    printed = [(level, element, pages) for level, element, pages in blocks if pages]
    for (level, element, pages), (below, _, then) in pairwise(printed):
        # A block at the same level or above is not text of this heading.
        if level and (not below or below > level) and then[0] > pages[-1]:
            title = opened.text_of(element)
            yield Diagnostic(
                Code.HEADING_STRANDED,
                f"page {pages[-1] + 1}: the heading `{title}` is alone at the foot",
                spot(opened, next(element.marks()), document),
                "shorten what is above it, or add `warn: [heading-stranded]` to the edition",
            )


def _blocks(element: Element) -> Iterator[tuple[Element, int]]:
    """Yield headings with their level, and other elements with content with level 0."""
    if element.kind in {"H1", "H2", "H3", "H4", "H5", "H6"}:
        yield element, int(element.kind[1])
        return
    kids = [kid for kid in element.kids if isinstance(kid, Element)]
    if len(kids) < len(element.kids) or not kids:
        yield element, 0
        return
    for kid in kids:
        yield from _blocks(kid)


def check_last_page(opened: Opened, document: Document | None) -> Iterator[Diagnostic]:
    """Find a last page, of several, of which less than a fifth is filled."""
    page = opened.pages[-1] if len(opened.pages) > 1 else None
    if page is None:
        return
    bottoms = [word.box.bottom for word in page.words if word.mark != ARTIFACT]
    bottoms += [shape.box.bottom for shape in page.shapes if shape.picture]
    if not bottoms:  # it is blank, or a drawing
        return
    area = page.area
    filled = (area.top - min(bottoms)) / ((area.top - area.bottom) or 1)
    if filled < SPARSE:
        yield Diagnostic(
            Code.PAGE_SPARSE,
            f"page {len(opened.pages)}, the last, is filled to {int(max(filled, 0) * 100)}%",
            _first_typed(opened, page, document),
            "shorten or lengthen the content, or build an edition: `pages:"
            f" {len(opened.pages) - 1}` sets it more tightly, if it can, and `warn: [page-sparse]`"
            " allows it",
        )


def _first_typed(opened: Opened, page: Page, document: Document | None) -> Span | None:
    """Return the span of the first text on a page."""
    marks = [word.mark for word in page.words if word.mark and any(map(str.isalnum, word.text))]
    return spot(opened, marks[0], document) if marks else None
