"""Splits the heading of an entry into fields, at separators, gaps and changes of font."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from cvtex.ats.dates import Dates, find_dates, whole_dates
from cvtex.ats.field_kinds import FieldKind, field_kind, is_place, looks_like_name
from cvtex.ats.layout.lines import Cell, Line
from cvtex.ats.layout.wrapping import unwrapped

_CHANGE = "\x1f"
_SEPARATOR = re.compile(rf"{_CHANGE}|\s+[·•∙⋅–—-]\s+|\s*[|｜∣¦]\s*|\s+@\s+|\s{{2,}}")
_OUTER = " \t,，;；:：|·•–—-"
_ENCLOSING = " ()（）[]"
# `Northmere.` ends a sentence, `Ltd.` does not.
_STOP = re.compile(r"(?<=[a-z]{4})\.$|。$")
# A comma, except the one before `Inc.` or `PhD`, which belongs to the name before it.
_COMMA = re.compile(r",\s+(?!(?:inc|ltd|llc|co|corp|gmbh|jr|sr|ph\.?d)\b)|，", re.IGNORECASE)
# The gap, in ems, before a cell that is aligned at the other side of the page.
_ASIDE = 4
# A longer line is prose, even if it has a year, or a range of dates, in it.
_CHARS_MAX, _RANGED_MAX = 90, 140


@dataclass(frozen=True, slots=True)
class HeadField:
    """A field, its kind by its words, and whether it is aligned at the other side of the page."""

    text: str
    kind: FieldKind | None
    aside: bool = False


@dataclass(frozen=True, slots=True)
class EntryHead:
    """The heading of an entry: its fields, its dates, and the dates as they are printed."""

    fields: tuple[HeadField, ...]
    dates: Dates | None
    printed: str | None


def is_dated(line: Line) -> bool:
    """Return whether dates are a field of a line; in a list item, its last cell."""
    if line.bullet:
        return len(line.cells) > 1 and whole_dates(line.cells[-1].text) is not None
    return any(_dated(part)[1] for cell in line.cells for part in _parts(cell))


def head_of(lines: Sequence[Line], edge: float) -> EntryHead:
    """Return the fields of a heading's lines. The first of several dates are those of the entry."""
    fields: list[HeadField] = []
    found: list[tuple[Dates, str]] = []
    for line in unwrapped(lines, edge):
        row: list[HeadField] = []
        leading = False
        for at, cell in enumerate(line.cells):
            far = at > 0 and cell.left - line.cells[at - 1].right > _ASIDE * cell.look.size
            texts: list[tuple[str, bool]] = []
            for part in _parts(cell):
                text, dates, printed = _dated(part)
                if dates:
                    found.append((dates, printed))
                    leading = leading or not (row or texts or text)
                if clean := _clean(text):
                    texts.append((clean, text.lstrip()[:1] in (",", "，")))
            aside = far and at == len(line.cells) - 1 and not leading
            for text, comma in texts:
                kind = field_kind(text)
                row.append(HeadField(text, kind, aside or (comma and _follows(row, kind))))
        if len(row) == 1 and not row[0].aside:
            row = list(_by_commas(row))
            # The organisation is in a row above, with its place: behind the role's comma is its
            # department.
            if row[0].kind is FieldKind.ROLE and any(map(_may_be_place, fields[1:])):
                row = [f if f.kind else replace(f, kind=FieldKind.DEPARTMENT) for f in row]
        fields += row
    return EntryHead(tuple(fields), *(found[0] if found else (None, None)))


def _may_be_place(field: HeadField) -> bool:
    return field.kind is FieldKind.PLACE or (field.kind is None and looks_like_name(field.text))


def _parts(cell: Cell) -> list[str]:
    """Return the pieces of a cell, split at separators and where the weight or slope changes."""
    text = ""
    for before, run in zip((None, *cell.runs), cell.runs, strict=False):
        if before and (before.look.bold, before.look.italic) != (run.look.bold, run.look.italic):
            text += _CHANGE
        text += run.text
    # The dash in a range of dates is not a separator.
    ranges = [(dates.begin, dates.stop) for dates in find_dates(text)]
    parts = []
    start = 0
    for separator in _SEPARATOR.finditer(text):
        first, end = separator.span()
        if not any(begin < first and end < stop for begin, stop in ranges):
            parts.append(text[start:first])
            start = end
    return [part for part in (*parts, text[start:]) if part.strip(_OUTER)]


def _dated(text: str) -> tuple[str, Dates | None, str]:
    """Return a piece without its dates, its dates, and the dates as they are printed."""
    stripped = text.replace(_CHANGE, "").strip(_OUTER)
    if dates := whole_dates(stripped):
        return "", dates, stripped.strip("()（）[] ")
    if len(stripped) > _RANGED_MAX or stripped.endswith((".", "。")):
        return text, None, ""
    for dates in find_dates(stripped):
        before, after = stripped[: dates.begin], stripped[dates.stop :]
        enclosed = before.rstrip()[-1:] in ("(", "（", "[", ",", "，")
        rest = before.rstrip(_ENCLOSING), after.lstrip(_ENCLOSING)
        at_edge = not all(part.strip(_OUTER) for part in rest)
        is_told = dates.start if len(stripped) > _CHARS_MAX else enclosed or dates.start
        if at_edge and is_told:
            return "".join(rest), dates, stripped[dates.begin : dates.stop]
    return text, None, ""


def _clean(text: str) -> str:
    return _STOP.sub("", " ".join(text.replace(_CHANGE, " ").split()).strip(_OUTER))


def _by_commas(row: list[HeadField]) -> Iterable[HeadField]:
    """Return the fields of a row that are separated by commas alone."""
    parts = [part.strip() for part in _COMMA.split(row[0].text) if part.strip()]
    if is_place(row[0].text):
        return row
    if parts[2:] and (is_place(parts[-1]) or is_place(", ".join(parts[-2:]))):
        parts[-2:] = [", ".join(parts[-2:])]
    fields = [HeadField(part, field_kind(part)) for part in parts]
    if _follows(fields[:1], fields[-1].kind):
        fields[-1] = replace(fields[-1], aside=True)
    return fields


def _follows(row: Sequence[HeadField], kind: FieldKind | None) -> bool:
    """Return whether a field may be the place of the organisation before it: `Board, Ebb`."""
    return (
        len(row) == 1 and row[0].kind in (FieldKind.ORGANISATION, FieldKind.LIKELY) and kind is None
    )
