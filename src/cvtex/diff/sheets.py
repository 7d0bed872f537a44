"""The pages of two PDFs side by side, with marks on what changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from cvtex.diagnostics import Checked, Diagnostic, Span, failed
from cvtex.diagnostics.codes import Code
from cvtex.diff.comparing import Change, GroupChange
from cvtex.diff.comparison import Comparison, Printed
from cvtex.diff.outline import Group, OutlineRow
from cvtex.diff.pdf import PdfText, Spot, rectangles
from cvtex.diff.sides import Side
from cvtex.diff.words import How
from cvtex.report.pictures import PageJpeg, draw_pages
from cvtex.verify.isolated import StoppedError, isolated

_MARGIN = 0.004
"""Of the width of a page, on both sides of what was moved."""


@dataclass(frozen=True, slots=True)
class ChangeMark:
    """A rectangle on a page: `removed`, `added` or `moved`, and the number of its change from 1."""

    kind: str
    number: int
    spot: Spot


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page with its marks."""

    picture: PageJpeg
    marks: tuple[ChangeMark, ...]


@dataclass(frozen=True, slots=True)
class Spread:
    """A page beside the one that it became, None where there is none."""

    old: Sheet | None
    new: Sheet | None


def spreads(comparison: Comparison) -> Checked[tuple[Spread, ...]]:
    """Return the pages of a comparison whose sides are printed."""
    if comparison.printed is None:
        return Checked(())
    old, new = comparison.printed
    before = _sheets(comparison.old, old, marks_of(comparison.changes, old.text, is_new=False))
    after = _sheets(comparison.new, new, marks_of(comparison.changes, new.text, is_new=True))
    if before.value is None or after.value is None:
        return failed(*before.diagnostics, *after.diagnostics)
    return Checked(
        tuple(
            Spread(
                None if one is None else before.value[one],
                None if other is None else after.value[other],
            )
            for one, other in aligned(old.text.pages, new.text.pages)
        )
    )


def marks_of(changes: Sequence[GroupChange], text: PdfText, *, is_new: bool) -> list[ChangeMark]:
    """Return the marks of changes on the pages of the old or the new PDF."""
    marks = list[ChangeMark]()
    for number, change in enumerate(changes, 1):
        group = change.new if is_new else change.old
        if change.change is Change.MOVED and group:
            marks += (ChangeMark("moved", number, spot) for spot in _around(text, group))
        for row in change.rows:
            side = row.new if is_new else row.old
            if side is None:
                continue
            if row.change is Change.MOVED:
                spots = _spots(text, side, 0, len(side.text))
                marks += (ChangeMark("moved", number, spot) for spot in rectangles(spots))
            how = How.ADDED if is_new else How.REMOVED
            for piece in row.pieces:
                if piece.how is how:
                    spots = _spots(text, side, piece.start, piece.start + len(piece.text))
                    marks += (ChangeMark(str(how), number, spot) for spot in rectangles(spots))
    return marks


def aligned(
    old: Sequence[Counter[str]], new: Sequence[Counter[str]]
) -> list[tuple[int | None, int | None]]:
    """Return pairs of pages in order, by the words of each, so that most words are side by side.

    Where none are, the pages of a number are. What has no other has None.
    """
    best = {(0, 0): (0, -1, -1)}
    for one in range(len(old) + 1):
        for other in range(len(new) + 1):
            steps = list[tuple[int, int, int]]()
            if one and other:
                shared = (old[one - 1] & new[other - 1]).total() + 1
                steps.append((best[one - 1, other - 1][0] + shared, one - 1, other - 1))
            if one:
                steps.append((best[one - 1, other][0], one - 1, other))
            if other:
                steps.append((best[one, other - 1][0], one, other - 1))
            if steps:
                best[one, other] = max(steps)
    pairs, at = list[tuple[int | None, int | None]](), (len(old), len(new))
    while at != (0, 0):
        _, one, other = best[at]
        pairs.append((one if one < at[0] else None, other if other < at[1] else None))
        at = one, other
    return pairs[::-1]


def _spots(text: PdfText, row: OutlineRow, start: int, end: int) -> Iterator[Spot | None]:
    """Yield the spots of a range of a row's text."""
    for leaf, offset in row.leaves:
        yield from text.spots.get(leaf, ())[max(start - offset, 0) : max(end - offset, 0)]


def _around(text: PdfText, group: Group) -> list[Spot]:
    """Return a rectangle around the lines of a group on each page."""
    spots = [spot for row in group.rows for spot in _spots(text, row, 0, len(row.text)) if spot]
    pages = dict[int, list[Spot]]()
    for spot in spots:
        pages.setdefault(spot.page, []).append(spot)
    return [
        Spot(
            page,
            min(spot.left for spot in on) - _MARGIN,
            min(spot.top for spot in on),
            max(spot.right for spot in on) + _MARGIN,
            max(spot.bottom for spot in on),
        )
        for page, on in pages.items()
    ]


def _sheets(side: Side, printed: Printed, marks: Iterable[ChangeMark]) -> Checked[list[Sheet]]:
    drawn = _drawn(side, printed.pdf, len(printed.text.pages))
    if not drawn.value or len(drawn.value) < len(printed.text.pages):
        return failed(*drawn.diagnostics)
    on = dict[int, list[ChangeMark]]()
    for mark in marks:
        on.setdefault(mark.spot.page, []).append(mark)
    return Checked([Sheet(one, tuple(on.get(one.page - 1, ()))) for one in drawn.value])


def _drawn(side: Side, pdf: Path, pages: int) -> Checked[tuple[PageJpeg, ...]]:
    """Draw pages; those of another program within limits of time and memory."""
    if side.document is not None:
        return draw_pages(pdf, pages, pages)
    try:
        return isolated(lambda: draw_pages(pdf, pages, pages))
    except StoppedError as stopped:
        return failed(Diagnostic(Code.PDF_UNREADABLE, f"the PDF {stopped}", Span(pdf)))
