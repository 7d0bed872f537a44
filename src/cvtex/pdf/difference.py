"""Compares two texts in linear time."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

_WINDOW = 400  # characters compared at once


def opcodes(ours: str, theirs: str) -> Iterator[tuple[str, int, int, int, int]]:
    """Yield difflib's opcodes: a tag, and a range of each text (`SequenceMatcher.get_opcodes`).

    difflib takes quadratic time, so the texts are compared in windows. The next window begins
    behind the last equal part that begins in the first half of this one.
    """
    a = c = 0
    while a < len(ours) or c < len(theirs):
        one, other = ours[a : a + _WINDOW], theirs[c : c + _WINDOW]
        codes = SequenceMatcher(None, one, other, autojunk=False).get_opcodes()
        if a + _WINDOW < len(ours) or c + _WINDOW < len(theirs):
            shared = (
                at for at, code in enumerate(codes) if code[0] == "equal" and code[1] < _WINDOW / 2
            )
            codes = codes[: max(shared, default=len(codes)) + 1]
        for kind, start, end, begin, finish in codes:
            yield kind, a + start, a + end, c + begin, c + finish
        a, c = a + codes[-1][2], c + codes[-1][4]
