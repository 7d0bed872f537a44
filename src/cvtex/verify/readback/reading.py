"""Represents the output of a reader: each character with its gap, leaf and page."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from itertools import groupby, pairwise

from cvtex.pdf.pdfium import ARTIFACT, Character
from cvtex.unicode.bidi import has_strong_right
from cvtex.verify.readback.normalization import (
    compatible_form,
    decomposed,
    is_seen,
    without_ignored,
)

Owners = Mapping[tuple[int, int], int]
"""The number of the leaf by page index and MCID."""
_LOWER = 3.0  # the least distance of lines, in points
_GAP = 0.75  # the least gap in a row, in points
_PIECE = re.compile(r"\s+|\S+")
_JOINERS = frozenset({"\u200c", "\u200d"})
# Marks the end of a reordered row.
_ROW = "\v"
THIN = "\u2006\u2008\u2009\u200a\u202f"
"""Narrow white space (Unicode, table 6-2), which readers may not see."""
_THIN = frozenset(THIN)


class Gap(IntEnum):
    """The gap between two characters: none, thin or other white space, or a line break."""

    NONE = 0
    THIN = 1
    SPACE = 2
    LINE = 3


@dataclass(frozen=True, slots=True)
class CompactText:
    """A text without white space, in NFD.

    For each character, `gaps` has the gap before it, `owners` the number of its leaf (0 if it is
    unknown, or `ARTIFACT`), `pages` its page index.
    """

    text: str
    gaps: Sequence[Gap]
    owners: Sequence[int]
    pages: Sequence[int]


@lru_cache(maxsize=1024)  # an edit changes one leaf of hundreds
def read_typed(text: str) -> CompactText:
    """Return a typed text as a reading."""
    return read_pages([text])


def read_pages(pages: Iterable[str]) -> CompactText:
    """Return the text of pages as a reading without leaf numbers."""
    reading = _Gathering()
    for number, page in enumerate(pages):
        for piece in _PIECE.findall(without_ignored(page)):
            if piece.isspace():
                reading.part(piece, lower="\n" in piece)
            else:
                reading.add(piece, number)
    return reading.whole()


def read_placed(
    pages: Iterable[Sequence[Character]], owners: Owners, *, rtl: bool = False
) -> CompactText:
    """Return PDFium's characters as a reading; a line ends where the next one is lower."""
    reading = _Gathering()
    for number, page in enumerate(pages):
        _place(reading, number, page, owners, rtl=rtl)
    return reading.whole()


def compatible(reading: CompactText, places: Sequence[int]) -> CompactText:
    """Return characters of a reading in NFKC, as PDFium returns some in reordered rows."""
    between = {Gap.THIN: THIN[0], Gap.SPACE: " ", Gap.LINE: "\n"}
    gathered = _Gathering()
    for at in places:
        if gap := between.get(reading.gaps[at]):
            gathered.part(gap, lower=gap == "\n")
        for char in compatible_form(reading.text[at]):
            if char.isspace():
                gathered.part(char)
            else:
                gathered.add(char, reading.pages[at])
    return gathered.whole()


_Owned = tuple[Character, int]


def beside_rtl(reading: CompactText) -> set[int]:
    """Return the numbers of the leaves that share a row with right-to-left text."""
    return {
        owner
        for first, last in rows_of(reading)
        if has_strong_right(reading.text[first:last])
        for owner in reading.owners[first:last]
    }


def rows_of(reading: CompactText) -> Iterator[tuple[int, int]]:
    """Yield the start and end of each row."""
    starts = [at for at, gap in enumerate(reading.gaps) if gap is Gap.LINE or not at]
    yield from pairwise([*starts, len(reading.text)])


