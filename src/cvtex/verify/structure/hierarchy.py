"""Checks the tags of headings, lists, tables and pictures (ISO 14289-1, 7.3 to 7.7)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cvtex.diagnostics import Diagnostic
from cvtex.diagnostics.codes import Code
from cvtex.document import Document
from cvtex.verify.opened import Opened
from cvtex.verify.structure.elements import Element

_HEADING = re.compile("H([1-6])")
_PARTS_OF_LISTS = {"L": {"LI", "L", "Caption"}, "LI": {"Lbl", "LBody"}}
_PARTS_OF_TABLES = {
    "Table": {"TR", "THead", "TBody", "TFoot", "Caption"},
    "THead": {"TR"},
    "TBody": {"TR"},
    "TFoot": {"TR"},
    "TR": {"TH", "TD"},
}


def check_heading_levels(opened: Opened, _document: Document | None) -> Iterator[Diagnostic]:
    """Find headings that skip a level, and a mixture of H and H1 to H6 (7.4.2, 7.4.4)."""
    level = 0
    for element in opened.elements:
        match = _HEADING.fullmatch(element.kind)
        if element.kind == "H" and level:
            yield Diagnostic(
                Code.HEADING_LEVEL,
                "headings with and without a level are mixed (ISO 14289-1, 7.4.4)",
            )
            return
        if not match:
            continue
        new = int(match[1])
        if new > level + 1:
            title = opened.text_of(element)
            yield Diagnostic(
                Code.HEADING_LEVEL,
                f"the heading `{title}` has level {new}, the one before it level {level} "
                "(ISO 14289-1, 7.4.2)",
                hint="a reader who navigates by headings expects the missing level",
            )
        level = new


def check_lists(opened: Opened, _document: Document | None) -> Iterator[Diagnostic]:
    """Find lists with other content than items, labels and bodies (7.6)."""
    for element in opened.elements:
        if wrong := _wrong(element, _PARTS_OF_LISTS):
            message = f"{wrong} (ISO 14289-1, 7.6; ISO 32000-1, 14.8.4.3.3)"
            yield Diagnostic(Code.LIST_STRUCTURE, message)
        labelled = any(kid.kind == "Lbl" for kid in element.walk() if kid is not element)
        if element.kind == "L" and labelled and element.numbering in {"", "None"}:
            yield Diagnostic(
                Code.LIST_STRUCTURE,
                "a list with labels has no ListNumbering (ISO 14289-1, 7.6)",
                hint="set its ListNumbering",
            )


def check_tables(opened: Opened, _document: Document | None) -> Iterator[Diagnostic]:
    """Find tables that are not rows of cells, or whose header cells have no scope (7.5)."""
    for element in opened.elements:
        if wrong := _wrong(element, _PARTS_OF_TABLES):
            message = f"{wrong} (ISO 14289-1, 7.5; ISO 32000-1, 14.8.4.3.4)"
            yield Diagnostic(Code.TABLE_STRUCTURE, message)
        if element.kind != "Table":
            continue
        cells = list(element.walk())
        headed = any(cell.scoped for cell in cells if cell.kind == "TD")
        if not headed and any(cell.kind == "TH" and not cell.scoped for cell in cells):
            yield Diagnostic(
                Code.TABLE_STRUCTURE,
                "the header cells of a table have no scope (ISO 14289-1, 7.5)",
                hint="give each TH a Scope, or the cells Headers",
            )


def _wrong(element: Element, parts: dict[str, set[str]]) -> str:
    """Return a description of an element's forbidden children, or ""."""
    allowed = parts.get(element.kind)
    kinds = {kid.kind if isinstance(kid, Element) else "content" for kid in element.kids}
    if allowed is None or kinds <= allowed:
        return ""
    return f"an element of type {element.kind} contains {', '.join(sorted(kinds - allowed))}"


def check_figures(opened: Opened, _document: Document | None) -> Iterator[Diagnostic]:
    """Find pictures and formulas without a text alternative (7.3, 7.7)."""
    for element in opened.elements:
        words = f"{element.alternative}{element.actual}"
        if element.kind in {"Figure", "Formula"} and not words.strip():
            yield Diagnostic(
                Code.FIGURE_ALT_MISSING,
                f"an element of type {element.kind} has no text alternative "
                "(ISO 14289-1, 7.3 and 7.7)",
                hint="give it an Alt",
            )
