"""Compares the tags with the Document: a valid structure tree may have other content."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
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
    PartRole,
    Photo,
    Strong,
    plain,
)
from cvtex.unicode.bidi import is_bidirectional, mirrored
from cvtex.verify.opened import Opened
from cvtex.verify.places import squeezed
from cvtex.verify.structure.screen_reader import Utterance, read_tags, utterances
from cvtex.wording.language import language_of

_LEVEL_MAX = 6  # of headings (ISO 32000-1, 14.8.4.3.2)


def check_document_tags(opened: Opened, document: Document | None) -> Iterator[Diagnostic]:
    """Find text that is missing, different or added in the tags."""
    if document is None or opened.tree is None:
        return
    expected, found = list(_Expected(document)), list(utterances(read_tags(opened)))
    ours = [(item.kind, _key(item), item.url) for item, _ in expected]
    theirs = [(item.kind, _key(item), item.url) for item in found]
    for kind, a, b, c, d in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        for item, span in expected[a:b]:
            yield _finding(f"the tags do not have the {item.kind} `{item.text}` here", span)
        if kind == "insert":
            for item in found[c:d]:
                message = f"only the tags have this {item.kind}, which was not typed: `{item.text}`"
                yield _finding(message, None)


def _finding(message: str, span: Span | None) -> Diagnostic:
    return Diagnostic(Code.TAGS_MISMATCH, message, span, "screen readers read these out")


def _key(utterance: Utterance) -> str:
    """Return its text as it is compared: in NFKC, without spaces and invisible characters.

    For lines with right-to-left text, whose order may differ, the characters are sorted.
    """
    seen = "".join(char for char in squeezed(utterance.text) if category(char) != "Cf")
    if not utterance.has_rtl:
        return seen
    # Mirrored brackets are left out.
    return "".join(sorted(char for char in normalize("NFD", seen) if mirrored(char) == char))


class _Expected:
    """The utterances that a Document requires, with their spans."""

    def __init__(self, document: Document) -> None:
        self.document = document

    def __iter__(self) -> Iterator[tuple[Utterance, Span]]:
        document = self.document
        yield from self._line("paragraph", document.sheet)
        yield from self._line("heading 1", document.name)
        yield from self._picture(document.photo)
        yield from self._line("paragraph", *document.names)
        yield from self._line("paragraph", document.headline)
        for contact in document.contacts:
            yield from self._line("item 1", contact.label, contact.value)
        for fact in document.facts:
            yield from self._line("item 1", fact.label, fact.text)
        for section in document.sections:
            yield from self._line("heading 2", section.title)
            yield from self._paragraphs(section.reminders)
            yield from self._blocks(section.blocks, 3)
        if document.closing:
            yield from self._paragraphs(document.closing.above)
            yield from self._picture(document.signature)
            yield from self._line("paragraph", document.closing.signature)
        for part in document.letter.parts if document.letter else ():
            if part.role is PartRole.SIGNATURE:
                yield from self._picture(document.signature)
            yield from self._blocks(part.blocks, 2)

    def _picture(self, photo: Photo | None) -> Iterator[tuple[Utterance, Span]]:
        if photo:
            has_rtl = is_bidirectional(photo.alt)
            yield Utterance("picture", photo.alt, has_rtl=has_rtl), photo.span

    def _blocks(self, blocks: tuple[Block, ...], level: int) -> Iterator[tuple[Utterance, Span]]:
        for block in blocks:
            match block:
                case Entry():
                    yield from self._line(f"heading {min(level, _LEVEL_MAX)}", *block.row)
                    yield from self._paragraphs(block.reminders)
                    yield from self._blocks(block.blocks, level + bool(block.row))
                case Notes():
                    leaves = [leaf for note in block.items for leaf in (note.label, note.text)]
                    yield from self._line("paragraph", *leaves)
                    yield from self._paragraphs(block.reminders)
                case Paragraph():
                    yield from self._line("paragraph", block.text)
                case Highlights():
                    yield from self._items(block.items, 1)

    def _items(self, items: tuple[Highlight, ...], depth: int) -> Iterator[tuple[Utterance, Span]]:
        for item in items:
            yield from self._line(f"item {depth}", item.text)
            yield from self._paragraphs(item.reminders)
            yield from self._items(item.highlights, depth + 1)

    def _paragraphs(self, leaves: Iterable[Leaf]) -> Iterator[tuple[Utterance, Span]]:
        for leaf in leaves:
            yield from self._line("paragraph", leaf)

    def _line(self, kind: str, *leaves: Leaf | None) -> Iterator[tuple[Utterance, Span]]:
        printed = [leaf for leaf in leaves if leaf]
        text = " ".join(leaf.text for leaf in printed)
        has_rtl = is_bidirectional(text)
        if printed:
            yield Utterance(kind, text, has_rtl=has_rtl), printed[0].span
        for leaf in printed:
            if language := language_of(leaf.text, self.document):
                yield Utterance(f"text in {language}", leaf.text, has_rtl=has_rtl), leaf.span
            for link in _links(leaf.content):
                yield Utterance("link", plain(link.content), link.url, has_rtl), leaf.span


def _links(content: tuple[Inline, ...]) -> Iterator[Link]:
    for part in content:
        if isinstance(part, Link):
            yield part
        elif isinstance(part, Strong | Emphasis):
            yield from _links(part.content)
