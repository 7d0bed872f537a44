"""Texts that were given and that the Document does not have: each is reported, none is lost."""

from __future__ import annotations

from collections.abc import Container, Iterator

from cvtex.content.resume import Resume
from cvtex.diagnostics import Diagnostic, Span
from cvtex.diagnostics.codes import Code
from cvtex.schema.dates import Calendar, DateInWords, Present, Range
from cvtex.schema.fields import Record
from cvtex.sections.publications import Author, Publication
from cvtex.source.typed import Borrowed, Typed

# What says how a résumé is read, and is not part of it.
_SETTINGS = frozenset({"language", "ignore", "id", "code", "entry", "reason", "resume", "layout"})


def unprinted(resume: Resume, printed: Container[Span]) -> Iterator[Diagnostic]:
    """Yield a finding for each field of a résumé whose text stands at no place that was printed.

    It walks whatever the model holds, so a field that is new to the model can't be forgotten. Of a
    field that is a list only the first text is reported.
    """
    reported = set()
    for key, text, holder in _given(resume, "", resume):
        if key in _SETTINGS or text.span in printed or (id(holder), key) in reported:
            continue
        reported.add((id(holder), key))
        yield _finding(key, text, holder)


def _given(value: object, key: str, holder: Record) -> Iterator[tuple[str, Typed, Record]]:
    """Yield each text in a value, with its key and the record that has the key."""
    match value:
        case Borrowed():
            return  # a bibliography has more than any form prints
        case Typed():
            yield key, value, holder
        case Calendar() | Present() | Range() | DateInWords():
            yield key, value.typed, holder
        case list():
            for item in value:
                yield from _given(item, key, holder)
        case Author():  # a name in parts is one text among the authors
            for _, part in value:
                yield from _given(part, key, holder)
        case Record():
            for name, field in value:
                yield from _given(field, name, value)


def _finding(key: str, text: Typed, holder: Record) -> Diagnostic:
    if not isinstance(holder, Publication):
        return Diagnostic(Code.FIELD_NOT_PRINTED, f"this `{key}` is not printed", text.span)
    if key == "authors":
        message = "the form of references stops before this author, who is not printed"
        hint = "if that is how you want it, add `ignore: [field-not-printed]` at the top"
    else:
        message = f"the form of references does not print `{key}` for the kind `{holder.kind}`"
        hint = "choose another `form`, put it into the `title`, or leave it out"
    return Diagnostic(Code.FIELD_NOT_PRINTED, message, text.span, hint)
