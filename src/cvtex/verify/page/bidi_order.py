"""Checks the visual order of bidirectional text, line by line (UAX #9).

Readers reorder such text in different ways, so their output does not prove its order. This check
uses the position of each character, and the side to which each bracket opens.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from cvtex.diagnostics import Diagnostic
from cvtex.diagnostics.codes import Code
from cvtex.document import Document
from cvtex.pdf.pdfium import (
    Character,
    PdfPage,
    glyphs_of,
    open_document,
    pages_of,
    picture_of,
    rows_of,
)
from cvtex.unicode.bidi import base_of, is_reordered, leaf_levels, line_levels, order
from cvtex.unicode.brackets import UNKNOWN, facing, opens
from cvtex.verify.opened import Opened
from cvtex.verify.readback.normalization import comparable

# Pixels for a point: a bracket in small type has some twenty rows.
_SCALE = 4.0


class _ComparedGlyph(NamedTuple):
    """The characters of a glyph as they are compared, and the side to which a bracket opens."""

    text: str
    side: int


def check_directions(opened: Opened, document: Document | None) -> Iterator[Diagnostic]:
    """Find leaves whose characters are not in visual order, and brackets that are not mirrored."""
    leaves = {leaf.number: leaf for leaf in document.leaves()} if document else {}
    rtl = document.rtl if document else False
    turned = {number: leaf for number, leaf in leaves.items() if is_reordered(leaf.text, rtl=rtl)}
    if not turned or not opened.owners:
        return
    painted: dict[int, list[list[_ComparedGlyph]]] = defaultdict(list)
    with open_document(opened.path) as pdf:
        for number, page in enumerate(pages_of(pdf)):
            shown: dict[int, list[Character]] = defaultdict(list)
            for character in opened.pages[number].characters:
                owner = opened.owners.get((number, character.shown.mark), 0)
                if owner in turned and not character.generated and comparable(character.text):
                    shown[owner].append(character)
            for owner, lines in _lines(page, shown):
                painted[owner] += lines
    for number, leaf in turned.items():
        if wrong := _wrong(leaf.text, painted[number], rtl=rtl):
            yield Diagnostic(
                Code.DIRECTION_WRONG,
                f"{wrong} (UAX #9): `{leaf.text}`",
                leaf.span,
                "the text is correct, the page is not",
            )


def _lines(
    page: PdfPage, shown: dict[int, list[Character]]
) -> Iterator[tuple[int, list[list[_ComparedGlyph]]]]:
    """Yield the lines of each leaf on a page from the top, with their glyphs from the left."""
    found = [item for own in shown.values() for item in own]
    picture = picture_of(page, _SCALE) if any(opens(item.text) for item in found) else None
    height = page.get_size()[1]

    def side(character: Character) -> int:
        if picture is None or not opens(character.text):
            return UNKNOWN
        box = (character.left, height - character.top, character.right, height - character.bottom)
        left, top, right, bottom = (round(edge * _SCALE) for edge in box)
        return facing(picture.crop((left, top, right, bottom)))

    for owner, own in shown.items():
        yield (
            owner,
            [
                [
                    _ComparedGlyph("".join(comparable(item.text) for item in same), side(same[0]))
                    for same in line
                ]
                for line in _rows(own)
            ],
        )


def _rows(characters: list[Character]) -> Iterator[list[list[Character]]]:
    """Yield the lines from the top: for each glyph from the left, its characters."""
    for row in rows_of(characters):
        # By the middle of the ink: a full-width mark without its blank half may begin farther left.
        yield [*glyphs_of(sorted(row, key=lambda item: item.left + item.right))]


def _wrong(text: str, lines: list[list[_ComparedGlyph]], *, rtl: bool) -> str:
    """Return what is wrong with the lines of a text, or ""."""
    places = [at for at, char in enumerate(text) for _ in comparable(char)]
    typed = "".join(map(comparable, text))
    if sorted(typed) != sorted("".join(glyph.text for line in lines for glyph in line)):
        return ""  # reported as words-lost
    base, found, at = base_of(text, rtl=rtl), leaf_levels(text, rtl=rtl), 0
    for line in lines:
        end = at + sum(len(glyph.text) for glyph in line)
        first, last = places[at], places[end - 1] + 1
        own = line_levels(text[first:last], found[first:last], base)
        rank = {first + place: number for number, place in enumerate(order(own))}
        visual = sorted(range(at, end), key=lambda item: rank[places[item]])
        for glyph in line:
            taken, visual = visual[: len(glyph.text)], visual[len(glyph.text) :]
            if sorted(typed[item] for item in taken) != sorted(glyph.text):
                return "the page does not show this text in its order from right to left"
            place = places[taken[0]]
            side = opens(text[place]) * (-1 if own[place - first] % 2 else 1)
            if side * glyph.side < 0:
                return f"a bracket (`{text[place]}`) opens the wrong way on the page"
        at = end
    return ""
