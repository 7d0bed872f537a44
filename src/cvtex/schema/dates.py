"""Parses dates in English, in Chinese and in figures.

A text with exactly one reading (`date_readings.py`) is a date. For another text, the error suggests
the correct form (`date_guesses.py`). A date has no time, so no time zone changes it.
"""

from __future__ import annotations

import re

from cvtex.schema.date_guesses import expected, guesses
from cvtex.schema.date_readings import (
    Calendar,
    Date,
    DateInWords,
    Present,
    Range,
    impossible,
    readings,
)
from cvtex.source.typed import Typed, cited

__all__ = [
    "HINT",
    "Calendar",
    "Date",
    "DateError",
    "DateInWords",
    "Present",
    "Range",
    "ends_before",
    "iso",
    "parse_date",
    "parse_when",
]

HINT = "write 2023, 2023-09, 2023-09-01 or present; put other words in quotes"

# Digits and the separators of dates and ranges, without words.
_LIKE_A_DATE = re.compile(r"[\d\s.,。、:/年月日号至到–—~～．／－-]*")


class DateError(ValueError):
    """An invalid date: the reason and a hint."""

    def __init__(self, reason: str, hint: str) -> None:
        """Create an error."""
        super().__init__(reason)
        self.hint = hint


def parse_when(value: Typed) -> Date | Range:
    """Return a date or a range; raise DateError for an invalid one.

    A quoted text that does not look like a date is `Words`; without quotes it is an error, so that
    a misspelled date does not pass as words.
    """
    found = readings(value)
    if len(found) == 1:
        return found[0]
    if found:
        raise DateError(f"{cited(value)} can be read in more than one way", _write(found))
    guessed = guesses(value)
    hint = _write(guessed) if guessed else HINT
    reason = impossible(value)
    if reason and any(isinstance(guess, Range) for guess in guessed):
        why = f"{reason}, and a range has both ends in full"
        raise DateError(f"{cited(value)} is not a date: {why}", hint)
    if reason:
        raise DateError(f"{cited(value)} is not in the calendar: {reason}", hint)
    if value.quoted and not _LIKE_A_DATE.fullmatch(value):
        return DateInWords(value)
    if not guessed and (dates := expected(value)):
        hint = f"{_write(dates)}, which may be in the future; put it in quotes to print it as typed"
    raise DateError(f"{cited(value)} is not a date", hint)


def parse_date(value: Typed) -> Date:
    """Return a date; raise DateError for an invalid one or a range."""
    when = parse_when(value)
    if isinstance(when, Range):
        raise DateError(f"{cited(value)} is a range, and one date is expected here", _write([when]))
    return when


def ends_before(start: Date, end: Date) -> bool:
    """Return whether an end is before its start, as far as both are known."""
    if not isinstance(start, Calendar) or not isinstance(end, Calendar):
        return False
    for from_, to in zip(start.parts, end.parts, strict=True):
        if from_ is None or to is None or from_ < to:
            return False
        if from_ > to:
            return True
    return False


def iso(value: Date | Range) -> str:
    """Return a date in ISO 8601; a range as two keys."""
    match value:
        case DateInWords():
            return str(value.typed)
        case Range():
            return f"`start_date: {iso(value.start)}` and `end_date: {iso(value.end)}`"
        case Present():
            return "present"
        case _:
            year, *rest = value.parts
            return "-".join([f"{year:04}", *(f"{part:02}" for part in rest if part)])


def _write(right: list[Calendar | Present | Range]) -> str:
    return f"write {', or '.join(dict.fromkeys(map(iso, right)))}"
