"""Chooses for each character of a leaf the font that prints it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from itertools import groupby
from typing import TypeAlias

from cvtex.document import CodeSpan, Document, Entry, Inline, Leaf, Text, Typeface, forms
from cvtex.fonts.companions import companions
from cvtex.fonts.coverage import Family, installed
from cvtex.fonts.fallback import FORMS, Face, chain
from cvtex.fonts.text_fonts import Fonts, Missing, eastern, is_sure
from cvtex.paths import latex_dir
from cvtex.unicode.bidi import stretches
from cvtex.unicode.han import OWN, Han, form

Faces: TypeAlias = list[Face | Missing | None]
"""The font of each character of a text; None is the text's own."""


class FontChoice:
    """Chooses fonts for a document: the theme's and the script's own, then the fallbacks.

    fontconfig runs only if a text has a character that the own fonts may lack.
    """

    def __init__(self, document: Document) -> None:
        """Prepare the choice for a document's design and script."""
        self._design, self._script = document.design, document.script
        self._headings = _headings(document)
        self._own = OWN.get(document.script, Han.SC)

        self._faces: dict[Leaf, Faces] = {}
        self._made: dict[tuple[Han, str, bool], Fonts] = {}

    def faces(self, leaf: Leaf) -> Faces:
        """Return the fallback that prints each character of a leaf, None for the own font."""
        if leaf not in self._faces:
            faces, text = self._without_variants(leaf), leaf.text
            selectors = forms(leaf.content)
            own = self._own_family(text) if selectors else None
            for at, selector in selectors.items():
                faces[at] = self._drawing(text[at], faces[at], own, selector) or faces[at]
            self._faces[leaf] = faces
        return self._faces[leaf]

    def selectors(self, leaf: Leaf) -> dict[int, str]:
        """Return the variation selectors that a leaf's fonts support, by offset."""
        typed = forms(leaf.content)
        if not typed:
            return {}
        faces, text = self.faces(leaf), leaf.text
        own = self._own_family(text)
        return {
            at: selector
            for at, selector in typed.items()
            if (family := self._family(faces[at], own)) and family.has_variant(text[at], selector)
        }

    def _drawing(
        self, char: str, face: Face | Missing | None, own: Family | None, selector: str
    ) -> Face | None:
        """Return the first fallback that has a variant, if the chosen font lacks it."""
        family = self._family(face, own)
        if family and family.has_variant(char, selector):
            return None
        for other in (FORMS[Han.JP], *chain()):
            family = self._families.get(other.family) if other.is_for(char) else None
            if family and family.has(char) and family.has_variant(char, selector):
                return other
        return None

    def _family(self, face: Face | Missing | None, own: Family | None) -> Family | None:
        """Return the installed family of a Han character's face, `own` if the face is None."""
        if isinstance(face, Face):
            return self._families.get(face.family)
        return own if face is None else None

    def _own_family(self, text: str) -> Family | None:
        """Return the installed family for the Han of a text, if its script is written with Han."""
        own = self._form(text)
        return self._families.get(self.han(own)) if self._has_east else None

    def _without_variants(self, leaf: Leaf) -> Faces:
        """Return the font of each character, without regard to variation selectors."""
        whole = leaf.text
        if self._is_sure(whole) or not self._families:
            return [None] * len(whole)
        # The whole text decides. Computed here once, not for each part, which would be quadratic.
        form, right = self._form(whole), bool(stretches(whole))
        faces: Faces = []
        plain = "heading" if leaf.number in self._headings else "text"
        for text, code in _stretches(leaf.content):
            if self._is_sure(text):
                faces += [None] * len(text)
            else:
                role = "mono" if code else plain
                faces += self._fonts(form, role, right=right).chosen(text, len(faces))
        return faces

    def _is_sure(self, text: str) -> bool:
        """Return whether the own fonts have all characters, without asking fontconfig."""
        return self._are_ours and is_sure(text, east=self._has_east)

    @cached_property
    def _are_ours(self) -> bool:
        """Whether the fonts are those of cvtex's own themes, for which `is_sure` is true."""
        return all(map(is_ours, self._design.fonts.values()))

    def east(self, leaf: Leaf) -> Han | None:
        """Return the form of Han of a leaf if it is not that of the script's own font, or None.

        A script without Han has no such font; its Han is in the fallbacks.
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
        """Return the form of Han of a text, of those with an installed font."""
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
            chain=chain() if form is Han.SC else (FORMS[form], *chain()),
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

        Text in another form than the edition's own has the same font in all roles.
        """
        face = self._design.typeface(role if form is self._own else "text", "Hani")
        named = face.family.format(form=form) if face else ""
        return named if form is self._own or self.has(named) else FORMS[form].family


def is_ours(face: Typeface) -> bool:
    """Return whether one of cvtex's own themes sets a font; the doctor looks for these."""
    return face.span is None or face.span.file.is_relative_to(latex_dir())


def _headings(document: Document) -> frozenset[int]:
    """Return the numbers of the leaves in the heading font."""
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


def used(choice: FontChoice, document: Document) -> list[Face]:
    """Return the fallbacks that a document uses, in the order of the chain."""
    wanted = {
        face: None
        for leaf in document.leaves()
        for face in choice.faces(leaf)
        if isinstance(face, Face)
    }
    known = (*FORMS.values(), *chain())
    keys = {face.key for face in wanted}
    ordered = {face.key: face for face in reversed(known) if face.key in keys}
    return [*(face for face in wanted if face.tag), *reversed(ordered.values())]


def runs(
    faces: list[Face | Missing | None], start: int, end: int
) -> Iterator[tuple[str, int, int]]:
    """Yield the runs of one font between two offsets: its key or "", its start, its end."""
    keyed = (
        (face.key if isinstance(face := faces[at], Face) else "", at) for at in range(start, end)
    )
    for key, group in groupby(keyed, key=lambda pair: pair[0]):
        places = [at for _, at in group]
        yield key, places[0], places[-1] + 1


def _stretches(content: tuple[Inline, ...]) -> Iterator[tuple[str, bool]]:
    """Yield the texts of a leaf, and whether each is code."""
    for part in content:
        if isinstance(part, Text | CodeSpan):
            yield part.text, isinstance(part, CodeSpan)
        else:
            yield from _stretches(part.content)
