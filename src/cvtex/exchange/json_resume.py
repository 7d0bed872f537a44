"""JSON Resume 1.x (https://jsonresume.org/schema) as a content file.

Its texts are plain, so that what would be markup with us is escaped. It allows properties that it
does not know: one with the name of a key of ours, in camel case, is taken for that key.
`docs/exchange.md` lists what comes where.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from cvtex.content import model
from cvtex.content.dates import Calendar, iso
from cvtex.content.fields import Record
from cvtex.content.markup import parse_markup
from cvtex.content.photo import is_address
from cvtex.content.typed import Typed, TypedList, TypedMapping, Value, cited
from cvtex.diagnostics import Span
from cvtex.exchange.publications import DATED, IN_VENUE, guess_kind
from cvtex.exchange.shapes import LISTS
from cvtex.exchange.taking import Taking, date_of, items_of, joined, mapping_of
from cvtex.exchange.words import is_han, one_line, plain

KINDS: Mapping[str, tuple[str, type[Record], Mapping[str, str]]] = {
    "work": (
        "experience",
        model.Employer,
        {"description": "summary", "company": "name", "website": "url"},
    ),
    "volunteer": ("volunteering", model.Volunteering, {"website": "url"}),
    "education": ("education", model.School, {"score": "scores", "website": "url"}),
    "awards": ("awards", model.Award, {}),
    "certificates": ("certificates", model.Certificate, {}),
    "publications": (
        "publications",
        model.Publication,
        {"name": "title", "releaseDate": "year", "website": "url"},
    ),
    "skills": ("skills", model.Skill, {}),
    "languages": ("languages", model.Language, {}),
    "interests": ("interests", model.Interest, {}),
    "references": ("references", model.Reference, {}),
    "projects": (
        "projects",
        model.Project,
        {"roles": "role", "description": "summary", "type": "keywords"},
    ),
}
"""For each list of JSON Resume: the type of section, its entries, the keys with another name.

`company` and `website` are what versions before 1.0 called `name` and `url`.
"""

ADDRESS = ("address", "city", "region", "postalCode", "countryCode", "country")
"""A location's properties, from the street to the country."""

CHINESE_ADDRESS = ("country", "countryCode", "region", "city", "address", "postalCode")
"""The same from the country to the street, as an address in Chinese goes."""

EXTENSION = "cvtex"
"""The key in `meta` under which an export keeps how the sections stand."""

# Those that say which format this is, and what is taken elsewhere.
_TAKEN = frozenset({"$schema", "basics", "meta"})
_COUNT = re.compile("[1-9][0-9]{0,5}")
_CONTACTS = {"email": "email", "phone": "phone", "url": "url", "website": "url"}


def from_json_resume(value: TypedMapping, language: Typed) -> tuple[TypedMapping, Taking]:
    """Return the content file that a JSON Resume comes to, and what was found on the way."""
    taking = Taking()
    resume = mapping_of(value.span, {"language": language})
    known = {str(key): inner for key, inner in value.items()}
    if "basics" in known:
        take_basics(taking.mapping(known["basics"]), resume, taking)
    listed: dict[str, TypedList] = {}
    for key, inner in value.items():
        if key in LISTS:
            names = KINDS[str(key)][2]
            listed[str(key)] = entries(str(key), inner, names, resume, taking)
        elif key not in _TAKEN:
            taking.leave_out(key, inner)
    own = _kept(known["meta"], resume, taking) if "meta" in known else []
    resume[Typed("sections", value.span)] = _sections(listed, own, value.span, taking)
    return resume, taking


def take_basics(basics: TypedMapping, resume: TypedMapping, taking: Taking) -> None:
    """Take over who the person is and how to reach them, contacts in the file's order."""
    contacts: list[Value] = []
    kept: list[Value] = []
    for key, inner in basics.items():
        name = "headline" if key == "label" else str(key)
        if name in ("name", "headline", "summary"):
            if (text := taking.text(inner, name)) is not None:
                resume[Typed(name, key.span)] = text
        elif name in _CONTACTS:
            contacts += ways(_CONTACTS[name], inner, key.span, taking)
        elif name == "location":
            contacts += location(inner, key.span, taking)
        elif name == "profiles":
            contacts += profiles(inner, taking)
        elif name in ("image", "photo"):
            take_photo(key, inner, resume, taking)
        elif name == "contacts":
            kept += [
                known
                for item in items_of(inner)
                if (known := taking.record(item, model.Contact, {}))
            ]
        else:
            taking.leave_out(key, inner)
    contacts = [*kept, *(contact for contact in contacts if not _is_among(contact, kept))]
    if contacts:
        resume[Typed("contacts", basics.span)] = TypedList(contacts, basics.span)


