"""Chooses for each character of a leaf the font that prints it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from cvtex.document import Code, Document, Inline, Leaf, Text
from cvtex.glyphs.chain import CHAIN, Face
from cvtex.glyphs.clusters import clusters, paints
from cvtex.glyphs.coverage import Family, installed
from cvtex.resources import latex_dir

# What every font for Latin text has; a text of these alone costs nothing.
_SURE = re.compile("[ -~\xa0-\xac\xae-\u017f–—‘’‚“”„†‡•…‰‹›€™]*")
# What xeCJK gives to the Chinese font of a script (see scripts/Hans.def), and what of that every
# Chinese font has: GB 2312 and GBK.
_EAST = re.compile(
    "[\u2e80-\u312f\u3190-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff9f\uffe0-\uffef"
    "\U00020000-\U0003ffff\u2460-\u24ff\u2160-\u217f\u2103]"
)
_SURE_EAST = re.compile("[\u3000-\u3011\u4e00-\u9fa5\uff01-\uff5e]")

_LATIN_FONT = re.compile(r"^\s*latin\s*=\s*\{?([^,{}\n]+)", re.MULTILINE)
_CODE_FONT = re.compile(r"^\s*code\s*=\s*\{(?:\[[^\]]*\])?\{?([^,{}\n]+)", re.MULTILINE)
_EAST_FONT = re.compile(r"\\setCJKmainfont\{([^}]*)\}")


@dataclass(frozen=True, slots=True)
class Missing:
    """A character that no installed font has, at a place in a leaf's text."""

    at: int
    char: str


class Choice:
    """The fonts of one document: the theme's and the script's own, and the chain behind them.

    What is installed is found out when a text asks for it first.
    """

    def __init__(self, document: Document) -> None:
        """Choose for a document, with its theme and script."""
        self._theme, self._script = document.theme, document.script

    def faces(self, leaf: Leaf) -> list[Face | Missing | None]:
        """Return for each character of a leaf the font of the chain that prints it.

        None stands for the text's own font.
        """
        found: list[Face | Missing | None] = []
        for text, code in _stretches(leaf.content):
            if self._is_sure(text) or not self._families:
                found += [None] * len(text)
            else:
                found += self._chosen(text, len(found), code=code)
        return found

    def styles(self, face: Face) -> Family:
        """Return the installed family of a face."""
        return self._families[face.family]

    def _is_sure(self, text: str) -> bool:
        rest = _SURE_EAST.sub("", text) if self._has_east else text
        return bool(_SURE.fullmatch(rest))

    @cached_property
    def _has_east(self) -> bool:
        return bool(_EAST_FONT.search(self._script_file))

    @cached_property
    def _script_file(self) -> str:
        return _read(f"scripts/{self._script}.def")

    @cached_property
    def _families(self) -> dict[str, Family]:
        return installed()

    @cached_property
    def _own(self) -> tuple[Family | None, Family | None, Family | None]:
        """The theme's font for text and that for code, the script's for East Asian characters."""
        theme = _read(f"themes/{self._theme}.sty")
        found = (
            _LATIN_FONT.search(theme),
            _CODE_FONT.search(theme),
            _EAST_FONT.search(self._script_file),
        )
        text, code, east = (match and self._families.get(match[1].strip()) for match in found)
        return text, code, east

    def _own_has(self, char: str, *, code: bool) -> bool:
        text, fixed, east = self._own
        family = fixed if code else text
        if self._has_east and _EAST.match(char):
            family = east
        return bool(family and _has(family, char)) or self._is_sure(char)

    def _chosen(self, text: str, start: int, *, code: bool) -> list[Face | Missing | None]:
        found: list[Face | Missing | None] = []
        for at, end in clusters(text):
            cluster = text[at:end]
            needed = [char for char in cluster if paints(char)]
            if all(self._own_has(char, code=code) for char in needed):
                found += [None] * len(cluster)
            elif face := self._first(needed):
                found += [face] * len(cluster)
            else:
                found += [
                    self._alone(char, start + place, code=code)
                    for place, char in enumerate(cluster, at)
                ]
        return self._joined(text, found)

    def _first(self, chars: list[str]) -> Face | None:
        return next((face for face in CHAIN if self._prints(face, chars)), None)

    def _prints(self, face: Face, chars: list[str]) -> bool:
        family = self._families.get(face.family)
        if family is None or not any(face.is_for(char) for char in chars):
            return False
        return all(_has(family, char) for char in chars)

    def _alone(self, char: str, at: int, *, code: bool) -> Face | Missing | None:
        if not paints(char) or self._own_has(char, code=code):
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


def used(choice: Choice, document: Document) -> list[Face]:
    """Return the faces of the chain that a document uses, in the chain's order, each once."""
    wanted = {
        face.key
        for leaf in document.leaves()
        for face in choice.faces(leaf)
        if isinstance(face, Face)
    }
    return list({face.key: face for face in reversed(CHAIN) if face.key in wanted}.values())[::-1]


def runs(
    faces: list[Face | Missing | None], start: int, end: int
) -> Iterator[tuple[str, int, int]]:
    """Yield the stretches of one font between two places: its key or "", where it begins, ends."""
    keyed = (
        (face.key if isinstance(face := faces[at], Face) else "", at) for at in range(start, end)
    )
    for key, group in groupby(keyed, key=lambda pair: pair[0]):
        places = [at for _, at in group]
        yield key, places[0], places[-1] + 1


def _has(family: Family, char: str) -> bool:
    """Tell whether a font has a character; what is for private use is nobody's letter."""
    return family.has(char) and unicodedata.category(char) != "Co"


def _is_alphabetic(char: str) -> bool:
    """Tell whether a letter is Latin, Greek or Cyrillic, whose words want one font throughout."""
    return unicodedata.name(char, "").startswith(("LATIN", "GREEK", "CYRILLIC")) or (
        unicodedata.category(char) == "Mn"
    )


def _stretches(content: tuple[Inline, ...]) -> Iterator[tuple[str, bool]]:
    """Yield a leaf's texts, and whether each is code."""
    for part in content:
        if isinstance(part, Text | Code):
            yield part.text, isinstance(part, Code)
        else:
            yield from _stretches(part.content)


def _read(name: str) -> str:
    path = latex_dir() / name
    return path.read_text(encoding="utf-8") if path.is_file() else ""
