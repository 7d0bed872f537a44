"""RenderCV's YAML (https://rendercv.com), version 2, as a content file.

Its sections have titles of the person's own and entries of one kind, told by their keys. Its texts
are Markdown, which is kept.
"""

from __future__ import annotations

from collections.abc import Mapping

from cvtex.content.synonyms import type_synonyms
from cvtex.exchange.flat import is_empty, items_of, joined, mapping_of
from cvtex.exchange.formats.json_resume import author, publication, skill
from cvtex.exchange.person import account, take_photo, ways
from cvtex.exchange.taking import EVERY, Taking
from cvtex.schema.contacts import Profile
from cvtex.schema.networks import page_of
from cvtex.sections import section_types
from cvtex.sections.kind import SectionType
from cvtex.sections.publications import Publication
from cvtex.sections.skills import Skill
from cvtex.source.synonyms import same
from cvtex.source.typed import Empty, Typed, TypedList, TypedMapping, Value
from cvtex.wording.locale import find_locale

_LOOKS = frozenset({"design", "locale", "locale_catalog", "rendercv_settings", "settings"})

_POINTS = ("bullet", "number", "reversed_number")
_SMALL = frozenset({"a", "an", "and", "at", "for", "in", "of", "on", "or", "the", "to", "with"})


def from_rendercv(value: TypedMapping, language: Typed) -> tuple[TypedMapping, Taking]:
    """Return the content file that a RenderCV file comes to, and what was found on the way."""
    taking = Taking(marked=EVERY, localised=find_locale(language) is not None)
    resume = mapping_of(value.span, {"language": language})
    sections: list[Value] = []
    for key, inner in value.items():
        if key == "cv":
            sections = _cv(taking.mapping(inner), resume, taking)
        elif key not in _LOOKS:
            taking.leave_out(key, inner)
    resume[Typed("sections", value.span)] = TypedList(sections, value.span)
    return resume, taking


def _cv(cv: TypedMapping, resume: TypedMapping, taking: Taking) -> list[Value]:
    """Take over who the person is, contacts in the file's order; return the sections."""
    contacts: list[Value] = []
    sections = TypedMapping({}, cv.span)
    for key, inner in cv.items():
        match str(key):
            case "name" | "headline" | "label" | "summary":
                name = "headline" if key == "label" else str(key)
                if (text := taking.text(inner, name)) is not None:
                    resume[Typed(name, key.span)] = text
            case "location" | "email" | "phone" | "website":
                kind = {"location": "address", "website": "url"}.get(key, str(key))
                contacts += ways(kind, inner, key.span, taking)
            case "photo":
                take_photo(key, inner, resume, taking)
            case "social_networks":
                contacts += [_account(item, taking) for item in items_of(inner)]
            case "custom_connections":
                contacts += [_connection(item, taking) for item in items_of(inner)]
            case "sections":
                sections = taking.mapping(inner)
            case _:
                taking.leave_out(key, inner)
    there = [contact for contact in contacts if not is_empty(contact)]
    if there:
        resume[Typed("contacts", cv.span)] = TypedList(there, cv.span)
    made = [_section(title, inner, resume, taking) for title, inner in sections.items()]
    return [section for section in made if section]


def _account(value: Value, taking: Taking) -> Value:
    profile = taking.record(value, Profile, {})
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


def _connection(value: Value, taking: Taking) -> Value:
    """Return a contact that has a text and may have an address; its icon is a matter of form."""
    mapping = taking.mapping(value)
    known = {str(key): inner for key, inner in mapping.items()}
    text = taking.text(known.get("placeholder", Empty(value.span)), "label")
    url = taking.text(known.get("url", Empty(value.span)), "url")
    for key, inner in mapping.items():
        if key not in ("placeholder", "url", "fontawesome_icon"):
            taking.leave_out(key, inner)
    if url is None:
        return mapping_of(value.span, {"address": text} if text else {})
    return mapping_of(value.span, {"url": url} | ({"label": text} if text else {}))


