"""What is worth a look in a résumé that keeps to the schema: each check is a function."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TypeVar

from cvtex.codes import Code
from cvtex.content.dates import Calendar, Range, ends_before, iso
from cvtex.content.fields import Record
from cvtex.content.languages import likely_subtags
from cvtex.content.model import Contact, Dated, Degree, Reference, Resume
from cvtex.content.phones import phone_hint, read_phone
from cvtex.content.typed import Typed, cited
from cvtex.diagnostics import Diagnostic, Span

R = TypeVar("R", bound=Record)


def check_values(resume: Resume, today: date) -> tuple[Diagnostic, ...]:
    """Return what may be wrong with a résumé's values, as things stand on a day."""
    return (*future_starts(resume, today), *unknown_phones(resume))


def future_starts(resume: Resume, today: date) -> Iterator[Diagnostic]:
    """Find what has yet to begin: more often than not, a slip in the year."""
    now = Calendar(today.year, today.month, today.day, Typed(str(today), Span(Path())))
    for dated in _records(resume, Dated):
        begins = dated.date.start if isinstance(dated.date, Range) else dated.date
        # The one date of a degree is its end, which may well be ahead.
        at_end = isinstance(dated, Degree) and not isinstance(dated.date, Range)
        start = dated.start_date if at_end else begins or dated.start_date
        if isinstance(start, Calendar) and ends_before(start, now):
            yield Diagnostic(
                Code.DATE_FUTURE,
                f"{cited(iso(start))} has yet to come",
                start.typed.span,
                "see whether the year is right",
            )


def unknown_phones(resume: Resume) -> Iterator[Diagnostic]:
    """Find telephone numbers that no numbering plan has; they are printed as they were typed."""
    phones = [
        *(contact.phone for contact in _records(resume, Contact)),
        *(referee.phone for referee in _records(resume, Reference)),
    ]
    unknown = [phone for phone in filter(None, phones) if not read_phone(phone).known]
    # Where a number may be dialled that has no code: a hint says so, and nothing is printed of it.
    countries = [*likely_subtags(resume.language)[2:], "CN"] if unknown else []
    for phone in unknown:
        yield Diagnostic(
            Code.PHONE_UNKNOWN,
            f"{cited(phone)} is no telephone number that is known: it is printed as typed",
            phone.span,
            phone_hint(phone, countries),
        )


def _records(value: object, kind: type[R]) -> Iterator[R]:
    """Yield the records of a kind that are inside a value, in their order."""
    if isinstance(value, kind):
        yield value
    if isinstance(value, Record):
        for _name, inner in value:
            yield from _records(inner, kind)
    elif isinstance(value, list):
        for inner in value:
            yield from _records(inner, kind)
