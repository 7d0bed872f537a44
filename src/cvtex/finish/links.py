"""Adds link annotations: a rectangle for each line of a link's text."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from pikepdf import Array, Dictionary, Name, String

from cvtex.finish.contents import LEAF, LeafMark, PageOperators

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pikepdf import Object, Pdf

    from cvtex.document import Link
    from cvtex.finish.contents import Show
    from cvtex.finish.matching import Part

# The extent of type below and above its baseline, in type sizes.
_DEPTH, _HEIGHT = 0.25, 0.75
# Marks may be shifted from their line by less than this, in type sizes.
_NEAR = 0.8

Owner = tuple[LeafMark, int]


@dataclass(slots=True)
class _Area:
    """The area of a link's text on one line of one page, without other text in it."""

    link: Link
    left: float
    right: float
    y: float
    size: float

    def extend(self, other: _Area) -> bool:
        """Extend it by the next text of the link, and return True, if that is on the same line."""
        if abs(other.y - self.y) > _NEAR * self.size:
            return False
        self.left, self.right = min(self.left, other.left), max(self.right, other.right)
        return True

    def box(self) -> Array:
        bottom, top = self.y - _DEPTH * self.size, self.y + _HEIGHT * self.size
        return Array([round(side, 3) for side in (self.left, bottom, self.right, top)])


def add_links(
    pdf: Pdf, pages: list[PageOperators], parts: dict[int, list[Part]]
) -> dict[Owner, list[tuple[int, Object]]]:
    """Add the annotations of all links; return those of each linked part, with their page indices.

    In a line of both directions, other text may be within a link.
    """
    annotations_of: dict[Owner, list[tuple[int, Object]]] = defaultdict(list)
    for number, (target, page) in enumerate(zip(pdf.pages, pages, strict=True)):
        annotations = Array()
        for owner, same in groupby(_areas(page, parts), key=lambda pair: pair[0]):
            lines: list[_Area] = []
            for _, area in same:
                if area and not (lines and lines[-1].extend(area)):
                    lines.append(area)
            for line in lines:
                annotation = pdf.make_indirect(_annotation(line))
                annotations.append(annotation)
                annotations_of[owner].append((number, annotation))
        if len(annotations):
            target.obj[Name.Annots] = annotations
    return annotations_of


def _areas(
    page: PageOperators, parts: dict[int, list[Part]]
) -> Iterator[tuple[Owner, _Area | None]]:
    """Yield each part in the order of painting, with its area if it is a link."""
    for text in page.texts:
        if not text.mark or text.mark.kind != LEAF:
            continue
        if not any(part.link for part in parts[text.mark.number]):
            yield (text.mark, 0), None
            continue
        for show in text.shows:
            edges = _edges(show)
            for part, codes in groupby(range(len(show.parts)), key=show.parts.__getitem__):
                own, link = [*codes], parts[text.mark.number][part].link
                # A mark stands back over its letter.
                left, right = min(edges[at][0] for at in own), max(edges[at][1] for at in own)
                area = _Area(link, left, right, show.y, show.size) if link else None
                yield (text.mark, part), area


def _edges(show: Show) -> list[tuple[float, float]]:
    """Return the left and right edge of each glyph, in points."""
    edges, pen = [], show.start
    for at, code in enumerate(show.codes):
        end = pen + show.font.width([code]) * show.size / 1000
        edges.append((pen, end))
        pen = end - show.kerns.get(at, 0.0) * show.size / 1000
    return edges


def _annotation(area: _Area) -> Dictionary:
    """Return a link annotation (ISO 32000-1, 12.5.6.5) with the Print flag (ISO 19005-2, 6.3.2)."""
    action = Dictionary(S=Name.URI, URI=String(area.link.url.encode("ascii")))
    return Dictionary(
        Type=Name.Annot,
        Subtype=Name.Link,
        Rect=area.box(),
        Border=Array([0, 0, 0]),
        F=4,
        A=action,
    )
