"""Reads pages with PDFium, the PDF library of Chrome, one thread at a time."""

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

# PDFium has global state without locks.
_LOCK = RLock()

# The first high and low surrogates, and the first code point after them (Unicode, 3.8).
_HIGH, _LOW, _AFTER = 0xD800, 0xDC00, 0xE000

UNMARKED, ARTIFACT = -1, -2
"""Values in place of an MCID: unmarked content, and an artifact (ISO 32000-1, 14.8.2.2)."""
_FORMS_DEPTH_MAX = 32
_NAME_MAX = 32  # UTF-16 units of a tag; no known tag is longer
_LOWER = 3.0  # the least distance of lines, in points
_SAME = 0.01  # the origins of the characters of one glyph differ by less, in points

Handle = Any
"""PDFium's pointer to an object or a mark, valid while the page is open."""
Matrix = tuple[float, float, float, float, float, float]
Place = tuple[float, float, float, float]
"""Left, bottom, right, top, in points from the page's lower left corner."""


class ShownText(NamedTuple):
    """The text of one text-showing operator, numbered on its page.

    `mark` is its MCID (ISO 32000-1, 14.6), `UNMARKED` or `ARTIFACT`; `nested` is whether it is in a
    form XObject. `mode` is its text rendering mode (9.3.6); `colour` and `opacity` are those of the
    fill, from 0 to 255; `matrix` maps text space to the page.
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
    """A painted path, image or shading; `mark` and `nested` as in `Shown`."""

    box: Place
    mark: int
    nested: bool
    picture: bool


class Character(NamedTuple):
    r"""A character that PDFium reads: its box in points, from the lower left corner of the page.

    `text` is one character, or "" if it has no Unicode value. `x` and `y` are its origin on the
    baseline, `end` is the position of the pen after it, `shown` is its operator. `generated`
    characters are not in the file: PDFium adds a space at a gap, and "\r" and "\n" at the end of a
    line, but not between a hyphen and a letter. Their boxes are empty, their operator is `NOWHERE`.
    """

    text: str
    left: float
    bottom: float
    right: float
    top: float
    x: float
    y: float
    end: float
    shown: ShownText
    generated: bool

    @property
    def mark(self) -> int:
        """The MCID, `UNMARKED` or `ARTIFACT`."""
        return self.shown.mark


NOWHERE = ShownText(0, UNMARKED, False, 0, (0, 0, 0), 255, 0.0, (1, 0, 0, 1, 0, 0))  # noqa: FBT003
"""No operator."""


@contextmanager
def open_document(pdf: Path) -> Iterator[PdfDocument]:
    """Open a PDF; other threads wait until it is closed.

    OSError: the file can't be read. PdfiumError: PDFium can't open it, or it needs a password.
    """
    with _LOCK, PdfDocument(pdf) as document:
        yield document


def pages_of(document: PdfDocument, numbers: Iterable[int] | None = None) -> Iterator[PdfPage]:
    """Yield all pages, or those with the given indices, one open at a time.

    PdfiumError: a page can't be read.
    """
    for number in range(len(document)) if numbers is None else numbers:
        page = document[number]
        try:
            yield page
        finally:
            page.close()


def characters_of(page: PdfPage) -> Iterator[Character]:
    """Yield the characters that PDFium reads on a page, in its order."""
    # Looked up once, for the thousands of characters of a page.
    object_of, box_of, origin_of, loose_of = (
        raw.FPDFText_GetTextObject,
        raw.FPDFText_GetCharBox,
        raw.FPDFText_GetCharOrigin,
        raw.FPDFText_GetLooseCharBox,
    )
    left, bottom, right, top, x, y = (c_double() for _ in range(6))
    corners, origin = tuple(map(byref, (left, right, bottom, top))), tuple(map(byref, (x, y)))
    # Its width is the advance.
    loose = raw.FS_RECTF()
    room = byref(loose)
    opened = page.get_textpage()
    # Of an object, ctypes would ask for this in each call.
    text = opened.raw
    try:
        if not raw.FPDFText_CountChars(text):
            return
        known = dict[int, ShownText]()
        inner = {addressof(item.handle.contents): item for item in objects_of(page) if item.nested}
        for at, char in numbered(opened):
            handle = object_of(text, at)
            shown = NOWHERE
            if handle:
                address = addressof(handle.contents)
                if address not in known:
                    known[address] = _shown(text, at, handle, inner.get(address), len(known) + 1)
                shown = known[address]
            box_of(text, at, *corners)
            origin_of(text, at, *origin)
            loose_of(text, at, room)
            yield Character(
                # PDFium returns U+0002 for a hyphen at the end of a line.
                "-" if char == "\x02" and raw.FPDFText_IsHyphen(text, at) == 1 else char,
                left.value,
                bottom.value,
                right.value,
                top.value,
                x.value,
                y.value,
                loose.right,
                shown,
                not handle and raw.FPDFText_IsGenerated(text, at) == 1,
            )
    finally:
        opened.close()


def rows_of(characters: Iterable[Character]) -> list[list[Character]]:
    """Return the lines of characters from the top, each in no order."""
    rows: list[list[Character]] = []
    for character in sorted(characters, key=lambda character: -character.y):
        if not rows or rows[-1][-1].y - character.y > _LOWER:
            rows.append([])
        rows[-1].append(character)
    return rows


def glyphs_of(row: Iterable[Character]) -> Iterator[list[Character]]:
    """Yield the characters of each glyph of a line, in the order of the line."""
    glyph: list[Character] = []
    for character in row:
        if glyph and abs(character.x - glyph[-1].x) > _SAME:
            yield glyph
            glyph = []
        glyph.append(character)
    if glyph:
        yield glyph


def _shown(
    text: Handle, at: int, handle: Handle, inner: PageObject | None, number: int
) -> ShownText:
    red, green, blue, alpha = (raw.c_uint() for _ in range(4))
    raw.FPDFPageObj_GetFillColor(handle, *map(byref, (red, green, blue, alpha)))
    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(text, at, byref(matrix))
    return ShownText(
        number,
        inner.mark if inner else _mark(handle, UNMARKED),
        bool(inner),
        raw.FPDFTextObj_GetTextRenderMode(handle),
        (red.value, green.value, blue.value),
        alpha.value,
        raw.FPDFText_GetFontSize(text, at),
        (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f),
    )


class PageObject(NamedTuple):
    """An object of a page or of its form XObjects; `box` is in the page's coordinates."""

    handle: Handle
    kind: int
    box: Place
    mark: int
    nested: bool


