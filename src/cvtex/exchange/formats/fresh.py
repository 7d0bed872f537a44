"""Converts FRESH (https://github.com/fresh-standard/fresh-resume-schema).

Its lists are one level deeper than those of JSON Resume and have other names. The common parts are
converted as JSON Resume; the rest become sections with their own titles.
"""

from __future__ import annotations

from collections.abc import Mapping

from cvtex.exchange.converter import Converter
from cvtex.exchange.formats.json_resume import entries, from_json_resume
from cvtex.exchange.json_names import json_lists
from cvtex.exchange.texts.flattening import is_empty, items_of, mapping_of
from cvtex.sections import section_types
from cvtex.source.typed import Empty, Typed, TypedList, TypedMapping, Value, value_at

# Keys of JSON Resume's basics, and the paths of their values in FRESH.
_BASICS: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "name": (("name",),),
    "label": (("info", "label"),),
    "image": (("info", "image"),),
    "summary": (("info", "brief"),),
    "email": (("contact", "email"),),
    "phone": (("contact", "phone"),),
    "website": (("contact", "website"),),
    "location": (("location",), ("contact", "location")),
    "profiles": (("social",),),
}
# Lists without a section type: their path, a similar type, a title.
_MORE = (
    (("affiliation", "history"), "volunteering", "Affiliations"),
    (("governance",), "volunteering", "Governance"),
    (("extracurricular",), "projects", "Extracurricular Activities"),
    (("samples",), "projects", "Work Samples"),
)
# The names of keys in JSON Resume; "" is ignored.
_NAMES = {
    "repo": "url",
    "code": "postalCode",
    "user": "username",
    "from": "awarder",
    "category": "type",
    "event": "entity",
    "activity": "role",
    "author": "authors",
    "years": "",
    "flavor": "",
    "private": "",
    "media": "",
}
# Flavors of writing that are kinds of publications, where the publisher does not tell it.
_KINDS = {name: name for name in ("book", "chapter", "thesis", "report", "patent")}
_KINDS |= dict.fromkeys(("blog", "website"), "online")
# The keys of contacts by the flavors of those in `other`.
_WAYS = {"phone": "phone", "email": "email", "mail": "email", "website": "website"}


def from_fresh(value: TypedMapping, language: Typed) -> tuple[TypedMapping, Converter]:
    """Return a FRESH file as a content file, and its converter with the findings."""
    resume, converter = from_json_resume(_as_json_resume(value), language)
    for item in filter(_is_private, items_of(_at(value, ("references",)))):
        converter.report_left_out("a private reference is left out", item.span)
    sections = [
        section
        for path, kind, title in _MORE
        if (section := _more(value, path, kind, title, converter))
    ]
    listed = value_at(resume, ("sections",))
    ordered = sorted([*items_of(listed), *sections], key=lambda section: section.span)
    resume[Typed("sections", value.span)] = TypedList(ordered, value.span)
    _leave_out_rest(value, converter)
    return resume, converter


def _lists() -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """Return the paths of each list of JSON Resume in FRESH."""
    return {name: kind.fresh for name, kind in json_lists().items() if kind.fresh}


def _as_json_resume(value: TypedMapping) -> TypedMapping:
    """Return the common parts of FRESH and JSON Resume as JSON Resume."""
    basics, document = TypedMapping({}, value.span), TypedMapping({}, value.span)
    document[Typed("basics", value.span)] = basics
    for name, paths in _BASICS.items():
        there = [found for path in paths if not is_empty(found := _at(value, path))]
        items = [*(items_of(_renamed(there[0])) if there else ()), *_others(value, name)]
        if items:
            whole = there[0] if there else items[0]
            made = TypedList(items, whole.span) if len(items) > 1 else items[0]
            basics[Typed(name, whole.span)] = made
    for name, paths in _lists().items():
        items = [
            _renamed(_as_ours(item, name)) for item in _items(value, paths) if not _is_private(item)
        ]
        if items:
            document[Typed(name, items[0].span)] = TypedList(items, items[0].span)
    return document


