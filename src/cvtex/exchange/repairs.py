"""Repairs errors in the converted values of a foreign file, each with a warning.

The file was not written for this schema, so no error in its values makes the import fail.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from cvtex.content.explain import explain
from cvtex.content.keys import Loc, in_file
from cvtex.content.load import validated
from cvtex.content.photo import read_photo
from cvtex.content.pruning import without
from cvtex.design.theme import plain_design
from cvtex.diagnostics import Diagnostic, Severity, Span
from cvtex.diagnostics.codes import Code
from cvtex.editions.build import build_document
from cvtex.exchange.texts.unprintable import left_out, without_invisible, without_missing_glyphs
from cvtex.source.typed import Typed, TypedList, TypedMapping, cited, value_at

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

# Removing an error may leave its owner incomplete, which is another error.
_ROUNDS = 6

Repaired = tuple[TypedMapping, list[Diagnostic]]
"""The repaired values, and the findings."""


def repaired(content: TypedMapping, file: Path) -> Repaired:
    """Return converted values without errors in the file `file`, and the findings."""
    findings: list[Diagnostic] = []
    for repair in REPAIRS:
        content, found = repair(content, file)
        findings += found
    return content, findings


def named(content: TypedMapping, file: Path) -> Repaired:
    """Use the e-mail address or the file name for a missing name."""
    name = value_at(content, ("name",))
    if isinstance(name, Typed) and name.strip():
        return content, []
    contacts = value_at(content, ("contacts",))
    contacts_of = contacts if isinstance(contacts, TypedList) else ()
    emails = (value_at(way, ("email",)) for way in contacts_of if isinstance(way, TypedMapping))
    email = next((text for text in emails if isinstance(text, Typed)), None)
    span = Span(content.span.file)
    substitute = Typed(str(email or file.stem), span, quoted=True)
    found = {Typed("name", span): substitute, **content.without("name")}
    return TypedMapping(found, content.span), [
        _finding(f"no name is given: {cited(substitute)} is taken", span)
    ]


def without_invalid(content: TypedMapping, file: Path) -> Repaired:
    """Remove values that the schema does not allow."""
    findings: list[Diagnostic] = []
    for _ in range(_ROUNDS):
        _, faults = validated(content)
        own = [fault for fault in faults if _place(content, fault).file == file]
        if not own:
            break
        ends = {_end(fault): fault for fault in own}
        for fault, finding in zip(own, explain(own, content), strict=False):
            if ends.get(_end(fault)) is fault:
                findings.append(_finding(f"{finding.message}: this is left out", finding.span))
        rest = without(content, set(ends))
        content = rest if isinstance(rest, TypedMapping) else content
    return content, findings


def without_bad_pictures(content: TypedMapping, file: Path) -> Repaired:
    """Remove a photo or a signature that is missing or invalid."""
    resume, _ = validated(content)
    if resume is None:
        return content, []
    given = {("photo",): resume.photo, ("closing", "signature"): resume.signature}
    left, findings = set[Loc](), []
    for place, picture in given.items():
        if picture is None or picture.file.span.file != file:
            continue
        found = read_photo(picture, file.parent).diagnostics
        errors = [finding for finding in found if finding.severity is Severity.ERROR]
        for error in errors[:1]:
            left.add(place)
            message = f"{error.message}: the {picture.what} is left out"
            findings.append(_finding(message, error.span))
    rest = without(content, left)
    return rest if isinstance(rest, TypedMapping) else content, findings


def without_unprintable(content: TypedMapping, _file: Path) -> Repaired:
    """Remove characters that are in none of our fonts."""
    resume, _ = validated(content)
    document = build_document(resume, plain_design()).value if resume else None
    if document is None:
        return content, []
    found, glyphs = without_missing_glyphs(content, document)
    return found, [*map(left_out, glyphs)]


def visible(content: TypedMapping, _file: Path) -> Repaired:
    """Remove invisible characters and texts."""
    return without_invisible(content)


REPAIRS: tuple[Callable[[TypedMapping, Path], Repaired], ...] = (
    visible,
    named,
    without_invalid,
    without_bad_pictures,
    without_unprintable,
    named,
    without_invalid,
)
"""The repairs in order; the last ones fix texts that became empty."""


def _finding(message: str, span: Span | None) -> Diagnostic:
    return Diagnostic(Code.IMPORT_REPAIRED, message, span)


def _end(fault: ErrorDetails) -> Loc:
    """Return the path to remove for an error: a record that lacks a key is removed as a whole."""
    loc = in_file(fault["loc"])
    at = fault.get("ctx", {}).get("at")
    if fault["type"] == "missing":
        return loc[:-1]
    return (*loc, at) if at else loc


def _place(content: TypedMapping, fault: ErrorDetails) -> Span:
    return value_at(content, in_file(fault["loc"])).span
