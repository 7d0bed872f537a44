"""Detects the format of a résumé from its keys.

No line of a file is shown unless its keys are those of a résumé, because it may be private. Keys
that other programs have too, such as `name`, `language` or `projects`, prove nothing alone.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from enum import StrEnum
from pathlib import Path

from cvtex.content.likeness import are_known, keys_at_any_depth, keys_in, meanings, telling_types
from cvtex.content.repairs.synonyms import type_synonyms
from cvtex.content.resume import Resume
from cvtex.exchange.json_names import json_lists, list_of, names_of
from cvtex.sections import section_types
from cvtex.sections.section_type import SectionType
from cvtex.source.synonyms import closest, same, snake
from cvtex.source.typed import Empty, Typed, TypedList, TypedMapping, Value, value_at


class FileFormat(StrEnum):
    """A format of résumés, by its common name."""

    OWN = "a content file"
    JSON_RESUME = "JSON Resume"
    RENDERCV = "RenderCV"
    YAML_RESUME = "YAMLResume"
    FRESH = "FRESH"


LOOKED_FOR = (
    "looked for: `basics`, `work` and the like (JSON Resume), `cv` (RenderCV), `content` with "
    "`basics` (YAMLResume), `employment` or `info` beside `name` (FRESH), or `name` and `sections`"
)

_OURS = frozenset(Resume.model_fields)
# Keys at the top of a résumé that few other programs have.
_TELLING = frozenset(
    {
        *("name_reading", "name_latin", "headline", "contacts", "facts", "photo", "closing"),
        *("work", "experience", "education", "publications", "certificates", "awards"),
    }
)
# Keys inside `basics` of JSON Resume and inside `cv` of RenderCV, and keys beside `cv`.
_PERSON = frozenset(
    {
        *("name", "label", "headline", "email", "phone", "summary", "profiles", "location"),
        *("social_networks", "sections"),
    }
)
_BESIDE_CV = frozenset({"design", "locale", "settings", "rendercv_settings"})
_FRESH = frozenset({"employment", "info", "contact", "service", "disposition"})


def recognise(value: Value) -> FileFormat | None:
    """Return the format of a file's value, or None."""
    if not isinstance(value, TypedMapping):
        return None
    is_own = _are_sections(value.value("sections")) and _has_sections(value)
    if is_own and ("basics" not in value or isinstance(value.value("sections"), TypedList)):
        return FileFormat.OWN
    for file_format, is_in in _FOREIGN.items():
        if is_in(value):
            return file_format
    return FileFormat.OWN if _is_own(value) else None


def is_like_resume(path: Path) -> bool:
    """Return whether the keys of a file that can't be parsed are those of a résumé."""
    found = {*keys_in(path)}
    if {"name", "basics"} <= found or {"name", "cv", "sections"} <= found:
        return True
    meant = meanings(found - {"entries"}, _OURS | _TELLING)
    if "entries" in found:
        return _are_own(meant)
    if _are_all_own(meant) and _TELLING.isdisjoint(meant):
        # Another program may have these keys too, but hardly no others below them.
        return are_known(keys_at_any_depth(path), _OURS)
    return _are_own([key for key in meant if key != "sections"])


def _is_own(value: TypedMapping) -> bool:
    """Return whether a mapping, with misspelt or translated keys, is a content file."""
    meant = dict(zip(meanings(value, _OURS | _TELLING), value.values(), strict=False))
    sections = meant.get("sections")
    if _are_sections(sections):
        return _are_own(meant)
    return _are_all_own(meant) and _may_become_sections(sections)


def _are_own(meant: Collection[str]) -> bool:
    """Return whether keys, by their meanings, are those at the top of a content file."""
    is_telling = "name" in meant and len(_TELLING & {*meant}) > 1
    return is_telling or _has_sections(meant) or _are_all_own(meant)


def _are_all_own(meant: Collection[str]) -> bool:
    return "name" in meant and "language" in meant and "" not in meant


def _has_sections(keys: Collection[str]) -> bool:
    return "sections" in keys and bool((_TELLING | {"name", "language"}) & {*keys})


