"""The fonts that a text may be printed in: the theme's and the script's own, and the chain."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from functools import cache

from cvtex.fonts.chain import Face
from cvtex.fonts.coverage import Family
from cvtex.unicode.clusters import clusters, paints

# What every font for Latin text has; a text of these alone costs nothing.
_SURE = re.compile("[ -~\xa0-\xac\xae-\u017f–—‘’‚“”„†‡•…‰‹›€™]*")
# What xeCJK gives to the font of a script that is written with Han (see scripts/Hani.def), and what
# of that every such font has: GB 2312 and GBK.
_EAST = (
    "\u2e80-\u312f\u3190-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff9f\uffe0-\uffef"
    "\U00020000-\U0003ffff\u2460-\u24ff\u2160-\u217f\u2103"
)
# In Korean it has the syllables too.
_KOREAN = "\u3130-\u318f\uac00-\ud7af"
_SURE_EAST = re.compile("[\u3000-\u3011\u4e00-\u9fa5\uff01-\uff5e]")


@dataclass(frozen=True, slots=True)
class Missing:
    """A character that no installed font has, or none on the letter that it stands on.

    `at` is its place in a leaf's text.
    """

    at: int
    char: str
    on: str = ""


@cache
def eastern(*, korean: bool) -> re.Pattern[str]:
    """Return what finds the characters that go to the font of a script with Han."""
    return re.compile(f"[{_EAST}{_KOREAN if korean else ''}]")


def is_sure(text: str, *, east: bool) -> bool:
    """Return whether every font has all of a text; `east` is whether there is one for Han."""
    return bool(_SURE.fullmatch(_SURE_EAST.sub("", text) if east else text))


@dataclass(frozen=True)
class Fonts:
    """The fonts of one text.

    `companions` print what they are for. Else `own` prints what is not `eastern`, and `east` what
    is: characters that xeCJK gives to the font of the script, if it is one with Han. What they have
    not is in the first face of the chain. `right` is whether part of the text runs from right to
    left; `ours` whether the fonts are those of cvtex's own themes.
    """

    own: Family | None
    east: Family | None
    eastern: re.Pattern[str] | None
    chain: tuple[Face, ...]
    families: dict[str, Family]
    right: bool
    ours: bool = True
    companions: tuple[Face, ...] = ()
    _firsts: dict[tuple[str, ...], Face | None] = field(default_factory=dict)

    def chosen(self, text: str, start: int) -> list[Face | Missing | None]:
        """Return what prints each character of a text that begins at a place in its leaf.

        None stands for the text's own fonts.
        """
        found: list[Face | Missing | None] = []
        for at, end in clusters(text):
            cluster = text[at:end]
            needed = [char for char in cluster if paints(char)]
            mark = self._lost_mark(needed)
            if companion := self._companion(needed):
                found += [companion] * len(cluster)
            elif all(map(self._own_has, needed)) and not mark and not _is_loose(cluster):
                found += [None] * len(cluster)
            elif (face := self._first(needed)) and not mark:
                found += [face] * len(cluster)
            else:
                alone = [self._alone(char, start + at) for at, char in enumerate(cluster, at)]
                if mark and not any(isinstance(face, Missing) for face in alone):
                    alone[0] = Missing(start + at, mark, needed[0])
                found += alone
        return self._joined(text, found)

    def _lost_mark(self, cluster: list[str]) -> str:
        """Return a mark that readers would lose, or "".

        In text from right to left they find marks on letters alone, and of the letter's own font.
        """
        marks = [char for char in cluster if unicodedata.category(char) in ("Mn", "Mc")]
        if not self.right or not marks:
            return ""
        is_whole = all(map(self._own_has, cluster)) or self._first(cluster)
        return "" if is_whole and unicodedata.category(cluster[0])[0] == "L" else marks[0]

    def _own_has(self, char: str) -> bool:
        family = self.own
        if self.eastern and self.eastern.match(char):
            family = self.east
        sure = self.ours and is_sure(char, east=self.eastern is not None)
        return bool(family and _has(family, char)) or sure

    def _companion(self, chars: list[str]) -> Face | None:
        return next((face for face in self.companions if self._prints(face, chars)), None)

    def _first(self, chars: list[str]) -> Face | None:
        wanted = tuple(chars)
        if wanted not in self._firsts:
            faces = (face for face in self.chain if self._prints(face, chars))
            self._firsts[wanted] = next(faces, None)
        return self._firsts[wanted]

    def _prints(self, face: Face, chars: list[str]) -> bool:
        family = self.families.get(face.family)
        if family is None or not any(face.is_for(char) for char in chars):
            return False
        return all(_has(family, char) for char in chars)

    def _alone(self, char: str, at: int) -> Face | Missing | None:
        if not paints(char) or self._own_has(char):
            return None
        return self._first([char]) or Missing(at, char)

    def _joined(self, text: str, found: list[Face | Missing | None]) -> list[Face | Missing | None]:
        """Give a word of letters one font, and the spaces between two words of one font to it."""
        for word in re.finditer(r"[^\W\d_]+", text):
            start, end = word.span()
            faces = [face for face in found[start:end] if isinstance(face, Face)]
            alphabetic = all(_is_alphabetic(char) for char in word[0])
            if faces and alphabetic and self._prints(faces[0], list(word[0])):
                found[start:end] = [faces[0]] * (end - start)
        for space in re.finditer(" +", text):
            start, end = space.span()
            before = found[start - 1] if start else None
            same = isinstance(before, Face) and end < len(text) and found[end] == before
            if isinstance(before, Face) and same and self._prints(before, [text[start - 1], " "]):
                found[start:end] = [before] * (end - start)
        return found


def _is_loose(cluster: str) -> bool:
    """Return whether a font for Latin may set a mark beside its letter, as the one of q\u0308.

    A book face has places for marks on the letters that Unicode composes; a Noto font on any.
    """
    composed = unicodedata.normalize("NFC", cluster)
    is_latin = unicodedata.name(composed[0], "").startswith("LATIN")
    return is_latin and any(unicodedata.category(char) == "Mn" for char in composed[1:])


def _has(family: Family, char: str) -> bool:
    """Return whether a font has a character; what is for private use is nobody's letter."""
    return family.has(char) and unicodedata.category(char) != "Co"


def _is_alphabetic(char: str) -> bool:
    """Return whether a letter is Latin, Greek or Cyrillic, whose words want one font throughout."""
    return unicodedata.name(char, "").startswith(("LATIN", "GREEK", "CYRILLIC")) or (
        unicodedata.category(char) == "Mn"
    )
