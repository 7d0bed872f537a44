"""Sorts the lines of a résumé: the person, sections, entries, and the fields of their headings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from cvtex.ats.assignment import EntryFields, assign, take_known_place
from cvtex.ats.contacts import Contacts
from cvtex.ats.entries import drafts_of
from cvtex.ats.fields import EntryHead, head_of
from cvtex.ats.layout.lines import Line
from cvtex.ats.layout.pieces import Look
from cvtex.ats.sections import SectionLines


@dataclass(frozen=True, slots=True)
class EntryDraft:
    """The lines of an entry's heading, what its fields mean, and the lines below it.

    `above` is the heading that it shares with the entry before it, as an employer of two roles.
    """

    above: tuple[Line, ...]
    lines: tuple[Line, ...]
    head: EntryHead
    fields: EntryFields
    body: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class SectionDraft:
    """A section, its lines before the first entry, and its entries."""

    part: SectionLines
    before: tuple[Line, ...]
    entries: tuple[EntryDraft, ...]


@dataclass(frozen=True, slots=True)
class ResumeDraft:
    """The lines of a résumé by what they say.

    `header` is before the first section, `body` the look of most text, `edge` the right edge of the
    widest column in points.
    """

    name: str | None
    contacts: Contacts
    header: tuple[Line, ...]
    sections: tuple[SectionDraft, ...]
    body: Look
    edge: float


def draft_sections(parts: Iterable[SectionLines], body: Look) -> Sequence[SectionDraft]:
    """Return the sections. The place of one entry is recognised in the other entries, too."""
    drafted = [_section(part, body) for part in parts]
    all_fields = [entry.fields for section in drafted for entry in section.entries]
    places = frozenset(fields.place for fields in all_fields if fields.place)
    for fields in all_fields:
        take_known_place(fields, places)
    return drafted


def _section(part: SectionLines, body: Look) -> SectionDraft:
    before, drafts = drafts_of(part, body)

    def entries() -> Iterator[EntryDraft]:
        for draft in drafts:
            head = head_of([*draft.above, *draft.head], part.edge)
            fields = assign(part.kind, head.fields)
            above, lines, below = tuple(draft.above), tuple(draft.head), tuple(draft.body)
            yield EntryDraft(above, lines, head, fields, below)

    return SectionDraft(part, tuple(before), tuple(entries()))
