"""What a heading's words say that the section is."""

from __future__ import annotations

import re

from cvtex.ats.layout.lines import is_han
from cvtex.ats.vocabulary import heading_kinds, squeezed, words

_LONGEST = 48
# `一、`, `II.`, `3)`: what may stand before a heading.
_NUMBERING = re.compile(r"^\W*(?:[一二三四五六七八九十]+\s*[、.．]|[IVX]+\.|\d{1,2}[.、)])\s*")
_AND = re.compile(r"\s+and\s+|[&/,，、|·+]|与|和|及|\s-\s", re.IGNORECASE)


def kind_of(text: str) -> str | None:
    """Return the kind of section that a text is the heading of, None if it is no known one.

    `Work History`, `E D U C A T I O N`, `教育背景 Education`, `二、工作经历`, `Skills & Tools`.
    """
    if len(text) > _LONGEST or "@" in text:
        return None
    text = _NUMBERING.sub("", text).strip(" :：")
    return _known(text) or _of_two(text) or _by_script(text)


def _known(text: str) -> str | None:
    kinds = heading_kinds()
    if found := kinds.get(squeezed(text)):
        return found
    rest = text.split()
    modifiers = set(words("modifiers"))
    while len(rest) > 1:
        rest = (
            rest[1:]
            if rest[0].casefold() in modifiers
            else rest[:-1]
            if (rest[-1].casefold() in modifiers)
            else []
        )
        if rest and (found := kinds.get(squeezed(" ".join(rest)))):
            return found
    return None


def _of_two(text: str) -> str | None:
    """Return the first kind of a heading that names several."""
    kinds = [_known(part) for part in _AND.split(text) if part.strip()]
    return kinds[0] if len(kinds) > 1 and all(kinds) else None


def _by_script(text: str) -> str | None:
    """Return the kind of a heading that says the same in Chinese and in English."""
    han = "".join(char for char in text if is_han(char))
    latin = "".join(char for char in text if not is_han(char))
    return (_known(han) if han and _known(latin) else None) or None