def _items(value: TypedMapping, paths: tuple[tuple[str, ...], ...]) -> list[Value]:
    """Return the items of the lists at paths; a list may be in place of the mapping above it."""
    above = _at(value, paths[0][:1])
    if len(paths[0]) > 1 and not isinstance(above, TypedMapping):
        return items_of(above)
    return [item for path in paths for item in items_of(_at(value, path))]


def _others(value: TypedMapping, name: str) -> list[Value]:
    """Return the contacts in `other` for a key of JSON Resume's basics."""
    items = items_of(_at(value, ("contact", "other")))
    return [
        item.without("flavor")
        for item in items
        if isinstance(item, TypedMapping) and _way(item) == name
    ]


def _way(item: Value) -> str | None:
    """Return the key of a contact in `other`, or None if it has no place."""
    return _WAYS.get(str(item.value("flavor"))) if isinstance(item, TypedMapping) else None


def _is_private(item: Value) -> bool:
    return isinstance(item, TypedMapping) and item.value("private") == "true"


def _as_ours(item: Value, name: str) -> Value:
    """Return an item of a list with what FRESH says in keys of its own."""
    if not isinstance(item, TypedMapping):
        return item
    given = TypedMapping({**item}, item.span)
    title, flavor = given.typed("title"), given.value("flavor")
    if name == "education" and title and is_empty(_at(given, ("studyType",))):
        given = given.without("studyType")
        given[Typed("studyType", title.span)] = given.pop(title)
    if name == "publications" and isinstance(flavor, Typed) and flavor in _KINDS:
        given[Typed("kind", flavor.span)] = Typed(_KINDS[flavor], flavor.span)
    return given


def _more(
    value: TypedMapping, path: tuple[str, ...], kind: str, title: str, converter: Converter
) -> TypedMapping | None:
    """Return a section for a list that JSON Resume does not have, or None if it is empty."""
    items = _items(value, (path,))
    listed = _renamed(TypedList(items, items[0].span if items else value.span))
    made = entries(section_types()[kind], listed, TypedMapping({}, value.span), converter)
    named = {"type": Typed(kind, listed.span), "title": Typed(title, listed.span)}
    return mapping_of(listed.span, {**named, "entries": made}) if made else None


def _leave_out_rest(value: TypedMapping, converter: Converter) -> None:
    """Report unknown keys, also those beside a list one level deeper."""
    contacts_of = [path for paths in (*_BASICS.values(), *_lists().values()) for path in paths]
    contacts_of += [path for path, _, _ in _MORE]
    for key, inner in value.items():
        below = {step for way in contacts_of if way[0] == key for step in way[1:2]}
        if key != "meta" and not any(way[0] == key for way in contacts_of):
            converter.report_unused(key, inner)
        elif below and isinstance(inner, TypedMapping):
            for name, rest in inner.items():
                if key == "contact" and name == "other":
                    for item in items_of(rest):
                        if _way(item) is None:
                            converter.report_left_out(
                                "a contact of another kind is left out", item.span
                            )
                elif name not in below:
                    converter.report_unused(name, rest)


def _at(value: TypedMapping, path: tuple[str, ...]) -> Value:
    """Return the value at a path, or `Empty`."""
    found: Value = value
    for step in path:
        if not isinstance(found, TypedMapping) or step not in found:
            return Empty(value.span)
        found = value_at(found, (step,))
    return found


def _renamed(value: Value) -> Value:
    """Return a value with JSON Resume's names of keys."""
    if isinstance(value, TypedList):
        return TypedList([_renamed(item) for item in value], value.span)
    if not isinstance(value, TypedMapping):
        return value
    named = {
        Typed(_NAMES.get(key, key), key.span): _renamed(inner)
        for key, inner in value.items()
        if _NAMES.get(key, key)
    }
    return TypedMapping(named, value.span)
