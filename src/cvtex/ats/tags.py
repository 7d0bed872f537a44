"""What a field is by its words: an organisation, a role, a degree, a place."""

from __future__ import annotations

import functools
import re
from enum import StrEnum

from cvtex.ats.layout.lines import is_han
from cvtex.ats.vocabulary import naming, words


class Tag(StrEnum):
    """What a field is. `LIKELY` is an organisation, or a part of one."""

    ORGANISATION = "organisation"
    LIKELY = "likely"
    DEPARTMENT = "department"
    ROLE = "role"
    DEGREE = "degree"
    PLACE = "place"


_NAMED = {
    Tag.ORGANISATION: ("organisations", "certain"),
    Tag.LIKELY: ("organisations", "likely"),
    Tag.DEPARTMENT: ("departments",),
    Tag.ROLE: ("roles",),
}
# An English name says what it is before `of` and the like: Director of Engineering. A match begins
# at the first of several spaces, so that a run of spaces is scanned once.
_BEHIND = re.compile(r"(?<!\s)\s+(?:(?:of|for|in|at|to|with)\s+|[IVX]+$|\d+$|[,(（/])|[,(（/]")
# `Austin, TX`: the codes of states and of some countries.
_CODE = re.compile(r"[A-Z]{2,3}")
_NAME_LONGEST = 3  # words
_HAN_LONGEST = 6


def tag_of(text: str) -> Tag | None:
    """Return what a field is by its words, None if they don't say."""
    if is_place(text):
        return Tag.PLACE
    head = _BEHIND.split(text)[0].strip(" .")
    found = {tag: _ending(head, tag) for tag in _NAMED}
    best = max(found, key=lambda tag: found[tag])
    # A degree is told anywhere in the words, and least of all by them: a Scrum Master has none.
    if _is_degree(text) and (not found[best] or best is not Tag.ROLE):
        return Tag.DEGREE if not found[Tag.ORGANISATION] else Tag.ORGANISATION
    return best if found[best] else None


def is_place(text: str) -> bool:
    """Tell whether a text is a place that is known, or `City, Country`."""
    place = text.casefold().strip(" .()（）")
    if place in _places():
        return True
    if is_han(place[-1:] or " "):
        return len(place) <= _HAN_LONGEST and place.endswith(words("places", "suffixes"))
    parts = [part.strip() for part in text.split(",")]
    last = parts[-1]
    return (
        len(parts) > 1
        and (last.casefold() in _places() or bool(_CODE.fullmatch(last)))
        and all(map(looks_like_name, parts))
    )


def looks_like_name(text: str) -> bool:
    """Tell whether a text has the form of a place's name: a few words with capitals, or Chinese."""
    if any(char.isdigit() for char in text) or "@" in text:
        return False
    if any(map(is_han, text)):
        return len(text) <= _HAN_LONGEST
    parts = text.split()
    return 0 < len(parts) <= _NAME_LONGEST and all(part[0].isupper() for part in parts)


def _ending(head: str, tag: Tag) -> int:
    """Return how many characters of a word for a thing end a name; 0 if none does.

    `Board` is in `Harbour Board`, and not in `Board games`.
    """
    lengths = [found.end() - found.start() for found in _last(tag).finditer(head)]
    return max(lengths, default=0)


@functools.cache
def _last(tag: Tag) -> re.Pattern[str]:
    either = naming(*_NAMED[tag]).pattern
    return re.compile(rf"(?:{either})(?=s?\W*$|\s*[（(])", re.IGNORECASE)


def _is_degree(text: str) -> bool:
    return naming("degrees").search(text) is not None


@functools.cache
def _places() -> frozenset[str]:
    return frozenset(word.casefold() for word in words("places", "words"))
