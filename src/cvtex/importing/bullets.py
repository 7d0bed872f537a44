"""Finds the bullets that a page has as drawings, as browsers print those of their lists."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from cvtex.ats.layout.pieces import PageLayout, Pages, Piece
from cvtex.pdf.pdfium import PdfiumError, PdfPage, open_document, pages_of

_LEAST, _MOST = 1.5, 6  # points: the size of a bullet
_ROUND = 0.1  # of its size: by how much it may be higher than wide
_BEFORE = 30  # points: how far it may be before its text
_OBJECTS_MAX, _BULLETS_MAX = 5000, 300  # limits of time, for a page


@dataclass(frozen=True, slots=True)
class _Bullet:
    left: float
    right: float
    middle: float


def with_bullets(pdf: Path, read: Pages) -> Pages:
    """Return the pages with a `•` for each small drawing before a text.

    OSError: the file can't be read.
    """
    try:
        with open_document(pdf) as document:
            numbers = range(min(len(document), len(read.pages)))
            drawn = [[*islice(_drawn(page), _BULLETS_MAX)] for page in pages_of(document, numbers)]
    except PdfiumError:  # poppler could read it
        return read
    pages = map(_with, read.pages, drawn)
    return replace(read, pages=(*pages, *read.pages[len(drawn) :]))


def _drawn(page: PdfPage) -> Iterator[_Bullet]:
    """Yield the bullets of a page. Coordinates are points from its upper left corner."""
    from pypdfium2 import raw  # noqa: PLC0415 - heavy, and for this alone

    box = page.get_cropbox()
    left, top = box[0], box[3]
    for at, drawing in enumerate(page.get_objects([raw.FPDF_PAGEOBJ_PATH], max_depth=1)):
        if at == _OBJECTS_MAX:
            return
        x, y, right, upper = drawing.get_bounds()
        width, height = right - x, upper - y
        if _LEAST <= width <= _MOST and abs(width - height) <= _ROUND * width:
            yield _Bullet(x - left, right - left, top - (y + upper) / 2)


def _with(page: PageLayout, bullets: list[_Bullet]) -> PageLayout:
    """Return a page with the bullets that stand alone before a text."""
    found = [piece for bullet in bullets if (piece := _before(page, bullet, bullets))]
    return replace(page, pieces=(*page.pieces, *found))


def _before(page: PageLayout, bullet: _Bullet, others: list[_Bullet]) -> Piece | None:
    """Return a bullet as a piece of the row that begins behind it, None if there is none."""
    row = [piece for piece in page.pieces if piece.top < bullet.middle < piece.bottom]
    text = min(
        (piece for piece in row if 0 < piece.left - bullet.right < _BEFORE),
        key=lambda piece: piece.left,
        default=None,
    )
    if text is None or any(0 <= bullet.left - piece.right < _BEFORE for piece in row):
        return None
    beside = [one for one in others if text.top < one.middle < text.bottom]
    if any(0 < abs(one.left - bullet.left) < _BEFORE for one in beside):  # dots of a rating
        return None
    return Piece("•", bullet.left, text.top, bullet.right, text.bottom, text.look)
