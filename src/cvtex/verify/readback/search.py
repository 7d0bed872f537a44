"""Searches texts in the output of a reader, in both directions."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from unicodedata import normalize

from cvtex.unicode.bidi import LEFT_TO_RIGHT, leaf_levels, stretches
from cvtex.verify.readback.normalization import bare, decomposed, is_accented, normal

# A word of letters, or a number.
_WORD = re.compile(r"[^\W\d_]+|\d+(?:[.,:/-]\d+)*")
# Neutral characters at the edges, which readers may move.
_EDGES = re.compile(r"^[\W_]+|[\W_]+$")

_LINE = 20  # the least characters of a line


class Read:
    """The output of a reader as one or several texts; one of them must have a leaf completely."""

    def __init__(self, texts: Iterable[str], *, rtl: bool = False) -> None:
        """Take the texts; `rtl` is whether the document is right-to-left."""
        self._rtl = rtl
        self._texts = tuple(dict.fromkeys(map(normal, texts)))
        self._bare: tuple[str, ...] = ()

    def has(self, text: str) -> bool:
        """Return whether a text is read back completely.

        Readers reorder right-to-left text, and all lines of a right-to-left document. There, each
        word is searched, without the punctuation between words.
        """
        if self._rtl or stretches(text):
            return all(self._has_piece(piece) for piece in _pieces(text, rtl=self._rtl))
        wanted = normal(text)
        return any(wanted in text_ for text_ in self._texts) or (
            is_accented(text) and any(bare(wanted) in text_ for text_ in self._without_marks())
        )

    def _has_piece(self, piece: _Piece) -> bool:
        return self._stands(piece) or (self._rtl and self._goes_on(piece))

    def _stands(self, piece: _Piece) -> bool:
        return any(piece.stands_in(text) for text in self._without_marks())

    def _goes_on(self, piece: _Piece) -> bool:
        """Return whether a word continues in other lines."""
        rest = piece.text
        for _ in range(2 + len(rest) // _LINE):
            found = self._longest(replace(piece, text=rest))
            rest = rest[found:]
            if not rest or not found:
                break
        return not rest

    def _longest(self, piece: _Piece) -> int:
        """Return how many characters from its beginning stand together."""
        sizes = range(1, len(piece.text) + 1)
        return bisect_right(
            sizes, 0, key=lambda size: not self._stands(replace(piece, text=piece.text[:size]))
        )

    def _without_marks(self) -> tuple[str, ...]:
        """Return the texts without marks, computed when they are needed."""
        if not self._bare:
            self._bare = tuple(map(bare, self._texts))
        return self._bare


def places(word: str, text: str, start: int = 0) -> Iterator[int]:
    """Yield the positions of a word in a text, its characters in any order."""
    size, chars = len(word), f"[{re.escape(word)}]"
    # Only the first character of a run is tried, so that a run is scanned once.
    for run in re.finditer(f"(?<!{chars}){chars}{{{size},}}", text[start:]):
        # How many more of each character the word has than a window of its length.
        lacking = Counter(word)
        for at, char in enumerate(run[0]):
            if at >= size:
                _count(lacking, run[0][at - size], 1)
            _count(lacking, char, -1)
            if not lacking:
                yield start + run.start() + at + 1 - size


def _count(counts: Counter[str], char: str, change: int) -> None:
    """Change the count of a character, and delete it at zero."""
    counts[char] += change
    if not counts[char]:
        del counts[char]


@dataclass(frozen=True, slots=True)
class _Piece:
    """Characters that must be together: a right-to-left word, or text between such words."""

    text: str
    rtl: bool = False
    pointed: bool = False

    def stands_in(self, text: str) -> bool:
        """Return whether it is in a text, in logical or visual order.

        Readers split a word at vowel signs and where the script changes, and return the characters
        of a ligature (ﻻ) in any order: such letters only have to be together.
        """
        if self.text in text:
            return True
        if not self.rtl:
            return False
        scripts = {unicodedata.name(char, "").partition(" ")[0] for char in self.text}
        plain = normalize("NFKC", self.text) == self.text
        if plain and len(scripts) == 1 and not self.pointed:
            return self.text[::-1] in text
        return any(True for _ in places(self.text, text))


def _pieces(text: str, *, rtl: bool) -> Iterator[_Piece]:
    """Yield the pieces of a bidirectional text that must be read back completely.

    Its words are read in visual order, and neutral characters, such as brackets, on either side.
    """
    pointed = any(unicodedata.category(char) == "Mn" for char in text)
    found = leaf_levels(text, rtl=rtl)
    for level, same in groupby(range(len(text)), key=found.__getitem__):
        run = "".join(text[at] for at in same)
        if level == LEFT_TO_RIGHT:
            words = [bare(normal(_EDGES.sub("", run)))]
        else:
            words = _WORD.findall(bare("".join(map(decomposed, run))))
        for word in filter(None, words):
            yield _Piece(word, bool(level % 2), pointed)
