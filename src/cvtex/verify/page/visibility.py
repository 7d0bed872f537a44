"""Finds the visible letters of a page: it is rendered with and without its text, and compared.

A letter is invisible if both pictures are the same in its place, for whatever reason: a rendering
mode, a colour, transparency, a mask, a clipping path, a hidden layer, or an object on top of it.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from ctypes import byref, c_int
from typing import NamedTuple, cast

from PIL import Image, ImageChops
from pypdfium2 import raw

from cvtex.pdf.pdfium import (
    UNMARKED,
    Character,
    Matrix,
    PdfPage,
    Place,
    ShownText,
    objects_of,
    picture_of,
)

_DIFFERENCE = 12  # the least visible difference of a colour component, of 255: 5%
_SCALE = 1.0  # pixels per point; at 72 dpi, letters of 5 pt still change pixels
_SIDE_MAX = 1500  # pixels of the longer side of a page: a poster is scaled down
_BLUR = 0.5  # pixels around the box of a letter, for the rounding of its outline
_HIGH = 6  # pixels; of a higher letter, more than one row must be visible
# In points: smaller type, or letters with smaller sides, are unreadable.
_SMALLEST, _SMALL_SIDES = 1.0, (0.5, 0.75)
_STRETCH_MAX = 5  # width to height of type; posters have 3
# The text rendering modes that paint nothing; 7 only adds to the clipping path (ISO 32000-1,
# 9.3.6).
_INVISIBLE, _CLIP = 3, 7

Box = tuple[int, int, int, int]
"""Pixels: left, top, right, bottom."""


class RenderedLetter(NamedTuple):
    """A letter, digit or space; all visible letters are the same.

    `hidden` is why it is invisible, "" if it is visible; `upright` is whether it is upright on the
    displayed page; `recognised` is whether it is not painted and on a picture, as text of OCR.
    `mark` is the MCID of a letter that is not plainly visible.
    """

    text: str
    hidden: str = ""
    upright: bool = True
    recognised: bool = False
    mark: int = UNMARKED


_SPACE, _SEEN, _TURNED = (
    RenderedLetter(" "),
    RenderedLetter("a"),
    RenderedLetter("a", upright=False),
)


class _TextStyle(NamedTuple):
    """The style of a text object; the size is in points, `stretch` is the ratio of its sides."""

    mode: int
    colour: tuple[int, int, int]
    opacity: float
    size: float
    stretch: float
    upright: bool

    @property
    def seen(self) -> RenderedLetter:
        """A letter of this style that changes pixels."""
        return _SEEN if self.upright else _TURNED

    @property
    def plain(self) -> bool:
        """Whether letters of this style are visible if they change pixels."""
        return self.upright and self.size >= _SMALLEST and self.stretch <= _STRETCH_MAX


class RenderedPage:
    """A page that is rendered with and without its text; afterwards, it has none.

    `changed` has 255 for each pixel that its text changes; `blank` is whether all pixels of the
    page have one colour.
    """

    def __init__(self, page: PdfPage, unit: float) -> None:
        """Render a page; `unit` is its UserUnit in points."""
        self.unit = unit
        scale = min(_SCALE * unit, _SIDE_MAX / max(*page.get_size(), 1))
        full = picture_of(page, scale)
        # A strip first, which shows at once that a page is not blank.
        strip = full.crop((0, full.height // 3, full.width, full.height // 2))
        self.blank = _is_even(strip) and _is_even(full)
        for item in objects_of(page):
            if item.kind == raw.FPDF_PAGEOBJ_TEXT:
                raw.FPDFPageObj_SetIsActive(item.handle, False)  # noqa: FBT003 - the API of PDFium
        self.bare = picture_of(page, scale)
        bands = ImageChops.difference(full, self.bare).split()
        most = ImageChops.lighter(ImageChops.lighter(*bands[:2]), bands[2])
        self.changed = most.point([255 * (value >= _DIFFERENCE) for value in range(256)]).tobytes()
        self.width, self.height = full.size
        self.matrix = _to_pixels(page, self.width, self.height)
        self.styles = dict[int, _TextStyle]()

    def letters(self, characters: Sequence[Character]) -> Iterator[RenderedLetter]:
        """Yield the letters, digits and spaces of the page, without those outside of it."""
        styles = self.styles
        for character in characters:
            shown = character.shown
            if not character.text.isalnum():
                if character.text.isspace():
                    yield _SPACE
                continue
            if not shown.number:
                continue
            if shown.number not in styles:
                styles[shown.number] = self._style(shown)
            style = styles[shown.number]
            if style.plain and self._is_plain(
                character.left, character.bottom, character.right, character.top
            ):
                yield _SEEN
            else:
                yield self._letter(character, style)._replace(mark=shown.mark)

    def _is_plain(self, left: float, bottom: float, right: float, top: float) -> bool:
        """Return whether text changes the middle of a large letter; this is enough for most."""
        a, b, _, d, e, f = self.matrix
        if b or (top - bottom) * self.unit < _SMALL_SIDES[1]:
            return False
        row, start = int(d * (bottom + top) / 2 + f), int(a * left + e)
        if not (0 <= row < self.height - 1 and start >= 0):
            return False
        start += row * self.width
        end = start + int(a * (right - left)) + 1
        find, width = self.changed.find, self.width
        return find(b"\xff", start, end) >= 0 and find(b"\xff", start + width, end + width) >= 0

    def _letter(self, character: Character, style: _TextStyle) -> RenderedLetter:
        char, place = (
            character.text,
            (character.left, character.bottom, character.right, character.top),
        )
        short, long = sorted((character.right - character.left, character.top - character.bottom))
        if not short:
            # The glyph has no box.
            high = style.size / self.unit
            place = character.x, character.y, character.x + high / 2, character.y + high
            short = long = math.inf
        box = self._pixels(place)
        if box is None:
            return _SPACE
        if self._is_changed(box):
            small = style.size < _SMALLEST and short * self.unit < _SMALL_SIDES[0]
            why = ""
            if small or long * self.unit < _SMALL_SIDES[1]:
                why = f"its type has a size of {style.size:.1f} pt"
            elif style.stretch > _STRETCH_MAX:
                why = f"it is stretched {style.stretch:.0f} times"
            return RenderedLetter(char, why, style.upright) if why else style.seen
        if style.mode not in {_INVISIBLE, _CLIP}:
            return RenderedLetter(char, self._why(style, box), style.upright)
        drawn = self._is_drawn(box)
        if style.mode == _CLIP and drawn:
            return style.seen
        return RenderedLetter(char, "it is not painted", style.upright, drawn)

    def _pixels(self, place: Place) -> Box | None:
        """Return the pixels of a letter, None if it is outside the page."""
        a, b, c, d, e, f = self.matrix
        left, bottom, right, top = place
        xs = sorted((a * left + c * bottom + e, a * right + c * top + e))
        ys = sorted((b * left + d * bottom + f, b * right + d * top + f))
        if not (xs[1] > 0 and ys[1] > 0 and xs[0] < self.width and ys[0] < self.height):
            return None
        return (
            int(max(xs[0] - _BLUR, 0)),
            int(max(ys[0] - _BLUR, 0)),
            math.ceil(min(xs[1] + _BLUR, self.width)),
            math.ceil(min(ys[1] + _BLUR, self.height)),
        )

    def _style(self, shown: ShownText) -> _TextStyle:
        e, f, g, h, _, _ = shown.matrix
        least, most = sorted((math.hypot(e, f), math.hypot(g, h)))
        stretch = most / least if least else math.inf
        # The y axis of pixels points down.
        a, b, c, d, _, _ = self.matrix
        up = -(b * g + d * h), a * g + c * h
        on = a * e + c * f, b * e + d * f
        upright = up[0] > abs(up[1]) and on[0] >= abs(on[1])
        size = shown.size * least * self.unit
        return _TextStyle(shown.mode, shown.colour, shown.opacity, size, stretch, upright)

    def _is_changed(self, box: Box) -> bool:
        """Return whether text changes pixels of a box, in more than one row of a high one."""
        left, top, right, bottom = box
        find, width, middle = self.changed.find, self.width, (top + bottom) // 2
        needed = 2 if bottom - top > _HIGH else 1
        # From the middle, where nearly all letters have ink.
        for row in (*range(middle, bottom), *range(middle - 1, top - 1, -1)):
            if find(b"\xff", row * width + left, row * width + right) >= 0:
                needed -= 1
                if not needed:
                    return True
        return False

    def _is_drawn(self, box: Box) -> bool:
        """Return whether the page without its text has several colours near a box."""
        left, top, right, bottom = box
        near = bottom - top
        around = self.bare.crop((left - near, top - near, right + near, bottom + near))
        within = around.crop(
            (
                max(near - left, 0),
                max(near - top, 0),
                min(around.width, self.width - left + near),
                min(around.height, self.height - top + near),
            )
        )
        return not _is_even(within)

    def _why(self, style: _TextStyle, box: Box) -> str:
        if style.opacity < _DIFFERENCE:
            return "it is transparent"
        ground = zip(_extremes(self.bare.crop(box)), style.colour, strict=True)
        if all(low - _DIFFERENCE < one < high + _DIFFERENCE for (low, high), one in ground):
            return "it has the colour of its background"
        return "it is covered, clipped, or in a hidden layer"


def _is_even(picture: Image.Image) -> bool:
    """Return whether a picture has no visible differences."""
    return all(high - low < _DIFFERENCE for low, high in _extremes(picture))


def _extremes(picture: Image.Image) -> tuple[tuple[int, int], ...]:
    """Return the minimum and maximum of red, green and blue."""
    return cast("tuple[tuple[int, int], ...]", picture.getextrema())


def _to_pixels(page: PdfPage, width: int, height: int) -> Matrix:
    """Return PDFium's matrix from a page's coordinates to pixels."""
    fine, far = 64, 1000
    x, y = c_int(), c_int()

    def pixel(left: int, bottom: int) -> tuple[float, float]:
        size = width * fine, height * fine
        raw.FPDF_PageToDevice(page, 0, 0, *size, 0, left, bottom, byref(x), byref(y))
        return x.value / fine, y.value / fine

    (e, f), right, up = pixel(0, 0), pixel(far, 0), pixel(0, far)
    return (
        *((right[0] - e) / far, (right[1] - f) / far),
        *((up[0] - e) / far, (up[1] - f) / far),
        e,
        f,
    )
