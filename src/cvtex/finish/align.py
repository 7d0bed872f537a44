"""Aligns the glyphs of a leaf with the characters that were typed."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from cvtex.finish.lookalikes import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def places(said: list[str], typed: str) -> list[tuple[int, int] | None]:
    """Return for each glyph the first and last character of the text that it shows.

    `said` is what the font answers for each glyph. Case, spaces and look-alikes don't count.
    """
    found: list[tuple[int, int] | None] = [None] * len(said)
    for glyph, at in _pairs(_folded(said), _folded(typed)):
        known = found[glyph]
        found[glyph] = (known[0] if known else at, at)
    return found


def _folded(texts: Iterable[str]) -> tuple[str, list[int]]:
    """Return texts as one, folded, and for each of its characters the text that it is from."""
    chars, origins = [], list[int]()
    for at, text in enumerate(texts):
        folded = fold(text)
        chars.append(folded)
        origins += [at] * len(folded)
    return "".join(chars), origins


def _pairs(said: tuple[str, list[int]], typed: tuple[str, list[int]]) -> Iterator[tuple[int, int]]:
    """Pair what was said with what was typed: one to one, or as much of it as agrees."""
    (ours, glyphs), (theirs, chars) = said, typed
    if ours == theirs:
        yield from zip(glyphs, chars, strict=True)
        return
    matcher = SequenceMatcher(None, ours, theirs, autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal" or (kind == "replace" and b - a == d - c):
            yield from zip(glyphs[a:b], chars[c:d], strict=True)
