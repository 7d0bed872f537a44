"""Reads the content streams of the pages (ISO 32000-1, 8.2 and 9.4)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from cvtex.finish.contents import (
    DRAWN,
    LABEL,
    LEAF,
    PICTURES,
    RUN,
    SEPARATOR,
    SPACE,
    Figure,
    LeafMark,
    PageOperators,
    Show,
    TextObject,
)
from cvtex.pdf import fonts

if TYPE_CHECKING:
    from collections.abc import Callable

    from pikepdf import Object, Pdf

    from cvtex.pdf.fonts import Font

_PATHS = frozenset({"m", "re"})
_PAINTS = frozenset({"S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "n"})
_IMAGES = frozenset({"Do", "sh", "INLINE IMAGE"})

Operands = Any


@dataclass(slots=True)
class _OpenMark:
    """The mark of a leaf, label or photo that is open, and the offset of its level run.

    `goes_on` is whether another run has begun inside, so that this one has several lines.
    """

    mark: LeafMark | None
    run: int | None = None
    goes_on: bool = False


def read(pdf: Pdf) -> list[PageOperators]:
    """Return the content of all pages. A mark may be open across pages."""
    marks: list[_OpenMark] = []
    known: dict[tuple[int, int], Font] = {}
    return [
        _OperatorReader(page, number, marks, known).page for number, page in enumerate(pdf.pages)
    ]


class _OperatorReader:
    """Follows the operators of one page that position, show and mark text."""

    def __init__(
        self,
        source: pikepdf.Page,
        number: int,
        marks: list[_OpenMark],
        known: dict[tuple[int, int], Font],
    ) -> None:
        self.number, self.marks, self.known = number, marks, known
        self.named = source.obj[Name.Resources].get(Name.Font, Dictionary())
        self.text: TextObject | None = None
        self.figure: int | None = None
        self.origin = self.line = self.pen = (0.0, 0.0)
        # The size of the unit square, which a picture fills (8.9.5), after the last matrix.
        self.square = (0.0, 0.0)
        self.saved: list[tuple[float, float]] = []
        self.resource: Object | None = None
        self.font: Font | None = None
        self.size = 0.0
        instructions = list(pikepdf.parse_content_stream(source))
        self.page = PageOperators(
            instructions, [str(instruction.operator) for instruction in instructions]
        )
        self.follow()

    def follow(self) -> None:
        actions: dict[str, Callable[[int, Operands], None]] = {
            "BT": self.begin_text,
            "ET": self.end_text,
            "Tf": self.set_font,
            "Td": self.move,
            "Tm": self.place,
            "TJ": self.show,
            "Tj": self.show,
            "BDC": self.begin_mark,
            "BMC": self.begin_mark,
            "EMC": lambda _at, _operands: self.end_mark(),
            "q": lambda _at, _operands: self.saved.append(self.origin),
            "Q": lambda _at, _operands: self.restore(),
            "cm": self.transform,
            **dict.fromkeys(_PATHS, self.begin_figure),
            **dict.fromkeys(_PAINTS | _IMAGES, self.end_figure),
        }
        page = self.page
        for at, (instruction, name) in enumerate(zip(page.instructions, page.names, strict=True)):
            action = actions.get(name)
            if action:
                action(at, instruction.operands)

    def begin_text(self, at: int, _operands: Operands) -> None:
        last = self.marks[-1] if self.marks else _OpenMark(None)
        self.text = TextObject(self.number, at, last.mark, last.run)
        self.line = self.pen = self.origin

    def end_text(self, at: int, _operands: Operands) -> None:
        if self.text and self.text.shows:
            self.text.end = at
            if self.text.mark and self.text.mark.kind == SPACE:
                self.page.spaces += self.text.shows
                if self.text.mark.number:
                    self.page.bold |= {show.font for show in self.text.shows}
                self.text.mark = None
            elif self.text.mark and self.text.mark.kind == DRAWN:
                self.page.drawn += self.text.shows
                self.text.mark = None
            self.page.texts.append(self.text)
        self.text = None

    def set_font(self, _at: int, operands: Operands) -> None:
        self.resource, self.size = operands[0], float(operands[1])
        source = self.named[operands[0]]
        if source.objgen not in self.known:
            self.known[source.objgen] = fonts.load(source)
        self.font = self.known[source.objgen]

    def move(self, _at: int, operands: Operands) -> None:
        self.line = self.pen = _moved(self.line, operands)

    def place(self, _at: int, operands: Operands) -> None:
        self.line = self.pen = _moved(self.origin, operands)

    def transform(self, _at: int, operands: Operands) -> None:
        self.origin = _moved(self.origin, operands)
        self.square = float(operands[0]), float(operands[3])

    def restore(self) -> None:
        self.origin = self.saved.pop()

    def show(self, at: int, operands: Operands) -> None:
        if not (self.font and self.text and self.resource):
            return
        codes, kerns, lead = _shown(operands[0], self.font)
        if not codes:
            return
        show = Show(self.number, self.font, self.resource, self.size, *self.pen, codes, kerns, lead)
        self.pen = (show.end, self.pen[1])
        self.page.shows[at] = show
        self.text.shows.append(show)

    def begin_mark(self, _at: int, operands: Operands) -> None:
        kind = str(operands[0])
        if kind == RUN:
            self.begin_run(operands[1])
        elif kind in PICTURES:
            self.marks.append(_OpenMark(LeafMark(kind, 0)))
        else:
            known = kind in {LEAF, LABEL, SEPARATOR, SPACE, DRAWN}
            self.marks.append(
                _OpenMark(LeafMark(kind, int(operands[1][Name.N])) if known else None)
            )

    def begin_run(self, attributes: Dictionary) -> None:
        """Begin a level run, in the leaf that it names or in the one that is open.

        A line from right to left is painted from its end: first what goes on in the next line, last
        the rest of what began in the line before.
        """
        last = self.marks[-1] if self.marks else _OpenMark(None)
        if last.run is not None:
            if not last.goes_on and self.marks[-2:-1] and self.marks[-2].run is not None:
                self.marks[-2:] = reversed(self.marks[-2:])
            last.goes_on = True
        leaf = attributes.get("/Leaf")
        mark = self.marks[-1].mark if leaf is None and self.marks else None
        self.marks.append(
            _OpenMark(mark if leaf is None else LeafMark(LEAF, int(leaf)), int(attributes.N))
        )

    def end_mark(self) -> None:
        self.marks.pop()

    def begin_figure(self, at: int, _operands: Operands) -> None:
        self.figure = at if self.figure is None else self.figure

    def end_figure(self, at: int, _operands: Operands) -> None:
        mark = self.marks[-1].mark if self.marks else None
        if mark and mark.kind not in PICTURES:
            mark = None
        (left, bottom), (width, height) = self.origin, self.square
        box = (left, bottom, left + width, bottom + height)
        self.page.figures.append(Figure(at if self.figure is None else self.figure, at, mark, box))
        self.figure = None


def _moved(point: tuple[float, float], operands: Operands) -> tuple[float, float]:
    """Return a point moved by the last two operands; xdvipdfmx never scales or rotates text."""
    return point[0] + float(operands[-2]), point[1] + float(operands[-1])


def _shown(operand: Object, font: Font) -> tuple[list[int], dict[int, float], float]:
    """Return the codes of a string or TJ array, the kerns after them, and the kern before them."""
    shown = bytearray()
    kerns: dict[int, float] = {}
    lead = 0.0
    for item in operand.as_list() if isinstance(operand, Array) else [operand]:
        if isinstance(item, String):
            shown += bytes(item)
        elif shown:
            last = len(shown) // font.size - 1
            kerns[last] = kerns.get(last, 0.0) + float(item)
        else:
            lead += float(item)
    return font.codes(shown), kerns, lead
