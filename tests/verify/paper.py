"""Small PDFs whose every word stands where a test wants it, in the order it wants."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pikepdf import Dictionary, Name, Pdf

LEFT, TOP, LEADING = 72, 760, 20


def write_pdf(pdf: Path, *pages: bytes) -> None:
    """Write a PDF with a content stream for each page, in the one font `/F`."""
    with Pdf.new() as made:
        font = Dictionary(
            Type=Name.Font,
            Subtype=Name.Type1,
            BaseFont=Name.Helvetica,
            Encoding=Name.WinAnsiEncoding,
        )
        for content in pages:
            page = made.add_blank_page(page_size=(595, 842))
            page.Contents = made.make_stream(content)
            page.Resources = Dictionary(Font=Dictionary(F=made.make_indirect(font)))
        made.save(pdf)


def at(left: float, bottom: float, text: str) -> bytes:
    """Return a line of text at a place, in points."""
    return f"BT /F 11 Tf {left} {bottom} Td ({text}) Tj ET\n".encode("cp1252")


def lines(texts: Sequence[str]) -> bytes:
    """Return lines of text one below the other."""
    return b"".join(at(LEFT, TOP - LEADING * row, text) for row, text in enumerate(texts))