def _section(title: Typed, value: Value, resume: TypedMapping, taking: Taking) -> Value | None:
    items = [item for item in items_of(value) if not is_empty(item)]
    first = next((item for item in items if isinstance(item, TypedMapping)), None)
    if first is None:
        return _text(title, items, taking)
    if any(key in first for key in _POINTS):
        return _list(title, items, taking)
    kind = _kind_of(title, first, items)
    found = [_entry(item, kind, resume, taking) for item in items]
    there = [entry for entry in found if entry]
    if not there:
        return None
    named: dict[str, Value] = {"type": Typed(kind.name, title.span)}
    if _as_key(title) != kind.name:
        named["title"] = _title(title)
    named["entries"] = TypedList(there, value.span)
    return mapping_of(title.span, named)


def _kind_of(title: Typed, first: TypedMapping, items: list[Value]) -> SectionType:
    """Return what entries are: what their keys say, or their title where those leave a choice."""
    types = section_types()
    for kind in types.values():
        if kind.rendercv_key and kind.rendercv_key in first:
            return kind
    meant = types.get(same(title, types, type_synonyms()))
    if meant and meant.entry and not meant.rendercv_key:
        known = meant.entry.model_fields
        keys = {str(key) for item in items if isinstance(item, TypedMapping) for key in item}
        if all(meant.rendercv.get(key, key) in known for key in keys):
            return meant
    return types["projects" if "name" in first else "skills"]


def _entry(
    value: Value, section: SectionType, resume: TypedMapping, taking: Taking
) -> Value | None:
    kind, names = section.entry, section.rendercv
    assert kind is not None  # noqa: S101 - free text is told by its entries before
    if kind is Skill:
        return skill(value, taking, names)
    if kind is Publication:
        return _publication(value, names, resume, taking)
    if isinstance(value, TypedMapping) and not is_empty(value.get("date", Empty(value.span))):  # type: ignore[call-overload]  # a Typed is a str
        for key in ("start_date", "end_date"):  # RenderCV passes over them then
            for typed in [typed for typed in value if typed == key]:
                taking.leave_out(typed, value[typed], "the entry has a `date`")
        kept = {key: inner for key, inner in value.items() if key not in ("start_date", "end_date")}
        value = TypedMapping(kept, value.span)
    return taking.entry(value, kind, names)


def _publication(
    value: Value, names: Mapping[str, str], resume: TypedMapping, taking: Taking
) -> TypedMapping | None:
    """Return a publication, the person marked among its authors, who are bare names here."""
    entry = publication(value, names, resume, taking)
    person = author(resume)
    key = next((key for key in entry or () if key == "authors"), None)
    if entry is None or person is None or key is None:
        return entry
    name = next(iter(person.values()))
    authors = [person if other == name else other for other in items_of(entry[key])]
    entry[key] = TypedList(authors, entry[key].span)
    return entry


def _text(title: Typed, items: list[Value], taking: Taking) -> Value | None:
    paragraphs = [text for item in items if (text := taking.text(item, "text"))]
    text = joined(paragraphs, "\n\n")
    named = {"type": Typed("text", title.span), "title": _title(title)}
    return mapping_of(title.span, {**named, "text": text}) if text else None


def _list(title: Typed, items: list[Value], taking: Taking) -> Value | None:
    points: list[Value] = []
    if any(isinstance(item, TypedMapping) and "bullet" not in item for item in items):
        message = "the numbers of this list are left out: its entries become points"
        taking.say_left_out(message, title.span)
    for item in items:
        bullet = isinstance(item, TypedMapping)
        mapping = taking.mapping(item) if bullet else mapping_of(item.span, {"bullet": item})
        for key, inner in mapping.items():
            if key in _POINTS:
                text = taking.text(inner, "text")
                points += [text] if text else []
            else:
                taking.leave_out(key, inner)
    named = {"type": Typed("list", title.span), "title": _title(title)}
    entries = {"entries": TypedList(points, title.span)}
    return mapping_of(title.span, {**named, **entries}) if points else None


def _as_key(title: Typed) -> str:
    return title.strip().lower().replace(" ", "_")


def _title(title: Typed) -> Typed:
    """Return a section's key as its title: what has spaces in it is one already."""
    if " " in title:
        return title
    words = (
        word.capitalize() if word.islower() and word not in _SMALL else word
        for word in filter(None, title.split("_"))
    )
    shown = " ".join(words)
    return title if shown == title else Typed(shown, title.span, source=title.source)
