"""Aligns the glyphs of a leaf with the characters that were typed."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from cvtex.finish.lookalikes import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_Folded = tuple[str, int]


def places(said: list[str], typed: str) -> list[tuple[int, int] | None]:
    """Return for each glyph the first and last character of the text that it shows.

    `said` is what the font answers for each glyph. Case, spaces and look-alikes don't count.
    """
    found: list[tuple[int, int] | None] = [None] * len(said)
    for (_, glyph), (_, at) in _pairs(_folded(said), _folded(typed)):
        known = found[glyph]
        found[glyph] = (known[0] if known else at, at)
    return found


def _folded(texts: Iterable[str]) -> list[_Folded]:
    return [(one, at) for at, text in enumerate(texts) for char in text for one in fold(char)]


def _pairs(said: list[_Folded], typed: list[_Folded]) -> Iterator[tuple[_Folded, _Folded]]:
    """Pair what was said with what was typed: one to one, or as much of it as agrees."""
    ours, theirs = [char for char, _ in said], [char for char, _ in typed]
    if ours == theirs:
        yield from zip(said, typed, strict=True)
        return
    matcher = SequenceMatcher(None, ours, theirs, autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal" or (kind == "replace" and b - a == d - c):
            yield from zip(said[a:b], typed[c:d], strict=True)
