"""Finds the annotations of each link: one for each line that the link runs over."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pikepdf import Name

from cvtex.finish.contents import LEAF, Mark, Page

if TYPE_CHECKING:
    from pikepdf import Object, Pdf

    from cvtex.finish.reading import Part

# Type stands on the base line; a link's rectangle reaches below it.
_SLACK = 1.0


@dataclass(frozen=True, slots=True)
class _Line:
    """A link's text on one line."""

    page: int
    y: float
    owner: tuple[Mark, int]


def find(
    pdf: Pdf, pages: list[Page], parts: dict[int, list[Part]]
) -> dict[tuple[Mark, int] | None, list[tuple[int, Object]]]:
    """Return the annotations of each linked part with their pages; under None, those of no text.

    xdvipdfmx writes them in the order of the text, and begins a new one on each line.
    """
    lines = _lines(pages, parts)
    found: dict[tuple[Mark, int] | None, list[tuple[int, Object]]] = defaultdict(list)
    at = 0
    for number, page in enumerate(pdf.pages):
        for annotation in page.obj.get(Name.Annots, []):
            fits = (one for one in range(at, len(lines)) if _on(lines[one], number, annotation))
            chosen = next(fits, None)
            # Failing a next line that fits, it may be a second rectangle on the last one.
            if chosen is None and at and _on(lines[at - 1], number, annotation):
                chosen = at - 1
            at = at if chosen is None else chosen + 1
            found[None if chosen is None else lines[chosen].owner].append((number, annotation))
    return found


def _lines(pages: list[Page], parts: dict[int, list[Part]]) -> list[_Line]:
    lines: list[_Line] = []
    for text in (text for page in pages for text in page.texts):
        if not text.mark or text.mark.kind != LEAF:
            continue
        known = parts.get(text.mark.number, [])
        for show in text.shows:
            for part in dict.fromkeys(show.parts):
                line = _Line(show.page, show.y, (text.mark, part))
                if known[part].link and line not in lines[-1:]:
                    lines.append(line)
    return lines


def _on(line: _Line, page: int, annotation: Object) -> bool:
    _, low, _, high = (float(value) for value in annotation[Name.Rect].as_list())
    return line.page == page and low - _SLACK <= line.y <= high + _SLACK
