"""Who the person is and how to reach them, as JSON Resume's `basics` has it."""

from __future__ import annotations

from collections.abc import Sequence

from cvtex.content.photo import is_address
from cvtex.content.resume import Photo
from cvtex.diagnostics import Span
from cvtex.exchange.flat import items_of, mapping_of
from cvtex.exchange.postal import ADDRESS, address, country_of
from cvtex.exchange.taking import Taking
from cvtex.schema.contacts import Contact, Profile
from cvtex.source.typed import Typed, TypedList, TypedMapping, Value, value_at

_CONTACTS = {"email": "email", "phone": "phone", "url": "url", "website": "url"}
_TEXTS = {"name": "name", "label": "headline", "title": "headline", "summary": "summary"}
BASICS = frozenset(
    {*_CONTACTS, *_TEXTS, "headline", "contacts", "image", "photo", "location", "profiles"}
)
"""The keys that `basics` has."""

_PHOTO = frozenset({"image", "photo", "picture"})


def take_basics(basics: TypedMapping, resume: TypedMapping, taking: Taking) -> None:
    """Take over who the person is and how to reach them, contacts in the file's order."""
    contacts: list[Value] = []
    kept: list[Value] = []
    where = value_at(basics, ("location",)) if "location" in basics else None
    if isinstance(where, TypedMapping):
        said = {str(key): inner for key, inner in where.items() if isinstance(inner, Typed)}
        taking.country = country_of(said)
    for key, inner in basics.items():
        if key in _TEXTS or key == "headline":
            name = _TEXTS.get(key, "headline")
            if (text := taking.text(inner, name)) is not None:
                taking.put(resume, name, key, text)
        elif key in _PHOTO:
            take_photo(key, inner, resume, taking)
        elif key == "contacts":
            kept += [
                known for item in items_of(inner) if (known := taking.record(item, Contact, {}))
            ]
        else:
            contacts += _ways_by(key, inner, taking)
    contacts = [*kept, *(contact for contact in contacts if not _is_among(contact, kept))]
    if contacts:
        resume[Typed("contacts", basics.span)] = TypedList(contacts, basics.span)
    taking.part(resume, levels=0)


def _ways_by(key: Typed, value: Value, taking: Taking) -> list[Value]:
    """Return the contacts that a key of `basics` comes to; one that comes to none is left out."""
    if key in _CONTACTS:
        return ways(_CONTACTS[key], value, key.span, taking)
    if key == "location":
        return location(value, key.span, taking)
    if key == "profiles":
        return profiles(value, taking)
    taking.leave_out(key, value)
    return []


def take_photo(key: Typed, value: Value, resume: TypedMapping, taking: Taking) -> None:
    """Take over a photo by the name of its file, with words for it where there are any.

    An export has it once more as a `photo` if it has such words.
    """
    known = {str(one): one for one in resume}
    words = taking.record(value, Photo, {}) if isinstance(value, TypedMapping) else None
    file = taking.text(value, "file") if words is None else None
    if file and is_address(file):
        taking.leave_out(key, value, "it is a web address, and nothing is downloaded")
    elif words or (file and "photo" not in known):
        resume[known.get("photo", Typed("photo", key.span))] = words or file or value


def ways(kind: str, value: Value, span: Span, taking: Taking) -> list[Value]:
    """Return contacts of one kind, of which there are one or several.

    What is no address of its kind is a text.
    """
    found: list[Value] = []
    for item in items_of(value):
        if (text := taking.text(item, kind, "it is printed as typed")) is not None:
            found.append(mapping_of(span, {kind: text}))
        elif (text := taking.text(item, "address")) is not None:
            found.append(mapping_of(span, {"address": text}))
    return found


def location(value: Value, span: Span, taking: Taking) -> list[Value]:
    """Return where the person lives as a contact, if anything is said of it."""
    if not isinstance(value, TypedMapping):
        return ways("address", value, span, taking)
    known: dict[str, Typed] = {}
    for key, inner in value.items():
        if key not in ADDRESS:
            taking.leave_out(key, inner)
        elif (text := taking.text(inner, "address")) is not None:
            known[str(key)] = text
    where = address(known)
    return [mapping_of(span, {"address": where})] if where else []


def profiles(value: Value, taking: Taking) -> list[Value]:
    """Return accounts as contacts."""
    contacts: list[Value] = []
    for item in items_of(value):
        if isinstance(item, Typed):
            contacts += ways("url", item, item.span, taking)
        elif (profile := taking.record(item, Profile, {})) is not None:
            contacts.append(mapping_of(item.span, account(profile)))
    return contacts


def account(profile: TypedMapping) -> dict[str, Value]:
    """Return an account as a contact: as what there is, if its network or its name is missing."""
    known = {str(key): inner for key, inner in profile.items()}
    if known.keys() >= {"network", "username"}:
        return {"profile": profile}
    label = known.get("network", known.get("username"))
    named = {"label": label} if label else {}
    return {"url": known["url"], **named} if "url" in known else {"address": named["label"]}


def _is_among(contact: Value, others: Sequence[Value]) -> bool:
    """Return whether a contact is among others that may have a label too."""
    return any(
        isinstance(other, TypedMapping)
        and isinstance(contact, TypedMapping)
        and contact.items() <= other.items()
        for other in others
    )
