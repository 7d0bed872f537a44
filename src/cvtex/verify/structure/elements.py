"""The structure tree of any PDF as frozen records (ISO 32000-1, 14.7 and 14.8)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from pikepdf import Array, Dictionary, Pdf

from cvtex.pdf.objects import (
    Place,
    Value,
    entries,
    entry,
    integer,
    items,
    leaf_of,
    name,
    pairs,
    place,
    text,
)
from cvtex.verify.page.model import Mark

# A tree that is deeper is no résumé's, and may lead in a circle.
_DEEPEST = 64
INLINE = frozenset({"Span", "Quote", "Note", "Reference", "Code", "Link", "Annot", "NonStruct"})
"""What stands in a line and not in a block of its own (14.8.4.4)."""

# The one attribute that tells what a list or a cell is (14.8.5.5, 14.8.5.7).
_TELLING = {"L": "/ListNumbering", "TH": "/Scope", "TD": "/Headers"}


class Reference(NamedTuple):
    """An annotation that an element holds (14.7.4.3)."""

    annotation: Place


@dataclass(frozen=True, slots=True)
class Element:
    """An element: its standard type, what it says of itself, what it holds, in reading order.

    `alternative` are words for who can't see it (Alt), `actual` what it says in other words than
    the page's (ActualText); `written` is the type as the file has it, before its role map;
    `numbering` is what a list says of its labels (14.8.5.5), `scoped` whether a cell of a table
    says which others it belongs to, a TH by Scope, a TD by Headers (14.8.5.7); `language` is its
    own or that of the element above; `above` is the element that it names as its parent, `place`
    its own; `leaf` is the number of the leaf that it is a part of, None where the file has none.
    """

    kind: str
    written: str
    language: str
    alternative: str
    actual: str
    numbering: str
    scoped: bool
    place: Place
    above: Place
    leaf: int | None
    kids: tuple[Element | Mark | Reference, ...]

    def walk(self) -> Iterator[Element]:
        """Yield the element and all below it, in reading order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.walk()

    def marks(self) -> Iterator[Mark]:
        """Yield the marked content of the element and of all below it, in reading order."""
        for kid in self.kids:
            if isinstance(kid, Mark):
                yield kid
            elif isinstance(kid, Element):
                yield from kid.marks()


def read_elements(pdf: Pdf) -> Element | None:
    """Return the root of the structure tree, None if there is none."""
    root = entry(pdf.Root, "/StructTreeRoot")
    if not isinstance(root, Dictionary):
        return None
    roles, classes = (dict(entries(entry(root, key))) for key in ("/RoleMap", "/ClassMap"))
    reader = _Reader(roles, classes)
    kids = reader.kids(root, (0, 0), text(entry(pdf.Root, "/Lang")), None, 0)
    top = "StructTreeRoot"
    return Element(
        top, "", "", "", "", "", scoped=False, place=place(root), above=(0, 0), leaf=None, kids=kids
    )


def read_parents(pdf: Pdf) -> dict[int | None, Any]:
    """Return the way back from content to elements: the parent tree, flat (14.7.4.4)."""
    tree = entry(entry(pdf.Root, "/StructTreeRoot"), "/ParentTree")
    return {integer(number): held for number, held in pairs(tree, "/Nums")}


@dataclass(slots=True)
class _Reader:
    """Reads each element once: one that is named again has another parent, and no kids there."""

    roles: dict[str, Any]
    classes: dict[str, Any]
    read: set[Place] = field(default_factory=set)

    def kids(
        self, holder: object, page: Place, language: str, leaf: int | None, depth: int
    ) -> tuple[Element | Mark | Reference, ...]:
        found = _listed(entry(holder, "/K"))
        read = (self.kid(one, page, language, leaf, depth) for one in found)
        return tuple(kid for kid in read if kid)

    def kid(
        self, kid: Value, page: Place, language: str, leaf: int | None, depth: int
    ) -> Element | Mark | Reference | None:
        number = integer(kid)
        if number is not None:
            return Mark(page, number)
        match name(entry(kid, "/Type")):
            case "MCR":
                number = integer(entry(kid, "/MCID"))
                holder = entry(kid, "/Stm")
                if holder is None:
                    holder = entry(kid, "/Pg")
                return None if number is None else Mark(place(holder) if holder else page, number)
            case "OBJR":
                return Reference(place(entry(kid, "/Obj")))
            case _ if isinstance(kid, Dictionary) and depth < _DEEPEST:
                return self.element(kid, page, language, leaf, depth)
        return None

    def element(
        self, source: Dictionary, page: Place, language: str, leaf: int | None, depth: int
    ) -> Element:
        again = place(source) in self.read
        if place(source) != (0, 0):
            self.read.add(place(source))
        own = entry(source, "/Pg")
        page = page if own is None else place(own)
        language = text(entry(source, "/Lang")) or language
        written = name(entry(source, "/S"))
        kind = self.standard(written)
        leaf = leaf_of(source) or (leaf if kind in INLINE else None)
        told = self.attribute(source, _TELLING[kind]) if kind in _TELLING else None
        return Element(
            kind,
            written,
            language,
            text(entry(source, "/Alt")),
            text(entry(source, "/ActualText")),
            name(told) if kind == "L" else "",
            kind in {"TH", "TD"} and told is not None,
            place(source),
            place(entry(source, "/P")),
            leaf,
            () if again else self.kids(source, page, language, leaf, depth + 1),
        )

    def attribute(self, source: Dictionary, key: str) -> Value:
        """Return an attribute that an element has itself or by one of its classes (14.7.5)."""
        classes = (self.classes.get(f"/{name(one)}") for one in _listed(entry(source, "/C")))
        held = [*_listed(entry(source, "/A")), *(one for held in classes for one in _listed(held))]
        found = (entry(one, key) for one in held)
        return next((one for one in found if one is not None), None)

    def standard(self, written: str) -> str:
        """Follow the role map (14.7.3), as far as it leads anywhere new."""
        seen = {written}
        while (then := name(self.roles.get(f"/{written}"))) and then not in seen:
            seen.add(then)
            written = then
        return written


def _listed(value: Value) -> list[Value]:
    """Return what may be one or an array of several."""
    return items(value) if isinstance(value, Array) else [value]
