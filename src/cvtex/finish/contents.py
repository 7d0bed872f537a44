"""Defines the content of a page: text objects with their leaves, and figures."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pikepdf import ContentStreamInlineImage, ContentStreamInstruction, Name, Object

    from cvtex.finish.composed import Composed
    from cvtex.pdf.fonts import Font

LEAF, LABEL = "/Leaf", "/Label"
PICTURES = frozenset({"/Photo", "/Signature"})
"""Mark pictures of these kinds."""
SEPARATOR = "/Separator"
"""Marks a separator on a page from right to left; its number is that of the leaf before it."""
SPACE = "/Space"
"""Marks the space of a font, which the class paints in the footer; number 1 for a bold font."""
DRAWN = "/Drawn"
"""Marks text of the footer that readers do not get; its number is 0."""
RUN = "/Run"
"""Marks text of one direction inside a leaf; its number is its offset in the leaf."""


class LeafMark(NamedTuple):
    """A mark of the class: its kind, and the number of its leaf, 0 for a picture."""

    kind: str
    number: int


@dataclass(slots=True, eq=False)
class Show:
    """A text-showing operator: its codes, the kern after each code, and its position."""

    page: int
    font: Font
    resource: Object
    size: float
    x: float
    y: float
    codes: list[int]
    kerns: dict[int, float]
    lead: float
    # Set by `matching`: the part of the leaf of each code; the width and part of the space behind.
    parts: list[int] = field(default_factory=list)
    spaces: dict[int, tuple[float, int]] = field(default_factory=dict)
    # Set by `matching`: the text of each code in the Document, None if it is unknown.
    meant: list[str | None] = field(default_factory=list)
    # Set by `composed`: the replacement of a code.
    composed: dict[int, Composed] = field(default_factory=dict)
    # Set by `tounicode`: a copy of the font with another ToUnicode map, for a code.
    fonts: dict[int, Name] = field(default_factory=dict)

    @property
    def is_changed(self) -> bool:
        """Whether the operator has to be rewritten."""
        return bool(self.spaces or self.composed or self.fonts)

    @property
    def is_empty(self) -> bool:
        """Whether all its glyphs are parts of composed glyphs of other operators."""
        return bool(self.composed) and len(self._elsewhere) == len(self.codes) and not self.spaces

    @property
    def shows_space_alone(self) -> bool:
        """Whether all that is left of it is the space at its end."""
        return len(self._elsewhere) == len(self.codes) and [*self.spaces] == [len(self.codes) - 1]

    @property
    def passed(self) -> float:
        """The width of the codes before the first glyph that it still shows."""
        if not self.composed:
            return 0.0
        codes = [self.codes[at] for at in self._elsewhere]
        return self.font.width(codes) - sum(self.kerns.get(at, 0.0) for at in self._elsewhere)

    @property
    def _elsewhere(self) -> range:
        """The codes at its beginning that are parts of a composed glyph of another operator."""
        count = 0
        while (composed := self.composed.get(count)) and not composed.shown:
            count += 1
        return range(count)

    @property
    def start(self) -> float:
        """The position of its first glyph, in points."""
        return self.x - self.lead * self.size / 1000

    @property
    def end(self) -> float:
        """The position of the pen afterwards, in points (ISO 32000-1, 9.4.4)."""
        moved = self.font.width(self.codes) - self.lead - sum(self.kerns.values())
        return self.x + moved * self.size / 1000


@dataclass(slots=True, eq=False)
class TextObject:
    """The operators from BT to ET, by their indices in the page.

    `run` is the offset in the leaf of the directional run that they show, None if it has no runs.
    """

    page: int
    begin: int
    mark: LeafMark | None
    run: int | None = None
    end: int = 0
    shows: list[Show] = field(default_factory=list)


class Figure(NamedTuple):
    """A range of drawing operators, and a picture's mark if they draw one.

    `box` is the box of a picture in points: left, bottom, right, top.
    """

    begin: int
    end: int
    mark: LeafMark | None
    box: tuple[float, float, float, float]


@dataclass(slots=True, eq=False)
class PageOperators:
    """The operators of a page, and the text and figures that they paint."""

    instructions: list[ContentStreamInstruction | ContentStreamInlineImage]
    names: list[str]
    texts: list[TextObject] = field(default_factory=list)
    shows: dict[int, Show] = field(default_factory=dict)
    figures: list[Figure] = field(default_factory=list)
    # The space of each font that has one.
    spaces: list[Show] = field(default_factory=list)
    drawn: list[Show] = field(default_factory=list)
    bold: set[Font] = field(default_factory=set)
