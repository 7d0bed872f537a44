"""A Document as groups of lines: the head, the sections, their entries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from cvtex.document import Document, Entry, Inline, Leaf, Link, Section
from cvtex.document.blocks import alone, block_lines, some
from cvtex.document.inline import plain

HEAD = "head"
"""The kind of the group with the name and the contacts, which has no title."""

_BETWEEN = "  "
"""What is shown between two leaves of a line."""


@dataclass(frozen=True, slots=True)
class OutlineRow:
    """A line that is compared: its text, and each leaf in it with its offset.

    `role` says what it is, as `name`, `email` or `title`, or "". A row without leaves is the
    address of a link.
    """

    text: str
    role: str = ""
    leaves: tuple[tuple[int, int], ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Group:
    """The head, a section, a part of a letter or an entry.

    `kind` is the type of a section, or the role of a part.
    """

    kind: str
    title: str
    rows: tuple[OutlineRow, ...]
    groups: tuple[Group, ...] = ()

    @property
    def text(self) -> str:
        """All its own text."""
        return "\n".join(row.text for row in self.rows)


def outline(document: Document) -> tuple[Group, ...]:
    """Return the groups of a Document in reading order."""
    return tuple(_groups(document))


def _groups(document: Document) -> Iterator[Group]:
    yield Group(HEAD, "", tuple(_head(document)))
    for section in document.sections:
        yield _section(section)
    if document.closing:
        yield Group("closing", "closing", _rows(alone(document.closing.leaves)))
    for part in document.letter.parts if document.letter else ():
        lines = (line for block in part.blocks for line in block_lines(block))
        yield Group(part.role, str(part.role), _rows(lines, part.role))


def _head(document: Document) -> Iterator[OutlineRow]:
    for role, leaf in (
        ("sheet", document.sheet),
        ("name", document.name),
        *(("names", leaf) for leaf in document.names),
        ("headline", document.headline),
    ):
        if leaf:
            yield _row((leaf,), role)
    for contact in document.contacts:
        yield _row(some(contact.label, contact.value), contact.kind)
    for fact in document.facts:
        yield _row(some(fact.label, fact.text))


def _section(section: Section) -> Group:
    lines: list[tuple[Leaf, ...]] = [*alone(section.reminders)]
    entries = list[Group]()
    for block in section.blocks:
        if isinstance(block, Entry):
            title = block.title or block.dates
            rows = _rows(block_lines(_dates_last(block)), "title")
            entries.append(Group(section.kind, title.text if title else "", rows))
        else:
            lines += block_lines(block)
    own = (_row((section.title,), "title"), *_rows(lines))
    return Group(section.kind, section.title.text, own, tuple(entries))


def _dates_last(entry: Entry) -> Entry:
    """Return an entry whose dates are where most themes have them: their place is no word."""
    blocks = (_dates_last(one) if isinstance(one, Entry) else one for one in entry.blocks)
    return replace(entry, dates_first=False, blocks=tuple(blocks))


def _rows(lines: Iterable[tuple[Leaf, ...]], first: str = "") -> tuple[OutlineRow, ...]:
    """Return lines as rows, with the addresses of their links; `first` is the role of the first."""
    rows = list[OutlineRow]()
    for line in lines:
        rows.append(_row(line, "" if rows else first))
        rows += (OutlineRow(url, "link") for leaf in line for url in _addresses(leaf.content))
    return tuple(rows)


def _row(line: tuple[Leaf, ...], role: str = "") -> OutlineRow:
    text, leaves = "", list[tuple[int, int]]()
    for leaf in line:
        text += _BETWEEN if text else ""
        leaves.append((leaf.number, len(text)))
        text += leaf.text
    return OutlineRow(text, role, tuple(leaves))


def _addresses(content: tuple[Inline, ...]) -> Iterator[str]:
    """Yield the addresses of links that do not show them."""
    for part in content:
        if isinstance(part, Link):
            bare = part.url.partition(":")[2].strip("/")
            if bare not in plain(part.content):
                yield part.url
        elif not hasattr(part, "text"):
            yield from _addresses(part.content)
