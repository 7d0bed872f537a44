"""Whether headings, lists and pictures are tagged as what they are (ISO 14289-1, 7.3 to 7.7)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cvtex.codes import Code
from cvtex.diagnostics import Diagnostic
from cvtex.document import Document
from cvtex.verify.elements import Element
from cvtex.verify.opened import Opened

_HEADING = re.compile("H([1-6])")
_PARTS_OF_LISTS = {"L": {"LI", "L", "Caption"}, "LI": {"Lbl", "LBody"}}


def check_heading_levels(opened: Opened, _document: Document | None) -> Iterator[Diagnostic]:
    """Find headings that skip a level, or that mix the two ways of numbering (7.4.2, 7.4.4)."""
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
            said = "".join(opened.said.get(mark, "") for mark in element.marks()).strip()
            yield Diagnostic(
                Code.HEADING_LEVEL,
                f"the heading `{said}` is of level {new}, the one before it of level {level} "
                "(ISO 14289-1, 7.4.2)",
                hint="a reader who hops from heading to heading thinks that one is missing",
            )
        level = new


def check_lists(opened: Opened, _document: Document | None) -> Iterator[Diagnostic]:
    """Find lists that have something else in them than items, labels and bodies (7.6)."""
    for element in opened.elements:
        allowed = _PARTS_OF_LISTS.get(element.kind)
        if allowed is None:
            continue
        kinds = {kid.kind if isinstance(kid, Element) else "content" for kid in element.kids}
        if wrong := kinds - allowed:
            yield Diagnostic(
                Code.LIST_FORM,
                f"an element of type {element.kind} holds {', '.join(sorted(wrong))} "
                "(ISO 14289-1, 7.6; ISO 32000-1, 14.8.4.3.3)",
            )
        labelled = any(kid.kind == "Lbl" for kid in element.walk() if kid is not element)
        if element.kind == "L" and labelled and element.numbering in {"", "None"}:
            yield Diagnostic(
                Code.LIST_FORM,
                "a list with labels does not say of what kind they are (ISO 14289-1, 7.6)",
                hint="set its ListNumbering",
            )


def check_figures(opened: Opened, _document: Document | None) -> Iterator[Diagnostic]:
    """Find pictures and formulas that no words stand for (7.3, 7.7)."""
    for element in opened.elements:
        words = f"{element.alternative}{element.actual}"
        if element.kind in {"Figure", "Formula"} and not words.strip():
            yield Diagnostic(
                Code.FIGURE_SILENT,
                f"an element of type {element.kind} has no words for those who can't see it "
                "(ISO 14289-1, 7.3 and 7.7)",
                hint="give it an Alt",
            )
