"""Whether a person sees all that a machine reads, as it should be read.

Hiring systems sort out a résumé with words that only machines read. What is seen is decided by
pixels: ISO 32000-1 has a dozen ways to hide text, and a viewer knows them all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate

from cvtex.diagnostics import Diagnostic
from cvtex.diagnostics.codes import Code
from cvtex.document import Document
from cvtex.pdf.objects import entry, number
from cvtex.pdf.pdfium import PdfiumError, open_document, pages_of
from cvtex.verify.opened import Opened
from cvtex.verify.page.model import Box, Page
from cvtex.verify.page.visibility import Letter, letters_of
from cvtex.verify.places import spot

# Letters of a text that are cited.
_CITED = 40
# Of the sheet: pictures that take more are a scanned page, and text that is not painted on them is
# what was recognised there.
_SCANNED = 0.5
# At so many times so many points of a sheet it is looked what is there.
_GRID = 16


def check_visible(opened: Opened, document: Document | None) -> Iterator[Diagnostic]:
    """Find text that is invisible, pages that are turned, and scanned pages, once for all."""
    scanned = list[int]()
    try:
        with open_document(opened.path) as pdf:
            # What is too much to be read is too much to be drawn.
            whole = [at for at, page in enumerate(opened.pages) if page.characters]
            for at, drawn in zip(whole, pages_of(pdf, whole), strict=True):
                page = opened.pages[at]
                unit = number(entry(page.source, "/UserUnit")) or 1
                letters = list(letters_of(drawn, page.characters, unit if unit > 0 else 1))
                if _is_scanned(letters, page):
                    scanned.append(at + 1)
                    letters = [one for one in letters if not one.recognised]
                yield from _findings(opened, at, letters, document)
    except (PdfiumError, IndexError) as error:
        yield Diagnostic(Code.PDF_DAMAGED, f"PDFium can't draw the PDF: {error}")
    if scanned:
        pages = ", ".join(map(str, scanned))
        yield Diagnostic(
            Code.TEXT_SCANNED,
            f"{'page' if len(scanned) == 1 else 'pages'} {pages}: a person sees a picture, and a "
            "machine reads the text that was recognised in it",
            hint="recognition makes mistakes: save it as text from the program that made it",
        )


def _findings(
    opened: Opened, page: int, letters: list[Letter], document: Document | None
) -> Iterator[Diagnostic]:
    where = f"page {page + 1}"
    if hidden := [one for one in letters if one.hidden]:
        text = _joined(letters)
        why, _ = Counter(one.hidden for one in hidden).most_common(1)[0]
        yield Diagnostic(
            Code.TEXT_HIDDEN,
            f"{where}: {_cited(text)} is invisible, and a machine reads it: {why}",
            spot(opened, opened.owners.get((page, hidden[0].mark)), document),
            "hiring systems treat it as cheating: make all text visible",
        )
    turned = sum(not one.upright for one in letters)
    if turned > sum(one.upright and not one.text.isspace() for one in letters):
        yield Diagnostic(
            Code.PAGE_ROTATED,
            f"{where}: most of its text is upside down, on its side, or mirrored",
            hint="turn the page (Rotate) so that its text stands upright",
        )


def _is_scanned(letters: list[Letter], page: Page) -> bool:
    """Return whether a page is little more than a picture with the text of its OCR."""
    recognised = sum(one.recognised for one in letters)
    seen = sum(not one.hidden and not one.text.isspace() for one in letters)
    if recognised <= seen:
        return False
    return _share([one.box for one in page.shapes if one.picture], page.sheet) > _SCANNED


def _joined(letters: list[Letter]) -> str:
    """Return the hidden words: what is between them is a space."""
    return " ".join("".join(one.text if one.hidden else " " for one in letters).split())


def _cited(text: str) -> str:
    """Return the first words of a text, and how many more there are."""
    words = text.split()
    cited = max(1, sum(length <= _CITED for length in accumulate(len(word) + 1 for word in words)))
    more = len(words) - cited
    shown = " ".join(words[:cited])
    shown = f"`{shown[:_CITED]}…`" if len(shown) > 2 * _CITED else f"`{shown}`"
    return f"{shown} and {more} more words" if more else shown


def _share(pictures: Sequence[Box], sheet: Box) -> float:
    """Return how much of a sheet is below pictures: a scanner may give a page in strips."""
    left, bottom, right, top = sheet
    points = [
        (left + (right - left) * (x + 0.5) / _GRID, bottom + (top - bottom) * (y + 0.5) / _GRID)
        for x in range(_GRID)
        for y in range(_GRID)
    ]
    covered = (
        any(box.left <= x <= box.right and box.bottom <= y <= box.top for box in pictures)
        for x, y in points
    )
    return sum(covered) / len(points) if pictures else 0.0
