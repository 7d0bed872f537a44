"""Reads what the content streams of any PDF paint (ISO 32000-1, 8 and 9).

Operators with operands that make no sense are passed over, as viewers do.
"""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from dataclasses import dataclass

import pikepdf
from pikepdf import Dictionary, Object, Pdf, PdfError

from cvtex.pdf import fonts
from cvtex.pdf.fonts import Font
from cvtex.pdf.objects import Place, data, entry, inherited, items, name, numbers, place
from cvtex.verify.grammar import Grammar
from cvtex.verify.limits import UNPACKED_MAX
from cvtex.verify.marks import Marks
from cvtex.verify.painted import Box, Page
from cvtex.verify.pen import Pen
from cvtex.verify.shapes import Shapes
from cvtex.verify.state import IDENTITY, Operands, State, around, matrix, times

# A page of a résumé has some thousand operators. A page that has many more is not read on: forms
# that show forms multiply. 600 pages of mathematics have a million.
# Its bytes are looked at first: each operator that is read takes some hundred times as many.
_MOST = 200_000
_MOST_BYTES = 20 * _MOST
_MOST_IN_ALL = 3_000_000
_TOO_MUCH = "it has far more on it than a page of a résumé"
_A4 = Box(0, 0, 595, 842)
_FILLS = frozenset({"f", "F", "f*", "B", "B*", "b", "b*"})
_STROKES = frozenset({"S", "s"})
_POINTS = frozenset({"m", "l", "c", "v", "y"})
_COLOURS = frozenset({"k", "K", "cs", "CS"})
_SETTINGS = {
    "Tc": "char_space",
    "Tw": "word_space",
    "TL": "leading",
    "Ts": "rise",
}
# Forms in forms: qpdf, poppler and PDFium have such limits too.
_DEEPEST = 28


def read_pages(pdf: Pdf) -> tuple[Page, ...]:
    """Return what each page paints."""
    known: dict[Place, Font] = {}
    left = _Left()
    return tuple(_Reader(page.obj, known, left).page for page in pdf.pages)


@dataclass(slots=True)
class _Left:
    """How much of a file may still be read: bytes of content and operators, of all pages."""

    content: int = UNPACKED_MAX
    operators: int = _MOST_IN_ALL


