"""JSON Resume 1.x (https://jsonresume.org/schema) as a content file.

Its texts are plain, so that what would be markup with us is escaped. It allows properties that it
does not know: one with the name of a key of ours, in camel case, is taken for that key.
`docs/exchange.md` lists what comes where.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from cvtex.diagnostics import Span
from cvtex.exchange.dating import date_of
from cvtex.exchange.flat import items_of, joined, mapping_of
from cvtex.exchange.json_names import json_lists, names_of
from cvtex.exchange.person import BASICS, take_basics
from cvtex.exchange.publications import DATED, IN_VENUE, guess_kind
from cvtex.exchange.taking import Taking
from cvtex.exchange.words import is_han, one_line, plain
from cvtex.markup import parse_markup
from cvtex.schema.dates import Calendar, iso
from cvtex.sections.interests import Interest
from cvtex.sections.kind import SectionType
from cvtex.sections.projects import Project
from cvtex.sections.publications import Publication
from cvtex.sections.skills import Skill
from cvtex.source.typed import Typed, TypedList, TypedMapping, Value, cited, value_at
from cvtex.wording.locale import find_locale

EXTENSION = "cvtex"
"""The key in `meta` under which an export keeps how the sections stand."""

PLAIN = "plain"
"""What an export says of its `texts`: there is no markup in them."""

# Those that say which format this is, and what is taken elsewhere.
_TAKEN = frozenset({"$schema", "basics", "meta"})
# What `meta` says of the file, and nothing of the person.
_OF_FORM = frozenset({"version", "canonical", "lastModified", "theme", "format"})
# Other names for a list.
_MEANT = {"certifications": "certificates", "hobbies": "interests", "experience": "work"}
# Lists that may be a mapping of names to what belongs to each.
_BY_NAME = frozenset({"skills", "interests"})
_COUNT = re.compile("[1-9][0-9]{0,5}")


def from_json_resume(value: TypedMapping, language: Typed) -> tuple[TypedMapping, Taking]:
    """Return the content file that a JSON Resume comes to, and what was found on the way."""
    known = {str(key): inner for key, inner in value.items()}
    literal = value_at(value, ("meta", EXTENSION, "texts")) == PLAIN
    taking = Taking(literal=literal, localised=find_locale(language) is not None)
    resume = mapping_of(value.span, {"language": language})
    basics = taking.mapping(known["basics"]) if "basics" in known else _basics_of(value)
    take_basics(basics, resume, taking)
    lists = json_lists()
    listed: dict[str, TypedList] = {}
    for key, inner in value.items():
        name = str(key) if _MEANT.get(key, key) in known else _MEANT.get(key, str(key))
        if name in lists:
            listed[lists[name].name] = entries(lists[name], inner, resume, taking)
        elif key not in _TAKEN and key not in basics:
            taking.leave_out(key, inner)
    own = _kept(known["meta"], resume, taking) if "meta" in known else []
    resume[Typed("sections", value.span)] = _sections(listed, own, value.span, taking)
    return resume, taking


def _basics_of(value: TypedMapping) -> TypedMapping:
    """Return what stands beside the lists where a file has no `basics`."""
    there = {key: inner for key, inner in value.items() if key in BASICS}
    return TypedMapping(there, value.span)


def entries(
    section: SectionType,
    value: Value,
    resume: TypedMapping,
    taking: Taking,
    names: Mapping[str, str] | None = None,
) -> TypedList:
    """Return the entries of one of JSON Resume's lists; `names` are further keys that it has."""
    kind = section.entry
    assert kind is not None  # noqa: S101 - a type that JSON Resume has a list of has entries
    names = {**names_of(section), **(names or {})}
    found: list[Value] = []
    for item in _by_name(value) if section.name in _BY_NAME else items_of(value):
        if kind is Skill:
            entry: Value | None = skill(item, taking, names)
        elif kind is Publication:
            entry = publication(item, names, resume, taking)
        elif kind is Interest:
            entry = _interest(item, taking, names)
        elif kind is Project and isinstance(item, TypedMapping):
            entry = _project(item, taking, names)
        else:
            entry = taking.entry(item, kind, names)
        found += [entry] if entry else []
    return TypedList(found, value.span)


def _by_name(value: Value) -> list[Value]:
    """Return the items of a list that may be a mapping of their names to their keywords."""
    if not isinstance(value, TypedMapping) or {"name", "keywords", "level"} & value.keys():
        return items_of(value)
    return [mapping_of(key.span, {"name": key, "keywords": inner}) for key, inner in value.items()]


def _interest(item: Value, taking: Taking, names: Mapping[str, str]) -> Value | None:
    """Return an interest; without a name it is what it is made of."""
    taken = taking.record(item, Interest, names) if isinstance(item, TypedMapping) else None
    if taken is None or "name" in taken:
        return taken or taking.entry(item, Interest, names)
    words = [text for inner in taken.values() for text in items_of(inner)]
    name = joined([text for text in words if isinstance(text, Typed)])
    return mapping_of(taken.span, {"name": name}) if name else None


def _project(item: TypedMapping, taking: Taking, names: Mapping[str, str]) -> Value | None:
    """Return a project; of what type it is stands in brackets behind its name."""
    rest = TypedMapping({key: inner for key, inner in item.items() if key != "type"}, item.span)
    project = taking.entry(rest, Project, names)
    kind = taking.text(value_at(item, ("type",)), "role") if "type" in item else None
    name = value_at(project, ("name",)) if project else None
    if project is None or kind is None or not isinstance(name, Typed):
        return project
    form = "{}（{}）" if is_han(kind) else "{} ({})"
    named = Typed(form.format(name, kind), name.span, quoted=True, source=name.source)
    return TypedMapping({**project, _key(project, "name"): named}, project.span)


def _key(mapping: TypedMapping, name: str) -> Typed:
    return mapping.typed(name) or Typed(name, mapping.span)


def skill(value: Value, taking: Taking, names: Mapping[str, str]) -> Value | None:
    """Return a skill; without a name it is a line of what there is."""
    if isinstance(value, Typed):
        return taking.text(value, "text")
    taken = taking.record(value, Skill, names)
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
    taken = taking.entry(value, Publication, names)
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
    if value_at(taken, ("kind",)) == "patent" and "publisher" in known and "number" not in known:
        taken[Typed("number", taken.span)] = taken.pop(_key(taken, "publisher"))
    elif in_venue and "publisher" in known:
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
            taking.say_left_out(f"only the year of {cited(typed)} is printed", typed.span)


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
                elif name != "texts":
                    taking.leave_out(name, kept)
        elif key not in _OF_FORM:
            taking.leave_out(key, inner)
    return own


def _number(count: Value) -> int | None:
    return int(count) if isinstance(count, Typed) and _COUNT.fullmatch(count) else None


def _sections(
    listed: dict[str, TypedList], own: list[TypedMapping], span: Span, taking: Taking
) -> TypedList:
    """Return the sections: as they were kept, then what is left in the order of the file."""
    left = {kind: list(entries) for kind, entries in listed.items()}
    spans = {kind: entries.span for kind, entries in listed.items()}
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
            taking.leave_out(counted, count, "the section also has `entries`")
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
