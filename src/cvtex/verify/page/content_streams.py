"""What the content streams of any PDF say of their text: its fonts and codes, its marks.

Where it stands and what it looks like is PDFium's affair. Operators with operands that make no
sense are passed over, as viewers do.
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
from cvtex.verify.page.operator_pairs import Grammar

# A page of a résumé has some thousand operators. A page that has many more is not read on: forms
# that show forms multiply. 600 pages of mathematics have a million.
# Its bytes are looked at first: each operator that is read takes some hundred times as many.
_MOST = 200_000
_MOST_BYTES = 20 * _MOST
_MOST_IN_ALL = 3_000_000
_TOO_MUCH = "it has far more on it than a page of a résumé"
_A4 = Box(0, 0, 595, 842)
_PAINTS = frozenset({"f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh", "INLINE IMAGE"})
_COLOURS = frozenset({"k", "K", "cs", "CS"})
# Forms in forms: qpdf, poppler and PDFium have such limits too.
_DEEPEST = 28

Operands = Any
"""The operands of an operator, as pikepdf hands them out."""


def read_pages(pdf: Pdf) -> tuple[Page, ...]:
    """Return each page with what its content says; nothing is placed on it yet."""
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
        self.font: Font | None = None
        self.saved = list[Font | None]()
        self.marks = Marks(self.page)
        self.forms: list[Place] = []
        self.left, self.in_all = min(_MOST, in_all.operators), in_all
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
        """Note the codes of the strings that an operator shows, and what they mean."""
        if (font := self.font) is None:
            return
        strings = (bytes(one) for one in shown if isinstance(one, String))
        codes = [code for string in strings for code in font.codes(string)]
        self.page.fonts.setdefault(font, set()).update(codes)
        said = [font.text.get(code) for code in codes]
        texts = [
            _unknown(font, code) if text is None else text
            for code, text in zip(codes, said, strict=True)
        ]
        self.marks.say(texts, sure=None not in said)

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
        if len(self.forms) >= _DEEPEST:
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
    """Return what a code may mean that its font does not map."""
    return chr(code) if font.size == 1 and chr(code).isprintable() else "\ufffd"


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
    if corners is None:
        return None
    xs, ys = sorted(corners[::2]), sorted(corners[1::2])
    return Box(xs[0], ys[0], xs[1], ys[1])
