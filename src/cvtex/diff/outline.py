"""A Document as groups of lines: the head, the sections, their entries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from cvtex.document import Document, Entry, Inline, Leaf, Link, Section
from cvtex.document.blocks import block_lines
from cvtex.document.inline import plain

HEAD = "head"
"""The kind of the group with the name and the contacts, which has no title."""

_BETWEEN = "  "
"""What is shown between two leaves of a line."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line that is compared: its text, and each leaf in it with its offset.

    A row without leaves is the address of a link.
    """

    text: str
    leaves: tuple[tuple[int, int], ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Group:
    """The head, a section, a part of a letter or an entry.

    `kind` is the type of a section, or the role of a part.
    """

    kind: str
    title: str
    rows: tuple[Row, ...]
    groups: tuple[Group, ...] = ()

    @property
    def text(self) -> str:
        """All its own text."""
        return "\n".join(row.text for row in self.rows)


def outline(document: Document) -> tuple[Group, ...]:
    """Return the groups of a Document in reading order."""
    return tuple(_groups(document))


def _groups(document: Document) -> Iterator[Group]:
    head = replace(document, sections=(), closing=None, letter=None)
    yield Group(HEAD, "", _rows(head.lines(), addresses=False))
    for section in document.sections:
        yield _section(section)
    if document.closing:
        yield Group("closing", "", _rows((leaf,) for leaf in document.closing.leaves))
    for part in document.letter.parts if document.letter else ():
        lines = (line for block in part.blocks for line in block_lines(block))
        yield Group(part.role, str(part.role), _rows(lines))


def _section(section: Section) -> Group:
    own = [(section.title,), *((leaf,) for leaf in section.reminders)]
    entries = list[Group]()
    for block in section.blocks:
        if isinstance(block, Entry):
            rows = _rows(block_lines(block))
            title = block.title or block.dates
            entries.append(Group(section.kind, title.text if title else "", rows))
        else:
            own += block_lines(block)
    return Group(section.kind, section.title.text, _rows(own), tuple(entries))


def _rows(lines: Iterable[tuple[Leaf, ...]], *, addresses: bool = True) -> tuple[Row, ...]:
    rows = list[Row]()
    for line in lines:
        text, leaves = "", list[tuple[int, int]]()
        for leaf in line:
            text += _BETWEEN if text else ""
            leaves.append((leaf.number, len(text)))
            text += leaf.text
        rows.append(Row(text, tuple(leaves)))
        if addresses:
            rows += (Row(url) for leaf in line for url in _addresses(leaf.content))
    return tuple(rows)


def _addresses(content: tuple[Inline, ...]) -> Iterator[str]:
    """Yield the addresses of links that do not show them."""
    for part in content:
        if isinstance(part, Link):
            bare = part.url.partition(":")[2].strip("/")
            if bare not in plain(part.content):
                yield part.url
        elif not hasattr(part, "text"):
            yield from _addresses(part.content)
