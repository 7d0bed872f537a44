"""Writes the Document as Markdown: headings, lists and links of CommonMark, and no HTML."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cvtex.document import (
    Block,
    Document,
    Entry,
    Highlight,
    Highlights,
    Leaf,
    Note,
    Notes,
    Paragraph,
    PartRole,
)
from cvtex.writers import Writer
from cvtex.writers.md.inline import inline
from cvtex.writers.md.reading import read_text

_APART = " • "
_BREAK = "\\\n"
"""A line end inside a paragraph."""

_LEVELS = 6
"""Of headings."""


def write_markdown(document: Document) -> str:
    """Return a Document as Markdown: blocks with blank lines between them."""
    return "\n\n".join(filter(None, _parts(document))) + "\n"


def _parts(document: Document) -> Iterator[str]:
    if document.sheet:
        yield inline(document.sheet)
    yield _heading(1, [document.name])
    yield _joined(_APART, document.names)
    if document.headline:
        yield inline(document.headline)
    contacts = (_labelled(contact.label, contact.value) for contact in document.contacts)
    yield "\n".join(f"- {line}" for line in contacts)
    yield "\n".join(f"- {_note(fact)}" for fact in document.facts)
    for section in document.sections:
        yield _heading(2, [section.title])
        yield from map(inline, section.reminders)
        yield from _blocks(section.blocks, 3)
    if document.closing:
        yield _joined(_BREAK, document.closing.leaves)
    for part in document.letter.parts if document.letter else ():
        blocks = _blocks(part.blocks, 3)
        # An address has lines, the text has paragraphs.
        yield from blocks if part.role is PartRole.BODY else [_BREAK.join(blocks)]


def _blocks(blocks: Iterable[Block], level: int) -> Iterator[str]:
    for block in blocks:
        match block:
            case Entry():
                yield from _entry(block, level)
            case Notes():
                yield _APART.join(map(_note, block.items))
                yield from map(inline, block.reminders)
            case Paragraph():
                yield inline(block.text)
            case Highlights():
                yield "\n".join(line for item in block.items for line in _highlight(item, ""))


def _entry(entry: Entry, level: int) -> Iterator[str]:
    """Yield an entry: its title is a heading, what else is in its row is a line below."""
    below: tuple[Leaf, ...] = entry.row
    if entry.heading:
        # Dates that come first are in the heading, which keeps the order.
        count = len(entry.row) if entry.dates and entry.dates_first else 1
        yield _heading(level, entry.row[:count])
        below = entry.row[count:]
    yield _joined(_APART, below)
    yield from map(inline, entry.reminders)
    yield from _blocks(entry.blocks, level + 1)


def _highlight(item: Highlight, indent: str) -> Iterator[str]:
    yield f"{indent}- {inline(item.text)}"
    for reminder in item.reminders:
        yield ""
        yield f"{indent}  {inline(reminder)}"
    if item.reminders and item.highlights:
        yield ""
    for inner in item.highlights:
        yield from _highlight(inner, f"{indent}  ")


def _heading(level: int, leaves: Iterable[Leaf]) -> str:
    return f"{'#' * min(level, _LEVELS)} {_joined(_APART, leaves)}"


def _joined(between: str, leaves: Iterable[Leaf]) -> str:
    return between.join(map(inline, leaves))


def _note(note: Note) -> str:
    return _labelled(note.label, note.text)


def _labelled(label: Leaf | None, text: Leaf) -> str:
    return f"{inline(label)}{label.gap}{inline(text)}" if label else inline(text)


WRITER = Writer(
    lambda document: write_markdown(document).encode(), lambda data: read_text(data.decode())
)
