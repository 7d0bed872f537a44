"""Reads the content streams of any PDF: the fonts, codes and marks of their text.

The position and look of the text come from PDFium. Operators with invalid operands are ignored, as
by viewers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import pikepdf
from pikepdf import Dictionary, Object, Pdf, PdfError, String

from cvtex.pdf import fonts
from cvtex.pdf.fonts import Font
from cvtex.pdf.objects import Place, data, entry, inherited, items, name, numbers, place
from cvtex.verify.limits import UNPACKED_MAX
from cvtex.verify.page.marked_content import Marks
from cvtex.verify.page.model import Box, Page
from cvtex.verify.page.operator_pairs import OperatorPairs

# A page of a résumé has some thousand operators, 600 pages of mathematics a million. Nested forms
# can multiply them. The bytes are checked first: a parsed operator takes a hundred times as much
# memory.
_OPERATORS_MAX = 200_000
_BYTES_MAX = 20 * _OPERATORS_MAX
_OPERATORS_IN_ALL_MAX = 3_000_000
_TOO_MUCH = "it has far more content than a page of a résumé"
_A4 = Box(0, 0, 595, 842)
_PAINTS = frozenset({"f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh", "INLINE IMAGE"})
_COLOURS = frozenset({"k", "K", "cs", "CS"})
_FORMS_DEPTH_MAX = 28  # qpdf, poppler and PDFium have similar limits

Operands = Any
"""The operands of an operator, from pikepdf."""


def read_pages(pdf: Pdf) -> tuple[Page, ...]:
    """Return each page with the text of its content streams, without positions."""
    known: dict[Place, Font] = {}
    left = _Left()
    return tuple(_Reader(page.obj, known, left).page for page in pdf.pages)


@dataclass(slots=True)
class _Left:
    """The rest of the limits for all pages: bytes of content, and operators."""

    content: int = UNPACKED_MAX
    operators: int = _OPERATORS_IN_ALL_MAX


class _Reader:
    """Follows the operators of a page. Each font is read once for all pages."""

    def __init__(self, source: Object, known: dict[Place, Font], in_all: _Left) -> None:
        sheet = _box(inherited(source, "/CropBox")) or _box(inherited(source, "/MediaBox")) or _A4
        self.page = Page(source, sheet, _box(entry(source, "/ArtBox")) or sheet)
        self.known, self.named = known, dict[str, Font | None]()
        self.font: Font | None = None
        self.saved = list[Font | None]()
        self.marks = Marks(self.page)
        self.forms: list[Place] = []
        self.left, self.in_all = min(_OPERATORS_MAX, in_all.operators), in_all
        self.actions: dict[str, Callable[[Operands], None]] = {
            "q": lambda _: self.saved.append(self.font),
            "Q": lambda _: self.restore(),
            "gs": self.set_state,
            "Tf": self.set_font,
            "Tj": lambda given: self.show(given[:1]),
            "TJ": lambda given: self.show(given[0]),
            "'": lambda given: self.show(given[:1]),
            '"': lambda given: self.show(given[2:3]),
            "BMC": self.begin_mark,
            "BDC": self.begin_mark,
            "EMC": lambda _: self.marks.end(),
            "Do": self.paint_object,
        }
        if entry(source, "/Contents") is not None:
            self.follow(source, inherited(source, "/Resources"))

    def follow(self, source: Object, resources: object) -> None:
        self.resources, self.holder, self.named = resources, place(source), {}
        # A form may be shown many times.
        self.in_all.content -= (size := _size(source))
        if size > _BYTES_MAX or self.in_all.content < 0:
            self.page.broken = _TOO_MUCH
            return
        try:
            instructions = pikepdf.parse_content_stream(source)
        except (PdfError, TypeError, ValueError):
            self.page.broken = "its content breaks the syntax of PDF"
            return
        grammar = OperatorPairs()
        for instruction in instructions:
            self.left -= 1
            self.in_all.operators -= 1
            if self.left < 0:
                self.page.broken = _TOO_MUCH
                return
            # The name of a damaged operator may not be ASCII.
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
        elif operator in _PAINTS:
            self.marks.draw()
        elif operator in _COLOURS:
            self.page.cmyk |= operator in "kK" or name(given[0]) == "DeviceCMYK"

    def restore(self) -> None:
        if self.saved:
            self.font = self.saved.pop()

    def set_state(self, given: Operands) -> None:
        state = entry(entry(self.resources, "/ExtGState"), str(given[0]))
        if font := items(entry(state, "/Font")):
            self.font = self.load(font[0])

    def set_font(self, given: Operands) -> None:
        named = str(given[0])
        if named not in self.named:
            self.named[named] = self.load(entry(entry(self.resources, "/Font"), named))
        self.font = self.named[named]

    def load(self, source: object) -> Font | None:
        if not isinstance(source, Dictionary):
            return None
        at = place(source)
        if at == (0, 0) or at not in self.known:
            self.known[at] = fonts.load(source)
        return self.known[at]

    def show(self, shown: Iterable[Operands]) -> None:
        """Record the codes of the shown strings, and their texts."""
        if (font := self.font) is None:
            return
        strings = (bytes(item) for item in shown if isinstance(item, String))
        codes = [code for string in strings for code in font.codes(string)]
        self.page.fonts.setdefault(font, set()).update(codes)
        texts = [font.text.get(code, _unknown(font, code)) for code in codes]
        self.marks.add_text(texts, sure=all(code in font.text for code in codes))

    def begin_mark(self, given: Operands) -> None:
        properties = given[1] if len(given) > 1 else None
        if name(properties):
            properties = entry(entry(self.resources, "/Properties"), str(properties))
        self.marks.begin(str(given[0]), properties, self.holder)

    def paint_object(self, given: Operands) -> None:
        source = entry(entry(self.resources, "/XObject"), str(given[0]))
        kind = name(entry(source, "/Subtype"))
        if kind == "Image":
            self.page.cmyk |= name(entry(source, "/ColorSpace")) == "DeviceCMYK"
            self.marks.draw()
        if kind != "Form" or place(source) in self.forms:
            return
        if len(self.forms) >= _FORMS_DEPTH_MAX:
            self.page.broken = _TOO_MUCH
            return
        before = self.resources, self.holder, self.named, self.saved, self.font
        depth, own = self.marks.depth, entry(source, "/Resources")
        self.forms.append(place(source))
        self.saved = []
        self.follow(source, self.resources if own is None else own)
        self.forms.pop()
        self.marks.end(depth)
        self.resources, self.holder, self.named, self.saved, self.font = before


def _unknown(font: Font, code: int) -> str:
    """Return a guess of the text of an unmapped code."""
    return chr(code) if font.size == 1 and chr(code).isprintable() else "\ufffd"


def _size(source: Object) -> int:
    """Return the bytes of content of a page or form (7.8.2), counted up to the limit."""
    content = entry(source, "/Contents")
    size = 0
    for part in items(content) or [source if content is None else content]:
        size += len(data(part))
        if size > _BYTES_MAX:
            break
    return size


def _box(array: object) -> Box | None:
    """Return a rectangle with sorted corners (7.9.5)."""
    corners = numbers(array, 4)
    if corners is None:
        return None
    xs, ys = sorted(corners[::2]), sorted(corners[1::2])
    return Box(xs[0], ys[0], xs[1], ys[1])
