"""Checks the parent tree and the annotations of a tagged PDF (ISO 32000-1, 14.7.4.4).

Some validators accept a structure tree without a parent tree, but a screen reader that starts from
content on the page or from a link finds nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cvtex.diagnostics import Diagnostic
from cvtex.diagnostics.codes import Code
from cvtex.document import Document
from cvtex.pdf.objects import Place, entry, integer, items, name, place, text
from cvtex.verify.opened import Opened
from cvtex.verify.page.model import MarkedContent
from cvtex.verify.structure.elements import Element, ObjectReference

# Print must be set; Invisible, Hidden, NoView and ToggleNoView must not (12.5.3).
_FLAGS, _PRINTED = 0b1_0010_0111, 0b100


def check_ways_back(opened: Opened, _document: Document | None) -> Iterator[Diagnostic]:
    """Find elements and content that do not refer to each other (ISO 32000-1, 14.7.4.4)."""
    if opened.tree is None:
        return
    faults = list(_faults(opened, opened.tree))
    if faults:
        more = f", and {len(faults) - 1} more" if len(faults) > 1 else ""
        yield Diagnostic(
            Code.TAGS_BROKEN,
            f"{faults[0]}{more} (ISO 14289-1, 7.1; ISO 32000-1, 14.7.4.4)",
            hint="a screen reader that starts from the page does not find the tags",
        )


def _faults(opened: Opened, tree: Element) -> Iterator[str]:
    owner: dict[MarkedContent, Place] = {}
    for element in tree.walk():
        for kid in element.kids:
            if isinstance(kid, Element) and kid.above != element.place:
                yield f"an element of type {kid.kind} names another as its parent"
            elif isinstance(kid, MarkedContent):
                if kid in owner:
                    yield "two elements have the same content"
                owner[kid] = element.place
    lists = dict[Place, list[Any]]()
    there = {mark for page in opened.pages for mark in page.marks}
    for mark, at in owner.items():
        if mark not in there:
            yield f"an element has content {mark.number}, which is on no page"
            continue
        if mark.holder not in lists:
            key = integer(entry(opened.pdf.get_object(mark.holder), "/StructParents"))
            lists[mark.holder] = [] if key is None else items(opened.parents.get(key))
        back = lists[mark.holder]
        if not 0 <= mark.number < len(back) or place(back[mark.number]) != at:
            yield f"content {mark.number} does not refer back to its element"


def check_annotations(opened: Opened, _document: Document | None) -> Iterator[Diagnostic]:
    """Find annotations that are untagged, without a description, or not printed (7.18)."""
    tagged = {
        kid.annotation: element
        for element in opened.elements
        for kid in element.kids
        if isinstance(kid, ObjectReference)
    }
    reported = set[str]()
    for number, annotation in opened.annotations:
        kind = name(entry(annotation, "/Subtype"))
        if kind == "Popup":
            continue
        faults = list(_annotation_faults(annotation, kind, tagged.get(place(annotation)), opened))
        page = opened.pages[number].source
        if name(entry(page, "/Tabs")) != "S":
            faults.append("its page does not have Tabs S (ISO 14289-1, 7.18.3)")
        for fault in faults:
            if fault not in reported:
                reported.add(fault)
                yield Diagnostic(
                    Code.ANNOTATION_UNTAGGED,
                    f"page {number + 1}: an annotation of type {kind or 'unknown'}: {fault}",
                )


def _annotation_faults(
    annotation: object, kind: str, element: Element | None, opened: Opened
) -> Iterator[str]:
    wanted = {"Link": "Link", "Widget": "Form"}.get(kind, "Annot")
    clause = {"Link": "7.18.5", "Widget": "7.18.4"}.get(kind, "7.18.1")
    if element is None or element.kind != wanted:
        yield f"it is in no element of type {wanted} (ISO 14289-1, {clause})"
    else:
        back = opened.parents.get(integer(entry(annotation, "/StructParent")))
        if place(back) != element.place:
            yield "it does not refer back to its element (ISO 32000-1, 14.7.4.4)"
    if not text(entry(annotation, "/Contents")) and not (element and element.alternative):
        yield f"it has no Contents (ISO 14289-1, {clause})"
    flags = integer(entry(annotation, "/F")) or 0
    if flags & _FLAGS != _PRINTED:
        yield "it is not printed, or can be hidden (ISO 19005-2, 6.3.2)"
