"""Converts JSON Resume's `basics`: the name, headline, photo and contacts."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cvtex.content.photo import is_address
from cvtex.content.resume import PhotoModel
from cvtex.diagnostics import Span
from cvtex.exchange.converter import Converter, snake_case
from cvtex.exchange.postal_address import ADDRESS, address, country_of
from cvtex.exchange.texts.flattening import items_of, mapping_of
from cvtex.schema.contacts import ContactModel, Profile
from cvtex.source.typed import Typed, TypedList, TypedMapping, Value

_CONTACTS = {"email": "email", "phone": "phone", "url": "url", "website": "url"}
_TEXTS = {"name": "name", "label": "headline", "title": "headline", "summary": "summary"}
BASICS = frozenset(
    {*_CONTACTS, *_TEXTS, "headline", "contacts", "image", "photo", "location", "profiles"}
)
"""The keys of `basics`."""

_FORMS = {
    "email": re.compile("@"),
    "phone": re.compile(r"\d(?:\D{0,3}\d){5}"),
    "url": re.compile(r"^(?:https?://|www\.)"),
}
"""What a text contains that is a contact of a kind, among the values of a mapping."""
_LABELS = frozenset({"type", "kind", "label", "name"})
_UNLABELLED = frozenset(
    {"number", "value", "text", "phone", "tel", "email", "address", "url", "href", "link"}
)

_PHOTO = frozenset({"image", "photo", "picture"})


def convert_basics(basics: TypedMapping, resume: TypedMapping, converter: Converter) -> None:
    """Convert `basics` into `resume`, with contacts in the file's order."""
    contacts: list[Value] = []
    kept: list[Value] = []
    where = basics.value("location")
    if isinstance(where, TypedMapping):
        texts = {str(key): inner for key, inner in where.items() if isinstance(inner, Typed)}
        converter.country = country_of(texts)
    for key, inner in basics.items():
        if key in _TEXTS or key == "headline":
            name = _TEXTS.get(key, "headline")
            if (text := converter.text(inner, name)) is not None:
                converter.put(resume, name, key, text)
        elif key in _PHOTO:
            convert_photo(key, inner, resume, converter)
        elif key == "contacts":
            kept += [
                known
                for item in items_of(inner)
                if (known := converter.record(item, ContactModel, {}))
            ]
        else:
            contacts += _contacts_by_key(key, inner, converter)
    contacts = [*kept, *(contact for contact in contacts if not _is_among(contact, kept))]
    if contacts:
        resume[Typed("contacts", basics.span)] = TypedList(contacts, basics.span)
    converter.split_lists(resume, levels=0)


def _contacts_by_key(key: Typed, value: Value, converter: Converter) -> list[Value]:
    """Return the contacts for a key of `basics`; report an unknown key."""
    if key in _CONTACTS:
        return contacts_of(_CONTACTS[key], value, key.span, converter)
    if key == "location":
        return location(value, key.span, converter)
    if key == "profiles":
        return profiles(value, converter)
    converter.report_unused(key, value)
    return []


def convert_photo(key: Typed, value: Value, resume: TypedMapping, converter: Converter) -> None:
    """Convert a photo: the name of its file, or a `photo` of ours with a text alternative."""
    known = {str(one): one for one in resume}
    words = converter.record(value, PhotoModel, {}) if isinstance(value, TypedMapping) else None
    file = converter.text(value, "file") if words is None else None
    if file and is_address(file):
        converter.report_unused(key, value, "it is a web address, and nothing is downloaded")
    elif words or (file and "photo" not in known):
        resume[known.get("photo", Typed("photo", key.span))] = words or file or value


def contacts_of(kind: str, value: Value, span: Span, converter: Converter) -> list[Value]:
    """Return one or more contacts of a kind; an invalid one becomes an `address`."""
    found: list[Value] = []
    for item in items_of(value):
        if isinstance(item, TypedMapping) and (parts := _parts(kind, item, converter)):
            for label, inner in parts:
                (contact,) = contacts_of(kind, inner, span, converter) or (None,)
                if isinstance(contact, TypedMapping) and label:
                    contact[Typed("label", label.span)] = label
                found += [contact] if contact else []
        elif (text := converter.text(item, kind, "it is printed as typed")) is not None:
            found.append(mapping_of(span, {kind: text}))
        elif isinstance(item, Typed) and (text := converter.text(item, "address")) is not None:
            found.append(mapping_of(span, {"address": text}))
    return found


def _parts(
    kind: str, value: TypedMapping, converter: Converter
) -> list[tuple[Typed | None, Typed]]:
    """Return the contacts of a kind in a mapping, each with its label or None.

    The label is its key, as in `{mobile: ..., work: ...}`, or for a single one the value of another
    key, as in `{type: mobile, number: ...}`.
    """
    texts = {key: inner for key, inner in value.items() if isinstance(inner, Typed)}
    form = _FORMS.get(kind)
    found = {key: inner for key, inner in texts.items() if form and form.search(inner)}
    label = next((key for key in texts if key in _LABELS and key not in found), None)
    for key in value:
        if found and key not in found and (key != label or len(found) > 1):
            converter.report_unused(key, value[key])
    if label and len(found) == 1:
        return [(texts[label], inner) for inner in found.values()]
    return [(None if key in _UNLABELLED else _words(key), inner) for key, inner in found.items()]


def _words(key: Typed) -> Typed:
    """Return a key as a label: `workEmail` as Work email."""
    return Typed(snake_case(key).replace("_", " ").capitalize(), key.span)


def location(value: Value, span: Span, converter: Converter) -> list[Value]:
    """Return a location as a contact."""
    if not isinstance(value, TypedMapping):
        return contacts_of("address", value, span, converter)
    known: dict[str, Typed] = {}
    for key, inner in value.items():
        if key not in ADDRESS:
            converter.report_unused(key, inner)
        elif (text := converter.text(inner, "address")) is not None:
            known[str(key)] = text
    where = address(known)
    return [mapping_of(span, {"address": where})] if where else []


def profiles(value: Value, converter: Converter) -> list[Value]:
    """Return accounts as contacts."""
    contacts: list[Value] = []
    for item in items_of(value):
        if isinstance(item, Typed):
            contacts += contacts_of("url", item, item.span, converter)
        elif (profile := converter.record(item, Profile, {})) is not None:
            contacts.append(mapping_of(item.span, account(profile)))
    return contacts


def account(profile: TypedMapping) -> dict[str, Value]:
    """Return an account as a contact: a URL or a text if its network or user name is missing."""
    known = {str(key): inner for key, inner in profile.items()}
    if known.keys() >= {"network", "username"}:
        return {"profile": profile}
    label = known.get("network", known.get("username"))
    named = {"label": label} if label else {}
    return {"url": known["url"], **named} if "url" in known else {"address": named["label"]}


def _is_among(contact: Value, others: Sequence[Value]) -> bool:
    """Return whether a contact is among others, ignoring their labels."""
    return any(
        isinstance(other, TypedMapping)
        and isinstance(contact, TypedMapping)
        and contact.items() <= other.items()
        for other in others
    )
