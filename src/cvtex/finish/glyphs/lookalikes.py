"""Recognises characters that a font's ToUnicode map may have instead of the typed ones."""

from __future__ import annotations

import unicodedata
from functools import cache

# Characters that share a glyph with a look-alike, beyond those of NFKC (presentation forms, Kangxi
# radicals, compatibility ideographs).
_SHARED = {
    "\u00ad": "-",  # soft hyphen
    "\u2010": "-",  # hyphen: Source Serif
    "\u2011": "-",  # non-breaking hyphen: Noto CJK
    "\u2027": "\u2022",  # hyphenation point for a bullet: Noto CJK
    "\u22ef": "\u2026",  # midline ellipsis for an ellipsis: Noto CJK
}
# The text of a code without a ToUnicode entry.
UNKNOWN = "\ufffd"
_LIGATURES = range(0xFB00, 0xFB07)


@cache
def fold(text: str) -> str:
    """Return a text as it compares with look-alikes: casefolded NFKD, without spaces and Cf."""
    shared = "".join(_SHARED.get(char, char) for char in text)
    return "".join(
        char
        for char in unicodedata.normalize("NFKD", shared).casefold()
        if not char.isspace() and unicodedata.category(char) != "Cf"
    )


@cache
def is_ambiguous(text: str) -> bool:
    """Return whether a ToUnicode text may stand for another character of the Document."""
    return any(
        char in _SHARED
        or char == UNKNOWN
        or unicodedata.category(char) == "Co"
        or unicodedata.normalize("NFKC", char) != char
        for char in text
    )


def has_ligature(text: str) -> bool:
    """Return whether a text has a has_ligature such as U+FB01, which a search does not find."""
    return any(ord(char) in _LIGATURES for char in text)


def plain(text: str) -> str:
    """Return a text with shared glyphs and ligatures as plain characters."""
    return "".join(
        unicodedata.normalize("NFKC", char) if has_ligature(char) else _SHARED.get(char, char)
        for char in text
    )
