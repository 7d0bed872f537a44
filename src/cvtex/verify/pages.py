"""Whether the PDF keeps to its edition's number of pages."""

from __future__ import annotations

from pathlib import Path

from pikepdf import Pdf

from cvtex.codes import Code
from cvtex.diagnostics import Diagnostic, Span


def count_pages(pdf: Path) -> int:
    """Return the number of a PDF's pages."""
    with Pdf.open(pdf) as opened:
        return len(opened.pages)


def check_pages(pages: int, limit: int | None, place: Span | None) -> tuple[Diagnostic, ...]:
    """Return a finding if there are more pages than the edition allows."""
    if limit is None or pages <= limit:
        return ()
    return (
        Diagnostic(
            Code.PAGES_OVER,
            f"the PDF has {pages} pages, and the edition allows {limit}",
            place,
            "shorten the content, or raise `pages`",
        ),
    )
