"""Puts the operators of a right-to-left page into reading order.

TeX paints each line from left to right, so the text at the right, which is read first, is painted
last. The text keeps its position; only the order of the operators changes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pikepdf
from pikepdf import ContentStreamInstruction, Dictionary, Name, Operator

from cvtex.finish import parsing
from cvtex.finish.contents import LABEL, LEAF, RUN, SEPARATOR, PageOperators, TextObject
from cvtex.unicode.bidi import has_strong_right

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from pikepdf import ContentStreamInlineImage, Pdf

    from cvtex.document import Leaf


# The parameters that persist between text objects (ISO 32000-1, 8.4 and 9.3), by their operators.
_PARAMETERS = {
    **dict.fromkeys(("g", "rg", "k", "sc", "scn"), "fill"),
    **dict.fromkeys(("G", "RG", "K", "SC", "SCN"), "stroke"),
    **{name: name for name in ("cs", "CS", "Tc", "Tf", "Tr", "Ts", "Tw", "Tz")},
}
_State = dict[str, int]
"""The index of the operator that set each parameter."""


def in_reading_order(pdf: Pdf, leaves: Iterable[Leaf]) -> list[PageOperators]:
    """Rewrite all pages with their text in the order of the leaves; return their content.

    A separator comes after the leaf before it, a bullet before its leaf. To the right of
    left-to-right text, readers take it as the end of the first line, so there it comes last.
    """
    straight = {leaf.number for leaf in leaves if not has_strong_right(leaf.text)}

    def rank(text: TextObject) -> tuple[int, bool, bool, int]:
        assert text.mark is not None  # noqa: S101 - only such are moved
        number, is_leaf = text.mark.number, text.mark.kind == LEAF
        is_straight = number in straight
        run = text.run or 0 if is_straight else 0
        return number, text.mark.kind == SEPARATOR, is_leaf is not is_straight, run

    for page, target in zip(parsing.read(pdf), pdf.pages, strict=True):
        target.obj[Name.Contents] = pdf.make_stream(_Sequence(page).written(rank))
    return parsing.read(pdf)


class _Sequence:
    def __init__(self, page: PageOperators) -> None:
        self.page = page
        self.texts = [
            text for text in page.texts if text.mark and text.mark.kind in (LEAF, LABEL, SEPARATOR)
        ]
        self.before: dict[int, _State] = {}
        self.after: dict[int, _State] = {}
        self.out: list[ContentStreamInstruction | ContentStreamInlineImage] = []

    def written(self, rank: Callable[[TextObject], tuple[int, bool, bool, int]]) -> bytes:
        """Return the content stream with the text objects sorted by `rank`."""
        self.record()
        ordered = sorted(self.texts, key=rank)
        moved = {slot.begin: (slot, text) for slot, text in zip(self.texts, ordered, strict=True)}
        skipped = 0
        kept: list[bool] = []
        for at, (one, name) in enumerate(zip(self.page.instructions, self.page.names, strict=True)):
            if at < skipped:
                continue
            if at in moved:
                slot, text = moved[at]
                self.show(text)
                self.set(self.after[slot.begin])
                skipped = slot.end + 1
            elif name in ("BDC", "BMC"):
                kept.append(str(one.operands[0]) not in (LEAF, LABEL, RUN, SEPARATOR))
                if kept[-1]:
                    self.out.append(one)
            elif name != "EMC" or (kept.pop() if kept else True):
                self.out.append(one)
        return pikepdf.unparse_content_stream(self.out)

    def record(self) -> None:
        """Record the parameters at the beginning and end of each text object."""
        state: _State = {}
        saved: list[_State] = []
        begins = {text.begin: text for text in self.texts}
        ends = {text.end: text for text in self.texts}
        for at, name in enumerate(self.page.names):
            if at in begins:
                self.before[at] = dict(state)
            if name == "q":
                saved.append(dict(state))
            elif name == "Q" and saved:
                state = saved.pop()
            elif parameter := _PARAMETERS.get(name):
                state[parameter] = at
            if at in ends:
                self.after[ends[at].begin] = dict(state)

    def set(self, state: _State) -> None:
        """Write the operators that set the parameters, in their original order."""
        self.out += [self.page.instructions[at] for at in sorted(state.values())]

    def show(self, text: TextObject) -> None:
        """Write a text object with its marks; a separator has none."""
        assert text.mark is not None  # noqa: S101 - only such are moved
        marks = [] if text.mark.kind == SEPARATOR else [(text.mark.kind, text.mark.number)]
        if text.run is not None:
            marks.append((RUN, text.run))
        self.set(self.before[text.begin])
        for kind, number in marks:
            operands = [Name(kind), Dictionary(N=number)]
            self.out.append(ContentStreamInstruction(operands, Operator("BDC")))
        self.out += self.page.instructions[text.begin : text.end + 1]
        self.out += [ContentStreamInstruction([], Operator("EMC"))] * len(marks)
