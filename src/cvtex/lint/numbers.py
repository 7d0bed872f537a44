"""Numbers that disagree in two texts about one thing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cvtex.diagnostics import Diagnostic, Span
from cvtex.diagnostics.codes import Code
from cvtex.lint.pairs import EntryPair, likeness, paired, words_of
from cvtex.lint.rules import HINT, place
from cvtex.schema.fields import Record
from cvtex.schema.records import Graded, HighlightModel
from cvtex.schema.texts import records_of
from cvtex.source.typed import Typed

# A number that is no part of a name, such as A3C or GPT-4, with the mark or the word behind it.
_NUMBER = re.compile(
    r"(?<![A-Za-z0-9._-])(?P<digits>\d{1,3}(?:[ '’\u202f\u00a0]\d{3})+(?!\d)|\d[\d.,]*\d|\d)\s?"
    r"(?P<unit>%|％|万|萬|億|亿|만|억|[kKMB](?![A-Za-z])|million|billion|thousand)?"
    r"(?![A-Za-z0-9]*[A-Za-z])",
)
_UNITS = {
    **dict.fromkeys("万萬만", 10**4),
    **dict.fromkeys("億亿억", 10**8),
    "k": 10**3,
    "thousand": 10**3,
    "m": 10**6,
    "million": 10**6,
    "b": 10**9,
    "billion": 10**9,
}


def numbers(pair: EntryPair) -> Iterator[Diagnostic]:
    """Find two texts about one thing of which each has a number that the other does not have.

    Texts are about one thing if they share names and numbers. A number that only one of them has
    may be left out in the other, and is no disagreement.
    """
    if not pair.is_whole:
        return
    for both in _texts(pair.one, pair.other):
        ours, theirs = map(numbers_in, both, pair.languages)
        shared = {at.typed for at in ours.values()} & {at.typed for at in theirs.values()}
        here, there = (
            [at for value, at in mine.items() if value not in its and at.typed not in shared]
            for mine, its in ((ours, theirs), (theirs, ours))
        )
        if here and there:
            mine, its = (
                ", ".join(f"`{number.typed}`" for number in found) for found in (here, there)
            )
            message = f"{mine} here, and {its} at {place(there[0].span)}"
            yield Diagnostic(Code.LINT_NUMBERS, message, here[0].span, HINT)


class TypedNumber(NamedTuple):
    """A number as it was typed, and where."""

    typed: str
    span: Span


def numbers_in(text: Typed, language: str) -> dict[str, TypedNumber]:
    """Return the numbers of a text in a form that all languages share, as typed and where.

    Commas and points are read as the language writes them (CLDR).
    """
    found: dict[str, TypedNumber] = {}
    for match in _NUMBER.finditer(text):
        unit = (match["unit"] or "").lower()
        value = _value(match["digits"], language) * _UNITS.get(unit, 1)
        percent = "%" if unit in {"%", "％"} else ""
        found[f"{value:.10g}{percent}"] = TypedNumber(match[0].strip(), text.at(*match.span()))
    return found


def _value(digits: str, language: str) -> float:
    from babel.core import UnknownLocaleError  # noqa: PLC0415 - heavy, and only lint needs it
    from babel.numbers import NumberFormatError, parse_decimal  # noqa: PLC0415 - the same

    digits = re.sub("[ '’\u202f\u00a0]", "", digits)
    try:
        return float(parse_decimal(digits, locale=language.replace("-", "_")))
    except (UnknownLocaleError, ValueError, NumberFormatError):
        return float(re.sub(r"\D", "", digits) or 0)


def _texts(one: Record, other: Record) -> Iterator[tuple[Typed, Typed]]:
    """Yield texts of two entries that are about one thing: highlights, grades."""
    ours, theirs = _own_texts(one), _own_texts(other)
    known = {id(text): words_of([text]) for text in (*ours, *theirs)}
    weights = likeness(*([known[id(text)] for text in texts] for texts in (ours, theirs)))

    def alike(mine: Typed, its: Typed) -> float:
        return sum(weights[word] for word in known[id(mine)] & known[id(its)])

    for mine, its in paired(ours, theirs, alike):
        if mine is not None and its is not None:
            yield mine, its


def _own_texts(record: Record) -> Sequence[Typed]:
    """Return the highlights and grades of an entry, without those of its parts."""
    fields = [value for name, value in record if name != "parts"]
    points = [point.text for point in records_of(fields, HighlightModel)]
    return points + [grade.score for grade in records_of(fields, Graded) if grade.score]
