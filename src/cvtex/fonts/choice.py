"""Chooses for each character of a leaf the font that prints it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from itertools import groupby
from typing import TypeAlias

from cvtex.document import Code, Document, Entry, Inline, Leaf, Text, Typeface, forms
from cvtex.fonts.chain import CHAIN, FORMS, Face
from cvtex.fonts.companions import companions
from cvtex.fonts.coverage import Family, installed
from cvtex.fonts.families import Fonts, Missing, eastern, is_sure
from cvtex.paths import latex_dir
from cvtex.unicode.bidi import stretches
from cvtex.unicode.han import OWN, Han, form

Faces: TypeAlias = list[Face | Missing | None]
"""The font of each character of a text; None is the text's own."""


class Choice:
    """The fonts of one document: the theme's and the script's own, and the chain behind them.

    What is installed is found out when a text asks for it first.
    """

    def __init__(self, document: Document) -> None:
        """Choose for a document, with its design and script."""
        self._design, self._script = document.design, document.script
        self._headings = _headings(document)
        self._own = OWN.get(document.script, Han.SC)
        # A leaf is asked of more than once, and seeking a font takes a while.
        self._faces: dict[Leaf, Faces] = {}
        self._made: dict[tuple[Han, str, bool], Fonts] = {}

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
        return self._families.get(self.han(own)) if self._has_east else None

    def _plain(self, leaf: Leaf) -> Faces:
        """Return the font of each character, whatever forms were typed."""
        whole = leaf.text
        if self._is_sure(whole) or not self._families:
            return [None] * len(whole)
        # The whole text decides on the fonts: to look at it once for each part is quadratic.
        form, right = self._form(whole), bool(stretches(whole))
        found: Faces = []
        plain = "heading" if leaf.number in self._headings else "text"
        for text, code in _stretches(leaf.content):
            if self._is_sure(text):
                found += [None] * len(text)
            else:
                role = "mono" if code else plain
                found += self._fonts(form, role, right=right).chosen(text, len(found))
        return found

    def _is_sure(self, text: str) -> bool:
        """Return whether the text's own fonts have all of it, whichever of cvtex's they are."""
        return self._are_ours and is_sure(text, east=self._has_east)

    @cached_property
    def _are_ours(self) -> bool:
        """Whether the fonts are those of cvtex's own themes, which have what `is_sure` says."""
        return all(map(is_ours, self._design.fonts.values()))

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
        """Return whether a font family is installed."""
        return family in self._families

    def _form(self, text: str) -> Han:
        """Return the form of Han of a text, of those that there are fonts for."""
        if is_sure(text, east=False):
            return self._own
        found = form(text, self._own)
        return found if found is self._own or self.has(FORMS[found].family) else self._own

    def _fonts(self, form: Han, role: str, *, right: bool) -> Fonts:
        if (form, role, right) not in self._made:
            self._made[form, role, right] = self._make(form, role, right=right)
        return self._made[form, role, right]

    def _make(self, form: Han, role: str, *, right: bool) -> Fonts:
        latin = self._design.typeface(role, "Latn")
        return Fonts(
            own=self._families.get(latin.family) if latin else None,
            east=self._families.get(self.han(form, role)),
            ours=self._are_ours,
            eastern=eastern(korean=form is Han.KR) if self._has_east else None,
            chain=CHAIN if form is Han.SC else (FORMS[form], *CHAIN),
            families=self._families,
            right=right,
            companions=companions(self._design, role),
        )

    @property
    def _has_east(self) -> bool:
        return self._script in OWN

    @cached_property
    def _families(self) -> dict[str, Family]:
        return installed()

    def han(self, form: Han, role: str = "text") -> str:
        """Return the family that prints a form of Han in a role.

        Text in another form than the edition's own has one face, whatever its role.
        """
        face = self._design.typeface(role if form is self._own else "text", "Hani")
        named = face.family.format(form=form) if face else ""
        return named if form is self._own or self.has(named) else FORMS[form].family


def is_ours(face: Typeface) -> bool:
    """Return whether one of cvtex's own themes names a font; the doctor looks for those."""
    return face.span is None or face.span.file.is_relative_to(latex_dir())


def _headings(document: Document) -> frozenset[int]:
    """Return the numbers of the leaves that print in the font for headings."""
    entries = (
        block
        for section in document.sections
        for block in section.blocks
        if isinstance(block, Entry)
    )
    leaves: dict[str, list[Leaf | None]] = {
        "name": [document.name],
        "headline": [document.headline],
        "section": [section.title for section in document.sections],
        "entry": [entry.title for entry in entries],
    }
    return frozenset(
        leaf.number for role in document.design.headings for leaf in leaves[role] if leaf
    )


def used(choice: Choice, document: Document) -> list[Face]:
    """Return the faces of the chain that a document uses, in the chain's order, each once."""
    wanted = {
        face: None
        for leaf in document.leaves()
        for face in choice.faces(leaf)
        if isinstance(face, Face)
    }
    known = (*FORMS.values(), *CHAIN)
    keys = {face.key for face in wanted}
    ordered = {face.key: face for face in reversed(known) if face.key in keys}
    return [*(face for face in wanted if face.tag), *reversed(ordered.values())]


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