def take_photo(key: Typed, value: Value, resume: TypedMapping, taking: Taking) -> None:
    """Take over a photo by the name of its file, with words for it where there are any.

    An export has it once more as a `photo` if it has such words.
    """
    known = {str(one): one for one in resume}
    words = taking.record(value, model.Photo, {}) if isinstance(value, TypedMapping) else None
    file = taking.text(value, "file") if words is None else None
    if file and is_address(file):
        taking.leave_out(key, value, "it is an address, and nothing is fetched from the net")
    elif words or (file and "photo" not in known):
        resume[known.get("photo", Typed("photo", key.span))] = words or file or value


def ways(kind: str, value: Value, span: Span, taking: Taking) -> list[Value]:
    """Return contacts of one kind, of which there are one or several."""
    found = [text for item in items_of(value) if (text := taking.text(item, kind))]
    return [mapping_of(span, {kind: text}) for text in found]


def location(value: Value, span: Span, taking: Taking) -> list[Value]:
    """Return where the person lives as a contact, if anything is said of it."""
    if isinstance(value, Typed):
        return ways("address", value, span, taking)
    known: dict[str, Typed] = {}
    for key, inner in taking.mapping(value).items():
        if key not in ADDRESS:
            taking.leave_out(key, inner)
        elif (text := taking.text(inner, "address")) is not None:
            known[str(key)] = text
    is_chinese = any(is_han(text) for text in known.values())
    order = CHINESE_ADDRESS if is_chinese else ADDRESS
    address = joined([known[key] for key in order if key in known], " " if is_chinese else ", ")
    return [mapping_of(span, {"address": address})] if address else []


def profiles(value: Value, taking: Taking) -> list[Value]:
    """Return accounts as contacts."""
    contacts: list[Value] = []
    for item in items_of(value):
        if isinstance(item, Typed):
            contacts += ways("url", item, item.span, taking)
        elif (profile := taking.record(item, model.Profile, {})) is not None:
            contacts.append(mapping_of(item.span, _account(profile)))
    return contacts


def _account(profile: TypedMapping) -> dict[str, Value]:
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


def entries(
    key: str, value: Value, names: Mapping[str, str], resume: TypedMapping, taking: Taking
) -> TypedList:
    """Return the entries of one of JSON Resume's lists, of which some keys have another name."""
    kind = KINDS[key][1]
    found: list[Value] = []
    for item in items_of(value):
        if kind is model.Skill:
            entry: Value | None = skill(item, taking, names)
        elif kind is model.Publication:
            entry = publication(item, names, resume, taking)
        else:
            entry = taking.entry(item, kind, names)
        found += [entry] if entry else []
    return TypedList(found, value.span)


def skill(value: Value, taking: Taking, names: Mapping[str, str]) -> Value | None:
    """Return a skill; without a name it is a line of what there is."""
    if isinstance(value, Typed):
        return taking.text(value, "text")
    taken = taking.record(value, model.Skill, names)
    if taken is None:
        return None
    name = next((inner for key, inner in taken.items() if key == "name"), None)
    text = next((key for key in taken if key == "text"), None)
    if name and text:
        told = taken.pop(text)
        if told != name:
            taking.leave_out(text, told, "the skill has a name")
        elif len(taken) == 1:
            return told  # as an export writes a sentence
    if name:
        return taken
    words = [
        text for inner in taken.values() for text in items_of(inner) if isinstance(text, Typed)
    ]
    return joined(words)


