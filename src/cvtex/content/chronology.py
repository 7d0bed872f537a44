"""When an entry was, to sort by: the order in which a section's entries are printed."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple, TypeVar

from cvtex.schema.dates import Calendar, Date, DateError, Present, Range, parse_date
from cvtex.schema.fields import Record
from cvtex.schema.records import Dated
from cvtex.sections.kind import Section, Sorted
from cvtex.sections.publications import Publication
from cvtex.source.typed import Typed

R = TypeVar("R", bound=Record)

Point = tuple[int, ...]
"""A year, its month and its day, as exact as it was typed; `NOW` for `present`."""

NOW: Point = (9999, 12, 31)


class When(NamedTuple):
    """When an entry ended and when it began; a single date is both."""

    end: Point
    start: Point


def when(entry: Record) -> When | None:
    """Return when an entry was: the latest of its parts if it has no date of its own.

    None is an entry without a date, or with one in words.
    """
    start: Date | Typed | None = None
    end: Date | Typed | None = None
    if isinstance(entry, Publication):
        start = end = entry.year
    elif isinstance(entry, Dated):
        match entry.date:
            case Range():
                start, end = entry.date.start, entry.date.end
            case None:
                start, end = entry.start_date, entry.end_date
            case date:
                start = end = date
    points = [point for one in (end, start) if (point := _point(one))]
    if points:
        return When(points[0], points[-1])
    return max(filter(None, map(when, getattr(entry, "parts", ()))), default=None)


def sorted_section(section: Section) -> Section:
    """Return a section with its entries, and their parts, in the order that its `sort` asks for."""
    if not isinstance(section, Sorted) or section.sort is None:
        return section
    return section.model_copy(update={"entries": _sorted(section.records(), section.sort)})


def _sorted(entries: list[R], sort: str) -> list[R]:
    """Return entries by their dates. Equal dates stay as typed.

    An entry without a date stays behind the one that it was typed behind; at the head it stays
    there.
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
    """Return whether a date is certainly before another, as exact as both are known."""
    known = min(len(one), len(other))
    return one[:known] < other[:known]


def out_of_order(entries: Iterable[R]) -> list[R]:
    """Return the entries that break the order of the others; none if they are in one.

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
    if isinstance(value, Typed):  # of a publication
        try:
            value = parse_date(value)
        except DateError:
            return None
    match value:
        case Present():
            return NOW
        case Calendar():
            return tuple(part for part in value.parts if part)
        case _:
            return None
