"""From the PDF alone to what a machine reads in it."""

from __future__ import annotations

from pathlib import Path

from cvtex.ats.contacts import Contacts, contacts_in
from cvtex.ats.entries import Draft, drafts_of
from cvtex.ats.fields import Head, head_of
from cvtex.ats.layout.columns import flows_of
from cvtex.ats.layout.lines import Line
from cvtex.ats.layout.paragraphs import blocks_of
from cvtex.ats.layout.pieces import Look, Pages
from cvtex.ats.layout.poppler import read_pieces
from cvtex.ats.layout.rows import rows_of_pages
from cvtex.ats.layout.turning import all_turned
from cvtex.ats.names import name_in
from cvtex.ats.reading import Entry, Reading, Section
from cvtex.ats.roles import Cast, cast, place_again
from cvtex.ats.sections import Part, body_look, parts_of
from cvtex.diagnostics import Checked


def read_resume(pdf: Path) -> Checked[Reading]:
    """Return what a machine reads in a PDF."""
    pieces = read_pieces(pdf)
    if pieces.value is None:
        return Checked(None, pieces.diagnostics)
    return Checked(all_turned(reading_of(pieces.value)), pieces.diagnostics)


def reading_of(read: Pages) -> Reading:
    """Return what a machine makes of the text of some pages."""
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
    """Return the person's contacts: at the top, or below a heading of their own, else anywhere.

    Those of people who are named as references are not the person's.
    """
    own = [line for part in parts if part.kind == "contact" for line in part.lines]
    found = contacts_in(header + own)
    if found.emails and found.phones:
        return found
    others = {"references", "publications"}
    anywhere = contacts_in([line for one in parts if one.kind not in others for line in one.lines])
    return Contacts(found.emails or anywhere.emails, found.phones or anywhere.phones, found.links)


def _sections(parts: list[Part], body: Look) -> tuple[Section, ...]:
    """Return the sections; a place that one entry tells is known in the others."""
    drafted = [(part, *drafts_of(part, body)) for part in parts]
    heads = {
        id(draft): head_of([*draft.above, *draft.head], part.edge)
        for part, _, drafts in drafted
        for draft in drafts
    }
    casts = {
        id(draft): cast(part.kind, heads[id(draft)].fields)
        for part, _, drafts in drafted
        for draft in drafts
    }
    places = frozenset(one.place for one in casts.values() if one.place)
    for one in casts.values():
        place_again(one, places)
    return tuple(
        Section(
            part.title or "",
            part.kind,
            tuple(block.text for block in blocks_of(before, part.edge)),
            tuple(_entry(draft, heads[id(draft)], casts[id(draft)], part.edge) for draft in drafts),
        )
        for part, before, drafts in drafted
    )


def _entry(draft: Draft, head: Head, parts: Cast, edge: float) -> Entry:
    blocks = blocks_of(draft.body, edge)
    return Entry(
        parts.name,
        parts.organisation,
        parts.role,
        parts.degree,
        parts.place,
        head.printed,
        head.dates.start if head.dates else None,
        head.dates.end if head.dates else None,
        tuple(parts.details),
        tuple(block.text for block in blocks if not block.is_point),
        tuple(block.text for block in blocks if block.is_point),
    )
