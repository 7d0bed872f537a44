"""FRESH (https://github.com/fresh-standard/fresh-resume-schema) as a content file.

Its lists stand one level deeper than those of JSON Resume and have other names. What the two have
in common is read as JSON Resume; the rest becomes sections with titles of their own.
"""

from __future__ import annotations

from collections.abc import Mapping

from cvtex.exchange.flat import is_empty, items_of, mapping_of
from cvtex.exchange.formats.json_resume import entries, from_json_resume
from cvtex.exchange.json_names import json_lists
from cvtex.exchange.taking import Taking
from cvtex.sections import section_types
from cvtex.source.typed import Empty, Typed, TypedList, TypedMapping, Value, value_at

# Where JSON Resume has what FRESH has, and the ways to that.
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
# Lists that no type of section is for: the way, the type whose entries are alike, a title.
_MORE = (
    (("affiliation", "history"), "volunteering", "Affiliations"),
    (("governance",), "volunteering", "Governance"),
    (("extracurricular",), "projects", "Extracurricular Activities"),
    (("samples",), "projects", "Work Samples"),
)
# Keys with another name than in JSON Resume; "" is a matter of form.
_NAMES = {
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


def from_fresh(value: TypedMapping, language: Typed) -> tuple[TypedMapping, Taking]:
    """Return the content file that a FRESH file comes to, and what was found on the way."""
    resume, taking = from_json_resume(_as_json_resume(value), language)
    sections = [
        section
        for path, kind, title in _MORE
        if (section := _more(value, path, kind, title, taking))
    ]
    listed = value_at(resume, ("sections",))
    resume[Typed("sections", value.span)] = TypedList([*items_of(listed), *sections], value.span)
    _leave_out_rest(value, taking)
    return resume, taking


def _lists() -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """Return the ways to what is in each list of JSON Resume."""
    return {name: kind.fresh for name, kind in json_lists().items()}


def _as_json_resume(value: TypedMapping) -> TypedMapping:
    """Return what FRESH and JSON Resume have in common as the latter has it."""
    basics, document = TypedMapping({}, value.span), TypedMapping({}, value.span)
    document[Typed("basics", value.span)] = basics
    for name, paths in _BASICS.items():
        there = [found for path in paths if not is_empty(found := _at(value, path))]
        for found in there[:1]:
            basics[Typed(name, found.span)] = _renamed(found)
    for name, paths in _lists().items():
        items = [item for path in paths for item in items_of(_renamed(_at(value, path)))]
        if items:
            document[Typed(name, items[0].span)] = TypedList(items, items[0].span)
    return document


def _more(
    value: TypedMapping, path: tuple[str, ...], kind: str, title: str, taking: Taking
) -> TypedMapping | None:
    """Return a section for a list that JSON Resume does not have, if there is anything in it."""
    listed = _renamed(_at(value, path))
    made = entries(section_types()[kind], listed, TypedMapping({}, value.span), taking)
    named = {"type": Typed(kind, listed.span), "title": Typed(title, listed.span)}
    return mapping_of(listed.span, {**named, "entries": made}) if made else None


def _leave_out_rest(value: TypedMapping, taking: Taking) -> None:
    """Say what has no place: a key, or one beside a list that stands a level deeper."""
    ways = [path for paths in (*_BASICS.values(), *_lists().values()) for path in paths]
    ways += [path for path, _, _ in _MORE]
    for key, inner in value.items():
        below = {step for way in ways if way[0] == key for step in way[1:2]}
        if key != "meta" and not any(way[0] == key for way in ways):
            taking.leave_out(key, inner)
        elif below and isinstance(inner, TypedMapping):
            for name, rest in inner.items():
                if name not in below:
                    taking.leave_out(name, rest)


def _at(value: TypedMapping, path: tuple[str, ...]) -> Value:
    """Return what a path leads to, `Empty` if it leads nowhere."""
    found: Value = value
    for step in path:
        if not isinstance(found, TypedMapping) or step not in found:
            return Empty(value.span)
        found = value_at(found, (step,))
    return found


def _renamed(value: Value) -> Value:
    """Return a value whose keys have JSON Resume's names."""
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
