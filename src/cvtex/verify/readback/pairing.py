"""Pairs the characters of two readings of the same pages."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from cvtex.pdf.pdfium import ARTIFACT
from cvtex.unicode.bidi import has_strong_right
from cvtex.verify.readback.normalization import compatible_form, one_sided
from cvtex.verify.readback.reading import CompactText, Gap, rows_of

_SAME = 3  # two readings are aligned again by so many equal words


def owned_as(reading: CompactText, known: CompactText) -> CompactText:
    """Return a reading with the leaf numbers and line breaks of another one of the same pages.

    Characters that the other one does not have count as artifacts.
    """
    owners, gaps = [ARTIFACT] * len(reading.text), list(reading.gaps)
    for ours, theirs in _pairs(reading, known):
        owners[ours] = known.owners[theirs]
        if gaps[ours]:
            gaps[ours] = Gap.LINE if known.gaps[theirs] is Gap.LINE else Gap.SPACE
    return CompactText(reading.text, gaps, owners, reading.pages)


_Words = list[tuple[int, int]]


def _pairs(ours: CompactText, theirs: CompactText) -> Iterator[tuple[int, int]]:
    """Yield pairs of characters of two readings of the same pages, by page and word.

    Different characters in the same place are paired, too.
    """
    mine, others = _words(ours), _words(theirs)
    for page in mine.keys() & others.keys():
        for (first, last), (start, end) in _groups(ours, mine[page], theirs, others[page]):
            text, other = ours.text[first:last], theirs.text[start:end]
            if text == other:
                yield from zip(range(first, last), range(start, end), strict=True)
                continue
            head = _same(text, other)
            tail = _same(text[head:][::-1], other[head:][::-1])
            for at in range(len(text) if other else 0):
                back = len(text) - at
                there = (
                    len(other) - back if back <= tail else min(at, max(len(other) - tail - 1, 0))
                )
                yield first + at, start + there


def _same(one: str, other: str) -> int:
    """Return the length of the common prefix of two texts."""
    return bisect_left(
        range(1, min(len(one), len(other)) + 1), x=True, key=lambda size: one[:size] != other[:size]
    )


def _words(reading: CompactText) -> dict[int, _Words]:
    """Return the starts and ends of the words of each page.

    A row with right-to-left text is one word, because its words may be in any order.
    """
    found: dict[int, _Words] = {}
    for first, last in rows_of(reading):
        rtl = has_strong_right(reading.text[first:last])
        gaps = [at for at in range(first + 1, last) if reading.gaps[at] and not rtl]
        for word in pairwise([first, *gaps, last]):
            found.setdefault(reading.pages[first], []).append(word)
    return found


def _groups(
    ours: CompactText, mine: _Words, theirs: CompactText, others: _Words
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
    return "".join(sorted(word if word.isascii() else one_sided(compatible_form(word))))


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
