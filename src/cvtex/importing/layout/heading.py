"""Reads the heading of an entry: which field is which key of ours, and what is a guess."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from cvtex.ats.drafting import EntryDraft
from cvtex.ats.field_kinds import FieldKind, field_kind, is_score, looks_like_name
from cvtex.ats.layout.lines import is_han
from cvtex.ats.vocabulary import naming
from cvtex.document import Role
from cvtex.importing.layout.marks import without_gaps
from cvtex.importing.layout.phrases import items_in
from cvtex.schema.records import Dated
from cvtex.sections import section_types

GUESS = "guessed from its place in the heading"

# What a hiring system calls the fields of a heading; a title of another role is a name.
_FIELDS = {
    Role.ORGANISATION: "organisation",
    Role.EVENT: "organisation",
    Role.POSITION: "role",
    Role.DEGREE: "degree",
    Role.LOCATION: "place",
}
# The roles of texts that are known by their form.
_BY_FORM = frozenset({Role.DEGREE, Role.LOCATION, Role.EMAIL, Role.PHONE})
_KEYWORDS_MIN = 3  # items with commas between them, in the heading of a project
_PLACED = frozenset({"experience", "education", "volunteering"})
_CERTAIN = {
    "organisation": (FieldKind.ORGANISATION, FieldKind.LIKELY),
    "role": (FieldKind.ROLE,),
    "degree": (FieldKind.DEGREE,),
    "place": (FieldKind.PLACE,),
}
# What a degree has in brackets, if its subject follows: `BA (Hons) History`.
_HONOURS = re.compile(r"\s*[（(][^()（）]{1,30}[)）](?=[\s,，]+[^\W\d])")
# What is last behind a comma, or in brackets.
_BEHIND = re.compile(
    r"(?P<before>.*\S)\s*(?:[,，]\s*(?P<last>[^,，]+)|[(（](?P<inner>[^()（）]+)[)）])"
)
_PREPOSITION = re.compile(r"\s(?:of|in|en|de|di)$", re.IGNORECASE)
_SUBJECT = re.compile(r"\s*[,،]\s*|\s*[（(]\s*|\s+(?:in|en|im)\s+|：|\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FieldText:
    """A field of a heading: our key or '' if there is none, its text, and a note on a guess."""

    key: str
    text: str
    note: str = ""


def kind_of_entries(kind: str | None) -> str:
    """Return the type of section that has entries of a kind; one of no known kind has projects."""
    known = section_types().get(kind or "")
    if known is None or known.entry is None:
        return "projects"
    # People who recommend somebody have no dates.
    has_rows = issubclass(known.entry, Dated) or Role.PERSON in known.heading.values()
    return known.name if has_rows else "projects"


@cache
def _keys(kind: str) -> Mapping[str, str]:
    """Return our keys for the fields of a heading."""
    found: dict[str, str] = {}
    known = section_types()[kind]
    for key, role in known.heading.items():
        if field := _FIELDS.get(role, "name" if key == known.title else ""):
            found.setdefault(field, key)
    return found


@cache
def _others(kind: str) -> tuple[str, ...]:
    """Return our keys for fields of no known kind, in the order in which they are used."""
    known = section_types()[kind]
    return tuple(
        key for key, role in known.heading.items() if key != known.title and role not in _BY_FORM
    )


def fields_of(kind: str, entry: EntryDraft) -> list[FieldText]:
    """Return the fields of a heading, the title first; those without a key last."""
    _settle_place(kind, entry)
    found = [*_known(kind, entry)]
    taken = {field.key for field in found}
    rest = [*entry.fields.details]
    if kind in _PLACED and "location" not in taken and (place := _place(kind, entry, taken)):
        rest.remove(place)
        found.append(FieldText("location", without_gaps(place), GUESS))
    for text in rest:
        if kind == "education" and is_score(text):
            found.append(FieldText("scores", text))
            continue
        if kind == "projects" and "keywords" not in taken and len(items_in(text)) >= _KEYWORDS_MIN:
            taken.add("keywords")
            found.append(FieldText("keywords", text))
            continue
        free = [key for key in _others(kind) if key not in taken]
        is_department = field_kind(text) is FieldKind.DEPARTMENT and "department" in free
        key = "department" if is_department else next(iter(free), "")
        taken.add(key)
        note = "" if is_department else GUESS if key else ""
        found.append(FieldText(key, without_gaps(text), note))
    return _titled(kind, found)


def _settle_place(kind: str, entry: EntryDraft) -> None:
    """Take the name behind an organisation, `Ferries, Northmere`, as its place, not as the role."""
    fields = entry.fields
    role, others = fields.role, fields.details
    if kind not in _PLACED or not (role and others and fields.organisation) or fields.place:
        return
    printed = " ".join(line.text for line in (*entry.above, *entry.lines))
    follows = re.search(rf"{re.escape(fields.organisation)}\s*[,，]\s*{re.escape(role)}", printed)
    if follows and not field_kind(role) and looks_like_name(role):
        fields.place, fields.role = role, others.pop(0)


def _known(kind: str, entry: EntryDraft) -> Iterator[FieldText]:
    fields = entry.fields
    is_told = bool(fields.degree) or (fields.role and field_kind(fields.role) is FieldKind.ROLE)
    for name in ("name", "organisation", "role", "degree", "place"):
        text = getattr(fields, name)
        if not text:
            continue
        key = _keys(kind).get(name, "")
        is_sure = name not in _CERTAIN or field_kind(text) in _CERTAIN[name]
        if name == "organisation" and kind in _PLACED:  # what is left beside a role or a degree
            is_sure = is_sure or bool(is_told)
        note = "" if is_sure else GUESS
        if name == "degree" and key:
            text, score = _without_score(text)
            degree, subject = _degree(text)
            yield FieldText(key, without_gaps(degree))
            if subject:
                yield FieldText("area", without_gaps(subject))
            if score:
                yield FieldText("scores", score)
        else:
            yield FieldText(key, without_gaps(text), note)


def _without_score(text: str) -> tuple[str, str]:
    """Return a degree without the grade behind it, and the grade: `BSc History (2:1)`."""
    match = _BEHIND.fullmatch(text)
    score = (match["last"] or match["inner"]) if match else ""
    return (match["before"], score) if match and is_score(score) else (text, "")


def _degree(text: str) -> tuple[str, str]:
    """Return a degree and its subject: `MSc, Hydraulics`, `Bachelor of Arts in History`."""
    last = 0
    while match := naming("degrees").search(text, last):
        last = match.end()
        if honours := _HONOURS.match(text, last):
            last = honours.end()
        rest = text[last:]
        separator = _SUBJECT.match(rest)
        if separator is None or re.match(r"\s+(?:of|de|der)\s", rest):
            continue
        inner = re.search(r"[,،]\s+|\s+in\s+", rest)
        if not inner and _PREPOSITION.search(match[0]):
            return text, ""  # the subject belongs to the name: `Associate of Science`
        if inner and not separator[0].strip():
            separator = inner if inner[0].strip() == "in" else separator
        subject = rest[separator.end() :].strip(" ,")
        if not re.search(r"[（(]", subject):  # it was before the subject
            subject = subject.strip(" ,)）")
        degree = text[:last] + rest[: separator.start()]
        return (degree.strip(), subject) if subject and degree.strip() else (text, "")
    if found := re.search(r"\s+in\s+|[,،]\s+", text):
        return text[: found.start()], text[found.end() :]
    return text, ""


def _place(kind: str, entry: EntryDraft, taken: set[str]) -> str | None:
    """Return the field behind the organisation, or else the last one, if it looks like a place.

    What follows a comma is rather a department, and what follows a degree its subject.
    """
    rest = entry.fields.details
    texts = [field.text for field in entry.head.fields]
    organisation = entry.fields.organisation
    behind = texts.index(organisation) + 1 if organisation in texts else 0
    printed = " ".join(line.text for line in (*entry.above, *entry.lines))
    for text in dict.fromkeys([*texts[behind : behind + 1], *rest[-1:]]):
        is_beside = text == texts[behind : behind + 1][0] if texts[behind:] else False
        follows = re.search(rf"[,，]\s*{re.escape(text)}", printed)
        if text not in rest or field_kind(text) or not looks_like_name(text) or is_han(text[0]):
            continue
        if is_beside and (kind != "education" or "area" in taken):
            return text
        if not is_beside and not follows and (kind != "education" or "area" in taken):
            return text
    return None


def _titled(kind: str, found: list[FieldText]) -> list[FieldText]:
    """Return fields with a title: if none is known, the first field is it."""
    title = section_types()[kind].title
    fields = sorted(found, key=lambda field: (field.key != title, not field.key))
    if fields and fields[0].key != title:
        first, *rest = fields
        return [FieldText(title, first.text, "no name was found: is this it?"), *rest]
    return fields
