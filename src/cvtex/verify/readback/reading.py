"""Represents the output of a reader: each character with its gap, leaf and page."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from itertools import groupby, pairwise, takewhile
from typing import NamedTuple
from unicodedata import normalize

from cvtex.pdf.pdfium import ARTIFACT, Character
from cvtex.verify.readback.normalization import decomposed, is_seen, one_sided

Owners = Mapping[tuple[int, int], int]
"""The number of the leaf by page index and MCID."""
_LOWER = 3.0  # the least distance of lines, in points
_GAP = 0.75  # the least gap in a row, in points
_RIGHT = frozenset({"R", "AL"})
_JOINERS = frozenset({"\u200c", "\u200d"})
# Marks the end of a reordered row.
_ROW = "\v"
THIN = "\u2006\u2008\u2009\u200a\u202f"
"""Narrow white space (Unicode, table 6-2), which readers may not see."""
_SAME = 3  # two readings are aligned again by so many equal words


class Gap(IntEnum):
    """The gap between two characters: none, thin or other white space, or a line break."""

    NONE = 0
    THIN = 1
    SPACE = 2
    LINE = 3


@dataclass(frozen=True, slots=True)
class Reading:
    """A text without white space, in NFD.

    For each character, `gaps` has the gap before it, `owners` the number of its leaf (0 if it is
    unknown, or `ARTIFACT`), `pages` its page index.
    """

    text: str
    gaps: Sequence[Gap]
    owners: Sequence[int]
    pages: Sequence[int]


@lru_cache(maxsize=1024)  # an edit changes one leaf of hundreds
def read_typed(text: str) -> Reading:
    """Return a typed text as a reading."""
    return _gathered(_plain(0, text))


def read_pages(pages: Iterable[str]) -> Reading:
    """Return the text of pages as a reading without leaf numbers."""
    return _gathered(item for number, page in enumerate(pages) for item in _plain(number, page))


def read_placed(
    pages: Iterable[Sequence[Character]], owners: Owners, *, rtl: bool = False
) -> Reading:
    """Return PDFium's characters as a reading; a line ends where the next one is lower."""
    return _gathered(
        item for number, page in enumerate(pages) for item in _placed(number, page, owners, rtl=rtl)
    )


def compatible(reading: Reading, places: Sequence[int]) -> Reading:
    """Return characters of a reading in NFKC, as PDFium returns some in reordered rows."""
    between = {Gap.THIN: THIN[0], Gap.SPACE: " ", Gap.LINE: "\n"}
    return _gathered(
        _One(char, reading.pages[at], lower=char == "\n")
        for at in places
        for char in between.get(reading.gaps[at], "") + normalize("NFKC", reading.text[at])
    )


def owned_as(reading: Reading, known: Reading) -> Reading:
    """Return a reading with the leaf numbers and line breaks of another one of the same pages.

    Characters that the other one does not have count as artifacts.
    """
    owners, gaps = [ARTIFACT] * len(reading.text), list(reading.gaps)
    for ours, theirs in _pairs(reading, known):
        owners[ours] = known.owners[theirs]
        if gaps[ours]:
            gaps[ours] = Gap.LINE if known.gaps[theirs] is Gap.LINE else Gap.SPACE
    return Reading(reading.text, gaps, owners, reading.pages)


_Owned = tuple[Character, int]


def beside_rtl(reading: Reading) -> set[int]:
    """Return the numbers of the leaves that share a row with right-to-left text."""
    return {
        owner
        for first, last in _rows_of(reading)
        if any(map(_is_right, reading.text[first:last]))
        for owner in reading.owners[first:last]
    }


class _One(NamedTuple):
    """A character of a reader; `lower` is whether it begins a line on the page."""

    text: str
    page: int
    owner: int = 0
    lower: bool = False


