"""When an entry of another program was: one date, or a start and an end, as the schema has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cvtex.exchange.dating import as_words, when_of
from cvtex.schema.dates import Calendar, Date, Present, Range, ends_before, iso
from cvtex.source.typed import Typed, TypedMapping, cited

if TYPE_CHECKING:
    from cvtex.exchange.taking import Taking

DATES = frozenset({"date", "start_date", "end_date"})


def settle_times(taken: TypedMapping, taking: Taking, *, lasts: bool) -> None:
    """Make of dates what an entry may have: one, or a start and an end.

    Two that are equal are one. What `lasts` goes on if it began and is not said to have ended.
    """
    _settle_ends(taken, taking)
    date, start, end = (taken.typed(name) for name in ("date", "start_date", "end_date"))
    if date and start:
        value = taken.pop(date)
        if value != taken[start]:
            taking.leave_out(date, value, "the entry has a start")
    elif date and end:
        start = Typed("start_date", date.span)
        taken[start] = taken.pop(date)
    if start and end and taken[start] == taken[end]:
        del taken[end]
        taken[Typed("date", start.span)] = taken.pop(start)
    elif start and not end and lasts:
        taken[Typed("end_date", start.span)] = Typed("present", start.span)


def _settle_ends(taken: TypedMapping, taking: Taking) -> None:
    """Make one date of a start and an end that are none together."""
    start, end = (_read(taken, name) for name in ("start_date", "end_date"))
    if isinstance(start, Present):
        taken.pop(Typed("start_date", start.typed.span))
    elif isinstance(start, Calendar) and isinstance(end, Calendar) and ends_before(start, end):
        text, span = f"{start.typed} – {end.typed}", start.typed.span
        said = f"the end in {cited(text)} is before the start: it is printed as typed"
        taking.repair(said, span)
        for name in ("start_date", "end_date"):
            taken.pop(Typed(name, span))
        taken[Typed("date", span)] = as_words(start.typed, text)
    for name, when in (("start_date", start), ("end_date", end)):
        if isinstance(when, Range):
            given = taken.pop(Typed(name, when.typed.span))
            alone = not (start and end)
            there = Typed("date" if alone else name, when.typed.span)
            one = when.start if name == "start_date" else when.end
            taken[there] = given if alone else Typed(iso(one), when.typed.span)


def _read(taken: TypedMapping, name: str) -> Date | Range | None:
    key = taken.typed(name)
    text = taken[key] if key else None
    return when_of(text) if isinstance(text, Typed) else None
