"""Chooses for each character of a leaf the font that prints it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from itertools import groupby
from typing import TypeAlias

from cvtex.document import Code, Document, Inline, Leaf, Text, forms
from cvtex.glyphs.bidi import stretches
from cvtex.glyphs.chain import CHAIN, FORMS, Face
from cvtex.glyphs.coverage import Family, installed
from cvtex.glyphs.fonts import Fonts, Missing, eastern, is_sure
from cvtex.glyphs.han import OWN, Han, form
from cvtex.resources import latex_dir

_LATIN_FONT = re.compile(r"^\s*latin\s*=\s*\{?([^,{}\n]+)", re.MULTILINE)
_CODE_FONT = re.compile(r"^\s*code\s*=\s*\{(?:\[[^\]]*\])?\{?([^,{}\n]+)", re.MULTILINE)
_EAST_FONT = re.compile(r"\\cveastfonts\{([^}]*)\}")


Faces: TypeAlias = list[Face | Missing | None]
"""The font of each character of a text; None is the text's own."""


class Choice:
    """The fonts of one document: the theme's and the script's own, and the chain behind them.

    What is installed is found out when a text asks for it first.
    """

    def __init__(self, document: Document) -> None:
        """Choose for a document, with its theme and script."""
        self._theme, self._script = document.theme, document.script
        self._own = OWN.get(document.script, Han.SC)
        # A leaf is asked of more than once, and seeking a font takes a while.
        self._faces: dict[Leaf, Faces] = {}
        self._made: dict[tuple[Han, bool, bool], Fonts] = {}

    def faces(self, leaf: Leaf) -> Faces:
        """Return for each character of a leaf the font of the chain that prints it.

        None stands for the text's own font.
        """
        if leaf not in self._faces:
            self._faces[leaf] = self._chosen(leaf)
        return self._faces[leaf]

    def _chosen(self, leaf: Leaf) -> Faces:
        found = self._plain(leaf)
        if selectors := forms(leaf.content):
            text = leaf.text
            own = self._own_family(text)
            for at, selector in selectors.items():
                if (face := self._drawing(text[at], found[at], own, selector)) is not None:
                    found[at] = face
        return found

    def selectors(self, leaf: Leaf) -> dict[int, str]:
        """Return by place the selectors of the forms that a leaf's fonts have."""
        typed = forms(leaf.content)
        if not typed:
            return {}
        faces, text = self.faces(leaf), leaf.text
        own = self._own_family(text)
        return {
            at: selector
            for at, selector in typed.items()
            if (family := self._family(faces[at], own)) and family.draws(text[at], selector)
        }

    def _drawing(
        self, char: str, face: Face | Missing | None, own: Family | None, selector: str
    ) -> Face | None:
        """Return the first face of the chain that has a form, if the chosen font lacks it."""
        family = self._family(face, own)
        if family and family.draws(char, selector):
            return None
        others = (FORMS[Han.JP], *CHAIN)
        return next(
            (
                other
                for other in others
                if other.is_for(char)
                and self.has(other.family)
                and self.styles(other).has(char)
                and self.styles(other).draws(char, selector)
            ),
            None,
        )

    def _family(self, face: Face | Missing | None, own: Family | None) -> Family | None:
        """Return the installed font of a Han character: its text's own, where it has no face."""
        if isinstance(face, Face):
            return self._families.get(face.family)
        return own if face is None else None

    def _own_family(self, text: str) -> Family | None:
        """Return the installed font for the Han of a text, if its script has one."""
        own = self._form(text)
        name = self._named[2] if own is self._own else FORMS[own].family
        return self._families.get(name) if self._has_east else None

    def _plain(self, leaf: Leaf) -> Faces:
        """Return the font of each character, whatever forms were typed."""
        whole = leaf.text
        if is_sure(whole, east=self._has_east) or not self._families:
            return [None] * len(whole)
        # The whole text decides on the fonts: to look at it once for each part is quadratic.
        form, right = self._form(whole), bool(stretches(whole))
        found: Faces = []
        for text, code in _stretches(leaf.content):
            if is_sure(text, east=self._has_east):
                found += [None] * len(text)
            else:
                found += self._fonts(form, code=code, right=right).chosen(text, len(found))
        return found

    def east(self, leaf: Leaf) -> Han | None:
        """Return the form of Han in which the script's own font does not print a leaf, if so.

        A script that is written without Han has no such font, and the chain has them all.
        """
        form = self._form(leaf.text) if self._has_east else self._own
        return None if form is self._own else form

    def styles(self, face: Face) -> Family:
        """Return the installed family of a face."""
        return self._families[face.family]

    def has(self, family: str) -> bool:
        """Tell whether a font family is installed."""
        return family in self._families

    def _form(self, text: str) -> Han:
        """Return the form of Han of a text, of those that there are fonts for."""
        if is_sure(text, east=False):
            return self._own
        found = form(text, self._own)
        return found if found is self._own or self.has(FORMS[found].family) else self._own

    def _fonts(self, form: Han, *, code: bool, right: bool) -> Fonts:
        if (form, code, right) not in self._made:
            self._made[form, code, right] = self._make(form, code=code, right=right)
        return self._made[form, code, right]

    def _make(self, form: Han, *, code: bool, right: bool) -> Fonts:
        theme, fixed, script = (self._families.get(name) for name in self._named)
        return Fonts(
            own=fixed if code else theme,
            east=script if form is self._own else self._families[FORMS[form].family],
            eastern=eastern(korean=form is Han.KR) if self._has_east else None,
            chain=CHAIN if form is Han.SC else (FORMS[form], *CHAIN),
            families=self._families,
            right=right,
        )

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
    def _named(self) -> tuple[str, str, str]:
        """The theme's font for text and that for code, the script's for East Asian characters."""
        theme = _read(f"themes/{self._theme}.sty")
        found = (
            _LATIN_FONT.search(theme),
            _CODE_FONT.search(theme),
            _EAST_FONT.search(self._script_file),
        )
        text, code, east = (match[1].strip() if match else "" for match in found)
        return text, code, east


def used(choice: Choice, document: Document) -> list[Face]:
    """Return the faces of the chain that a document uses, in the chain's order, each once."""
    wanted = {
        face.key
        for leaf in document.leaves()
        for face in choice.faces(leaf)
        if isinstance(face, Face)
    }
    known = (*FORMS.values(), *CHAIN)
    return list({face.key: face for face in reversed(known) if face.key in wanted}.values())[::-1]


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
