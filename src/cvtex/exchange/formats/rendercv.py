"""Converts RenderCV's YAML (https://rendercv.com), version 2.

Its sections have any titles; the keys of their entries show their type. Its texts are Markdown.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from cvtex.content.repairs.synonyms import type_synonyms
from cvtex.exchange.converter import EVERY, Converter
from cvtex.exchange.formats.json_resume import author, publication, skill
from cvtex.exchange.person import account, contacts_of, convert_photo
from cvtex.exchange.texts.flattening import is_empty, items_of, joined, mapping_of
from cvtex.schema.contacts import Profile
from cvtex.schema.networks import page_of
from cvtex.sections import section_types
from cvtex.sections.publications import Publication
from cvtex.sections.section_type import SectionType
from cvtex.sections.skills import Skill
from cvtex.source.synonyms import same
from cvtex.source.typed import Empty, Typed, TypedList, TypedMapping, Value, value_at
from cvtex.wording.locale import find_locale

_LOOKS = frozenset({"design", "locale", "locale_catalog", "rendercv_settings", "settings"})

_STARRED = re.compile(r"\s*\*+[^*]+\*+\s*")
_POINTS = ("bullet", "number", "reversed_number")
_SMALL = frozenset({"a", "an", "and", "at", "for", "in", "of", "on", "or", "the", "to", "with"})


def from_rendercv(value: TypedMapping, language: Typed) -> tuple[TypedMapping, Converter]:
    """Return a RenderCV file as a content file, and its converter with the findings."""
    converter = Converter(marked=EVERY, localised=find_locale(language) is not None)
    resume = mapping_of(value.span, {"language": language})
    sections: list[Value] = []
    for key, inner in value.items():
        if key == "cv":
            sections = _cv(converter.mapping(inner), resume, converter)
        elif key not in _LOOKS:
            converter.report_unused(key, inner)
    resume[Typed("sections", value.span)] = TypedList(sections, value.span)
    return resume, converter


def _cv(cv: TypedMapping, resume: TypedMapping, converter: Converter) -> list[Value]:
    """Convert the name, headline and contacts into `resume`; return the sections."""
    contacts: list[Value] = []
    sections = TypedMapping({}, cv.span)
    for key, inner in cv.items():
        match str(key):
            case "name" | "headline" | "label" | "summary":
                name = "headline" if key == "label" else str(key)
                if (text := converter.text(inner, name)) is not None:
                    resume[Typed(name, key.span)] = text
            case "location" | "email" | "phone" | "website":
                kind = {"location": "address", "website": "url"}.get(key, str(key))
                contacts += contacts_of(kind, inner, key.span, converter)
            case "photo":
                convert_photo(key, inner, resume, converter)
            case "social_networks":
                contacts += [_account(item, converter) for item in items_of(inner)]
            case "custom_connections":
                contacts += [_connection(item, converter) for item in items_of(inner)]
            case "sections":
                sections = converter.mapping(inner)
            case _:
                converter.report_unused(key, inner)
    there = [contact for contact in contacts if not is_empty(contact)]
    if there:
        resume[Typed("contacts", cv.span)] = TypedList(there, cv.span)
    made = [_section(title, inner, resume, converter) for title, inner in sections.items()]
    return [section for section in made if section]


def _account(value: Value, converter: Converter) -> Value:
    profile = converter.record(value, Profile, {})
    if profile is None:
        return Empty(value.span)
    known = {str(key): inner for key, inner in profile.items()}
    network, username = known.get("network"), known.get("username")
    if (
        isinstance(network, Typed)
        and isinstance(username, Typed)
        and "url" not in known
        and (url := page_of(network, username))
    ):
        profile[Typed("url", username.span)] = Typed(url, username.span)
    return mapping_of(value.span, account(profile))


def _connection(value: Value, converter: Converter) -> Value:
    """Return a contact with a text and perhaps a URL; its icon is ignored."""
    mapping = converter.mapping(value)
    known = {str(key): inner for key, inner in mapping.items()}
    text = converter.text(known.get("placeholder", Empty(value.span)), "label")
    url = converter.text(known.get("url", Empty(value.span)), "url")
    for key, inner in mapping.items():
        if key not in ("placeholder", "url", "fontawesome_icon"):
            converter.report_unused(key, inner)
    if url is None:
        return mapping_of(value.span, {"address": text} if text else {})
    return mapping_of(value.span, {"url": url} | ({"label": text} if text else {}))


def _section(
    title: Typed, value: Value, resume: TypedMapping, converter: Converter
) -> Value | None:
    items = [item for item in items_of(value) if not is_empty(item)]
    first = next((item for item in items if isinstance(item, TypedMapping)), None)
    if first is None:
        return _text(title, items, converter)
    # An entry with a name may have a `number` of its own.
    if "name" not in first and any(key in first for key in _POINTS):
        return _list(title, items, converter)
    kind = _kind_of(title, first, items)
    found = [_entry(item, kind, resume, converter) for item in items]
    there = [entry for entry in found if entry]
    if not there:
        return None
    named: dict[str, Value] = {"type": Typed(kind.name, title.span)}
    if _as_key(title) != kind.name:
        named["title"] = _title(title)
    named["entries"] = TypedList(there, value.span)
    return mapping_of(title.span, named)


def _kind_of(title: Typed, first: TypedMapping, items: list[Value]) -> SectionType:
    """Return the section type of entries by their keys, or else by the section's title."""
    types = section_types()
    for kind in types.values():
        if kind.rendercv_key and kind.rendercv_key in first:
            return kind
    found = types.get(same(title, types, type_synonyms()))
    if found and found.entry and not found.rendercv_key:
        known = found.entry.model_fields
        keys = {str(key) for item in items if isinstance(item, TypedMapping) for key in item}
        if all(found.rendercv.get(key, key) in known for key in keys):
            return found
    return types["projects" if "name" in first else "skills"]


