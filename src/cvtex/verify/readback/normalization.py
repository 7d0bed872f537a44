"""The form in which typed and read texts are compared: `docs/verify.md` has the reasons."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from cvtex.unicode.bidi import mirrored
from cvtex.unicode.clusters import paints

# Somebody may have pasted them, and readers add some; a finished PDF gives letters.
_UNSEEN = re.compile("[\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069]")
_LIGATURES = {char: unicodedata.normalize("NFKC", chr(char)) for char in range(0xFB00, 0xFB07)}
# Accents that stand by themselves: poppler takes one for a part of the letter beside it.
_ACCENTS = frozenset("¨¯´¸ˆˇ˘˙˚˛˜˝")
_QUOTES = str.maketrans("‘“", "’”")


def normal(text: str) -> str:
    """Return a text in NFC, without white space, marks of direction and Latin ligatures.

    Where a line ends is the page's business, and xeCJK's gap between Han and Latin is read as a
    space that nobody typed.
    """
    shown = _UNSEEN.sub("", text)
    return "".join(unicodedata.normalize("NFC", shown).translate(_LIGATURES).split())


def is_seen(char: str) -> bool:
    """Return whether a character counts: a mark of direction does not."""
    return not _UNSEEN.match(char)


def decomposed(char: str) -> str:
    """Return a character in NFD, a Latin ligature as its letters."""
    return char if char.isascii() else unicodedata.normalize("NFD", char.translate(_LIGATURES))


def bare(text: str) -> str:
    """Return a text without joiners, the marks above and below its letters, and single accents."""
    return "".join(
        char
        for char in unicodedata.normalize("NFD", text)
        if unicodedata.category(char) != "Mn" and char not in _ACCENTS and paints(char)
    )


def comparable(text: str) -> str:
    """Return what is compared of characters by their places: no marks, no spaces.

    Of two brackets or quotation marks it is always the same one: PDFium gives the other where it
    takes text for turned, and `No` for `№`.
    """
    plain = unicodedata.normalize("NFKC", normal(text))  # of ﷺ, four words
    return one_sided(bare("".join(plain.split())))


def one_sided(text: str) -> str:
    """Return a text with one bracket for both of a pair, and one quotation mark."""
    return "".join(min(char, mirrored(char)) for char in text.translate(_QUOTES))


def letters(text: str) -> str:
    """Return the letters and numbers of a text, bare."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFD", normal(text))))


def is_accented(text: str) -> bool:
    """Return whether accents stand by themselves in a text."""
    return not _ACCENTS.isdisjoint(text)


def joined(pages: Sequence[str]) -> tuple[str, str]:
    """Return pages as one text: as they are, and without their numbers.

    A text may run over the end of a page, and may itself end one with its number. The number is
    the first line of its page or the last, by itself or between marks.
    """
    numbered = (_without_number(page, at) for at, page in enumerate(pages, 1))
    return "\n".join(pages), "\n".join(numbered)


def _without_number(page: str, at: int) -> str:
    alone = rf"[^\w\n]*{at}[^\w\n]*"
    return re.sub(rf"\A\s*{alone}\n|(?:^|\n){alone}\s*$", "\n", page)
