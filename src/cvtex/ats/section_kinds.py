"""Recognises the kind of a section by the words of its heading."""

from __future__ import annotations

import re

from cvtex.ats.layout.direction import in_logical_order
from cvtex.ats.layout.lines import is_han
from cvtex.ats.vocabulary import heading_kinds, squeezed, words
from cvtex.unicode.bidi import is_bidirectional

_CHARS_MAX = 48
# A number before a heading: `一、`, `II.`, `3)`.
_NUMBERING = re.compile(r"^\W*(?:[一二三四五六七八九十]+\s*[、.．]|[IVX]+\.|\d{1,2}[.、)])\s*")
_AND = re.compile(
    r"\s+(?:and|und|y|e|et|i|och|og|ja|en|és|și|ve|và|dan|и|і|й|та|και)\s+|[&/,，、|·+]|与|和|及|\s-\s",
    re.IGNORECASE,
)


def kind_of(text: str) -> str | None:
    """Return the kind of section that a text is a heading of; None if it is not a known heading.

    Such as `Work History`, `E D U C A T I O N`, `教育背景 Education`, `二、工作经历`.
    From right to left also in visual order, as it lies on a page.
    """
    if len(text) > _CHARS_MAX or "@" in text:
        return None
    kind = _kind_of(text)
    return _kind_of(in_logical_order(text)) if not kind and is_bidirectional(text) else kind


def _kind_of(text: str) -> str | None:
    text = _NUMBERING.sub("", text).strip(" :：")
    return _known(text) or _of_two(text) or _by_script(text)


def _known(text: str) -> str | None:
    kinds, modifiers = heading_kinds(), set(words("modifiers"))
    rest = text.split()
    while not (kind := kinds.get(squeezed(" ".join(rest)))) and len(rest) > 1:
        if rest[0].casefold() in modifiers:
            del rest[0]
        elif rest[-1].casefold() in modifiers:
            del rest[-1]
        else:
            break
    return kind


def _of_two(text: str) -> str | None:
    """Return the first kind in a heading that names several: `Skills & Tools`."""
    kinds = [_known(part) for part in _AND.split(text) if part.strip()]
    return kinds[0] if len(kinds) > 1 and all(kinds) else None


def _by_script(text: str) -> str | None:
    """Return the kind of a heading in both Chinese and English: `教育背景 Education`."""
    han = "".join(char for char in text if is_han(char))
    latin = "".join(char for char in text if not is_han(char))
    return _known(han) if han and _known(latin) else None
