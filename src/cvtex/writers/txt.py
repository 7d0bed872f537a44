"""Writes the Document as plain text, to paste into web forms.

Forms keep only line ends and bullets. Lines are wrapped only if the design gives a width.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cvtex.document import (
    Block,
    CodeSpan,
    Document,
    Entry,
    Highlight,
    Highlights,
    Inline,
    Leaf,
    Link,
    Notes,
    Paragraph,
    PartRole,
    Text,
)
from cvtex.schema.addresses import is_shown
from cvtex.unicode.columns import wrapped
from cvtex.writers import Writer

_BULLETS = ("•", "–")
"""For highlights and nested ones; both are in Windows code page 1252."""


def write_text(document: Document) -> str:
    """Return a Document as plain text: lines in paragraphs, a blank line between them."""
    head = [document.sheet, document.name, *document.names, document.headline]
    contacts = [_labelled(contact.label, contact.value) for contact in document.contacts]
    facts = [_labelled(fact.label, fact.text) for fact in document.facts]
    paragraphs = [[_inline(leaf.content) for leaf in head if leaf], contacts, facts]
    for section in document.sections:
        paragraphs.append([_inline(section.title.content), *_lines(section.reminders)])
        paragraphs += _paragraphs([], section.blocks, (Entry, Paragraph))
    if document.closing:
        paragraphs.append(_lines(document.closing.leaves))
    for part in document.letter.parts if document.letter else ():
        apart = (Paragraph,) if part.role is PartRole.BODY else ()
        paragraphs += _paragraphs([], part.blocks, apart)
    width = document.design.text_width
    if width:
        paragraphs = [
            [part for line in lines for part in _wrapped(line, width)] for lines in paragraphs
        ]
    return "\n\n".join("\n".join(lines) for lines in paragraphs if lines) + "\n"


def _wrapped(line: str, width: int) -> Iterator[str]:
    bare = line.lstrip(" ")
    hanging = len(line) - len(bare) + 2 * bare.startswith(tuple(f"{mark} " for mark in _BULLETS))
    return wrapped(line, width, " " * hanging)


def _paragraphs(
    lines: list[str], blocks: tuple[Block, ...], apart: tuple[type[Block], ...]
) -> Iterator[list[str]]:
    """Yield paragraphs as lists of lines: the first begins with `lines`, then come the blocks.

    Blocks of the types `apart` are separate paragraphs, except that the first block continues
    `lines`.
    """
    for before, block in zip((None, *blocks), blocks, strict=False):
        if before and (isinstance(before, apart) or isinstance(block, apart)):
            yield lines
            lines = []
        match block:
            case Entry():
                lines += _lines((*block.row, *block.reminders))
                *whole, lines = _paragraphs(lines, block.blocks, (Entry,))
                yield from whole
            case Notes():
                lines += (_labelled(note.label, note.text) for note in block.items)
                lines += _lines(block.reminders)
            case Paragraph():
                lines.append(_inline(block.text.content))
            case Highlights():
                lines += (line for item in block.items for line in _highlight(item, 0))
    yield lines


def _highlight(item: Highlight, level: int) -> Iterator[str]:
    yield f"{'  ' * level}{_BULLETS[min(level, len(_BULLETS) - 1)]} {_inline(item.text.content)}"
    yield from (f"{'  ' * (level + 1)}{text}" for text in _lines(item.reminders))
    for inner in item.highlights:
        yield from _highlight(inner, level + 1)


def _lines(leaves: Iterable[Leaf]) -> list[str]:
    return [_inline(leaf.content) for leaf in leaves]


def _labelled(label: Leaf | None, text: Leaf) -> str:
    before = f"{_inline(label.content)}{label.gap}" if label else ""
    return f"{before}{_inline(text.content)}"


def _inline(content: tuple[Inline, ...]) -> str:
    return "".join(map(_part, content))


def _part(part: Inline) -> str:
    match part:
        case Text() | CodeSpan():
            return part.text
        case Link():
            text = _inline(part.content)
            return text if is_shown(part.url, text) else f"{text} ({part.url})"
        case _:
            return _inline(part.content)


WRITER = Writer(
    lambda document: write_text(document).encode(), bytes.decode, wraps=True, enveloped=False
)
