"""The Document: the final texts of an edition in reading order, each with its role and span.

It is all that later phases know of the person's files. Writers print it, the finishing pass tags
the PDF by it, and the verifier compares the PDF with it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass

from cvtex.diagnostics import Span
from cvtex.document.blocks import (
    Block,
    Closing,
    Contact,
    ContactKind,
    Entry,
    Field,
    Highlight,
    Highlights,
    Note,
    Notes,
    Paragraph,
    Photo,
    Picture,
    Role,
    Section,
    alone,
    block_lines,
    block_tests,
    some,
)
from cvtex.document.design import Design, DesignWord, DesignWords, Typeface
from cvtex.document.inline import (
    CodeSpan,
    Emphasis,
    Inline,
    Leaf,
    Link,
    Strong,
    Text,
    forms,
    origins,
    plain,
    without,
)
from cvtex.document.letter import Letter, LetterPart, PartRole

__all__ = [
    "Block",
    "Closing",
    "CodeSpan",
    "Contact",
    "ContactKind",
    "Design",
    "DesignWord",
    "DesignWords",
    "Document",
    "Emphasis",
    "Entry",
    "Field",
    "Highlight",
    "Highlights",
    "Inline",
    "Leaf",
    "Letter",
    "LetterPart",
    "Link",
    "Note",
    "Notes",
    "Paragraph",
    "PartRole",
    "Photo",
    "Picture",
    "Role",
    "Section",
    "Strong",
    "Text",
    "Typeface",
    "block_tests",
    "forms",
    "origins",
    "plain",
    "settled",
    "without",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """The text of one edition. `language` is a BCP 47 tag, `script` an ISO 15924 code.

    `title` is that of the file, `sheet` what the page is called above the name; `reading` is
    how the name is read, `latin` its Latin form.

    `date` is the latest start date or date of an event in it; the first day if it is a month or a
    year. End dates do not count, since they may be in the future. `rtl` means that its lines run
    from right to left.

    A `letter` has no sections, and the date of the letter. `signature` is the picture of one.
    """

    language: str
    script: str
    design: Design
    title: str
    keywords: tuple[str, ...]
    sheet: Leaf | None = None
    name: Leaf
    reading: Leaf | None = None
    latin: Leaf | None = None
    headline: Leaf | None
    contacts: tuple[Contact, ...]
    facts: tuple[Note, ...] = ()
    sections: tuple[Section, ...]
    closing: Closing | None = None
    letter: Letter | None = None
    date: dt.date | None = None
    photo: Photo | None = None
    signature: Photo | None = None
    rtl: bool = False

    @property
    def names(self) -> tuple[Leaf, ...]:
        """The reading of the name and its Latin form."""
        return some(self.reading, self.latin)

    @property
    def pictures(self) -> dict[str, Photo]:
        """The pictures that are printed, by what they are."""
        given = {"photo": self.photo, "signature": self.signature}
        return {name: picture for name, picture in given.items() if picture}

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
            yield some(contact.label, contact.value)
        for fact in self.facts:
            yield some(fact.label, fact.text)
        for section in self.sections:
            yield (section.title,)
            yield from alone(section.reminders)
            for block in section.blocks:
                yield from block_lines(block)
        if self.closing:
            yield from alone(self.closing.leaves)
        if self.letter:
            yield from self.letter.lines()


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
