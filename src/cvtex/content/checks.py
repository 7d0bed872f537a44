"""Warnings about the values of a valid résumé: each check is a function."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from cvtex.content.resume import Resume
from cvtex.content.text_checks import commas, comments, paragraphs, quotes, thousands
from cvtex.diagnostics import Diagnostic, Span
from cvtex.diagnostics.codes import Code
from cvtex.schema.contacts import Profile
from cvtex.schema.dates import Calendar, Range, ends_before, iso
from cvtex.schema.fields import Record
from cvtex.schema.language_tags import likely_subtags
from cvtex.schema.networks import page_of
from cvtex.schema.phones import phone_hint, read_phone
from cvtex.schema.records import Dated, Lasting
from cvtex.schema.texts import records_of
from cvtex.sections.education import Degree
from cvtex.source.typed import Typed, cited


def check_values(resume: Resume, today: date, country: str = "") -> tuple[Diagnostic, ...]:
    """Return the warnings about a résumé's values on a day.

    `country` (ISO 3166) is where the person lives, if known.
    """
    now = Calendar(today.year, today.month, today.day, Typed(str(today), Span(Path())))
    return (
        *future_starts(resume, now),
        *open_ends(resume, now),
        *unknown_phones(resume, country),
        *unlinked_profiles(resume),
        *comments(resume),
        *paragraphs(resume),
        *commas(resume),
        *thousands(resume),
        *quotes(resume),
    )


def future_starts(resume: Resume, now: Calendar) -> Iterator[Diagnostic]:
    """Find starts in the future, which are often a wrong year."""
    for dated in records_of(resume, Dated):
        begins = dated.date.start if isinstance(dated.date, Range) else dated.date
        # The single date of a degree is its end, which may be in the future.
        at_end = isinstance(dated, Degree) and not isinstance(dated.date, Range)
        start = dated.start_date if at_end else begins or dated.start_date
        if isinstance(start, Calendar) and ends_before(start, now):
            yield Diagnostic(
                Code.DATE_FUTURE,
                f"{cited(iso(start))} is in the future",
                start.typed.span,
                "check the year",
            )


def open_ends(resume: Resume, now: Calendar) -> Iterator[Diagnostic]:
    """Find starts in the past without an end date."""
    for dated in records_of(resume, Lasting):
        start = dated.start_date
        if isinstance(start, Calendar) and not dated.end_date and not ends_before(start, now):
            yield Diagnostic(
                Code.DATE_END_MISSING,
                f"this began in {cited(iso(start))} and has no end date",
                start.typed.span,
                "add `end_date: present` if it continues, or the end date;"
                f" if it has only one date, write `date: {iso(start)}` instead",
            )


def unlinked_profiles(resume: Resume) -> Iterator[Diagnostic]:
    """Find user names that are not valid on a known network."""
    for profile in records_of(resume, Profile):
        if profile.url is None and page_of(profile.network, profile.username) == "":
            yield Diagnostic(
                Code.PROFILE_LINK_MISSING,
                f"{cited(profile.username)} is printed without a link: it is not a valid"
                f" user name on {profile.network.strip()}",
                profile.username.span,
                "add `url: ...` with the address of the page",
            )


def unknown_phones(resume: Resume, country: str = "") -> Iterator[Diagnostic]:
    """Find invalid telephone numbers, which are printed as typed."""
    phones = (getattr(record, "phone", None) for record in records_of(resume, Record))
    unknown = [phone for phone in filter(None, phones) if not read_phone(phone).known]
    # The likely countries of a number without a country code, only for the hint.
    countries = [country] if country else []
    if unknown and not country:
        britain = ["GB"] if resume.language.partition("-")[0] == "en" else []
        countries = [*likely_subtags(resume.language)[2:], *britain, "CN"]
    for phone in unknown:
        yield Diagnostic(
            Code.PHONE_UNKNOWN,
            f"{cited(phone)} is not a known telephone number: it is printed as typed",
            phone.span,
            phone_hint(phone, countries),
        )
