"""Pieces of text with their places and looks, as poppler finds them in a PDF."""

from __future__ import annotations

import html
import re
import unicodedata
from dataclasses import dataclass

SCALE = 3.0
"""pdftohtml's `-zoom`, which it holds at 3 (pdftohtml.cc): sizes, in whole numbers, are then thirds
of a point."""

# A full page has a thousand words, each maybe a piece of its own. More is noise that must not take
# for ever.
_PIECES_MAX = 5000
_LONGEST = 2000
# The usual space between words, in type sizes.
_SPACE = 0.25

_PAGE = re.compile(r"<page [^>]*?height=\"([\d.]+)\" width=\"([\d.]+)\"|<fontspec ([^>]*)/>|"
                   r"<text ([^>]*)>(.*?)</text>", re.DOTALL)  # fmt: skip
_ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')
_PLACE = ("left", "top", "width", "height")
_TAG = re.compile(r"<[^>]*>")
_LINK = re.compile(r'<a href="([^"]*)"')
# Computer Modern and its like tell their weight by other letters than "bold".
_BOLD = re.compile(r"bold|black|heavy|semib|demi|CMBX|CMB\d|SFBX|SFSX|ECBX", re.IGNORECASE)
_ITALIC = re.compile(r"italic|oblique|CMTI|CMSL|SFTI|SFSL|ECTI", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Look:
    """How a piece looks: its size in points, its face and its colour as `#rrggbb`."""

    size: float
    bold: bool
    italic: bool
    family: str
    colour: str


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters of one look in one row. Places are points from the page's upper left corner."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    look: Look
    url: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its width and height in points, and its pieces as poppler hands them out."""

    width: float
    height: float
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages that were read, and whether they are all that the PDF has."""

    pages: tuple[Page, ...]
    whole: bool


def pages_in(xml: str) -> tuple[Page, ...]:
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
            piece = _piece(dict(_ATTRIBUTE.findall(place)), content[:_LONGEST], looks)
            pages[-1][2].extend([piece] if piece else [])
    return tuple(Page(width, height, tuple(pieces)) for width, height, pieces in pages)


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
    if text != (text := text.rstrip()):  # a space at the end of a line takes no room
        width -= _SPACE * look.size
    link = _LINK.search(content)
    url = html.unescape(link[1]) if link else ""
    return Piece(text, left, top, left + width, top + height, look, url)
