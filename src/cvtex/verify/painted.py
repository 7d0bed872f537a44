"""What the pages of a PDF paint, by whichever tool: words, shapes and pictures, and whose they are.

Lengths are in points, places in the page's user space: x to the right, y up.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from pikepdf import Object

from cvtex.pdf.fonts import Font
from cvtex.pdf.objects import Place


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


@dataclass(frozen=True, slots=True)
class Word:
    """Glyphs without a gap between them.

    `box` reaches from the base line to two fifths of the type size: where every glyph is, and no
    glyph of the lines above and below. The blank half of a full-width mark at either end is no
    part of it. `shapes` is how many shapes were painted before it; `fits` says whether its place is
    known for sure.
    """

    text: str
    box: Box
    size: float
    mark: Mark | None
    shapes: int
    fits: bool


@dataclass(frozen=True, slots=True)
class Shape:
    """A picture, a filled shape or a drawn line.

    `covers` says that what is below it can't be seen.
    """

    box: Box
    mark: Mark | None
    covers: bool
    picture: bool
    opaque: bool


@dataclass(slots=True, eq=False)
class Page:
    """What one page paints.

    `sheet` is all that is seen of it, `area` what its maker means to print on: the ArtBox, which
    is the whole sheet unless it is given (14.11.2).
    """

    source: Object
    sheet: Box
    area: Box
    # Each in the order of painting.
    words: list[Word] = field(default_factory=list)
    shapes: list[Shape] = field(default_factory=list)
    said: dict[Mark, list[str]] = field(default_factory=dict)
    # All marks that are opened, also those in which nothing is painted.
    marks: set[Mark] = field(default_factory=set)
    fonts: dict[Font, set[int]] = field(default_factory=dict)
    # Whether artifacts stand in tagged content or tagged content in artifacts.
    tangled: bool = False
    # What can't be read, in words; "" if all can.
    broken: str = ""
