"""Reads the items of a CSL-JSON file (https://github.com/citation-style-language/schema)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from html import unescape
from pathlib import Path

from cvtex.content.bibliography.html_tags import without_tags
from cvtex.content.bibliography.reference import BibliographyEntry, Name, Reference, unknown_type
from cvtex.diagnostics import Checked, failed
from cvtex.source.json import parse_json
from cvtex.source.typed import Typed, TypedList, TypedMapping, Value

TYPES = {
    "article-journal": "journal",
    "article-magazine": "journal",
    "article-newspaper": "journal",
    "paper-conference": "conference",
    "book": "book",
    "chapter": "chapter",
    "entry-dictionary": "chapter",
    "entry-encyclopedia": "chapter",
    "thesis": "thesis",
    "report": "report",
    "standard": "report",
    "patent": "patent",
    "article": "preprint",
    "manuscript": "preprint",
    "webpage": "online",
    "post": "online",
    "post-weblog": "online",
    "software": "online",
    "dataset": "online",
    # As doi.org writes them, in Crossref's words.
    "journal-article": "journal",
    "proceedings-article": "conference",
    "book-chapter": "chapter",
    "monograph": "book",
    "dissertation": "thesis",
    "posted-content": "preprint",
}
_FIELDS = {
    "title": "title",
    "venue": "container-title",
    "publisher": "publisher",
    "place": "publisher-place",
    "volume": "volume",
    "issue": "issue",
    "pages": "page",
    "number": "number",
    "doi": "DOI",
    "url": "URL",
}
USED = frozenset({*_FIELDS.values(), "author", "editor", "issued"})
"""The fields of an item that are printed."""

_DATED = re.compile(r"(\d{4})(?:[-/]\d{1,2}){1,2}")

# An item of a known type, also in a file that is not valid JSON.
_LIKELY = re.compile(rf'"type"\s*:\s*"(?:{"|".join(TYPES)})"')


def parse_csl(text: str, path: Path) -> Checked[list[BibliographyEntry]] | None:
    """Return the items of a file with its errors; None if it has no item of a known type."""
    if not _LIKELY.search(text):
        return None
    read = parse_json(text, path)
    if read.value is None:
        return failed(*read.diagnostics)
    items = read.value if isinstance(read.value, TypedList) else [read.value]
    found = [item for item in items if isinstance(item, TypedMapping) and "type" in item]
    if not any(item.value("type") in TYPES and "title" in item for item in found):
        return None
    entries = [BibliographyEntry(_key(item), partial(_reference, item)) for item in found]
    return Checked(entries, read.diagnostics)


def _key(item: TypedMapping) -> Typed:
    key = item.value("id")
    return key if isinstance(key, Typed) else Typed("", item.span)


def _reference(item: TypedMapping) -> Checked[Reference]:
    given = item.value("type")
    name = given if isinstance(given, Typed) else Typed("", item.span)
    if name not in TYPES:
        return failed(unknown_type(name, TYPES))
    kind = TYPES[name]
    fields = {ours: text for ours, theirs in _FIELDS.items() if (text := _text(item.value(theirs)))}
    if year := _date(item.value("issued"), whole=kind == "patent"):
        fields["year"] = year
    names = [*_names(item.value("author"))] or [*_names(item.value("editor"))]
    return Checked(Reference(_key(item), Typed(kind, name.span), names, fields))


def _text(value: Value | None) -> Typed | None:
    if isinstance(value, TypedList):  # as Crossref has titles
        return _text(value[0]) if value else None
    if not isinstance(value, Typed):
        return None
    plain = " ".join(unescape(without_tags(value)).split())
    return Typed(plain, value.span) if plain else None


def _date(value: Value | None, *, whole: bool) -> Typed | None:
    """Return the year of a date, or the `whole` date."""
    if not isinstance(value, TypedMapping):
        return None
    parts = value.value("date-parts")
    first = parts[0] if isinstance(parts, TypedList) and parts else None
    if isinstance(first, TypedList) and first and all(isinstance(one, Typed) for one in first):
        texts = [str(one).zfill(2) for one in first]
        return Typed("-".join(texts if whole else texts[:1]), first.span)
    text = _text(value.value("literal")) or _text(value.value("raw"))
    dated = _DATED.fullmatch(text) if text and not whole else None
    return Typed(dated[1], text.span) if text and dated else text


def _names(value: Value | None) -> Iterator[Name]:
    for item in value if isinstance(value, TypedList) else ():
        if not isinstance(item, TypedMapping):
            continue
        family = _joined(item, "dropping-particle", "non-dropping-particle", "family", "suffix")
        given, literal = _text(item.value("given")), _text(item.value("literal"))
        if family and given:
            yield Name(family, given)
        elif name := literal or family or given:
            yield Name(name=name)


def _joined(item: TypedMapping, *keys: str) -> Typed | None:
    texts = [text for key in keys if (text := _text(item.value(key)))]
    return Typed(" ".join(texts), texts[0].span) if texts else None
