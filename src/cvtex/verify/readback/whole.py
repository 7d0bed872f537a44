"""Whether a text comes back whole, also where it runs from right to left."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from cvtex.unicode.bidi import levels, stretches
from cvtex.verify.readback.normal import bare, is_accented, normal

# A word of letters from right to left, or a number between such words or in one.
_RIGHT_WORD = re.compile(r"[^\W\d_]+|\d+(?:[.,:/-]\d+)*")
# What belongs to neither direction stands where a reader takes it to belong.
_EDGES = re.compile(r"^[\W_]+|[\W_]+$")


class Read:
    """What a reader gave, in one text or several: in one of them a leaf has to be whole."""

    def __init__(self, texts: Iterable[str]) -> None:
        """Take the texts as they are."""
        self._texts = tuple(dict.fromkeys(map(normal, texts)))
        self._bare: tuple[str, ...] = ()

    def has(self, text: str) -> bool:
        """Return whether a text comes back whole."""
        if stretches(text):
            return all(self._has_piece(piece) for piece in _pieces(text))
        wanted = normal(text)
        return any(wanted in told for told in self._texts) or (
            is_accented(text) and any(bare(wanted) in told for told in self._without_marks())
        )

    def _has_piece(self, piece: _Piece) -> bool:
        return any(piece.stands_in(text) for text in self._without_marks())

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
        plain = unicodedata.normalize("NFKC", self.text) == self.text
        if plain and len(scripts) == 1 and not self.pointed:
            return self.text[::-1] in text
        return any(True for _ in places(self.text, text))


def _pieces(text: str) -> Iterator[_Piece]:
    """Yield what has to be read back whole of a text that runs from right to left in parts.

    Its words come back in the order in which they stand on the page, from the left; signs between
    the two directions, as a bracket, on either side and turned.
    """
    pointed = any(unicodedata.category(char) == "Mn" for char in text)
    at, found = 0, levels(text)
    for start, end in stretches(text):
        yield from _between(text[at:start])
        for _, same in groupby(range(start, end), key=found.__getitem__):
            run = "".join(text[at] for at in same)
            for word in _RIGHT_WORD.findall(bare(run)):
                yield _Piece(word, bool(stretches(word)), pointed)
        at = end
    yield from _between(text[at:])


def _between(text: str) -> Iterator[_Piece]:
    words = bare(normal(_EDGES.sub("", text)))
    if words:
        yield _Piece(words)
