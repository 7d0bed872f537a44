"""Whether a text comes back whole, also where it runs from right to left."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from unicodedata import normalize

from cvtex.unicode.bidi import LEFT_TO_RIGHT, base_of, levels, stretches
from cvtex.verify.readback.normalization import bare, decomposed, is_accented, normal

# A word of letters, or a number.
_WORD = re.compile(r"[^\W\d_]+|\d+(?:[.,:/-]\d+)*")
# What belongs to neither direction stands where a reader takes it to belong.
_EDGES = re.compile(r"^[\W_]+|[\W_]+$")

# So many characters stand in a line, at least.
_LINE = 20


class Read:
    """What a reader gave, in one text or several: in one of them a leaf has to be whole."""

    def __init__(self, texts: Iterable[str], *, rtl: bool = False) -> None:
        """Take the texts as they are, from a document of a direction."""
        self._rtl = rtl
        self._texts = tuple(dict.fromkeys(map(normal, texts)))
        self._bare: tuple[str, ...] = ()

    def has(self, text: str) -> bool:
        """Return whether a text comes back whole.

        In a document from right to left readers turn round any line, also one of Latin: there, as
        in text from right to left, each word has to come back, the signs between them anywhere.
        """
        if self._rtl or stretches(text):
            base = base_of(text, rtl=self._rtl)
            return all(self._has_piece(piece) for piece in _pieces(text, base))
        wanted = normal(text)
        return any(wanted in told for told in self._texts) or (
            is_accented(text) and any(bare(wanted) in told for told in self._without_marks())
        )

    def _has_piece(self, piece: _Piece) -> bool:
        return self._stands(piece) or (self._rtl and self._goes_on(piece))

    def _stands(self, piece: _Piece) -> bool:
        return any(piece.stands_in(text) for text in self._without_marks())

    def _goes_on(self, piece: _Piece) -> bool:
        """Return whether a word goes on in other lines, from the other end of the page."""
        rest = piece.text
        for _ in range(2 + len(rest) // _LINE):
            starts = [replace(piece, text=rest[:size]) for size in range(1, len(rest) + 1)]
            rest = rest[bisect_right(starts, 0, key=lambda one: not self._stands(one)) :]
            if not rest:
                return True
        return False

    def _without_marks(self) -> tuple[str, ...]:
        """Return the texts without marks; few documents ask for them."""
        if not self._bare:
            self._bare = tuple(map(bare, self._texts))
        return self._bare


def places(word: str, text: str, start: int = 0) -> Iterator[int]:
    """Yield where the characters of a word stand together in a text, in any order."""
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
    """Change the count of a character, and forget it at zero."""
    counts[char] += change
    if not counts[char]:
        del counts[char]


@dataclass(frozen=True, slots=True)
class _Piece:
    """What has to stand together, bare: a word from right to left, or text between such words."""

    text: str
    turned: bool = False
    pointed: bool = False

    def stands_in(self, text: str) -> bool:
        """Return whether it is in a text: as it is, or as it lies on the page from the left.

        Readers cut a word at its vowel signs and where its script changes, and give the
        characters of a ligature (ﻻ) in any order: such letters only have to stand together.
        """
        if self.text in text:
            return True
        if not self.turned:
            return False
        scripts = {unicodedata.name(char, "").partition(" ")[0] for char in self.text}
        plain = normalize("NFKC", self.text) == self.text
        if plain and len(scripts) == 1 and not self.pointed:
            return self.text[::-1] in text
        return any(True for _ in places(self.text, text))


def _pieces(text: str, base: int) -> Iterator[_Piece]:
    """Yield what has to be read back whole of a text that runs from right to left in parts.

    Its words come back in the order in which they stand on the page, from the left; signs between
    the two directions, as a bracket, on either side and turned.
    """
    pointed = any(unicodedata.category(char) == "Mn" for char in text)
    found = levels(text, base)
    for level, same in groupby(range(len(text)), key=found.__getitem__):
        run = "".join(text[at] for at in same)
        if level == LEFT_TO_RIGHT:
            words = [bare(normal(_EDGES.sub("", run)))]
        else:
            words = _WORD.findall(bare("".join(map(decomposed, run))))
        for word in filter(None, words):
            yield _Piece(word, bool(level % 2), pointed)
