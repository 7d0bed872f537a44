"""Checks the destinations of the bookmarks (ISO 32000-1, 12.3)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from pikepdf import Array, Dictionary, Pdf

from cvtex.diagnostics import Diagnostic
from cvtex.diagnostics.codes import Code
from cvtex.document import Document
from cvtex.pdf.objects import (
    Place,
    Value,
    entries,
    entry,
    integer,
    items,
    name,
    number,
    pairs,
    place,
    text,
)
from cvtex.verify.opened import Opened
from cvtex.verify.page.model import Word
from cvtex.verify.places import squeezed

# The index of the top coordinate in destinations that show a part of a page (12.3.2.2, table 151).
_TOPS = {"XYZ": 3, "FitH": 2, "FitBH": 2, "FitR": 5}
# How far above or below a heading's baseline the view may begin, in type sizes.
_ABOVE, _BELOW = 5.0, 0.5


class Bookmark(NamedTuple):
    """An outline item: its title, whether it has a destination, its page index and top.

    `page` is None if it leads out of the file or nowhere, `top` is None for a view of a whole page.
    """

    title: str
    leads: bool
    page: int | None = None
    top: float | None = None


def check_bookmarks(opened: Opened, document: Document | None) -> Iterator[Diagnostic]:
    """Find bookmarks without a destination, and sections without a bookmark."""
    bookmarks = list(_bookmarks(opened.pdf))
    if not bookmarks:
        yield Diagnostic(
            Code.BOOKMARKS_MISSING,
            "there are no bookmarks (ISO 32000-1, 12.3.3)",
            hint="readers navigate to sections by bookmarks",
        )
        return
    dead = [bookmark for bookmark in bookmarks if not bookmark.leads]
    if dead:
        more = f", nor do {len(dead) - 1} more" if len(dead) > 1 else ""
        yield Diagnostic(
            Code.BOOKMARKS_MISSING,
            f"the bookmark `{dead[0].title}` leads nowhere{more} (ISO 32000-1, 12.3.2)",
            hint="give it a destination on a page of the file",
        )
    leading: dict[str, list[Bookmark]] = {}
    for bookmark in bookmarks:
        if bookmark.leads:
            leading.setdefault(squeezed(bookmark.title), []).append(bookmark)
    places = _places(opened) if document else {}
    for section in document.sections if document else ():
        title = squeezed(section.title.text)
        own, headings = leading.get(title, []), places.get(title, [])
        if not own:
            message = f"no bookmark leads to `{section.title.text}`"
            yield Diagnostic(Code.BOOKMARKS_MISSING, message, section.title.span)
        elif headings and not any(_is_at(item, *heading) for item in own for heading in headings):
            message = f"the bookmark `{section.title.text}` leads to another place than its section"
            yield Diagnostic(Code.BOOKMARKS_MISSING, message, section.title.span)


def _places(opened: Opened) -> dict[str, list[tuple[int, Word]]]:
    """Return the page index and first word of each tagged heading, by its text."""
    first: dict[object, tuple[int, Word]] = {}
    for at, page in enumerate(opened.pages):
        for word in page.words:
            first.setdefault(word.mark, (at, word))
    places: dict[str, list[tuple[int, Word]]] = {}
    for element in opened.elements:
        if element.kind[:1] == "H" and element.kind[1:].isdigit():
            marks = list(element.marks())
            title = squeezed("".join(opened.texts.get(mark, "") for mark in marks))
            where = next((first[mark] for mark in marks if mark in first), None)
            if where:
                places.setdefault(title, []).append(where)
    return places


def _is_at(bookmark: Bookmark, page: int, word: Word) -> bool:
    """Return whether a bookmark leads to a word, or to its whole page."""
    if bookmark.page is None or bookmark.top is None:
        return bookmark.page == page
    above = bookmark.top - word.box.bottom
    return bookmark.page == page and -_BELOW * word.size <= above <= _ABOVE * word.size


def _bookmarks(pdf: Pdf) -> Iterator[Bookmark]:
    """Yield the outline items, each once, even in a circular outline."""
    pages = {page.obj.objgen: at for at, page in enumerate(pdf.pages)}
    named = _named(pdf)
    seen: set[Place] = set()
    left = [entry(entry(pdf.Root, "/Outlines"), "/First")]
    while left:
        item = left.pop()
        if item is None or place(item) in seen:
            continue
        seen.add(place(item))
        yield _bookmark(item, pages, named)
        left += [entry(item, "/Next"), entry(item, "/First")]


def _bookmark(item: Value, pages: dict[Place, int], named: dict[str, Any]) -> Bookmark:
    title, action, goal = text(entry(item, "/Title")), entry(item, "/A"), entry(item, "/Dest")
    if goal is None and name(entry(action, "/S")) == "GoTo":
        goal = entry(action, "/D")
    elif goal is None:
        # The parent of other items needs no destination.
        return Bookmark(title, leads=action is not None or entry(item, "/First") is not None)
    goal = named.get(name(goal) or text(goal), goal)
    if isinstance(goal, Dictionary):
        goal = entry(goal, "/D")
    view = items(goal) if isinstance(goal, Array) else []
    # Some tools write a page index, which viewers accept.
    page = pages.get(place(view[0]), integer(view[0])) if view else None
    if page is None or not 0 <= page < len(pages):
        return Bookmark(title, leads=False)
    at = _TOPS.get(name(view[1])) if len(view) > 1 else None
    top = number(view[at]) if at is not None and at < len(view) else None
    return Bookmark(title, leads=True, page=page, top=top)


def _named(pdf: Pdf) -> dict[str, Any]:
    """Return the named destinations, by name or by string (12.3.2.3)."""
    named = {key.removeprefix("/"): value for key, value in entries(entry(pdf.Root, "/Dests"))}
    tree = entry(entry(pdf.Root, "/Names"), "/Dests")
    return named | {text(key): goal for key, goal in pairs(tree, "/Names")}
