"""Joins pieces of text into the rows and cells that a person sees."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from operator import attrgetter

from cvtex.ats.layout.lines import Cell, Row, TextRun
from cvtex.ats.layout.pieces import PageLayout, Piece

# In ems. A space between words is 0.25 wide, and in a justified line up to 0.5; a `\quad` is 1.
_SPACE, _CELL = 0.12, 0.75
# A limit of time; no page is that wide.
_CELLS_MAX = 400
# How tabs and runs of spaces of a word processor are read.
_WIDE = re.compile(r"\s{3,}|\t+|\u3000+")


def rows_of_pages(pages: Sequence[PageLayout]) -> list[list[Row]]:
    """Return the rows of each page from top to bottom, without page numbers and running heads."""
    return _without_running_heads([_rows(page.pieces) for page in pages])


def rows_of(cells: Iterable[Cell]) -> list[Row]:
    """Return cells in rows from top to bottom."""
    rows: list[list[Cell]] = []
    for cell in sorted(cells, key=lambda cell: (cell.top + cell.bottom, cell.left)):
        # Cells are sorted by their middles, so the first and the last of a row are the
        # farthest apart.
        if rows and all(_beside(other, cell) for other in (rows[-1][0], rows[-1][-1])):
            rows[-1].append(cell)
        else:
            rows.append([cell])
    return [tuple(sorted(row, key=attrgetter("left"))) for row in rows]


def _beside(one: Cell, other: Cell) -> bool:
    """Return whether two cells are in one row, even if one is much larger."""
    apart = abs(one.top + one.bottom - other.top - other.bottom)
    return apart < min(one.bottom - one.top, other.bottom - other.top)


def _rows(pieces: Iterable[Piece]) -> list[Row]:
    single = [
        Cell(
            (TextRun(part, piece.look, piece.url),),
            left,
            piece.top,
            right,
            piece.bottom,
            urls,
            piece.spaced,
        )
        for piece in pieces
        for urls in ((piece.url,) if piece.url else (),)
        for part, left, right in _parts(piece)
    ]
    return [tuple(_merged(row)) for row in rows_of(single)]


def _parts(piece: Piece) -> Iterable[tuple[str, float, float]]:
    """Yield the parts of a piece between wide spaces, with their left and right edges."""
    width = (piece.right - piece.left) / len(piece.text)
    start = 0
    gaps = [wide.span() for wide in _WIDE.finditer(piece.text)]
    for end, after in [*gaps, (len(piece.text),) * 2]:
        part = piece.text[start:end]
        if part.strip():
            first = start + len(part) - len(part.lstrip())
            last = start + len(part.rstrip())
            yield part.strip(), piece.left + first * width, piece.left + last * width
        start = after


def _merged(row: Sequence[Cell]) -> Iterable[Cell]:
    """Yield the cells of a row; pieces that are close together are one cell."""
    cell = row[0]
    for other in row[1:_CELLS_MAX]:
        em = min(cell.runs[-1].look.size, other.runs[0].look.size)
        gap = other.left - cell.right
        if _is_copy(cell, other):
            continue
        if gap > _CELL * em:
            yield cell
            cell = other
        else:
            space = " " if cell.spaced or gap > _SPACE * em else ""
            cell = Cell(
                _runs(cell.runs, space, other.runs),
                cell.left,
                min(cell.top, other.top),
                max(cell.right, other.right),
                max(cell.bottom, other.bottom),
                tuple(dict.fromkeys(cell.urls + other.urls)),
                other.spaced,
            )
    yield cell


def _is_copy(cell: Cell, other: Cell) -> bool:
    """Return whether a cell is printed over another one, as some programs do for bold."""
    near = other.right <= cell.right + 1 and abs(cell.left - other.left) < 1
    return near and cell.text.endswith(other.text)


def _runs(
    before: tuple[TextRun, ...], space: str, after: tuple[TextRun, ...]
) -> tuple[TextRun, ...]:
    last, first = before[-1], after[0]
    if (last.look, last.url) == (first.look, first.url):
        return (*before[:-1], replace(last, text=last.text + space + first.text), *after[1:])
    return (*before[:-1], replace(last, text=last.text + space), *after)


_NUMBER = re.compile(
    # The feet of cvtex's pages are one or two bullets to a reader.
    r"•(?: •)?"
    r"|\W*(?:(?:page|seite|第)\s*)?\d{1,3}\s*+(?:页|/|of|von|，|共)*+\s*+\d{0,3}+\s*+页?\W*",
    re.IGNORECASE,
)


def _without_running_heads(pages: list[list[Row]]) -> list[list[Row]]:
    """Return pages without page numbers, and without headers and footers of an earlier page."""
    seen: set[str] = set()
    kept = []
    for page in pages:
        edges = {0, len(page) - 1} if len(page) > 1 else set()
        texts = {at: re.sub(r"\d+", "", " ".join(cell.text for cell in page[at])) for at in edges}
        numbers = {at for at in edges if _NUMBER.fullmatch(" ".join(c.text for c in page[at]))}
        running = {at for at in edges if texts[at] in seen} | numbers
        kept.append([row for at, row in enumerate(page) if at not in running])
        seen |= {text for at, text in texts.items() if at not in numbers}
    return kept
