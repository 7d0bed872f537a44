"""Where a text runs from right to left, inside lines that run from left to right.

It is the Unicode Bidirectional Algorithm (UAX #9) as far as a paragraph that begins at the left and
has no marks of direction needs it: a stretch reaches from one right-to-left letter to the last one
before a letter of the other kind, with numbers that follow and brackets that close in it. A mark
stays with its letter, also where the algorithm would take it for a letter of the other kind.
"""

from __future__ import annotations

import re
from collections import Counter
from unicodedata import bidirectional

from cvtex.glyphs.clusters import extends

_RIGHT = frozenset({"R", "AL"})
_NUMBERS = frozenset({"EN", "AN"})
_BRACKETS = {"(": ")", "[": "]", "{": "}", "<": ">", "«": "»", "‹": "›"}
MIRRORED = _BRACKETS | {closing: opening for opening, closing in _BRACKETS.items()}
"""Brackets and what stands in their place from right to left."""

NUMBER = re.compile(r"(?:(?<!\w)[+-])?[$€£¥₪₹#°%‰]*\d+(?:[.,:/-]\d+)*[$€£¥₪₹#°%‰]*")
"""A number and the signs beside it, which run from left to right in either direction (W5).

A hyphen right behind a letter is the letter's: ב-2021. Else + and - are the number's, other than
the algorithm has it: nobody writes 972+ for +972.
"""


def stretches(text: str) -> list[tuple[int, int]]:
    """Return where text from right to left begins and ends."""
    if text.isascii():
        return []
    found: list[tuple[int, int]] = []
    start: int | None = None
    last = 0
    opened = Counter[str]()
    for at, char in enumerate(text):
        kind = bidirectional(char)
        if kind in _RIGHT:
            if start is None:
                start, opened = at, Counter()
            last = at + 1
        elif start is None:
            continue
        elif kind in _NUMBERS or _belongs(kind, text[last - 1]) or (at == last and extends(char)):
            last = at + 1
        elif char in MIRRORED:
            opened[char] += 1
            if char in _BRACKETS.values() and opened[MIRRORED[char]] >= opened[char]:
                last = at + 1
        elif kind == "L":
            found.append((start, last))
            start = None
    return [*found, (start, last)] if start is not None else found


def _belongs(kind: str, before: str) -> bool:
    """Tell whether a sign such as % belongs to what stands right before it."""
    return kind == "ET" and bidirectional(before) in _NUMBERS
