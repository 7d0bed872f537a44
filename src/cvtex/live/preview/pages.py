"""Draws the pages of a draft, and finds where on them each leaf is."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from pikepdf import Pdf

from cvtex.pdf.objects import place
from cvtex.pdf.pdfium import Character, PdfPage, characters_of, open_document, pages_of, picture_of
from cvtex.verify.page.model import MarkedContent
from cvtex.verify.structure.elements import read_elements

_SCALE = 2.5
"""Pixels per point: 180 dpi, sharp on a high-resolution screen at the width of a window."""

_BASELINE = 3
"""Points by which the baselines of a line may differ."""


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A page as a PNG, with its size in points and a digest of the picture."""

    png: bytes
    width: float
    height: float
    digest: str


@dataclass(frozen=True, slots=True)
class LeafBox:
    """A line of a leaf on a page, from the upper left corner, as shares of the page's size."""

    leaf: int
    page: int
    left: float
    top: float
    right: float
    bottom: float


def draw(pdf: Path) -> tuple[PagePicture, ...]:
    """Return the pages of a PDF as pictures.

    OSError, PdfiumError: the PDF can't be read.
    """
    with open_document(pdf) as document:
        return tuple(_picture(page) for page in pages_of(document))


def _picture(page: PdfPage) -> PagePicture:
    width, height = page.get_size()
    file = BytesIO()
    # Higher levels take several times as long, and the browser is on the same machine.
    picture_of(page, _SCALE).save(file, "PNG", compress_level=1)
    png = file.getvalue()
    return PagePicture(png, width, height, hashlib.sha256(png).hexdigest()[:16])


def leaf_boxes(pdf: Path) -> tuple[LeafBox, ...]:
    """Return where the leaves of a finished PDF are, in its order.

    OSError, PdfiumError, PdfError: the PDF can't be read.
    """
    owners = leaf_owners(pdf)
    with open_document(pdf) as document:
        return tuple(
            box
            for number, page in enumerate(pages_of(document))
            for box in _boxes(page, number, owners)
        )


def leaf_owners(pdf: Path) -> dict[tuple[int, int], int]:
    """Return the number of the leaf by page index and MCID. PdfError: the PDF can't be read."""
    with Pdf.open(pdf) as opened:
        numbers = {place(page.obj): number for number, page in enumerate(opened.pages)}
        tree = read_elements(opened)
        return {
            (numbers[mark.holder], mark.number): element.leaf
            for element in (tree.walk() if tree else ())
            if element.leaf
            for mark in element.kids
            if isinstance(mark, MarkedContent) and mark.holder in numbers
        }


def _boxes(page: PdfPage, number: int, owners: dict[tuple[int, int], int]) -> Iterator[LeafBox]:
    width, height = page.get_size()

    def box(leaf: int, line: list[Character]) -> LeafBox:
        return LeafBox(
            leaf,
            number,
            min(char.left for char in line) / width,
            1 - max(char.top for char in line) / height,
            max(char.right for char in line) / width,
            1 - min(char.bottom for char in line) / height,
        )

    leaf, line = 0, list[Character]()
    for char in characters_of(page):
        owner = owners.get((number, char.mark), 0)
        if not owner or char.generated:
            continue
        if line and (owner != leaf or abs(char.y - line[-1].y) > _BASELINE):
            yield box(leaf, line)
            line = []
        leaf = owner
        line.append(char)
    if line:
        yield box(leaf, line)
