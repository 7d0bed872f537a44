"""Draws the pages of a PDF."""

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
"""Pixels: A4 at 108 dpi, sharp on a high-resolution screen at half its size."""


@dataclass(frozen=True, slots=True)
class PageJpeg:
    """A page, numbered from 1, as a JPEG, with its width and height in pixels."""

    page: int
    jpeg: bytes
    width: int
    height: int

    @property
    def uri(self) -> str:
        """The picture as a data URL (RFC 2397)."""
        return f"data:image/jpeg;base64,{base64.b64encode(self.jpeg).decode('ascii')}"


def draw_pages(pdf: Path, pages: int, most: int = PAGES_MAX) -> Checked[tuple[PageJpeg, ...]]:
    """Return pictures of the pages, at most so many, with a finding for each that can't be drawn.

    A report has those that are read.
    """
    drawn, findings = list[PageJpeg](), list[Diagnostic]()
    try:
        with open_document(pdf) as document:
            for number in range(1, min(pages, most) + 1):
                try:
                    drawn.append(_draw(document[number - 1], number))
                except (PdfiumError, IndexError, ValueError) as error:
                    findings.append(_undrawn(f"page {number}", error))
    except (PdfiumError, OSError) as error:
        findings.append(_undrawn("the PDF", error))
    return Checked(tuple(drawn), tuple(findings))


def _draw(page: PdfPage, number: int) -> PageJpeg:
    # A little less, because PDFium rounds up to whole pixels.
    picture = picture_of(page, (_LONGER_SIDE - 0.01) / max(page.get_size()))
    file = BytesIO()
    picture.save(file, "JPEG", quality=70, optimize=True)
    return PageJpeg(number, file.getvalue(), *picture.size)


def _undrawn(what: str, error: Exception) -> Diagnostic:
    return Diagnostic(Code.PDF_UNREADABLE, f"{what} can't be drawn: {error}")
