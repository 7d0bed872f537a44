"""Where a key belongs that stands where the schema has none of its name."""

from __future__ import annotations

import difflib

from cvtex.content.keys import (
    Loc,
    inner_records,
    keys_of,
    record_at,
)
from cvtex.content.section_words import key_words, type_words
from cvtex.sections import section_types
from cvtex.source.synonyms import closest, same
from cvtex.source.typed import Typed, TypedList, TypedMapping, Value, cited

# A record by the key that leads to it.
_NOUNS = {
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

# Keys of editions.yaml, and what people write for the looks of a page.
_OF_AN_EDITION = "`content`, `theme`, `pages`, `warn`"
_OF_EDITIONS = frozenset(
    {
        *("theme", "pages", "warn", "template", "design", "style", "layout", "settings"),
        *("accent", "color", "colour", "colors", "colours", "paper", "paper_size", "margin"),
        *("margins", "font", "fonts", "font_size", "fontsize", "size", "spacing", "leading"),
        *("主题", "模板", "颜色", "字体", "字号", "纸张", "页边距"),
    }
)


def already(key: str, mapping: TypedMapping, known: list[str]) -> str:
    """Return what to do with a key that another of its mapping says already; or nothing."""
    there = [one for one in known if one in mapping]
    near = difflib.get_close_matches(key.lower(), there, n=1, cutoff=0.75)
    twice = same(key, there, key_words()) or (near[0] if near else "")
    if not twice:
        return ""
    first, *_ = (one for one in mapping if one == twice)
    if _typed(key, mapping).span.file != first.span.file:
        return f"did you mean `{twice}`?"  # an overlay says anew what the content says
    where = f"`{twice}` is here already, in line {first.span.line}"
    lists = all(isinstance(mapping.get(one), TypedList) for one in (_typed(key, mapping), first))
    todo = "move the items of this list to that one" if lists else "keep one of the two"
    return f"{where}: {todo}"


def elsewhere(key: str, owner: Loc, given: Value | None = None) -> str:
    """Return where else a key belongs: among the sections, further out, or further in.

    `given` is its value, if it is known: a text is no section but a `text`.
    """
    if key in _OF_EDITIONS and not owner:
        return f"the look is set in editions.yaml, whose keys are {_OF_AN_EDITION}"
    section = closest(key, section_types(), type_words())
    is_text = isinstance(given, Typed) and section != "text"
    if section and not owner and not is_text:
        return f"a section stands below `sections`, as `- type: {section}`"
    if noun := outer(key, owner):
        return f"{cited(key)} is a key of {noun}: move it there"
    here = record_at(owner)
    for name, inner in inner_records(here) if here else ():
        if meant := same(key, keys_of(inner), key_words()):
            return f"`{meant}` is a key of {_NOUNS.get(name, name)}: move it there"
    return ""


def outer(key: str, owner: Loc) -> str:
    """Return what further out has a key, the nearest first; or nothing."""
    for end in range(len(owner) - 1, -1, -1):
        record = record_at(owner[:end])
        if record and key in keys_of(record):
            return _noun(owner[:end])
    return ""


def _noun(loc: Loc) -> str:
    names = [str(step) for step in loc if step in _NOUNS]
    return _NOUNS[names[-1]] if names else "the file as a whole"


def _typed(key: str, mapping: TypedMapping) -> Typed:
    return next(one for one in mapping if one == key)
