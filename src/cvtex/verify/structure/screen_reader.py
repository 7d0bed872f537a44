"""Reads the tags as a screen reader does: headings, paragraphs, list items, links."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from cvtex.pdf.objects import entry, place, text
from cvtex.unicode.bidi import is_bidirectional
from cvtex.verify.opened import Opened
from cvtex.verify.page.model import MarkedContent
from cvtex.verify.structure.elements import INLINE, Element, ObjectReference


class Tag(NamedTuple):
    """A structure element: its type, text, language and, for a link, its address.

    The text of a block includes that of inline elements; the text of a picture is its alternative.
    `kids` are all child elements, in reading order; `leaf` is the number of its leaf, if it has
    one.
    """

    kind: str
    text: str
    language: str
    url: str = ""
    kids: tuple[Tag, ...] = ()
    leaf: int | None = None


def read_tags(opened: Opened) -> tuple[Tag, ...]:
    """Return the top-level elements; none for a PDF without tags."""
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
        if isinstance(kid, MarkedContent):
            words.append(opened.texts.get(kid, ""))
        elif isinstance(kid, ObjectReference):
            url = url or urls.get(kid.annotation, "")
        else:
            tag = _tag(kid, opened, urls)
            kids.append(tag)
            if kid.kind in INLINE:
                words.append(tag.text)
    # A replacement text replaces the whole content (ISO 32000-1, 14.9.3 and 14.9.4).
    if other := element.actual or element.alternative:
        words, kids = [other], []
    return Tag(element.kind, "".join(words), element.language, url, tuple(kids), element.leaf)


class Utterance(NamedTuple):
    """One utterance of a screen reader: its kind, its text and, for a link, its address.

    `has_rtl` is whether its lines have right-to-left text, whose punctuation may be reordered.
    """

    kind: str
    text: str
    url: str = ""
    has_rtl: bool = False


def utterances(
    tags: tuple[Tag, ...], depth: int = 0, around: str = "", *, has_rtl: bool = False
) -> Iterator[Utterance]:
    """Yield the utterances of a screen reader, in order, without labels of lists.

    Inline text in another language than its block is an utterance, too.
    """
    for tag in tags:
        below = depth + (tag.kind == "L")
        kinds = {"P": "paragraph", "Link": "link", "LBody": f"item {depth}", "Figure": "picture"}
        kind = kinds.get(tag.kind)
        if tag.kind[:1] == "H" and tag.kind[1:].isdigit():
            kind = f"heading {tag.kind[1:]}"
        if tag.kind == "Span" and around and tag.language != around:
            kind = f"text in {tag.language}"
        moved = has_rtl if tag.kind in INLINE else is_bidirectional(tag.text)
        if kind and (tag.text.strip() or tag.kind == "Link"):
            yield Utterance(kind, " ".join(tag.text.split()), tag.url, moved)
        yield from utterances(tag.kids, below, tag.language, has_rtl=moved)
