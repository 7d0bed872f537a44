"""The glyphs of a leaf in the order of its text, where the page has another.

TeX turns each line of text from right to left, and fonts turn each word of it: the page paints from
left to right. The class marks each run of one level with its place in the leaf.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from cvtex.finish.contents import TextObject


class Run(NamedTuple):
    """Glyphs in the order of the text, the characters that they show, and whether they turn."""

    glyphs: list[int]
    start: int
    end: int
    turned: bool


def runs_of(texts: list[TextObject], levels: list[int]) -> Iterator[Run]:
    """Yield the runs of a leaf, in its order; glyphs are counted in the order of painting.

    `levels` are those of its characters.
    """
    glyphs: dict[int, list[int]] = defaultdict(list)
    count = 0
    for text in texts:
        shown = sum(len(show.codes) for show in text.shows)
        glyphs[text.run or 0] += range(count, count + shown)
        count += shown
    for start, end in pairwise([*sorted(glyphs), len(levels)]):
        turned = bool(levels[start] % 2)
        yield Run(glyphs[start][:: -1 if turned else 1], start, end, turned)
