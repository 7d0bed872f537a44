"""Reads what the content streams of any PDF paint (ISO 32000-1, 8 and 9).

Operators with operands that make no sense are passed over, as viewers do.
"""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING, Any

import pikepdf
from pikepdf import PdfError

from cvtex.pdf import fonts
from cvtex.pdf.objects import Place, entry, inherited, integer, name, number, numbers, place
from cvtex.verify.painted import ARTIFACT, Box, Mark, Page, Shape
from cvtex.verify.showing import show
from cvtex.verify.state import IDENTITY, Matrix, State, around, point, times

if TYPE_CHECKING:
    from collections.abc import Callable

    from pikepdf import Object, Pdf

    from cvtex.pdf.fonts import Font

# A page of a résumé has some thousand operators. A file that has many more is not read on: forms
# that show forms multiply.
_MOST = 500_000
_A4 = Box(0, 0, 595, 842)
_FILLS = frozenset({"f", "F", "f*", "B", "B*", "b", "b*"})
_STROKES = frozenset({"S", "s"})
_NUMBERS = {"m": 2, "l": 2, "c": 6, "v": 4, "y": 4}
_SETTINGS = {"Tc": "char_space", "Tw": "word_space", "TL": "leading", "Ts": "rise"}


def read_pages(pdf: Pdf) -> tuple[Page, ...]:
    """Return what each page paints."""
    reader = _Reader()
    return tuple(reader.read(page.obj) for page in pdf.pages)


