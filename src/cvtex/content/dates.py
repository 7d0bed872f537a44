"""Dates as a person types them: `2023`, `2023-09`, `2023-09-01`, `present`, or words in quotes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from cvtex.content.typed import Typed

_FORM = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?", re.ASCII)
# Digits and what stands between the parts of dates and of ranges, and no words.
_LIKE_A_DATE = re.compile(r"[\d\s.,:/年月日号至–—~-]*")


@dataclass(frozen=True, slots=True)
class Calendar:
    """A date of the calendar, as exact as it was typed: a year, a month or a day."""

    year: int
    month: int | None
    day: int | None
    typed: Typed


@dataclass(frozen=True, slots=True)
class Present:
    """A time that has not ended."""

    typed: Typed


@dataclass(frozen=True, slots=True)
class Words:
    """A date that has no form, printed as it was typed."""

    typed: Typed


Date = Calendar | Present | Words


def parse_date(value: Typed) -> Date:
    """Return the date that was typed; raise ValueError, with a reason, for what is none.

    A text in quotes that looks like no date is taken as words; without quotes it is an error, so
    that a slip in a date does not pass for words.
    """
    if value == "present":
        return Present(value)
    match = _FORM.fullmatch(value)
    if match is None:
        if value.quoted and not _LIKE_A_DATE.fullmatch(value):
            return Words(value)
        raise ValueError(f"`{value}` is not a date")
    year, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None  # noqa: S101 - the form has a year: said for the type checker
    try:
        date(year, 1 if month is None else month, 1 if day is None else day)
    except ValueError as error:
        raise ValueError(f"`{value}` is not in the calendar: {error}") from error
    return Calendar(year, month, day, value)
