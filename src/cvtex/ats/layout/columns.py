"""The order in which a page's rows are read: columns one after the other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cvtex.ats.headings import kind_of
from cvtex.ats.layout.lines import Cell, Line, Row, line
from cvtex.ats.layout.pieces import Page
from cvtex.ats.layout.rows import rows_of

# Parts of the page's width: how far columns begin from each other, which centred headings don't,
# and how many of the cells may reach over the border.
_APART = 0.15
_CROSSING = 0.1
# In points.
_TOLERANCE = 3


def flows_of(pages: Sequence[Page], rows: Sequence[list[Row]]) -> list[list[Line]]:
    """Return the lines in flows: one for a single column, two where the pages have two.

    Two columns are two if each has a heading of a section in it: dates beside their entries, or
    labels beside what they are the labels of, are no column. Rows above them are in the first.
    """
    flows: list[list[Line]] = [[], []]
    border: float | None = None
    for number, (page, here) in enumerate(zip(pages, _without_margin(rows), strict=True), 1):
        border = _border(page, here) or (border if border and _holds(border, here) else None)
        start = _start(here, border) if border else len(here)
        flows[0] += [line(number, row) for row in here[:start]]
        cells = [cell for row in here[start:] for cell in row]
        for flow, of_column in zip(flows, _parted(cells, border or page.width), strict=True):
            flow += [line(number, row) for row in rows_of(of_column)]
    return [flow for flow in flows if flow]


def _without_margin(pages: Sequence[list[Row]]) -> list[list[Row]]:
    """Return rows in which a heading in the margin stands above what it stands beside.

    A label as `Languages` stands beside its text in many a list: it takes several headings, and one
    of those that no résumé is without.
    """
    beside = {id(row): kind_of(row[0].text) for page in pages for row in page if row[1:]}
    kinds = {kind for kind in beside.values() if kind}
    if len(kinds) == 1 or not kinds & {"experience", "education"}:
        return list(pages)
    return [
        [part for row in page for part in ((row[:1], row[1:]) if beside.get(id(row)) else (row,))]
        for page in pages
    ]


def _parted(cells: Iterable[Cell], border: float) -> tuple[list[Cell], list[Cell]]:
    left: list[Cell] = []
    right: list[Cell] = []
    for cell in cells:
        (right if cell.left >= border - _TOLERANCE else left).append(cell)
    return left, right


def _border(page: Page, rows: Sequence[Row]) -> float | None:
    """Return where a second column begins."""
    lefts = sorted(cell.left for cell in _headings(rows))
    right = [left for left in lefts if left > lefts[0] + _APART * page.width]
    return right[0] if right and _holds(right[0], rows[_start(rows, right[0]) :]) else None


def _headings(rows: Iterable[Row]) -> list[Cell]:
    return [cell for row in rows for cell in row if kind_of(cell.text)]


def _start(rows: Sequence[Row], border: float) -> int:
    """Return the first row of the columns: that of a heading, or of whatever stands beside it."""
    first = next((at for at, row in enumerate(rows) if _headings([row])), 0)
    over = [at for at, row in enumerate(rows[:first]) if any(_crosses(c, border) for c in row)]
    beside = [
        at
        for at, row in enumerate(rows[:first])
        if at > max(over, default=-1) and any(cell.left >= border - _TOLERANCE for cell in row)
    ]
    return min(beside, default=first)


def _holds(border: float, rows: Sequence[Row]) -> bool:
    """Tell whether text keeps to its side of a border, and there is some on both."""
    cells = [cell for row in rows for cell in row]
    crossing = sum(_crosses(cell, border) for cell in cells)
    return crossing <= _CROSSING * len(cells) and all(_parted(cells, border))


def _crosses(cell: Cell, border: float) -> bool:
    return cell.left < border - _TOLERANCE and cell.right > border + _TOLERANCE
