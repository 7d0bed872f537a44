"""Characters that fonts answer with in place of those that were typed."""

from __future__ import annotations

import unicodedata
from functools import cache

# Glyphs that fonts share with a character that looks the same; NFKC knows the rest
# (presentation forms, Kangxi radicals, compatibility ideographs).
_SHARED = {
    "\u00ad": "-",  # soft hyphen
    "\u2010": "-",  # hyphen: Source Serif
    "\u2011": "-",  # non-breaking hyphen: Noto CJK
    "\u2027": "\u2022",  # hyphenation point for a bullet: Noto CJK
    "\u22ef": "\u2026",  # midline ellipsis for an ellipsis: Noto CJK
}
# What a code is taken for that no map explains.
UNKNOWN = "\ufffd"
_LIGATURES = range(0xFB00, 0xFB07)


@cache
def fold(text: str) -> str:
    """Return what a text has in common with its look-alikes: nothing, for a space."""
    shared = "".join(_SHARED.get(char, char) for char in text)
    return "".join(
        char
        for char in unicodedata.normalize("NFKD", shared).casefold()
        if not char.isspace() and unicodedata.category(char) != "Cf"
    )


@cache
def odd(text: str) -> bool:
    """Whether a font's answer may stand for another character: it is looked up in the Document."""
    return any(
        char in _SHARED
        or char == UNKNOWN
        or unicodedata.category(char) == "Co"
        or unicodedata.normalize("NFKC", char) != char
        for char in text
    )


def ligature(text: str) -> bool:
    """Whether a text has a presentation form such as U+FB01, which a search does not find."""
    return any(ord(char) in _LIGATURES for char in text)


def plain(text: str) -> str:
    """Return a text without shared glyphs and ligatures, where the Document says nothing."""
    return "".join(
        unicodedata.normalize("NFKC", char) if ligature(char) else _SHARED.get(char, char)
        for char in text
    )
