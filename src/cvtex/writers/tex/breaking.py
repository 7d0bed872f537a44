"""Finds where the lines of a leaf may and may not end, as LaTeX between its characters."""

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
from cvtex.unicode.full_width import FULL_WIDTH, SHARED, full_width

# Symbols that Chinese fonts set full-width, as declared in Hani.def.
_SIGNS = re.compile("[\u2103\u2160-\u217f\u2460-\u24ff]")

_KOREAN = re.compile("[\uac00-\ud7af]")

_TIED_FROM = 60  # a shorter text has no last line that could be too short
_TIED_WORD = 14  # a longer word may be alone on the last line
_TIED_EAST = 3  # characters that stay together at the end of a text without spaces
_LONG = 24  # a run of so many characters without a break may be wider than a line
_ADDRESS = 30  # a run as long as this, as an address, is broken after `_BREAKABLE`
# Not after a hyphen, which readers would remove.
_BREAKABLE = frozenset("/._?&=,;")
_TIE = "\xa0"  # the tied words may be wider than a line
_MEASURED = 400  # characters that TeX measures; more are certainly wider than a line
# A longer word is split only after every eighth cluster: for each piece of a paragraph, XeTeX goes
# through all pieces before it.
_SPARSE = 8
# Characters that xeCJK sets as ideographs.
_UNKNOWN = frozenset("℃\"'")
# Characters beside which xeCJK allows breaks.
_DASHES = frozenset("…⋯‥—―")


class Breaks:
    """The break opportunities of a text."""

    def __init__(self, text: str, faces: Faces) -> None:
        """Prepare the breaks of a text with the fonts of its characters."""
        self._text, self._faces = text, faces
        self._ties = ties(text)
        self._last_space = _tied_space(text)
        self.tied = _tied_east(text)
        """The start of the characters that are kept together at the end of the text."""

    @cached_property
    def long(self) -> dict[int, int]:
        """The start of each run that is broken if wider than a line, and its end to measure."""
        places = self._breaks | self._splits
        return {
            start: min(end, start + _MEASURED)
            for start, end in self._long
            if not places.isdisjoint(range(start, end))
        }

    def long_inside(self, start: int, end: int) -> list[int]:
        """Return the starts of long runs strictly between two places."""
        starts = self._starts
        return starts[bisect_right(starts, start) : bisect_left(starts, end)]

    @cached_property
    def _starts(self) -> list[int]:
        return list(self.long)

    def after(self, at: int) -> str:
        """Return the LaTeX between a character and the next one; neither is a space."""
        if at in self._breaks:
            return "\\cvbreak{}"
        if at in self._splits:
            return "\\cvsplit{}"
        return "\\cvtie{}" if at + 1 in self._ties and self._is_unknown(at) else ""

    def tie(self, at: int) -> str:
        """Return the LaTeX at the start or end of a link: xeCJK can't look past its colour."""
        squared = not self.full_width.isdisjoint((at - 1, at))
        return "\\cvtie{}" if at in self._ties and squared else ""

    def meet(self, at: int) -> str:
        """Return the LaTeX at the start or end of a link between two full-width marks."""
        marks = {at - 1, at} <= self.full_width and all(
            category(char)[0] == "P" and char not in _DASHES for char in self._text[at - 1 : at + 1]
        )
        return "\\cvmeet{}" if marks else ""

    def is_tied_dash(self, at: int) -> bool:
        """Return whether a character is a dash that xeCJK would separate from the one before."""
        return self._text[at] in _DASHES and at in self._ties and not self._faces[at]

    def space(self, at: int) -> str:
        """Return the LaTeX of a space."""
        before, after = self._text[at - 1 : at], self._text[at + 1 : at + 2]
        tied = at + 1 in self._ties and not (is_wide(before or " ") and is_wide(after or " "))
        gap = (at - 1 in self.full_width) != (at + 1 in self.full_width) or _is_sign(before, after)
        if tied or at == self._last_space:
            return "\\cvtiedgap{}" if gap else "~"
        if gap:
            return "\\cvgap{}"
        return "\\cvspace{}" if _is_eastern(before) or _is_eastern(after) else " "

    @cached_property
    def full_width(self) -> frozenset[int]:
        """The offsets of full-width characters."""
        return full_width(self._text)

    def _is_unknown(self, at: int) -> bool:
        """Return whether xeCJK would separate two characters that belong together."""
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
        """Yield the unbreakable runs."""
        text, start, eastern = self._text, 0, self._eastern()
        for at in range(1, len(text)):
            separated = text[at - 1] == " " or at - 1 in eastern or at in eastern
            if separated and at not in self._ties and at - 1 != self._last_space:
                yield start, at
                start = at
        yield start, len(text)

    def _eastern(self) -> set[int]:
        """Return the characters beside which a line may end without a space.

        In Latin editions, Hangul is set like Latin.
        """
        wide = {found.start() for found in FULL_WIDTH.finditer(self._text)}
        korean = (found.start() for found in _KOREAN.finditer(self._text))
        return wide.union(at for at in korean if not self._faces[at])

    @cached_property
    def _breaks(self) -> frozenset[int]:
        """The characters after which an address or tied words may be broken."""
        text = self._text
        return frozenset(
            at
            for start, end in self._long
            if end - start >= _ADDRESS
            for at in range(start, end - 1)
            if (text[at] == _TIE or _is_breakable(text, at)) and self._may_end(at)
        )

    @cached_property
    def _splits(self) -> frozenset[int]:
        """The characters after which a word without other breaks may be split."""
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
        """Return whether a letter is of a script for which ICU finds the breaks, as Thai."""
        face = self._faces[at]
        return isinstance(face, Face) and bool(face.breaks) and category(self._text[at])[0] in "LM"


def _is_breakable(text: str, at: int) -> bool:
    """Return whether an address may be broken after a character, which is not the last one.

    The sign at the beginning of a word, as of `.NET`, belongs to it.
    """
    begins = at == 0 or text[at - 1].isspace()
    return text[at] in _BREAKABLE and text[at + 1] not in _BREAKABLE and not begins


def _is_eastern(char: str) -> bool:
    """Return whether a character may be set as East Asian text, where xeCJK drops spaces."""
    if not char or char.isalpha() or char in SHARED:
        return bool(char) and is_wide(char)
    return east_asian_width(char) in "FWA"


def _is_sign(before: str, after: str) -> bool:
    """Return whether either is a symbol that Chinese fonts set full-width, as ①."""
    return bool(_SIGNS.match(before) or _SIGNS.match(after))


def _tied_space(text: str) -> int | None:
    """Return the space before a last word that should not be alone on a line, or None.

    It is a short one, or a DOI, which has its label before it.
    """
    at = text.rfind(" ")
    is_tied = len(text) - at <= _TIED_WORD or text[:at].endswith(" DOI:")
    return at if at > _TIED_FROM and is_tied else None


def _tied_east(text: str) -> int:
    """Return the start of the characters to keep together at the end of a text without spaces.

    A Latin word is not split. It is the length of the text if nothing is to be kept together.
    """
    start = len(text) - _TIED_EAST
    while start > 0 and _is_joined(text[start - 1 : start + 1]):
        start -= 1
    tied = len(text) > _TIED_FROM // 2 and len(text) - start <= _TIED_WORD
    spaceless = FULL_WIDTH.search(text, start) and not _KOREAN.search(text)
    return start if tied and spaceless else len(text)


def _is_joined(pair: str) -> bool:
    """Return whether two characters are in one Latin word, or one is a space."""
    return pair.isascii() or " " in pair
