"""What the pages of a PDF paint, by whichever tool: words, shapes and pictures, and whose they are.

Lengths are in points, places in the page's user space: x to the right, y up.
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

# Marks above and below letters, and what is not seen: Unicode's categories of characters.
_ACCENTS = frozenset({"Mn", "Mc", "Me", "Sk", "Lm", "Cf"})
# What stands for a glyph that nothing is known of.
_NO_TEXT = frozenset("\ufffd\uffff")


class Box(NamedTuple):
    """A rectangle: left, bottom, right, top."""

    left: float
    bottom: float
    right: float
    top: float


class Mark(NamedTuple):
    """Marked content: the page or the form that it is in, its number there (14.7.4.2)."""

    holder: Place
    number: int


ARTIFACT = Mark((0, 0), -1)
"""What is painted and says nothing: rules, separators, page numbers (14.8.2.2)."""


class Word(NamedTuple):
    """Glyphs without a gap between them, shown by one operator: words of one have the same `run`.

    `box` reaches from the base line to two fifths of the type size: where every glyph is, and no
    glyph of the lines above and below. Across, it is where the ink is, but for accents, which may
    belong to a letter of another word, and for what leans over the next glyph. `fits` says whether
    the word stands upright and is painted.
    """

    text: str
    box: Box
    size: float
    mark: Mark | None
    run: int
    fits: bool


@lru_cache(4096)
def is_accent(text: str) -> bool:
    """Return whether a text may be all accents, which old fonts have apart from their letters."""
    return all(char in _NO_TEXT or category(char) in _ACCENTS for char in text)


class Shape(NamedTuple):
    """A picture, a gradient, or a path that is filled or drawn."""

    box: Box
    mark: Mark | None
    picture: bool


@dataclass(slots=True, eq=False)
class Replaced:
    """What is read in place of what is painted (14.9.3, 14.9.4), and what that is.

    `mark` is the content that it stands in. `sure` says whether the file tells what each glyph
    means, `drawn` whether anything but glyphs is among what is replaced, `key` whether it is
    ActualText or Alt.
    """

    words: str
    mark: Mark | None = None
    painted: list[str] = field(default_factory=list)
    sure: bool = True
    drawn: bool = False
    key: str = "ActualText"


@dataclass(slots=True, eq=False)
class Page:
    """What one page paints.

    `sheet` is all that is seen of it, `area` what its maker means to print on: the ArtBox, which
    is the whole sheet unless it is given (14.11.2).
    """

    source: Object
    sheet: Box
    area: Box
    # By PDFium, each in its order.
    characters: tuple[Character, ...] = ()
    words: list[Word] = field(default_factory=list)
    shapes: list[Shape] = field(default_factory=list)
    # By the content streams: what a machine reads of each mark, ActualText where there is such,
    # else what the maps of the fonts say.
    said: dict[Mark, list[str]] = field(default_factory=dict)
    # What the maps say of all that no other words stand for, in the order of painting.
    mapped: list[str] = field(default_factory=list)
    # The languages that marks have by themselves (14.9.2.2), not by their elements.
    languages: dict[Mark, str] = field(default_factory=dict)
    replaced: list[Replaced] = field(default_factory=list)
    # The marks with glyphs of which the file does not tell what they mean.
    unsure: set[Mark] = field(default_factory=set)
    # All marks that are opened, also those in which nothing is painted.
    marks: set[Mark] = field(default_factory=set)
    fonts: dict[Font, set[int]] = field(default_factory=dict)
    # Whether anything is painted in DeviceCMYK (8.6.4).
    cmyk: bool = False
    # Whether artifacts stand in tagged content or tagged content in artifacts.
    tangled: bool = False
    # What its operators break, in words.
    faults: dict[str, None] = field(default_factory=dict)
    # What can't be read, in words; "" if all can.
    broken: str = ""