def _gathered(given: Iterable[_One]) -> Reading:
    text, gaps = list[str](), list[Gap]()
    owners, pages = list[int](), list[int]()
    space = line = thin = False
    for item in given:
        line |= item.lower
        if item.text.isspace():
            thin |= item.text in THIN
            space |= item.text not in THIN
            continue
        if pages and pages[-1] != item.page:
            space = line = True
        # PDFium returns no space between a hyphen at the end of a line and a letter.
        space |= line and text[-1:] == ["-"]
        gap = (Gap.LINE if line else Gap.SPACE) if space else Gap.THIN if thin else Gap.NONE
        for char in decomposed(item.text):
            text.append(char)
            gaps.append(gap)
            owners.append(item.owner)
            pages.append(item.page)
            gap = Gap.NONE
        space = line = thin = False
    return Reading("".join(text), gaps, owners, pages)


def _plain(page: int, text: str) -> Iterator[_One]:
    for char in text:
        if is_seen(char):
            yield _One(char, page, lower=char == "\n")


def _placed(number: int, page: Sequence[Character], owners: Owners, *, rtl: bool) -> Iterator[_One]:
    y, right = math.inf, -math.inf
    end: float | None = None
    for one, owner in _from_left(number, page, owners, rtl=rtl):
        if one.generated and one.text in {"\r", "\n"}:
            end = one.x
        elif one.generated or one.text.isspace():
            yield _One(" ", number, lower=one.text == _ROW)
        elif one.text and is_seen(one.text):
            lower = y - one.y > _LOWER and (one.x < right or _is_right(one.text))
            # PDFium generates line breaks within a row beside glyphs that are higher than others.
            if end is not None and (lower or abs(one.x - end) > _GAP):
                yield _One(" ", number)
            artifact = ARTIFACT if one.shown.mark == ARTIFACT else 0
            yield _One(one.text, number, owner or artifact, lower)
            y, right, end = one.y, one.x, None


def _from_left(
    number: int, page: Sequence[Character], owners: Owners, *, rtl: bool
) -> Iterator[_Owned]:
    """Yield the characters with their leaves; rows with right-to-left text in visual order.

    PDFium reorders and joins such rows. On a right-to-left page (`rtl`), the leaf at the right of a
    row comes first, each leaf from its left.
    """
    for line in _lines(page):
        owned, owner = list[_Owned](), 0
        for one in line:
            # A space between two leaves may have no mark.
            owner = owners.get((number, one.shown.mark), owner if one.text.isspace() else 0)
            owned.append((one, owner))
        if not owners or not (rtl or any(_is_right(character.text) for character in line)):
            yield from owned
            continue
        for row in _rows(_in_rows(owned)):
            runs = sorted(_runs(row), key=lambda run: min(one.x for one, _ in run), reverse=rtl)
            for run in runs:
                parts = [part if rtl else _left_to_right(part) for rtl, part in _by_direction(run)]
                for part in sorted(parts, key=lambda part: min(map(_middle, part))):
                    yield from part
            yield row[-1][0]._replace(text=_ROW, generated=True), 0


def _lines(page: Sequence[Character]) -> Iterator[list[Character]]:
    """Yield PDFium's lines, joined if they are in one row."""
    line = list[Character]()
    ended = False
    for item in page:
        if ended and not item.generated and abs(item.y - line[-1].y) > _LOWER:
            yield line
            line = []
        line.append(item)
        ended = item.generated and (ended or item.text == "\n")
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
    return is_beside and not _is_right(then.text)


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
    return any(map(_is_right, texts)) or all(
        unicodedata.category(text or " ") in {"Mn", "Cf"} and not "\u0300" <= text <= "\u036f"
        for text in texts
    )


def _is_right(char: str) -> bool:
    return unicodedata.bidirectional(char or " ") in _RIGHT


