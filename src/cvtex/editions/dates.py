"""Dates as a locale prints them, with CLDR's names of the months."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from babel.dates import format_date

from cvtex.content.dates import Calendar, Date, Present, Range

if TYPE_CHECKING:
    from cvtex.content.model import Dated
    from cvtex.editions.locale import Locale


def print_date(value: Date, locale: Locale) -> str:
    """Return one date, as exact as it was typed."""
    if isinstance(value, Present):
        return locale.present
    if not isinstance(value, Calendar):
        return str(value.typed)
    precision = "day" if value.day else "month" if value.month else "year"
    day = date(value.year, value.month or 1, value.day or 1)
    return format_date(day, locale.dates[precision], locale=locale.babel)


def print_dates(dated: Dated, locale: Locale) -> str:
    """Return when an entry was: a date, a range, or nothing."""
    given: tuple[Date | None, ...]
    match dated.date:
        case None:
            given = (dated.start_date, dated.end_date)
        case Range(start, end):
            given = (start, end)
        case when:
            given = (when,)
    ends = [print_date(end, locale) for end in given if end]
    if len(ends) == 2:  # noqa: PLR2004 - a range has two ends
        return locale.range.format(start=ends[0], end=ends[1])
    return ends[0] if ends else ""
