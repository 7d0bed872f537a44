"""Dates as résumés print them."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from cvtex.ats.vocabulary import any_of, either, months, present

PRESENT = "present"

_YEAR = r"(?:19|20)[0-9][0-9](?![0-9])"
_MONTH = r"(?:1[0-2]|0?[1-9])(?![0-9])"
_DAY = r"(?:3[01]|[12][0-9]|0?[1-9])(?![0-9])"
# How long it was, which job boards print behind the dates.
_LASTING = r"(?:\s*[(（·,，]*\s*(?:[0-9]+\s*(?:years?|yrs?|months?|mos?|年|个月|個月)\s*)+[)）]?)?"


@dataclass(frozen=True, slots=True)
class Dates:
    """From when to when: years, months or days as in ISO 8601, or `present`.

    A lone date is the end: that is what a degree or an award bears. `begin` and `stop` are where
    it stands in its text.
    """

    start: str | None
    end: str | None
    begin: int
    stop: int


@functools.cache
def _to() -> str:
    """Return the pattern of what stands between the ends of a range."""
    return rf"\s*(?:–|—|―|-|‐|‑|−|~|～|〜|\b(?:{any_of('to')})\b|至|到)+\s*"


@functools.cache
def _name_of_month() -> str:
    return rf"(?P<word>{either(name for names in months() for name in names)})(?!\w)\.?"


@functools.cache
def _points() -> tuple[str, ...]:
    """Return the forms of one date, with named groups; those that say more come first."""
    season = rf"(?:{any_of('seasons')})"
    return (
        rf"(?P<year>{_YEAR})\s*[年년]\s*(?P<month>{_MONTH})\s*[月월](?:\s*(?P<day>{_DAY})\s*[日号號일])?",
        rf"(?P<year>{_YEAR})\s*[年년](?:\s*{season})?",
        rf"{season}\s*[,，]?\s*(?:of\s+)?(?P<year>{_YEAR})(?:\s*年)?",
        rf"(?P<day>{_DAY})(?:st|nd|rd|th)?\s+{_name_of_month()},?\s+(?P<year>{_YEAR})",
        rf"{_name_of_month()}\s+(?P<day>{_DAY})(?:st|nd|rd|th)?\s*,\s*(?P<year>{_YEAR})",
        rf"{_name_of_month()},?\s*(?P<year>{_YEAR})",
        rf"{_name_of_month()}\s*['’](?P<short>[0-9][0-9])(?![0-9])",
        rf"(?P<year>{_YEAR}),?\s+{_name_of_month()}",
        rf"(?P<year>{_YEAR})\s*[-./]\s*(?P<month>{_MONTH})\s*[-./]\s*(?P<day>{_DAY})",
        rf"(?P<year>{_YEAR})\s*[-./]\s*(?P<month>{_MONTH})",
        rf"(?P<month>{_MONTH})\s*[-./]\s*(?P<year>{_YEAR})",
        rf"(?P<year>{_YEAR})(?:\s*{season})?",
    )


@functools.cache
def _pattern() -> re.Pattern[str]:
    """Return the pattern of dates and ranges; its runs of spaces are bounded, for linear time."""
    point = re.sub(r"\?P<\w+>", "?:", "|".join(_points()))
    open_end = rf"(?:{either(present())})(?!\w)"
    to = _to()
    # A month alone, and a year's last two digits, have a meaning only within a range.
    month = re.sub(r"\?P<\w+>", "?:", _name_of_month())
    pattern = (
        rf"(?<![\w.])(?:(?:{any_of('expected')})\s*)?"
        rf"(?P<since>(?:{any_of('since')})\s*)?"
        rf"(?P<start>{point}|{month}(?={to}))"
        rf"(?:{to}(?P<end>{point}|{open_end}|(?:1[3-9]|[2-9][0-9])(?![0-9]))"
        rf"|\s*(?P<open>{open_end}|起(?!\w)|[-–—](?=\s*$)))?"
        rf"{_LASTING}(?![^\W\u3400-\u9fff])"
    )
    pattern = pattern.replace(r"\s*", r"\s{0,8}").replace(r"\s+", r"\s{1,8}")
    return re.compile(pattern, re.IGNORECASE)


def find_dates(text: str) -> list[Dates]:
    """Return the dates and ranges of dates in a text."""
    return [dates for found in _pattern().finditer(text) if (dates := _dates(found))]


def whole_dates(text: str) -> Dates | None:
    """Return the dates that a text consists of."""
    found = _pattern().fullmatch(text.strip(" \t()（）[]【】|,，;；:：·"))
    return _dates(found) if found else None


def _dates(found: re.Match[str]) -> Dates | None:
    start, end = _iso(found["start"]), found["end"]
    if end is None:
        if start is None:
            return None
        goes_on = found["since"] or found["open"]
        return Dates(start if goes_on else None, PRESENT if goes_on else start, *found.span())
    last: str | None
    if re.fullmatch(either(present()), end, re.IGNORECASE):
        last = PRESENT
    elif start and len(end) == len("21"):
        last = start[:2] + end
    else:
        last = _iso(end)
        start = start or (_iso(f"{found['start']} {last[:4]}") if last else None)
    return Dates(start, last, *found.span()) if start and last else None


def _iso(text: str) -> str | None:
    """Return one date as in ISO 8601, as much of it as there is."""
    for form in _points():
        found = re.fullmatch(form, text.strip(), re.IGNORECASE)
        if found:
            parts = found.groupdict()
            year = parts.get("year") or f"20{parts['short']}"
            month = parts.get("month") or _number(parts.get("word"))
            day = parts.get("day")
            return "-".join((year, *(f"{int(part):02}" for part in (month, day) if part)))
    return None


def _number(word: str | None) -> str | None:
    return next(
        (str(at) for at, names in enumerate(months(), 1) if word and word.casefold() in names), None
    )
