"""Whether a word or an address is split over two lines only where it is wider than one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from cvtex.diagnostics import Diagnostic
from cvtex.diagnostics.codes import Code
from cvtex.document import Document, Leaf
from cvtex.verify.opened import Opened
from cvtex.verify.places import squeezed

# A line ends where the next character is lower by so much, in type sizes.
_DOWN = 0.8
# In points: a word that is as wide as its line to less than this does not fit for sure.
_NARROWER = 1.0
# A full-width mark is part of no address, though its plain form may be.
_PARTS = re.compile(r"[^\s\u3000-\u303f\uff00-\uffef]+|[\u3000-\u303f\uff00-\uffef]")


class _Glyph(NamedTuple):
    """A character of a leaf where it was painted; `line` is the number of its line in the leaf."""

    text: str
    line: int
    left: float
    right: float


def check_splits(opened: Opened, document: Document | None) -> Iterator[Diagnostic]:
    """Find words and addresses that are split over two lines, and would fit one.

    A line is as wide as the widest of the same text: one that ends in a split word is full.
    """
    if document is None:
        return
    painted = _painted(opened)
    for leaf in document.leaves():
        glyphs = painted.get(leaf.number, [])
        text, words = _typed(leaf)
        if not glyphs or not glyphs[-1].line or "".join(one.text for one in glyphs) != text:
            continue
        left = min(one.left for one in glyphs if one.line)
        room = max(one.right for one in glyphs) - left
        for start, end in words:
            word = glyphs[start:end]
            if _is_split(word) and _width(word) < room - _NARROWER:
                yield Diagnostic(
                    Code.WORD_SPLIT,
                    f"`{text[start:end]}` is split over two lines, and would fit one: a search "
                    "does not find it",
                    leaf.span,
                    "change the text a little, so that the line ends elsewhere",
                )


def _painted(opened: Opened) -> dict[int, list[_Glyph]]:
    """Return the characters of each leaf without its spaces, by its number."""
    painted: dict[int, list[_Glyph]] = {}
    last: dict[int, tuple[int, float]] = {}
    for number, page in enumerate(opened.pages):
        for one in page.characters:
            leaf = opened.owners.get((number, one.mark))
            text = squeezed(one.text)
            if not leaf or not text or one.generated:
                continue
            glyphs = painted.setdefault(leaf, [])
            at, y = last.setdefault(leaf, (number, one.y))
            size = one.shown.size * abs(one.shown.matrix[3])
            lower = at != number or abs(y - one.y) > _DOWN * size
            line = (glyphs[-1].line if glyphs else 0) + lower
            glyphs += [_Glyph(char, line, one.left, one.right) for char in text]
            if lower:
                last[leaf] = number, one.y
    return painted


def _typed(leaf: Leaf) -> tuple[str, list[tuple[int, int]]]:
    """Return the text of a leaf without spaces, and where the words are that have to be whole."""
    text, words = "", list[tuple[int, int]]()
    for part in map(squeezed, _PARTS.findall(leaf.text)):
        start = 0
        whole = "@" in part or "://" in part
        for at, (one, then) in enumerate(pairwise(f"{part} "), 1):
            if not (_is_word(one, whole=whole) and _is_word(then, whole=whole)):
                words.append((len(text) + start, len(text) + at))
                start = at
        text += part
    return text, [(start, end) for start, end in words if end - start > 1]


def _is_word(char: str, *, whole: bool) -> bool:
    """Return whether no line may end beside a character in a word: a letter with case, a number.

    In an address, `whole`, it is any character of ASCII.
    """
    return char.lower() != char.upper() or char.isdecimal() or (whole and "!" <= char <= "~")


def _is_split(word: Sequence[_Glyph]) -> bool:
    return word[0].line != word[-1].line


def _width(word: Sequence[_Glyph]) -> float:
    """Return how wide the parts of a word are together."""
    ends = [(one, then) for one, then in pairwise(word) if one.line != then.line]
    starts = [word[0], *(then for _, then in ends)]
    return sum(
        last.right - first.left
        for first, last in zip(starts, [*(one for one, _ in ends), word[-1]], strict=True)
    )
