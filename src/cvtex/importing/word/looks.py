"""Finds the look of text in a Word file: its own, or that of its styles (ECMA-376, 17.7.2)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from cvtex.ats.layout.pieces import Look

Xml: TypeAlias = Any
"""An element of lxml, which has no types."""

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SIZE = 11.0  # points, of new documents
_STYLES_MAX = 16  # of a chain of styles
_LIST_LEVEL = re.compile(r"list [a-z]+ ([1-9])")
# The least sizes of headings by level, in sizes of the text: a reader knows them by that.
_HEADINGS = {"title": 2.0, "heading 1": 1.4, "heading 2": 1.15, "heading 3": 1.08}


@dataclass(slots=True)
class WordStyles:
    """The styles of a Word file by their ids, as XML."""

    styles: Xml
    _found: dict[str, Xml] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Index the styles."""
        for style in self.styles.iterfind(f"{W}style"):
            self._found[style.get(f"{W}styleId")] = style

    def of(self, run: Xml, paragraph: Xml) -> Look:
        """Return the look of a run in a paragraph."""
        chain = [*self._chain(run, "rPr"), *self._of_paragraph(paragraph)]
        name = self.name_of(paragraph)
        size = _number(_first(chain, "sz"), "val", 2) or _SIZE
        bold, italic = _is_on(_first(chain, "b")), _is_on(_first(chain, "i"))
        if name in _HEADINGS:
            size, bold = max(size, _HEADINGS[name] * self._body_size()), True
        family = _first(chain, "rFonts")
        colour = _first(chain, "color")
        return Look(
            size,
            bold,
            italic,
            "" if family is None else family.get(f"{W}ascii", ""),
            "" if colour is None else colour.get(f"{W}val", ""),
        )

    def is_hidden(self, run: Xml) -> bool:
        """Return whether a run is not shown."""
        return _is_on(_first([*self._chain(run, "rPr")], "vanish"))

    def is_capital(self, run: Xml, paragraph: Xml) -> bool:
        """Return whether a run is shown in capitals."""
        return _is_on(_first([*self._chain(run, "rPr"), *self._of_paragraph(paragraph)], "caps"))

    def name_of(self, paragraph: Xml) -> str:
        """Return the name of a heading's style, in English and small letters; '' for others.

        One with an outline level counts as that heading.
        """
        if heading := next((name for name in self._names(paragraph) if name in _HEADINGS), ""):
            return heading
        level = _number(self.property_of(paragraph, "outlineLvl"), "val")
        return f"heading {level + 1:.0f}" if level is not None and level < len(_HEADINGS) else ""

    def list_level(self, paragraph: Xml) -> int:
        """Return the level of a list from 0 by the style, as in `List Bullet 2`."""
        found = map(_LIST_LEVEL.fullmatch, self._names(paragraph))
        return next((int(match[1]) - 1 for match in found if match), 0)

    def _names(self, paragraph: Xml) -> Iterator[str]:
        for style in self._styles(_style(paragraph, "pPr", "pStyle")):
            name = style.find(f"{W}name")
            yield "" if name is None else name.get(f"{W}val", "").lower()

    def property_of(self, paragraph: Xml, name: str) -> Xml:
        """Return a property of a paragraph: its own, or that of its styles; None without any."""
        return _first([*self._chain(paragraph, "pPr", "pStyle")], name)

    def space_around(self, paragraph: Xml) -> tuple[float, float]:
        """Return the space before and after a paragraph, in points."""
        parts = self._chain(paragraph, "pPr", "pStyle")
        there = [one for part in parts if (one := _find(part, "spacing")) is not None]

        def first(name: str) -> float:
            found = (_number(one, name, 20) for one in there)
            return next((space for space in found if space is not None), 0.0)

        return first("before"), first("after")

    def _of_paragraph(self, paragraph: Xml) -> Iterator[Xml]:
        for style in self._styles(_style(paragraph, "pPr", "pStyle")):
            if (found := style.find(f"{W}rPr")) is not None:
                yield found
        default = self.styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        if default is not None:
            yield default

    def _chain(self, element: Xml, part: str, style: str = "rStyle") -> Iterator[Xml]:
        """Yield the properties of an element, then those of its styles."""
        own = element.find(f"{W}{part}")
        if own is not None:
            yield own
        for one in self._styles(_style(element, part, style)):
            if (found := one.find(f"{W}{part}")) is not None:
                yield found

    def _styles(self, name: str) -> Iterator[Xml]:
        """Yield a style and those that it is based on."""
        for _ in range(_STYLES_MAX):
            style = self._found.get(name)
            if style is None:
                return
            yield style
            based = style.find(f"{W}basedOn")
            name = "" if based is None else based.get(f"{W}val", "")

    def _body_size(self) -> float:
        default = self.styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        normal = [style.find(f"{W}rPr") for style in self._styles("Normal")]
        chain = [one for one in (*normal, default) if one is not None]
        return _number(_first(chain, "sz"), "val", 2) or _SIZE


def _style(element: Xml, part: str, name: str) -> str:
    found = element.find(f"{W}{part}/{W}{name}")
    if found is not None:
        return str(found.get(f"{W}val", ""))
    return "Normal" if part == "pPr" else ""


def _find(part: Xml, name: str) -> Xml:
    return part.find(f"{W}{name}")


def _first(chain: list[Xml], name: str) -> Xml:
    """Return the first element of a name in a chain of properties, or None."""
    return next((found for part in chain if (found := _find(part, name)) is not None), None)


def _is_on(toggle: Xml) -> bool:
    return toggle is not None and toggle.get(f"{W}val", "1") not in ("0", "false", "off")


def _number(element: Xml, name: str, per: int = 1) -> float | None:
    """Return a number that is written in parts of a point, or None."""
    try:
        return float(element.get(f"{W}{name}")) / per
    except (AttributeError, TypeError, ValueError):
        return None