def _entry(
    value: Value, section: SectionType, resume: TypedMapping, converter: Converter
) -> Value | None:
    kind, names = section.entry, section.rendercv
    assert kind is not None  # noqa: S101 - free text is handled before
    if kind is Skill:
        return skill(value, converter, names)
    if kind is Publication:
        return _publication(value, names, resume, converter)
    if isinstance(value, TypedMapping) and (date := value.value("date")) and not is_empty(date):
        for name in ("start_date", "end_date"):  # RenderCV ignores them then
            if key := value.typed(name):
                converter.report_unused(key, value[key], "the entry has a `date`")
        value = value.without("start_date", "end_date")
    return converter.entry(value, kind, names)


def _publication(
    value: Value, names: Mapping[str, str], resume: TypedMapping, converter: Converter
) -> TypedMapping | None:
    """Return a publication with the person marked among its authors: by the name, or by stars."""
    entry = publication(value, names, resume, converter)
    key = entry.typed("authors") if entry else None
    if entry is None or key is None:
        return entry
    person = author(resume)
    own = next(iter(person.values())) if person else None
    starred = {text.span for text in _authors_of(value) if _STARRED.fullmatch(text)}
    authors: list[Value] = []
    for name in items_of(entry[key]):
        if name == "et al.":
            entry[Typed("et_al", name.span)] = Typed("true", name.span)
        elif name == own or name.span in starred:
            authors.append(mapping_of(name.span, {"name": name, "self": Typed("true", name.span)}))
        else:
            authors.append(name)
    entry[key] = TypedList(authors, entry[key].span)
    return entry


def _authors_of(value: Value) -> list[Typed]:
    listed = value_at(value, ("authors",))
    return [text for text in items_of(listed) if isinstance(text, Typed)]


def _text(title: Typed, items: list[Value], converter: Converter) -> Value | None:
    paragraphs = [text for item in items if (text := converter.text(item, "text"))]
    text = joined(paragraphs, "\n\n")
    named = {"type": Typed("text", title.span), "title": _title(title)}
    return mapping_of(title.span, {**named, "text": text}) if text else None


def _list(title: Typed, items: list[Value], converter: Converter) -> Value | None:
    points: list[Value] = []
    if any(isinstance(item, TypedMapping) and "bullet" not in item for item in items):
        message = "the numbers of this list are left out: its entries become points"
        converter.report_left_out(message, title.span)
    for item in items:
        bullet = isinstance(item, TypedMapping)
        mapping = converter.mapping(item) if bullet else mapping_of(item.span, {"bullet": item})
        for key, inner in mapping.items():
            if key in _POINTS:
                text = converter.text(inner, "text")
                points += [text] if text else []
            else:
                converter.report_unused(key, inner)
    named = {"type": Typed("list", title.span), "title": _title(title)}
    entries = {"entries": TypedList(points, title.span)}
    return mapping_of(title.span, {**named, **entries}) if points else None


def _as_key(title: Typed) -> str:
    return title.strip().lower().replace(" ", "_")


def _title(title: Typed) -> Typed:
    """Return a section's key as its title; a key with spaces is a title already."""
    if " " in title:
        return title
    words = (
        word.capitalize() if word.islower() and word not in _SMALL else word
        for word in filter(None, title.split("_"))
    )
    shown = " ".join(words)
    return title if shown == title else Typed(shown, title.span, source=title.source)
