"""Puts the glyphs of a leaf into logical order, by level runs (UAX #9).

TeX reorders the lines and fonts reorder the words of text from right to left: the page is painted
from left to right. The class marks each level run with its offset in the leaf.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple


class LevelRun(NamedTuple):
    """A level run: its glyphs in logical order, its characters, and whether it is right-to-left."""

    glyphs: list[int]
    start: int
    end: int
    right_to_left: bool


def runs_of(runs: Sequence[tuple[int, int]], levels: list[int]) -> Iterator[LevelRun]:
    """Yield the level runs of a leaf; glyphs are numbered in the order of painting.

    `runs` is the offset of each text object in the leaf and the number of its glyphs, `levels` the
    embedding level of each character.
    """
    glyphs: dict[int, list[int]] = defaultdict(list)
    count = 0
    for offset, shown in runs:
        glyphs[offset] += range(count, count + shown)
        count += shown
    for start, end in pairwise([*sorted(glyphs), len(levels)]):
        right_to_left = bool(levels[start] % 2)
        yield LevelRun(glyphs[start][:: -1 if right_to_left else 1], start, end, right_to_left)
