"""Reads a résumé from a PDF as a hiring system does, without its source."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from cvtex.ats.contacts import Contacts, contacts_in
from cvtex.ats.drafting import EntryDraft, ResumeDraft, SectionDraft, draft_sections
from cvtex.ats.labels import untabled
from cvtex.ats.layout.columns import flows_of
from cvtex.ats.layout.direction import in_logical_order, is_from_the_right, mirrored
from cvtex.ats.layout.lines import Line
from cvtex.ats.layout.paragraphs import blocks_of
from cvtex.ats.layout.pieces import Pages
from cvtex.ats.layout.poppler import read_pieces
from cvtex.ats.layout.rows import rows_of_pages
from cvtex.ats.model import ReadEntry, Reading, ReadSection
from cvtex.ats.names import name_in
from cvtex.ats.sections import SectionLines, body_look, parts_of
from cvtex.diagnostics import Checked


def read_resume(pdf: Path) -> Checked[Reading]:
    """Return what a machine reads in a PDF, in logical order."""
    pieces = read_pieces(pdf)
    if pieces.value is None:
        return Checked(None, pieces.diagnostics)
    if is_from_the_right(pieces.value):
        return Checked(reading_of(mirrored(pieces.value)), pieces.diagnostics)
    return Checked(in_logical_order(reading_of(pieces.value)), pieces.diagnostics)


def reading_of(read: Pages) -> Reading:
    """Return what a machine reads in the text of the pages, in the order in which it lies."""
    draft = draft_of(read)
    return Reading(
        draft.name,
        draft.contacts.emails,
        draft.contacts.phones,
        draft.contacts.links,
        tuple(block.text for block in blocks_of(draft.header, draft.edge)),
        tuple(map(_section, draft.sections)),
        len(read.pages),
        read.whole,
    )


def draft_of(read: Pages, edge: float | None = None) -> ResumeDraft:
    """Return the lines of the pages by what they say, in the order in which they lie.

    `edge` is the right edge of the lines in points, by default that of each column.
    """
    flows = flows_of(read.pages, rows_of_pages(read.pages))
    parts = parts_of(flows, edge)
    body = body_look(line for flow in flows for line in flow)
    header = [*untabled([line for part in parts if part.title is None for line in part.lines])]
    return ResumeDraft(
        name_in([line for line in header if line.page == 1], body),
        _contacts(header, parts),
        tuple(header),
        tuple(draft_sections([part for part in parts if part.title is not None], body)),
        body,
        max((part.edge for part in parts), default=0),
    )


def _contacts(header: list[Line], parts: list[SectionLines]) -> Contacts:
    """Return the person's contacts: at the top or in a section of their own, otherwise anywhere.

    Sections that name other people are left out.
    """
    own = [line for part in parts if part.kind == "contact" for line in part.lines]
    found = contacts_in(header + own)
    if found.emails and found.phones:
        return found
    others = {"references", "publications"}
    anywhere = contacts_in(
        [line for part in parts if part.kind not in others for line in part.lines]
    )
    return Contacts(found.emails or anywhere.emails, found.phones or anywhere.phones, found.links)


def _section(draft: SectionDraft) -> ReadSection:
    part = draft.part
    return ReadSection(
        part.title or "",
        part.kind,
        _texts(draft.before, part.edge),
        tuple(_entry(entry, part.edge) for entry in draft.entries),
    )


def _texts(lines: Iterable[Line], edge: float) -> tuple[str, ...]:
    return tuple(block.text for block in blocks_of([*lines], edge))


def _entry(draft: EntryDraft, edge: float) -> ReadEntry:
    head, fields = draft.head, draft.fields
    blocks = blocks_of(draft.body, edge)
    return ReadEntry(
        fields.name,
        fields.organisation,
        fields.role,
        fields.degree,
        fields.place,
        head.printed,
        head.dates.start if head.dates else None,
        head.dates.end if head.dates else None,
        tuple(fields.details),
        tuple(block.text for block in blocks if not block.is_item),
        tuple(block.text for block in blocks if block.is_item),
    )
