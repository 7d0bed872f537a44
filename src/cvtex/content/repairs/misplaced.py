"""Finds where an unknown key belongs."""

from __future__ import annotations

import difflib

from cvtex.content.keys import Loc, inner_records, keys_of, record_at
from cvtex.content.repairs.synonyms import key_synonyms, type_synonyms
from cvtex.sections import section_types
from cvtex.source.synonyms import closest, same
from cvtex.source.typed import Typed, TypedList, TypedMapping, Value, cited

# The words for a record by its key.
_OWNERS = {
    "sections": "a section",
    "entries": "an entry",
    "parts": "a part of an entry",
    "contacts": "a contact",
    "profile": "a profile",
    "authors": "an author",
    "highlights": "a highlight",
    "scores": "a score",
    "courses": "a course",
    "photo": "the photo",
}

# Keys of editions.yaml, and other words for settings of the look.
_OF_AN_EDITION = "`content`, `theme`, `pages`, `design`, `warn`"
_OF_DESIGN = "`accent`, `paper`, `margins`, `font_size`, `fonts` and more"
_OF_EDITIONS = frozenset(
    {
        *("theme", "pages", "warn", "template", "layout", "settings", "主题", "模板"),
    }
)
_OF_LOOKS = frozenset(
    {
        *("design", "style", "density", "line_height", "date_style", "heading_style", "icons"),
        *("accent", "color", "colour", "colors", "colours", "paper", "paper_size", "margin"),
        *("margins", "font", "fonts", "font_size", "fontsize", "size", "spacing", "leading"),
        *("颜色", "字体", "字号", "纸张", "页边距"),
    }
)


def duplicate_key(key: str, mapping: TypedMapping, known: list[str]) -> str:
    """Return the hint for a key whose synonym is in the mapping too, or ''."""
    present = [name for name in known if name in mapping]
    near = difflib.get_close_matches(key.lower(), present, n=1, cutoff=0.75)
    twice = same(key, present, key_synonyms()) or (near[0] if near else "")
    first, typed = mapping.typed(twice), mapping.typed(key)
    if not first or not typed:
        return ""
    if typed.span.file != first.span.file:
        return f"did you mean `{twice}`?"  # an overlay repeats the content's keys
    lists = all(isinstance(mapping[name], TypedList) for name in (typed, first))
    todo = "move the items of this list to that one" if lists else "keep one of the two"
    return f"`{twice}` is here already, in line {first.span.line}: {todo}"


def key_home(key: str, owner: Loc, value: Value | None = None) -> str:
    """Return the hint for a key that belongs in editions.yaml, a section, an outer or inner record.

    `value` is the key's value, if known: only a `text` section can be a text.
    """
    if key in _OF_EDITIONS and not owner:
        return f"this is set in editions.yaml, whose keys are {_OF_AN_EDITION}"
    if key in _OF_LOOKS and not owner:
        return f"the look is set in editions.yaml, below `design:` of an edition: {_OF_DESIGN}"
    section = closest(key, section_types(), type_synonyms())
    is_text = isinstance(value, Typed) and section != "text"
    if section and not owner and not is_text:
        return f"write the section below `sections`, as `- type: {section}`"
    if noun := outer_owner(key, owner):
        return f"{cited(key)} is a key of {noun}: move it there"
    here = record_at(owner)
    for name, inner in inner_records(here) if here else ():
        if key_found := same(key, keys_of(inner), key_synonyms()):
            return f"`{key_found}` is a key of {_OWNERS.get(name, name)}: move it there"
    return ""


def outer_owner(key: str, owner: Loc) -> str:
    """Return the words for the nearest outer record that has a key, or ''."""
    for end in range(len(owner) - 1, -1, -1):
        record = record_at(owner[:end])
        if record and key in keys_of(record):
            return _owner_name(owner[:end])
    return ""


def _owner_name(loc: Loc) -> str:
    names = [str(step) for step in loc if step in _OWNERS]
    return _OWNERS[names[-1]] if names else "the file as a whole"
