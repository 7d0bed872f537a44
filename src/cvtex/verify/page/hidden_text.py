"""Checks that all text is visible and upright, and that no page is blank.

Hiring systems reject résumés with text for machines only. Visibility is decided by pixels, because
ISO 32000-1 has a dozen ways to hide text.
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
from cvtex.verify.page.added_words import FOOT_MAX
from cvtex.verify.page.model import ARTIFACT, Box, Page
from cvtex.verify.page.visibility import RenderedLetter, RenderedPage
from cvtex.verify.places import spot, squeezed

_CITED = 40  # characters of quoted text
_SCANNED = 0.5  # of the page: pictures that cover more are a scan, and invisible text on it is OCR
_GRID = 16  # points in each direction, for the area of pictures


def check_visible(opened: Opened, document: Document | None) -> Iterator[Diagnostic]:
    """Find invisible text, blank and rotated pages, and scanned pages (one finding)."""
    scanned = list[int]()
    try:
        with open_document(opened.path) as pdf:
            # Pages that are too large to be read are not rendered.
            whole = [at for at, page in enumerate(opened.pages) if not page.broken]
            for at, drawn in zip(whole, pages_of(pdf, whole), strict=True):
                page = opened.pages[at]
                unit = number(entry(page.source, "/UserUnit")) or 1
                look = RenderedPage(drawn, unit if unit > 0 else 1)
                letters = list(look.letters(page.characters))
                if look.blank or _has_only_its_number(page, at + 1):
                    yield _blank(at + 1, but="" if look.blank else " but for its number")
                if _is_scanned(letters, page):
                    scanned.append(at + 1)
                    letters = [letter for letter in letters if not letter.recognised]
                yield from _findings(opened, at, letters, document)
    except (PdfiumError, IndexError) as error:
        yield Diagnostic(Code.PDF_DAMAGED, f"PDFium can't render the PDF: {error}")
    if scanned:
        pages = ", ".join(map(str, scanned))
        yield Diagnostic(
            Code.TEXT_SCANNED,
            f"{'page' if len(scanned) == 1 else 'pages'} {pages}: a person sees a picture, and a "
            "machine reads its OCR text",
            hint="OCR makes mistakes: save it as text from the program that made it",
        )


def _has_only_its_number(page: Page, number: int) -> bool:
    """Return whether a page shows only artifacts, or one line of its number and few letters."""
    if not page.words or any(shape.picture or shape.mark != ARTIFACT for shape in page.shapes):
        return False
    words = [word for word in page.words if word.mark != ARTIFACT]
    text = squeezed("".join(word.text for word in words))
    is_foot = str(number) in text and len(text) <= FOOT_MAX
    return not text or (is_foot and len({round(word.box.bottom) for word in words}) == 1)


def _blank(page: int, but: str) -> Diagnostic:
    hint = "remove the page, or what pushed its content to the next one"
    return Diagnostic(Code.PAGE_BLANK, f"page {page} is blank{but}", hint=hint)


def _findings(
    opened: Opened, page: int, letters: list[RenderedLetter], document: Document | None
) -> Iterator[Diagnostic]:
    where = f"page {page + 1}"
    if hidden := [letter for letter in letters if letter.hidden]:
        text = _joined(letters)
        why, _ = Counter(letter.hidden for letter in hidden).most_common(1)[0]
        yield Diagnostic(
            Code.TEXT_HIDDEN,
            f"{where}: {_cited(text)} is invisible, and a machine reads it: {why}",
            spot(opened, opened.owners.get((page, hidden[0].mark)), document),
            "hiring systems treat it as cheating: make all text visible",
        )
    turned = sum(not letter.upright for letter in letters)
    if turned > sum(letter.upright and not letter.text.isspace() for letter in letters):
        yield Diagnostic(
            Code.PAGE_ROTATED,
            f"{where}: most of its text is upside down, on its side, or mirrored",
            hint="rotate the page (Rotate) so that its text is upright",
        )


def _is_scanned(letters: list[RenderedLetter], page: Page) -> bool:
    """Return whether a page is little more than a picture with the text of its OCR."""
    recognised = sum(letter.recognised for letter in letters)
    seen = sum(not letter.hidden and not letter.text.isspace() for letter in letters)
    if recognised <= seen:
        return False
    return _share([shape.box for shape in page.shapes if shape.picture], page.sheet) > _SCANNED


def _joined(letters: list[RenderedLetter]) -> str:
    """Return the hidden words, separated by spaces."""
    return " ".join("".join(letter.text if letter.hidden else " " for letter in letters).split())


def _cited(text: str) -> str:
    """Return the first words of a text in backticks, and the number of the others."""
    words = text.split()
    cited = max(1, sum(length <= _CITED for length in accumulate(len(word) + 1 for word in words)))
    more = len(words) - cited
    shown = " ".join(words[:cited])
    shown = f"`{shown[:_CITED]}…`" if len(shown) > 2 * _CITED else f"`{shown}`"
    return f"{shown} and {more} more words" if more else shown


def _share(pictures: Sequence[Box], sheet: Box) -> float:
    """Return the part of a page that is covered by pictures, which may be strips of a scan."""
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
