"""Aligns the glyphs of a leaf with its characters."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import category

from cvtex.finish.glyphs.lookalikes import fold
from cvtex.pdf.difference import opcodes
from cvtex.unicode.clusters import clusters

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


def places(shown: list[str], typed: str) -> list[tuple[int, int] | None]:
    """Return for each glyph the first and last character of the text that it shows, or None.

    `shown` is the font's ToUnicode text of each glyph. Case, spaces and look-alikes are ignored.
    If the glyphs of a word are not one to one with its characters or in another order (Indic
    vowels, glyphs without a ToUnicode entry), the characters are distributed over the glyphs in the
    order of the text, so that a reader that reads glyph after glyph gets the text. The glyph of a
    space shows none of them, but for joiners, which some fonts show by it.
    """
    joined = any(category(char) == "Cf" for char in typed)
    blank = [text.isspace() and not joined for text in shown]
    inked = [text for text, empty in zip(shown, blank, strict=True) if not empty]
    ranges: list[tuple[int, int] | None] = [None] * len(inked)
    for glyph, at in _pairs(_folded(inked), _folded(typed)):
        known = ranges[glyph]
        ranges[glyph] = (known[0] if known else at, at)
    if not _is_whole(inked, typed, ranges):
        _distribute(typed, ranges)
    found = iter(ranges)
    return [None if empty else next(found) for empty in blank]


def _is_whole(shown: Sequence[str], typed: str, ranges: list[tuple[int, int] | None]) -> bool:
    """Return whether the glyphs have all characters, in order."""
    at = 0
    for text, place in zip(shown, ranges, strict=True):
        if place is None:
            if not text.isspace():
                return False
            continue
        first, last = place
        if typed[at:first].strip() or first < at:
            return False
        at = last + 1
    return not typed[at:].strip()


def _distribute(typed: str, ranges: list[tuple[int, int] | None]) -> None:
    """Correct the ranges in words that have glyphs without characters, or the reverse."""
    words = [match.span() for match in re.finditer(r"\S+", typed)]
    if not words:
        return
    begin = 0
    for number, same in groupby(_owners(words, ranges)):
        glyphs = range(begin, begin + len(list(same)))
        begin = glyphs.stop
        for part, first, then in _parts(typed, *words[number], glyphs, ranges):
            _spread(part, first, then, ranges)


def _owners(words: list[tuple[int, int]], ranges: list[tuple[int, int] | None]) -> list[int]:
    """Return the index of each glyph's word, also of a glyph without a range inside it."""
    starts = [start for start, _ in words]
    shown = {bisect_right(starts, place[0]) - 1 for place in ranges if place}
    owners, last, at = [], 0, 0
    for place in ranges:
        if place:
            last, at = max(last, bisect_right(starts, place[0]) - 1), place[1] + 1
        elif at >= words[last][1] and last + 1 < len(words) and last + 1 not in shown:
            # This word is complete, and no glyph of the next one has a range.
            last, at = last + 1, words[last + 1][0]
        owners.append(last)
    return owners


def _parts(
    typed: str, start: int, end: int, glyphs: range, ranges: list[tuple[int, int] | None]
) -> Iterator[tuple[range, int, int]]:
    """Yield the parts of a word: a range of glyphs, and the start and end of their characters.

    A word is cut before a cluster whose first character has a glyph. The glyphs on both sides of a
    cut must have ranges: a glyph without one may belong to either side.
    """
    begins = {start + at for at, _ in clusters(typed[start:end])}
    cuts = [(glyphs.start, start)]
    for glyph in glyphs[1:]:
        place, before = ranges[glyph], ranges[glyph - 1]
        if place and before and place[0] in begins and before[1] == place[0] - 1:
            cuts.append((glyph, place[0]))
    cuts.append((glyphs.stop, end))
    for (glyph, at), (next_glyph, next_at) in pairwise(cuts):
        yield range(glyph, next_glyph), at, next_at


def _spread(glyphs: range, start: int, end: int, ranges: list[tuple[int, int] | None]) -> None:
    """Distribute the characters between two places over the glyphs, in order."""
    count, length = len(glyphs), end - start
    if not count:
        return
    places = [ranges[glyph] for glyph in glyphs]
    if all(places) and places[0][0] == start:  # type: ignore[index]  # none of them is None
        # In order already: a character without a glyph belongs to the glyph before it.
        ends = [place[0] for place in places[1:] if place] + [end]
        if all(one < then for one, then in pairwise([start, *ends])):
            firsts = [place[0] for place in places if place]
            for glyph, first, last in zip(glyphs, firsts, ends, strict=True):
                ranges[glyph] = first, last - 1
            return
    for number, glyph in enumerate(glyphs):
        if count >= length:
            ranges[glyph] = (start + number, start + number) if number < length else None
        else:
            first, then = (start + at * length // count for at in (number, number + 1))
            ranges[glyph] = first, then - 1


class _Folded(NamedTuple):
    """Texts that are not empty when folded, the index of each, and that of each character."""

    texts: list[str]
    indices: list[int]
    origins: list[int]


def _folded(texts: Iterable[str]) -> _Folded:
    known = [(at, folded) for at, text in enumerate(texts) if (folded := fold(text))]
    origins = [at for at, folded in known for _ in folded]
    return _Folded([folded for _, folded in known], [at for at, _ in known], origins)


def _pairs(shown: _Folded, typed: _Folded) -> Iterator[tuple[int, int]]:
    """Yield pairs of glyph and character, for all that agrees.

    Look-alikes that share a glyph have one answer of the font (‧ · ・ in Noto Sans CJK). So one
    to one is preferred, unless another pairing has more in common.
    """
    ours, theirs = "".join(shown.texts), "".join(typed.texts)
    if ours == theirs:
        yield from zip(shown.origins, typed.origins, strict=True)
        return
    parts = list(opcodes(ours, theirs))
    if len(shown.texts) == len(typed.texts):
        common = sum(end - start for kind, start, end, _, _ in parts if kind == "equal")
        pairs = zip(shown.texts, typed.texts, strict=True)
        if sum(len(one) for one, other in pairs if one == other) >= common:
            yield from zip(shown.indices, typed.indices, strict=True)
            return
    for kind, a, b, c, d in parts:
        if kind == "equal" or (kind == "replace" and b - a == d - c):
            yield from zip(shown.origins[a:b], typed.origins[c:d], strict=True)