class _Reader:
    """Follows the operators of one page. Fonts are read once for all."""

    def __init__(self, source: Object, known: dict[Place, Font], in_all: _Left) -> None:
        sheet = _box(inherited(source, "/CropBox")) or _box(inherited(source, "/MediaBox")) or _A4
        self.page = Page(source, sheet, _box(entry(source, "/ArtBox")) or sheet)
        self.known, self.named = known, dict[str, Font | None]()
        self.state, self.saved = State(), list[State]()
        self.marks = Marks(self.page)
        self.pen = Pen(self.page, self.marks)
        self.shapes = Shapes(self.page, self.marks)
        self.forms: list[Place] = []
        self.left, self.in_all = min(_MOST, in_all.operators), in_all
        self.actions: dict[str, Callable[[Operands], None]] = {
            "q": lambda _: self.saved.append(copy(self.state)),
            "Q": lambda _: self.restore(),
            "cm": self.transform,
            "gs": self.set_state,
            "BT": lambda _: self.pen.place(IDENTITY),
            "Tf": self.set_font,
            "Td": lambda given: self.pen.move(float(given[0]), float(given[1])),
            "TD": self.move_with_leading,
            "Tm": lambda given: self.pen.place(matrix(given)),
            "T*": lambda _: self.next_line(),
            "Tz": self.set_stretch,
            "Tr": self.set_mode,
            "Tj": lambda given: self.pen.show(given[:1], self.state),
            "TJ": lambda given: self.pen.show(given[0], self.state),
            "'": lambda given: self.show_line(given[:1]),
            '"': self.show_spaced,
            "BMC": self.begin_mark,
            "BDC": self.begin_mark,
            "EMC": lambda _: self.marks.end(),
            "re": lambda given: self.shapes.rectangle(given, self.state),
            "n": lambda _: self.shapes.end(),
            "sh": lambda _: self.shapes.shading(),
            "Do": self.paint_object,
            "INLINE IMAGE": lambda _: self.shapes.picture(self.state),
        }
        if entry(source, "/Contents") is not None:
            self.follow(source, inherited(source, "/Resources"))

    def follow(self, source: Object, resources: object) -> None:
        self.resources, self.holder, self.named = resources, place(source), {}
        # The same bytes may be shown many times.
        self.in_all.content -= (size := _size(source))
        if size > _MOST_BYTES or self.in_all.content < 0:
            self.page.broken = _TOO_MUCH
            return
        try:
            instructions = pikepdf.parse_content_stream(source)
        except (PdfError, TypeError, ValueError):
            self.page.broken = "its content breaks the syntax of PDF"
            return
        grammar = Grammar()
        for instruction in instructions:
            self.left -= 1
            self.in_all.operators -= 1
            if self.left < 0:
                self.page.broken = _TOO_MUCH
                return
            # Names of operators are ASCII; one that is damaged may be any bytes.
            operator = instruction.operator.unparse().decode("latin-1")
            grammar.follow(operator)
            try:
                self.act(operator, instruction.operands)
            except (IndexError, OverflowError, TypeError, ValueError):
                continue  # too few operands, or of the wrong types
        grammar.end()
        self.page.faults |= grammar.faults

    def act(self, operator: str, given: Operands) -> None:
        if action := self.actions.get(operator):
            action(given)
        elif operator in _COLOURS:
            self.page.cmyk |= operator in "kK" or name(given[0]) == "DeviceCMYK"
        elif operator in _POINTS:
            self.shapes.add(given, self.state)
        elif operator in _FILLS or operator in _STROKES:
            self.shapes.paint()
        elif operator in _SETTINGS:
            setattr(self.state, _SETTINGS[operator], float(given[0]))

    # Graphics state.

    def restore(self) -> None:
        if self.saved:
            self.state = self.saved.pop()

    def transform(self, given: Operands) -> None:
        self.state.matrix = times(matrix(given), self.state.matrix)

    def set_state(self, given: Operands) -> None:
        state = entry(entry(self.resources, "/ExtGState"), str(given[0]))
        if font := items(entry(state, "/Font")):
            self.state.font, self.state.size = self.font(font[0]), float(font[1])

    # Text.

    def set_font(self, given: Operands) -> None:
        named, self.state.size = str(given[0]), float(given[1])
        if named not in self.named:
            self.named[named] = self.font(entry(entry(self.resources, "/Font"), named))
        self.state.font = self.named[named]

    def font(self, source: object) -> Font | None:
        if not isinstance(source, Dictionary):
            return None
        at = place(source)
        if at == (0, 0) or at not in self.known:
            self.known[at] = fonts.load(source)
        return self.known[at]

    def move_with_leading(self, given: Operands) -> None:
        self.state.leading = -float(given[1])
        self.pen.move(float(given[0]), float(given[1]))

    def next_line(self) -> None:
        self.pen.move(0, -self.state.leading)

    def set_stretch(self, given: Operands) -> None:
        self.state.stretch = float(given[0]) / 100

    def set_mode(self, given: Operands) -> None:
        self.state.mode = int(given[0])

    def show_line(self, given: Operands) -> None:
        self.next_line()
        self.pen.show(given, self.state)

    def show_spaced(self, given: Operands) -> None:
        self.state.word_space, self.state.char_space = float(given[0]), float(given[1])
        self.show_line(given[2:3])

    def begin_mark(self, given: Operands) -> None:
        properties = given[1] if len(given) > 1 else None
        if name(properties):
            properties = entry(entry(self.resources, "/Properties"), str(properties))
        self.marks.begin(str(given[0]), properties, self.holder)

    # Pictures and forms.

    def paint_object(self, given: Operands) -> None:
        source = entry(entry(self.resources, "/XObject"), str(given[0]))
        kind = name(entry(source, "/Subtype"))
        if kind == "Image":
            self.page.cmyk |= name(entry(source, "/ColorSpace")) == "DeviceCMYK"
            self.shapes.picture(self.state)
        if kind != "Form" or place(source) in self.forms:
            return
        if len(self.forms) >= _DEEPEST:
            self.page.broken = _TOO_MUCH
            return
        before = self.resources, self.holder, self.named, self.saved, self.state
        depth, own = self.marks.depth, entry(source, "/Resources")
        self.forms.append(place(source))
        self.saved, self.state = [], copy(self.state)
        if placed := numbers(entry(source, "/Matrix"), 6):
            self.transform(placed)
        self.follow(source, self.resources if own is None else own)
        self.forms.pop()
        self.marks.end(depth)
        self.resources, self.holder, self.named, self.saved, self.state = before


def _size(source: Object) -> int:
    """Return how many bytes of content a page or a form has, as far as they are read (7.8.2)."""
    content = entry(source, "/Contents")
    size = 0
    for part in items(content) or [source if content is None else content]:
        size += len(data(part))
        if size > _MOST_BYTES:
            break
    return size


def _box(array: object) -> Box | None:
    """Return a rectangle, its corners sorted (7.9.5)."""
    corners = numbers(array, 4)
    return around((corners[:2], corners[2:])) if corners else None
