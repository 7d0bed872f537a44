"""Aligns the glyphs of a leaf with the characters that were typed."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from cvtex.finish.lookalikes import fold
from cvtex.pdf.difference import opcodes
from cvtex.unicode.clusters import clusters

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def places(said: list[str], typed: str) -> list[tuple[int, int] | None]:
    """Return for each glyph the first and last character of the text that it shows.

    `said` is what the font answers for each glyph. Case, spaces and look-alikes don't count. Where
    glyphs and characters are not one to one, or stand in another order (the vowels of India, forms
    that a font has no answer for), a word's characters are dealt out to its glyphs in the order of
    the text: a reader that takes glyph after glyph then has the text.
    """
    found: list[tuple[int, int] | None] = [None] * len(said)
    for glyph, at in _pairs(_folded(said), _folded(typed)):
        known = found[glyph]
        found[glyph] = (known[0] if known else at, at)
    if not _is_whole(said, typed, found):
        _deal(typed, found)
    return found


def _is_whole(said: list[str], typed: str, found: list[tuple[int, int] | None]) -> bool:
    """Return whether each character has its glyph, and each glyph that shows something its own."""
    at = 0
    for text, place in zip(said, found, strict=True):
        if place is None:
            if not text.isspace():
                return False
            continue
        first, last = place
        if typed[at:first].strip() or first < at:
            return False
        at = last + 1
    return not typed[at:].strip()


def _deal(typed: str, found: list[tuple[int, int] | None]) -> None:
    """Mend the places of the words that have glyphs without characters, or the reverse."""
    words = [match.span() for match in re.finditer(r"\S+", typed)]
    if not words:
        return
    begin = 0
    for number, same in groupby(_owners(words, found)):
        glyphs = range(begin, begin + len(list(same)))
        begin = glyphs.stop
        for part, first, then in _parts(typed, *words[number], glyphs, found):
            _spread(part, first, then, found)


def _owners(words: list[tuple[int, int]], found: list[tuple[int, int] | None]) -> list[int]:
    """Return the word of each glyph; one without a place belongs to the word around it."""
    starts = [start for start, _ in words]
    shown = {bisect_right(starts, place[0]) - 1 for place in found if place}
    owners, last, at = [], 0, 0
    for place in found:
        if place:
            last, at = max(last, bisect_right(starts, place[0]) - 1), place[1] + 1
        elif at >= words[last][1] and last + 1 < len(words) and last + 1 not in shown:
            # The word is whole, and none of the next one's glyphs is known.
            last, at = last + 1, words[last + 1][0]
        owners.append(last)
    return owners


def _parts(
    typed: str, start: int, end: int, glyphs: range, found: list[tuple[int, int] | None]
) -> Iterator[tuple[range, int, int]]:
    """Yield the stretches of a word that are not in order: glyphs, where their characters stand.

    A stretch begins at a cluster whose first character has a glyph, and ends before the next one
    from which on all is in order. Both sides of a cut need a place for their nearest glyph: what
    has none may belong to either.
    """
    begins = {start + at for at, _ in clusters(typed[start:end])}
    cuts = [(glyphs.start, start)]
    for glyph in glyphs[1:]:
        place, before = found[glyph], found[glyph - 1]
        if place and before and place[0] in begins and before[1] == place[0] - 1:
            cuts.append((glyph, place[0]))
    cuts.append((glyphs.stop, end))
    for (glyph, at), (next_glyph, next_at) in pairwise(cuts):
        yield range(glyph, next_glyph), at, next_at


def _spread(glyphs: range, start: int, end: int, found: list[tuple[int, int] | None]) -> None:
    """Give each glyph its share of the characters between two places, in order."""
    count, length = len(glyphs), end - start
    if not count:
        return
    places = [found[glyph] for glyph in glyphs]
    if all(places) and places[0][0] == start:  # type: ignore[index]  # none of them is None
        # In order already: what has no glyph belongs to the one before it.
        ends = [place[0] for place in places[1:] if place] + [end]
        if all(one < then for one, then in pairwise([start, *ends])):
            firsts = [place[0] for place in places if place]
            for glyph, first, last in zip(glyphs, firsts, ends, strict=True):
                found[glyph] = first, last - 1
            return
    for number, glyph in enumerate(glyphs):
        if count >= length:
            found[glyph] = (start + number, start + number) if number < length else None
        else:
            first, then = (start + at * length // count for at in (number, number + 1))
            found[glyph] = first, then - 1


def _folded(texts: Iterable[str]) -> tuple[str, list[int]]:
    """Return texts as one, folded, and for each of its characters the text that it is from."""
    chars, origins = [], list[int]()
    for at, text in enumerate(texts):
        folded = fold(text)
        chars.append(folded)
        origins += [at] * len(folded)
    return "".join(chars), origins


def _pairs(said: tuple[str, list[int]], typed: tuple[str, list[int]]) -> Iterator[tuple[int, int]]:
    """Pair what was said with what was typed: one to one, or as much of it as agrees."""
    (ours, glyphs), (theirs, chars) = said, typed
    if ours == theirs:
        yield from zip(glyphs, chars, strict=True)
        return
    for kind, a, b, c, d in opcodes(ours, theirs):
        if kind == "equal" or (kind == "replace" and b - a == d - c):
            yield from zip(glyphs[a:b], chars[c:d], strict=True)
