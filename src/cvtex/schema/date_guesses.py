"""Guesses the dates that an invalid date may mean, for its hint."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Sequence

from cvtex.locales import read_words
from cvtex.schema.date_readings import MONTHS, PRESENT, Calendar, Present, Range, plain, read
from cvtex.source.typed import Typed


def guesses(value: Typed) -> list[Calendar | Present | Range]:
    """Return the dates and ranges that a text without a reading may mean."""
    text = plain(value)
    return [
        reading
        for pattern, rewrite in _GUESSES
        if (match := re.fullmatch(pattern, text, re.ASCII | re.IGNORECASE))
        for guess in rewrite(*match.groups())
        for reading in read(guess, value)
    ]


def expected(value: Typed) -> list[Calendar | Present | Range]:
    """Return the dates in a text that also says that they are expected: `2026-06 (expected)`."""
    text = plain(value)
    words = "|".join(map(re.escape, read_words("expected")))
    bare = re.sub(rf"[(\s]*(?:{words})(?:毕业|畢業)?[)\s]*", "", text, flags=re.IGNORECASE)
    return read(bare, value) if bare != text else []


def _mistyped(day: str, name: str, year: str) -> tuple[str, ...]:
    """Return a date with the month that a misspelled name is close to."""
    near = difflib.get_close_matches(name.title(), MONTHS, n=1, cutoff=0.75)
    return tuple(f"{day} {month} {year}".strip() for month in near)


def _full(year: str) -> str:
    """Return a year of two digits in full, as POSIX does (strptime, %y)."""
    return f"20{year}" if int(year) < 69 else f"19{year}"  # noqa: PLR2004 - POSIX says so


_DASH = r"\s*(?:[-–—―~〜]+|至|到|to)\s*"
_WITHOUT_YEAR = r"((?:\d{1,2} )?[a-z.]+|[a-z.]+ \d{1,2})"
# Common invalid forms, and the unambiguous texts that they may mean.
_GUESSES: tuple[tuple[str, Callable[..., Sequence[str]]], ...] = (
    (r"(\d{4})[–—_,。、 ]+(\d{1,2})", lambda y, m: (f"{y}-{m}",)),
    (r"(\d{4})[–—_ ](\d{1,2})[–—_ ](\d{1,2})", lambda y, m, d: (f"{y}-{m}-{d}",)),
    (r"(\d{4})(\d{2})", lambda y, m: (f"{y}-{m}",)),
    (r"(\d{4})(\d{2})(\d{2})", lambda y, m, d: (f"{y}-{m}-{d}",)),
    (r"(\d{4}-\d\d-\d\d)[t ]\d\d:.*", lambda day: (day,)),
    (r"(\d{1,2})[-./](\d{2})", lambda a, b: (*_short(a, b), *_short(b, a))),
    (
        r"(\d{1,2})([-./])(\d{1,2})\2(\d{2})",
        lambda a, _, b, y: (f"{a}/{b}/{_full(y)}", *_short(a, b, y)),
    ),
    (r"([a-z]{3,9})\.?[-, ]*['’]?(\d{2})", lambda name, y: (f"{name} {_full(y)}",)),
    (r"(\d{0,2}) ?([a-z]{3,12})\.?,? (\d{4})", _mistyped),
    (r"(.+?)[.,;。、]+", lambda text: (text,)),
    (r"([a-z]{5,9})", lambda word: difflib.get_close_matches(word.lower(), [PRESENT], cutoff=0.8)),
    # A range with one year for both ends.
    (r"(\d{4})[-/–—](\d{2})", lambda y, z: (f"{y} - {y[:2]}{z}",) if z > y[2:] else ()),
    (
        rf"{_WITHOUT_YEAR}{_DASH}{_WITHOUT_YEAR},? (\d{{4}})",
        lambda a, b, y: (f"{a} {y} - {b} {y}",),
    ),
    (
        rf"(\d{{1,2}}){_DASH}(\d{{1,2}}) ([a-z.]+),? (\d{{4}})",
        lambda a, b, name, y: (f"{a} {name} {y} - {b} {name} {y}",),
    ),
    (
        rf"([a-z.]+) (\d{{1,2}}){_DASH}(\d{{1,2}}),? (\d{{4}})",
        lambda name, a, b, y: (f"{name} {a}, {y} - {name} {b}, {y}",),
    ),
    (
        rf"(\d{{4}}[-./年])(\d\d?[-./月])(\d\d?)[日号]?{_DASH}(\d\d?[./月])?(\d\d?)[日号]?",
        lambda y, m, a, n, b: (f"{y}{m}{a} - {y}{n or m}{b}",),
    ),
    (
        rf"(\d{{4}})([-./年])(\d{{1,2}})月?{_DASH}(\d{{1,2}})月?",
        lambda y, _, a, b: (f"{y}-{a} - {y}-{b}",),
    ),
    (rf"(?:from|自从?|从)\s*(.+?{_DASH}.+)", lambda both: (both,)),
    (r"([\d-]{4,10}) ([\d-]{4,10})", lambda a, b: (f"{a} - {b}",)),
    # An open range.
    (
        rf"(?:since|from|自从?|从)\s*(.+?)(?:{_DASH}|起|以来)?|(.+?)(?:{_DASH}|\s*起|以来)",
        lambda a, b: (f"{a or b} - present",),
    ),
)


def _short(year: str, *rest: str) -> tuple[str, ...]:
    """Return a date that begins with a year of two digits, with the year in full."""
    return ("-".join((_full(year), *rest)),) if len(year) == 2 else ()  # noqa: PLR2004 - two digits
