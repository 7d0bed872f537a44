"""Which characters are set in a square, as Han are: a Chinese page closes up a space between two.

Quotation marks, dashes, dots and ellipses are in Western and in Chinese fonts alike. One beside a
full-width character is Chinese, spaces and marks of the same kind skipped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

HAN = "\u2025\u2027\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
"""Characters of Chinese or Japanese text, as a class of a regular expression."""
FULL_WIDTH = re.compile(f"[{HAN}]")
"""A character of Chinese or Japanese text."""
SHARED = frozenset("‘’“”…—–·")
"""Punctuation of Western and of Chinese fonts."""
_SHARED_RUN = re.compile(f"[ {''.join(SHARED)}]+")


def squares(text: str) -> frozenset[int]:
    """Return the places of the characters that are set in a square."""
    wide = (found.start() for found in FULL_WIDTH.finditer(text))
    return frozenset((*wide, *_chinese(text)))


def _chinese(text: str) -> Iterator[int]:
    """Yield the places of shared marks that are Chinese."""
    for run in _SHARED_RUN.finditer(text):
        start, end = run.span()
        if FULL_WIDTH.match(text, end) or (start and FULL_WIDTH.match(text, start - 1)):
            yield from (at for at in range(start, end) if text[at] in SHARED and text[at] != "–")