def _pairs(ours: Reading, theirs: Reading) -> Iterator[tuple[int, int]]:
    """Yield pairs of characters of two readings of the same pages, by page and word.

    Different characters in the same place are paired, too.
    """
    mine, others = _words(ours), _words(theirs)
    for page in mine.keys() & others.keys():
        for (first, last), (start, end) in _groups(ours, mine[page], theirs, others[page]):
            text, other = ours.text[first:last], theirs.text[start:end]
            head = _same(text, other)
            tail = _same(reversed(text[head:]), reversed(other[head:]))
            for at in range(len(text) if other else 0):
                back = len(text) - at
                there = (
                    len(other) - back if back <= tail else min(at, max(len(other) - tail - 1, 0))
                )
                yield first + at, start + there


def _same(one: Iterable[str], other: Iterable[str]) -> int:
    """Return the length of the common prefix of two texts."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


_Words = list[tuple[int, int]]


def _rows_of(reading: Reading) -> Iterator[tuple[int, int]]:
    """Yield the start and end of each row."""
    starts = [at for at, gap in enumerate(reading.gaps) if gap is Gap.LINE or not at]
    yield from pairwise([*starts, len(reading.text)])


def _words(reading: Reading) -> dict[int, _Words]:
    """Return the starts and ends of the words of each page.

    A row with right-to-left text is one word, because its words may be in any order.
    """
    found: dict[int, _Words] = {}
    for first, last in _rows_of(reading):
        rtl = any(map(_is_right, reading.text[first:last]))
        gaps = [at for at in range(first + 1, last) if reading.gaps[at] and not rtl]
        for word in pairwise([first, *gaps, last]):
            found.setdefault(reading.pages[first], []).append(word)
    return found


def _groups(
    ours: Reading, mine: _Words, theirs: Reading, others: _Words
) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Yield the groups of corresponding words, with as few unequal words as possible.

    Words with the same letters in another order are equal: right-to-left text is reordered.
    """
    one = [_letters(ours.text[start:end]) for start, end in mine]
    other = [_letters(theirs.text[start:end]) for start, end in others]
    i = j = 0
    while i < len(one) and j < len(other):
        more, less = _alike(ours.text, mine[i:], theirs.text, others[j:])
        if not more:
            more, less = (1, 1) if one[i] == other[j] else _apart(one[i:], other[j:])
        if more and less:
            yield (mine[i][0], mine[i + more - 1][1]), (others[j][0], others[j + less - 1][1])
        i, j = i + more, j + less


def _alike(text: str, mine: _Words, other: str, others: _Words) -> tuple[int, int]:
    """Return how many words of each are the same except for the gaps between them."""
    (start, _), (begin, _) = mine[0], others[0]
    same = _same(text[start : mine[-1][1]], other[begin : others[-1][1]])
    ends = {end - start: at for at, (_, end) in enumerate(mine, 1) if end - start <= same}
    fits = [(ends[end - begin], at) for at, (_, end) in enumerate(others, 1) if end - begin in ends]
    return fits[-1] if fits else (0, 0)


def _letters(word: str) -> str:
    """Return the characters of a word in the form that PDFium gives them in a row turned round."""
    return "".join(sorted(word if word.isascii() else one_sided(normalize("NFKC", word))))


def _apart(one: Sequence[str], other: Sequence[str]) -> tuple[int, int]:
    """Return how many words of each are unequal before the next equal ones.

    The search takes time in proportion to what it returns. Rows that a reader turns round may be
    unequal for a whole page.
    """
    reach = _SAME
    while True:
        reach *= 2
        seen: dict[tuple[str, ...], int] = {}
        for less in range(min(reach, len(other)) + 1):
            seen.setdefault(tuple(other[less : less + _SAME]), less)
        equal = (
            (more + seen[words], more)
            for more in range(min(reach, len(one)) + 1)
            if (words := tuple(one[more : more + _SAME])) in seen
        )
        both, more = min(equal, default=(math.inf, 0))
        if both <= reach:
            return more, int(both) - more
