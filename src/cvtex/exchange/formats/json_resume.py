"""Converts JSON Resume 1.x (https://jsonresume.org/schema).

Its texts are plain, so our markup is escaped. It allows other properties: one named as a key of
ours in camel case becomes that key. `docs/exchange.md` has the mapping.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from cvtex.diagnostics import Span
from cvtex.exchange.converter import Converter
from cvtex.exchange.dates import date_of
from cvtex.exchange.json_names import json_lists, names_of
from cvtex.exchange.person import BASICS, convert_basics
from cvtex.exchange.publication_kind import DATED, IN_VENUE, guess_kind
from cvtex.exchange.texts.flattening import items_of, joined, mapping_of
from cvtex.exchange.texts.plain import is_han, one_line, plain
from cvtex.markup import parse_markup
from cvtex.schema.dates import Calendar, iso
from cvtex.sections.interests import Interest
from cvtex.sections.projects import Project
from cvtex.sections.publications import Publication
from cvtex.sections.section_type import SectionType
from cvtex.sections.skills import Skill
from cvtex.source.typed import Typed, TypedList, TypedMapping, Value, cited, value_at
from cvtex.wording.locale import find_locale

EXTENSION = "cvtex"
"""The key in `meta` under which an export keeps the order of sections."""

KEPT = ("title", "name_reading", "name_latin", "facts", "closing", "ignore")
"""Keys of ours that JSON Resume has no place for, and that an export keeps there as they are."""

PLAIN = "plain"
"""The value of `texts` in an export, whose texts have no markup."""

# Keys that are handled elsewhere.
_HANDLED = frozenset({"$schema", "basics", "meta"})
# Keys of `meta` about the file, not the person.
_ABOUT_FILE = frozenset({"version", "canonical", "lastModified", "theme", "format"})
# Other names for a list.
_SYNONYMS = {"certifications": "certificates", "hobbies": "interests", "experience": "work"}
# Lists that may be a mapping from names to keywords.
_BY_NAME = frozenset({"skills", "interests"})
_COUNT = re.compile("[1-9][0-9]{0,5}")


def from_json_resume(value: TypedMapping, language: Typed) -> tuple[TypedMapping, Converter]:
    """Return a JSON Resume as a content file, and its converter with the findings."""
    known = {str(key): inner for key, inner in value.items()}
    literal = value_at(value, ("meta", EXTENSION, "texts")) == PLAIN
    converter = Converter(literal=literal, localised=find_locale(language) is not None)
    resume = mapping_of(value.span, {"language": language})
    basics = converter.mapping(known["basics"]) if "basics" in known else _basics_of(value)
    convert_basics(basics, resume, converter)
    lists = json_lists()
    listed: dict[str, TypedList] = {}
    for key, inner in value.items():
        name = str(key) if _SYNONYMS.get(key, key) in known else _SYNONYMS.get(key, str(key))
        if name in lists:
            listed[lists[name].name] = entries(lists[name], inner, resume, converter)
        elif key not in _HANDLED and key not in basics:
            converter.report_unused(key, inner)
    own = _from_meta(known["meta"], resume, converter) if "meta" in known else []
    resume[Typed("sections", value.span)] = _sections(listed, own, value.span, converter)
    return resume, converter


def _basics_of(value: TypedMapping) -> TypedMapping:
    """Return the keys of `basics` in a file that has them at its top level."""
    there = {key: inner for key, inner in value.items() if key in BASICS}
    return TypedMapping(there, value.span)


def entries(
    section: SectionType,
    value: Value,
    resume: TypedMapping,
    converter: Converter,
    names: Mapping[str, str] | None = None,
) -> TypedList:
    """Return the entries of one of JSON Resume's lists; `names` are other names of keys."""
    kind = section.entry
    assert kind is not None  # noqa: S101 - a type that JSON Resume has a list of has entries
    names = {**names_of(section), **(names or {})}
    found: list[Value] = []
    for item in _named_items(value) if section.name in _BY_NAME else items_of(value):
        if kind is Skill:
            entry: Value | None = skill(item, converter, names)
        elif kind is Publication:
            entry = publication(item, names, resume, converter)
        elif kind is Interest:
            entry = _interest(item, converter, names)
        elif kind is Project and isinstance(item, TypedMapping):
            entry = _project(item, converter, names)
        else:
            entry = converter.entry(item, kind, names)
        found += [entry] if entry else []
    return TypedList(found, value.span)


def _named_items(value: Value) -> list[Value]:
    """Return the items of a list that may be a mapping from names to keywords."""
    if not isinstance(value, TypedMapping) or {"name", "keywords", "level"} & value.keys():
        return items_of(value)
    return [mapping_of(key.span, {"name": key, "keywords": inner}) for key, inner in value.items()]


def _interest(item: Value, converter: Converter, names: Mapping[str, str]) -> Value | None:
    """Return an interest; without a name, its keywords become the name."""
    record = converter.record(item, Interest, names) if isinstance(item, TypedMapping) else None
    if record is None or "name" in record:
        return record or converter.entry(item, Interest, names)
    words = [text for inner in record.values() for text in items_of(inner)]
    name = joined([text for text in words if isinstance(text, Typed)])
    return mapping_of(record.span, {"name": name}) if name else None


