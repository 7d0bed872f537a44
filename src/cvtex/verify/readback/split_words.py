"""Checks that only words and addresses wider than a line are split."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from cvtex.diagnostics import Diagnostic
from cvtex.diagnostics.codes import Code
from cvtex.document import Document, Leaf
from cvtex.verify.opened import Opened
from cvtex.verify.places import squeezed

_LOWER = 0.8  # the least distance of lines, in type sizes
_NARROWER = 1.0  # points: a word that fits is narrower than the line by this
# Full-width marks and leaders (…) are no part of a word or an address, but their NFKC forms may be.
_MARK = r"\u2024-\u2026\u3000-\u303f\uff00-\uffef"
_PARTS = re.compile(rf"[^\s{_MARK}]+|[{_MARK}]")

_SIGNS = frozenset("/._&")


class _PaintedGlyph(NamedTuple):
    """A painted character of a leaf; `line` is the index of its line in the leaf."""

    text: str
    line: int
    left: float
    right: float


def check_splits(opened: Opened, document: Document | None) -> Iterator[Diagnostic]:
    """Find words and addresses that are split over two lines but would fit on one.

    The width of a line is that of the widest of the leaf: one that ends in a split word is full.
    """
    if document is None:
        return
    painted = _painted(opened)
    for leaf in document.leaves():
        glyphs = painted.get(leaf.number, [])
        begins = {at for at, (one, then) in enumerate(pairwise(glyphs), 1) if one.line != then.line}
        if begins <= {*accumulate(map(len, map(squeezed, leaf.text.split())))}:
            continue  # as nearly always, each line begins with a word
        text, words = _typed(leaf)
        if "".join(glyph.text for glyph in glyphs) != text:
            continue
        left = min(glyph.left for glyph in glyphs if glyph.line)
        room = max(glyph.right for glyph in glyphs) - left
        for start, end in words:
            word = glyphs[start:end]
            if _is_split(word) and _width(word) < room - _NARROWER:
                yield Diagnostic(
                    Code.WORD_SPLIT,
                    f"`{text[start:end]}` is split over two lines, but would fit on one: a search "
                    "does not find it",
                    leaf.span,
                    "change the text slightly, so that the line breaks elsewhere",
                )


def _painted(opened: Opened) -> dict[int, list[_PaintedGlyph]]:
    """Return the painted characters of each leaf without spaces, by its number."""
    painted: dict[int, list[_PaintedGlyph]] = {}
    last: dict[int, tuple[int, float]] = {}
    owners = opened.owners
    for number, page in enumerate(opened.pages):
        for character in page.characters:
            shown = character.shown
            leaf = owners.get((number, shown.mark))
            text = squeezed(character.text)
            if not leaf or not text or character.generated:
                continue
            glyphs = painted.setdefault(leaf, [])
            at, y = last.setdefault(leaf, (number, character.y))
            line = glyphs[-1].line if glyphs else 0
            size = shown.size * abs(shown.matrix[3])
            if at != number or abs(y - character.y) > _LOWER * size:
                line += 1
                last[leaf] = number, character.y
            glyphs += [_PaintedGlyph(char, line, character.left, character.right) for char in text]
    return painted


def _typed(leaf: Leaf) -> tuple[str, list[tuple[int, int]]]:
    """Return the text of a leaf without spaces, and the ranges of words that may not be split."""
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
    """Return whether lines may not be broken beside a character of a word.

    These are letters with case, digits, and the signs inside of words such as `CI/CD`. In an
    address, `whole`, it is any ASCII character.
    """
    is_letter = char.lower() != char.upper() or char.isdecimal() or char in _SIGNS
    return is_letter or (whole and "!" <= char <= "~")


def _is_split(word: Sequence[_PaintedGlyph]) -> bool:
    return word[0].line != word[-1].line


def _width(word: Sequence[_PaintedGlyph]) -> float:
    """Return the total width of the parts of a word."""
    ends = [(one, then) for one, then in pairwise(word) if one.line != then.line]
    starts = [word[0], *(then for _, then in ends)]
    return sum(
        last.right - first.left
        for first, last in zip(starts, [*(one for one, _ in ends), word[-1]], strict=True)
    )