def _are_sections(value: Value | None) -> bool:
    """Return whether a value may be sections of a résumé, and not those of another program."""
    match value:
        case TypedMapping():
            return not value or _are_types(value)
        case TypedList():
            return any(map(_is_section, value)) or all(map(_may_be_section, value))
        case _:
            return not isinstance(value, Typed)


def _may_become_sections(value: Value | None) -> bool:
    """Return whether a value is a text, a list of texts, or entries by the titles of sections."""
    if isinstance(value, TypedMapping):
        entries = (
            entry for held in value.values() if isinstance(held, TypedList) for entry in held
        )
        return any(isinstance(one, TypedMapping) and are_known(one) for one in entries)
    items = value if isinstance(value, TypedList) else [value]
    return not any(isinstance(item, TypedMapping) for item in items)


def _is_section(value: Value) -> bool:
    """Return whether a value has entries, or the type of a section."""
    if not isinstance(value, TypedMapping):
        return False
    has_entries = any(closest(key, ("entries", "include"), {}) for key in value)
    named = value.value("type")
    return has_entries or _are_types(value) or (isinstance(named, Typed) and _are_types([named]))


def _may_be_section(value: Value) -> bool:
    """Return whether a value has no keys but those of sections, or is none yet."""
    if isinstance(value, TypedMapping):
        return are_known(value)
    return isinstance(value, TypedList | Empty)


def _are_types(keys: Iterable[str]) -> bool:
    """Return whether one of some keys is a word for a type of section, and of nothing else."""
    return any(same(key, section_types(), type_synonyms()) in telling_types() for key in keys)


def _is_rendercv(value: TypedMapping) -> bool:
    is_beside = bool(_BESIDE_CV & {*value})
    return _holds(value, "cv", _PERSON) or (
        is_beside and isinstance(value.value("cv"), TypedMapping)
    )


def _is_yaml_resume(value: TypedMapping) -> bool:
    inner = value.value("content")
    if isinstance(inner, TypedMapping) and _is_json_resume(inner):
        return True
    return "layouts" in value and _holds(value, "content", json_lists().keys())


def _is_fresh(value: TypedMapping) -> bool:
    name = value_at(value, ("meta", "format"))
    if isinstance(name, Typed) and name.startswith("FRESH"):
        return True
    lists = _FRESH | _TELLING
    return "name" in value and "employment" in value and len(lists & {*value}) > 1


def _is_json_resume(value: TypedMapping) -> bool:
    """Return whether a mapping has `basics`, or lists of which one is telling."""
    if _holds(value, "basics", _PERSON):
        return "sections" not in value
    lists = _lists(value)
    telling = [kind for name, kind in lists.items() if name in _TELLING]
    return bool(telling) and (len(lists) > 1 or "name" in value or _is_entry(value, telling[0]))


def _lists(value: TypedMapping) -> Mapping[str, SectionType]:
    """Return the section types of the lists that a mapping has by the names in JSON Resume."""
    found = json_lists().items()
    return {name: kind for name, kind in found if isinstance(value.value(name), TypedList)}


def _is_entry(value: TypedMapping, kind: SectionType) -> bool:
    """Return whether the list of a section type has an entry with two keys of that type."""
    listed = value_at(value, (list_of(kind), 0))
    known = {*names_of(kind), *(kind.entry.model_fields if kind.entry else ())}
    return isinstance(listed, TypedMapping) and len(known & {snake(key) for key in listed}) > 1


def _holds(value: TypedMapping, key: str, keys: Collection[str]) -> bool:
    """Return whether a key has a mapping with one of some keys, or nothing."""
    inner = value.value(key)
    if isinstance(inner, TypedMapping):
        return not inner or bool({*keys} & {*inner})
    return isinstance(inner, Empty)


_FOREIGN: Mapping[FileFormat, Callable[[TypedMapping], bool]] = {
    FileFormat.RENDERCV: _is_rendercv,
    FileFormat.YAML_RESUME: _is_yaml_resume,
    FileFormat.FRESH: _is_fresh,
    FileFormat.JSON_RESUME: _is_json_resume,
}
