"""The rules about entries and contacts: each finds disagreements and names both places."""

from __future__ import annotations

from collections.abc import Iterator

from cvtex.content.resume import Resume
from cvtex.diagnostics import Diagnostic, Span
from cvtex.diagnostics.codes import Code
from cvtex.document import Role
from cvtex.lint.pairs import EntryPair, differ, whole_period
from cvtex.schema.records import HighlightModel, period
from cvtex.schema.texts import records_of
from cvtex.source.typed import Typed, cited

HINT = "correct one of them, or add it to `lint: {ignore: [...]}` with a reason"

# How many highlights one has more than the other, and how many times as many.
_MORE = 4
_TIMES = 2


def place(span: Span) -> str:
    """Return a place as text: `resume.zh.yaml:95:21`."""
    return f"{span.file.name}:{span.line}:{span.column}"


def contacts(one: Resume, other: Resume) -> Iterator[Diagnostic]:
    """Find telephone numbers, e-mail addresses, web pages and accounts that one file has alone.

    A postal address is written in the words of its language, so it is not compared.
    """
    ours, theirs = _contacts(one), _contacts(other)
    for mine, its, resume in ((ours, theirs, other), (theirs, ours, one)):
        for key, contact in mine.items():
            if key not in its:
                message = f"{cited(contact)} is not in {resume.language.span.file.name}"
                yield Diagnostic(Code.LINT_CONTACTS, message, contact.span, HINT)


def alone(pair: EntryPair) -> Iterator[Diagnostic]:
    """Find an employer or a school, or a role or degree there, without a partner."""
    heading = next(iter(pair.kind.heading.values()), None)
    if heading is Role.ORGANISATION and not pair.is_whole:
        (name,) = pair.names
        hint = (
            "add it there; if it is there under another name and with other dates, give both the"
            " same `id`; or add it to `lint: {ignore: [...]}` with a reason"
        )
        message = f"{cited(name)} is not in {pair.files[0 if pair.one is None else 1]}"
        yield Diagnostic(Code.LINT_ALONE, message, name.span, hint)


def dates(pair: EntryPair) -> Iterator[Diagnostic]:
    """Find dates that disagree, as exact as both are given."""
    if not pair.is_whole:
        return
    divided = all(getattr(record, "parts", []) for record in (pair.one, pair.other))
    when = period if divided else whole_period  # of two with parts, these are pairs too
    ours, theirs = when(pair.one), when(pair.other)
    ends = {(ours.start, theirs.start): "start", (ours.end, theirs.end): "end"}
    for (date, there), end in ends.items():
        if date and there and differ(date, there):
            message = (
                f"the {end} is {cited(date.typed)} here,"
                f" and {cited(there.typed)} at {place(there.typed.span)}"
            )
            yield Diagnostic(Code.LINT_DATES, message, date.typed.span, HINT)


def highlights(pair: EntryPair) -> Iterator[Diagnostic]:
    """Find a pair of which one has at least four more highlights, and twice as many."""
    if not pair.is_whole:
        return
    ours, theirs = (
        sum(1 for _ in records_of(record, HighlightModel)) for record in (pair.one, pair.other)
    )
    few, many = sorted((ours, theirs))
    if many - few >= _MORE and many >= _TIMES * few:
        name, there = pair.names
        message = f"highlights: {ours} here, {theirs} at {place(there.span)}"
        yield Diagnostic(Code.LINT_HIGHLIGHTS, message, name.span, HINT)


def _contacts(resume: Resume) -> dict[str, Typed]:
    """Return contacts by what identifies them, however they are typed."""
    found: dict[str, Typed] = {}
    for contact in resume.contacts:
        if contact.phone:
            found["".join(filter(str.isdigit, contact.phone))] = contact.phone
        elif text := contact.email or contact.url:
            found[text.casefold().rstrip("/")] = text
        elif contact.profile:
            account = f"{contact.profile.network} {contact.profile.username}"
            found[account.casefold()] = contact.profile.username
    return found
