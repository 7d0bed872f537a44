"""The fields of an entry's heading: the text between separators, gaps and changes of look."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from cvtex.ats.dates import Dates, find_dates, whole_dates
from cvtex.ats.layout.lines import Cell, Line
from cvtex.ats.layout.wrapping import unwrapped
from cvtex.ats.tags import Tag, is_place, looks_like_name, tag_of

_CHANGE = "\x1f"
_SEPARATOR = re.compile(rf"{_CHANGE}|\s+[·•∙⋅–—-]\s+|\s*[|｜∣¦]\s*|\s+@\s+|\s{{2,}}")
_OUTER = " \t,，;；:：|·•–—-"
_ENCLOSING = " ()（）[]"
# `Northmere.` ends a sentence, `Ltd.` does not.
_STOP = re.compile(r"(?<=[a-z]{4})\.$|。$")
# What belongs to the word before the comma.
_COMMA = re.compile(r",\s+(?!(?:inc|ltd|llc|co|corp|gmbh|jr|sr|ph\.?d)\b)|，", re.IGNORECASE)
# How far a cell stands from the one before it, in ems, to be at the other side of the page.
_ASIDE = 4
# A line that is longer is prose, though a year stands in it.
_LONGEST = 90


@dataclass(frozen=True, slots=True)
class Field:
    """A field, what it is by its words, and whether it stands at the page's other side."""

    text: str
    tag: Tag | None
    aside: bool = False


@dataclass(frozen=True, slots=True)
class Head:
    """What an entry's heading says: its fields, its dates, and the dates as they are printed."""

    fields: tuple[Field, ...]
    dates: Dates | None
    printed: str | None


def is_dated(line: Line) -> bool:
    """Tell whether a line has dates that are a field of it.

    A point of a list has them if they stand at its other side.
    """
    if line.bullet:
        return len(line.cells) > 1 and whole_dates(line.cells[-1].text) is not None
    return any(_dated(part)[1] for cell in line.cells for part in _parts(cell))


def head_of(lines: Sequence[Line], edge: float) -> Head:
    """Return what the lines of a heading say. Of several dates the first are the entry's."""
    fields: list[Field] = []
    found: list[tuple[Dates, str]] = []
    for line in unwrapped(lines, edge):
        row: list[Field] = []
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
                tag = tag_of(text)
                row.append(Field(text, tag, aside or (comma and _follows(row, tag))))
        if len(row) == 1 and not row[0].aside:
            row = list(_by_commas(row))
            # What is first is the organisation; of the rest one is its place, and what follows the
            # role's comma is a part of it.
            if row[0].tag is Tag.ROLE and any(_may_be_place(one) for one in fields[1:]):
                row = [one if one.tag else replace(one, tag=Tag.DEPARTMENT) for one in row]
        fields += row
    return Head(tuple(fields), *(found[0] if found else (None, None)))


def _may_be_place(field: Field) -> bool:
    return field.tag is Tag.PLACE or (field.tag is None and looks_like_name(field.text))


def _parts(cell: Cell) -> list[str]:
    """Return the pieces of a cell; one of another weight or slope is a piece of its own."""
    text = ""
    for before, run in zip((None, *cell.runs), cell.runs, strict=False):
        if before and (before.look.bold, before.look.italic) != (run.look.bold, run.look.italic):
            text += _CHANGE
        text += run.text
    # The dash of a range of dates is no separator.
    ranges = [(dates.begin, dates.stop) for dates in find_dates(text)]
    parts = []
    start = 0
    for found in _SEPARATOR.finditer(text):
        if not any(begin < found.start() and found.end() < stop for begin, stop in ranges):
            parts.append(text[start : found.start()])
            start = found.end()
    return [part for part in (*parts, text[start:]) if part.strip(_OUTER)]


def _dated(text: str) -> tuple[str, Dates | None, str]:
    """Return a piece without its dates, the dates, and them as they are printed."""
    stripped = text.replace(_CHANGE, "").strip(_OUTER)
    if dates := whole_dates(stripped):
        return "", dates, stripped.strip("()（）[] ")
    if len(stripped) > _LONGEST or stripped.endswith((".", "。")):
        return text, None, ""
    for dates in find_dates(stripped):
        before, after = stripped[: dates.begin], stripped[dates.stop :]
        enclosed = before.rstrip()[-1:] in ("(", "（", "[", ",", "，")
        rest = before.rstrip(_ENCLOSING), after.lstrip(_ENCLOSING)
        at_edge = not all(part.strip(_OUTER) for part in rest)
        if at_edge and (enclosed or dates.start):
            return "".join(rest), dates, stripped[dates.begin : dates.stop]
    return text, None, ""


def _clean(text: str) -> str:
    return _STOP.sub("", " ".join(text.replace(_CHANGE, " ").split()).strip(_OUTER))


def _by_commas(row: list[Field]) -> Iterable[Field]:
    """Yield the fields of a row that has nothing but commas between them."""
    parts = [part.strip() for part in _COMMA.split(row[0].text) if part.strip()]
    if is_place(row[0].text):
        return row
    if parts[2:] and is_place(parts[-1]):
        parts[-2:] = [", ".join(parts[-2:])]
    fields = [Field(part, tag_of(part)) for part in parts]
    if _follows(fields[:1], fields[-1].tag):
        fields[-1] = replace(fields[-1], aside=True)
    return fields


def _follows(row: Sequence[Field], tag: Tag | None) -> bool:
    """Tell whether a field follows an organisation as its place does: `Harbour Board, Ebb`."""
    return len(row) == 1 and row[0].tag in (Tag.ORGANISATION, Tag.LIKELY) and tag is None
