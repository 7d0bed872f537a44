"""Chooses for each cluster of a text the first font that has all its characters."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field, replace
from functools import cache

from cvtex.fonts.coverage import Family
from cvtex.fonts.fallback import Face
from cvtex.unicode.bidi import mirrored
from cvtex.unicode.clusters import clusters, paints

# The characters that all Latin fonts have; texts of these need no choice.
_SURE = re.compile("[ -~\xa0-\xac\xae-\u017f–—―‘’‚“”„†‡•…‰‹›€™]*")
# The characters that xeCJK sets in the font for Han (scripts/Hani.def); `_sure_east` finds those
# that all such fonts have: GB 2312 and GBK.
_EAST = (
    "\u2e80-\u312f\u3190-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff9f\uffe0-\uffef"
    "\U00020000-\U0003ffff\u2460-\u24ff\u2160-\u217f\u2103"
)
# In Korean, also Hangul.
_KOREAN = "\u3130-\u318f\uac00-\ud7af"


@dataclass(frozen=True, slots=True)
class Missing:
    """A character that no installed font has, or that none has on the letter `on`.

    `at` is its offset in the leaf's text.
    """

    at: int
    char: str
    on: str = ""


@cache
def eastern(*, korean: bool) -> re.Pattern[str]:
    """Return a pattern of the characters that xeCJK sets in the font for Han."""
    return re.compile(f"[{_EAST}{_KOREAN if korean else ''}]")


@cache
def _sure_east() -> re.Pattern[str]:
    return re.compile("[\u3000-\u3011\u4e00-\u9fa5\uff01-\uff5e]")


def is_sure(text: str, *, east: bool) -> bool:
    """Return whether the fonts of all themes have a text; `east` is whether one is for Han."""
    return bool(_SURE.fullmatch(_sure_east().sub("", text) if east else text))


@dataclass(frozen=True)
class Fonts:
    """The fonts of one text.

    `companions` print the characters of their scripts; otherwise `east` prints the characters that
    match `eastern`, and `own` all others. Characters that these lack are in the first face of
    `chain` that has them. `right` is whether part of the text is right-to-left, `ours` whether the
    fonts are those of cvtex's own themes.
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
        """Return the face of each character, None for `own` and `east`.

        `start` is the offset of the text in its leaf.
        """
        faces: list[Face | Missing | None] = []
        known: dict[str, list[Face | Missing | None]] = {}
        for at, end in clusters(text):
            cluster = text[at:end]
            if cluster not in known:
                known[cluster] = self._of_cluster(cluster)
            faces += (
                replace(face, at=start + at + face.at) if isinstance(face, Missing) else face
                for face in known[cluster]
            )
        return self._joined(text, faces)

    def _of_cluster(self, cluster: str) -> list[Face | Missing | None]:
        """Return the face of each character of a cluster; offsets are those in the cluster."""
        needed = [char for char in cluster if paints(char)]
        if self.right:  # between such letters, the mirrored one is painted
            needed = [*dict.fromkeys([*needed, *map(mirrored, needed)])]
        mark = self._lost_mark(needed)
        if companion := self._companion(needed):
            return [companion] * len(cluster)
        if all(map(self._own_has, needed)) and not mark and not _is_loose(cluster):
            return [None] * len(cluster)
        if (face := self._first(needed)) and not mark:
            return [face] * len(cluster)
        alone = [self._alone(char, at) for at, char in enumerate(cluster)]
        if mark and not any(isinstance(face, Missing) for face in alone):
            alone[0] = Missing(0, mark, needed[0])
        return alone

    def _lost_mark(self, cluster: list[str]) -> str:
        """Return a mark that readers would lose, or "".

        In right-to-left text they read marks only on letters, in the font of the letter.
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

    def _joined(self, text: str, faces: list[Face | Missing | None]) -> list[Face | Missing | None]:
        """Set a word in one font, and the spaces between two words of one font in that font."""
        for word in re.finditer(r"[^\W\d_]+", text):
            start, end = word.span()
            fallbacks = [face for face in faces[start:end] if isinstance(face, Face)]
            alphabetic = all(_is_alphabetic(char) for char in word[0])
            if fallbacks and alphabetic and self._prints(fallbacks[0], list(word[0])):
                faces[start:end] = [fallbacks[0]] * (end - start)
        for space in re.finditer(" +", text):
            start, end = space.span()
            before = faces[start - 1] if start else None
            same = isinstance(before, Face) and end < len(text) and faces[end] == before
            if isinstance(before, Face) and same and self._prints(before, [text[start - 1], " "]):
                faces[start:end] = [before] * (end - start)
        return faces


def _is_loose(cluster: str) -> bool:
    """Return whether a Latin font may misplace a mark, as that of q\u0308.

    Text fonts have anchors for the letters that Unicode composes; Noto fonts for all.
    """
    composed = unicodedata.normalize("NFC", cluster)
    is_latin = unicodedata.name(composed[0], "").startswith("LATIN")
    return is_latin and any(unicodedata.category(char) == "Mn" for char in composed[1:])


def _has(family: Family, char: str) -> bool:
    """Return whether a font has a character, which is not for private use."""
    return family.has(char) and unicodedata.category(char) != "Co"


def _is_alphabetic(char: str) -> bool:
    """Return whether a character is of a Latin, Greek or Cyrillic word, set in one font."""
    return unicodedata.name(char, "").startswith(("LATIN", "GREEK", "CYRILLIC")) or (
        unicodedata.category(char) == "Mn"
    )
