"""Parses the XML of poppler's pdftohtml into pieces of text with their places and looks."""

from __future__ import annotations

import html
import re
import unicodedata
from dataclasses import dataclass

SCALE = 3.0
"""pdftohtml's `-zoom`, at most 3 (pdftohtml.cc). Sizes are integers: thirds of a point."""
# Limits of time: a full page has about a thousand words, each possibly a piece.
_PIECES_MAX = 5000
_CHARS_MAX = 2000
# The usual space between words, in type sizes.
_SPACE = 0.25

_PAGE = re.compile(r"<page [^>]*?height=\"([\d.]+)\" width=\"([\d.]+)\"|<fontspec ([^>]*)/>|"
                   r"<text ([^>]*)>(.*?)</text>", re.DOTALL)  # fmt: skip
_ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')
_PLACE = ("left", "top", "width", "height")
_TAG = re.compile(r"<[^>]*>")
_LINK = re.compile(r'<a href="([^"]*)"')
# Computer Modern and its relatives encode their weight in other letters than "bold".
_BOLD = re.compile(r"bold|black|heavy|semib|demi|CMBX|CMB\d|SFBX|SFSX|ECBX", re.IGNORECASE)
_ITALIC = re.compile(r"italic|oblique|CMTI|CMSL|SFTI|SFSL|ECTI", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Look:
    """The look of a piece: its size in points, its font, and its colour as `#rrggbb`."""

    size: float
    bold: bool
    italic: bool
    family: str
    colour: str


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters of one look in one row. Coordinates are points from the upper left corner.

    `spaced` says that a space follows, which TeX may print narrower than its font has it.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    look: Look
    url: str = ""
    spaced: bool = False


@dataclass(frozen=True, slots=True)
class PageLayout:
    """A page: its width and height in points, and its pieces in poppler's order."""

    width: float
    height: float
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages that were read, and whether they are all pages of the PDF."""

    pages: tuple[PageLayout, ...]
    whole: bool


def pages_in(xml: str) -> tuple[PageLayout, ...]:
    """Return the pages of pdftohtml's output, which is not always well-formed XML."""
    looks: dict[str, Look] = {}
    pages: list[tuple[float, float, list[Piece]]] = []
    for height, width, font, place, content in _PAGE.findall(xml):
        if height:
            pages.append((float(width) / SCALE, float(height) / SCALE, []))
        elif font:
            attributes = dict(_ATTRIBUTE.findall(font))
            looks[attributes["id"]] = _look(attributes)
        elif pages and len(pages[-1][2]) < _PIECES_MAX:
            piece = _piece(dict(_ATTRIBUTE.findall(place)), content[:_CHARS_MAX], looks)
            pages[-1][2].extend([piece] if piece else [])
    return tuple(PageLayout(width, height, tuple(pieces)) for width, height, pieces in pages)


def _look(font: dict[str, str]) -> Look:
    name = font.get("family", "")
    family = name.partition("+")[2] or name
    size = float(font["size"]) / SCALE
    bold, italic = _BOLD.search(family) is not None, _ITALIC.search(family) is not None
    return Look(size, bold, italic, family, font.get("color", ""))


def _piece(place: dict[str, str], content: str, looks: dict[str, Look]) -> Piece | None:
    text = unicodedata.normalize("NFC", html.unescape(_TAG.sub("", content)))
    look = looks.get(place["font"])
    if not text.strip() or look is None:
        return None
    if "<b>" in content or "<i>" in content:
        bold, italic = look.bold or "<b>" in content, look.italic or "<i>" in content
        look = Look(look.size, bold, italic, look.family, look.colour)
    left, top, width, height = (float(place[key]) / SCALE for key in _PLACE)
    if spaced := text != (text := text.rstrip()):  # without the width of a space at the end
        width -= _SPACE * look.size
    link = _LINK.search(content)
    url = html.unescape(link[1]) if link else ""
    return Piece(text, left, top, left + width, top + height, look, url, spaced)
