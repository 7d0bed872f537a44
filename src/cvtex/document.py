"""The Document: the final texts of an edition in reading order, each with its role and span.

It is all that later phases know of the person's files. Writers print it, the finishing pass tags
the PDF by it, and the verifier compares the PDF with it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Literal

from cvtex.diagnostics import Span
from cvtex.diagnostics.origin import Origin


@dataclass(frozen=True, slots=True)
class Text:
    """Literal characters.

    `forms` are the offsets of Han characters with a variation selector (UTS #37), and the selector.
    The PDF's text has no selectors, because a search would not find the word.
    """

    text: str
    forms: tuple[tuple[int, str], ...] = ()
    origins: tuple[Origin, ...] = field(default=(), compare=False, repr=False)

    def __reduce__(self) -> tuple[type[Text], tuple[object, ...]]:
        """Leave out the origins in a Document on disk: only checks of a content file use them."""
        return Text, (self.text, self.forms)


@dataclass(frozen=True, slots=True)
class Strong:
    """Bold text."""

    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Italic text, or its equivalent in other scripts."""

    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Code:
    """Code, in a monospaced font."""

    text: str
    origins: tuple[Origin, ...] = field(default=(), compare=False, repr=False)

    def __reduce__(self) -> tuple[type[Code], tuple[object, ...]]:
        """Leave out the origins, as `Text` does."""
        return Code, (self.text,)


@dataclass(frozen=True, slots=True)
class Link:
    """Text with an absolute URL."""

    content: tuple[Inline, ...]
    url: str


Inline = Text | Strong | Emphasis | Code | Link


def plain(content: tuple[Inline, ...]) -> str:
    """Return the characters of inline content."""
    return "".join(
        part.text if isinstance(part, Text | Code) else plain(part.content) for part in content
    )


def origins(content: tuple[Inline, ...], start: int = 0) -> Iterator[Origin]:
    """Yield the origins of inline content, with offsets into its printed characters."""
    for part in content:
        if isinstance(part, Text | Code):
            for origin in part.origins:
                yield replace(origin, start=start + origin.start)
        else:
            yield from origins(part.content, start)
        start += len(plain((part,)))


def forms(content: tuple[Inline, ...]) -> dict[int, str]:
    """Return the variation selectors in inline content by offset of the printed character."""
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
    """A text: its number in reading order from 1, its content, and its span in the YAML."""

    number: int
    content: tuple[Inline, ...]
    span: Span

    @property
    def text(self) -> str:
        """The characters that are printed."""
        return plain(self.content)

    def place_of(self, string: str) -> Span:
        """Return the span in the YAML of a string of the leaf, or the leaf's own span."""
        start = self.text.find(string)
        sources = []
        for origin in origins(self.content):
            if origin.source is None:
                continue
            first = start - origin.start
            last = first + len(string) - 1
            if start >= 0 and first >= 0 and last < len(origin.offsets):
                return origin.source.at(origin.offsets[first], origin.offsets[last] + 1)
            sources.append(origin.source)
        found = (source for source in sources if string in source)
        return next((source.place_of(string) for source in found), self.span)


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


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph."""

    text: Leaf


@dataclass(frozen=True, slots=True)
class Highlight:
    """A bullet point, with the points below it."""

    text: Leaf
    highlights: tuple[Highlight, ...] = ()


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


@dataclass(frozen=True, slots=True)
class Section:
    """A section: its type in the schema or `summary`, its title and its blocks.

    `aside` means that it is in a column beside the others, which is read first, `break_before`
    that it begins a page.
    """

    kind: str
    title: Leaf
    blocks: tuple[Block, ...]
    aside: bool = False
    break_before: bool = False


@dataclass(frozen=True, slots=True)
class Closing:
    """What is below the last section: a sentence, place and date, a name under a line to sign."""

    text: Leaf | None
    place: Leaf | None
    signature: Leaf | None

    @property
    def leaves(self) -> tuple[Leaf, ...]:
        """The texts that there are, in reading order."""
        return _some(self.text, self.place, self.signature)


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
    """A photo of the person, its text alternative, and its span in the YAML.

    The text alternative is not printed, so it is not a leaf.
    """

    picture: Picture
    alt: str
    span: Span


@dataclass(frozen=True, slots=True)
class Typeface:
    """A font family for a role.

    `scale` is its size relative to the text's; None matches the x-heights. `span` is the setting.
    """

    family: str
    scale: float | None = None
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a design, with its span."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a design, which replace those of the language.

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
    """The looks of an edition.

    `themes` are its theme and the bases of that, the first base first; `home` is the folder whose
    `themes/` has them, if they are not cvtex's own. `fonts` are by role (text, heading, mono,
    emphasis) and script (Latn; Hani, with `{form}` for the form of Han). `headings` are the
    commands that use the heading font. `keys` are settings of the class: group, key, value.
    """

    themes: tuple[str, ...] = ("classic",)
    home: Path | None = None
    fonts: Mapping[tuple[str, str], Typeface] = field(default_factory=dict)
    headings: tuple[str, ...] = ()
    keys: tuple[tuple[str, str, str], ...] = ()
    words: Words = field(default_factory=Words)

    def typeface(self, role: str, script: str) -> Typeface | None:
        """Return the font for a role in a script, or the text font."""
        return self.fonts.get((role, script)) or self.fonts.get(("text", script))


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """The text of one edition. `language` is a BCP 47 tag, `script` an ISO 15924 code.

    `title` is that of the file, `sheet` what the page is called above the name; `names` are
    the reading of the name and its Latin form.

    `date` is the latest start date or date of an event in it; the first day if it is a month or a
    year. End dates do not count, since they may be in the future. `rtl` means that its lines run
    from right to left.
    """

    language: str
    script: str
    design: Design
    title: str
    keywords: tuple[str, ...]
    sheet: Leaf | None = None
    name: Leaf
    names: tuple[Leaf, ...] = ()
    headline: Leaf | None
    contacts: tuple[Contact, ...]
    facts: tuple[Note, ...] = ()
    sections: tuple[Section, ...]
    closing: Closing | None = None
    date: dt.date | None = None
    photo: Photo | None = None
    rtl: bool = False

    @property
    def subject(self) -> str:
        """The headline, or the titles of the sections."""
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
        """Yield in reading order the leaves that share a line.

        A long line wraps, and an entry's dates stay in its first row, so the order on the page may
        differ inside a line.
        """
        if self.sheet:
            yield (self.sheet,)
        yield (self.name,)
        if self.names:
            yield self.names
        if self.headline:
            yield (self.headline,)
        for contact in self.contacts:
            yield _some(contact.label, contact.value)
        for fact in self.facts:
            yield _some(fact.label, fact.text)
        for section in self.sections:
            yield (section.title,)
            for block in section.blocks:
                yield from _block_lines(block)
        if self.closing:
            yield from ((leaf,) for leaf in self.closing.leaves)


def settled(document: Document) -> str:
    """Return a digest of all that is printed, and of nothing that only says where it was typed.

    A line that is added above moves a text in its file, and changes nothing of the PDF.
    """
    import hashlib  # noqa: PLC0415 - a check has no need of it

    return hashlib.sha256(repr(_printed(document)).encode()).hexdigest()


def _printed(value: object) -> object:
    match value:
        case Span():
            return None
        case tuple():
            return [_printed(one) for one in value]
        case Mapping():
            return [(key, _printed(one)) for key, one in value.items()]
        case _ if is_dataclass(value):
            counted = (one.name for one in fields(value) if one.compare)
            return [type(value).__name__, *(_printed(getattr(value, name)) for name in counted)]
        case _:
            return value


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
