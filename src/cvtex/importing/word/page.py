"""Lays the paragraphs and tables of a Word file out on one long page.

The reader of hiring systems knows headings, lists and columns by how they look. So a list item gets
a bullet, a cell of a table its place, and the text behind a tab the right edge, or behind a date at
the left a column of its own. Lines do not wrap.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from cvtex.ats.dates import whole_dates
from cvtex.ats.layout.pieces import PageLayout, Pages, Piece
from cvtex.importing.word.looks import W, Xml
from cvtex.importing.word.texts import ParagraphReader, WordRun

WIDTH = 500.0
"""The width of the text in points."""

_CHAR, _WIDE = 0.5, 1.0  # widths of characters, in sizes
_GAP = 4.5  # before what is behind a tab, in sizes: more than between words or cells
_INDENT = 18.0  # points, of a level of a list
_COLUMN = 0.3  # of the width: where what is behind a date begins
_MARGIN = 4.0  # points, at the right of a cell
_LEADING, _APART = 0.2, 1.0  # space between lines, and for an empty paragraph, in sizes
_SPACED = 6.0  # points: at least that much before a paragraph parts it from the one above
_PIECES_MAX = 20000
_DEPTH_MAX = 8  # of tables within tables


@dataclass(slots=True)
class PageMaker:
    """Lays blocks out from top to bottom; `top` is where the next one begins, in points."""

    reader: ParagraphReader
    pieces: list[Piece] = field(default_factory=list)
    top: float = 0.0
    _gap: float = 0.0

    def pages(self) -> Pages:
        """Return what was laid out."""
        kept = tuple(self.pieces[:_PIECES_MAX])
        page = PageLayout(WIDTH, max(self.top, 1.0), kept)
        return Pages((page,), len(kept) == len(self.pieces))

    def blocks(self, parent: Xml, left: float = 0.0, right: float = WIDTH, depth: int = 0) -> None:
        """Lay out the paragraphs and tables of an element between two edges."""
        for element in blocks_in(parent):
            if element.tag == f"{W}tbl":
                if depth < _DEPTH_MAX:
                    self._table(element, left, right, depth + 1)
                else:
                    self.reader.lost.append("table")
                continue
            self._paragraph(element, left, right)
            boxes, self.reader.boxes = self.reader.boxes, []
            for box in boxes if depth < _DEPTH_MAX else ():
                self.blocks(box, left, right, depth + 1)

    def _paragraph(self, paragraph: Xml, left: float, right: float) -> None:
        runs = self.reader.runs(paragraph)
        before, after = self.reader.looks.space_around(paragraph)
        lines = [*_lines(runs)]
        if not any(run.text.strip() for line in lines for run in line):
            self._gap = _APART
            return
        level = self._level(paragraph)
        indent = left
        if level is not None:
            own = self.reader.looks.property_of(paragraph, "ind")
            typed = 0 if own is None else _value(own, "left") / 20
            indent += max(_INDENT * (level + 1), typed)
        size = max(run.look.size for line in lines for run in line if run.text.strip())
        is_apart = self._gap or before >= _SPACED
        self.top += size * max(_LEADING, _APART * bool(is_apart))
        for at, line in enumerate(lines):
            if not any(run.text.strip() for run in line):
                continue
            if level is not None and not at:
                self._put("•", indent - _INDENT / 2, line[0], indent - _INDENT / 4)
            self._line(line, indent, right)
        self._gap = _APART if after >= 2 * _SPACED else 0.0

    def _level(self, paragraph: Xml) -> int | None:
        """Return the level of a list item from 0, or None for another paragraph."""
        looks = self.reader.looks
        numbering = looks.property_of(paragraph, "numPr")
        if numbering is None or looks.name_of(paragraph):
            return None
        numbers = [numbering.find(f"{W}{name}") for name in ("numId", "ilvl")]
        number, level = ("" if one is None else one.get(f"{W}val", "") for one in numbers)
        if number == "0":
            return None
        if level.isdecimal() and len(level) == 1:
            return int(level)
        return looks.list_level(paragraph)

    def _line(self, line: Sequence[WordRun], left: float, right: float) -> None:
        """Lay out a line; what is behind its last tab stands at the right.

        Where dates stand at the left, what is behind a first tab stands in a column beside them,
        also in lines without dates.
        """
        parted = [*_parted(line)]
        segments = [
            [*group]
            for is_tab, group in groupby(parted, key=lambda run: run.text == "\t")
            if not is_tab
        ]
        segments = [one for one in segments if any(run.text.strip() for run in one)]
        size = max(run.look.size for one in segments for run in one)
        gaps = _GAP * size * (len(segments) - 1)
        whole = sum(_width(run) for one in segments for run in one)
        room = max(right - left - gaps, 1.0)
        scale = min(1.0, room / whole)
        column = left + _COLUMN * (right - left)
        is_indented = parted[0].text == "\t"
        is_dated = whole_dates("".join(run.text for run in segments[0])) is not None
        at = column if is_indented else left
        for place, segment in enumerate(segments):
            width = scale * sum(map(_width, segment))
            if place == 1 and is_dated and not is_indented:
                at = max(at, column)
            elif place and place == len(segments) - 1:
                at = max(at, right - width)
            for run in segment:
                end = at + scale * _width(run)
                self._put(run.text, at, run, end)
                at = end
            at += _GAP * size
        self.top += size

    def _put(self, text: str, left: float, run: WordRun, right: float) -> None:
        look = run.look
        bottom = self.top + look.size
        url = "" if text == "•" else run.url
        if text.strip():
            self.pieces.append(Piece(text, left, self.top, right, bottom, look, url))

    def _table(self, table: Xml, left: float, right: float, depth: int) -> None:
        """Lay out the rows of a table, and the cells of a row beside each other."""
        edges = _edges(table, left, right)
        for row in _parts(table, "tr"):
            top = bottom = self.top
            gap, column = self._gap, _columns_before(row)
            for cell in _parts(row, "tc"):
                end = min(column + _span(cell), len(edges) - 1)
                first = edges[min(column, end - 1)]
                self.top, self._gap = top, gap
                self.blocks(cell, first, max(edges[end] - _MARGIN, first + 1), depth)
                bottom = max(bottom, self.top)
                column = end
            self.top = bottom


def blocks_in(parent: Xml) -> Iterator[Xml]:
    """Yield the paragraphs and tables of an element, also those in content controls."""
    for element in parent:
        if element.tag in (f"{W}p", f"{W}tbl"):
            yield element
        elif element.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml"):
            yield from blocks_in(element)


def _parts(parent: Xml, name: str) -> Iterator[Xml]:
    """Yield the rows of a table, or the cells of a row, also those in content controls."""
    for element in parent:
        if element.tag == f"{W}{name}":
            yield element
        elif element.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}customXml"):
            yield from _parts(element, name)


def _edges(table: Xml, left: float, right: float) -> list[float]:
    """Return the edges of the columns of a table, in points."""
    widths = [_value(column, "w") for column in table.iterfind(f"{W}tblGrid/{W}gridCol")]
    if not widths or not all(widths):
        rows = [*_parts(table, "tr")]
        counts = (_columns_before(row) + sum(map(_span, _parts(row, "tc"))) for row in rows)
        widths = [1.0] * max(counts, default=1)
    edges = [left]
    for width in widths:
        edges.append(edges[-1] + (right - left) * width / sum(widths))
    return edges


def _span(cell: Xml) -> int:
    span = cell.find(f"{W}tcPr/{W}gridSpan")
    return max(1, min(64, int(_value(span, "val") or 1))) if span is not None else 1


def _columns_before(row: Xml) -> int:
    """Return the number of columns that a row leaves free at its beginning."""
    before = row.find(f"{W}trPr/{W}gridBefore")
    return max(0, min(64, int(_value(before, "val")))) if before is not None else 0


def _value(element: Xml, name: str) -> float:
    try:
        return float(element.get(f"{W}{name}", "0"))
    except ValueError:
        return 0.0


def _lines(runs: Iterable[WordRun]) -> Iterator[list[WordRun]]:
    """Yield the runs between line ends."""
    line: list[WordRun] = []
    for run in runs:
        first, *rest = run.text.split("\n")
        line.append(replace(run, text=first))
        for text in rest:
            yield line
            line = [replace(run, text=text)]
    yield line


def _parted(line: Iterable[WordRun]) -> Iterator[WordRun]:
    """Yield the runs of a line, with each tab as a run."""
    for run in line:
        for at, text in enumerate(run.text.split("\t")):
            if at:
                yield replace(run, text="\t")
            if text:
                yield replace(run, text=text)


def _width(run: WordRun) -> float:
    wide = sum(unicodedata.east_asian_width(char) in "WF" for char in run.text)
    return run.look.size * (_WIDE * wide + _CHAR * (len(run.text) - wide))
