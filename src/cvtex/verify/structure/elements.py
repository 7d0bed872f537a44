"""Reads the structure tree of any PDF (ISO 32000-1, 14.7 and 14.8)."""

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
from cvtex.verify.page.model import MarkedContent

_DEPTH_MAX = 64  # a deeper tree may be circular
INLINE = frozenset({"Span", "Quote", "Note", "Reference", "Code", "Link", "Annot", "NonStruct"})
"""Inline-level structure elements (14.8.4.4)."""
# The attribute of lists and table cells that is checked (14.8.5.5, 14.8.5.7).
_ATTRIBUTES = {"L": "/ListNumbering", "TH": "/Scope", "TD": "/Headers"}


class ObjectReference(NamedTuple):
    """An annotation in a structure element (14.7.4.3)."""

    annotation: Place


class Element(NamedTuple):
    """A structure element: its standard type, its attributes, and its children in reading order.

    `written` is its type before role mapping; `language` is its own or an inherited one;
    `alternative` is its Alt, `actual` its ActualText; `numbering` is the ListNumbering of a list
    (14.8.5.5), `scoped` is whether a TH has a Scope or a TD has Headers (14.8.5.7); `place` is its
    object number, `above` that of its /P; `leaf` is the number of its leaf, None if it has none.
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
    kids: tuple[Element | MarkedContent | ObjectReference, ...]

    def walk(self) -> Iterator[Element]:
        """Yield the element and its descendants, in reading order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.walk()

    def marks(self) -> Iterator[MarkedContent]:
        """Yield the marked content of the element and its descendants, in reading order."""
        for kid in self.kids:
            if isinstance(kid, MarkedContent):
                yield kid
            elif isinstance(kid, Element):
                yield from kid.marks()


def read_elements(pdf: Pdf) -> Element | None:
    """Return the root of the structure tree, None if there is none."""
    root = entry(pdf.Root, "/StructTreeRoot")
    if not isinstance(root, Dictionary):
        return None
    roles, classes = (dict(entries(entry(root, key))) for key in ("/RoleMap", "/ClassMap"))
    reader = _ElementReader(roles, classes)
    kids = reader.kids(root, (0, 0), text(entry(pdf.Root, "/Lang")), None, 0)
    top = "StructTreeRoot"
    return Element(
        top, "", "", "", "", "", scoped=False, place=place(root), above=(0, 0), leaf=None, kids=kids
    )


def read_parents(pdf: Pdf) -> dict[int | None, Any]:
    """Return the parent tree, from content to elements, as a dictionary (14.7.4.4)."""
    tree = entry(entry(pdf.Root, "/StructTreeRoot"), "/ParentTree")
    return {integer(number): values for number, values in pairs(tree, "/Nums")}


@dataclass(slots=True)
class _ElementReader:
    """Reads the children of each element once, under its first parent."""

    roles: dict[str, Any]
    classes: dict[str, Any]
    read: set[Place] = field(default_factory=set)

    def kids(
        self, holder: object, page: Place, language: str, leaf: int | None, depth: int
    ) -> tuple[Element | MarkedContent | ObjectReference, ...]:
        found = _listed(entry(holder, "/K"))
        read = (self.kid(item, page, language, leaf, depth) for item in found)
        return tuple(kid for kid in read if kid)

    def kid(
        self, kid: Value, page: Place, language: str, leaf: int | None, depth: int
    ) -> Element | MarkedContent | ObjectReference | None:
        number = integer(kid)
        if number is not None:
            return MarkedContent(page, number)
        match name(entry(kid, "/Type")):
            case "MCR":
                number = integer(entry(kid, "/MCID"))
                holder = entry(kid, "/Stm")
                if holder is None:
                    holder = entry(kid, "/Pg")
                return (
                    None
                    if number is None
                    else MarkedContent(place(holder) if holder else page, number)
                )
            case "OBJR":
                return ObjectReference(place(entry(kid, "/Obj")))
            case _ if isinstance(kid, Dictionary) and depth < _DEPTH_MAX:
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
        value = self.attribute(source, _ATTRIBUTES[kind]) if kind in _ATTRIBUTES else None
        return Element(
            kind,
            written,
            language,
            text(entry(source, "/Alt")),
            text(entry(source, "/ActualText")),
            name(value) if kind == "L" else "",
            kind in {"TH", "TD"} and value is not None,
            place(source),
            place(entry(source, "/P")),
            leaf,
            () if again else self.kids(source, page, language, leaf, depth + 1),
        )

    def attribute(self, source: Dictionary, key: str) -> Value:
        """Return an attribute of an element or of its classes (14.7.5)."""
        classes = (self.classes.get(f"/{name(one)}") for one in _listed(entry(source, "/C")))
        values = [
            *_listed(entry(source, "/A")),
            *(item for own in classes for item in _listed(own)),
        ]
        found = (entry(item, key) for item in values)
        return next((item for item in found if item is not None), None)

    def standard(self, written: str) -> str:
        """Return the standard type by the role map (14.7.3), which may be circular."""
        seen = {written}
        while (then := name(self.roles.get(f"/{written}"))) and then not in seen:
            seen.add(then)
            written = then
        return written


def _listed(value: Value) -> list[Value]:
    """Return a value, or the elements of an array, as a list."""
    return items(value) if isinstance(value, Array) else [value]
