"""Whether the tags tell what the Document tells: a tree may be valid and say nothing."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from unicodedata import category, normalize

from cvtex.diagnostics import Diagnostic, Span
from cvtex.diagnostics.codes import Code
from cvtex.document import (
    Block,
    Document,
    Emphasis,
    Entry,
    Highlight,
    Highlights,
    Inline,
    Leaf,
    Link,
    Notes,
    Paragraph,
    Strong,
    plain,
)
from cvtex.unicode.bidi import is_bidirectional, mirrored
from cvtex.verify.opened import Opened
from cvtex.verify.places import squeezed
from cvtex.verify.structure.screen_reader import Told, read_tags, tell
from cvtex.wording.language import language_of

# Headings go six levels deep (ISO 32000-1, 14.8.4.3.2).
_DEEPEST = 6


def check_told(opened: Opened, document: Document | None) -> Iterator[Diagnostic]:
    """Find what the tags leave out, tell otherwise or add."""
    if document is None or opened.tree is None:
        return
    wanted, found = list(_Wanted(document)), list(tell(read_tags(opened)))
    ours = [(told.kind, _key(told), told.url) for told, _ in wanted]
    theirs = [(told.kind, _key(told), told.url) for told in found]
    for kind, a, b, c, d in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        for told, span in wanted[a:b]:
            yield _finding(f"the tags do not have the {told.kind} `{told.text}` here", span)
        if kind == "insert":
            for told in found[c:d]:
                yield _finding(
                    f"only the tags have this {told.kind}, that nobody typed: `{told.text}`", None
                )


def _finding(message: str, span: Span | None) -> Diagnostic:
    return Diagnostic(Code.TAGS_MISMATCH, message, span, "screen readers read these out")


def _key(told: Told) -> str:
    """Return its words as they are compared: without spaces, look-alikes and what can't be seen.

    Text from right to left is painted from the left, and its marks where the font has them: which
    characters there are is all that counts.
    """
    seen = "".join(char for char in squeezed(told.text) if category(char) != "Cf")
    if not told.turned:
        return seen
    # A bracket is painted as the one that closes what it opens.
    return "".join(sorted(char for char in normalize("NFD", seen) if mirrored(char) == char))


class _Wanted:
    """What a Document tells, thing by thing, with where it was typed."""

    def __init__(self, document: Document) -> None:
        self.document = document

    def __iter__(self) -> Iterator[tuple[Told, Span]]:
        document = self.document
        yield from self._line("heading 1", document.name)
        if photo := document.photo:
            turned = is_bidirectional(photo.alt)
            yield Told("picture", photo.alt, turned=turned), photo.span
        yield from self._line("paragraph", document.headline)
        for contact in document.contacts:
            yield from self._line("item 1", contact.label, contact.value)
        for section in document.sections:
            yield from self._line("heading 2", section.title)
            yield from self._blocks(section.blocks, 3)

    def _blocks(self, blocks: tuple[Block, ...], level: int) -> Iterator[tuple[Told, Span]]:
        for block in blocks:
            match block:
                case Entry():
                    yield from self._line(f"heading {min(level, _DEEPEST)}", *block.row)
                    yield from self._blocks(block.blocks, level + bool(block.row))
                case Notes():
                    leaves = [leaf for note in block.items for leaf in (note.label, note.text)]
                    yield from self._line("paragraph", *leaves)
                case Paragraph():
                    yield from self._line("paragraph", block.text)
                case Highlights():
                    yield from self._items(block.items, 1)

    def _items(self, items: tuple[Highlight, ...], depth: int) -> Iterator[tuple[Told, Span]]:
        for item in items:
            yield from self._line(f"item {depth}", item.text)
            yield from self._items(item.highlights, depth + 1)

    def _line(self, kind: str, *leaves: Leaf | None) -> Iterator[tuple[Told, Span]]:
        printed = [leaf for leaf in leaves if leaf]
        text = " ".join(leaf.text for leaf in printed)
        turned = is_bidirectional(text)
        if printed:
            yield Told(kind, text, turned=turned), printed[0].span
        for leaf in printed:
            if language := language_of(leaf.text, self.document):
                yield Told(f"text in {language}", leaf.text, turned=turned), leaf.span
            for link in _links(leaf.content):
                yield Told("link", plain(link.content), link.url, turned), leaf.span


def _links(content: tuple[Inline, ...]) -> Iterator[Link]:
    for part in content:
        if isinstance(part, Link):
            yield part
        elif isinstance(part, Strong | Emphasis):
            yield from _links(part.content)
