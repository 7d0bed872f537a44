"""Finds the annotations of each link: one for each line that the link runs over."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from pikepdf import Name

from cvtex.finish.contents import LEAF, Mark, Page

if TYPE_CHECKING:
    from pikepdf import Object, Pdf

    from cvtex.finish.contents import Show, TextObject
    from cvtex.finish.reading import Part

# In points: numbers are rounded in the file, and glyphs lean out of their boxes.
_SLACK = 1.0

Owner = tuple[Mark, int]


@dataclass(frozen=True, slots=True)
class _Run:
    """Glyphs of a link that one operator shows: whose they are, their middle, their base line."""

    owner: Owner
    middle: float
    y: float


def find(
    pdf: Pdf, pages: list[Page], parts: dict[int, list[Part]]
) -> dict[Owner | None, list[tuple[int, Object]]]:
    """Return the annotations of each linked part with their pages; under None, those of no text."""
    found: dict[Owner | None, list[tuple[int, Object]]] = defaultdict(list)
    for number, (source, page) in enumerate(zip(pdf.pages, pages, strict=True)):
        runs = [run for text in page.texts for run in _linked(text, parts)]
        for annotation in source.obj.get(Name.Annots, []):
            found[_owner(annotation, runs)].append((number, annotation))
    return found


def _owner(annotation: Object, runs: list[_Run]) -> Owner | None:
    """Return whose glyphs lie in an annotation.

    A tall letter makes it reach up to the line above: the lowest base line is its own.
    """
    left, low, right, high = (float(value) for value in annotation[Name.Rect].as_list())
    inside = (
        run
        for run in runs
        if left - _SLACK <= run.middle <= right + _SLACK and low - _SLACK <= run.y <= high + _SLACK
    )
    lowest = min(inside, key=lambda run: run.y, default=None)
    return lowest.owner if lowest else None


def _linked(text: TextObject, parts: dict[int, list[Part]]) -> Iterator[_Run]:
    if not text.mark or text.mark.kind != LEAF:
        return
    known = parts.get(text.mark.number, [])
    for show in text.shows:
        edges = _edges(show)
        for part, codes in groupby(range(len(show.codes)), key=show.parts.__getitem__):
            if known[part].link:
                own = [*codes]
                middle = (edges[own[0]][0] + edges[own[-1]][1]) / 2
                yield _Run((text.mark, part), middle, show.y)


def _edges(show: Show) -> list[tuple[float, float]]:
    """Return where each glyph begins and ends on its line."""
    edges, pen = [], show.start
    for at, code in enumerate(show.codes):
        end = pen + show.font.width([code]) * show.size / 1000
        edges.append((pen, end))
        pen = end - show.kerns.get(at, 0.0) * show.size / 1000
    return edges
