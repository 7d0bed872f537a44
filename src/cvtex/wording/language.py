"""Finds the language of a text in a document of another language, for screen readers.

A script has the likely language of CLDR's likely subtags (UTS #35, part 1, 4.3), whose voice can
read it.
"""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from unicodedata import name

from cvtex.document import Document
from cvtex.schema.language_tags import likely_subtags
from cvtex.unicode.han import OWN, Han, form

# The script (ISO 15924) by the first word of a letter's name.
_SCRIPTS = {
    "LATIN": "Latn",
    "CJK": "Hani",
    "HIRAGANA": "Hira",
    "KATAKANA": "Kana",
    "HANGUL": "Hang",
    "ARABIC": "Arab",
    "ARMENIAN": "Armn",
    "BENGALI": "Beng",
    "CYRILLIC": "Cyrl",
    "DEVANAGARI": "Deva",
    "ETHIOPIC": "Ethi",
    "GEORGIAN": "Geor",
    "GREEK": "Grek",
    "GUJARATI": "Gujr",
    "GURMUKHI": "Guru",
    "HEBREW": "Hebr",
    "KANNADA": "Knda",
    "KHMER": "Khmr",
    "LAO": "Laoo",
    "MALAYALAM": "Mlym",
    "MYANMAR": "Mymr",
    "SINHALA": "Sinh",
    "TAMIL": "Taml",
    "TELUGU": "Telu",
    "THAI": "Thai",
    "TIBETAN": "Tibt",
}
_EAST = frozenset({"Hani", "Hira", "Kana", "Hang"})
BY_FORM = {Han.SC: "zh-Hans", Han.TC: "zh-Hant", Han.HK: "zh-Hant-HK", Han.JP: "ja", Han.KR: "ko"}
"""The language of each form of Han, as a BCP 47 tag."""


def language_of(text: str, document: Document) -> str | None:
    """Return the language of a text as a BCP 47 tag, or None if it is the document's.

    A text with letters of the document's script, or without letters, is in its language.
    """
    return _language_in(text, document.script, document.language)


@lru_cache(maxsize=1024)
def _language_in(text: str, script: str, language: str) -> str | None:
    scripts = Counter(one for char in text if (one := script_of(char)))
    if not scripts:
        return None
    own = OWN.get(script)
    written = "" if own else written_in(language)
    if written in scripts:
        return None
    if _EAST & scripts.keys() and (own or "Latn" not in scripts):
        found = form(text, own or Han.SC)
        return None if found is own else BY_FORM[found]
    return likely_language(scripts.most_common(1)[0][0])


def written_in(language: str) -> str:
    """Return the script of a language (ISO 15924), Latin if unknown."""
    return next(iter(likely_subtags(language)[1:2]), "Latn")


def script_of(char: str) -> str | None:
    """Return the script of a letter (ISO 15924); None for other characters and rare scripts."""
    if char.isascii():
        return "Latn" if char.isalpha() else None
    return _SCRIPTS.get(name(char, "").partition(" ")[0]) if char.isalpha() else None


def likely_language(script: str) -> str:
    """Return the likely language of a script as a BCP 47 tag."""
    if script == "Latn":
        return "en"
    from babel.core import get_global  # noqa: PLC0415 - only such a text needs it

    likely: str = get_global("likely_subtags")[f"und_{script}"]
    return likely.partition("_")[0]
