"""What is wrong in a foreign file and does not stop it: each repair has a warning.

A person did not write the file for this schema, so that no slip in it refuses the whole résumé.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from cvtex.content.explain import explain
from cvtex.content.keys import Loc, in_file
from cvtex.content.load import validated
from cvtex.content.photo import read_photo
from cvtex.design.theme import plain_design
from cvtex.diagnostics import Diagnostic, Severity, Span
from cvtex.diagnostics.codes import Code
from cvtex.editions.build import build_document
from cvtex.exchange.unprinted import without_glyphs, without_unseen
from cvtex.source.typed import Typed, TypedList, TypedMapping, Value, cited, value_at

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

# To leave out what is wrong may leave its owner wanting, which is wrong in turn.
_ROUNDS = 6

Repaired = tuple[TypedMapping, list[Diagnostic]]
"""A content file without something that was wrong, and what there is to say of that."""


def repaired(content: TypedMapping, file: Path) -> Repaired:
    """Return a content file that was made of a foreign one, without what would refuse it.

    What stands in another file, as in a private overlay, stays as it is.
    """
    findings: list[Diagnostic] = []
    for repair in REPAIRS:
        content, said = repair(content, file)
        findings += said
    return content, findings


def named(content: TypedMapping, file: Path) -> Repaired:
    """Name a person who has no name by their e-mail address, or else by the file."""
    name = value_at(content, ("name",))
    if isinstance(name, Typed) and name.strip():
        return content, []
    contacts = value_at(content, ("contacts",))
    ways = contacts if isinstance(contacts, TypedList) else ()
    emails = (value_at(way, ("email",)) for way in ways if isinstance(way, TypedMapping))
    email = next((one for one in emails if isinstance(one, Typed)), None)
    span = Span(content.span.file)
    taken = Typed(str(email or file.stem), span, quoted=True)
    rest = {key: value for key, value in content.items() if key != "name"}
    found = {Typed("name", span): taken, **rest}
    return TypedMapping(found, content.span), [
        _said(f"no name is given: {cited(taken)} is taken", span)
    ]


def valid(content: TypedMapping, file: Path) -> Repaired:
    """Leave out what the schema does not allow."""
    findings: list[Diagnostic] = []
    for _ in range(_ROUNDS):
        _, faults = validated(content)
        ours = [fault for fault in faults if _place(content, fault).file == file]
        if not ours:
            break
        ends = {_end(fault): fault for fault in ours}
        for fault, finding in zip(ours, explain(ours, content), strict=False):
            if ends.get(_end(fault)) is fault:
                findings.append(_said(f"{finding.message}: this is left out", finding.span))
        left = _without(content, (), frozenset(ends))
        content = left if isinstance(left, TypedMapping) else content
    return content, findings


def photographed(content: TypedMapping, file: Path) -> Repaired:
    """Leave out a photo that is missing, or that can't be printed."""
    resume, _ = validated(content)
    if resume is None or resume.photo is None or resume.photo.file.span.file != file:
        return content, []
    found = read_photo(resume.photo, file.parent).diagnostics
    errors = [finding for finding in found if finding.severity is Severity.ERROR]
    if not errors:
        return content, []
    rest = {key: value for key, value in content.items() if key != "photo"}
    finding = _said(f"{errors[0].message}: the photo is left out", errors[0].span)
    return TypedMapping(rest, content.span), [finding]


def printable(content: TypedMapping, _file: Path) -> Repaired:
    """Leave out characters that no font here has."""
    resume, _ = validated(content)
    document = build_document(resume, plain_design()).value if resume else None
    if document is None:
        return content, []
    found, glyphs = without_glyphs(content, document)
    return found, _left_out(glyphs)


def seen(content: TypedMapping, _file: Path) -> Repaired:
    """Leave out texts that nobody sees."""
    found, blank = without_unseen(content)
    return found, _left_out(blank)


REPAIRS: tuple[Callable[[TypedMapping, Path], Repaired], ...] = (
    seen,
    named,
    valid,
    photographed,
    printable,
    named,
    valid,
)
"""In their order: characters that are left out may leave a text empty."""


def _left_out(findings: Iterable[Diagnostic]) -> list[Diagnostic]:
    return [
        replace(one, code=Code.IMPORT_REPAIRED, message=f"{one.message}: it is left out")
        for one in findings
    ]


def _said(message: str, span: Span | None) -> Diagnostic:
    return Diagnostic(Code.IMPORT_REPAIRED, message, span)


def _end(fault: ErrorDetails) -> Loc:
    """Return the way to what is left out: what lacks a key goes as a whole."""
    loc = in_file(fault["loc"])
    at = fault.get("ctx", {}).get("at")
    if fault["type"] == "missing":
        return loc[:-1]
    return (*loc, at) if at else loc


def _place(content: TypedMapping, fault: ErrorDetails) -> Span:
    return value_at(content, in_file(fault["loc"])).span


def _without(value: Value, here: Loc, ends: frozenset[Loc]) -> Value:
    if isinstance(value, TypedMapping):
        kept = {
            key: _without(inner, (*here, str(key)), ends)
            for key, inner in value.items()
            if (*here, str(key)) not in ends
        }
        return TypedMapping(kept, value.span)
    if isinstance(value, TypedList):
        items = [
            _without(item, (*here, at), ends)
            for at, item in enumerate(value)
            if (*here, at) not in ends
        ]
        return TypedList(items, value.span)
    return value
