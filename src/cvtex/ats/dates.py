"""Finds dates and ranges of dates in printed text."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from cvtex.ats.vocabulary import any_of, either, months, present

PRESENT = "present"

_YEAR = r"(?:19|20)[0-9][0-9](?![0-9])"
_MONTH = r"(?:1[0-2]|0?[1-9])(?![0-9])"
_DAY = r"(?:3[01]|[12][0-9]|0?[1-9])(?![0-9])"
# The duration that job boards print behind the dates: `(2 yrs 3 mos)`.
_DURATION = r"(?:\s*[(（·,，]*\s*(?:[0-9]+\s*(?:years?|yrs?|months?|mos?|年|个月|個月)\s*)+[)）]?)?"


@dataclass(frozen=True, slots=True)
class Dates:
    """A date or a range: years, months or days as in ISO 8601, or `present`.

    A single date is the end, as that of a degree or an award. `begin` and `stop` are offsets in the
    text.
    """

    start: str | None
    end: str | None
    begin: int
    stop: int


@functools.cache
def _to() -> str:
    """Return the pattern of the separator in a range."""
    return rf"\s*(?:–|—|―|-|‐|‑|−|~|～|〜|\b(?:{any_of('to')})\b|至|到)+\s*"


@functools.cache
def _name_of_month() -> str:
    return rf"(?P<word>{either(name for names in months() for name in names)})(?!\w)\.?"


@functools.cache
def _open_end() -> str:
    return either(present())


@functools.cache
def _points() -> tuple[str, ...]:
    """Return the patterns of a single date, with named groups, the most precise first."""
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
    """Return the pattern of dates and ranges. Runs of spaces are bounded, so that it is linear."""
    point = re.sub(r"\?P<\w+>", "?:", "|".join(_points()))
    open_end = rf"(?:{_open_end()})(?!\w)"
    to = _to()
    # A month without a year, and a year of two digits, count only within a range.
    month = re.sub(r"\?P<\w+>", "?:", _name_of_month())
    pattern = (
        rf"(?<![\w.])(?:(?:{any_of('expected')})\s*)?"
        rf"(?P<since>(?:{any_of('since')})\s*)?"
        rf"(?P<start>{point}|{month}(?={to}))"
        rf"(?:{to}(?P<end>{point}|{open_end}|(?:1[3-9]|[2-9][0-9])(?![0-9]))"
        rf"|\s*(?P<open>{open_end}|起(?!\w)|[-–—](?=\s*$)))?"
        rf"{_DURATION}(?:\s*[(（]?\s*(?:{any_of('expected')})\s*[)）]?)?(?![^\W\u3400-\u9fff])"
    )
    pattern = pattern.replace(r"\s*", r"\s{0,8}").replace(r"\s+", r"\s{1,8}")
    return re.compile(pattern, re.IGNORECASE)


def find_dates(text: str) -> list[Dates]:
    """Return the dates and ranges of dates in a text."""
    return [dates for match in _pattern().finditer(text) if (dates := _dates(match))]


def whole_dates(text: str) -> Dates | None:
    """Return the dates if the text has nothing else, otherwise None."""
    match = _pattern().fullmatch(text.strip(" \t()（）[]【】|,，;；:：·"))
    return _dates(match) if match else None


def _dates(match: re.Match[str]) -> Dates | None:
    start, end = _iso(match["start"]), match["end"]
    if end is None:
        if start is None:
            return None
        is_open = match["since"] or match["open"]
        return Dates(start if is_open else None, PRESENT if is_open else start, *match.span())
    last: str | None
    if re.fullmatch(_open_end(), end, re.IGNORECASE):
        last = PRESENT
    elif start and len(end) == len("21"):
        last = start[:2] + end
    else:
        last = _iso(end)
        start = start or (_iso(f"{match['start']} {last[:4]}") if last else None)
    return Dates(start, last, *match.span()) if start and last else None


def _iso(text: str) -> str | None:
    """Return a single date as in ISO 8601, to its precision."""
    for form in _points():
        if match := re.fullmatch(form, text.strip(), re.IGNORECASE):
            parts = match.groupdict()
            year = parts.get("year") or f"20{parts['short']}"
            month = parts.get("month") or _number(parts.get("word"))
            day = parts.get("day")
            return "-".join((year, *(f"{int(part):02}" for part in (month, day) if part)))
    return None


def _number(word: str | None) -> str | None:
    return next(
        (str(at) for at, names in enumerate(months(), 1) if word and word.casefold() in names), None
    )
