"""The letter below the head: its parts in the order of a layout."""

from __future__ import annotations

from collections.abc import Iterator

from cvtex.content.letter import Application, LetterModel, ParagraphModel
from cvtex.document import Block, Letter, LetterPart, Note, Notes, PartRole, blocks
from cvtex.schema.dates import Calendar, DateInWords
from cvtex.sections.blocks import highlights
from cvtex.source.typed import Typed
from cvtex.wording.dates import place_and_date, print_day
from cvtex.wording.leaves import Leaves, literal

_BODY = (PartRole.SUBJECT, PartRole.OPENING, PartRole.BODY, PartRole.CLOSING, PartRole.SIGNATURE)

LAYOUTS: dict[str, tuple[PartRole, ...]] = {
    # DIN 5008:2020: the address in the window of an envelope, below the sender's own.
    "din5008": (
        *(PartRole.SENDER, PartRole.RECIPIENT, PartRole.DATE),
        *(*_BODY, PartRole.ENCLOSURES),
    ),
    "us": (PartRole.DATE, PartRole.RECIPIENT, *_BODY, PartRole.ENCLOSURES),
    "plain": (PartRole.RECIPIENT, PartRole.DATE, *_BODY, PartRole.ENCLOSURES),
    "chinese": (PartRole.RECIPIENT, *_BODY, PartRole.DATE, PartRole.ENCLOSURES),
    "japanese": (PartRole.DATE, PartRole.RECIPIENT, *_BODY, PartRole.ENCLOSURES),
}
"""The parts of a letter in the order of reading, by layout."""


def build_letter(application: Application, leaves: Leaves) -> Letter:
    """Return the letter of an application; a part that has nothing to say is left out."""
    letter = application.letter
    leaves.take(*filter(None, (letter.resume, letter.language)))
    layout = letter.layout or leaves.locale.letter
    parts = (
        LetterPart(role, tuple(_blocks(role, application, leaves))) for role in LAYOUTS[layout]
    )
    return Letter(layout, tuple(part for part in parts if part.blocks))


def title_of(application: Application, name: str) -> str:
    """Return the title of the file: the person's name, and what the letter is about."""
    letter = application.letter
    about = letter.subject or next(iter(letter.recipient or ()), None)
    return f"{name} – {about.strip()}" if about else name


def _blocks(role: PartRole, application: Application, leaves: Leaves) -> Iterator[Block]:
    letter = application.letter
    match role:
        case PartRole.SENDER:
            yield from _sender(application, leaves)
        case PartRole.DATE:
            yield _date(letter, leaves)
        case PartRole.BODY:
            for paragraph in letter.paragraphs:
                yield from _paragraph(paragraph, leaves)
        case PartRole.SIGNATURE:
            name = application.name
            yield blocks.Paragraph(leaves.leaf(leaves.inline(name), name.span))
        case PartRole.ENCLOSURES:
            if letter.enclosures:
                label = leaves.label(role, letter.enclosures[0].span)
                yield Notes((Note(label, leaves.listed(letter.enclosures)),))
        case _:
            given: list[Typed] | Typed | None = getattr(letter, role)
            for text in given if isinstance(given, list) else filter(None, [given]):
                yield blocks.Paragraph(leaves.typed(text))


def _sender(application: Application, leaves: Leaves) -> Iterator[Block]:
    """Yield the person's name and address in one line, for letters that do not arrive."""
    address = next((one.address for one in application.contacts if one.address), None)
    if address and application.letter.recipient:
        yield blocks.Paragraph(leaves.listed([application.name, address]))


def _date(letter: LetterModel, leaves: Leaves) -> Block:
    """Return place and date, which are one text, as people write them."""
    place, date = letter.place, letter.date
    parts = [leaves.inline(place)] if place else []
    if isinstance(date, DateInWords):
        parts.append(leaves.inline(date.typed))
    elif isinstance(date, Calendar):
        leaves.take(date.typed)
        parts.append((literal(print_day(date, leaves.locale), date.typed),))
    span = place.span if place else date.typed.span
    return blocks.Paragraph(leaves.leaf(place_and_date(parts, leaves.locale), span))


def _paragraph(paragraph: ParagraphModel, leaves: Leaves) -> Iterator[Block]:
    yield from leaves.paragraphs(paragraph.text)
    yield from highlights(paragraph.highlights, leaves)
