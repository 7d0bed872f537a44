"""Checks the addresses of links, and that their areas cover their text."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from cvtex.diagnostics import Diagnostic
from cvtex.diagnostics.codes import Code
from cvtex.document import Document
from cvtex.pdf.objects import Place, entry, name, numbers, place, text
from cvtex.verify.opened import Opened
from cvtex.verify.page.model import Box, MarkedContent, Page, Word
from cvtex.verify.places import spot
from cvtex.verify.structure.elements import Element, ObjectReference

# A subset of RFC 3986, 6068 and 3966: ASCII without spaces, with a host, an e-mail address or a
# number.
_PLAIN = r"[!#-;=?-\[\]_a-z~%]"
_TARGETS = {
    "http": re.compile(
        rf"https?://[A-Za-z0-9\[][A-Za-z0-9.:\[\]-]*([/?#]{_PLAIN}*)?", re.IGNORECASE
    ),
    "https": re.compile(
        rf"https?://[A-Za-z0-9\[][A-Za-z0-9.:\[\]-]*([/?#]{_PLAIN}*)?", re.IGNORECASE
    ),
    # A non-ASCII host is percent-encoded (RFC 6068, 2).
    "mailto": re.compile(rf"mailto:[!#-?A-Z^-~]+@[A-Za-z0-9.%-]+(\?{_PLAIN}*)?", re.IGNORECASE),
    "tel": re.compile(r"tel:\+?[0-9().-]*[0-9][0-9().-]*(;[a-z0-9-]+(=[!#-~]*)?)*", re.IGNORECASE),
}
# Removed in Chrome 95 and Firefox 90.
_OBSOLETE = frozenset({"ftp", "gopher"})
_SLACK = 0.3  # how far italic text may overhang its link, in type sizes
_COMPARISONS_MAX = 1_000_000  # a limit of time, for thousands of links and words


def check_targets(opened: Opened, document: Document | None) -> Iterator[Diagnostic]:
    """Find links without a valid address of a page, mailbox or telephone."""
    tagged = _tagged(opened)
    for number, annotation in opened.annotations:
        action = entry(annotation, "/A")
        kind = name(entry(action, "/S"))
        if name(entry(annotation, "/Subtype")) != "Link" or kind == "GoTo":
            continue
        if entry(annotation, "/Dest") is not None:
            continue
        target = text(entry(action, "/URI")) if kind == "URI" else ""
        scheme = target.partition(":")[0].lower()
        if scheme in _TARGETS and _TARGETS[scheme].fullmatch(target):
            continue
        label, link = text(entry(annotation, "/Contents")), tagged.get(place(annotation))
        what = f"leads to `{target}`" if target else f"leads nowhere ({kind or 'no action'})"
        yield Diagnostic(
            Code.LINK_TARGET,
            f"page {number + 1}: a link{f' of `{label}`' if label else ''} {what}",
            spot(opened, link.leaf if link else None, document),
            _hint(scheme, target),
        )


def _hint(scheme: str, target: str) -> str:
    if not target:
        return "give it an address (URI)"
    if scheme in _TARGETS:
        return "an address is ASCII without spaces, and has a host, a mailbox or a number"
    if scheme in _OBSOLETE:
        return "browsers no longer open such addresses: use https://"
    return "use an address with https://, http://, mailto: or tel:, which all programs open"


def check_areas(opened: Opened, document: Document | None) -> Iterator[Diagnostic]:
    """Find links whose areas do not cover their text, and areas without text."""
    tagged = _tagged(opened)
    reported = set[tuple[int, int]]()
    for number, areas in _areas(opened).items():
        page = opened.pages[number]
        rows = _Rows(page)
        boxes: dict[int, list[Box]] = {}
        for at, area in areas:
            if area and at in tagged:
                boxes.setdefault(id(tagged[at]), []).append(area)
        for at, area in areas:
            if area is None or not (rows.in_area(area) or rows.has_picture(area)):
                yield Diagnostic(
                    Code.LINK_AREA, f"page {number + 1}: a link covers no text", hint="see its Rect"
                )
            elif at in tagged and (number, id(tagged[at])) not in reported:
                reported.add((number, id(tagged[at])))
                bare = rows.outside(tagged[at], boxes[id(tagged[at])])
                if bare:
                    yield Diagnostic(
                        Code.LINK_AREA,
                        f"page {number + 1}: `{bare[0].text}` is part of a link and can't be "
                        "clicked",
                        spot(opened, tagged[at].leaf, document),
                        "the Rect of the annotation has to cover the text of the link",
                    )


class _Rows:
    """The words of a page by their height, for pages with many links."""

    def __init__(self, page: Page) -> None:
        self._words = sorted(page.words, key=_middle)
        self._pictures = [shape.box for shape in page.shapes if shape.picture]
        self._of: dict[MarkedContent | None, list[Word]] = {}
        for word in page.words:
            self._of.setdefault(word.mark, []).append(word)
        self._comparisons = _COMPARISONS_MAX

    def in_area(self, area: Box) -> bool:
        """Return whether a word is in an area."""
        first = bisect_left(self._words, area.bottom, key=_middle)
        last = bisect_right(self._words, area.top, key=_middle)
        self._comparisons -= last - first
        return self._comparisons < 0 or any(_covers(area, word) for word in self._words[first:last])

    def has_picture(self, area: Box) -> bool:
        """Return whether a picture overlaps an area."""
        self._comparisons -= len(self._pictures)
        return self._comparisons < 0 or any(_overlap(area, box) for box in self._pictures)

    def outside(self, link: Element, boxes: list[Box]) -> list[Word]:
        """Return the words of a link outside all its areas."""
        words = [word for mark in link.marks() for word in self._of.get(mark, ()) if word.fits]
        self._comparisons -= len(words) * len(boxes)
        if self._comparisons < 0:
            return []
        return [word for word in words if not any(_covers(box, word) for box in boxes)]


def _areas(opened: Opened) -> dict[int, list[tuple[Place, Box | None]]]:
    """Return the areas of the links by page index, with the object numbers of the annotations."""
    areas: dict[int, list[tuple[Place, Box | None]]] = {}
    for number, annotation in opened.annotations:
        if name(entry(annotation, "/Subtype")) == "Link":
            areas.setdefault(number, []).append((place(annotation), _box(annotation)))
    return areas


def _tagged(opened: Opened) -> dict[Place, Element]:
    """Return the Link elements by their annotations."""
    return {
        kid.annotation: element
        for element in opened.elements
        if element.kind == "Link"
        for kid in element.kids
        if isinstance(kid, ObjectReference)
    }


def _box(annotation: object) -> Box | None:
    corners = numbers(entry(annotation, "/Rect"), 4)
    if corners is None:
        return None
    left, bottom, right, top = corners
    return Box(min(left, right), min(bottom, top), max(left, right), max(bottom, top))


def _middle(word: Word) -> float:
    return (word.box.bottom + word.box.top) / 2


def _covers(area: Box, word: Word) -> bool:
    """Return whether a word is inside an area, except for an overhang."""
    slack = _SLACK * word.size
    inside = area.left - slack <= word.box.left and word.box.right <= area.right + slack
    return inside and area.bottom <= _middle(word) <= area.top


def _overlap(area: Box, other: Box) -> bool:
    return min(area.right, other.right) > max(area.left, other.left) and min(
        area.top, other.top
    ) > max(area.bottom, other.bottom)
