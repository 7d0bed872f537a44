"""Finds all readings of a text as a date or as a range."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice

from cvtex.locales import printed_words, read_words
from cvtex.source.typed import Typed

MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
PRESENT = "present"
"""The keyword for an open end, in any language."""

LENGTH_MAX = 100
"""The length of the longest text that is read as a date or a range."""

# The limit of separators tried as the middle of a range: 2023 - 09 - 01 - 2024 - 09 - 01.
_MARKS_MAX = 5


@dataclass(frozen=True, slots=True)
class Calendar:
    """A date with the precision that was typed: a year, a month or a day."""

    year: int
    month: int | None
    day: int | None
    typed: Typed

    @property
    def parts(self) -> tuple[int, int | None, int | None]:
        """Its year, month and day."""
        return self.year, self.month, self.day

    def known(self) -> tuple[int, ...]:
        """Return its parts that were typed."""
        return tuple(part for part in self.parts if part)


@dataclass(frozen=True, slots=True)
class Present:
    """An open end."""

    typed: Typed


@dataclass(frozen=True, slots=True)
class DateInWords:
    """A date in words, printed as typed."""

    typed: Typed


@dataclass(frozen=True, slots=True)
class Range:
    """A start and an end in one text."""

    start: Calendar
    end: Calendar | Present
    typed: Typed


Date = Calendar | Present | DateInWords

_MONTH_OF = {name.lower(): number for number, name in enumerate(MONTHS, 1)}
_MONTH_OF |= {name[:3]: number for name, number in _MONTH_OF.items()} | {"sept": 9}

# The parts of a date, from which the forms below are composed.
_PARTS = {
    "Y": r"(?P<year>\d{4})",
    "M": r"(?P<month>\d{1,2})",
    "D": r"(?P<day>\d{1,2})",
    "T": r"(?P<day>\d{1,2})(?:st|nd|rd|th)?(?: of|\.)?",
    "N": rf"(?P<name>{'|'.join(_MONTH_OF)})\.?",
    "/": r"(?P<mark>[-/]|\. ?)",
    "|": r"(?P<mark>[-/])",  # with full stops, the day is before the month (CLDR, all languages)
    "=": r"(?P=mark)",
    "_": r"(?:[-/]|,?\s*)",  # about the name of a month
    ",": r"(?:[-/]|,\s*|\s+)",  # between two numbers
    " ": r"\s*",
}
_FORMS = tuple(
    re.compile("".join(_PARTS.get(part, part) for part in form), re.ASCII | re.IGNORECASE)
    for form in (
        *("Y", "Y/M 月?", "Y/M=D [日号]?"),
        *("M/Y", "D/M=Y", "M|D=Y"),  # the last two may be readings of the same text
        *("N_Y", "T_N_Y", "N_T,Y", "Y_N", "Y_N_T"),
        *("Y 年", "Y 年 M 月?", "Y 年 M 月 D [日号]?"),
    )
)
# The separators of ranges. A hyphen and a slash (ISO 8601) are also inside dates.
_BETWEEN = re.compile(
    r"\s*(?:[-–—―~〜]+|/|至|到)\s*|\s+(?=to date$)|\s+(?:to|until|till|through)\s+", re.IGNORECASE
)

# Full-width forms, hyphens and Chinese numerals are normalised; invisible characters are removed.
_PLAIN: dict[int, int | str | None] = {
    **dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff")),
    **{0xFEE0 + code: code for code in range(0x21, 0x7F)},
    **dict.fromkeys(map(ord, "\u2010\u2011\u2212"), "-"),
    **{ord(figure): str(n) for n, figure in enumerate("〇一二三四五六七八九")},
    **dict.fromkeys(map(ord, "零○"), "0"),
}

MOMENT = re.compile(
    r"(?P<date>\d{4}-\d\d-\d\d)[T ](?:[01]\d|2[0-4]):[0-5]\d(?::[0-6]\d(?:[.,]\d+)?)?"
    r" ?(?:Z|[+-](?:0\d|1[0-4])(?::?[0-5]\d)?)?",
    re.ASCII | re.IGNORECASE,
)
"""A timestamp (RFC 3339, ISO 8601-1); only its date is used."""


def readings(value: Typed) -> list[Calendar | Present | Range]:
    """Return the distinct readings of a text."""
    return read(plain(value), value)


@cache
def _present() -> frozenset[str]:
    words = (*read_words("present"), *printed_words("present"))
    return frozenset(word.translate(_PLAIN).lower() for word in words)


def is_present(text: str) -> bool:
    """Return whether a text means "present" in any language."""
    return text == PRESENT or (not any(map(str.isdigit, text)) and text.lower() in _present())


def impossible(value: Typed) -> str:
    """Return why a text in the form of a date or range is not in the calendar, or ''."""
    text = plain(value)
    pieces = [(text,), *_split(text)]
    for piece in pieces:
        if all(is_present(part) or next(_triples(part), None) for part in piece):
            reasons = (_reason(*triple) for part in piece for triple in _triples(part))
            return next(filter(None, reasons), "")
    return ""


def plain(value: str) -> str:
    """Return a normalised text; '' if it is longer than any date."""
    if len(value) > LENGTH_MAX:
        return ""
    text = " ".join(value.translate(_PLAIN).split())
    if moment := MOMENT.fullmatch(text):
        return moment["date"]
    return re.sub(r"(\d?)十(\d?)", lambda ten: f"{ten[1] or 1}{ten[2] or 0}", text)


def read(text: str, value: Typed) -> list[Calendar | Present | Range]:
    """Return the readings of a normalised text; `value` is the typed text."""
    points = _points(text, value)
    ranges = [
        Range(start, end, value)
        for left, right in _split(text)
        for start in _points(left, value)
        if isinstance(start, Calendar)
        for end in _points(right, value)
    ]
    return list(dict.fromkeys([*points, *ranges]))


def _points(text: str, value: Typed) -> list[Calendar | Present]:
    if is_present(text):
        return [Present(value)]
    triples = dict.fromkeys(triple for triple in _triples(text) if not _reason(*triple))
    return [Calendar(*triple, value) for triple in triples]


def _split(text: str) -> Iterator[tuple[str, str]]:
    for between in islice(_BETWEEN.finditer(text), _MARKS_MAX):
        yield text[: between.start()], text[between.end() :]


def _triples(text: str) -> Iterator[tuple[int, int | None, int | None]]:
    """Yield the year, month and day by each form that a text matches, valid or not."""
    for form in _FORMS:
        if match := form.fullmatch(text):
            parts = match.groupdict()
            name, month, day = parts.get("name"), parts.get("month"), parts.get("day")
            number = _MONTH_OF[name.lower()] if name else int(month) if month else None
            yield int(parts["year"]), number, int(day) if day else None


def _reason(year: int, month: int | None, day: int | None) -> str:
    """Return why a date is not in the calendar, or ''."""
    if year == 0:
        return "there is no year 0"
    if month is None:
        return ""
    if not 1 <= month <= len(MONTHS):
        return f"there is no month {month}"
    days = monthrange(year, month)[1]
    if day is None or 1 <= day <= days:
        return ""
    return f"{MONTHS[month - 1]} {year} has {days} days" if day else "there is no day 0"
