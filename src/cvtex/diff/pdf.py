"""The text of a PDF, with the place of each character on its page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from ctypes import byref, c_int
from dataclasses import dataclass
from math import hypot
from pathlib import Path
from typing import NamedTuple

from pypdfium2 import raw

from cvtex.diff.words import words_of
from cvtex.document import Document
from cvtex.live.preview.pages import leaf_owners
from cvtex.pdf.difference import opcodes
from cvtex.pdf.pdfium import ARTIFACT, Character, PdfPage, characters_of, open_document, pages_of

# Of the type size, above and below the baseline; Han characters are the highest.
_ASCENT, _DESCENT = 0.86, 0.24
_SPACE = 1.5
"""The widest space between two words, as a share of their height and of a page that is A4."""

_WORD_GAP = 0.12
"""The smallest gap between two words, as a share of the type size: a narrow space has 0.2."""

_FINE = 1 << 20
"""Device units of the width and height of a page."""

PDF_LEAF = 0
"""The number of the only leaf of a PDF whose Document is not known."""


class Spot(NamedTuple):
    """A rectangle on a page, from its upper left corner, as shares of the page's size."""

    page: int
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class PdfText:
    """The text of a PDF: in reading order, and the words of each page.

    `spots` has by the number of a leaf the spot of each of its characters, None if it is unknown.
    """

    text: str
    pages: tuple[Counter[str], ...]
    spots: dict[int, tuple[Spot | None, ...]]


def read_pdf(pdf: Path, document: Document | None = None) -> PdfText:
    """Return the text of a PDF; with its Document, the places of the leaves of that.

    OSError, PdfiumError, PdfError: it can't be read.
    """
    owners = leaf_owners(pdf) if document else {}
    text, spots, pages = list[str](), list[Spot | None](), list[Counter[str]]()
    owned = dict[int, list[tuple[str, Spot]]]()
    with open_document(pdf) as opened:
        for number, page in enumerate(pages_of(opened, range(len(opened)))):
            begin = len(text)
            for char, spot in _joined(page, number):
                text.append(" " if char.text.isspace() else char.text)
                spots.append(spot)
                owner = owners.get((number, char.mark))
                if owner and not char.generated:
                    owned.setdefault(owner, []).append((char.text, spot))
            pages.append(words_of("".join(text[begin:])))
            text.append(" ")
            spots.append(None)
    placed = {PDF_LEAF: tuple(spots)}
    for leaf in document.leaves() if document else ():
        placed[leaf.number] = _along(leaf.text, owned.get(leaf.number, []))
    return PdfText("".join(text), tuple(pages), placed)


def rectangles(spots: Iterable[Spot | None]) -> list[Spot]:
    """Return the spots of neighbours in a line as one."""
    lines = list[Spot]()
    for spot in spots:
        if spot is None:
            continue
        last = lines[-1] if lines else None
        if last and last.page == spot.page and _are_beside(last, spot):
            lines[-1] = Spot(
                spot.page,
                min(last.left, spot.left),
                min(last.top, spot.top),
                max(last.right, spot.right),
                max(last.bottom, spot.bottom),
            )
        else:
            lines.append(spot)
    return lines


def _are_beside(one: Spot, other: Spot) -> bool:
    """Return whether two spots are in one line, with no more than a space between them."""
    height = min(one.bottom - one.top, other.bottom - other.top)
    shared = min(one.bottom, other.bottom) - max(one.top, other.top)
    apart = max(one.left, other.left) - min(one.right, other.right)
    return shared > height / 2 and apart < height * _SPACE


def _joined(page: PdfPage, number: int) -> Iterator[tuple[Character, Spot]]:
    """Yield the characters of a page but artifacts, with a space between words.

    PDFium's own line ends do not count: it may find some between the letters of a word. A hyphen
    that parts a word at the end of a line is left out.
    """
    held: Character | None = None
    blanks = set[str]()
    # PDFium's order of the characters depends on how a page is turned.
    turned = page.get_rotation()
    page.set_rotation(0)
    characters = [*characters_of(page)]
    page.set_rotation(turned)
    for char in characters:
        if char.generated:
            blanks.add(char.text)
        if char.mark == ARTIFACT or char.generated or not char.text.strip("\r\n"):
            continue
        if held:
            is_new_line = _is_new_line(held, char, blanks)
            if not (is_new_line and held.text == "-" and char.text.islower()):
                place = _spot(page, number, held)
                yield held, place
                if is_new_line or " " in blanks or _gap(held, char) > _WORD_GAP:
                    yield held._replace(text=" ", generated=True), place
        held = char
        blanks.clear()
    if held:
        yield held, _spot(page, number, held)


def _is_new_line(before: Character, after: Character, blanks: set[str]) -> bool:
    a, b, *_ = before.shown.matrix
    if abs(b) > abs(a):  # it runs up or down
        return "\n" in blanks
    return abs(after.y - before.y) > before.shown.size * hypot(a, b) / 2


def _gap(before: Character, after: Character) -> float:
    """Return the gap between two characters of a line, as a share of the type size."""
    a, b, *_ = before.shown.matrix
    if abs(b) > abs(a):
        return 0
    gap = max(after.x - before.end, before.x - after.end)
    return gap / (before.shown.size * hypot(a, b) or 1)


def _spot(page: PdfPage, number: int, char: Character) -> Spot:
    matrix = char.shown.matrix
    size = char.shown.size * hypot(matrix[2], matrix[3])
    low, high = char.y - _DESCENT * size, char.y + _ASCENT * size
    corners = [_device(page, char.left, low), _device(page, char.right, high)]
    (left, right), (top, bottom) = (sorted(axis) for axis in zip(*corners, strict=True))
    return Spot(number, left, top, right, bottom)


def _device(page: PdfPage, x: float, y: float) -> tuple[float, float]:
    """Return a point as shares of the page as it is shown: turned, and cut to its crop box."""
    across, down = c_int(), c_int()
    raw.FPDF_PageToDevice(page, 0, 0, _FINE, _FINE, 0, x, y, byref(across), byref(down))
    return across.value / _FINE, down.value / _FINE


def _along(text: str, read: list[tuple[str, Spot]]) -> tuple[Spot | None, ...]:
    """Return the spot of each character of a leaf, which is read as it was typed, or nearly so."""
    spots: list[Spot | None] = [None] * len(text)
    for kind, start, end, begin, _ in opcodes(text, "".join(char for char, _ in read)):
        if kind == "equal":
            spots[start:end] = (spot for _, spot in read[begin : begin + end - start])
    return tuple(spots)