class _Gathering:
    """Collects the characters of a reader, and the white space between them."""

    def __init__(self) -> None:
        """Begin without characters."""
        self._text, self._gaps = list[str](), list[Gap]()
        self._owners, self._pages = list[int](), list[int]()
        self._space = self._line = self._thin = False

    def part(self, blank: str, *, lower: bool = False) -> None:
        """Add white space; `lower` is whether a line begins in it."""
        self._thin |= not _THIN.isdisjoint(blank)
        self._space |= not _THIN.issuperset(blank)
        self._line |= lower

    def add(self, text: str, page: int, owner: int = 0, *, lower: bool = False) -> None:
        """Add characters of a leaf without gaps; `lower` is whether they begin a line."""
        space, line = self._space, self._line or lower
        if self._pages and self._pages[-1] != page:
            space = line = True
        # PDFium returns no space between a hyphen at the end of a line and a letter.
        space = space or (line and self._text[-1:] == ["-"])
        gap = (Gap.LINE if line else Gap.SPACE) if space else Gap.THIN if self._thin else Gap.NONE
        self._space = self._line = self._thin = False
        shown = text if text.isascii() else "".join(map(decomposed, text))
        self._text += shown
        self._gaps.append(gap)
        self._owners.append(owner)
        self._pages.append(page)
        if (more := len(shown) - 1) > 0:  # PDFium's are single characters
            self._gaps += [Gap.NONE] * more
            self._owners += [owner] * more
            self._pages += [page] * more

    def whole(self) -> CompactText:
        """Return what was added."""
        return CompactText("".join(self._text), self._gaps, self._owners, self._pages)


def _place(
    reading: _Gathering, number: int, page: Sequence[Character], owners: Owners, *, rtl: bool
) -> None:
    """Add PDFium's characters of a page."""
    y, right = math.inf, -math.inf
    end: float | None = None
    for one, owner in _from_left(number, page, owners, rtl=rtl):
        if one.generated and one.text in {"\r", "\n"}:
            end = one.x
        elif one.generated or one.text.isspace():
            reading.part(" ", lower=one.text == _ROW)
        elif one.text and is_seen(one.text):
            lower = y - one.y > _LOWER and (one.x < right or has_strong_right(one.text))
            # PDFium generates line breaks within a row beside glyphs that are higher than others.
            if end is not None and (lower or abs(one.x - end) > _GAP):
                reading.part(" ")
            artifact = ARTIFACT if one.shown.mark == ARTIFACT else 0
            reading.add(one.text, number, owner or artifact, lower=lower)
            y, right, end = one.y, one.x, None


def _from_left(
    number: int, page: Sequence[Character], owners: Owners, *, rtl: bool
) -> Iterator[_Owned]:
    """Yield the characters with their leaves; rows with right-to-left text in visual order.

    PDFium reorders and joins such rows. On a right-to-left page (`rtl`), the leaf at the right of a
    row comes first, each leaf from its left.
    """
    for line in _lines(page, rtl=rtl):
        owned, owner = list[_Owned](), 0
        for one in line:
            # A space between two leaves may have no mark.
            owner = owners.get((number, one.shown.mark), owner if one.text.isspace() else 0)
            owned.append((one, owner))
        if not owners or not (
            rtl or has_strong_right("".join(character.text for character in line))
        ):
            yield from owned
            continue
        for row in _rows(_in_rows(owned)):
            runs = sorted(_runs(row), key=lambda run: min(one.x for one, _ in run), reverse=rtl)
            for run in runs:
                parts = [part if rtl else _left_to_right(part) for rtl, part in _by_direction(run)]
                for part in sorted(parts, key=lambda part: min(map(_middle, part))):
                    yield from part
            yield row[-1][0]._replace(text=_ROW, generated=True), 0


def _lines(page: Sequence[Character], *, rtl: bool) -> Iterator[list[Character]]:
    """Yield PDFium's lines, joined if they are in one row.

    PDFium may read the blank at the foot of the page between two parts of its last row. On a
    right-to-left page (`rtl`), it may join a bullet beside the line before to the last line.
    """
    line, before, y = list[Character](), list[Character](), math.inf
    ended = False
    for item in page:
        if item.mark == ARTIFACT and item.text.isspace():
            continue
        is_above = rtl and item.y - y > _LOWER
        is_beside = is_above and any(abs(item.y - other.y) < _LOWER for other in before)
        if not item.generated and (is_beside or (ended and abs(item.y - y) > _LOWER)):
            yield line
            line, before = [], line
        line.append(item)
        ended = item.generated and (ended or item.text == "\n")
        y = y if item.generated else item.y
    yield line


