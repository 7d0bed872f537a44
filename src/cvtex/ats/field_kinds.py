"""Recognises the kind of a field by its words: an organisation, a role, a degree, a place."""

from __future__ import annotations

import functools
import re
from enum import StrEnum

from cvtex.ats.vocabulary import any_of, naming, words
from cvtex.sections.forms import is_cjk


class FieldKind(StrEnum):
    """The kind of a field. `LIKELY` is an organisation, or a part of one."""

    ORGANISATION = "organisation"
    LIKELY = "likely"
    DEPARTMENT = "department"
    ROLE = "role"
    DEGREE = "degree"
    PLACE = "place"


_NAMED = {
    FieldKind.ORGANISATION: ("organisations", "certain"),
    FieldKind.LIKELY: ("organisations", "likely"),
    FieldKind.DEPARTMENT: ("departments",),
    FieldKind.ROLE: ("roles",),
}
# The head of an English name is before `of` and the like: Director of Engineering. A match begins
# at the first of several spaces, so that a run of spaces is scanned once.
_BEHIND = re.compile(r"(?<!\s)\s+(?:(?:of|for|in|at|to|with)\s+|[IVX]+$|\d+$|[,(（/])|[,(（/]")
# The code of a state or a country: `Austin, TX`.
_CODE = re.compile(r"[A-Z]{2,3}")
# The class of a British degree: `2:1`, `Upper Second Class Honours (2:1)`, `First-Class`.
_CLASS = (
    r"(?:2:[12]|(?:first|(?:upper|lower) second|third)[ -]class|(?:upper|lower) second)"
    r"(?: honours)?(?: \(2:[12]\))?"
)
_NAME_LONGEST = 3  # words
_HAN_LONGEST = 6


def field_kind(text: str) -> FieldKind | None:
    """Return the kind of a field by its words, None if they don't say."""
    if is_place(text):
        return FieldKind.PLACE
    head = _BEHIND.split(text)[0].strip(" .")
    lengths = {kind: _ending(head, kind) for kind in _NAMED}
    best = max(lengths, key=lambda kind: lengths[kind])
    if _leading().match(head) and best is not FieldKind.ROLE:
        return FieldKind.ORGANISATION
    # The words of a degree count anywhere, but a role is not one by fewer: `Scrum Master`, and not
    # `Associate of Science`.
    degree = naming("degrees").search(text)
    if degree and (best is not FieldKind.ROLE or len(degree[0]) > lengths[best]):
        return FieldKind.ORGANISATION if lengths[FieldKind.ORGANISATION] else FieldKind.DEGREE
    return best if lengths[best] else None


def is_score(text: str) -> bool:
    """Return whether a text is a grade: `GPA 3.7/4.0`, `Note 1,6`, `2:1`."""
    return _score().fullmatch(text) is not None


def is_place(text: str) -> bool:
    """Return whether a text is a known place, or has the form `City, Country`."""
    place = text.casefold().strip(" .()（）")
    if place in _places():
        return True
    if is_cjk(place[-1:]):
        return len(place) <= _HAN_LONGEST and place.endswith(words("places", "suffixes"))
    parts = [part.strip() for part in text.split(",")]
    last = parts[-1]
    return (
        len(parts) > 1
        and not any(_ending(parts[0], kind) for kind in (FieldKind.ORGANISATION, FieldKind.LIKELY))
        and (last.casefold() in _places() or bool(_CODE.fullmatch(last)))
        and all(map(looks_like_name, parts))
    )


def looks_like_name(text: str) -> bool:
    """Return whether a text has the form of a place name: a few capitalised words, or Chinese."""
    if any(char.isdigit() for char in text) or "@" in text:
        return False
    if is_cjk(text):
        return len(text) <= _HAN_LONGEST
    parts = text.split()
    return 0 < len(parts) <= _NAME_LONGEST and all(part[0].isupper() for part in parts)


def _ending(head: str, kind: FieldKind) -> int:
    """Return the length of the longest word of a kind that ends a name, 0 if there is none.

    `Board` ends `Harbour Board`, but not `Board games`.
    """
    return max((len(match[0]) for match in _last(kind).finditer(head)), default=0)


@functools.cache
def _leading() -> re.Pattern[str]:
    """Return a pattern of what begins the name of a company in Japanese and Korean."""
    return re.compile(rf"(?:{any_of('organisations', 'leading')})\s*\S")


@functools.cache
def _score() -> re.Pattern[str]:
    labelled = rf"(?:{any_of('keys', 'scores')})\s*[:：]?\s*\d[\d.,/ ]*"
    return re.compile(f"{labelled}|{_CLASS}", re.IGNORECASE)


@functools.cache
def _last(kind: FieldKind) -> re.Pattern[str]:
    either = naming(*_NAMED[kind]).pattern
    return re.compile(rf"(?:{either})(?=s?\W*$|\s*[（(])", re.IGNORECASE)


@functools.cache
def _places() -> frozenset[str]:
    return frozenset(word.casefold() for word in words("places", "words"))
