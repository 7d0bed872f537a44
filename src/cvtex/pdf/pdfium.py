"""PDFium, which Chrome shows PDFs with: one thread at a time may open and read a PDF in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from ctypes import addressof, byref, c_double, c_float, c_int, c_ulong, c_ushort
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Any, NamedTuple

from pypdfium2 import PdfDocument, PdfiumError, PdfPage, PdfTextPage, raw

if TYPE_CHECKING:
    from PIL.Image import Image

# PDFium has global state, and no locks of its own.
_LOCK = RLock()

# The halves of UTF-16 begin here, the second here, and end before this (Unicode, 3.8).
_HIGH, _LOW, _AFTER = 0xD800, 0xDC00, 0xE000

UNMARKED, ARTIFACT = -1, -2
"""In place of a marked-content identifier: content that has none, and an artifact (14.8.2.2)."""

_FORMS_DEEP = 32
# UTF-16 units of a tag: a longer one is none that counts.
_NAME_MAX = 32

Handle = Any
"""What PDFium gives out for an object or a mark: a pointer, while the page is open."""
Matrix = tuple[float, float, float, float, float, float]
Place = tuple[float, float, float, float]
"""Left, bottom, right, top, in units of the page, from its lower left corner."""


class Shown(NamedTuple):
    """What one operator shows: a text object, numbered on its page.

    `mark` is its marked-content identifier (ISO 32000-1, 14.6), or `UNMARKED` or `ARTIFACT`;
    `nested` says whether it is in a form. `mode` is its text rendering mode (9.3.6), `colour` and
    `opacity` are those of its filling, of 255; `matrix` leads from its font size to the page.
    """

    number: int
    mark: int
    nested: bool
    mode: int
    colour: tuple[int, int, int]
    opacity: int
    size: float
    matrix: Matrix


class Shape(NamedTuple):
    """A path, a picture, or a gradient that is painted; its mark as that of text."""

    box: Place
    mark: int
    nested: bool
    picture: bool


class Character(NamedTuple):
    r"""A character that PDFium reads: its place in points, from the lower left corner of the page.

    `text` is one character, or "" where the font does not say which. `x` and `y` are its origin
    on the base line, and `end` is where the pen stands after it. `shown` is the operator that shows
    it. `generated` characters are not in the file: PDFium adds a space where it sees a gap, and
    "\r" and "\n" where it sees the end of a line. Their boxes are empty, and they are `NOWHERE`.
    Between a hyphen that ends a line and a letter it adds nothing.
    """

    text: str
    left: float
    bottom: float
    right: float
    top: float
    x: float
    y: float
    end: float
    shown: Shown
    generated: bool

    @property
    def mark(self) -> int:
        """The marked-content identifier, `UNMARKED` or `ARTIFACT`."""
        return self.shown.mark


NOWHERE = Shown(0, UNMARKED, False, 0, (0, 0, 0), 255, 0.0, (1, 0, 0, 1, 0, 0))  # noqa: FBT003
"""No operator."""


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
    # A page has thousands of characters: what is called for each is looked up once.
    object_of, box_of, origin_of, loose_of = (
        raw.FPDFText_GetTextObject,
        raw.FPDFText_GetCharBox,
        raw.FPDFText_GetCharOrigin,
        raw.FPDFText_GetLooseCharBox,
    )
    left, bottom, right, top, x, y = (c_double() for _ in range(6))
    corners, origin = tuple(map(byref, (left, right, bottom, top))), tuple(map(byref, (x, y)))
    # As wide as the pen moves.
    loose = raw.FS_RECTF()
    room = byref(loose)
    text = page.get_textpage()
    try:
        if not raw.FPDFText_CountChars(text):
            return
        known = dict[int, Shown]()
        inner = {addressof(one.held.contents): one for one in objects_of(page) if one.nested}
        for at, char in numbered(text):
            held = object_of(text, at)
            shown = NOWHERE
            if held:
                address = addressof(held.contents)
                if address not in known:
                    known[address] = _shown(text, at, held, inner.get(address), len(known) + 1)
                shown = known[address]
            box_of(text, at, *corners)
            origin_of(text, at, *origin)
            loose_of(text, at, room)
            yield Character(
                # Of a hyphen that ends a line it gives U+0002.
                "-" if char == "\x02" and raw.FPDFText_IsHyphen(text, at) == 1 else char,
                left.value,
                bottom.value,
                right.value,
                top.value,
                x.value,
                y.value,
                loose.right,
                shown,
                not held and raw.FPDFText_IsGenerated(text, at) == 1,
            )
    finally:
        text.close()


def _shown(
    text: PdfTextPage, at: int, held: Handle, inner: PageObject | None, number: int
) -> Shown:
    red, green, blue, alpha = (raw.c_uint() for _ in range(4))
    raw.FPDFPageObj_GetFillColor(held, *map(byref, (red, green, blue, alpha)))
    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(text, at, byref(matrix))
    return Shown(
        number,
        inner.mark if inner else _mark(held, UNMARKED),
        bool(inner),
        raw.FPDFTextObj_GetTextRenderMode(held),
        (red.value, green.value, blue.value),
        alpha.value,
        raw.FPDFText_GetFontSize(text, at),
        (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f),
    )


class PageObject(NamedTuple):
    """An object of a page or of a form on it, but for forms; `box` as on the page."""

    held: Handle
    kind: int
    box: Place
    mark: int
    nested: bool


def objects_of(page: PdfPage) -> Iterator[PageObject]:
    """Yield all that a page and its forms paint, in the order of painting."""
    left, bottom, right, top = (c_float() for _ in range(4))
    corners = tuple(map(byref, (left, bottom, right, top)))

    def found(held: Handle, mark: int, placed: Matrix, depth: int) -> Iterator[PageObject]:
        kind, mark = raw.FPDFPageObj_GetType(held), _mark(held, mark)
        if kind == raw.FPDF_PAGEOBJ_FORM:
            own = raw.FS_MATRIX()
            raw.FPDFPageObj_GetMatrix(held, byref(own))
            below = times((own.a, own.b, own.c, own.d, own.e, own.f), placed)
            for at in range(raw.FPDFFormObj_CountObjects(held) if depth < _FORMS_DEEP else 0):
                yield from found(raw.FPDFFormObj_GetObject(held, at), mark, below, depth + 1)
            return
        raw.FPDFPageObj_GetBounds(held, *corners)
        box = (left.value, bottom.value, right.value, top.value)
        yield PageObject(held, kind, _within(box, placed) if depth else box, mark, depth > 0)

    for at in range(raw.FPDFPage_CountObjects(page)):
        yield from found(raw.FPDFPage_GetObject(page, at), UNMARKED, (1, 0, 0, 1, 0, 0), 0)


def shapes_of(page: PdfPage) -> Iterator[Shape]:
    """Yield all that is painted and is no text, in the order of painting."""
    for one in objects_of(page):
        if one.kind != raw.FPDF_PAGEOBJ_TEXT:
            yield Shape(one.box, one.mark, one.nested, one.kind == raw.FPDF_PAGEOBJ_IMAGE)


def times(one: Matrix, other: Matrix) -> Matrix:
    """Return the matrix that does first the one, then the other (ISO 32000-1, 8.3.4)."""
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    return (
        *(a * g + b * i, a * h + b * j),
        *(c * g + d * i, c * h + d * j),
        *(e * g + f * i + k, e * h + f * j + m),
    )


def _within(box: Place, placed: Matrix) -> Place:
    a, b, c, d, e, f = placed
    xs = [a * x + c * y + e for x in box[::2] for y in box[1::2]]
    ys = [b * x + d * y + f for x in box[::2] for y in box[1::2]]
    return min(xs), min(ys), max(xs), max(ys)


def _mark(held: Handle, around: int) -> int:
    """Return the mark of an object: the innermost counts that is an artifact or has a number."""
    count, number = raw.FPDFPageObj_CountMarks(held), c_int()
    for at in range(count):
        one = raw.FPDFPageObj_GetMark(held, at)
        if raw.FPDFPageObjMark_GetParamIntValue(one, b"MCID", byref(number)):
            around = number.value
        elif _called(one) == "Artifact":
            around = ARTIFACT
    return around


def _called(mark: Handle) -> str:
    size = c_ulong()
    name = (c_ushort * _NAME_MAX)()
    raw.FPDFPageObjMark_GetName(mark, name, 2 * _NAME_MAX, byref(size))
    return bytes(name)[: size.value].decode("utf-16-le", "replace").rstrip("\0")


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
    "ARTIFACT",
    "NOWHERE",
    "UNMARKED",
    "Character",
    "Matrix",
    "PdfPage",
    "PdfTextPage",
    "PdfiumError",
    "Place",
    "Shape",
    "Shown",
    "characters_of",
    "numbered",
    "objects_of",
    "open_document",
    "pages_of",
    "picture_of",
    "shapes_of",
]
