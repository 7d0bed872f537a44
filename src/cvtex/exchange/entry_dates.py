"""Normalises the dates of a converted entry: one date, or a start and an end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cvtex.exchange.dates import as_words, when_of
from cvtex.schema.dates import Calendar, Date, Present, Range, ends_before, iso
from cvtex.source.typed import Typed, TypedMapping, cited

if TYPE_CHECKING:
    from cvtex.exchange.converter import Converter

DATES = frozenset({"date", "start_date", "end_date"})


def normalise_dates(converted: TypedMapping, converter: Converter, *, lasts: bool) -> None:
    """Change an entry's dates to one date, or a start and an end.

    Equal dates become one. An entry that `lasts` and has no end gets `present`.
    """
    _normalise_ends(converted, converter)
    date, start, end = (converted.typed(name) for name in ("date", "start_date", "end_date"))
    if date and start:
        value = converted.pop(date)
        if value != converted[start]:
            converter.report_unused(date, value, "the entry has a start")
    elif date and end:
        start = Typed("start_date", date.span)
        converted[start] = converted.pop(date)
    if start and end and converted[start] == converted[end]:
        del converted[end]
        converted[Typed("date", start.span)] = converted.pop(start)
    elif start and not end and lasts:
        converted[Typed("end_date", start.span)] = Typed("present", start.span)


def _normalise_ends(converted: TypedMapping, converter: Converter) -> None:
    """Replace an end before its start with words, and ranges in start or end with dates."""
    start, end = (_read(converted, name) for name in ("start_date", "end_date"))
    if isinstance(start, Present):
        converted.pop(Typed("start_date", start.typed.span))
    elif isinstance(start, Calendar) and isinstance(end, Calendar) and ends_before(start, end):
        text, span = f"{start.typed} – {end.typed}", start.typed.span
        message = f"the end in {cited(text)} is before the start: it is printed as typed"
        converter.repair(message, span)
        for name in ("start_date", "end_date"):
            converted.pop(Typed(name, span))
        converted[Typed("date", span)] = as_words(start.typed, text)
    for name, when in (("start_date", start), ("end_date", end)):
        if isinstance(when, Range):
            given = converted.pop(Typed(name, when.typed.span))
            alone = not (start and end)
            key = Typed("date" if alone else name, when.typed.span)
            date = when.start if name == "start_date" else when.end
            converted[key] = given if alone else Typed(iso(date), when.typed.span)


def _read(converted: TypedMapping, name: str) -> Date | Range | None:
    key = converted.typed(name)
    text = converted[key] if key else None
    return when_of(text) if isinstance(text, Typed) else None
