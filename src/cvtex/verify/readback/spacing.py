"""Whether white space stands where it was typed, in text that readers give in their own order.

They turn round what runs from right to left, each in its own way, and move accents that stand alone
and pictographs. Here the place of each character counts: a gap in a line, or a space that is
painted there, has to be one where UAX #9 puts one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby

from cvtex.document import Document
from cvtex.pdf.pdfium import Character
from cvtex.unicode.bidi import base_of, levels, line_levels, order, stretches
from cvtex.unicode.full_width import full_width
from cvtex.verify.readback.gap_rules import form_of, is_picture, may_differ
from cvtex.verify.readback.normalization import comparable, is_accented
from cvtex.verify.readback.reading import THIN, Gap, Owners

# A gap wider than this, in type sizes, is a space; kerns are smaller.
_WIDEST = 0.1
# Characters of one line share a base line, those of the next stand lower by more, in points.
_LOWER = 3.0
# The characters of one glyph have one origin, in points.
_SAME = 0.01

_Row = list[Character]


def strayed(pages: Sequence[Sequence[Character]], owners: Owners, document: Document) -> set[int]:
    """Return the numbers of such leaves whose white space is not as typed.

    Leaves of which characters are missing are not among them.
    """
    moved = {leaf.number: leaf for leaf in document.leaves() if _is_moved(leaf.text)}
    rows: dict[int, list[_Row]] = defaultdict(list)
    for number, page in enumerate(pages) if moved else ():
        own: dict[int, _Row] = defaultdict(list)
        for one in page:
            owner = owners.get((number, one.mark), 0)
            if owner in moved and one.text and not one.generated:
                own[owner].append(one)
        for owner, characters in own.items():
            rows[owner] += _rows(characters)
    return {
        number for number, leaf in moved.items() if not all(_fit(leaf.text, rows[number], document))
    }


def _is_moved(text: str) -> bool:
    return bool(stretches(text)) or is_accented(text) or any(map(is_picture, text))


def _rows(characters: _Row) -> Iterator[_Row]:
    """Yield the lines from the top, each from the left."""
    rows: list[_Row] = []
    for one in sorted(characters, key=lambda one: -one.y):
        if not rows or rows[-1][-1].y - one.y > _LOWER:
            rows.append([])
        rows[-1].append(one)
    for row in rows:
        yield sorted(row, key=lambda one: one.x)


def _fit(text: str, rows: list[_Row], document: Document) -> Iterator[bool]:
    """Tell of each gap between two glyphs whether it is as it was typed."""
    places = [at for at, char in enumerate(text) for _ in comparable(char)]
    # Marks that stand lower than their letters, as PDFium tells, are a row without glyphs.
    glyphs = [glyphs for row in rows if (glyphs := [*_glyphs(row)])]
    if sum(count for row in glyphs for count, _ in row) != len(places):
        return
    base = base_of(text, rtl=document.rtl)
    own, found, at = form_of(text, document), levels(text, base), 0
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
    """Return the characters of a line from the left, and the gap that was typed before each.

    One that is compared as several stands there as often.
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
    """Yield for each glyph how many characters it has, and whether white space is before it."""
    end, space = row[0].x, False
    for _, same in groupby(row, key=lambda one: round(one.x / _SAME)):
        glyph = [*same]
        if all(one.text.isspace() for one in glyph):
            space = True
            continue
        count = sum(len(comparable(one.text)) for one in glyph)
        space |= glyph[0].x - end > _WIDEST * glyph[0].shown.size
        if count:
            yield count, space
            space = False
        end = max(end, *(one.end for one in glyph))
