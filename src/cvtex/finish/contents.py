"""What the pages paint: text, by the leaf that it was painted for."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pikepdf import ContentStreamInlineImage, ContentStreamInstruction, Name, Object

    from cvtex.finish.composed import Composed
    from cvtex.pdf.fonts import Font

LEAF, LABEL, PHOTO = "/Leaf", "/Label", "/Photo"
SPACE = "/Space"
"""Marks the space of a font, which the class paints in the foot of a page; 1 is a bold one's."""
RUN = "/Run"
"""Marks text of one direction inside of a leaf; its number is its place in the leaf."""


class Mark(NamedTuple):
    """A mark of the class: its kind, the number of its leaf; the photo has none, and 0."""

    kind: str
    number: int


@dataclass(slots=True, eq=False)
class Show:
    """One operator that shows text: its codes, the kerns by the code before, where it starts."""

    page: int
    font: Font
    resource: Object
    size: float
    x: float
    y: float
    codes: list[int]
    kerns: dict[int, float]
    lead: float
    # Filled in by `reading`: the part of the leaf that each code belongs to, and of the space
    # that follows it the width and the part.
    parts: list[int] = field(default_factory=list)
    spaces: dict[int, tuple[float, int]] = field(default_factory=dict)
    # The text that each code stands for here, None where the Document does not say.
    meant: list[str | None] = field(default_factory=list)
    # Filled in by `composed`: what stands in the place of a code.
    composed: dict[int, Composed] = field(default_factory=dict)
    # Filled in by `tounicode`: the font by whose other answers a code is shown.
    fonts: dict[int, Name] = field(default_factory=dict)

    @property
    def is_changed(self) -> bool:
        """Whether anything is to be shown in another way than it was painted."""
        return bool(self.spaces or self.composed or self.fonts)

    @property
    def is_empty(self) -> bool:
        """Whether all that it showed is part of glyphs that are shown elsewhere."""
        return len(self._elsewhere) == len(self.codes) and not self.spaces

    @property
    def passed(self) -> float:
        """How far it moves the pen before the first glyph that it still shows."""
        codes = [self.codes[at] for at in self._elsewhere]
        return self.font.width(codes) - sum(self.kerns.get(at, 0.0) for at in self._elsewhere)

    @property
    def _elsewhere(self) -> range:
        """The codes at its beginning that are part of a glyph which another operator shows."""
        count = 0
        while (composed := self.composed.get(count)) and not composed.shown:
            count += 1
        return range(count)

    @property
    def start(self) -> float:
        """Where its first glyph stands."""
        return self.x - self.lead * self.size / 1000

    @property
    def end(self) -> float:
        """Where the pen stands afterwards (ISO 32000-1, 9.4.4)."""
        moved = self.font.width(self.codes) - self.lead - sum(self.kerns.values())
        return self.x + moved * self.size / 1000


@dataclass(slots=True, eq=False)
class TextObject:
    """The operators from BT to ET, by their place in the page.

    `run` is the place in the leaf of the run that they show, None where that does not matter.
    """

    page: int
    begin: int
    mark: Mark | None
    run: int | None = None
    end: int = 0
    shows: list[Show] = field(default_factory=list)


class Figure(NamedTuple):
    """Operators that draw, from one to another, and the photo's mark if they draw that.

    `box` is where a picture is: left, bottom, right, top.
    """

    begin: int
    end: int
    mark: Mark | None
    box: tuple[float, float, float, float]


@dataclass(slots=True, eq=False)
class Page:
    """What one page paints."""

    instructions: list[ContentStreamInstruction | ContentStreamInlineImage]
    names: list[str]
    texts: list[TextObject] = field(default_factory=list)
    shows: dict[int, Show] = field(default_factory=dict)
    figures: list[Figure] = field(default_factory=list)
    # The space of each font that has one.
    spaces: list[Show] = field(default_factory=list)
    bold: set[Font] = field(default_factory=set)
