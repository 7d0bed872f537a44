"""Where the lines of a leaf may and may not end, as LaTeX between its characters."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cached_property
from itertools import pairwise
from unicodedata import category, east_asian_width

from cvtex.fonts.choice import Faces
from cvtex.fonts.fallback import Face
from cvtex.unicode.breaks import is_letter_like, is_wide, ties
from cvtex.unicode.clusters import clusters
from cvtex.unicode.squares import FULL_WIDTH, HAN, SHARED, squares

# Chinese fonts set these in a square: those that the script declares.
_SIGNS = re.compile("[\u2103\u2160-\u217f\u2460-\u24ff]")

_KOREAN = re.compile("[\uac00-\ud7af]")
# Beside these a line may end without a space.
_EAST = re.compile(f"[{HAN}{_KOREAN.pattern[1:]}")

# A text shorter than this (in columns of Latin letters) has no last line that could be short.
_TIED_FROM = 60
# A last word longer than this does not look forlorn.
_TIED_WORD = 14
# Where words have no spaces, the last characters stay together, as many as these.
_TIED_EAST = 5

# So many characters without a place to break may be wider than a line.
_LONG = 24
# In what is as long as this, as an address, there is a better place behind some marks.
_ADDRESS = 30
# After these an address may go on in the next line; after a hyphen readers would take it away.
_BREAKABLE = frozenset("/._?&=,;")
# A space that ties words, which may be wider than a line together.
_TIE = "\xa0"

# The width of a line is known to TeX; more characters than these need no measuring.
_MEASURED = 400

# A word of more characters than are measured is split behind each so many only: for each piece of a
# paragraph, XeTeX walks through all that is before it.
_SPARSE = 8

# xeCJK knows full-width marks that close or open. It takes these for ideographs ...
_UNKNOWN = frozenset("℃\"'")
# ... and allows a break on both sides of these.
_DASHES = frozenset("…⋯‥—―")


class Breaks:
    """The places of one text where lines may, or may not, end."""

    def __init__(self, text: str, faces: Faces) -> None:
        """Look through a text, with the fonts of its characters."""
        self._text, self._faces = text, faces
        self._ties = ties(text)
        self._last_space = _tied_space(text)
        self.tied = _tied_east(text)
        """Where the end of a text without spaces begins, which is kept together."""

    @cached_property
    def long(self) -> dict[int, int]:
        """What is broken if it is wider than a line: where it begins and, to measure, ends."""
        places = self._breaks | self._splits
        return {
            start: min(end, start + _MEASURED)
            for start, end in self._long
            if not places.isdisjoint(range(start, end))
        }

    def long_inside(self, start: int, end: int) -> list[int]:
        """Return where long words begin between two places, without these."""
        starts = self._starts
        return starts[bisect_right(starts, start) : bisect_left(starts, end)]

    @cached_property
    def _starts(self) -> list[int]:
        return list(self.long)

    def after(self, at: int) -> str:
        """Return what stands between a character and the next one, if neither is a space."""
        if at in self._breaks:
            return "\\cvbreak{}"
        if at in self._splits:
            return "\\cvsplit{}"
        return "\\cvtie{}" if at + 1 in self._ties and self._is_unknown(at) else ""

    def tie(self, at: int) -> str:
        """Return what stands where a link begins or ends: xeCJK can't look past a colour."""
        squared = not self.squares.isdisjoint((at - 1, at))
        return "\\cvtie{}" if at in self._ties and squared else ""

    def is_tied_dash(self, at: int) -> bool:
        """Return whether a character is a dash that xeCJK would part from what is before it."""
        return self._text[at] in _DASHES and at in self._ties and not self._faces[at]

    def space(self, at: int) -> str:
        """Return a space."""
        before, after = self._text[at - 1 : at], self._text[at + 1 : at + 2]
        tied = at + 1 in self._ties and not (is_wide(before or " ") and is_wide(after or " "))
        gap = (at - 1 in self.squares) != (at + 1 in self.squares) or _is_sign(before, after)
        if tied or at == self._last_space:
            return "\\cvtiedgap{}" if gap else "~"
        if gap:
            return "\\cvgap{}"
        return "\\cvspace{}" if _is_eastern(before) or _is_eastern(after) else " "

    @cached_property
    def squares(self) -> frozenset[int]:
        """Which characters are set in a square."""
        return squares(self._text)

    def _is_unknown(self, at: int) -> bool:
        """Return whether xeCJK would part two characters that belong together."""
        before, after = self._text[at], self._text[at + 1]
        if self._faces[at] or self._faces[at + 1]:
            return after == "～"  # by UAX #14 it may begin a line
        if (before + after).isascii():
            return False
        unknown = not (_UNKNOWN | _DASHES).isdisjoint((before, after)) or is_letter_like(after)
        narrow = before.isascii()
        marks = category(before) == "Ps" if narrow else category(before)[0] == "P"
        return unknown or (marks and not after.isalnum() and narrow != after.isascii())

    @cached_property
    def _long(self) -> list[tuple[int, int]]:
        return [unit for unit in self._units() if unit[1] - unit[0] >= _LONG]

    def _units(self) -> Iterator[tuple[int, int]]:
        """Yield what no line ends in, if it can be helped."""
        text, start = self._text, 0
        for at in range(1, len(text)):
            parted = text[at - 1] == " " or self._is_eastern(at - 1) or self._is_eastern(at)
            if parted and at not in self._ties and at - 1 != self._last_space:
                yield start, at
                start = at
        yield start, len(text)

    def _is_eastern(self, at: int) -> bool:
        """Return whether a line may end beside a character without a space.

        In Latin editions, Hangul is set as Latin is.
        """
        found = _EAST.match(self._text, at)
        return bool(found) and not (self._faces[at] and _KOREAN.match(self._text, at))

    @cached_property
    def _breaks(self) -> frozenset[int]:
        """After which characters an address, or words that are tied, may go on in the next line."""
        text = self._text
        return frozenset(
            at
            for start, end in self._long
            if end - start >= _ADDRESS
            for at in range(start, end - 1)
            if (text[at] == _TIE or (text[at] in _BREAKABLE and text[at + 1] not in _BREAKABLE))
            and self._may_end(at)
        )

    @cached_property
    def _splits(self) -> frozenset[int]:
        """After which characters a word may be split that has no better place."""
        return frozenset(at for at in self._split_places() if self._may_end(at))

    def _may_end(self, at: int) -> bool:
        return at + 1 not in self._ties and self._text[at + 1 : at + 2] not in ("", " ")

    def _split_places(self) -> Iterator[int]:
        for start, end in self._long:
            inner = [at + 1 for at in range(start, end) if at in self._breaks]
            for first, last in pairwise([start, *inner, end]):
                solid = self._text[first:last]
                if last - first >= (_ADDRESS if solid.isascii() else _LONG):
                    ends = [first + after - 1 for _, after in clusters(solid)]
                    step = _SPARSE if len(solid) > _MEASURED else 1
                    yield from (at for at in ends[step - 1 :: step] if not self._has_rules(at))

    def _has_rules(self, at: int) -> bool:
        """Return whether a letter is of a script whose rules TeX follows, as Thai."""
        face = self._faces[at]
        return isinstance(face, Face) and bool(face.breaks) and category(self._text[at])[0] in "LM"


