"""What a Document prints, in a form that is easy to read in a test."""

from __future__ import annotations

from collections.abc import Iterator

from cvtex.document import (
    Block,
    CodeSpan,
    Entry,
    Highlight,
    Highlights,
    Inline,
    Link,
    Notes,
    Paragraph,
    Text,
)

from .conftest import Build


def links_in(content: tuple[Inline, ...]) -> Iterator[Link]:
    """Yield each link in a content, also inside emphasis."""
    for part in content:
        if isinstance(part, Link):
            yield part
        if not isinstance(part, Text | CodeSpan):
            yield from links_in(part.content)


def lines_of(blocks: tuple[Block, ...], indent: str = "") -> Iterator[str]:
    """Yield blocks as lines, in a form that is easy to read in a test."""
    for block in blocks:
        match block:
            case Entry():
                row = (block.title, *block.details, block.dates)
                yield indent + " | ".join(leaf.text for leaf in row if leaf)
                yield from lines_of(block.blocks, indent + "  ")
            case Notes():
                pairs = [(note.label, note.text) for note in block.items]
                yield indent + "; ".join(
                    " ".join(leaf.text for leaf in pair if leaf) for pair in pairs
                )
            case Paragraph():
                yield indent + block.text.text
            case Highlights():
                yield from _points(block.items, indent)


def _points(items: tuple[Highlight, ...], indent: str) -> Iterator[str]:
    for item in items:
        yield f"{indent}- {item.text.text}"
        yield from _points(item.highlights, indent + "  ")


def section_of(build: Build, source: str) -> list[str]:
    """Return the lines of a section, its title first."""
    (section,) = build(source).sections
    return [section.title.text, *lines_of(section.blocks)]
