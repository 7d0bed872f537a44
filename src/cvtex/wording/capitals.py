"""Converts text to capitals by the rules of its language."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

from cvtex.document import CodeSpan, Inline, Leaf, Text

# SpecialCasing of the Unicode Character Database, for Turkish and Azerbaijani.
_DOTTED = str.maketrans({"i": "İ", "ı": "I"})
# With SS, a search for the word would fail.
_SHARP = str.maketrans({"ß": "ẞ"})
# Greek capitals have no accents except the diaeresis (CLDR, el-Upper).
_ACCENT = "\u0301"


def in_capitals(leaf: Leaf, language: str) -> Leaf:
    """Return a leaf in capitals with the same number of characters."""
    return replace(leaf, content=_capitals(leaf.content, language.partition("-")[0].lower()))


def _capitals(content: tuple[Inline, ...], language: str) -> tuple[Inline, ...]:
    return tuple(
        replace(part, text="".join(_capital(char, language) for char in part.text))
        if isinstance(part, Text)
        else part
        if isinstance(part, CodeSpan)
        else replace(part, content=_capitals(part.content, language))
        for part in content
    )


def _capital(char: str, language: str) -> str:
    table = _DOTTED | _SHARP if language in ("tr", "az") else _SHARP
    capital = char.translate(table).upper()
    if language == "el":
        plain = unicodedata.normalize("NFD", capital).replace(_ACCENT, "")
        capital = unicodedata.normalize("NFC", plain)
    return capital if len(capital) == 1 else char
