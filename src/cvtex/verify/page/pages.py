"""Checks the number of pages and the last page against the edition."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby, pairwise
from pathlib import Path

from pikepdf import Pdf

from cvtex.diagnostics import Diagnostic, Span, counted
from cvtex.diagnostics.codes import Code
from cvtex.document import Block, Document, Entry, Highlight, Highlights
from cvtex.editions.pages import SPARSE
from cvtex.editions.settings import Edition
from cvtex.verify.opened import Opened, open_pdf
from cvtex.verify.page.model import ARTIFACT, Page

_NAMED_MAX = 12  # places in a hint
_LINE = 0.5  # the least distance of baselines of two lines, in type sizes


def count_pages(pdf: Path) -> int:
    """Return the number of a PDF's pages."""
    with Pdf.open(pdf) as opened:
        return len(opened.pages)


def check_pages(
    pdf: Path, document: Document, edition: Edition, fill: float
) -> tuple[Diagnostic, ...]:
    """Find too many pages for an edition, or a last page that is less filled than it asks.

    `fill` is the filled part of the last page, from 0 to 1. The finding has the number of lines
    past the limit, and their places.
    """
    pages = count_pages(pdf)
    if edition.pages and pages > edition.pages:
        return (_over(pdf, document, edition.pages, edition.span),)
    # A nearly empty page is found by `check_last_page`.
    if edition.fill and pages > 1 and SPARSE <= fill < edition.fill:
        message = (
            f"page {pages}, the last, is filled to {int(fill * 100)}%, and the edition asks for"
            f" {edition.fill:.0%}"
        )
        hint = (
            "shorten or lengthen the content, lower `fill`, or add `warn: [page-sparse]` to the"
            " edition"
        )
        return (Diagnostic(Code.PAGE_SPARSE, message, edition.span, hint),)
    return ()


def _over(pdf: Path, document: Document, limit: int, place: Span | None) -> Diagnostic:
    with open_pdf(pdf) as read:
        opened = read.value
        pages = opened.pages if opened else ()
        lines = sum(map(_lines, pages[limit:]))
        places = _places(opened, document, limit) if opened else ""
    return Diagnostic(
        Code.PAGES_OVER,
        f"the PDF has {len(pages)} pages, and the edition allows {limit}:"
        f" {counted(lines, 'line')} too many",
        place,
        f"shorten the content, or raise `pages`; past page {limit}: {places}",
    )


def _lines(page: Page) -> int:
    """Return the number of lines of text on a page."""
    words = sorted(
        (word for word in page.words if word.mark != ARTIFACT), key=lambda word: word.box.bottom
    )
    apart = (
        above.box.bottom - below.box.bottom > _LINE * below.size for below, above in pairwise(words)
    )
    return sum(apart) + bool(words)


def _places(opened: Opened, document: Document, limit: int) -> str:
    """Return the files and lines of the highlights past a page, or of other text if there are none.

    It has no words, which may be private.
    """
    marks = {word.mark for page in opened.pages[limit:] for word in page.words}
    past = {leaf for mark, leaf in opened.leaves.items() if mark in marks}
    leaves = [leaf for leaf in document.leaves() if leaf.number in past]
    points = set(_points(block for section in document.sections for block in section.blocks))
    spans = [leaf.span for leaf in leaves if leaf.number in points] or [
        leaf.span for leaf in leaves
    ]
    places = sorted({(span.file.name, span.line) for span in spans})
    named = [
        f"{file}:{', '.join(str(line) for _, line in lines)}"
        for file, lines in groupby(places[:_NAMED_MAX], key=lambda place: place[0])
    ]
    more = f" and {len(places) - _NAMED_MAX} more" if len(places) > _NAMED_MAX else ""
    return f"{' and '.join(named)}{more}"


def _points(blocks: Iterable[Block | Highlight]) -> Iterator[int]:
    """Yield the numbers of the leaves that are highlights."""
    for block in blocks:
        match block:
            case Entry():
                yield from _points(block.blocks)
            case Highlights():
                yield from _points(block.items)
            case Highlight():
                yield block.text.number
                yield from _points(block.highlights)
