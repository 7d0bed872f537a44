"""What the tags alone say: headings, paragraphs, items, links, each with its words.

They are read as a screen reader reads them, without a look at the page.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cvtex.pdf.objects import entry, place, text
from cvtex.unicode.bidi import is_bidirectional
from cvtex.verify.opened import Opened
from cvtex.verify.page.model import Mark
from cvtex.verify.structure.elements import INLINE, Element, Reference


@dataclass(frozen=True, slots=True)
class Tag:
    """An element as it is told: its type, its words, its language, where it leads.

    The words of a block are its own and those of the elements in its lines, those of a picture are
    said in place of it; `kids` are all elements below it, in reading order; `leaf` is the number
    of the leaf that it is a part of, None where the file has none.
    """

    kind: str
    text: str
    language: str
    url: str = ""
    kids: tuple[Tag, ...] = ()
    leaf: int | None = None


def read_tags(opened: Opened) -> tuple[Tag, ...]:
    """Return what the tags say, from the top; nothing for a PDF without tags."""
    urls = {
        place(annotation): text(entry(entry(annotation, "/A"), "/URI"))
        for _, annotation in opened.annotations
    }
    tree = opened.tree
    kids = tree.kids if tree else ()
    return tuple(_tag(kid, opened, urls) for kid in kids if isinstance(kid, Element))


def _tag(element: Element, opened: Opened, urls: dict[tuple[int, int], str]) -> Tag:
    words, kids, url = list[str](), list[Tag](), ""
    for kid in element.kids:
        if isinstance(kid, Mark):
            words.append(opened.said.get(kid, ""))
        elif isinstance(kid, Reference):
            url = url or urls.get(kid.annotation, "")
        else:
            tag = _tag(kid, opened, urls)
            kids.append(tag)
            if kid.kind in INLINE:
                words.append(tag.text)
    # Other words stand for all that the element holds (ISO 32000-1, 14.9.3 and 14.9.4).
    if other := element.actual or element.alternative:
        words, kids = [other], []
    return Tag(element.kind, "".join(words), element.language, url, tuple(kids), element.leaf)


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that is told: what it is, its words without the spaces at either end.

    It is `turned` if text from right to left is in the same lines: their signs may have moved.
    """

    kind: str
    text: str
    url: str = ""
    turned: bool = False


def tell(
    tags: tuple[Tag, ...], depth: int = 0, around: str = "", *, turned: bool = False
) -> Iterator[Told]:
    """Yield what a screen reader tells, in order. Labels of lists are left out.

    What stands in a line and is in another language than the line is told too.
    """
    for tag in tags:
        below = depth + (tag.kind == "L")
        kinds = {"P": "paragraph", "Link": "link", "LBody": f"item {depth}", "Figure": "picture"}
        kind = kinds.get(tag.kind)
        if tag.kind[:1] == "H" and tag.kind[1:].isdigit():
            kind = f"heading {tag.kind[1:]}"
        if tag.kind == "Span" and around and tag.language != around:
            kind = f"text in {tag.language}"
        moved = turned if tag.kind in INLINE else is_bidirectional(tag.text)
        if kind and (tag.text.strip() or tag.kind == "Link"):
            yield Told(kind, " ".join(tag.text.split()), tag.url, moved)
        yield from tell(tag.kids, below, tag.language, turned=moved)
