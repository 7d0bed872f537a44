"""Sorts the entries of a section by date, and finds entries out of order."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple, TypeVar

from cvtex.schema.dates import Calendar, Date, DateError, Present, parse_date
from cvtex.schema.fields import Record
from cvtex.schema.records import period
from cvtex.sections.publications import Publication
from cvtex.sections.section_type import SectionModel, Sorted
from cvtex.source.typed import Typed

R = TypeVar("R", bound=Record)

Point = tuple[int, ...]
"""A year, or also its month and day; `NOW` for `present`."""

NOW: Point = (9999, 12, 31)


class When(NamedTuple):
    """The end and the start of an entry; a single date is both."""

    end: Point
    start: Point


def when(entry: Record) -> When | None:
    """Return when an entry was, or its latest part; None without a date or with words."""
    start, end = (entry.year,) * 2 if isinstance(entry, Publication) else period(entry)
    points = [point for date in (end, start) if (point := _point(date))]
    if points:
        return When(points[0], points[-1])
    return max(filter(None, map(when, getattr(entry, "parts", ()))), default=None)


def sorted_section(section: SectionModel) -> SectionModel:
    """Return a section with its entries and their parts in the order of its `sort`."""
    if not isinstance(section, Sorted) or section.sort is None:
        return section
    return section.model_copy(update={"entries": _sorted(section.records(), section.sort)})


def _sorted(entries: list[R], sort: str) -> list[R]:
    """Return entries sorted by date. The sort is stable.

    An entry without a date stays after the entry before it, or at the head.
    """
    groups: list[list[R]] = [[]]
    for entry in entries:
        if when(entry):
            groups.append([])
        parts: list[Record] = getattr(entry, "parts", [])
        update = {"parts": _sorted(parts, sort)} if parts else {}
        groups[-1].append(entry.model_copy(update=update))
    head, *dated = groups
    # `reverse` keeps the order of equal dates too.
    dated.sort(key=lambda group: when(group[0]) or (), reverse=sort == "newest")
    return [entry for group in (head, *dated) for entry in group]


def before(one: Point, other: Point) -> bool:
    """Return whether a date is certainly before another, as far as both are known."""
    known = min(len(one), len(other))
    return one[:known] < other[:known]


def out_of_order(entries: Iterable[R]) -> list[R]:
    """Return the entries out of order.

    Entries are in order if their ends or their starts are, newest or oldest first.
    """
    dated = [(entry, at) for entry in entries if (at := when(entry))]
    steps = [(above, at, entry) for (_, above), (entry, at) in pairwise(dated)]
    breaks = [
        [entry for above, at, entry in steps if before(above.end, at.end)],
        [entry for above, at, entry in steps if before(above.start, at.start)],
        [entry for above, at, entry in steps if before(at.end, above.end)],
        [entry for above, at, entry in steps if before(at.start, above.start)],
    ]
    return min(breaks, key=len)


def _point(value: Date | Typed | None) -> Point | None:
    if isinstance(value, Typed):  # the year of a publication
        try:
            value = parse_date(value)
        except DateError:
            return None
    match value:
        case Present():
            return NOW
        case Calendar():
            return value.known()
        case _:
            return None
