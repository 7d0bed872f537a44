"""The pages of a PDF as pictures."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from cvtex.ats.layout.poppler import PAGES_MAX
from cvtex.diagnostics import Checked, Diagnostic
from cvtex.diagnostics.codes import Code
from cvtex.pdf.pdfium import PdfiumError, PdfPage, open_document, picture_of

_LONGER_SIDE = 1263
"""Pixels: A4 at 108 dpi, which a screen of two pixels to a point shows sharp beside the reading."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A page, counted from 1, as a JPEG, with its width and height in pixels."""

    page: int
    jpeg: bytes
    width: int
    height: int

    @property
    def uri(self) -> str:
        """The picture itself as an address (RFC 2397)."""
        return f"data:image/jpeg;base64,{base64.b64encode(self.jpeg).decode('ascii')}"


def draw_pages(pdf: Path, pages: int) -> Checked[tuple[Picture, ...]]:
    """Return the first pages of a PDF as pictures, those that can be drawn, and why not the others.

    No more are drawn than are read.
    """
    drawn, findings = list[Picture](), list[Diagnostic]()
    try:
        with open_document(pdf) as document:
            for number in range(1, min(pages, PAGES_MAX) + 1):
                try:
                    drawn.append(_draw(document[number - 1], number))
                except (PdfiumError, IndexError, ValueError) as error:
                    findings.append(_undrawn(f"page {number}", error))
    except (PdfiumError, OSError) as error:
        findings.append(_undrawn("the PDF", error))
    return Checked(tuple(drawn), tuple(findings))


def _draw(page: PdfPage, number: int) -> Picture:
    # A little less: a part of a pixel would become a whole one.
    picture = picture_of(page, (_LONGER_SIDE - 0.01) / max(page.get_size()))
    file = BytesIO()
    picture.save(file, "JPEG", quality=70, optimize=True)
    return Picture(number, file.getvalue(), *picture.size)


def _undrawn(what: str, error: Exception) -> Diagnostic:
    return Diagnostic(Code.PDF_UNREADABLE, f"{what} can't be drawn: {error}")
