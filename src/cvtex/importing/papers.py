"""Imports a list of papers, in BibTeX or CSL-JSON, as a section of publications."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from cvtex.content.bibliography.bibtex import fields_of
from cvtex.content.bibliography.csl import USED
from cvtex.content.bibliography.own_name import OwnName
from cvtex.content.bibliography.reading import read_bibliography
from cvtex.diagnostics import Checked, Diagnostic, Severity, Span, failed, tolerate
from cvtex.diagnostics.codes import Code
from cvtex.exchange.account import FileValue, leaves_of
from cvtex.importing.source import ImportedValues, language_of
from cvtex.sections.forms import is_cjk
from cvtex.source.file import BIBLIOGRAPHIES, read_source
from cvtex.source.json import parse_json
from cvtex.source.typed import Typed, TypedList, TypedMapping, Value, cited

ORIGIN = "a bibliography"
# What is wrong with an entry, which is left out then; the others are taken.
_OF_AN_ENTRY = frozenset(
    {Code.VALUE_UNKNOWN, Code.KEY_MISSING, Code.BIBTEX_SYNTAX, Code.BIBLIOGRAPHY_DUPLICATE_KEY}
)

_OWNED_MIN = 3
"""The number of publications from which most of them show whose they are."""

Given = tuple[Typed, str, str, bool]
"""A field of an entry: the entry's key, its own name, its text, and whether it is printed."""


def from_papers(path: Path, language: str = "") -> Checked[ImportedValues]:
    """Return a content file with the publications of a bibliography."""
    whole = Span(path)
    text = read_source(path, BIBLIOGRAPHIES)
    if text.value is None:
        return failed(*text.diagnostics)
    read = read_bibliography(path, whole, None, OwnName([]))
    owner, found = _owner(read.value or []), read.diagnostics
    if owner:
        read = read_bibliography(path, whole, None, OwnName([owner]))
        message = f"{cited(owner)} is taken as your name: the author of most publications"
        found += (Diagnostic(Code.IMPORT_REPAIRED, message, whole),)
    if not read.value:
        message = "the bibliography has no entry that can be read"
        errors = [one for one in read.diagnostics if one.severity is Severity.ERROR]
        return failed(*(errors[:1] or [Diagnostic(Code.VALUE_TYPE, message, whole)]))
    found = tolerate(found, _OF_AN_ENTRY)
    tag, guess = language_of(_titles(read.value), path, language)
    section: dict[str, Value] = {"type": Typed("publications", whole), "entries": read.value}
    content: dict[str, Value] = {"language": tag}
    if owner:
        content["name"] = Typed(owner, whole)
    content["sections"] = TypedList([_mapping(section, whole)], whole)
    is_json = path.suffix.lower() == ".json"
    given = _csl(text.value, path) if is_json else fields_of(text.value, path)
    leaves = [*_leaves(given, read.value, path)]
    return Checked(
        ImportedValues(
            ORIGIN,
            _mapping(content, whole),
            bool(guess),
            leaves,
            findings=(*found, *guess),
            has_lines=True,
        )
    )


def _owner(entries: Sequence[Value]) -> str:
    """Return the author of most publications, by the longest form of the name; '' if unclear."""
    names: dict[str, set[tuple[str, str]]] = {}
    counts: Counter[str] = Counter()
    for entry in entries:
        authors = {*_authors(entry)}
        for family, given in authors:
            names.setdefault(f"{family} {given[:1]}", set()).add((family, given))
        counts.update({f"{family} {given[:1]}" for family, given in authors})
    [(known, most), (_, second)] = [*counts.most_common(2), ("", 0), ("", 0)][:2]
    if most < _OWNED_MIN or most <= second or 2 * most <= len(entries):
        return ""
    family, given = max(names[known], key=lambda name: len(name[1]))
    return family + given if is_cjk(family) else f"{given} {family}"


def _authors(entry: Value) -> Iterator[tuple[str, str]]:
    """Yield the family name and the given names of each author who has both."""
    authors = entry.value("authors") if isinstance(entry, TypedMapping) else None
    for author in authors if isinstance(authors, TypedList) else ():
        parts = [
            author.value(key) if isinstance(author, TypedMapping) else None
            for key in ("family", "given")
        ]
        if all(parts):
            yield str(parts[0]), str(parts[1])


def _leaves(given: Iterator[Given], there: TypedList, path: Path) -> Iterator[FileValue]:
    """Yield the fields of the entries; one that is used stands for the kind of its publication."""
    kinds = {entry.span: kind for entry, kind in _kinds(there)}
    for key, name, text, is_used in given:
        kind = kinds.get(key.span) if is_used else None
        yield FileValue("entries", name, kind or Typed(text, Span(path)), left_out=kind is None)


def _kinds(entries: TypedList) -> Iterator[tuple[TypedMapping, Typed]]:
    for entry in entries:
        if isinstance(entry, TypedMapping) and isinstance(kind := entry.value("kind"), Typed):
            yield entry, kind


def _titles(entries: TypedList) -> Iterator[str]:
    for entry in entries:
        title = entry.value("title") if isinstance(entry, TypedMapping) else None
        yield str(title) if isinstance(title, Typed) else ""


def _csl(text: str, path: Path) -> Iterator[Given]:
    value = parse_json(text, path).value
    items = value if isinstance(value, TypedList) else [value] if value else []
    for item in items:
        if isinstance(item, TypedMapping):
            key = item.value("id")
            typed = key if isinstance(key, Typed) else Typed("", item.span)
            for name, inner in item.items():
                if name not in ("id", "type"):
                    for leaf in leaves_of(inner):
                        yield typed, str(name), str(leaf.text), str(name) in USED


def _mapping(items: dict[str, Value], span: Span) -> TypedMapping:
    return TypedMapping({Typed(key, span): value for key, value in items.items()}, span)