def _is_eastern(char: str) -> bool:
    """Return whether a character may be set as East Asian text is, where xeCJK drops spaces."""
    if not char or char.isalpha() or char in SHARED:
        return bool(char) and is_wide(char)
    return east_asian_width(char) in "FWA"


def _is_sign(before: str, after: str) -> bool:
    """Return whether either is a sign that a Chinese font sets in a square, as ①."""
    return bool(_SIGNS.match(before) or _SIGNS.match(after))


def _tied_space(text: str) -> int | None:
    """Return where the space is before a short last word, which should not stand alone."""
    at = text.rfind(" ")
    return at if at > _TIED_FROM and len(text) - at <= _TIED_WORD else None


def _tied_east(text: str) -> int:
    """Return where the end of a text without spaces begins, a Latin word in it whole.

    It is the length of the text where nothing is to be kept together.
    """
    start = len(text) - _TIED_EAST
    while start > 0 and _is_joined(text[start - 1 : start + 1]):
        start -= 1
    tied = len(text) > _TIED_FROM // 2 and len(text) - start <= _TIED_WORD
    spaceless = FULL_WIDTH.search(text, start) and not _KOREAN.search(text)
    return start if tied and spaceless else len(text)


def _is_joined(pair: str) -> bool:
    """Return whether two characters are of one Latin word, or one of them is a space."""
    return pair.isascii() or " " in pair
