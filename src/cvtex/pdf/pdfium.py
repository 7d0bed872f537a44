"""PDFium, which Chrome shows PDFs with: one thread at a time may open and read a PDF in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from ctypes import addressof, byref, c_double
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, NamedTuple

from pypdfium2 import PdfDocument, PdfiumError, PdfPage, PdfTextPage, raw

if TYPE_CHECKING:
    from PIL.Image import Image

# PDFium has global state, and no locks of its own.
_LOCK = RLock()

# The halves of UTF-16 begin here, the second here, and end before this (Unicode, 3.8).
_HIGH, _LOW, _AFTER = 0xD800, 0xDC00, 0xE000

UNMARKED = -1
"""The marked-content identifier of a character that has none."""


class Character(NamedTuple):
    r"""A character that PDFium reads: its place in points, from the lower left corner of the page.

    `text` is one character, or "" where the font does not say which. `x` and `y` are its origin
    on the base line. `mark` is its marked-content identifier (ISO 32000-1, 14.6), or `UNMARKED`.
    `generated` characters are not in the file: PDFium adds a space where it sees a gap, and "\r"
    and "\n" where it sees the end of a line. Their boxes are empty. Between a hyphen that ends a
    line and a letter it adds nothing.
    """

    text: str
    left: float
    bottom: float
    right: float
    top: float
    x: float
    y: float
    mark: int
    generated: bool


@contextmanager
def open_document(pdf: Path) -> Iterator[PdfDocument]:
    """Open a PDF, and keep other threads out of PDFium until it is closed.

    OSError: the file can't be read. PdfiumError: PDFium can't open it, or it asks for a password.
    """
    with _LOCK, PdfDocument(pdf) as document:
        yield document


def pages_of(document: PdfDocument, numbers: Iterable[int] | None = None) -> Iterator[PdfPage]:
    """Yield the pages, or those of some numbers, from 0, each closed before the next is opened.

    PdfiumError: one can't be read.
    """
    for number in range(len(document)) if numbers is None else numbers:
        page = document[number]
        try:
            yield page
        finally:
            page.close()


def characters_of(page: PdfPage) -> Iterator[Character]:
    """Yield what PDFium reads on a page, character by character, in the order of its text."""
    left, bottom, right, top, x, y = (c_double() for _ in range(6))
    box = tuple(map(byref, (left, right, bottom, top)))
    origin = byref(x), byref(y)
    marks: dict[int, int] = {0: UNMARKED}
    text = page.get_textpage()
    try:
        for at, char in numbered(text):
            held = raw.FPDFText_GetTextObject(text, at)
            shown = addressof(held.contents) if held else 0
            if shown not in marks:
                marks[shown] = raw.FPDFPageObj_GetMarkedContentID(held)
            raw.FPDFText_GetCharBox(text, at, *box)
            raw.FPDFText_GetCharOrigin(text, at, *origin)
            # Of a hyphen that ends a line it gives U+0002.
            hyphen = raw.FPDFText_IsHyphen(text, at) == 1
            yield Character(
                "-" if hyphen else char,
                left.value,
                bottom.value,
                right.value,
                top.value,
                x.value,
                y.value,
                marks[shown],
                raw.FPDFText_IsGenerated(text, at) == 1,
            )
    finally:
        text.close()


def numbered(text: PdfTextPage) -> Iterator[tuple[int, str]]:
    """Yield the characters of a page's text, each with its index in PDFium.

    A character is "" where the font does not say which. Beyond the Basic Multilingual Plane PDFium
    gives two halves (UTF-16), in either order, as it turns them round with the line: the index is
    that of the second.
    """
    unicode, half = raw.FPDFText_GetUnicode, 0
    for at in range(raw.FPDFText_CountChars(text)):
        code = unicode(text, at)
        if _HIGH <= code < _AFTER:
            low, half = max(half, code), min(half, code)
            if not half:
                half = low
                continue
            whole = 0x10000 + ((half - _HIGH) << 10 | low - _LOW)
            code = whole if half < _LOW <= low else 0
        half = 0
        yield at, chr(code) if code else ""


def picture_of(page: PdfPage, scale: float) -> Image:
    """Return what a person sees of a page, in RGB, `scale` pixels for each unit of the page."""
    bitmap = page.render(scale=scale, rev_byteorder=True, may_draw_forms=False)
    picture: Image = bitmap.to_pil()
    return picture.convert("RGB")


__all__ = [
    "UNMARKED",
    "Character",
    "PdfPage",
    "PdfTextPage",
    "PdfiumError",
    "characters_of",
    "numbered",
    "open_document",
    "pages_of",
    "picture_of",
]
