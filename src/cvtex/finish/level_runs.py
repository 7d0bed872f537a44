"""Puts the glyphs of a leaf into logical order, by level runs (UAX #9).

TeX reorders the lines and fonts reorder the words of text from right to left: the page is painted
from left to right. The class marks each level run with its offset in the leaf.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from cvtex.finish.contents import TextObject


class Run(NamedTuple):
    """A level run: its glyphs in logical order, its characters, and whether it is right-to-left."""

    glyphs: list[int]
    start: int
    end: int
    right_to_left: bool


def runs_of(texts: list[TextObject], levels: list[int]) -> Iterator[Run]:
    """Yield the level runs of a leaf; glyphs are numbered in the order of painting.

    `levels` is the embedding level of each character.
    """
    glyphs: dict[int, list[int]] = defaultdict(list)
    count = 0
    for text in texts:
        shown = sum(len(show.codes) for show in text.shows)
        glyphs[text.run or 0] += range(count, count + shown)
        count += shown
    for start, end in pairwise([*sorted(glyphs), len(levels)]):
        right_to_left = bool(levels[start] % 2)
        yield Run(glyphs[start][:: -1 if right_to_left else 1], start, end, right_to_left)