def publication(
    value: Value, names: Mapping[str, str], resume: TypedMapping, taking: Taking
) -> TypedMapping | None:
    """Return a publication. Where the format knows no kind, it is guessed."""
    taken = taking.entry(value, model.Publication, names)
    if taken is None:
        return None
    known = {str(key): inner for key, inner in taken.items()}
    publisher = str(known.get("publisher", known.get("venue", "")))
    if "kind" in known:
        in_venue = publisher == known.get("venue")
    else:
        kind = guess_kind(publisher, has_url="url" in known, has_doi="doi" in known)
        taken[Typed("kind", taken.span)] = Typed(kind, taken.span)
        in_venue = kind in IN_VENUE and "venue" not in known
    if in_venue and "publisher" in known:
        key = next(key for key in taken if key == "publisher")
        taken[Typed("venue", key.span)] = taken.pop(key)
    if not (isinstance(value, TypedMapping) and "year" in value):
        _settle_year(taken, taking)
    _name_authors(taken, resume)
    return taken


def _settle_year(taken: TypedMapping, taking: Taking) -> None:
    """Make a year of a date, or write it in full where that is what a `year` may be."""
    for key, kind in [(key, taken["kind"]) for key in taken if key == "year"]:  # type: ignore[index]  # a Typed is a str
        typed = taken[key]
        date = date_of(typed) if isinstance(typed, Typed) else None
        if not isinstance(typed, Typed) or not isinstance(date, Calendar):
            continue
        written = iso(date) if kind in DATED else f"{date.year:04}"
        taken[key] = Typed(written, typed.span, source=typed.source)
        if date.month and kind not in DATED:
            taking.say_left_out(f"of the date {cited(typed)} the year is taken alone", typed.span)


def _name_authors(taken: TypedMapping, resume: TypedMapping) -> None:
    """Take the person for the author where none is named: they list their own publications."""
    person = author(resume)
    if person is not None and not any(key == "authors" for key in taken):
        taken[Typed("authors", taken.span)] = TypedList([person], taken.span)


def author(resume: TypedMapping) -> TypedMapping | None:
    """Return the person as an author, if they have a name."""
    name = next((inner for key, inner in resume.items() if key == "name"), None)
    if not isinstance(name, Typed):
        return None
    text = Typed(one_line(plain(parse_markup(name))), name.span, quoted=True)
    return mapping_of(name.span, {"name": text, "self": Typed("true", name.span)})


def _kept(meta: Value, resume: TypedMapping, taking: Taking) -> list[TypedMapping]:
    """Take over what an export has kept in `meta`, if one has; return the sections among it."""
    own: list[TypedMapping] = []
    for key, inner in taking.mapping(meta).items():
        if key == EXTENSION:
            for name, kept in taking.mapping(inner).items():
                if name == "sections":
                    read = [taking.mapping(section) for section in items_of(kept)]
                    own = [section for section in read if section]
                elif name == "ignore":
                    resume[name] = kept
                else:
                    taking.leave_out(name, kept)
        elif key != "version":
            taking.leave_out(key, inner)
    return own


def _number(count: Value) -> int | None:
    return int(count) if isinstance(count, Typed) and _COUNT.fullmatch(count) else None


def _sections(
    listed: dict[str, TypedList], own: list[TypedMapping], span: Span, taking: Taking
) -> TypedList:
    """Return the sections: as they were kept, then what is left in the order of the file."""
    left = {KINDS[key][0]: list(entries) for key, entries in listed.items()}
    spans = {KINDS[key][0]: entries.span for key, entries in listed.items()}
    sections: list[Value] = []
    for section in own:
        counted = next((key for key in section if key == "count"), None)
        if counted is None:
            sections.append(section)
            continue
        kept = TypedMapping({**section}, section.span)
        count, kind = kept.pop(counted), str(section.get("type"))  # type: ignore[call-overload]  # a Typed is a str
        there = left.get(kind, [])
        if "entries" in kept:
            taking.leave_out(counted, count, "the section has `entries` of its own")
        elif not there:
            taking.say_left_out(f"the section {cited(kind)} is left out: it is empty", section.span)
            continue
        else:
            number = _number(count)
            if number is None:
                taking.leave_out(counted, count, "a number is expected here")
            kept[Typed("entries", counted.span)] = TypedList(there[:number], counted.span)
            left[kind] = [] if number is None else there[number:]
        sections.append(kept)
    for kind, entries in left.items():
        if entries:
            items = TypedList(entries, spans[kind])
            named: dict[str, Value] = {"type": Typed(kind, spans[kind]), "entries": items}
            sections.append(mapping_of(spans[kind], named))
    return TypedList(sections, span)