def objects_of(page: PdfPage) -> Iterator[PageObject]:
    """Yield all painted objects of a page and its form XObjects, in the order of painting."""
    left, bottom, right, top = (c_float() for _ in range(4))
    corners = tuple(map(byref, (left, bottom, right, top)))

    def found(handle: Handle, mark: int, placed: Matrix, depth: int) -> Iterator[PageObject]:
        kind, mark = raw.FPDFPageObj_GetType(handle), _mark(handle, mark)
        if kind == raw.FPDF_PAGEOBJ_FORM:
            own = raw.FS_MATRIX()
            raw.FPDFPageObj_GetMatrix(handle, byref(own))
            below = times((own.a, own.b, own.c, own.d, own.e, own.f), placed)
            for at in range(
                raw.FPDFFormObj_CountObjects(handle) if depth < _FORMS_DEPTH_MAX else 0
            ):
                yield from found(raw.FPDFFormObj_GetObject(handle, at), mark, below, depth + 1)
            return
        raw.FPDFPageObj_GetBounds(handle, *corners)
        box = (left.value, bottom.value, right.value, top.value)
        yield PageObject(handle, kind, _within(box, placed) if depth else box, mark, depth > 0)

    for at in range(raw.FPDFPage_CountObjects(page)):
        yield from found(raw.FPDFPage_GetObject(page, at), UNMARKED, (1, 0, 0, 1, 0, 0), 0)


def shapes_of(page: PdfPage) -> Iterator[Shape]:
    """Yield all painted objects that are not text, in the order of painting."""
    for item in objects_of(page):
        if item.kind != raw.FPDF_PAGEOBJ_TEXT:
            yield Shape(item.box, item.mark, item.nested, item.kind == raw.FPDF_PAGEOBJ_IMAGE)


def times(first: Matrix, second: Matrix) -> Matrix:
    """Return the product of two matrices: `first` is applied first (ISO 32000-1, 8.3.4)."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = second
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


def _mark(handle: Handle, around: int) -> int:
    """Return the mark of an object: its innermost artifact or MCID, otherwise that around it."""
    count, number = raw.FPDFPageObj_CountMarks(handle), c_int()
    for at in range(count):
        mark = raw.FPDFPageObj_GetMark(handle, at)
        if raw.FPDFPageObjMark_GetParamIntValue(mark, b"MCID", byref(number)):
            around = number.value
        elif _tag_of(mark) == "Artifact":
            around = ARTIFACT
    return around


def _tag_of(mark: Handle) -> str:
    size = c_ulong()
    name = (c_ushort * _NAME_MAX)()
    raw.FPDFPageObjMark_GetName(mark, name, 2 * _NAME_MAX, byref(size))
    return bytes(name)[: size.value].decode("utf-16-le", "replace").rstrip("\0")


def numbered(text: PdfTextPage) -> Iterator[tuple[int, str]]:
    """Yield the characters of a page's text with their indices in PDFium.

    A character without a Unicode value is "". For a character beyond the Basic Multilingual Plane,
    PDFium returns two surrogates, reversed in a right-to-left line; the index is that of the
    second.
    """
    unicode, handle, half = raw.FPDFText_GetUnicode, text.raw, 0
    for at in range(raw.FPDFText_CountChars(handle)):
        code = unicode(handle, at)
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
    """Return a rendering of a page in RGB, with `scale` pixels per point."""
    picture: Image = page.render(scale=scale, rev_byteorder=True, may_draw_forms=False).to_pil()
    return picture


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
    "ShownText",
    "characters_of",
    "numbered",
    "objects_of",
    "open_document",
    "pages_of",
    "picture_of",
    "shapes_of",
]
