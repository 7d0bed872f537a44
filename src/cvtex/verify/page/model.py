"""Defines the content of a page of any PDF: words and shapes with their marks.

Lengths are in points, coordinates in the page's user space: x to the right, y up.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple
from unicodedata import category

from pikepdf import Object

from cvtex.pdf.fonts import Font
from cvtex.pdf.objects import Place
from cvtex.pdf.pdfium import Character

# The general categories of combining and modifier characters, and of invisible ones.
_ACCENTS = frozenset({"Mn", "Mc", "Me", "Sk", "Lm", "Cf"})
# The text of a glyph without a Unicode value.
_NO_TEXT = frozenset("\ufffd\uffff")


class Box(NamedTuple):
    """A rectangle: left, bottom, right, top."""

    left: float
    bottom: float
    right: float
    top: float


class MarkedContent(NamedTuple):
    """A marked-content sequence: its page or form XObject, and its MCID (14.7.4.2)."""

    holder: Place
    number: int


ARTIFACT = MarkedContent((0, 0), -1)
"""The mark of artifacts: rules, separators, page numbers (14.8.2.2)."""


class Word(NamedTuple):
    """Glyphs of one operator without a gap; words of one operator have the same `run`.

    `box` is as wide as the ink, without accents, which may belong to a letter of another word, and
    without an overhang; it is two fifths of the type size high from the baseline, where all glyphs
    have ink and adjacent lines have none. `fits` is whether the word is upright and painted.
    """

    text: str
    box: Box
    size: float
    mark: MarkedContent | None
    run: int
    fits: bool


@lru_cache(4096)
def is_accent(text: str) -> bool:
    """Return whether a text may be accents only, which old fonts have as separate glyphs."""
    return all(char in _NO_TEXT or category(char) in _ACCENTS for char in text)


class PageShape(NamedTuple):
    """An image, a shading, or a filled or stroked path."""

    box: Box
    mark: MarkedContent | None
    picture: bool


@dataclass(slots=True, eq=False)
class Replaced:
    """A replacement text (14.9.3, 14.9.4), and the painted text that it replaces.

    `mark` is its marked content. `sure` is whether all glyphs have Unicode values, `drawn` whether
    other objects than text are replaced; `key` is ActualText or Alt.
    """

    words: str
    mark: MarkedContent | None = None
    painted: list[str] = field(default_factory=list)
    sure: bool = True
    drawn: bool = False
    key: str = "ActualText"


@dataclass(slots=True, eq=False)
class Page:
    """The content of a page.

    `sheet` is its visible part; `area` is its ArtBox, by default the sheet (14.11.2).
    """

    source: Object
    sheet: Box
    area: Box
    # From PDFium, in its order.
    characters: tuple[Character, ...] = ()
    words: list[Word] = field(default_factory=list)
    shapes: list[PageShape] = field(default_factory=list)
    # From the content streams: the text of each mark, with replacement texts.
    texts: dict[MarkedContent, list[str]] = field(default_factory=dict)
    # The text by ToUnicode of all content without replacement texts, in the order of painting.
    mapped: list[str] = field(default_factory=list)
    # The languages of marks (14.9.2.2), not of their elements.
    languages: dict[MarkedContent, str] = field(default_factory=dict)
    replaced: list[Replaced] = field(default_factory=list)
    # The marks with glyphs without Unicode values.
    unsure: set[MarkedContent] = field(default_factory=set)
    # All marks, also empty ones.
    marks: set[MarkedContent] = field(default_factory=set)
    fonts: dict[Font, set[int]] = field(default_factory=dict)
    # Whether anything is painted in DeviceCMYK (8.6.4).
    cmyk: bool = False
    # Whether artifacts are in tagged content or the reverse.
    tangled: bool = False
    # Descriptions of the errors of its operators.
    faults: dict[str, None] = field(default_factory=dict)
    # Why it can't be read completely, or "".
    broken: str = ""
