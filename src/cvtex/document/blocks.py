"""What a page is made of: contacts, entries, paragraphs, lists, the photo.

`reminders` are notes of the person to themselves, below the line that they belong to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Literal, get_args

from cvtex.diagnostics import Span
from cvtex.document.inline import Leaf


class Role(StrEnum):
    """The role of a text in an entry."""

    ORGANISATION = "organisation"
    PERSON = "person"
    PROJECT = "project"
    AWARD = "award"
    CERTIFICATE = "certificate"
    PUBLICATION = "publication"
    TALK = "talk"
    EVENT = "event"
    POSITION = "position"
    DEGREE = "degree"
    AREA = "area"
    DEPARTMENT = "department"
    SKILL = "skill"
    LANGUAGE = "language"
    INTEREST = "interest"
    LEVEL = "level"
    LOCATION = "location"
    EMAIL = "email"
    PHONE = "phone"


ContactKind = Literal["phone", "email", "url", "address", "profile"]


@dataclass(frozen=True, slots=True)
class Contact:
    """A way to reach the person."""

    kind: ContactKind
    label: Leaf | None
    value: Leaf


@dataclass(frozen=True, slots=True)
class Note:
    """A text with a label, such as courses; a degree has a role instead."""

    label: Leaf | None
    text: Leaf
    role: Role | None = None


@dataclass(frozen=True, slots=True)
class Notes:
    """Notes that share a line."""

    items: tuple[Note, ...]
    reminders: tuple[Leaf, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph."""

    text: Leaf


@dataclass(frozen=True, slots=True)
class Highlight:
    """A bullet point, with the points below it."""

    text: Leaf
    highlights: tuple[Highlight, ...] = ()
    reminders: tuple[Leaf, ...] = ()


@dataclass(frozen=True, slots=True)
class Highlights:
    """A list of bullet points."""

    items: tuple[Highlight, ...]


@dataclass(frozen=True, slots=True)
class Field:
    """A text in the heading of an entry, and its role."""

    role: Role
    leaf: Leaf


@dataclass(frozen=True, slots=True)
class Entry:
    """A school, an employer, a project: a row with its heading and dates, then blocks.

    The heading is in reading order; its first field is the title. Parts (degrees, positions) are
    entries among the blocks. The dates are read after the heading, or first.
    """

    heading: tuple[Field, ...]
    dates: Leaf | None
    blocks: tuple[Block, ...]
    dates_first: bool = False
    reminders: tuple[Leaf, ...] = ()

    @property
    def row(self) -> tuple[Leaf, ...]:
        """The first row in reading order."""
        heading = (field.leaf for field in self.heading)
        dates = (self.dates,) if self.dates else ()
        return (*dates, *heading) if self.dates_first else (*heading, *dates)

    @property
    def title(self) -> Leaf | None:
        """The title; None for a part with only dates."""
        return self.heading[0].leaf if self.heading else None

    @property
    def details(self) -> tuple[Leaf, ...]:
        """The texts between the title and the dates."""
        return tuple(field.leaf for field in self.heading[1:])


Block = Entry | Notes | Paragraph | Highlights


def block_tests() -> dict[str, Callable[[object], bool]]:
    """Return the tests of a template for the kinds of blocks, such as `entry`."""

    def test(kind: type[Block]) -> Callable[[object], bool]:
        return lambda block: isinstance(block, kind)

    return {kind.__name__.lower(): test(kind) for kind in get_args(Block)}


@dataclass(frozen=True, slots=True)
class Section:
    """A section: its type in the schema or `summary`, its title and its blocks.

    `aside` means that it is in a column beside the others, which is read first, `break_before`
    that it begins a page, `ruled` that it has rules between its entries.
    """

    kind: str
    title: Leaf
    blocks: tuple[Block, ...]
    aside: bool = False
    break_before: bool = False
    ruled: bool = False
    reminders: tuple[Leaf, ...] = ()


@dataclass(frozen=True, slots=True)
class Closing:
    """What is below the last section: a sentence, place and date, a name under a line to sign."""

    text: Leaf | None
    place: Leaf | None
    signature: Leaf | None

    @property
    def above(self) -> tuple[Leaf, ...]:
        """The texts above the line to sign on."""
        return some(self.text, self.place)

    @property
    def leaves(self) -> tuple[Leaf, ...]:
        """The texts that there are, in reading order."""
        return some(*self.above, self.signature)


@dataclass(frozen=True, slots=True)
class Picture:
    """A JPEG in sRGB, with its size in pixels.

    `file` is the person's file that it was made from, `digest` the SHA-256 of that.
    """

    jpeg: bytes
    width: int
    height: int
    file: Path
    digest: str


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo of the person or of a signature, its text alternative, and its span in the YAML.

    The text alternative is not printed, so it is not a leaf.
    """

    picture: Picture
    alt: str
    span: Span


def some(*leaves: Leaf | None) -> tuple[Leaf, ...]:
    """Return the leaves that there are."""
    return tuple(leaf for leaf in leaves if leaf)


def alone(leaves: Iterable[Leaf]) -> Iterator[tuple[Leaf]]:
    """Yield lines of one leaf each."""
    return ((leaf,) for leaf in leaves)


def block_lines(block: Block) -> Iterator[tuple[Leaf, ...]]:
    """Yield the lines of a block, each with its leaves in reading order."""
    match block:
        case Entry():
            yield block.row
            yield from alone(block.reminders)
            for inner in block.blocks:
                yield from block_lines(inner)
        case Notes():
            yield some(*(leaf for note in block.items for leaf in (note.label, note.text)))
            yield from alone(block.reminders)
        case Paragraph():
            yield (block.text,)
        case Highlights():
            for item in block.items:
                yield from _highlight_lines(item)


def _highlight_lines(item: Highlight) -> Iterator[tuple[Leaf, ...]]:
    yield (item.text,)
    yield from alone(item.reminders)
    for inner in item.highlights:
        yield from _highlight_lines(inner)
