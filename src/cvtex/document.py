"""The Document: a résumé with every text settled, in reading order, each piece with its place.

Behind `editions/` nothing else is known of the person's files. Writers print a Document, the
finishing pass tags a PDF by it, the verifier holds the PDF against it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import Literal

from cvtex.diagnostics import Span
from cvtex.diagnostics.origin import Origin


@dataclass(frozen=True, slots=True)
class Text:
    """Literal characters.

    `forms` are the places of Han characters that are drawn in a form of their own, with the
    selectors of these (UTS #37). No reader gets a selector: a search would not find the word.
    """

    text: str
    forms: tuple[tuple[int, str], ...] = ()
    origins: tuple[Origin, ...] = field(default=(), compare=False, repr=False)

    def __reduce__(self) -> tuple[type[Text], tuple[object, ...]]:
        """Leave the origins out of a Document on disk: only the check of a content file asks."""
        return Text, (self.text, self.forms)


@dataclass(frozen=True, slots=True)
class Strong:
    """Text that stands out: bold."""

    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Text that is stressed: italic, or its like in other scripts."""

    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Code:
    """Characters of a program, in a fixed-width face."""

    text: str
    origins: tuple[Origin, ...] = field(default=(), compare=False, repr=False)

    def __reduce__(self) -> tuple[type[Code], tuple[object, ...]]:
        """Leave the origins out, as a Text does."""
        return Code, (self.text,)


@dataclass(frozen=True, slots=True)
class Link:
    """Text that leads to an absolute URL."""

    content: tuple[Inline, ...]
    url: str


Inline = Text | Strong | Emphasis | Code | Link


def plain(content: tuple[Inline, ...]) -> str:
    """Return inline content as the characters that are printed."""
    return "".join(
        part.text if isinstance(part, Text | Code) else plain(part.content) for part in content
    )


def origins(content: tuple[Inline, ...], start: int = 0) -> Iterator[Origin]:
    """Yield where the characters of some content were typed, by their places in what is printed."""
    for part in content:
        if isinstance(part, Text | Code):
            for origin in part.origins:
                yield replace(origin, start=start + origin.start)
        else:
            yield from origins(part.content, start)
        start += len(plain((part,)))


def forms(content: tuple[Inline, ...]) -> dict[int, str]:
    """Return the selectors of the forms in some content, by places in what is printed of it."""
    found, start = dict[int, str](), 0
    for part in content:
        if isinstance(part, Text):
            found |= {start + at: selector for at, selector in part.forms}
        elif not isinstance(part, Code):
            found |= {start + at: selector for at, selector in forms(part.content).items()}
        start += len(plain((part,)))
    return found


@dataclass(frozen=True, slots=True)
class Leaf:
    """A piece of text: its place in reading order from 1, its content, where it was typed."""

    number: int
    content: tuple[Inline, ...]
    span: Span

    @property
    def text(self) -> str:
        """The characters that are printed."""
        return plain(self.content)

    def place_of(self, sought: str) -> Span:
        """Return where characters of the leaf were typed; its own place where nobody typed them."""
        start = self.text.find(sought)
        sources = []
        for origin in origins(self.content):
            if origin.source is None:
                continue
            first = start - origin.start
            last = first + len(sought) - 1
            if start >= 0 and first >= 0 and last < len(origin.offsets):
                return origin.source.at(origin.offsets[first], origin.offsets[last] + 1)
            sources.append(origin.source)
        found = (source for source in sources if sought in source)
        return next((source.place_of(sought) for source in found), self.span)


class Role(StrEnum):
    """What a text of an entry is."""

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
    """A text with a label: a mentor, courses, a skill; a degree has none, but its role."""

    label: Leaf | None
    text: Leaf
    role: Role | None = None


@dataclass(frozen=True, slots=True)
class Notes:
    """Notes that share a line."""

    items: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph."""

    text: Leaf


@dataclass(frozen=True, slots=True)
class Highlight:
    """A point of a list, with the points below it."""

    text: Leaf
    highlights: tuple[Highlight, ...] = ()


@dataclass(frozen=True, slots=True)
class Highlights:
    """A list of points."""

    items: tuple[Highlight, ...]


@dataclass(frozen=True, slots=True)
class Field:
    """A text in the heading of an entry, and what it is."""

    role: Role
    leaf: Leaf


@dataclass(frozen=True, slots=True)
class Entry:
    """A school, an employer, a project: one row of its heading and dates, then what is told.

    The heading is in reading order; its first field is the title. The parts (degrees, positions)
    are entries among the blocks. The dates are read after the heading, or first.
    """

    heading: tuple[Field, ...]
    dates: Leaf | None
    blocks: tuple[Block, ...]
    dates_first: bool = False

    @property
    def row(self) -> tuple[Leaf, ...]:
        """What stands in its first row, in reading order."""
        heading = (field.leaf for field in self.heading)
        dates = (self.dates,) if self.dates else ()
        return (*dates, *heading) if self.dates_first else (*heading, *dates)

    @property
    def title(self) -> Leaf | None:
        """What the entry is called by; a part may have nothing but dates."""
        return self.heading[0].leaf if self.heading else None

    @property
    def details(self) -> tuple[Leaf, ...]:
        """What stands between the title and the dates."""
        return tuple(field.leaf for field in self.heading[1:])

    def text_of(self, role: Role) -> str | None:
        """Return the text that has a role: in the heading, or in a line right below it."""
        notes = (note for block in self.blocks if isinstance(block, Notes) for note in block.items)
        given = [*((field.role, field.leaf) for field in self.heading)]
        given += [(note.role, note.text) for note in notes if note.role]
        return next((leaf.text for known, leaf in given if known is role), None)


Block = Entry | Notes | Paragraph | Highlights


@dataclass(frozen=True, slots=True)
class Section:
    """A section: its type in the schema or `summary`, its title, what stands in it.

    `aside` is whether it stands in a column beside the others, which is read first.
    """

    kind: str
    title: Leaf
    blocks: tuple[Block, ...]
    aside: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as it is printed: a JPEG in sRGB, its size in pixels.

    `file` is what it was made of, `digest` the SHA-256 of that.
    """

    jpeg: bytes
    width: int
    height: int
    file: Path
    digest: str


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo of the person, what it shows in words, where it was typed.

    The words are for who can't see it, and not on the page: they are no leaf.
    """

    picture: Picture
    alt: str
    span: Span


@dataclass(frozen=True, slots=True)
class Typeface:
    """A font family for a role, its size beside that of the text (None: with letters as high).

    `span` is where a person asked for it.
    """

    family: str
    scale: float | None = None
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a design, where a person typed it."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Words:
    """What a design says otherwise than the language does.

    `dates` is a style of dates (see `cvtex.wording.dates`), `case` is "upper" for titles of
    sections in capitals. `labels` and `titles` are by name; a label of "" is not printed.
    `dates_first` is whether the dates of an entry are read before its heading, `aside` are the
    types of sections that are read before the others.
    """

    dates: str = ""
    case: str = ""
    labels: Mapping[str, Word] = field(default_factory=dict)
    titles: Mapping[str, Word] = field(default_factory=dict)
    dates_first: bool = False
    aside: tuple[str, ...] = ()


@dataclass(frozen=True)
class Design:
    """How an edition looks.

    `themes` are its theme and those that it builds on, the base first; `home` is the folder whose
    `themes/` has them, if they are not cvtex's own. `fonts` are by role (text, heading, mono,
    emphasis) and script (Latn; Hani, with `{form}` for the form of Han). `headings` are the
    commands that print in the font for headings. `keys` are settings of the class: group, key,
    value. `words` are those of the design.
    """

    themes: tuple[str, ...] = ("classic",)
    home: Path | None = None
    fonts: Mapping[tuple[str, str], Typeface] = field(default_factory=dict)
    headings: tuple[str, ...] = ()
    keys: tuple[tuple[str, str, str], ...] = ()
    words: Words = field(default_factory=Words)

    def typeface(self, role: str, script: str) -> Typeface | None:
        """Return the font for a role in a script: that of the text, if the role has none."""
        return self.fonts.get((role, script)) or self.fonts.get(("text", script))


@dataclass(frozen=True, slots=True)
class Document:
    """One edition's text. `language` is a BCP 47 tag, `script` an ISO 15924 name.

    `date` is the last day on which something in it began or took place, the first of a month or
    a year that has no day. An end does not count, for it may be expected. `rtl` says whether its
    lines run from right to left.
    """

    language: str
    script: str
    design: Design
    title: str
    keywords: tuple[str, ...]
    name: Leaf
    headline: Leaf | None
    contacts: tuple[Contact, ...]
    sections: tuple[Section, ...]
    date: dt.date | None = None
    photo: Photo | None = None
    rtl: bool = False

    @property
    def subject(self) -> str:
        """What it is about: the headline, or else the titles of its sections."""
        if self.headline:
            return self.headline.text
        return ", ".join(section.title.text for section in self.sections)

    def leaves(self) -> Iterator[Leaf]:
        """Yield every leaf in reading order."""
        for line in self.lines():
            yield from line

    def dates(self) -> Iterator[Leaf]:
        """Yield the dates of all entries and of their parts."""
        blocks = [block for section in self.sections for block in section.blocks]
        for block in blocks:
            if isinstance(block, Entry):
                blocks += block.blocks
                if block.dates:
                    yield block.dates

    def lines(self) -> Iterator[tuple[Leaf, ...]]:
        """Yield in reading order the leaves that stand beside each other.

        A long line wraps, and an entry's dates stay in its first row, so that inside a line the
        order on the page may be another.
        """
        yield (self.name,)
        if self.headline:
            yield (self.headline,)
        for contact in self.contacts:
            yield _some(contact.label, contact.value)
        for section in self.sections:
            yield (section.title,)
            for block in section.blocks:
                yield from _block_lines(block)


def _some(*leaves: Leaf | None) -> tuple[Leaf, ...]:
    return tuple(leaf for leaf in leaves if leaf)


def _block_lines(block: Block) -> Iterator[tuple[Leaf, ...]]:
    match block:
        case Entry():
            yield block.row
            for inner in block.blocks:
                yield from _block_lines(inner)
        case Notes():
            yield _some(*(leaf for note in block.items for leaf in (note.label, note.text)))
        case Paragraph():
            yield (block.text,)
        case Highlights():
            for item in block.items:
                yield from _highlight_lines(item)


def _highlight_lines(item: Highlight) -> Iterator[tuple[Leaf, ...]]:
    yield (item.text,)
    for inner in item.highlights:
        yield from _highlight_lines(inner)
