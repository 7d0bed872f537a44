"""Splits the lines of a section into entries: a heading, and the lines below it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from cvtex.ats.dates import whole_dates
from cvtex.ats.entry_headings import heads_of
from cvtex.ats.fields import is_dated
from cvtex.ats.layout.lines import Line
from cvtex.ats.layout.pieces import Look
from cvtex.ats.layout.wrapping import is_wrapped
from cvtex.ats.sections import SectionLines

# Sections that are texts or lists, without headings of entries.
_FLAT = frozenset({"skills", "languages", "interests", "summary", "contact", "publications"})
_SAME = 0.3  # points


@dataclass(slots=True)
class EntryLines:
    """The lines of an entry; `above` is the heading that it shares with the entry before it."""

    above: list[Line] = field(default_factory=list)
    head: list[Line] = field(default_factory=list)
    body: list[Line] = field(default_factory=list)


def drafts_of(part: SectionLines, body: Look) -> tuple[list[Line], list[EntryLines]]:
    """Return the lines of a section before its first entry, and its entries."""
    if part.kind in _FLAT:
        return list(part.lines), []
    heads = heads_of(part, body)
    before: list[Line] = []
    drafts: list[EntryLines] = []
    any_dated = any(is_dated(part.lines[at]) for at in heads)
    for at, line in enumerate(part.lines):
        if at not in heads:
            (drafts[-1].body if drafts else before).append(line)
            continue
        head = drafts[-1].head if at - 1 in heads and drafts else []
        if head and not _begins(head, line, part.edge, any_dated=any_dated):
            head.append(line)
        else:
            drafts.append(EntryLines(head=[line]))
    for former, draft in pairwise(drafts):
        draft.above = _shared(former, draft)
    return before, drafts


def _begins(head: Sequence[Line], line: Line, edge: float, *, any_dated: bool) -> bool:
    """Return whether a heading line below another one begins a new entry."""
    if is_wrapped(head[-1], line, edge) and not is_dated(line):
        return False
    first = head[0]
    closed = any(map(is_dated, head))
    if is_dated(line):
        return closed
    if _is_beside_dates(first, line):
        return False
    if not closed:
        return not any_dated and _alike(first.look, line.look)
    bolder = line.look.bold and not first.look.bold
    return _alike(first.look, line.look) or bolder or line.look.size > first.look.size + _SAME


def _is_beside_dates(first: Line, line: Line) -> bool:
    """Return whether a line stands in the column beside the dates that a heading begins with."""
    dates = first.cells[0]
    return whole_dates(dates.text) is not None and line.left > dates.right


def _shared(former: EntryLines, draft: EntryLines) -> list[Line]:
    """Return the lines that an entry shares with the one before it, as an employer of two roles."""
    dated = next((at for at, line in enumerate(former.head) if is_dated(line)), None)
    if dated is None or (len(draft.head) > 1 and not is_dated(draft.head[0])):
        return []
    own = former.head[dated]
    above = former.above or former.head[:dated]
    if above and not _alike(above[0].look, own.look) and _alike(own.look, draft.head[0].look):
        return above
    return []


def _alike(one: Look, other: Look) -> bool:
    same = (one.bold, one.italic) == (other.bold, other.italic)
    return same and abs(one.size - other.size) < _SAME
