"""Prints dates by a locale's patterns, with CLDR's names of months."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from babel.dates import format_date

from cvtex.document import Inline, Text
from cvtex.markup import joined
from cvtex.schema.dates import Calendar, Date, Present, Range

if TYPE_CHECKING:
    from cvtex.schema.records import Dated
    from cvtex.wording.leaves import Leaves
    from cvtex.wording.locale import Locale


_FORMS = {"short": "yMMM", "long": "yMMMM", "numeric": "yM"}
"""CLDR's skeletons of a month and a year by style (UTS #35, part 4, 2.6.2.1)."""


def dates_in(style: str, locale: Locale) -> dict[str, str]:
    """Return the patterns (UTS #35) of a style of dates by precision: year, month.

    A style is `short`, `long` or `numeric`, from CLDR; a pattern; or "" for the locale's patterns.
    Numeric months have two digits, so that they align.
    """
    if not style:
        return locale.dates
    if style not in _FORMS:
        return {"year": "y", "month": style}
    known = locale.babel.datetime_skeletons
    patterns = {name: known[name].pattern for name in ("y", _FORMS[style]) if name in known}
    month = patterns.get(_FORMS[style], locale.dates["month"]).replace("\u202f", "\xa0")
    if style == "numeric":
        return {"year": "y", "month": re.sub("(?<![ML])[ML](?![ML])", "MM", month)}
    return {"year": patterns.get("y", "y"), "month": month}


def print_date(value: Date, locale: Locale) -> str:
    """Return a date as a year, or a month and a year; words are printed as typed."""
    if isinstance(value, Present):
        return locale.present
    if not isinstance(value, Calendar):
        return str(value.typed)
    day = date(value.year, value.month or 1, 1)
    pattern = locale.dates["month" if value.month else "year"]
    return format_date(day, pattern, locale=locale.babel)


def print_day(value: Calendar, locale: Locale) -> str:
    """Return a date in full, in CLDR's long form of the language; a month as in `print_date`."""
    if not (value.month and value.day):
        return print_date(value, locale)
    day = date(value.year, value.month, value.day)
    return format_date(day, "long", locale=locale.babel).replace("\u202f", "\xa0")


def place_and_date(parts: list[tuple[Inline, ...]], locale: Locale) -> tuple[Inline, ...]:
    """Return a place and a date in one line."""
    gap = Text(" " if locale.list == "、" else locale.list)
    first, *rest = parts
    return (*first, *(one for part in rest for one in (gap, *part)))


def print_dates(dated: Dated, leaves: Leaves) -> tuple[Inline, ...]:
    """Return the dates of an entry: a date, a range, or (); words may have markup."""
    given: tuple[Date | None, ...]
    match dated.date:
        case None:
            given = (dated.start_date, dated.end_date)
        case Range(start, end):
            given = (start, end)
        case when:
            given = (when,)
    ends = list(dict.fromkeys(_printed(end, leaves) for end in given if end))
    if len(ends) < 2:  # noqa: PLR2004 - a range has two ends
        return ends[0] if ends else ()
    before, between, after = leaves.locale.range.replace("{end}", "{start}").split("{start}")
    content = (Text(before), *ends[0], Text(between), *ends[1], Text(after))
    texts = [part for part in content if isinstance(part, Text)]
    return (joined(texts),) if len(texts) == len(content) else content


def _printed(value: Date, leaves: Leaves) -> tuple[Inline, ...]:
    if isinstance(value, Calendar | Present):
        return (Text(print_date(value, leaves.locale)),)
    return leaves.inline(value.typed)
