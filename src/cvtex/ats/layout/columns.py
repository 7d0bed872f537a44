"""Puts the rows of pages into reading order, one column after the other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cvtex.ats.labels import is_in_table
from cvtex.ats.layout.lines import Cell, Line, Row, line
from cvtex.ats.layout.pieces import PageLayout
from cvtex.ats.layout.rows import rows_of
from cvtex.ats.section_kinds import kind_of

_APART = 0.15  # of the page width: the least distance between the left edges of two columns
_CROSSING = 0.1  # of the cells: those that may cross the border
_TOLERANCE = 3  # points
_PAIRS = (4, 6)  # cells of a row with several labels, of which one may be the word of a heading


def flows_of(pages: Sequence[PageLayout], rows: Sequence[list[Row]]) -> list[list[Line]]:
    """Return the lines of the pages as one flow, or as two if the pages have two columns.

    Both columns must have a heading of a section: dates beside entries and labels beside texts are
    not columns. Rows above the columns are in the first flow.
    """
    flows: list[list[Line]] = [[], []]
    border: float | None = None
    for number, (page, here) in enumerate(zip(pages, _without_margin(rows), strict=True), 1):
        border = _border(page, here) or (border if border and _holds(border, here) else None)
        start = _start(here, border) if border else len(here)
        flows[0] += [line(number, row) for row in here[:start]]
        cells = [cell for row in here[start:] for cell in row]
        for flow, of_column in zip(flows, _split(cells, border or page.width), strict=True):
            flow += [line(number, row) for row in rows_of(of_column)]
    return [flow for flow in flows if flow]


def _without_margin(pages: Sequence[list[Row]]) -> list[list[Row]]:
    """Return rows in which a heading in the margin is above the text beside it.

    Lists have labels such as `Languages` beside their texts. So there must be several headings, one
    of them of experience or education.
    """
    beside = {
        id(row): kind_of(row[0].text)
        for page in pages
        for row in page
        if row[1:] and not (len(row) in _PAIRS and is_in_table(row, page))
    }
    kinds = {kind for kind in beside.values() if kind}
    if len(kinds) == 1 or not kinds & {"experience", "education"}:
        return list(pages)
    return [
        [part for row in page for part in ((row[:1], row[1:]) if beside.get(id(row)) else (row,))]
        for page in pages
    ]


def _split(cells: Iterable[Cell], border: float) -> tuple[list[Cell], list[Cell]]:
    left: list[Cell] = []
    right: list[Cell] = []
    for cell in cells:
        (right if cell.left >= border - _TOLERANCE else left).append(cell)
    return left, right


def _border(page: PageLayout, rows: Sequence[Row]) -> float | None:
    """Return the left edge of the second column, in points; None if there is none."""
    lefts = sorted(cell.left for cell in _headings(rows))
    right = [left for left in lefts if left > lefts[0] + _APART * page.width]
    return right[0] if right and _holds(right[0], rows[_start(rows, right[0]) :]) else None


def _headings(rows: Iterable[Row]) -> list[Cell]:
    return [cell for row in rows for cell in row if kind_of(cell.text)]


def _start(rows: Sequence[Row], border: float) -> int:
    """Return the index of the first row of the columns: of a heading, or of text beside one."""
    first = next((at for at, row in enumerate(rows) if _headings([row])), 0)
    over = [at for at, row in enumerate(rows[:first]) if any(_crosses(c, border) for c in row)]
    beside = [
        at
        for at, row in enumerate(rows[:first])
        if at > max(over, default=-1) and any(cell.left >= border - _TOLERANCE for cell in row)
    ]
    return min(beside, default=first)


def _holds(border: float, rows: Sequence[Row]) -> bool:
    """Return whether there is text on both sides of a border, and hardly any across it."""
    cells = [cell for row in rows for cell in row]
    crossing = sum(_crosses(cell, border) for cell in cells)
    return crossing <= _CROSSING * len(cells) and all(_split(cells, border))


def _crosses(cell: Cell, border: float) -> bool:
    return cell.left < border - _TOLERANCE and cell.right > border + _TOLERANCE
