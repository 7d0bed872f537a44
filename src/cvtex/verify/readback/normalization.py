"""Normalises typed and read texts for comparison; the reasons are in `docs/verify.md`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from cvtex.unicode.bidi import mirrored
from cvtex.unicode.clusters import paints

# Bidirectional controls and the word joiner, which may be pasted or added by readers.
_IGNORED = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069")
_WITHOUT_IGNORED = dict.fromkeys(map(ord, _IGNORED))
_LIGATURES = {char: unicodedata.normalize("NFKC", chr(char)) for char in range(0xFB00, 0xFB07)}
# Spacing accents, which poppler attaches to the letter beside them.
_ACCENTS = frozenset("¨¯´¸ˆˇ˘˙˚˛˜˝")
_QUOTES = str.maketrans("‘“", "’”")
# Of ≠ in NFD; in reordered rows, PDFium returns =/ for it.
_STROKE = "\u0338"


def normal(text: str) -> str:
    """Return a text in NFC, without white space, bidirectional controls and Latin ligatures.

    Line breaks and xeCJK's gap between Han and Latin are read as spaces that were not typed.
    """
    shown = without_ignored(text)
    return "".join(unicodedata.normalize("NFC", shown).translate(_LIGATURES).split())


def without_ignored(text: str) -> str:
    """Return a text without the characters that are not compared."""
    return text if text.isascii() else text.translate(_WITHOUT_IGNORED)


def is_seen(char: str) -> bool:
    """Return whether a character is compared; bidirectional controls are not."""
    return char not in _IGNORED


def decomposed(char: str) -> str:
    """Return a character in NFD, a Latin ligature as its letters."""
    return char if char.isascii() else unicodedata.normalize("NFD", char.translate(_LIGATURES))


def bare(text: str) -> str:
    """Return a text without joiners, nonspacing marks and spacing accents; a stroke is a slash."""
    return "".join(
        char
        for char in unicodedata.normalize("NFD", text).replace(_STROKE, "/")
        if unicodedata.category(char) != "Mn" and char not in _ACCENTS and paints(char)
    )


def comparable(text: str) -> str:
    """Return the characters that are compared by position, without marks and spaces, in NFKC.

    Brackets and quotation marks are one-sided: PDFium mirrors them in text that it takes as
    right-to-left, and returns `No` for `№`.
    """
    plain = compatible_form(normal(text))  # of ﷺ, four words
    return one_sided(bare("".join(plain.split())))


def compatible_form(text: str) -> str:
    """Return a text in NFKC, as PDFium gives it in rows that it reorders: ½ as `1/2`."""
    return unicodedata.normalize("NFKC", text).replace("\N{FRACTION SLASH}", "/")


def one_sided(text: str) -> str:
    """Return a text with the same bracket for both of a pair, and one quotation mark."""
    return "".join(min(char, mirrored(char)) for char in text.translate(_QUOTES))


def letters(text: str) -> str:
    """Return the letters and numbers of a text, bare."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFD", normal(text))))


def is_accented(text: str) -> bool:
    """Return whether a text has spacing accents."""
    return not _ACCENTS.isdisjoint(text)


def joined(pages: Sequence[str]) -> tuple[str, str]:
    """Return the pages as one text, with and without page numbers.

    A text may continue on the next page, and may itself end with the number of a page. A page
    number is alone, or with that of the last page, or between punctuation, in the first or last
    line. Of cvtex's own foot, readers get its bullets alone.
    """
    numbered = (_without_number(page, at, len(pages)) for at, page in enumerate(pages, 1))
    return "\n".join(pages), "\n".join(numbered)


def _without_number(page: str, at: int, last: int) -> str:
    alone = rf"(?:[^\w\n]*{at}(?:[^\w\n]+{last})?[^\w\n]*|[ •]*•)"
    return re.sub(rf"\A\s*{alone}\n|(?:^|\n){alone}\s*$", "\n", page)
