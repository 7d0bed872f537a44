"""Says what each glyph of a leaf shows, and where a space and a shared cluster are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple
from unicodedata import bidirectional

from cvtex.finish.glyphs.align import places
from cvtex.finish.glyphs.level_runs import runs_of
from cvtex.unicode.bidi import is_bidirectional, leaf_levels, mirrored
from cvtex.unicode.clusters import clusters, paints

_RIGHT = frozenset({"R", "AL"})

Place = tuple[int, int] | None
"""The first and last character that a glyph shows."""


class Aligned(NamedTuple):
    """The glyphs of a leaf, by their indices in the order of painting, and its characters.

    `meant` is the text of each glyph, None if it is unknown. `owners` is the first character of
    each, or that of the glyph before it. `gaps` are two glyphs and the space between them. `shared`
    are the clusters that several glyphs show, from left to right. `has_runs` is whether the leaf
    has text of both directions.
    """

    meant: tuple[str | None, ...]
    owners: tuple[int, ...]
    gaps: tuple[tuple[int, int, int], ...]
    shared: tuple[tuple[str, tuple[int, ...]], ...]
    has_runs: bool


# An edit changes one leaf of hundreds.
@lru_cache(maxsize=1024)
def aligned(
    shown: tuple[str, ...], runs: tuple[tuple[int, int], ...], typed: str, *, rtl: bool
) -> Aligned:
    """Align the glyphs of a leaf with its text.

    `shown` is the font's ToUnicode text of each glyph, `runs` the offset in the leaf of each text
    object and the number of its glyphs, `rtl` whether the document is from right to left.
    """
    of = leaf_levels(typed, rtl=rtl)
    has_runs = any(level % 2 for level in of) or is_bidirectional(typed)
    ranges = _places(runs, shown, typed, of)
    # One more: nothing is there behind the text, nor before it.
    blank = [*map(str.isspace, typed), False]
    meant: list[str | None] = []
    owners: list[int] = []
    gaps: list[tuple[int, int, int]] = []
    start = end = 0
    before: int | None = None
    for glyph, (text, place) in enumerate(zip(shown, ranges, strict=True)):
        if place:
            first, last = place
            if before is not None and (first >= end or last < start):
                # From right to left, the next glyph shows an earlier character.
                behind = start - 1 if of[start] % 2 else end
                ahead = last + 1 if of[first] % 2 else first - 1
                if blank[behind] or blank[ahead]:
                    gaps.append((before, glyph, behind if blank[behind] else ahead))
            start, end = first, last + 1
            own = typed[first:end]
            if has_runs and own and bidirectional(own[0]) in _RIGHT:
                own = "".join(filter(paints, own))
            meant.append(own)
        else:
            meant.append(None if text.isspace() else "")
        owners.append(start)
        # No space is missing where the font's own is shown.
        before = None if text.isspace() else glyph
    shared = () if typed.isascii() else _shared(typed, ranges, meant)
    return Aligned(tuple(meant), tuple(owners), tuple(gaps), shared, has_runs)


def _places(
    runs: Sequence[tuple[int, int]], shown: Sequence[str], typed: str, of: list[int]
) -> list[Place]:
    """Return the range of each glyph in the text, in both directions; `of` is the levels."""
    ranges: list[Place] = [None] * len(shown)
    for run in runs_of(runs, of):
        own = [shown[glyph] for glyph in run.glyphs]
        if run.right_to_left:
            # A mirrored bracket is painted there.
            own = ["".join(map(mirrored, text)) for text in own]
        found = places(own, typed[run.start : run.end])
        for glyph, place in zip(run.glyphs, found, strict=True):
            ranges[glyph] = place and (run.start + place[0], run.start + place[1])
    return ranges


def _shared(
    typed: str, ranges: list[Place], meant: list[str | None]
) -> tuple[tuple[str, tuple[int, ...]], ...]:
    """Return the clusters that have several glyphs.

    From right to left, readers reverse the characters of one glyph, so each glyph keeps its own.
    """
    whole = _shown_as_one(typed, ranges)
    owners = [number for number, (start, end) in enumerate(whole) for _ in range(start, end)]
    members: dict[int, list[int]] = defaultdict(list)
    last = 0
    for glyph, place in enumerate(ranges):
        if place and place[0] <= place[1]:
            last = owners[place[0]]
            members[last].append(glyph)
        elif meant[glyph] == "":
            # A glyph without a character belongs to the one before it.
            members[last].append(glyph)
    several = ((typed[slice(*whole[at])], own) for at, own in members.items() if len(own) > 1)
    return tuple(
        (text, tuple(own)) for text, own in several if bidirectional(text[0]) not in _RIGHT
    )


def _shown_as_one(typed: str, ranges: list[Place]) -> list[tuple[int, int]]:
    """Return the clusters of a text; those that share a glyph are joined."""
    within = {at for place in ranges if place for at in range(place[0] + 1, place[1] + 1)}
    starts = [start for start, _ in clusters(typed) if start not in within]
    return list(pairwise([*starts, len(typed)]))
