"""What an entry of a bibliography says, in any format, and the publication that it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from cvtex.content.bibliography.own_name import OwnName
from cvtex.diagnostics import Checked, Diagnostic
from cvtex.diagnostics.codes import Code
from cvtex.markup import escape_marks
from cvtex.source.synonyms import closest
from cvtex.source.typed import Borrowed, Typed, TypedList, TypedMapping, Value, cited

_DOI = re.compile(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", re.IGNORECASE)
# Fields that are printed as they are; the others are in our markup.
_LITERAL = frozenset({"doi", "url"})


@dataclass(frozen=True, slots=True)
class Name:
    """The name of an author: `family` and `given`, or `name` for a group or a single name."""

    family: Typed | None = None
    given: Typed | None = None
    name: Typed | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """An entry of a bibliography, its fields by the keys of a publication; texts are plain.

    `key` is its citation key, with the place of the entry.
    """

    key: Typed
    kind: Typed
    authors: list[Name]
    fields: dict[str, Typed]
    et_al: bool = False


@dataclass(frozen=True, slots=True)
class BibliographyEntry:
    """An entry that is read only if it is chosen."""

    key: Typed
    read: Callable[[], Checked[Reference]]


def unknown_type(kind: Typed, known: Iterable[str]) -> Diagnostic:
    """Return the finding for an entry of an unknown type."""
    names = [*known]
    close = closest(kind, names, {})
    hint = f"did you mean `{close}`?" if close else f"the types are {', '.join(names)}"
    message = f"{cited(kind)} is not a known type of entry"
    return Diagnostic(Code.VALUE_UNKNOWN, message, kind.span, hint)


def publication(reference: Reference, person: OwnName) -> Checked[TypedMapping]:
    """Return an entry as a publication, with the person among its authors marked."""
    key, fields = reference.key, reference.fields
    missing = [] if reference.authors else ["author"]
    missing += [] if "title" in fields else ["title"]
    findings = [
        Diagnostic(
            Code.KEY_MISSING,
            f"the entry {cited(key)} has no `{name}`",
            key.span,
            f"add the field `{name}` to it",
        )
        for name in missing
    ]
    own = person.among(
        [(one.family or one.name or "", one.given or "") for one in reference.authors]
    )
    authors: list[Value] = [
        _author(one, is_own=at == own) for at, one in enumerate(reference.authors)
    ]
    values: dict[Typed, Value] = {Typed("kind", key.span): reference.kind}
    values[Typed("authors", key.span)] = TypedList(authors, key.span)
    if reference.et_al:
        values[Typed("et_al", key.span)] = Typed("true", key.span)
    for name, text in fields.items():
        shown = _DOI.sub("", text) if name == "doi" else text
        shown = shown if name in _LITERAL else escape_marks(shown)
        values[Typed(name, text.span)] = Borrowed(shown, text.span)
    return Checked(None if findings else TypedMapping(values, key.span), tuple(findings))


def _author(name: Name, *, is_own: bool) -> TypedMapping:
    given = {"name": name.name, "family": name.family, "given": name.given}
    values: dict[Typed, Value] = {
        Typed(key, of.span): Borrowed(of, of.span) for key, of in given.items() if of
    }
    span = next(iter(values)).span
    if is_own:
        values[Typed("self", span)] = Typed("true", span)
    return TypedMapping(values, span)