def _rows(owned: Sequence[_Owned]) -> Iterator[list[_Owned]]:
    """Yield the rows of characters from the top."""
    tops = list[float]()
    for y in sorted({one.y for one, _ in owned}, reverse=True):
        if not tops or tops[-1] - y > _LOWER:
            tops.append(y)
    rows: dict[float, list[_Owned]] = {top: [] for top in tops}
    for one, owner in owned:
        rows[next(top for top in reversed(tops) if top >= one.y)].append((one, owner))
    yield from rows.values()


def _runs(row: Iterable[_Owned]) -> list[list[_Owned]]:
    """Return the characters of each leaf, and the runs of characters without a leaf."""
    runs: dict[tuple[int, int], list[_Owned]] = {}
    for number, (owner, same) in enumerate(groupby(row, key=lambda pair: pair[1])):
        runs.setdefault((owner, 0 if owner else number), []).extend(same)
    return [*runs.values()]


def _by_direction(run: Iterable[_Owned]) -> Iterator[tuple[bool, list[_Owned]]]:
    """Yield the parts of a run, and whether they are right-to-left.

    In a row that is mostly Latin, PDFium returns the parts on both sides of a joiner, as in Persian
    words, from the left; they are put in order from the right.
    """
    for rtl, glyphs in groupby(_glyphs(run), key=_is_rtl):
        same = [owned for glyph in glyphs for owned in glyph]
        if rtl:
            by_joiner = groupby(same, key=lambda pair: pair[0].text in _JOINERS)
            pieces = [[*piece] for _, piece in by_joiner]
            pieces.sort(key=lambda piece: -max(map(_middle, piece)))
            same = [owned for piece in pieces for owned in piece]
        yield rtl, same


def _left_to_right(part: list[_Owned]) -> list[_Owned]:
    """Return a part in the order of its places.

    PDFium may turn it round. It then turns round marks above or below letters and what they part,
    also inside of a glyph, but not the characters of a sign, as `No` for `№`. A single glyph is
    turned round if it begins with a mark.
    """
    first, last = _middle(part[0]), _middle(part[-1])
    if first < last or (first == last and not _is_mark(part[0])):
        return sorted(part, key=_middle)
    turned = (
        pair
        for glyph in _glyphs(part)
        for piece in reversed([[*same] for _, same in groupby(glyph, key=_is_mark)])
        for pair in piece
    )
    return sorted(turned, key=_middle)


def _is_mark(pair: _Owned) -> bool:
    """Return whether a character is a mark above or below a letter."""
    return unicodedata.category(pair[0].text or " ") == "Mn"


def _in_rows(line: list[_Owned]) -> list[_Owned]:
    """Return a line without its line breaks; one within a row is a space if there is a gap."""
    shown = [pair for pair in line if pair[0].text != "\r"]
    while shown and shown[-1][0].text == "\n":
        shown.pop()
    return [
        (one._replace(text=" ") if one.text == "\n" else one, owner)
        for at, (one, owner) in enumerate(shown)
        if one.text != "\n" or not _touch(one, shown[at + 1][0])
    ]


def _touch(end: Character, then: Character) -> bool:
    """Return whether a left-to-right character follows a generated line break without a gap."""
    is_beside = abs(end.x - then.x) <= _GAP and abs(end.y - then.y) <= _LOWER
    return is_beside and not has_strong_right(then.text)


def _middle(pair: _Owned) -> float:
    """Return twice the middle of a character's ink, which is in order even for full-width marks."""
    return pair[0].left + pair[0].right


def _glyphs(run: Iterable[_Owned]) -> Iterable[list[_Owned]]:
    """Return the characters of each glyph, which have one box."""
    glyphs: dict[tuple[float, float, float], list[_Owned]] = {}
    for pair in run:
        glyphs.setdefault((pair[0].left, pair[0].right, pair[0].x), []).append(pair)
    return glyphs.values()


def _is_rtl(glyph: Iterable[_Owned]) -> bool:
    """Return whether a glyph is a right-to-left letter, or its mark or joiner."""
    texts = [one.text for one, _ in glyph]
    return has_strong_right("".join(texts)) or all(
        unicodedata.category(text or " ") in {"Mn", "Cf"} and not "\u0300" <= text <= "\u036f"
        for text in texts
    )
