"""Where a text runs from right to left, inside lines that run from left to right.

It is the Unicode Bidirectional Algorithm (UAX #9) as far as a paragraph that begins at the left and
has no marks of direction needs it: a stretch reaches from one right-to-left letter to the last one
before a letter of the other kind, with numbers that follow and brackets that close in it.
"""

from __future__ import annotations

import re
from unicodedata import bidirectional

_RIGHT = frozenset({"R", "AL"})
_NUMBERS = frozenset({"EN", "AN"})
_BRACKETS = {"(": ")", "[": "]", "{": "}", "<": ">", "«": "»", "‹": "›"}
MIRRORED = _BRACKETS | {closing: opening for opening, closing in _BRACKETS.items()}
"""Brackets and what stands in their place from right to left."""

NUMBER = re.compile(r"[+-]?\d+(?:[.,:/-]\d+)*[%‰]?")
"""A number, whose digits run from left to right in either direction."""


def stretches(text: str) -> list[tuple[int, int]]:
    """Return where text from right to left begins and ends."""
    if text.isascii():
        return []
    found: list[tuple[int, int]] = []
    start: int | None = None
    last = 0
    for at, char in enumerate(text):
        kind = bidirectional(char)
        if kind in _RIGHT:
            start = at if start is None else start
            last = at + 1
        elif start is not None and (kind in _NUMBERS or _belongs(kind, text[start:last])):
            last = at + 1
        elif start is not None and char in _BRACKETS.values():
            last = at + 1 if _closes(text[start : at + 1]) else last
        elif kind == "L" and start is not None:
            found.append((start, last))
            start = None
    return [*found, (start, last)] if start is not None else found


def _belongs(kind: str, before: str) -> bool:
    """Tell whether a mark or a sign such as % belongs to what stands right before it."""
    return kind == "NSM" or (kind == "ET" and bidirectional(before[-1]) in _NUMBERS)


def _closes(stretch: str) -> bool:
    """Tell whether the bracket at the end of a stretch was opened in it."""
    closing = stretch[-1]
    return stretch.count(MIRRORED[closing]) >= stretch.count(closing)
