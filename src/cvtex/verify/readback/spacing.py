"""Checks the white space of text that readers reorder, by the positions of its characters.

Readers reorder right-to-left text in different ways, and move spacing accents and pictographs. A
gap or a painted space in a line must be where UAX #9 puts a typed one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from cvtex.document import Document
from cvtex.pdf.pdfium import Character, glyphs_of, rows_of
from cvtex.unicode.bidi import base_of, is_reordered, leaf_levels, line_levels, order
from cvtex.unicode.full_width import full_width
from cvtex.verify.readback.gap_rules import form_of, is_picture, may_differ
from cvtex.verify.readback.normalization import comparable, is_accented
from cvtex.verify.readback.reading import THIN, Gap, Owners

_SPACE = 0.1  # the least width of a space, in type sizes; kerns are narrower

_Row = list[Character]


def misspaced(pages: Sequence[Sequence[Character]], owners: Owners, document: Document) -> set[int]:
    """Return the numbers of reordered leaves whose white space is not as typed.

    Leaves with missing characters are not included.
    """
    moved = {leaf.number: leaf for leaf in document.leaves() if _is_moved(leaf.text, document)}
    rows: dict[int, list[_Row]] = defaultdict(list)
    for number, page in enumerate(pages) if moved else ():
        own: dict[int, _Row] = defaultdict(list)
        for item in page:
            owner = owners.get((number, item.mark), 0)
            if owner in moved and item.text and not item.generated:
                own[owner].append(item)
        for owner, characters in own.items():
            by_place = (sorted(row, key=lambda item: item.x) for row in rows_of(characters))
            rows[owner] += by_place
    return {
        number for number, leaf in moved.items() if not all(_fit(leaf.text, rows[number], document))
    }


def _is_moved(text: str, document: Document) -> bool:
    is_turned = is_reordered(text, rtl=document.rtl)
    return is_turned or is_accented(text) or any(map(is_picture, text))


def _fit(text: str, rows: list[_Row], document: Document) -> Iterator[bool]:
    """Yield for each gap that differs from the typed one whether it may differ."""
    places = [at for at, char in enumerate(text) for _ in comparable(char)]
    # For PDFium, marks below their letters are a row without glyphs.
    glyphs = [glyphs for row in rows if (glyphs := [*_glyphs(row)])]
    if sum(count for row in glyphs for count, _ in row) != len(places):
        return
    base = base_of(text, rtl=document.rtl)
    own, found, at = form_of(text, document), leaf_levels(text, rtl=document.rtl), 0
    for row in glyphs:
        end = at + sum(count for count, _ in row)
        first, last = places[at], places[end - 1] + 1
        line = order(line_levels(text[first:last], found[first:last], base))
        shown, gaps = _visual(text[first:last], line)
        squared, place = full_width(shown), 0
        for count, gap in row:
            typed = max(gaps[place : place + count])
            if place and typed is not Gap.THIN and bool(typed) != gap:
                yield may_differ(shown, place, Gap.SPACE if gap else Gap.NONE, squared, own)
            place += count
        at = end


def _visual(text: str, line: Sequence[int]) -> tuple[str, list[Gap]]:
    """Return the characters of a line in visual order, and the typed gap before each.

    A character that is compared as several is repeated.
    """
    shown, gaps, gap = "", list[Gap](), Gap.NONE
    for at in line:
        if text[at].isspace():
            gap = max(gap, Gap.THIN if text[at] in THIN else Gap.SPACE)
        for _ in comparable(text[at]):
            shown += text[at]
            gaps.append(gap)
            gap = Gap.NONE
    return shown, gaps


def _glyphs(row: _Row) -> Iterator[tuple[int, bool]]:
    """Yield for each glyph the number of its characters, and whether white space precedes it."""
    end, space = row[0].x, False
    for glyph in glyphs_of(row):
        if all(item.text.isspace() for item in glyph):
            space = True
            continue
        count = sum(len(comparable(item.text)) for item in glyph)
        space |= glyph[0].x - end > _SPACE * glyph[0].shown.size
        if count:
            yield count, space
            space = False
        end = max(end, *(item.end for item in glyph))
