"""Finds full-width characters, between which a Chinese page removes a space.

Quotation marks, dashes, dots and ellipses are in both Western and Chinese fonts. One beside a
full-width character, or separated from it only by spaces and such marks, is Chinese. So is a dash
of two characters (—— or ――, one line) anywhere in a text with a full-width character.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

HAN = "\u2025\u2027\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
"""Characters of Chinese or Japanese text, for a character class."""
FULL_WIDTH = re.compile(f"[{HAN}]")
"""A character of Chinese or Japanese text."""
SHARED = frozenset("‘’“”…—―–·")
"""Punctuation of Western and of Chinese fonts."""
_SHARED_RUN = re.compile(f"[ {''.join(SHARED)}]+")
_LONG_DASH = re.compile("——+|――+")


def full_width(text: str) -> frozenset[int]:
    """Return the offsets of the full-width characters."""
    wide = (found.start() for found in FULL_WIDTH.finditer(text))
    return frozenset((*wide, *_chinese(text)))


def between_full_width(text: str) -> list[int]:
    """Return the offsets of the spaces between two full-width characters."""
    if " " not in text or not FULL_WIDTH.search(text):
        return []
    wide = full_width(text)
    spaces = (at for at, char in enumerate(text) if char == " ")
    return [at for at in spaces if at - 1 in wide and at + 1 in wide]


def _chinese(text: str) -> Iterator[int]:
    """Yield the offsets of shared marks that are Chinese."""
    for run in _SHARED_RUN.finditer(text):
        start, end = run.span()
        if FULL_WIDTH.match(text, end) or (start and FULL_WIDTH.match(text, start - 1)):
            yield from (at for at in range(start, end) if text[at] in SHARED and text[at] != "–")
    if FULL_WIDTH.search(text):
        yield from (at for dash in _LONG_DASH.finditer(text) for at in range(*dash.span()))
