"""Reads a résumé from a PDF as a hiring system does, without its source."""

from __future__ import annotations

from pathlib import Path

from cvtex.ats.assignment import EntryFields, assign, take_known_place
from cvtex.ats.contacts import Contacts, contacts_in
from cvtex.ats.entries import Draft, drafts_of
from cvtex.ats.fields import Head, head_of
from cvtex.ats.layout.columns import flows_of
from cvtex.ats.layout.direction import in_logical_order, is_from_the_right, mirrored
from cvtex.ats.layout.lines import Line
from cvtex.ats.layout.paragraphs import blocks_of
from cvtex.ats.layout.pieces import Look, Pages
from cvtex.ats.layout.poppler import read_pieces
from cvtex.ats.layout.rows import rows_of_pages
from cvtex.ats.model import Entry, Reading, Section
from cvtex.ats.names import name_in
from cvtex.ats.sections import Part, body_look, parts_of
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
    flows = flows_of(read.pages, rows_of_pages(read.pages))
    parts = parts_of(flows)
    body = body_look(line for flow in flows for line in flow)
    header = [line for part in parts if part.title is None for line in part.lines]
    edge = max((part.edge for part in parts), default=0)
    contacts = _contacts(header, parts)
    return Reading(
        name_in([line for line in header if line.page == 1], body),
        contacts.emails,
        contacts.phones,
        contacts.links,
        tuple(block.text for block in blocks_of(header, edge)),
        _sections([part for part in parts if part.title is not None], body),
        len(read.pages),
        read.whole,
    )


def _contacts(header: list[Line], parts: list[Part]) -> Contacts:
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


def _sections(parts: list[Part], body: Look) -> tuple[Section, ...]:
    """Return the sections. The place of one entry is recognised in the other entries, too."""
    drafted = []
    for part in parts:
        before, drafts = drafts_of(part, body)
        heads = [head_of([*draft.above, *draft.head], part.edge) for draft in drafts]
        assigned = [assign(part.kind, head.fields) for head in heads]
        drafted.append((part, before, list(zip(drafts, heads, assigned, strict=True))))
    all_fields = [fields for _, _, entries in drafted for _, _, fields in entries]
    places = frozenset(fields.place for fields in all_fields if fields.place)
    for fields in all_fields:
        take_known_place(fields, places)
    return tuple(
        Section(
            part.title or "",
            part.kind,
            tuple(block.text for block in blocks_of(before, part.edge)),
            tuple(_entry(*entry, part.edge) for entry in entries),
        )
        for part, before, entries in drafted
    )


def _entry(draft: Draft, head: Head, fields: EntryFields, edge: float) -> Entry:
    blocks = blocks_of(draft.body, edge)
    return Entry(
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
