"""Splits a text into grapheme clusters, each of which one font must show."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

JOINER = "\u200d"
NON_JOINER = "\u200c"
# The combining class of viramas, and those that do not join consonants, of Tamil, Sinhala and Thai.
_VIRAMA = 9
_VISIBLE_VIRAMAS = "\u0bcd\u0dca\u0e3a"
BRAHMIC = re.compile(
    "[\u0900-\u109f\u1700-\u17ff\u1900-\u1aaf\u1b00-\u1c4f\ua800-\ua82f\ua880-\ua95f"
    "\ua980-\uaadf\uabc0-\uabff\U00011000-\U00011fff]"
)
"""A character of a Brahmic script, whose signs are placed on all sides of their letter."""

# Vowels of Thai and Lao with a part above the consonant.
_AM = ("\u0e33", "\u0eb3")


def clusters(text: str) -> Iterator[tuple[int, int]]:
    """Yield the start and end of each cluster.

    Clusters are the extended grapheme clusters of UAX #29 as relevant for fonts: marks, variation
    selectors, joiners, skin tones and tags extend a character, two regional indicators make a flag,
    a joiner also ties the next character, and a virama the next consonant (GB9c).
    """
    at = 0
    while at < len(text):
        end = at + 1
        if _is_regional(text[at]) and text[end : end + 1] and _is_regional(text[end]):
            end += 1
        while end < len(text) and (extends(text[end]) or _is_tied(text, end)):
            end += 1
        yield at, end
        at = end


@cache
def extends(char: str) -> bool:
    """Return whether a character extends the one before it."""
    return (
        char in (JOINER, NON_JOINER, *_AM)
        or unicodedata.category(char)[0] == "M"
        or "\U0001f3fb" <= char <= "\U0001f3ff"  # skin tones
        or "\U000e0020" <= char <= "\U000e007f"  # tags, for flags
    )


def is_selector(char: str) -> bool:
    """Return whether a character is a variation selector."""
    return "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef"


def paints(char: str) -> bool:
    """Return whether a character needs a glyph: joiners, selectors and tags do not."""
    tag = "\U000e0020" <= char <= "\U000e007f"
    return char not in (JOINER, NON_JOINER) and not is_selector(char) and not tag


def _is_tied(text: str, at: int) -> bool:
    before = text[at - 1]
    if before == JOINER:
        return not text[at].isspace()
    links = unicodedata.combining(before) == _VIRAMA and before not in _VISIBLE_VIRAMAS
    return links and unicodedata.category(text[at]) == "Lo"


def _is_regional(char: str) -> bool:
    return "\U0001f1e6" <= char <= "\U0001f1ff"
