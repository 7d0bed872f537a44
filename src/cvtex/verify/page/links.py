"""Whether each link leads somewhere, and can be clicked where it is read."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from cvtex.diagnostics import Diagnostic
from cvtex.diagnostics.codes import Code
from cvtex.document import Document
from cvtex.pdf.objects import Place, entry, name, numbers, place, text
from cvtex.verify.opened import Opened
from cvtex.verify.page.model import Box, Mark, Page, Word
from cvtex.verify.places import spot
from cvtex.verify.structure.elements import Element, Reference

# RFC 3986, 6068 and 3966, as far as a résumé needs them: nothing but ASCII, no spaces, a host, an
# address, a number.
_PLAIN = r"[!#-;=?-\[\]_a-z~%]"
_TARGETS = {
    "http": re.compile(
        rf"https?://[A-Za-z0-9\[][A-Za-z0-9.:\[\]-]*([/?#]{_PLAIN}*)?", re.IGNORECASE
    ),
    "https": re.compile(
        rf"https?://[A-Za-z0-9\[][A-Za-z0-9.:\[\]-]*([/?#]{_PLAIN}*)?", re.IGNORECASE
    ),
    # A host in other letters is in percent signs there (RFC 6068, 2).
    "mailto": re.compile(rf"mailto:[!#-?A-Z^-~]+@[A-Za-z0-9.%-]+(\?{_PLAIN}*)?", re.IGNORECASE),
    "tel": re.compile(r"tel:\+?[0-9().-]*[0-9][0-9().-]*(;[a-z0-9-]+(=[!#-~]*)?)*", re.IGNORECASE),
}
# Chrome 95 and Firefox 90 were the first without.
_GIVEN_UP = frozenset({"ftp", "gopher"})
# How far text may stand out of its link, in type sizes: italics and kerns lean over.
_SLACK = 0.3
# A page where so many words and pictures lie in the rows of so many links is no résumé's.
_LOOKS = 1_000_000


def check_targets(opened: Opened, document: Document | None) -> Iterator[Diagnostic]:
    """Find links that lead to no page, mailbox or telephone."""
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
        said, link = text(entry(annotation, "/Contents")), tagged.get(place(annotation))
        what = f"leads to `{target}`" if target else f"leads nowhere ({kind or 'no action'})"
        yield Diagnostic(
            Code.LINK_TARGET,
            f"page {number + 1}: a link{f' of `{said}`' if said else ''} {what}",
            spot(opened, link.leaf if link else None, document),
            _hint(scheme, target),
        )


def _hint(scheme: str, target: str) -> str:
    if not target:
        return "give it an address (URI)"
    if scheme in _TARGETS:
        return "an address is of ASCII, without spaces, and has a host, a mailbox or a number"
    if scheme in _GIVEN_UP:
        return "browsers no longer open such addresses: use https://"
    return "programs everywhere open links that begin with https://, http://, mailto: or tel:"


def check_areas(opened: Opened, document: Document | None) -> Iterator[Diagnostic]:
    """Find links that can't be clicked where their text stands."""
    tagged = _tagged(opened)
    told = set[tuple[int, int]]()
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
            elif at in tagged and (number, id(tagged[at])) not in told:
                told.add((number, id(tagged[at])))
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
    """The words of a page by their height: there may be as many links as words."""

    def __init__(self, page: Page) -> None:
        self._words = sorted(page.words, key=_middle)
        self._pictures = [one.box for one in page.shapes if one.picture]
        self._of: dict[Mark | None, list[Word]] = {}
        for word in page.words:
            self._of.setdefault(word.mark, []).append(word)
        self._looks = _LOOKS

    def in_area(self, area: Box) -> bool:
        """Return whether a word is in an area."""
        first = bisect_left(self._words, area.bottom, key=_middle)
        last = bisect_right(self._words, area.top, key=_middle)
        self._looks -= last - first
        return self._looks < 0 or any(_covers(area, word) for word in self._words[first:last])

    def has_picture(self, area: Box) -> bool:
        """Return whether a picture meets an area."""
        self._looks -= len(self._pictures)
        return self._looks < 0 or any(_meet(area, box) for box in self._pictures)

    def outside(self, link: Element, boxes: list[Box]) -> list[Word]:
        """Return the words of a link that none of its areas covers."""
        words = [word for mark in link.marks() for word in self._of.get(mark, ()) if word.fits]
        self._looks -= len(words) * len(boxes)
        if self._looks < 0:
            return []
        return [word for word in words if not any(_covers(box, word) for box in boxes)]


def _areas(opened: Opened) -> dict[int, list[tuple[Place, Box | None]]]:
    """Return where the links of each page can be clicked, with the places of the annotations."""
    areas: dict[int, list[tuple[Place, Box | None]]] = {}
    for number, annotation in opened.annotations:
        if name(entry(annotation, "/Subtype")) == "Link":
            areas.setdefault(number, []).append((place(annotation), _box(annotation)))
    return areas


def _tagged(opened: Opened) -> dict[Place, Element]:
    """Return the Link elements by the annotations that they hold."""
    return {
        kid.annotation: element
        for element in opened.elements
        if element.kind == "Link"
        for kid in element.kids
        if isinstance(kid, Reference)
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
    """Return whether a word is inside of an area, but for what leans over."""
    slack = _SLACK * word.size
    inside = area.left - slack <= word.box.left and word.box.right <= area.right + slack
    return inside and area.bottom <= _middle(word) <= area.top


def _meet(area: Box, other: Box) -> bool:
    return min(area.right, other.right) > max(area.left, other.left) and min(
        area.top, other.top
    ) > max(area.bottom, other.bottom)