class _Reader:
    """Follows the operators. Fonts are read once for all pages."""

    def __init__(self) -> None:
        self.known: dict[Place, Font] = {}
        self.left = _MOST
        self.actions: dict[str, Callable[[Any], None]] = {
            "q": lambda _: self.saved.append(copy(self.state)),
            "Q": lambda _: self.restore(),
            "cm": self.transform,
            "gs": self.set_state,
            "BT": lambda _: self.place_text(IDENTITY),
            "Tf": self.set_font,
            "Td": self.move,
            "TD": self.move_with_leading,
            "Tm": self.set_text_matrix,
            "T*": lambda _: self.next_line(),
            "Tz": self.set_stretch,
            "Tr": self.set_mode,
            "Tj": lambda given: self.show(given[:1]),
            "TJ": lambda given: self.show(given[0]),
            "'": lambda given: self.show_line(given[:1]),
            '"': self.show_spaced,
            "BMC": self.begin_mark,
            "BDC": self.begin_mark,
            "EMC": lambda _: self.end_mark(),
            "re": self.rectangle,
            "n": lambda _: self.path.clear(),
            "Do": self.paint_object,
            "INLINE IMAGE": lambda _: self.picture(),
            "sh": lambda _: None,
        }

    def read(self, source: Object) -> Page:
        sheet = _box(inherited(source, "/CropBox")) or _box(inherited(source, "/MediaBox")) or _A4
        self.page = Page(source, sheet, _box(entry(source, "/ArtBox")) or sheet)
        self.state = State()
        self.saved: list[State] = []
        self.marks: list[Mark | None] = []
        self.path: list[tuple[float, float]] = []
        self.forms: list[Place] = []
        self.order = 0
        self.place_text(IDENTITY)
        if entry(source, "/Contents") is not None:
            self.follow(source, inherited(source, "/Resources"))
        return self.page

    def follow(self, source: Object, resources: object) -> None:
        self.resources, self.holder = resources, place(source)
        try:
            instructions = pikepdf.parse_content_stream(source)
        except (PdfError, TypeError, ValueError):
            self.page.broken = "its content breaks the syntax of PDF"
            return
        for instruction in instructions:
            self.left -= 1
            if self.left < 0:
                self.page.broken = "it has far more on it than a page of a résumé"
                return
            operator = str(instruction.operator)
            try:
                self.act(operator, instruction.operands)
            except (IndexError, TypeError, ValueError):
                continue  # too few operands, or of the wrong types

    def act(self, operator: str, given: Any) -> None:
        if action := self.actions.get(operator):
            action(given)
        elif operator in _NUMBERS:
            values = [float(value) for value in given]
            pairs = zip(values[::2], values[1::2], strict=True)
            self.path += [point(self.state.matrix, x, y) for x, y in pairs]
        elif operator in _FILLS or operator in _STROKES:
            self.paint_path(filled=operator in _FILLS)
        elif operator in _SETTINGS:
            setattr(self.state, _SETTINGS[operator], float(given[0]))

    # Graphics state.

    def restore(self) -> None:
        if self.saved:
            self.state = self.saved.pop()

    def transform(self, given: Any) -> None:
        self.state.matrix = times(_matrix(given), self.state.matrix)

    def set_state(self, given: Any) -> None:
        state = entry(entry(self.resources, "/ExtGState"), str(given[0]))
        opacity = number(entry(state, "/ca"))
        if opacity is not None:
            self.state.opaque = opacity >= 1
        if blend := name(entry(state, "/BM")):
            self.state.opaque = blend in {"Normal", "Compatible"}

    # Text.

    def place_text(self, matrix: Matrix) -> None:
        self.line = self.pen = matrix

    def set_font(self, given: Any) -> None:
        source = entry(entry(self.resources, "/Font"), str(given[0]))
        self.state.size = float(given[1])
        if source is None:
            self.state.font = None
            return
        at = place(source)
        if at == (0, 0):
            self.state.font = fonts.load(source)
            return
        if at not in self.known:
            self.known[at] = fonts.load(source)
        self.state.font = self.known[at]

    def move(self, given: Any) -> None:
        self.place_text(times((1, 0, 0, 1, float(given[0]), float(given[1])), self.line))

    def move_with_leading(self, given: Any) -> None:
        self.state.leading = -float(given[1])
        self.move(given)

    def next_line(self) -> None:
        self.move((0, -self.state.leading))

    def set_text_matrix(self, given: Any) -> None:
        self.place_text(_matrix(given))

    def set_stretch(self, given: Any) -> None:
        self.state.stretch = float(given[0]) / 100

    def set_mode(self, given: Any) -> None:
        self.state.mode = int(given[0])

    def show(self, given: Any) -> None:
        self.order += 1
        mark = self.marks[-1] if self.marks else None
        self.pen = show(given, self.state, self.pen, self.page, mark, self.order)

    def show_line(self, given: Any) -> None:
        self.next_line()
        self.show(given)

    def show_spaced(self, given: Any) -> None:
        self.state.word_space, self.state.char_space = float(given[0]), float(given[1])
        self.show_line(given[2:3])

    # Marked content.

    def begin_mark(self, given: Any) -> None:
        above = self.marks[-1] if self.marks else None
        properties = given[1] if len(given) > 1 else None
        if name(properties):
            properties = entry(entry(self.resources, "/Properties"), str(properties))
        tagged = integer(entry(properties, "/MCID"))
        is_artifact = str(given[0]) == "/Artifact"
        if above and (tagged is not None or is_artifact) and (above == ARTIFACT) != is_artifact:
            self.page.tangled = True
        if is_artifact:
            self.marks.append(ARTIFACT)
        else:
            mark = above if tagged is None else Mark(self.holder, tagged)
            self.marks.append(mark)
            if mark:
                self.page.marks.add(mark)

    def end_mark(self) -> None:
        if self.marks:
            self.marks.pop()

    # Paths, pictures, forms.

    def rectangle(self, given: Any) -> None:
        x, y, width, height = (float(value) for value in given)
        corners = ((x, y), (x + width, y), (x, y + height), (x + width, y + height))
        self.path += [point(self.state.matrix, *corner) for corner in corners]

    def paint_path(self, *, filled: bool) -> None:
        if self.path:
            self.shape(around(self.path), filled=filled)
        self.path.clear()

    def picture(self) -> None:
        corners = [point(self.state.matrix, x, y) for x in (0, 1) for y in (0, 1)]
        self.shape(around(corners), picture=True)

    def shape(self, box: Box, *, filled: bool = False, picture: bool = False) -> None:
        self.order += 1
        mark, opaque = self.marks[-1] if self.marks else None, self.state.opaque
        covers = opaque and (filled or picture)
        self.page.shapes.append(Shape(box, mark, self.order, covers, picture, opaque))

    def paint_object(self, given: Any) -> None:
        source = entry(entry(self.resources, "/XObject"), str(given[0]))
        kind = name(entry(source, "/Subtype"))
        if kind == "Image":
            self.picture()
        if kind != "Form" or place(source) in self.forms:
            return
        resources, holder, saved, state = self.resources, self.holder, self.saved, self.state
        marks, inside = len(self.marks), entry(source, "/Resources")
        self.forms.append(place(source))
        self.saved, self.state = [], copy(state)
        matrix = numbers(entry(source, "/Matrix"), 6)
        if matrix:
            self.transform(matrix)
        self.follow(source, resources if inside is None else inside)
        self.forms.pop()
        del self.marks[marks:]
        self.resources, self.holder, self.saved, self.state = resources, holder, saved, state


def _box(array: object) -> Box | None:
    """Return a rectangle, its corners sorted (7.9.5)."""
    corners = numbers(array, 4)
    return around([corners[:2], corners[2:]]) if corners else None  # type: ignore[list-item]


def _matrix(given: Any) -> Matrix:
    a, b, c, d, e, f = (float(value) for value in given)
    return a, b, c, d, e, f