def _project(item: TypedMapping, converter: Converter, names: Mapping[str, str]) -> Value | None:
    """Return a project with its type in brackets after its name."""
    project = converter.entry(item.without("type"), Project, names)
    given = item.value("type")
    kind = converter.text(given, "role") if given is not None else None
    name = project.value("name") if project else None
    if project is None or kind is None or not isinstance(name, Typed):
        return project
    form = "{}（{}）" if is_han(kind) else "{} ({})"
    named = Typed(form.format(name, kind), name.span, quoted=True, source=name.source)
    return TypedMapping({**project, _key(project, "name"): named}, project.span)


def _key(mapping: TypedMapping, name: str) -> Typed:
    return mapping.typed(name) or Typed(name, mapping.span)


def skill(value: Value, converter: Converter, names: Mapping[str, str]) -> Value | None:
    """Return a skill; without a name, all its texts as one."""
    if isinstance(value, Typed):
        return converter.text(value, "text")
    record = converter.record(value, Skill, names)
    if record is None:
        return None
    name, text = record.value("name"), record.typed("text")
    if name and text:
        sentence = record.pop(text)
        if sentence != name:
            converter.report_unused(text, sentence, "the skill has a name")
        elif len(record) == 1:
            return sentence  # written by an export
    if name:
        return record
    words = [
        text for inner in record.values() for text in items_of(inner) if isinstance(text, Typed)
    ]
    return joined(words)


def publication(
    value: Value, names: Mapping[str, str], resume: TypedMapping, converter: Converter
) -> TypedMapping | None:
    """Return a publication, with a guess for its kind if it has none."""
    record = converter.entry(value, Publication, names)
    if record is None:
        return None
    known = {str(key): inner for key, inner in record.items()}
    publisher = str(known.get("publisher", known.get("venue", "")))
    if "kind" in known:
        in_venue = publisher == known.get("venue")
    else:
        kind = guess_kind(publisher, has_url="url" in known, has_doi="doi" in known)
        record[Typed("kind", record.span)] = Typed(kind, record.span)
        in_venue = kind in IN_VENUE and "venue" not in known
    if key := record.typed("publisher"):
        if record.value("kind") == "patent" and "number" not in record:
            record[Typed("number", record.span)] = record.pop(key)
        elif in_venue:
            record[Typed("venue", key.span)] = record.pop(key)
    if not (isinstance(value, TypedMapping) and "year" in value):
        _normalise_year(record, converter)
    _name_authors(record, resume)
    return record


def _normalise_year(record: TypedMapping, converter: Converter) -> None:
    """Replace a date with its year, or with ISO 8601 if the kind may have a whole date."""
    key, typed = record.typed("year"), record.value("year")
    date = date_of(typed) if isinstance(typed, Typed) else None
    if not key or not isinstance(typed, Typed) or not isinstance(date, Calendar):
        return
    is_dated = record.value("kind") in DATED
    written = iso(date) if is_dated else f"{date.year:04}"
    record[key] = Typed(written, typed.span, source=typed.source)
    if date.month and not is_dated:
        converter.report_left_out(f"only the year of {cited(typed)} is printed", typed.span)


def _name_authors(record: TypedMapping, resume: TypedMapping) -> None:
    """Add the person as the author if none is named."""
    person = author(resume)
    if person is not None and "authors" not in record:
        record[Typed("authors", record.span)] = TypedList([person], record.span)


def author(resume: TypedMapping) -> TypedMapping | None:
    """Return the person as an author, or None without a name."""
    name = resume.value("name")
    if not isinstance(name, Typed):
        return None
    text = Typed(one_line(plain(parse_markup(name))), name.span, quoted=True)
    return mapping_of(name.span, {"name": text, "self": Typed("true", name.span)})


def _from_meta(meta: Value, resume: TypedMapping, converter: Converter) -> list[TypedMapping]:
    """Restore what an export keeps in `meta`; return its sections."""
    own: list[TypedMapping] = []
    for key, inner in converter.mapping(meta).items():
        if key == EXTENSION:
            for name, kept in converter.mapping(inner).items():
                if name == "sections":
                    read = [converter.mapping(section) for section in items_of(kept)]
                    own = [section for section in read if section]
                elif name in KEPT:
                    resume[name] = kept
                elif name != "texts":
                    converter.report_unused(name, kept)
        elif key not in _ABOUT_FILE:
            converter.report_unused(key, inner)
    return own


def _number(count: Value) -> int | None:
    return int(count) if isinstance(count, Typed) and _COUNT.fullmatch(count) else None


def _sections(
    listed: dict[str, TypedList], own: list[TypedMapping], span: Span, converter: Converter
) -> TypedList:
    """Return the sections of an export in their order, then the others in the file's order."""
    left = {kind: list(entries) for kind, entries in listed.items()}
    spans = {kind: entries.span for kind, entries in listed.items()}
    sections: list[Value] = []
    for section in own:
        counted = section.typed("count")
        if counted is None:
            sections.append(section)
            continue
        kept, count, kind = section.without("count"), section[counted], str(section.value("type"))
        there = left.get(kind, [])
        if "entries" in kept:
            converter.report_unused(counted, count, "the section also has `entries`")
        elif not there:
            converter.report_left_out(
                f"the section {cited(kind)} is left out: it is empty", section.span
            )
            continue
        else:
            number = _number(count)
            if number is None:
                converter.report_unused(counted, count, "a number is expected here")
            kept[Typed("entries", counted.span)] = TypedList(there[:number], counted.span)
            left[kind] = [] if number is None else there[number:]
        sections.append(kept)
    for kind, entries in left.items():
        if entries:
            items = TypedList(entries, spans[kind])
            named: dict[str, Value] = {"type": Typed(kind, spans[kind]), "entries": items}
            sections.append(mapping_of(spans[kind], named))
    return TypedList(sections, span)
