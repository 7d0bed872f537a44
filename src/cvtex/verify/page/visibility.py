"""Which letters of a page a person sees: it is drawn with its text and without, and compared.

A letter in whose place both pictures are alike is invisible, for whatever reason: a rendering
mode, a colour, an opacity, a mask, a clip, a layer that is off, something painted over it.
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
    Shown,
    objects_of,
    picture_of,
)

# How far red, green or blue has to differ, of 255, to be seen: 5%.
_UNLIKE = 12
# Pixels for a point. At 72 dpi each letter of 5 pt still leaves its trace.
_SCALE = 1.0
# Pixels of a page's longer side: a poster is drawn smaller.
_LONGEST = 1500
# Pixels around the box of a letter: its outline is moved to the grid of pixels by less.
_BLUR = 0.5
# Pixels: of a letter that is higher, one line is no more than a slit to look through.
_HIGH = 6
# In points: nobody reads type that is smaller, or a letter whose sides are.
_SMALLEST, _SMALL_SIDES = 1.0, (0.5, 0.75)
# How many times the one side of type may be drawn out against the other: posters have it thrice.
_DRAWN_OUT = 5
# The text rendering modes that paint nothing (ISO 32000-1, 9.3.6), the last but a window.
_UNPAINTED, _WINDOW = 3, 7

Box = tuple[int, int, int, int]
"""Pixels: left, top, right, bottom."""


class Letter(NamedTuple):
    """A letter, a digit, or a space, as PDFium reads it; of one that is seen, any other.

    `hidden` says why a person does not see it, "" if they do; `upright` whether it stands upright
    on the page as it is shown; `recognised` whether it is not painted, but a picture is there.
    `mark` is the marked content that one stands in which is not simply seen.
    """

    text: str
    hidden: str = ""
    upright: bool = True
    recognised: bool = False
    mark: int = UNMARKED


_SPACE, _SEEN, _TURNED = Letter(" "), Letter("a"), Letter("a", upright=False)


class _Style(NamedTuple):
    """What the letters of a text object have in common; sizes in points.

    `stretch` is how many times the one side of the type is drawn out against the other.
    """

    mode: int
    colour: tuple[int, int, int]
    opacity: float
    size: float
    stretch: float
    upright: bool

    @property
    def seen(self) -> Letter:
        """Such a letter where it leaves a trace."""
        return _SEEN if self.upright else _TURNED

    @property
    def plain(self) -> bool:
        """Whether such letters are seen wherever they leave a trace."""
        return self.upright and self.size >= _SMALLEST and self.stretch <= _DRAWN_OUT


def letters_of(page: PdfPage, characters: Sequence[Character], unit: float) -> Iterator[Letter]:
    """Yield the letters, digits and spaces among the characters of a page.

    `unit` is how many points a unit of the page has (UserUnit). What lies beyond the page is left
    out. The page can't be drawn anew after this.
    """
    if characters:
        yield from _Look(page, unit).letters(characters)


class _Look:
    """A page that is drawn twice; `changed` has 255 for each pixel that its text changes."""

    def __init__(self, page: PdfPage, unit: float) -> None:
        self.unit = unit
        scale = min(_SCALE * unit, _LONGEST / max(*page.get_size(), 1))
        full = picture_of(page, scale)
        for one in objects_of(page):
            if one.kind == raw.FPDF_PAGEOBJ_TEXT:
                raw.FPDFPageObj_SetIsActive(one.handle, False)  # noqa: FBT003 - the API of PDFium
        self.bare = picture_of(page, scale)
        bands = ImageChops.difference(full, self.bare).split()
        most = ImageChops.lighter(ImageChops.lighter(*bands[:2]), bands[2])
        self.changed = most.point([255 * (value >= _UNLIKE) for value in range(256)]).tobytes()
        self.width, self.height = full.size
        self.matrix = _to_pixels(page, self.width, self.height)
        self.styles = dict[int, _Style]()

    def letters(self, characters: Sequence[Character]) -> Iterator[Letter]:
        styles = self.styles
        for one in characters:
            shown = one.shown
            if not one.text.isalnum():
                if one.text.isspace():
                    yield _SPACE
                continue
            if not shown.number:
                continue
            if shown.number not in styles:
                styles[shown.number] = self.style(shown)
            style = styles[shown.number]
            if style.plain and self.is_plain(one.left, one.bottom, one.right, one.top):
                yield _SEEN
            else:
                yield self.letter(one, style)._replace(mark=shown.mark)

    def is_plain(self, left: float, bottom: float, right: float, top: float) -> bool:
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

    def letter(self, one: Character, style: _Style) -> Letter:
        char, place = one.text, (one.left, one.bottom, one.right, one.top)
        short, long = sorted((one.right - one.left, one.top - one.bottom))
        if not short:
            # The font does not say how large the glyph is.
            high = style.size / self.unit
            place = one.x, one.y, one.x + high / 2, one.y + high
            short = long = math.inf
        box = self.pixels(place)
        if box is None:
            return _SPACE
        if self.is_changed(box):
            small = style.size < _SMALLEST and short * self.unit < _SMALL_SIDES[0]
            why = ""
            if small or long * self.unit < _SMALL_SIDES[1]:
                why = f"its type has a size of {style.size:.1f} pt"
            elif style.stretch > _DRAWN_OUT:
                why = f"it is drawn out {style.stretch:.0f} times"
            return Letter(char, why, style.upright) if why else style.seen
        if style.mode not in {_UNPAINTED, _WINDOW}:
            return Letter(char, self.why(style, box), style.upright)
        drawn = self.is_drawn(box)
        if style.mode == _WINDOW and drawn:
            return style.seen
        return Letter(char, "it is not painted", style.upright, drawn)

    def pixels(self, place: Place) -> Box | None:
        """Return the pixels of a letter, None if it is beyond the page."""
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

    def style(self, shown: Shown) -> _Style:
        e, f, g, h, _, _ = shown.matrix
        least, most = sorted((math.hypot(e, f), math.hypot(g, h)))
        stretch = most / least if least else math.inf
        # Pixels are counted from the top.
        a, b, c, d, _, _ = self.matrix
        up = -(b * g + d * h), a * g + c * h
        on = a * e + c * f, b * e + d * f
        upright = up[0] > abs(up[1]) and on[0] >= abs(on[1])
        size = shown.size * least * self.unit
        return _Style(shown.mode, shown.colour, shown.opacity, size, stretch, upright)

    def is_changed(self, box: Box) -> bool:
        """Return whether text changes pixels of a box: of a high one, more than a line."""
        left, top, right, bottom = box
        find, width, middle = self.changed.find, self.width, (top + bottom) // 2
        needed = 2 if bottom - top > _HIGH else 1
        # Nearly every letter has ink in its middle.
        for row in (*range(middle, bottom), *range(middle - 1, top - 1, -1)):
            if find(b"\xff", row * width + left, row * width + right) >= 0:
                needed -= 1
                if not needed:
                    return True
        return False

    def is_drawn(self, box: Box) -> bool:
        """Return whether there is more than one colour near a box, when there is no text."""
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
        return any(high - low >= _UNLIKE for low, high in _extremes(within))

    def why(self, style: _Style, box: Box) -> str:
        if style.opacity < _UNLIKE:
            return "it is transparent"
        ground = zip(_extremes(self.bare.crop(box)), style.colour, strict=True)
        if all(low - _UNLIKE < one < high + _UNLIKE for (low, high), one in ground):
            return "it has the colour of what it stands on"
        return "it is covered, cut off, or in a layer that is off"


def _extremes(picture: Image.Image) -> tuple[tuple[int, int], ...]:
    """Return the least and the most of red, green and blue."""
    return cast("tuple[tuple[int, int], ...]", picture.getextrema())


def _to_pixels(page: PdfPage, width: int, height: int) -> Matrix:
    """Return the matrix from a page's units to pixels, as PDFium draws it."""
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
